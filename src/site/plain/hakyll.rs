//! What a Hakyll program says of its posts. It is searched for plain words, never run.
//!
//! Rules from Hakyll's tutorials ("Rules, routes and compilers", "Clean URLs").

use crate::site::rules::is_blog_folder;

/// Patterns of one program that are looked at.
const MOST: usize = 256;

/// The text that a field of a record has: `feedTitle = "Words"`.
pub(super) fn field(program: &str, key: &str) -> Option<String> {
    let value = program.split(key).nth(1)?.trim_start().strip_prefix('=')?.trim_start();
    Some(value.strip_prefix('"')?.split('"').next()?.to_owned())
}

/// The folders of posts that a rule is for: `match "posts/*"`.
pub(super) fn folders(program: &str) -> Vec<&str> {
    let rules = program.split("match \"").skip(1).take(MOST);
    let patterns = rules.filter_map(|rest| rest.split('"').next());
    let folders = patterns.filter_map(|pattern| pattern.split('*').next()).map(|folder| folder.trim_end_matches('/'));
    let mut folders: Vec<&str> = folders.filter(|folder| folder.split('/').any(is_blog_folder)).collect();
    folders.dedup();
    folders
}

/// Whether pages have folders of their own, by the names that such routes are given.
pub(super) fn has_clean_routes(program: &str) -> bool {
    ["cleanRoute", "niceRoute", "cleanUrl", "</> \"index.html\""].iter().any(|it| program.contains(it))
}
