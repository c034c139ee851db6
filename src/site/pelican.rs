//! Pelican: settings of `pelicanconf.py` read as text, articles below the content path, addresses by `ARTICLE_URL`.
//!
//! Rules from Pelican's documentation ("Settings", "Writing content") and from its behavior.

mod slugs;

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;
use regex::Regex;

use self::slugs::Slugs;
use super::glob::{self, Glob};
use super::pattern::pattern;
use super::permalink::{expand_braces, squeeze};
use super::rules::{Found, Rules, address, flag, is_built, is_future, is_html, is_markdown, parts, zone};
use crate::post::conventions::{Names, PathDates, Split, Untitled, keys};
use crate::post::date::{Clock, DayOrder};
use crate::post::front_matter::{Fences, FrontMatter, Map, Syntax, Value};
use crate::post::scalar::Scalars;
use crate::post::{Conventions, DateSource, Post, date};
use crate::template::{Dialect, Markup};
use crate::text::Clean;

/// A Pelican site's rules.
#[derive(Debug)]
struct Pelican {
    conventions: Conventions,
    content: PathBuf,
    pages: Vec<PathBuf>,
    articles: Vec<PathBuf>,
    /// Languages that have a site of their own (`I18N_SUBSITES`).
    subsites: Vec<String>,
    /// Files and folders that are left out (`IGNORE_FILES`).
    ignored: Vec<Glob>,
    /// Endings of files that are no articles.
    unread: Vec<String>,
    addresses: Addresses,
    /// What file names and paths say (`FILENAME_METADATA`, `PATH_METADATA`), as named groups.
    names: Vec<Regex>,
    paths: Vec<Regex>,
    /// What every article has that does not say otherwise.
    defaults: Map<'static>,
    slugs: Slugs,
    slugs_are_file_names: bool,
    needs_date: bool,
    /// What an article without a date has (`DEFAULT_DATE`).
    default_date: Option<String>,
    needs_whole_lang: bool,
    default_category: String,
    folders_are_categories: bool,
    default_author: Option<String>,
    default_lang: Option<String>,
    base: Option<String>,
    shows_future: bool,
}

/// Reads the settings of a site.
pub(super) fn open(settings: &Map<'static>) -> Found {
    let text = |name: &str| settings.text(name).map(str::to_owned);
    let paths = |name: &str| {
        let list = settings.get(name).and_then(Value::as_list)?;
        Some(list.iter().filter_map(Value::as_text).map(PathBuf::from).collect::<Vec<_>>())
    };
    let content = text("path").unwrap_or_else(|| "content".to_owned());
    let content = PathBuf::from(content.trim_start_matches("./").trim_matches('/'));
    let content = if content == Path::new(".") { PathBuf::new() } else { content };
    let base = text("siteurl").filter(|url| url.contains("://"));
    // Articles without their settings: what they lack may be told there.
    let is_guessed = settings.0.len() <= 1;
    let mut closed = paths("pagepaths").unwrap_or_else(|| vec![PathBuf::from("pages")]);
    closed.extend(paths("articleexcludes").unwrap_or_default());
    let rules = Pelican {
        conventions: conventions(settings),
        pages: closed,
        // `ARTICLE_DIR` was its name before 3.4.
        articles: paths("articlepaths").or_else(|| Some(vec![text("articledir")?.into()])).unwrap_or_default(),
        subsites: settings
            .get("i18nsubsites")
            .and_then(Value::as_map)
            .map(|map| map.0.iter().map(|(language, _)| language.to_lowercase()).collect())
            .unwrap_or_default(),
        unread: unread(settings.get("readers")),
        ignored: paths("ignorefiles")
            .unwrap_or_default()
            .iter()
            .take(glob::MOST)
            .filter_map(|pattern| Glob::across(pattern.to_str()?))
            .collect(),
        content,
        addresses: Addresses::new(settings),
        names: patterns(settings.text("filenamemetadata")),
        paths: patterns(settings.text("pathmetadata")),
        defaults: pairs(settings.get("defaultmetadata")),
        slugs: Slugs::of(settings),
        slugs_are_file_names: settings.text("slugifysource") == Some("basename"),
        needs_date: !is_guessed && settings.get("defaultdate").is_none_or(Value::is_blank),
        default_date: default_date(settings.get("defaultdate")),
        needs_whole_lang: !is_guessed,
        default_category: text("defaultcategory").unwrap_or_else(|| "misc".to_owned()),
        folders_are_categories: flag(settings, "usefolderascategory") != Some(false),
        default_author: text("author"),
        default_lang: text("defaultlang"),
        base: base.clone(),
        shows_future: flag(settings, "withfuturedates") != Some(false),
    };
    Found { title: text("sitename"), base_url: base, rules: Box::new(rules) }
}

