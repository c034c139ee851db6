//! Eleventy: dated templates below the input directory, data of their folders, addresses by `permalink` or path.
//!
//! Rules from Eleventy's documentation ("Content dates", "Permalinks", "Template and directory data files") and behavior.

use std::borrow::Cow;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::permalink::squeeze;
use super::rules::{Found, Rules, address, flag, is_blog_folder, is_built, is_housekeeping, is_markdown, parts};
use super::{script, settings};
use crate::post::conventions::{Names, PathDates, Split, Untitled, keys};
use crate::post::date;
use crate::post::front_matter::{FrontMatter, Map, Value};
use crate::post::{Conventions, DateSource, Post, PostDate};
use crate::system::{System, WalkKind};
use crate::template::Dialect;

/// Data files that are read before the first post.
const MOST_DATA: usize = 4096;
/// Templates that are looked at for data files of their own.
const MOST_TEMPLATES: usize = 65_536;

/// Tags that build collections and say nothing to a reader.
const COLLECTIONS: &[&str] = &["post", "posts", "all", "nav", "blog", "article", "articles"];

/// An Eleventy site's rules.
#[derive(Debug)]
struct Eleventy {
    conventions: Conventions,
    input: PathBuf,
    /// What data files say of one template or of every template below a folder; the innermost first.
    data: Vec<(PathBuf, Map<'static>)>,
    base: Option<String>,
}

/// Reads what the configuration says in plain words, and the data of folders.
pub(super) fn open(system: &dyn System, root: &Path, config: &str) -> Found {
    let input = script::text(config, "input").unwrap_or_default();
    let input = PathBuf::from(input.trim_start_matches("./").trim_matches(['/', '.']));
    let site = site_file(system, root, &input);
    let named = |names: &[&str]| {
        site.as_ref().and_then(|site| names.iter().find_map(|name| site.text(name).map(str::to_owned)))
    };
    let base = named(&["url", "baseurl", "siteurl", "domain"]).filter(|url| url.contains("://"));
    let rules = Eleventy {
        conventions: Conventions {
            path_dates: PathDates::Anywhere,
            date_keys: keys(&["date", "pubdate", "published", "created"]),
            tags: Names { single: &[], both: false, many: &["tags"], split: Split::Never, silent: COLLECTIONS },
            categories: Names::listed(&["categories", "category"], Split::Never),
            untitled: Untitled::Heading,
            mtime_dates: true,
            ..Conventions::default()
        },
        data: data(system, root, &input),
        input,
        base: base.clone(),
    };
    Found { title: named(&["title", "name"]), base_url: base, rules: Box::new(rules) }
}

/// The file in which sites keep their name and address, by custom.
fn site_file(system: &dyn System, root: &Path, input: &Path) -> Option<Map<'static>> {
    let directories = [input.join("_data"), PathBuf::from("_data"), PathBuf::from("src/_data")];
    let names = ["metadata.json", "site.json", "meta.json", "metadata.yml", "site.yml", "metadata.yaml", "site.yaml"];
    let files: Vec<String> = directories
        .iter()
        .flat_map(|directory| names.map(|name| directory.join(name).to_string_lossy().into_owned()))
        .collect();
    settings::read(system, root, &files.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Data files of folders (`posts/posts.json`, `posts/posts.11tydata.js`) and of single templates (`posts/one.json` beside
/// `posts/one.md`), by the path they speak of without extension.
fn data(system: &dyn System, root: &Path, input: &Path) -> Vec<(PathBuf, Map<'static>)> {
    let keep = |kind: WalkKind, path: &Path| match kind {
        WalkKind::Directory => !is_built(path) && (path.starts_with(input) || input.starts_with(path)),
        WalkKind::File => data_kind(path).is_some() || is_markdown(path),
    };
    let mut found = Vec::new();
    let (mut files, mut templates) = (Vec::new(), HashSet::new());
    system.walk(root, &keep, &mut |entry| {
        match is_markdown(&entry.path) {
            true => templates.insert(entry.path.with_extension("")),
            false => {
                files.push(entry.path);
                true
            }
        };
        files.len() < MOST_DATA && templates.len() < MOST_TEMPLATES
    });
    for path in files {
        let Some((stem, kind)) = data_kind(&path) else { continue };
        let folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
        let is_folder_s =
            folder.file_name().is_some_and(|name| name == stem) || folder == input && is_root_data(root, stem);
        let subject = if is_folder_s { folder } else { folder.join(stem) };
        if !is_folder_s && !templates.contains(&subject) {
            continue;
        }
        let name = path.to_string_lossy().into_owned();
        let values = match kind {
            Kind::Data => settings::read(system, root, &[&name]),
            Kind::Script => settings::text(system, root, &name).map(|source| scripted(&source)),
        };
        found.extend(values.map(|values| (subject, values)));
    }
    found.sort_by_key(|(subject, _)| std::cmp::Reverse(subject.components().count()));
    found
}

/// Whether a data file speaks of the whole input directory, which is the site's root.
fn is_root_data(root: &Path, stem: &str) -> bool {
    root.file_name().is_some_and(|name| name == stem)
}

enum Kind {
    Data,
    Script,
}

/// The name a data file speaks of, and how it is written.
fn data_kind(file: &Path) -> Option<(&str, Kind)> {
    let name = file.file_name()?.to_str()?;
    let scripts = [".11tydata.js", ".11tydata.cjs", ".11tydata.mjs", ".11tydata.ts"];
    let script = scripts.iter().find_map(|end| Some((name.strip_suffix(end)?, Kind::Script)));
    let written = [".11tydata.json", ".json", ".yaml", ".yml"];
    script.or_else(|| written.iter().find_map(|end| Some((name.strip_suffix(end)?, Kind::Data))))
}

/// What a script says in plain text: enough for tags, permalinks and layouts.
fn scripted(source: &str) -> Map<'static> {
    let one = ["tags", "permalink", "layout", "lang"].iter().filter_map(|key| Some((*key, script::text(source, key)?)));
    let mut map = Map(one.map(|(key, text)| (Cow::Borrowed(key), Value::Text(Cow::Owned(text)))).collect());
    if map.get("permalink").is_none()
        && let Some(made) = script::template(source, "permalink")
    {
        map.0.push((Cow::Borrowed("permalink"), Value::Text(Cow::Owned(made))));
    }
    for key in ["eleventyExcludeFromCollections", "draft", "permalink"] {
        map.0.extend(script::flag(source, key).map(|is| (Cow::Borrowed(key), Value::Bool(is))));
    }
    if let Some(tags) = script::texts(source, "tags") {
        map.0.push((
            Cow::Borrowed("tags"),
            Value::List(tags.into_iter().map(|tag| Value::Text(Cow::Owned(tag))).collect()),
        ));
    }
    map
}

impl Eleventy {
    /// The address: `permalink` with the few variables it usually has, else the path without extension and date.
    fn path_of_url(&self, file: &Path, front: &FrontMatter<'_>, post: &Post) -> String {
        let below = file.strip_prefix(&self.input).unwrap_or(file);
        let stem = below.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let folder = below.parent().and_then(Path::file_name).and_then(|name| name.to_str());
        let slug = match (undated(stem), folder) {
            ("index", folder) => folder.map(undated).unwrap_or_default().to_owned(),
            (name, _) => name.to_owned(),
        };
        if let Some(own) = front.values.text("permalink")
            && let Some(path) = super::permalink::expand_liquid(own, &|variable, filters| match variable {
                "page.fileSlug" => Some(slug.clone()),
                "title" => Some(super::slug::eleventy(&post.title)),
                "page.filePathStem" => Some(format!("/{}", below.with_extension("").display())),
                "page.date" | "date" => post.date.map(|date| formatted(&date, filters)),
                _ => {
                    let text = front.values.at(&variable.split('.').collect::<Vec<_>>()).and_then(Value::to_text)?;
                    let is_slug = filters.contains("slug");
                    Some(if is_slug { super::slug::eleventy(&text) } else { text.into_owned() })
                }
            })
        {
            let path = squeeze(&path);
            return path.strip_suffix("index.html").map_or_else(|| path.clone(), str::to_owned);
        }
        // The date stays in the address: only `page.fileSlug` goes without it.
        let mut names: Vec<&str> = parts(below.parent().unwrap_or(below)).collect();
        if stem != "index" && names.last() != Some(&stem) {
            names.push(stem);
        }
        squeeze(&format!("/{}/", names.join("/")))
    }
}

/// A name without the date before it (`page.fileSlug`: `YYYY-MM-DD-`).
fn undated(name: &str) -> &str {
    let rest = name.get(11..).filter(|rest| !rest.is_empty() && date::at_start(name).is_some_and(|(_, at)| at == 11));
    rest.unwrap_or(name)
}

/// A date in an address: by the format that its filter is given, else as a day.
fn formatted(date: &PostDate, filters: &str) -> String {
    let quoted = filters.split(['"', '\'']).nth(1).filter(|format| format.contains('%'));
    let directives = |format: &str| {
        format
            .split('%')
            .skip(1)
            .all(|it| it.trim_start_matches('-').starts_with(['Y', 'm', 'd', 'y', 'b', 'B', 'j', 'H', 'M', 'S', 'e']))
    };
    match quoted.filter(|format| directives(format)) {
        Some(format) => date.civil.strftime(format).to_string(),
        None => date.civil.date().to_string(),
    }
}

impl Rules for Eleventy {
    fn enters(&self, directory: &Path) -> bool {
        let name = directory.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let inside = directory.starts_with(&self.input) || self.input.starts_with(directory);
        inside && !is_built(directory) && !matches!(name, "_includes" | "_data" | "_layouts" | "_site")
    }

    fn is_post(&self, file: &Path) -> bool {
        is_markdown(file) && file.starts_with(&self.input)
    }

    fn conventions(&self) -> &Conventions {
        &self.conventions
    }

    fn complete(&self, file: &Path, front: &mut FrontMatter<'_>) -> bool {
        let has_head = front.syntax.is_some();
        let own = file.with_extension("");
        let over = self.data.iter().filter(|(subject, _)| file.starts_with(subject) || own == *subject);
        for (_, values) in over {
            for (key, value) in &values.0 {
                // Tags of folder and file add up (Eleventy's data deep merge); everything else the file has itself.
                match (key.as_ref(), front.values.exact(key)) {
                    (_, None) => front.values.0.push((key.clone(), value.clone())),
                    ("tags", Some(own)) => {
                        let all = joined(own, value);
                        front.values.0.push((key.clone(), all));
                    }
                    _ => {}
                }
            }
        }
        let collected = front
            .values
            .get("tags")
            .is_some_and(|tags| names(tags).iter().any(|tag| COLLECTIONS.contains(&tag.as_ref())));
        let dated = self.conventions.date_keys.iter().any(|key| front.values.get(key).is_some())
            || date::in_path(file).is_some();
        let in_blog = parts(file.parent().unwrap_or(file)).any(is_blog_folder);
        let is_index = file.file_stem().is_some_and(|stem| stem == "index") && front.values.get("pagination").is_some();
        (has_head || dated || collected) && !is_index && !is_housekeeping(file) && (collected || dated || in_blog)
    }

    fn finish(&self, file: &Path, front: &FrontMatter<'_>, post: &mut Post, _now: i64) {
        post.status.draft =
            flag(&front.values, "draft") == Some(true) || parts(file).any(|part| part == "drafts" || part == "_drafts");
        // The first date of the whole path counts, in a folder or a name.
        if let Some(day) = first_day(file).filter(|_| post.date.is_some_and(|it| it.source != DateSource::FrontMatter))
        {
            post.date = post.date.map(|date| PostDate { civil: day.at(0, 0, 0, 0), ..date });
        }
        let unlisted = front.values.get("eleventyexcludefromcollections").and_then(Value::as_bool) == Some(true);
        let unwritten = front.values.exact("permalink").and_then(Value::as_bool) == Some(false);
        post.status.hidden = unlisted || unwritten;
        post.url = (!unwritten).then(|| address(self.base.as_deref(), &self.path_of_url(file, front, post)));
    }

    fn dialect(&self, _file: &Path) -> Dialect {
        Dialect::Eleventy
    }
}

/// The first `YYYY-MM-DD` of a path (Eleventy's `getMappedDate`).
fn first_day(file: &Path) -> Option<jiff::civil::Date> {
    parts(file).find_map(date::at_start).map(|(day, _)| day)
}

fn names<'v>(value: &'v Value<'_>) -> Vec<Cow<'v, str>> {
    match value {
        Value::List(list) => list.iter().filter_map(Value::to_text).collect(),
        _ => value.to_text().into_iter().collect(),
    }
}

fn joined(own: &Value<'_>, folder: &Value<'_>) -> Value<'static> {
    let all = names(own).into_iter().chain(names(folder));
    Value::List(all.map(|name| Value::Text(Cow::Owned(name.into_owned()))).collect())
}

#[cfg(test)]
mod tests;
