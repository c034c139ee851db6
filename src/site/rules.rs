//! What every generator answers, and the questions whose answers most of them share.

use std::ffi::OsStr;
use std::fmt;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Component, Path};
use std::sync::LazyLock;

use jiff::tz::TimeZone;

use crate::post::front_matter::{FrontMatter, Map, Value};
use crate::post::{Conventions, Post};
use crate::system::System;
use crate::template::{Dialect, Markup};
use crate::text::Clean;

/// A generator's rules for one site, made from its configuration.
pub(super) trait Rules: fmt::Debug + Send + Sync {
    /// Whether the walk enters this directory (relative to the root).
    fn enters(&self, directory: &Path) -> bool {
        !is_built(directory)
    }

    /// Whether this file (relative to the root) may be a post.
    fn is_post(&self, file: &Path) -> bool;

    /// How its front matter is read.
    fn conventions(&self) -> &Conventions;

    /// Adds what the configuration says of this file to its front matter; false if the generator makes no post of it.
    fn complete(&self, file: &Path, front: &mut FrontMatter<'_>) -> bool {
        let _ = (file, front);
        true
    }

    /// Adds what depends on the site: status, slug, address, language. `now` is in seconds since 1970.
    fn finish(&self, file: &Path, front: &FrontMatter<'_>, post: &mut Post, now: i64);

    /// The path of the address of a file that is no post, as links in templates name it; none if it isn't known.
    fn page_path(&self, file: &Path, front: &mut FrontMatter<'_>) -> Option<String> {
        let _ = (file, front);
        None
    }

    /// What the body of a post is written in.
    fn markup(&self, file: &Path) -> Markup {
        Markup::of(file)
    }

    /// The template language of a post.
    fn dialect(&self, file: &Path) -> Dialect;
}

/// What a generator has to look through the tree of a site for: looked up when the first post asks for it, so that no frame
/// waits for it.
pub(super) type Later<T> = LazyLock<T, Box<dyn FnOnce() -> T + Send>>;

/// Looks for it in the tree below a root, later.
pub(super) fn later<T>(
    system: &dyn System,
    root: &Path,
    look: impl FnOnce(&dyn System, &Path) -> T + Send + 'static,
) -> Later<T> {
    let (system, root) = (system.shared(), root.to_path_buf());
    LazyLock::new(Box::new(move || look(system.as_ref(), &root)))
}

/// What a generator finds out about a site when it is opened.
#[derive(Debug)]
pub(super) struct Found {
    /// The site's name, where the configuration has one.
    pub title: Option<String>,
    /// Scheme, host and path.
    pub base_url: Option<String>,
    /// The rules.
    pub rules: Box<dyn Rules>,
}

/// Directories that hold what was built, fetched or hidden, by every generator's custom.
pub(super) fn is_built(directory: &Path) -> bool {
    let Some(name) = directory.file_name().and_then(|name| name.to_str()) else { return false };
    let at_root = directory.parent().is_none_or(|parent| parent.as_os_str().is_empty());
    name.starts_with('.')
        || matches!(name, "node_modules" | "_site" | "bower_components" | "__pycache__" | "venv")
        || at_root && matches!(name, "public" | "dist" | "vendor" | "target" | "resources" | "output" | "build")
}

/// Whether the name ends as Markdown does.
pub(super) fn is_markdown(file: &Path) -> bool {
    let extension = file.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    ["md", "markdown", "mdx", "mkd", "mkdn", "mkdown", "mdown", "mdwn", "rmd", "qmd", "svx"]
        .iter()
        .any(|known| extension.eq_ignore_ascii_case(known))
}

/// Whether the name ends as that of another markup does that folio reads: reStructuredText, Org, AsciiDoc, Textile.
pub(super) fn is_other_markup(file: &Path) -> bool {
    matches!(Markup::of(file), Markup::Rst | Markup::Org | Markup::AsciiDoc | Markup::Textile)
}

/// Whether the name ends as HTML does, in capitals too.
pub(super) fn is_html(file: &Path) -> bool {
    let ends_as = |known: &str| file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(known));
    ends_as("html") || ends_as("htm")
}

/// Whether a file is one that repositories have beside their posts.
pub(super) fn is_housekeeping(file: &Path) -> bool {
    const NAMES: [&str; 14] = [
        "readme",
        "license",
        "licence",
        "contributing",
        "code_of_conduct",
        "security",
        "changelog",
        "notice",
        "copying",
        "authors",
        "maintainers",
        "claude",
        "agents",
        "pull_request_template",
    ];
    let stem = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_ascii_lowercase();
    let word = stem.split(['-', '.']).next().unwrap_or_default();
    NAMES.contains(&word) || NAMES.contains(&stem.replace('-', "_").as_str())
}

