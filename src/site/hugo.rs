//! Hugo: content directories and languages, leaf bundles, cascades of the configuration, dates that hide, addresses.
//!
//! Rules from Hugo's documentation ("Content management", "URL management") and from its behavior.

use std::borrow::Cow;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::tz::TimeZone;

use super::permalink::{date_token, expand_colons, squeeze};
use super::rules::{Found, Rules, address, flag, is_future, is_html, is_markdown, parts, zone};
use super::slug::hugo;
use crate::post::conventions::{Names, PathDates, Split, Untitled, keys};
use crate::post::date::{self, Clock, DayOrder, at_start, read};
use crate::post::front_matter::{FrontMatter, Map, Value};
use crate::post::{Conventions, Post};
use crate::system::{System, WalkKind};
use crate::template::Dialect;
use crate::text::Clean;

/// Files that are looked at for leaf bundles before the first post is read.
const MOST_LOOKED_AT: usize = 50_000;

/// A Hugo site's rules.
#[derive(Debug)]
struct Hugo {
    conventions: Conventions,
    /// Content directories, each with its language; the default language first.
    content: Vec<(PathBuf, String)>,
    languages: Vec<String>,
    default_language: String,
    default_in_folder: bool,
    /// Folders with an `index` file: its other files are no posts.
    bundles: HashSet<PathBuf>,
    /// Folders with an `_index` file, which makes sections of those that are not at the top.
    sections: HashSet<PathBuf>,
    permalinks: Vec<(String, String)>,
    lowercase: bool,
    ugly: bool,
    builds_future: bool,
    builds_drafts: bool,
    builds_expired: bool,
    base: Option<String>,
}

/// Reads the configuration of a site.
pub(super) fn open(system: &dyn System, root: &Path, settings: &Map<'static>) -> Found {
    let base =
        settings.text("baseurl").filter(|url| url.contains("://")).map(|url| url.trim_end_matches('/').to_owned());
    let default_language = settings.text("defaultcontentlanguage").unwrap_or("en").to_ascii_lowercase();
    let content = content(settings, &default_language);
    let languages = settings.get("languages").and_then(Value::as_map);
    let (bundles, sections) = folders(system, root, &content);
    let rules = Hugo {
        conventions: conventions(settings),
        bundles,
        sections,
        content,
        languages: languages.map(|map| map.0.iter().map(|(key, _)| key.to_lowercase()).collect()).unwrap_or_default(),
        default_in_folder: flag(settings, "defaultcontentlanguageinsubdir") == Some(true),
        default_language,
        permalinks: permalinks(settings),
        lowercase: flag(settings, "disablepathtolower") != Some(true),
        ugly: flag(settings, "uglyurls") == Some(true),
        builds_future: flag(settings, "buildfuture") == Some(true),
        builds_drafts: flag(settings, "builddrafts") == Some(true),
        builds_expired: flag(settings, "buildexpired") == Some(true),
        base: base.clone(),
    };
    let of_language = languages.and_then(|map| map.get(&rules.default_language)?.as_map()?.text("title"));
    let title = settings.text("title").or(of_language).map(str::to_owned);
    Found { title, base_url: base, rules: Box::new(rules) }
}

fn conventions(settings: &Map<'_>) -> Conventions {
    let zone = zone(settings.text("timezone")).unwrap_or(TimeZone::UTC);
    let (date_keys, names_first) = date_keys(settings);
    Conventions {
        clock: Clock { zone, zones_are_ruby_s: false, day_order: DayOrder::MonthFirst },
        path_dates: if names_first { PathDates::NameFirst } else { PathDates::Name },
        date_keys,
        updated_keys: keys(&["lastmod", "modified"]),
        tags: Names::listed(&["tags"], Split::Never),
        categories: Names::listed(&["categories"], Split::Never),
        untitled: Untitled::Heading,
        mtime_dates: false,
        ..Conventions::default()
    }
}

