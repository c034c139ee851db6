//! Rules of plain folders and small frameworks, a table each.

use super::super::Site;
use crate::post::DateSource;
use crate::system::memory::MemorySystem;

#[test]
fn notes_have_the_subject_of_their_folder_and_the_date_of_their_file() {
    let files = [
        ("git/stash-it.md", "# Stash It\n\nText.\n"),
        ("posts/a.md", "# A\n"),
        ("2020-01-02-trip/index.md", "# B\n"),
        ("git/headed.md", "---\ntitle: C\ndate: 2020-01-03\n---\n"),
    ];
    let system = MemorySystem::with_files(files);
    let site = Site::open(&system, "".as_ref()).unwrap();
    let told = |path: &str| {
        let post = site.read_post(path.as_ref(), &system.files[std::path::Path::new(path)], 0, 86_400).unwrap();
        let date = post.date.unwrap();
        (post.title.to_string(), post.categories.first().map(|name| name.to_string()), date.source)
    };
    let category = |name: &str| Some(name.to_owned());
    assert_eq!(told("git/stash-it.md"), ("Stash It".to_owned(), category("git"), DateSource::Mtime));
    assert_eq!(told("posts/a.md"), ("A".to_owned(), None, DateSource::Mtime));
    assert_eq!(told("2020-01-02-trip/index.md"), ("B".to_owned(), None, DateSource::Folder));
    assert_eq!(told("git/headed.md"), ("C".to_owned(), None, DateSource::FrontMatter));
}

#[test]
fn a_file_in_other_markup_is_a_post_if_it_has_a_date() {
    for (path, text, is_post) in [
        ("b.org", "#+TITLE: B\n#+DATE: 2020-01-02\n", true),
        ("c.adoc", "= C\nAn Author\n2020-01-02\n:toc:\n", true),
        ("2020-01-02-d.textile", "h1. D\n", true),
        ("manual.rst", "Manual\n======\n", false),
    ] {
        let system = MemorySystem::with_files([("notes.md", "# A\n"), (path, text)]);
        let site = Site::open(&system, "".as_ref()).unwrap();
        let post = site.read_post(path.as_ref(), text.as_bytes(), 0, 0).filter(|_| site.is_post(path.as_ref()));
        assert_eq!(post.is_some(), is_post, "{path}");
    }
}

