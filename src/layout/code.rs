//! Blocks of code: a margin bar, a label, tabs to stops, marked lines, numbers. Never re-wrapped: a line that is
//! too long goes on below behind a mark, or runs out of view and is shifted by [`super::Layout::row_from`].

use crate::document::CodeBlock;
use crate::text::lines;
use crate::text::width::{first_cluster, prefix, to_tab_stop, width};
use crate::text::wrap::{Measure, fill};
use crate::text::{Clean, CleanStr, TextRange};

use super::Role;
use super::flow::Flow;
use super::segment::Look;

/// Columns below which code has no gutter.
const NARROW: usize = 12;

/// Names of languages that titles give in full, beside the short ones that fences have.
const FULL_NAMES: [(&str, &[&str]); 8] = [
    ("javascript", &["js", "mjs", "cjs"]),
    ("typescript", &["ts"]),
    ("shell", &["sh", "bash", "zsh", "console"]),
    ("bash", &["sh", "shell"]),
    ("python", &["py"]),
    ("ruby", &["rb"]),
    ("rust", &["rs"]),
    ("markdown", &["md"]),
];

/// Whether a title only says the language again.
fn names(title: &str, language: &str) -> bool {
    let is_short = |(full, short): &(&str, &[&str])| {
        title.eq_ignore_ascii_case(full) && short.iter().any(|short| language.eq_ignore_ascii_case(short))
    };
    title.eq_ignore_ascii_case(language) || FULL_NAMES.iter().any(is_short)
}

/// What stands left of the code on a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gutter {
    /// A line begins.
    Line { number: Option<u64>, marked: bool },
    /// The line above goes on.
    Continued { marked: bool },
}

/// A line of code being set.
#[derive(Clone, Copy, Debug)]
struct OpenLine {
    look: Look,
    marked: bool,
    /// Columns of the line numbers.
    digits: usize,
    /// Columns of the line so far, for its tab stops.
    column: usize,
    /// Columns of the open row so far.
    taken: usize,
}

