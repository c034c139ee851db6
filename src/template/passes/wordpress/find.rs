//! Where WordPress's shortcodes stand, and which of them are closed. Knows no name of any.

use std::collections::HashMap;

use crate::template::code::CodeMap;
use crate::template::find::Finder;
use crate::template::tags::arguments::Arguments;

/// Bytes of a shortcode's arguments at most.
const LONGEST: usize = 1000;
/// Letters of a name, at least and at most.
const NAME: std::ops::RangeInclusive<usize> = 2..=32;

/// A shortcode in the text.
#[derive(Debug)]
pub(in crate::template) struct Shortcode<'a> {
    /// First byte and one past the last.
    pub(in crate::template) start: usize,
    pub(in crate::template) end: usize,
    pub(in crate::template) name: &'a str,
    /// What stands behind the name.
    given: &'a str,
    pub(in crate::template) closes: bool,
}

impl Shortcode<'_> {
    /// What it is given; converters to Markdown may have put backslashes into it.
    pub(in crate::template) fn arguments(&self) -> Arguments {
        let given = self.given.replace("\\_", "_").replace("\\\"", "\"");
        match given.strip_prefix('=') {
            Some(value) => Arguments::one(value.trim_matches('"')),
            None => Arguments::parse(&given),
        }
    }
}

/// All shortcodes of a text, in order.
#[derive(Debug)]
pub(in crate::template) struct Found<'a> {
    pub(in crate::template) shortcodes: Vec<Shortcode<'a>>,
    /// By place of an opening one, the place of the one that closes it.
    closing: HashMap<usize, usize>,
}

impl<'a> Found<'a> {
    /// Finds them outside code; none if there is none. Linear in the text.
    pub(in crate::template) fn in_text(text: &'a str) -> Option<Self> {
        let mut ends = Finder::new("]");
        let mut shortcodes = Vec::new();
        let mut starts = text.match_indices('[').map(|(at, _)| at).peekable();
        while let Some(start) = starts.next() {
            let limit = starts.peek().copied().unwrap_or(text.len());
            let end = ends.find(text, start)?;
            if end < limit && end - start <= LONGEST {
                shortcodes.extend(read(text, start, end));
            }
        }
        if shortcodes.is_empty() {
            return None;
        }
        let code = CodeMap::of(text);
        shortcodes.retain(|one| code.at(one.start).is_none());
        let mut closing = HashMap::new();
        let mut waiting: HashMap<&str, usize> = HashMap::new();
        for (place, one) in shortcodes.iter().enumerate().rev() {
            if one.closes {
                waiting.insert(one.name, place);
            } else if let Some(end) = waiting.remove(one.name) {
                closing.insert(place, end);
            }
        }
        Some(Self { shortcodes, closing })
    }

    /// The shortcode that closes the one at a place.
    pub(in crate::template) fn closing(&self, place: usize) -> Option<&Shortcode<'a>> {
        self.closing.get(&place).and_then(|end| self.shortcodes.get(*end))
    }
}

/// The shortcode between two brackets, unless they are Markdown's.
fn read(text: &str, start: usize, end: usize) -> Option<Shortcode<'_>> {
    let inner = text.get(start + 1..end)?;
    let inner = inner.strip_suffix('\\').unwrap_or(inner);
    let named = inner.strip_prefix('/').unwrap_or(inner);
    let closes = named.len() < inner.len();
    let is_part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-');
    let (name, given) = named.split_at(named.find(|c| !is_part(c)).unwrap_or(named.len()));
    let fits = NAME.contains(&name.len()) && name.starts_with(|c: char| c.is_ascii_lowercase());
    let apart = given.is_empty() || given.starts_with([' ', '=', '\n', '/']);
    if !fits || !apart || given.contains("\n\n") || closes && !given.trim().is_empty() {
        return None;
    }
    let bytes = text.as_bytes();
    let before = start.checked_sub(1).and_then(|at| bytes.get(at));
    let after = bytes.get(end + 1);
    let is_link = matches!(after, Some(b'(' | b':')) || after == Some(&b'[') && given.is_empty() && !closes;
    if is_link || matches!(before, Some(b'[' | b'!')) || after == Some(&b']') {
        return None;
    }
    let start = if before == Some(&b'\\') { start - 1 } else { start };
    Some(Shortcode { start, end: end + 1, name, given: given.trim().trim_end_matches('/').trim_end(), closes })
}
