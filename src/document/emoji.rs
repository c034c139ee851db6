//! Emoji by GitHub's names. Never asked about code.

use std::borrow::Cow;
use std::cmp::Ordering;

/// A line each: a name, a blank, its emoji; in the order of the names. Written by the test below, out of `emojis`, whose
/// own table has a pointer for every word: a megabyte that is set right each time folio starts.
const TABLE: &str = include_str!("emoji.txt");

/// Replaces emoji names (`:tada:`) by the emoji.
pub(super) fn with_emoji(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b':', text.as_bytes()).is_none() {
        return text.into();
    }
    let mut out = String::new();
    let mut copied = 0;
    let mut open: Option<usize> = None;
    for (at, c) in text.char_indices() {
        match (c, open) {
            (':', Some(start)) => {
                let name = text.get(start + 1..at).unwrap_or_default();
                let after = text.get(at + 1..).and_then(|rest| rest.chars().next());
                let alone = after.is_none_or(|c| !c.is_ascii_alphanumeric());
                // Of digits there are two; others are times and ports.
                let is_name = ["100", "1234"].contains(&name) || name.chars().any(|c| !c.is_ascii_digit());
                match named(name).filter(|_| alone && is_name) {
                    Some(emoji) => {
                        out.push_str(text.get(copied..start).unwrap_or_default());
                        out.push_str(emoji);
                        (copied, open) = (at + 1, None);
                    }
                    None => open = starts(text, at, copied).then_some(at),
                }
            }
            (':', None) => open = starts(text, at, copied).then_some(at),
            (c, Some(start)) if !(c.is_ascii_alphanumeric() || matches!(c, '_' | '+' | '-')) || at - start > 48 => {
                open = None
            }
            _ => {}
        }
    }
    if copied == 0 {
        return text.into();
    }
    out.push_str(text.get(copied..).unwrap_or_default());
    out.into()
}

/// Whether a colon may open a name: behind another emoji, but not behind a letter or digit.
fn starts(text: &str, colon: usize, copied: usize) -> bool {
    let before = text.get(..colon).and_then(|before| before.chars().next_back());
    (copied > 0 && colon == copied) || before.is_none_or(|c| !c.is_ascii_alphanumeric() && c != ':')
}

/// The emoji of a name.
fn named(name: &str) -> Option<&'static str> {
    let mut table = TABLE;
    while !table.is_empty() {
        let start = memchr::memrchr(b'\n', table.as_bytes().get(..table.len() / 2)?).map_or(0, |end| end + 1);
        let (before, rest) = table.split_at_checked(start)?;
        let (line, after) = rest.split_once('\n')?;
        let (known, emoji) = line.split_once(' ')?;
        match name.cmp(known) {
            Ordering::Equal => return Some(emoji),
            Ordering::Less => table = before,
            Ordering::Greater => table = after,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_table_has_every_name_of_github() {
        let all = emojis::iter().flat_map(|emoji| emoji.shortcodes().map(move |name| (name, emoji.as_str())));
        let lines: BTreeSet<_> = all.collect();
        let wanted: String = lines.iter().map(|(name, emoji)| format!("{name} {emoji}\n")).collect();
        if std::env::var_os("FOLIO_BLESS").is_some() {
            let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/document/emoji.txt");
            std::fs::write(path, &wanted).unwrap();
        }
        assert_eq!(TABLE, wanted, "FOLIO_BLESS=1 writes it anew");
        for line in wanted.lines() {
            let (name, emoji) = line.split_once(' ').unwrap();
            assert_eq!(named(name), Some(emoji));
        }
        assert_eq!((named(""), named("aaa"), named("zzzz"), named("+")), (None, None, None, None));
    }

    #[test]
    fn emoji_names_stand_alone() {
        for (text, want) in [
            (":tada: yes", "🎉 yes"),
            (":+1::tada:", "👍🎉"),
            ("10:30:45 a:b:c ::", "10:30:45 a:b:c ::"),
            (":no_such_emoji:", ":no_such_emoji:"),
            (":100: 10:100:20 :30:", "💯 10:100:20 :30:"),
        ] {
            assert_eq!(with_emoji(text), want, "{text}");
        }
    }
}
