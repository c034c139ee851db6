//! Rules of Eleventy.

use super::super::Site;
use crate::system::memory::MemorySystem;

#[test]
fn folder_data_tags_and_addresses() {
    let files = [
        ("eleventy.config.js", "module.exports = { dir: { input: \"src\" } }"),
        ("src/_data/site.json", "{\"title\": \"Mine\", \"url\": \"https://a.b\"}"),
        ("src/posts/posts.json", "{\"tags\": [\"posts\", \"extra\"], \"permalink\": \"/w/{{ page.fileSlug }}/\"}"),
        ("src/posts/2020-01-02-one.md", "---\ntitle: One\ntags: [cat]\n---\n"),
        ("src/posts/2020-02-03-bare.md", "No head at all.\n"),
        ("src/posts/own.md", "---\ndate: 2020-01-01\ntags: mine\n---\n"),
        ("src/posts/own.11tydata.json", "{\"title\": \"Told\", \"tags\": [\"told\"]}"),
        ("src/notes/two.md", "---\ntitle: Two\ndate: 2020-01-03\n---\n"),
        (
            "src/log/log.11tydata.js",
            "import a from 'b';\nexport default { author: \"Ann\", tags: 'log', permalink: ({page}) => `/l/${page.fileSlug}/` }",
        ),
        ("src/log/2020-04-05-three.md", "Body.\n"),
        ("src/blog/2020-05-06-four.md", "---\ntitle: Four\n---\n"),
        ("src/blog/2020-05-07/2020-05-08-five.md", "---\ntitle: Five\n---\n"),
        (
            "src/blog/six.md",
            "---\ndate: 2020-01-03\npermalink: \"/{{ page.date | date: '%Y/%m' }}/{{ kind | slugify }}/index.html\"\nkind: A b\n---\n",
        ),
        ("src/about.md", "---\ntitle: About\n---\n"),
    ];
    let system = MemorySystem::with_files(files);
    let site = Site::open(&system, "".as_ref()).unwrap();
    let read = |path: &str| site.read_post(path.as_ref(), &system.files[std::path::Path::new(path)], 0, 0);
    let one = read("src/posts/2020-01-02-one.md").unwrap();
    assert_eq!(one.url.as_deref(), Some("https://a.b/w/one/"));
    assert_eq!(one.tags.iter().map(|tag| tag.as_str()).collect::<Vec<_>>(), ["cat", "extra"]);
    assert_eq!(read("src/notes/two.md").unwrap().url.as_deref(), Some("https://a.b/notes/two/"));
    let address = |path: &str| read(path).unwrap().url.unwrap().as_str().replace("https://a.b", "");
    assert_eq!(address("src/posts/2020-02-03-bare.md"), "/w/bare/");
    assert_eq!(address("src/log/2020-04-05-three.md"), "/l/three/");
    assert_eq!(read("src/log/2020-04-05-three.md").unwrap().authors[0].as_str(), "Ann");
    assert_eq!(address("src/blog/2020-05-06-four.md"), "/blog/2020-05-06-four/", "the date is part of it");
    assert_eq!(address("src/blog/six.md"), "/2020/01/a-b/");
    assert_eq!(read("src/blog/2020-05-07/2020-05-08-five.md").unwrap().date.unwrap().civil.day(), 7);
    let own = read("src/posts/own.md").unwrap();
    assert_eq!((own.title.as_str(), own.tags.len()), ("Told", 3));
    assert!(read("src/about.md").is_none());
    assert_eq!(site.title.as_str(), "Mine");
}

/// Addresses and tags of posts of a site with these files besides; `-` for none.
fn told(files: &[(&str, &str)], posts: &[(&str, &str)]) -> Vec<String> {
    let all: Vec<(&str, &str)> = posts.iter().chain(files).copied().collect();
    let read = super::super::trial::read(&all);
    let one = |post: Option<crate::post::Post>| match post {
        Some(post) => {
            let tags: Vec<&str> = post.tags.iter().map(|tag| tag.as_str()).collect();
            format!("{} {}", post.url.as_deref().unwrap_or("-"), tags.join(","))
        }
        None => "-".to_owned(),
    };
    read.into_iter().take(posts.len()).map(one).collect()
}

