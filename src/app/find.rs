//! Words looked for in the open post: all places, and which of them is the present one.

use crate::search::{Needle, words_and_phrases};
use crate::text::TextRange;

/// How a line is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sought {
    /// As it stands, in one place.
    Phrase,
    /// Each of its words and quoted phrases, as in all posts.
    Words,
}

/// Words looked for in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Find {
    needle: String,
    sought: Sought,
    hits: Vec<TextRange>,
    current: usize,
}

/// Hits kept: a needle of one letter in a long post has no use for more.
const MOST: usize = 100_000;

impl Find {
    /// Finds a needle in a text; the present hit is the first at `from` or after it. None without a needle.
    pub fn new(sought: Sought, needle: &str, text: &str, from: u32) -> Option<Self> {
        if needle.is_empty() {
            return None;
        }
        let hits = places(sought, needle, text);
        let current = hits.partition_point(|hit| hit.start < from);
        let current = if current < hits.len() { current } else { 0 };
        Some(Self { needle: needle.to_owned(), sought, hits, current })
    }

    /// What is looked for.
    pub fn needle(&self) -> &str {
        &self.needle
    }

    /// The same line looked for in another text.
    pub fn again(&self, text: &str, from: u32) -> Option<Self> {
        Self::new(self.sought, &self.needle, text, from)
    }

    /// Whether it is these words of a search through all posts.
    pub fn is_search(&self, words: &str) -> bool {
        self.sought == Sought::Words && self.needle == words
    }

    /// Makes the last hit the present one.
    pub fn go_to_last(&mut self) {
        self.current = self.hits.len().saturating_sub(1);
    }

    /// All places in order.
    pub fn hits(&self) -> &[TextRange] {
        &self.hits
    }

    /// The present hit.
    pub fn current(&self) -> Option<TextRange> {
        self.hits.get(self.current).copied()
    }

    /// The number of the present hit, from 1; 0 if there is none.
    pub fn number(&self) -> usize {
        if self.hits.is_empty() { 0 } else { self.current + 1 }
    }

    /// Goes some hits on. Whether that goes past an end, where it starts again at the other.
    pub fn step(&mut self, by: isize) -> bool {
        let count = self.hits.len().cast_signed();
        if count == 0 {
            return false;
        }
        let next = self.current.cast_signed().saturating_add(by);
        self.current = next.rem_euclid(count).cast_unsigned();
        !(0..count).contains(&next)
    }
}

/// Every place of a needle in a text. Smart case: capitals count only if the needle has one.
fn places(sought: Sought, needle: &str, text: &str) -> Vec<TextRange> {
    let needle = match sought {
        Sought::Phrase => Needle::any_of(&[needle]),
        Sought::Words => {
            let words = words_and_phrases(needle);
            Needle::any_of(&words.iter().map(String::as_str).collect::<Vec<_>>())
        }
    };
    needle.map(|needle| needle.find(text).take(MOST).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn starts(needle: &str, text: &str) -> Vec<u32> {
        Find::new(Sought::Phrase, needle, text, 0)
            .map(|find| find.hits().iter().map(|hit| hit.start).collect())
            .unwrap_or_default()
    }

    #[test]
    fn capitals_count_when_typed() {
        assert_eq!(starts("rust", "Rust rust RUST"), [0, 5, 10]);
        assert_eq!(starts("Rust", "Rust rust RUST"), [0]);
        assert_eq!(starts("ä", "Ä ä"), [0, 3]);
        assert_eq!(starts("a.c", "abc a.c"), [4]);
        assert!(Find::new(Sought::Phrase, "", "abc", 0).is_none());
    }

    #[test]
    fn words_are_found_apart_and_phrases_whole() {
        let find = Find::new(Sought::Words, "rain \"in spain\"", "Rain falls in  Spain, in vain", 0).expect("a needle");
        assert_eq!(find.hits(), [TextRange::new(0, 4), TextRange::new(11, 20)]);
        assert!(find.is_search("rain \"in spain\"") && !find.is_search("rain"));
    }

    #[test]
    fn the_walk_goes_round() {
        let mut find = Find::new(Sought::Phrase, "a", "a b a", 1).expect("a needle");
        assert_eq!(find.number(), 2);
        assert!(find.step(1));
        assert_eq!(find.number(), 1);
        assert!(find.step(-1));
        assert_eq!(find.number(), 2);
        assert!(Find::new(Sought::Phrase, "x", "a", 0).is_some_and(|find| find.number() == 0));
    }
}