/// Addresses by the documentation or the starter blog of each: Gatsby (`createFilePath`), Next.js (`blog-starter`),
/// Quarto ("Creating a Blog"), VitePress and VuePress ("Routing", plugin-blog), Nikola (handbook, `POSTS`), MkDocs
/// Material (blog plugin), Cobalt, Middleman ("Blogging"), Empress Blog.
#[test]
fn frameworks_have_their_places_and_addresses() {
    let post = "---\ntitle: A Post\ndate: 2020-01-02\n---\n";
    let page = "---\ntitle: About\n---\n";
    for (config, text, path, post, want) in [
        (
            "gatsby-config.js",
            "plugins: [{ options: { path: `${__dirname}/content/blog`, name: 'x' } }], siteMetadata: { siteUrl: 'https://a.b/' }",
            "content/blog/hello/index.md",
            post,
            Some("https://a.b/hello/"),
        ),
        (
            "gatsby-config.js",
            "siteMetadata: { siteUrl: `https://a.b` }",
            "content/blog/a.md",
            "---\ndate: 2020-01-02\nslug: /own/way/\n---\n",
            Some("https://a.b/own/way/"),
        ),
        ("gatsby-config.js", "", "src/pages/about.md", page, None),
        ("next.config.js", "", "_posts/hello.md", page, Some("/posts/hello")),
        ("next.config.js", "", "public/hello/index.md", post, Some("/hello")),
        ("next.config.mjs", "trailingSlash: true", "content/blog/a.mdx", post, Some("/blog/a/")),
        ("next.config.mjs", "export default { basePath: '/x' }", "content/blog/a.mdx", post, Some("/x/blog/a")),
        (
            ".vitepress/config.ts",
            "const B = '/b/'; export default { base: B }",
            "posts/a.md",
            post,
            Some("/b/posts/a.html"),
        ),
        (
            "gatsby-config.js",
            "const site = { siteUrl: process.env.U || 'https://a.b' };\nmodule.exports = { siteMetadata: site }",
            "content/blog/a.md",
            post,
            Some("https://a.b/content/blog/a/"),
        ),
        ("next.config.mjs", "", "pages/en/blog/release/v0.10.0.md", post, Some("/en/blog/release/v0.10.0")),
        (
            "_quarto.yml",
            "website:\n  site-url: https://a.b\n",
            "posts/one/index.qmd",
            post,
            Some("https://a.b/posts/one/"),
        ),
        ("_quarto.yml", "", "posts/two.qmd", post, Some("/posts/two.html")),
        ("_quarto.yml", "", "posts/index.qmd", page, None),
        (".vitepress/config.ts", "", "posts/vue-3.2.md", post, Some("/posts/vue-3.2.html")),
        ("docs/.vitepress/config.ts", "cleanUrls: true", "docs/blog/a.md", post, Some("/blog/a")),
        (".vuepress/config.js", "", "_posts/2020-01-02-a.md", post, Some("/2020/01/02/a/")),
        (
            "mkdocs.yml",
            "site_url: https://a.b/",
            "docs/blog/posts/x.md",
            post,
            Some("https://a.b/blog/2020/01/02/a-post/"),
        ),
        ("mkdocs.yml", "", "docs/guide.md", post, None),
        (
            "_cobalt.yml",
            "site:\n  base_url: https://a.b\n",
            "posts/a.md",
            "---\ntitle: A\npublished_date: 2020-01-02 10:00:00 +0000\n---\n",
            Some("https://a.b/posts/a.html"),
        ),
    ] {
        assert_eq!(url(config, text, path, post).as_deref(), want, "{config} {path}");
    }
}

#[test]
fn posts_of_next_are_where_its_scripts_read_them() {
    let files = [
        ("next.config.js", ""),
        ("lib/posts.js", "const dir = path.join(process.cwd(), 'src', \"texts\")"),
        ("contentlayer.config.ts", "makeSource({ contentDirPath: './words' })"),
        ("pages/writing/[slug].js", ""),
    ];
    let post = "---\ntitle: A\ndate: 2020-01-02\n---\n";
    let category = "---\ntitle: News\nlayout: category-index.hbs\nlisting: true\n---\n";
    for (path, text, want) in [
        ("src/texts/a.md", post, Some("/writing/a")),
        ("words/in/b.mdx", post, Some("/writing/in/b")),
        ("pages/blog/news/index.md", category, None),
    ] {
        let system = MemorySystem::with_files(files.into_iter().chain([(path, text)]));
        let site = Site::open(&system, "".as_ref()).unwrap();
        let post = site.read_post(path.as_ref(), text.as_bytes(), 0, 0);
        assert_eq!(post.and_then(|post| post.url).as_deref(), want, "{path}");
    }
}

