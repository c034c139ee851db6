//! A line of `-` or `=` below a paragraph of several lines: CommonMark (4.3) makes a heading of all of them. Of the others that
//! came from Markdown.pl, some take the last line for one. In kramdown (`SETEXT_HEADER_START`) and Python-Markdown
//! (`SetextHeaderProcessor`) a heading begins its block, and the strokes are words, or a line across to the latter.

use super::super::code::{CodeMap, is_item};
use super::super::output::Output;

/// Sets the last line apart, as Discount and Redcarpet read it. None if there is none.
pub(in crate::template) fn part(text: &str) -> Option<Output> {
    rewrite_with(text, |line, _, _| (line, "\n"))
}

/// Makes words of the strokes. None if there are none.
pub(in crate::template) fn rewrite(text: &str) -> Option<Output> {
    rewrite_with(text, |_, strokes, _| (strokes, "\\"))
}

/// The same, but three strokes and more are a line across (`HRProcessor`).
pub(in crate::template) fn rewrite_python(text: &str) -> Option<Output> {
    rewrite_with(text, |_, strokes, words| (strokes, if words.starts_with("---") { "\n" } else { "\\" }))
}

/// Writes something before a place, which is told by the starts of the last line and of the strokes, and by these.
fn rewrite_with(text: &str, place: impl Fn(usize, usize, &str) -> (usize, &'static str)) -> Option<Output> {
    let is_rare = !text.contains("\n-") && !text.contains("\n=");
    if is_rare {
        return None;
    }
    let code = CodeMap::of(text);
    let (mut out, mut copied, mut at, mut before) = (Output::default(), 0, 0, 0);
    // Lines of the paragraph so far; none in what is no paragraph, up to a blank line.
    let mut lines = Some(0);
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        lines = match lines {
            _ if words.is_empty() => Some(0),
            _ if code.at(at).is_some() => None,
            Some(0) if !begins(line) => None,
            Some(count) if count > 0 && is_underline(words) => {
                if count > 1 {
                    let (from, made) = place(before, at, words);
                    out.copy(text.get(copied..from).unwrap_or_default(), copied);
                    out.make(made, from);
                    copied = from;
                }
                Some(0)
            }
            Some(_)
                if is_item(line)
                    || words.starts_with(['>', '#', '<', '|', '`', '~', ':'])
                    || words.starts_with("{:") =>
            {
                None
            }
            count => count.map(|count| count + 1),
        };
        (before, at) = (at, at + line.len());
    }
    out.ended(text, copied)
}

/// Whether a line may begin a paragraph outside of lists.
fn begins(line: &str) -> bool {
    line.starts_with(|c: char| !c.is_whitespace()) && !is_underline(line.trim())
}

fn is_underline(words: &str) -> bool {
    ['-', '='].into_iter().any(|stroke| words.chars().all(|c| c == stroke))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strokes_below_several_lines_are_words_or_make_a_heading_of_the_last() {
        for (source, words, parted) in [
            ("a\nb\n---\nc\n", Some("a\nb\n\\---\nc\n"), Some("a\n\nb\n---\nc\n")),
            ("a\n---\nb\nc\n===\n", Some("a\n---\nb\nc\n\\===\n"), Some("a\n---\nb\n\nc\n===\n")),
            ("a\n---\n\nb\n===\n", None, None),
            ("- a\n  b\n---\n", None, None),
            ("> a\n> b\n---\n", None, None),
            ("```\na\nb\n---\n```\n", None, None),
            ("<div>\na\n---\n", None, None),
            ("a\n\n---\n", None, None),
            ("a\n- b\n---\n", None, None),
            ("a | b\n--|--\n", None, None),
        ] {
            let text = |out: Option<Output>| out.map(|out| out.finish(|_| (1, 1)).0);
            assert_eq!(text(rewrite(source)).as_deref(), words, "{source}");
            assert_eq!(text(part(source)).as_deref(), parted, "{source}");
        }
        let python = rewrite_python("a\nb\n---\nc\nd\n===\n").map(|out| out.text);
        assert_eq!(python.as_deref(), Some("a\nb\n\n---\nc\nd\n\\===\n"));
    }
}
