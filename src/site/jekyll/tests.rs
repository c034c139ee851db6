//! Rules of Jekyll, a table each.

use super::super::Site;
use crate::system::memory::MemorySystem;

fn site(config: &str, path: &str, text: &str) -> (Site, crate::post::Post) {
    let mut system = MemorySystem::with_files([("_config.yml", config), (path, text)]);
    system.now = 1_700_000_000;
    let site = Site::open(&system, std::path::Path::new("")).unwrap();
    let post = site.read_post(path.as_ref(), text.as_bytes(), text.len() as u64, 0).unwrap();
    (site, post)
}

fn url(config: &str, path: &str, head: &str) -> String {
    site(config, path, &format!("---\n{head}\n---\n")).1.url.unwrap().as_str().to_owned()
}

#[test]
fn permalinks() {
    let path = "_posts/2010-06-08-Some-Title.md";
    for (config, head, wanted) in [
        ("a: b", "x: y", "/2010/06/08/Some-Title.html"),
        ("permalink: pretty", "categories: A b", "/a/b/2010/06/08/Some-Title/"),
        ("permalink: none", "x: y", "/Some-Title.html"),
        ("permalink: ordinal", "x: y", "/2010/159/Some-Title.html"),
        ("permalink: /blog/:year/:i_month/:slug", "x: y", "/blog/2010/6/some-title"),
        ("permalink: /blog/:title/", "slug: other", "/blog/other/"),
        ("permalink: pretty", "permalink: /mine/:year/", "/mine/2010/"),
        ("url: https://a.b\nbaseurl: /c/\npermalink: /:title/", "x: y", "https://a.b/c/Some-Title/"),
        ("url: https://a.b\nbaseurl: http://c.d/\npermalink: /:title/", "x: y", "http://c.d/Some-Title/"),
        ("baseurl: http://c.d/e/\npermalink: /:title/", "x: y", "http://c.d/e/Some-Title/"),
        ("baseurl: http://c.d\npermalink: /:title/", "x: y", "http://c.d/Some-Title/"),
        ("languages: [en, fr]\ndefault_lang: en\npermalink: /:title/", "lang: fr", "/fr/Some-Title/"),
        ("collections:\n  posts:\n    permalink: /news/:title/", "x: y", "/news/Some-Title/"),
        ("defaults:\n- scope: {path: '', type: posts}\n  values: {permalink: /d/:title/}", "x: y", "/d/Some-Title/"),
        ("timezone: America/Los_Angeles", "date: 2010-06-08 02:00:00 +0000", "/2010/06/07/Some-Title.html"),
    ] {
        assert_eq!(url(config, path, head), wanted, "{config} {head}");
    }
}

#[test]
fn folders_above_are_categories() {
    let (_, post) = site("a: b", "movies/horror/_posts/2010-06-08-x.md", "---\ncategories: [good]\n---\n");
    let names: Vec<&str> = post.categories.iter().map(|name| name.as_str()).collect();
    assert_eq!(names, ["movies", "horror", "good"]);
}

#[test]
fn only_dated_names_in_posts_are_posts() {
    let (site, _) = site("exclude: [old]", "_posts/2010-06-08-x.md", "");
    for (path, is) in [
        ("_posts/2010-06-08-x.markdown", true),
        ("_posts/12-6-8-x.md", true),
        ("_posts/sub/2010-06-08-x.html", true),
        ("_posts/2010-06-08-x.HTM", true),
        ("blog/_posts/2010-06-08-x.md", true),
        ("_drafts/x.md", true),
        ("2010-06-08-beside-posts.md", false),
        ("pages/2010-06-08-x.md", false),
        ("_posts/x.md", false),
        ("_posts/2010-06-08.md", false),
        ("_posts/2010-06-08-x.txt", true),
        ("_posts/2010-06-08-x.png", false),
        ("about.md", false),
        ("old/_posts/2010-06-08-x.md", false),
    ] {
        assert_eq!(site.is_post(path.as_ref()), is, "{path}");
    }
    assert!(!site.enters("_site".as_ref()) && !site.enters("_includes".as_ref()) && site.enters("_posts".as_ref()));
}