/// What Gatsby 5 gave such pages; themes and addresses without a last slash are by their documentation.
#[test]
fn pages_of_gatsby_are_called_as_its_script_says() {
    let config = "plugins: [{ options: { name: 'blog', path: path.join(__dirname, `content`, 'blog') } }]";
    let by_path = "const value = createFilePath({ node, getNode })";
    let post = "---\ntitle: \"A Post: what's in 2020\"\ndate: 2020-01-02\nslug: own-slug\n---\n";
    let plain = "---\ntitle: A Post\ndate: 2020-01-02\n---\n";
    for (config, node, page, post, want) in [
        (config, by_path, "", post, "/in/a/"),
        (config, "const value = createFilePath({ node }); x = `/blog${value}`", "", post, "/blog/in/a/"),
        (
            config,
            "createPage({ path: `/tags/${tag}/` }); createPage({ path: 'blog' + node.fields.slug }); createFilePath",
            "",
            post,
            "/blog/in/a/",
        ),
        (config, "createPage({ path: `/posts/${node.frontmatter.slug}` })", "", post, "/posts/own-slug/"),
        (config, "const slug = node.frontmatter.slug || createFilePath({ node })", "", plain, "/in/a/"),
        (config, "slug = `/${_.kebabCase(node.frontmatter.title)}`", "", post, "/a-post-whats-in-2020/"),
        (config, "const at = slug.indexOf('--'); createFilePath({ node })", "", plain, "/in/a/"),
        (config, "", "src/pages/blog/{mdx.frontmatter__slug}.js", post, "/blog/own-slug/"),
        (config, "", "src/pages/posts/{MarkdownRemark.fields__slug}.tsx", plain, "/posts/in/a/"),
        (&format!("trailingSlash: 'never', {config}"), by_path, "", plain, "/in/a"),
        (
            "plugins: [{ resolve: 'gatsby-theme-blog', options: { contentPath: 'content', basePath: '/b' } }]",
            "",
            "",
            plain,
            "/b/blog/in/a/",
        ),
        (
            "[{ resolve: '@lekoarts/gatsby-theme-minimal-blog', options: { postsPath: 'content/blog', postsPrefix: '/p' } }]",
            "",
            "",
            plain,
            "/p/a-post/",
        ),
    ] {
        let files = [("gatsby-config.js", config), ("gatsby-node.js", node), ("content/blog/in/a.md", post)];
        let page = Some((page, "")).filter(|(page, _)| !page.is_empty());
        let system = MemorySystem::with_files(files.into_iter().chain(page));
        let site = Site::open(&system, "".as_ref()).unwrap();
        let post = site.read_post("content/blog/in/a.md".as_ref(), post.as_bytes(), 0, 0).unwrap();
        assert_eq!(post.url.as_deref(), Some(want), "{node} {page:?}");
    }
}

#[test]
fn pages_of_gatsby_may_lose_what_stands_before_two_hyphens() {
    let post = "---\ntitle: A\ndate: 2020-01-02\n---\n";
    let path = "content/posts/2020-01-02--some-title/index.md";
    let files = [
        ("gatsby-config.js", "[{ options: { path: `${__dirname}/content/posts/` } }]"),
        ("gatsby-node.js", "const at = slug.indexOf(\"--\"); createFilePath({ node })"),
        (path, post),
    ];
    let system = MemorySystem::with_files(files);
    let site = Site::open(&system, "".as_ref()).unwrap();
    let post = site.read_post(path.as_ref(), post.as_bytes(), 0, 0).unwrap();
    assert_eq!(post.url.as_deref(), Some("/some-title/"));
}

/// By the documentation of each: Nuxt Content ("File conventions"), SvelteKit ("Routing"), Lume ("URLs"), Metalsmith
/// (`@metalsmith/permalinks`).
#[test]
fn frameworks_sort_name_and_route_in_their_own_ways() {
    let post = "---\ntitle: A Post\ndate: 2020-01-02\n---\n";
    for (config, text, path, want) in [
        (
            "nuxt.config.ts",
            "site: { url: 'https://a.b', name: 'N' }",
            "content/1.blog/2.My post.md",
            Some("https://a.b/blog/my-post"),
        ),
        ("nuxt.config.ts", "", "content/blog/a.draft.md", Some("/blog/a")),
        ("nuxt.config.ts", "", "content/blog/1.2.x.md", Some("/blog/1.2.x")),
        ("nuxt.config.ts", "", "content/blog/index.md", Some("/blog")),
        ("nuxt.config.ts", "", "content/_drafts/a.md", None),
        ("svelte.config.js", "", "src/routes/(site)/blog/a/+page.md", Some("/blog/a")),
        ("svelte.config.js", "", "src/lib/posts/a.svx", Some("/posts/a")),
        (
            "_config.ts",
            "lume({ src: './src', location: new URL('https://a.b') })",
            "src/posts/2020-01-02_a.md",
            Some("https://a.b/posts/a/"),
        ),
        (
            "metalsmith.json",
            "{\"source\": \"in\", \"metadata\": {\"site\": {\"url\": \"https://a.b\"}}}",
            "in/posts/a.md",
            Some("https://a.b/posts/a.html"),
        ),
        ("metalsmith.js", "use(permalinks({ pattern: ':date/:title' }))", "src/a.md", Some("/2020/01/02/a-post/")),
    ] {
        assert_eq!(url(config, text, path, post).as_deref(), want, "{config} {path}");
    }
}

