//! Where a line may break (UAX 14) and how text is filled into a measure.
//!
//! Knows text, cuts between its styles and columns; knows nothing of roles or documents.

use unicode_linebreak::{BreakOpportunity, linebreaks};

use super::width::{first_cluster, prefix, width};

/// Room for lines, in columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    /// For the first line.
    pub first: usize,
    /// For all others.
    pub rest: usize,
}

impl Measure {
    /// The same room for every line.
    pub fn of(columns: usize) -> Self {
        Self { first: columns, rest: columns }
    }

    fn line(self, index: usize) -> usize {
        if index == 0 { self.first } else { self.rest }.max(1)
    }
}

/// A filled line: bytes of the text, without the blanks at its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FilledLine {
    /// First byte.
    pub start: usize,
    /// One past the last byte that is shown.
    pub end: usize,
    /// Columns it takes.
    pub width: usize,
}

/// Fills `text` greedily into lines at the opportunities of UAX 14. Line feeds break; a word wider than its
/// line gives way at its blanks that bind, and then is cut between grapheme clusters. `cuts` are ascending bytes where the style changes: text is measured
/// between them, as it is drawn. Linear in the text; reuses `lines`.
pub fn fill(text: &str, cuts: &[usize], measure: Measure, lines: &mut Vec<FilledLine>) {
    lines.clear();
    let mut filler = Filler { text, cuts, cut: 0, measure, lines, start: 0, end: 0, width: 0, pending: 0 };
    let mut at = 0;
    while at < text.len() {
        at = match PlainWord::at(text.as_bytes(), at) {
            Some(word) => filler.plain(&word),
            None => filler.stretch(at),
        };
    }
    filler.last();
}

/// An ASCII word with the blanks after it, in front of the next or the end, or an ideograph in front of another: nothing in
/// it is an opportunity for UAX 14, and nothing before or behind it counts for those beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct PlainWord {
    start: usize,
    /// One past its letters.
    end: usize,
    columns: usize,
    /// Where the next word begins.
    next: usize,
}

/// Bytes of an ideograph.
const IDEOGRAPH: usize = 3;

/// Whether one of U+4E00 to U+9FFF begins there, at a boundary of characters: all of class ID, two columns wide.
fn is_ideograph(text: &[u8], at: usize) -> bool {
    match text.get(at) {
        Some(0xe4) => text.get(at + 1).is_some_and(|next| *next >= 0xb8),
        Some(0xe5..=0xe9) => true,
        _ => false,
    }
}

impl PlainWord {
    /// The one that begins there, if one does.
    fn at(text: &[u8], start: usize) -> Option<Self> {
        let rest = text.get(start..)?;
        if is_ideograph(text, start) {
            let end = start + IDEOGRAPH;
            let is_apart = end >= text.len() || is_ideograph(text, end);
            return is_apart.then_some(Self { start, end, columns: 2, next: end });
        }
        rest.first().filter(|byte| byte.is_ascii_alphanumeric())?;
        // Digits, letters, and what holds them together or ends a clause (AL, NU and IS).
        let is_inside = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b',' | b'.' | b':' | b';');
        let letters = rest.iter().position(|byte| !is_inside(byte)).unwrap_or(rest.len());
        let after = rest.get(letters..)?;
        let blanks = after.iter().position(|byte| *byte != b' ').unwrap_or(after.len());
        let is_apart = match after.get(blanks) {
            Some(next) => blanks > 0 && next.is_ascii_alphanumeric(),
            None => true,
        };
        let end = start + letters;
        is_apart.then_some(Self { start, end, columns: letters, next: end + blanks })
    }

    /// The next place at or after `from` at which a word begins of which the same is true on its left side.
    fn next_after(text: &[u8], from: usize) -> usize {
        let mut at = from;
        while let Some(byte) = text.get(at) {
            if *byte != b' ' {
                at += 1;
                if is_ideograph(text, at - 1) && is_ideograph(text, at - 1 + IDEOGRAPH) {
                    return at - 1 + IDEOGRAPH;
                }
                continue;
            }
            let blank = at;
            let blanks = text.get(blank..).unwrap_or_default().iter().take_while(|byte| **byte == b' ').count();
            at = blank + blanks;
            // What opens a bracket keeps the blanks behind it (LB14).
            let before = blank.checked_sub(1).and_then(|before| text.get(before));
            let closes = before.is_some_and(|byte| byte.is_ascii_graphic() && !matches!(byte, b'(' | b'[' | b'{'));
            if closes && text.get(at).is_some_and(u8::is_ascii_alphanumeric) {
                return at;
            }
        }
        text.len()
    }
}

