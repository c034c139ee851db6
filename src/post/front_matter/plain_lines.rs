//! Heads of plain lines: Pelican and MultiMarkdown headers, Franklin's `@def`, Nikola's comment, TOML that is none.

use std::borrow::Cow;

use super::directive::{is_silent, posted};
use super::docinfo::{field, is_comment};
use super::{Map, Value};

/// `Key: value` lines; indented lines go on with the value. Values are text as they stand (Python-Markdown's rule).
pub(super) fn header(source: &str) -> Map<'_> {
    let mut map = Map::default();
    // All lines of a head may have four blanks before them.
    let is_indented = source.lines().all(|line| line.starts_with("    "));
    for line in source.lines() {
        let line = line.get(if is_indented { 4 } else { 0 }..).unwrap_or(line).trim_end();
        if line.starts_with("    ") || line.starts_with('\t') {
            if let Some((_, value)) = map.0.last_mut() {
                go_on(value, line.trim());
            }
        } else if let Some((key, value)) = line.split_once(':') {
            map.0.push((Cow::Borrowed(key.trim()), text(value)));
        }
    }
    map
}

/// A title with lines around it, and `:key: value` fields; indented lines go on with the value. Fields below a directive that
/// makes a post of the page are its options.
pub(super) fn fields(source: &str) -> Map<'_> {
    let mut map = Map::default();
    let (mut in_comment, mut in_post) = (false, false);
    for line in source.lines().map(str::trim_end).filter(|line| !line.is_empty()) {
        let is_rule = line.chars().all(|c| c.is_ascii_punctuation());
        in_comment = is_comment(line) || in_comment && line.starts_with([' ', '\t']);
        if let Some(day) = posted(line) {
            in_post = true;
            map.0.push((Cow::Borrowed("blogpost"), Value::Bool(true)));
            map.0.extend(Some((Cow::Borrowed("date"), text(day))).filter(|_| !day.is_empty()));
            continue;
        }
        match field(if in_post { line.trim_start() } else { line }) {
            Some((key, value)) => map.0.push((Cow::Borrowed(key), text(value))),
            None if is_rule || in_comment || is_silent(line) => {}
            None if line.starts_with([' ', '\t']) && !map.0.is_empty() => {
                if let Some((_, value)) = map.0.last_mut() {
                    go_on(value, line.trim());
                }
            }
            // A second title is none of the post.
            None if map.exact("title").is_some() => {}
            // The marks of emphasis are no part of a title.
            None => {
                let title = line.trim_start_matches("# ").trim().replace(['*', '`'], "");
                map.0.push((Cow::Borrowed("title"), Value::Text(Cow::Owned(title))));
            }
        }
    }
    map
}

/// A further line of a value: Pelican makes a list of them, which reads as one text parted by blanks.
fn go_on<'a>(value: &mut Value<'a>, line: &'a str) {
    *value = match std::mem::take(value) {
        Value::Text(before) => Value::Text(Cow::Owned(format!("{before} {line}"))),
        _ => text(line),
    };
}

/// `@def key = value` and bare `key = value` lines: quoted text, lists of it, Julia's `Date(2013, 3, 5)`.
pub(super) fn assignments(source: &str) -> Map<'_> {
    let entries = source.lines().filter_map(|line| {
        let (key, value) = line.strip_prefix("@def ").unwrap_or(line).split_once('=')?;
        Some((Cow::Borrowed(key.trim()), assigned(value.trim().trim_end_matches(';').trim_end())))
    });
    Map(entries.filter(|(key, _)| !key.is_empty()).collect())
}

fn assigned(value: &str) -> Value<'_> {
    match value {
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        "" | "nothing" => Value::Null,
        _ => match value.strip_prefix('[').and_then(|inner| inner.strip_suffix(']')) {
            Some(inner) => {
                Value::List(inner.split(',').map(str::trim).filter(|item| !item.is_empty()).map(unquoted).collect())
            }
            None => unquoted(value),
        },
    }
}

