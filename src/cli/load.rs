//! A blog, loaded whole: what every command but the reader starts from.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::config;
use crate::library::body::MAX_POST;
use crate::library::file::post_of;
use crate::library::{Batch, Library, head};
use crate::post::{Post, PostId};
use crate::site::Site;
use crate::system::{FileEntry, System, WalkKind};

use super::{CommandError, GlobalArgs};

/// The blog that a command is about: the one named, else the configured one, else the current directory.
pub(super) fn blog(system: &dyn System, global: &GlobalArgs, named: Option<&Path>) -> PathBuf {
    // A path that is there needs no configuration.
    if let Some(path) = named.filter(|path| system.canonical(path).is_ok()) {
        return path.to_path_buf();
    }
    config::load(system, global.config.as_deref()).config.blog_path(named)
}

/// The site at a path, with what the command line knows better of it.
pub(super) fn site(system: &dyn System, global: &GlobalArgs, path: &Path) -> Result<Arc<Site>, CommandError> {
    let site = Site::open_as(system, path, &global.choice());
    site.map(Arc::new).map_err(|error| CommandError::told(&error.to_string()))
}

/// How much is read of a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Read {
    /// Its head: enough for everything but a count of its words and what is wrong in its body.
    Head,
    /// All of it.
    Whole,
}

/// Finds the blog that a command is about and reads every post of it.
pub(super) fn library(
    system: &dyn System,
    global: &GlobalArgs,
    named: Option<&Path>,
    how: Read,
) -> Result<Library, CommandError> {
    Ok(library_of(system, &site(system, global, &blog(system, global, named))?, how))
}

/// Reads every post of a site.
pub(super) fn library_of(system: &dyn System, site: &Arc<Site>, how: Read) -> Library {
    let mut entries: Vec<FileEntry> = Vec::new();
    let keep = |kind: WalkKind, path: &Path| match kind {
        WalkKind::Directory => site.enters(path),
        WalkKind::File => site.is_post(path),
    };
    system.walk(&site.root, &keep, &mut |entry| {
        entries.push(entry);
        true
    });
    let mut library = Library::new(Arc::clone(site));
    library.apply(Batch { upserts: posts(system, site, &entries, how), ..Batch::default() });
    library
}

/// The posts of these files, in their order, read by two threads.
fn posts(system: &dyn System, site: &Site, entries: &[FileEntry], how: Read) -> Vec<Post> {
    let read = |path: &Path| match how {
        Read::Head => head::read(system, &site.root, path),
        Read::Whole => system.read(&site.root, path, MAX_POST),
    };
    let post = |entry: &FileEntry| post_of(site, &entry.path, read(&entry.path));
    let (left, right) = entries.split_at(entries.len() / 2);
    let half = |entries: &[FileEntry]| -> Vec<Post> { entries.iter().filter_map(post).collect() };
    std::thread::scope(|scope| {
        let right = scope.spawn(|| half(right));
        let mut posts = half(left);
        posts.extend(right.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        posts
    })
}

/// Adds a post that the blog does not list, such as a draft given by its path.
pub(super) fn add(library: &mut Library, post: Post) -> Option<PostId> {
    library.apply(Batch { upserts: vec![post], ..Batch::default() }).first().copied()
}
