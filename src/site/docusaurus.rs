//! Docusaurus: the blog plugin's folder, dates in names and folders, authors by key.
//!
//! Rules from Docusaurus' documentation ("Blog") and from the blog plugin's behavior.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use regex::Regex;

use super::permalink::squeeze;
use super::rules::{Found, Rules, address, flag, is_built, is_markdown, parts};
use super::{script, settings};
use crate::post::conventions::{Names, PathDates, Split, Untitled, keys};
use crate::post::front_matter::{FrontMatter, Map, Value};
use crate::post::{Conventions, DateSource, Post, PostDate};
use crate::system::System;
use crate::template::Dialect;

/// A Docusaurus site's rules.
#[derive(Debug)]
struct Docusaurus {
    conventions: Conventions,
    blog: PathBuf,
    route: String,
    authors: Map<'static>,
    tags: Map<'static>,
    names: DatedNames,
    base: Option<String>,
    base_path: String,
}

/// Reads what the configuration says in plain words, and the authors.
pub(super) fn open(system: &dyn System, root: &Path, config: &str) -> Found {
    let base =
        script::text(config, "url").filter(|url| url.contains("://")).map(|url| url.trim_end_matches('/').to_owned());
    let plugin = config.find("blog:").and_then(|at| config.get(at..)).unwrap_or_default();
    let plugin = plugin.get(..plugin.find('}').unwrap_or(plugin.len())).unwrap_or_default();
    let blog = script::text(plugin, "path").unwrap_or_else(|| "blog".to_owned());
    let blog = blog.trim_start_matches("./").trim_matches('/').to_owned();
    let authors = ["authors.yml", "authors.yaml", "authors.json"].map(|name| format!("{blog}/{name}"));
    let tags = ["tags.yml", "tags.yaml", "tags.json"].map(|name| format!("{blog}/{name}"));
    let rules = Docusaurus {
        tags: settings::read(system, root, &tags.each_ref().map(String::as_str)).unwrap_or_default(),
        names: DatedNames::new(),
        conventions: conventions(),
        authors: settings::read(system, root, &authors.each_ref().map(String::as_str)).unwrap_or_default(),
        route: script::text(plugin, "routeBasePath").unwrap_or_else(|| "blog".to_owned()),
        blog: PathBuf::from(blog),
        base_path: script::text(config, "baseUrl").unwrap_or_default().trim_matches('/').to_owned(),
        base: base.clone(),
    };
    Found { title: script::text(config, "title"), base_url: base, rules: Box::new(rules) }
}

fn conventions() -> Conventions {
    Conventions {
        path_dates: PathDates::Anywhere,
        date_keys: keys(&["date"]),
        updated_keys: keys(&["lastupdate.date", "lastupdate"]),
        tags: Names::listed(&["tags"], Split::Never),
        categories: Names::listed(&["categories"], Split::Never),
        untitled: Untitled::Heading,
        ..Conventions::default()
    }
}

impl Docusaurus {
    /// Authors by their keys in the authors' file, and by the map's own name.
    fn named<'v>(&self, value: &'v Value<'_>) -> Value<'v> {
        match value {
            Value::Text(key) => {
                let name = self.authors.exact(key).and_then(|author| author.as_map()?.text("name"));
                Value::Text(Cow::Owned(name.unwrap_or(key).to_owned()))
            }
            other => other.clone().into_owned(),
        }
    }

    /// Tags by their keys in the tags' file.
    fn labelled<'v>(&self, value: &'v Value<'_>) -> Value<'v> {
        let label = value.as_text().and_then(|key| self.tags.exact(key)?.as_map()?.text("label"));
        label.map_or_else(|| value.clone().into_owned(), |label| Value::Text(Cow::Owned(label.to_owned())))
    }

    /// `/2020/01/02/name` where the date is in the path, else the path; `slug` is below the blog's route.
    fn path_of_url(&self, below: &str, front: &FrontMatter<'_>) -> String {
        if let Some(own) = front.values.text("slug") {
            return format!("/{}/{own}", self.route);
        }
        match self.names.read(below) {
            Some(dated) => {
                format!("/{}/{}/{}{}", self.route, dated.written.replace('-', "/"), dated.folder, dated.text)
            }
            None => {
                let path = Path::new(below).with_extension("");
                let path = path.to_string_lossy();
                format!("/{}/{}", self.route, path.strip_suffix("/index").unwrap_or(&path))
            }
        }
    }
}

/// What the path of a dated post says (`DATE_FILENAME_REGEX` of the blog plugin): the last date in it counts, in one name
/// or in folders of their own, and what is before it comes after it in the address.
#[derive(Debug)]
struct DatedNames(Option<Regex>);

struct Dated<'p> {
    written: &'p str,
    folder: &'p str,
    text: &'p str,
}

impl DatedNames {
    fn new() -> Self {
        let pattern = r"^(?<folder>.*)(?<date>\d{4}[-/]\d{1,2}[-/]\d{1,2})[-/]?(?<text>.*?)(?:/index)?\.mdx?$";
        Self(Regex::new(pattern).ok())
    }

