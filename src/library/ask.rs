//! A query with all that its answer depends on besides the library.

use std::collections::{HashMap, HashSet};

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

/// How well posts match the bare words of a query, best largest; others do not match.
pub type Ranks = HashMap<PostId, u32>;

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
