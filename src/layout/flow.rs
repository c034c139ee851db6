//! The state of setting a page: margins, blank rows, and rows opened and closed between the margins.
//!
//! Knows no kind of block; those are in the files beside this one.

use crate::document::{AlertKind, Document};
use crate::text::Direction;

use super::rows::{Mark, Rows};
use super::segment::Look;
use super::stream::Stream;
use super::{ImageState, Metrics, Page, Role};

/// A page being set.
#[derive(Clone, Debug)]
pub(super) struct Flow<'a> {
    pub(super) document: &'a Document,
    pub(super) images: &'a [ImageState],
    pub(super) metrics: Metrics,
    pub(super) rows: Rows,
    /// What running text is here: text, or text in a quotation.
    pub(super) role: Role,
    /// The side at which the markers of the list around this place stand: its words stand there too.
    pub(super) list_side: Option<Direction>,
    /// Lists around this place.
    pub(super) list_depth: usize,
    /// Those of them that have bullets.
    pub(super) bullet_depth: usize,
    /// A marker that found no margin and stands before the next words.
    pub(super) lead: Option<Mark>,
    /// A mark that follows the last word of the last paragraph.
    pub(super) tail: Option<Mark>,
    /// A place to be noted in the next row.
    pub(super) place: Option<usize>,
    margins: Vec<Margin>,
    left: usize,
    right: usize,
    /// Rows without content so far.
    pub(super) empty: usize,
    /// Reused by every paragraph.
    pub(super) stream: Stream,
}

/// A strip at one side of all rows of a container.
#[derive(Clone, Debug)]
pub(super) struct Margin {
    columns: usize,
    side: Direction,
    /// On the first row.
    first: Option<Strip>,
    /// On every other row; blank if none.
    rest: Option<Strip>,
}

/// A mark between blanks; mirrored at the right side.
#[derive(Clone, Copy, Debug)]
pub(super) struct Strip {
    pub(super) before: usize,
    pub(super) mark: Mark,
    pub(super) after: usize,
}

impl Strip {
    fn columns(self) -> usize {
        self.before + self.mark.columns + self.after
    }
}

impl<'a> Flow<'a> {
    pub(super) fn new(page: &Page<'a>, metrics: &Metrics) -> Self {
        Self {
            document: page.document,
            images: page.images,
            metrics: *metrics,
            rows: Rows::new(page.images),
            role: Role::Text,
            list_side: None,
            list_depth: 0,
            bullet_depth: 0,
            lead: None,
            tail: None,
            place: None,
            empty: 0,
            margins: Vec::new(),
            left: 0,
            right: 0,
            stream: Stream::default(),
        }
    }

    /// Columns between the margins; never 0.
    pub(super) fn measure(&self) -> usize {
        usize::from(self.metrics.width).saturating_sub(self.left + self.right).max(1)
    }

    /// Sets something that needs so many columns, beyond the measure where the page reaches further. What stands in
    /// margins at the right keeps to the measure.
    pub(super) fn with_room_for(&mut self, columns: usize, set: impl FnOnce(&mut Self)) {
        let usual = self.metrics.width;
        if self.right == 0 {
            let needed = u16::try_from(columns.saturating_add(self.left)).unwrap_or(u16::MAX);
            self.metrics.width = needed.clamp(usual, self.metrics.widest());
        }
        set(self);
        self.metrics.width = usual;
    }

    /// Whether the page reaches further than the measure.
    pub(super) fn has_reach(&self) -> bool {
        self.right == 0 && self.metrics.widest() > self.metrics.width
    }

    /// Columns of the margins at the left.
    pub(super) fn left_inset(&self) -> usize {
        self.left
    }

    /// Opens a margin with a mark on its first row. Margins take half the width at most: one that would take
    /// more has no columns, and its mark becomes the lead of the next words.
    pub(super) fn push_first(&mut self, side: Direction, strip: Strip) {
        let columns = strip.columns();
        if self.is_room(columns) {
            self.push(Margin { columns, side, first: Some(strip), rest: None });
        } else {
            if self.lead.is_some() {
                self.empty_row();
            }
            self.lead = Some(strip.mark);
            self.push(Margin { columns: 0, side, first: None, rest: None });
        }
    }

    /// Opens a margin with a mark on every row; where there is no room, one without columns.
    pub(super) fn push_bar(&mut self, side: Direction, strip: Strip) {
        let fits = self.is_room(strip.columns());
        let (columns, strip) = if fits { (strip.columns(), Some(strip)) } else { (0, None) };
        self.push(Margin { columns, side, first: strip, rest: strip });
    }

