//! Sphinx with ABlog: pages that say that they are posts, by their heads, a directive or the place where they lie.
//!
//! Rules from ABlog's documentation ("Posting and Listing", "Configuration Options") and its `blog.py`, `post.py`.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use super::framework::{Folder, Framework, FrameworkRules, Known, Page};
use super::sources::{Ending, Sources};
use crate::post::Post;
use crate::post::front_matter::{FrontMatter, Map, Value};
use crate::site::glob::{self, Glob};
use crate::site::python;
use crate::site::rules::{flag, is_future};
use crate::template::Markup;

/// How it is told.
pub(super) const KNOWN: Known = Known {
    files: &["conf.py", "docs/conf.py", "source/conf.py", "docs/source/conf.py"],
    is_meant: |folder| folder.config.contains("ablog"),
    open,
};
/// Where a site says how it is built.
const BUILDS: [&str; 9] = [
    "netlify.toml",
    ".readthedocs.yml",
    ".readthedocs.yaml",
    "noxfile.py",
    "tox.ini",
    ".github/workflows/main.yml",
    ".github/workflows/deploy.yml",
    "Makefile",
    "docs/Makefile",
];

#[derive(Debug)]
struct Sphinx {
    /// Where its pages are.
    source: PathBuf,
    /// Which pages are posts whatever they say (`blog_post_pattern`).
    patterns: Vec<Glob>,
    /// The names of authors by what posts call them (`blog_authors`).
    authors: Map<'static>,
    /// Who wrote what names no author (`blog_default_author`).
    default_author: Option<Value<'static>>,
}

fn open(folder: &Folder<'_>) -> Framework {
    let settings = python::small_assignments(&folder.config);
    let text = |key| settings.exact(key).and_then(Value::as_text).map(str::to_owned);
    let source = folder.file.trim_end_matches("conf.py").trim_end_matches('/');
    let patterns = settings.exact("blog_post_pattern").map(listed).unwrap_or_default();
    let rules = Sphinx {
        source: PathBuf::from(source),
        patterns: patterns.iter().take(glob::MOST).filter_map(|pattern| Glob::new(pattern)).collect(),
        authors: settings.exact("blog_authors").and_then(Value::as_map).cloned().unwrap_or_default(),
        default_author: settings.exact("blog_default_author").cloned(),
    };
    let builder = text("ablog_builder");
    let sources = Sources::at(source, "", ending(folder, builder.as_deref()));
    Framework::new(sources, rules).of_site(text("blog_title").or_else(|| text("project")), text("blog_baseurl"))
}

/// ABlog's own command makes folders of pages (`dirhtml`), Sphinx' own files.
fn ending(folder: &Folder<'_>, builder: Option<&str>) -> Ending {
    let builds = || BUILDS.iter().filter_map(|file| folder.text(&[file]));
    let has_folders =
        || builds().any(|text| ["ablog build", "-b dirhtml", "builder: dirhtml"].iter().any(|it| text.contains(it)));
    match builder {
        Some(builder) if builder != "dirhtml" => Ending::Html,
        None if builds().any(|text| text.contains("sphinx")) && !has_folders() => Ending::Html,
        _ => Ending::Slash,
    }
}

/// Names parted by commas, or a list of them.
fn listed(value: &Value<'_>) -> Vec<String> {
    let names = value.as_list().unwrap_or(std::slice::from_ref(value)).iter().filter_map(Value::as_text);
    names
        .flat_map(|names| names.split(','))
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
        .collect()
}

impl FrameworkRules for Sphinx {
    /// What is built, and what pages are made of, is no page.
    fn enters(&self, _sources: &Sources, folder: &Path) -> Option<bool> {
        folder.file_name().is_some_and(|name| name.to_string_lossy().starts_with('_')).then_some(false)
    }

    fn has_own_addresses(&self) -> bool {
        true
    }

