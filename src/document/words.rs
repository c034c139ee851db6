//! What running text holds besides words: bare addresses. Never asked about code.

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
        let found = at + memchr::memchr3(b':', b'w', b'@', bytes.get(at..)?)?;
        at = found + 1;
        let (start, host, scheme) = match bytes.get(found) {
            Some(b':') if bytes.get(found..).is_some_and(|rest| rest.starts_with(b"://")) => {
                let name = ["https", "http", "ftp"]
                    .into_iter()
                    .find(|name| text.get(from..found).is_some_and(|before| before.ends_with(name)));
                let Some(name) = name else { continue };
                (found - name.len(), found + 3, "")
            }
            Some(b'@') => match mail(text, from, found) {
                Some(range) if may_start(text, range.start) => return Some((range, "mailto:")),
                _ => continue,
            },
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

/// The mail address around an `@`. Its host ends in letters, so that a version (`a@1.2.3`) is none, and no path follows it.
fn mail(text: &str, from: usize, at: usize) -> Option<Range<usize>> {
    /// Bytes before the `@` at most (RFC 5321, 4.5.3.1.1).
    const LONGEST: usize = 64;
    let before = text.as_bytes().get(from..at)?.iter().rev().take(LONGEST + 1);
    let in_name = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'+');
    let name = before.take_while(in_name).count();
    let host = text.get(at + 1..)?;
    // Words of a script without blanks may follow right behind it.
    let host = host.get(..host_length(host)?)?.split(|c: char| !c.is_ascii()).next()?.trim_end_matches('.');
    let end = at + 1 + host.len();
    let top = host.rsplit_once('.')?.1;
    let goes_on = text.get(end..).is_some_and(|rest| {
        rest.starts_with(['/', '@'])
            || rest.strip_prefix(':').is_some_and(|path| path.starts_with(char::is_alphanumeric))
    });
    let fits = (1..=LONGEST).contains(&name) && top.len() > 1 && top.bytes().all(|byte| byte.is_ascii_alphabetic());
    (fits && !goes_on).then_some(at - name..end)
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
    let stop = |c: char| c.is_whitespace() || c == '<' || is_wide_mark(c);
    // The host comes first: what is none costs its own length.
    let behind_host = host + host_length(text.get(host..)?)?;
    let rest = text.get(behind_host..)?;
    // Behind it stands its path, or what ends the sentence or closes the brackets around it.
    let goes_on = |c| matches!(c, '/' | '?' | '#' | ':' | ')' | ']' | '}' | ',' | ';' | '!' | '*' | '\'' | '"');
    if rest.starts_with(|c| !stop(c) && !goes_on(c)) {
        return None;
    }
    let mut end = behind_host + rest.find(stop).unwrap_or(rest.len());
    let address = text.get(start..end)?;
    // What is cut off below opens no bracket.
    let opens = address.contains(['[', '{']);
    let mut unopened = address.matches(')').count().saturating_sub(address.matches('(').count());
    loop {
        let address = text.get(start..end)?;
        let last = address.chars().next_back()?;
        let cut = match last {
            '?' | '!' | '.' | ',' | ':' | '*' | '_' | '~' | '\'' | '"' | '\u{201d}' | '\u{2019}' => last.len_utf8(),
            ')' if unopened > 0 => {
                unopened -= 1;
                1
            }
            ']' | '}' if !opens => 1,
            ';' => entity(address).unwrap_or(1),
            _ => return (end > host).then_some(end),
        };
        end -= cut;
    }
}

/// Bytes of the host that a text begins with: labels parted by dots, or the machine itself.
fn host_length(text: &str) -> Option<usize> {
    /// Bytes of a host at most: four for each of the characters that a name has (RFC 1035, 2.3.4).
    const LONGEST: usize = 4 * 255;
    let in_host = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
    let (length, _) = text.char_indices().take(LONGEST).find(|(_, c)| !in_host(*c)).unwrap_or((text.len(), ' '));
    let host = text.get(..length).filter(|host| host.len() <= LONGEST)?;
    let fits = host.starts_with(char::is_alphanumeric) && (host.contains('.') || host == "localhost");
    fits.then_some(length)
}

/// The length of an entity at the end of an address, which is not part of it.
fn entity(address: &str) -> Option<usize> {
    let before = address.strip_suffix(';')?;
    let start = before.trim_end_matches(|c: char| c.is_ascii_alphanumeric());
    (start.len() < before.len() && start.ends_with('&')).then(|| address.len() - start.len() + 1)
}

/// Punctuation of scripts without blanks: no address goes on behind it.
fn is_wide_mark(c: char) -> bool {
    matches!(
        c,
        '\u{3000}'
            ..='\u{3011}' | '\u{ff01}' | '\u{ff08}' | '\u{ff09}' | '\u{ff0c}' | '\u{ff1a}' | '\u{ff1b}' | '\u{ff1f}'
    )
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
            ("mail a.b+c@d-e.org. (x@y.co)", vec!["a.b+c@d-e.org", "x@y.co"]),
            ("지원서는 award@f-ruby.com으로 a@b.cc나", vec!["award@f-ruby.com", "a@b.cc"]),
            ("a@1.2.3 @b/c @d.org git@h.org:a/b.git x@host a@@b.org", vec![]),
            ("http://a.org/(b))). http://a.org/b]}", vec!["http://a.org/(b)", "http://a.org/b"]),
            ("http://a.org/x&lt;; http://a.org/;", vec!["http://a.org/x", "http://a.org/"]),
            ("http://a(b.c www.a_b.c\\x", vec![]),
            ("(at http://a.org), http://b.org, [http://c.org]", vec!["http://a.org", "http://b.org", "http://c.org"]),
            ("http://a.b@c.org", vec![]),
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
    fn what_is_no_address_costs_its_own_length() {
        for unit in ["www.a(", "http://a", "_www.", "http://a.b/)", "www.a.b];", "a@", "a@b.", "a@b.org@"] {
            let text = unit.repeat(50_000);
            assert!(pieces(&text).count() > 0, "{unit}");
        }
        assert_eq!(pieces(&format!("http://a.b/{}", ")".repeat(500_000))).count(), 2);
    }
}
