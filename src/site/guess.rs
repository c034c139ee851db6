//! What a folder without configuration is: by the names of its folders and the heads of a few of its posts.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use super::Generator;
use super::detect::Detected;
use super::rules::{is_housekeeping, is_markdown};
use crate::post::front_matter::{self, Fences, Map, Syntax, Value};
use crate::system::System;

/// Posts whose heads are read.
const SAMPLE: usize = 6;
/// Names of a folder that are looked at.
const LOOK: usize = 64;
/// Bytes of a head.
const HEAD: usize = 4096;

/// Guesses; none if it is a plain folder.
pub(super) fn guess(system: &dyn System, directory: &Path) -> Option<Detected> {
    if let Some(found) = inside_posts(directory) {
        return Some(found);
    }
    let is_dir = |name: &str| system.is_dir(directory, Path::new(name));
    let made = |generator| Some(Detected::new(directory, generator, Map::default()));
    match () {
        () if is_dir("source/_posts") => return made(Generator::Hexo),
        () if is_dir("_posts") => return made(Generator::Jekyll),
        () if is_dir("src/content") => return made(Generator::Astro),
        () => {}
    }
    if is_dir("blog") {
        let heads = sample(system, directory, Path::new("blog"));
        if heads.iter().filter(|head| head.is_truncated).count() * 3 >= heads.len().max(1) {
            return made(Generator::Docusaurus);
        }
    }
    let content = if is_dir("content") { PathBuf::from("content") } else { PathBuf::new() };
    let heads = sample(system, directory, &content);
    let most = |is: &dyn Fn(&Head) -> bool| {
        !heads.is_empty() && heads.iter().filter(|head| is(head)).count() * 2 > heads.len()
    };
    if most(&|head| head.syntax == Some(Syntax::Header)) {
        let path = Value::Text(Cow::Owned(if content.as_os_str().is_empty() { "." } else { "content" }.to_owned()));
        return Some(Detected::new(directory, Generator::Pelican, Map(vec![(Cow::Borrowed("PATH"), path)])));
    }
    if most(&|head| head.is_zola) && !content.as_os_str().is_empty() {
        return made(Generator::Zola);
    }
    None
}

/// A directory called `_posts`, or one in it, belongs to the site above.
fn inside_posts(directory: &Path) -> Option<Detected> {
    let posts = directory
        .ancestors()
        .find(|above| above.file_name().is_some_and(|name| name == "_posts" || name == "_drafts"))?;
    let above = posts.parent()?;
    let (root, generator) = match above.file_name() {
        Some(name) if name == "source" => (above.parent()?, Generator::Hexo),
        _ => (above, Generator::Jekyll),
    };
    Some(Detected::new(root, generator, Map::default()))
}

/// What the head of a post shows.
struct Head {
    syntax: Option<Syntax>,
    is_zola: bool,
    /// Whether Docusaurus' mark ends its summary.
    is_truncated: bool,
}

/// The heads of the first posts in a folder and the folders in it.
fn sample(system: &dyn System, root: &Path, content: &Path) -> Vec<Head> {
    let mut open = vec![content.to_path_buf()];
    let mut heads = Vec::new();
    let mut seen = 0;
    while let Some(directory) = open.pop() {
        for name in system.first_names(root, &directory, LOOK) {
            let path = directory.join(&name);
            let is_shown = !name.to_string_lossy().starts_with(['.', '_']);
            if is_shown && is_markdown(&path) && !is_housekeeping(&path) {
                heads.extend(head(system, root, &path));
            } else if is_shown && seen < 16 && path.components().count() < 5 && system.is_dir(root, &path) {
                seen += 1;
                open.push(path);
            }
            if heads.len() >= SAMPLE {
                return heads;
            }
        }
    }
    heads
}

fn head(system: &dyn System, root: &Path, path: &Path) -> Option<Head> {
    let file = system.read(root, path, HEAD).ok()?;
    let text = String::from_utf8_lossy(&file.bytes);
    let front = front_matter::read(&text, Fences::Yaml);
    let zola_keys = ["taxonomies", "extra", "template", "path"];
    let is_zola = front.syntax == Some(Syntax::Toml) && zola_keys.iter().any(|key| front.values.exact(key).is_some());
    let is_truncated =
        ["<!--truncate-->", "<!-- truncate -->", "{/* truncate */}"].iter().any(|mark| text.contains(mark));
    Some(Head { syntax: front.syntax, is_zola, is_truncated })
}