#[test]
fn what_the_site_hides() {
    let status = |config, head: &str| site(config, "_posts/2030-06-08-x.md", &format!("---\n{head}\n---\n")).1.status;
    assert!(status("a: b", "x: y").future);
    assert!(!status("future: true", "x: y").future);
    assert!(status("future: true", "published: false").hidden);
}

#[test]
fn a_folder_of_posts_with_a_configuration_is_a_blog() {
    let (site, post) = site("permalink: pretty", "2010-06-08-x.md", "---\ntitle: X\n---\n");
    assert!(site.is_post("2010-06-09-y.md".as_ref()) && site.is_post("_drafts/z.md".as_ref()));
    assert!(!site.is_post("about.md".as_ref()));
    assert_eq!(post.url.as_deref(), Some("/2010/06/08/x/"));
}

#[test]
fn posts_lie_where_the_configuration_says() {
    let config =
        "collections_dir: all\nexclude: [old, '*.bak/', dr?ft]\ninclude: [_kept, .well]\ndestination: ./public";
    let (site, post) = site(config, "all/movies/_posts/2010-06-08-x.md", "---\ntitle: X\n---\n");
    assert_eq!(post.url.as_deref(), Some("/movies/2010/06/08/x.html"));
    for (folder, enters) in [
        ("all", true),
        ("all/_posts", true),
        ("all/_kept", true),
        ("all/.well", true),
        ("all/_other", false),
        ("all/.git", false),
        ("_posts", false),
        ("public", false),
    ] {
        assert_eq!(site.enters(folder.as_ref()), enters, "{folder}");
    }
    assert!(site.is_post("all/_posts/2010-06-08-y.md".as_ref()));
    assert!(!site.is_post("_posts/2010-06-08-y.md".as_ref()));
}

#[test]
fn exclusion_is_by_the_start_of_a_path_or_by_pattern() {
    let config = "exclude: [old, '*.bak', dr?ft/, '**/deep']\ninclude: [old_but_kept]";
    let (site, _) = site(config, "_posts/2010-06-08-x.md", "");
    for (folder, enters) in [
        ("old", false),
        ("older", false),
        ("old_but_kept", true),
        ("x/old", true),
        ("x/a.bak", false),
        ("draft", true),
        ("public", true),
        ("vendor", true),
        ("vendor/bundle", false),
        ("node_modules", false),
        ("x/node_modules", false),
        ("deep", true),
        ("x/deep", false),
        ("_posts/deep", true),
        ("_posts/_x", false),
        ("_posts/x/_y", true),
        ("_posts/~x", false),
        ("_posts/_drafts", false),
    ] {
        assert_eq!(site.enters(folder.as_ref()), enters, "{folder}");
    }
}

#[test]
fn what_is_published_is_false_unquoted_or_empty() {
    for (head, hidden) in [
        ("published: false", true),
        ("published: no", true),
        ("published:", true),
        ("published: \"false\"", false),
        ("published: 0", false),
        ("published: true", false),
        ("x: y", false),
    ] {
        let (_, post) = site("a: b", "_posts/2010-06-08-x.md", &format!("---\n{head}\n---\n"));
        assert_eq!(post.status.hidden, hidden, "{head}");
    }
}

#[test]
fn a_draft_without_a_date_has_no_dated_address() {
    let url = |config| site(config, "_drafts/x.md", "---\ntitle: X\n---\n").1.url;
    assert_eq!(url("permalink: pretty"), None);
    assert_eq!(url("permalink: /d/:title/").as_deref(), Some("/d/x/"));
}

