//! Collections that stand in for posts: on a site that has no `_posts`, those whose pages are written and that a name, an
//! address or dated files say to be a blog's.
//!
//! Rules of collections from Jekyll's documentation ("Collections", "Permalinks"); which of them are a blog is our guess.

use std::path::{Path, PathBuf};

use super::places::is_dated;
use crate::post::front_matter::{Map, Value};
use crate::site::rules::{is_blog_folder, parts};
use crate::system::System;

/// One collection.
#[derive(Debug)]
pub(super) struct StandIn {
    /// What the configuration calls it.
    pub(super) label: String,
    /// Where it lies, below the sources and `collections_dir`: its label after an underscore.
    pub(super) folder: String,
    /// The pattern of its addresses.
    pub(super) permalink: String,
}

/// The collections of one site that stand in for posts.
#[derive(Debug)]
pub(super) struct StandIns(Vec<StandIn>);

impl StandIns {
    /// Of these settings; `folder` holds the collections. None if posts lie there or in a folder there.
    pub(super) fn of(system: &dyn System, root: &Path, folder: &Path, settings: &Map<'_>) -> Self {
        let Some(Value::Map(collections)) = settings.get("collections") else { return Self(Vec::new()) };
        let style = settings.text("permalink").unwrap_or("date");
        let of_blogs = collections.0.iter().filter_map(|(label, value)| StandIn::of(label, value.as_map()?, style));
        let says_blog = |it: &StandIn| {
            let first = it.permalink.split('/').find(|part| !part.is_empty());
            let has_dates = || {
                let names = system.names(root, &folder.join(&it.folder));
                names.iter().any(|name| name.to_str().is_some_and(is_dated))
            };
            is_blog_folder(&it.label) || first.is_some_and(is_blog_folder) || has_dates()
        };
        let found: Vec<StandIn> = of_blogs.filter(says_blog).collect();
        let has_posts = || {
            let folders = system.names(root, folder);
            let mut above = folders.iter().map(|name| folder.join(name)).chain([folder.to_path_buf()]);
            above.any(|it: PathBuf| system.is_dir(root, &it.join("_posts")))
        };
        Self(if found.is_empty() || has_posts() { Vec::new() } else { found })
    }

    /// The one that a file or folder is in, whose path starts below the sources and `collections_dir`.
    pub(super) fn around(&self, path: &Path) -> Option<&StandIn> {
        if self.0.is_empty() {
            return None;
        }
        let mut parts = parts(path);
        let first = parts.next()?;
        // Such a name hides what is right below the collection's folder, and nothing deeper (`EntryFilter#special?`).
        let is_special = parts.next().is_some_and(|name| name.starts_with(['_', '#', '~', '.']));
        self.0.iter().find(|it| it.folder == first && !is_special)
    }
}

/// What stands behind the name of a page, by the style of a site's addresses (`Utils.add_permalink_suffix`).
pub(super) fn ending(style: &str) -> &'static str {
    match style {
        "pretty" => "/",
        "date" | "ordinal" | "none" => ":output_ext",
        other => ["/", ":output_ext"].into_iter().find(|end| other.ends_with(end)).unwrap_or_default(),
    }
}

impl StandIn {
    /// A collection by what the configuration says of it; none if no pages are made of it.
    pub(super) fn of(label: &str, settings: &Map<'_>, style: &str) -> Option<Self> {
        let is_written = settings.exact("output").and_then(Value::as_bool) == Some(true) && label != "posts";
        let permalink = || format!("/:collection/:path{}", ending(style));
        is_written.then(|| Self {
            folder: format!("_{label}"),
            permalink: settings.text("permalink").map_or_else(permalink, str::to_owned),
            label: label.to_owned(),
        })
    }
}