#[test]
fn folders_of_lume_share_what_their_data_says() {
    let files = [
        ("_config.ts", "import lume from \"lume/mod.ts\";"),
        ("posts/_data.yml", "tags: [post, essay]\nauthor: Ann\n"),
        ("posts/a.md", "---\ntitle: A\ndate: 2020-01-02\ntags: [own]\n---\n"),
    ];
    let system = MemorySystem::with_files(files);
    let site = Site::open(&system, "".as_ref()).unwrap();
    let post = site.read_post("posts/a.md".as_ref(), files[2].1.as_bytes(), 0, 0).unwrap();
    assert!(post.tags.iter().map(|tag| tag.as_str()).eq(["own", "essay"]), "{:?}", post.tags);
    assert_eq!(post.authors[0].as_str(), "Ann");
}

#[test]
fn frameworks_of_other_languages_have_their_places_too() {
    let post = "---\ntitle: A Post\ndate: 2020-01-02\n---\n";
    let page = "---\ntitle: A Post\n---\n";
    for (config, text, path, post, want) in [
        (
            "config.rb",
            "activate :blog do |blog|\n  blog.prefix = \"blog\"\nend",
            "source/blog/2020-01-02-a.html.markdown",
            post,
            Some("/blog/2020/01/02/a.html"),
        ),
        (
            "conf.py",
            "BLOG_TITLE = 'B'\nSITE_URL = 'https://a.b/'\nPRETTY_URLS = False\nPOSTS = (('posts/*.rst', 'blog', 't'), ('posts/*.md', 'blog', 't'))",
            "posts/2021/05/x.rst",
            ".. title: X\n.. slug: own\n.. date: 2021-05-23 05:53:45 UTC\n.. tags: a, b\n\nX\n=\n",
            Some("https://a.b/blog/2021/05/own.html"),
        ),
        ("conf.py", "BLOG_TITLE = 'B'", "pages/about.md", post, None),
        (
            "src/Main.hs",
            "import Hakyll\n  match \"images/*\" $ do\n  match \"posts/*\" $ do\n    route $ setExtension \".html\"\n  , feedRoot = \"http://a.b\"",
            "posts/2010-02-08-tron.lhs",
            page,
            Some("http://a.b/posts/2010-02-08-tron.html"),
        ),
        (
            "site.hs",
            "import Hakyll\nmatch \"posts/**\" $ route cleanRoute",
            "posts/2010-02-08-tron.md",
            page,
            Some("/posts/2010-02-08-tron/"),
        ),
        ("site.hs", "import Hakyll\nmatch \"posts/*\" $ x", "notes/2010-02-08-tron.md", page, None),
        (
            "config/environment.js",
            "ENV = { blog: { title: 'B' } }; ENV.blog.host = 'https://a.b';",
            "content/survey.html.md",
            post,
            Some("https://a.b/survey.html"),
        ),
    ] {
        assert_eq!(url(config, text, path, post).as_deref(), want, "{config} {path}");
    }
}

