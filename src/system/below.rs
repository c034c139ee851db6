//! Opens paths below a root, and nothing else: no link leads out, no pipe or device blocks.
//!
//! On Linux the kernel resolves the path (`openat2`); elsewhere, and where that call is not allowed, each part is
//! opened from the one before it without following links.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Component, Path, PathBuf};

use rustix::fs::{CWD, Mode, OFlags, openat};
use rustix::io::Errno;

/// For looking only. Non-blocking, so that a pipe without a writer is no trap; never a controlling terminal.
const SAFE: OFlags = OFlags::NONBLOCK.union(OFlags::CLOEXEC).union(OFlags::NOCTTY).union(OFlags::NOFOLLOW);

/// Opens a file or directory below a canonical root for reading. A link is followed only where its end is below the
/// root too.
///
/// # Errors
/// `PermissionDenied` if the path leads out of the root; else what the system says.
pub fn open(root: &Path, path: &Path) -> io::Result<OwnedFd> {
    let path = relative(path)?;
    if let Some(result) = open_at_once(root, &path) {
        return Ok(result?);
    }
    match open_without_links(root, &path) {
        // ENOTDIR: a directory on the way is a link.
        Err(Errno::LOOP | Errno::NOTDIR | Errno::XDEV) => {
            let end = root.join(&path).canonicalize()?;
            let below = end.strip_prefix(root).map_err(|_| io::ErrorKind::PermissionDenied)?;
            Ok(open_without_links(root, below)?)
        }
        result => Ok(result?),
    }
}

/// The path without `.`; an error where it would climb or start anew.
fn relative(path: &Path) -> io::Result<Cow<'_, Path>> {
    let mut names = path.as_os_str().as_bytes().split(|byte| *byte == b'/');
    if names.all(|name| !matches!(name, b"" | b"." | b"..")) {
        return Ok(Cow::Borrowed(path));
    }
    let parts = path.components().filter(|part| *part != Component::CurDir);
    let parts = parts.map(|part| match part {
        Component::Normal(name) => Ok(name),
        _ => Err(io::ErrorKind::PermissionDenied.into()),
    });
    parts.collect::<io::Result<PathBuf>>().map(Cow::Owned)
}

fn open_root(root: &Path) -> Result<OwnedFd, Errno> {
    openat(CWD, root, OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty())
}

/// Opens root and path as one, in one call: where the root is canonical and no part is a link, that is the same file. What
/// is missing on the way is so without links too: most names that are looked for are of files that no site has.
/// None where a link is on the way or the call is not there, for the longer way to judge.
#[cfg(target_os = "linux")]
fn open_at_once(root: &Path, path: &Path) -> Option<Result<OwnedFd, Errno>> {
    use rustix::fs::{ResolveFlags, openat2};
    let whole = root.is_absolute().then(|| joined(root, path))?;
    let resolve = ResolveFlags::NO_SYMLINKS | ResolveFlags::NO_MAGICLINKS;
    let result = openat2(CWD, &whole, OFlags::RDONLY | SAFE, Mode::empty(), resolve);
    matches!(result, Ok(_) | Err(Errno::NOENT | Errno::NOTDIR)).then_some(result)
}

/// A path behind its root: every file is opened by one, and `Path::join` takes its time to look for another root in it.
#[cfg(target_os = "linux")]
fn joined(root: &Path, path: &Path) -> std::ffi::OsString {
    let mut whole = std::ffi::OsString::with_capacity(root.as_os_str().len() + "/".len() + path.as_os_str().len());
    whole.push(root);
    whole.push("/");
    whole.push(path);
    whole
}

#[cfg(not(target_os = "linux"))]
fn open_at_once(_: &Path, _: &Path) -> Option<Result<OwnedFd, Errno>> {
    None
}

#[cfg(target_os = "linux")]
fn open_without_links(root: &Path, path: &Path) -> Result<OwnedFd, Errno> {
    use rustix::fs::{ResolveFlags, openat2};
    let directory = open_root(root)?;
    let name = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    let resolve = ResolveFlags::BENEATH | ResolveFlags::NO_SYMLINKS | ResolveFlags::NO_MAGICLINKS;
    match openat2(&directory, name, OFlags::RDONLY | SAFE, Mode::empty(), resolve) {
        // Older than 5.6, or filtered.
        Err(Errno::NOSYS | Errno::PERM) => open_part_by_part(directory, path),
        result => result,
    }
}

#[cfg(not(target_os = "linux"))]
fn open_without_links(root: &Path, path: &Path) -> Result<OwnedFd, Errno> {
    open_part_by_part(open_root(root)?, path)
}

fn open_part_by_part(root: OwnedFd, path: &Path) -> Result<OwnedFd, Errno> {
    let mut parts = path.iter().peekable();
    let mut at = root;
    while let Some(part) = parts.next() {
        let kind = if parts.peek().is_some() { OFlags::DIRECTORY } else { OFlags::empty() };
        at = step(&at, part, kind)?;
    }
    Ok(at)
}

fn step(at: &OwnedFd, part: &OsStr, kind: OFlags) -> Result<OwnedFd, Errno> {
    openat(at, part, OFlags::RDONLY | SAFE | kind, Mode::empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::symlink;

    fn world() -> (tempfile::TempDir, PathBuf) {
        let directory = tempfile::tempdir().unwrap();
        let base = directory.path().canonicalize().unwrap();
        let root = base.join("blog");
        fs::create_dir_all(root.join("a/b")).unwrap();
        fs::write(root.join("a/b/post.md"), "text").unwrap();
        fs::write(base.join("secret"), "secret").unwrap();
        symlink("a/b/post.md", root.join("inside.md")).unwrap();
        symlink("../secret", root.join("outside.md")).unwrap();
        symlink("/etc/passwd", root.join("absolute.md")).unwrap();
        symlink("loop.md", root.join("loop.md")).unwrap();
        symlink("..", root.join("up")).unwrap();
        symlink("a", root.join("again")).unwrap();
        (directory, root)
    }

    #[test]
    fn only_what_ends_below_the_root_is_opened() {
        let (_kept, root) = world();
        let way_by_way = |path: &str| open_part_by_part(open_root(&root).unwrap(), Path::new(path)).is_ok();
        for (path, opens, without_links) in [
            ("a/b/post.md", true, true),
            ("./a/./b/post.md", true, true),
            ("", true, true),
            ("inside.md", true, false),
            ("again/b/post.md", true, false),
            ("outside.md", false, false),
            ("absolute.md", false, false),
            ("loop.md", false, false),
            ("up/secret", false, false),
            ("up/blog/a/b/post.md", true, false),
            ("missing.md", false, false),
        ] {
            assert_eq!(open(&root, Path::new(path)).is_ok(), opens, "{path}");
            assert_eq!(way_by_way(path), without_links, "{path}, part by part");
        }
        for path in ["../secret", "a/../../secret", "/etc/passwd"] {
            let error = open(&root, Path::new(path)).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::PermissionDenied, "{path}");
        }
    }
}
