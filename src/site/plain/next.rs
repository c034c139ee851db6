//! Next.js and SvelteKit: pages lie as their addresses do; what a page shows that has a part that varies lies elsewhere.
//!
//! Rules from the official starters and the documentations ("Routing", "Route groups").

use std::path::{Path, PathBuf};

use super::framework::{Folder, Framework, FrameworkRules, Known, Page};
use super::routes;
use super::sources::{Ending, Sources};
use crate::site::{object, script};
use crate::template::Dialect;

/// How Next.js is told.
pub(super) const KNOWN: Known = Known {
    files: &["next.config.js", "next.config.mjs", "next.config.ts"],
    is_meant: |_| true,
    open: |folder| open(folder, Dialect::Plain),
};
/// How SvelteKit is told.
pub(super) const SVELTE: Known =
    Known { files: &["svelte.config.js"], is_meant: |_| true, open: |folder| open(folder, Dialect::Mdx) };
/// Where starters say what the site is.
const METADATA: [&str; 6] = [
    "data/siteMetadata.js",
    "data/siteMetadata.ts",
    "data/siteMetadata.mjs",
    "site.config.js",
    "site.config.ts",
    "next-seo.config.js",
];
/// Where pages lie.
const PAGES: [&str; 10] =
    ["src/pages", "src/app", "src/routes", "pages", "app", "src/content", "content", "src/data", "data", "src"];
/// Where posts are kept apart from pages.
const POSTS: [&str; 12] = [
    "posts",
    "src/posts",
    "src/lib/posts",
    "src/lib/blog",
    "src/content/posts",
    "content/posts",
    "content/blog",
    "data/blog",
    "data/posts",
    "blog",
    "src/blog",
    "articles",
];
/// The folder of files that are served as they are.
const PUBLIC: &str = "public";
/// Names in it that are looked at.
const MOST: usize = 64;

#[derive(Debug)]
struct Next {
    /// mdsvex has components in Markdown.
    dialect: Dialect,
}

fn open(folder: &Folder<'_>, dialect: Dialect) -> Framework {
    let metadata = object::uncommented(&folder.text(&METADATA).unwrap_or_default());
    let title = script::text(&metadata, "title");
    let base = ["siteUrl", "url", "domain"].iter().find_map(|key| script::text(&metadata, key));
    let ending = Ending::slash_if(script::flag(&folder.script(), "trailingSlash") == Some(true));
    Framework::new(sources(folder, ending), Next { dialect }).of_site(title, base)
}

fn sources(folder: &Folder<'_>, ending: Ending) -> Sources {
    let mut sources = Sources::new(ending);
    for pages in PAGES {
        sources.add(pages, "");
    }
    let route = routes::of_posts(folder.system, folder.root);
    // The folder of the official starter.
    for posts in ["_posts", "src/_posts", "content/_posts"] {
        sources.add(posts, route.as_deref().unwrap_or("posts"));
    }
    // A page with a part that varies shows posts that lie elsewhere.
    for posts in POSTS.iter().filter(|posts| folder.has(posts)) {
        let own = posts.rsplit('/').next().unwrap_or(posts);
        sources.add(posts, route.as_deref().unwrap_or(own));
    }
    // Posts may lie among what is served as it is, each with its pictures.
    let names = folder.system.names(folder.root, Path::new(PUBLIC));
    let is_post = |name: &PathBuf| folder.system.is_file(folder.root, &Path::new(PUBLIC).join(name).join("index.md"));
    if names.iter().take(MOST).any(is_post) {
        sources.add(PUBLIC, "");
    }
    sources
}

impl FrameworkRules for Next {
    /// What is built elsewhere may hold posts here.
    fn enters(&self, sources: &Sources, folder: &Path) -> Option<bool> {
        (folder == Path::new(PUBLIC) && sources.folders().any(|source| source == folder)).then_some(true)
    }

    fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// Groups of routes are no part of addresses.
    fn path(&self, sources: &Sources, page: &Page<'_>) -> String {
        sources.path(page.file, page.name(), sources.ending, |name| !(name.starts_with('(') && name.ends_with(')')))
    }
}
