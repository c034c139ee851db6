//! A blog, loaded whole: what every command but the reader starts from.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::config;
use crate::library::body::MAX_POST;
use crate::library::file::post_of;
use crate::library::{Batch, Library, crew, head};
use crate::post::{Post, PostId};
use crate::site::Site;
use crate::system::{System, WalkKind};

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

/// Files that a thread takes on at once.
const CHUNK: usize = 32;

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
    let read = |path: &Path| match how {
        Read::Head => head::read(system, &site.root, path),
        Read::Whole => system.read(&site.root, path, MAX_POST),
    };
    library_by(system, site, |path| post_of(site, path, read(path)))
}

/// Reads those posts of a site of whose whole files a test says yes, and counts the files.
pub(super) fn library_where(
    system: &dyn System,
    site: &Arc<Site>,
    may: impl Fn(&[u8]) -> bool + Sync,
) -> (usize, Library) {
    let files = AtomicUsize::new(0);
    let library = library_by(system, site, |path| {
        files.fetch_add(1, Ordering::Relaxed);
        let read = system.read(&site.root, path, MAX_POST);
        let wanted = read.as_ref().is_ok_and(|file| may(&file.bytes));
        wanted.then(|| post_of(site, path, read)).flatten()
    });
    (files.into_inner(), library)
}

/// Makes the posts of a site, on all processors, while it is still walked.
fn library_by(system: &dyn System, site: &Arc<Site>, post: impl Fn(&Path) -> Option<Post> + Sync) -> Library {
    let keep = |kind: WalkKind, path: &Path| match kind {
        WalkKind::Directory => site.enters(path),
        WalkKind::File => site.is_post(path),
    };
    let paths = |give: &mut dyn FnMut(Vec<PathBuf>)| {
        let mut chunk = Vec::with_capacity(CHUNK);
        system.walk(&site.root, &keep, &mut |entry| {
            chunk.push(entry.path);
            if chunk.len() == CHUNK {
                give(std::mem::replace(&mut chunk, Vec::with_capacity(CHUNK)));
            }
            true
        });
        give(chunk);
    };
    let made = crew::in_order(paths, |paths| paths.iter().filter_map(|path| post(path)).map(Box::new).collect());
    let mut library = Library::new(Arc::clone(site));
    for upserts in made {
        library.apply(Batch { upserts, ..Batch::default() });
    }
    library
}

/// Adds a post that the blog does not list, such as a draft given by its path.
pub(super) fn add(library: &mut Library, post: Post) -> Option<PostId> {
    library.apply(Batch::of([post])).first().copied()
}
