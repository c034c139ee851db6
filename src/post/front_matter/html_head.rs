//! The head of an article in HTML: `<title>`, and `<meta name="…" content="…">` (Pelican's `HTMLReader`).
//!
//! Reads as far as `<body>`; knows no other element, and decodes the entities that a title has later.

use std::borrow::Cow;
use std::ops::Range;

use super::{Map, Value};

/// Bytes in which a head ends.
const LARGEST: usize = 64 * 1024;

/// What the head says, where it stands, and where the body starts; none if this is no page of HTML.
pub(super) fn read(text: &str) -> Option<(Map<'_>, Range<usize>, usize)> {
    let start = text.len() - text.trim_start().len();
    let is_page = ["<html", "<!doctype", "<head", "<?xml"]
        .iter()
        .any(|mark| text.get(start..start + mark.len()).is_some_and(|own| own.eq_ignore_ascii_case(mark)));
    let limit = (0..=LARGEST.min(text.len())).rev().find(|end| text.is_char_boundary(*end))?;
    let mut map = Map::default();
    let mut at = start;
    while let Some(open) = text.get(at..limit).filter(|_| is_page)?.find('<').map(|open| at + open) {
        let name: String = text.get(open + 1..)?.chars().take_while(char::is_ascii_alphanumeric).collect();
        let (attributes, end) = attributes(text, open + 1 + name.len());
        let get = |key: &str| attributes.iter().find(|(own, _)| own.eq_ignore_ascii_case(key)).map(|(_, value)| *value);
        at = end;
        match name.to_ascii_lowercase().as_str() {
            "body" => return Some((map, start..open, end)),
            "title" => {
                let length = text.get(end..)?.find('<')?;
                map.0.push((Cow::Borrowed("title"), Value::Text(Cow::Borrowed(text.get(end..end + length)?.trim()))));
            }
            "html" => map.0.extend(get("lang").map(|lang| (Cow::Borrowed("lang"), Value::Text(Cow::Borrowed(lang))))),
            "meta" => {
                let content = get("content").or_else(|| get("contents")).unwrap_or_default();
                let name = get("name").map(|name| if name.eq_ignore_ascii_case("keywords") { "tags" } else { name });
                map.0.extend(name.map(|name| (Cow::Borrowed(name), Value::Text(Cow::Borrowed(content)))));
            }
            _ => {}
        }
    }
    None
}

/// The attributes of the tag whose name ends at `at`, and where the tag ends.
fn attributes(text: &str, at: usize) -> (Vec<(&str, &str)>, usize) {
    let mut found = Vec::new();
    let mut rest = text.get(at..).unwrap_or_default();
    loop {
        rest = rest.trim_start_matches([' ', '\t', '\r', '\n', '/']);
        let length = rest.find(['=', '>', ' ', '\t', '\r', '\n', '/']).unwrap_or(rest.len());
        let (name, behind) = rest.split_at_checked(length).unwrap_or((rest, ""));
        let assigned = behind.trim_start().strip_prefix('=').map(str::trim_start);
        match assigned {
            Some(value) => {
                let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
                let inner = value.get(quote.map_or(0, char::len_utf8)..).unwrap_or_default();
                let end = match quote {
                    Some(quote) => inner.find(quote),
                    None => inner.find(['>', ' ', '\t', '\r', '\n']),
                };
                let (value, behind) = inner.split_at_checked(end.unwrap_or(inner.len())).unwrap_or((inner, ""));
                found.push((name, value));
                rest = behind.get(quote.map_or(0, char::len_utf8)..).unwrap_or_default();
            }
            None if name.is_empty() => {
                let closed = rest.strip_prefix(['>', '=']).unwrap_or(rest);
                return (found, text.len() - closed.len());
            }
            None => rest = behind,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_of_html_says_what_its_elements_say() {
        let text = "<!DOCTYPE html>\n<html lang=\"de\"><head>\n<title> One &amp; two </title>\n\
                    <meta name=\"date\" content='2012-07-09 22:28' />\n<META NAME=keywords CONTENT=\"a, b\">\n\
                    <meta charset=utf-8></head><body class=\"x\">\nText.</body>";
        let (map, _, body) = read(text).unwrap();
        assert_eq!(map.text("title"), Some("One &amp; two"));
        assert_eq!((map.text("date"), map.text("tags")), (Some("2012-07-09 22:28"), Some("a, b")));
        assert_eq!(map.text("lang"), Some("de"));
        assert_eq!(&text[body..], "\nText.</body>");
        for other in ["", "<p>x</p>", "text", "<html>", "<html><head><title>x", "<html><meta name=\"", "<html ="] {
            assert!(read(other).is_none(), "{other}");
        }
    }
}
