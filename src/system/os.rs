//! The real world: the only user of `std::fs`, `std::env`, `std::process` and walkdir.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use walkdir::WalkDir;

use super::{FileBytes, FileEntry, System, WalkKind};

/// The machine folio runs on.
#[derive(Clone, Copy, Debug, Default)]
pub struct OsSystem;

impl System for OsSystem {
    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        path.canonicalize()
    }

    fn is_file(&self, root: &Path, path: &Path) -> bool {
        root.join(path).is_file()
    }

    fn is_dir(&self, root: &Path, path: &Path) -> bool {
        root.join(path).is_dir()
    }

    fn names(&self, root: &Path, path: &Path) -> Vec<PathBuf> {
        let entries = WalkDir::new(root.join(path)).min_depth(1).max_depth(1).sort_by_file_name();
        entries.into_iter().flatten().map(|entry| PathBuf::from(entry.file_name())).collect()
    }

    fn walk(&self, root: &Path, keep: &dyn Fn(WalkKind, &Path) -> bool, found: &mut dyn FnMut(FileEntry) -> bool) {
        let walk = WalkDir::new(root).sort_by_file_name().into_iter().filter_entry(|entry| {
            let path = entry.path().strip_prefix(root).unwrap_or(entry.path());
            let is_dir = entry.file_type().is_dir();
            entry.depth() == 0 || !is_dir || keep(WalkKind::Directory, path)
        });
        for entry in walk.flatten().filter(|entry| entry.file_type().is_file()) {
            let path = entry.path().strip_prefix(root).unwrap_or(entry.path());
            if !keep(WalkKind::File, path) {
                continue;
            }
            let Ok(metadata) = entry.metadata() else { continue };
            if !found(FileEntry { path: path.to_path_buf(), size: metadata.len(), modified: seconds(&metadata) }) {
                return;
            }
        }
    }

    fn read(&self, root: &Path, path: &Path, limit: usize) -> io::Result<FileBytes> {
        let file = File::open(root.join(path))?;
        let metadata = file.metadata()?;
        let mut bytes = Vec::new();
        file.take(limit as u64).read_to_end(&mut bytes)?;
        Ok(FileBytes { bytes, size: metadata.len(), modified: seconds(&metadata) })
    }

    fn now(&self) -> i64 {
        jiff::Timestamp::now().as_second()
    }

    fn local_offset(&self, at: i64) -> i32 {
        let at = jiff::Timestamp::from_second(at).unwrap_or_default();
        jiff::tz::TimeZone::system().to_offset(at).seconds()
    }

    fn env(&self, name: &str) -> Option<String> {
        std::env::var(name).ok()
    }
}

fn seconds(metadata: &std::fs::Metadata) -> i64 {
    let since = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    since.and_then(|since| i64::try_from(since.as_secs()).ok()).unwrap_or_default()
}
