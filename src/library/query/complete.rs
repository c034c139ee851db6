//! What may stand at the cursor of a query that is being typed: keys, their words, names of the library.

use std::ops::Range;

use super::Key;
use super::print::value_text;
use super::term::{Part, SortKey, State};
use crate::library::fold::fold;

/// What can be put in at the cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completion {
    /// The bytes of the query that a choice replaces.
    pub replace: Range<usize>,
    /// The texts to choose from, best first.
    pub choices: Vec<String>,
}

/// Most choices that are offered.
const MOST: usize = 50;

/// What may stand at byte `cursor` of `text`. `names` gives all names of a key, the most used first.
pub fn complete(text: &str, cursor: usize, names: impl Fn(Key) -> Vec<String>) -> Completion {
    let head = text.get(..cursor).unwrap_or(text);
    let start = token_start(head);
    let token = head.get(start..).unwrap_or_default();
    let (key_len, key) = match token.strip_prefix('#') {
        Some(_) => (1, Some(Key::Tag)),
        None => token.split_once(':').map_or((0, None), |(key, _)| (key.len() + 1, Key::named(key))),
    };
    match key {
        Some(key) => {
            let typed = token.get(key_len..).unwrap_or_default();
            let last = last_value(typed);
            let choices = chosen(&values(key, names), last.trim_start_matches('"'));
            let from = start + token.len() - last.len();
            Completion { replace: from..head.len(), choices: choices.iter().map(|name| value_text(name)).collect() }
        }
        None if key_len == 0 && !token.is_empty() => {
            let begins = |name: &&str| name.starts_with(&token.to_ascii_lowercase());
            let choices = Key::names().filter(begins).map(|name| format!("{name}:")).collect();
            Completion { replace: start..head.len(), choices }
        }
        None => Completion { replace: head.len()..head.len(), choices: Vec::new() },
    }
}

/// The query with its last value completed, where that is the beginning of a name or a part of one, and none itself.
pub fn whole(text: &str, names: impl Fn(Key) -> Vec<String>) -> Option<String> {
    let Completion { replace, choices } = complete(text, text.len(), names);
    let before = text.get(..replace.start)?;
    let typed = fold(text.get(replace)?.trim_matches('"'));
    let is_value = before.ends_with([':', '#', ',']) && !typed.is_empty();
    let is_name = choices.iter().any(|choice| fold(choice.trim_matches('"')) == typed);
    let choice = choices.first().filter(|_| is_value && !is_name)?;
    Some(format!("{before}{choice}"))
}

fn values(key: Key, names: impl Fn(Key) -> Vec<String>) -> Vec<String> {
    match key {
        Key::Is => State::ALL.iter().map(|state| state.name().to_owned()).collect(),
        Key::Has => Part::ALL.iter().map(|part| part.name().to_owned()).collect(),
        Key::Sort => SortKey::ALL.iter().flat_map(|key| [format!("-{}", key.name()), key.name().to_owned()]).collect(),
        _ => names(key),
    }
}

/// Names that begin with what was typed, then names with a word that does, then names that have it in them.
fn chosen(names: &[String], typed: &str) -> Vec<String> {
    let typed = fold(typed);
    let rank = |name: &String| {
        let name = fold(name);
        let place = name.find(&typed)?;
        let begins_word = name.get(..place).is_some_and(|before| before.ends_with([' ', '-', '/']));
        Some(if place == 0 { 0 } else { 2 - usize::from(begins_word) })
    };
    let mut ranked: Vec<(usize, &String)> = names.iter().filter_map(|name| Some((rank(name)?, name))).collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().take(MOST).map(|(_, name)| name.clone()).collect()
}

/// Where the term under the cursor starts: after the last blank, parenthesis or minus outside of quotes.
fn token_start(head: &str) -> usize {
    let (mut start, mut quoted, mut escaped) = (0, false, false);
    for (at, c) in head.char_indices() {
        let inside = quoted;
        match c {
            '"' if !escaped => quoted = !quoted,
            _ if inside => {}
            c if c.is_whitespace() || matches!(c, '(' | ')') => start = at + c.len_utf8(),
            '-' if at == start => start = at + 1,
            _ => {}
        }
        escaped = c == '\\' && inside && !escaped;
    }
    start
}

/// What was typed of the value under the cursor: all after the last comma outside of quotes.
fn last_value(typed: &str) -> &str {
    let (mut from, mut quoted) = (0, false);
    for (at, c) in typed.char_indices() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => from = at + 1,
            _ => {}
        }
    }
    typed.get(from..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_words_and_names() {
        let names = |key| match key {
            Key::Tag => ["Rust", "web design", "trust"].map(str::to_owned).to_vec(),
            _ => Vec::new(),
        };
        for (text, replace, choices) in [
            ("ta", 0..2, vec!["tag:"]),
            ("x -s", 3..4, vec!["series:", "sort:"]),
            ("tag:ru", 4..6, vec!["Rust", "trust"]),
            ("#des", 1..4, vec!["\"web design\""]),
            ("tag:\"web d", 4..10, vec!["\"web design\""]),
            ("tag:go,RU", 7..9, vec!["Rust", "trust"]),
            ("is:dr", 3..5, vec!["draft"]),
            ("sort:", 5..5, vec!["-date", "date", "-updated", "updated", "-title", "title", "-words", "words"]),
            ("", 0..0, vec![]),
            ("nokey:a", 7..7, vec![]),
        ] {
            let got = complete(text, text.len(), names);
            assert_eq!(
                (got.replace, got.choices),
                (replace, choices.into_iter().map(str::to_owned).collect()),
                "{text}"
            );
        }
    }

    #[test]
    fn a_name_that_is_begun_is_meant() {
        let names = |key| match key {
            Key::Tag => ["Rust", "web design", "rust-lang"].map(str::to_owned).to_vec(),
            _ => Vec::new(),
        };
        for (text, meant) in [
            ("x tag:ru", Some("x tag:Rust")),
            ("tag:rust", None),
            ("#web", Some("#\"web design\"")),
            ("tag:Rust,la", Some("tag:Rust,rust-lang")),
            ("is:dr", Some("is:draft")),
            ("tag:", None),
            ("tag:python", None),
            ("ta", None),
            ("", None),
        ] {
            assert_eq!(whole(text, names).as_deref(), meant, "{text}");
        }
    }
}
