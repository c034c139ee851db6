//! Which way text runs: by its first strong character (UAX 9, rules P2 and P3).

use unicode_bidi::{BidiClass, bidi_class};

/// Which way a paragraph runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Latin, Cyrillic, Chinese and most others.
    #[default]
    LeftToRight,
    /// Arabic, Hebrew, Persian, Urdu.
    RightToLeft,
}

impl Direction {
    /// Characters looked at before a text counts as left to right: enough for any real one.
    const LOOK_AHEAD: usize = 1_024;

    /// The direction of `text`.
    pub fn of(text: &str) -> Self {
        let strong = text.chars().take(Self::LOOK_AHEAD).find_map(|c| match c {
            // Of ASCII letters alone are strong.
            '\0'..='\x7f' => c.is_ascii_alphabetic().then_some(Self::LeftToRight),
            _ => match bidi_class(c) {
                BidiClass::L => Some(Self::LeftToRight),
                BidiClass::R | BidiClass::AL => Some(Self::RightToLeft),
                _ => None,
            },
        });
        strong.unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_strong_character_decides() {
        use Direction::{LeftToRight, RightToLeft};
        let table = [
            ("", LeftToRight),
            ("123 (…)", LeftToRight),
            ("hello سلام", LeftToRight),
            ("«سلام» hello", RightToLeft),
            ("12. שלום", RightToLeft),
        ];
        for (text, direction) in table {
            assert_eq!(Direction::of(text), direction, "{text:?}");
        }
    }
}
