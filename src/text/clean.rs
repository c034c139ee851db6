//! The one typed boundary between what a post contains and what a terminal receives.
//!
//! Only [`Clean`] and [`CleanStr`] can be drawn, printed, put into a title, a message or the
//! clipboard. They are made here and nowhere else, after all decoding (entities, YAML, TOML and JSON
//! escapes, percent-encoding). What counts as clean is decided in `sanitize`.

use std::borrow::Borrow;
use std::fmt;
use std::ops::Deref;

use super::TextRange;
use super::sanitize::{self, Breaks};

/// Owned text that is safe to show: no control character, no bidi control, no invisible format
/// character out of context. Line feeds and tabs stay only in text made by [`Clean::block`].
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Clean(Box<str>);

/// Borrowed text that is safe to show: a part of a [`Clean`], or text of folio's own.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct CleanStr<'a>(&'a str);

impl Clean {
    /// Cleans text for one line: line breaks and tabs become single spaces.
    pub fn line(raw: &str) -> Self {
        Self(sanitize::line(raw).into())
    }

    /// Cleans text of several lines: CR LF becomes LF, LF and TAB stay.
    pub fn block(raw: &str) -> Self {
        Self(sanitize::block(raw).into())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The whole text, borrowed.
    pub fn borrowed(&self) -> CleanStr<'_> {
        CleanStr(&self.0)
    }

    /// The part of the text in `range`; empty where the range is not one of this text.
    pub fn slice(&self, range: TextRange) -> CleanStr<'_> {
        CleanStr(self.0.get(range.as_usize()).unwrap_or_default())
    }

    /// Joins clean pieces. What acts on a terminal is in none of them, and in no two put together.
    pub fn concat<'a>(pieces: impl IntoIterator<Item = CleanStr<'a>>) -> Self {
        Self(pieces.into_iter().map(|piece| piece.0).collect::<String>().into())
    }
}

impl<'a> CleanStr<'a> {
    /// Text of folio's own, written in its source.
    pub const fn own(text: &'static str) -> CleanStr<'static> {
        CleanStr(text)
    }

    /// The text.
    pub const fn as_str(self) -> &'a str {
        self.0
    }

    /// The part of the text in these bytes; empty where they are not on character boundaries.
    pub fn slice(self, bytes: std::ops::Range<usize>) -> CleanStr<'a> {
        CleanStr(self.0.get(bytes).unwrap_or_default())
    }

    /// An owned copy.
    pub fn to_clean(self) -> Clean {
        Clean(self.0.into())
    }
}

/// Clean text that grows: every piece is cleaned as it is added, so a range into it never moves.
#[derive(Clone, Debug, Default)]
pub struct CleanBuffer(String);

impl CleanBuffer {
    /// Adds text of one line, cleaned as by [`Clean::line`]; answers where it stands.
    pub fn push_line(&mut self, raw: &str) -> TextRange {
        self.push(raw, Breaks::Joined)
    }

    /// Adds text of several lines, cleaned as by [`Clean::block`]; answers where it stands.
    pub fn push_block(&mut self, raw: &str) -> TextRange {
        self.push(raw, Breaks::Kept)
    }

    fn push(&mut self, raw: &str, breaks: Breaks) -> TextRange {
        let start = self.0.len();
        sanitize::append(&mut self.0, raw, breaks);
        TextRange::new(start, self.0.len())
    }

    /// Cuts the text to its first `bytes`, which must be a boundary; else nothing changes.
    pub fn truncate(&mut self, bytes: usize) {
        if self.0.is_char_boundary(bytes) {
            self.0.truncate(bytes);
        }
    }

    /// The text so far.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Bytes so far.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing was added.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text as a whole.
    pub fn finish(self) -> Clean {
        Clean(self.0.into())
    }
}

impl Deref for Clean {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl Deref for CleanStr<'_> {
    type Target = str;
    fn deref(&self) -> &str {
        self.0
    }
}

impl Borrow<str> for Clean {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Clean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Display for CleanStr<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}

impl fmt::Debug for Clean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl fmt::Debug for CleanStr<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.0, f)
    }
}
