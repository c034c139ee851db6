//! A site's configuration, read within a cap: YAML, TOML, JSON. What is broken is repaired as the head of a post is.
//!
//! Nothing in it is ever run.

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::post::front_matter::{self, Map, Problem, Syntax, Value};
use crate::post::{Code, Diagnostic};
use crate::system::System;
use crate::text::decode::{Extent, decode};

/// Bytes of the largest configuration that is read.
const LARGEST: usize = 256 * 1024;
/// Files of a configuration folder that are read.
const MOST_FILES: usize = 256;
/// Bytes of all files of configuration folders together.
const LARGEST_FOLDERS: usize = 4 << 20;
/// Items of a list.
const MOST_ITEMS: usize = 1_024;
/// Maps nested deeper replace each other.
const DEEPEST: usize = 8;

/// The text of a file below the root, whatever its encoding; none if it is not there or no text.
pub(super) fn text(system: &dyn System, root: &Path, file: &str) -> Option<String> {
    let file = Path::new(file);
    if !system.is_file(root, file) {
        return None;
    }
    let bytes = system.read(root, file, LARGEST).ok()?.bytes;
    Some(decode(&bytes, Extent::Head).text.into_owned())
}

/// The first of these files that is there, parsed by its extension; none if none is or it is no map.
pub(super) fn read(system: &dyn System, root: &Path, files: &[&str]) -> Option<Map<'static>> {
    let (file, text) = first(system, root, files)?;
    parsed(file, &text, &mut Vec::new())
}

/// What is wrong with the first of these files that is there, and with those of configuration folders.
pub(super) fn problems(
    system: &dyn System,
    root: &Path,
    files: &[&str],
    has_folders: bool,
) -> Vec<(PathBuf, Diagnostic)> {
    let own = first(system, root, files).map(|(file, text)| (file.to_owned(), text));
    let folders = if has_folders { of_folders(system, root) } else { Vec::new() };
    let more = folders.into_iter().filter_map(|file| text(system, root, &file).map(|text| (file, text)));
    let told = |(file, text): (String, String)| {
        let mut problems = Vec::new();
        parsed(&file, &text, &mut problems);
        let problem = problems.into_iter().next()?;
        let problem = Problem { code: Code::SettingsRepaired, ..problem }.in_file(0);
        Some((PathBuf::from(file), problem))
    };
    own.into_iter().chain(more).filter_map(told).collect()
}

fn first<'f>(system: &dyn System, root: &Path, files: &[&'f str]) -> Option<(&'f str, String)> {
    files.iter().find_map(|file| Some((*file, text(system, root, file)?)))
}

fn parsed(file: &str, text: &str, problems: &mut Vec<Problem>) -> Option<Map<'static>> {
    let syntax = match file.rsplit_once('.').map(|(_, extension)| extension) {
        Some("toml") => Syntax::Toml,
        Some("json") => Syntax::Json,
        _ => Syntax::Yaml,
    };
    let mut map = front_matter::data(text, syntax, problems)?;
    shorten(&mut map);
    Some(map)
}

/// Leaves out what is beyond [`MOST_ITEMS`] in each list: what lists name is asked of every file.
fn shorten(map: &mut Map<'static>) {
    let mut waiting: Vec<&mut Value<'static>> = map.0.iter_mut().map(|(_, value)| value).collect();
    while let Some(value) = waiting.pop() {
        match value {
            Value::List(items) => {
                items.truncate(MOST_ITEMS);
                waiting.extend(items);
            }
            Value::Map(map) => waiting.extend(map.0.iter_mut().map(|(_, value)| value)),
            _ => {}
        }
    }
}

