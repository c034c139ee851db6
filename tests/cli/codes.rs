//! Every code of `folio check`, provoked by a file, at its place.

use std::collections::BTreeSet;

use folio::post::Code;

use super::Blog;

/// What provokes a code in a post of a Jekyll site, and the place that is told: line and column, 0 where the whole is meant.
const POSTS: &[(Code, &str, (u64, u64))] = &[
    (Code::YamlRepaired, "---\ntitle: A: b\n---\nx\n", (2, 9)),
    (Code::TomlRepaired, "+++\ntitle = \"A\nx = 1\n+++\nx\n", (2, 11)),
    (Code::JsonRepaired, "{\n  \"title\": \"A\",\n}\nx\n", (3, 1)),
    (Code::DuplicateKey, "---\ntitle: A\ntitle: B\n---\nx\n", (3, 1)),
    (Code::FrontMatterUnclosed, "---\ntitle: A\n\nProse.\n", (2, 0)),
    (Code::DateUnreadable, "---\ntitle: A\ndate: soon\n---\nx\n", (3, 7)),
    (Code::TitleEmpty, "---\ntitle: \"\"\n---\nx\n", (2, 8)),
    (Code::TemplateUnknown, "---\ntitle: A\n---\nx {{ nobody.knows }}\n", (4, 3)),
    (Code::TemplateUnclosed, "---\ntitle: A\n---\nx\n\n  {% highlight rust %}\n", (6, 3)),
    (Code::LinkBroken, "---\ntitle: A\n---\nSee [x](gone.md).\n", (4, 9)),
    (Code::AnchorBroken, "---\ntitle: A\n---\n<p>\n<a href=\"#nowhere\">x</a></p>\n", (5, 10)),
    (Code::ImageMissing, "---\ntitle: A\n---\n![x](gone.png)\n", (4, 6)),
    (Code::CaseMismatch, "---\ntitle: A\n---\n![x](/Pictures/A.png)\n", (4, 6)),
];

#[test]
fn every_code_is_provoked_at_its_place() {
    let mut seen = BTreeSet::new();
    for (code, text, (line, column)) in POSTS {
        let blog = Blog::of(&[("_posts/2010-01-01-a.md", text), ("pictures/a.png", "")]);
        let rows = blog.folio(&["check", "--format", "json"]).json();
        let rows = rows.as_array().unwrap();
        let told = rows.iter().find(|row| row["code"] == code.name());
        let told = told.unwrap_or_else(|| panic!("{} for {text:?}: {rows:?}", code.name()));
        let place = (told["line"].as_u64().unwrap_or(0), told["column"].as_u64().unwrap_or(0));
        assert_eq!(place, (*line, *column), "{} {text:?}", code.name());
        seen.insert(code.name());
    }
    seen.extend(of_files());
    seen.extend(between_posts());
    seen.extend(of_configurations());
    // What nothing but a fault of a parser provokes has a test beside the code.
    seen.insert(Code::BodyUnreadable.name());
    let all: BTreeSet<&str> = Code::ALL.iter().map(|code| code.name()).collect();
    assert_eq!(seen, all);
}

/// The codes that check tells of a blog.
fn codes(blog: &Blog) -> Vec<&'static str> {
    let rows = blog.folio(&["check", "--format", "json"]).json();
    let told: BTreeSet<String> =
        rows.as_array().unwrap().iter().map(|row| row["code"].as_str().unwrap().to_owned()).collect();
    Code::ALL.iter().map(|code| code.name()).filter(|name| told.contains(*name)).collect()
}

/// Files whose bytes are at fault.
fn of_files() -> Vec<&'static str> {
    let deep = format!("---\ntitle: A\n---\n{}x\n", "> ".repeat(100));
    let large = format!("---\ntitle: A\nx: {}\n---\nx\n", "y".repeat(70_000));
    let blog = Blog::of(&[("_posts/2010-01-01-deep.md", &deep), ("_posts/2010-01-02-large.md", &large)]);
    let posts = blog.0.path().join("_posts");
    std::fs::write(posts.join("2010-01-03-latin.md"), b"---\ntitle: Caf\xe9\n---\nx\n").unwrap();
    std::fs::write(posts.join("2010-01-04-binary.md"), [0u8; 512]).unwrap();
    std::fs::File::create(posts.join("2010-01-05-huge.md")).unwrap().set_len(17 << 20).unwrap();
    std::os::unix::fs::symlink("/etc/hosts", posts.join("2010-01-06-outside.md")).unwrap();
    let told = codes(&blog);
    for code in
        [Code::TooDeep, Code::FrontMatterTooLarge, Code::NotUtf8, Code::NotText, Code::TooLarge, Code::Unreadable]
    {
        assert!(told.contains(&code.name()), "{} is not among {told:?}", code.name());
    }
    told
}

/// A configuration that its generator refuses.
fn of_configurations() -> Vec<&'static str> {
    let blog = Blog::of(&[("_posts/2010-01-01-a.md", "---\ntitle: A\n---\nx\n")]);
    blog.write("_config.yml", "title: One: two\nurl: https://a.example\n");
    let rows = blog.folio(&["check", "--format", "json"]).json();
    let told = (&rows[0]["path"], &rows[0]["line"], &rows[0]["column"], &rows[0]["code"]);
    assert_eq!(told, (&"_config.yml".into(), &1.into(), &11.into(), &Code::SettingsRepaired.name().into()));
    codes(&blog)
}

/// What two posts make together.
fn between_posts() -> Vec<&'static str> {
    let blog = Blog::of(&[
        ("_posts/2010-01-01-a.md", "---\ntitle: A\ntags: [Rust]\npermalink: /same/\n---\nx\n"),
        ("_posts/2010-01-02-b.md", "---\ntitle: B\ntags: [rust]\npermalink: /same/\n---\nx\n"),
        ("_posts/2010-01-03-c.md", "---\ntitle: C\nslug: one\npermalink: /c/\n---\nx\n"),
        ("_posts/2010-01-03-d.md", "---\ntitle: D\nslug: one\npermalink: /d/\n---\nx\n"),
    ]);
    let mut told = codes(&blog);
    let notes = Blog(tempfile::tempdir().unwrap());
    notes.write("hugo.toml", "title = \"A\"\n");
    notes.write("content/posts/a.md", "---\ntitle: A\n---\nx\n");
    told.extend(codes(&notes));
    for code in [Code::DuplicateUrl, Code::DuplicateSlug, Code::TagCase, Code::DateMissing] {
        assert!(told.contains(&code.name()), "{} is not among {told:?}", code.name());
    }
    told
}
