//! Hakyll: what a site's program says of its posts. It is searched for plain words, never run.
//!
//! Rules from Hakyll's tutorials ("Rules, routes and compilers", "Clean URLs").

use std::path::Path;

use super::framework::{Folder, Framework, FrameworkRules, Known};
use super::sources::{Ending, Sources};
use crate::site::rules::{is_blog_folder, is_html};
use crate::template::Dialect;

/// How it is told.
pub(super) const KNOWN: Known = Known {
    files: &["site.hs", "hakyll.hs", "src/Main.hs", "src/site.hs", "app/site.hs"],
    is_meant: |folder| folder.config.contains("Hakyll"),
    open,
};

/// Patterns of one program that are looked at.
const MOST: usize = 256;

#[derive(Debug)]
struct Hakyll;

fn open(folder: &Folder<'_>) -> Framework {
    let program = &folder.config;
    let mut sources = Sources::new(if has_clean_routes(program) { Ending::Slash } else { Ending::Html });
    folders(program).into_iter().for_each(|folder| sources.add(folder, folder));
    Framework::new(sources, Hakyll).of_site(field(program, "feedTitle"), field(program, "feedRoot"))
}

impl FrameworkRules for Hakyll {
    fn takes(&self, file: &Path) -> bool {
        file.extension().is_some_and(|extension| extension == "lhs") || is_html(file)
    }

    fn dialect(&self) -> Dialect {
        Dialect::Pandoc
    }

    fn holds(&self, sources: &Sources, file: &Path) -> Option<bool> {
        (!sources.is_empty()).then(|| sources.hold(file))
    }
}

/// The text that a field of a record has: `feedTitle = "Words"`.
fn field(program: &str, key: &str) -> Option<String> {
    let value = program.split(key).nth(1)?.trim_start().strip_prefix('=')?.trim_start();
    Some(value.strip_prefix('"')?.split('"').next()?.to_owned())
}

/// The folders of posts that a rule is for: `match "posts/*"`.
fn folders(program: &str) -> Vec<&str> {
    let rules = program.split("match \"").skip(1).take(MOST);
    let patterns = rules.filter_map(|rest| rest.split('"').next());
    let folders = patterns.filter_map(|pattern| pattern.split('*').next()).map(|folder| folder.trim_end_matches('/'));
    let mut folders: Vec<&str> = folders.filter(|folder| folder.split('/').any(is_blog_folder)).collect();
    folders.dedup();
    folders
}

/// Whether pages have folders of their own, by the names that such routes are given.
fn has_clean_routes(program: &str) -> bool {
    ["cleanRoute", "niceRoute", "cleanUrl", "</> \"index.html\""].iter().any(|it| program.contains(it))
}
