//! Hexo: posts below `source/_posts`, dates by the pattern of new posts' names, addresses by `permalink`.
//!
//! Rules from Hexo's documentation ("Writing", "Permalinks", "Configuration") and from its behavior.

mod hash;
mod title_case;

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::glob::{self, Glob};
use super::name_pattern::NamePattern;
use super::permalink::{date_token, expand_colons, squeeze};
use super::rules::{Found, Rules, address, flag, is_future, is_html, parts, zone};
use super::slug::hexo as slugize;
use crate::post::conventions::{Names, PathDates, Split, Untitled, keys};
use crate::post::date::{Clock, DayOrder};
use crate::post::front_matter::{FrontMatter, Map, Value};
use crate::post::scalar::Scalars;
use crate::post::{Conventions, DateSource, Post, PostDate};
use crate::template::Dialect;
use crate::text::Clean;

/// A Hexo site's rules.
#[derive(Debug)]
struct Hexo {
    conventions: Conventions,
    source: PathBuf,
    permalink: String,
    /// What stands under a permalink's tokens where a post says nothing (`permalink_defaults`).
    fallbacks: Map<'static>,
    new_post_name: String,
    names: Option<NamePattern>,
    default_category: String,
    /// Categories that have another name in addresses (`category_map`).
    category_map: Map<'static>,
    letters: Letters,
    hides_future: bool,
    shows_drafts: bool,
    /// Whether a post's files lie in a folder named like it; other HTML below `_posts` is such a file.
    has_asset_folders: bool,
    unrendered: Vec<Glob>,
    /// Files that are no part of the site (`ignore`).
    ignored: Vec<Glob>,
    base: Option<String>,
    root: String,
    trims_html: bool,
    trims_index: bool,
    /// Whether titles get capitals.
    title_case: bool,
    /// Whether a post without a title is called by its file's name.
    slugs_are_titles: bool,
}

/// What `filename_case` makes of a category's letters in addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Letters {
    AsWritten,
    Small,
    Capital,
}

/// Reads the configuration of a site.
pub(super) fn open(settings: &Map<'static>) -> Found {
    let text = |name: &str| settings.text(name).map(str::to_owned);
    let map = |name: &str| settings.get(name).and_then(Value::as_map).cloned().unwrap_or_default();
    let base = text("url").filter(|url| url.contains("://")).map(|url| url.trim_end_matches('/').to_owned());
    let new_post_name = text("newpostname").unwrap_or_else(|| ":title.md".to_owned());
    let root = text("root").unwrap_or_default().trim_end_matches('/').to_owned();
    let pretty = |name: &str| settings.at(&["prettyurls", name]).and_then(Value::as_bool);
    let rules = Hexo {
        conventions: conventions(settings),
        source: PathBuf::from(text("sourcedir").unwrap_or_else(|| "source".to_owned()).trim_matches('/')),
        permalink: text("permalink").unwrap_or_else(|| ":year/:month/:day/:title/".to_owned()),
        fallbacks: map("permalinkdefaults"),
        names: NamePattern::new(&new_post_name),
        new_post_name,
        default_category: text("defaultcategory").unwrap_or_else(|| "uncategorized".to_owned()),
        category_map: map("categorymap"),
        letters: match settings.text("filenamecase") {
            Some("1") => Letters::Small,
            Some("2") => Letters::Capital,
            _ => Letters::AsWritten,
        },
        hides_future: flag(settings, "future") == Some(false),
        shows_drafts: flag(settings, "renderdrafts") == Some(true),
        has_asset_folders: flag(settings, "postassetfolder") == Some(true),
        unrendered: globs(settings.get("skiprender")),
        ignored: globs(settings.get("ignore")),
        // `root` is part of `url` already where a site lives below its host.
        root: if base.as_deref().is_some_and(|base| base.ends_with(&root)) { String::new() } else { root },
        base: base.clone(),
        trims_html: pretty("trailinghtml") == Some(false),
        trims_index: pretty("trailingindex") == Some(false),
        title_case: flag(settings, "titlecase") == Some(true),
        slugs_are_titles: flag(settings, "useslugasposttitle") == Some(true),
    };
    Found { title: text("title"), base_url: base, rules: Box::new(rules) }
}

fn conventions(settings: &Map<'_>) -> Conventions {
    let zone = zone(settings.text("timezone")).unwrap_or(TimeZone::UTC);
    Conventions {
        clock: Clock { zone, zones_are_ruby_s: false, day_order: DayOrder::MonthFirst },
        scalars: Scalars::JavaScript,
        path_dates: PathDates::Name,
        date_keys: keys(&["date"]),
        updated_keys: keys(&["updated"]),
        tags: Names::listed(&["tags", "tag"], Split::Never),
        categories: Names::listed(&["categories", "category"], Split::Never),
        untitled: Untitled::Heading,
        mtime_dates: true,
        ..Conventions::default()
    }
}

