//! What sections and the configuration say of the pages below them (`cascade`, with and without `target`).
//!
//! Rules from Hugo's documentation ("Front matter", cascade; "All settings") and from its behavior. Knows keys and paths
//! only.

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::post::front_matter::{FrontMatter, Map, Value};
use crate::site::glob::Glob;
use crate::site::lender::Lender;

/// Entries of one cascade.
const MOST: usize = 1_024;

/// One map of values and the pages that it is for.
#[derive(Debug)]
struct Entry {
    /// Which paths, from the content folder with a leading slash; all of them if none.
    paths: Option<Glob>,
    /// Which languages; all of them if none.
    languages: Option<Glob>,
    values: Map<'static>,
}

/// The cascades of a site.
#[derive(Debug, Default)]
pub(super) struct Cascades {
    of_site: Vec<Entry>,
    /// By the section's folder, relative to the root.
    of_sections: HashMap<PathBuf, Vec<Entry>>,
    lender: Lender,
}

impl Cascades {
    /// Of the configuration.
    pub(super) fn of(settings: &Map<'static>) -> Self {
        let mut lender = Lender::default();
        let of_site = settings.get("cascade").map(|cascade| entries(cascade, &mut lender)).unwrap_or_default();
        Self { of_site, of_sections: HashMap::new(), lender }
    }

    /// Adds what the head of an `_index` file in this folder says.
    pub(super) fn of_section(&mut self, folder: &Path, front: &FrontMatter<'_>) {
        let cascade = front.values.get("cascade");
        let found = cascade.map(|cascade| entries(cascade, &mut self.lender)).unwrap_or_default();
        if !found.is_empty() {
            self.of_sections.entry(folder.to_path_buf()).or_default().extend(found);
        }
    }

    /// Adds what holds for a page to its front matter: its own words first, then those of the nearest section, then the
    /// site's. `below` is the file from its content folder.
    pub(super) fn add(&self, file: &Path, below: &Path, language: &str, front: &mut FrontMatter<'_>) {
        let written = format!("/{}", below.to_string_lossy());
        let page = format!("/{}", below.with_extension("").to_string_lossy());
        let page = page.strip_suffix("/index").unwrap_or(&page);
        let covers = |entry: &&Entry| {
            let at = entry.paths.as_ref().is_none_or(|paths| paths.covers(page) || paths.covers(&written));
            at && entry.languages.as_ref().is_none_or(|languages| languages.covers(language))
        };
        let sections = file.ancestors().skip(1).filter_map(|folder| self.of_sections.get(folder));
        // Of two entries at one place the later one holds.
        for entry in sections.chain([&self.of_site]).flat_map(|entries| entries.iter().rev().filter(covers)) {
            for (key, value) in &entry.values.0 {
                let is_said = front.values.0.iter().any(|(said, _)| said.eq_ignore_ascii_case(key));
                if !is_said {
                    front.values.0.push((Cow::Owned(key.to_string()), value.clone()));
                }
            }
        }
    }
}

/// A cascade is a map, or a list of maps.
fn entries(cascade: &Value<'_>, lender: &mut Lender) -> Vec<Entry> {
    let maps: Vec<&Map<'_>> = match cascade {
        Value::Map(map) => vec![map],
        Value::List(list) => list.iter().filter_map(Value::as_map).collect(),
        _ => Vec::new(),
    };
    maps.into_iter().take(MOST).filter_map(|map| entry(map, lender)).collect()
}

/// One map; none if it is for other things than pages.
fn entry(map: &Map<'_>, lender: &mut Lender) -> Option<Entry> {
    let target = map.get("target").and_then(Value::as_map);
    let glob = |key: &str| target.and_then(|target| target.text(key)).map(|it| Glob::new(&it.to_ascii_lowercase()));
    let is_for_pages =
        target.and_then(|target| target.text("kind")).is_none_or(|kind| kind.contains("page") || kind == "*");
    let is_built = target.and_then(|target| target.text("environment")).is_none_or(|it| it.contains("production"));
    let text = |key: &str| target.and_then(|target| target.text(key));
    let paths = match text("path") {
        Some(path) => Some(Glob::new(path)?),
        None => None,
    };
    let languages = match glob("lang") {
        Some(language) => Some(language?),
        None => None,
    };
    // `cascade.params` are the page's own parameters, as keys of its head are.
    let inner = map.get("params").and_then(Value::as_map).map(|map| map.0.as_slice()).unwrap_or_default();
    let kept = map.0.iter().filter(|(key, _)| !matches!(key.trim_start_matches('_'), "target" | "params"));
    let values =
        kept.chain(inner).map(|(key, value)| (Cow::Owned(key.to_string()), value.clone().into_owned())).collect();
    (is_for_pages && is_built).then(|| Entry { paths, languages, values: lender.lend(Map(values)) })
}