    /// Opens a margin of blank columns, as many as there is room for.
    pub(super) fn push_blank(&mut self, side: Direction, columns: usize) {
        let columns = columns.min(self.room());
        self.push(Margin { columns, side, first: None, rest: None });
    }

    /// Closes the innermost margin. A mark that no row has shown gets a row of its own.
    pub(super) fn pop(&mut self) {
        let unshown = self.margins.last().is_some_and(|margin| margin.first.is_some() && margin.rest.is_none());
        if unshown || self.lead.is_some() {
            self.empty_row();
        }
        if let Some(margin) = self.margins.pop() {
            match margin.side {
                Direction::LeftToRight => self.left -= margin.columns,
                Direction::RightToLeft => self.right -= margin.columns,
            }
        }
    }

    /// Opens a row and sets its left margins.
    pub(super) fn open_row(&mut self) {
        self.rows.open();
        if let Some(at) = self.place.take() {
            self.rows.place(at, at);
        }
        for index in 0..self.margins.len() {
            self.set_margin(index, Direction::LeftToRight);
        }
    }

    /// Sets the right margins after content of so many columns and ends the row.
    pub(super) fn close_row(&mut self, columns: usize) {
        if self.right > 0 {
            self.rows.blank(self.measure().saturating_sub(columns));
            for index in (0..self.margins.len()).rev() {
                self.set_margin(index, Direction::RightToLeft);
            }
        }
        self.rows.close();
    }

    /// A row without content.
    pub(super) fn empty_row(&mut self) {
        self.empty += 1;
        self.open_row();
        let columns = self.set_lead();
        self.close_row(columns);
    }

    /// So many rows without content.
    pub(super) fn empty_rows(&mut self, number: usize) {
        for _ in 0..number {
            self.empty_row();
        }
    }

    /// A row of one character repeated over so many columns.
    pub(super) fn rule(&mut self, mark: &'static str, columns: usize, role: Role) {
        self.rule_at(0, mark, columns, role);
    }

    /// The same behind an indent.
    pub(super) fn rule_at(&mut self, indent: usize, mark: &'static str, columns: usize, role: Role) {
        self.open_row();
        let lead = self.set_lead() + indent;
        self.rows.blank(indent);
        let columns = columns.min(self.measure().saturating_sub(lead));
        let stored = self.rows.repeated(mark, columns, Look::of(role));
        self.rows.set(stored);
        self.close_row(lead + columns);
    }

    /// A mark of folio's own.
    pub(super) fn mark(&mut self, text: &'static str, role: Role) -> Mark {
        self.rows.own_mark(text, Look::of(role))
    }

    /// The bar of a quotation or alert.
    pub(super) fn bar(&mut self, alert: Option<AlertKind>, side: Direction) -> Strip {
        let text = if side == Direction::LeftToRight { "▎" } else { "▕" };
        let mark = self.mark(text, alert.map_or(Role::QuoteBar, Role::AlertBar));
        Strip { before: 0, mark, after: 1 }
    }

    /// Sets the lead, if there is one, and a blank if there is room for it; says how many columns that took.
    pub(super) fn set_lead(&mut self) -> usize {
        let Some(mark) = self.lead.take() else { return 0 };
        self.rows.set(mark);
        let blank = usize::from(mark.columns < self.measure());
        self.rows.blank(blank);
        mark.columns + blank
    }

    fn room(&self) -> usize {
        (usize::from(self.metrics.width) / 2).saturating_sub(self.left + self.right)
    }

    fn is_room(&self, columns: usize) -> bool {
        columns <= self.room()
    }

    fn push(&mut self, margin: Margin) {
        match margin.side {
            Direction::LeftToRight => self.left += margin.columns,
            Direction::RightToLeft => self.right += margin.columns,
        }
        self.margins.push(margin);
    }

    fn set_margin(&mut self, index: usize, side: Direction) {
        let Some(margin) = self.margins.get_mut(index).filter(|margin| margin.side == side && margin.columns > 0)
        else {
            return;
        };
        let Some(strip) = margin.first.take().or(margin.rest) else {
            let columns = margin.columns;
            return self.rows.blank(columns);
        };
        let (before, after) = match side {
            Direction::LeftToRight => (strip.before, strip.after),
            Direction::RightToLeft => (strip.after, strip.before),
        };
        self.rows.blank(before);
        self.rows.set(strip.mark);
        self.rows.blank(after);
    }
}
