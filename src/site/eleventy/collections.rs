//! Collections of posts: by patterns of files, and by tags that nobody is meant to read.

use std::path::Path;

use crate::site::glob::{self, Glob};
use crate::site::rules::{is_blog_folder, parts};
use crate::site::script;

/// Collections of a configuration that are looked at.
const MOST: usize = 256;

/// The patterns of the files that a configuration makes posts of: `addCollection("posts", api => api.getFilteredByGlob("…"))`.
pub(super) fn posts(config: &str) -> Vec<Glob> {
    const CALL: &str = "addCollection(";
    const FILTER: &str = "getFilteredByGlob(";
    let mut globs = Vec::new();
    // What stands before the first call makes none.
    for rest in config.split(CALL).skip(1).take(MOST) {
        let named = script::quoted(rest.trim_start()).filter(|(name, _)| is_of_posts(name));
        let Some((_, behind)) = named else { continue };
        let Some((_, patterns)) = behind.split_once(FILTER) else { continue };
        let end = patterns.find(')').unwrap_or(patterns.len());
        let mut patterns = patterns.get(..end).unwrap_or_default();
        while let Some((pattern, behind)) = patterns
            .find(['"', '\'', '`'])
            .and_then(|at| script::quoted(patterns.get(at..)?))
            .filter(|_| globs.len() < glob::MOST)
        {
            globs.extend(Glob::new(pattern).filter(|_| !pattern.starts_with('!')));
            patterns = behind;
        }
    }
    globs
}

/// Whether a tag is that of a collection of posts, such as `posts`, `blogPosts` or `en-blog-post`.
pub(super) fn is_of_posts(tag: &str) -> bool {
    let mut words = String::with_capacity(tag.len() + 4);
    for c in tag.chars() {
        if c.is_uppercase() {
            words.push(' ');
        }
        words.extend(c.to_lowercase());
    }
    words
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| matches!(word, "post" | "posts" | "blog" | "blogs" | "article" | "articles"))
}

/// Whether a tag only says again what its folder is called: `notes/notes.json`. A folder in one of posts has a subject.
pub(super) fn is_named_like(tag: &str, folder: &Path) -> bool {
    let one = |name: &str| name.trim_end_matches('s').to_ascii_lowercase();
    let is_name = folder.file_name().and_then(|name| name.to_str()).is_some_and(|name| one(name) == one(tag));
    is_name && !parts(folder.parent().unwrap_or(folder)).any(is_blog_folder)
}
