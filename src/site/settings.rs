//! A site's configuration, read within a cap: YAML, TOML, JSON.
//!
//! Nothing in it is ever run.

use std::borrow::Cow;
use std::path::Path;

use crate::post::front_matter::{Map, Value, parse_json, parse_toml, yaml};
use crate::system::System;

/// Bytes of the largest configuration that is read.
const LARGEST: usize = 256 * 1024;
/// Files of a configuration folder that are read.
const MOST_FILES: usize = 256;
/// Maps nested deeper replace each other.
const DEEPEST: usize = 8;

/// The text of a file below the root; none if it is not there or no UTF-8.
pub(super) fn text(system: &dyn System, root: &Path, file: &str) -> Option<String> {
    let file = Path::new(file);
    if !system.is_file(root, file) {
        return None;
    }
    let bytes = system.read(root, file, LARGEST).ok()?.bytes;
    String::from_utf8(bytes).ok().map(|text| text.trim_start_matches('\u{feff}').to_owned())
}

/// The first of these files that is there, parsed by its extension; none if none is or it is no map.
pub(super) fn read(system: &dyn System, root: &Path, files: &[&str]) -> Option<Map<'static>> {
    let (file, text) = files.iter().find_map(|file| Some((*file, text(system, root, file)?)))?;
    let value = match file.rsplit_once('.').map(|(_, extension)| extension) {
        Some("toml") => parse_toml(&text),
        Some("json") => parse_json(&text),
        _ => yaml::parse(&text),
    };
    match value {
        Some(Value::Map(map)) => Some(map),
        _ => None,
    }
}

/// A Hugo configuration with what its folders `config/_default` and `config/production` say: the files `hugo` and `config`
/// hold settings, any other the one that it is named after, `languages.en` that of a language.
pub(super) fn with_folders(system: &dyn System, root: &Path, mut settings: Map<'static>) -> Map<'static> {
    for folder in ["config/_default", "config/production"] {
        for name in system.names(root, Path::new(folder)).into_iter().take(MOST_FILES) {
            let name = name.to_string_lossy();
            let Some((stem, "toml" | "yaml" | "yml" | "json")) = name.rsplit_once('.') else { continue };
            let Some(found) = read(system, root, &[&format!("{folder}/{name}")]) else { continue };
            let found = match stem.split_once('.') {
                None if matches!(stem, "hugo" | "config") => found,
                None => under(stem, found),
                Some(("languages", language)) => under("languages", under(language, found)),
                Some(_) => continue,
            };
            merge(&mut settings, found, 0);
        }
    }
    settings
}

/// A map of one key.
fn under(key: &str, map: Map<'static>) -> Map<'static> {
    Map(vec![(Cow::Owned(key.to_owned()), Value::Map(map))])
}

/// Adds `other`, whose values hold where both have some; maps are merged down to a depth that settings have.
fn merge(map: &mut Map<'static>, other: Map<'static>, depth: usize) {
    for (key, value) in other.0 {
        let own = map.0.iter_mut().find(|(own, _)| own.eq_ignore_ascii_case(&key)).map(|(_, own)| own);
        match (own, value) {
            (Some(Value::Map(own)), Value::Map(other)) if depth < DEEPEST => merge(own, other, depth + 1),
            (Some(own), value) => *own = value,
            (None, value) => map.0.push((key, value)),
        }
    }
}
