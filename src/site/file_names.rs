//! The files of a folder of notes by their names: note takers find files by name wherever they lie. Walks the tree once, when
//! somebody asks first; reads no file.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::rules::parts;
use crate::system::{System, WalkKind};

/// Files that are remembered.
const MOST: usize = 200_000;

/// Paths relative to the root, by the last part of each in small letters.
#[derive(Debug, Default)]
pub(super) struct FileNames(HashMap<String, Vec<PathBuf>>);

impl FileNames {
    /// Of all files in the folders that are entered.
    pub(super) fn below(system: &dyn System, root: &Path, enters: &dyn Fn(&Path) -> bool) -> Self {
        let keep = |kind: WalkKind, path: &Path| match kind {
            WalkKind::Directory => enters(path),
            WalkKind::File => true,
        };
        let mut names: HashMap<String, Vec<PathBuf>> = HashMap::new();
        let mut seen = 0;
        system.walk(root, &keep, &mut |entry| {
            names.entry(key(&entry.path)).or_default().push(entry.path);
            seen += 1;
            seen < MOST
        });
        Self(names)
    }

    /// The file that a note in `folder` means by a name, with or without folders before it: the one at that very path, from
    /// the note or from the root, else the one nearest to the root ("shortest path when possible").
    pub(super) fn find(&self, name: &str, folder: &Path) -> Option<&Path> {
        let wanted: Vec<&str> = parts(Path::new(name)).collect();
        let ends_so = |path: &&PathBuf| {
            let mut own = parts(path).rev();
            wanted.iter().rev().all(|part| own.next().is_some_and(|own| own.to_lowercase() == part.to_lowercase()))
        };
        let exact = [folder.join(name), PathBuf::from(name.trim_start_matches('/'))];
        let rank = |path: &PathBuf| (!exact.contains(path), parts(path).count(), path.as_os_str().len());
        let found = self.0.get(&key(Path::new(name)))?.iter().filter(ends_so);
        found.min_by_key(|path| rank(path)).map(PathBuf::as_path)
    }
}

fn key(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::system::memory::MemorySystem;

    #[test]
    fn a_name_means_the_nearest_file() {
        let system = MemorySystem::with_files([
            ("a/img/Pic 1.png", ""),
            ("b/pic 1.png", ""),
            ("b/c/note.md", ""),
            ("b/c/pic 1.png", ""),
            ("hidden/x.png", ""),
        ]);
        let names = FileNames::below(&system, Path::new(""), &|folder| folder != Path::new("hidden"));
        for (name, folder, want) in [
            ("pic 1.png", "", Some("b/pic 1.png")),
            ("PIC 1.png", "b/c", Some("b/pic 1.png")),
            ("pic 1.png", "b/c", Some("b/c/pic 1.png")),
            ("img/pic 1.png", "b/c", Some("a/img/Pic 1.png")),
            ("mg/pic 1.png", "", None),
            ("x.png", "", None),
            ("", "", None),
        ] {
            assert_eq!(names.find(name, Path::new(folder)), want.map(Path::new), "{name} from {folder}");
        }
    }
}
