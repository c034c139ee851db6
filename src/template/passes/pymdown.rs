//! Marks of PyMdown Extensions that stand among words: `++ctrl+alt+del++` (`keys`), `` `#!python x` `` (`inlinehilite`), `(tm)`,
//! `-->` (`smartsymbols`), `^^inserted^^` (`caret`). Knows what they look like; whether they are read is said by the site.

use super::super::code::CodeMap;
use super::super::near::find_near;
use super::super::output::Output;
use super::marks::Marks;
use crate::text::capitalized;

/// Bytes between two signs at most.
const LONGEST: usize = 200;
/// Signs of print, as they are written between words ("SmartSymbols").
const SIGNS: [(&str, &str); 14] = [
    ("(tm)", "\u{2122}"),
    ("(c)", "\u{a9}"),
    ("(r)", "\u{ae}"),
    ("c/o", "\u{2105}"),
    ("+/-", "\u{b1}"),
    ("<-->", "\u{2194}"),
    ("-->", "\u{2192}"),
    ("<--", "\u{2190}"),
    ("=/=", "\u{2260}"),
    ("1/4", "\u{bc}"),
    ("1/2", "\u{bd}"),
    ("3/4", "\u{be}"),
    ("1/3", "\u{2153}"),
    ("2/3", "\u{2154}"),
];

/// Rewrites those that the site reads. None if the text holds none.
pub(in crate::template) fn rewrite(text: &str, marks: Marks) -> Option<Output> {
    if !(marks.keys || marks.shebang || marks.signs || marks.carets) {
        return None;
    }
    let code = CodeMap::of(text);
    let (mut out, mut copied, mut at) = (Output::default(), 0, 0);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        // Nothing in a comment is shown.
        if let Some(end) = rest.strip_prefix("<!--").and_then(|inner| find_near(inner, "-->")) {
            at += end + 7;
            continue;
        }
        let made = match code.at(at) {
            None => marked(text, at, marks),
            // The language stands behind the first tick.
            Some(range) if range.start == at && marks.shebang => shebang(text, at),
            Some(_) => None,
        };
        match made {
            Some((start, end, shown)) => {
                out.copy(text.get(copied..start).unwrap_or_default(), copied);
                out.make(&shown, start);
                (copied, at) = (end, end);
            }
            None => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    out.ended(text, copied)
}

/// What stands for the mark that begins at a place outside code: from where, up to where, and what.
fn marked(text: &str, at: usize, marks: Marks) -> Option<(usize, usize, String)> {
    let rest = text.get(at..)?;
    let before = text.get(..at)?.chars().next_back();
    let found = match rest.as_bytes() {
        [b'+', b'+', ..] if marks.keys && !matches!(before, Some('+' | '{')) => keys(rest),
        [b'^', b'^', ..] if marks.carets => inserted(rest),
        [b'(' | b'c' | b'+' | b'<' | b'-' | b'=' | b'1'..=b'3', ..] if marks.signs => sign(rest, before),
        _ => None,
    };
    let (length, shown) = found?;
    Some((at, at + length, shown))
}

/// `++ctrl+alt+del++`, `++"any words"++`.
fn keys(rest: &str) -> Option<(usize, String)> {
    let inner = rest.get(2..)?;
    let end = find_near(inner, "++").filter(|end| (1..LONGEST).contains(end))?;
    let inner = inner.get(..end)?;
    let is_key = |key: &str| {
        let is_name = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
        is_name || key.len() > 2 && key.starts_with('"') && key.ends_with('"')
    };
    let names: Vec<&str> = inner.split('+').collect();
    let shown = |key: &&str| format!("<kbd>{}</kbd>", key_name(key));
    names.iter().all(|key| is_key(key)).then(|| (end + 4, names.iter().map(shown).collect::<Vec<_>>().join("+")))
}

/// What is written on a key.
fn key_name(key: &str) -> String {
    if let Some(words) = key.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        return words.to_owned();
    }
    let key = key.strip_prefix("arrow-").unwrap_or(key);
    let parts: Vec<String> = key.split(['-', '_']).map(capitalized).collect();
    parts.join(" ")
}

fn inserted(rest: &str) -> Option<(usize, String)> {
    let inner = rest.get(2..)?;
    let end = find_near(inner, "^^").filter(|end| (1..LONGEST).contains(end))?;
    let words = inner.get(..end).filter(|words| words.trim() == *words && !words.contains("\n\n"))?;
    Some((end + 4, format!("<ins>{words}</ins>")))
}

/// A sign of print, with no letter or digit on either side.
fn sign(rest: &str, before: Option<char>) -> Option<(usize, String)> {
    let (written, sign) = SIGNS
        .iter()
        .find(|(written, _)| rest.get(..written.len()).is_some_and(|own| own.eq_ignore_ascii_case(written)))?;
    let after = rest.get(written.len()..)?.chars().next();
    let is_apart = |c: Option<char>| !c.is_some_and(|c| c.is_alphanumeric() || "/-<>!".contains(c));
    (is_apart(before) && is_apart(after)).then(|| (written.len(), (*sign).to_owned()))
}

/// The language at the start of code in a line, which says how it is colored.
fn shebang(text: &str, at: usize) -> Option<(usize, usize, String)> {
    let rest = text.get(at..)?;
    let inner = rest.trim_start_matches('`');
    let ticks = rest.len() - inner.len();
    let named = inner.strip_prefix("#!").or_else(|| inner.strip_prefix(":::"))?;
    let mark = inner.len() - named.len();
    let name = named.find(|c: char| !(c.is_alphanumeric() || "+-_#.".contains(c)))?;
    let is_language = (1..=2).contains(&ticks) && name > 0 && named.get(name..)?.starts_with(' ');
    is_language.then(|| (at + ticks, at + ticks + mark + name + 1, String::new()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_pymdown_are_read() {
        let all = Marks { keys: true, shebang: true, signs: true, carets: true, ..Marks::default() };
        for (text, want) in [
            (
                "++ctrl+alt+del++ ++\"My key\"++ C++ a++ {++b++}",
                "<kbd>Ctrl</kbd>+<kbd>Alt</kbd>+<kbd>Del</kbd> <kbd>My key</kbd> C++ a++ {++b++}",
            ),
            ("++page-up++ ++arrow-left++", "<kbd>Page Up</kbd> <kbd>Left</kbd>"),
            ("`#!python a + b` `:::c x` `#!/bin/sh`", "`a + b` `x` `#!/bin/sh`"),
            (
                "(TM) a --> b, 1/2 and 1/2/3 abc(c)d <!-- x -->",
                "\u{2122} a \u{2192} b, \u{bd} and 1/2/3 abc(c)d <!-- x -->",
            ),
            ("^^new^^ `^^x^^`", "<ins>new</ins> `^^x^^`"),
            ("```\n#!x y\n++a++\n```\n", "```\n#!x y\n++a++\n```\n"),
        ] {
            let made = rewrite(text, all).map_or_else(|| text.to_owned(), |out| out.finish(|_| (1, 1)).0);
            assert_eq!(made, want, "{text}");
        }
        assert!(rewrite("++a++", Marks::default()).is_none());
    }
}
