//! Running text: paragraphs, headings, captions, and anything else that is words in a measure.

use crate::document::{Align, Inline};
use crate::text::wrap::{Measure, balanced, fill};
use crate::text::{CleanStr, Direction, TextRange};

use super::Role;
use super::end::BACK;
use super::flow::Flow;
use super::stream::InlineMode;

/// How a text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Setting {
    pub(super) align: Align,
    /// Lines of about even length, for headings.
    pub(super) balanced: bool,
    /// Columns that lines after the first are indented by.
    pub(super) hang: usize,
}

impl Setting {
    pub(super) const BODY: Self = Self { align: Align::Natural, balanced: false, hang: 0 };
    pub(super) const HEADING: Self = Self { align: Align::Natural, balanced: true, hang: 0 };
}

impl Flow<'_> {
    /// Sets inlines as words of a role.
    pub(super) fn words(&mut self, inlines: &[Inline], role: Role, setting: Setting) {
        let mode = InlineMode { role, link_numbers: self.metrics.link_numbers, echo: false };
        self.stream.clear();
        self.stream.inlines(inlines, mode, self.document, &mut self.rows);
        self.set_stream(setting);
    }

    /// Sets a paragraph.
    pub(super) fn paragraph(&mut self, inlines: &[Inline], align: Align) {
        self.reserve_lone(inlines);
        let mode = InlineMode { role: self.role, link_numbers: self.metrics.link_numbers, echo: false };
        self.stream.clear();
        self.stream.inlines(inlines, mode, self.document, &mut self.rows);
        if let Some(tail) = self.tail.take() {
            self.stream.bind();
            self.stream.mark(tail, CleanStr::own(BACK));
        }
        self.set_stream(Setting { align, ..Setting::BODY });
    }

    /// Sets a heading, with a rule under the first two levels.
    pub(super) fn heading(&mut self, level: u8, inlines: &[Inline]) {
        self.words(inlines, Role::Heading(level), Setting::HEADING);
        let widest = self.stream.lines.iter().map(|line| line.width).max().unwrap_or(0);
        match level {
            1 => self.ruled("━", widest),
            2 if self.list_depth == 0 => self.ruled("─", widest),
            _ => {}
        }
    }

    /// A rule as long as the widest line of the heading above it, at the side where that stands.
    fn ruled(&mut self, mark: &'static str, columns: usize) {
        let indent = match self.side_of(Align::Natural, &self.stream.text) {
            Align::Right => self.measure().saturating_sub(columns),
            _ => 0,
        };
        self.rule_at(indent, mark, columns, Role::HeadingRule);
    }

    /// Fills the stream into the measure and sets its lines. Returns the widest.
    pub(super) fn set_stream(&mut self, setting: Setting) {
        let columns = self.measure();
        let lead = self.lead.map_or(0, |mark| mark.columns + 1);
        if lead > columns / 2 {
            self.empty_row();
        }
        let lead = if self.lead.is_some() { lead } else { 0 };
        let mut stream = std::mem::take(&mut self.stream);
        let hang = setting.hang.min(columns / 2);
        if setting.balanced && lead == 0 {
            balanced(&stream.text, &stream.cuts, columns, &mut stream.lines);
        } else {
            let measure = Measure { first: columns - lead, rest: columns - hang };
            fill(&stream.text, &stream.cuts, measure, &mut stream.lines);
        }
        let align = self.side_of(setting.align, &stream.text);
        let direction = Direction::of(&stream.text);
        for (index, line) in stream.lines.iter().enumerate() {
            self.open_row();
            self.rows.run(direction);
            let before = if index == 0 { self.set_lead() } else { hang };
            let room = columns.saturating_sub(before + line.width);
            let indent = match align {
                Align::Natural | Align::Left => 0,
                Align::Center => room / 2,
                Align::Right => room,
            };
            let blanks = if index == 0 { indent } else { indent + before };
            self.rows.blank(blanks);
            stream.set(*line, &mut self.rows);
            self.close_row(before + indent + line.width);
        }
        self.stream = stream;
    }

    /// Where lines stand: at the markers of the list that they are in, else by the direction of their text, unless the
    /// author said.
    fn side_of(&self, align: Align, text: &str) -> Align {
        match (align, self.list_side) {
            (Align::Natural, Some(Direction::RightToLeft)) => Align::Right,
            (Align::Natural, Some(Direction::LeftToRight)) => Align::Left,
            _ => resolve(align, text),
        }
    }

    /// The direction of a part of the document.
    pub(super) fn direction(&self, range: TextRange) -> Direction {
        Direction::of(&self.document.text.slice(range))
    }
}

/// Where lines stand: by the direction of their text unless the author said.
pub(super) fn resolve(align: Align, text: &str) -> Align {
    match (align, Direction::of(text)) {
        (Align::Natural, Direction::RightToLeft) => Align::Right,
        (Align::Natural, Direction::LeftToRight) => Align::Left,
        (said, _) => said,
    }
}