/// What `frontmatter.date` lists, and whether the file's name comes before any key.
fn date_keys(settings: &Map<'_>) -> (Cow<'static, [Cow<'static, str>]>, bool) {
    let usual = keys(&["date", "publishdate", "pubdate", "published", "lastmod", "modified"]);
    let listed = settings.at(&["frontmatter", "date"]).and_then(Value::as_list).unwrap_or_default();
    let mut names_first = false;
    let mut found: Vec<Cow<'static, str>> = Vec::new();
    for name in listed.iter().filter_map(Value::as_text) {
        match name.to_ascii_lowercase().as_str() {
            ":filename" => names_first |= found.is_empty(),
            ":default" => found.extend(usual.iter().cloned()),
            special if special.starts_with(':') => {}
            key => found.push(Cow::Owned(key.replace(['_', '-'], ""))),
        }
    }
    (if found.is_empty() { usual } else { Cow::Owned(found) }, names_first)
}

/// Content directories: of the site, of each language, and of mounts that give content.
fn content(settings: &Map<'_>, default_language: &str) -> Vec<(PathBuf, String)> {
    let main = settings.text("contentdir").unwrap_or("content");
    let mut found: Vec<(PathBuf, String)> = Vec::new();
    for (language, of_language) in settings.get("languages").and_then(Value::as_map).map_or(&[][..], |map| &map.0) {
        if let Some(directory) = of_language.as_map().and_then(|map| map.text("contentdir")) {
            found.push((PathBuf::from(directory.trim_matches('/')), language.to_lowercase()));
        }
    }
    let mounts = settings.at(&["module", "mounts"]).and_then(Value::as_list).unwrap_or_default();
    for mount in mounts.iter().filter_map(Value::as_map).filter(|mount| mount.text("target") == Some("content")) {
        if let Some(directory) = mount.text("source").filter(|it| !it.contains("..")) {
            let language = mount.text("lang").unwrap_or(default_language).to_lowercase();
            found.push((PathBuf::from(directory.trim_matches('/')), language));
        }
    }
    if !found.iter().any(|(_, language)| language == default_language) {
        found.push((PathBuf::from(main.trim_matches('/')), default_language.to_owned()));
    }
    found.sort_by_key(|(directory, language)| {
        (std::cmp::Reverse(directory.components().count()), language != default_language)
    });
    found.dedup_by(|one, other| one.0 == other.0);
    found
}

/// Patterns by section: `[permalinks] posts = …`, or under `page` since Hugo 0.115.
fn permalinks(settings: &Map<'_>) -> Vec<(String, String)> {
    let Some(map) = settings.get("permalinks").and_then(Value::as_map) else { return Vec::new() };
    let of = |map: &Map<'_>| -> Vec<(String, String)> {
        let text = |(key, value): &(std::borrow::Cow<'_, str>, Value<'_>)| {
            Some((key.trim_matches('/').to_owned(), value.as_text()?.to_owned()))
        };
        map.0.iter().filter_map(text).collect()
    };
    let mut found = of(map);
    found.extend(map.get("page").and_then(Value::as_map).map(of).unwrap_or_default());
    found
}

/// Folders whose `index` file makes a leaf bundle of them, and those whose `_index` file makes a section.
fn folders(system: &dyn System, root: &Path, content: &[(PathBuf, String)]) -> (HashSet<PathBuf>, HashSet<PathBuf>) {
    let (mut bundles, mut sections) = (HashSet::new(), HashSet::new());
    let seen = AtomicUsize::new(0);
    let keep = |kind: WalkKind, path: &Path| {
        let few = seen.fetch_add(1, Ordering::Relaxed) < MOST_LOOKED_AT;
        match kind {
            WalkKind::Directory => few && content.iter().any(|(it, _)| it.starts_with(path) || path.starts_with(it)),
            WalkKind::File => few && (is_index(path) || is_section(path)),
        }
    };
    system.walk(root, &keep, &mut |entry| {
        let found = if is_section(&entry.path) { &mut sections } else { &mut bundles };
        found.extend(entry.path.parent().map(Path::to_path_buf));
        true
    });
    (bundles, sections)
}

/// `_index.md`, `_index.fr.md`.
fn is_section(file: &Path) -> bool {
    file.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with("_index."))
}

