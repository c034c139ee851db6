//! Jigsaw: collections of posts below `source`, each with a pattern of addresses (its documentation, "Collections",
//! "Path Strings"). Its configuration is searched for plain words, never run.

use std::path::Path;

use super::framework::{Folder, Framework, FrameworkRules, Known, Page};
use super::sources::{Ending, Sources};
use crate::site::permalink::expand_braces;
use crate::site::rules::{is_blog_folder, parts};
use crate::site::slug;

/// How it is told: others call their configuration so, too.
pub(super) const KNOWN: Known = Known {
    files: &["config.php"],
    is_meant: |folder| folder.config.contains("collections") && folder.has(SOURCE),
    open,
};
const SOURCE: &str = "source";
/// The configuration of the published site.
const PUBLISHED: &str = "config.production.php";
/// Collections whose patterns are looked for.
const COLLECTIONS: [&str; 5] = ["posts", "blog", "articles", "news", "post"];

#[derive(Debug)]
struct Jigsaw {
    /// Patterns of addresses by the names of collections.
    patterns: Vec<(&'static str, String)>,
}

fn open(folder: &Folder<'_>) -> Framework {
    let config = &folder.config;
    let pattern = |name: &'static str| {
        let own = ["'", "\""].iter().find_map(|quote| config.split_once(&format!("{quote}{name}{quote} => [")))?.1;
        Some((name, value(own, "path")?))
    };
    let rules = Jigsaw { patterns: COLLECTIONS.into_iter().filter_map(pattern).collect() };
    let published = folder.text(&[PUBLISHED]).and_then(|text| value(&text, "baseUrl"));
    let base = published.or_else(|| value(config, "baseUrl")).filter(|url| !url.contains("localhost"));
    let title = ["siteName", "title", "name"].iter().find_map(|key| value(config, key));
    Framework::new(Sources::at(SOURCE, "", Ending::Bare), rules).of_site(title, base)
}

/// The text of the first entry of that name: `'key' => 'text'`.
fn value(config: &str, key: &str) -> Option<String> {
    let rest =
        ["'", "\""].iter().find_map(|quote| config.split_once(&format!("{quote}{key}{quote} =>")))?.1.trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
    Some(rest.get(1..)?.split(quote).next()?.to_owned())
}

impl FrameworkRules for Jigsaw {
    fn holds(&self, _sources: &Sources, file: &Path) -> Option<bool> {
        Some(parts(file).any(|part| part.strip_prefix('_').is_some_and(is_blog_folder)))
    }

    fn path(&self, sources: &Sources, page: &Page<'_>) -> String {
        let (folders, _) = sources.below(page.file);
        let collection = folders.first().map_or("", |folder| folder.trim_start_matches('_'));
        let pattern = self.patterns.iter().find(|(name, _)| *name == collection).map(|(_, pattern)| pattern.as_str());
        let Some(pattern) = pattern else { return format!("{collection}/{}", page.stem()) };
        let text = |name: &str| match name {
            "filename" => Some(page.stem().to_owned()),
            "collection" => Some(collection.to_owned()),
            name => page.values.text(name).map(str::to_owned),
        };
        expand_braces(&pattern.replace('|', ":"), &|token, format| match (token, format) {
            ("date", "") => Some(page.day("%Y-%m-%d")),
            ("date", format) => Some(page.day(&day_format(format))),
            (token, _) if token.starts_with('_') => Some(slug::npm(&text(token.get(1..)?)?).replace('-', "_")),
            (token, _) => Some(slug::npm(&text(token.trim_start_matches('-'))?)),
        })
    }
}

/// A format of PHP's `date` as one of `strftime`.
fn day_format(format: &str) -> String {
    let part = |c: char| match c {
        'Y' | 'm' | 'd' | 'y' => format!("%{c}"),
        'n' => "%-m".to_owned(),
        'j' => "%-d".to_owned(),
        c => c.to_string(),
    };
    format.chars().map(part).collect()
}
