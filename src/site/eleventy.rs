//! Eleventy: dated templates below the input directory, data of their folders, addresses by `permalink` or path.
//!
//! Rules from Eleventy's documentation ("Content dates", "Permalinks", "Template and directory data files") and behavior.

mod address;
mod collections;
mod data;
mod shortcodes;
mod values;

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use regex::Regex;

use self::address::Page;
use self::data::{Data, names};
use super::constants::Constants;
use super::detect::Detected;
use super::glob::Glob;
use super::rules::{
    Found, Later, Rules, address, flag, is_blog_folder, is_built, is_housekeeping, is_markdown, later, parts,
};
use super::{script, settings};
use crate::post::conventions::{Names, PathDates, Split, Untitled, keys};
use crate::post::date;
use crate::post::front_matter::{FrontMatter, Map, Value};
use crate::post::scalar::Scalars;
use crate::post::{Conventions, DateSource, Post};
use crate::system::System;
use crate::template::Dialect;
use crate::text::Clean;

/// Tags that build collections and say nothing to a reader.
const COLLECTIONS: &[&str] = &["post", "posts", "all", "nav", "blog", "article", "articles"];

/// Those of them that posts have.
const POSTS: &[&str] = &["post", "posts", "blog", "article", "articles"];

/// An Eleventy site's rules.
#[derive(Debug)]
struct Eleventy {
    conventions: Conventions,
    input: PathBuf,
    data: Later<Data>,
    /// What the configuration makes posts of.
    posts: Vec<Glob>,
    base: Option<String>,
    config: String,
}

pub(super) use values::set as values;

/// Reads what the configuration says in plain words, and the data of folders.
pub(super) fn open(system: &dyn System, found: &Detected) -> Found {
    let root = found.root.as_path();
    let constants = Constants::of(system, root, ".eleventy.js", &found.script);
    let input = input(system, root, &constants);
    let config = format!("{}\n{}", found.script, found.imported);
    let site = site_file(system, root, &input, values::data_folder(&constants, &input));
    let named = |names: &[&str]| {
        site.as_ref().and_then(|site| names.iter().find_map(|name| site.text(name).map(str::to_owned)))
    };
    let is_local = |url: &str| ["localhost", "127.0.0.1", "0.0.0.0"].iter().any(|host| url.contains(host));
    let base = named(&["url", "baseurl", "siteurl", "domain"]).filter(|url| url.contains("://") && !is_local(url));
    let rules = Eleventy {
        conventions: Conventions {
            scalars: Scalars::JavaScript,
            path_dates: PathDates::Anywhere,
            title_keys: &["title", "linktitle", "name", "newstitle", "headline", "pagetitle"],
            date_keys: keys(&["date", "pubdate", "published", "created"]),
            tags: Names { single: &[], both: false, many: &["tags"], split: Split::Commas, silent: COLLECTIONS },
            categories: Names::listed(&["categories", "category"], Split::Never),
            untitled: Untitled::Heading,
            mtime_dates: true,
            ..Conventions::default()
        },
        data: later(system, root, {
            let (input, config) = (input.clone(), config.clone());
            move |system, root| Data::read(system, root, &input, &config)
        }),
        posts: collections::posts(&config),
        input,
        base: base.clone(),
        config,
    };
    Found { title: named(&["title", "name"]), base_url: base, rules: Box::new(rules) }
}

/// The input directory: by the configuration, else by the command that builds the site.
fn input(system: &dyn System, root: &Path, constants: &Constants) -> PathBuf {
    let set = script::call(constants.own(), "setInputDirectory").or_else(|| constants.text("input"));
    let set = set.or_else(|| constants.named(&["dir", "input"]));
    let command = || {
        let package = settings::text(system, root, "package.json")?;
        let (_, after) = package.split_once("eleventy ")?;
        let (_, written) = after.split('"').next()?.split_once("--input")?;
        written.trim_start_matches(['=', ' ']).split(' ').next().map(str::to_owned)
    };
    let written = set.or_else(command).unwrap_or_default();
    PathBuf::from(written.trim_start_matches("./").trim_matches(['/', '.']))
}

/// The file in which sites keep their name and address, by custom.
fn site_file(system: &dyn System, root: &Path, input: &Path, data: PathBuf) -> Option<Map<'static>> {
    let directories = [data, input.join("_data"), PathBuf::from("_data"), PathBuf::from("src/_data")];
    let names = ["metadata", "site", "meta"];
    let files = directories.iter().flat_map(|directory| names.map(|name| directory.join(name)));
    let files: Vec<String> = files.map(|file| file.to_string_lossy().into_owned()).collect();
    let data = files.iter().flat_map(|file| ["json", "yml", "yaml"].map(|end| format!("{file}.{end}")));
    let data: Vec<String> = data.collect();
    let scripts = files.iter().flat_map(|file| ["js", "cjs", "mjs"].map(|end| format!("{file}.{end}")));
    settings::read(system, root, &data.iter().map(String::as_str).collect::<Vec<_>>()).or_else(|| {
        let (file, source) =
            scripts.into_iter().find_map(|file| Some((file.clone(), settings::text(system, root, &file)?)))?;
        Some(values::written_out(system, root, &file, &source))
    })
}