/// `#+KEY: value` lines. Names are parted at blanks, under `tags`, `categories` and `aliases` and under `KEY[]`; a date
/// stands in brackets with its weekday (Hugo's `unmarshalORG`), tags of the file between colons.
pub(super) fn org(source: &str) -> Map<'_> {
    let entries = source.lines().filter_map(|line| line.strip_prefix("#+")?.split_once(':'));
    let read = entries.map(|(key, value)| {
        let (key, value) = (key.to_ascii_lowercase(), value.trim());
        let listed = key.strip_suffix("[]").map(str::to_owned);
        let names = |parted: &mut dyn Iterator<Item = &str>| {
            Value::List(parted.map(|name| Value::Text(Cow::Owned(name.to_owned()))).collect())
        };
        match listed {
            Some(key) => (key, names(&mut value.split_whitespace())),
            None if key == "filetags" => ("tags".to_owned(), names(&mut value.split(':').filter(|it| !it.is_empty()))),
            None if matches!(key.as_str(), "tags" | "categories" | "aliases") => {
                (key, names(&mut value.split_whitespace()))
            }
            None => (key, text(stamp(value).unwrap_or(value))),
        }
    });
    let mut map = Map::default();
    for (key, value) in read {
        // Names under a key that is there twice are those of both.
        match (map.0.iter_mut().find(|(own, _)| *own == key), value) {
            (Some((_, Value::List(own))), Value::List(more)) => own.extend(more),
            // A title may go on in a second line of that name.
            (Some((_, Value::Text(own))), Value::Text(more)) if key == "title" => *own = format!("{own} {more}").into(),
            (_, value) => map.0.push((Cow::Owned(key), value)),
        }
    }
    map
}

/// A title behind `= `, the authors and the edition below it, and `:key: value` lines; those of a generator have its name
/// before theirs (Asciidoctor's "Document header", jekyll-asciidoc, JBake, Awestruct).
pub(super) fn asciidoc(source: &str) -> Map<'_> {
    let mut map = Map::default();
    let (mut in_comment, mut titled) = (false, None);
    for (index, line) in source.lines().map(str::trim_end).enumerate() {
        in_comment ^= line.starts_with("////");
        match field(line) {
            _ if in_comment || line.starts_with("//") => {}
            Some((key, value)) => map.0.push(attribute(key, value)),
            None if titled.is_none() => {
                if let Some(title) = line.strip_prefix("= ") {
                    titled = Some(index);
                    // Awestruct reads a title as YAML.
                    map.0.push((Cow::Borrowed("title"), unquoted(title.trim())));
                }
            }
            None => match line.split([' ', ',']).find(|word| is_day(word)) {
                Some(day) => map.0.push((Cow::Borrowed("date"), text(day.trim_end_matches(':')))),
                None if titled.is_some_and(|title| index == title + 1) && is_authors(line) => {
                    let names = line.split(';').map(|author| text(author.split('<').next().unwrap_or(author)));
                    map.0.push((Cow::Borrowed("author"), Value::List(names.collect())));
                }
                None => {}
            },
        }
    }
    map
}

/// An attribute of AsciiDoc's head as a key of the front matter and its value.
fn attribute<'a>(key: &'a str, value: &'a str) -> (Cow<'a, str>, Value<'a>) {
    let key = ["page-", "jbake-", "awestruct-"].iter().find_map(|own| key.strip_prefix(own)).unwrap_or(key);
    let key = if key == "revdate" { "date" } else { key };
    let inner = value.trim().trim_matches(['[', ']']);
    let names = || inner.split(',').map(str::trim).filter(|name| !name.is_empty()).map(unquoted).collect();
    let value = if matches!(key, "tags" | "categories" | "authors") { Value::List(names()) } else { text(value) };
    (Cow::Borrowed(key), value)
}

fn is_day(word: &str) -> bool {
    word.len() >= 10 && word.get(4..5) == Some("-") && word.as_bytes().first().is_some_and(u8::is_ascii_digit)
}

