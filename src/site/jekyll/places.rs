//! Where a Jekyll site's posts lie: its sources, `collections_dir`, what is excluded and what is included after all.
//!
//! Rules from `Jekyll::EntryFilter`, `Jekyll::Reader` and `Jekyll::PostReader`. Knows paths only.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::stand_ins::{StandIn, StandIns};
use crate::post::front_matter::{Map, Value};
use crate::site::glob::{self, Glob};
use crate::site::rules::{below, is_html, is_markdown, parts};
use crate::system::System;

/// Left out whatever the configuration says, unless it includes them (`Configuration::DEFAULT_EXCLUDES`).
const EXCLUDED: [&str; 8] = [
    ".sass-cache/",
    ".jekyll-cache/",
    "node_modules/",
    "vendor/bundle/",
    "vendor/cache/",
    "vendor/gems/",
    "vendor/ruby/",
    "_site/",
];
/// Extensions of drafts and of pages of a collection beside Markdown and HTML: those of converters, and text that is published
/// as it stands.
const TEXTS: [&str; 8] = ["textile", "txt", "text", "adoc", "asciidoc", "ad", "org", "rst"];
/// What is no text: Jekyll takes every other file with a day in its name for a post, whatever its extension.
const BINARY: [&str; 24] = [
    "png", "jpg", "jpeg", "gif", "webp", "avif", "bmp", "ico", "tif", "tiff", "heic", "pdf", "zip", "gz", "tgz", "mp3",
    "mp4", "m4a", "mov", "webm", "ogg", "wav", "ttf", "psd",
];

/// What else than `markdown_ext` becomes HTML, by a plugin or as it stands.
const CONVERTED: [&str; 7] = ["html", "textile", "adoc", "asciidoc", "ad", "org", "rst"];

/// Where the plugin for many languages has a folder a language, each with `_posts` in it.
const TRANSLATED: &str = "_i18n";

/// An entry of `include` or `exclude`.
#[derive(Debug)]
struct Entry {
    text: String,
    pattern: Option<Glob>,
}

impl Entry {
    fn new(text: String) -> Self {
        // `fnmatch` without flags: two stars are one, which goes over slashes.
        let pattern = Some(&text).filter(|text| text.contains(['*', '?']));
        Self { pattern: pattern.and_then(|text| Glob::across(&text.replace("**", "*"))), text }
    }

    /// Whether a pattern matches the path, or the entry's text starts it, as Jekyll has it.
    fn covers(&self, path: &str) -> bool {
        path.starts_with(self.text.as_str()) || self.pattern.as_ref().is_some_and(|pattern| pattern.covers(path))
    }
}

/// The places of one site.
#[derive(Debug)]
pub(super) struct Places {
    /// Where the sources are, relative to the root; empty if there.
    source: PathBuf,
    /// `collections_dir`, relative to the sources; empty if there is none.
    collections: PathBuf,
    /// Whether posts lie beside the configuration: a folder of posts that was given one.
    posts_are_loose: bool,
    /// Whether a post needs no day in its name, as in Bridgetown.
    has_undated: bool,
    stand_ins: StandIns,
    /// `languages` of the plugin for many of them (jekyll-multiple-languages-plugin); none if it isn't used.
    languages: Vec<String>,
    excluded: Vec<Entry>,
    included: Vec<Entry>,
    /// `markdown_ext`.
    markdown: Vec<String>,
}