/// The endings of files that no reader is for: `READERS = {"html": None}`.
fn unread(readers: Option<&Value<'_>>) -> Vec<String> {
    let readers = readers.and_then(Value::as_map).map(|map| map.0.as_slice()).unwrap_or_default();
    readers.iter().filter(|(_, reader)| *reader == Value::Null).map(|(ending, _)| ending.to_string()).collect()
}

/// Patterns of addresses.
#[derive(Debug)]
struct Addresses {
    article: String,
    article_lang: String,
    draft: String,
    draft_lang: String,
}

impl Addresses {
    /// As configured, else as Pelican has them (`DEFAULT_CONFIG`).
    fn new(settings: &Map<'_>) -> Self {
        let text = |name: &str, default: &str| settings.text(name).unwrap_or(default).to_owned();
        Self {
            article: text("articleurl", "{slug}.html"),
            article_lang: text("articlelangurl", "{slug}-{lang}.html"),
            draft: text("drafturl", "drafts/{slug}.html"),
            draft_lang: text("draftlangurl", "drafts/{slug}-{lang}.html"),
        }
    }
}

/// A pattern of Python's that Rust reads too; it counts from the start of a name.
fn patterns(written: Option<&str>) -> Vec<Regex> {
    written.and_then(|written| pattern(&format!("^(?:{written})"))).into_iter().collect()
}

/// A map, or pairs of key and value.
fn pairs(value: Option<&Value<'static>>) -> Map<'static> {
    match value {
        Some(Value::Map(map)) => map.clone(),
        Some(Value::List(list)) => {
            let pair = |item: &Value<'static>| match item.as_list()? {
                [key, value] => Some((Cow::Owned(key.as_text()?.to_owned()), value.clone())),
                _ => None,
            };
            Map(list.iter().filter_map(pair).collect())
        }
        _ => Map::default(),
    }
}

/// `(2012, 3, 2, 14, 1, 1)`, or a text; `fs` is no day.
fn default_date(value: Option<&Value<'_>>) -> Option<String> {
    match value? {
        Value::List(list) => {
            let numbers: Vec<u32> = list.iter().filter_map(|item| item.to_text()?.parse().ok()).collect();
            let [year, month, day, time @ ..] = numbers.as_slice() else { return None };
            let time: Vec<String> = time.iter().chain(&[0, 0, 0]).take(3).map(|part| format!("{part:02}")).collect();
            Some(format!("{year:04}-{month:02}-{day:02} {}", time.join(":")))
        }
        value => value.as_text().filter(|text| *text != "fs" && !text.is_empty()).map(str::to_owned),
    }
}

fn conventions(settings: &Map<'_>) -> Conventions {
    let zone = zone(settings.text("timezone")).unwrap_or(TimeZone::UTC);
    let dates_names = settings.text("filenamemetadata").is_none_or(|pattern| pattern.contains("<date>"));
    Conventions {
        fences: Fences::Header,
        scalars: Scalars::Text,
        title_keys: &["title"],
        clock: Clock { zone, zones_are_ruby_s: false, day_order: DayOrder::MonthFirst },
        path_dates: if dates_names { PathDates::Name } else { PathDates::Nowhere },
        date_keys: keys(&["date"]),
        updated_keys: keys(&["modified", "updated"]),
        tags: Names::listed(&["tags"], Split::Commas),
        categories: Names { single: &["category"], both: false, many: &[], split: Split::Never, silent: &[] },
        untitled: Untitled::Heading,
        mtime_dates: settings.text("defaultdate") == Some("fs"),
    }
}

