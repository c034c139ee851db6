//! The lines of a body with their indentation, and blocks cut out of them.

use std::borrow::Cow;

/// Blocks within blocks at most; deeper ones are read as paragraphs.
pub(super) const MAX_DEPTH: usize = 32;
/// Columns from one tab stop to the next (docutils, Org).
const TAB: usize = 8;

/// A line of a body.
#[derive(Clone, Copy, Debug)]
pub(in crate::template) struct Line<'t> {
    /// Byte of the body at which `text` begins.
    pub(in crate::template) at: usize,
    /// Columns of blanks before the text.
    pub(in crate::template) indent: usize,
    /// The line without the blanks around it.
    pub(in crate::template) text: &'t str,
    /// The line as written, without its end.
    pub(in crate::template) raw: &'t str,
}

impl Line<'_> {
    pub(in crate::template) fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// Takes `bytes` of text away, which then count as indentation.
    pub(super) fn skip(&mut self, bytes: usize) {
        let Some((before, rest)) = self.text.split_at_checked(bytes) else { return };
        let blanks = rest.len() - rest.trim_start().len();
        self.indent += before.chars().count() + blanks;
        self.at += bytes + blanks;
        self.text = rest.trim_start();
    }
}

/// Parts a body into lines.
pub(in crate::template) fn lines(body: &str) -> Vec<Line<'_>> {
    let mut at = 0;
    let line = |line: &str, start: usize| {
        let margin = line.len() - line.trim_start().len();
        let blanks = line.get(..margin).unwrap_or_default();
        let stop = |column: usize, c: char| if c == '\t' { (column / TAB + 1) * TAB } else { column + 1 };
        (start + margin, blanks.chars().fold(0, stop))
    };
    let parted = body.split_inclusive('\n').map(|whole| {
        let raw = whole.trim_end_matches(['\n', '\r']);
        let (text_at, indent) = line(raw, at);
        at += whole.len();
        Line { at: text_at, indent, text: raw.trim(), raw }
    });
    parted.collect()
}

/// A block without the blanks that all its lines begin with and without blank lines around it: bytes and texts.
pub(super) fn dedented<'t>(lines: &[Line<'t>]) -> Vec<(usize, Cow<'t, str>)> {
    let least = lines.iter().filter(|line| !line.is_blank()).map(|line| line.indent).min().unwrap_or(0);
    let start = lines.iter().position(|line| !line.is_blank()).unwrap_or(lines.len());
    let end = lines.iter().rposition(|line| !line.is_blank()).map_or(start, |last| last + 1);
    let text = |line: &Line<'t>| {
        if line.is_blank() {
            return (line.at, Cow::Borrowed(""));
        }
        // What was taken off a line counts as indentation, and is no longer there.
        let text = line.raw.get(line.raw.len() - line.raw.trim_start().len()..).unwrap_or_default();
        let text = if line.text.len() < text.trim_end().len() { line.text } else { text };
        match line.indent.saturating_sub(least) {
            0 => (line.at, Cow::Borrowed(text)),
            columns => (line.at, Cow::Owned(format!("{}{text}", " ".repeat(columns)))),
        }
    };
    lines.get(start..end).unwrap_or_default().iter().map(text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_before_a_line_are_counted_in_columns() {
        let lines = lines("a\r\n  b \n\tc\n \td");
        let told: Vec<_> = lines.iter().map(|line| (line.at, line.indent, line.text)).collect();
        assert_eq!(told, [(0, 0, "a"), (5, 2, "b"), (9, 8, "c"), (13, 8, "d")]);
        let block: Vec<_> = dedented(&lines[1..]).into_iter().map(|(_, text)| text.into_owned()).collect();
        assert_eq!(block, ["b ", "      c", "      d"]);
    }
}
