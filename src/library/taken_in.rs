//! The files that a post in other markup takes in (AsciiDoc, Org, reStructuredText), read ahead of its parsing, which knows no
//! files.

use std::collections::{HashSet, VecDeque};
use std::path::{Path, PathBuf};

use super::includes::read;
use super::partials::joined;
use crate::site::Site;
use crate::system::System;
use crate::template::{INCLUDED, Markup, taken_in};

/// Files that are read for one post at most.
const MOST: usize = 48;

/// The texts that a post takes in, and those that they do, by what they are called there.
pub(super) fn gather(system: &dyn System, site: &Site, post: &Path, text: &str) -> Vec<(String, String)> {
    let markup = site.markup(post);
    let named = |text: &str, from: &Path| -> Vec<(String, PathBuf)> {
        taken_in(text, markup).into_iter().map(|path| (path.to_owned(), from.to_path_buf())).collect()
    };
    let mut waiting: VecDeque<_> = named(text, post).into();
    let (mut asked, mut found) = (HashSet::new(), Vec::new());
    while let Some((name, from)) = waiting.pop_front().filter(|_| asked.len() < MOST) {
        if !asked.insert(name.clone()) {
            continue;
        }
        // A slash before it stands for the folder of the sources, which lies above the post.
        let beside = from.parent().unwrap_or(Path::new(""));
        let bases: Vec<&Path> = if name.starts_with('/') { beside.ancestors().collect() } else { vec![beside] };
        let places = bases.into_iter().rev().filter_map(|base| joined(base, name.trim_start_matches('/')));
        let Some(path) = places.into_iter().find(|place| system.is_file(&site.root, place)) else { continue };
        let Some(text) = read(system, &site.root, &path) else { continue };
        if Markup::of(&path) == markup {
            waiting.extend(named(&text, &path));
        }
        found.push((format!("{INCLUDED}{name}"), text));
    }
    found
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::library::body::BodySource;
    use crate::post::{BodyStart, PostId};
    use crate::site::Site;
    use crate::system::memory::MemorySystem;

    #[test]
    fn files_of_the_site_are_taken_in_and_no_others() {
        let system = MemorySystem::with_files([
            ("posts/a.adoc", "One.\n\ninclude::parts/b.adoc[]\n\ninclude::../../secret.adoc[]\n\nTwo.\n"),
            ("posts/parts/b.adoc", "B and\ninclude::c.txt[]\n"),
            ("posts/parts/c.txt", "C"),
        ]);
        let site = Site::open(&system, Path::new("")).unwrap();
        let source = BodySource { id: PostId(0), path: Path::new("posts/a.adoc"), start: BodyStart::default() };
        let document = source.document(&source.read(&system, &site).unwrap(), &site);
        let words: Vec<&str> = document.text.split_whitespace().collect();
        assert_eq!(words.join(" "), "One. B and C ../../secret.adoc Two.");
    }
}
