//! Rules of Hugo, a table each.

use super::super::Site;
use crate::post::Post;
use crate::system::memory::MemorySystem;

fn site(files: &[(&str, &str)]) -> Site {
    let mut system = MemorySystem::with_files(files.iter().copied());
    system.now = 1_700_000_000;
    Site::open(&system, std::path::Path::new("")).unwrap()
}

fn post(files: &[(&str, &str)], path: &str) -> Post {
    let text = files.iter().find(|(name, _)| *name == path).map(|(_, text)| *text).unwrap_or_default();
    site(files).read_post(path.as_ref(), text.as_bytes(), text.len() as u64, 0).unwrap()
}

#[test]
fn sections_and_the_configuration_cascade() {
    let files = [
        ("hugo.toml", "[[cascade]]\ndraft = true\n[cascade._target]\npath = '/wip/**'\n[[cascade]]\ntags = ['site']\n"),
        ("content/posts/_index.md", "---\ncascade:\n  tags: [near]\n  categories: [c]\n---\n"),
        ("content/posts/a.md", "---\ntitle: A\n---\n"),
        ("content/posts/b.md", "---\ntitle: B\ntags: [own]\n---\n"),
        (
            "content/posts/deep/_index.md",
            "---\ncascade:\n- tags: [deep]\n- build: {list: never}\n  _target: {kind: section}\n---\n",
        ),
        ("content/posts/deep/c.md", "---\ntitle: C\n---\n"),
        ("content/wip/d.md", "---\ntitle: D\n---\n"),
    ];
    for (path, tags, categories, draft) in [
        ("content/posts/a.md", "near", 1, false),
        ("content/posts/b.md", "own", 1, false),
        ("content/posts/deep/c.md", "deep", 1, false),
        ("content/wip/d.md", "site", 0, true),
    ] {
        let post = post(&files, path);
        assert_eq!(post.tags.iter().map(|tag| tag.as_str()).collect::<Vec<_>>(), [tags], "{path}");
        assert_eq!(
            (post.categories.len(), post.status.draft, post.status.hidden),
            (categories, draft, false),
            "{path}"
        );
    }
}

