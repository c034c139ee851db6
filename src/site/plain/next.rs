//! Next.js and SvelteKit: pages lie as their addresses do; what a page shows that has a part that varies lies elsewhere.
//!
//! Rules from the official starters and the documentations ("Routing", "Route groups").

use std::path::Path;

use super::framework::{Folder, Framework, FrameworkRules, Known, Page};
use super::sources::{Ending, Sources};
use super::{loaders, routes};
use crate::post::front_matter::FrontMatter;
use crate::site::constants::Constants;
use crate::site::languages::{self, First};
use crate::template::Dialect;

/// How Next.js is told.
pub(super) const KNOWN: Known = Known {
    files: &["next.config.js", "next.config.mjs", "next.config.ts"],
    is_meant: |_| true,
    open: |folder| open(folder, Dialect::Plain),
};
/// How SvelteKit is told: sites of Astro with components of Svelte have its configuration, too.
pub(super) const SVELTE: Known = Known {
    files: &["svelte.config.js"],
    is_meant: |folder| folder.has("src/routes") || !folder.has("src/content"),
    open: |folder| open(folder, Dialect::Mdx),
};
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
const POSTS: [&str; 17] = [
    "posts",
    "src/posts",
    "src/lib/posts",
    "src/lib/blog",
    "src/content/posts",
    "src/content/blog",
    "src/content/articles",
    "src/data/blog",
    "src/data/posts",
    "content/posts",
    "content/blog",
    "content/articles",
    "data/blog",
    "data/posts",
    "blog",
    "src/blog",
    "articles",
];
/// Of these, the folders of all that is no page; a post right in them is shown where posts are.
const CONTENT: [&str; 4] = ["src/content", "content", "src/data", "data"];
/// Where starters say which languages there are (next-intl: "Routing", "Locale prefix").
const LANGUAGES: [&str; 9] = [
    "i18n/routing.ts",
    "src/i18n/routing.ts",
    "i18n.ts",
    "src/i18n.ts",
    "i18n-config.ts",
    "i18n/config.ts",
    "src/i18n/config.ts",
    "middleware.ts",
    "src/middleware.ts",
];
/// The folder of files that are served as they are.
const PUBLIC: &str = "public";
/// Names in it that are looked at.
const MOST: usize = 64;

#[derive(Debug)]
struct Next {
    /// mdsvex has components in Markdown.
    dialect: Dialect,
    /// The one page that shows posts.
    route: Option<String>,
    /// The language that a post is in if nothing says so.
    language: Option<First>,
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
    let route = routes::of_posts(folder.system, folder.root);
    let sources = sources(folder, ending, &above, route.as_deref());
    let route = route.map(|route| format!("{above}/{route}"));
    let is_localized = route.as_ref().is_some_and(|route| route.contains(languages::PLACE));
    let language = Some(folder).filter(|_| is_localized).and_then(first_language);
    Framework::new(sources, Next { dialect, route, language }).of_site(title, base)
}

/// The language that the site has where none is asked for.
fn first_language(folder: &Folder<'_>) -> Option<First> {
    let texts = LANGUAGES.iter().filter_map(|name| Some((*name, folder.text(&[name])?)));
    let mut configs = texts.map(|(name, text)| Constants::of(folder.system, folder.root, name, &text));
    configs.find_map(|config| {
        let is_silent = matches!(config.text("localePrefix").as_deref(), Some("as-needed" | "never"));
        Some(First { name: config.text("defaultLocale")?, is_silent })
    })
}

fn sources(folder: &Folder<'_>, ending: Ending, above: &str, route: Option<&str>) -> Sources {
    let mut sources = Sources::new(ending);
    let mut add = |posts: &str, route: &str| sources.add(posts, &format!("{above}/{route}"));
    for pages in PAGES {
        add(pages, "");
    }
    // The folder of the official starter.
    for posts in ["_posts", "src/_posts", "content/_posts"] {
        add(posts, route.unwrap_or("posts"));
    }
    // A page with a part that varies shows posts that lie elsewhere.
    for posts in POSTS.iter().filter(|posts| folder.has(posts)) {
        let own = posts.rsplit('/').next().unwrap_or(posts);
        add(posts, route.unwrap_or(own));
    }
    // What scripts read from a folder of another name is shown there too.
    let others = loaders::folders(folder).into_iter();
    for posts in others.filter(|posts| !PAGES.contains(&posts.as_str()) && !POSTS.contains(&posts.as_str())) {
        let own = posts.rsplit('/').next().unwrap_or(&posts);
        add(&posts, route.unwrap_or(own));
    }
    // Or beside it, in a folder that is no part of the address (Vercel's starter).
    for (pages, own) in [("app", "posts"), ("app", "_posts"), ("app", "content"), ("src/app", "posts")] {
        let posts = route.map(|route| format!("{pages}/{route}/{own}")).filter(|posts| folder.has(posts));
        if let (Some(posts), Some(route)) = (posts, route) {
            add(&posts, route);
        }
    }
    // Posts may lie among what is served as it is, each with its pictures.
    let holds_posts = |at: &Path| {
        let names = folder.system.names(folder.root, at);
        names.iter().take(MOST).any(|name| folder.system.is_file(folder.root, &at.join(name).join("index.md")))
    };
    if holds_posts(Path::new(PUBLIC)) {
        add(PUBLIC, "");
    }
    for own in ["posts", "blog"] {
        let posts = format!("{PUBLIC}/{own}");
        if holds_posts(Path::new(&posts)) {
            add(&posts, route.unwrap_or(own));
        }
    }
    sources
}

