//! Hugo: content directories and languages, leaf bundles, cascades of the configuration, dates that hide, addresses.
//!
//! Rules from Hugo's documentation ("Content management", "URL management") and from its behavior.

mod cascade;
mod page_url;
mod permalinks;
mod roots;
mod sections;

pub(super) use self::roots::raise;

use std::borrow::Cow;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::tz::TimeZone;
use regex::Regex;

use self::page_url::Page;
use self::permalinks::Permalink;
use self::roots::Root;
use self::sections::Sections;
use super::pattern::pattern;
use super::rules::{Found, Later, Rules, address, flag, is_future, later, zone};
use crate::post::conventions::{Names, PathDates, Split, Untitled, keys};
use crate::post::date::{Clock, DayOrder, at_start, read};
use crate::post::front_matter::{FrontMatter, Map, Value};
use crate::post::scalar::Scalars;
use crate::post::{Conventions, DateSource, Post};
use crate::system::{System, WalkKind};
use crate::template::Dialect;
use crate::text::Clean;

/// Files that are looked at for leaf bundles before the first post is read.
const MOST_LOOKED_AT: usize = 50_000;

/// A Hugo site's rules.
#[derive(Debug)]
struct Hugo {
    conventions: Conventions,
    content: Vec<Root>,
    languages: Vec<String>,
    default_language: String,
    default_in_folder: bool,
    folders: Later<Folders>,
    permalinks: Vec<Permalink>,
    /// Those of languages that have their own.
    language_permalinks: Vec<(String, Vec<Permalink>)>,
    /// Patterns of `ignoreFiles`.
    ignored: Vec<Regex>,
    /// Languages that are switched off.
    disabled: Vec<String>,
    removes_accents: bool,
    lowercase: bool,
    ugly: bool,
    /// Sections whose pages are files where others are folders.
    ugly_sections: Vec<String>,
    builds_future: bool,
    builds_drafts: bool,
    builds_expired: bool,
    /// Keys of the day from which a page is out, and of that from which it is not any more.
    out_keys: Cow<'static, [Cow<'static, str>]>,
    past_keys: Cow<'static, [Cow<'static, str>]>,
    base: Option<String>,
    /// Addresses of languages that have one: then each language is a site of its own, without a folder.
    language_bases: Vec<(String, String)>,
}

/// What the folders of a site's content are.
#[derive(Debug)]
struct Folders {
    /// Those with an `index` file: its other files are no posts.
    bundles: HashSet<PathBuf>,
    sections: Sections,
}

impl Folders {
    fn of(system: &dyn System, root: &Path, content: &[Root], settings: &Map<'static>) -> Self {
        let (bundles, files) = folders(system, root, content);
        Self { bundles, sections: Sections::of(system, root, settings, content, &files) }
    }
}

/// Reads the configuration of a site.
pub(super) fn open(system: &dyn System, root: &Path, settings: &Map<'static>) -> Found {
    let base = base_of(settings);
    let default_language = settings.text("defaultcontentlanguage").unwrap_or("en").to_ascii_lowercase();
    let content = roots::of(settings, &default_language);
    let languages = settings.get("languages").and_then(Value::as_map);
    let of_languages = languages.map(|map| map.0.as_slice()).unwrap_or_default();
    let of_languages = of_languages.iter().filter_map(|(key, value)| Some((key.to_lowercase(), value.as_map()?)));
    let rules = Hugo {
        conventions: conventions(settings),
        folders: later(system, root, {
            let (content, settings) = (content.clone(), settings.clone());
            move |system, root| Folders::of(system, root, &content, &settings)
        }),
        language_permalinks: of_languages
            .clone()
            .filter(|(_, map)| map.get("permalinks").is_some())
            .map(|(language, map)| (language, permalinks::of(map)))
            .collect(),
        language_bases: of_languages.clone().filter_map(|(language, map)| Some((language, base_of(map)?))).collect(),
        disabled: texts(settings, "disablelanguages")
            .map(str::to_lowercase)
            .chain(of_languages.filter(|(_, map)| flag(map, "disabled") == Some(true)).map(|(language, _)| language))
            .collect(),
        ignored: texts(settings, "ignorefiles").take(64).filter_map(pattern).collect(),
        removes_accents: flag(settings, "removepathaccents") == Some(true),
        content,
        languages: languages.map(|map| map.0.iter().map(|(key, _)| key.to_lowercase()).collect()).unwrap_or_default(),
        default_in_folder: flag(settings, "defaultcontentlanguageinsubdir") == Some(true),
        default_language,
        permalinks: permalinks::of(settings),
        lowercase: flag(settings, "disablepathtolower") != Some(true),
        ugly: flag(settings, "uglyurls") == Some(true),
        ugly_sections: ugly_sections(settings),
        builds_future: flag(settings, "buildfuture") == Some(true),
        builds_drafts: flag(settings, "builddrafts") == Some(true),
        builds_expired: flag(settings, "buildexpired") == Some(true),
        out_keys: handlers(settings, "publishdate", &["publishdate", "pubdate", "published"]).0,
        past_keys: handlers(settings, "expirydate", &["expirydate", "unpublishdate"]).0,
        base: front_of(settings),
    };
    let of_language = languages.and_then(|map| map.get(&rules.default_language)?.as_map()?.text("title"));
    let title = settings.text("title").or(of_language).map(str::to_owned);
    Found { title, base_url: base, rules: Box::new(rules) }
}

