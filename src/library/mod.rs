//! The collection of posts, what can be asked of it, and the order answers come in.

mod absent;
pub mod anchors;
pub mod answer;
mod ask;
mod batch;
pub mod bodies;
pub mod body;
pub mod call;
mod card;
pub mod check;
pub mod crew;
mod data;
pub mod facets;
pub mod facts;
pub mod file;
pub mod filter;
#[cfg(test)]
mod fixture;
pub mod fold;
pub mod head;
mod includes;
pub mod links;
mod listing;
mod names;
pub mod narrow;
mod order;
mod partials;
mod paths;
pub mod query;
pub mod relations;
mod shortcodes;
mod taken_in;
mod waiting;
pub mod whole;

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use crate::post::{Post, PostId};
use crate::site::Site;

pub use ask::{Ask, Marks, Open, Ranks, Show};
pub use batch::{Batch, Generation, Posts};
pub use card::{Card, Cards};
pub use links::{Learned, Lesson};
pub use listing::Listing;
pub use names::{Name, NameId, Names};
pub use query::{Query, QueryError};

use paths::Paths;

/// All posts of a site that have been loaded so far.
#[derive(Clone, Debug, Default)]
pub struct Library {
    site: Arc<Site>,
    /// Each in a place of its own: growing the list moves pointers, and what it keeps free is small.
    posts: Vec<Option<Arc<Post>>>,
    cards: Cards,
    names: Names,
    paths: Paths,
    removed: u64,
    index: links::Index,
    order: order::Order,
}

fn at(posts: &[Option<Arc<Post>>], id: PostId) -> Option<&Post> {
    posts.get(id.0 as usize).and_then(Option::as_deref)
}

impl Library {
    /// An empty library of a site.
    pub fn new(site: Arc<Site>) -> Self {
        Self { site, ..Self::default() }
    }

    /// The site.
    pub fn site(&self) -> &Arc<Site> {
        &self.site
    }

    /// Takes in a batch: the only way a library changes. Answers with the ids that are new or changed, each
    /// once.
    pub fn apply(&mut self, batch: Batch) -> Vec<PostId> {
        for path in &batch.removals {
            if let Some(id) = self.at_path(path) {
                self.clear(id);
                self.order.touch(id);
                self.removed += 1;
            }
        }
        let mut ids: Vec<PostId> = batch.upserts.into_iter().map(|post| self.upsert(post)).collect();
        // Batches that were joined on their way may hold a post twice: the one opened first is in the load, too.
        if !ids.is_sorted_by(|a, b| a < b) {
            let mut told = HashSet::with_capacity(ids.len());
            ids.retain(|id| told.insert(*id));
        }
        ids
    }

    fn upsert(&mut self, post: Arc<Post>) -> PostId {
        let known = self.at_path(&post.path);
        let id = known.unwrap_or_else(|| PostId(u32::try_from(self.posts.len()).unwrap_or(u32::MAX)));
        if known.is_some() {
            self.clear(id);
            self.index.touch(id);
            self.order.touch(id);
        } else {
            let posts = &self.posts;
            self.paths.enter(&post.path, id, |id| at(posts, id));
            self.posts.push(None);
        }
        if self.site.is_in_scope(&post.path) {
            self.cards.put(id, &post, &mut self.names);
        }
        if let Some(slot) = self.posts.get_mut(id.0 as usize) {
            *slot = Some(post);
        }
        id
    }

    fn clear(&mut self, id: PostId) {
        if let Some(slot) = self.posts.get_mut(id.0 as usize) {
            *slot = None;
        }
        self.cards.take(id, &mut self.names);
    }

    /// Posts by what links call them.
    fn index(&self) -> &links::Index {
        &self.index
    }

    /// Leaves it to another to learn what many posts are called: whoever looks a link up waits for a few at most.
    pub fn learns_elsewhere(&mut self) {
        self.index.learns_elsewhere();
    }

    /// The posts whose names are to be learned elsewhere, because a lookup has missed them; none where the next lookup does
    /// it. Costs time in proportion to them.
    pub fn next_lesson(&mut self) -> Option<Lesson> {
        let numbers = self.index.unlearned(self.next_id())?;
        let posts = numbers.filter_map(|id| Some((id, Arc::clone(self.posts.get(id.0 as usize)?.as_ref()?))));
        Some(Lesson { posts: posts.collect(), end: self.next_id() })
    }

    /// Takes what was learned.
    pub fn learn(&mut self, learned: Learned) {
        self.index.learn(learned);
    }

    /// All posts, newest first.
    fn order(&self) -> &order::Order {
        &self.order
    }

    /// Puts all posts in order, so that the first key of a query does not wait for it. Costs a sort of what is new.
    pub fn put_in_order(&self) {
        self.order.catch_up(self);
    }

    /// The number that the next new post gets.
    pub fn next_id(&self) -> u32 {
        u32::try_from(self.posts.len()).unwrap_or(u32::MAX)
    }

    /// What queries see of posts: of those in the folder that was asked for.
    pub fn cards(&self) -> &Cards {
        &self.cards
    }

    /// Tags, categories, authors, series and languages.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// How many posts have gone since the library began: a listing is old if it knew another count.
    pub fn removed(&self) -> u64 {
        self.removed
    }

    /// A post; none once it is removed.
    pub fn get(&self, id: PostId) -> Option<&Post> {
        at(&self.posts, id)
    }

    /// The post of a file, by its path relative to the root.
    pub fn at_path(&self, path: &Path) -> Option<PostId> {
        self.paths.find(path, |id| self.get(id))
    }

    /// All posts in order of loading. Costs time in proportion to all posts.
    pub fn iter(&self) -> impl Iterator<Item = (PostId, &Post)> {
        (0u32..).map(PostId).zip(&self.posts).filter_map(|(id, post)| post.as_deref().map(|post| (id, post)))
    }

    /// Number of posts in the folder that was asked for.
    pub fn len(&self) -> usize {
        self.cards.len()
    }

    /// Whether none has been loaded.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