impl Pelican {
    /// Whether a file or folder is left out, by its name (`Generator._include_path`).
    fn ignores(&self, path: &Path) -> bool {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        self.ignored
            .iter()
            .any(|ignored| ignored.covers(name) || path.to_str().is_some_and(|path| ignored.covers(path)))
    }
}

impl Rules for Pelican {
    fn enters(&self, directory: &Path) -> bool {
        let Ok(below) = directory.strip_prefix(&self.content) else { return self.content.starts_with(directory) };
        let is_page = self.pages.iter().any(|page| below.starts_with(page));
        let in_articles = self.articles.iter().all(|it| it.as_os_str().is_empty())
            || self.articles.iter().any(|article| below.starts_with(article) || article.starts_with(below));
        !is_built(directory) && !is_page && in_articles && !self.ignores(directory)
    }

    fn is_post(&self, file: &Path) -> bool {
        let inside = file.strip_prefix(&self.content).is_ok_and(|below| {
            !self.pages.iter().any(|page| below.starts_with(page))
                && (self.articles.is_empty() || self.articles.iter().any(|article| below.starts_with(article)))
        });
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        inside
            && !name.starts_with('.')
            && !self.ignores(file)
            && !file.extension().is_some_and(|ending| self.unread.iter().any(|unread| ending == unread.as_str()))
            && (is_markdown(file) || is_html(file) || name.ends_with(".rst"))
    }

    fn conventions(&self) -> &Conventions {
        &self.conventions
    }

    fn complete(&self, file: &Path, front: &mut FrontMatter<'_>) -> bool {
        let has_head = front.syntax.is_some();
        self.read_names(file, front);
        for (key, value) in &self.defaults.0 {
            if front.values.get(&key.to_lowercase()).is_none() {
                front.values.0.push((key.clone(), value.clone()));
            }
        }
        // Only `Authors` are several: a bullet list (docutils' "Bibliographic Fields"), else parted by semicolon or comma.
        let several = front.values.text("authors").map(|text| {
            let (text, mark) = match text.strip_prefix("- ") {
                Some(items) => (items, " - "),
                None => (text, if text.contains(';') { ";" } else { "," }),
            };
            text.split(mark).map(|name| Value::Text(Cow::Owned(name.trim().to_owned()))).collect()
        });
        front.values.0.extend(several.map(|names| (Cow::Borrowed("authors"), Value::List(names))));
        let named = self.dates_name(file);
        if let Some(date) = self.default_date.as_ref().filter(|_| !named && front.values.get("date").is_none()) {
            front.values.0.push((Cow::Borrowed("date"), Value::Text(Cow::Owned(date.clone()))));
        }
        // Header lines begin on the first line, or are none.
        let has_head = has_head && !(front.syntax == Some(Syntax::Header) && front.lines_before > 0);
        let dated = named || front.values.get("date").is_some() || !self.needs_date;
        // The title of a reStructuredText article is its document's, and needs no head.
        let is_dated = named || self.default_date.is_some();
        let titles_itself = self.markup(file) == Markup::Rst && !has_head && is_dated;
        (has_head || titles_itself)
            && dated
            && (front.values.get("title").is_some() || named || titles_itself)
            && !matches!(front.values.text("status"), Some("skip"))
    }