impl Places {
    /// Of these settings.
    pub(super) fn of(system: &dyn System, root: &Path, settings: &Map<'_>) -> Self {
        let source = folder(settings.text("source"));
        let collections = folder(settings.text("collectionsdir"));
        let has_posts = system.is_dir(root, &source.join(&collections).join("_posts"));
        let has_posts = has_posts || !collections.as_os_str().is_empty();
        let is_loose = |name: &PathBuf| is_markdown(name) && name.to_str().is_some_and(is_dated);
        let list = |key: &str| -> Vec<String> {
            let names = match settings.get(key) {
                Some(Value::List(list)) => list.iter().filter_map(Value::as_text).collect(),
                Some(Value::Text(text)) => vec![text.as_ref()],
                _ => Vec::new(),
            };
            names
                .into_iter()
                .take(glob::MOST)
                .map(|it| it.trim_start_matches("./").trim_start_matches('/').to_owned())
                .collect()
        };
        let is_translated = system.is_dir(root, &source.join(TRANSLATED));
        let mut excluded = list("exclude");
        let built = settings.text("destination").map(|it| it.trim_start_matches("./").trim_matches('/'));
        excluded.extend(built.filter(|it| !it.is_empty() && !it.starts_with('.')).map(|it| format!("{it}/")));
        excluded.extend(EXCLUDED.map(str::to_owned));
        let included = list("include");
        excluded.retain(|it| !included.contains(it));
        let entries = |list: Vec<String>| list.into_iter().filter(|it| !it.is_empty()).map(Entry::new).collect();
        let markdown = settings.text("markdownext").unwrap_or("markdown,mkdown,mkdn,mkd,md");
        Self {
            posts_are_loose: !has_posts && system.names(root, &source).iter().any(is_loose),
            has_undated: settings.exact(super::bridgetown::MARK).is_some(),
            stand_ins: StandIns::of(system, root, &source.join(&collections), settings),
            source,
            collections,
            languages: if is_translated { list("languages") } else { Vec::new() },
            excluded: entries(excluded),
            included: entries(included.into_iter().map(|it| it.trim_end_matches('/').to_owned()).collect()),
            markdown: markdown.split(',').map(|it| it.trim().trim_start_matches('.').to_ascii_lowercase()).collect(),
        }
    }