impl FrameworkRules for Next {
    /// What is built elsewhere may hold posts here.
    fn enters(&self, sources: &Sources, folder: &Path) -> Option<bool> {
        (folder == Path::new(PUBLIC) && sources.folders().any(|source| source.starts_with(folder))).then_some(true)
    }

    /// Pages of Nextra's theme for blogs say what they are.
    fn complete(&self, _file: &Path, front: &mut FrontMatter<'_>) -> bool {
        !matches!(front.values.text("type"), Some("page" | "posts" | "tag"))
    }

    fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// Groups of routes are no part of addresses.
    fn path(&self, sources: &Sources, page: &Page<'_>) -> String {
        let is_part = |name: &str| !(name.starts_with('(') && name.ends_with(')'));
        let path = match self.loose(page) {
            Some(route) => route + if sources.ending == Ending::Slash { "/" } else { "" },
            None => sources.path(page.file, page.name(), sources.ending, is_part),
        };
        languages::placed(&path, self.language.as_ref())
    }
}

impl Next {
    /// The address of a post that lies right in the folder of content, or in one of that for its language: it is shown where
    /// posts are.
    fn loose(&self, page: &Page<'_>) -> Option<String> {
        let route = self.route.as_deref()?;
        let folder = page.file.parent()?;
        let below = CONTENT.iter().find_map(|content| folder.strip_prefix(content).ok())?.to_str()?;
        let is_loose = below.is_empty() || languages::is_language(below) && route.contains(languages::PLACE);
        (is_loose && page.name() != "index").then(|| format!("{route}/{below}/{}", page.name()))
    }
}

#[cfg(test)]
mod tests {
    use crate::site::Site;
    use crate::system::memory::MemorySystem;

    #[test]
    fn posts_of_next_may_lie_right_in_their_folder_and_have_languages() {
        let post = "---\ntitle: A\ndate: 2020-01-02\n---\n";
        let routing = "export const routing = defineRouting({ locales: ['en', 'de'], defaultLocale: 'en', localePrefix: 'as-needed' });";
        for (page, path, want) in [
            ("app/blog/[slug]/page.tsx", "content/a.mdx", Some("/blog/a")),
            ("app/blog/[slug]/page.tsx", "content/notes/a.mdx", Some("/notes/a")),
            ("app/writing/[slug]/page.tsx", "src/content/blog/a.mdx", Some("/writing/a")),
            ("app/[locale]/blog/[slug]/page.tsx", "content/blog/de/a.mdx", Some("/de/blog/a")),
            ("app/[locale]/blog/[slug]/page.tsx", "content/blog/en/a.mdx", Some("/blog/a")),
            ("app/[locale]/blog/[slug]/page.tsx", "content/de/a.mdx", Some("/de/blog/a")),
            ("app/[locale]/blog/[slug]/page.tsx", "content/a.mdx", Some("/blog/a")),
            ("app/writing/[slug]/page.tsx", "public/posts/a/index.md", Some("/writing/a")),
            ("pages/[[...path]].js", "src/content/blog/2020/a.md", Some("/blog/2020/a")),
        ] {
            let files = [("next.config.ts", ""), ("i18n/routing.ts", routing), (page, ""), (path, post)];
            let system = MemorySystem::with_files(files);
            let site = Site::open(&system, "".as_ref()).unwrap();
            let found = site.read_post(path.as_ref(), post.as_bytes(), 0, 0).and_then(|post| post.url);
            assert_eq!(found.as_deref(), want, "{page} {path}");
        }
        let list = "---\ntitle: Posts\ndate: 2020-01-02\ntype: posts\n---\n";
        let system = MemorySystem::with_files([("next.config.js", ""), ("pages/posts/index.md", list)]);
        let site = Site::open(&system, "".as_ref()).unwrap();
        let found = site.read_post("pages/posts/index.md".as_ref(), list.as_bytes(), 0, 0);
        assert!(found.is_none(), "a list of Nextra's");
    }
}
