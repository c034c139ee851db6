//! The world seen through lists of names: a site is told by dozens of files that most folders don't have, and one look at
//! a folder answers for all of them. Knows names only; what is there is asked of the world itself.

use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::{FileBytes, FileEntry, System, WalkKind};

/// Names of a folder that are worth a look: to list more takes longer than to ask for each.
const MOST: usize = 512;

/// A system whose folders are taken to stay as they are while something is looked for in them.
pub struct Glance<'s> {
    system: &'s dyn System,
    /// Roots that were listed, with the names in them; none where they are too many or cannot be read.
    seen: Mutex<Vec<(PathBuf, Option<Vec<PathBuf>>)>>,
}

impl<'s> Glance<'s> {
    /// Over a system, with nothing seen.
    pub fn over(system: &'s dyn System) -> Self {
        Self { system, seen: Mutex::default() }
    }

    /// Whether the first part of a path is known not to be in its root, whatever the capitals, which some systems don't
    /// tell apart.
    fn lacks(&self, root: &Path, path: &Path) -> bool {
        let Some(Component::Normal(first)) = path.components().next() else { return false };
        if !first.is_ascii() {
            return false;
        }
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let known = seen.iter().position(|(known, _)| known.as_os_str() == root.as_os_str());
        let at = known.unwrap_or_else(|| {
            seen.push((root.to_path_buf(), self.system.few_names(root, MOST)));
            seen.len() - 1
        });
        let names = seen.get(at).and_then(|(_, names)| names.as_ref());
        names.is_some_and(|names| !names.iter().any(|name| name.as_os_str().eq_ignore_ascii_case(first)))
    }
}

impl System for Glance<'_> {
    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        self.system.canonical(path)
    }

    fn is_file(&self, root: &Path, path: &Path) -> bool {
        !self.lacks(root, path) && self.system.is_file(root, path)
    }

    fn is_dir(&self, root: &Path, path: &Path) -> bool {
        !self.lacks(root, path) && self.system.is_dir(root, path)
    }

    fn names(&self, root: &Path, path: &Path) -> Vec<PathBuf> {
        self.system.names(root, path)
    }

    fn first_names(&self, root: &Path, path: &Path, most: usize) -> Vec<PathBuf> {
        self.system.first_names(root, path, most)
    }

    fn few_names(&self, root: &Path, most: usize) -> Option<Vec<PathBuf>> {
        self.system.few_names(root, most)
    }

    fn walk(
        &self,
        root: &Path,
        keep: &dyn Fn(WalkKind, &Path) -> bool,
        found: &mut dyn FnMut(FileEntry) -> bool,
    ) -> Vec<PathBuf> {
        self.system.walk(root, keep, found)
    }

    fn look(
        &self,
        root: &Path,
        keep: &dyn Fn(WalkKind, &Path) -> bool,
        found: &mut dyn FnMut(FileEntry) -> bool,
    ) -> Vec<PathBuf> {
        self.system.look(root, keep, found)
    }

    fn shared(&self) -> Arc<dyn System> {
        self.system.shared()
    }

    fn read(&self, root: &Path, path: &Path, limit: usize) -> io::Result<FileBytes> {
        match self.lacks(root, path) {
            true => Err(io::ErrorKind::NotFound.into()),
            false => self.system.read(root, path, limit),
        }
    }

    fn now(&self) -> i64 {
        self.system.now()
    }

    fn local_offset(&self, at: i64) -> i32 {
        self.system.local_offset(at)
    }

    fn env(&self, name: &str) -> Option<String> {
        self.system.env(name)
    }
}

#[cfg(test)]
mod tests {
    use super::super::os::OsSystem;
    use super::*;

    #[test]
    fn a_glance_says_what_the_system_says() {
        let directory = tempfile::tempdir().unwrap();
        let root = directory.path().canonicalize().unwrap();
        std::fs::create_dir_all(root.join("docs/inner")).unwrap();
        std::fs::write(root.join("_config.yml"), "a: b").unwrap();
        std::os::unix::fs::symlink("docs", root.join("linked")).unwrap();
        let many = |numbers: std::ops::Range<usize>| {
            numbers.for_each(|number| std::fs::write(root.join(format!("{number}.md")), "").unwrap());
        };
        let glance = Glance::over(&OsSystem);
        let agrees = |glance: &Glance<'_>| {
            for name in
                ["_config.yml", "docs", "docs/inner", "linked", "linked/inner", "none", "none/x", ".", "", "../x", "é"]
            {
                let name = Path::new(name);
                assert_eq!(glance.is_file(&root, name), OsSystem.is_file(&root, name), "{name:?}");
                assert_eq!(glance.is_dir(&root, name), OsSystem.is_dir(&root, name), "{name:?}");
                let kind = |read: io::Result<FileBytes>| read.map_err(|error| error.kind());
                assert_eq!(kind(glance.read(&root, name, 9)), kind(OsSystem.read(&root, name, 9)), "{name:?}");
            }
            assert!(!glance.is_dir(&root.join("gone"), Path::new("x")));
        };
        agrees(&glance);
        assert!(glance.lacks(&root, Path::new("none")) && !glance.lacks(&root, Path::new("DOCS/x")));
        many(0..MOST);
        let glance = Glance::over(&OsSystem);
        agrees(&glance);
        assert!(!glance.lacks(&root, Path::new("none")), "a large folder is not listed");
    }
}
