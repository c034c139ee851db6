//! Jekyll and Octopress: which files are posts, what the configuration adds, what their addresses are.
//!
//! Rules from Jekyll's documentation ("Posts", "Front matter defaults", "Permalinks") and from its behavior.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use super::permalink::{date_token, expand_colons, squeeze};
use super::rules::{Found, Rules, address, flag, is_future, is_html, is_markdown, only_as_written, parts, zone};
use super::slug::{JekyllMode, jekyll, jekyll_cased};
use crate::post::conventions::{Names, PathDates, Split, Untitled, keys};
use crate::post::date::Clock;
use crate::post::front_matter::{FrontMatter, Map, Value};
use crate::post::{Conventions, Post};
use crate::system::System;
use crate::template::Dialect;
use crate::text::Clean;

/// A Jekyll site's rules.
#[derive(Debug)]
struct Jekyll {
    conventions: Conventions,
    /// Where the sources are, relative to the root; empty if there.
    source: PathBuf,
    /// Whether posts lie beside the configuration: a folder of posts that was given one.
    posts_are_loose: bool,
    excluded: Vec<String>,
    permalink: String,
    defaults: Vec<Default>,
    shows_future: bool,
    shows_unpublished: bool,
    base: Option<String>,
    base_path: String,
}

/// One entry of `defaults`.
#[derive(Debug)]
struct Default {
    path: String,
    kind: Option<String>,
    values: Map<'static>,
}

/// Reads the configuration of a site.
pub(super) fn open(system: &dyn System, root: &Path, settings: &Map<'static>) -> Found {
    let text = |name: &str| settings.text(name).map(str::to_owned);
    let base_path = text("baseurl").unwrap_or_default();
    let base_path = base_path.trim_matches('/').to_owned();
    let base_path = if base_path.is_empty() { base_path } else { format!("/{base_path}") };
    let base = text("url").filter(|url| url.contains("://")).map(|url| url.trim_end_matches('/').to_owned());
    let posts = settings.at(&["collections", "posts", "permalink"]).and_then(Value::as_text);
    let permalink = posts.map_or_else(|| style(settings.text("permalink").unwrap_or("date")), str::to_owned);
    let excluded = settings.get("exclude").and_then(Value::as_list).unwrap_or_default();
    let source = text("source").unwrap_or_default();
    let source = PathBuf::from(source.trim_start_matches("./").trim_matches('/'));
    let source = if source == Path::new(".") { PathBuf::new() } else { source };
    let has_posts = system.is_dir(root, &source.join("_posts")) || settings.get("collectionsdir").is_some();
    let is_loose = |name: &PathBuf| is_markdown(name) && name.to_str().is_some_and(is_dated);
    let rules = Jekyll {
        conventions: conventions(settings),
        posts_are_loose: !has_posts && system.names(root, &source).iter().any(is_loose),
        source,
        excluded: excluded.iter().filter_map(Value::as_text).map(|it| it.trim_matches('/').to_owned()).collect(),
        permalink,
        defaults: defaults(settings),
        shows_future: flag(settings, "future") == Some(true),
        shows_unpublished: flag(settings, "unpublished") == Some(true),
        base: base.clone(),
        base_path: base_path.clone(),
    };
    let title = text("title").or_else(|| text("name"));
    Found { title, base_url: base.map(|base| base + &base_path), rules: Box::new(rules) }
}

fn conventions(settings: &Map<'_>) -> Conventions {
    let zone = zone(settings.text("timezone"));
    Conventions {
        clock: Clock { zone: zone.unwrap_or(jiff::tz::TimeZone::UTC), bare_times_are_utc: true, ..Clock::default() },
        path_dates: PathDates::ShortName,
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

/// The `defaults`, the most specific first: the longer path wins, then the one with a type.
fn defaults(settings: &Map<'static>) -> Vec<Default> {
    let list = settings.get("defaults").and_then(Value::as_list).unwrap_or_default();
    let mut defaults: Vec<Default> = list
        .iter()
        .filter_map(|entry| {
            let entry = entry.as_map()?;
            let scope = entry.get("scope").and_then(Value::as_map);
            let text = |name: &str| scope.and_then(|scope| scope.text(name)).map(str::to_owned);
            let path = text("path").unwrap_or_default().trim_start_matches('/').to_owned();
            Some(Default { path, kind: text("type"), values: entry.get("values")?.as_map()?.clone() })
        })
        .collect();
    defaults.reverse();
    defaults.sort_by_key(|default| std::cmp::Reverse((default.path.len(), default.kind.is_some())));
    defaults
}

impl Default {
    fn covers(&self, file: &str, is_draft: bool) -> bool {
        let kind = self.kind.as_deref().is_none_or(|kind| kind == "posts" || kind == "drafts" && is_draft);
        let path = match self.path.split_once('*') {
            None => file.starts_with(&self.path),
            Some((before, after)) => {
                let last = after.rsplit('*').next().unwrap_or_default();
                file.strip_prefix(before).is_some_and(|rest| rest.contains(last.trim_start_matches('/')))
            }
        };
        kind && path
    }
}

impl Jekyll {
    /// The path below the sources.
    fn below<'p>(&self, file: &'p Path) -> Option<&'p Path> {
        file.strip_prefix(&self.source).ok()
    }

    fn is_excluded(&self, path: &Path) -> bool {
        let path = path.to_string_lossy();
        self.excluded.iter().any(|excluded| {
            path == excluded.as_str() || path.strip_prefix(excluded.as_str()).is_some_and(|rest| rest.starts_with('/'))
        })
    }

    fn path_of_url(&self, file: &Path, front: &FrontMatter<'_>, post: &Post) -> String {
        let template = front.values.text("permalink").unwrap_or(&self.permalink);
        let date = post.date.map(|date| self.conventions.clock.on_site(&date));
        let stem = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let path = expand_colons(template, &|token| match token {
            "title" => Some(jekyll_cased(&post.slug, JekyllMode::Pretty)),
            "slug" => Some(jekyll(&post.slug, JekyllMode::Default)),
            "name" => Some(jekyll(stem, JekyllMode::Default)),
            "basename" => Some(stem.to_owned()),
            "path" => Some(file.with_extension("").to_string_lossy().into_owned()),
            "collection" => Some("posts".to_owned()),
            "output_ext" => Some(".html".to_owned()),
            "categories" => {
                let small: Vec<String> = post.categories.iter().map(|name| name.to_lowercase()).collect();
                Some(small.join("/"))
            }
            "slugified_categories" => {
                let slugs: Vec<String> = post.categories.iter().map(|name| jekyll(name, JekyllMode::Default)).collect();
                Some(slugs.join("/"))
            }
            _ => date.and_then(|date| date_token(date, token)),
        });
        squeeze(&path)
    }
}