/// The `baseURL` of a site or a language.
fn base_of(settings: &Map<'_>) -> Option<String> {
    settings.text("baseurl").filter(|url| url.contains("://")).map(|url| url.trim_end_matches('/').to_owned())
}

/// What stands before paths: the `baseURL`, which may be a path alone or have the scheme of the page that it is on.
fn front_of(settings: &Map<'_>) -> Option<String> {
    let url = settings.text("baseurl").map(|url| url.trim_end_matches('/'))?;
    let is_host = url.starts_with("//");
    base_of(settings).or_else(|| is_host.then(|| format!("https:{url}"))).or_else(|| {
        let is_path = url.starts_with('/') && url.len() > 1;
        is_path.then(|| url.to_owned())
    })
}

fn conventions(settings: &Map<'_>) -> Conventions {
    let zone = zone(settings.text("timezone")).unwrap_or(TimeZone::UTC);
    let usual = ["date", "publishdate", "pubdate", "published", "lastmod", "modified"];
    let (date_keys, name_at) = handlers(settings, "date", &usual);
    Conventions {
        clock: Clock { zone, zones_are_ruby_s: false, day_order: DayOrder::MonthFirst },
        scalars: Scalars::Go,
        path_dates: name_at.map_or(PathDates::Name, PathDates::NameAfter),
        date_keys,
        updated_keys: handlers(settings, "lastmod", &["lastmod", "modified"]).0,
        tags: taxonomy(settings, "tag", &["tags"], &["tag"]),
        categories: taxonomy(settings, "category", &["categories"], &["category"]),
        untitled: Untitled::Heading,
        mtime_dates: false,
        ..Conventions::default()
    }
}

/// Where the terms of a taxonomy are: below its plural, which a site may have named like its singular.
fn taxonomy(
    settings: &Map<'_>,
    singular: &str,
    usual: &'static [&'static str],
    other: &'static [&'static str],
) -> Names {
    let named = settings.at(&["taxonomies", singular]).and_then(Value::as_text);
    let is_other = named.is_some_and(|named| other.contains(&named));
    Names::listed(if is_other { other } else { usual }, Split::Never)
}

/// The texts of a list.
fn texts<'m>(settings: &'m Map<'_>, key: &str) -> impl Iterator<Item = &'m str> {
    settings.get(key).and_then(Value::as_list).unwrap_or_default().iter().filter_map(Value::as_text)
}

/// What `frontmatter` lists under one of its dates, and after how many keys the file's name comes.
fn handlers(
    settings: &Map<'_>,
    date: &str,
    usual: &[&'static str],
) -> (Cow<'static, [Cow<'static, str>]>, Option<usize>) {
    let usual = keys(usual);
    let listed = settings.at(&["frontmatter", date]).and_then(Value::as_list).unwrap_or_default();
    let mut name_at = None;
    let mut found: Vec<Cow<'static, str>> = Vec::new();
    for name in listed.iter().filter_map(Value::as_text) {
        match name.to_ascii_lowercase().as_str() {
            ":filename" => name_at = name_at.or(Some(found.len())),
            ":default" => found.extend(usual.iter().cloned()),
            special if special.starts_with(':') => {}
            key => found.push(Cow::Owned(key.replace(['_', '-'], ""))),
        }
    }
    (if found.is_empty() { usual } else { Cow::Owned(found) }, name_at)
}

