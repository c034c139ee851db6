//! Rows of segments, and where document text stands in them.

use crate::document::{ImageId, InlineStyle, LinkId};
use crate::text::{Clean, CleanStr, TextRange};

use super::{Metrics, Page, Role};

/// A page at a width.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// Where pictures are drawn, in order of rows.
    pub images: Vec<ImageBox>,
}

impl Layout {
    /// Sets a page. Costs time in proportion to its text; never fails; no row is wider than
    /// `metrics.width`.
    pub fn new(page: &Page<'_>, metrics: &Metrics) -> Self {
        let _ = (page, metrics);
        Self::default()
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        0
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The row at `index`, blank past the end; `text` is the document's.
    pub fn row<'a>(&'a self, index: usize, text: &'a Clean) -> Row<'a> {
        let _ = (index, text);
        Row::default()
    }

    /// The row that shows the byte `at` of the document's text, or the nearest one before it.
    pub fn row_of(&self, at: u32) -> usize {
        let _ = at;
        0
    }

    /// The first byte of the document's text shown in this row or below it: the anchor that keeps a place.
    pub fn anchor_of(&self, row: usize) -> u32 {
        let _ = row;
        0
    }

    /// The row of a link of the page, counted as in [`super::EndEntry::link`]: its first place in reading order.
    pub fn row_of_link(&self, link: LinkId) -> Option<usize> {
        let _ = link;
        None
    }
}

/// One screen row: borrowed from its layout.
#[derive(Clone, Debug, Default)]
pub struct Row<'a> {
    /// From the left, without gaps; blank columns are segments too.
    pub segments: Vec<Segment<'a>>,
}

/// A run of one role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment<'a> {
    /// What is shown.
    pub text: CleanStr<'a>,
    /// Where it stands in `Document::text`; none for text that layout added.
    pub range: Option<TextRange>,
    /// What it is.
    pub role: Role,
    /// How it is marked.
    pub style: InlineStyle,
    /// The link it belongs to.
    pub link: Option<LinkId>,
    /// Columns it takes.
    pub width: u16,
}

/// Room for a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImageBox {
    /// Which.
    pub image: ImageId,
    /// First row.
    pub row: u32,
    /// First column.
    pub column: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}
