//! Colored output in a block of code (```` ```ansi ````): the sequences go, what they say of the words stays.
//!
//! ECMA-48, "select graphic rendition". Reads clean text, in which ESC is its picture, and knows no color: a theme owns
//! those, and the many colors of a terminal come to its few names.

use std::ops::Range;

use super::TokenScope;

/// What ESC has become in clean text.
const ESCAPE: char = '␛';
/// Parameters of a sequence that are read.
const PARAMETERS: usize = 32;

/// Code without its sequences.
#[derive(Debug, Default)]
pub(super) struct Plain {
    /// The words.
    pub(super) text: String,
    /// How they look: in order; those of the same words lie over each other.
    pub(super) tokens: Vec<(Range<usize>, TokenScope)>,
}

/// Takes the sequences out of code.
pub(super) fn plain(code: &str) -> Plain {
    let (mut plain, mut pen, mut rest) = (Plain::default(), Pen::default(), code);
    while let Some(at) = rest.find(ESCAPE) {
        let (before, sequence) = rest.split_at(at);
        plain.add(before, &pen);
        let after = sequence.get(ESCAPE.len_utf8()..).unwrap_or_default();
        rest = match control(after) {
            Some((parameters, end, after)) => {
                if end == 'm' {
                    pen.set(parameters);
                }
                after
            }
            None => {
                plain.add(sequence.get(..ESCAPE.len_utf8()).unwrap_or_default(), &pen);
                after
            }
        };
    }
    plain.add(rest, &pen);
    plain
}

/// The parameters of a control sequence, its last letter, and what follows.
fn control(text: &str) -> Option<(&str, char, &str)> {
    let body = text.strip_prefix('[')?;
    let end = body.find(|c: char| !matches!(c, '0'..='9' | ';' | ':' | '?'))?;
    let last = body.get(end..)?.chars().next().filter(|c| matches!(c, '@'..='~'))?;
    Some((body.get(..end)?, last, body.get(end + last.len_utf8()..)?))
}

impl Plain {
    fn add(&mut self, words: &str, pen: &Pen) {
        let mut start = self.text.len();
        self.text.push_str(words);
        for line in words.split_inclusive('\n') {
            let end = start + line.trim_end_matches('\n').len();
            if end > start {
                self.tokens.extend(pen.scopes().map(|scope| (start..end, scope)));
            }
            start += line.len();
        }
    }
}

/// How words are written from here on.
#[derive(Debug, Default)]
struct Pen {
    ink: Option<TokenScope>,
    ground: Option<TokenScope>,
    /// Bold, dim, italic, underlined, reversed, struck.
    on: [bool; 6],
}

const REVERSE: usize = 4;
const MARKS: [TokenScope; 6] = [
    TokenScope::AnsiBold,
    TokenScope::AnsiDim,
    TokenScope::AnsiItalic,
    TokenScope::AnsiUnderline,
    TokenScope::AnsiReverse,
    TokenScope::AnsiStrike,
];
/// In the order of their numbers.
const HUES: [TokenScope; 8] = [
    TokenScope::AnsiBlack,
    TokenScope::AnsiRed,
    TokenScope::AnsiGreen,
    TokenScope::AnsiYellow,
    TokenScope::AnsiBlue,
    TokenScope::AnsiPurple,
    TokenScope::AnsiCyan,
    TokenScope::AnsiWhite,
];

impl Pen {
    /// A ground is its color reversed: what stands on it stays readable in every theme.
    fn scopes(&self) -> impl Iterator<Item = TokenScope> {
        let marks = MARKS.into_iter().zip(self.on).enumerate();
        let is_on = move |(place, on): (usize, bool)| on != (place == REVERSE && self.ground.is_some());
        self.ground
            .or(self.ink)
            .into_iter()
            .chain(marks.filter(move |(place, (_, on))| is_on((*place, *on))).map(|(_, (scope, _))| scope))
    }

