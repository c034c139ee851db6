//! YAML: the parser of `serde_yaml` behind a bound, and a reading line by line of what it refuses.
//!
//! The one door to `serde_yaml`, here and for the configuration of sites.

use std::borrow::Cow;

use serde::Deserialize;

use super::split::key_of;
use super::{Map, Problem, Value, simple};
use crate::post::Code;

/// Bytes of the largest head that is read.
pub(super) const LARGEST: usize = 64 * 1024;
/// Flow openers that may stand unclosed: the scanner takes time in their square.
const DEEPEST: usize = 64;
/// Flow openers in all.
const MOST_OPENERS: usize = 1024;
/// Aliases in all: each may stand for a long text.
const MOST_ALIASES: usize = 64;

/// Reads the first document of a text; none where a bound or the grammar is broken.
pub fn parse(source: &str) -> Option<Value<'static>> {
    if !is_bounded(source, LARGEST * 4) {
        return None;
    }
    let mut documents = serde_yaml::Deserializer::from_str(source);
    documents.next().and_then(|first| Value::deserialize(first).ok())
}

/// Reads a head: a map, and what was wrong with it. Never fails; a broken line costs its own entry only.
pub(super) fn read<'a>(source: &'a str, problems: &mut Vec<Problem>) -> Option<Map<'a>> {
    // What is simple is read in linear time, and most heads are.
    if source.len() <= LARGEST
        && let Some(map) = simple::read(source)
    {
        return Some(map);
    }
    if !is_bounded(source, LARGEST) {
        problems.push(Problem::new(Code::FrontMatterTooLarge, 1, 0, "The front matter is too large or too deep."));
        return Some(by_line(source));
    }
    match serde_yaml::from_str::<Value<'static>>(source) {
        Ok(Value::Map(map)) => Some(map),
        Ok(Value::Null) => Some(Map::default()),
        Ok(_) => None,
        Err(error) => {
            let place = error.location().map_or((1, 0), |at| (at.line(), at.column()));
            let place = (u32::try_from(place.0).unwrap_or(1), u32::try_from(place.1).unwrap_or(0));
            problems.push(Problem::new(Code::YamlRepaired, place.0, place.1, "This is not valid YAML."));
            Some(by_line(source))
        }
    }
}

/// Whether the parser takes this in a time worth waiting for. Linear; quotes are not told apart, so it errs to no.
fn is_bounded(source: &str, largest: usize) -> bool {
    let (mut open, mut openers, mut aliases, mut before) = (0usize, 0usize, 0usize, b' ');
    for &byte in source.as_bytes() {
        match byte {
            b'[' | b'{' => (open, openers) = (open + 1, openers + 1),
            b']' | b'}' => open = open.saturating_sub(1),
            b'*' if matches!(before, b' ' | b'[' | b',' | b'{' | b'\n') => aliases += 1,
            _ => {}
        }
        if open > DEEPEST || openers > MOST_OPENERS || aliases > MOST_ALIASES {
            return false;
        }
        before = byte;
    }
    source.len() <= largest
}

/// Entry by entry: what parses alone is taken so, of the rest the text after the colon.
fn by_line(source: &str) -> Map<'static> {
    let end = (0..=LARGEST.min(source.len())).rev().find(|&end| source.is_char_boundary(end)).unwrap_or(0);
    let source = source.get(..end).unwrap_or_default();
    let mut map = Map::default();
    let mut entry = String::new();
    for line in source.lines().chain(std::iter::once("end:")) {
        let line = line.trim_end();
        let starts = !line.starts_with([' ', '\t']) && (key_of(line).is_some() || loose_key(line).is_some());
        if starts && !entry.is_empty() {
            map.0.extend(read_entry(&entry));
            entry.clear();
        }
        if starts || !entry.is_empty() {
            entry.push_str(&line.replace('\t', "  "));
            entry.push('\n');
        }
    }
    map
}

fn read_entry(entry: &str) -> Vec<(Cow<'static, str>, Value<'static>)> {
    if is_bounded(entry, LARGEST)
        && let Ok(Value::Map(map)) = serde_yaml::from_str::<Value<'static>>(entry)
        && !map.0.iter().any(|(_, value)| matches!(value, Value::Map(_)) && !entry.trim_end().contains('\n'))
    {
        return map.0;
    }
    let (first, rest) = entry.split_once('\n').unwrap_or((entry, ""));
    let Some((key, value)) = first.split_once(':') else { return Vec::new() };
    let items: Vec<Value<'static>> =
        rest.lines().filter_map(|line| line.trim_start().strip_prefix("- ")).map(text).collect();
    let value = match value.trim() {
        "" if !items.is_empty() => Value::List(items),
        value => unclosed_list(value).unwrap_or_else(|| text(value)),
    };
    vec![(Cow::Owned(key.trim().trim_matches(['"', '\'']).to_owned()), value)]
}

