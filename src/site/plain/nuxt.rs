//! Nuxt Content: addresses by the paths below `content`, without the numbers that sort them.
//!
//! Rules from its source (`runtime/transformers/path-meta.ts`) and documentation ("File conventions").

use std::path::Path;

use super::framework::{Folder, Framework, FrameworkRules, Known, Page};
use super::sources::{Ending, Sources};
use crate::post::Post;
use crate::post::front_matter::FrontMatter;
use crate::site::rules::parts;
use crate::site::{object, script, slug};

/// How it is told.
pub(super) const KNOWN: Known = Known { files: &["nuxt.config.ts", "nuxt.config.js"], is_meant: |_| true, open };

#[derive(Debug)]
struct Nuxt;

fn open(folder: &Folder<'_>) -> Framework {
    let config = folder.script();
    let base = ["siteUrl", "url", "hostname"].iter().find_map(|key| script::text(&config, key));
    let site = object::entries(&config, "site");
    let name = site.iter().find(|(key, _)| *key == "name");
    let title = name.and_then(|(_, value)| Some(script::quoted(value)?.0.to_owned()));
    let ending = Ending::slash_if(script::flag(&config, "trailingSlash") == Some(true));
    Framework::new(Sources::at("content", "", ending), Nuxt).of_site(title, base)
}

impl FrameworkRules for Nuxt {
    fn complete(&self, file: &Path, _front: &mut FrontMatter<'_>) -> bool {
        !is_partial(file)
    }

    fn finish(&self, _front: &FrontMatter<'_>, post: &mut Post, _now: i64) {
        post.status.draft |= is_draft(&post.path);
    }

    fn path(&self, sources: &Sources, page: &Page<'_>) -> String {
        let (folders, _) = sources.below(page.file);
        let end = if sources.ending == Ending::Slash { "/" } else { "" };
        format!("{}{end}", path(folders.into_iter(), page.name()))
    }
}

/// The path of a file's page, from the folders below its source and its name.
fn path<'p>(folders: impl Iterator<Item = &'p str>, stem: &'p str) -> String {
    let names = folders.chain(Some(stem)).map(|part| slug::npm(unnumbered(part)));
    let names: Vec<String> = names.filter(|name| !name.is_empty() && name != "index").collect();
    names.join("/")
}

/// Whether a file is a draft by its name: `post.draft.md`.
fn is_draft(file: &Path) -> bool {
    file.file_stem().is_some_and(|stem| stem.to_string_lossy().ends_with(".draft"))
}

/// Whether a path has a part that is left out.
fn is_partial(file: &Path) -> bool {
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
