//! Words looked for in the open post: all places, and which of them is the present one.

use crate::text::TextRange;

/// Words looked for in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Find {
    needle: String,
    hits: Vec<TextRange>,
    current: usize,
}

/// Hits kept: a needle of one letter in a long post has no use for more.
const MOST: usize = 100_000;

impl Find {
    /// Finds a needle in a text; the present hit is the first at `from` or after it. None without a needle.
    pub fn new(needle: &str, text: &str, from: u32) -> Option<Self> {
        if needle.is_empty() {
            return None;
        }
        let hits = places(needle, text);
        let current = hits.partition_point(|hit| hit.start < from);
        let current = if current < hits.len() { current } else { 0 };
        Some(Self { needle: needle.to_owned(), hits, current })
    }

    /// What is looked for.
    pub fn needle(&self) -> &str {
        &self.needle
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
fn places(needle: &str, text: &str) -> Vec<TextRange> {
    let exact = needle.chars().any(char::is_uppercase);
    let pattern = regex::RegexBuilder::new(&regex::escape(needle)).case_insensitive(!exact).build();
    let Ok(pattern) = pattern else { return Vec::new() };
    pattern.find_iter(text).take(MOST).map(|found| TextRange::new(found.start(), found.end())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn starts(needle: &str, text: &str) -> Vec<u32> {
        Find::new(needle, text, 0).map(|find| find.hits().iter().map(|hit| hit.start).collect()).unwrap_or_default()
    }

    #[test]
    fn capitals_count_when_typed() {
        assert_eq!(starts("rust", "Rust rust RUST"), [0, 5, 10]);
        assert_eq!(starts("Rust", "Rust rust RUST"), [0]);
        assert_eq!(starts("ä", "Ä ä"), [0, 3]);
        assert_eq!(starts("a.c", "abc a.c"), [4]);
        assert!(Find::new("", "abc", 0).is_none());
    }

    #[test]
    fn the_walk_goes_round() {
        let mut find = Find::new("a", "a b a", 1).expect("a needle");
        assert_eq!(find.number(), 2);
        assert!(find.step(1));
        assert_eq!(find.number(), 1);
        assert!(find.step(-1));
        assert_eq!(find.number(), 2);
        assert!(Find::new("x", "a", 0).is_some_and(|find| find.number() == 0));
    }
}
