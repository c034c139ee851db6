//! What a script imports from other files of its site: `import { SITE } from "./src/config"`, `require("./config.json")`.
//!
//! Reads files below the site's root alone, within bounds. Knows no packages, and runs nothing.

use std::path::{Component, Path, PathBuf};

use super::{object, script, settings};
use crate::system::System;

/// Files that a configuration imports, and those import, that are read.
const MOST: usize = 32;
/// Imports of one file that are looked at.
const MOST_IMPORTS: usize = 128;
/// Bytes before a `require` in which the name stands that it is for.
const NAME_BEFORE: usize = 240;

/// Which part of a file an import takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// All that it exports, by name.
    Whole,
    /// What it exports by default.
    Default,
    /// One of its exports.
    Named(String),
}

/// A name that stands for a part of another file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Import {
    /// The name in the script; `*` for all names that it passes on.
    pub local: String,
    pub part: Part,
    /// Which of the sources the file is.
    pub source: usize,
}

/// A script or a file of data, and what it imports.
#[derive(Debug)]
pub(super) struct Source {
    /// Without comments, where it is a script.
    pub text: String,
    /// Whether it is data.
    pub is_data: bool,
    pub imports: Vec<Import>,
}

/// A script that stands in `file`, and all that it imports, itself first.
pub(super) fn sources(system: &dyn System, root: &Path, file: &Path, text: &str) -> Vec<Source> {
    let own = Source { text: plain(text), is_data: false, imports: Vec::new() };
    let (mut found, mut paths) = (vec![own], vec![file.to_path_buf()]);
    let mut next = 0;
    while let Some(source) = found.get(next) {
        let folder = paths.get(next).and_then(|path| path.parent()).unwrap_or(Path::new("")).to_path_buf();
        let written = if source.is_data { Vec::new() } else { written(&source.text) };
        let mut imports = Vec::new();
        for (locals, from) in written {
            let Some((path, text)) = target(system, root, &folder, &from) else { continue };
            let at = paths.iter().position(|known| *known == path);
            if at.is_none() && paths.len() >= MOST {
                continue;
            }
            let source = at.unwrap_or(paths.len());
            if at.is_none() {
                let is_data = path.extension().is_some_and(|extension| extension == "json");
                let text = if is_data { text } else { plain(&text) };
                found.push(Source { text, is_data, imports: Vec::new() });
                paths.push(path);
            }
            imports.extend(locals.into_iter().map(|(local, part)| Import { local, part, source }));
        }
        if let Some(source) = found.get_mut(next) {
            source.imports = imports;
        }
        next += 1;
    }
    found
}

/// A script without comments, and without the signs that make no difference to what is there (`a?.b`).
fn plain(source: &str) -> String {
    object::uncommented(source).replace("?.", ".")
}

/// Names of a script and the parts that they stand for, with the file as it is written.
type Written = (Vec<(String, Part)>, String);

fn written(source: &str) -> Vec<Written> {
    let statements = source.match_indices("from").take(MOST_IMPORTS).filter_map(|(at, word)| {
        let (from, _) = script::quoted(source.get(at + word.len()..)?.trim_start())?;
        let before = source.get(..at)?;
        let start = ["import", "export"].iter().filter_map(|word| Some(before.rfind(word)? + word.len())).max()?;
        let clause = before.get(start..)?.trim();
        (!clause.contains(['"', '\'', ';', '='])).then(|| (names(clause), from.to_owned()))
    });
    let calls = ["require(", "import("].into_iter().flat_map(|call| {
        source.match_indices(call).take(MOST_IMPORTS).filter_map(move |(at, _)| {
            let (from, behind) = script::quoted(source.get(at + call.len()..)?.trim_start())?;
            let property = behind.trim_start().strip_prefix(')')?.trim_start().strip_prefix('.');
            let property = property.map(|rest| rest.split(|c: char| !is_of_name(c)).next().unwrap_or_default());
            Some((required(source.get(..at)?, property), from.to_owned()))
        })
    });
    statements.chain(calls).collect()
}

/// Whether a character may stand in a name.
pub(super) fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

/// The names of `a, { b, c as d }`, `* as e`.
fn names(clause: &str) -> Vec<(String, Part)> {
    let clause = clause.strip_prefix("type ").unwrap_or(clause);
    let (first, braced) = clause.split_once('{').unwrap_or((clause, ""));
    let mut found: Vec<(String, Part)> = first
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(|name| match name.strip_prefix('*') {
            Some(rest) => (rest.trim_start().strip_prefix("as ").unwrap_or("*").trim().to_owned(), Part::Whole),
            None => (name.to_owned(), Part::Default),
        })
        .collect();
    found.extend(listed(braced.split('}').next().unwrap_or_default(), " as "));
    found
}

