//! Jekyll and Octopress: which files are posts, what the configuration adds, what their addresses are.
//!
//! Rules from Jekyll's documentation ("Posts", "Front matter defaults", "Permalinks") and from its behavior.

mod bridgetown;
mod defaults;
pub(super) mod documents;
mod markdown;
mod pages;
mod places;
mod polyglot;
mod stand_ins;
mod tags;

use std::cell::Cell;
use std::path::Path;

use self::defaults::Defaults;
use self::pages::Pages;
use self::places::{Places, is_posts};
use self::polyglot::Polyglot;
use super::permalink::{date_token, expand_colons, squeeze};
use super::rules::{Found, Rules, address, flag, is_future, only_as_written, parts, zone};
use super::slug::{JekyllMode, jekyll, jekyll_cased};
use crate::post::conventions::{Names, PathDates, Split, Untitled, keys};
use crate::post::date::Clock;
use crate::post::front_matter::{FrontMatter, Map, Value};
use crate::post::scalar::Scalars;
use crate::post::{Conventions, Post};
use crate::system::System;
use crate::template::Dialect;
use crate::text::Clean;

pub(super) use self::bridgetown::settings as of_bridgetown;
pub(super) use self::markdown::marks;
pub(super) use self::tags::own_tags;

/// A Jekyll site's rules.
#[derive(Debug)]
struct Jekyll {
    conventions: Conventions,
    places: Places,
    pages: Pages,
    permalink: String,
    defaults: Defaults,
    polyglot: Option<Polyglot>,
    /// How the name of a post becomes a part of its address.
    slugs: JekyllMode,
    shows_future: bool,
    shows_unpublished: bool,
    base: Option<String>,
    base_path: String,
}

/// Reads the configuration of a site.
pub(super) fn open(system: &dyn System, root: &Path, settings: &Map<'static>) -> Found {
    let text = |name: &str| settings.text(name).map(str::to_owned);
    let (base, base_path) = base(settings);
    let posts = settings.at(&["collections", "posts", "permalink"]).and_then(Value::as_text);
    let permalink = posts.map_or_else(|| style(settings.text("permalink").unwrap_or("date")), str::to_owned);
    let rules = Jekyll {
        conventions: conventions(settings),
        places: Places::of(system, root, settings),
        pages: Pages::of(settings),
        permalink,
        defaults: Defaults::of(settings),
        polyglot: Polyglot::of(settings),
        slugs: if settings.exact(bridgetown::MARK).is_some() { JekyllMode::Pretty } else { JekyllMode::Default },
        shows_future: flag(settings, "future") == Some(true),
        shows_unpublished: flag(settings, "unpublished") == Some(true),
        base: base.clone(),
        base_path: base_path.clone(),
    };
    let title = text("title").or_else(|| text("name"));
    Found { title, base_url: base.map(|base| base + &base_path), rules: Box::new(rules) }
}

/// Scheme and host of the site, if they are known, and the path below them. Templates of old sites print `baseurl` before a
/// path, so it may hold the whole address.
fn base(settings: &Map<'_>) -> (Option<String>, String) {
    let written = settings.text("baseurl").unwrap_or_default();
    let host = written.find("://").map(|scheme| scheme + "://".len());
    let path = host.and_then(|host| Some(host + written.get(host..)?.find('/').unwrap_or(written.len() - host)));
    let (origin, path) = written.split_at(path.unwrap_or(0));
    let origin = if origin.is_empty() { settings.text("url").filter(|url| url.contains("://")) } else { Some(origin) };
    let path = path.trim_matches('/');
    let path = if path.is_empty() { String::new() } else { format!("/{path}") };
    (origin.map(|url| url.trim_end_matches('/').to_owned()), path)
}

fn conventions(settings: &Map<'_>) -> Conventions {
    let zone = zone(settings.text("timezone"));
    Conventions {
        clock: Clock { zone: zone.unwrap_or(jiff::tz::TimeZone::UTC), zones_are_ruby_s: true, ..Clock::default() },
        path_dates: PathDates::ShortName,
        scalars: Scalars::Ruby,
        title_keys: &["title"],
        date_keys: keys(&["date"]),
        updated_keys: keys(&["lastmodifiedat", "updated", "lastmod", "modified"]),
        tags: Names { single: &["tag"], both: false, many: &["tags"], split: Split::Blanks, silent: &[] },
        categories: Names {
            single: &["category"],
            both: true,
            many: &["categories"],
            split: Split::Blanks,
            silent: &[],
        },
        untitled: Untitled::Name,
        mtime_dates: false,
        ..Conventions::default()
    }
}

/// The built-in styles of `permalink` (documentation, "Built-in formats").
fn style(name: &str) -> String {
    match name {
        "date" => "/:categories/:year/:month/:day/:title:output_ext",
        "pretty" => "/:categories/:year/:month/:day/:title/",
        "ordinal" => "/:categories/:year/:y_day/:title:output_ext",
        "weekdate" => "/:categories/:year/W:week/:short_day/:title:output_ext",
        "none" => "/:categories/:title:output_ext",
        other => other,
    }
    .to_owned()
}

