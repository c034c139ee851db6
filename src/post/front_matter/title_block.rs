//! Pandoc's title block: a title, authors and a date, each behind `%` ("Extension: `pandoc_title_block`").

use std::borrow::Cow;

use super::split::{Line, Split, Syntax, lines};
use super::{Map, Value};

/// Two or three such lines, each of which may go on below; one alone may be anything.
pub(super) fn split(text: &str, first: Line<'_>) -> Option<Split> {
    let mut entries = 0;
    let is_head = |line: &Line<'_>| {
        entries += usize::from(line.text.starts_with('%'));
        let goes_on = line.text.starts_with([' ', '\t']) && !line.text.trim().is_empty();
        entries <= 3 && (line.text.starts_with('%') || goes_on)
    };
    let end = lines(text, first.start).take_while(is_head).last()?.next;
    (entries > 1).then_some(Split { syntax: Syntax::TitleBlock, head: first.start..end, body: end, closed: true })
}

/// What it says: indented lines go on with the title, or name further authors.
pub(super) fn read(source: &str) -> Map<'_> {
    let mut entries: Vec<Vec<&str>> = Vec::new();
    for line in source.lines() {
        match (line.strip_prefix('%'), entries.last_mut()) {
            (Some(value), _) => entries.push(vec![value.trim()]),
            (None, Some(entry)) => entry.push(line.trim()),
            (None, None) => {}
        }
    }
    let name = |name: &str| Value::Text(Cow::Owned(name.trim().to_owned()));
    let named = ["title", "author", "date"].into_iter().zip(entries).map(|(key, entry)| {
        let value = match key {
            "author" => Value::List(entry.iter().flat_map(|line| line.split(';')).map(name).collect()),
            _ => Value::Text(Cow::Owned(entry.join(" "))),
        };
        (Cow::Borrowed(key), value)
    });
    Map(named.filter(|(_, value)| !value.is_blank()).collect())
}
