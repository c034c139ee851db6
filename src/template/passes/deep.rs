//! Marks of quotations and items in a row: each opens a block in the one before it, and every line below asks all of them, so
//! that a line of a hundred thousand costs seconds. A document has fewer levels; what is beyond opens none.

use std::ops::Range;

use super::super::code::CodeMap;
use super::super::output::Output;

/// Marks of blocks at the start of a line, more than a document has levels.
const MOST_MARKS: usize = 64;

/// Leaves out the marks that are beyond. None if no line has so many.
pub(in crate::template) fn rewrite(text: &str) -> Option<Output> {
    let mut code = None;
    let (mut out, mut copied, mut at) = (Output::default(), 0, 0);
    for line in text.split_inclusive('\n') {
        if let Some((sign, end)) = beyond(line).map(|marks| (at + marks.start, at + marks.end))
            && code.get_or_insert_with(|| CodeMap::of(text)).at(sign).is_none()
        {
            out.copy(text.get(copied..sign).unwrap_or_default(), copied);
            copied = end;
        }
        at += line.len();
    }
    out.ended(text, copied)
}

/// The marks of a line that are too many; None for a rule, too.
fn beyond(line: &str) -> Option<Range<usize>> {
    let mut rest = line.as_bytes();
    let (mut marks, mut start) = (0, 0);
    while let Some((at, length)) = mark(rest) {
        if marks == MOST_MARKS {
            start = line.len() - rest.len() + at;
        }
        marks += 1;
        rest = rest.get(at + length..).unwrap_or_default();
    }
    let blanks = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    (marks > MOST_MARKS && !is_rule(line)).then_some(start..line.len() - rest.len() + blanks)
}

/// Where the mark that a text begins with stands, and its length.
fn mark(text: &[u8]) -> Option<(usize, usize)> {
    let rest = text.trim_ascii_start();
    let digits = rest.iter().take(9).take_while(|byte| byte.is_ascii_digit()).count();
    let parts = |at: usize| rest.get(at).is_none_or(u8::is_ascii_whitespace);
    let length = match (rest.get(digits)?, digits) {
        (b'>', 0) => 1,
        (b'-' | b'+' | b'*', 0) if parts(1) => 1,
        (b'.' | b')', 1..) if parts(digits + 1) => digits + 1,
        _ => return None,
    };
    Some((text.len() - rest.len(), length))
}

/// Whether a line is one sign again and again, and blanks.
fn is_rule(line: &str) -> bool {
    let mut signs = line.bytes().filter(|byte| !byte.is_ascii_whitespace());
    let first = signs.next();
    matches!(first, Some(b'-' | b'*')) && signs.all(|sign| Some(sign) == first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_opens_no_more_blocks_than_anybody_reads() {
        let (quotes, items, numbers) = ("> ".repeat(64), "- ".repeat(64), "1. ".repeat(64));
        for (source, want) in [
            (format!("{quotes}a"), None),
            (format!("{quotes}> > a\nb"), Some(format!("{quotes}a\nb"))),
            (format!("a\n{items}+ a"), Some(format!("a\n{items}a"))),
            (format!("{numbers}12. a"), Some(format!("{numbers}a"))),
            (format!("{items}- - -\n"), None),
            (format!("```\n{quotes}> a\n```\n"), None),
            (format!("{items}-a"), None),
        ] {
            assert_eq!(rewrite(&source).map(|out| out.finish(|_| (1, 1)).0), want, "{source}");
        }
    }
}
