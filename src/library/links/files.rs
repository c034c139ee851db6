//! Which files a site has, as far as the asker can know: the disk where there is one, else an honest guess.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ffi::{OsStr, OsString};
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::library::fold::fold;
use crate::system::System;

/// What is known of a file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Presence {
    /// It is there.
    Here,
    /// One is there whose path differs by case or composition only.
    Spelled(PathBuf),
    /// Nothing is there.
    Missing,
    /// Nobody looked.
    Unknown,
}

/// Something that knows files of a site.
pub trait Files {
    /// What is known of a path relative to the root.
    fn look(&self, path: &Path) -> Presence;

    /// Whether a folder is there, as far as anybody looked.
    fn has_folder(&self, path: &Path) -> bool;

    /// Whether a file of a kind, its extension in lower case, lies in a folder, as far as anybody looked.
    fn has_kind(&self, folder: &Path, kind: &str) -> bool;

    /// Whether a page lies in a folder, as far as anybody looked: a text that a generator makes a page of.
    fn has_page(&self, folder: &Path) -> bool;

    /// Whether anything may be there whose path begins so, in the middle of a name too.
    fn may_begin(&self, _start: &Path) -> bool {
        true
    }
}

/// Knows nothing: for the UI thread, which touches no disk.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unseen;

impl Files for Unseen {
    fn look(&self, _path: &Path) -> Presence {
        Presence::Unknown
    }

    fn has_folder(&self, _path: &Path) -> bool {
        false
    }

    fn has_kind(&self, _folder: &Path, _kind: &str) -> bool {
        false
    }

    fn has_page(&self, _folder: &Path) -> bool {
        false
    }
}

/// Looks at the disk, at each directory once: a post may have a hundred thousand links to what is not there.
pub struct OnDisk<'a> {
    system: &'a dyn System,
    root: &'a Path,
    seen: Mutex<Seen>,
}

/// Directories that were listed.
#[derive(Default)]
struct Seen {
    directories: HashMap<PathBuf, Arc<Names>>,
    names: usize,
}

/// What a directory holds.
#[derive(Default)]
struct Names {
    exact: BTreeSet<OsString>,
    /// The first of those that differ by case or composition only, by what they have in common.
    folded: HashMap<String, PathBuf>,
    /// The extensions among them, in lower case.
    kinds: HashSet<String>,
}

impl<'a> OnDisk<'a> {
    /// Paths of more parts are missing without a look.
    const MAX_DEPTH: usize = 64;
    /// Names that are remembered, of all directories; beyond that they are listed again each time.
    const MOST_NAMES: usize = 1 << 20;

    /// The files below a root.
    pub fn new(system: &'a dyn System, root: &'a Path) -> Self {
        Self { system, root, seen: Mutex::default() }
    }

    fn names(&self, directory: &Path) -> Arc<Names> {
        let known = self.lock().directories.get(directory).map(Arc::clone);
        known.unwrap_or_else(|| {
            let names = Arc::new(Names::of(self.system.names(self.root, directory)));
            let mut seen = self.lock();
            seen.names += names.exact.len() + 1;
            if seen.names <= Self::MOST_NAMES {
                seen.directories.insert(directory.to_path_buf(), Arc::clone(&names));
            }
            names
        })
    }

