//! Rules of Hexo, one table each.

use super::super::trial;
use super::*;

/// A site with this configuration and these files below `source/`, and what is read of each.
fn read(config: &str, files: &[(&str, &str)]) -> Vec<Option<Post>> {
    let named: Vec<(String, &str)> = files.iter().map(|(path, text)| (format!("source/{path}"), *text)).collect();
    let all = named.iter().map(|(path, text)| (path.as_str(), *text)).chain([("_config.yml", config)]);
    let mut posts = trial::read(&all.collect::<Vec<_>>());
    posts.truncate(files.len());
    posts
}

fn url(config: &str, path: &str, head: &str) -> Option<String> {
    let text = format!("---\ntitle: It's a Test\ndate: 2013-07-13 02:46:25\n{head}\n---\nx\n");
    let posts = read(&format!("title: T\nurl: https://a.b\n{config}\n"), &[(path, &text)]);
    Some(posts.into_iter().next()??.url?.as_str().strip_prefix("https://a.b")?.to_owned())
}

#[test]
fn permalinks_take_the_place_in_the_tree_the_name_and_the_head() {
    for (config, path, head, want) in [
        ("", "_posts/Sub/a b.md", "slug: not-read", "/2013/07/13/Sub/a%20b/"),
        ("new_post_name: :year-:month-:day-:title.md", "_posts/2013-07-13-a.md", "", "/2013/07/13/a/"),
        (
            "new_post_name: :year-:month-:day-:title.md",
            "_posts/sub/2013-07-13-a.md",
            "",
            "/2013/07/13/sub-2013-07-13-a/",
        ),
        ("permalink: :name/", "_posts/sub/a.md", "", "/a/"),
        ("permalink: :post_title.html", "_posts/a.md", "", "/it-s-a-test.html"),
        ("permalink: :category/:title/", "_posts/a.md", "", "/uncategorized/a/"),
        ("permalink: :category/:title/", "_posts/a.md", "categories: [A b, Été]", "/A-b/Ete/a/"),
        ("permalink: :category/:title/", "_posts/a.md", "categories:\n- [A, B]\n- C", "/C/a/"),
        ("permalink: :category/\ncategory_map: {A b: x}", "_posts/a.md", "categories: A b", "/x/"),
        ("permalink: :category/\nfilename_case: 1", "_posts/a.md", "categories: ABC", "/abc/"),
        ("permalink: p/:abbrlink.html", "_posts/a.md", "abbrlink: 3a4b", "/p/3a4b.html"),
        ("permalink: :id/", "_posts/a.md", "id: 77", "/77/"),
        ("permalink: :hash/", "_posts/sub/a.md", "", "/1a744b6b6d5d/"),
        ("permalink: :timestamp/", "_posts/a.md", "", "/1373683585/"),
        ("permalink: :lang/:title/\npermalink_defaults: {lang: en}", "_posts/a.md", "", "/en/a/"),
        ("permalink: :lang/:title/\nnew_post_name: :lang/:title.md", "_posts/fr/a.md", "", "/fr/a/"),
        ("permalink: :title\npost_asset_folder: true", "_posts/a.md", "", "/a/"),
        ("permalink: :title.html\npretty_urls: {trailing_html: false}", "_posts/a.md", "", "/a"),
        ("permalink: :title/index.html\npretty_urls: {trailing_index: false}", "_posts/a.md", "", "/a/"),
        ("", "_posts/a.md", "permalink: own/x", "/own/x"),
    ] {
        assert_eq!(url(config, path, head).as_deref(), Some(want), "{config} {path} {head}");
    }
    assert_eq!(url("permalink: p/:abbrlink.html", "_posts/a.md", ""), None, "nobody gave it one yet");
}

#[test]
fn titles_are_cased_and_made_as_the_configuration_says() {
    let title = |config: &str, head: &str| {
        let text = format!("---\n{head}\ndate: 2013-07-13\n---\nx\n");
        let posts = read(config, &[("_posts/my-file.md", &text)]);
        posts.into_iter().next().flatten().unwrap().title.to_string()
    };
    assert_eq!(title("titlecase: true", "title: the end of it"), "The End of It");
    assert_eq!(title("titlecase: true", "title: the end of it\ntitlecase: false"), "the end of it");
    assert_eq!(title("title: T", "title: the end of it"), "the end of it");
    assert_eq!(title("use_slug_as_post_title: true", "x: y"), "my-file");
}

#[test]
fn what_is_shown_is_configured() {
    let post = "---\ntitle: A\ndate: 2099-01-01\n---\n";
    let files = [
        ("_posts/a.md", post),
        ("_drafts/b.md", post),
        ("_posts/c.md", "---\npublished: false\ndate: 1960-01-01\n---\n"),
        ("_posts/d.html", post),
        ("_posts/skip/e.md", post),
        ("_posts/_f.md", post),
        ("about/index.md", post),
    ];
    let told = |config: &str| -> Vec<String> {
        let posts = read(config, &files);
        let words = |post: &Option<Post>| post.as_ref().map(|post| post.status.words().collect::<Vec<_>>().join("+"));
        posts.iter().map(|post| words(post).unwrap_or_else(|| "-".to_owned())).collect()
    };
    assert_eq!(told("title: x"), ["", "draft", "hidden", "", "", "-", "-"]);
    assert_eq!(told("future: false\nrender_drafts: true"), ["future", "future", "", "future", "future", "-", "-"]);
    assert_eq!(told("ignore: '**/skip/**'"), ["", "draft", "hidden", "", "-", "-", "-"]);
    assert_eq!(
        told("post_asset_folder: true\nskip_render: ['_posts/skip/*']"),
        ["", "draft", "hidden", "-", "-", "-", "-"]
    );
}

#[test]
fn times_without_a_zone_are_the_site_s() {
    let posts = read("timezone: Asia/Shanghai", &[("_posts/a.md", "---\ndate: 2013-07-13 02:46:25\n---\n")]);
    let date = posts[0].as_ref().unwrap().date.unwrap();
    assert_eq!((date.civil.to_string().as_str(), date.offset), ("2013-07-13T02:46:25", 8 * 3600));
    // Those with a zone are their time in UTC there.
    for (written, want) in [
        ("2021-03-04T23:30:00Z", "/04/23/"),
        ("2021-03-05T05:00:00+09:00", "/04/20/"),
        ("2021-03-04 23:30:00 -05:00", "/05/04/"),
        ("2021-03-04 23:30:00", "/04/23/"),
        ("2021-03-04", "/04/00/"),
        ("\"2021-03-04T23:30:00Z\"", "/05/08/"),
    ] {
        let text = format!("---\ndate: {written}\n---\n");
        let config = "timezone: Asia/Tokyo\npermalink: :day/:hour/\nurl: ''";
        let posts = read(config, &[("_posts/a.md", &text)]);
        assert_eq!(posts[0].as_ref().unwrap().url.as_deref(), Some(want), "{written}");
    }
}