#[test]
fn layouts_and_the_configuration_say_what_posts_do_not() {
    let files = [
        (
            ".eleventy.js",
            "c.setInputDirectory('src'); c.addLayoutAlias('entry', 'layouts/entry.liquid'); c.addFilter('year', d => d.getFullYear())",
        ),
        ("src/_includes/post.njk", "---\ntags: posts\npermalink: \"/a/{{ page.fileSlug }}/\"\n---\n"),
        ("src/_includes/layouts/entry.liquid", "---\nlayout: post.njk\ntags: [entry]\n---\n"),
    ];
    let posts = [
        ("src/w/one.md", "---\ntitle: One\nlayout: post.njk\ntags: x, y z\n---\n"),
        ("src/w/two.md", "---\ntitle: Two\nlayout: entry\n---\n"),
        (
            "src/w/three.md",
            "---\ntitle: It's 3\ndate: 2021-02-05\npermalink: \"/{{ page.date | year }}/{{ slug || title | slug }}/\"\n---\n",
        ),
        ("src/w/four.md", "---\ntitle: Four\ndate: 2021-02-05\npermalink: {build: /b/four/}\n---\n"),
        ("src/w/five.md", "---\ntitle: Five\ndate: 2021-02-05\npermalink: \"{% if x %}/a/{% endif %}\"\n---\n"),
        ("src/w/six.html", "---\ntitle: Six\nlayout: entry\ndate: 2021-02-05\n---\n"),
        ("src/w/index.njk", "---\nlayout: entry\n---\n"),
        ("src/w/list.njk", "---\ntitle: List\ndate: 2021-02-05\npagination: {data: x}\n---\n"),
    ];
    let want = ["/a/one/ x,y z", "/a/two/ entry", "/2021/it's-3/ ", "/b/four/ ", "- ", "/a/six/ entry", "-", "-"];
    assert_eq!(told(&files, &posts), want);
}

#[test]
fn the_command_may_name_the_input_directory() {
    let package = r#"{"scripts": {"build": "npx @11ty/eleventy --input=site --output=public"}}"#;
    let files = [("eleventy.config.mjs", "export default c => {}"), ("package.json", package)];
    assert_eq!(told(&files, &[("site/blog/2020-01-02-a.md", "---\ntitle: A\n---\n")]), ["/blog/2020-01-02-a/ "]);
}

#[test]
fn the_first_day_in_a_path_counts_wherever_it_stands() {
    let day = |path: &str| super::first_day(path.as_ref()).map(|(day, _)| day.to_string());
    assert_eq!(day("posts/x2021-03-06-mid.md").as_deref(), Some("2021-03-06"));
    assert_eq!(day("2021-03-06/2022-01-01-x.md").as_deref(), Some("2021-03-06"));
    assert_eq!(day("2021/03/06/x.md"), None);
}

/// Data files put templates into collections by tags that nobody is meant to read ("Template and directory data files",
/// "Data cascade").
#[test]
fn tags_of_folders_that_only_build_collections_are_left_out() {
    let files = [
        ("eleventy.config.js", ""),
        ("en/blog/blog.json", "{\"tags\": [\"en-blog-post\", \"enArticle\", \"staff\"]}"),
        ("notes/notes.json", "{\"tags\": \"note\"}"),
        ("blog/css/css.json", "{\"tags\": [\"css\"]}"),
    ];
    let posts = [
        ("en/blog/one/index.md", "---\ntags: [blog tips, post]\n---\n"),
        ("en/blog/two.md", "---\noverride:tags: [own]\n---\n"),
        ("notes/2020-01-02-three.md", "---\ntitle: Three\n---\n"),
        ("blog/css/four.md", "---\ntitle: Four\ntags: posts\n---\n"),
        ("about/nav.md", "---\ntitle: About\ntags: nav\n---\n"),
    ];
    let want =
        ["/en/blog/one/ blog tips,staff", "/en/blog/two/ own", "/notes/2020-01-02-three/ ", "/blog/css/four/ css", "-"];
    assert_eq!(told(&files, &posts), want);
}

