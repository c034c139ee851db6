//! YAML as most heads write it: keys with texts, lists on one line, lists of one item a line.
//!
//! Reads that subset alone, in a tenth of the time of `serde_yaml` and without copying a text. Anything else is not for
//! it: it never repairs and never reports, it gives up, and `yaml` asks the parser. What it does read is what the
//! parser would have read; laws below hold that.

use std::borrow::Cow;
use std::iter::Peekable;

use super::{Map, Value};
use crate::text::lines::lines;

/// Most heads have no more keys.
const USUAL_KEYS: usize = 12;
/// Bytes of the longest key; the parser's own bound is 1,024 characters.
const LONGEST_KEY: usize = 128;
/// Digits that fit into every number.
const MOST_DIGITS: usize = 18;
/// Characters of a fraction that is printed again as it was written.
const MOST_DECIMALS: usize = 12;

/// Reads a head of nothing but simple entries.
pub(super) fn read(source: &str) -> Option<Map<'_>> {
    if !is_plain_text(source.as_bytes()) {
        return None;
    }
    let mut map = Map(Vec::with_capacity(USUAL_KEYS));
    let mut lines = lines(source).peekable();
    while let Some(line) = lines.next() {
        if line.starts_with('#') || line.bytes().all(|byte| byte == b' ') {
            continue;
        }
        let (key, written) = entry(line)?;
        let value = match written {
            "" => list_below(&mut lines)?,
            written => value(written)?,
        };
        map.0.push((Cow::Borrowed(key), value));
    }
    (!map.0.is_empty()).then_some(map)
}

/// Whether there is nothing in it that YAML's reader refuses, or takes as the end of a line where `lines` doesn't. Tabs
/// are left to the parser too.
fn is_plain_text(bytes: &[u8]) -> bool {
    // Most heads are ASCII; without an early exit, so that it is one comparison of vectors.
    if bytes.iter().fold(true, |all, byte| all & matches!(byte, b'\n' | 0x20..=0x7e)) {
        return true;
    }
    bytes.iter().enumerate().all(|(at, byte)| {
        let after = || bytes.get(at + 1..).unwrap_or_default();
        match byte {
            b'\n' | 0x20..=0x7e => true,
            b'\r' => after().first() == Some(&b'\n'),
            // U+0080 to U+009F.
            0xc2 => after().first().is_some_and(|next| *next >= 0xa0),
            // U+2028 and U+2029.
            0xe2 => !matches!(after(), [0x80, 0xa8 | 0xa9, ..]),
            // U+FEFF, U+FFFE and U+FFFF.
            0xef => !matches!(after(), [0xbb, 0xbf, ..] | [0xbf, 0xbe | 0xbf, ..]),
            0x80.. => true,
            _ => false,
        }
    })
}

/// A key of the first level and what stands after its colon.
fn entry(line: &str) -> Option<(&str, &str)> {
    // Keys are short: nothing finds their end sooner than a look at each byte.
    let (key, rest) = line.split_at_checked(line.bytes().position(|byte| byte == b':')?)?;
    let (key, rest) = (key.trim_end_matches(' '), rest.strip_prefix(':')?);
    let is_word = key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    let is_key = is_word && key.len() <= LONGEST_KEY && matches!(word(key), Value::Text(_));
    let written = rest.trim_matches(' ');
    (is_key && (rest.is_empty() || rest.starts_with(' '))).then_some((key, written))
}

/// What stands on the lines below a key that has nothing on its own: items, or nothing either.
fn list_below<'a>(lines: &mut Peekable<impl Iterator<Item = &'a str>>) -> Option<Value<'a>> {
    let mut items = Vec::new();
    let mut depth = None;
    while let Some(line) = lines.peek() {
        let item = line.trim_start_matches(' ');
        let Some(written) = item.strip_prefix("- ") else {
            // A line that is neither an item nor the next key is for the parser: `entry` refuses it.
            break;
        };
        let indent = line.len() - item.len();
        if *depth.get_or_insert(indent) != indent {
            return None;
        }
        items.push(scalar(written.trim_matches(' '))?);
        lines.next();
    }
    Some(if items.is_empty() { Value::Null } else { Value::List(items) })
}

fn value(written: &str) -> Option<Value<'_>> {
    match written.strip_prefix('[') {
        Some(list) => flow_list(list.strip_suffix(']')?),
        None => scalar(written),
    }
}