/// Whether a folder's name says that it holds posts.
pub(super) fn is_blog_folder(name: &str) -> bool {
    const NAMES: [&str; 16] = [
        "blog", "posts", "post", "articles", "article", "news", "journal", "writing", "writings", "essays", "notes",
        "entries", "blogs", "weblog", "til", "_posts",
    ];
    NAMES.iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// Whether a file is the list of a folder of posts: an `index` without a date.
pub(super) fn is_list(file: &Path) -> bool {
    let folder = file.parent().and_then(Path::file_name).and_then(|name| name.to_str()).unwrap_or_default();
    file.file_stem().is_some_and(|stem| stem == "index") && is_blog_folder(folder)
}

/// The names of a path's parts.
pub(super) fn parts(path: &Path) -> impl DoubleEndedIterator<Item = &str> {
    let whole = path.to_str();
    let names = whole.unwrap_or_default().split('/').filter(|name| !matches!(*name, "" | "." | ".."));
    // Parts that are no text are left out, and the others stay.
    let torn = whole.is_none().then(|| path.components()).into_iter().flatten();
    let rest = torn.filter_map(|part| match part {
        Component::Normal(name) => name.to_str(),
        _ => None,
    });
    names.chain(rest)
}

/// The path below a folder, as `strip_prefix` has it, where both are written without `.` and doubled slashes.
pub(super) fn below<'p>(path: &'p Path, folder: &Path) -> Option<&'p Path> {
    if folder.as_os_str().is_empty() {
        return Some(path);
    }
    let rest = path.as_os_str().as_bytes().strip_prefix(folder.as_os_str().as_bytes())?;
    let rest = if rest.is_empty() { rest } else { rest.strip_prefix(b"/")? };
    Some(Path::new(OsStr::from_bytes(rest)))
}

/// Drops keys that differ from those a generator reads by their capitals only: it does not read them.
pub(super) fn only_as_written(values: &mut Map<'_>, keys: &[&str]) {
    values.0.retain(|(key, _)| !keys.iter().any(|known| known.eq_ignore_ascii_case(key) && *known != key.as_ref()));
}

/// A time zone by its name; none if nothing is called so.
pub(super) fn zone(name: Option<&str>) -> Option<TimeZone> {
    let name = name?.trim();
    if name.eq_ignore_ascii_case("utc") || name.eq_ignore_ascii_case("gmt") {
        return Some(TimeZone::UTC);
    }
    TimeZone::get(name).ok()
}

/// Yes or no under a key, by any spelling.
pub(super) fn flag(values: &Map<'_>, name: &str) -> Option<bool> {
    values.get(name).and_then(Value::as_bool)
}

/// Whether a post is dated after now.
pub(super) fn is_future(post: &Post, now: i64) -> bool {
    post.date.is_some_and(|date| date.instant() > now)
}

/// An address: absolute below a base, else the path alone; encoded.
pub(super) fn address(base: Option<&str>, path: &str) -> Clean {
    let path = super::permalink::encode(path);
    match base {
        Some(base) => Clean::line(&super::permalink::absolute(base, &path)),
        None => Clean::line(&path),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::Ordering;

    use super::*;
    use crate::site::Site;
    use crate::system::memory::MemorySystem;

    #[test]
    fn a_path_below_a_folder_is_what_the_standard_library_says() {
        for (path, folder) in [
            ("_posts/a.md", ""),
            ("_posts/a.md", "_posts"),
            ("_posts/a.md", "_post"),
            ("_posts/a.md", "_posts/a.md"),
            ("blog/src/_posts/a.md", "blog/src"),
            ("blog", "blog/src"),
            ("", ""),
            ("", "blog"),
        ] {
            let (path, folder) = (Path::new(path), Path::new(folder));
            assert_eq!(below(path, folder), path.strip_prefix(folder).ok(), "{path:?} {folder:?}");
        }
    }

    #[test]
    fn parts_that_are_no_text_are_left_out() {
        assert_eq!(parts(Path::new("/a/./b//c/../d")).collect::<Vec<_>>(), ["a", "b", "c", "d"]);
        let torn = Path::new(OsStr::from_bytes(b"a/\xff/b"));
        assert_eq!(parts(torn).rev().collect::<Vec<_>>(), ["b", "a"]);
        assert_eq!(parts(Path::new("")).count(), 0);
    }

    #[test]
    fn no_tree_is_walked_before_the_first_post_is_read() {
        for (config, file) in [
            ("hugo.toml", "content/posts/a.md"),
            ("zola.toml", "content/a.md"),
            ("eleventy.config.js", "posts/a.md"),
            ("_config.yml", "_posts/2010-06-08-a.md"),
        ] {
            let system = MemorySystem::with_files([(config, ""), (file, "---\ntitle: A\n---\n")]);
            let site = Site::open(&system, "".as_ref()).unwrap();
            assert_eq!(system.walked.load(Ordering::Relaxed), 0, "{config}");
            assert!(site.is_post(file.as_ref()), "{config}");
            site.read_file(file.as_ref(), b"---\ntitle: A\n---\n", 17, 0);
            let is_jekyll = config == "_config.yml";
            assert_eq!(system.walked.load(Ordering::Relaxed) > 0, !is_jekyll, "{config}: the look is only put off");
        }
    }
}
