//! The listing in rows: in months or years, with the selected post, and the rows that are in sight.

use crate::library::Listing;
use crate::post::PostId;

use super::groups::{Groups, ListRow};

/// The listing in rows.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    listing: Listing,
    groups: Groups,
    selected: usize,
    /// Whether the selected post stays selected where it is the first so far; else the first does.
    pinned: bool,
    top: usize,
    height: usize,
}

/// Where in a pane a row shall stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// In the first row.
    Top,
    /// In the middle.
    Middle,
    /// In the last row.
    Bottom,
}

impl Sight {
    /// The row at the top of a pane of so many rows in which this one stands there, with some around it.
    pub fn top_for(self, row: usize, height: usize, around: usize) -> usize {
        match self {
            Self::Top => row.saturating_sub(around),
            Self::Middle => row.saturating_sub(height / 2),
            Self::Bottom => (row + around + 1).saturating_sub(height),
        }
    }
}

/// Rows that stay in sight above and below the selected post.
pub(super) const AROUND: usize = 2;

impl Rows {
    /// Shows another listing. The selected post, which is `kept`, stays selected and in its row where it is still listed.
    pub fn place(&mut self, listing: Listing, groups: Groups, kept: Option<PostId>) {
        let above = self.groups.row_of(self.selected).saturating_sub(self.top);
        let kept = kept.filter(|_| self.pinned || self.selected > 0);
        (self.listing, self.groups) = (listing, groups);
        let place = kept.and_then(|kept| self.listing.position(kept));
        self.selected = place.unwrap_or_else(|| self.selected.min(self.listing.ids().len().saturating_sub(1)));
        self.top = self.groups.row_of(self.selected).saturating_sub(above);
        self.keep_in_sight();
    }

    /// Takes the listing out, to be changed and placed again, with the selected post.
    pub fn take(&mut self) -> (Listing, Option<PostId>) {
        let kept = self.selected();
        (std::mem::take(&mut self.listing), kept)
    }

    /// Another order is asked for: whoever is at the top of one wants the top of another.
    pub fn turn(&mut self) {
        self.pinned &= self.selected > 0;
    }

    /// The selected post.
    pub fn selected(&self) -> Option<PostId> {
        self.listing.ids().get(self.selected).copied()
    }

    /// The place of the selected post in the listing.
    pub fn position(&self) -> usize {
        self.selected
    }

    /// What is listed.
    pub fn listing(&self) -> &Listing {
        &self.listing
    }

    /// The listing in months or years.
    pub fn groups(&self) -> &Groups {
        &self.groups
    }

    /// The display rows in sight, from the top.
    pub fn in_sight(&self) -> impl Iterator<Item = ListRow> {
        (self.top..self.top + self.height).map_while(|row| self.groups.row(row))
    }

    /// The first display row in sight.
    pub fn top(&self) -> usize {
        self.top
    }

    /// Posts that a page of the list shows.
    pub fn page(&self) -> isize {
        self.height.saturating_sub(AROUND).max(1).cast_signed()
    }

    /// Moves the selection by some posts. Whether it moved.
    pub fn step(&mut self, by: isize) -> bool {
        self.select(self.selected.saturating_add_signed(by))
    }

    /// Selects the post at a place of the listing, or the last. Whether that is another one.
    pub fn select(&mut self, place: usize) -> bool {
        let before = self.selected;
        self.pinned = false;
        self.selected = place.min(self.listing.ids().len().saturating_sub(1));
        self.keep_in_sight();
        self.selected != before
    }

    /// Scrolls so that the selected post stands at a place of the pane, as far as the list goes.
    pub fn scroll_selected(&mut self, sight: Sight) {
        self.top = sight.top_for(self.groups.row_of(self.selected), self.height, AROUND);
        self.keep_in_sight();
    }

    /// Keeps the selected post selected from now on, also where it is the first and others come before it.
    pub fn stay(&mut self) {
        self.pinned = true;
    }

    /// Selects a post if it is listed. Costs time in proportion to the listing.
    pub fn select_post(&mut self, id: PostId) -> bool {
        let place = self.listing.position(id);
        place.is_some_and(|place| {
            self.select(place);
            self.pinned = true;
            true
        })
    }

    /// Selects the post shown in a row of the pane, if one is.
    pub fn select_row(&mut self, row: usize) -> bool {
        match self.groups.row(self.top + row) {
            Some(ListRow::Post(place)) => {
                self.select(place);
                true
            }
            _ => false,
        }
    }

    /// Selects the first post of the next (1) or previous (-1) month or year.
    pub fn step_group(&mut self, by: isize) -> bool {
        self.groups.neighbour(self.selected, by).is_some_and(|place| self.select(place))
    }

    /// Tells how many rows the pane has, and keeps the selected post among them.
    pub fn set_height(&mut self, height: usize) {
        if height != self.height {
            self.height = height;
            self.keep_in_sight();
        }
    }

    fn keep_in_sight(&mut self) {
        let around = AROUND.min(self.height.saturating_sub(1) / 2);
        let row = self.groups.row_of(self.selected);
        let first = (row + around + 1).saturating_sub(self.height);
        let last = row.saturating_sub(around);
        self.top = if first <= last { self.top.clamp(first, last) } else { last };
        self.top = self.top.min(self.groups.rows().saturating_sub(self.height));
        if self.selected == 0 {
            self.top = 0;
        }
    }
}