    fn read<'p>(&self, below: &'p str) -> Option<Dated<'p>> {
        let found = self.0.as_ref()?.captures(below)?;
        let part = |name: &str| found.name(name).map_or("", |part| part.as_str());
        Some(Dated { written: part("date"), folder: part("folder"), text: part("text") })
    }
}

impl Dated<'_> {
    fn day(&self) -> Option<Date> {
        let mut numbers = self.written.split(['-', '/']).map(str::parse::<i16>);
        let mut next = || numbers.next()?.ok();
        let (year, month, day) = (next()?, next()?, next()?);
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    }
}

impl Rules for Docusaurus {
    fn enters(&self, directory: &Path) -> bool {
        (directory.starts_with(&self.blog) || self.blog.starts_with(directory)) && !is_built(directory)
    }

    fn is_post(&self, file: &Path) -> bool {
        let Ok(below) = file.strip_prefix(&self.blog) else { return false };
        is_markdown(file) && !parts(below).any(|part| part.starts_with('_') || part.contains(".test."))
    }

    fn conventions(&self) -> &Conventions {
        &self.conventions
    }

    fn complete(&self, _file: &Path, front: &mut FrontMatter<'_>) -> bool {
        let named = match front.values.get("authors") {
            Some(Value::List(list)) => Some(Value::List(list.iter().map(|one| self.named(one).into_owned()).collect())),
            Some(one) => Some(self.named(one).into_owned()),
            None => None,
        };
        if let Some(Value::List(list)) = front.values.get("tags").filter(|_| !self.tags.0.is_empty()) {
            let labels = list.iter().map(|tag| self.labelled(tag).into_owned()).collect();
            front.values.0.push((Cow::Borrowed("tags"), Value::List(labels)));
        }
        front.values.0.extend(named.map(|named| (Cow::Borrowed("authors"), named)));
        true
    }

    fn finish(&self, file: &Path, front: &FrontMatter<'_>, post: &mut Post, _now: i64) {
        let below = file.strip_prefix(&self.blog).unwrap_or(file).to_string_lossy();
        if post.date.is_none() {
            let day = self.names.read(&below).and_then(|dated| dated.day());
            post.date = day.map(|day| PostDate {
                civil: day.at(0, 0, 0, 0),
                has_time: false,
                offset: 0,
                source: DateSource::Folder,
            });
        }
        post.status.draft = flag(&front.values, "draft") == Some(true);
        post.status.hidden = flag(&front.values, "unlisted") == Some(true);
        let path = format!("/{}/{}", self.base_path, self.path_of_url(&below, front));
        post.url = Some(address(self.base.as_deref(), &squeeze(&path)));
    }

    fn dialect(&self, _file: &Path) -> Dialect {
        Dialect::Docusaurus
    }
}

#[cfg(test)]
mod tests {
    use super::super::Site;
    use crate::system::memory::MemorySystem;

    #[test]
    fn dates_in_paths_make_addresses() {
        let config = "module.exports = { title: 'Mine', url: 'https://a.b', baseUrl: '/', presets: [['classic', { blog: { path: './news', routeBasePath: 'log' } }]] }";
        let mut files = vec![
            ("docusaurus.config.js", config),
            ("news/authors.yml", "ann:\n  name: Ann Author\n"),
            ("news/tags.yml", "t1:\n  label: Tag One\n"),
        ];
        let paths = [
            ("news/2020-01-02-one.md", "https://a.b/log/2020/01/02/one"),
            ("news/2020-01-02-two/index.md", "https://a.b/log/2020/01/02/two"),
            ("news/2020/01/02/three.mdx", "https://a.b/log/2020/01/02/three"),
            ("news/2020/01-02-four.md", "https://a.b/log/2020/01/02/four"),
            ("news/sub/2020-1-5-five.md", "https://a.b/log/2020/1/5/sub/five"),
            ("news/2020-01-06.md", "https://a.b/log/2020/01/06/"),
            ("news/undated.md", "https://a.b/log/undated"),
        ];
        files.extend(paths.map(|(path, _)| (path, "---\ntitle: T\nauthors: [ann, bob]\ntags: [t1, t2]\n---\n")));
        files.push(("news/slugged.md", "---\nslug: own\n---\n# T\n"));
        let system = MemorySystem::with_files(files);
        let site = Site::open(&system, "".as_ref()).unwrap();
        let read = |path: &str| site.read_post(path.as_ref(), &system.files[std::path::Path::new(path)], 0, 0).unwrap();
        for (path, url) in paths {
            assert_eq!(read(path).url.as_deref(), Some(url), "{path}");
        }
        assert_eq!(read("news/slugged.md").url.as_deref(), Some("https://a.b/log/own"));
        let authors: Vec<String> = read(paths[0].0).authors.iter().map(|name| name.to_string()).collect();
        assert_eq!(authors, ["Ann Author", "bob"]);
        assert_eq!(read("news/2020/01-02-four.md").date.unwrap().civil.date().to_string(), "2020-01-02");
        let tags: Vec<String> = read(paths[0].0).tags.iter().map(|name| name.to_string()).collect();
        assert_eq!(tags, ["Tag One", "t2"]);
        assert!(!site.is_post("news/_draft.md".as_ref()) && !site.is_post("docs/a.md".as_ref()));
    }
}
