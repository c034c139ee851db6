//! Where code stands in Markdown: fences, indented blocks, spans. Nothing there is rewritten.

use std::collections::HashMap;
use std::ops::Range;

use crate::text::width::to_tab_stop;

/// The ranges of code in a text, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct CodeMap {
    ranges: Vec<Range<usize>>,
}

/// An open fence.
struct Fence {
    mark: u8,
    length: usize,
    start: usize,
}

impl CodeMap {
    /// Finds the code of a text by the rules of CommonMark.
    pub(super) fn of(text: &str) -> Self {
        Self::scan(text, |_, _| false)
    }

    /// As [`CodeMap::of`], where indentation makes no code (MDX).
    pub(super) fn without_indented(text: &str) -> Self {
        Self::scan(text, |_, _| true)
    }

    /// As [`CodeMap::of`], where HTML goes on behind a blank line however far it is indented.
    pub(super) fn with_indented_html(text: &str) -> Self {
        Self::scan(text, |line, last| starts_with_tag(line) && (last.ends_with('>') || last.starts_with('<')))
    }

    /// `is_markup` knows from an indented line and the last one that was not blank whether it is no code.
    fn scan(text: &str, is_markup: impl Fn(&str, &str) -> bool) -> Self {
        let mut map = Self::default();
        let mut last = "";
        let (mut fence, mut at, mut chunk) = (None::<Fence>, 0, 0);
        let (mut after_blank, mut in_list) = (true, false);
        for line in text.split_inclusive('\n') {
            let (start, end) = (at, at + line.len());
            at = end;
            if let Some(open) = &fence {
                if closes(line, open) {
                    map.ranges.push(open.start..end);
                    (fence, chunk) = (None, end);
                }
                continue;
            }
            if let Some((mark, length)) = opens(line) {
                map.spans(text, chunk..start);
                fence = Some(Fence { mark, length, start });
                continue;
            }
            let blank = line.trim().is_empty();
            let indented = (line.starts_with("    ") || line.starts_with('\t')) && !is_markup(line, last);
            if !blank {
                last = line.trim();
            }
            if blank || (indented && after_blank && !in_list) {
                map.spans(text, chunk..start);
                chunk = end;
                if !blank {
                    map.ranges.push(start..end);
                }
            }
            let keeps_blank = blank || (indented && after_blank && !in_list);
            in_list = is_item(line) || (in_list && (blank || indented || line.starts_with(' ')));
            after_blank = keeps_blank;
        }
        match fence {
            Some(open) => map.ranges.push(open.start..text.len()),
            None => map.spans(text, chunk..text.len()),
        }
        map
    }

    /// Adds the code spans of a stretch without blank lines.
    fn spans(&mut self, text: &str, stretch: Range<usize>) {
        let Some(part) = text.get(stretch.clone()) else { return };
        let runs = runs(part);
        let mut next_same = vec![None; runs.len()];
        let mut last: HashMap<usize, usize> = HashMap::new();
        for (index, (_, length)) in runs.iter().enumerate().rev() {
            if let Some(slot) = next_same.get_mut(index) {
                *slot = last.insert(*length, index);
            }
        }
        let mut index = 0;
        while let Some((start, _)) = runs.get(index).copied() {
            index = match next_same.get(index).copied().flatten() {
                Some(close) => {
                    let end = runs.get(close).map_or(start, |(at, length)| at + length);
                    self.ranges.push(stretch.start + start..stretch.start + end);
                    close + 1
                }
                None => index + 1,
            };
        }
    }

    /// The range of code that holds a byte.
    pub(super) fn at(&self, byte: usize) -> Option<&Range<usize>> {
        let after = self.ranges.partition_point(|range| range.end <= byte);
        self.ranges.get(after).filter(|range| range.contains(&byte))
    }
}

/// Runs of back quotes with their lengths.
fn runs(text: &str) -> Vec<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut runs = Vec::new();
    let mut at = 0;
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr::memchr(b'`', rest)) {
        let start = at + found;
        let length = bytes.iter().skip(start).take_while(|byte| **byte == b'`').count();
        at = start + length;
        let escaped = start > 0 && bytes.get(start - 1) == Some(&b'\\');
        if !escaped {
            runs.push((start, length));
        } else if length > 1 {
            runs.push((start + 1, length - 1));
        }
    }
    runs
}

/// Whether a line starts with a tag, opening or closing.
fn starts_with_tag(line: &str) -> bool {
    let tag = line.trim_start().strip_prefix('<').unwrap_or_default();
    tag.strip_prefix('/').unwrap_or(tag).starts_with(|c: char| c.is_ascii_alphabetic())
}

/// The mark and length of a fence that opens on this line.
fn opens(line: &str) -> Option<(u8, usize)> {
    let rest = margin_cut(line);
    let mark = *rest.as_bytes().first()?;
    let length = rest.bytes().take_while(|byte| *byte == mark).count();
    let info = rest.get(length..).unwrap_or_default();
    let fits = matches!(mark, b'`' | b'~') && length >= 3 && !(mark == b'`' && info.contains('`'));
    fits.then_some((mark, length))
}

fn closes(line: &str, open: &Fence) -> bool {
    let rest = line.trim_start_matches([' ', '\t', '>']).trim_end();
    rest.len() >= open.length && rest.bytes().all(|byte| byte == open.mark)
}

/// A line without indentation, quote marks and the mark of an item.
pub(super) fn margin_cut(line: &str) -> &str {
    let rest = line.trim_start_matches([' ', '\t', '>']);
    match item_mark(rest) {
        Some(length) => rest.get(length..).unwrap_or_default().trim_start_matches([' ', '\t', '>']),
        None => rest,
    }
}

/// The bytes and columns of the blanks that a line begins with.
pub(super) fn margin(line: &str) -> (usize, usize) {
    let bytes = line.len() - line.trim_start_matches([' ', '\t']).len();
    let add = |column, byte| column + if byte == b'\t' { to_tab_stop(column) } else { 1 };
    (bytes, line.bytes().take(bytes).fold(0, add))
}

/// Whether a line starts an item of a list.
pub(super) fn is_item(line: &str) -> bool {
    item_mark(line.trim_start_matches([' ', '\t', '>'])).is_some()
}

fn item_mark(rest: &str) -> Option<usize> {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let bytes = rest.as_bytes();
    let mark = match bytes.get(digits)? {
        b'-' | b'*' | b'+' if digits == 0 => 1,
        b'.' | b')' if (1..=9).contains(&digits) => digits + 1,
        _ => return None,
    };
    matches!(bytes.get(mark), Some(b' ' | b'\t')).then_some(mark + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_found_where_markdown_has_it() {
        for (text, want) in [
            ("a `b` c", vec!["`b`"]),
            ("``a`b`` `c", vec!["``a`b``"]),
            ("\\`a` b`", vec!["` b`"]),
            ("```\nx\n```\ny", vec!["```\nx\n```\n"]),
            ("- ~~~\n  x\n  ~~~\n", vec!["- ~~~\n  x\n  ~~~\n"]),
            ("a\n    b", vec![]),
            ("a\n\n    b\n", vec!["    b\n"]),
            ("- a\n\n    b\n", vec![]),
            ("```\nopen", vec!["```\nopen"]),
            ("`a\n\nb`", vec![]),
        ] {
            let map = CodeMap::of(text);
            let found: Vec<&str> = map.ranges.iter().map(|range| &text[range.clone()]).collect();
            assert_eq!(found, want, "{text:?}");
        }
    }
}
