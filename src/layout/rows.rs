//! Where rows are written: the growing half of a [`Layout`].

use std::collections::HashMap;

use crate::document::{ImageId, LinkId};
use crate::text::width::{prefix, width};
use crate::text::{Clean, CleanStr, Direction, TextRange};

use super::segment::{Look, Packed, Replacements, Source};
use super::sheet::{NO_ROW, Place};
use super::{ImageBox, ImageState, Layout, Role};

/// Rows being written.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    pub(super) images: Vec<ImageBox>,
    missing: Vec<ImageId>,
    segments: Vec<Packed>,
    rows: Vec<u32>,
    places: Vec<Place>,
    links: Vec<u32>,
    /// One past the last byte of the document in the open row.
    shown_to: Option<u32>,
    rtl: Vec<u32>,
    own: Vec<Clean>,
    instead: Replacements,
    own_len: usize,
    marks: HashMap<Clean, (TextRange, usize)>,
    /// The last of folio's own: every line of code asks for the one that the line before it has.
    last_own: Option<(&'static str, (TextRange, usize))>,
    /// Rules by what they repeat and how often.
    rules: HashMap<(&'static str, usize), (TextRange, usize)>,
}

/// A stored mark: text of layout's own, measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) range: TextRange,
    pub(super) columns: usize,
    pub(super) look: Look,
}

impl Rows {
    /// No rows yet, for a page whose images are in these states.
    pub(super) fn new(images: &[ImageState]) -> Self {
        let states = (0u32..).map(ImageId).zip(images);
        let missing = states.filter(|(_, state)| **state == ImageState::Missing).map(|(image, _)| image).collect();
        Self { missing, ..Self::default() }
    }

    /// Whether an image should be in the site and is not.
    pub(super) fn is_missing(&self, image: ImageId) -> bool {
        self.missing.contains(&image)
    }

    /// Number of finished rows, which is the index of the open one.
    pub(super) fn len(&self) -> usize {
        self.rows.len().saturating_sub(1)
    }

    /// Opens the next row.
    pub(super) fn open(&mut self) {
        if self.rows.is_empty() {
            self.rows.push(0);
        }
        self.shown_to = None;
    }

    /// Says which way the words of the open row run.
    pub(super) fn run(&mut self, direction: Direction) {
        let row = clamp(self.len());
        if direction == Direction::RightToLeft && self.rtl.last() != Some(&row) {
            self.rtl.push(row);
        }
    }

    /// Ends the open row.
    pub(super) fn close(&mut self) {
        self.rows.push(clamp(self.segments.len()));
    }

    /// Blank columns.
    pub(super) fn blank(&mut self, columns: usize) {
        self.pad(columns, Look::of(Role::Space));
    }

    /// Blank columns that look like what is left of them.
    pub(super) fn pad(&mut self, columns: usize, look: Look) {
        let mut left = columns;
        while left > 0 {
            let now = left.min(Packed::MAX_BLANKS);
            self.segments.push(Packed::new(Source::Blank, TextRange::default(), now, look));
            left -= now;
        }
    }

    /// A tab of the document, as blank columns.
    pub(super) fn tab(&mut self, at: usize, columns: usize, look: Look) {
        self.place(at, at + 1);
        self.segments.push(Packed::new(Source::Blank, TextRange::new(at, at + 1), columns, look));
    }

    /// Text of the document, `shown` being what `range` holds.
    pub(super) fn document(&mut self, range: TextRange, shown: &str, look: Look) {
        self.place(range.start as usize, range.end as usize);
        if let Some(link) = look.link {
            self.link(link);
        }
        self.push(Source::Document, range, shown, look);
    }

    /// Text of the layout's own in the place of text of the document.
    pub(super) fn instead(&mut self, range: TextRange, shown: &str, look: Look) {
        self.place(range.start as usize, range.end as usize);
        if let Some(link) = look.link {
            self.link(link);
        }
        let stored = self.mark(Clean::line(shown).borrowed(), look);
        self.instead.insert(range.start, stored.range);
        self.segments.push(Packed::new(Source::Instead, range, stored.columns, look));
    }

    /// Text of the document that already stands elsewhere.
    pub(super) fn echo(&mut self, range: TextRange, shown: &str, look: Look) {
        self.push(Source::Echo, range, shown, look);
    }

    /// Text of the layout's own, at `range` of what [`Rows::keep`] or [`Rows::mark`] stored.
    pub(super) fn own(&mut self, range: TextRange, shown: &str, look: Look) {
        if let Some(link) = look.link {
            self.link(link);
        }
        self.push(Source::Own, range, shown, look);
    }

