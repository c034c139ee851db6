//! The head of reStructuredText: a title, a second one, fields, and what may stand around them (docutils: "Bibliographic fields",
//! `DocTitle`, `DocInfo`). Reads no values.

use std::ops::Range;

use super::directive::posted;
use super::split::{Line, Split, Syntax, key_of, lines};

/// Fields that a head is told by: `:smile:` at the start of a note is none.
const KNOWN: [&str; 11] =
    ["title", "date", "tags", "category", "slug", "author", "authors", "status", "summary", "modified", "blogpost"];
/// Directives that show nothing themselves.
const SILENT: [&str; 5] = [".. role::", ".. default-role::", ".. highlight::", ".. meta::", ".. default-domain::"];

/// Where the title and the fields of a text stand that begins with them.
pub fn docinfo(text: &str) -> Option<Range<usize>> {
    let first = lines(text, 0).find(|line| !line.text.trim().is_empty())?;
    below_dashes(text, first).or_else(|| split(text, first)).map(|split| split.head)
}

/// The head of a text whose title stands between two lines of dashes, which may be front matter.
pub(super) fn below_dashes(text: &str, first: Line<'_>) -> Option<Split> {
    let mut below = lines(text, first.next);
    let (title, under) = (below.next()?, below.next()?);
    let is_title = !title.text.trim().is_empty() && key_of(title.text).is_none();
    (is_title && is_rule(first.text) && under.text.trim_end() == first.text.trim_end()).then(|| split(text, first))?
}

/// The head of a text: a title over or between lines of one mark, and then fields; or fields alone. What is named above it
/// belongs to the body too, which begins there then.
pub(super) fn split(text: &str, first: Line<'_>) -> Option<Split> {
    let mut rest = lines(text, first.start).peekable();
    let mut defines = false;
    while let Some(line) = rest.next_if(|line| is_silent(line.text)) {
        defines |= !is_comment(line.text);
        while rest.next_if(|line| line.text.trim().is_empty() || line.text.starts_with([' ', '\t'])).is_some() {}
    }
    let start = rest.peek()?.start;
    if rest.peek().is_none_or(|line| field(line.text).is_none() && posted(line.text).is_none()) {
        title(&mut rest)?;
        let mut below = rest.clone();
        while below.next_if(|line| line.text.trim().is_empty()).is_some() {}
        if title(&mut below).is_some() {
            rest = below;
        }
    }
    let (mut end, mut is_head, mut in_comment) = (None, false, false);
    for line in rest {
        let is_indented = line.text.starts_with([' ', '\t']) && !line.text.trim().is_empty();
        let goes_on = is_indented && (end.is_some() || in_comment);
        let begins = field(line.text).is_some() || posted(line.text).is_some();
        let is_known = |(name, _): (&str, _)| KNOWN.iter().any(|known| name.eq_ignore_ascii_case(known));
        is_head |= posted(line.text).is_some() || field(line.text).is_some_and(is_known);
        match () {
            () if end.is_none() && is_comment(line.text) => in_comment = true,
            () if goes_on && in_comment => {}
            () if begins || goes_on => (end, in_comment) = (Some(line.next), false),
            () if line.text.trim().is_empty() && end.is_none() => {}
            () => break,
        }
    }
    let end = end.filter(|_| is_head)?;
    let body = if defines { first.start } else { end };
    Some(Split { syntax: Syntax::Fields, head: start..end, body, closed: true })
}

/// Passes over a title with a line below it, which is the same as the one above it if there is one.
fn title<'a>(lines: &mut impl Iterator<Item = Line<'a>>) -> Option<()> {
    let first = lines.next()?.text.trim_end();
    let over = Some(first).filter(|line| is_rule(line));
    let title = if over.is_some() { lines.next()?.text } else { first };
    let under = lines.next()?.text.trim_end();
    (!title.trim().is_empty() && is_rule(under) && over.is_none_or(|over| over == under)).then_some(())
}

fn is_rule(line: &str) -> bool {
    let line = line.trim_end();
    let mark = line.chars().next().filter(char::is_ascii_punctuation);
    line.len() >= 3 && mark.is_some_and(|mark| line.chars().all(|c| c == mark))
}

/// Whether a line begins what shows nothing where it stands: a comment, a target, a substitution, a role.
fn is_silent(line: &str) -> bool {
    is_comment(line) || [".. _", ".. |"].iter().chain(&SILENT).any(|start| line.starts_with(start))
}

pub(super) fn is_comment(line: &str) -> bool {
    line == ".."
        || line.strip_prefix(".. ").is_some_and(|rest| !rest.contains("::") && !rest.starts_with(['_', '|', '[']))
}

/// The name and value of a field, `:name: value`.
pub(super) fn field(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.strip_prefix(':')?.split_once(':')?;
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_- ".contains(&byte));
    (is_name && (value.is_empty() || value.starts_with([' ', '\t']))).then_some((name, value))
}

#[cfg(test)]
mod tests {
    use super::super::{Fences, read};

    #[test]
    fn a_title_may_stand_between_dashes_below_comments_and_above_another() {
        for (text, title, body) in [
            ("-------\nA title\n-------\n:date: 2014-02-05\n\nBody\n", "A title", "\nBody\n"),
            (".. -*- coding: utf-8 -*-\n\n=====\nTitle\n=====\n\n:date: 2014-02-05\n\nBody\n", "Title", "\nBody\n"),
            (".. a\n   of two lines\n\nTitle\n-----\n\n:date: 2014-02-05\nBody\n", "Title", "Body\n"),
            ("Title\n=====\n\n.. comment\n   more\n\n:date: 2014-02-05\n\nBody\n", "Title", "\nBody\n"),
            ("Title\n=====\nSub\n---\n\n:date: 2014-02-05\n\nBody\n", "Title", "\nBody\n"),
            (".. _a:\n\nTitle\n=====\n:date: 2014-02-05\n", "Title", ".. _a:\n\nTitle\n=====\n:date: 2014-02-05\n"),
            (
                ".. role:: x(code)\n   :language: y\n\nT\n---\n\n:date: 2014-02-05\n",
                "T",
                ".. role:: x(code)\n   :language: y\n\nT\n---\n\n:date: 2014-02-05\n",
            ),
        ] {
            let front = read(text, Fences::Header);
            assert_eq!(
                (front.values.text("title"), front.values.text("date")),
                (Some(title), Some("2014-02-05")),
                "{text}"
            );
            assert_eq!(&text[front.body.byte as usize..], body, "{text}");
        }
    }

    #[test]
    fn front_matter_of_one_line_is_no_title() {
        for text in ["---\ntitle: x\n---\n:date: 2014-02-05\n", "---\nx\n---\nBody\n"] {
            assert_ne!(read(text, Fences::Yaml).syntax, Some(super::Syntax::Fields), "{text}");
        }
    }
}