/// Whether a date is one of the words that stand for the time of the file.
fn is_of_file(date: &str) -> bool {
    let words = ["last modified", "created", "git last modified", "git created"];
    words.iter().any(|known| date.trim().eq_ignore_ascii_case(known))
}

/// Whether a file may be a page: Markdown, or a template that many write posts in.
fn is_template(file: &Path) -> bool {
    is_markdown(file) || file.extension().is_some_and(|it| it == "html" || it == "njk" || it == "liquid")
}

impl Rules for Eleventy {
    fn enters(&self, directory: &Path) -> bool {
        let name = directory.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let inside = directory.starts_with(&self.input) || self.input.starts_with(directory);
        inside && !is_built(directory) && !matches!(name, "_includes" | "_data" | "_layouts" | "_site")
    }

    fn is_post(&self, file: &Path) -> bool {
        is_template(file) && file.starts_with(&self.input)
    }

    fn conventions(&self) -> &Conventions {
        &self.conventions
    }

    fn complete(&self, file: &Path, front: &mut FrontMatter<'_>) -> bool {
        let has_head = front.syntax.is_some();
        let is_titled = front.values.get("title").is_some();
        let told = self.data.add(file, front);
        // The time is the file's or Git's then ("Content Dates").
        front.values.0.retain(|(key, value)| key != "date" || !value.as_text().is_some_and(is_of_file));
        let own = front.values.get("tags").map(names).unwrap_or_default();
        let chosen = self.posts.iter().any(|glob| glob.covers(&file.to_string_lossy()));
        let collected = chosen || told || own.iter().any(|tag| POSTS.contains(&tag.as_ref()));
        let dated = self.conventions.date_keys.iter().any(|key| front.values.get(key).is_some())
            || date::in_path(file).is_some()
            || first_day(file).is_some();
        let in_blog = parts(file.parent().unwrap_or(file)).any(is_blog_folder);
        let is_list = front.values.get("pagination").is_some();
        // Templates that are no Markdown make lists and feeds too: a post has a title of its own and a date.
        let is_written = is_markdown(file) || has_head && is_titled && dated;
        (has_head || dated || collected)
            && is_written
            && !is_list
            && !is_housekeeping(file)
            && (collected || dated || in_blog)
    }

    fn finish(&self, file: &Path, front: &FrontMatter<'_>, post: &mut Post, _now: i64) {
        post.status.draft =
            flag(&front.values, "draft") == Some(true) || parts(file).any(|part| part == "drafts" || part == "_drafts");
        if let Some((day, source)) = first_day(file)
            && let Some(date) = post.date.as_mut().filter(|date| date.source != DateSource::FrontMatter)
        {
            (date.civil, date.has_time, date.source) = (day.at(0, 0, 0, 0), false, source);
        }
        let unlisted = front.values.get("eleventyexcludefromcollections").and_then(Value::as_bool) == Some(true);
        let unwritten = front.values.exact("permalink").and_then(Value::as_bool) == Some(false);
        post.status.hidden = unlisted || unwritten;
        let below = file.strip_prefix(&self.input).unwrap_or(file);
        let page = Page { below, front, post, config: &self.config };
        let (path, title) = (page.path(), page.title());
        if let Some(title) = title {
            post.title = Clean::line(title.trim());
        }
        post.url = path.map(|path| address(self.base.as_deref(), &path));
    }

    fn dialect(&self, _file: &Path) -> Dialect {
        Dialect::Eleventy
    }
}

/// The first `YYYY-MM-DD` of a path, wherever it stands (Eleventy's `getMappedDate`), and where that is.
fn first_day(file: &Path) -> Option<(jiff::civil::Date, DateSource)> {
    static DAY: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(\d{4})-(\d{2})-(\d{2})").ok());
    let path = file.to_string_lossy();
    let found = DAY.as_ref()?.captures(&path)?;
    let number = |group| found.get(group)?.as_str().parse().ok();
    let day =
        jiff::civil::Date::new(number(1)?, i8::try_from(number(2)?).ok()?, i8::try_from(number(3)?).ok()?).ok()?;
    let in_folder = path.get(found.get(0)?.end()..).is_some_and(|rest| rest.contains('/'));
    Some((day, if in_folder { DateSource::Folder } else { DateSource::FileName }))
}

#[cfg(test)]
mod tests;
