//! Files of data beside posts: what they are called in templates, and what they hold (`Jekyll::DataReader`). Not where they
//! lie.

use std::borrow::Cow;

use crate::post::front_matter::{self, Map, Syntax, Value};

/// The name of a file in templates, by its path below the folder of data: `releases/stable.yml` is `releases.stable`.
pub(super) fn name(path: &str) -> String {
    let (folders, file) = path.rsplit_once('/').map_or((None, path), |(folders, file)| (Some(folders), file));
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let parts = folders.into_iter().flat_map(|folders| folders.split('/')).chain([stem]);
    parts.map(key).collect::<Vec<_>>().join(".")
}

/// A part of a name: letters, digits and strokes, blanks as `_` (`DataReader#sanitize_filename`).
pub fn key(name: &str) -> String {
    let is_kept = |c: &char| c.is_alphanumeric() || matches!(c, '_' | '-') || c.is_whitespace();
    let kept: String = name.chars().filter(is_kept).collect();
    kept.split_whitespace().collect::<Vec<_>>().join("_")
}

/// What a file holds; none where it cannot be read.
pub(super) fn read(path: &str, text: &str) -> Option<Value<'static>> {
    match path.rsplit_once('.')?.1 {
        "csv" => Some(table(text, ',')),
        "tsv" => Some(table(text, '\t')),
        "toml" => front_matter::value(text, Syntax::Toml),
        "json" => front_matter::value(text, Syntax::Json).or_else(|| front_matter::value(text, Syntax::Yaml)),
        _ => front_matter::value(text, Syntax::Yaml),
    }
}

/// The rows of a table, by the names in its first (RFC 4180).
fn table(text: &str, comma: char) -> Value<'static> {
    let mut rows = rows(text, comma).into_iter();
    let names: Vec<Cow<'static, str>> = rows.next().unwrap_or_default().into_iter().map(Cow::Owned).collect();
    let row = |row: Vec<String>| {
        let values =
            row.into_iter().map(|value| if value.is_empty() { Value::Null } else { Value::Text(value.into()) });
        Value::Map(Map(names.iter().cloned().zip(values.chain(std::iter::repeat(Value::Null))).collect()))
    };
    Value::List(rows.map(row).collect())
}

fn rows(text: &str, comma: char) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut value) = (Vec::new(), Vec::new(), String::new());
    let mut is_quoted = false;
    let mut chars = text.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if is_quoted && chars.peek() == Some(&'"') => value.extend(chars.next()),
            '"' if is_quoted || value.is_empty() => is_quoted = !is_quoted,
            c if c == comma && !is_quoted => row.push(std::mem::take(&mut value)),
            '\r' if !is_quoted && chars.peek() == Some(&'\n') => {}
            '\n' if !is_quoted => {
                row.push(std::mem::take(&mut value));
                rows.push(std::mem::take(&mut row));
            }
            c => value.push(c),
        }
    }
    if !value.is_empty() || !row.is_empty() {
        row.push(value);
        rows.push(row);
    }
    rows.retain(|row| row.iter().any(|value| !value.is_empty()));
    rows
}
