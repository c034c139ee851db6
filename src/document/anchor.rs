//! Identifiers of headings, as the generator's Markdown makes them.

use std::collections::HashMap;

use unicode_normalization::char::is_combining_mark;

use crate::template::Dialect;

/// Whose rule makes the identifiers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum AnchorRule {
    /// kramdown's parser for GitHub's Markdown, and most others.
    #[default]
    Kramdown,
    /// github-slugger over mdast's words, to which the words of pictures belong.
    Slugger,
    /// Goldmark as Hugo sets it up: letters without their combining marks.
    Goldmark,
    /// Pandoc: dots stay, what stands before the first letter goes.
    Pandoc,
    /// hexo-util's slugize: capitals stay, punctuation is a hyphen too.
    Hexo,
}

impl AnchorRule {
    /// The rule of a dialect.
    pub(super) fn of(dialect: Dialect) -> Self {
        match dialect {
            Dialect::Mdx | Dialect::Docusaurus => Self::Slugger,
            Dialect::Hugo => Self::Goldmark,
            Dialect::Hexo => Self::Hexo,
            Dialect::Pandoc => Self::Pandoc,
            _ => Self::Kramdown,
        }
    }

    /// Whether the words of pictures count.
    pub(super) fn counts_pictures(self) -> bool {
        self == Self::Slugger
    }

    /// Whether dashes count as they were typed: identifiers are made before signs are set.
    pub(super) fn reads_as_typed(self) -> bool {
        matches!(self, Self::Kramdown | Self::Goldmark)
    }

    /// The identifier of those words, before it is made unique.
    pub(super) fn slug(self, words: &str) -> String {
        if self == Self::Hexo {
            return hexo(words);
        }
        let mut slug = String::with_capacity(words.len());
        for c in words.trim().chars() {
            match c {
                ' ' | '\n' | '\t' => slug.push('-'),
                '-' | '_' => slug.push(c),
                '.' if self == Self::Pandoc => slug.push(c),
                c if is_combining_mark(c) => slug.extend((self != Self::Goldmark).then_some(c)),
                c if c.is_alphanumeric() => slug.extend(c.to_lowercase()),
                _ => {}
            }
        }
        match self {
            Self::Pandoc => slug.trim_start_matches(|c: char| !c.is_alphabetic()).to_owned(),
            _ => slug,
        }
    }
}

/// Runs of blanks and ASCII punctuation are one hyphen, none at the ends.
fn hexo(words: &str) -> String {
    let parts = words.split(|c: char| c.is_whitespace() || c.is_ascii_punctuation());
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

/// The identifier itself the first time, then with `-1`, `-2`.
pub(super) fn unique(wanted: String, given: &mut HashMap<String, u32>) -> String {
    let wanted = if wanted.is_empty() { "section".to_owned() } else { wanted };
    let Some(count) = given.get(&wanted).copied() else {
        given.insert(wanted.clone(), 1);
        return wanted;
    };
    let free =
        (count..).map(|number| (number, format!("{wanted}-{number}"))).find(|(_, name)| !given.contains_key(name));
    let Some((number, name)) = free else { return wanted };
    given.insert(wanted, number + 1);
    given.insert(name.clone(), 1);
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_generator_makes_its_own_anchors() {
        use AnchorRule::{Goldmark, Hexo, Kramdown, Pandoc, Slugger};
        for (rule, words, want) in [
            (Kramdown, "Hello, World!", "hello-world"),
            (Kramdown, "C++ & Rust", "c--rust"),
            (Slugger, "Überblick 2", "überblick-2"),
            (Kramdown, "日本 語", "日本-語"),
            (Goldmark, "snake_case", "snake_case"),
            (Kramdown, "हिन्दी", "हिन्दी"),
            (Goldmark, "हिन्दी", "हनद"),
            (Pandoc, "3.2 Version 1.0!", "version-1.0"),
            (Hexo, "Hello, World!", "Hello-World"),
            (Hexo, "1. C++ & 日本", "1-C-日本"),
        ] {
            assert_eq!(rule.slug(words), want, "{rule:?} {words}");
        }
    }

    #[test]
    fn repeated_anchors_are_numbered() {
        let mut given = HashMap::new();
        let names: Vec<String> = ["a", "a", "a-1", "a", ""].map(|name| unique(name.to_owned(), &mut given)).into();
        assert_eq!(names, ["a", "a-1", "a-1-1", "a-2", "section"]);
    }
}
