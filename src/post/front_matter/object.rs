//! Heads that are JavaScript (`---js`): an object, or constants one after another. What is written out is read; what only a
//! program knows is left out.

use std::borrow::Cow;

use super::value::{Map, Value};
use super::yaml::LARGEST;

/// Lists and objects in each other.
const DEEPEST: usize = 8;

/// Keys and values of a head, or what constants stand for.
pub fn written_out(source: &str) -> Map<'_> {
    let source = source.get(..LARGEST).unwrap_or(source).trim();
    let object = source.strip_prefix("module.exports").or_else(|| source.strip_prefix("export default"));
    let object = object.map_or(source, |rest| rest.trim_start_matches(['=', ' ']));
    match inside(object, '{', '}') {
        Some(inside) => entries(inside, DEEPEST),
        None => Map(parts(source, &[';', '\n']).into_iter().filter_map(constant).collect()),
    }
}

/// A value, if all of it is written out.
pub fn literal(written: &str) -> Option<Value<'_>> {
    value_of(written, DEEPEST)
}

/// `const name = value`, by any of the words that make a name.
fn constant(statement: &str) -> Option<(Cow<'_, str>, Value<'_>)> {
    let statement = statement.trim();
    let statement = statement.strip_prefix("export ").map_or(statement, str::trim_start);
    let rest = ["const ", "let ", "var "].iter().find_map(|word| statement.strip_prefix(word))?;
    let (name, value) = rest.split_once('=')?;
    let name = name.split(':').next().unwrap_or_default();
    Some((Cow::Borrowed(name.trim()), value_of(value, DEEPEST)?))
}

fn entries(inside: &str, depth: usize) -> Map<'_> {
    let entry = |part| {
        let (key, value) = entry(part)?;
        Some((Cow::Borrowed(key), value_of(value, depth)?))
    };
    Map(parts(inside, &[',']).into_iter().filter_map(entry).collect())
}

/// A key, in quotes or not, and what stands behind its colon.
fn entry(part: &str) -> Option<(&str, &str)> {
    let part = uncommented(part);
    let quote = part.chars().next().filter(|c| matches!(c, '"' | '\''));
    let (key, rest) = match quote {
        Some(quote) => part.get(1..)?.split_once(quote)?,
        None => part.split_at(part.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '$'))?),
    };
    Some((key, rest.trim_start().strip_prefix(':')?))
}

/// A part without the comments above it.
fn uncommented(part: &str) -> &str {
    let mut part = part.trim_start();
    loop {
        let rest = match (part.strip_prefix("//"), part.strip_prefix("/*")) {
            (Some(rest), _) => rest.split_once('\n').map(|(_, rest)| rest),
            (_, Some(rest)) => rest.split_once("*/").map(|(_, rest)| rest),
            _ => return part,
        };
        part = rest.unwrap_or_default().trim_start();
    }
}

fn value_of(written: &str, depth: usize) -> Option<Value<'_>> {
    let depth = depth.checked_sub(1)?;
    let written = uncommented(written).trim();
    let date = written.strip_prefix("new Date(").and_then(|rest| rest.strip_suffix(')'));
    let written = date.map_or(written, str::trim);
    if let Some(quote) = written.chars().next().filter(|c| matches!(c, '"' | '\'' | '`')) {
        let text = written.get(1..)?.strip_suffix(quote)?;
        return (!text.contains("${")).then(|| Value::Text(unescaped(text)));
    }
    if let Some(inside) = inside(written, '[', ']') {
        return Some(Value::List(parts(inside, &[',']).into_iter().filter_map(|part| value_of(part, depth)).collect()));
    }
    if let Some(inside) = inside(written, '{', '}') {
        return Some(Value::Map(entries(inside, depth)));
    }
    match written {
        "true" => Some(Value::Bool(true)),
        "false" => Some(Value::Bool(false)),
        _ if !written.is_empty() && written.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') => {
            Some(Value::Number(Cow::Borrowed(written)))
        }
        _ => None,
    }
}

fn inside(text: &str, open: char, close: char) -> Option<&str> {
    text.trim_end_matches([';', '\n', ' ']).strip_prefix(open)?.strip_suffix(close)
}

fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match (c, if c == '\\' { rest.next() } else { None }) {
            (_, Some('n')) => out.push('\n'),
            (_, Some('t')) => out.push('\t'),
            (_, Some(escaped)) => out.push(escaped),
            (c, None) => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// The parts of a text between these marks, where those in strings, brackets and comments do not count.
pub fn parts<'s>(text: &'s str, marks: &[char]) -> Vec<&'s str> {
    let (mut found, mut from, mut depth) = (Vec::new(), 0, 0_usize);
    let (mut quote, mut escaped, mut before) = (None, false, ' ');
    for (at, c) in text.char_indices() {
        match (quote, c) {
            _ if escaped => escaped = false,
            (Some('/'), '\n') => quote = None,
            (Some('*'), '/') if before == '*' => quote = None,
            (Some('/' | '*'), _) => {}
            (Some(_), '\\') => escaped = true,
            (Some(open), c) if open == c => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'' | '`') => quote = Some(c),
            (None, '/' | '*') if before == '/' => quote = Some(c),
            (None, '{' | '[' | '(') => depth += 1,
            (None, '}' | ']' | ')') => depth = depth.saturating_sub(1),
            (None, c) if depth == 0 && marks.contains(&c) => {
                found.push(text.get(from..at).unwrap_or_default());
                from = at + c.len_utf8();
            }
            _ => {}
        }
        before = c;
    }
    found.push(text.get(from..).unwrap_or_default());
    found.retain(|part| !part.trim().is_empty());
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_and_constants_say_what_is_written_out() {
        let object = "{\n  // a comment, with one\n  title: \"It's, \\\"so\\\"\",\n  'tags': ['a', `b`,],\n  date: new Date('2020-01-02'),\n  draft: true, order: 3,\n  eleventyComputed: { x: data => data.y, z: 'w' },\n  permalink() { return '/x/'; },\n  made: `a${b}`\n}";
        let constants =
            "const title = \"T: one\";\nexport const tags = ['a',\n 'b']\nfunction f() { return 1; }\nlet n = 2;\n";
        let map = written_out(object);
        assert_eq!(map.text("title"), Some("It's, \"so\""));
        assert_eq!(map.exact("tags").and_then(Value::as_list).map(<[_]>::len), Some(2));
        assert_eq!((map.text("date"), map.exact("draft")), (Some("2020-01-02"), Some(&Value::Bool(true))));
        assert_eq!((map.text("order"), map.exact("made"), map.exact("permalink")), (Some("3"), None, None));
        assert_eq!(map.exact("eleventyComputed").and_then(Value::as_map).and_then(|map| map.text("z")), Some("w"));
        let map = written_out(constants);
        assert_eq!((map.text("title"), map.text("n"), map.0.len()), (Some("T: one"), Some("2"), 3));
    }

    #[test]
    fn nesting_ends_somewhere() {
        let deep = format!("{{ a: {}1{} }}", "[".repeat(4_000), "]".repeat(4_000));
        assert!(written_out(&deep).exact("a").is_some());
    }
}
