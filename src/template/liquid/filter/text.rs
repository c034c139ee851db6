//! Filters of texts (Liquid's `StandardFilters`, Jekyll's `Filters`).

use super::super::expression::LARGEST;
use super::super::value::Value;
use super::word;
use crate::text::capitalized;

/// A text after a filter of texts; none if it is no such filter.
pub(super) fn filtered(text: &str, name: &str, arguments: &[Value]) -> Option<Value> {
    let (first, second) = (word(arguments, 0), word(arguments, 1));
    let made = match name {
        "prepend" => format!("{first}{text}"),
        "append" => format!("{text}{first}"),
        "remove" if !first.is_empty() => text.replace(first, ""),
        "remove_first" if !first.is_empty() => text.replacen(first, "", 1),
        "replace" if !first.is_empty() => return Some(replaced(text, first, second)),
        "replace_first" if !first.is_empty() => text.replacen(first, second, 1),
        "downcase" | "lower" => text.to_lowercase(),
        "upcase" | "upper" => text.to_uppercase(),
        "capitalize" => capitalized(&text.to_lowercase()),
        "strip" | "trim" => text.trim().to_owned(),
        "lstrip" => text.trim_start().to_owned(),
        "rstrip" => text.trim_end().to_owned(),
        "strip_newlines" => text.replace(['\n', '\r'], ""),
        "normalize_whitespace" => text.split_whitespace().collect::<Vec<_>>().join(" "),
        "newline_to_br" => text.replace('\n', "<br />\n"),
        "escape" | "xml_escape" | "e" => escaped(text),
        "escape_once" => escaped_once(text),
        "strip_html" => without_tags(text),
        "cgi_escape" | "url_encode" => encoded(text, "-_.", true),
        "uri_escape" => address(text),
        "url_decode" => decoded(text),
        "slugify" => slug(text, first),
        "size" | "length" => text.chars().count().to_string(),
        "number_of_words" => text.split_whitespace().count().to_string(),
        "truncate" => truncated(text, first, arguments.get(1).and_then(Value::text)),
        "truncatewords" => truncated_words(text, first, arguments.get(1).and_then(Value::text)),
        "slice" => sliced(text, first, second),
        "split" => return Some(split(text, first)),
        _ => return None,
    };
    Some(Value::Text(made))
}

/// A text with words of it replaced, unless that makes it too large: each byte could become a whole value.
fn replaced(text: &str, from: &str, to: &str) -> Value {
    let added = text.matches(from).count().saturating_mul(to.len());
    if added > LARGEST { Value::Unknown } else { Value::Text(text.replace(from, to)) }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// As [`escaped`], but what is an entity already stays one.
fn escaped_once(text: &str) -> String {
    let text = escaped(text);
    let mut parts = text.split("&amp;");
    let mut once = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let is_of_name = |c: char| c.is_ascii_alphanumeric() || c == '#';
        let is_entity = part.split_once(';').is_some_and(|(name, _)| !name.is_empty() && name.chars().all(is_of_name));
        once.push_str(if is_entity { "&" } else { "&amp;" });
        once.push_str(part);
    }
    once
}

fn without_tags(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, tag)) = rest.split_once('<') {
        kept.push_str(before);
        let Some((_, after)) = tag.split_once('>') else { return kept + "<" + tag };
        rest = after;
    }
    kept + rest
}

/// Percent signs for all bytes but letters, digits and those kept; a form has `+` for a blank.
fn encoded(text: &str, kept: &str, is_form: bool) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b' ' if is_form => out.push('+'),
            _ if byte.is_ascii_alphanumeric() || kept.as_bytes().contains(&byte) => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// An address with percent signs where there are bytes that no address has.
pub(super) fn address(text: &str) -> String {
    encoded(text, "-_.!~*'();/?:@&=+$,[]#%", false)
}

/// What stays of a text by its mode, lower-cased, with strokes between (Jekyll's `slugify`).
fn slug(text: &str, mode: &str) -> String {
    let is_kept = |c: char| match mode {
        "raw" => !c.is_whitespace(),
        "pretty" => c.is_alphanumeric() || "._~!$&'()+,;=@".contains(c),
        "ascii" => c.is_ascii_alphanumeric(),
        _ => c.is_alphanumeric(),
    };
    if mode == "none" {
        return text.to_owned();
    }
    let words = text.split(|c: char| !is_kept(c)).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").to_lowercase()
}

/// What percent signs and `+` stand for in a form.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let written = behind.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        match written.filter(|_| *first == b'%').and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = behind.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(if *first == b'+' { b' ' } else { *first });
                rest = behind;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// So many characters, with the dots that stand for the rest among them.
fn truncated(text: &str, most: &str, dots: Option<&str>) -> String {
    let (most, dots) = (most.parse().unwrap_or(50_usize), dots.unwrap_or("..."));
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept = most.saturating_sub(dots.chars().count());
    text.chars().take(kept).chain(dots.chars()).collect()
}

fn truncated_words(text: &str, most: &str, dots: Option<&str>) -> String {
    let most = most.parse().unwrap_or(15_usize).max(1);
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.get(..most).filter(|_| words.len() > most) {
        Some(kept) => kept.join(" ") + dots.unwrap_or("..."),
        None => text.to_owned(),
    }
}

/// So many characters from a place, which counts from the end where it is negative.
fn sliced(text: &str, from: &str, length: &str) -> String {
    let from: i64 = from.parse().unwrap_or(0);
    let back = usize::try_from(from.unsigned_abs()).unwrap_or(usize::MAX);
    let start = if from < 0 { text.chars().count().saturating_sub(back) } else { back };
    text.chars().skip(start).take(length.parse().unwrap_or(1)).collect()
}

/// The parts between signs, without empty ones at the end (Ruby's `String#split`).
fn split(text: &str, sign: &str) -> Value {
    let mut parts: Vec<&str> = match sign {
        "" => return Value::List(text.chars().map(|c| Value::Text(c.to_string())).collect()),
        " " => text.split_whitespace().collect(),
        sign => text.split(sign).collect(),
    };
    while parts.last().is_some_and(|part| part.is_empty()) {
        parts.pop();
    }
    Value::texts(parts.into_iter())
}
