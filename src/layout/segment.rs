//! How rows are stored: packed segments in one vector, so that a post of ten megabytes stays small.
//!
//! Knows the encoding; does not know how rows come about.

use std::collections::HashMap;

use crate::document::{InlineStyle, LinkId};
use crate::text::{Clean, CleanStr, TextRange};

use super::{Role, Segment};

/// Where a segment's text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// In the document's text.
    Document,
    /// In the document's text too, but shown a second time: it has no range of its own.
    Echo,
    /// In the layout's own text, in the place of these bytes of the document.
    Instead,
    /// In the layout's own text.
    Own,
    /// Nowhere: blank columns. A segment of nonzero length stands for that much of the document (a tab).
    Blank,
}

/// By the first byte of words of the document: where in the layout's own text stands what is shown for them.
pub(super) type Replacements = HashMap<u32, TextRange>;

/// A segment in 20 bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Packed {
    pub(super) start: u32,
    link: u32,
    len: u16,
    pub(super) width: u16,
    style: InlineStyle,
    pub(super) role: Role,
    pub(super) source: Source,
}

/// What a segment is, apart from where its text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) role: Role,
    pub(super) style: InlineStyle,
    pub(super) link: Option<LinkId>,
}

impl Look {
    pub(super) fn of(role: Role) -> Self {
        Self { role, style: InlineStyle::default(), link: None }
    }
}

const NO_LINK: u32 = u32::MAX;
/// Blank columns are slices of this; wider blanks are several segments.
const BLANKS: &str = "                                                                                ";

impl Packed {
    /// Bytes one segment can hold; longer runs are several segments.
    pub(super) const MAX_LEN: usize = u16::MAX as usize;
    /// Columns one blank segment can hold.
    pub(super) const MAX_BLANKS: usize = BLANKS.len();

    pub(super) fn new(source: Source, range: TextRange, width: usize, look: Look) -> Self {
        Self {
            start: range.start,
            link: look.link.map_or(NO_LINK, |link| link.0),
            len: u16::try_from(range.len()).unwrap_or(u16::MAX),
            width: u16::try_from(width).unwrap_or(u16::MAX),
            style: look.style,
            role: look.role,
            source,
        }
    }

    /// The bytes of the document it shows, if it shows any in their own place.
    pub(super) fn range(&self) -> Option<TextRange> {
        let shows = match self.source {
            Source::Document | Source::Instead => true,
            Source::Blank => self.len > 0,
            Source::Echo | Source::Own => false,
        };
        shows.then(|| self.bytes())
    }

    /// As a segment of a row; `text` is the document's, `own` the layout's, and `instead` says where in it the
    /// words stand that replace words of the document, by their first byte.
    pub(super) fn unpack<'a>(&self, text: &'a Clean, own: &'a Clean, instead: &Replacements) -> Segment<'a> {
        let shown = match self.source {
            Source::Document | Source::Echo => text.slice(self.bytes()),
            Source::Instead => instead.get(&self.start).map_or(text.slice(self.bytes()), |range| own.slice(*range)),
            Source::Own => own.slice(self.bytes()),
            Source::Blank => CleanStr::own(BLANKS).slice(0..usize::from(self.width)),
        };
        Segment {
            text: shown,
            range: self.range(),
            role: self.role,
            style: self.style,
            link: (self.link != NO_LINK).then_some(LinkId(self.link)),
            width: self.width,
        }
    }

    fn bytes(&self) -> TextRange {
        TextRange { start: self.start, end: self.start.saturating_add(u32::from(self.len)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_segment_stays_small() {
        assert!(size_of::<Packed>() <= 20, "{}", size_of::<Packed>());
    }
}
