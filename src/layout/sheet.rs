//! A page at a width: its rows, and where document text and links stand in them.
//!
//! Rows are found by number at once, text and links by binary search. Knows nothing of how rows are made.

use crate::document::LinkId;
use crate::text::{Clean, Direction};

use super::build::{LayoutBuilder, Part};
use super::clip::clip;
use super::segment::{Packed, Replacements};
use super::{ImageBox, Metrics, Page, Row};

/// A page at a width.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// Where pictures are drawn, in order of rows.
    pub images: Vec<ImageBox>,
    /// No row is shown wider.
    pub(super) width: u16,
    pub(super) segments: Vec<Packed>,
    /// The first segment of each row.
    pub(super) rows: Vec<u32>,
    /// Rows whose words run from right to left, in order.
    pub(super) rtl: Vec<u32>,
    pub(super) own: Clean,
    pub(super) instead: Replacements,
    /// Where runs of document text begin, in order of rows.
    pub(super) places: Vec<Place>,
    /// The same in order of text; empty if that is the same order.
    pub(super) by_text: Vec<Place>,
    /// By link: its first row, or [`NO_ROW`].
    pub(super) links: Vec<u32>,
}

/// A run of document text begins in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) at: u32,
    pub(super) row: u32,
}

pub(super) const NO_ROW: u32 = u32::MAX;

impl Layout {
    /// Sets a page. Costs time in proportion to its text; never fails; no row is wider than
    /// [`Metrics::widest`]. A long page can be set in steps by a [`LayoutBuilder`].
    pub fn new(page: &Page<'_>, metrics: &Metrics) -> Self {
        let mut builder = LayoutBuilder::new(page, metrics);
        while builder.step(usize::MAX) {}
        builder.finish()
    }

    /// Sets a part of a page, as it stands in the whole.
    pub fn of_part(page: &Page<'_>, metrics: &Metrics, part: Part) -> Self {
        LayoutBuilder::part(page, metrics, part)
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The row at `index`, blank past the end; `text` is the document's.
    pub fn row<'a>(&'a self, index: usize, text: &'a Clean) -> Row<'a> {
        self.row_from(index, text, 0)
    }

    /// The same, with code that is not wrapped shifted to the left by so many columns.
    pub fn row_from<'a>(&'a self, index: usize, text: &'a Clean, shift: u16) -> Row<'a> {
        let packed = self.packed(index);
        let columns: usize = packed.iter().map(|packed| usize::from(packed.width)).sum();
        let segments = packed.iter().map(|packed| packed.unpack(text, &self.own, &self.instead)).collect();
        let direction = self.direction(index);
        if shift == 0 && columns <= usize::from(self.width) {
            return Row { segments, direction };
        }
        Row { segments: clip(segments, shift, self.width), direction }
    }

    /// The row that shows the byte `at` of the document's text, or the nearest one before it; the first row
    /// where there is none. Bytes past the text's end stand for the entries of the end sections, in order.
    pub fn row_of(&self, at: u32) -> usize {
        let places = if self.by_text.is_empty() { &self.places } else { &self.by_text };
        let after = places.partition_point(|place| place.at <= at);
        let place = after.checked_sub(1).and_then(|last| places.get(last)).or(places.first());
        place.map_or(0, |place| place.row as usize)
    }

    /// The first byte of the document's text shown in this row or below it: the anchor that keeps a place
    /// when width or revision change. [`Layout::row_of`] takes it back.
    pub fn anchor_of(&self, row: usize) -> u32 {
        let first = self.places.partition_point(|place| (place.row as usize) < row);
        self.places.get(first).or(self.places.last()).map_or(0, |place| place.at)
    }

    /// The row of a link of the page, counted as in [`super::EndEntry::link`]: its first place in reading order.
    pub fn row_of_link(&self, link: LinkId) -> Option<usize> {
        self.links.get(link.0 as usize).filter(|row| **row != NO_ROW).map(|row| *row as usize)
    }

    fn direction(&self, index: usize) -> Direction {
        let is_rtl = u32::try_from(index).is_ok_and(|index| self.rtl.binary_search(&index).is_ok());
        if is_rtl { Direction::RightToLeft } else { Direction::LeftToRight }
    }

    fn packed(&self, index: usize) -> &[Packed] {
        let start = self.rows.get(index).map_or(self.segments.len(), |at| *at as usize);
        let end = self.rows.get(index + 1).map_or(self.segments.len(), |at| *at as usize);
        self.segments.get(start..end).unwrap_or_default()
    }
}
