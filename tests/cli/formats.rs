//! Every format of every command that has them: the same rows, and in JSON every key of every row.

use super::{Blog, keys};

const FULL: &str = "---\ntitle: Full\ndate: 2010-06-08 16:53:37 +0200\ntags: [a, b c]\nauthor: Ann\n---\n# Part\n\nA [link](https://example.com/x), ![pic](p.png).\n\n```rust\nfn f() {}\n```\n\nNote[^1].\n\n[^1]: Words.\n";
const BARE: &str = "Only text, and not much of it.\n";

fn blog() -> Blog {
    Blog::of(&[("_posts/2010-06-08-full.md", FULL), ("_posts/2009-01-01-bare.md", BARE), ("p.png", "x")])
}

const LIST: [&str; 18] = [
    "path",
    "title",
    "date",
    "date_source",
    "updated",
    "tags",
    "categories",
    "authors",
    "description",
    "draft",
    "future",
    "hidden",
    "lang",
    "series",
    "slug",
    "url",
    "words",
    "diagnostics",
];

#[test]
fn list_has_every_key_and_null_where_nothing_is_known() {
    let listed = blog().folio(&["list", "--format", "json"]).json();
    assert_eq!(listed.as_array().unwrap().len(), 2);
    for post in listed.as_array().unwrap() {
        assert_eq!(keys(post), LIST);
    }
    assert_eq!(listed[0]["date"], "2010-06-08T16:53:37+02:00");
    assert_eq!(listed[0]["url"], "https://example.org/2010/06/08/full/");
    assert_eq!(listed[0]["date_source"], "front_matter");
    assert_eq!((&listed[1]["date"], &listed[1]["date_source"]), (&"2009-01-01".into(), &"file_name".into()));
    for key in ["updated", "description", "lang", "series"] {
        assert!(listed[1][key].is_null(), "{key}");
    }
}

#[test]
fn rows_of_other_commands_have_every_key() {
    let blog = blog();
    let cases: [(&[&str], &[&str]); 4] = [
        (&["links"], &["post", "number", "text", "href", "kind", "target", "line"]),
        (&["tags"], &["name", "kind", "count"]),
        (&["search", "text"], &["post", "title", "line", "text", "ranges"]),
        (&["check"], &["path", "line", "column", "code", "severity", "message", "help"]),
    ];
    blog.write("_posts/2008-01-01-ill.md", "---\ntitle: a: b\n---\n[x](gone.md)\n");
    for (command, want) in cases {
        let rows = blog.folio(&[command, &["--format", "json"]].concat()).json();
        assert!(!rows.as_array().unwrap().is_empty(), "{command:?}");
        for row in rows.as_array().unwrap() {
            assert_eq!(keys(row), want, "{command:?}");
        }
    }
}

#[test]
fn show_has_what_list_has_and_all_that_is_numbered() {
    let shown = blog().folio(&["show", "full", "--format", "json"]).json();
    let more = ["text", "headings", "links", "images", "code_blocks", "footnotes"];
    assert_eq!(keys(&shown), [&LIST[..], &more].concat());
    assert_eq!((&shown["headings"][0]["text"], &shown["headings"][0]["anchor"]), (&"Part".into(), &"part".into()));
    assert_eq!((&shown["links"][0]["kind"], &shown["links"][0]["line"]), (&"web".into(), &9.into()));
    assert_eq!((&shown["images"][0]["target"], &shown["images"][0]["exists"]), (&"p.png".into(), &true.into()));
    assert_eq!(shown["code_blocks"][0]["language"], "rust");
    assert_eq!(shown["footnotes"][0]["text"], "Words.");
}

#[test]
fn show_counts_the_words_that_list_counts() {
    // Longer than a head, and denser at its beginning than at its end.
    let long = format!("---\ntitle: Long\n---\n{}{}\n", "a ".repeat(2_000), "longer-words ".repeat(2_000));
    for link in ["", "\n[out](https://example.com)\n"] {
        let blog = Blog::of(&[("_posts/2010-01-01-long.md", &format!("{long}{link}")), ("_config.yml", "")]);
        let listed = blog.folio(&["list", "--format", "json"]).json();
        let shown = blog.folio(&["show", "long", "--format", "json"]).json();
        assert_eq!(shown["words"], listed[0]["words"]);
    }
}

#[test]
fn every_format_has_the_same_rows() {
    let blog = blog();
    for command in [&["list"][..], &["links"], &["tags"], &["search", "text"]] {
        let run = |format| blog.folio(&[command, &["--format", format]].concat());
        let count = run("json").json().as_array().unwrap().len();
        for format in ["table", "tsv", "jsonl"] {
            let ran = run(format);
            assert_eq!((ran.status, ran.out.lines().count()), (0, count), "{command:?} {format}");
        }
        for line in run("jsonl").out.lines() {
            assert!(serde_json::from_str::<serde_json::Value>(line).unwrap().is_object());
        }
    }
    let tabbed = blog.folio(&["list", "--format", "tsv"]);
    assert!(tabbed.out.starts_with("2010-06-08T16:53:37+02:00\tFull\ta, b c\t"), "{}", tabbed.out);
}

#[test]
fn ranges_of_a_search_are_bytes_of_its_text() {
    let blog = Blog::of(&[("_posts/2010-01-01-a.md", "Ünder the hööd, a märk.\n")]);
    let found = blog.folio(&["search", "märk", "--format", "json"]).json();
    let range = &found[0]["ranges"][0];
    let (start, end) = (range[0].as_u64().unwrap() as usize, range[1].as_u64().unwrap() as usize);
    assert_eq!(&found[0]["text"].as_str().unwrap()[start..end], "märk");
}

#[test]
fn no_row_for_people_ends_in_blanks() {
    let blog = blog();
    for command in ["list", "links", "tags"] {
        let printed = blog.folio(&[command, "--format", "table"]).out;
        assert!(!printed.is_empty(), "{command}");
        assert!(printed.lines().all(|row| row.trim_end() == row), "{command}: {printed:?}");
    }
}
