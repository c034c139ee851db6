//! Inlines: runs of text of one style, flat. Nested emphasis is a set of styles on a run, so nothing
//! recurses and a run can be cut anywhere.

use super::{ImageId, LinkId};
use crate::text::TextRange;

/// A run of text of one style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inline {
    /// Its words.
    pub range: TextRange,
    /// What it is.
    pub kind: InlineKind,
    /// How it is marked.
    pub style: InlineStyle,
    /// The link it is part of.
    pub link: Option<LinkId>,
}

/// What a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InlineKind {
    /// Words. White space in them has been folded.
    Text,
    /// A line break the author asked for; its range is one line feed.
    HardBreak,
    /// The placeholder text of an image.
    Image(ImageId),
    /// A reference to a footnote (its index); its text is the number, raised and in brackets: `⁽¹⁾`.
    FootnoteReference(u32),
    /// Inline mathematics, its text already as shown.
    Math,
}

/// The marks on a run, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct InlineStyle(u16);

impl InlineStyle {
    /// No mark.
    pub const NONE: Self = Self(0);
    /// `<em>`.
    pub const EMPHASIS: Self = Self(1);
    /// `<strong>`.
    pub const STRONG: Self = Self(1 << 1);
    /// `<del>`.
    pub const STRIKE: Self = Self(1 << 2);
    /// `<code>`.
    pub const CODE: Self = Self(1 << 3);
    /// `<sub>`.
    pub const SUBSCRIPT: Self = Self(1 << 4);
    /// `<sup>`.
    pub const SUPERSCRIPT: Self = Self(1 << 5);
    /// `<kbd>`.
    pub const KEYBOARD: Self = Self(1 << 6);
    /// `<mark>`.
    pub const MARK: Self = Self(1 << 7);
    /// `<ins>`, `<u>`.
    pub const INSERTED: Self = Self(1 << 8);
    /// `<small>`.
    pub const SMALL: Self = Self(1 << 9);
    /// `<q>`, `<cite>`, `<dfn>`, `<var>`.
    pub const CITE: Self = Self(1 << 10);
    /// A template tag that folio does not know.
    pub const UNKNOWN: Self = Self(1 << 11);

    /// Both sets together.
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// This set less the other.
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether all of `other` is in this set.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}
