//! Frog: posts in `_src/posts`, addresses by a pattern (its documentation, "Permalinks"). Its program is searched for plain
//! words, never run.

use std::path::Path;

use super::framework::{Folder, Framework, FrameworkRules, Known, Page};
use super::sources::{Ending, Sources};
use crate::post::date;
use crate::site::permalink::expand_braces;
use crate::site::rules::parts;
use crate::site::slug;

/// How it is told; the second is its configuration of old.
pub(super) const KNOWN: Known = Known { files: &["frog.rkt", ".frogrc"], is_meant: |folder| folder.has("_src"), open };

#[derive(Debug)]
struct Frog {
    /// The pattern of addresses.
    pattern: String,
}

fn open(folder: &Folder<'_>) -> Framework {
    // `(current-title "Words")`, or `title = Words`.
    let said = |key: &str| {
        let call = format!("(current-{key} \"");
        let called = folder.config.split_once(&call).and_then(|(_, rest)| rest.split('"').next());
        let assigned =
            || folder.config.lines().find_map(|line| line.trim().strip_prefix(key)?.trim_start().strip_prefix('='));
        called.or_else(assigned).map(|value| value.trim().to_owned())
    };
    let pattern = said("permalink").unwrap_or_else(|| "/{year}/{month}/{title}.html".to_owned());
    let sources = Sources::at("_src", "", Ending::Html);
    Framework::new(sources, Frog { pattern }).of_site(said("title"), said("scheme/host"))
}

impl FrameworkRules for Frog {
    fn holds(&self, _sources: &Sources, file: &Path) -> Option<bool> {
        Some(parts(file).any(|part| part == "posts"))
    }

    fn path(&self, _sources: &Sources, page: &Page<'_>) -> String {
        let stem = page.stem();
        let name = date::at_start(stem).and_then(|(_, length)| stem.get(length..)).unwrap_or(stem);
        expand_braces(&self.pattern, &|token, _| match token {
            "year" => Some(page.day("%Y")),
            "month" => Some(page.day("%m")),
            "day" => Some(page.day("%d")),
            "title" => Some(slug::npm(&page.post.title)),
            _ => Some(name.to_owned()),
        })
    }
}
