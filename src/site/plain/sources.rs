//! The folders that a framework makes pages of, and the addresses they stand for. Knows nothing of any framework.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use crate::site::rules::parts;

/// Source folders of one site.
const MOST: usize = 64;

/// How an address ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// `/a/`.
    Slash,
    /// `/a`.
    Bare,
    /// `/a.html`.
    Html,
}

impl Ending {
    /// As a configuration says that addresses end in a slash; bare otherwise.
    pub(super) fn slash_if(is_slash: bool) -> Self {
        if is_slash { Self::Slash } else { Self::Bare }
    }
}

/// Folders that stand for an address: what is in `src/pages` is at the root.
#[derive(Debug)]
pub(super) struct Sources {
    /// The folders with their addresses, the deepest first.
    folders: Vec<(PathBuf, String)>,
    /// How the addresses of pages end.
    pub ending: Ending,
}

impl Sources {
    /// None yet.
    pub(super) fn new(ending: Ending) -> Self {
        Self { folders: Vec::new(), ending }
    }

    /// One folder at one address.
    pub(super) fn at(folder: &str, route: &str, ending: Ending) -> Self {
        let mut sources = Self::new(ending);
        sources.add(folder, route);
        sources
    }

    /// One more folder; none that leads out of the site.
    pub(super) fn add(&mut self, folder: &str, route: &str) {
        if self.folders.len() < MOST && !folder.split('/').any(|part| part == "..") {
            let source = PathBuf::from(folder.trim_start_matches("./").trim_matches('/'));
            let depth = |folder: &Path| folder.components().count();
            let place = self.folders.partition_point(|(known, _)| depth(known) >= depth(&source));
            self.folders.insert(place, (source, route.trim_matches('/').to_owned()));
        }
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.folders.is_empty()
    }

    /// The folders.
    pub(super) fn folders(&self) -> impl Iterator<Item = &Path> {
        self.folders.iter().map(|(folder, _)| folder.as_path())
    }

    /// Whether a file lies in one of them.
    pub(super) fn hold(&self, file: &Path) -> bool {
        self.folders().any(|folder| file.starts_with(folder))
    }

    /// The folders of a file below its source, and the address that stands for that source.
    pub(super) fn below<'p>(&'p self, file: &'p Path) -> (Vec<&'p str>, Cow<'p, str>) {
        let folder = file.parent().unwrap_or(Path::new(""));
        let held = self.folders.iter().find_map(|(source, route)| Some((folder.strip_prefix(source).ok()?, route)));
        match held {
            Some((rest, route)) => (parts(rest).collect(), Cow::Borrowed(route)),
            None => (parts(folder).collect(), Cow::Borrowed("")),
        }
    }

    /// The address of a page of that name right below what stands for the source of a file.
    pub(super) fn path_at(&self, file: &Path, name: &str) -> String {
        let end = if self.ending == Ending::Slash { "/" } else { "" };
        format!("{}/{}{end}", self.below(file).1, name.trim_matches('/'))
    }

    /// The address of a page of that name in the folder of a file; folders that are no part of it are left out.
    pub(super) fn path(&self, file: &Path, name: &str, ending: Ending, is_part: impl Fn(&str) -> bool) -> String {
        let is_index = matches!(name, "index" | "+page" | "page");
        let (folders, route) = self.below(file);
        let folders = folders.into_iter().filter(|folder| is_part(folder));
        let names: Vec<&str> = route.split('/').chain(folders).chain(Some(name).filter(|_| !is_index)).collect();
        let end = match ending {
            Ending::Bare => "",
            Ending::Html if !is_index => ".html",
            Ending::Slash | Ending::Html => "/",
        };
        format!("{}{end}", names.join("/"))
    }
}
