//! Permalink patterns: `:token` and `{token}` are replaced, slashes squeezed, the result encoded as a URL's path.
//!
//! Knows patterns and calendars; which tokens there are is each generator's business.

use std::borrow::Cow;
use std::fmt::Write as _;

use jiff::civil::DateTime;

/// Bytes of what a pattern makes: no address that a browser takes is as long.
pub const LONGEST: usize = 8 * 1024;
/// Bytes of the name of a token.
const LONGEST_TOKEN: usize = 64;

/// What a pattern makes, as far as [`LONGEST`]: a pattern of thousands of tokens and a title of thousands of words would make
/// hundreds of megabytes of each other.
struct Made(String);

impl Made {
    /// Nothing yet, and as much of a pattern as is read.
    fn of(pattern: &str) -> (Self, &str) {
        let pattern = beginning(pattern, LONGEST);
        (Self(String::with_capacity(pattern.len() * 2)), pattern)
    }

    fn push(&mut self, part: &str) {
        self.0.push_str(beginning(part, LONGEST.saturating_sub(self.0.len())));
    }

    fn is_full(&self) -> bool {
        self.0.len() + char::MAX.len_utf8() > LONGEST
    }

    fn with(mut self, rest: &str) -> String {
        self.push(rest);
        self.0
    }
}

/// As many bytes of a text, or as many fewer as a character needs to stay whole.
pub fn beginning(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    end.and_then(|end| text.get(..end)).unwrap_or_default()
}

/// A text with words of it replaced; none where that makes more than an address has.
pub fn replaced(text: &str, from: &str, to: &str) -> Option<String> {
    let made = text.len().saturating_add(text.matches(from).count().saturating_mul(to.len()));
    (made <= LONGEST).then(|| text.replace(from, to))
}