/// Whether the line below a title of AsciiDoc names authors: up to three words each, and an address (Asciidoctor's
/// `AuthorInfoLineRx`).
pub(super) fn is_authors(line: &str) -> bool {
    let is_name = |word: &str| {
        word.starts_with(char::is_alphabetic) && word.chars().all(|c| c.is_alphanumeric() || "-'\u{2019}._".contains(c))
    };
    let is_author = |author: &str| {
        let name = author.split_once('<').filter(|(_, rest)| rest.ends_with('>')).map_or(author, |(name, _)| name);
        let words = name.split_whitespace().count();
        (1..=3).contains(&words) && name.split_whitespace().all(is_name)
    };
    line.split(';').map(str::trim).all(is_author)
}

/// The day of `<2020-01-02 Thu>` and `[2020-01-02 Thu 10:20]`.
fn stamp(value: &str) -> Option<&str> {
    let inside = value.strip_prefix(['<', '['])?.strip_suffix(['>', ']'])?;
    inside.split_whitespace().next().filter(|day| day.starts_with(|c: char| c.is_ascii_digit()))
}

/// `.. key: value` lines.
pub(super) fn dotted(source: &str) -> Map<'_> {
    let entries = source.lines().filter_map(|line| line.trim().strip_prefix(".. ")?.split_once(':'));
    Map(entries.map(|(key, value)| (Cow::Borrowed(key.trim()), text(value))).collect())
}

fn unquoted(value: &str) -> Value<'_> {
    let inner = ["\"\"\"", "\"", "'"].into_iter().find_map(|quote| value.strip_prefix(quote)?.strip_suffix(quote));
    text(inner.unwrap_or(value))
}

fn text(value: &str) -> Value<'_> {
    match value.trim() {
        "" => Value::Null,
        text => Value::Text(Cow::Borrowed(text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_keep_their_values_as_they_stand() {
        let map = header("Title: \"Quoted\": really\nTags: a, b\n    c\nDate:\n");
        assert_eq!(map.text("title"), Some("\"Quoted\": really"));
        assert_eq!(map.text("tags"), Some("a, b c"));
        assert_eq!(map.get("date"), Some(&Value::Null));
    }

    #[test]
    fn franklin_assigns() {
        let map = assignments(
            "@def title = \"A = b\"\n@def date = Date(2013, 3, 5)\n@def tags = [\"a\", \"b\"]\n@def hascode = true\n",
        );
        assert_eq!(map.text("title"), Some("A = b"));
        assert_eq!(map.text("date"), Some("Date(2013, 3, 5)"));
        assert_eq!(map.get("tags").and_then(Value::as_list).map(<[_]>::len), Some(2));
        assert_eq!(map.get("hascode"), Some(&Value::Bool(true)));
    }

    #[test]
    fn asciidoc_names_a_title_an_author_and_attributes() {
        let map = asciidoc("= A Title\nAn Author <a@b.c>\nv1, 2020-01-02\n:page-tags: [a, b c]\n:toc:\n");
        assert_eq!(
            (map.text("title"), map.text("date"), map.get("author").and_then(Value::as_list).map(<[_]>::len)),
            (Some("A Title"), Some("2020-01-02"), Some(1))
        );
        assert_eq!(map.get("tags").and_then(Value::as_list).map(<[_]>::len), Some(2));
        let map = asciidoc("= \"In quotes\"\nOne D'Or; Two <b@c.d>\n:awestruct-tags: [ \"A b\" ]\n---\n");
        assert_eq!(map.text("title"), Some("In quotes"));
        let names = Value::List(vec![text("One D'Or"), text("Two")]);
        assert_eq!(map.get("author"), Some(&names));
        assert!(!is_authors("A line of a few words that is no name") && !is_authors("---"));
    }

    #[test]
    fn nikola_hides_its_head_in_a_comment() {
        assert_eq!(dotted("\n.. title: New blog\n.. slug: new\n").text("title"), Some("New blog"));
    }
}
