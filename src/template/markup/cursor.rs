//! The place in a body's lines, the blocks that are open in it, and the page that is made of them. For formats whose blocks
//! are told by where their lines begin.

use super::page::Page;
use super::source::{Line, MAX_DEPTH};

/// A block that is open in the source.
#[derive(Clone, Copy, Debug)]
struct Frame {
    /// The line behind its last.
    end: usize,
    /// Columns at which its lines begin.
    indent: usize,
    /// Blocks that were open on the page before it.
    depth: usize,
    /// Whether it is an item of a list.
    is_item: bool,
    /// Paragraphs that the block around it had so far.
    paragraphs: usize,
}

/// Times that one line is read: blocks in blocks may begin on it, each behind the mark of the one before.
const MOST_LOOKS: usize = 2 * MAX_DEPTH;

/// A place in the lines of a body.
#[derive(Debug)]
pub(super) struct Cursor<'t> {
    pub(super) lines: Vec<Line<'t>>,
    /// The line that is read.
    pub(super) at: usize,
    pub(super) page: Page,
    frames: Vec<Frame>,
    /// Whether an item of a list ended right before, and whether that had one paragraph at most.
    after_item: bool,
    was_short: bool,
    /// Paragraphs of the innermost block so far.
    paragraphs: usize,
    /// Where on the page the last list stands, and what its marks have in common.
    list: (usize, (char, bool)),
    /// The line that was read last, and how many times.
    looks: (usize, usize),
    /// Whether that list has the other of Markdown's two marks, so that it isn't taken for one with the list before it.
    alternates: bool,
}

impl<'t> Cursor<'t> {
    pub(super) fn new(lines: Vec<Line<'t>>) -> Self {
        Self {
            lines,
            at: 0,
            page: Page::default(),
            frames: Vec::new(),
            after_item: false,
            was_short: false,
            paragraphs: 0,
            list: (0, (' ', false)),
            looks: (0, 0),
            alternates: false,
        }
    }

