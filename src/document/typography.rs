//! Running text as a printer would set it: quotation marks, apostrophes, dashes, dots. What is typed in code, formulas and
//! addresses never comes here.

use std::borrow::Cow;

use crate::template::{Dashes, Typography};

/// What may become a sign of print.
const SIGNS: [char; 6] = ['"', '\'', '-', '.', '<', '>'];

/// Sets a piece of text. `before` is what stands before it in its paragraph. `kept` are the places of signs that stay as
/// they are, in order, and the bytes of that text that stand before this piece.
pub(super) fn set<'t>(
    text: &'t str,
    before: Option<char>,
    kept: (&[usize], usize),
    typography: Typography,
) -> Cow<'t, str> {
    if typography == Typography::AS_TYPED || !text.contains(SIGNS) {
        return Cow::Borrowed(text);
    }
    let (kept, start) = kept;
    let mut kept = kept.iter().filter_map(|place| place.checked_sub(start)).peekable();
    let mut out = String::with_capacity(text.len() + 8);
    let mut previous = before;
    let mut rest = text;
    let mut is_open = false;
    while let Some(c) = rest.chars().next() {
        let (words, signs) = rest.split_at_checked(before_sign(rest)).unwrap_or((rest, ""));
        if let Some(last) = words.chars().next_back() {
            out.push_str(words);
            (previous, rest) = (Some(last), signs);
            continue;
        }
        let at = text.len() - rest.len();
        while kept.next_if(|place| *place < at).is_some() {}
        let is_kept = kept.peek() == Some(&at);
        let run = if is_kept { 1 } else { run(rest, c, kept.peek().map_or(usize::MAX, |next| next - at)) };
        let (signs, behind) = rest.split_at_checked(run.max(c.len_utf8())).unwrap_or((rest, ""));
        match sign(c, run, typography).filter(|_| !is_kept) {
            Some(Sign::Quote) if c == '"' => {
                is_open = opens_double(previous, behind, is_open);
                out.push(if is_open { '\u{201c}' } else { '\u{201d}' });
            }
            Some(Sign::Quote) => out.push(if opens_single(previous, behind) { '\u{2018}' } else { '\u{2019}' }),
            Some(Sign::Is(sign)) => out.push_str(sign),
            None => out.push_str(signs),
        }
        previous = out.chars().next_back();
        rest = behind;
    }
    if out == text { Cow::Borrowed(text) } else { Cow::Owned(out) }
}

/// Bytes before the first sign.
fn before_sign(text: &str) -> usize {
    text.bytes().position(|byte| SIGNS.contains(&char::from(byte))).unwrap_or(text.len())
}

/// Dashes as the keyboard writes them, which names of headings are made of.
pub(super) fn typed(words: &str) -> String {
    words.replace('\u{2014}', "---").replace('\u{2013}', "--")
}

