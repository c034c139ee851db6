//! The laws of a page on real posts, where a folder of them is at hand.

use std::path::{Path, PathBuf};

use folio::document;
use folio::layout::Metrics;
use folio::template::Dialect;

/// Every so many-th post is taken: the whole is for a patient machine (`FOLIO_CORPORA_STRIDE=1`).
const STRIDE: usize = 97;
/// Larger posts take their time in an unoptimised build.
const MOST_BYTES: u64 = 100_000;

fn corpora() -> PathBuf {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/corpora");
    std::env::var_os("FOLIO_CORPORA").map_or_else(|| PathBuf::from(beside), PathBuf::from)
}

fn gather(folder: &Path, posts: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        let kind = std::fs::symlink_metadata(&path).unwrap();
        let is_post = path.extension().is_some_and(|extension| extension == "md" || extension == "html");
        if kind.is_dir() {
            gather(&path, posts);
        } else if kind.is_file() && is_post && kind.len() < MOST_BYTES {
            posts.push(path);
        }
    }
}

#[test]
fn real_posts_keep_the_laws() {
    let folder = corpora();
    if !folder.is_dir() {
        println!("skipped: no posts at {}", folder.display());
        return;
    }
    let mut posts = Vec::new();
    gather(&folder, &mut posts);
    let stride = std::env::var("FOLIO_CORPORA_STRIDE").ok().and_then(|stride| stride.parse().ok()).unwrap_or(STRIDE);
    for path in posts.iter().step_by(stride) {
        let Ok(body) = std::fs::read_to_string(path) else { continue };
        let document = document::parse(&body, Dialect::Plain);
        for width in [1, 7, 30, 72] {
            println!("{} at {width}", path.display());
            super::laws::check(&document, &Metrics::at(width));
        }
    }
}
