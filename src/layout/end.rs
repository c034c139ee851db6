//! What follows the body: footnotes, and sections such as the list of links.

use std::ops::Range;

use crate::document::{Align, Footnote};
use crate::text::width::width;
use crate::text::wrap::{Measure, fill};
use crate::text::{Clean, CleanStr, Direction};

use super::blocks::Tightness;
use super::flow::Flow;
use super::paragraph::Setting;
use super::segment::Look;
use super::stream::Stream;
use super::{EndEntry, EndSection, Role};

/// The mark at the end of a footnote that leads back to its first reference.
pub(super) const BACK: &str = "↩";
/// Columns a marker's column takes at most.
const WIDEST_MARKER: usize = 8;
/// Columns below which words and details that don't fit beside each other stand below each other.
const NARROW: usize = 36;
/// Entries that are asked how many rows they take.
const ASKED: usize = 400;
/// Blank columns between words and details.
const BETWEEN_COLUMNS: usize = 2;

impl Flow<'_> {
    /// Sets the head of a section at the end.
    pub(super) fn end_heading(&mut self, heading: CleanStr<'_>) {
        self.empty_rows(2);
        self.stream.clear();
        self.stream.own(heading, Look::of(Role::EndHeading), &mut self.rows);
        self.set_stream(Setting::HEADING);
        self.empty_row();
    }

    /// Sets a footnote behind its number, with a mark that leads back after its last word.
    pub(super) fn footnote(&mut self, number: usize, footnote: &Footnote) {
        let marker = Clean::line(&format!("{number}."));
        let columns = self.document.footnotes.len().to_string().len() + 1;
        let side = self.direction(footnote.range);
        self.push_marker(marker.borrowed(), Look::of(Role::FootnoteMarker), columns, side);
        self.tail = Some(self.mark(BACK, Role::FootnoteMarker));
        self.blocks(&footnote.blocks, Tightness::Loose);
        if let Some(back) = self.tail.take() {
            self.open_row();
            self.rows.set(back);
            self.close_row(back.columns);
        }
        self.pop();
    }

    /// Sets the entries of a section; `first` is the number of its first entry in the page, for their places.
    pub(super) fn end_section(&mut self, section: &EndSection, first: usize) {
        self.end_heading(section.heading.borrowed());
        let markers = section.entries.iter().map(|entry| width(&entry.marker));
        let marker = markers.max().unwrap_or(0).min(WIDEST_MARKER);
        let columns = side_by_side(section, self.measure().saturating_sub(marker + 1));
        for (index, entry) in section.entries.iter().enumerate() {
            if !entry.marker.is_empty() {
                let look = Look { link: entry.link, ..Look::of(Role::LinkNumber) };
                self.push_marker(entry.marker.borrowed(), look, marker, Direction::LeftToRight);
            }
            self.place = Some(self.document.text.len() + 1 + first + index);
            match columns {
                Some(columns) => self.entry_in_columns(entry, columns),
                None => self.entry_in_rows(entry),
            }
            if !entry.marker.is_empty() {
                self.pop();
            }
        }
    }

    /// Sets the words of an entry and its detail beside each other, each filled into its own column.
    fn entry_in_columns(&mut self, entry: &EndEntry, [text, detail]: [usize; 2]) {
        let room = self.measure().saturating_sub(detail + BETWEEN_COLUMNS);
        let text = text.min(room).max(1);
        let mut sides = [Stream::default(), Stream::default()];
        let parts = [(&entry.text, Role::Text, text), (&entry.detail, Role::EndDetail, detail.max(1))];
        for (side, (words, role, columns)) in sides.iter_mut().zip(parts) {
            side.own(words.borrowed(), Look { link: entry.link, ..Look::of(role) }, &mut self.rows);
            fill(&side.text, &side.cuts, Measure::of(columns), &mut side.lines);
        }
        let [words, details] = &sides;
        for line in 0..words.lines.len().max(details.lines.len()) {
            self.open_row();
            let mut taken = 0;
            if let Some(line) = words.lines.get(line) {
                words.set(*line, &mut self.rows);
                taken = line.width;
            }
            if let Some(line) = details.lines.get(line) {
                let blank = (text + BETWEEN_COLUMNS).saturating_sub(taken);
                self.rows.blank(blank);
                details.set(*line, &mut self.rows);
                taken += blank + line.width;
            }
            self.close_row(taken);
        }
    }

    /// Sets the words of an entry, and its detail on the row below.
    fn entry_in_rows(&mut self, entry: &EndEntry) {
        let setting = Setting { align: Align::Left, ..Setting::BODY };
        for (words, role) in [(&entry.text, Role::Text), (&entry.detail, Role::EndDetail)] {
            if !words.is_empty() {
                self.stream.clear();
                self.stream.own(words.borrowed(), Look { link: entry.link, ..Look::of(role) }, &mut self.rows);
                self.set_stream(setting);
            }
        }
    }
}

/// Columns for the words and the details of a section that stand beside each other in so much room. None where there is
/// too little of it, and where anything runs from right to left: one row would then be read across both columns.
fn side_by_side(section: &EndSection, room: usize) -> Option<[usize; 2]> {
    let entries = &section.entries;
    let runs_left = |words: &Clean| Direction::of(words) == Direction::RightToLeft;
    if entries.iter().any(|entry| runs_left(&entry.text) || runs_left(&entry.detail)) {
        return None;
    }
    let widest = |part: fn(&EndEntry) -> &Clean| entries.iter().map(|entry| width(part(entry))).max().unwrap_or(0);
    let (text, detail) = (widest(|entry| &entry.text), widest(|entry| &entry.detail));
    let beside = room.saturating_sub(BETWEEN_COLUMNS);
    if room < NARROW && text + detail > beside {
        return None;
    }
    let usual = beside - detail.min((beside * 2 / 5).max(beside.saturating_sub(text)));
    let first = fewest_rows(entries, beside, text.min(beside * 2 / 5)..usual).unwrap_or(usual);
    Some([text.min(first), detail.min(beside - first)])
}

/// Columns for the words, fewer than usual, with which a section takes fewer rows by a quarter: one long text does not press
/// all details into a narrow column.
fn fewest_rows(entries: &[EndEntry], beside: usize, narrower: Range<usize>) -> Option<usize> {
    let widths: Vec<[usize; 2]> =
        entries.iter().take(ASKED).map(|entry| [width(&entry.text), width(&entry.detail)]).collect();
    let rows = |first: usize| -> usize {
        let needed = |[text, detail]: &[usize; 2]| {
            text.div_ceil(first.max(1)).max(detail.div_ceil(beside.saturating_sub(first).max(1)))
        };
        widths.iter().map(needed).sum()
    };
    let usual = rows(narrower.end);
    let best = narrower.rev().min_by_key(|first| rows(*first))?;
    (rows(best) * 4 <= usual * 3).then_some(best)
}
