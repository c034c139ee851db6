//! `folio links` and `folio open`: kinds, targets and lines.

use super::{Blog, samples};

#[test]
fn every_kind_has_its_name_and_target() {
    let post = "---\ntitle: One\n---\n# Here\n\n[a](https://example.com/)\n[b](mailto:a@example.com) <b@example.com>\n[c](2011-01-01-two.md#part)\n[d](#here)\n[e](/p.png)\n[f](gone.md)\n[g](javascript:x)\n[h](#nowhere)\n[i]({% post_url 2011-01-01-two %})\n[j]({% post_url 2011-01-01-none %})\n";
    let blog = Blog::of(&[
        ("_posts/2010-01-01-one.md", post),
        ("_posts/2011-01-01-two.md", "---\ntitle: Two\n---\n## Part\n"),
        ("p.png", "x"),
    ]);
    let rows = blog.folio(&["links", "one", "--format", "json"]).json();
    let told: Vec<String> = rows
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            let target = row["target"].as_str().unwrap_or("-");
            format!("{} {} {} {target}", row["line"], row["text"].as_str().unwrap(), row["kind"].as_str().unwrap())
        })
        .collect();
    let two = "_posts/2011-01-01-two.md";
    assert_eq!(
        told,
        [
            "6 a web https://example.com/".to_owned(),
            "7 b mail mailto:a@example.com".to_owned(),
            "7 b@example.com mail mailto:b@example.com".to_owned(),
            format!("8 c post {two}#part"),
            "9 d heading #here".to_owned(),
            "10 e asset p.png".to_owned(),
            "11 f broken -".to_owned(),
            "12 g blocked -".to_owned(),
            "13 h broken -".to_owned(),
            format!("14 i post {two}"),
            "15 j broken -".to_owned(),
        ]
    );
    assert_eq!(rows[9]["href"], "{% post_url 2011-01-01-two %}", "as its author wrote it");
}

#[test]
fn open_prints_what_it_would_open() {
    let blog = Blog::of(&[(
        "_posts/2010-01-01-one.md",
        "---\ntitle: One\n---\n[a](https://example.com/a) [![pic](/p.png)](https://example.com/b) [c](javascript:x)\n",
    )]);
    let open = |words: &[&str]| blog.folio(&[&["open", "one"], words, &["--print"]].concat());
    assert_eq!(open(&[]).out, "https://example.org/2010/01/01/one/\n");
    assert_eq!(open(&["1"]).out, "https://example.com/a\n");
    assert_eq!(open(&["2"]).out, "https://example.com/b\n");
    let blocked = open(&["3"]);
    assert_eq!((blocked.status, blocked.out.as_str()), (2, ""), "{}", blocked.err);
}

#[test]
fn no_internal_spelling_of_a_link_is_printed() {
    let blog = Blog::of(&[]);
    let samples = samples();
    let samples = samples.to_str().unwrap();
    for format in ["table", "tsv", "json"] {
        let ran = blog.folio(&["links", samples, "--format", format]);
        assert_eq!(ran.status, 0);
        assert!(!ran.out.contains("folio-ref"), "{format}");
    }
    let post = "---\ntitle: One\n---\n[a]({% post_url 2011-01-01-two %}) [[Two]] ![[p.png]]\n";
    let blog = Blog::of(&[("_posts/2010-01-01-one.md", post)]);
    for format in ["plain", "ansi", "json"] {
        let ran = blog.folio(&["show", "one", "--format", format]);
        assert!(!ran.out.contains("folio-ref"), "{format}: {}", ran.out);
        assert!(ran.out.contains("p.png"), "{format}");
    }
}

#[test]
fn files_embedded_by_their_names_are_found_among_attachments() {
    let blog = Blog(tempfile::tempdir().unwrap());
    blog.write("notes/deep/a.md", "---\ntitle: A\ndate: 2020-01-02\n---\n![[one.png]] ![[two.png]] ![[gone.png]]\n");
    blog.write("notes/deep/attachments/one.png", "");
    blog.write("assets/two.png", "");
    blog.write("notes/drawing.md", "---\nexcalidraw-plugin: parsed\n---\n# Data\n");
    let rows = blog.folio(&["links", "--format", "json"]).json();
    let kinds: Vec<&str> = rows.as_array().unwrap().iter().filter_map(|row| row["kind"].as_str()).collect();
    assert_eq!(kinds, ["asset", "asset", "broken"]);
    assert_eq!(blog.folio(&["list", "--format", "json"]).json().as_array().unwrap().len(), 1, "no drawing is a post");
}

#[test]
fn an_address_with_its_day_leads_to_its_post_where_nothing_is_configured() {
    let blog = Blog(tempfile::tempdir().unwrap());
    blog.write("posts/2010-06-08-type.md", "---\ntitle: Type\n---\nWords.\n");
    let hrefs = ["/2010/06/08/type/", "/blog/2010/06/type.html", "/2010/06/09/type/", "/2010/type/", "/contact/"];
    let links = hrefs.map(|href| format!("[words]({href})")).join(" ");
    blog.write("posts/2010-06-10-margins.md", &format!("---\ntitle: Margins\n---\n{links}\n"));
    let rows = blog.folio(&["links", "--format", "json"]).json();
    let kinds: Vec<_> = rows.as_array().unwrap().iter().map(|row| row["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["post", "post", "broken", "broken", "broken"]);
    let told = blog.folio(&["check"]);
    assert!(!told.out.contains("/contact/"), "pages of an unknown site are not missed: {}", told.out);
}

#[test]
fn titles_of_code_are_words_of_the_post() {
    let post = "---\ntitle: One\n---\nSee:\n\n```rust title=\"src/main.rs\"\nfn main() {}\n```\n\n```\nplain\n```\n";
    let blog = Blog::of(&[("_posts/2010-01-01-one.md", post)]);
    let shown = blog.folio(&["show", "one", "--format", "json"]).json();
    assert_eq!(shown["text"], "See:\nsrc/main.rs\nfn main() {}\nplain");
}
