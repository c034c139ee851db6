//! Posts by their files.
//!
//! Holds hashes only and asks the post itself, so that no path is kept twice. What has gone leaves its place behind, which
//! the next post with that hash takes.

use std::collections::HashMap;
use std::hash::{BuildHasher as _, RandomState};
use std::path::Path;

use crate::post::{Post, PostId};

/// Numbers of posts by the hash of their path; where two paths have one hash, the second stands at the next number.
#[derive(Clone, Debug, Default)]
pub(super) struct Paths {
    ids: HashMap<u64, PostId>,
    hasher: RandomState,
}

impl Paths {
    /// The post of a file, of those that `post` knows.
    pub(super) fn find<'p>(&self, path: &Path, post: impl Fn(PostId) -> Option<&'p Post>) -> Option<PostId> {
        let start = self.hasher.hash_one(path.as_os_str());
        let ids = (0..).map_while(|step| self.ids.get(&start.wrapping_add(step)).copied());
        ids.into_iter().find(|id| post(*id).is_some_and(|post| post.path.as_os_str() == path.as_os_str()))
    }

    /// Enters the post of a file that [`Paths::find`] does not find.
    pub(super) fn enter<'p>(&mut self, path: &Path, id: PostId, post: impl Fn(PostId) -> Option<&'p Post>) {
        let start = self.hasher.hash_one(path.as_os_str());
        let mut places = (0..).map(|step| start.wrapping_add(step));
        let free = places.find(|place| self.ids.get(place).is_none_or(|id| post(*id).is_none()));
        self.ids.insert(free.unwrap_or(start), id);
    }
}
