//! A site's configuration, read within a cap: YAML, TOML, JSON.
//!
//! Nothing in it is ever run.

use std::path::Path;

use crate::post::front_matter::{Map, Value, parse_json, parse_toml, yaml};
use crate::system::System;

/// Bytes of the largest configuration that is read.
const LARGEST: usize = 256 * 1024;

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