/// What signs become.
enum Sign {
    Is(&'static str),
    /// Depends on what stands around it.
    Quote,
}

/// Characters in a row that are the same sign, no more than `most`.
fn run(rest: &str, c: char, most: usize) -> usize {
    match c {
        '-' | '.' | '<' | '>' => rest.bytes().take(most).take_while(|byte| char::from(*byte) == c).count(),
        _ => 1,
    }
}

fn sign(c: char, run: usize, typography: Typography) -> Option<Sign> {
    match (c, run) {
        ('"' | '\'', _) if typography.quotes => Some(Sign::Quote),
        ('-', 2) if typography.dashes == Dashes::Both => Some(Sign::Is("\u{2013}")),
        ('-', 3) if typography.dashes == Dashes::Both => Some(Sign::Is("\u{2014}")),
        ('-', 2) if typography.dashes == Dashes::Long => Some(Sign::Is("\u{2014}")),
        ('.', 3) if typography.dots => Some(Sign::Is("\u{2026}")),
        ('.', 4) if typography.dots => Some(Sign::Is("\u{2026}.")),
        ('<', 2) if typography.guillemets => Some(Sign::Is("\u{ab}")),
        ('>', 2) if typography.guillemets => Some(Sign::Is("\u{bb}")),
        _ => None,
    }
}

/// Whether a double mark opens a quotation: behind a blank or an opening mark, before something that ends no phrase.
/// A script without blanks does not say, so there every second one closes.
fn opens_double(previous: Option<char>, behind: &str, is_open: bool) -> bool {
    let opens = match previous {
        Some(previous) if is_wide(previous) => !is_open,
        Some('=' | '/' | '\u{2019}') => behind.starts_with(char::is_alphanumeric),
        previous => may_open(previous),
    };
    opens && !ends_phrase(behind)
}

/// Whether a single mark opens a quotation; else it closes one, is an apostrophe or stands for a century (`'80s`).
fn opens_single(previous: Option<char>, behind: &str) -> bool {
    let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
    let after = behind.get(digits..).unwrap_or_default();
    let is_decade = digits == 2 && !after.starts_with(|c: char| c == '\'' || c.is_alphanumeric() && c != 's');
    may_open(previous) && !ends_phrase(behind) && !is_decade
}

fn may_open(previous: Option<char>) -> bool {
    const OPENING: [char; 11] =
        ['(', '[', '{', '-', '\u{2013}', '\u{2014}', '\u{201c}', '\u{2018}', '\u{ab}', '\u{a1}', '\u{bf}'];
    previous.is_none_or(|previous| previous.is_whitespace() || OPENING.contains(&previous))
}

/// Whether what follows a mark is a blank or the end of a phrase. Where nothing follows, another mark may, such as that of
/// emphasis.
fn ends_phrase(behind: &str) -> bool {
    let mut next = behind.chars();
    match next.next() {
        None => false,
        Some('.') => next.next().is_none_or(char::is_whitespace),
        Some(next) => next.is_whitespace() || matches!(next, ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}'),
    }
}

/// Whether a letter is of a script that has no blanks between words.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

/// The bytes of a text at which a sign stands that its source escapes or names. None where the two cannot be laid side by
/// side.
pub(super) fn kept(text: &str, written: &str, typography: Typography) -> Vec<usize> {
    let mut places = Vec::new();
    if typography == Typography::AS_TYPED || text == written || !written.contains(['\\', '&']) {
        return places;
    }
    let mut source = written;
    for (at, c) in text.char_indices() {
        if let Some(rest) = source.strip_prefix('\\').filter(|rest| rest.starts_with(c) && c.is_ascii_punctuation()) {
            places.push(at);
            source = rest.get(1..).unwrap_or_default();
        } else if let Some(rest) = source.strip_prefix(c) {
            source = if c == '&' { rest.strip_prefix("amp;").unwrap_or(rest) } else { rest };
        } else if let Some((_, rest)) = source.strip_prefix('&').and_then(|entity| entity.split_once(';')) {
            places.push(at);
            source = rest;
        } else {
            return Vec::new();
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_those_of_print() {
        for (text, want) in [
            ("\"Don't,\" she said, \"go to 'Rome'.\"", "“Don’t,” she said, “go to ‘Rome’.”"),
            ("the '80s, the dogs' and rock 'n' roll", "the ’80s, the dogs’ and rock ‘n’ roll"),
            ("\"'Quoted' in quotes\" (\"too\")", "“‘Quoted’ in quotes” (“too”)"),
            ("\"...and\" then... so....", "“…and” then… so…."),
            ("a--b --- c -- d -x- ----", "a–b — c – d -x- ----"),
            ("<<French>> a <b> c", "«French» a <b> c"),
            ("say \"hello\"; 5\" wide", "say “hello”; 5” wide"),
            ("他说\"你好\"了\"a\"。", "他说“你好”了“a”。"),
            ("d'\"usage\" x=\"y\" \".html\" \"a\".", "d’“usage” x=“y” “.html” “a”."),
            ("x\u{2014}\"y\"", "x\u{2014}“y”"),
            ("no signs", "no signs"),
        ] {
            assert_eq!(set(text, None, (&[], 0), Typography::FULL), want, "{text}");
            assert_eq!(set(text, None, (&[], 0), Typography::AS_TYPED), text);
        }
        assert_eq!(set("'s", Some('x'), (&[], 0), Typography::SMART), "’s");
        assert_eq!(set("a--b---c <<d>>", None, (&[], 0), Typography::REMARK), "a—b---c <<d>>");
    }

    #[test]
    fn what_is_escaped_or_named_stays() {
        for (text, written, want) in [
            ("5'6\" \"a\"", "5\\'6\\\" \"a\"", "5'6\" “a”"),
            ("\"a\" \"b\"", "&quot;a&quot; \"b\"", "\"a\" “b”"),
            ("a--b--c", "a\\-\\-b--c", "a--b–c"),
            ("a--b...", "a\\--b\\...", "a--b..."),
            ("R&D's", "R&amp;D's", "R&D’s"),
            ("R&D's", "R&D's", "R&D’s"),
        ] {
            let kept = kept(text, written, Typography::FULL);
            assert_eq!(set(text, None, (&kept, 0), Typography::FULL), want, "{written}");
            let (first, second) = text.split_at(3);
            let first = set(first, None, (&kept, 0), Typography::FULL);
            let second = set(second, first.chars().next_back(), (&kept, 3), Typography::FULL);
            assert_eq!(format!("{first}{second}"), want, "{written} in two pieces");
        }
    }

    #[test]
    fn a_sign_costs_its_own_length() {
        let text = "\"'-.<>".repeat(50_000);
        let kept = kept(&text, &text.replace('\'', "\\'"), Typography::FULL);
        assert_eq!(kept.len(), 50_000);
        assert!(set(&text, None, (&kept, 0), Typography::FULL).len() >= text.len());
    }
}
