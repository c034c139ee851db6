//! The files that a post in other markup takes in (AsciiDoc, Org, reStructuredText), read ahead of its parsing, which knows no
//! files.

use std::path::Path;

use super::includes::read;
use super::waiting::{Waiting, found};
use crate::site::Site;
use crate::system::System;
use crate::template::{INCLUDED, Markup, taken_in};

/// The texts that a post takes in, and those that they do, by what they are called there.
pub(super) fn gather(system: &dyn System, site: &Site, post: &Path, text: &str) -> Vec<(String, String)> {
    let markup = site.markup(post);
    let mut waiting = Waiting::of(taken_in(text, markup), post);
    let mut texts = Vec::new();
    while let Some((name, from)) = waiting.next() {
        // A slash before it stands for the folder of the sources, which lies above the post.
        let is_above = name.starts_with('/');
        let Some(path) = found(system, site, &from, name.trim_start_matches('/'), is_above) else { continue };
        let Some(text) = read(system, &site.root, &path) else { continue };
        if Markup::of(&path) == markup {
            waiting.add(taken_in(&text, markup), &path);
        }
        texts.push((format!("{INCLUDED}{name}"), text));
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{document, words};

    #[test]
    fn files_of_the_site_are_taken_in_and_no_others() {
        let files = [
            ("posts/a.adoc", "One.\n\ninclude::parts/b.adoc[]\n\ninclude::../../secret.adoc[]\n\nTwo.\n"),
            ("posts/parts/b.adoc", "B and\ninclude::c.txt[]\n"),
            ("posts/parts/c.txt", "C"),
        ];
        assert_eq!(words(&document(files, "posts/a.adoc")), "One. B and C ../../secret.adoc Two.");
    }
}
