//! Which files a site has, as far as the asker can know: the disk where there is one, else an honest guess.

use std::path::{Path, PathBuf};

use crate::library::fold::same;
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
}

/// Looks at the disk.
#[derive(Clone, Copy)]
pub struct OnDisk<'a> {
    /// The world.
    pub system: &'a dyn System,
    /// The site's root.
    pub root: &'a Path,
}

impl Files for OnDisk<'_> {
    fn look(&self, path: &Path) -> Presence {
        if self.system.is_file(self.root, path) {
            return Presence::Here;
        }
        let mut spelled = PathBuf::new();
        for part in path.components().take(Self::MAX_DEPTH) {
            let exact = spelled.join(part);
            if self.system.is_dir(self.root, &exact) {
                spelled = exact;
                continue;
            }
            let part = part.as_os_str().to_string_lossy();
            let names = self.system.names(self.root, &spelled);
            match names.into_iter().find(|name| same(&name.to_string_lossy(), &part)) {
                Some(name) => spelled.push(name),
                None => return Presence::Missing,
            }
        }
        if self.system.is_file(self.root, &spelled) { Presence::Spelled(spelled) } else { Presence::Missing }
    }

    fn has_folder(&self, path: &Path) -> bool {
        self.system.is_dir(self.root, path)
    }
}

impl OnDisk<'_> {
    /// Paths of more parts are missing without a look.
    const MAX_DEPTH: usize = 64;
}