#[test]
fn pages_keep_extensions_that_nothing_converts() {
    let url = |config, name: &str| url(config, &format!("a/_posts/2010-06-08-{name}"), "x: y");
    for (config, name, wanted) in [
        ("a: b", "x.textile", "/a/2010/06/08/x.html"),
        ("a: b", "x.txt", "/a/2010/06/08/x.txt"),
        ("a: b", "x.mdown", "/a/2010/06/08/x.mdown"),
        ("markdown_ext: md,text", "x.text", "/a/2010/06/08/x.html"),
        ("markdown_ext: md,text", "x.mkd", "/a/2010/06/08/x.mkd"),
        ("a: b", "x.Rmd", "/a/2010/06/08/x.Rmd"),
        ("a: b", "x.MD", "/a/2010/06/08/x.html"),
        ("permalink: /p/:path", "x.y.md", "/p/a/2010-06-08-x.y"),
    ] {
        assert_eq!(url(config, name), wanted, "{config} {name}");
    }
}

#[test]
fn titles_and_tags_are_those_of_jekyll() {
    for (head, title, tags) in [
        ("name: Other", "Some Name", vec![]),
        ("title: [a, b]", "[a, b]", vec![]),
        ("title: Yes", "true", vec![]),
        ("title: 'Yes'", "Yes", vec![]),
        ("title: no", "Some Name", vec![]),
        ("title: 'no'", "no", vec![]),
        ("title: 12:30 # noon", "45000", vec![]),
        ("title: 1e3", "1e3", vec![]),
        ("title: 12\n  monkeys", "12 monkeys", vec![]),
        ("tags: 2012", "Some Name", vec![]),
        ("tag: 2012", "Some Name", vec!["2012"]),
        ("tags: [2012, x]", "Some Name", vec!["2012", "x"]),
    ] {
        let (_, post) = site("a: b", "_posts/2010-06-08-some-name...md", &format!("---\n{head}\n---\n"));
        let found: Vec<&str> = post.tags.iter().map(|tag| tag.as_str()).collect();
        assert_eq!((post.title.as_str(), found), (title, tags), "{head}");
    }
}

#[test]
fn a_collection_stands_in_for_posts_where_there_are_none() {
    let config = "permalink: pretty\ncollections:\n  blog: {output: true}\n  docs: {output: true}\n  news: {output: false}\n  \
        writing: {output: true, permalink: '/:collection/:year/:title:output_ext'}\n  \
        me: {output: true, permalink: /articles/:path}\n  log: {output: true}\n\
        defaults:\n- scope: {path: '', type: writing}\n  values: {tags: [set]}\n\
        - scope: {path: '', type: posts}\n  values: {tags: [never]}\n";
    for (path, head, wanted) in [
        ("_blog/2010-06-08-One.md", "x: y", Some("/blog/2010-06-08-One/")),
        ("_blog/deep/two.md", "date: 2012-01-02", Some("/blog/deep/two/")),
        ("_blog/three.md", "draft: true", Some("/blog/three/")),
        ("_writing/2010-06-08-one.md", "x: y", Some("/writing/2010/one.html")),
        ("_me/on.md", "x: y", Some("/articles/on")),
        ("_log/2010-06-08-x.md", "x: y", Some("/log/2010-06-08-x/")),
        ("_blog/a/_b/four.md", "x: y", Some("/blog/a/_b/four/")),
        ("_blog/_b/five.md", "x: y", None),
        ("_blog/_drafts/six.md", "x: y", None),
        ("_docs/two.md", "date: 2012-01-02", None),
        ("_news/two.md", "date: 2012-01-02", None),
        ("pages/two.md", "date: 2012-01-02", None),
    ] {
        let (site, post) = site(config, path, &format!("---\n{head}\n---\n"));
        let folder = std::path::Path::new(path).parent().unwrap();
        let is_post = site.is_post(path.as_ref()) && site.enters(folder);
        assert_eq!(is_post.then_some(post.url.as_deref()).flatten(), wanted, "{path}");
        let tags: Vec<&str> = post.tags.iter().map(|tag| tag.as_str()).collect();
        assert_eq!(tags == ["set"], path.starts_with("_writing"), "{path}: {tags:?}");
        assert!(!is_post || !post.status.draft && post.categories.is_empty(), "{path}");
    }
}

