//! Counts the words of a body as cheaply as its bytes allow: no tree is built.
//!
//! Code fences, HTML tags, template tags, link targets and marks are no words. A CJK character is half a word.

use super::Words;

/// Bytes of a body that are counted where it is not all there.
const SAMPLE: usize = 2048;

/// Counts a body of which `whole` bytes exist and `body` is the start.
pub(super) fn count(body: &str, whole: usize) -> Words {
    if whole <= body.len() {
        return Words { count: saturated(halves(body) / 2), exact: true };
    }
    let end = (0..=SAMPLE.min(body.len())).rev().find(|&end| body.is_char_boundary(end)).unwrap_or(0);
    let sample = body.get(..end).unwrap_or_default();
    let estimate = if sample.is_empty() { whole / 6 } else { halves(sample).saturating_mul(whole) / sample.len() / 2 };
    Words { count: saturated(estimate), exact: false }
}

fn saturated(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Half words.
fn halves(body: &str) -> usize {
    let mut fence: Option<u8> = None;
    let mut total = 0;
    let mut rest = body.as_bytes();
    while !rest.is_empty() {
        let end = memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
        let (line, after) = rest.split_at(end);
        rest = after;
        let trimmed = line.trim_ascii_start();
        let mark = trimmed.first().copied().filter(|_| trimmed.starts_with(b"```") || trimmed.starts_with(b"~~~"));
        match (fence, mark) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark => fence = None,
            (Some(_), _) => {}
            (None, None) => total += line_halves(line),
        }
    }
    total
}

/// What a byte is, as far as that doesn't depend on the bytes around it. Most bytes of a text are told by this alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    /// Part of a word.
    Letter,
    /// Between words.
    Gap,
    /// Its neighbors say.
    Mark,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Letter; 256];
    let mut byte = 0;
    while byte < classes.len() {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => Class::Letter,
            b'\'' | b'.' | b',' | b'<' | b'{' | b']' | 0xe2..=0xed | 0xf0..=0xff => Class::Mark,
            0x00..=0x7f => Class::Gap,
            _ => Class::Letter,
        };
        byte += 1;
    }
    classes
};

fn line_halves(line: &[u8]) -> usize {
    let (mut total, mut in_word, mut at) = (0, false, 0);
    loop {
        // No branch depends on where words end: that is what makes this loop fast.
        let mut class = Class::Gap;
        for byte in line.get(at..).unwrap_or_default() {
            class = CLASSES[usize::from(*byte)];
            if class == Class::Mark {
                break;
            }
            let is_word = class == Class::Letter;
            total += 2 * usize::from(is_word & !in_word);
            (in_word, at) = (is_word, at + 1);
        }
        let Some(&byte) = line.get(at).filter(|_| class == Class::Mark) else { return total };
        let (halves, is_word, step) = mark(line, at, byte, in_word);
        total += halves;
        (in_word, at) = (is_word, at + step);
    }
}

/// What a byte adds that its neighbors explain, whether a word goes on with it, and how many bytes it takes.
fn mark(line: &[u8], at: usize, byte: u8, in_word: bool) -> (usize, bool, usize) {
    let next = line.get(at + 1).copied().unwrap_or(b' ');
    match byte {
        b'\'' | b'.' | b',' => (0, in_word && next.is_ascii_alphanumeric(), 1),
        b'<' if next.is_ascii_alphabetic() || matches!(next, b'/' | b'!') => (0, false, skip(line, at, b">")),
        b'{' if next == b'%' => (0, false, skip(line, at, b"%}")),
        b'{' if next == b'{' => (0, false, skip(line, at, b"}}")),
        b'{' if next == b':' => (0, false, skip(line, at, b"}")),
        b']' if next == b'(' => (0, false, skip(line, at, b")")),
        // U+3000..U+DFFF: CJK and Hangul.
        0xe3..=0xed => (1, false, 3),
        // General punctuation; an apostrophe holds a word together.
        0xe2 => (0, in_word && line.get(at..at + 3) == Some("’".as_bytes()), 3),
        0xf0..=0xff => (0, false, 4),
        _ => (0, false, 1),
    }
}

/// Bytes to the end of a mark; one where it does not end on this line.
fn skip(line: &[u8], at: usize, end: &[u8]) -> usize {
    let rest = line.get(at..).unwrap_or_default();
    // A mark is short; looking no further keeps a line of openers linear.
    let near = rest.get(..512).unwrap_or(rest);
    memchr::memmem::find(near, end).map_or(1, |found| found + end.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_no_words() {
        for (body, wanted) in [
            ("Two words, it's three? No: six!", 6),
            ("| a | b |\n|---|---|\n", 2),
            ("<p class=\"x y\">one</p> {% include a b %} [two](http://a.b/c) {{ x }}", 2),
            ("```\ncode here\n```\none", 1),
            ("日本語のとき", 3),
            ("naïve Größe don’t", 3),
            ("- [ ] one\n* two\n1.5", 3),
            ("", 0),
        ] {
            assert_eq!(count(body, body.len()), Words { count: wanted, exact: true }, "{body}");
        }
    }

    #[test]
    fn a_part_is_an_estimate() {
        let words = count("one two three four\n", 19_000);
        assert_eq!((words.count, words.exact), (4000, false));
    }
}
