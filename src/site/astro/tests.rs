//! Rules of Astro, a table each.

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
        Some(site.read_post(path.as_ref(), &system.files[std::path::Path::new(path)], 0, 0)?.url?.as_str().to_owned())
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
        assert_eq!(urls("", &files, &["src/blog/_a.md", "src/blog/b/c.md", "src/blog/drafts/d.md"]), want, "{pattern}");
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

/// What Astro 5 made of such sites.
#[test]
fn languages_stand_where_pages_have_them() {
    let all = ["src/content/blog/en/a.md", "src/content/blog/fr/in/b.md"];
    let i18n = "{ i18n: { locales: ['en', 'fr'], defaultLocale: 'en' } }";
    for (config, pages, want) in [
        ("", vec!["src/pages/[lang]/blog/[...slug].astro"], ["/en/blog/a/", "/fr/blog/in/b/"]),
        (i18n, vec!["src/pages/[...lang]/blog/[...slug].astro"], ["/blog/a/", "/fr/blog/in/b/"]),
        (
            i18n,
            vec!["src/pages/blog/[...slug].astro", "src/pages/fr/blog/[...slug].astro"],
            ["/blog/a/", "/fr/blog/in/b/"],
        ),
        (
            i18n,
            vec!["src/pages/blog/[...slug].astro", "src/pages/[locale]/blog/[...slug].astro"],
            ["/en/blog/a/", "/fr/blog/in/b/"],
        ),
        (i18n, vec!["src/pages/blog/[...slug].astro"], ["/blog/en/a/", "/blog/fr/in/b/"]),
        ("", vec![], ["/blog/en/a/", "/blog/fr/in/b/"]),
    ] {
        let files: Vec<(&str, &str)> = pages.iter().map(|page| (*page, "getCollection('blog')")).collect();
        assert_eq!(urls(config, &files, &all), want, "{pages:?}");
    }
    let page = [("src/pages/[lang]/blog/[slug].astro", "getCollection('blog')")];
    assert_eq!(urls(i18n, &page, &["src/content/blog/a.md"]), ["/en/blog/a/"]);
}

/// What Astro 5 made of such sites.
#[test]
fn programs_of_pages_name_entries_in_usual_ways() {
    let own = "const blog = defineCollection({ loader: glob({ base: './src/content/blog', generateId: ({ entry }) => entry.replace(/\\.md$/, '') }) });\nexport const collections = { blog };";
    let dropping = "getCollection('blog'); post.id.replace(/^\\d{4}-\\d{2}-\\d{2}-/, '')";
    let plain = "getCollection('blog')";
    for (config, collections, page, post, want) in [
        ("{ build: { format: 'file' } }", "", plain, "src/content/blog/a.md", "/blog/a"),
        ("{ build: { format: 'directory' } }", "", plain, "src/content/blog/a.md", "/blog/a/"),
        ("", own, plain, "src/content/blog/Big Name.md", "/blog/Big%20Name/"),
        ("", "", plain, "src/content/blog/2022-07-09-a.md", "/blog/2022-07-09-a/"),
        ("", "", dropping, "src/content/blog/2022-07-09-a.md", "/blog/a/"),
    ] {
        let files = [("src/content.config.ts", collections), ("src/pages/blog/[...slug].astro", page)];
        assert_eq!(urls(config, &files, &[post]), [want], "{config} {page}");
    }
    let head = "---\ntitle: T\ndate: 2022-07-09\npermalink: /x/\n---\n";
    for (page, want) in [(plain, "/blog/a/"), ("getCollection('blog'); post.data.permalink", "/x/")] {
        let system = MemorySystem::with_files([("astro.config.mjs", ""), ("src/pages/blog/[...slug].astro", page)]);
        let site = Site::open(&system, "".as_ref()).unwrap();
        let post = site.read_post("src/content/blog/a.md".as_ref(), head.as_bytes(), 0, 0).unwrap();
        assert_eq!(post.url.as_deref(), Some(want), "{page}");
    }
}

#[test]
fn the_language_of_an_entry_may_stand_in_its_head() {
    let page = ("src/pages/[...lang]/posts/[slug].astro", "getCollection('posts')");
    let config = ("astro.config.mjs", "export default { i18n: { defaultLocale: 'zh' } }");
    for (lang, want) in [("", "/posts/a/"), ("lang: zh\n", "/posts/a/"), ("lang: en\n", "/en/posts/a/")] {
        let head = format!("---\ntitle: T\ndate: 2022-07-09\n{lang}---\n");
        let system = MemorySystem::with_files([config, page]);
        let site = Site::open(&system, "".as_ref()).unwrap();
        let post = site.read_post("src/content/posts/a.md".as_ref(), head.as_bytes(), 0, 0).unwrap();
        assert_eq!(post.url.as_deref(), Some(want), "{lang}");
    }
}