#[test]
fn addresses() {
    for (config, path, head, wanted) in [
        ("[permalinks]\nposts = '/:year/:month/:day/:slug/'", "posts/a.md", "title: C++ & C#", "/1/01/01/c-c/"),
        ("[permalinks]\nposts = '/:title/'", "posts/a.md", "title: C# 8 (part 1/2)", "/c%23-8-part-1-2/"),
        ("[permalinks]\nposts = '/:slug/'", "posts/a.md", "slug: a/b-", "/a/b/"),
        ("[permalinks]\nPosts = '/p/:slug/'", "posts/x/a.md", "slug: s", "/p/s/"),
        ("[permalinks]\nposts = '/p/:slug/'\n'posts/x' = '/x/:slug/'", "posts/x/y/a.md", "slug: s", "/x/s/"),
        ("[permalinks]\n'/' = '/:year/:slug/'", "a.md", "slug: s\ndate: 2020-01-02", "/2020/s/"),
        ("[[permalinks]]\npattern = '/k/:slug/'\ntarget = {path = '{/posts/**}'}", "posts/x/a.md", "slug: s", "/k/s/"),
        ("[[permalinks]]\npattern = '/k/:slug/'\ntarget = {kind = 'section'}", "posts/a.md", "slug: s", "/posts/s/"),
        ("", "posts/a - B & c.md", "title: X", "/posts/a---b--c/"),
        ("disablePathToLower = true", "posts/a - B.md", "title: X", "/posts/a-B/"),
        ("", "posts/a.md", "slug: -s-", "/posts/s/"),
        ("", "posts/İa.md", "title: X", "/posts/ia/"),
        ("[permalinks]\nposts = '/:year/:filename/'", "posts/a.md", "date: 2010-01-02", "/2010/a/"),
        ("[permalinks]\nposts = '/:monthname/:title'\n", "posts/a.md", "title: X\ndate: 2010-01-02", "/january/x/"),
        ("uglyURLs = true\n[permalinks]\nposts = '/:title'", "posts/a.md", "title: X", "/x.html"),
        ("[permalinks]\nposts = '/p/:slug.html'", "posts/a.md", "slug: b", "/p/b.html/"),
        ("[permalinks]\nposts = ':slug'", "posts/a.md", "slug: /pub/b.html", "/pub/b.html/"),
        ("[uglyURLs]\npost = true", "post/a.md", "title: X", "/post/a.html"),
        ("[uglyURLs]\npost = true", "posts/a.md", "title: X", "/posts/a/"),
        (
            "[permalinks]\nposts = '/:06/:1/:2/:January/:title'",
            "posts/a.md",
            "title: X\ndate: 2019-11-09",
            "/19/11/9/november/x/",
        ),
        ("[permalinks]\nposts = '/s/:sections[1:]/:filename'", "posts/b/c/a.md", "title: X", "/s/b/a/"),
        ("[permalinks]\nposts = '/:sections[last]/:sections[0]/:filename'", "posts/b/a.md", "title: X", "/b/posts/a/"),
        ("[permalinks]\nposts = '/:sections[:last]/:slugorcontentbasename'", "posts/b/a.md", "title: X", "/posts/a/"),
        ("[permalinks.page]\nposts = '/p/:contentbasename'", "posts/a.md", "title: X", "/p/a/"),
        ("removePathAccents = true", "posts/é.md", "title: X", "/posts/e/"),
        ("baseURL = '/blog/'", "posts/a.md", "title: X", "/blog/posts/a/"),
        ("baseURL = '//a.example/b'", "posts/a.md", "title: X", "https://a.example/b/posts/a/"),
        ("baseURL = '/'", "posts/a.md", "title: X", "/posts/a/"),
        ("defaultContentLanguage = 'de'", "posts/a.de.md", "title: X", "/posts/a/"),
        ("", "posts/a.en/index.en.md", "title: X", "/posts/a.en/"),
        ("", "posts/a.fr.md", "title: X", "/posts/a.fr/"),
        ("[languages.fr]\n[languages.en]", "posts/a.fr.md", "url: /mine/", "/mine/"),
        ("[languages.fr]\n[languages.en]", "posts/a.fr.md", "slug: s", "/fr/posts/s/"),
        ("[languages.fr.permalinks]\nposts = '/p/:slug/'\n[languages.en]", "posts/a.fr.md", "slug: s", "/fr/p/s/"),
    ] {
        let (path, text) = (format!("content/{path}"), format!("---\n{head}\n---\n"));
        let post = post(&[("hugo.toml", config), ("content/posts/b/_index.md", ""), (&path, &text)], &path);
        assert_eq!(post.url.as_deref(), Some(wanted), "{config} {head}");
    }
}

/// `pageToPermalinkSectionSlugs`, and the paths of pages below a section with a slug.
#[test]
fn sections_give_their_slugs_to_addresses() {
    for (config, path, wanted) in [
        ("", "posts/sub/a.md", "/posts/short/a/"),
        ("[languages.en]\n[languages.fr]", "posts/sub/a.fr.md", "/fr/posts/court/a/"),
        ("[permalinks]\nposts = '/:sectionslugs/:filename/'", "posts/sub/a.md", "/all-of-it/short/a/"),
        ("[permalinks]\nposts = '/:sectionslugs[1:]/:filename/'", "posts/sub/a.md", "/short/a/"),
        ("[permalinks]\nposts = '/:sectionslug/:filename/'", "posts/sub/a.md", "/all-of-it/a/"),
        ("[permalinks]\nposts = '/:sections/:filename/'", "posts/sub/a.md", "/posts/sub/a/"),
        ("[permalinks]\nnews = '/:sectionslugs/:filename/'", "news/x/a.md", "/news/a/"),
    ] {
        let path = format!("content/{path}");
        let files = [
            ("hugo.toml", config),
            ("content/posts/_index.md", "---\ntitle: All of it\n---\n"),
            ("content/posts/sub/_index.md", "---\nslug: short\n---\n"),
            ("content/posts/sub/_index.fr.md", "---\nslug: court\n---\n"),
            (path.as_str(), "---\ntitle: A\n---\n"),
        ];
        assert_eq!(post(&files, &path).url.as_deref(), Some(wanted), "{config} {path}");
    }
}

/// "Multilingual mode", multihost: each language is a site at its own address, without its folder.
#[test]
fn languages_may_have_addresses_of_their_own() {
    let config = "baseURL = 'https://a.example/'\ndefaultContentLanguageInSubdir = true\n[languages.en]\n[languages.fr]\nbaseURL = 'https://fr.example/x'\n";
    for (path, wanted) in
        [("posts/a.md", "https://a.example/posts/a/"), ("posts/a.fr.md", "https://fr.example/x/posts/a/")]
    {
        let path = format!("content/{path}");
        let files = [("hugo.toml", config), (path.as_str(), "---\ntitle: A\n---\n")];
        assert_eq!(post(&files, &path).url.as_deref(), Some(wanted), "{path}");
    }
}

