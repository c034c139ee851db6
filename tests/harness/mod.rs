//! The whole reader without a terminal: an app, a world in memory that answers at once, a screen of cells.
//! Scripts in `tests/scripts` are transcripts: `FOLIO_BLESS=1 cargo test --test suite harness` writes them anew.

mod laws;
mod minutes;
mod monkey;
mod pictures;
mod script;
mod world;

use std::path::{Path, PathBuf};

use script::Script;

#[test]
fn transcripts_are_as_they_were() {
    let mut changed = Vec::new();
    for path in scripts() {
        let written = std::fs::read_to_string(&path).unwrap();
        let played = Script::parse(&written).play();
        if played == written {
            continue;
        }
        if std::env::var_os("FOLIO_BLESS").is_some() {
            std::fs::write(&path, &played).unwrap();
        } else {
            changed.push(format!("{}\n{}", path.display(), first_difference(&written, &played)));
        }
    }
    assert!(changed.is_empty(), "{}\nFOLIO_BLESS=1 accepts what is meant to be so", changed.join("\n"));
}

fn scripts() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scripts");
    let mut scripts: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    scripts.sort();
    assert!(!scripts.is_empty());
    scripts
}

fn first_difference(written: &str, played: &str) -> String {
    let same = written.lines().zip(played.lines()).take_while(|(a, b)| a == b).count();
    let around = |text: &str| text.lines().skip(same.saturating_sub(3)).take(12).collect::<Vec<_>>().join("\n");
    format!("line {}\n--- written\n{}\n--- played\n{}", same + 1, around(written), around(played))
}
