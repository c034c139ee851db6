//! The files that a post takes in where it names them (AsciiDoc, Org, reStructuredText, snippets of PyMdown), read ahead of its parsing, which knows no
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
        // A slash before it stands for the folder of the sources, which lies above the post, and so do snippets.
        let is_snippet = markup == Markup::Markdown;
        let is_above = name.starts_with('/') || is_snippet;
        let bare = name.trim_start_matches('/');
        // Where PyMdown's snippets and Nikola's listings are kept.
        let folders: &[&str] = match markup {
            Markup::Markdown => &["snippets/", "includes/"],
            Markup::Rst => &["listings/"],
            _ => &[],
        };
        let kept = || folders.iter().find_map(|folder| found(system, site, &from, &format!("{folder}{bare}"), true));
        let Some(path) = found(system, site, &from, bare, is_above).or_else(kept) else { continue };
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

    #[test]
    fn snippets_and_listings_are_found_where_they_are_kept() {
        let files = [
            ("mkdocs.yml", "site_name: x\n"),
            ("docs/blog/posts/a.md", "One.\n\n--8<-- \"b.md\"\n\n--8<-- \"none.md\"\n\n--8<-- \"../../../../c.md\"\n"),
            ("docs/snippets/b.md", "Two *words*.\n"),
        ];
        assert_eq!(words(&document(files, "docs/blog/posts/a.md")), "One. Two words.");
        let files = [("posts/a.rst", ".. listing:: h.py python\n"), ("listings/h.py", "x = 1\n")];
        assert_eq!(words(&document(files, "posts/a.rst")), "x = 1");
    }
}