/// Patterns of paths below the sources: one, or a list.
fn globs(value: Option<&Value<'_>>) -> Vec<Glob> {
    let patterns = match value {
        Some(Value::List(list)) => list.iter().filter_map(Value::as_text).collect(),
        Some(value) => value.as_text().into_iter().collect(),
        None => Vec::new(),
    };
    patterns.into_iter().take(glob::MOST).filter_map(Glob::new).collect()
}

impl Hexo {
    /// The path below `_posts` or `_drafts`, and whether it is a draft's.
    fn below<'p>(&self, file: &'p Path) -> Option<(&'p Path, bool)> {
        let inside = file.strip_prefix(&self.source).ok()?;
        let posts = inside.strip_prefix("_posts").ok().map(|below| (below, false));
        posts.or_else(|| inside.strip_prefix("_drafts").ok().map(|below| (below, true)))
    }

    /// What the file's name says, and its slug: the title in it, else all of it.
    fn named<'s, 'p>(&'s self, stem: &'p str) -> (HashMap<&'s str, &'p str>, Cow<'p, str>) {
        let said = self.names.as_ref().and_then(|names| names.read(stem)).unwrap_or_default();
        let slug = said.get("title").map_or_else(|| Cow::Owned(slugize(stem)), |title| Cow::Borrowed(*title));
        (said, slug)
    }

    fn path_of_url(&self, below: &Path, front: &FrontMatter<'_>, post: &Post) -> Option<String> {
        if let Some(own) = front.values.text("permalink") {
            return Some(self.with_slash(squeeze(own)));
        }
        let stem = below.with_extension("").to_string_lossy().into_owned();
        let (said, slug) = self.named(&stem);
        let date = post.date.map(|date| self.moment(front, &date));
        let is_known = std::cell::Cell::new(true);
        let path = expand_colons(&self.permalink, &|token| match token {
            "title" => Some(slug.to_string()),
            "name" => Some(slug.rsplit('/').next().unwrap_or(&slug).to_owned()),
            "post_title" => Some(match front.values.text("title") {
                Some(_) => slugize(&post.title).to_lowercase(),
                None => String::new(),
            }),
            "category" => Some(self.category(front)),
            "hash" => date.map(|(_, instant)| hash::of(&slug, instant)),
            "timestamp" => date.map(|(_, instant)| instant.to_string()),
            _ => date.and_then(|(date, _)| date_token(date, token)).or_else(|| {
                let written = front.values.exact(token).and_then(Value::to_text);
                let written = written.or_else(|| said.get(token).map(|said| Cow::Borrowed(*said)));
                let found = written.or_else(|| self.fallbacks.exact(token)?.to_text());
                is_known.set(is_known.get() && (found.is_some() || !is_asked(&self.permalink, token)));
                found.map(Cow::into_owned)
            }),
        });
        // An address that hangs on something that the post does not say would be shared by all such posts.
        is_known.get().then(|| self.with_slash(self.trimmed(squeeze(&path))))
    }

    /// A date as Hexo has it: a time in another zone without quotes is its time in UTC, read as one of the site (hexo-front-matter's `parse`,
    /// `adjustDateForTimezone`). On the calendar, and in seconds since 1970.
    fn moment(&self, front: &FrontMatter<'_>, date: &PostDate) -> (DateTime, i64) {
        let clock = &self.conventions.clock;
        let written = front.values.text("date").filter(|_| date.source == DateSource::FrontMatter && date.has_time);
        let written = written.filter(|_| !front.is_quoted("date"));
        let utc = Timestamp::from_second(date.instant()).ok().filter(|_| written.is_some_and(has_zone));
        let utc = utc.map(|at| TimeZone::UTC.to_datetime(at));
        let shifted = utc.and_then(|utc| Some((utc, clock.zone.to_timestamp(utc).ok()?.as_second())));
        shifted.unwrap_or_else(|| (clock.on_site(date), date.instant()))
    }

    /// The last category, with those above it, as addresses have them.
    fn category(&self, front: &FrontMatter<'_>) -> String {
        let written =
            ["categories", "category"].iter().find_map(|key| front.values.get(key).filter(|it| !it.is_blank()));
        let Some(written) = written else { return self.default_category.clone() };
        let list = std::slice::from_ref(written);
        let list = written.as_list().unwrap_or(list);
        // A list of names is one hierarchy; where there is a list in it, each entry is one of its own.
        let lasts = if list.iter().any(|entry| entry.as_list().is_some()) { list.last() } else { None };
        let hierarchy = match lasts {
            Some(Value::List(inner)) => inner.as_slice(),
            Some(one) => std::slice::from_ref(one),
            None => list,
        };
        let slug = |name: &Value<'_>| {
            let name = name.to_text().filter(|name| !name.is_empty())?;
            let mapped = self.category_map.exact(&name).and_then(Value::to_text).unwrap_or(name);
            let slug = slugize(&mapped);
            Some(match self.letters {
                Letters::AsWritten => slug,
                Letters::Small => slug.to_lowercase(),
                Letters::Capital => slug.to_uppercase(),
            })
        };
        let slugs: Vec<String> = hierarchy.iter().filter_map(slug).collect();
        if slugs.is_empty() { self.default_category.clone() } else { slugs.join("/") }
    }

    fn trimmed(&self, path: String) -> String {
        let end = match () {
            () if self.trims_index && path.ends_with("/index.html") => "index.html",
            () if self.trims_html && !path.ends_with("/index.html") => ".html",
            () => return path,
        };
        path.strip_suffix(end).map_or_else(|| path.clone(), str::to_owned)
    }

    /// A post with a folder of files is a folder itself.
    fn with_slash(&self, path: String) -> String {
        let is_folder = path.ends_with('/') || path.ends_with(".html") || !self.has_asset_folders;
        if is_folder { path } else { path + "/" }
    }
}

