//! Which folders of an Astro site are collections, and below which address the pages of each are shown.
//!
//! Read from the collections' configuration and from the names and words of pages with a part that varies
//! (`src/pages/posts/[...slug].astro`); nothing is run. Knows no posts.

use std::path::{Path, PathBuf};

use crate::post::Post;
use crate::site::glob::{self, Glob};
use crate::site::languages;
use crate::site::rules::{is_blog_folder, parts};
use crate::site::{object, script, settings, slug};
use crate::system::{System, WalkKind};

/// Where collections are defined (Astro's documentation, "Content collections").
const CONFIGURATIONS: [&str; 8] = [
    "src/content.config.ts",
    "src/content.config.mts",
    "src/content.config.js",
    "src/content.config.mjs",
    "src/content/config.ts",
    "src/content/config.mts",
    "src/content/config.js",
    "src/content/config.mjs",
];
/// Pages that are read.
const MOST_PAGES: usize = 256;
/// Bytes of a page that are read.
const PAGE: usize = 64 * 1024;
/// Parts that vary by other things than posts.
const OTHERS: [&str; 17] = [
    "page",
    "pages",
    "tag",
    "tags",
    "category",
    "categories",
    "topic",
    "lang",
    "locale",
    "language",
    "year",
    "month",
    "day",
    "author",
    "authors",
    "series",
    "params",
];

/// A collection that the configuration defines.
#[derive(Debug)]
pub(super) struct Collection {
    /// What pages call it.
    pub name: String,
    /// Where its files are.
    pub folder: PathBuf,
    /// Tags of entries that name none (`tags: z.array(z.string()).default(["others"])`).
    pub tags: Vec<String>,
    /// Whether a function of its own names its entries (`generateId`), as their files are called.
    pub keeps_names: bool,
    /// Which of them it has, and which not, below its folder; none: those whose names begin with no line.
    patterns: Vec<(bool, Glob)>,
}

impl Collection {
    /// Whether a file in its folder is one of its entries.
    pub(super) fn has(&self, file: &Path) -> bool {
        let below = file.strip_prefix(&self.folder).unwrap_or(file).to_string_lossy();
        let name = below.rsplit('/').next().unwrap_or_default();
        let covers = |wanted: bool| self.patterns.iter().any(|(is_in, glob)| *is_in == wanted && glob.covers(&below));
        match self.patterns.iter().any(|(is_in, _)| *is_in) {
            true => covers(true) && !covers(false) && !name.starts_with('.'),
            false => !name.starts_with(['_', '.']),
        }
    }
}

/// A page that shows one entry.
#[derive(Debug)]
pub(super) struct Page {
    /// What stands before the entry in its address; its parts that vary in brackets, where a post tells them.
    pub route: String,
    /// How many parts of that vary by what no entry tells, or by its language.
    varying: usize,
    /// Whether it is a page of the site's first language without a part for that (`[...lang]`).
    pub has_silent_language: bool,
    text: String,
}

impl Page {
    /// Whether the name of an entry stands in its address without the day before it: `id.replace(/^\d{4}-\d{2}-\d{2}-/, "")`.
    pub(super) fn drops_days(&self) -> bool {
        let calls = self.text.split("replace(/").skip(1).filter_map(|rest| rest.split("/,").next());
        calls.take(MOST_PAGES).any(|pattern| pattern.contains(r"\d{4}-\d{2}-\d{2}"))
    }

    /// Whether it asks for a value of that name.
    pub(super) fn asks_for(&self, name: &str) -> bool {
        self.text.contains(name)
    }

    /// Whether it is one for entries in that language: 0 for those alone, 2 for those of other ones alone.
    fn strangeness(&self, language: Option<&str>) -> u8 {
        let mut parts = self.route.split('/');
        match parts.find(|part| *part == languages::PLACE || languages::is_language(part)) {
            Some(part) if language == Some(part) || language.is_some() && part == languages::PLACE => 0,
            Some(languages::PLACE) | None => 1,
            Some(_) => 2,
        }
    }
}

