//! What running text holds besides words: bare addresses, emoji names. Never asked about code.

use std::ops::Range;

/// A piece of running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Words as they are.
    Words(&'a str),
    /// An address that is a link, and where it leads.
    Address { shown: &'a str, scheme: &'static str },
}

/// Cuts text at bare addresses, by the rules of GFM's autolinks.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let (mut at, mut next) = (0, next_address(text, 0));
    std::iter::from_fn(move || match next.take() {
        Some((range, scheme)) if range.start == at => {
            (at, next) = (range.end, next_address(text, range.end));
            text.get(range).map(|shown| Piece::Address { shown, scheme })
        }
        Some((range, scheme)) => {
            let words = text.get(at..range.start);
            (at, next) = (range.start, Some((range, scheme)));
            words.map(Piece::Words)
        }
        None => {
            let words = text.get(at..).filter(|words| !words.is_empty());
            at = text.len();
            words.map(Piece::Words)
        }
    })
}

/// The next bare address at or after a byte, with the scheme that it leaves out.
fn next_address(text: &str, from: usize) -> Option<(Range<usize>, &'static str)> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        let found = at + memchr::memchr2(b':', b'w', bytes.get(at..)?)?;
        at = found + 1;
        let (start, host, scheme) = match bytes.get(found) {
            Some(b':') if bytes.get(found..).is_some_and(|rest| rest.starts_with(b"://")) => {
                let name = ["https", "http", "ftp"]
                    .into_iter()
                    .find(|name| text.get(from..found).is_some_and(|before| before.ends_with(name)));
                let Some(name) = name else { continue };
                (found - name.len(), found + 3, "")
            }
            Some(b'w') if bytes.get(found..).is_some_and(|rest| rest.starts_with(b"www.")) => (found, found, "http://"),
            _ => continue,
        };
        if !may_start(text, start) {
            continue;
        }
        if let Some(end) = address_end(text, start, host) {
            return Some((start..end, scheme));
        }
    }
}

/// An address starts a line or stands behind a blank or one of `*_~(`, or behind a script without blanks.
fn may_start(text: &str, start: usize) -> bool {
    match text.get(..start).and_then(|before| before.chars().next_back()) {
        None => true,
        Some(before) => {
            !before.is_ascii_alphanumeric() && !matches!(before, '/' | '.' | '@' | '-' | '=' | ':' | '&' | '"' | '\'')
        }
    }
}

/// Where an address ends; None if its host is none.
fn address_end(text: &str, start: usize, host: usize) -> Option<usize> {
    let rest = text.get(start..)?;
    let stop = |c: char| c.is_whitespace() || c == '<' || is_wide_mark(c);
    let mut end = start + rest.find(stop).unwrap_or(rest.len());
    let domain = text.get(host..end)?.split(['/', '?', '#', ':']).next()?;
    let labels = domain.split('.').count();
    let fits = domain.chars().next()?.is_alphanumeric() && (labels > 1 || domain == "localhost");
    if !fits || !domain.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_')) {
        return None;
    }
    loop {
        let address = text.get(start..end)?;
        let last = address.chars().next_back()?;
        let cut = match last {
            '?' | '!' | '.' | ',' | ':' | '*' | '_' | '~' | '\'' | '"' | '\u{201d}' | '\u{2019}' => last.len_utf8(),
            ')' if address.matches(')').count() > address.matches('(').count() => 1,
            ']' | '}' if !address.contains(['[', '{']) => 1,
            ';' => entity(address).unwrap_or(1),
            _ => return (end > host).then_some(end),
        };
        end -= cut;
    }
}

/// The length of an entity at the end of an address, which is not part of it.
fn entity(address: &str) -> Option<usize> {
    let start = address.rfind('&')?;
    let name = address.get(start + 1..address.len() - 1)?;
    (!name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric())).then(|| address.len() - start)
}

/// Punctuation of scripts without blanks: no address goes on behind it.
fn is_wide_mark(c: char) -> bool {
    matches!(
        c,
        '\u{3000}'
            ..='\u{3011}' | '\u{ff01}' | '\u{ff08}' | '\u{ff09}' | '\u{ff0c}' | '\u{ff1a}' | '\u{ff1b}' | '\u{ff1f}'
    )
}

/// Replaces emoji names (`:tada:`) by the emoji.
pub(super) fn with_emoji(text: &str) -> std::borrow::Cow<'_, str> {
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
                match emojis::get_by_shortcode(name).filter(|_| alone && name.chars().any(|c| !c.is_ascii_digit())) {
                    Some(emoji) => {
                        out.push_str(text.get(copied..start).unwrap_or_default());
                        out.push_str(emoji.as_str());
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bare_addresses_by_the_rules_of_gfm() {
        for (text, want) in [
            ("see http://a.org/b.", vec!["http://a.org/b"]),
            ("(https://a.org/b_(c))", vec!["https://a.org/b_(c)"]),
            ("www.a.org/x?y=1, z", vec!["www.a.org/x?y=1"]),
            ("http://a.org/x&copy; b", vec!["http://a.org/x"]),
            ("日本http://a.org/語、次", vec!["http://a.org/語"]),
            ("xhttp://a.org", vec![]),
            ("http:// a", vec![]),
            ("http://localhost:8080/", vec!["http://localhost:8080/"]),
            ("a://b.c wwww.d", vec![]),
        ] {
            let addresses: Vec<&str> = pieces(text)
                .filter_map(|piece| match piece {
                    Piece::Address { shown, .. } => Some(shown),
                    Piece::Words(_) => None,
                })
                .collect();
            assert_eq!(addresses, want, "{text}");
            let whole: String = pieces(text)
                .map(|piece| match piece {
                    Piece::Address { shown, .. } => shown,
                    Piece::Words(words) => words,
                })
                .collect();
            assert_eq!(whole, text);
        }
    }

    #[test]
    fn emoji_names_stand_alone() {
        for (text, want) in [
            (":tada: yes", "🎉 yes"),
            (":+1::tada:", "👍🎉"),
            ("10:30:45 a:b:c ::", "10:30:45 a:b:c ::"),
            (":no_such_emoji:", ":no_such_emoji:"),
            (":100:", ":100:"),
        ] {
            assert_eq!(with_emoji(text), want, "{text}");
        }
    }
}
