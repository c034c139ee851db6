//! Next.js and SvelteKit: pages lie as their addresses do; what a page shows that has a part that varies lies elsewhere.
//!
//! Rules from the official starters and the documentations ("Routing", "Route groups").

use std::path::{Path, PathBuf};

use super::framework::{Folder, Framework, FrameworkRules, Known, Page};
use super::sources::{Ending, Sources};
use super::{loaders, routes};
use crate::site::constants::Constants;
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
const METADATA: [&str; 16] = [
    "data/siteMetadata.js",
    "data/siteMetadata.ts",
    "data/siteMetadata.mjs",
    "site.config.js",
    "site.config.ts",
    "site.config.mjs",
    "next-seo.config.js",
    "config/site.ts",
    "src/config/site.ts",
    "src/config.ts",
    "src/lib/config.ts",
    "lib/config.ts",
    "lib/constants.ts",
    "src/lib/constants.ts",
    "app/sitemap.ts",
    "src/app/sitemap.ts",
];
/// What they call its address.
const ADDRESSES: [&str; 7] = ["siteUrl", "siteURL", "SITE_URL", "baseUrl", "BASE_URL", "url", "domain"];
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
    let constants = folder.constants();
    let (mut title, mut base) = (None, None);
    for name in METADATA {
        let Some(text) = folder.text(&[name]) else { continue };
        let metadata = Constants::of(folder.system, folder.root, name, &text);
        title = title.or_else(|| ["title", "siteName", "SITE_TITLE"].iter().find_map(|key| metadata.text(key)));
        base = base.or_else(|| ADDRESSES.iter().find_map(|key| metadata.address(key)));
    }
    let ending = Ending::slash_if(constants.flag("trailingSlash") == Some(true));
    // The whole site may stand below a path.
    let above = constants.text("basePath").filter(|path| path.starts_with('/')).unwrap_or_default();
    Framework::new(sources(folder, ending, &above), Next { dialect }).of_site(title, base)
}

fn sources(folder: &Folder<'_>, ending: Ending, above: &str) -> Sources {
    let mut sources = Sources::new(ending);
    let mut add = |posts: &str, route: &str| sources.add(posts, &format!("{above}/{route}"));
    for pages in PAGES {
        add(pages, "");
    }
    let route = routes::of_posts(folder.system, folder.root);
    // The folder of the official starter.
    for posts in ["_posts", "src/_posts", "content/_posts"] {
        add(posts, route.as_deref().unwrap_or("posts"));
    }
    // A page with a part that varies shows posts that lie elsewhere.
    for posts in POSTS.iter().filter(|posts| folder.has(posts)) {
        let own = posts.rsplit('/').next().unwrap_or(posts);
        add(posts, route.as_deref().unwrap_or(own));
    }
    // What scripts read from a folder of another name is shown there too.
    let others = loaders::folders(folder).into_iter();
    for posts in others.filter(|posts| !PAGES.contains(&posts.as_str()) && !POSTS.contains(&posts.as_str())) {
        let own = posts.rsplit('/').next().unwrap_or(&posts);
        add(&posts, route.as_deref().unwrap_or(own));
    }
    // Or beside it, in a folder that is no part of the address (Vercel's starter).
    for (pages, own) in [("app", "posts"), ("app", "_posts"), ("app", "content"), ("src/app", "posts")] {
        let posts = route.as_ref().map(|route| format!("{pages}/{route}/{own}")).filter(|posts| folder.has(posts));
        if let (Some(posts), Some(route)) = (posts, &route) {
            add(&posts, route);
        }
    }
    // Posts may lie among what is served as it is, each with its pictures.
    let names = folder.system.names(folder.root, Path::new(PUBLIC));
    let is_post = |name: &PathBuf| folder.system.is_file(folder.root, &Path::new(PUBLIC).join(name).join("index.md"));
    if names.iter().take(MOST).any(is_post) {
        add(PUBLIC, "");
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