/// `index.md`, `index.fr.md`, `index.html`.
fn is_index(file: &Path) -> bool {
    let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    name.split('.').next() == Some("index") && (is_markdown(file) || is_html(file))
}

impl Hugo {
    /// The path below its content directory, and that directory's language.
    fn below<'p>(&self, file: &'p Path) -> Option<(&'p Path, &str)> {
        self.content.iter().find_map(|(root, language)| Some((file.strip_prefix(root).ok()?, language.as_str())))
    }

    /// The file's name without its extension and language, and the language.
    fn name<'p>(&self, file: &'p Path) -> (&'p str, Option<String>) {
        let stem = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        match stem.rsplit_once('.') {
            Some((name, language)) if self.languages.contains(&language.to_lowercase()) => {
                (name, Some(language.to_lowercase()))
            }
            _ => (stem, None),
        }
    }

    fn path_of_url(&self, below: &Path, name: &str, front: &FrontMatter<'_>, post: &Post) -> String {
        if let Some(url) = front.values.text("url") {
            let lead = if url.starts_with('/') { "" } else { "/" };
            let url = format!("{lead}{}", self.expand(url, below, name, front, post));
            let is_file = url.rsplit('/').next().is_some_and(|last| last.is_empty() || last.contains('.'));
            return if is_file { url } else { format!("{url}/") };
        }
        let folder = below.parent().unwrap_or(Path::new(""));
        let section = parts(below).next().filter(|_| below.components().count() > 1).unwrap_or_default();
        let pattern = self.permalinks.iter().find(|(key, _)| key == section || key == &*folder.to_string_lossy());
        if let Some((_, pattern)) = pattern {
            let path = squeeze(&self.expand(pattern, below, name, front, post));
            return if path.ends_with('/') || path.ends_with(".html") { path } else { format!("{path}/") };
        }
        let mut folders: Vec<&str> = parts(folder).collect();
        let last = if name == "index" { folders.pop().unwrap_or_default() } else { name };
        let last = front.values.text("slug").unwrap_or(last);
        let path = format!("{}/{last}", folders.join("/"));
        let end = if self.ugly { ".html" } else { "/" };
        squeeze(&format!("/{}{end}", self.urlize(&path)))
    }

    fn urlize(&self, text: &str) -> String {
        if self.lowercase { hugo(text) } else { super::slug::hugo_cased(text) }
    }

    fn expand(&self, pattern: &str, below: &Path, name: &str, front: &FrontMatter<'_>, post: &Post) -> String {
        let folders: Vec<&str> = parts(below.parent().unwrap_or(below)).collect();
        let base = if name == "index" { folders.last().copied().unwrap_or(name) } else { name };
        let above = if name == "index" { folders.len().saturating_sub(1) } else { folders.len() };
        let sections = || self.sections_of(below, &folders, above).join("/");
        let date = post.date.map(|date| date.civil);
        let slug = front.values.text("slug");
        expand_colons(pattern, &|token| match token {
            "section" => Some(self.urlize(folders.first().copied().unwrap_or_default())),
            "sections" => Some(self.urlize(&sections())),
            "title" => Some(self.urlize(&post.title.replace('/', "-"))),
            "slug" => Some(self.urlize(slug.unwrap_or(&post.title))),
            "slugorfilename" | "slugorcontentbasename" => Some(self.urlize(slug.unwrap_or(base))),
            "filename" | "contentbasename" => Some(self.urlize(base)),
            "monthname" => date_token(date?, "long_month"),
            "weekday" => Some((date?.weekday().to_sunday_zero_offset()).to_string()),
            "weekdayname" => date_token(date?, "long_day"),
            "yearday" => Some(date?.day_of_year().to_string()),
            _ => date.and_then(|date| date_token(date, token)),
        })
    }

    /// The sections above a page: the first folder, and those below it that have an `_index` file.
    fn sections_of<'f>(&self, below: &Path, folders: &[&'f str], above: usize) -> Vec<&'f str> {
        let root = self.content.iter().map(|(root, _)| root);
        let is_section = |depth: usize| {
            let folder: PathBuf = below.components().take(depth + 1).collect();
            root.clone().any(|root| self.sections.contains(&root.join(&folder)))
        };
        let named = folders.iter().take(above).enumerate();
        named.filter(|(depth, _)| *depth == 0 || is_section(*depth)).map(|(_, name)| *name).collect()
    }

    fn is_past(&self, front: &FrontMatter<'_>, keys: &[&str], now: i64) -> Option<bool> {
        let text = keys.iter().find_map(|key| front.values.text(key))?;
        let written = read(text, self.conventions.clock.day_order).ok()?;
        let date = self.conventions.clock.resolve(&written, false, crate::post::DateSource::FrontMatter);
        Some(date.instant() <= now)
    }
}

