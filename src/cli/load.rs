//! A blog, loaded whole: what every command but the reader starts from.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::library::{Batch, Library};
use crate::post::{Post, PostId};
use crate::site::Site;
use crate::system::{System, WalkKind};

use super::CommandError;

/// Most bytes of a post that are read.
pub(super) const MAX_POST: usize = 16 << 20;

/// Finds the site at `path` and reads every post of it whole.
pub(super) fn library(system: &dyn System, path: Option<&Path>) -> Result<Library, CommandError> {
    let path = path.map_or_else(|| PathBuf::from("."), Path::to_path_buf);
    let site = Arc::new(Site::open(system, &path).map_err(|error| CommandError::told(&error.to_string()))?);
    let mut posts = Vec::new();
    let keep = |kind: WalkKind, path: &Path| match kind {
        WalkKind::Directory => site.enters(path),
        WalkKind::File => site.is_post(path),
    };
    system.walk(&site.root, &keep, &mut |entry| {
        if let Ok(file) = system.read(&site.root, &entry.path, MAX_POST) {
            posts.extend(site.read_post(&entry.path, &file.bytes, file.size, file.modified));
        }
        true
    });
    let mut library = Library::new(Arc::clone(&site));
    library.apply(Batch { upserts: posts, ..Batch::default() });
    Ok(library)
}

/// Adds a post that the blog does not list, such as a draft given by its path.
pub(super) fn add(library: &mut Library, post: Post) -> Option<PostId> {
    library.apply(Batch { upserts: vec![post], ..Batch::default() }).first().copied()
}