#[test]
fn a_folder_of_configuration_is_one_configuration() {
    let files = [
        ("config/_default/hugo.toml", "baseURL = 'https://a.example/'\n"),
        ("config/_default/permalinks.toml", "posts = '/:year/:slug/'\n"),
        ("config/_default/languages.en.toml", "title = 'E'\n"),
        ("config/_default/languages.de.toml", "title = 'D'\n"),
        ("config/_default/menus.en.toml", "x = 'y'\n"),
        ("content/posts/a.de.md", "---\nslug: s\ndate: 2010-01-02\n---\n"),
    ];
    assert_eq!(post(&files, "content/posts/a.de.md").url.as_deref(), Some("https://a.example/de/2010/s/"));
}

/// "Configure front matter": the handlers of a date are asked in their order, and a name that gives one gives the slug.
#[test]
fn names_give_dates_where_the_configuration_asks_them() {
    let order = "[frontmatter]\ndate = ['date', ':filename', 'lastmod']\n[permalinks]\nposts = '/:year/:month/:slug/'";
    let first = "[frontmatter]\ndate = [':filename', ':default']\n[permalinks]\nposts = '/:year/:month/:slug/'";
    for (config, path, head, want) in [
        (order, "content/posts/2021-03-04-named.md", "title: Title", "/2021/03/named/"),
        (order, "content/posts/2021-03-04--named-2.0.md", "title: Title", "/2021/03/named-2/"),
        (order, "content/posts/2021-03-04-named.md", "title: Title\ndate: 2020-05-06", "/2020/05/title/"),
        (order, "content/posts/2021-03-04-named.md", "title: Title\nlastmod: 2020-05-06", "/2021/03/named/"),
        (order, "content/posts/2021-03-04-named.md", "title: Title\nslug: own", "/2021/03/own/"),
        (order, "content/posts/2021-03-08-bundle/index.md", "title: Title", "/2021/03/bundle/"),
        (order, "content/posts/named.md", "title: Title\nlastmod: 2020-05-06", "/2020/05/title/"),
        (first, "content/posts/2021-03-04-named.md", "title: Title\ndate: 2020-05-06", "/2021/03/named/"),
    ] {
        let text = format!("---\n{head}\n---\n");
        assert_eq!(
            post(&[("hugo.toml", config), (path, &text)], path).url.as_deref(),
            Some(want),
            "{config} {path} {head}"
        );
    }
}

/// "Configure front matter": the handlers of the other dates.
#[test]
fn days_of_coming_out_and_going_away_are_where_the_configuration_says() {
    let own = "[frontmatter]\ndate = ['made']\npublishDate = ['when', ':default']\nexpiryDate = ['gone']\nlastmod = ['touched']\n";
    for (config, head, (future, hidden), updated) in [
        (own, "made: 2019-01-02\nwhen: 2050-01-01\ntouched: 2020-02-03", (true, false), Some("2020-02-03")),
        (own, "made: 2019-01-02\npublishDate: 2050-01-01", (true, false), None),
        (own, "made: 2019-01-02\ngone: 2020-01-01\nlastmod: 2020-02-03", (false, true), None),
        (own, "made: 2019-01-02\nexpiryDate: 2020-01-01", (false, false), None),
        ("", "date: 2019-01-02\nexpiryDate: 2020-01-01\nlastmod: 2020-02-03", (false, true), Some("2020-02-03")),
    ] {
        let text = format!("---\ntitle: A\n{head}\n---\n");
        let post = post(&[("hugo.toml", config), ("content/posts/a.md", &text)], "content/posts/a.md");
        assert_eq!((post.status.future, post.status.hidden), (future, hidden), "{config} {head}");
        assert_eq!(post.updated().map(|date| date.civil.date().to_string()).as_deref(), updated, "{config} {head}");
        assert_eq!(post.date.map(|date| date.civil.year()), Some(2019), "{config} {head}");
    }
}