/// By the documentation of each: Grav ("Pages"), Jigsaw ("Collections"), Sculpin ("Content Types"), Gridsome ("Templates"),
/// Cryogen ("Configuration"), Frog ("Permalinks").
#[test]
fn frameworks_with_patterns_of_addresses() {
    let post = "---\ntitle: A Post\ndate: 2020-01-02\n---\n";
    let clojure = "{:title \"A Post\" :date \"2020-01-02\"}\n";
    let templates = "{ siteUrl: 'https://a.b', templates: { Post: '/blog/:year/:title' }, plugins: [{ options: { typeName: 'Post', path: 'content/posts/*.md' } }] }";
    for (config, text, path, post, want) in [
        ("user/config/site.yaml", "title: G", "user/pages/01.blog/a-b/item.md", post, Some("/blog/a-b")),
        ("user/config/site.yaml", "", "user/pages/02.about/default.md", "---\ntitle: A\n---\n", None),
        (
            "config/site.yaml",
            "",
            "pages/01.blog/a/item.de.md",
            "---\ntitle: A\nslug: own\ndate: '13:34 06/21/2017'\n---\n",
            Some("/blog/own"),
        ),
        (
            "config.php",
            "<?php return ['baseUrl' => 'https://a.b', 'collections' => ['posts' => [ 'path' => 'blog/{date|Y/m}/{-title}' ]]];",
            "source/_posts/a.md",
            post,
            Some("https://a.b/blog/2020/01/a-post"),
        ),
        (
            "config.php",
            "<?php return ['collections' => ['posts' => []]];",
            "source/_posts/a.md",
            post,
            Some("/posts/a"),
        ),
        (
            "app/config/sculpin_kernel.yml",
            "sculpin_content_types:\n  posts:\n    permalink: blog/:year/:month/:day/:filename/\n",
            "source/_posts/2013-01-02-s.md",
            "---\ntitle: S\n---\n",
            Some("/blog/2013/01/02/s/"),
        ),
        ("gridsome.config.js", templates, "content/posts/a.md", post, Some("https://a.b/blog/2020/a-post/")),
        (
            "content/config.edn",
            "{:post-root \"posts\" :post-root-uri \"out\" :blog-prefix \"/b\" :site-url \"https://a.b\" :clean-urls :dirty}",
            "content/md/posts/2020-01-02-a.md",
            clojure,
            Some("https://a.b/b/out/2020-01-02-a.html"),
        ),
        ("content/config.edn", "{:post-root \"posts\"}", "content/md/pages/a.md", clojure, None),
        (
            "frog.rkt",
            "(current-scheme/host \"https://a.b\")",
            "_src/posts/2020-01-02-a.md",
            post,
            Some("https://a.b/2020/01/a-post.html"),
        ),
        (".frogrc", "permalink = /{year}/{filename}.html", "_src/posts/2020-01-02-a.md", post, Some("/2020/a.html")),
    ] {
        assert_eq!(url(config, text, path, post).as_deref(), want, "{config} {path}");
    }
}

/// The address of a post of a site with that configuration; none if it is no post.
fn url(config: &str, text: &str, path: &str, post: &str) -> Option<String> {
    let system = MemorySystem::with_files([(config, text), (path, post)]);
    let site = Site::open(&system, "".as_ref()).unwrap();
    let found = site.is_post(path.as_ref()).then(|| site.read_post(path.as_ref(), post.as_bytes(), 0, 0));
    Some(found.flatten()?.url?.as_str().to_owned())
}

#[test]
fn pandoc_is_told_by_its_programs_and_its_files() {
    use crate::template::Dialect::{Pandoc, Plain};
    for (config, text, file, want) in [
        ("_quarto.yml", "website: {}", "posts/a.md", Pandoc),
        ("site.hs", "import Hakyll", "posts/a.md", Pandoc),
        ("site.hs", "main = pure ()", "posts/a.md", Plain),
        ("note.md", "", "a.Rmd", Pandoc),
        ("note.md", "", "a.md", Plain),
    ] {
        let system = MemorySystem::with_files([(config, text)]);
        let site = Site::open(&system, "".as_ref()).unwrap();
        assert_eq!(site.dialect(file.as_ref()), want, "{config} {file}");
    }
}