    /// The path below the sources.
    pub(super) fn below<'p>(&self, file: &'p Path) -> Option<&'p Path> {
        below(file, &self.source)
    }

    /// The path below the sources, `collections_dir` and the folder of a language, by which categories and defaults go.
    pub(super) fn collected<'p>(&self, file: &'p Path) -> Option<&'p Path> {
        let in_sources = self.below(file)?;
        match self.language(file) {
            Some(language) => in_sources.strip_prefix(TRANSLATED).ok()?.strip_prefix(language).ok(),
            None => below(in_sources, &self.collections),
        }
    }

    /// The language in whose folder a file is.
    pub(super) fn language(&self, file: &Path) -> Option<&str> {
        if self.languages.is_empty() {
            return None;
        }
        let mut parts = parts(self.below(file)?);
        let name = parts.next().filter(|name| *name == TRANSLATED).and_then(|_| parts.next())?;
        self.languages.iter().map(String::as_str).find(|language| *language == name)
    }

    /// What the addresses of a file's language begin with: nothing for the first.
    pub(super) fn language_path(&self, file: &Path) -> String {
        let language = self.language(file).filter(|it| self.languages.first().is_none_or(|first| first != it));
        language.map(|language| format!("/{language}")).unwrap_or_default()
    }

    /// The collection that a file is in, if that stands in for posts.
    pub(super) fn stand_in(&self, file: &Path) -> Option<&StandIn> {
        self.stand_ins.around(self.collected(file)?)
    }

    /// Whether the walk enters a folder.
    pub(super) fn enters(&self, directory: &Path) -> bool {
        let Some(below) = self.below(directory) else { return self.source.starts_with(directory) };
        if !(below.starts_with(&self.collections) || self.collections.starts_with(below)) {
            return false;
        }
        let name = below.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let above = below.parent().unwrap_or(below);
        // In a collection these are names as others.
        let among_posts = parts(above).any(is_posts);
        let is_inside = among_posts || self.stand_in(&self.source.join(above)).is_some();
        let is_collection = matches!(name, "_posts" | "_drafts") && !is_inside;
        let is_special = name.starts_with(['.', '_', '#', '~']) && !is_collection || name == "node_modules";
        // A repository's own folders hold no posts, whatever is included.
        let is_hidden = matches!(name, ".git" | ".svn" | ".hg");
        // Such a name hides what is right below a folder of posts, and nothing deeper (`EntryFilter#special?`).
        let is_deep = !above.file_name().and_then(|name| name.to_str()).is_some_and(is_posts);
        let in_posts = among_posts && is_deep || self.stand_in(directory).is_some();
        let is_translated = !self.languages.is_empty() && below == Path::new(TRANSLATED);
        let entered = !is_special || is_translated || in_posts && !name.starts_with('.') || self.is_included(below);
        // Among posts exclusion is of files (`Reader#get_entries`).
        entered && !is_hidden && (among_posts || !self.is_excluded(below, true))
    }

    /// Whether a file may be a post.
    pub(super) fn holds(&self, file: &Path) -> bool {
        let Some(below) = self.collected(file) else { return false };
        let name = below.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let folders = below.parent().unwrap_or(below);
        let has = |folder: &str| parts(folders).any(|part| part == folder);
        let extension = below.extension().unwrap_or_default();
        let is_one_of = |known: &[&str]| known.iter().any(|known| extension.eq_ignore_ascii_case(known));
        let is_written_as = || is_markdown(below) || is_html(below) || is_one_of(&TEXTS) || self.is_markdown(extension);
        let is_dated_text = || !extension.is_empty() && has("_posts") && !is_one_of(&BINARY);
        let is_text = || is_written_as() || is_dated_text();
        let named = !name.starts_with(['.', '_', '#', '~']) && !name.ends_with('~');
        // Jekyll takes a dated file beside `_config.yml` for a page; on a site without `_posts` nobody means one.
        let at_place = has("_posts") || self.posts_are_loose && folders.as_os_str().is_empty();
        let is_written =
            has("_drafts") || at_place && (self.has_undated || is_dated(name)) || self.stand_in(file).is_some();
        let is_excluded = || self.below(file).is_some_and(|below| self.is_excluded(below, false));
        named && is_written && is_text() && !is_excluded()
    }

    /// The extension of the page that is made of a file, with its dot: a text that no converter takes keeps its own.
    pub(super) fn output_extension(&self, file: &Path) -> String {
        let written = file.extension().unwrap_or_default();
        let is_converted =
            self.is_markdown(written) || CONVERTED.iter().any(|known| written.eq_ignore_ascii_case(known));
        if is_converted { ".html".to_owned() } else { format!(".{}", written.to_string_lossy()) }
    }

    /// Whether `markdown_ext` names it.
    fn is_markdown(&self, extension: &OsStr) -> bool {
        self.markdown.iter().any(|known| extension.eq_ignore_ascii_case(known))
    }

    fn is_included(&self, path: &Path) -> bool {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let path = path.to_string_lossy();
        self.included.iter().any(|entry| entry.covers(&path) || entry.covers(name))
    }

    fn is_excluded(&self, path: &Path, is_folder: bool) -> bool {
        let text = path.to_string_lossy();
        let whole = |entry: &Entry| is_folder && entry.text.strip_suffix('/') == Some(&*text);
        self.excluded.iter().any(|entry| entry.covers(&text) || whole(entry)) && !self.is_included(path)
    }
}

/// Whether a folder of this name holds posts or drafts.
pub(super) fn is_posts(name: &str) -> bool {
    matches!(name, "_posts" | "_drafts")
}

fn folder(written: Option<&str>) -> PathBuf {
    let path = written.unwrap_or_default().trim_start_matches("./").trim_matches('/');
    if path.split('/').any(|part| part == "..") { PathBuf::new() } else { parts(Path::new(path)).collect() }
}

/// `2010-06-08-name.md`, with years of two digits and unpadded numbers.
pub(super) fn is_dated(name: &str) -> bool {
    let mut numbers = name.splitn(4, '-');
    let mut digits = |least: usize, most: usize| {
        numbers.next().is_some_and(|run| (least..=most).contains(&run.len()) && run.bytes().all(|b| b.is_ascii_digit()))
    };
    digits(2, 4) && digits(1, 2) && digits(1, 2) && numbers.next().is_some()
}
