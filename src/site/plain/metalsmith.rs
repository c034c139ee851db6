//! Metalsmith: files below `source` become pages of their names, with its plugin for permalinks folders
//! (`@metalsmith/permalinks`).

use super::framework::{Folder, Framework, FrameworkRules, Known, Page};
use super::sources::{Ending, Sources};
use crate::post::front_matter::{Map, Value};
use crate::site::permalink::expand_colons;
use crate::site::{script, settings, slug};

/// How it is told.
pub(super) const KNOWN: Known = Known { files: &[DATA, "metalsmith.js", "metalsmith.mjs"], is_meant: |_| true, open };
const DATA: &str = "metalsmith.json";

#[derive(Debug)]
struct Metalsmith {
    /// The pattern of addresses.
    pattern: Option<String>,
}

fn open(folder: &Folder<'_>) -> Framework {
    let config = &folder.config;
    let data: Map<'static> = settings::read(folder.system, folder.root, &[DATA]).unwrap_or_default();
    let text = |key| data.at(&["metadata", "site", key]).and_then(Value::as_text).map(str::to_owned);
    let title = text("title").or_else(|| script::text(config, "title"));
    let base = text("url").or_else(|| ["url", "siteurl", "siteUrl"].iter().find_map(|key| script::text(config, key)));
    let ending = if config.contains("permalinks") { Ending::Slash } else { Ending::Html };
    let pattern = script::text(config, "pattern").or_else(|| script::text(config, "\"pattern\""));
    let source = data.text("source").map(str::to_owned).or_else(|| script::call(config, ".source"));
    let sources = Sources::at(source.as_deref().unwrap_or("src"), "", ending);
    Framework::new(sources, Metalsmith { pattern }).of_site(title, base)
}

impl FrameworkRules for Metalsmith {
    fn path(&self, sources: &Sources, page: &Page<'_>) -> String {
        let Some(pattern) = self.pattern.as_deref().filter(|pattern| !pattern.is_empty()) else {
            return sources.path(page.file, page.name(), sources.ending, |_| true);
        };
        let path = expand_colons(pattern, &|token| match token {
            "title" => Some(slug::npm(&page.post.title)),
            "date" => Some(page.day("%Y/%m/%d")),
            "year" => Some(page.day("%Y")),
            "month" => Some(page.day("%m")),
            "day" => Some(page.day("%d")),
            _ => None,
        });
        format!("{path}/")
    }
}