/// A Hugo configuration with what its folders `config/_default` and `config/production` say: the files `hugo` and `config`
/// hold settings, any other the one that it is named after, `languages.en` that of a language.
pub(super) fn with_folders(system: &dyn System, root: &Path, mut settings: Map<'static>) -> Map<'static> {
    let mut left = LARGEST_FOLDERS;
    for file in of_folders(system, root) {
        let name = file.rsplit('/').next().unwrap_or_default();
        let Some((stem, _)) = name.rsplit_once('.') else { continue };
        let Some(text) = text(system, root, &file) else { continue };
        let Some(rest) = left.checked_sub(text.len()) else { break };
        left = rest;
        let Some(found) = parsed(&file, &text, &mut Vec::new()) else { continue };
        let found = match stem.split_once('.') {
            None if matches!(stem, "hugo" | "config") => found,
            None => under(stem, found),
            Some(("languages", language)) => under("languages", under(language, found)),
            Some(_) => continue,
        };
        merge(&mut settings, found, 0);
    }
    settings
}

/// The files of Hugo's configuration folders, those that hold over others last.
fn of_folders(system: &dyn System, root: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for folder in ["config/_default", "config/production"] {
        let names = system.names(root, Path::new(folder)).into_iter().take(MOST_FILES);
        let names = names.map(|name| format!("{folder}/{}", name.to_string_lossy()));
        let is_data = |name: &String| [".toml", ".yaml", ".yml", ".json"].iter().any(|ending| name.ends_with(ending));
        found.extend(names.filter(is_data));
    }
    found
}

/// A map of one key.
fn under(key: &str, map: Map<'static>) -> Map<'static> {
    Map(vec![(Cow::Owned(key.to_owned()), Value::Map(map))])
}

/// Adds `other`, whose values hold where both have some; maps are merged down to a depth that settings have.
fn merge(map: &mut Map<'static>, other: Map<'static>, depth: usize) {
    let mut places = HashMap::new();
    for (at, (key, _)) in map.0.iter().enumerate() {
        places.entry(key.to_ascii_lowercase()).or_insert(at);
    }
    for (key, value) in other.0 {
        let place = *places.entry(key.to_ascii_lowercase()).or_insert(map.0.len());
        match (map.0.get_mut(place).map(|(_, own)| own), value) {
            (Some(Value::Map(own)), Value::Map(other)) if depth < DEEPEST => merge(own, other, depth + 1),
            (Some(own), value) => *own = value,
            (None, value) => map.0.push((key, value)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::system::memory::MemorySystem;

    fn settings(name: &str, source: &[u8]) -> Map<'static> {
        let files = [(PathBuf::from(name), source.to_vec())].into();
        let system = MemorySystem { files, ..MemorySystem::default() };
        read(&system, Path::new(""), &[name]).unwrap()
    }

    #[test]
    fn a_broken_line_costs_its_own_setting() {
        for (name, source) in [
            ("_config.yml", "title: One: two\nurl: https://a.example\ndefaults:\n  - values: {layout: post}\n"),
            ("hugo.toml", "title = \"One\nurl = \"https://a.example\"\n"),
            ("config.json", "{\"url\": \"https://a.example\", title: 'One',}"),
        ] {
            let settings = settings(name, source.as_bytes());
            assert_eq!(settings.text("url"), Some("https://a.example"), "{name}");
        }
    }

    #[test]
    fn folders_of_large_files_are_merged_in_time_in_proportion_to_them() {
        let keys = |name: &str| (0..9_000).map(|number| format!("{name}Key{number}: 1\n")).collect::<String>();
        let names = ["params.yaml", "params.yml", "params.json"];
        let files = names.map(|name| (format!("config/_default/{name}"), keys(name.split_once('.').unwrap().1)));
        let system = MemorySystem::with_files(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
        let merged = with_folders(&system, Path::new(""), Map::default());
        assert_eq!(merged.at(&["params"]).and_then(Value::as_map).map(|params| params.0.len()), Some(18_000));
        assert!(merged.at(&["params", "ymlkey8999"]).is_some());
    }

    #[test]
    fn a_list_of_thousands_is_none_of_a_configuration() {
        let items = (0..5_000).map(|number| format!("- p{number}*\n")).collect::<String>();
        let settings = settings("_config.yml", format!("exclude:\n{items}").as_bytes());
        assert_eq!(settings.get("exclude").and_then(Value::as_list).map(<[_]>::len), Some(MOST_ITEMS));
    }

    #[test]
    fn the_first_document_of_a_file_holds() {
        let settings = settings("_config.yml", b"---\ntitle: A\n---\ntitle: B\n");
        assert_eq!(settings.text("title"), Some("A"));
    }

    #[test]
    fn an_old_encoding_loses_no_setting() {
        let settings = settings("_config.yml", b"title: Caf\xe9\nurl: https://a.example\n");
        assert_eq!((settings.text("title"), settings.text("url")), (Some("Café"), Some("https://a.example")));
    }
}
