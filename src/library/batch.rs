//! Batches: the only way to change a library.

use std::path::PathBuf;
use std::sync::Arc;

use crate::post::Post;

/// Which load a batch belongs to; batches of an older load are dropped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Generation(pub u64);

/// Posts on their way to the library, each in a place of its own from the beginning, so that none is copied.
pub type Posts = Vec<Arc<Post>>;

/// Posts that came and paths that went.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// Which load.
    pub generation: Generation,
    /// New or changed.
    pub upserts: Posts,
    /// Gone, by path relative to the root.
    pub removals: Vec<PathBuf>,
}

impl Batch {
    /// These posts, new or changed, of the first load.
    pub fn of(posts: impl IntoIterator<Item = Post>) -> Self {
        Self { upserts: posts.into_iter().map(Arc::new).collect(), ..Self::default() }
    }
}