    fn lock(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Names {
    fn of(names: Vec<PathBuf>) -> Self {
        let mut folded = HashMap::with_capacity(names.len());
        for name in &names {
            folded.entry(fold(&name.to_string_lossy())).or_insert_with(|| name.clone());
        }
        let kind = |name: &PathBuf| Some(name.extension()?.to_string_lossy().to_ascii_lowercase());
        Self {
            kinds: names.iter().filter_map(kind).collect(),
            exact: names.into_iter().map(OsString::from).collect(),
            folded,
        }
    }

    fn find(&self, part: &Path) -> Option<&Path> {
        let exact = self.exact.get(part.as_os_str()).map(Path::new);
        exact.or_else(|| self.folded.get(&fold(&part.to_string_lossy())).map(PathBuf::as_path))
    }

    /// Whether a name begins so.
    fn has_start(&self, start: &OsStr) -> bool {
        let next = self.exact.range::<OsStr, _>((Bound::Included(start), Bound::Unbounded)).next();
        next.is_some_and(|name| name.as_encoded_bytes().starts_with(start.as_encoded_bytes()))
    }
}

impl Files for OnDisk<'_> {
    fn look(&self, path: &Path) -> Presence {
        let mut spelled = PathBuf::new();
        for part in path.components().take(Self::MAX_DEPTH) {
            let names = self.names(&spelled);
            match names.find(part.as_ref()) {
                Some(name) => spelled.push(name),
                // A directory that may be entered and not listed.
                None if names.exact.is_empty() => spelled.push(part),
                None => return Presence::Missing,
            }
        }
        match self.system.is_file(self.root, &spelled) {
            true if spelled == path => Presence::Here,
            true => Presence::Spelled(spelled),
            false => Presence::Missing,
        }
    }

    fn has_folder(&self, path: &Path) -> bool {
        self.system.is_dir(self.root, path)
    }

    fn has_kind(&self, folder: &Path, kind: &str) -> bool {
        self.names(folder).kinds.contains(kind)
    }

    fn has_page(&self, folder: &Path) -> bool {
        let is_page = |name: &OsString| {
            let name = name.to_string_lossy().to_ascii_lowercase();
            let is_about_repository = name.starts_with("readme") || name.starts_with("license");
            let ends = [".md", ".markdown", ".html", ".njk", ".liquid", ".rst", ".mdx", ".astro"];
            !is_about_repository && !name.starts_with(['.', '_']) && ends.iter().any(|end| name.ends_with(end))
        };
        self.names(folder).exact.iter().any(is_page)
    }

    fn may_begin(&self, start: &Path) -> bool {
        let mut parts = start.components().take(Self::MAX_DEPTH).peekable();
        let mut folder = PathBuf::new();
        while let Some(part) = parts.next() {
            let names = self.names(&folder);
            // A directory that may be entered and not listed.
            if names.exact.is_empty() {
                return true;
            }
            match parts.peek() {
                None => return names.has_start(part.as_os_str()),
                Some(_) if !names.exact.contains(part.as_os_str()) => return false,
                Some(_) => folder.push(part),
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::system::memory::MemorySystem;

    #[test]
    fn each_directory_is_listed_once_however_many_links_lead_there() {
        let system = MemorySystem::with_files([("a/b/one.md", ""), ("a/Two.PNG", ""), ("three.md", "")]);
        let files = OnDisk::new(&system, Path::new(""));
        for number in 0..1_000 {
            assert_eq!(files.look(format!("a/b/missing-{number}.md").as_ref()), Presence::Missing);
            assert_eq!(files.look(format!("none-{number}/one.md").as_ref()), Presence::Missing);
        }
        assert_eq!(files.look("a/b/one.md".as_ref()), Presence::Here);
        assert_eq!(files.look("A/two.png".as_ref()), Presence::Spelled("a/Two.PNG".into()));
        assert_eq!(files.look("a/b".as_ref()), Presence::Missing);
        let listed = system.listed.load(std::sync::atomic::Ordering::Relaxed);
        assert_eq!(listed, 3, "the root, a and a/b");
    }

    #[test]
    fn what_no_name_begins_with_is_not_looked_for() {
        let system = MemorySystem::with_files([("a/b/one.md", ""), ("a/Two.PNG", ""), ("three.md", "")]);
        let files = OnDisk::new(&system, Path::new(""));
        for (start, may) in [
            ("", true),
            ("three", true),
            ("three.md", true),
            ("three.mdx", false),
            ("a", true),
            ("a/b", true),
            ("a/b/o", true),
            ("a/b/one.md", true),
            ("a/b/p", false),
            ("a/c/one", false),
            ("a/two", false),
            ("b", false),
        ] {
            assert_eq!(files.may_begin(start.as_ref()), may, "{start}");
        }
    }
}