    fn takes(&self, file: &Path) -> bool {
        Markup::of(file) == Markup::Rst
    }

    fn holds(&self, sources: &Sources, file: &Path) -> Option<bool> {
        Some(sources.hold(file))
    }

    /// Adds the names of authors.
    fn complete(&self, file: &Path, front: &mut FrontMatter<'_>) -> bool {
        let below = file.strip_prefix(&self.source).unwrap_or(file).to_string_lossy();
        let is_post =
            flag(&front.values, "blogpost").unwrap_or_else(|| self.patterns.iter().any(|it| it.covers(&below)));
        let written = front.values.get("author").or(self.default_author.as_ref());
        let name = |key: String| {
            let known = self.authors.exact(&key).and_then(Value::as_list).and_then(|about| about.first()?.as_text());
            Value::Text(Cow::Owned(known.map_or(key, str::to_owned)))
        };
        let names: Vec<Value<'static>> = written.map(listed).unwrap_or_default().into_iter().map(name).collect();
        if !names.is_empty() {
            front.values.0.push((Cow::Borrowed("author"), Value::List(names)));
        }
        is_post
    }

    /// What has no day yet is a draft.
    fn finish(&self, _front: &FrontMatter<'_>, post: &mut Post, now: i64) {
        post.status.draft |= post.date.is_none();
        post.status.future = is_future(post, now);
    }

    fn path(&self, sources: &Sources, page: &Page<'_>) -> String {
        sources.path(page.file, page.stem(), sources.ending, |_| true)
    }
}

#[cfg(test)]
mod tests {
    use crate::site::Site;
    use crate::system::memory::MemorySystem;

    /// What ABlog 0.11 made of such a site.
    #[test]
    fn posts_of_ablog_say_that_they_are_posts() {
        let conf = "extensions = ['ablog']\nblog_baseurl = 'https://a.b'\nblog_authors = {'me': ('Me Myself', 'https://me.b')}\nblog_default_author = 'me'\nblog_post_pattern = 'notes/*'\n";
        let make = "SPHINXBUILD ?= sphinx-build\n";
        for (build, path, text, want) in [
            (
                "",
                "posts/a.rst",
                ".. post:: Apr 15, 2014\n   :author: me, you\n\nT\n==\n",
                Some(("https://a.b/posts/a/", "Me Myself, you")),
            ),
            (
                make,
                "posts/a.md",
                "---\nblogpost: true\ndate: 2014-04-15\n---\n# T\n",
                Some(("https://a.b/posts/a.html", "Me Myself")),
            ),
            (
                make,
                "posts/draft.rst",
                "T\n===\n\n.. post::\n   :tags: a\n",
                Some(("https://a.b/posts/draft.html", "Me Myself")),
            ),
            ("ablog build", "notes/n.md", "# T\n", Some(("https://a.b/notes/n/", "Me Myself"))),
            ("", "notes/n.md", "---\nblogpost: false\n---\n# T\n", None),
            ("", "posts/b.md", "---\ndate: 2014-04-15\n---\n# T\n", None),
            ("", "posts/b.rst", "T\n==\n\nx\n", None),
        ] {
            let system = MemorySystem::with_files([("conf.py", conf), ("Makefile", build), (path, text)]);
            let site = Site::open(&system, "".as_ref()).unwrap();
            let post =
                site.is_post(path.as_ref()).then(|| site.read_post(path.as_ref(), text.as_bytes(), 0, 0)).flatten();
            let found = post.map(|post| {
                assert_eq!((post.title.as_str(), post.status.draft), ("T", post.date.is_none()), "{path}");
                let authors: Vec<&str> = post.authors.iter().map(|name| name.as_str()).collect();
                (post.url.unwrap().as_str().to_owned(), authors.join(", "))
            });
            let found = found.as_ref().map(|(url, authors)| (url.as_str(), authors.as_str()));
            assert_eq!(found, want, "{path}");
        }
    }
}
