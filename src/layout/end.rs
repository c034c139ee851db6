//! What follows the body: footnotes, and sections such as the list of links.

use crate::document::{Align, Footnote};
use crate::text::width::width;
use crate::text::{Clean, CleanStr, Direction};

use super::blocks::Tightness;
use super::flow::Flow;
use super::paragraph::Setting;
use super::segment::Look;
use super::{EndEntry, EndSection, Role};

/// The mark at the end of a footnote that leads back to its first reference.
pub(super) const BACK: &str = "↩";
/// Columns a marker's column takes at most.
const WIDEST_MARKER: usize = 8;

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
        let columns = markers.max().unwrap_or(0).min(WIDEST_MARKER);
        for (index, entry) in section.entries.iter().enumerate() {
            self.end_entry(entry, columns, first + index);
        }
    }

    fn end_entry(&mut self, entry: &EndEntry, columns: usize, number: usize) {
        let with = |role| Look { link: entry.link, ..Look::of(role) };
        if !entry.marker.is_empty() {
            self.push_marker(entry.marker.borrowed(), with(Role::LinkNumber), columns, Direction::LeftToRight);
        }
        let setting = Setting { align: Align::Left, ..Setting::BODY };
        let gap = if entry.text.is_empty() || entry.detail.is_empty() { "" } else { "  " };
        let fits = width(&entry.text) + width(gap) + width(&entry.detail) <= self.measure();
        self.place = Some(self.document.text.len() + 1 + number);
        self.stream.clear();
        self.stream.own(entry.text.borrowed(), with(Role::Text), &mut self.rows);
        if !fits && !gap.is_empty() {
            self.set_stream(setting);
            self.stream.clear();
        } else if !gap.is_empty() {
            let blank = self.rows.mark(CleanStr::own(gap), Look::of(Role::Space));
            self.stream.mark(blank, CleanStr::own(gap));
        }
        self.stream.own(entry.detail.borrowed(), with(Role::EndDetail), &mut self.rows);
        self.set_stream(setting);
        if !entry.marker.is_empty() {
            self.pop();
        }
    }
}