    fn finish(&self, file: &Path, front: &FrontMatter<'_>, post: &mut Post, now: i64) {
        if post.date.is_some_and(|date| date.source == DateSource::FileName) && !self.dates_name(file) {
            post.date = None;
        }
        if post.categories.is_empty() {
            let below = file.strip_prefix(&self.content).unwrap_or(file).parent();
            let folder = below.and_then(|folder| parts(folder).next_back()).filter(|_| self.folders_are_categories);
            post.categories = [Clean::line(folder.unwrap_or(&self.default_category))].into();
        }
        if post.authors.is_empty() {
            post.authors = self.default_author.iter().map(|name| Clean::line(name)).collect();
        }
        if post.lang.is_none() {
            post.lang = self.default_lang.as_deref().map(Clean::line);
        }
        let status = front.values.text("status").unwrap_or_default().to_ascii_lowercase();
        post.status.draft = status == "draft";
        post.status.hidden = status == "hidden";
        post.status.future = !self.shows_future && is_future(post, now);
        if front.values.text("slug").is_none() {
            let source = if self.slugs_are_file_names { stem(file) } else { &post.title };
            post.slug = Clean::line(&self.slugs.make(source, &self.slugs.article));
        }
        let default_lang = self.default_lang.as_deref().unwrap_or("en");
        let is_translated =
            self.needs_whole_lang && post.lang.as_deref().is_some_and(|lang| !lang.eq_ignore_ascii_case(default_lang));
        // Each of these languages is a site of its own, below its name (plugin `i18n_subsites`).
        let site =
            post.lang.as_deref().map(str::to_lowercase).filter(|lang| is_translated && self.subsites.contains(lang));
        let is_translated = is_translated && site.is_none();
        let pattern = match front.values.text("url").or_else(|| front.values.text("saveas")) {
            Some(own) => own,
            None => match (post.status.draft || post.status.future, is_translated) {
                (false, false) => &self.addresses.article,
                (false, true) => &self.addresses.article_lang,
                (true, false) => &self.addresses.draft,
                (true, true) => &self.addresses.draft_lang,
            },
        };
        let path = squeeze(&self.expand(pattern, post));
        let path = site.map_or(path.clone(), |site| format!("/{site}/{}", path.trim_start_matches('/')));
        post.url = Some(address(self.base.as_deref(), &path));
    }

    fn dialect(&self, _file: &Path) -> Dialect {
        Dialect::Pelican
    }
}

impl Pelican {
    /// Adds what the file's name and its path say, where the head says nothing.
    fn read_names(&self, file: &Path, front: &mut FrontMatter<'_>) {
        let below = file.strip_prefix(&self.content).unwrap_or(file).to_string_lossy();
        let all = self.names.iter().map(|it| (it, stem(file))).chain(self.paths.iter().map(|it| (it, below.as_ref())));
        for (pattern, text) in all {
            let Some(found) = pattern.captures(text) else { continue };
            for name in pattern.capture_names().flatten() {
                // A date in the name is read as one of the path.
                let is_name_s = name == "date" && text != below && self.conventions.path_dates != PathDates::Nowhere;
                if let Some(said) = found.name(name).filter(|_| !is_name_s && front.values.get(name).is_none()) {
                    let value = Value::Text(Cow::Owned(said.as_str().to_owned()));
                    front.values.0.push((Cow::Owned(name.to_owned()), value));
                }
            }
        }
    }

    /// Whether the name of a file says its date.
    fn dates_name(&self, file: &Path) -> bool {
        let is_named = self.names.is_empty() || self.names.iter().any(|pattern| pattern.is_match(stem(file)));
        is_named && self.conventions.path_dates != PathDates::Nowhere && date::at_start(stem(file)).is_some()
    }

    fn expand(&self, pattern: &str, post: &Post) -> String {
        let date = post.date.map(|date| self.conventions.clock.on_site(&date));
        expand_braces(pattern, &|token, format| match token {
            "slug" => Some(post.slug.as_str().to_owned()),
            "category" => post.categories.first().map(|name| self.slugs.make(name, &self.slugs.category)),
            "author" => post.authors.first().map(|name| self.slugs.make(name, &self.slugs.author)),
            "lang" => Some(post.lang.as_ref().map_or_else(|| "en".to_owned(), |lang| lang.as_str().to_owned())),
            "date" if is_date_format(format) => date.map(|date| date.strftime(format).to_string()),
            _ => None,
        })
    }
}

/// The name without its extension.
fn stem(file: &Path) -> &str {
    file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default()
}

/// Only what jiff and Python agree on: an unknown directive would be an error while printing.
fn is_date_format(format: &str) -> bool {
    let mut directives = format.split('%').skip(1);
    directives.all(|rest| {
        rest.trim_start_matches('-')
            .starts_with(['Y', 'm', 'd', 'H', 'M', 'S', 'y', 'b', 'B', 'j', 'e', 'a', 'A', 'U', 'W', 'V', 'u'])
    })
}

#[cfg(test)]
mod tests;
