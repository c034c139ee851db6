//! Decides which characters may reach a terminal, and what stands in for the others.
//!
//! Controls become their Unicode pictures. What would turn, hide or pile up text becomes U+FFFD, unless it stands where
//! a script needs it: a joiner between Persian letters, a selector after an emoji. Knows Unicode; does not know where the
//! text comes from or goes to.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::classes::{is_emoji, is_han, is_jamo, is_joining, is_southeast_asian, piles_up};

/// What stands in for a character that has no picture.
const MARK: char = '\u{fffd}';
/// Marks on one character: no language needs as many.
const MOST_MARKS: u8 = 8;
/// Emoji joined to one: a family of four with hair has four.
const MOST_JOINS: u8 = 7;

/// What becomes of line breaks and tabs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Breaks {
    /// They stay; CR LF becomes LF.
    Kept,
    /// Each becomes a space.
    Joined,
}

/// One line: line breaks and tabs become spaces, everything else as in [`block`].
pub(super) fn line(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    append(&mut out, raw, Breaks::Joined);
    out
}

/// Several lines: controls become their Unicode pictures, LF and TAB stay.
pub(super) fn block(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    append(&mut out, raw, Breaks::Kept);
    out
}

/// JSON in which every character that may act is written as an escape: nothing is lost and nothing acts. Takes what a
/// JSON printer printed, where such characters stand in strings only.
pub fn json_escaped(json: &str) -> Cow<'_, str> {
    if json.is_ascii() && !json.as_bytes().contains(&0x7f) {
        return Cow::Borrowed(json);
    }
    let acts = |c: char| c >= '\x7f' && !is_quiet(c) && line(c.encode_utf8(&mut [0; 4])) != *c.encode_utf8(&mut [0; 4]);
    if !json.contains(acts) {
        return Cow::Borrowed(json);
    }
    let mut escaped = String::with_capacity(json.len() + 64);
    for c in json.chars() {
        if acts(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(escaped, "\\u{unit:04x}");
            }
        } else {
            escaped.push(c);
        }
    }
    Cow::Owned(escaped)
}

/// Adds text, cleaned, to clean text whose end is its context: what one string may not hold, two may not either.
/// Costs time in proportion to `raw`.
pub(super) fn append(out: &mut String, raw: &str, breaks: Breaks) {
    if plain_prefix(raw, breaks) == raw.len() {
        return out.push_str(raw);
    }
    let mut place = Place::after(out);
    let mut rest = raw;
    while let Some(first) = rest.chars().next() {
        let plain = plain_prefix(rest, breaks);
        if plain > 0 {
            let (head, tail) = rest.split_at(plain);
            out.push_str(head);
            place = Place { before: head.chars().next_back(), ..Place::default() };
            rest = tail;
            continue;
        }
        let taken = place.take(out, first, rest, breaks);
        rest = rest.get(taken..).unwrap_or_default();
    }
}

/// Bytes at the start of `text` that are plainly harmless and need no context.
fn plain_prefix(text: &str, breaks: Breaks) -> usize {
    let bytes = text.as_bytes();
    let kept = breaks == Breaks::Kept;
    let harmless = |byte: &u8| matches!(byte, 0x20..=0x7e) | (kept & matches!(byte, b'\n' | b'\t'));
    let mut length = 0;
    for chunk in bytes.chunks(32) {
        // Without an early exit, so that it is one comparison of vectors.
        if chunk.iter().fold(true, |all, byte| all & harmless(byte)) {
            length += chunk.len();
        } else {
            length += chunk.iter().take_while(|byte| harmless(byte)).count();
            break;
        }
    }
    while let Some(first) = bytes.get(length).filter(|byte| !byte.is_ascii()) {
        // The ideographs from U+4000 on begin with these, and nothing else does.
        let quiet = match first {
            0xe4..=0xe9 => 3,
            _ => text
                .get(length..)
                .and_then(|rest| rest.chars().next())
                .filter(|c| is_quiet(*c))
                .map_or(0, char::len_utf8),
        };
        if quiet == 0 {
            break;
        }
        length += quiet;
    }
    length
}

/// Characters above ASCII that are letters, digits or signs and nothing else: the bulk of most scripts' text.
fn is_quiet(c: char) -> bool {
    matches!(c, '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{370}'..='\u{482}' | '\u{48a}'..='\u{590}'
        | '\u{5d0}'..='\u{5ea}' | '\u{620}'..='\u{64a}' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}'
        | '\u{3000}'..='\u{3029}' | '\u{3041}'..='\u{3096}' | '\u{309b}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}' | '\u{ff01}'..='\u{ff9d}')
}

/// Where in the text we are: what the next character is judged by.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    before: Option<char>,
    marks: u8,
    joins: u8,
}

impl Place {
    fn after(text: &str) -> Self {
        let piled = text.chars().rev().take(usize::from(MOST_MARKS)).take_while(|c| piles_up(*c)).count();
        Self { before: text.chars().next_back(), marks: u8::try_from(piled).unwrap_or(MOST_MARKS), joins: 0 }
    }