/// Sections that `uglyURLs` names.
fn ugly_sections(settings: &Map<'_>) -> Vec<String> {
    let sections = settings.get("uglyurls").and_then(Value::as_map).map_or(&[][..], |map| &map.0);
    sections.iter().filter(|(_, is)| is.as_bool() == Some(true)).map(|(section, _)| section.to_string()).collect()
}

/// Folders whose `index` file makes a leaf bundle of them, and the `_index` files, which make sections.
fn folders(system: &dyn System, root: &Path, content: &[Root]) -> (HashSet<PathBuf>, Vec<PathBuf>) {
    let (mut bundles, mut sections) = (HashSet::new(), Vec::new());
    let seen = AtomicUsize::new(0);
    let keep = |kind: WalkKind, path: &Path| {
        let few = seen.fetch_add(1, Ordering::Relaxed) < MOST_LOOKED_AT;
        match kind {
            WalkKind::Directory => {
                few && content.iter().any(|it| it.source.starts_with(path) || path.starts_with(&it.source))
            }
            WalkKind::File => few && (is_index(path) || is_section(path)),
        }
    };
    system.walk(root, &keep, &mut |entry| {
        if is_section(&entry.path) {
            sections.push(entry.path);
        } else {
            bundles.extend(entry.path.parent().map(Path::to_path_buf));
        }
        true
    });
    sections.sort();
    (bundles, sections)
}

/// `_index.md`, `_index.fr.md`.
fn is_section(file: &Path) -> bool {
    file.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with("_index."))
}

/// `index.md`, `index.fr.md`, `index.html`.
fn is_index(file: &Path) -> bool {
    let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    name.split('.').next() == Some("index") && is_content(file)
}

/// Whether Hugo makes a page of a file, by its extension ("Content formats").
fn is_content(file: &Path) -> bool {
    const KNOWN: [&str; 12] =
        ["md", "markdown", "mdown", "org", "adoc", "asciidoc", "ad", "rst", "pandoc", "pdc", "html", "htm"];
    let extension = file.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    KNOWN.iter().any(|known| extension.eq_ignore_ascii_case(known))
}

impl Hugo {
    /// The path below its content directory, and that directory's language.
    fn below<'p>(&self, file: &'p Path) -> Option<(Cow<'p, Path>, &str)> {
        self.content.iter().find_map(|root| Some((root.below(file)?, root.language.as_str())))
    }

    /// One of the site's languages; a site that names none has one.
    fn is_language(&self, code: &str) -> bool {
        if self.languages.is_empty() {
            return code == self.default_language;
        }
        self.languages.iter().any(|known| known == code)
    }

    /// The file's name without its extension and language, and the language.
    fn name<'p>(&self, file: &'p Path) -> (&'p str, Option<String>) {
        let stem = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        match stem.rsplit_once('.') {
            Some((name, language)) if self.is_language(&language.to_lowercase()) => {
                (name, Some(language.to_lowercase()))
            }
            _ => (stem, None),
        }
    }

    /// The language of a file: its name's, else its content folder's.
    fn language(&self, file: &Path) -> String {
        let of_folder = || self.below(file).map_or_else(String::new, |(_, language)| language.to_owned());
        self.name(file).1.unwrap_or_else(of_folder)
    }

    /// With `:filename`, what follows the date in the name is the slug, up to its last dot (`dateAndSlugFromBaseFilename`).
    fn slug_of_name<'p>(&self, below: &'p Path, name: &'p str, post: &Post) -> Option<&'p str> {
        let is_read = matches!(self.conventions.path_dates, PathDates::NameAfter(_))
            && post.date.is_some_and(|date| date.source == DateSource::FileName);
        let folder = || below.parent().and_then(Path::file_name).and_then(|folder| folder.to_str());
        let name = if name == "index" { folder().unwrap_or(name) } else { name };
        let (_, length) = at_start(name).filter(|_| is_read)?;
        let rest = name.get(length..)?;
        let rest = rest.rsplit_once('.').map_or(rest, |(rest, _)| rest).trim_matches([' ', '-', '_']);
        (!rest.is_empty()).then_some(rest)
    }

    fn is_past(&self, front: &FrontMatter<'_>, keys: &[Cow<'_, str>], now: i64) -> Option<bool> {
        let text = keys.iter().find_map(|key| front.values.text(key))?;
        let written = read(text, self.conventions.clock.day_order).ok()?;
        let date = self.conventions.clock.resolve(&written, || false, DateSource::FrontMatter);
        Some(date.instant() <= now)
    }
}