/// What a site says of its collections.
#[derive(Debug)]
pub(super) struct Routes {
    collections: Vec<Collection>,
    pages: Vec<Page>,
}

impl Routes {
    /// Reads the configuration and the pages.
    pub(super) fn of(system: &dyn System, root: &Path) -> Self {
        let config = CONFIGURATIONS.iter().find_map(|name| settings::text(system, root, name));
        let collections = config.map(|config| defined(&object::uncommented(&config))).unwrap_or_default();
        Self { collections, pages: pages(system, root) }
    }

    /// Folders outside `src/content` that hold collections.
    pub(super) fn folders(&self) -> impl Iterator<Item = &Path> {
        self.collections.iter().map(|collection| collection.folder.as_path())
    }

    /// The collection that a file is in.
    pub(super) fn collection(&self, file: &Path) -> Option<&Collection> {
        let holding = self.collections.iter().filter(|collection| file.starts_with(&collection.folder));
        holding.max_by_key(|collection| collection.folder.components().count())
    }

    /// Which page shows the entries of a collection that are in a language; none if no page tells.
    pub(super) fn page(&self, collection: &str, language: Option<&str>) -> Option<&Page> {
        let ranked = self.pages.iter().filter_map(|page| Some((page, self.fitness(page, collection)?)));
        let rank = |(page, rank): &(&Page, u8)| (*rank, page.strangeness(language), page.varying, page.route.len());
        ranked.min_by_key(rank).map(|(page, _)| page)
    }

    /// Whether entries of a collection are shown by pages of single languages.
    pub(super) fn has_languages(&self, collection: &str) -> bool {
        let own = self.pages.iter().filter(|page| self.fitness(page, collection).is_some());
        own.flat_map(|page| page.route.split('/')).any(|part| part == languages::PLACE || languages::is_language(part))
    }

    /// How well a page fits a collection, less is better: it names it, its folder is called like it, or both are a blog's.
    fn fitness(&self, page: &Page, collection: &str) -> Option<u8> {
        let folder = page.route.rsplit('/').find(|part| !part.starts_with('[')).unwrap_or_default();
        let one = |name: &str| name.trim_end_matches('s').to_ascii_lowercase();
        match () {
            () if names(&page.text, collection) => Some(0),
            () if !folder.is_empty() && one(folder) == one(collection) => Some(1),
            () if is_blog_folder(folder) && is_blog_folder(collection) && !self.names_other(page, collection) => {
                Some(2)
            }
            () => None,
        }
    }

    fn names_other(&self, page: &Page, collection: &str) -> bool {
        self.collections.iter().any(|other| other.name != collection && names(&page.text, &other.name))
    }
}

/// Whether a page asks for a collection by its name.
fn names(text: &str, collection: &str) -> bool {
    ["getCollection(", "getEntry(", "getEntries(", "CollectionEntry<"].iter().any(|call| {
        text.split(call).skip(1).any(|rest| {
            let rest = rest.trim_start().strip_prefix(['"', '\'', '`']);
            rest.and_then(|rest| rest.strip_prefix(collection)).is_some_and(|rest| rest.starts_with(['"', '\'', '`']))
        })
    })
}

/// The collections of a configuration, by `defineCollection(…)` and the names they are exported by.
fn defined(config: &str) -> Vec<Collection> {
    const CALL: &str = "defineCollection(";
    let exported = object::entries(config, "collections");
    let mut found = Vec::new();
    for (at, _) in config.match_indices(CALL).take(MOST_PAGES) {
        let (Some(before), Some(rest)) = (config.get(..at), config.get(at + CALL.len() - 1..)) else { continue };
        let before = before.trim_end().trim_end_matches(['=', ':']).trim_end();
        let start = before.rfind(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '$' | '-'));
        let variable = before.get(start.map_or(0, |at| at + 1)..).unwrap_or_default();
        let name = exported.iter().find(|(_, value)| *value == variable).map_or(variable, |(name, _)| *name);
        let body = object::inside(rest).unwrap_or_default();
        let folder = object::path(config, body, "base").unwrap_or_else(|| format!("src/content/{name}"));
        let written = script::texts(body, "pattern").or_else(|| Some(vec![script::text(body, "pattern")?]));
        let patterns = written.unwrap_or_default().into_iter().take(glob::MOST).filter_map(|pattern| {
            let (is_in, pattern) = pattern.strip_prefix('!').map_or((true, pattern.as_str()), |rest| (false, rest));
            Some((is_in, Glob::new(pattern)?))
        });
        if !name.is_empty() {
            found.push(Collection {
                name: name.to_owned(),
                folder: PathBuf::from(folder),
                patterns: patterns.collect(),
                keeps_names: body.contains("generateId"),
                tags: default_tags(body),
            });
        }
    }
    found
}