/// Collections of posts are made by patterns of files too ("Collections", `getFilteredByGlob`).
#[test]
fn what_the_configuration_makes_posts_of_is_listed() {
    let config = "c.addCollection('posts', api => api.getFilteredByGlob(['words/**/*.md', './more/*.md']).reverse());\nc.addCollection('staff', api => api.getFilteredByGlob('staff/*.md'));";
    let post = "---\ntitle: T\n---\n";
    let posts = [("words/deep/a.md", post), ("more/b.md", post), ("staff/c.md", post), ("d.md", post)];
    assert_eq!(told(&[("eleventy.config.js", config)], &posts), ["/words/deep/a/ ", "/more/b/ ", "-", "-"]);
}

/// "Computed Data": it goes before what a head says, and may be made from it.
#[test]
fn what_is_computed_goes_before_what_is_written() {
    let files = [
        ("eleventy.config.js", ""),
        (
            "p/p.11tydata.js",
            "export default { tags: ['posts'], eleventyComputed: { permalink: (data) => `/p/${data.page.date.getFullYear()}/${data.page.fileSlug}/`, kind: 'x' } }",
        ),
        (
            "log/log.json",
            "{\"tags\": \"posts\", \"eleventyComputed\": {\"title\": \"{{ name }}!\", \"permalink\": \"/log/{{ name | slugify }}/\"}}",
        ),
        (
            "drafts/drafts.11tydata.js",
            "module.exports = { eleventyComputed: { permalink: data => { if (data.draft) return false; return data.permalink; } } }",
        ),
        ("far/far.11tydata.js", "module.exports = { permalink: require('./far.js') }"),
    ];
    let posts = [
        ("p/2019-12-31-one.md", "---\ntitle: One\npermalink: /no/\n---\n"),
        ("log/two.md", "---\nname: A b\ndate: 2020-01-02\n---\n"),
        (
            "log/three.md",
            "---\nname: C\ndate: 2020-01-02\neleventyComputed: {permalink: \"/own/{{ page.fileSlug }}/\"}\n---\n",
        ),
        ("drafts/four.md", "---\ndate: 2020-01-02\npermalink: /f/\n---\n"),
        ("drafts/five.md", "---\ndate: 2020-01-02\n---\n"),
        ("far/six.md", "---\ndate: 2020-01-02\n---\n"),
    ];
    assert_eq!(told(&files, &posts), ["/p/2019/one/ ", "/log/a-b/ ", "/own/three/ ", "/f/ ", "/drafts/five/ ", "- "]);
    let all: Vec<(&str, &str)> = files.into_iter().chain(posts).collect();
    let titles = super::super::trial::read(&all).into_iter().flatten().filter(|post| post.path.starts_with("log"));
    assert!(titles.map(|post| post.title.to_string()).any(|title| title == "A b!"));
}

#[test]
fn what_a_configuration_imports_is_a_part_of_it() {
    let files = [
        (
            "eleventy.config.js",
            "import filters from './config/filters.js';\nimport { dir } from './config/dir.js';\nexport default (c) => { Object.keys(filters).forEach((name) => c.addFilter(name, filters[name])); return { dir } }",
        ),
        ("config/dir.js", "export const dir = { input: 'src', output: 'dist' };"),
        ("config/filters.js", "export default { ymd: (date) => DateTime.fromJSDate(date).toFormat('yyyy/MM/dd') };"),
        ("src/notes/notes.json", "{\"permalink\": \"/{{ page.date | ymd }}/{{ title | slugify }}/\"}"),
    ];
    let posts = [
        ("src/notes/a.md", "---\ntitle: A b\ndate: 2020-01-02\n---\n"),
        ("other/b.md", "---\ntitle: B\ndate: 2020-01-02\n---\n"),
    ];
    assert_eq!(told(&files, &posts), ["/2020/01/02/a-b/ ", "-"]);
}
