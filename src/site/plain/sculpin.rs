//! Sculpin: posts in `source/_posts`, addresses by a pattern (its documentation, "Content Types", "Permalinks", and
//! `SourcePermalinkFactory`).

use std::path::Path;

use super::framework::{Folder, Framework, FrameworkRules, Known, Page};
use super::sources::{Ending, Sources};
use crate::post::date;
use crate::post::front_matter::{Map, Value};
use crate::site::permalink::expand_colons;
use crate::site::rules::parts;
use crate::site::{settings, slug};

/// How it is told.
pub(super) const KNOWN: Known = Known { files: &[KERNEL, SITE], is_meant: |_| true, open };
const KERNEL: &str = "app/config/sculpin_kernel.yml";
const SITE: &str = "app/config/sculpin_site.yml";
/// What holds for the published site.
const PUBLISHED: &str = "app/config/sculpin_site_prod.yml";

#[derive(Debug)]
struct Sculpin {
    /// The pattern of addresses.
    pattern: String,
}

fn open(folder: &Folder<'_>) -> Framework {
    let read = |file| settings::read(folder.system, folder.root, &[file]).unwrap_or_default();
    let kernel: Map<'static> = read(KERNEL);
    let pattern = [&["sculpincontenttypes", "posts", "permalink"][..], &["sculpin", "permalink"]];
    let pattern = pattern.iter().find_map(|path| kernel.at(path).and_then(Value::as_text)).unwrap_or("pretty");
    let pattern = match pattern {
        "pretty" => ":year/:month/:day/:filename/",
        "date" => ":year/:month/:day/:filename.html",
        "none" => ":folder:basename.html",
        pattern => pattern,
    };
    let site = read(SITE);
    let base = read(PUBLISHED).text("url").or_else(|| site.text("url")).map(str::to_owned);
    let rules = Sculpin { pattern: pattern.to_owned() };
    Framework::new(Sources::at("source", "", Ending::Slash), rules).of_site(site.text("title").map(str::to_owned), base)
}

impl FrameworkRules for Sculpin {
    fn holds(&self, _sources: &Sources, file: &Path) -> Option<bool> {
        Some(parts(file).any(|part| part == "_posts"))
    }

    fn path(&self, sources: &Sources, page: &Page<'_>) -> String {
        let (folders, _) = sources.below(page.file);
        let below: String = folders.into_iter().skip(1).flat_map(|folder| [folder, "/"]).collect();
        let stem = page.stem().split('.').next().unwrap_or_default();
        let name = date::at_start(stem).and_then(|(_, length)| stem.get(length..)).unwrap_or(stem);
        expand_colons(&self.pattern, &|token| match token {
            "year" => Some(page.day("%Y")),
            "yr" => Some(page.day("%y")),
            "month" => Some(page.day("%m")),
            "mo" => Some(page.day("%-m")),
            "day" => Some(page.day("%d")),
            "dy" => Some(page.day("%-d")),
            "title" | "slug_title" => Some(page.slug().map_or_else(|| slug::npm(&page.post.title), str::to_owned)),
            "filename" | "slug_filename" => Some(format!("{below}{name}")),
            "basename" | "slug_basename" => Some(name.to_owned()),
            "folder" => Some(below.clone()),
            _ => None,
        })
    }
}
