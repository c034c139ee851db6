//! `folio check`: places, words and statuses.

use super::Blog;

#[test]
fn problems_are_told_with_place_code_and_remedy() {
    let blog = Blog::of(&[
        ("_posts/2010-01-01-a.md", "---\ntitle: a: b\n---\n\n[x](gone.md)\n\n![y](no.png)\n\n[z](#no)\n"),
        ("_drafts/b.md", "---\ntitle: B\n---\nNo date, and none needed.\n"),
    ]);
    let ran = blog.folio(&["check"]);
    assert_eq!(ran.status, 1);
    let places: Vec<_> =
        ran.out.lines().map(|line| line.split_whitespace().take(3).collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(
        places,
        [
            "_posts/2010-01-01-a.md:2:9 warning yaml-repaired",
            "_posts/2010-01-01-a.md:5:5 error link-broken",
            "_posts/2010-01-01-a.md:7:6 error image-missing",
            "_posts/2010-01-01-a.md:9:5 warning anchor-broken",
        ]
    );
    assert!(ran.out.contains("Nothing is at gone.md. Correct the target."), "{}", ran.out);
    assert_eq!(ran.err, "folio: 2 posts, 4 problems, 2 errors\n");
}

#[test]
fn of_a_post_that_is_named_only_its_own_problems_are_told() {
    let blog = Blog::of(&[
        ("_posts/2010-01-01-a.md", "---\ntitle: A\n---\n[x](gone.md)\n"),
        ("_posts/2010-01-02-b.md", "---\ntitle: B\n---\n[the other](2010-01-01-a.md)\n"),
    ]);
    let ran = blog.folio(&["check", "_posts/2010-01-01-a.md"]);
    assert_eq!((ran.status, ran.out.lines().count()), (1, 1), "{}", ran.out);
    assert_eq!(ran.err, "folio: 1 post, 1 problem, 1 error\n");
    let ran = blog.folio(&["check", "_posts/2010-01-02-b.md"]);
    assert_eq!((ran.status, ran.out.as_str(), ran.err.as_str()), (0, "", "folio: 1 post, 0 problems, 0 errors\n"));
}

#[test]
fn warnings_alone_are_no_failure() {
    let blog = Blog::of(&[("_posts/2010-01-01-a.md", "---\ntitle: a: b\n---\nText.\n")]);
    let ran = blog.folio(&["check"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, "folio: 1 post, 1 problem, 0 errors\n"));
}

#[test]
fn a_translation_has_headings_of_its_own() {
    let page = |body: &str| format!("+++\ntitle = \"T\"\ndate = 2020-01-02\n+++\n{body}\n");
    let blog = Blog(tempfile::tempdir().unwrap());
    for (path, text) in [
        ("config.toml", "base_url = \"https://a.example\"\n[languages.fr]\n"),
        ("content/blog/a.fr.md", &page("## Un titre")),
        ("content/blog/b.fr.md", &page("[x](@/blog/a.md#a-title) [y](@/blog/a.fr.md#a-title)")),
    ] {
        blog.write(path, text);
    }
    let ran = blog.folio(&["check"]);
    let broken: Vec<_> = ran.out.lines().filter(|line| line.contains("anchor-broken")).collect();
    assert_eq!(broken.len(), 1, "{}", ran.out);
}

#[test]
fn pages_without_a_source_are_not_missed() {
    let blog = Blog(tempfile::tempdir().unwrap());
    blog.write("posts/a.md", "---\ntitle: A\ndate: 2020-01-02\n---\n[a](/) [b](/tags/) [d](/gone.md)\n");
    let ran = blog.folio(&["check"]);
    let broken: Vec<_> = ran.out.lines().filter(|line| line.contains("link-broken")).collect();
    assert!(broken.len() == 1 && ran.out.contains("/gone.md"), "{}", ran.out);
}

#[test]
fn messages_are_sentences() {
    let blog = Blog::of(&[(
        "_posts/2010-01-01-a.md",
        "---\ntitle: A\n---\n{{ nobody.knows }} {% if x %}\n{% highlight rust %}\n",
    )]);
    let rows = blog.folio(&["check", "--format", "json"]).json();
    assert!(!rows.as_array().unwrap().is_empty());
    for row in rows.as_array().unwrap() {
        let message = row["message"].as_str().unwrap();
        assert!(message.ends_with('.') && !message.starts_with(char::is_lowercase), "{message}");
    }
}

#[test]
fn data_that_is_not_known_is_told_once_a_post() {
    let text =
        "---\ntitle: A\n---\n{% assign r = site.data.releases | first %}\n{{ r.url }} {{ r.size }}\n\n{{ r.sha }}\n";
    let rows = Blog::of(&[("_posts/2010-01-01-a.md", text)]).folio(&["check", "--format", "json"]).json();
    let messages: Vec<&str> = rows.as_array().unwrap().iter().filter_map(|row| row["message"].as_str()).collect();
    assert_eq!(messages, ["The value of `r` is not known."]);
}

#[test]
fn a_site_among_the_packages_of_a_repository_is_found() {
    let blog = super::Blog(tempfile::tempdir().unwrap());
    blog.write("apps/docs/docusaurus.config.ts", "export default { url: 'https://a.example', baseUrl: '/' }");
    blog.write("apps/docs/blog/2020-01-02-a.md", "---\ntitle: A\n---\n");
    let rows = blog.folio(&["list", "--format", "json"]).json();
    assert_eq!(rows[0]["url"], "https://a.example/blog/2020/01/02/a");
}

#[test]
fn a_framework_among_the_packages_of_a_repository_is_found() {
    let blog = super::Blog(tempfile::tempdir().unwrap());
    blog.write("apps/site/next.config.mjs", "export default { trailingSlash: false }");
    blog.write("apps/site/pages/en/blog/news/a.mdx", "---\ntitle: A\ndate: 2020-01-02\n---\n");
    blog.write("apps/site/pages/en/about.md", "---\ntitle: About\n---\n");
    let rows = blog.folio(&["list", "--format", "json"]).json();
    let urls: Vec<&str> = rows.as_array().unwrap().iter().filter_map(|row| row["url"].as_str()).collect();
    assert_eq!(urls, ["/en/blog/news/a"]);
}
