//! `1)` before a line: an item of a list to CommonMark, words to kramdown and to Python-Markdown, which know `1.` alone. The
//! lines stay lines, so that they are read as what their writer meant.

use super::super::code::CodeMap;
use super::super::find::holds;
use super::super::output::Output;

/// Digits of a number at most (CommonMark 5.2).
const MOST_DIGITS: usize = 9;

/// Rewrites the marks, so that they are words. None if there are none.
pub(in crate::template) fn rewrite(text: &str) -> Option<Output> {
    if !holds(text, ") ") {
        return None;
    }
    let code = CodeMap::of(text);
    let (mut out, mut copied, mut at) = (Output::default(), 0, 0);
    let mut after_item = false;
    for line in text.split_inclusive('\n') {
        let place = bracket(line).map(|place| at + place).filter(|place| code.at(*place).is_none());
        if let Some(place) = place {
            if after_item {
                // Where the line before ended.
                out.copy(text.get(copied..at - 1).unwrap_or_default(), copied);
                out.make("\\", at - 1);
                copied = at - 1;
            }
            out.copy(text.get(copied..place).unwrap_or_default(), copied);
            out.make("\\", place);
            copied = place;
        }
        let words = line.trim_end_matches(['\n', '\r']);
        after_item = place.is_some() && !words.ends_with(['\\', ' ', '>']) && words.len() + 1 == line.len();
        at += line.len();
    }
    out.ended(text, copied)
}

/// The byte of the bracket behind the number that a line begins with.
fn bracket(line: &str) -> Option<usize> {
    let rest = line.trim_start_matches([' ', '\t', '>']);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let behind = rest.get(digits..)?.strip_prefix(')')?;
    let fits = (1..=MOST_DIGITS).contains(&digits) && behind.starts_with([' ', '\t']);
    fits.then_some(line.len() - rest.len() + digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_in_a_bracket_is_a_word() {
        for (text, want) in [
            ("1) a\n2) b\n", Some("1\\) a\\\n2\\) b\n")),
            ("a\n\n> 3) b *c*\n> 4) d\n", Some("a\n\n> 3\\) b *c*\\\n> 4\\) d\n")),
            ("1) a  \n2) b", Some("1\\) a  \n2\\) b")),
            ("1) a\n\n2) b", Some("1\\) a\n\n2\\) b")),
            ("```\n1) a\n```\n", None),
            ("1. a) b\nc 1) d", None),
            ("(see 1) ", None),
        ] {
            assert_eq!(rewrite(text).map(|out| out.finish(|_| (1, 1)).0).as_deref(), want, "{text:?}");
        }
    }
}
