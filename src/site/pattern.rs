//! Regular expressions that a configuration writes: small ones.
//!
//! Matching takes time in proportion to pattern and text, so that what is bounded here is the pattern.

use regex::{Regex, RegexBuilder};

/// Bytes that a pattern takes when it is read, and again what it remembers of texts.
const LARGEST: usize = 1 << 20;

/// Reads a pattern; none if it is none, or takes too much.
pub(super) fn pattern(written: &str) -> Option<Regex> {
    RegexBuilder::new(written).size_limit(LARGEST).dfa_size_limit(LARGEST).build().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_that_repeat_what_is_repeated_are_none() {
        assert!(pattern(r"(?P<date>\d{4}-\d{2}-\d{2})_(?P<slug>.*)").is_some_and(|it| it.is_match("2010-06-08_a")));
        assert!(pattern(r"((\w{1,100}){1,100}){1,100}").is_none());
    }
}
