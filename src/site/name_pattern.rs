//! Patterns that name new posts (`:year-:month-:day-:title.md`), read backwards: what a file's name says by its place.
//!
//! Knows patterns and text; which parts mean something is the generator's business.

use std::collections::HashMap;

use regex::Regex;

/// Longest pattern that is read, in bytes.
const LONGEST: usize = 256;

/// A pattern of names, without its extension.
#[derive(Debug)]
pub(super) struct NamePattern {
    regex: Regex,
    tokens: Vec<String>,
}

impl NamePattern {
    /// Reads a pattern: `:token` stands for text, for digits where the token is a part of a date (hexo-util's Permalink
    /// with the segments of Hexo's post processor). None if it is too long to be one.
    pub(super) fn new(pattern: &str) -> Option<Self> {
        let stem = pattern.rsplit_once('.').map_or(pattern, |(stem, _)| stem);
        let mut source = String::from("^");
        let mut tokens = Vec::new();
        let mut rest = stem.get(..).filter(|stem| stem.len() <= LONGEST)?;
        while let Some((before, after)) = rest.split_once(':') {
            source.push_str(&regex::escape(before));
            let end = after.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(after.len());
            let (token, behind) = after.split_at_checked(end)?;
            match token {
                "" => source.push(':'),
                token => {
                    source.push_str(segment(token));
                    tokens.push(token.to_owned());
                }
            }
            rest = behind;
        }
        source.push_str(&regex::escape(rest));
        source.push('$');
        Some(Self { regex: Regex::new(&source).ok()?, tokens })
    }

    /// What a path without extension says under each token; none if it is not called so.
    pub(super) fn read<'p>(&self, path: &'p str) -> Option<HashMap<&str, &'p str>> {
        let found = self.regex.captures(path)?;
        let texts = found.iter().skip(1).map(|part| part.map_or("", |part| part.as_str()));
        Some(self.tokens.iter().map(String::as_str).zip(texts).collect())
    }
}

fn segment(token: &str) -> &'static str {
    match token {
        "year" => r"(\d{4})",
        "month" | "day" => r"(\d{2})",
        "i_month" | "i_day" => r"(\d{1,2})",
        "hash" => "([0-9a-f]{12})",
        _ => "(.+?)",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_by_their_pattern() {
        for (pattern, path, token, want) in [
            (":title.md", "sub/a post", "title", Some("sub/a post")),
            (":year-:month-:day-:title.md", "2020-01-02-a-b", "title", Some("a-b")),
            (":year-:month-:day-:title.md", "2020-01-02-a-b", "month", Some("01")),
            (":year-:month-:day-:title.md", "sub/2020-01-02-a", "title", None),
            (":year/:title.md", "2020/a.b", "title", Some("a.b")),
            (":lang/:title.md", "fr/sub/a", "lang", Some("fr")),
            (":i_month-:i_day-:title", "1-12-a", "i_day", Some("12")),
        ] {
            let pattern = NamePattern::new(pattern).unwrap();
            assert_eq!(pattern.read(path).and_then(|found| found.get(token).copied()), want, "{path}");
        }
    }
}