    /// A stored mark.
    pub(super) fn set(&mut self, mark: Mark) {
        self.segments.push(Packed::new(Source::Own, mark.range, mark.columns, mark.look));
    }

    /// Stores text of the layout's own and says where.
    pub(super) fn keep(&mut self, text: CleanStr<'_>) -> TextRange {
        let range = TextRange::new(self.own_len, self.own_len + text.len());
        self.own_len += text.len();
        self.own.push(text.to_clean());
        range
    }

    /// Stores a mark that comes again and again, once.
    pub(super) fn mark(&mut self, text: CleanStr<'_>, look: Look) -> Mark {
        let (range, columns) = match self.marks.get(text.as_str()) {
            Some(stored) => *stored,
            None => {
                let stored = (self.keep(text), width(&text));
                self.marks.insert(text.to_clean(), stored);
                stored
            }
        };
        Mark { range, columns, look }
    }

    /// The same of folio's own.
    pub(super) fn own_mark(&mut self, text: &'static str, look: Look) -> Mark {
        if let Some((_, (range, columns))) = self.last_own.filter(|(last, _)| *last == text) {
            return Mark { range, columns, look };
        }
        let mark = self.mark(CleanStr::own(text), look);
        self.last_own = Some((text, (mark.range, mark.columns)));
        mark
    }

    /// Stores a mark that is one text so many times, once.
    pub(super) fn repeated(&mut self, text: &'static str, times: usize, look: Look) -> Mark {
        let (range, columns) = match self.rules.get(&(text, times)) {
            Some(stored) => *stored,
            None => {
                let whole = Clean::concat(std::iter::repeat_n(CleanStr::own(text), times));
                let stored = (self.keep(whole.borrowed()), width(&whole));
                self.rules.insert((text, times), stored);
                stored
            }
        };
        Mark { range, columns, look }
    }

    /// Says that the byte `at` stands in the open row. For places that have no text there.
    pub(super) fn place(&mut self, at: usize, end: usize) {
        let (start, end) = (clamp(at), clamp(end));
        // Text that goes on within a row, over a blank at most, needs no place of its own.
        let goes_on = self.shown_to.is_some_and(|to| to <= start && start - to <= 1);
        if !goes_on {
            self.places.push(Place { at: start, row: clamp(self.len()) });
        }
        self.shown_to = Some(end);
    }

    /// Says that a link stands in the open row, unless it stood in an earlier one.
    pub(super) fn link(&mut self, link: LinkId) {
        let index = link.0 as usize;
        if self.links.len() <= index {
            self.links.resize(index + 1, NO_ROW);
        }
        let row = clamp(self.len());
        if let Some(slot) = self.links.get_mut(index).filter(|slot| **slot == NO_ROW) {
            *slot = row;
        }
    }

    /// The rows as a layout; `width` is that of the page.
    pub(super) fn into_layout(mut self, width: u16) -> Layout {
        self.rows.pop();
        let own = Clean::concat(self.own.iter().map(Clean::borrowed));
        let mut by_text = Vec::new();
        if !self.places.is_sorted_by_key(|place| place.at) {
            by_text.clone_from(&self.places);
            by_text.sort_by_key(|place| (place.at, place.row));
        }
        self.segments.shrink_to_fit();
        self.rows.shrink_to_fit();
        self.places.shrink_to_fit();
        Layout {
            images: self.images,
            width,
            segments: self.segments,
            rows: self.rows,
            rtl: self.rtl,
            own,
            instead: self.instead,
            places: self.places,
            by_text,
            links: self.links,
        }
    }

    fn push(&mut self, source: Source, range: TextRange, shown: &str, look: Look) {
        if shown.len() <= Packed::MAX_LEN {
            let columns = width(shown);
            self.segments.push(Packed::new(source, range, columns, look));
            return;
        }
        let (mut at, mut rest) = (range.start as usize, shown);
        while !rest.is_empty() {
            // A part of few columns is one of few bytes too, but for absurd clusters, which are cut.
            let (mut bytes, _) = prefix(rest, Packed::MAX_LEN / 64);
            if bytes == 0 || bytes > Packed::MAX_LEN {
                bytes = (0..=Packed::MAX_LEN).rev().find(|at| rest.is_char_boundary(*at)).unwrap_or(rest.len());
            }
            let (head, tail) = rest.split_at(bytes);
            self.segments.push(Packed::new(source, TextRange::new(at, at + bytes), width(head), look));
            (at, rest) = (at + bytes, tail);
        }
    }
}

fn clamp(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
