//! A site's configuration, read within a cap: YAML, TOML, JSON, and the plain assignments of Python files.
//!
//! Nothing in it is ever run.

use std::borrow::Cow;
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

/// `NAME = 'text'`, `NAME = True` and `NAME = ['a', 'b']` lines of a Python file; anything else is left out.
pub(super) fn python(source: &str) -> Map<'static> {
    let mut map = Map::default();
    let mut open: Option<(String, String)> = None;
    for line in source.lines() {
        if let Some((name, mut value)) = open.take() {
            value.push(' ');
            value.push_str(without_comment(line));
            open = close(&mut map, name, value);
            continue;
        }
        let Some((name, value)) = line.split_once('=') else { continue };
        let is_name = !name.is_empty()
            && name.trim_end().bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_');
        if is_name {
            open = close(&mut map, name.trim_end().to_owned(), without_comment(value).to_owned());
        }
    }
    map
}

/// Takes in an assignment whose brackets are closed; gives back one that goes on.
fn close(map: &mut Map<'static>, name: String, value: String) -> Option<(String, String)> {
    let depth = |open: char, close: char| value.matches(open).count() > value.matches(close).count();
    if (depth('[', ']') || depth('(', ')') || depth('{', '}')) && value.len() < 16 * 1024 {
        return Some((name, value));
    }
    map.0.extend(literal(&value).map(|value| (Cow::Owned(name), value)));
    None
}

fn without_comment(line: &str) -> &str {
    match line.find(" #") {
        Some(at) if line.get(..at).is_some_and(|before| before.matches(['"', '\'']).count() % 2 == 0) => {
            line.get(..at).unwrap_or(line)
        }
        _ => line,
    }
}

/// A literal of Python: text, number, truth, or a list of texts.
fn literal(value: &str) -> Option<Value<'static>> {
    let value = value.trim();
    let own = |text: &str| Value::Text(Cow::Owned(text.to_owned()));
    match value {
        "True" => return Some(Value::Bool(true)),
        "False" => return Some(Value::Bool(false)),
        "None" => return Some(Value::Null),
        _ => {}
    }
    if let Some(text) = quoted(value) {
        return Some(own(text));
    }
    if value.starts_with(['[', '(']) {
        let inner = value.trim_matches(['[', ']', '(', ')']);
        return Some(Value::List(inner.split(',').filter_map(|item| quoted(item.trim())).map(own).collect()));
    }
    // A map of Python is one of JSON but for its quotes and its last comma.
    if value.starts_with('{') {
        return yaml::parse(&value.replace("True", "true").replace("False", "false"));
    }
    value.parse::<i64>().ok().map(|number| Value::Number(Cow::Owned(number.to_string())))
}

fn quoted(value: &str) -> Option<&str> {
    let value = value.trim_start_matches(['u', 'r']);
    let inner = ["'", "\""].into_iter().find_map(|quote| value.strip_prefix(quote)?.strip_suffix(quote))?;
    (!inner.contains(['\'', '"'])).then_some(inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn python_is_read_as_text() {
        let map = python(
            "AUTHOR = u'Ann'\nTIMEZONE = \"Asia/Tokyo\" # here\nUSE = True\nPAGE_PATHS = ['a',\n  'b']\nX = os.getenv('y')\nN = 3\nEXTRA = {'a': {'path': 'b'},\n}\n",
        );
        assert_eq!(map.text("author"), Some("Ann"));
        assert_eq!(map.text("timezone"), Some("Asia/Tokyo"));
        assert_eq!(map.get("use"), Some(&Value::Bool(true)));
        assert_eq!(map.get("pagepaths").and_then(Value::as_list).map(<[_]>::len), Some(2));
        assert_eq!(map.get("x"), None);
        assert_eq!(map.at(&["extra", "a", "path"]).and_then(Value::as_text), Some("b"));
    }
}