/// The tags that a schema gives to entries without any.
fn default_tags(body: &str) -> Vec<String> {
    let schema = script::values(body, "tags").next().unwrap_or_default();
    let schema = schema.get(..script::extent(schema)).unwrap_or_default();
    let list = schema.split_once(".default(").map_or("", |(_, rest)| rest);
    script::texts(&format!("tags: {list}"), "tags").unwrap_or_default()
}

/// The pages that show one entry each.
fn pages(system: &dyn System, root: &Path) -> Vec<Page> {
    let below = Path::new("src/pages");
    let keep = |kind: WalkKind, path: &Path| match kind {
        WalkKind::Directory => below.starts_with(path) || path.starts_with(below),
        WalkKind::File => path.extension().is_some_and(|it| it == "astro") && varying(path).is_some(),
    };
    let mut found = Vec::new();
    system.walk(root, &keep, &mut |entry| {
        if let (Some((route, varying)), Ok(file)) = (varying(&entry.path), system.read(root, &entry.path, PAGE)) {
            let has_silent_language = parts(&entry.path).filter_map(|part| part.strip_prefix("[...")).any(is_language);
            let text = String::from_utf8_lossy(&file.bytes).into_owned();
            found.push(Page { route, varying, has_silent_language, text });
        }
        found.len() < MOST_PAGES
    });
    found
}

/// Whether a part of a page's path varies by language, given what stands behind its bracket.
fn is_language(part: &str) -> bool {
    part.strip_suffix(']').is_some_and(languages::is_varied)
}

/// What stands before the part that varies by entry, and how many parts of that vary; none for any other page.
fn varying(page: &Path) -> Option<(String, usize)> {
    let parameter = |part: &str| Some(part.strip_prefix('[')?.strip_suffix(']')?.trim_start_matches("...").to_owned());
    let mut names: Vec<&str> = parts(page.strip_prefix("src/pages").ok()?).collect();
    let last = names.pop()?.strip_suffix(".astro")?;
    let entry = if last == "index" { names.pop()? } else { last };
    if names.iter().any(|name| name.starts_with('_'))
        || OTHERS.contains(&parameter(entry)?.to_ascii_lowercase().as_str())
    {
        return None;
    }
    // Of the parts that vary, those that a post tells stay: its day and its category.
    let told = |name: &str| matches!(name, "[year]" | "[month]" | "[day]" | "[category]");
    let untold = |name: &&&str| parameter(name).is_some() && !told(name);
    let count = names.iter().filter(untold).count();
    let kept = names.iter().filter_map(|name| match parameter(name) {
        Some(parameter) if languages::is_varied(&parameter) => Some(languages::PLACE),
        Some(_) if !told(name) => None,
        _ => Some(*name),
    });
    let kept: Vec<&str> = kept.collect();
    Some((kept.join("/"), count))
}

/// A route with the day and the category of a post in the places of the parts that vary by them; none if it lacks one.
pub(super) fn filled(route: &str, post: &Post) -> Option<String> {
    let part = |part: &str| {
        let day = |format: &str| post.date.map(|date| date.civil.strftime(format).to_string());
        match part {
            "[year]" => day("%Y"),
            "[month]" => day("%m"),
            "[day]" => day("%d"),
            "[category]" => post.categories.first().map(|name| slug::github(name)),
            part => Some(part.to_owned()),
        }
    };
    Some(route.split('/').map(part).collect::<Option<Vec<String>>>()?.join("/"))
}