impl Rules for Jekyll {
    fn enters(&self, directory: &Path) -> bool {
        let Some(below) = self.below(directory) else { return self.source.starts_with(directory) };
        let name = below.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let in_posts = parts(below).any(|part| part == "_posts" || part == "_drafts");
        let hidden = name.starts_with('.') || name.starts_with('_') && name != "_posts" && name != "_drafts";
        let built = matches!(below.to_str(), Some("node_modules" | "vendor" | "_site" | "public"));
        in_posts || !hidden && !built && name != "node_modules" && !self.is_excluded(below)
    }

    fn is_post(&self, file: &Path) -> bool {
        let Some(below) = self.below(file) else { return false };
        let name = below.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let folders = below.parent().unwrap_or(below);
        let has = |folder: &str| parts(folders).any(|part| part == folder);
        let is_text = is_markdown(below) || is_html(below) || name.ends_with(".textile");
        let named = !name.starts_with(['.', '_', '#']) && !name.ends_with('~');
        // Jekyll takes a dated file beside `_config.yml` for a page; on a site without `_posts` nobody means one.
        let at_place = has("_posts") || self.posts_are_loose && folders.as_os_str().is_empty();
        is_text && named && (has("_drafts") || at_place && is_dated(name)) && !self.is_excluded(below)
    }

    fn conventions(&self) -> &Conventions {
        &self.conventions
    }

    fn complete(&self, file: &Path, front: &mut FrontMatter<'_>) -> bool {
        let below = self.below(file).unwrap_or(file).to_string_lossy();
        let is_draft = parts(file).any(|part| part == "_drafts");
        only_as_written(&mut front.values, KEYS);
        for default in self.defaults.iter().filter(|default| default.covers(&below, is_draft)) {
            for (key, value) in &default.values.0 {
                // A key without a value leaves the default as it is.
                let has = front.values.exact(key).is_some_and(|value| *value != Value::Null);
                if !has {
                    front.values.0.push((Cow::Owned(key.to_string()), value.clone()));
                }
            }
        }
        true
    }

    fn finish(&self, file: &Path, front: &FrontMatter<'_>, post: &mut Post, now: i64) {
        let below = self.below(file).unwrap_or(file);
        let above: Vec<Clean> =
            parts(below).take_while(|part| *part != "_posts" && *part != "_drafts").map(Clean::line).collect();
        let in_posts = parts(below).any(|part| part == "_posts" || part == "_drafts");
        if in_posts && !above.is_empty() {
            let all = above.into_iter().chain(post.categories.iter().cloned()).collect();
            post.categories = crate::post::distinct(all).into();
        }
        let slug = post.slug.trim_end_matches('.');
        if slug.len() < post.slug.len() {
            post.slug = Clean::line(slug);
        }
        post.status.draft =
            parts(below).any(|part| part == "_drafts") || flag(&front.values, "draft") == Some(true) && !in_posts;
        post.status.hidden = flag(&front.values, "published") == Some(false) && !self.shows_unpublished;
        post.status.future = !self.shows_future && is_future(post, now);
        let path = self.path_of_url(below, front, post);
        post.url = Some(address(self.base.as_deref(), &format!("{}{path}", self.base_path)));
    }

    fn dialect(&self, _file: &Path) -> Dialect {
        Dialect::Jekyll
    }
}

/// Keys that Jekyll reads as they are written here and in no other case.
const KEYS: &[&str] =
    &["title", "date", "tags", "tag", "categories", "category", "slug", "permalink", "published", "layout"];

/// `2010-06-08-name.md`, with years of two digits and unpadded numbers.
fn is_dated(name: &str) -> bool {
    let mut numbers = name.splitn(4, '-');
    let mut digits = |least: usize, most: usize| {
        numbers.next().is_some_and(|run| (least..=most).contains(&run.len()) && run.bytes().all(|b| b.is_ascii_digit()))
    };
    digits(2, 4) && digits(1, 2) && digits(1, 2) && numbers.next().is_some()
}

#[cfg(test)]
mod tests;
