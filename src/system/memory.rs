//! A world in memory: files as a map, a clock that stands still.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::{FileBytes, FileEntry, System, WalkKind};

/// Files under a root, by path relative to it.
#[derive(Clone, Debug, Default)]
pub struct MemorySystem {
    /// Contents by path.
    pub files: BTreeMap<PathBuf, Vec<u8>>,
    /// Paths that are there and fail so when they are read.
    pub faults: BTreeMap<PathBuf, io::ErrorKind>,
    /// Seconds since 1970.
    pub now: i64,
    /// The environment.
    pub env: BTreeMap<String, String>,
    /// How often a directory was listed.
    pub listed: Arc<AtomicUsize>,
    /// How often a tree was walked.
    pub walked: Arc<AtomicUsize>,
}

impl MemorySystem {
    /// A world with these files.
    pub fn with_files<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let files = files.into_iter().map(|(path, text)| (PathBuf::from(path), text.as_bytes().to_vec())).collect();
        Self { files, ..Self::default() }
    }
}

impl System for MemorySystem {
    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        Ok(path.to_path_buf())
    }

    fn is_file(&self, _root: &Path, path: &Path) -> bool {
        self.files.contains_key(path)
    }

    fn is_dir(&self, _root: &Path, path: &Path) -> bool {
        self.files.keys().any(|file| file != path && file.starts_with(path))
    }

    fn names(&self, _root: &Path, path: &Path) -> Vec<PathBuf> {
        self.listed.fetch_add(1, Ordering::Relaxed);
        let below = self.files.keys().filter_map(|file| file.strip_prefix(path).ok());
        let mut names: Vec<PathBuf> =
            below.filter_map(|rest| rest.components().next().map(|name| PathBuf::from(name.as_os_str()))).collect();
        names.dedup();
        names
    }

    fn few_names(&self, _root: &Path, most: usize) -> Option<Vec<PathBuf>> {
        let first = |path: &PathBuf| path.iter().next().map(PathBuf::from);
        let names: BTreeSet<PathBuf> = self.files.keys().chain(self.faults.keys()).filter_map(first).collect();
        (names.len() <= most).then(|| names.into_iter().collect())
    }

    fn walk(
        &self,
        _root: &Path,
        keep: &dyn Fn(WalkKind, &Path) -> bool,
        found: &mut dyn FnMut(FileEntry) -> bool,
    ) -> Vec<PathBuf> {
        self.walked.fetch_add(1, Ordering::Relaxed);
        for path in self.files.keys().chain(self.faults.keys()) {
            let above = path.ancestors().skip(1).filter(|directory| !directory.as_os_str().is_empty());
            if !above.into_iter().all(|directory| keep(WalkKind::Directory, directory)) || !keep(WalkKind::File, path) {
                continue;
            }
            if !found(FileEntry { path: path.clone() }) {
                break;
            }
        }
        Vec::new()
    }

    fn look(
        &self,
        root: &Path,
        keep: &dyn Fn(WalkKind, &Path) -> bool,
        found: &mut dyn FnMut(FileEntry) -> bool,
    ) -> Vec<PathBuf> {
        self.walk(root, keep, found)
    }

    fn shared(&self) -> Arc<dyn System> {
        Arc::new(self.clone())
    }

    fn read(&self, _root: &Path, path: &Path, limit: usize) -> io::Result<FileBytes> {
        if let Some(fault) = self.faults.get(path) {
            return Err((*fault).into());
        }
        let bytes = self.files.get(path).ok_or(io::ErrorKind::NotFound)?;
        let head = bytes.iter().take(limit).copied().collect();
        Ok(FileBytes { bytes: head, size: bytes.len() as u64, modified: self.now })
    }

    fn now(&self) -> i64 {
        self.now
    }

    fn local_offset(&self, _at: i64) -> i32 {
        0
    }

    fn env(&self, name: &str) -> Option<String> {
        self.env.get(name).cloned()
    }
}