impl Jekyll {
    /// The path of the page; none if it asks for a date and the post, a draft, has none.
    fn path_of_url(&self, file: &Path, front: &FrontMatter<'_>, post: &Post) -> Option<String> {
        let stand_in = self.places.stand_in(file);
        let default = stand_in.map_or(&self.permalink, |it| &it.permalink);
        let template = front.values.text("permalink").unwrap_or(default);
        let date = post.date.map(|date| self.conventions.clock.on_site(&date));
        let lacks_date = Cell::new(false);
        let below = self.places.collected(file).unwrap_or(file);
        let stem = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let path = expand_colons(template, &|token| match token {
            "title" => Some(jekyll_cased(&post.slug, JekyllMode::Pretty)),
            "slug" => Some(jekyll(&post.slug, self.slugs)),
            "name" => Some(jekyll(stem, JekyllMode::Default)),
            "basename" => Some(stem.to_owned()),
            "path" => Some(path_in(below, stand_in.map_or("_posts", |it| &it.folder))),
            "collection" => Some(stand_in.map_or("posts", |it| &it.label).to_owned()),
            "output_ext" => Some(self.places.output_extension(file)),
            "categories" => {
                let small: Vec<String> = post.categories.iter().map(|name| name.to_lowercase()).collect();
                Some(small.join("/"))
            }
            "slugified_categories" => {
                let slugs: Vec<String> = post.categories.iter().map(|name| jekyll(name, JekyllMode::Default)).collect();
                Some(slugs.join("/"))
            }
            _ => match date {
                Some(date) => date_token(date, token),
                None => date_token(jiff::civil::DateTime::default(), token).inspect(|_| lacks_date.set(true)),
            },
        });
        (!lacks_date.get()).then(|| squeeze(&path))
    }
}

/// The path below a collection's folder, without its extension and the dots before that (`Document#cleaned_relative_path`).
fn path_in(file: &Path, folder: &str) -> String {
    let path = file.with_extension("");
    let path = path.to_string_lossy().replacen(folder, "", 1);
    path.trim_end_matches('.').to_owned()
}

impl Rules for Jekyll {
    fn enters(&self, directory: &Path) -> bool {
        self.places.enters(directory)
    }

    fn is_post(&self, file: &Path) -> bool {
        self.places.holds(file)
    }

    fn conventions(&self) -> &Conventions {
        &self.conventions
    }

    fn complete(&self, file: &Path, front: &mut FrontMatter<'_>) -> bool {
        only_as_written(&mut front.values, KEYS);
        // A number or a truth under `tags` is no list (`Utils.pluralized_array_from_hash`).
        front.values.0.retain(|(key, value)| key != "tags" || !matches!(value, Value::Number(_) | Value::Bool(_)));
        let below = self.places.collected(file).unwrap_or(file);
        let stand_in = self.places.stand_in(file);
        self.defaults.add(&below.to_string_lossy(), stand_in.map_or("posts", |it| &it.label), &mut front.values);
        // A file of a collection that has no head is copied as it stands.
        stand_in.is_none() || front.syntax.is_some()
    }

    fn finish(&self, file: &Path, front: &FrontMatter<'_>, post: &mut Post, now: i64) {
        let below = self.places.collected(file).unwrap_or(file);
        let above: Vec<Clean> = parts(below).take_while(|part| !is_posts(part)).map(Clean::line).collect();
        let in_posts = parts(below).any(is_posts);
        let is_written = in_posts || self.places.stand_in(file).is_some();
        if in_posts && !above.is_empty() {
            let all = above.into_iter().chain(post.categories.iter().cloned()).collect();
            post.categories = crate::post::distinct(all).into();
        }
        let slug = post.slug.trim_end_matches('.');
        if slug.len() < post.slug.len() {
            post.slug = Clean::line(slug);
        }
        post.status.draft =
            parts(below).any(|part| part == "_drafts") || flag(&front.values, "draft") == Some(true) && !is_written;
        post.status.hidden = !self.shows_unpublished && is_unpublished(front);
        post.status.future = !self.shows_future && is_future(post, now);
        post.url = self
            .path_of_url(file, front, post)
            .map(|path| match &self.polyglot {
                Some(polyglot) => polyglot.path(path, post.lang.as_ref().map(|lang| lang.as_str())),
                None => path,
            })
            .map(|path| [&self.base_path, self.places.language_path(file).as_str(), &path].concat())
            .map(|path| address(self.base.as_deref(), &path));
    }

    fn page_path(&self, file: &Path, front: &mut FrontMatter<'_>) -> Option<String> {
        let below = self.places.collected(file).unwrap_or(file);
        let kind = self.pages.collection(below).map_or("pages", |it| &it.label);
        self.defaults.add(&below.to_string_lossy(), kind, &mut front.values);
        let path = self.pages.path(file, front, &self.places)?;
        Some(format!("{}{path}", self.base_path))
    }

    fn dialect(&self, _file: &Path) -> Dialect {
        Dialect::Jekyll
    }
}

/// Keys that Jekyll reads as they are written here and in no other case.
const KEYS: &[&str] =
    &["title", "date", "tags", "tag", "categories", "category", "slug", "permalink", "published", "layout"];

/// Whether `published` is false or empty; text in quotes is neither (`Publisher#can_be_published?`).
fn is_unpublished(front: &FrontMatter<'_>) -> bool {
    match front.values.exact("published") {
        Some(Value::Null) => true,
        Some(value @ Value::Text(_)) => value.as_bool() == Some(false) && !front.is_quoted("published"),
        Some(value) => *value == Value::Bool(false),
        None => false,
    }
}

#[cfg(test)]
mod tests;
