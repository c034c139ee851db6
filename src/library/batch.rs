//! Batches: the only way to change a library.

use std::path::PathBuf;

use crate::post::Post;

/// Which load a batch belongs to; batches of an older load are dropped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Generation(pub u64);

/// Posts that came and paths that went.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// Which load.
    pub generation: Generation,
    /// New or changed.
    pub upserts: Vec<Post>,
    /// Gone, by path relative to the root.
    pub removals: Vec<PathBuf>,
}
