//! Anchors that links may lead to in a post: its headings' and those its author wrote.
//!
//! Every generator makes anchors of headings in its own way. What they have in common is the letters and digits of the
//! heading, so those are compared where the anchor itself is not there.

use std::collections::HashSet;

use deunicode::deunicode;

use crate::document::Document;
use crate::template::block_mark;

/// Anchors that themes and generators make around a post.
const MADE: [&str; 7] = ["top", "comments", "comment", "disqus_thread", "respond", "toc", "main"];
/// Beginnings of anchors that they make: footnotes, the end of an excerpt, lines of code, words to mark.
const MADE_STARTS: [&str; 6] = ["fn", "more", "footnote", "L", "comment-", ":~:"];
/// Written anchors of a body that are kept.
const MOST_WRITTEN: usize = 4096;

/// The anchors of one post.
#[derive(Clone, Debug, Default)]
pub struct Anchors(HashSet<String>);

impl Anchors {
    /// Those of a document's headings, and those written in its body: `id="x"`, `name="x"`, `{#x}`, `{/* x */}`, ` ^x`.
    pub fn of(document: &Document, body: &str) -> Self {
        let mut all: HashSet<String> = written(body).take(MOST_WRITTEN).map(str::to_owned).collect();
        all.extend(
            body.lines()
                .filter_map(|line| Some(line.trim_end().get(block_mark(line.trim_end())?..)?.trim().to_owned()))
                .take(MOST_WRITTEN),
        );
        for heading in &document.headings {
            all.insert(heading.anchor.to_string());
            all.insert(skeleton(&heading.anchor));
            all.insert(skeleton(document.text.slice(heading.range).as_str()));
        }
        Self(all)
    }

    /// Whether a link to this anchor leads somewhere.
    pub fn has(&self, anchor: &str) -> bool {
        let made = anchor.is_empty() || MADE.contains(&anchor) || MADE_STARTS.iter().any(|it| anchor.starts_with(it));
        made || self.0.contains(anchor) || self.0.contains(&skeleton(anchor))
    }
}

/// The letters and digits of an anchor or a heading, in ASCII and lower case.
pub fn skeleton(text: &str) -> String {
    let plain = deunicode(text);
    plain.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// What stands as an identifier in a body, wherever it stands.
fn written(body: &str) -> impl Iterator<Item = &str> {
    let attributes = ["id=", "name="].into_iter().flat_map(|key| behind(body, key)).filter_map(value);
    let braces = ["{#", "{/*", "{ /*"].into_iter().flat_map(|mark| behind(body, mark)).filter_map(|rest| {
        let end = rest.find(['}', '\n'])?;
        let word = rest.get(..end)?.trim().trim_end_matches("*/").trim().trim_start_matches('#');
        Some(word.split_whitespace().next().unwrap_or_default())
    });
    attributes.chain(braces).filter(|word| !word.is_empty())
}

/// What stands behind each place of a mark, to the next.
fn behind<'b>(body: &'b str, mark: &'static str) -> impl Iterator<Item = &'b str> {
    let mut places = memchr::memmem::find_iter(body.as_bytes(), mark).peekable();
    std::iter::from_fn(move || {
        let start = places.next()? + mark.len();
        body.get(start..places.peek().copied().unwrap_or(body.len()))
    })
}

/// The value of an attribute, in quotes or not.
fn value(rest: &str) -> Option<&str> {
    match rest.chars().next()? {
        quote @ ('"' | '\'') => rest.get(1..)?.split(quote).next(),
        _ => rest.split(|c: char| c.is_whitespace() || c == '>' || c == '/').next(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::parse;
    use crate::template::Dialect;

    #[test]
    fn anchors_of_every_generator_are_found() {
        let body = "## What's next? 🦀\n\n## Été à `foo_bar`\n\n## 你好\n\n<a name='old'></a> <b id=bare>x</b>\n\n# T {#own}\n";
        let anchors = Anchors::of(&parse(body, Dialect::Plain), body);
        for (anchor, want) in [
            ("whats-next-", true),
            ("what-s-next-crab", true),
            ("ete-a-foo-bar", true),
            ("été-à-foo_bar", true),
            ("Été-à-foo-bar", true),
            ("你好", true),
            ("ni-hao", true),
            ("old", true),
            ("bare", true),
            ("own", true),
            ("", true),
            ("fn:1", true),
            ("comments", true),
            ("nowhere", false),
            ("next", false),
        ] {
            assert_eq!(anchors.has(anchor), want, "{anchor}");
        }
    }
}
