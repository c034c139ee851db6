//! Astro, and the frameworks that keep content as it does: collections below `src/content`, dated pages.
//!
//! Rules from Astro's documentation ("Content collections", "Markdown pages") and from its starter blogs.

mod beside;
mod routes;

use std::path::{Path, PathBuf};

use self::beside::{is_beside, is_kept};
use self::routes::Routes;
use super::constants::Constants;
use super::permalink::squeeze;
use super::rules::{
    Found, Rules, address, flag, is_blog_folder, is_built, is_housekeeping, is_list, is_markdown, parts,
};
use super::{settings, slug};
use crate::post::conventions::{Names, Split, Untitled};
use crate::post::date::{self, Clock, DayOrder};
use crate::post::front_matter::{FrontMatter, Value};
use crate::post::{Conventions, Post};
use crate::system::System;
use crate::template::Dialect;
use crate::text::Clean;

/// Where content lives.
const CONTENT: [&str; 5] = ["src/content", "src/data", "src/pages", "src/blog", "content"];

/// An Astro site's rules.
#[derive(Debug)]
struct Astro {
    conventions: Conventions,
    base: Option<String>,
    base_path: String,
    routes: Routes,
    /// Whether addresses end without a slash.
    is_bare: bool,
    /// Whether folders with a line before their names only sort files and are no part of addresses (AstroPaper).
    is_sorted: bool,
}

/// Where starters keep what they call the site.
const CONSTANTS: [&str; 8] = [
    "src/config.ts",
    "src/consts.ts",
    "src/site.config.ts",
    "src/constants.ts",
    "src/config.mjs",
    "src/data/config.ts",
    "src/config/index.ts",
    "src/site-config.ts",
];

/// Reads what the configuration says in plain words.
pub(super) fn open(system: &dyn System, root: &Path, config: &str) -> Found {
    let config = Constants::of(system, root, "astro.config.mjs", config);
    let constants = CONSTANTS.iter().find_map(|name| Some((*name, settings::text(system, root, name)?)));
    let (name, constants) = constants.unwrap_or_default();
    let constants = Constants::of(system, root, name, &constants);
    let written = ["site", "website", "siteUrl", "SITE_URL", "url"];
    let in_constants = || written.iter().find_map(|key| constants.address(key));
    let base = config.address("site").or_else(in_constants);
    let title = ["SITE_TITLE", "title", "siteName"].iter().find_map(|key| constants.text(key));
    let rules = Astro {
        conventions: Conventions {
            clock: Clock { day_order: DayOrder::MonthFirst, ..Clock::default() },
            tags: Names::listed(&["tags", "tag"], Split::Guess),
            categories: Names::listed(&["categories", "category"], Split::Never),
            untitled: Untitled::Heading,
            ..Conventions::default()
        },
        base_path: config.text("base").unwrap_or_default().trim_matches('/').to_owned(),
        base: base.clone(),
        routes: Routes::of(system, root),
        is_sorted: settings::text(system, root, "src/utils/getPath.ts").is_some_and(|text| text.contains("\"_\"")),
        is_bare: config.text("trailingSlash").as_deref() == Some("never"),
    };
    Found { title, base_url: base, rules: Box::new(rules) }
}

/// The path below the directory of content it is in.
fn below(file: &Path) -> Option<PathBuf> {
    CONTENT.iter().find_map(|root| Some(file.strip_prefix(root).ok()?.to_path_buf()))
}

impl Astro {
    fn folders(&self) -> impl Iterator<Item = &Path> {
        CONTENT.iter().map(Path::new).chain(self.routes.folders())
    }

    /// What stands before an entry in its address, and the entry's own path.
    fn place(&self, file: &Path) -> Option<(String, PathBuf)> {
        if let Some(collection) = self.routes.collection(file) {
            let rest = file.strip_prefix(&collection.folder).ok()?.to_path_buf();
            let route = self.routes.route(&collection.name).unwrap_or(&collection.name);
            return Some((route.to_owned(), rest));
        }
        let below = below(file)?;
        let name = parts(&below).next().filter(|_| below.components().count() > 1)?;
        if file.starts_with("src/pages") {
            return Some((String::new(), below));
        }
        let route = self.routes.route(name).unwrap_or(name).to_owned();
        Some((route, below.strip_prefix(name).ok()?.to_path_buf()))
    }
}

