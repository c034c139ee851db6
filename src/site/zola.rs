//! Zola: pages below `content/`, sections, drafts of whole sections, addresses by slug and path.
//!
//! Rules from Zola's documentation ("Content") and from its behavior.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::glob::{self, Glob};
use super::permalink::squeeze;
use super::rules::{Found, Later, Rules, address, flag, is_markdown, later, parts};
use super::slug::zola;
use crate::post::conventions::{Names, PathDates, Split, Untitled};
use crate::post::front_matter::{FrontMatter, Map, Value};
use crate::post::{Conventions, Post, date, front_matter};
use crate::system::{System, WalkKind};
use crate::template::Dialect;
use crate::text::Clean;

/// A Zola site's rules.
#[derive(Debug)]
struct Zola {
    conventions: Conventions,
    languages: Vec<String>,
    /// Whether a configuration was found, which names the languages.
    is_configured: bool,
    default_language: String,
    folders: Later<Folders>,
    paths: Paths,
    /// Whether the date before a name stays in its address (`slugify.paths_keep_dates`).
    keeps_dates: bool,
    /// Files below `content/` that are no content.
    ignored: Vec<Glob>,
    base: Option<String>,
}

/// What becomes of names in addresses (`slugify.paths`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Paths {
    /// ASCII.
    Slugs,
    /// Without what file systems do not take.
    Safe,
    /// As they are.
    AsWritten,
}

/// What the folders of a site's content are.
#[derive(Debug, Default)]
struct Folders {
    /// Those whose section is a draft, with all below them.
    drafts: Vec<PathBuf>,
    /// Those whose section is sorted by date, which leaves pages without one out.
    by_date: HashSet<PathBuf>,
}

/// Reads the configuration of a site.
pub(super) fn open(system: &dyn System, root: &Path, settings: &Map<'static>) -> Found {
    let base =
        settings.text("baseurl").filter(|url| url.contains("://")).map(|url| url.trim_end_matches('/').to_owned());
    let languages = settings.get("languages").and_then(Value::as_map);
    let paths = match settings.at(&["slugify", "paths"]).and_then(Value::as_text) {
        Some("safe") => Paths::Safe,
        Some("off") => Paths::AsWritten,
        _ => Paths::Slugs,
    };
    let ignored = settings.get("ignoredcontent").and_then(Value::as_list).unwrap_or_default();
    let rules = Zola {
        conventions: Conventions {
            path_dates: PathDates::Anywhere,
            tags: Names::listed(&["taxonomies.tags", "tags"], Split::Never),
            categories: Names::listed(&["taxonomies.categories", "categories"], Split::Never),
            untitled: Untitled::Heading,
            ..Conventions::default()
        },
        languages: languages.map(|map| map.0.iter().map(|(key, _)| key.to_string()).collect()).unwrap_or_default(),
        is_configured: !settings.0.is_empty(),
        default_language: settings.text("defaultlanguage").unwrap_or("en").to_owned(),
        folders: later(system, root, folders),
        paths,
        keeps_dates: settings.at(&["slugify", "pathskeepdates"]).and_then(Value::as_bool) == Some(true),
        ignored: ignored.iter().filter_map(Value::as_text).take(glob::MOST).filter_map(Glob::across).collect(),
        base: base.clone(),
    };
    Found { title: settings.text("title").map(str::to_owned), base_url: base, rules: Box::new(rules) }
}

/// Sections that are looked at before the first post is read.
const MOST_SECTIONS: usize = 4096;

/// Folders whose `_index.md` says that it is a draft or sorted by date.
fn folders(system: &dyn System, root: &Path) -> Folders {
    let mut found = Folders::default();
    let keep = |kind: WalkKind, path: &Path| match kind {
        WalkKind::Directory => path.starts_with("content"),
        WalkKind::File => stem(path) == "_index",
    };
    let mut seen = 0;
    system.walk(root, &keep, &mut |entry| {
        seen += 1;
        let Some(folder) = entry.path.parent().map(Path::to_path_buf) else { return true };
        if let Ok(file) = system.read(root, &entry.path, 4096) {
            let text = String::from_utf8_lossy(&file.bytes);
            let front = front_matter::read(&text, front_matter::Fences::Yaml);
            if matches!(front.values.text("sort_by"), Some("date" | "update_date")) {
                found.by_date.insert(folder.clone());
            }
            if flag(&front.values, "draft") == Some(true) {
                found.drafts.push(folder);
            }
        }
        seen < MOST_SECTIONS
    });
    found
}