impl Flow<'_> {
    /// Sets a block of code.
    pub(super) fn code(&mut self, index: usize) {
        let document = self.document;
        let Some(block) = document.code_blocks.get(index) else { return };
        if self.lead.is_some() {
            self.empty_row();
        }
        let whole = document.text.slice(block.range);
        let digits = block.first_number.map_or(0, |first| {
            let lines = memchr::memchr_iter(b'\n', whole.as_bytes()).count() as u64;
            (u64::from(first) + lines).to_string().len()
        });
        // Beyond the measure code ends before its ground does.
        let needed = if self.has_reach() { self.gutter_columns(digits) + widest_line(&whole) } else { 0 };
        let needed = needed + usize::from(needed > self.measure());
        self.with_room_for(needed, |flow| flow.code_lines(block, &whole, digits));
    }

    /// Sets the label and the lines of a block.
    fn code_lines(&mut self, block: &CodeBlock, whole: &str, digits: usize) {
        self.code_label(block);
        let mut at = block.range.start as usize;
        for (index, line) in lines::split(whole).enumerate() {
            let index = index as u64;
            let marked = block.marked_lines.binary_search(&u32::try_from(index + 1).unwrap_or(u32::MAX)).is_ok();
            let number = block.first_number.map(|first| u64::from(first) + index);
            self.code_line(at, line, Gutter::Line { number, marked }, digits);
            at += line.len() + 1;
        }
    }

    /// The title and language above the code, where it has them.
    fn code_label(&mut self, block: &CodeBlock) {
        let title = block.title.as_ref();
        let language = block.language.as_ref().filter(|language| title.is_none_or(|title| !names(title, language)));
        let words: Vec<CleanStr<'_>> =
            [title, language].into_iter().flatten().map(Clean::borrowed).filter(|word| !word.is_empty()).collect();
        if words.is_empty() {
            return;
        }
        self.stream.clear();
        for (index, word) in words.into_iter().enumerate() {
            if index > 0 {
                self.stream.own(CleanStr::own(" · "), Look::of(Role::CodeLabel), &mut self.rows);
            }
            self.stream.own(word, Look::of(Role::CodeLabel), &mut self.rows);
        }
        let gutter = self.gutter_columns(0);
        let mut stream = std::mem::take(&mut self.stream);
        fill(&stream.text, &stream.cuts, Measure::of(self.measure() - gutter), &mut stream.lines);
        for line in &stream.lines {
            self.open_row();
            self.gutter(Gutter::Line { number: None, marked: false }, 0);
            stream.set(*line, &mut self.rows);
            self.end_code_row(gutter + line.width, Look::of(Role::Code));
        }
        self.stream = stream;
    }

    /// Sets one line, which begins at byte `at` of the document.
    fn code_line(&mut self, at: usize, line: &str, gutter: Gutter, digits: usize) {
        let Gutter::Line { marked, .. } = gutter else { return };
        let look = Look::of(if marked { Role::CodeMarked } else { Role::Code });
        self.open_row();
        let taken = self.gutter(gutter, digits);
        let mut open = OpenLine { look, marked, digits, column: 0, taken };
        let mut offset = at;
        for (index, run) in line.split('\t').enumerate() {
            if index > 0 {
                self.code_tab(&mut open, offset);
                offset += 1;
            }
            self.code_run(&mut open, offset, run);
            offset += run.len();
        }
        if line.is_empty() {
            self.rows.place(at, at);
        }
        self.end_code_row(open.taken, look);
    }

    /// Sets the tab at byte `at`, on the next row where this one is full.
    fn code_tab(&mut self, open: &mut OpenLine, at: usize) {
        let columns = to_tab_stop(open.column);
        if columns > self.code_room(open) {
            self.continue_code(open);
        }
        let columns = columns.min(self.code_room(open));
        self.rows.tab(at, columns, open.look);
        (open.column, open.taken) = (open.column + columns, open.taken + columns);
    }

    /// Sets text without tabs, cut where a row is full.
    fn code_run(&mut self, open: &mut OpenLine, at: usize, run: &str) {
        let mut offset = 0;
        while let Some(rest) = run.get(offset..).filter(|rest| !rest.is_empty()) {
            let is_start = open.taken <= self.gutter_columns(open.digits);
            let (bytes, columns) = match self.metrics.wrap_code {
                true => fitting(rest, self.code_room(open), is_start),
                false => (rest.len(), width(rest)),
            };
            if bytes == 0 {
                self.continue_code(open);
                continue;
            }
            let range = TextRange::new(at + offset, at + offset + bytes);
            self.rows.document(range, rest.get(..bytes).unwrap_or_default(), open.look);
            (open.column, open.taken, offset) = (open.column + columns, open.taken + columns, offset + bytes);
        }
    }

    /// Columns left on the open row; as many as there are where code runs out of view.
    fn code_room(&self, open: &OpenLine) -> usize {
        match self.metrics.wrap_code {
            true => self.measure().saturating_sub(open.taken),
            false => usize::MAX,
        }
    }

    /// Goes on with a line on the next row.
    fn continue_code(&mut self, open: &mut OpenLine) {
        self.end_code_row(open.taken, open.look);
        self.open_row();
        open.taken = self.gutter(Gutter::Continued { marked: open.marked }, open.digits);
    }

    /// Fills the row to the measure, so that a theme's ground is a block, and ends it.
    fn end_code_row(&mut self, taken: usize, look: Look) {
        let measure = self.measure();
        self.rows.pad(measure.saturating_sub(taken), look);
        self.close_row(taken.max(measure));
    }

    /// Sets the gutter; says how many columns it took.
    fn gutter(&mut self, gutter: Gutter, digits: usize) -> usize {
        if !self.is_wide() {
            return 0;
        }
        let (marked, goes_on) = match gutter {
            Gutter::Line { marked, .. } => (marked, false),
            Gutter::Continued { marked } => (marked, true),
        };
        let bar = self.mark(if marked { "▌" } else { "▏" }, Role::CodeBar);
        self.rows.set(bar);
        if let Gutter::Line { number: Some(number), .. } = gutter {
            let text = Clean::line(&format!("{number:>digits$} "));
            let mark = self.rows.mark(text.borrowed(), Look::of(Role::CodeNumber));
            self.rows.set(mark);
        } else if digits > 0 {
            self.rows.pad(digits + 1, Look::of(Role::Code));
        }
        match goes_on {
            true => {
                let mark = self.mark("↪", Role::CodeContinued);
                self.rows.set(mark);
            }
            false => self.rows.pad(1, Look::of(Role::Code)),
        }
        self.gutter_columns(digits)
    }

    fn is_wide(&self) -> bool {
        self.measure() >= NARROW
    }

    fn gutter_columns(&self, digits: usize) -> usize {
        match (self.is_wide(), digits) {
            (false, _) => 0,
            (true, 0) => 2,
            (true, digits) => digits + 3,
        }
    }
}

/// Columns of the widest line of code.
fn widest_line(code: &str) -> usize {
    let columns = |line: &str| {
        let mut runs = line.split('\t');
        let first = runs.next().map_or(0, width);
        runs.fold(first, |column, run| column + to_tab_stop(column) + width(run))
    };
    lines::split(code).fold(0, |widest, line| match line.len() <= widest && !line.contains('\t') {
        // No character takes more columns than bytes.
        true => widest,
        false => widest.max(columns(line)),
    })
}

/// As much of `run` as fits the room; at the start of a row at least one cluster.
fn fitting(run: &str, room: usize, at_start: bool) -> (usize, usize) {
    let (bytes, columns) = prefix(run, room);
    if bytes == 0 && at_start { (first_cluster(run), room) } else { (bytes, columns) }
}