#[test]
fn mounts_have_a_place_in_the_site() {
    let config = "[[module.mounts]]\nsource = 'content'\ntarget = 'content'\n[[module.mounts]]\nsource = 'notes'\ntarget = 'content/garden'\nexcludeFiles = ['sub/skip*', '**/*.tmp.md']\n";
    let text = "---\ntitle: A\n---\n";
    let paths = [
        "content/posts/a.md",
        "notes/a.md",
        "notes/sub/b/index.md",
        "notes/sub/skip.md",
        "notes/sub/b/c.md",
        "other/a.md",
    ];
    let files: Vec<_> = [("hugo.toml", config)].into_iter().chain(paths.map(|path| (path, text))).collect();
    let site = site(&files);
    let posts: Vec<_> = paths.into_iter().filter(|path| site.is_post(path.as_ref())).collect();
    assert_eq!(posts, ["content/posts/a.md", "notes/a.md", "notes/sub/b/index.md"]);
    assert_eq!(post(&files, "notes/sub/b/index.md").url.as_deref(), Some("/garden/sub/b/"));
    assert_eq!(post(&files, "content/posts/a.md").url.as_deref(), Some("/posts/a/"));
    for language in ["lang = 'fr'", "sites = {matrix = {languages = ['fr']}}", "sites = {matrix = {languages = 'fr'}}"]
    {
        let config = format!(
            "[languages.en]\n[languages.fr]\n[[module.mounts]]\nsource = 'notes'\ntarget = 'content'\n{language}\n"
        );
        let files = [("hugo.toml", config.as_str()), ("notes/p/a.md", text)];
        assert_eq!(post(&files, "notes/p/a.md").url.as_deref(), Some("/fr/p/a/"), "{language}");
    }
}

/// Rules of "Content formats"; R Markdown is rendered by other programs, whose page lies beside it.
#[test]
fn pages_are_of_formats_that_hugo_knows() {
    let site = site(&[("hugo.toml", ""), ("content/posts/a.md", "")]);
    for (name, want) in [
        ("b.org", true),
        ("b.adoc", true),
        ("b.htm", true),
        ("b.MD", true),
        ("b.Rmd", false),
        ("b.mdx", false),
        ("b.txt", false),
    ] {
        assert_eq!(site.is_post(std::path::Path::new("content/posts").join(name).as_ref()), want, "{name}");
    }
}

#[test]
fn what_is_ignored_is_no_post() {
    let config = "ignoreFiles = ['\\.skip\\.md$', 'private/', '(^|/)renv$']\ndisableLanguages = ['fr']\n[languages.fr]\n[languages.en]\n";
    let site = site(&[("hugo.toml", config), ("content/posts/a.md", "")]);
    for (path, is) in [
        ("content/posts/a.md", true),
        ("content/posts/a.skip.md", false),
        ("content/private/a.md", false),
        ("content/posts/renv/library/a.md", false),
        ("content/posts/a.fr.md", false),
        ("content/posts/#a.md", false),
    ] {
        assert_eq!(site.is_post(path.as_ref()), is, "{path}");
    }
}

#[test]
fn what_is_not_listed_is_hidden() {
    for head in ["_build: {list: never}", "build: {render: false}", "_build:\n  list: false"] {
        let text = format!("---\n{head}\n---\n");
        let files = [("hugo.toml", ""), ("content/posts/a.md", text.as_str())];
        assert!(post(&files, "content/posts/a.md").status.hidden, "{head}");
    }
}

#[test]
fn titles_and_tags_that_are_numbers_are_printed_as_go_does() {
    for (value, wanted) in [("1.0", "1"), ("1.10", "1.1"), ("2012", "2012"), ("'1.0'", "1.0")] {
        let text = format!("---\ntitle: {value}\ntags: [{value}]\n---\n");
        let post = post(&[("hugo.toml", ""), ("content/posts/a.md", text.as_str())], "content/posts/a.md");
        let tags: Vec<&str> = post.tags.iter().map(|tag| tag.as_str()).collect();
        assert_eq!((post.title.as_str(), tags), (wanted, vec![wanted]), "{value}");
    }
}

#[test]
fn a_taxonomy_may_be_named_like_its_singular() {
    let head = "---\ntitle: A\ncategory: [one]\ncategories: [two]\ntag: x\ntags: [y]\n---\n";
    for (config, category, tag) in [
        ("[taxonomies]\ncategory = 'category'\ntag = 'tag'\n", "one", "x"),
        ("[taxonomies]\ntag = 'tags'\n", "two", "y"),
    ] {
        let post = post(&[("hugo.toml", config), ("content/posts/a.md", head)], "content/posts/a.md");
        let names = (post.categories.first().map(|it| it.as_str()), post.tags.first().map(|it| it.as_str()));
        assert_eq!(names, (Some(category), Some(tag)), "{config}");
    }
}