impl Rules for Astro {
    fn enters(&self, directory: &Path) -> bool {
        let inside = self.folders().any(|root| directory.starts_with(root) || root.starts_with(directory));
        inside && !is_built(directory)
    }

    fn is_post(&self, file: &Path) -> bool {
        // Loaders of collections leave out files with a line before their names, and folders where nothing else is said.
        let is_hidden = |part: &str| part.starts_with(['_', '.']);
        let hidden = match self.routes.collection(file) {
            Some(collection) => !collection.has(file),
            None => parts(file).any(is_hidden),
        };
        is_markdown(file) && self.folders().any(|root| file.starts_with(root)) && !hidden
    }

    fn conventions(&self) -> &Conventions {
        &self.conventions
    }

    fn complete(&self, file: &Path, front: &mut FrontMatter<'_>) -> bool {
        if self.routes.collection(file).map_or_else(|| is_beside(file), |own| is_kept(&own.name)) {
            return false;
        }
        let given = self.routes.collection(file).map(|own| own.tags.as_slice()).unwrap_or_default();
        if !given.is_empty() && ["tags", "tag"].iter().all(|key| front.values.get(key).is_none()) {
            let tags = given.iter().map(|tag| Value::Text(tag.clone().into())).collect();
            front.values.0.push(("tags".into(), Value::List(tags)));
        }
        let dated =
            self.conventions.date_keys.iter().any(|key| front.values.get(key).is_some_and(|it| it.as_bool().is_none()));
        let in_blog = parts(file.parent().unwrap_or(file)).any(is_blog_folder)
            || self.routes.collection(file).is_some_and(|collection| is_blog_folder(&collection.name));
        !is_housekeeping(file)
            && (dated || in_blog && front.syntax.is_some() && !is_list(file) || date::in_path(file).is_some())
    }

    fn finish(&self, file: &Path, front: &FrontMatter<'_>, post: &mut Post, _now: i64) {
        let values = &front.values;
        post.status.draft = ["draft", "isdraft"].iter().any(|key| flag(values, key) == Some(true))
            || flag(values, "published") == Some(false)
            || values.text("status").is_some_and(|status| status.eq_ignore_ascii_case("draft"));
        post.status.hidden = ["unlisted", "hidden"].iter().any(|key| flag(values, key) == Some(true));
        let below = below(file).unwrap_or_else(|| file.to_path_buf());
        let (route, rest) = self.place(file).unwrap_or_else(|| (String::new(), below));
        let stem = rest.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let own = values.text("slug").or_else(|| values.text("abbrlink"));
        let folders = parts(rest.parent().unwrap_or(&rest)).filter(|name| !self.is_sorted || !name.starts_with('_'));
        let mut names: Vec<String> = match own {
            Some(own) => own.split('/').map(str::to_owned).collect(),
            None => folders.chain(Some(stem).filter(|stem| *stem != "index")).map(str::to_owned).collect(),
        };
        if own.is_none() && !file.starts_with("src/pages") {
            names = names.iter().map(|name| slug::github(name)).collect();
            post.slug = names.last().map_or_else(|| post.slug.clone(), |name| Clean::line(name));
        }
        let route = routes::filled(&route, post).unwrap_or_default();
        // Starlight keeps everything in one collection, which is no part of its addresses.
        let route = if route == "docs" { "" } else { &route };
        let path = values.text("permalink").map(str::to_owned);
        let path = squeeze(&path.unwrap_or_else(|| format!("/{}/{route}/{}/", self.base_path, names.join("/"))));
        let path = if self.is_bare && path.len() > 1 { path.trim_end_matches('/') } else { &path };
        post.url = Some(address(self.base.as_deref(), path));
    }