    /// Judges the first character of `rest`; answers with the bytes it took.
    fn take(&mut self, out: &mut String, c: char, rest: &str, breaks: Breaks) -> usize {
        let length = c.len_utf8();
        let next = rest.get(length..).and_then(|tail| tail.chars().next());
        match c {
            '\r' if next == Some('\n') => self.keep(out, if breaks == Breaks::Kept { '\n' } else { ' ' }),
            '\n' | '\t' => self.keep(out, if breaks == Breaks::Kept { c } else { ' ' }),
            '\0'..='\x1f' => self.keep(out, char::from_u32(0x2400 + u32::from(c)).unwrap_or(MARK)),
            '\x7f' => self.keep(out, '\u{2421}'),
            '\u{1f3f4}' => return self.take_flag(out, rest),
            // A hint where a word may break; nothing is lost without it.
            '\u{ad}' if self.before.is_some_and(char::is_alphabetic) && next.is_none_or(char::is_alphabetic) => {}
            // What parts letters parts nothing beside a blank; people's keyboards leave it there.
            '\u{200b}' | '\u{200c}' | '\u{feff}'
                if [self.before, next].into_iter().flatten().any(char::is_whitespace) => {}
            // Twice is as good as once.
            '\u{200c}' if next == Some('\u{200c}') => {}
            '\u{200c}' | '\u{200d}' => self.take_joiner(out, c, next),
            _ if piles_up(c) => self.take_mark(out, c, next),
            _ if self.is_harmless(c, next) => self.keep(out, c),
            _ => self.keep(out, MARK),
        }
        if c == '\r' && next == Some('\n') { length + 1 } else { length }
    }

    fn keep(&mut self, out: &mut String, c: char) {
        out.push(c);
        if self.before != Some('\u{200d}') {
            self.joins = 0;
        }
        self.before = Some(c);
        self.marks = 0;
    }

    fn take_mark(&mut self, out: &mut String, c: char, next: Option<char>) {
        let c = if self.is_harmless(c, next) { c } else { MARK };
        if c == MARK {
            return self.keep(out, MARK);
        }
        self.marks = self.marks.saturating_add(1);
        if self.marks <= MOST_MARKS {
            out.push(c);
            self.before = Some(c);
        } else if self.marks == MOST_MARKS + 1 {
            out.push(MARK);
        }
    }

    /// A joiner or non-joiner stays between letters of a script that joins, and between emoji. At either end of a
    /// piece of text the other side is not known and is given credit.
    fn take_joiner(&mut self, out: &mut String, c: char, next: Option<char>) {
        let (before, after) = (self.before, next);
        // A selector after a joiner selects nothing and will be marked.
        let joins = |a: char| is_joining(a) && !matches!(a, '\u{180b}'..='\u{180d}' | '\u{180f}');
        let scripts = before.is_none_or(is_joining) && after.is_none_or(joins);
        // Half letters and old Malayalam chillus end in a joiner.
        let half = before.is_some_and(|b| is_joining(b) && piles_up(b)) && c == '\u{200d}';
        let emoji = c == '\u{200d}' && before.is_some_and(is_joinable) && after.is_none_or(is_emoji);
        self.joins = if emoji { self.joins.saturating_add(1) } else { 0 };
        let known = before.is_some() || after.is_some();
        if known && (scripts || half || emoji) && self.joins <= MOST_JOINS {
            out.push(c);
            self.before = Some(c);
            self.marks = 0;
        } else {
            self.keep(out, MARK);
        }
    }

    /// A black flag may be followed by the tags of a region and their end (UTS 51): England, Scotland, Wales, Texas.
    fn take_flag(&mut self, out: &mut String, rest: &str) -> usize {
        let flag = '\u{1f3f4}';
        self.keep(out, flag);
        let tags =
            rest.chars().skip(1).take_while(|c| matches!(c, '\u{e0030}'..='\u{e0039}' | '\u{e0061}'..='\u{e007a}'));
        let count = tags.take(7).count();
        let ended = rest.chars().nth(1 + count) == Some('\u{e007f}');
        if !(3..=6).contains(&count) || !ended {
            return flag.len_utf8();
        }
        let bytes = rest.chars().take(count + 2).map(char::len_utf8).sum();
        out.push_str(rest.get(flag.len_utf8()..bytes).unwrap_or_default());
        self.before = Some('\u{e007f}');
        bytes
    }

    /// Whether a character may stay where it stands.
    fn is_harmless(&self, c: char, next: Option<char>) -> bool {
        let after = |fits: fn(char) -> bool| self.before.is_some_and(fits);
        match c {
            // C1 controls.
            '\u{80}'..='\u{9f}' => false,
            // Bidi controls, separators, other invisible format characters.
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}' => false,
            '\u{200b}' => after(is_southeast_asian) && next.is_none_or(is_southeast_asian),
            '\u{200c}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => false,
            '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' => false,
            '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' => false,
            // Fillers of old Korean, next to the letters they fill in for.
            '\u{115f}' | '\u{1160}' => after(is_jamo) || next.is_some_and(is_jamo),
            // Selectors, once, after what has variants.
            '\u{180b}'..='\u{180d}' | '\u{180f}' => after(|b| matches!(b, '\u{1820}'..='\u{18aa}')),
            '\u{fe00}'..='\u{fe0d}' => after(|b| is_han(b) || matches!(b, '\u{2200}'..='\u{22ff}')),
            '\u{fe0e}' | '\u{fe0f}' => after(is_emoji) || after(is_keycap) && next == Some('\u{20e3}'),
            '\u{e0100}'..='\u{e01ef}' => after(is_han),
            // Tags without a flag, and what Unicode keeps for more of their kind.
            '\u{e0000}'..='\u{e0fff}' => false,
            // Noncharacters.
            '\u{fdd0}'..='\u{fdef}' => false,
            _ => u32::from(c) & 0xfffe != 0xfffe,
        }
    }
}

fn is_keycap(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '#' | '*')
}

/// What can stand before a joiner in an emoji: the emoji, its skin, its presentation.
fn is_joinable(c: char) -> bool {
    is_emoji(c) || matches!(c, '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}')
}

#[cfg(test)]
mod tests;
