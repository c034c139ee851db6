//! A site's posts, read all at once on all processors: what every command starts from, and whoever checks a blog.
//!
//! The reader itself takes them as they come, from `runtime/load`.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::post::Post;
use crate::site::Site;
use crate::system::System;

use super::body::MAX_POST;
use super::file::post_of;
use super::{Batch, Library, crew, head};

/// Files that a thread takes on at once.
const CHUNK: usize = 32;

/// How much is read of a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Read {
    /// Its head: enough for everything but a count of its words and what is wrong in its body.
    Head,
    /// All of it.
    Whole,
}

/// Reads every post of a site.
pub fn library_of(system: &dyn System, site: &Arc<Site>, how: Read) -> Library {
    let read = |path: &Path| match how {
        Read::Head => head::read(system, &site.root, path),
        Read::Whole => system.read(&site.root, path, MAX_POST),
    };
    library_by(system, site, |path| post_of(site, path, read(path)))
}

/// Reads those posts of a site of whose whole files a test says yes, and counts the files.
pub fn library_where(system: &dyn System, site: &Arc<Site>, may: impl Fn(&[u8]) -> bool + Sync) -> (usize, Library) {
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
    let keep = |kind, path: &Path| site.keeps(kind, path);
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
    let made = crew::in_order(paths, |paths| paths.iter().filter_map(|path| post(path)).map(Arc::new).collect());
    let mut library = Library::new(Arc::clone(site));
    for upserts in made {
        library.apply(Batch { upserts, ..Batch::default() });
    }
    library
}