    fn dialect(&self, file: &Path) -> Dialect {
        if file.extension().is_some_and(|extension| extension == "mdx") { Dialect::Mdx } else { Dialect::Plain }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Site;
    use crate::system::memory::MemorySystem;

    #[test]
    fn collections_and_their_addresses() {
        let files = [
            ("astro.config.mjs", "export default defineConfig({ site: 'https://a.b' })"),
            ("src/content/blog/First-Post.md", "---\ntitle: One\npubDate: 'Jul 08 2022'\n---\n"),
            ("src/content/blog/deep/index.mdx", "---\ntitle: Two\npubDate: 2022-07-09\ndraft: true\n---\n"),
            ("src/content/blog/slugged.md", "---\ntitle: Three\nslug: own\npubDate: 2022-07-10\n---\n"),
            ("src/content/authors/ann.md", "---\nname: Ann\n---\n"),
            ("src/content/careers/cook.md", "---\ntitle: Cook\npublished: 2022-07-09\n---\n"),
            ("src/content/docs/guide.md", "---\ntitle: Guide\n---\n"),
            ("src/pages/posts/dated.md", "---\ntitle: Four\ndate: 2022-07-11\n---\n"),
        ];
        let system = MemorySystem::with_files(files);
        let site = Site::open(&system, "".as_ref()).unwrap();
        let url = |path: &str| {
            Some(
                site.read_post(path.as_ref(), &system.files[std::path::Path::new(path)], 0, 0)?
                    .url?
                    .as_str()
                    .to_owned(),
            )
        };
        assert_eq!(url("src/content/blog/First-Post.md").as_deref(), Some("https://a.b/blog/first-post/"));
        assert_eq!(url("src/content/blog/deep/index.mdx").as_deref(), Some("https://a.b/blog/deep/"));
        assert_eq!(url("src/content/blog/slugged.md").as_deref(), Some("https://a.b/blog/own/"));
        assert_eq!(url("src/pages/posts/dated.md").as_deref(), Some("https://a.b/posts/dated/"));
        assert_eq!(url("src/content/authors/ann.md"), None);
        assert_eq!(url("src/content/docs/guide.md"), None);
        assert_eq!(url("src/content/careers/cook.md"), None, "dated, and no writing");
    }

    /// The address of each post of a site of these files; `-` for what is none.
    fn urls(config: &str, files: &[(&str, &str)], posts: &[&str]) -> Vec<String> {
        let head = "---\ntitle: T\npubDatetime: 2022-07-09\n---\n";
        let all = [("astro.config.ts", config)].into_iter().chain(files.iter().copied());
        let system = MemorySystem::with_files(all.chain(posts.iter().map(|path| (*path, head))));
        let site = Site::open(&system, "".as_ref()).unwrap();
        let url = |path: &&str| {
            let post = site.is_post(path.as_ref()).then(|| site.read_post(path.as_ref(), head.as_bytes(), 0, 0));
            let post = post.flatten().filter(|post| post.date.is_some());
            post.and_then(|post| post.url).map_or_else(|| "-".to_owned(), |url| url.as_str().to_owned())
        };
        posts.iter().map(url).collect()
    }

    /// Routes are pages with a part that varies ("Routing", "Dynamic routes"); collections have loaders with a base
    /// ("Content collections", "glob()").
    #[test]
    fn pages_say_where_a_collection_is_shown() {
        let collections = "const BLOG = 'src/data/blog';\nconst blog = defineCollection({ loader: glob({ pattern: '**/[^_]*.md', base: `./${BLOG}` }), schema: z.object({ title: z.string() }) });\nconst noteCollection = defineCollection({ loader: glob({ base: './notes', pattern: '**/*.md' }) });\nexport const collections = { blog, 'note': noteCollection };";
        let files = [
            ("src/content.config.ts", collections),
            ("src/config.ts", "export const SITE = { website: 'https://a.b/', title: 'Mine' }"),
            ("src/pages/posts/[...slug]/index.astro", "const posts = await getCollection('blog')"),
            ("src/pages/posts/[...page].astro", "getCollection('blog')"),
            ("src/pages/tags/[tag].astro", "getCollection(\"blog\")"),
            ("src/pages/[lang]/log/[slug].astro", "getCollection(\"blog\")"),
            ("src/pages/garden/[id].astro", "const entry: CollectionEntry<'note'>"),
        ];
        let posts = ["src/data/blog/My Post.md", "src/data/blog/_old/b.md", "src/data/blog/_c.md", "notes/deep/n.md"];
        let want = ["https://a.b/posts/my-post/", "https://a.b/posts/_old/b/", "-", "https://a.b/garden/deep/n/"];
        let config = "export default defineConfig({ site: SITE.website })";
        assert_eq!(urls(config, &files, &posts), want);
        let sorting = ("src/utils/getPath.ts", "segments.filter(part => !part.startsWith(\"_\"))");
        let files: Vec<(&str, &str)> = files.into_iter().chain([sorting]).collect();
        assert_eq!(urls(config, &files, &posts)[1], "https://a.b/posts/b/");
    }

    #[test]
    fn what_a_configuration_imports_is_a_part_of_it() {
        let config = "import { SITE } from './src/site';\nimport base from './base.mjs';\nexport default defineConfig({ site: SITE.url ?? 'http://localhost:1', base, trailingSlash: SITE.slash });";
        let files = [
            (
                "src/site.ts",
                "const HOST = 'https://a.b';\nexport const SITE = { url: `${HOST}/`, slash: 'never' } as const;",
            ),
            ("base.mjs", "export default process.env.CI ? '/' : '/sub';"),
            ("src/pages/[...slug].astro", "getCollection('blog')"),
        ];
        assert_eq!(urls(config, &files, &["src/content/blog/a.md"]), ["https://a.b/sub/a"]);
    }

    #[test]
    fn entries_without_tags_have_those_of_their_schema() {
        let config = "const blog = defineCollection({ schema: z.object({ tags: z.array(z.string()).default(['others']), x: z.string().default('no') }) });\nexport const collections = { blog };";
        for (tags, want) in [("", "others"), ("tags: [own]\n", "own")] {
            let head = format!("---\ntitle: T\npubDate: 2022-07-09\n{tags}---\n");
            let files = [("astro.config.mjs", ""), ("src/content.config.ts", config)];
            let system = MemorySystem::with_files(files);
            let site = Site::open(&system, "".as_ref()).unwrap();
            let post = site.read_post("src/content/blog/a.md".as_ref(), head.as_bytes(), 0, 0).unwrap();
            assert!(post.tags.iter().map(|tag| tag.as_str()).eq([want]), "{:?}", post.tags);
        }
    }

    /// What `glob()` covers is an entry, whatever its name begins with.
    #[test]
    fn patterns_of_loaders_say_which_files_are_entries() {
        for (pattern, want) in [
            ("'**/*.{md,mdx}'", ["/blog/_a/", "/blog/b/c/", "/blog/drafts/d/"]),
            ("'**/[^_]*.{md,mdx}'", ["-", "/blog/b/c/", "/blog/drafts/d/"]),
            ("'*.md'", ["/blog/_a/", "-", "-"]),
            ("['**/*.md', '!drafts/**']", ["/blog/_a/", "/blog/b/c/", "-"]),
        ] {
            let config = format!(
                "const blog = defineCollection({{ loader: glob({{ pattern: {pattern}, base: './src/blog' }}) }});\nexport const collections = {{ blog }};"
            );
            let files = [("src/content.config.ts", config.as_str())];
            assert_eq!(
                urls("", &files, &["src/blog/_a.md", "src/blog/b/c.md", "src/blog/drafts/d.md"]),
                want,
                "{pattern}"
            );
        }
    }

    #[test]
    fn folders_of_pages_are_called_like_collections() {
        let page = "const { post } = Astro.props";
        for (config, page_path, post, want) in [
            ("", "src/pages/posts/[slug].astro", "src/content/post/a.md", "/posts/a/"),
            ("", "src/pages/blog/[...id].astro", "src/content/posts/a.md", "/blog/a/"),
            ("", "src/pages/works/[...id].astro", "src/content/posts/a.md", "/posts/a/"),
            ("", "src/pages/[...slug].astro", "src/content/posts/a.md", "/posts/a/"),
            ("", "src/pages/x/[year]/[slug].astro", "src/content/posts/a.md", "/posts/a/"),
            ("", "src/pages/blog/[year]/[month]/[slug].astro", "src/content/posts/a.md", "/blog/2022/07/a/"),
            ("", "src/pages/[category]/[slug]/index.astro", "src/content/posts/a.md", "/posts/a/"),
            ("{ base: '/sub', trailingSlash: 'never' }", "src/pages/x.astro", "src/content/posts/a.md", "/sub/posts/a"),
            ("{ // trailingSlash: 'never'\n}", "src/pages/x.astro", "src/content/docs/blog/a.md", "/blog/a/"),
        ] {
            assert_eq!(urls(config, &[(page_path, page)], &[post]), [want], "{page_path} {post}");
        }
        let named = [("src/pages/[...slug].astro", "getCollection('posts')")];
        assert_eq!(urls("", &named, &["src/content/posts/a.md"]), ["/a/"]);
    }
}
