//! Patterns of addresses and the pages that they are for (`[permalinks]`, in the three forms that Hugo has had).
//!
//! Rules from `resources/page/permalinks.go` (`DecodePermalinksConfig`). What a pattern's words mean is not known here.

use crate::post::front_matter::{Map, Value};
use crate::site::glob::{self, Glob};

/// A pattern and which pages have it.
#[derive(Debug)]
pub(super) struct Permalink {
    /// Paths of pages, from the content folder with a leading slash, in small letters; all of them if none.
    paths: Option<Glob>,
    /// The pattern.
    pub pattern: String,
}

impl Permalink {
    /// Whether a page of this path has it.
    pub(super) fn is_for(&self, page: &str) -> bool {
        self.paths.as_ref().is_none_or(|paths| paths.covers(page))
    }
}

/// Those of a configuration, the first that is for a page counts: a list of patterns with targets, or patterns by section,
/// in `page` or not.
pub(super) fn of(settings: &Map<'_>) -> Vec<Permalink> {
    match settings.get("permalinks") {
        Some(Value::List(list)) => list.iter().filter_map(Value::as_map).filter_map(targeted).collect(),
        Some(Value::Map(map)) => {
            let of_pages = map.get("page").and_then(Value::as_map).map(|map| map.0.as_slice()).unwrap_or_default();
            let texts = map.0.iter().chain(of_pages).filter_map(|(key, value)| Some((key.as_ref(), value.as_text()?)));
            let mut found: Vec<(&str, &str)> = texts.collect();
            // Where two are for a page, the nearer one holds.
            found.sort_by_key(|(section, _)| std::cmp::Reverse(section.len()));
            found.into_iter().take(glob::MOST).filter_map(|(section, pattern)| of_section(section, pattern)).collect()
        }
        _ => Vec::new(),
    }
}

/// The pages of a section and of those below it; `/` are those at the top.
fn of_section(section: &str, pattern: &str) -> Option<Permalink> {
    let section = section.trim_matches([' ', '/']).to_lowercase();
    let paths = if section.is_empty() { "/*".to_owned() } else { format!("/{{{section},{section}/**}}") };
    Some(Permalink { paths: Some(Glob::new(&paths)?), pattern: pattern.to_owned() })
}

/// An entry of a list; none if it is for other things than pages.
fn targeted(entry: &Map<'_>) -> Option<Permalink> {
    let target = entry.get("target").and_then(Value::as_map);
    let text = |key: &str| target.and_then(|target| target.text(key));
    let is_for_pages = text("kind").is_none_or(|kind| kind.contains("page") || kind == "*");
    let paths = match text("path") {
        Some(path) => Some(Glob::new(&path.to_lowercase())?),
        None => None,
    };
    is_for_pages.then_some(Permalink { paths, pattern: entry.text("pattern")?.to_owned() })
}
