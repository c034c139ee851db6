//! The plain assignments of a Python file: `NAME = literal`, read as text and never run.
//!
//! Texts, numbers, truth, lists, tuples, maps and names assigned before; whatever needs Python itself is left out.

use std::borrow::Cow;

use crate::post::front_matter::{Map, Value};

/// Brackets inside brackets that are followed.
const DEEPEST: usize = 16;
/// Values of one file that are kept.
const MOST: usize = 10_000;
/// Bytes that names assigned before may stand for in one file: each may be twice the one before it.
const MOST_COPIED: usize = 1 << 20;

/// Every assignment of a constant at the start of a line, by its name; of two, the last holds.
pub(super) fn assignments(source: &str) -> Map<'static> {
    read(source, |byte| byte.is_ascii_uppercase())
}

/// The same of names in small letters, as Sphinx has them.
pub(super) fn small_assignments(source: &str) -> Map<'static> {
    read(source, |byte| byte.is_ascii_lowercase())
}

fn read(source: &str, is_letter: fn(u8) -> bool) -> Map<'static> {
    let is_name = |name: &str| {
        name.bytes().next().is_some_and(is_letter)
            && name.bytes().all(|byte| is_letter(byte) || byte.is_ascii_digit() || byte == b'_')
    };
    let mut map = Map::default();
    let mut left = Left { values: MOST, copied: MOST_COPIED };
    let mut at = 0;
    while let Some(line) = source.get(at..).filter(|rest| !rest.is_empty()) {
        let end = line.find('\n').map_or(line.len(), |end| end + 1);
        let first = line.get(..end).unwrap_or_default();
        at += end;
        let Some((name, value)) = first.split_once('=').filter(|(name, _)| is_name(name.trim_end())) else { continue };
        let start = at - value.len();
        let reader = Reader { rest: source.get(start..).unwrap_or_default(), known: &map, left: &mut left };
        if let Some((value, rest)) = reader.value() {
            map.0.push((Cow::Owned(name.trim_end().to_owned()), value));
            at = source.len() - rest.len();
            at += source.get(at..).and_then(|rest| rest.find('\n')).map_or(rest.len(), |end| end + 1);
        }
    }
    map
}

/// A bracket that is open.
struct Open {
    close: char,
    items: Vec<Value<'static>>,
    /// Keys of the items, where it is a map.
    keys: Vec<String>,
    /// The last value, which a comma takes in.
    last: Option<Value<'static>>,
    has_comma: bool,
}

/// What may still be read.
struct Left {
    values: usize,
    copied: usize,
}

struct Reader<'s, 'm> {
    rest: &'s str,
    known: &'m Map<'static>,
    left: &'m mut Left,
}

impl<'s> Reader<'s, '_> {
    /// The value that stands here and what follows it; none if it is not plain.
    fn value(mut self) -> Option<(Value<'static>, &'s str)> {
        let mut open: Vec<Open> = Vec::new();
        let mut last: Option<Value<'static>> = None;
        loop {
            self.blanks(!open.is_empty());
            let c = self.rest.chars().next();
            let depth = open.len();
            match (c, open.last_mut()) {
                (None | Some('\n' | '\r' | '#' | ';'), None) => return Some((last?, self.rest)),
                (Some('[' | '(' | '{'), _) if depth < DEEPEST => {
                    let close = match c {
                        Some('[') => ']',
                        Some('(') => ')',
                        _ => '}',
                    };
                    open.push(Open { close, items: Vec::new(), keys: Vec::new(), last: None, has_comma: false });
                    self.step(1);
                }
                (Some(','), Some(top)) => {
                    top.items.extend(top.last.take());
                    top.has_comma = true;
                    self.step(1);
                }
                (Some(':'), Some(top)) if top.close == '}' => {
                    top.keys.push(top.last.take()?.to_text()?.into_owned());
                    self.step(1);
                }
                (Some(c), Some(top)) if c == top.close => {
                    self.step(1);
                    let value = open.pop()?.closed()?;
                    put(value, open.last_mut().map_or(&mut last, |top| &mut top.last))?;
                }
                (Some('+'), _) => self.step(1),
                (Some(_), top) => {
                    let slot = top.map_or(&mut last, |top| &mut top.last);
                    let value = self.scalar()?;
                    put(value, slot)?;
                    self.left.values = self.left.values.checked_sub(1)?;
                }
                (None, Some(_)) => return None,
            }
        }
    }

    fn step(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default();
    }

    /// Skips blanks and joined lines; within brackets line ends and comments too.
    fn blanks(&mut self, inside: bool) {
        loop {
            self.rest = self.rest.trim_start_matches([' ', '\t']);
            if inside {
                self.rest = self.rest.trim_start();
            }
            match self.rest {
                rest if inside && rest.starts_with('#') => self.step(rest.find('\n').unwrap_or(rest.len())),
                rest if rest.starts_with("\\\n") => self.step(2),
                rest if rest.starts_with("\\\r\n") => self.step(3),
                _ => return,
            }
        }
    }

    /// A text, a number, or a name that is known.
    fn scalar(&mut self) -> Option<Value<'static>> {
        let end = self.rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(self.rest.len());
        let (word, behind) = self.rest.split_at_checked(end)?;
        let is_prefix = word.len() <= 2 && word.bytes().all(|byte| b"rRuUbB".contains(&byte));
        if is_prefix && behind.starts_with(['"', '\'']) {
            self.rest = behind;
            return self.text(word.contains(['r', 'R']));
        }
        // What is called, taken apart or computed is no literal.
        if word.is_empty() || behind.starts_with(['(', '.', '[', '"', '\'']) {
            return None;
        }
        self.rest = behind;
        match word {
            "True" => Some(Value::Bool(true)),
            "False" => Some(Value::Bool(false)),
            "None" => Some(Value::Null),
            _ if word.bytes().all(|byte| byte.is_ascii_digit()) => Some(Value::Number(Cow::Owned(word.to_owned()))),
            _ => {
                let known = self.known.exact(word)?;
                self.left.copied = self.left.copied.checked_sub(known.weight())?;
                Some(known.clone())
            }
        }
    }

    fn text(&mut self, is_raw: bool) -> Option<Value<'static>> {
        let quote = self.rest.get(..1)?;
        let triple = quote.repeat(3);
        let mark = if self.rest.starts_with(&triple) { triple.as_str() } else { quote };
        self.step(mark.len());
        let mut text = String::new();
        while !self.rest.starts_with(mark) {
            let c = self.rest.chars().next().filter(|c| *c != '\n' || mark.len() == 3)?;
            self.step(c.len_utf8());
            if c != '\\' {
                text.push(c);
                continue;
            }
            let next = self.rest.chars().next()?;
            self.step(next.len_utf8());
            match next {
                _ if is_raw => text.extend(['\\', next]),
                '\n' => {}
                'n' => text.push('\n'),
                't' => text.push('\t'),
                '\\' | '\'' | '"' => text.push(next),
                _ => text.extend(['\\', next]),
            }
        }
        self.step(mark.len());
        Some(Value::Text(Cow::Owned(text)))
    }
}