/// The name up to its first dot: `index.fr.md` is `index`.
fn stem(file: &Path) -> &str {
    let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    if is_markdown(file) { name.split('.').next().unwrap_or_default() } else { "" }
}

/// What stands behind the date of a name, the time that may follow it (RFC 3339), and a hyphen or underscore (`FileInfo`).
fn behind_date(name: &str) -> Option<&str> {
    let (_, length) = date::at_start(name)?;
    let rest = match name.get(length..)?.strip_prefix('T') {
        Some(time) => {
            let rest = time.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | '.'));
            let zone = rest.starts_with(['+', '-']).then(|| rest.get(1..6)).flatten().filter(|zone| zone.contains(':'));
            rest.strip_prefix('Z').or_else(|| rest.get(zone?.len() + 1..)).unwrap_or(rest)
        }
        None => name.get(length.checked_sub(1)?..)?,
    };
    let rest = rest.strip_prefix(' ').unwrap_or(rest);
    rest.strip_prefix(['-', '_'])
}

impl Zola {
    fn slug(&self, text: &str) -> String {
        match self.paths {
            Paths::Slugs => zola(text),
            Paths::Safe => {
                text.trim_end_matches([' ', '.']).replace(['<', '>', ':', '"', '/', '\\', '|', '?', '*'], "")
            }
            Paths::AsWritten => text.to_owned(),
        }
    }

    /// A configured language; where none is, whatever looks like one.
    fn is_language(&self, code: &str) -> bool {
        let mut letters =
            code.split('-').map(|part| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_alphabetic()));
        let looks_so = letters.all(|is| is) && code.starts_with(|c: char| c.is_ascii_lowercase());
        if self.languages.is_empty() {
            looks_so && !self.is_configured
        } else {
            self.languages.iter().any(|known| known == code)
        }
    }

    /// The file's name without extension and language, and the language.
    fn name<'p>(&self, file: &'p Path) -> (&'p str, Option<&'p str>) {
        let stem = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        match stem.rsplit_once('.') {
            Some((name, language)) if self.is_language(language) => (name, Some(language)),
            _ => (stem, None),
        }
    }
}

impl Rules for Zola {
    fn enters(&self, directory: &Path) -> bool {
        let name = directory.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        directory.starts_with("content") && !name.starts_with('.')
    }

    fn is_post(&self, file: &Path) -> bool {
        let is_page = file.starts_with("content") && file.extension().is_some_and(|extension| extension == "md");
        let stem = stem(file);
        let below = file.strip_prefix("content").unwrap_or(file).to_string_lossy();
        let ignored = || self.ignored.iter().any(|glob| glob.covers(&below) || glob.covers(&format!("/{below}")));
        is_page && stem != "_index" && !stem.is_empty() && !ignored()
    }

    fn conventions(&self) -> &Conventions {
        &self.conventions
    }

    fn complete(&self, file: &Path, front: &mut FrontMatter<'_>) -> bool {
        let at_top = file.components().count() < 3 && stem(file) != "index";
        let dated =
            front.values.get("date").is_some() || front.values.get("path").is_some() || date::in_path(file).is_some();
        let titled = front.values.get("title").is_some();
        front.syntax.is_some() && (dated || titled && !at_top)
    }

    fn finish(&self, file: &Path, front: &FrontMatter<'_>, post: &mut Post, _now: i64) {
        let below = file.strip_prefix("content").unwrap_or(file);
        let (name, language) = self.name(file);
        let in_draft = file.ancestors().skip(1).any(|folder| self.folders.drafts.iter().any(|it| it == folder));
        post.status.draft = in_draft || flag(&front.values, "draft") == Some(true);
        let section = file.ancestors().nth(if name == "index" { 2 } else { 1 });
        let left_out = post.date.is_none() && section.is_some_and(|section| self.folders.by_date.contains(section));
        post.status.hidden = left_out || flag(&front.values, "render") == Some(false);
        let mut folders: Vec<&str> = parts(below.parent().unwrap_or(below)).collect();
        let last = if name == "index" { folders.pop().unwrap_or_default() } else { name };
        let undated = behind_date(last).filter(|rest| !self.keeps_dates && !rest.is_empty()).unwrap_or(last);
        let own = front.values.text("slug").map(|slug| self.slug(slug));
        let slug = own.unwrap_or_else(|| self.slug(undated));
        let language = language.filter(|language| *language != self.default_language);
        let path = match front.values.text("path") {
            Some(path) => path.to_owned(),
            None => {
                // Folders stay as they are called (`FileInfo::components`).
                format!("{}/{}/{slug}", language.unwrap_or_default(), folders.join("/"))
            }
        };
        post.slug = Clean::line(&slug);
        post.url = Some(address(self.base.as_deref(), &squeeze(&format!("/{path}/"))));
        if post.lang.is_none() && !self.languages.is_empty() {
            post.lang = Some(Clean::line(language.unwrap_or(&self.default_language)));
        }
    }