/// `a, 'b', "c"`: no item is empty, and none has a mark that means something in a list.
fn flow_list(mut rest: &str) -> Option<Value<'_>> {
    let mut items = Vec::new();
    rest = rest.trim_matches(' ');
    if rest.is_empty() {
        return Some(Value::List(items));
    }
    loop {
        let (item, after) = match rest.as_bytes().first()? {
            b'"' | b'\'' => {
                let (inner, after) = quotes(rest)?;
                (quoted(inner, rest)?, after)
            }
            _ => {
                let (item, after) = rest.split_at(rest.find(',').unwrap_or(rest.len()));
                let has_marks = item.contains(['[', ']', '{', '}', ':', '#', '"', '\'', '?']);
                (plain(item.trim_end_matches(' ')).filter(|_| !has_marks)?, after)
            }
        };
        items.push(item);
        match after.trim_start_matches(' ') {
            "" => return Some(Value::List(items)),
            more => rest = more.strip_prefix(',')?.trim_start_matches(' '),
        }
    }
}

fn scalar(written: &str) -> Option<Value<'_>> {
    if !written.starts_with(['"', '\'']) {
        return plain(written);
    }
    let (inner, after) = quotes(written)?;
    if after.is_empty() { quoted(inner, written) } else { None }
}

/// What stands between the quotes that a text begins with, and what comes after them.
pub(super) fn quotes(written: &str) -> Option<(&str, &str)> {
    let bytes = written.as_bytes();
    let quote = *bytes.first()?;
    let mut at = 1;
    loop {
        at += memchr::memchr(quote, bytes.get(at..)?)?;
        // Two single quotes are one in the text.
        let is_doubled = quote == b'\'' && bytes.get(at + 1) == Some(&quote);
        if !is_doubled {
            return Some((written.get(1..at)?, written.get(at + 1..)?));
        }
        at += 2;
    }
}

/// A text between the quotes that `written` begins with, where no escape has to be undone.
fn quoted<'a>(inner: &'a str, written: &str) -> Option<Value<'a>> {
    let text = match written.starts_with('\'') {
        true if inner.contains('\'') => Cow::Owned(inner.replace("''", "'")),
        false if inner.contains('\\') => return None,
        _ => Cow::Borrowed(inner),
    };
    Some(Value::Text(text))
}

/// A text without quotes.
fn plain(written: &str) -> Option<Value<'_>> {
    let ends_text = |pair: &[u8]| matches!(pair, b": " | b" #");
    let is_text = !written.ends_with(':') && !written.as_bytes().windows(2).any(ends_text);
    match written.chars().next().filter(|_| is_text)? {
        '0'..='9' => number_or_text(written),
        'a'..='z' | 'A'..='Z' => Some(word(written)),
        '(' | '/' | '<' | '$' | '_' | '\u{80}'.. => Some(Value::Text(Cow::Borrowed(written))),
        _ => None,
    }
}

/// YAML 1.2's core schema (10.3.2), where it begins with a letter.
fn word(written: &str) -> Value<'_> {
    match written {
        "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        text => Value::Text(Cow::Borrowed(text)),
    }
}

/// What begins with a digit: numbers as people write them, days, and what no number can be.
fn number_or_text(written: &str) -> Option<Value<'_>> {
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_whole = |text: &str| is_digits(text) && (text == "0" || !text.starts_with('0'));
    if is_whole(written) && written.len() <= MOST_DIGITS {
        return Some(Value::Number(Cow::Borrowed(written)));
    }
    if let Some((whole, part)) = written.split_once('.')
        && is_whole(whole)
        && is_digits(part)
        && !part.ends_with('0')
        && written.len() <= MOST_DECIMALS
    {
        return Some(Value::Number(Cow::Borrowed(written)));
    }
    let is_day = written.len() == 10 && written.split('-').count() == 3 && written.split('-').all(is_digits);
    // No base has these for its mark, and no exponent.
    let is_no_number =
        |c: char| !matches!(c, '0'..='9' | 'a'..='f' | 'A'..='F' | 'x' | 'X' | 'o' | 'O' | '_' | '+' | '.' | '-');
    (is_day || written.contains(is_no_number)).then_some(Value::Text(Cow::Borrowed(written)))
}

#[cfg(test)]
mod tests;
