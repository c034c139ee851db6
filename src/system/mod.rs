//! The world, behind one trait: files, clock, environment. `os` is the only user of `std::fs`, `std::env` and
//! walkdir, `below` opens what it reads, `glance` asks for less, `programs` runs others; `memory` stands in for it in tests.

mod below;
mod glance;
pub mod memory;
pub mod os;
pub mod programs;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use glance::Glance;

/// A file met on a walk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileEntry {
    /// Relative to the walk's root.
    pub path: PathBuf,
}

/// What a directory entry met on a walk is, asked of the caller before it is entered or given out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WalkKind {
    /// A directory: kept means entered.
    Directory,
    /// Anything else: kept means given out.
    File,
}

/// A file's bytes, or the start of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileBytes {
    /// What was read.
    pub bytes: Vec<u8>,
    /// The whole file's size in bytes.
    pub size: u64,
    /// Modification time, seconds since 1970.
    pub modified: i64,
}

/// The world. Paths given to `read` are relative to a canonical root and never lead out of it.
pub trait System: Send + Sync {
    /// The canonical form of a path, links resolved.
    ///
    /// # Errors
    /// If nothing is there or it cannot be reached.
    fn canonical(&self, path: &Path) -> io::Result<PathBuf>;

    /// Whether a regular file is at this path below the root.
    fn is_file(&self, root: &Path, path: &Path) -> bool;

    /// Whether a directory is at this path below the root.
    fn is_dir(&self, root: &Path, path: &Path) -> bool;

    /// The names in a directory below the root, sorted; empty if it cannot be read.
    fn names(&self, root: &Path, path: &Path) -> Vec<PathBuf>;

    /// The first of the names in a directory below the root: what [`System::names`] begins with, without keeping all.
    fn first_names(&self, root: &Path, path: &Path, most: usize) -> Vec<PathBuf> {
        let mut names = self.names(root, path);
        names.truncate(most);
        names
    }

    /// The names in a root in any order; none if there are more than so many or it cannot be read.
    fn few_names(&self, root: &Path, most: usize) -> Option<Vec<PathBuf>>;

    /// Walks the tree below the root without following links to directories, in file-name order. `keep` is asked
    /// before a directory is entered or a file given out; `found` ends the walk by answering false. What is no regular
    /// file is given out too, so that reading it can say so. Answers with the directories that could not be read.
    fn walk(
        &self,
        root: &Path,
        keep: &dyn Fn(WalkKind, &Path) -> bool,
        found: &mut dyn FnMut(FileEntry) -> bool,
    ) -> Vec<PathBuf>;

    /// The same walk in whatever order the system gives, so that what comes first comes before a large directory is listed.
    fn look(
        &self,
        root: &Path,
        keep: &dyn Fn(WalkKind, &Path) -> bool,
        found: &mut dyn FnMut(FileEntry) -> bool,
    ) -> Vec<PathBuf>;

    /// A handle of its own on the same world, for what is asked of it later.
    fn shared(&self) -> Arc<dyn System>;

    /// Reads at most `limit` bytes of a regular file below the root: never a link out of it, a device or a pipe.
    ///
    /// # Errors
    /// If it is not there, not regular, outside the root or cannot be read.
    fn read(&self, root: &Path, path: &Path, limit: usize) -> io::Result<FileBytes>;

    /// Seconds since 1970.
    fn now(&self) -> i64;

    /// The offset of local time at an instant, in seconds east of UTC.
    fn local_offset(&self, at: i64) -> i32;

    /// A variable of the environment, if it is set and UTF-8.
    fn env(&self, name: &str) -> Option<String>;
}