    fn dialect(&self, _file: &Path) -> Dialect {
        Dialect::Zola
    }
}

#[cfg(test)]
mod tests {
    use super::super::Site;
    use super::*;
    use crate::system::memory::MemorySystem;

    /// The address of a dated page by this configuration; none if it is no page.
    fn url(config: &str, path: &str, head: &str) -> Option<String> {
        let config = format!("base_url = \"https://a.b/sub/\"\n{config}\n");
        let page = format!("+++\ntitle = \"T\"\ndate = 2020-01-02\n{head}\n+++\n");
        let section = "+++\ndraft = true\n+++\n";
        let files = [
            ("config.toml", config.as_str()),
            (path, page.as_str()),
            ("content/wip/_index.md", section),
            ("content/blog/bundle/index.md", ""),
        ];
        let system = MemorySystem::with_files(files);
        let site = Site::open(&system, "".as_ref()).unwrap();
        let path = Path::new(path);
        let post = site.is_post(path).then(|| site.read_post(path, &system.files[path], 0, 0)).flatten()?;
        Some(format!("{}{}", post.url?.strip_prefix("https://a.b/sub")?, if post.status.draft { " draft" } else { "" }))
    }

    #[test]
    fn addresses_follow_name_section_and_configuration() {
        for (config, path, head, want) in [
            ("", "content/blog/2020-01-02-Été x.md", "", Some("/blog/ete-x/")),
            ("", "content/blog/2020-01-02_a/index.md", "", Some("/blog/a/")),
            ("", "content/blog/2020-01-02T03:04:05Z-a.md", "", Some("/blog/a/")),
            ("", "content/blog/2020-01-02T03:04:05+02:00_a b.md", "", Some("/blog/a-b/")),
            ("", "content/Big Blog/a.md", "slug = \"Own It\"", Some("/Big%20Blog/own-it/")),
            ("", "content/blog/python.fr.md", "", Some("/blog/python-fr/")),
            ("", "content/blog/a.md", "path = \"x/y\"", Some("/x/y/")),
            ("", "content/wip/a.md", "", Some("/wip/a/ draft")),
            ("[languages.fr]", "content/blog/a.fr.md", "", Some("/fr/blog/a/")),
            ("[slugify]\npaths = \"off\"", "content/blog/A b.md", "", Some("/blog/A%20b/")),
            ("[slugify]\npaths = \"safe\"", "content/blog/A: b.md", "", Some("/blog/A%20b/")),
            ("[slugify]\npaths_keep_dates = true", "content/blog/2020-01-02-a.md", "", Some("/blog/2020-01-02-a/")),
            ("", "content/blog/2020-01-02 a.md", "", Some("/blog/2020-01-02-a/")),
            ("", "content/blog/2020-01-02 - a.md", "", Some("/blog/a/")),
            ("ignored_content = [\"*/skip.md\"]", "content/blog/skip.md", "", None),
            ("ignored_content = [\"*.skip.md\"]", "content/blog/a.skip.md", "", None),
            ("", "content/blog/_index.md", "", None),
            ("", "content/blog/bundle/beside.md", "", Some("/blog/bundle/beside/")),
        ] {
            assert_eq!(url(config, path, head).as_deref(), want, "{config} {path} {head}");
        }
    }

    #[test]
    fn a_section_by_date_leaves_pages_without_one_out() {
        let page = "+++\ntitle = \"T\"\n+++\n";
        let files = [
            ("zola.toml", "base_url = \"https://a.b\""),
            ("content/blog/_index.md", "+++\nsort_by = \"date\"\n+++\n"),
            ("content/blog/a.md", page),
            ("content/blog/b/index.md", page),
            ("content/blog/2020-01-02-c.md", page),
            ("content/notes/d.md", page),
        ];
        let system = MemorySystem::with_files(files);
        let site = Site::open(&system, "".as_ref()).unwrap();
        let hidden = |path: &&str| {
            let path = Path::new(path);
            site.read_post(path, &system.files[path], 0, 0).is_some_and(|post| post.status.hidden)
        };
        let pages = files.map(|(path, _)| path);
        let left_out: Vec<&str> = pages.iter().copied().filter(|path| hidden(path)).collect();
        assert_eq!(left_out, ["content/blog/a.md", "content/blog/b/index.md"]);
    }
}