/// Replaces every `:token` of a pattern. A token is lower-case letters, digits and underscores; the longest one known wins;
/// an unknown one stays as it is written.
pub fn expand_colons(pattern: &str, token: &dyn Fn(&str) -> Option<String>) -> String {
    let (mut out, mut rest) = Made::of(pattern);
    while let Some((before, after)) = rest.split_once(':').filter(|_| !out.is_full()) {
        out.push(before);
        let most = after.find(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'));
        let most = most.unwrap_or(after.len()).min(LONGEST_TOKEN);
        let known = (1..=most).rev().find_map(|end| Some((end, token(after.get(..end)?)?)));
        match known {
            Some((end, value)) => {
                out.push(&value);
                rest = after.get(end..).unwrap_or_default();
            }
            None => {
                out.push(":");
                rest = after;
            }
        }
    }
    out.with(rest)
}

/// Replaces every `:word` and `:word[cut]` of a pattern, as Hugo does: a word is letters, digits and underscores, and all
/// of it counts; an unknown one stays as it is written. What a cut means is the business of `token`.
pub fn expand_words(pattern: &str, token: &dyn Fn(&str, Option<&str>) -> Option<String>) -> String {
    let (mut out, mut rest) = Made::of(pattern);
    while let Some((before, after)) = rest.split_once(':').filter(|_| !out.is_full()) {
        out.push(before);
        let end = after.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(after.len());
        let (word, behind) = after.split_at_checked(end).unwrap_or((after, ""));
        let cut = behind.strip_prefix('[').and_then(|inside| inside.split_once(']'));
        match token(word, cut.map(|(cut, _)| cut)) {
            Some(value) => {
                out.push(&value);
                rest = cut.map_or(behind, |(_, behind)| behind);
            }
            None => {
                out.push(":");
                rest = after;
            }
        }
    }
    out.with(rest)
}

/// Replaces every `{token}` and `{token:format}` of a pattern, as Python's `str.format` does; the format goes to `token`.
pub fn expand_braces(pattern: &str, token: &dyn Fn(&str, &str) -> Option<String>) -> String {
    let (mut out, mut rest) = Made::of(pattern);
    while let Some((before, after)) = rest.split_once('{').filter(|_| !out.is_full()) {
        out.push(before);
        let Some((inside, behind)) = after.split_once('}') else {
            out.push("{");
            rest = after;
            continue;
        };
        let (name, format) = inside.split_once(':').unwrap_or((inside, ""));
        out.push(&token(name, format).unwrap_or_default());
        rest = behind;
    }
    out.with(rest)
}

/// Replaces every `{{ variable | filters }}` of a pattern; none if a variable is not known or a template tag stands in it.
/// What the filters make of a variable is the business of `variable`, which is given their text.
pub fn expand_liquid(pattern: &str, variable: &dyn Fn(&str, &str) -> Option<String>) -> Option<String> {
    if pattern.contains("{%") {
        return None;
    }
    let (mut out, mut rest) = Made::of(pattern);
    while let Some((before, after)) = rest.split_once("{{").filter(|_| !out.is_full()) {
        let (inside, behind) = after.split_once("}}")?;
        // Two strokes part alternatives, one begins the filters.
        let is_stroke = |at: &usize| {
            inside.get(at + 1..at + 2) != Some("|") && inside.get(..*at).is_some_and(|it| !it.ends_with('|'))
        };
        let filters_at = inside.match_indices('|').map(|(at, _)| at).find(is_stroke);
        let (name, filters) = match filters_at {
            Some(at) => (inside.get(..at)?, inside.get(at + 1..)?),
            None => (inside, ""),
        };
        out.push(before);
        out.push(&variable(name.trim().trim_matches('-').trim(), filters)?);
        rest = behind;
    }
    Some(out.with(rest))
}

/// The parts of a date that Jekyll's permalinks name (documentation, "Permalinks"); Hexo's and Hugo's are among them.
pub fn date_token(date: DateTime, token: &str) -> Option<String> {
    let format = match token {
        // Most addresses ask for these.
        "month" => return Some(padded::<2>(date.month().into())),
        "day" => return Some(padded::<2>(date.day().into())),
        "year" if date.year() >= 0 => return Some(padded::<4>(date.year())),
        "year" => "%Y",
        "short_year" => "%y",
        "i_month" => "%-m",
        "short_month" => "%b",
        "long_month" => "%B",
        "i_day" => "%-d",
        "y_day" => "%j",
        "w_year" => "%G",
        "week" => "%V",
        "w_day" => "%u",
        "short_day" => "%a",
        "long_day" => "%A",
        "hour" => "%H",
        "minute" => "%M",
        "second" => "%S",
        _ => return None,
    };
    Some(date.strftime(format).to_string())
}

/// A number of up to so many digits, with zeros before it.
fn padded<const WIDTH: usize>(mut number: i16) -> String {
    let mut digits = [b'0'; WIDTH];
    for digit in digits.iter_mut().rev() {
        *digit += (number % 10).to_le_bytes()[0];
        number /= 10;
    }
    digits.map(char::from).iter().collect()
}

/// A path with one leading slash and no doubled ones; its last slash, or the lack of it, is kept.
pub fn squeeze(path: &str) -> String {
    let mut out = String::with_capacity(path.len() + 1);
    for part in path.split('/').filter(|part| !matches!(*part, "" | "." | "..")) {
        out.push('/');
        out.push_str(part);
    }
    if path.ends_with('/') || out.is_empty() {
        out.push('/');
    }
    out
}

/// A path as it stands in a URL: every byte that RFC 3986 does not allow in a path is percent-encoded, escapes stay.
pub fn encode(path: &str) -> Cow<'_, str> {
    let bytes = path.as_bytes();
    if bytes.iter().all(|byte| is_allowed(*byte)) {
        return Cow::Borrowed(path);
    }
    let mut out = String::with_capacity(path.len());
    for (at, byte) in bytes.iter().enumerate() {
        let is_escape =
            *byte == b'%' && bytes.get(at + 1..at + 3).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        if is_allowed(*byte) || is_escape {
            out.push(char::from(*byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    Cow::Owned(out)
}

/// Whether a byte may stand in a URL's path as it is.
fn is_allowed(byte: u8) -> bool {
    matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' | b':' | b'@')
        || matches!(byte, b'!' | b'$' | b'&' | b'\'' | b'(' | b')' | b'*' | b'+' | b',' | b';' | b'=')
}

/// A base URL and a path below it, with one slash between them.
pub fn absolute(base: &str, path: &str) -> String {
    [base.trim_end_matches('/'), path.trim_start_matches('/')].join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jekyll(pattern: &str) -> String {
        let date = jiff::civil::date(2010, 6, 8).at(16, 53, 37, 0);
        expand_colons(pattern, &|token| match token {
            "title" => Some("economy".to_owned()),
            "categories" => Some(String::new()),
            "output_ext" => Some(".html".to_owned()),
            _ => date_token(date, token),
        })
    }

    #[test]
    fn patterns_and_what_they_name_make_no_more_of_each_other_than_an_address_has() {
        let long = "title ".repeat(10_000);
        let token = |_: &str| Some(long.clone());
        assert_eq!(expand_colons(&"/:title".repeat(9_000), &token).len(), LONGEST);
        assert_eq!(expand_words(&"/:title".repeat(9_000), &|word, _| token(word)).len(), LONGEST);
        assert_eq!(expand_braces(&"/{slug}".repeat(9_000), &|name, _| token(name)).len(), LONGEST);
        assert_eq!(expand_liquid(&"/{{ a }}".repeat(1_000), &|name, _| token(name)).map(|it| it.len()), Some(LONGEST));
        assert_eq!(expand_colons(&"語".repeat(9_000), &token).len(), LONGEST - LONGEST % 3, "no character is parted");
        assert!(replaced(&"a".repeat(100), "a", &"b".repeat(100)).is_none());
        assert_eq!(replaced("a b", " ", "-").as_deref(), Some("a-b"));
        let asked = std::cell::Cell::new(0);
        expand_colons(&format!(":{}", "a".repeat(8_000)), &|_| {
            asked.set(asked.get() + 1);
            None
        });
        assert!(asked.get() <= LONGEST_TOKEN, "{}", asked.get());
    }

    #[test]
    fn colon_tokens() {
        for (pattern, want) in [
            ("/:categories/:year/:month/:day/:title:output_ext", "//2010/06/08/economy.html"),
            ("/:year/:i_month/:i_day/:title/", "/2010/6/8/economy/"),
            ("/:year/W:week/:short_day/:title", "/2010/W23/Tue/economy"),
            ("/:year:month/:title_x/:nothing", "/201006/economy_x/:nothing"),
            ("/a:", "/a:"),
        ] {
            assert_eq!(jekyll(pattern), want, "{pattern}");
        }
    }

    #[test]
    fn numbers_of_dates_have_zeros_before_them() {
        for (year, want) in [(0, "0000/01/09"), (33, "0033/01/09"), (2010, "2010/01/09"), (9999, "9999/01/09")] {
            let date = jiff::civil::date(year, 1, 9).at(0, 0, 0, 0);
            assert_eq!(expand_colons(":year/:month/:day", &|token| date_token(date, token)), want);
        }
    }

    #[test]
    fn brace_tokens() {
        let date = jiff::civil::date(2010, 6, 8).at(0, 0, 0, 0);
        let token = |name: &str, format: &str| match name {
            "slug" => Some("economy".to_owned()),
            "date" => Some(date.strftime(format).to_string()),
            _ => None,
        };
        assert_eq!(expand_braces("{date:%Y}/{date:%m}/{slug}.html", &token), "2010/06/economy.html");
        assert_eq!(expand_braces("{lang}/{slug", &token), "/{slug");
    }

    #[test]
    fn paths_are_squeezed_and_encoded() {
        assert_eq!(squeeze("//a//../b/./c/"), "/a/b/c/");
        assert_eq!(squeeze(""), "/");
        assert_eq!(encode("/日本 x/%20/a%"), "/%E6%97%A5%E6%9C%AC%20x/%20/a%25");
        assert_eq!(absolute("https://example.com/blog/", "/2010/x/"), "https://example.com/blog/2010/x/");
    }
}