#[test]
fn a_site_with_posts_lists_no_other_collection() {
    let config = "collections: {news: {output: true}}";
    for posts in ["_posts/2010-06-08-x.md", "blog/_posts/2010-06-08-x.md"] {
        let (site, _) = site(config, posts, "---\n---\n");
        assert!(site.is_post(posts.as_ref()) && !site.is_post("_news/y.md".as_ref()), "{posts}");
    }
    let files = [("_config.yml", config), ("_news/y.md", "---\n---\n"), ("_news/z.md", "Copied.\n")];
    let site = Site::open(&MemorySystem::with_files(files), "".as_ref()).unwrap();
    let read = |path: &str, text: &str| site.read_post(path.as_ref(), text.as_bytes(), text.len() as u64, 0);
    assert!(read("_news/y.md", "---\n---\n").is_some() && read("_news/z.md", "Copied.\n").is_none());
}

#[test]
fn every_language_of_the_plugin_has_its_posts() {
    let config = "languages: [en, 'pt-br']\nbaseurl: /b\npermalink: /:categories/:title/\n";
    for (path, wanted) in [
        ("_i18n/en/_posts/2010-06-08-x.md", Some("/b/x/")),
        ("_i18n/pt-br/_posts/2010-06-08-x.md", Some("/b/pt-br/x/")),
        ("_i18n/pt-br/about/2010-06-08-x.md", None),
        ("_posts/2010-06-08-x.md", Some("/b/x/")),
    ] {
        let (site, post) = site(config, path, "---\ntitle: X\n---\n");
        let folders = std::path::Path::new(path).ancestors().skip(1);
        let is_post = site.is_post(path.as_ref()) && folders.into_iter().all(|folder| site.enters(folder));
        assert_eq!(is_post.then_some(post.url.as_deref()).flatten(), wanted, "{path}");
        assert!(post.categories.is_empty() || !is_post, "{path}");
    }
    let (site, _) = site("languages: [en]", "_posts/2010-06-08-x.md", "---\n---\n");
    assert!(!site.enters("_i18n".as_ref()));
}

#[test]
fn the_published_site_has_the_address_of_its_own_configuration() {
    let prod = "url: https://a.b\nbaseurl: /c\npermalink: /:title/";
    for (files, wanted) in [
        (vec![("_config.yml", "permalink: /p/:title/"), ("_config_prod.yml", prod)], "https://a.b/p/x/"),
        (
            vec![("_config.yml", "url: http://localhost:4000"), ("_config.prod.yml", prod)],
            "https://a.b/2010/06/08/x.html",
        ),
        (vec![("_config.yml", "url: https://d.e"), ("_config_prod.yml", prod)], "https://d.e/2010/06/08/x.html"),
        (vec![("_config_dev.yml", "url: http://d.e"), ("_config_prod.yml", prod)], "https://a.b/c/x/"),
    ] {
        let path = "_posts/2010-06-08-x.md";
        let system = MemorySystem::with_files(files.iter().copied().chain([(path, "---\ntitle: X\n---\n")]));
        let site = Site::open(&system, std::path::Path::new("")).unwrap();
        let post = site.read_post(path.as_ref(), b"---\ntitle: X\n---\n", 18, 0).unwrap();
        assert_eq!(post.url.unwrap().as_str(), wanted, "{files:?}");
    }
}

#[test]
fn every_text_with_a_day_in_its_name_is_a_post() {
    for (path, wanted) in [
        ("_posts/2010-06-08-x.md.erb", Some("/2010/06/08/x.md.erb")),
        ("_posts/2010-06-08-x.xml", Some("/2010/06/08/x.xml")),
        ("_posts/2010-06-08-x.Rmd", Some("/2010/06/08/x.Rmd")),
        ("_posts/2010-06-08-x.png", None),
        ("_posts/2010-06-08-x", None),
        ("_posts/x.xml", None),
        ("_drafts/x.xml", None),
    ] {
        let (site, post) = site("title: t", path, "---\n---\n");
        assert_eq!(post.url.as_deref().filter(|_| site.is_post(path.as_ref())), wanted, "{path}");
    }
}