impl Rules for Hugo {
    fn enters(&self, directory: &Path) -> bool {
        let name = directory.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let inside = self.content.iter().any(|(root, _)| directory.starts_with(root) || root.starts_with(directory));
        inside && !name.starts_with('.') && name != "node_modules"
    }

    fn is_post(&self, file: &Path) -> bool {
        let Some((below, _)) = self.below(file) else { return false };
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let is_text = is_markdown(file) || is_html(file);
        let listed = is_text && !name.starts_with('.') && !name.starts_with("_index.");
        let resource = below.ancestors().skip(1).any(|folder| {
            let folder = file.ancestors().find(|above| above.ends_with(folder) && !folder.as_os_str().is_empty());
            folder.is_some_and(|folder| {
                self.bundles.contains(folder) && !(is_index(file) && file.parent() == Some(folder))
            })
        });
        listed && !resource
    }

    fn conventions(&self) -> &Conventions {
        &self.conventions
    }

    fn complete(&self, file: &Path, front: &mut FrontMatter<'_>) -> bool {
        // A page at the top without a date is about the site, not of the blog.
        let at_top = self.below(file).is_none_or(|(below, _)| below.components().count() < 2);
        !(at_top
            && front.values.get("date").is_none()
            && at_start(&file.file_name().unwrap_or_default().to_string_lossy()).is_none())
    }

    fn finish(&self, file: &Path, front: &FrontMatter<'_>, post: &mut Post, now: i64) {
        let Some((below, of_directory)) = self.below(file) else { return };
        let (name, of_name) = self.name(file);
        // With `:filename` the rest of the name is the slug.
        let dated = date::at_start(name).filter(|_| self.conventions.path_dates == PathDates::NameFirst);
        let rest = dated.and_then(|(_, length)| name.get(length..)).filter(|rest| !rest.is_empty());
        let name = rest.unwrap_or(name);
        let language = of_name.unwrap_or_else(|| of_directory.to_owned());
        let values = &front.values;
        post.status.draft =
            !self.builds_drafts && (flag(values, "draft") == Some(true) || flag(values, "published") == Some(false));
        let out = self.is_past(front, &["publishdate", "pubdate", "published"], now);
        post.status.future = !self.builds_future && out.map_or_else(|| is_future(post, now), |out| !out);
        let expired = !self.builds_expired && self.is_past(front, &["expirydate", "unpublishdate"], now) == Some(true);
        let build = |key: &str| {
            ["build", "_build"].iter().find_map(|map| values.exact(map)?.as_map()?.text(key).map(str::to_owned))
        };
        let unlisted =
            ["list", "render"].iter().any(|key| matches!(build(key).as_deref(), Some("never" | "false" | "local")));
        post.status.hidden = expired || unlisted || flag(values, "headless") == Some(true);
        let path = self.path_of_url(below, name, front, post);
        let in_folder = language != self.default_language || self.default_in_folder;
        let path = if in_folder && !language.is_empty() { format!("/{language}{path}") } else { path };
        post.url = Some(address(self.base.as_deref(), &path));
        if post.lang.is_none() && (!self.languages.is_empty() || language != self.default_language) {
            post.lang = Some(Clean::line(&language));
        }
    }

    fn dialect(&self, _file: &Path) -> Dialect {
        Dialect::Hugo
    }
}