/// The narrowest measure that fills `text` into as few lines as `columns` does: for headings, whose lines then
/// come out about even. Longer texts keep their measure, because the search fills several times.
pub fn balanced(text: &str, cuts: &[usize], columns: usize, lines: &mut Vec<FilledLine>) {
    const LONGEST: usize = 1_000;
    fill(text, cuts, Measure::of(columns), lines);
    let wanted = lines.len();
    if wanted < 2 || text.len() > LONGEST {
        return;
    }
    let (mut low, mut high) = (columns / 2, columns);
    while low + 1 < high {
        let middle = (low + high) / 2;
        fill(text, cuts, Measure::of(middle), lines);
        if lines.len() > wanted { low = middle } else { high = middle }
    }
    fill(text, cuts, Measure::of(high), lines);
}

/// Opportunities that UAX 14 gives and a typesetter refuses: after hyphens that begin a word (LB20a of later
/// revisions, so `--width` and `-q` stay whole), after the scheme of an address, and before a blank that binds.
fn is_bound(text: &str, at: usize) -> bool {
    let head = text.get(..at).unwrap_or_default();
    let before_binding = text.get(at..).is_some_and(|rest| rest.starts_with(is_binding));
    if head.ends_with("://") || before_binding && !head.ends_with(is_loose_space) {
        return true;
    }
    let Some(stem) = head.strip_suffix(['-', '\u{2010}']) else { return false };
    // A run of hyphens longer than this is a drawing, and scanning it again and again would be quadratic.
    let hyphens = stem.bytes().rev().take(8).take_while(|b| *b == b'-').count();
    let before = stem.get(..stem.len() - hyphens).unwrap_or_default().chars().next_back();
    hyphens < 8 && before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '"' | '“' | '‘' | '\''))
}

struct Filler<'a> {
    text: &'a str,
    cuts: &'a [usize],
    cut: usize,
    measure: Measure,
    lines: &'a mut Vec<FilledLine>,
    /// The open line: its first byte, its last shown byte, its columns, and the columns of blanks after it.
    start: usize,
    end: usize,
    width: usize,
    pending: usize,
}

