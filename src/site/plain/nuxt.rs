//! Nuxt Content: addresses by the paths below `content`, without the numbers that sort them.
//!
//! Rules from its source (`runtime/transformers/path-meta.ts`) and documentation ("File conventions").

use std::path::Path;

use crate::site::rules::parts;
use crate::site::slug;

/// The path of a file's page, from the folders below its source and its name.
pub(super) fn path<'p>(folders: impl Iterator<Item = &'p str>, stem: &'p str) -> String {
    let names = folders.chain(Some(stem)).map(|part| slug::npm(unnumbered(part)));
    let names: Vec<String> = names.filter(|name| !name.is_empty() && name != "index").collect();
    names.join("/")
}

/// Whether a file is a draft by its name: `post.draft.md`.
pub(super) fn is_draft(file: &Path) -> bool {
    file.file_stem().is_some_and(|stem| stem.to_string_lossy().ends_with(".draft"))
}

/// Whether a path has a part that is left out.
pub(super) fn is_partial(file: &Path) -> bool {
    parts(file).any(|part| part.starts_with(['_', '.']))
}

/// A name without the number before it and what says that it is a draft; a version stays.
fn unnumbered(part: &str) -> &str {
    let part = part.strip_suffix(".draft").unwrap_or(part);
    let is_version = part.split('.').count() > 1
        && part.split('.').all(|it| it == "x" || it.bytes().all(|byte| byte.is_ascii_digit()));
    match part.split_once('.') {
        Some((number, rest))
            if !is_version && !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) =>
        {
            rest
        }
        _ => part,
    }
}
