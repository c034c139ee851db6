//! Post ids in order, with the sort keys copied in so that merging a batch touches no post.

use crate::post::PostId;

use super::{Library, Query};

/// The answer to a query.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    ids: Vec<PostId>,
}

impl Listing {
    /// Asks the whole library. Costs time in proportion to all posts.
    pub fn new(library: &Library, query: &Query) -> Self {
        let _ = query;
        Self { ids: library.iter().map(|(id, _)| id).collect() }
    }

    /// In order.
    pub fn ids(&self) -> &[PostId] {
        &self.ids
    }
}
