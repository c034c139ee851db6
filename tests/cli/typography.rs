//! Quotation marks, dashes and dots: set as the site's own pages set them, and never in what is copied.

use super::Blog;

const POST: &str = "---\ntitle: Don't \"panic\"\n---\n\
\"Don't\" -- she said... `it's --all \"so\"`, $f'--x$, [it's](a--b.html \"it's\") and <kbd>'</kbd>.\n\
See https://example.com/it's--so...x and <https://example.com/a--b>, \\\"as typed\\\" &quot;too&quot;.\n\
\n\
## A -- b\n\
\n\
\x20   code's -- \"own\"\n\
\n\
<p title=\"it's\">HTML isn't --</p>\n";

fn shown(blog: &Blog, words: &[&str]) -> String {
    let ran = blog.folio(&[&["show", "post", "--format", "json"], words].concat()).json();
    assert_eq!(ran["title"], "Don't \"panic\"", "a title is what its head says");
    assert_eq!(ran["headings"][0]["anchor"], "a----b");
    assert_eq!(ran["links"][0]["href"], "a--b.html");
    ran["text"].as_str().unwrap().to_owned()
}

#[test]
fn signs_are_set_in_running_text_and_nowhere_else() {
    let blog = Blog::of(&[("_posts/2010-06-08-post.md", POST)]);
    let text = shown(&blog, &[]);
    for part in [
        "“Don’t” – she said…",
        "it's --all \"so\",",
        "it’s and '.",
        "See https://example.com/it's--so...x and https://example.com/a--b, \"as typed\" \"too\".",
        "A – b",
        "code's -- \"own\"",
        "HTML isn't --",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn the_configuration_has_the_last_word() {
    let blog = Blog::of(&[("_posts/2010-06-08-post.md", POST), ("never.toml", "typography = \"never\"\n")]);
    blog.write("always.toml", "typography = \"always\"\n");
    let typed = "\"Don't\" -- she said...";
    let set = "“Don’t” – she said…";
    assert!(shown(&blog, &["--config", "never.toml"]).contains(typed));
    blog.write("_config.yml", "markdown: redcarpet\n");
    assert!(shown(&blog, &[]).contains(typed));
    assert!(shown(&blog, &["--config", "always.toml"]).contains(set));
}

#[test]
fn what_is_typed_finds_what_is_set() {
    let blog = Blog::of(&[("_posts/2010-06-08-post.md", POST)]);
    for query in ["don't", "don’t", "\"she said...\"", "title:don’t", "text:it’s", "\"-- she\""] {
        let found = blog.folio(&["list", "-q", query, "--format", "tsv"]);
        assert!(found.out.contains("panic"), "{query}: {} {}", found.out, found.err);
    }
    let hits = blog.folio(&["search", "don't", "--format", "json"]).json();
    assert!(hits[0]["text"].as_str().unwrap().contains("“Don’t”"), "{hits}");
}
