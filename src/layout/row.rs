//! One screen row, borrowed from its layout.

use crate::document::{ImageId, InlineStyle, LinkId};
use crate::text::{CleanStr, Direction, TextRange};

use super::Role;

/// One screen row.
#[derive(Clone, Debug, Default)]
pub struct Row<'a> {
    /// From the left, without gaps; blank columns are segments too.
    pub segments: Vec<Segment<'a>>,
    /// Which way its words run.
    pub direction: Direction,
}

/// A run of one role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment<'a> {
    /// What is shown.
    pub text: CleanStr<'a>,
    /// Where it stands in `Document::text`; none for text that layout added or shows a second time.
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
