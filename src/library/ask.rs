//! A query with all that its answer depends on besides the library.

use std::collections::HashSet;

use super::facts::Facts;
use super::query::Query;
use crate::post::PostId;

/// What a reader has left on posts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Posts that were read.
    pub read: HashSet<PostId>,
    /// Posts that were starred.
    pub starred: HashSet<PostId>,
}

/// How well posts match the bare words of a query, best largest; others do not match. In a row by number of post: most posts
/// match the first letter that is typed, and each is asked for more than once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ranks(Vec<Option<u32>>);

impl Ranks {
    /// How well a post matches, if it does.
    pub fn get(&self, id: PostId) -> Option<u32> {
        self.0.get(id.0 as usize).copied().flatten()
    }

    /// Sets how well a post matches, or that it does not.
    pub fn set(&mut self, id: PostId, rank: Option<u32>) {
        let place = id.0 as usize;
        if self.0.len() <= place && rank.is_some() {
            self.0.resize(place + 1, None);
        }
        if let Some(known) = self.0.get_mut(place) {
            *known = rank;
        }
    }

    /// The posts that match, in order of loading.
    pub fn ids(&self) -> impl Iterator<Item = PostId> {
        (0u32..).map(PostId).zip(&self.0).filter_map(|(id, rank)| rank.map(|_| id))
    }
}

/// A query and what its answer depends on.
#[derive(Clone, Copy, Debug)]
pub struct Ask<'a> {
    /// What is asked.
    pub query: &'a Query,
    /// Whether drafts, future and hidden posts are shown without being asked for.
    pub show: Show,
    /// For `is:unread` and `is:starred`; without it no post is starred and all are unread.
    pub marks: Option<&'a Marks>,
    /// Answers the bare words; without it they are looked for as they stand, in any case.
    pub ranks: Option<&'a Ranks>,
    /// What is known of bodies, as asked by the same query.
    pub facts: Option<&'a Facts>,
    /// What becomes of posts of which only the body can tell whether the query keeps them.
    pub open: Open,
}

/// What becomes of posts whose bodies decide and are not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Open {
    /// They are kept apart, as unjudged.
    #[default]
    Apart,
    /// They are listed.
    Listed,
}

/// Which posts are shown without being asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Show {
    /// Those that the generator would publish now.
    #[default]
    Public,
    /// Drafts, future and hidden posts too.
    All,
}

impl<'a> Ask<'a> {
    /// Asks for public posts, with nothing else known.
    pub fn new(query: &'a Query) -> Self {
        Self { query, show: Show::Public, marks: None, ranks: None, facts: None, open: Open::Apart }
    }
}