    /// The next line that isn't blank, with the blocks closed that end before it. One that no rule of a format takes is
    /// passed over in the end, and holds nobody up for ever.
    pub(super) fn next(&mut self) -> Option<Line<'t>> {
        self.after_item = false;
        loop {
            while let Some(frame) = self.frames.pop_if(|frame| frame.end <= self.at) {
                let at = self.lines.get(self.at).map_or(0, |line| line.at);
                self.page.close_to(frame.depth, at);
                self.page.part();
                self.after_item = frame.is_item;
                self.was_short = self.paragraphs <= 1;
                self.paragraphs = frame.paragraphs;
            }
            let line = *self.lines.get(self.at)?;
            let (last, times) = self.looks;
            self.looks = (self.at, if last == self.at { times + 1 } else { 1 });
            if !line.is_blank() && self.looks.1 <= MOST_LOOKS {
                return Some(line);
            }
            self.at += 1;
        }
    }

    /// Columns at which the lines of the innermost block begin.
    pub(super) fn indent(&self) -> usize {
        self.frames.last().map_or(0, |frame| frame.indent)
    }

    /// The line behind the innermost block.
    pub(super) fn limit(&self) -> usize {
        self.frames.last().map_or(self.lines.len(), |frame| frame.end)
    }

    /// The line that is read.
    pub(super) fn line(&self) -> Option<&Line<'t>> {
        self.lines.get(self.at)
    }

    /// The line at a place, within the innermost block.
    pub(super) fn peek(&self, at: usize) -> Option<&Line<'t>> {
        self.lines.get(at).filter(|_| at < self.limit())
    }

    pub(super) fn text_at(&self, at: usize) -> &'t str {
        self.peek(at).map_or("", |line| line.text)
    }

    /// The lines between two places.
    pub(super) fn between(&self, at: usize, end: usize) -> &[Line<'t>] {
        self.lines.get(at..end).unwrap_or_default()
    }

    /// The line behind a block that begins at `at` and is indented by more than `margin`.
    pub(super) fn end_of(&self, at: usize, margin: usize) -> usize {
        let limit = self.limit();
        let end = self.between(at, limit).iter().position(|line| !line.is_blank() && line.indent <= margin);
        end.map_or(limit.max(at), |end| at + end)
    }

    /// Columns at which the leftmost of these lines begins; none if all are blank.
    pub(super) fn least_indent(&self, at: usize, end: usize) -> Option<usize> {
        self.between(at, end).iter().filter(|line| !line.is_blank()).map(|line| line.indent).min()
    }

    /// Whether an item of a list ended right before this line.
    pub(super) const fn goes_on_with_items(&self) -> bool {
        self.after_item
    }

    /// Whether no block is open.
    pub(super) fn is_outside(&self) -> bool {
        self.frames.is_empty()
    }

    /// Whether one more block may be open.
    pub(super) fn can_nest(&self) -> bool {
        self.frames.len() < MAX_DEPTH
    }

    /// Goes on with what is within a block up to a line. Its marks are open on the page already, which had `depth` before.
    pub(super) fn enter(&mut self, depth: usize, end: usize, indent: usize) {
        self.frames.push(Frame { end, indent, depth, is_item: false, paragraphs: self.paragraphs });
        self.paragraphs = 0;
    }

    /// Goes on with the lines from `at` to `end`, which begin where the leftmost of them does.
    pub(super) fn enter_lines(&mut self, depth: usize, at: usize, end: usize) {
        let indent = self.least_indent(at, end).unwrap_or(0);
        self.at = at;
        self.enter(depth, end, indent);
    }

    /// Goes on with this line behind `bytes` of its text, and with the lines below it up to `end`.
    pub(super) fn enter_behind(&mut self, depth: usize, bytes: usize, end: usize) {
        let below = self.least_indent(self.at + 1, end);
        if let Some(first) = self.lines.get_mut(self.at) {
            first.skip(bytes);
            // What is below the words may begin before them.
            first.indent = below.unwrap_or(first.indent);
        }
        let indent = self.line().map_or(0, |line| line.indent);
        self.enter(depth, end, indent);
    }

    /// Goes on with an item of a list that this line begins: behind `bytes` of its text, up to `end`. `number` is of a
    /// numbered one; `kind` is what the marks of a list have in common: a sign, and
    /// whether a bracket follows it.
    pub(super) fn enter_item(&mut self, number: Option<u32>, kind: (char, bool), bytes: usize, end: usize) {
        let list = (self.page.depth(), kind);
        if self.after_item && self.list != list && self.list.0 == list.0 {
            self.alternates = !self.alternates;
        }
        self.list = list;
        // Items of one paragraph each stand close, blank lines or not; a list in an item stands close to its words.
        let begins_in_item = self.frames.last().is_some_and(|frame| frame.is_item) && self.paragraphs == 1;
        if self.after_item && self.was_short || begins_in_item && !self.after_item {
            self.page.join();
        } else {
            self.page.part();
        }
        let depth = self.page.depth();
        let mark = match (number, self.alternates) {
            (None, false) => "- ".to_owned(),
            (None, true) => "* ".to_owned(),
            (Some(number), false) => format!("{number}. "),
            (Some(number), true) => format!("{number}) "),
        };
        self.page.open_item(&mark);
        self.enter_behind(depth, bytes, end);
        if let Some(frame) = self.frames.last_mut() {
            frame.is_item = true;
        }
    }

    /// Counts a paragraph of the innermost block.
    pub(super) fn count_paragraph(&mut self) {
        self.paragraphs += 1;
    }
}

/// The number of an item's mark: `12`, `b`, `iv`.
pub(in crate::template) fn number(mark: &str) -> Option<u32> {
    match mark.as_bytes() {
        [b'i' | b'I'] => Some(1),
        [letter] if letter.is_ascii_alphabetic() => Some(u32::from(letter.to_ascii_lowercase() - b'a') + 1),
        digits if !digits.is_empty() && digits.iter().all(u8::is_ascii_digit) => {
            mark.parse().ok().filter(|number| *number < 1_000_000_000)
        }
        _ => roman(&mark.to_ascii_lowercase()),
    }
}

fn roman(text: &str) -> Option<u32> {
    let digit = |c| match c {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        'l' => Some(50),
        _ => None,
    };
    let (mut sum, mut last) = (0_u32, 0);
    for c in text.chars().rev() {
        let value = digit(c)?;
        sum = if value < last { sum.saturating_sub(value) } else { sum + value };
        last = value;
    }
    Some(sum).filter(|sum| *sum > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_nothing_takes_is_passed_over() {
        let mut cursor = Cursor::new(super::super::source::lines("a\n\nb\n"));
        let read: Vec<&str> = std::iter::from_fn(|| cursor.next()).map(|line| line.text).collect();
        assert_eq!(read, [["a"; MOST_LOOKS], ["b"; MOST_LOOKS]].concat());
    }

    #[test]
    fn marks_are_numbers() {
        for (mark, want) in
            [("12", Some(12)), ("c", Some(3)), ("iv", Some(4)), ("i", Some(1)), ("", None), ("ab", None)]
        {
            assert_eq!(number(mark), want, "{mark}");
        }
    }
}