/// The names between braces, each with another one behind `mark` or not.
fn listed(braced: &str, mark: &str) -> Vec<(String, Part)> {
    let pairs = braced.split(',').map(str::trim).filter(|pair| !pair.is_empty());
    let pair = |pair: &str| {
        let (exported, local) = pair.split_once(mark).unwrap_or((pair, pair));
        let exported = exported.trim();
        let part = if exported == "default" { Part::Default } else { Part::Named(exported.to_owned()) };
        (local.trim().to_owned(), part)
    };
    pairs.map(pair).collect()
}

/// The names that `const a = `, `const { b, c: d } = ` before a call give to what it reads.
fn required(before: &str, property: Option<&str>) -> Vec<(String, Part)> {
    let start = (before.len().saturating_sub(NAME_BEFORE)..=before.len()).find(|at| before.is_char_boundary(*at));
    let near = before.get(start.unwrap_or_default()..).unwrap_or_default();
    let near = near.rsplit(';').next().unwrap_or(near);
    let word = ["const ", "let ", "var "].iter().filter_map(|word| Some(near.rfind(word)? + word.len())).max();
    let Some((name, rest)) = word.and_then(|at| near.get(at..)?.rsplit_once('=')) else { return Vec::new() };
    if !matches!(rest.trim().trim_start_matches('('), "" | "await") {
        return Vec::new();
    }
    match (name.trim().strip_prefix('{'), property) {
        (Some(braced), _) => listed(braced.trim_end().trim_end_matches('}'), ":"),
        (None, Some(property)) => vec![(name.trim().to_owned(), Part::Named(property.to_owned()))],
        (None, None) => vec![(name.trim().to_owned(), Part::Default)],
    }
}

/// The file that an import names, and its text. Endings may be left out, and TypeScript's are written as JavaScript's.
fn target(system: &dyn System, root: &Path, folder: &Path, from: &str) -> Option<(PathBuf, String)> {
    const ENDS: [&str; 13] = [
        "",
        ".ts",
        ".js",
        ".mjs",
        ".mts",
        ".cjs",
        ".cts",
        ".json",
        ".tsx",
        "/index.ts",
        "/index.js",
        "/index.mjs",
        "/index.json",
    ];
    // Names for folders of the sources, by custom of starters.
    let folders: Vec<PathBuf> = match from.strip_prefix("@/").or_else(|| from.strip_prefix("~/")) {
        Some(rest) => ["src", ""].iter().map(|folder| Path::new(folder).join(rest)).collect(),
        None if from.starts_with('.') => vec![folder.join(from)],
        None if from.starts_with("src/") => vec![PathBuf::from(from)],
        None => return None,
    };
    let plain = folders.into_iter().filter_map(|path| within(&path));
    plain.into_iter().find_map(|path| {
        let written = path.to_string_lossy().into_owned();
        let typed = written.strip_suffix(".js").map(|stem| format!("{stem}.ts"));
        let ways = ENDS.iter().map(|end| format!("{written}{end}")).chain(typed);
        ways.into_iter().find_map(|path| Some((PathBuf::from(&path), settings::text(system, root, &path)?)))
    })
}

/// A path without `.` and `..`; none if it leads out of the site.
fn within(path: &Path) -> Option<PathBuf> {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop().then_some(())?;
            }
            Component::Normal(name) => plain.push(name),
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ways_to_import_are_read() {
        let named = |name: &str| Part::Named(name.to_owned());
        let source = "import a, { b, c as d } from './one'\nimport * as e from \"../two\";\nconst f = require('./f.json');\nconst { g, h: i } = require('./g')\nlet j = await import('./j').then\nconst k = require('./k').l\nexport * from './m'\nimport './n'; use(require('./o'))";
        let found = written(source);
        let want = [
            (vec![("a", Part::Default), ("b", named("b")), ("d", named("c"))], "./one"),
            (vec![("e", Part::Whole)], "../two"),
            (vec![("*", Part::Whole)], "./m"),
            (vec![("f", Part::Default)], "./f.json"),
            (vec![("g", named("g")), ("i", named("h"))], "./g"),
            (vec![("k", named("l"))], "./k"),
            (vec![], "./o"),
            (vec![("j", named("then"))], "./j"),
        ];
        let want: Vec<Written> = want
            .into_iter()
            .map(|(names, from)| (names.into_iter().map(|(name, part)| (name.to_owned(), part)).collect(), from.into()))
            .collect();
        assert_eq!(found, want);
        assert_eq!(within(Path::new("a/../../b")), None);
        assert_eq!(within(Path::new("a/./../b")), Some(PathBuf::from("b")));
    }
}
