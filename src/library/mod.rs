//! The collection of posts, what can be asked of it, and the order answers come in.

mod batch;
pub mod fold;
pub mod links;
mod listing;
pub mod query;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::post::{Post, PostId};
use crate::site::Site;

pub use batch::{Batch, Generation};
pub use listing::Listing;
pub use query::{Query, QueryError};

/// All posts of a site that have been loaded so far.
#[derive(Clone, Debug, Default)]
pub struct Library {
    site: Arc<Site>,
    posts: Vec<Option<Post>>,
    by_path: HashMap<PathBuf, PostId>,
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

    /// Takes in a batch: the only way a library changes. Answers with the ids that are new or changed.
    pub fn apply(&mut self, batch: Batch) -> Vec<PostId> {
        for path in &batch.removals {
            if let Some(slot) = self.by_path.remove(path).and_then(|id| self.posts.get_mut(id.0 as usize)) {
                *slot = None;
            }
        }
        batch.upserts.into_iter().map(|post| self.upsert(post)).collect()
    }

    fn upsert(&mut self, post: Post) -> PostId {
        if let Some(&id) = self.by_path.get(&post.path)
            && let Some(slot) = self.posts.get_mut(id.0 as usize)
        {
            *slot = Some(post);
            return id;
        }
        let id = PostId(u32::try_from(self.posts.len()).unwrap_or(u32::MAX));
        self.by_path.insert(post.path.clone(), id);
        self.posts.push(Some(post));
        id
    }

    /// A post; none once it is removed.
    pub fn get(&self, id: PostId) -> Option<&Post> {
        self.posts.get(id.0 as usize).and_then(Option::as_ref)
    }

    /// The post of a file, by its path relative to the root.
    pub fn at_path(&self, path: &Path) -> Option<PostId> {
        self.by_path.get(path).copied()
    }

    /// All posts in order of loading. Costs time in proportion to all posts.
    pub fn iter(&self) -> impl Iterator<Item = (PostId, &Post)> {
        (0u32..).map(PostId).zip(&self.posts).filter_map(|(id, post)| post.as_ref().map(|post| (id, post)))
    }

    /// Number of posts.
    pub fn len(&self) -> usize {
        self.by_path.len()
    }

    /// Whether nothing has been loaded.
    pub fn is_empty(&self) -> bool {
        self.by_path.is_empty()
    }
}
