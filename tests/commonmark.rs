//! The examples of the CommonMark and GFM specifications, where the parser's own tests are at hand: the words of the page
//! that an example asks for are the words folio shows.

use std::path::{Path, PathBuf};

use folio::document::{self, Markup, Reading};
use folio::template::Dialect;

/// The parser's tests among the sources that cargo keeps; None where they were not kept.
fn suites() -> Option<PathBuf> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::var_os("HOME").map(|home| Path::new(&home).join(".cargo")))?;
    let registries = std::fs::read_dir(home.join("registry/src")).ok()?;
    let crates =
        registries.flatten().filter_map(|registry| std::fs::read_dir(registry.path()).ok()).flatten().flatten();
    let parser = crates.filter(|folder| folder.file_name().to_string_lossy().starts_with("pulldown-cmark-0.13"));
    parser.map(|folder| folder.path().join("tests/suite")).find(|suite| suite.is_dir())
}

/// What stands between the marks of a raw string.
fn raw(source: &str) -> Option<(&str, &str)> {
    let (_, rest) = source.split_once("r##\"")?;
    rest.split_once("\"##")
}

/// All examples of a suite: Markdown and the page it asks for.
fn examples(source: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = source;
    while let Some((_, after)) = rest.split_once("let original = ") {
        let Some((original, after)) = raw(after) else { break };
        let Some((expected, after)) = raw(after) else { break };
        found.push((original, expected));
        rest = after;
    }
    found
}

fn words(body: &str, markup: Markup) -> String {
    let reading = Reading { dialect: Dialect::Zola, markup, ..Reading::default() };
    document::parse(body, reading).text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_example_of_the_specifications_shows_its_words() {
    let Some(folder) = suites() else {
        println!("skipped: the parser's tests are not at hand");
        return;
    };
    let mut differing = Vec::new();
    let mut count = 0;
    for suite in ["spec.rs", "gfm_table.rs", "gfm_strikethrough.rs", "gfm_tasklist.rs"] {
        let Ok(source) = std::fs::read_to_string(folder.join(suite)) else { continue };
        for (original, expected) in examples(&source) {
            // Brackets in brackets are a link between notes, in whatever dialect.
            if original.contains("[[") {
                continue;
            }
            count += 1;
            let (shown, wanted) = (words(original, Markup::Markdown), words(expected, Markup::Html));
            if shown != wanted {
                differing.push(format!("{suite}\n{original}\n-- shown\n{shown}\n-- wanted\n{wanted}\n"));
            }
        }
    }
    assert!(count > 600, "only {count} examples were found");
    assert!(differing.is_empty(), "{} of {count} differ:\n{}", differing.len(), differing.join("\n"));
}
