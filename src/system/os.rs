//! The real world: with `below` the only user of `std::fs`, `std::env` and walkdir.

use std::collections::BinaryHeap;
use std::ffi::OsStr;
use std::io::{self, Read as _};
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustix::fs::{Dir, FileType, Stat, fstat};
use walkdir::{DirEntry, WalkDir};

use super::{FileBytes, FileEntry, System, WalkKind, below};

/// The machine folio runs on.
#[derive(Clone, Copy, Debug, Default)]
pub struct OsSystem;

impl System for OsSystem {
    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        path.canonicalize()
    }

    fn is_file(&self, root: &Path, path: &Path) -> bool {
        kind(root, path) == Some(FileType::RegularFile)
    }

    fn is_dir(&self, root: &Path, path: &Path) -> bool {
        kind(root, path) == Some(FileType::Directory)
    }

    fn names(&self, root: &Path, path: &Path) -> Vec<PathBuf> {
        let mut names: Vec<PathBuf> = entries(root, path).into_iter().flatten().collect();
        names.sort_unstable();
        names
    }

    fn first_names(&self, root: &Path, path: &Path, most: usize) -> Vec<PathBuf> {
        let mut first = BinaryHeap::new();
        for name in entries(root, path).into_iter().flatten() {
            if first.len() < most {
                first.push(name);
            } else if let Some(mut last) = first.peek_mut().filter(|last| name < **last) {
                *last = name;
            }
        }
        first.into_sorted_vec()
    }

    fn few_names(&self, root: &Path, most: usize) -> Option<Vec<PathBuf>> {
        let names: Vec<PathBuf> = entries(root, Path::new(""))?.take(most + 1).collect();
        (names.len() <= most).then_some(names)
    }

    fn walk(
        &self,
        root: &Path,
        keep: &dyn Fn(WalkKind, &Path) -> bool,
        found: &mut dyn FnMut(FileEntry) -> bool,
    ) -> Vec<PathBuf> {
        // Within a directory paths are in the order of their names, and cheaper to compare.
        let by_name = |one: &DirEntry, other: &DirEntry| one.path().as_os_str().cmp(other.path().as_os_str());
        walk(root, WalkDir::new(root).sort_by(by_name), keep, found)
    }

    fn look(
        &self,
        root: &Path,
        keep: &dyn Fn(WalkKind, &Path) -> bool,
        found: &mut dyn FnMut(FileEntry) -> bool,
    ) -> Vec<PathBuf> {
        walk(root, WalkDir::new(root), keep, found)
    }

    fn shared(&self) -> Arc<dyn System> {
        Arc::new(*self)
    }

    fn read(&self, root: &Path, path: &Path, limit: usize) -> io::Result<FileBytes> {
        let file = below::open(root, path)?;
        let stat = fstat(&file)?;
        match FileType::from_raw_mode(stat.st_mode) {
            FileType::RegularFile => {}
            FileType::Directory => return Err(io::ErrorKind::IsADirectory.into()),
            _ => return Err(io::ErrorKind::InvalidInput.into()),
        }
        let size = u64::try_from(stat.st_size).unwrap_or_default();
        let wanted = usize::try_from(size).unwrap_or(usize::MAX).min(limit);
        let mut bytes = Vec::with_capacity(wanted);
        std::fs::File::from(file).take(wanted as u64).read_to_end(&mut bytes)?;
        Ok(FileBytes { bytes, size, modified: modified(&stat) })
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

fn walk(
    root: &Path,
    walk: WalkDir,
    keep: &dyn Fn(WalkKind, &Path) -> bool,
    found: &mut dyn FnMut(FileEntry) -> bool,
) -> Vec<PathBuf> {
    // What a walk gives begins with its root as that is written: bytes tell without a look at each part.
    let relative = |path: &Path| {
        let below = path.as_os_str().as_bytes().strip_prefix(root.as_os_str().as_bytes());
        let below = below.map_or(path, |rest| Path::new(OsStr::from_bytes(rest.strip_prefix(b"/").unwrap_or(rest))));
        below.to_path_buf()
    };
    let enters = |entry: &DirEntry| {
        entry.depth() == 0 || !entry.file_type().is_dir() || keep(WalkKind::Directory, &relative(entry.path()))
    };
    let mut unreadable = Vec::new();
    for entry in walk.into_iter().filter_entry(enters) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                unreadable.extend(error.path().map(relative));
                continue;
            }
        };
        if entry.file_type().is_dir() || entry.file_type().is_symlink() && entry.path().is_dir() {
            continue;
        }
        let path = relative(entry.path());
        if keep(WalkKind::File, &path) && !found(FileEntry { path }) {
            break;
        }
    }
    unreadable
}

/// The names in a directory; none if it cannot be opened.
fn entries(root: &Path, path: &Path) -> Option<impl Iterator<Item = PathBuf>> {
    let directory = below::open(root, path).and_then(|fd| Ok(Dir::new(fd)?)).ok()?;
    let names = directory.flatten().map(|entry| PathBuf::from(OsStr::from_bytes(entry.file_name().to_bytes())));
    Some(names.filter(|name| !matches!(name.as_os_str().as_bytes(), b"." | b"..")))
}

fn kind(root: &Path, path: &Path) -> Option<FileType> {
    let file = below::open(root, path).ok()?;
    fstat(&file).ok().map(|stat| FileType::from_raw_mode(stat.st_mode))
}

#[allow(clippy::useless_conversion, reason = "the width of this field differs between systems")]
fn modified(stat: &Stat) -> i64 {
    i64::from(stat.st_mtime)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::symlink;

    #[test]
    fn what_is_no_regular_file_is_named_and_never_read() {
        let directory = tempfile::tempdir().unwrap();
        let root = directory.path().canonicalize().unwrap();
        fs::create_dir_all(root.join("real")).unwrap();
        fs::write(root.join("real/post.md"), "0123456789").unwrap();
        rustix::fs::mknodat(rustix::fs::CWD, root.join("pipe.md"), FileType::Fifo, 0o600.into(), 0).unwrap();
        std::os::unix::net::UnixListener::bind(root.join("socket.md")).unwrap();
        symlink("/dev/zero", root.join("zero.md")).unwrap();
        symlink("real", root.join("linked")).unwrap();
        symlink("/", root.join("slash.md")).unwrap();

        let mut found = Vec::new();
        let unreadable = OsSystem.walk(&root, &|_, _| true, &mut |entry| {
            found.push(entry.path);
            true
        });
        let names: Vec<&str> = found.iter().filter_map(|path| path.to_str()).collect();
        assert_eq!(names, ["pipe.md", "real/post.md", "socket.md", "zero.md"]);
        assert!(unreadable.is_empty());
        for name in ["pipe.md", "socket.md", "zero.md", "real", "slash.md"] {
            assert!(OsSystem.read(&root, Path::new(name), 100).is_err(), "{name}");
            assert!(!OsSystem.is_file(&root, Path::new(name)), "{name}");
        }
        let head = OsSystem.read(&root, Path::new("real/post.md"), 4).unwrap();
        assert_eq!((head.bytes.as_slice(), head.size), (b"0123".as_slice(), 10));
        assert!(OsSystem.is_dir(&root, Path::new("real")));
        assert_eq!(OsSystem.names(&root, Path::new("real")), [PathBuf::from("post.md")]);
        let all = OsSystem.names(&root, Path::new(""));
        for most in 0..=all.len() + 1 {
            let first = all.get(..most).unwrap_or(&all);
            assert_eq!(OsSystem.first_names(&root, Path::new(""), most), first);
        }
    }
}