impl Rules for Hugo {
    fn enters(&self, directory: &Path) -> bool {
        let name = directory.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let inside =
            self.content.iter().any(|root| directory.starts_with(&root.source) || root.source.starts_with(directory));
        inside && !name.starts_with('.') && name != "node_modules"
    }

    fn is_post(&self, file: &Path) -> bool {
        if self.below(file).is_none() {
            return false;
        }
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        // A folder that is ignored hides what is in it.
        let is_ignored = || {
            let covers = |path: &Path| {
                let path = format!("/{}", path.to_string_lossy());
                self.ignored.iter().any(|ignored| ignored.is_match(&path))
            };
            !self.ignored.is_empty() && file.ancestors().any(covers)
        };
        let is_named = !name.starts_with(['.', '#']) && !name.starts_with("_index.");
        let listed = is_content(file) && is_named && !is_ignored() && !self.disabled.contains(&self.language(file));
        let resource = file
            .ancestors()
            .skip(1)
            .any(|folder| self.folders.bundles.contains(folder) && !(is_index(file) && file.parent() == Some(folder)));
        listed && !resource
    }

    fn conventions(&self) -> &Conventions {
        &self.conventions
    }

    fn complete(&self, file: &Path, front: &mut FrontMatter<'_>) -> bool {
        if let Some((below, _)) = self.below(file) {
            self.folders.sections.cascades.add(file, &below, &self.language(file), front);
        }
        // A page at the top without a date is about the site, not of the blog.
        let at_top = self.below(file).is_none_or(|(below, _)| below.components().count() < 2);
        !(at_top
            && front.values.get("date").is_none()
            && at_start(&file.file_name().unwrap_or_default().to_string_lossy()).is_none())
    }

    fn finish(&self, file: &Path, front: &FrontMatter<'_>, post: &mut Post, now: i64) {
        let Some((below, _)) = self.below(file) else { return };
        let (name, _) = self.name(file);
        let language = self.language(file);
        let values = &front.values;
        post.status.draft =
            !self.builds_drafts && (flag(values, "draft") == Some(true) || flag(values, "published") == Some(false));
        let out = self.is_past(front, &self.out_keys, now);
        post.status.future = !self.builds_future && out.map_or_else(|| is_future(post, now), |out| !out);
        let expired = !self.builds_expired && self.is_past(front, &self.past_keys, now) == Some(true);
        let build = |key: &str| {
            let maps = ["build", "_build"].iter().filter_map(|map| values.exact(map)?.as_map());
            maps.filter_map(|map| map.get(key)?.to_text()).next()
        };
        let unlisted =
            ["list", "render"].iter().any(|key| matches!(build(key).as_deref(), Some("never" | "false" | "local")));
        post.status.hidden = expired || unlisted || flag(values, "headless") == Some(true);
        let (path, is_whole) = self.path_of_url(&Page {
            below: &below,
            name,
            language: &language,
            slug: self.slug_of_name(&below, name, post),
            front,
            post,
        });
        let is_only = !self.language_bases.is_empty();
        let in_folder = !is_whole && !is_only && (language != self.default_language || self.default_in_folder);
        let path = if in_folder && !language.is_empty() { format!("/{language}{path}") } else { path };
        let own = self.language_bases.iter().find(|(of, _)| *of == language).map(|(_, base)| base);
        post.url = Some(address(own.or(self.base.as_ref()).map(String::as_str), &path));
        if post.lang.is_none() && (!self.languages.is_empty() || language != self.default_language) {
            post.lang = Some(Clean::line(&language));
        }
    }

    fn dialect(&self, _file: &Path) -> Dialect {
        Dialect::Hugo
    }
}

#[cfg(test)]
mod tests;
