//! The list of posts: what is listed, which post is selected.

use crate::library::{Library, Listing, Query};
use crate::post::PostId;

/// What is listed and selected.
#[derive(Clone, Debug, Default)]
pub struct Browse {
    query: Query,
    listing: Listing,
    selected: usize,
}

impl Browse {
    /// Asks the library again and keeps the selected post selected. Costs time in proportion to all posts.
    pub fn relist(&mut self, library: &Library) {
        let kept = self.selected();
        self.listing = Listing::new(library, &self.query);
        let place = kept.and_then(|kept| self.listing.ids().iter().position(|id| *id == kept));
        self.selected = place.unwrap_or(0);
    }

    /// The selected post.
    pub fn selected(&self) -> Option<PostId> {
        self.listing.ids().get(self.selected).copied()
    }

    /// What is listed.
    pub fn listing(&self) -> &Listing {
        &self.listing
    }

    /// Moves the selection by some posts.
    pub fn step(&mut self, by: isize) {
        let last = self.listing.ids().len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(by).min(last);
    }
}
