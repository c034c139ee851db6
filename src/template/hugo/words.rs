//! Functions of Hugo's templates that make words of words by rules of their own: addresses, formats, texts cut short
//! ("urlize", "anchorize", "printf", "truncate", "plainify").

use super::super::tags::value::Value;
use super::function::{Given, LONGEST};

/// What such a function gives; None for all others.
pub(super) fn of(function: &str, given: &Given<'_>) -> Option<Value> {
    let text = |at: usize| given.text(at);
    match function {
        "printf" => formatted(given).map(Value::Text),
        "urlize" => text(0).map(|text| Value::Text(slug(&text, |c| matches!(c, '.' | '/' | '_' | '#' | '+' | '~')))),
        "anchorize" => text(0).map(|text| Value::Text(slug(&text, |c| c == '_'))),
        "plainify" => text(0).map(|text| Value::Text(plain(&text))),
        "countrunes" => Some(Value::Number(plain(&text(0)?).chars().filter(|c| !c.is_whitespace()).count() as f64)),
        // Words that say where it was cut may stand before the text.
        "truncate" => {
            let (most, words) = (given.value(0)?.count()?, given.last()?.words()?);
            let mark = if given.values.len() > 2 { text(1)? } else { " \u{2026}".to_owned() };
            Some(Value::Text(truncated(&words, most, &mark)))
        }
        _ => None,
    }
}

/// A text as a part of an address: small letters, hyphens for blanks, and of signs those that are kept.
fn slug(text: &str, is_kept: impl Fn(char) -> bool) -> String {
    let kept = |c: char| c.is_alphanumeric() || c == '-' || is_kept(c);
    let parted = text.trim().chars().map(|c| if c.is_whitespace() { '-' } else { c });
    parted.filter(|c| kept(*c)).flat_map(char::to_lowercase).collect()
}

/// A text without its tags.
fn plain(html: &str) -> String {
    let mut made = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        made.push_str(before);
        match after.split_once('>').filter(|_| after.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/')) {
            Some((_, behind)) => rest = behind,
            None => {
                made.push('<');
                rest = after;
            }
        }
    }
    made + rest
}

/// So many characters at most, cut between words where there are several.
fn truncated(text: &str, most: usize, mark: &str) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most).collect();
    let is_whole = text.chars().nth(most).is_some_and(char::is_whitespace);
    let end = cut.rfind(char::is_whitespace).filter(|_| !is_whole).unwrap_or(cut.len());
    format!("{}{mark}", cut.get(..end).unwrap_or_default().trim_end())
}

/// `printf` with words for its verbs, with their flags, widths and precisions (package `fmt`).
fn formatted(given: &Given<'_>) -> Option<String> {
    /// Columns of one verb at most.
    const WIDEST: usize = 100;
    let mut made = String::new();
    let format = given.text(0)?;
    let mut rest = format.as_str();
    let mut place = 1;
    while let Some((before, after)) = rest.split_once('%') {
        made.push_str(before);
        let length = after.find(|c: char| c.is_alphabetic() || c == '%')?;
        let (options, after) = after.split_at(length);
        let verb = after.chars().next()?;
        rest = after.get(verb.len_utf8()..)?;
        if verb == '%' {
            made.push('%');
            continue;
        }
        let (width, precision) =
            options.split_once('.').map_or((options, None), |(width, it)| (width, it.parse().ok()));
        let flags = width.len() - width.trim_start_matches(['0', '-', '+', ' ', '#']).len();
        let (flags, width) = width.split_at(flags);
        let width: usize = if width.is_empty() { 0 } else { width.parse().ok()? };
        let precision = precision.filter(|precision: &usize| *precision <= WIDEST);
        let words = match verb {
            's' | 'v' | 'd' | 't' => given.text(place)?,
            'q' => format!("\"{}\"", given.text(place)?),
            'f' => format!("{:.*}", precision.unwrap_or(6), given.number(place)?),
            'x' => format!("{:x}", given.value(place)?.count()?),
            _ => return None,
        };
        place += 1;
        let missing = width.min(WIDEST).saturating_sub(words.chars().count());
        match flags {
            _ if flags.contains('-') => made.push_str(&format!("{words}{}", " ".repeat(missing))),
            _ if flags.contains('0') => made.push_str(&format!("{}{words}", "0".repeat(missing))),
            _ => made.push_str(&format!("{}{words}", " ".repeat(missing))),
        }
    }
    made.push_str(rest);
    (made.len() <= LONGEST).then_some(made)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_made_by_the_rules_of_hugo() {
        let value = |text: &str| match text.parse() {
            Ok(number) => Some(Value::Number(number)),
            Err(_) => Some(Value::text(text)),
        };
        for (function, given, want) in [
            ("urlize", vec!["Ab Cd: E.f/g"], "ab-cd-e.f/g"),
            ("anchorize", vec!["Ab Cd: E.f"], "ab-cd-ef"),
            ("plainify", vec!["<b>x</b> < y"], "x < y"),
            ("countrunes", vec!["<b>x</b> yz"], "3"),
            ("truncate", vec!["7", "one two three"], "one two \u{2026}"),
            ("truncate", vec!["6", "\u{2026}!", "one two three"], "one\u{2026}!"),
            ("truncate", vec!["60", "one"], "one"),
            (
                "printf",
                vec!["%03d|%-4s|%5s|%.2f|%q|%x|100%%", "7", "a", "b", "1.005", "c", "255"],
                "007|a   |    b|1.00|\"c\"|ff|100%",
            ),
        ] {
            let values: Vec<Option<Value>> = given.iter().map(|text| value(text)).collect();
            let made = of(function, &Given { values: &values }).and_then(|value| value.words());
            assert_eq!(made.as_deref(), Some(want), "{function} {given:?}");
        }
        let odd = [Some(Value::text("%z")), Some(Value::text("a"))];
        assert_eq!(of("printf", &Given { values: &odd }), None);
    }
}