impl Open {
    fn closed(mut self) -> Option<Value<'static>> {
        self.items.extend(self.last.take());
        match self.close {
            // Brackets around one value without a comma only hold it together.
            ')' if !self.has_comma && self.items.len() == 1 => self.items.pop(),
            '}' if self.keys.len() == self.items.len() => {
                Some(Value::Map(Map(self.keys.into_iter().map(Cow::Owned).zip(self.items).collect())))
            }
            _ => Some(Value::List(self.items)),
        }
    }
}

/// Texts that stand one after another are one; two other values there are no literal.
fn put(value: Value<'static>, slot: &mut Option<Value<'static>>) -> Option<()> {
    *slot = Some(match (slot.take(), value) {
        (None, value) => value,
        (Some(Value::Text(before)), Value::Text(text)) => Value::Text(before + text),
        _ => return None,
    });
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn assignments_of_literals_are_read() {
        let source = r#"
import os
AUTHOR = u'Ann'  # who
TIMEZONE = "Asia/Tokyo" # here
USE = True
PAGE_PATHS = ['a',   # first
  'b']
X = os.getenv('y')
N = 3
EXTRA = {'a': {'path': 'b'},
}
URL = 'https://a.b' + '/x'
SAME = URL
LONG = ('one '
        'two')
PAIRS = [(r'[^\w]', ''), ('\'', "-")]
if N == 3:
    INNER = 'no'
F = f'{N}'
OPEN = ['never
LAST = 'yes'
AUTHOR = 'Bob'
"#;
        let map = assignments(source);
        assert_eq!(map.text("author"), Some("Bob"));
        assert_eq!(map.text("timezone"), Some("Asia/Tokyo"));
        assert_eq!(map.get("use"), Some(&Value::Bool(true)));
        assert_eq!(map.get("pagepaths").and_then(Value::as_list).map(<[_]>::len), Some(2));
        assert_eq!(map.at(&["extra", "a", "path"]).and_then(Value::as_text), Some("b"));
        assert_eq!(map.text("same"), Some("https://a.b/x"));
        assert_eq!(map.text("long"), Some("one two"));
        let pairs = map.get("pairs").and_then(Value::as_list).unwrap();
        let first = pairs[0].as_list().unwrap();
        assert_eq!((first[0].as_text(), first[1].as_text()), (Some(r"[^\w]"), Some("")));
        for unknown in ["x", "inner", "f", "open"] {
            assert_eq!(map.get(unknown), None, "{unknown}");
        }
        assert_eq!(map.text("last"), Some("yes"));
    }

    #[test]
    fn names_that_stand_for_ever_more_stand_for_nothing() {
        for twice in ["A{n}+A{n}", "[A{n}, A{n}]", "{'a': A{n}, 'b': A{n}}"] {
            let lines = (0..200).map(|n| format!("A{} = {}\n", n + 1, twice.replace("{n}", &n.to_string())));
            let map = assignments(&format!("A0 = 'x'\n{}LAST = 'yes'\n", lines.collect::<String>()));
            assert!(map.0.iter().map(|(_, value)| value.weight()).sum::<usize>() < 8 * MOST_COPIED, "{twice}");
            assert_eq!(map.text("last"), Some("yes"), "{twice}");
        }
    }

    #[test]
    fn a_file_of_brackets_ends() {
        assert_eq!(assignments(&format!("A = {}\nB = 1\n", "[".repeat(100_000))).0.len(), 1);
    }
}
