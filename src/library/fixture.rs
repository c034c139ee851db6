//! Blogs of a few files, for tests: what a post of one shows. Knows no disk.

use std::path::Path;

use super::body::BodySource;
use crate::document::Document;
use crate::post::PostId;
use crate::site::Site;
use crate::system::System;
use crate::system::memory::MemorySystem;

/// What the post at a path shows on the site of these files.
pub(super) fn document<'f>(files: impl IntoIterator<Item = (&'f str, &'f str)>, path: &str) -> Document {
    shown(&MemorySystem::with_files(files), path)
}

/// As [`document`], of the site above the post.
pub(super) fn shown(system: &MemorySystem, path: &str) -> Document {
    let site = Site::open(system, Path::new("")).unwrap();
    let path = Path::new(path);
    let file = system.read(&site.root, path, usize::MAX).unwrap();
    let start = site.read_file(path, &file.bytes, file.size, 0).0.body;
    let source = BodySource { id: PostId(0), path, start };
    source.document(&source.read(system, &site).unwrap(), &site)
}

/// The words of a document, a blank between each.
pub(super) fn words(document: &Document) -> String {
    document.text.split_whitespace().collect::<Vec<_>>().join(" ")
}
