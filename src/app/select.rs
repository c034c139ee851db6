//! Selecting links of the open page: in reading order, by number, those in sight, the one in a cell.

use crate::document::{Document, LinkId};
use crate::layout::{Order, Row};
use crate::library::links::Target;
use crate::text::TextRange;

use super::Find;
use super::page::OpenPage;

/// Something in a page that Tab stops at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// A link.
    Link(LinkId),
    /// A footnote's number in the text, or its end.
    Note(Note),
}

/// A place of a footnote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Note {
    /// Which footnote, from 0.
    pub index: usize,
    /// Which of its references, from 0; none is its own end, which leads back.
    pub reference: Option<usize>,
}

/// Every place of footnotes with its byte of the text.
fn notes(document: &Document) -> impl Iterator<Item = (u32, Note)> {
    document.footnotes.iter().enumerate().flat_map(|(index, footnote)| {
        let references = footnote.references.iter().enumerate();
        let references = references.map(move |(nth, range)| (range.start, Note { index, reference: Some(nth) }));
        references.chain([(footnote.range.end, Note { index, reference: None })])
    })
}

/// The last word of a range.
fn last_word(text: &str, range: TextRange) -> TextRange {
    let words = text.get(range.as_usize()).unwrap_or_default().trim_end();
    let start = words.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let from = range.as_usize().start;
    TextRange::new(from + start, from + words.len())
}

impl OpenPage {
    /// Where the selected link leads.
    pub fn selected_target(&self) -> Option<&Target> {
        self.link.and_then(|link| self.targets.get(link.0 as usize))
    }

    /// Selects a link by its number, from 1.
    pub fn select_number(&mut self, number: u32) {
        let link = number.checked_sub(1).map(LinkId);
        self.note = None;
        self.link = link.filter(|link| (link.0 as usize) < self.sheet.document.links.len());
    }

    /// Selects the next (1) or previous (-1) link or footnote, from the selected one if it is in sight, else from the top
    /// of the pane, and brings it into sight. Whether there is one.
    pub fn step_link(&mut self, by: isize) -> bool {
        let stops = self.stops();
        let here = self.selected_stop().filter(|stop| self.row_of_stop(*stop).is_some_and(|row| self.sees(row)));
        let place = here.and_then(|here| stops.iter().position(|stop| *stop == here));
        let first_from = |row| stops.partition_point(|stop| self.row_of_stop(*stop).is_some_and(|at| at < row));
        let next = match (place, by > 0) {
            (Some(place), _) => place.checked_add_signed(if by > 0 { 1 } else { -1 }),
            (None, true) => Some(first_from(self.top())),
            (None, false) => first_from(self.top() + self.height()).checked_sub(1),
        };
        let next = next.and_then(|place| stops.get(place)).copied();
        let Some((stop, row)) = next.and_then(|stop| self.row_of_stop(stop).map(|row| (stop, row))) else {
            return false;
        };
        self.select(stop);
        self.show_row(row);
        true
    }

    /// Selects a link or a place of a footnote.
    pub fn select(&mut self, stop: Stop) {
        (self.link, self.note) = match stop {
            Stop::Link(link) => (Some(link), None),
            Stop::Note(note) => (None, Some(note)),
        };
    }

    /// What is selected: a link goes before a footnote.
    fn selected_stop(&self) -> Option<Stop> {
        self.link.map(Stop::Link).or(self.note.map(Stop::Note))
    }

    /// Links and footnotes in order of reading: those of the text first, then the page's own links.
    fn stops(&self) -> Vec<Stop> {
        let document = self.document();
        let links =
            document.links.iter().zip(0u32..).map(|(link, place)| (link.range.start, Stop::Link(LinkId(place))));
        let notes = notes(document).map(|(at, note)| (at, Stop::Note(note)));
        let mut stops: Vec<(u32, Stop)> = links.chain(notes).collect();
        stops.sort_by_key(|(at, _)| *at);
        let own = (document.links.len()..self.targets.len()).filter_map(|place| u32::try_from(place).ok());
        stops.into_iter().map(|(_, stop)| stop).chain(own.map(|place| Stop::Link(LinkId(place)))).collect()
    }

    fn row_of_stop(&self, stop: Stop) -> Option<usize> {
        match stop {
            Stop::Link(link) => self.row_of(link),
            Stop::Note(note) => self.layout().map(|layout| layout.row_of(self.note_range(note).start)),
        }
    }

    /// The words that stand for a place of a footnote: its number in the text, or the last of its own.
    pub fn note_range(&self, note: Note) -> TextRange {
        let Some(footnote) = self.document().footnotes.get(note.index) else { return TextRange::default() };
        match note.reference {
            Some(nth) => footnote.references.get(nth).copied().unwrap_or_default(),
            None => last_word(self.text(), footnote.range),
        }
    }

    /// The row of the selected link or footnote, else that of the present hit.
    pub fn row_of_selected(&self) -> Option<usize> {
        let hit = || self.find.as_ref().and_then(Find::current);
        match self.selected_stop() {
            Some(stop) => self.row_of_stop(stop),
            None => hit().and_then(|hit| self.layout().map(|layout| layout.row_of(hit.start))),
        }
    }

    fn row_of(&self, link: LinkId) -> Option<usize> {
        self.layout().and_then(|layout| layout.row_of_link(link))
    }

    fn sees(&self, row: usize) -> bool {
        (self.top()..self.top() + self.height()).contains(&row)
    }

    /// The links in sight, in order, each once.
    pub fn links_in_sight(&self) -> Vec<LinkId> {
        let mut links = Vec::new();
        let Some(layout) = self.layout() else { return links };
        for row in self.top()..self.top() + self.height() {
            for link in layout.row(row, self.text()).segments.iter().filter_map(|segment| segment.link) {
                if !links.contains(&link) {
                    links.push(link);
                }
            }
        }
        links
    }

    /// A row in sight, counted from the first, as the screen shows it. Blank past the end.
    pub fn row_in_sight(&self, row: usize, order: Order) -> Row<'_> {
        let row = self.layout().map(|layout| layout.row_from(self.top() + row, self.text(), self.shift));
        row.unwrap_or_default().ordered(order)
    }

    /// The link in a cell of the pane's column.
    pub fn link_at(&self, row: usize, column: u16, order: Order) -> Option<LinkId> {
        let row = self.row_in_sight(row, order);
        let mut end = 0;
        let under = row.segments.iter().find(|segment| {
            end += segment.width;
            column < end
        });
        under.and_then(|segment| segment.link)
    }
}
