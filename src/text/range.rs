//! The one coordinate. Search hits, links, selection, syntax tokens and the scroll anchor are all
//! ranges of bytes in `Document::text`; `layout` is the only converter to rows.

use std::ops::Range;

/// A half-open range of bytes in a document's text, on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TextRange {
    /// First byte.
    pub start: u32,
    /// One past the last byte; never before `start`.
    pub end: u32,
}

impl TextRange {
    /// The range from `start` to `end`; empty at `start` if `end` lies before it. Saturates at 4 GiB.
    pub fn new(start: usize, end: usize) -> Self {
        let clamp = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { start: clamp(start), end: clamp(end.max(start)) }
    }

    /// As an index range for slicing.
    pub fn as_usize(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether nothing is in it.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the byte at `at` lies in it.
    pub fn contains(self, at: u32) -> bool {
        self.start <= at && at < self.end
    }

    /// The bytes in both, if there are any.
    pub fn intersect(self, other: Self) -> Option<Self> {
        let both = Self { start: self.start.max(other.start), end: self.end.min(other.end) };
        (both.start < both.end).then_some(both)
    }
}