    fn set(&mut self, parameters: &str) {
        let mut numbers = parameters
            .split([';', ':'])
            .map(|number| if number.is_empty() { Some(0) } else { number.parse::<u8>().ok() })
            .take(PARAMETERS);
        while let Some(number) = numbers.next() {
            match number {
                Some(0) => *self = Self::default(),
                Some(set @ (1..=4 | 7 | 9)) => self.turn(set, true),
                Some(22) => (self.on[0], self.on[1]) = (false, false),
                Some(reset @ (23 | 24 | 27 | 29)) => self.turn(reset - 20, false),
                Some(color @ (30..=37 | 90..=97)) => self.ink = named(color % 10),
                Some(color @ (40..=47 | 100..=107)) => self.ground = named(color % 10),
                Some(38) => self.ink = many(&mut numbers).or(self.ink),
                Some(48) => self.ground = many(&mut numbers).or(self.ground),
                Some(39) => self.ink = None,
                Some(49) => self.ground = None,
                _ => {}
            }
        }
    }

    fn turn(&mut self, number: u8, on: bool) {
        let place = match number {
            1..=4 => usize::from(number) - 1,
            7 => REVERSE,
            _ => 5,
        };
        if let Some(mark) = self.on.get_mut(place) {
            *mark = on;
        }
    }
}

fn named(number: u8) -> Option<TokenScope> {
    HUES.get(usize::from(number)).copied()
}

/// A color of 256 (`5;n`) or of millions (`2;r;g;b`), by the name it is nearest to.
fn many(numbers: &mut impl Iterator<Item = Option<u8>>) -> Option<TokenScope> {
    match numbers.next()?? {
        5 => match numbers.next()?? {
            number @ 0..=15 => named(number % 8),
            number @ 16..=231 => {
                let cube = number - 16;
                Some(nearest(cube / 36, cube / 6 % 6, cube % 6, 5))
            }
            number => Some(nearest(number - 232, number - 232, number - 232, 23)),
        },
        2 => Some(nearest(numbers.next()??, numbers.next()??, numbers.next()??, u8::MAX)),
        _ => None,
    }
}

/// The name whose parts are those that stand out.
fn nearest(red: u8, green: u8, blue: u8, most: u8) -> TokenScope {
    let (high, low) = (red.max(green).max(blue), red.min(green).min(blue));
    // Without a hue: how light it is.
    if u16::from(high - low) * 6 < u16::from(high) || high == 0 {
        return if high < most / 2 { TokenScope::AnsiBlack } else { TokenScope::AnsiWhite };
    }
    let middle = low + (high - low) / 2;
    let part = |value: u8, bit: u8| if value > middle { bit } else { 0 };
    named(part(red, 1) | part(green, 2) | part(blue, 4)).unwrap_or(TokenScope::AnsiWhite)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Code, its words, and what lies over which of them.
    type Case = (&'static str, &'static str, &'static [(&'static str, TokenScope)]);

    #[test]
    fn what_a_terminal_would_color_is_colored_by_name() {
        let cases: &[Case] = &[
            ("plain", "plain", &[]),
            ("␛[31mred␛[0m on", "red on", &[("red", TokenScope::AnsiRed)]),
            ("␛[1;32mgo␛[m", "go", &[("go", TokenScope::AnsiGreen), ("go", TokenScope::AnsiBold)]),
            ("␛[38;5;160mx␛[39my", "xy", &[("x", TokenScope::AnsiRed)]),
            ("␛[38;2;34;139;34mx", "x", &[("x", TokenScope::AnsiGreen)]),
            ("␛[38;2;250;250;245mx", "x", &[("x", TokenScope::AnsiWhite)]),
            ("␛[97;44mx", "x", &[("x", TokenScope::AnsiBlue), ("x", TokenScope::AnsiReverse)]),
            ("␛[4ma\nb", "a\nb", &[("a", TokenScope::AnsiUnderline), ("b", TokenScope::AnsiUnderline)]),
            ("␛[2Kgone␛[1", "gone␛[1", &[]),
            ("␛[38;5mx␛[999;mx", "xx", &[]),
            ("␛", "␛", &[]),
        ];
        for (code, text, tokens) in cases {
            let found = plain(code);
            let read: Vec<_> = found.tokens.iter().map(|(range, scope)| (&found.text[range.clone()], *scope)).collect();
            assert_eq!((found.text.as_str(), read.as_slice()), (*text, *tokens), "{code}");
        }
    }
}
