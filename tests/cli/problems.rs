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
fn warnings_alone_are_no_failure() {
    let blog = Blog::of(&[("_posts/2010-01-01-a.md", "---\ntitle: a: b\n---\nText.\n")]);
    let ran = blog.folio(&["check"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, "folio: 1 post, 1 problem, 0 errors\n"));
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
