//! Eleventy: dated templates below the input directory, data of their folders, addresses by `permalink` or path.
//!
//! Rules from Eleventy's documentation ("Content dates", "Permalinks", "Template and directory data files") and behavior.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use super::permalink::squeeze;
use super::rules::{Found, Rules, address, flag, is_blog_folder, is_built, is_housekeeping, is_markdown, parts};
use super::{script, settings};
use crate::post::conventions::{Names, PathDates, Split, Untitled, keys};
use crate::post::date;
use crate::post::front_matter::{FrontMatter, Map, Value};
use crate::post::{Conventions, Post};
use crate::system::{System, WalkKind};
use crate::template::Dialect;

/// Tags that build collections and say nothing to a reader.
const COLLECTIONS: &[&str] = &["post", "posts", "all", "nav", "blog", "article", "articles"];

/// An Eleventy site's rules.
#[derive(Debug)]
struct Eleventy {
    conventions: Conventions,
    input: PathBuf,
    /// What a folder's data file says of every template below it; the innermost first.
    folders: Vec<(PathBuf, Map<'static>)>,
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
        folders: folders(system, root, &input),
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

/// Data files of folders: `posts/posts.json`, `posts/posts.11tydata.json`, `posts/posts.11tydata.js`.
fn folders(system: &dyn System, root: &Path, input: &Path) -> Vec<(PathBuf, Map<'static>)> {
    let keep = |kind: WalkKind, path: &Path| match kind {
        WalkKind::Directory => !is_built(path) && (path.starts_with(input) || input.starts_with(path)),
        WalkKind::File => data_kind(path).is_some(),
    };
    let mut found = Vec::new();
    system.walk(root, &keep, &mut |entry| {
        let name = entry.path.to_string_lossy().into_owned();
        let values = match data_kind(&entry.path) {
            Some(Kind::Data) => settings::read(system, root, &[&name]),
            Some(Kind::Script) => settings::text(system, root, &name).map(|source| scripted(&source)),
            None => None,
        };
        let folder = entry.path.parent().map(Path::to_path_buf).unwrap_or_default();
        found.extend(values.map(|values| (folder, values)));
        found.len() < 1024
    });
    found.sort_by_key(|(folder, _)| std::cmp::Reverse(folder.components().count()));
    found
}

enum Kind {
    Data,
    Script,
}

fn data_kind(file: &Path) -> Option<Kind> {
    let folder = file.parent()?.file_name()?.to_str()?;
    let rest = file.file_name()?.to_str()?.strip_prefix(folder)?;
    match rest {
        ".json" | ".11tydata.json" | ".yaml" | ".yml" => Some(Kind::Data),
        ".11tydata.js" | ".11tydata.cjs" | ".11tydata.mjs" => Some(Kind::Script),
        _ => None,
    }
}

/// What a script says in plain text: enough for tags, permalinks and layouts.
fn scripted(source: &str) -> Map<'static> {
    let one = ["tags", "permalink", "layout", "lang"].iter().filter_map(|key| Some((*key, script::text(source, key)?)));
    let mut map = Map(one.map(|(key, text)| (Cow::Borrowed(key), Value::Text(Cow::Owned(text)))).collect());
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
        let dated = date::at_start(stem).and_then(|(_, length)| stem.get(length..)).filter(|rest| !rest.is_empty());
        let name = dated.unwrap_or(stem);
        let folder = below.parent().and_then(Path::file_name).and_then(|name| name.to_str());
        let undated =
            |name: &'_ str| date::at_start(name).and_then(|(_, length)| name.get(length..)).unwrap_or(name).to_owned();
        let slug = if name == "index" { folder.map(undated).unwrap_or_default() } else { name.to_owned() };
        if let Some(own) = front.values.text("permalink")
            && let Some(path) = super::permalink::expand_liquid(own, &|variable| match variable {
                "page.fileSlug" => Some(slug.clone()),
                "title" => Some(super::slug::eleventy(&post.title)),
                "slug" => front.values.text("slug").map(str::to_owned),
                "page.filePathStem" => Some(format!("/{}/{name}", below.parent().unwrap_or(Path::new("")).display())),
                "page.date" | "date" => post.date.map(|date| date.civil.date().to_string()),
                _ => front.values.text(variable).map(str::to_owned),
            })
        {
            return squeeze(&path);
        }
        let mut names: Vec<&str> = parts(below.parent().unwrap_or(below)).collect();
        if name != "index" && names.last() != Some(&name) {
            names.push(name);
        }
        squeeze(&format!("/{}/", names.join("/")))
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
        let over = self.folders.iter().filter(|(folder, _)| file.starts_with(folder));
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
        (has_head || dated) && !is_index && !is_housekeeping(file) && (collected || dated || in_blog)
    }

    fn finish(&self, file: &Path, front: &FrontMatter<'_>, post: &mut Post, _now: i64) {
        post.status.draft =
            flag(&front.values, "draft") == Some(true) || parts(file).any(|part| part == "drafts" || part == "_drafts");
        let unlisted = front.values.get("eleventyexcludefromcollections").and_then(Value::as_bool) == Some(true);
        let unwritten = front.values.exact("permalink").and_then(Value::as_bool) == Some(false);
        post.status.hidden = unlisted || unwritten;
        post.url = (!unwritten).then(|| address(self.base.as_deref(), &self.path_of_url(file, front, post)));
    }

    fn dialect(&self, _file: &Path) -> Dialect {
        Dialect::Eleventy
    }
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
mod tests {
    use super::super::Site;
    use crate::system::memory::MemorySystem;

    #[test]
    fn folder_data_tags_and_addresses() {
        let files = [
            ("eleventy.config.js", "module.exports = { dir: { input: \"src\" } }"),
            ("src/_data/site.json", "{\"title\": \"Mine\", \"url\": \"https://a.b\"}"),
            ("src/posts/posts.json", "{\"tags\": [\"posts\", \"extra\"], \"permalink\": \"/w/{{ page.fileSlug }}/\"}"),
            ("src/posts/2020-01-02-one.md", "---\ntitle: One\ntags: [cat]\n---\n"),
            ("src/notes/two.md", "---\ntitle: Two\ndate: 2020-01-03\n---\n"),
            ("src/about.md", "---\ntitle: About\n---\n"),
        ];
        let system = MemorySystem::with_files(files);
        let site = Site::open(&system, "".as_ref()).unwrap();
        let read = |path: &str| site.read_post(path.as_ref(), &system.files[std::path::Path::new(path)], 0, 0);
        let one = read("src/posts/2020-01-02-one.md").unwrap();
        assert_eq!(one.url.as_deref(), Some("https://a.b/w/one/"));
        assert_eq!(one.tags.iter().map(|tag| tag.as_str()).collect::<Vec<_>>(), ["cat", "extra"]);
        assert_eq!(read("src/notes/two.md").unwrap().url.as_deref(), Some("https://a.b/notes/two/"));
        assert!(read("src/about.md").is_none());
        assert_eq!(site.title.as_str(), "Mine");
    }
}