impl Filler<'_> {
    /// Sets a plain word. Where the next one begins.
    fn plain(&mut self, word: &PlainWord) -> usize {
        let columns = word.columns;
        if columns > self.measure.first.min(self.measure.rest) {
            self.part(word.start, word.next, is_loose_space);
            return word.next;
        }
        if self.width + self.pending + columns > self.measure.line(self.lines.len()) {
            match self.width {
                0 => (self.start, self.pending) = (word.start, 0),
                _ => self.finish(word.start),
            }
        }
        self.width += self.pending + columns;
        self.end = word.end;
        self.pending = word.next - word.end;
        word.next
    }

    /// Sets words that are not plain, from `start` to the next that may be. Where that is.
    fn stretch(&mut self, start: usize) -> usize {
        let stop = PlainWord::next_after(self.text.as_bytes(), start);
        let mut from = start;
        for (at, kind) in linebreaks(self.text.get(start..stop).unwrap_or_default()) {
            let at = start + at;
            if kind == BreakOpportunity::Allowed && is_bound(self.text, at) {
                continue;
            }
            self.word(from, at);
            from = at;
            if kind == BreakOpportunity::Mandatory && at < stop {
                self.finish(at);
            }
        }
        stop
    }

    /// Sets one word with the blanks after it. Blanks that bind give way where it is wider than a line, so that a
    /// number in brackets behind a long word is not cut.
    fn word(&mut self, from: usize, to: usize) {
        let whole = self.text.get(from..to).unwrap_or_default();
        let next_line = self.lines.len() + usize::from(self.width > 0);
        let is_bound = !whole.is_ascii() && whole.contains(is_binding);
        if !is_bound || self.columns(from, from + whole.trim_end().len()) <= self.measure.line(next_line) {
            return self.part(from, to, is_loose_space);
        }
        let mut at = from;
        for part in whole.split_inclusive(is_binding) {
            self.part(at, at + part.len(), char::is_whitespace);
            at += part.len();
        }
    }

    /// Sets one unbreakable part with the blanks after it.
    fn part(&mut self, from: usize, to: usize, is_blank: fn(char) -> bool) {
        let whole = self.text.get(from..to).unwrap_or_default();
        let shown = whole.trim_end_matches(is_blank);
        let word_end = from + shown.len();
        let columns = self.columns(from, word_end);
        let room = self.measure.line(self.lines.len());
        if self.width + self.pending + columns > room {
            match self.width {
                // Blanks before the first word give way to it.
                0 => (self.start, self.pending) = (from, 0),
                _ => self.finish(from),
            }
        }
        if columns > self.measure.line(self.lines.len()) {
            self.cut_up(from, word_end);
        } else if !shown.is_empty() {
            self.width += self.pending + columns;
            self.end = word_end;
            self.pending = 0;
        }
        self.pending += width(whole.get(shown.len()..).unwrap_or_default());
    }

    /// Sets a part that is wider than its line, cluster by cluster.
    fn cut_up(&mut self, from: usize, to: usize) {
        self.width += self.pending;
        self.pending = 0;
        let mut at = from;
        while at < to {
            let room = self.measure.line(self.lines.len()).saturating_sub(self.width);
            let piece = self.text.get(at..self.next_cut(at, to)).unwrap_or_default();
            let (mut bytes, mut columns) = prefix(piece, room);
            if at + bytes < to && is_closing(self.text.get(at + bytes..to).unwrap_or_default()) {
                // The last line would hold nothing but punctuation: it takes a letter with it.
                (bytes, columns) = prefix(piece, columns.saturating_sub(1));
            }
            if bytes == 0 && self.width == 0 {
                // A wide cluster in a line of one column: it cannot fit anywhere, and must not stop the text.
                bytes = first_cluster(piece);
                columns = room;
            }
            if bytes == 0 {
                self.finish(at);
                continue;
            }
            at += bytes;
            self.end = at;
            self.width += columns;
        }
    }

    /// Columns from `from` to `to`, measured between cuts.
    fn columns(&mut self, from: usize, to: usize) -> usize {
        while self.cuts.get(self.cut).is_some_and(|cut| *cut <= from) {
            self.cut += 1;
        }
        let (mut total, mut at) = (0, from);
        for cut in self.cuts.iter().skip(self.cut).take_while(|cut| **cut < to) {
            total += width(self.text.get(at..*cut).unwrap_or_default());
            at = *cut;
        }
        total + width(self.text.get(at..to).unwrap_or_default())
    }

    fn next_cut(&self, at: usize, to: usize) -> usize {
        let after = self.cuts.partition_point(|cut| *cut <= at);
        self.cuts.get(after).copied().unwrap_or(to).min(to)
    }

    /// Ends the open line; the next one starts at `next`.
    fn finish(&mut self, next: usize) {
        self.lines.push(FilledLine { start: self.start, end: self.end.max(self.start), width: self.width });
        (self.start, self.end, self.width, self.pending) = (next, next, 0, 0);
    }

    fn last(&mut self) {
        if self.end > self.start || self.lines.is_empty() {
            self.finish(self.text.len());
        }
    }
}

/// Whether `rest`, the end of a word, is a little punctuation and nothing else.
fn is_closing(rest: &str) -> bool {
    rest.len() <= 8 && !rest.contains(char::is_alphanumeric)
}

/// Blanks that vanish at the end of a line: not those that bind, which are part of a word.
fn is_loose_space(c: char) -> bool {
    c.is_whitespace() && !is_binding(c)
}

/// Blanks at which no line breaks while the words beside them fit into one.
fn is_binding(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}')
}

#[cfg(test)]
mod tests;