/// `[a, b` as if it had been closed. Items are text, since the parser has refused them once.
fn unclosed_list(value: &str) -> Option<Value<'static>> {
    let inner = value.strip_prefix('[').filter(|inner| !inner.contains(['[', ']', '{', '}']))?;
    let items = inner.split(',').map(text).filter(|item| *item != Value::Null);
    Some(Value::List(items.collect()))
}

/// A key that is no word, or stands without a blank after its colon.
fn loose_key(line: &str) -> Option<&str> {
    let (key, _) = line.split_once(':')?;
    let is_key = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '"' | '\'' | ' ');
    (!key.is_empty() && key.len() <= 40 && key.chars().all(is_key)).then_some(key)
}

/// A value as its author meant it: without the quotes around it, or the one that was never closed.
fn text(value: &str) -> Value<'static> {
    let value = value.trim();
    let inner = ['"', '\''].into_iter().find_map(|quote| {
        let rest = value.strip_prefix(quote)?;
        rest.strip_suffix(quote).or_else(|| (!rest.contains(quote)).then_some(rest))
    });
    match inner.unwrap_or(value) {
        "" => Value::Null,
        text => Value::Text(Cow::Owned(text.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repaired(source: &str) -> (Map<'_>, Vec<Problem>) {
        let mut problems = Vec::new();
        (read(source, &mut problems).unwrap(), problems)
    }

    #[test]
    fn what_yaml_refuses_is_read_line_by_line() {
        for (source, title) in [
            ("title: Foo: bar\ntags: [a]", "Foo: bar"),
            ("title: [Draft] hello\ntags: [a]", "[Draft] hello"),
            ("title: @foo\ntags: [a]", "@foo"),
            ("title: `x`\ntags: [a]", "`x`"),
            ("title: %x\ntags: [a]", "%x"),
            ("title: *x* y\ntags: [a]", "*x* y"),
            ("title: \"Foo\" bar\ntags: [a]", "\"Foo\" bar"),
            ("title: 'It's me'\ntags: [a]", "It's me"),
            ("title: {{ site.title }} x\ntags: [a]", "{{ site.title }} x"),
            ("title: ok\nurl: a: b\ntags:\n\t- a", "ok"),
        ] {
            let (map, problems) = repaired(source);
            assert_eq!(map.text("title"), Some(title), "{source:?}");
            assert_eq!(map.get("tags"), Some(&Value::List(vec![Value::Text("a".into())])), "{source:?}");
            assert_eq!(problems.len(), 1, "{source:?}");
            assert_eq!(problems[0].code, Code::YamlRepaired, "{source:?}");
        }
    }

    #[test]
    fn a_list_or_quote_left_open_ends_with_its_line() {
        let (map, problems) = repaired("author: \"Ann\ntags: [Front Matter, 'Pub', \ndate: 2017-04-01\n");
        assert_eq!(map.text("author"), Some("Ann"));
        let tags = Value::List(vec![Value::Text("Front Matter".into()), Value::Text("Pub".into())]);
        assert_eq!(map.get("tags"), Some(&tags));
        assert_eq!(map.text("date"), Some("2017-04-01"));
        assert_eq!(problems.len(), 1);
    }

    #[test]
    fn a_problem_has_line_and_column() {
        let (_, problems) = repaired("layout: post\ntitle: Foo: bar\n");
        assert_eq!((problems[0].line, problems[0].column), (2, 11));
    }

    #[test]
    fn hostile_heads_are_not_given_to_the_parser() {
        let deep = format!("title: x\na: {}", "[".repeat(60_000));
        let pairs = format!("title: x\na: {}", "[]".repeat(30_000));
        let aliases = format!("title: x\na: &x y\nb: [{}]", "*x,".repeat(5_000));
        for source in [deep, pairs, aliases, format!("title: x\na: {}", "b".repeat(70_000))] {
            let (map, problems) = repaired(&source);
            assert_eq!(map.text("title"), Some("x"));
            assert_eq!(problems[0].code, Code::FrontMatterTooLarge);
        }
    }

    #[test]
    fn old_ruby_tags_say_nothing() {
        let (map, problems) = repaired("title: ! 'x'\nb: !ruby/object {a: 1}\n");
        assert_eq!(map.text("title"), Some("x"));
        assert!(problems.is_empty());
    }

    #[test]
    fn text_that_ruby_wrote_as_binary_is_text() {
        for (source, want) in [
            ("title: !binary |-\n  5pel5pys\n  6Kqe\n", "\u{65e5}\u{672c}\u{8a9e}"),
            ("title: !binary \"eA==\"\n", "x"),
            ("title: !binary |-\n  no base64\n", "no base64"),
            ("title: !binary |-\n  /w==\n", "/w=="),
        ] {
            let (map, problems) = repaired(source);
            assert_eq!((map.text("title"), problems.len()), (Some(want), 0), "{source}");
        }
    }
}