/// Whether a time ends in its zone: `Z`, `+08:00`.
fn has_zone(written: &str) -> bool {
    let behind = written.trim().rsplit([' ', 'T', 't']).next().unwrap_or_default();
    let is_offset = |at: usize| behind.get(at + 1..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    behind.ends_with(['Z', 'z']) || behind.rfind(['+', '-']).is_some_and(is_offset)
}

/// Whether Hexo's renderers of Markdown take a file.
fn is_rendered(file: &Path) -> bool {
    let known = ["md", "markdown", "mkd", "mkdn", "mdwn", "mdtxt", "mdtext"];
    file.extension().is_some_and(|extension| known.iter().any(|it| extension == *it))
}

/// Whether a pattern has this very token, not one that only starts so.
fn is_asked(pattern: &str, token: &str) -> bool {
    let goes_on = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    pattern.split(':').skip(1).any(|rest| rest.strip_prefix(token).is_some_and(|after| !after.starts_with(goes_on)))
}

impl Rules for Hexo {
    fn enters(&self, directory: &Path) -> bool {
        let Ok(inside) = directory.strip_prefix(&self.source) else { return self.source.starts_with(directory) };
        let mut names = parts(inside);
        let first = names.next();
        first.is_none_or(|name| name == "_posts" || name == "_drafts")
            && names.all(|name| !name.starts_with(['_', '.']))
    }

    fn is_post(&self, file: &Path) -> bool {
        let Some((below, _)) = self.below(file) else { return false };
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let hidden = parts(below).any(|part| part.starts_with(['_', '.'])) || name.ends_with(['%', '~']);
        let ends_so = file.extension() == Path::new(&self.new_post_name).extension();
        let is_text = is_rendered(file) || is_html(file) && (ends_so || !self.has_asset_folders);
        let inside = file.strip_prefix(&self.source).unwrap_or(file).to_string_lossy();
        let is_left_out = self.unrendered.iter().any(|glob| glob.covers(&inside))
            || self.ignored.iter().any(|glob| glob.covers(&file.to_string_lossy()));
        !hidden && is_text && !is_left_out
    }

    fn conventions(&self) -> &Conventions {
        &self.conventions
    }

    fn finish(&self, file: &Path, front: &FrontMatter<'_>, post: &mut Post, now: i64) {
        let Some((below, is_draft)) = self.below(file) else { return };
        post.status.draft = is_draft && !self.shows_drafts;
        post.status.hidden = flag(&front.values, "published") == Some(false) && !self.shows_drafts;
        post.status.future = self.hides_future && is_future(post, now);
        let stem = below.with_extension("").to_string_lossy().into_owned();
        let (said, slug) = self.named(&stem);
        post.slug = Clean::line(&slug);
        if self.slugs_are_titles && front.values.exact("title").is_none() {
            post.title = post.slug.clone();
        }
        if post.lang.is_none() {
            post.lang = said.get("lang").map(|lang| Clean::line(lang));
        }
        let path = self.path_of_url(below, front, post);
        if flag(&front.values, "titlecase").unwrap_or(self.title_case) {
            post.title = Clean::line(&title_case::of(&post.title));
        }
        post.url = path.map(|path| address(self.base.as_deref(), &format!("{}{path}", self.root)));
    }

    fn dialect(&self, _file: &Path) -> Dialect {
        Dialect::Hexo
    }
}

#[cfg(test)]
mod tests;
