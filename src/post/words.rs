//! Counts the words of a body as cheaply as its bytes allow: no tree is built.
//!
//! Code fences, HTML tags, template tags, link targets and marks are no words. A CJK character is half a word.

use std::ops::Range;

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

/// The words of a whole body.
pub fn count_words(body: &str) -> u32 {
    count(body, body.len()).count
}

fn saturated(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Half words.
fn halves(body: &str) -> usize {
    let body = body.as_bytes();
    let (mut fence, mut total, mut from, mut at) = (None, 0, 0, 0);
    let mut marks = [Mark::new(b"```"), Mark::new(b"~~~")];
    while let Some((mark, found)) = first(&mut marks, body, at) {
        let (before, rest) = body.split_at_checked(found).unwrap_or_default();
        let line = memchr::memrchr(b'\n', before).map_or(0, |end| end + 1);
        let end = found + memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
        let begins_line = before.get(line..).unwrap_or_default().trim_ascii_start().is_empty();
        match fence.filter(|_| begins_line) {
            None if begins_line => {
                total += halves_of(body.get(from..line).unwrap_or_default());
                fence = Some(mark);
            }
            Some(open) if open == mark => (fence, from) = (None, end),
            _ => {}
        }
        at = end;
    }
    if fence.is_none() {
        total += halves_of(body.get(from..).unwrap_or_default());
    }
    total
}

/// A mark of fences, and where the next one stands: looked for once, however often it is asked for.
struct Mark {
    mark: &'static [u8],
    next: Option<usize>,
}

impl Mark {
    fn new(mark: &'static [u8]) -> Self {
        Self { mark, next: None }
    }

    /// The first at or behind a byte; the end of the body where there is none.
    fn from(&mut self, body: &[u8], at: usize) -> usize {
        let rest = || body.get(at..).unwrap_or_default();
        let find = || memchr::memmem::find(rest(), self.mark).map_or(body.len(), |found| at + found);
        let next = self.next.filter(|next| *next >= at).unwrap_or_else(find);
        *self.next.insert(next)
    }
}

/// The first mark at or behind a byte, and where it stands.
fn first<'m>(marks: &mut [Mark; 2], body: &[u8], at: usize) -> Option<(&'m [u8], usize)> {
    let found = marks.iter_mut().map(|mark| (mark.mark, mark.from(body, at)));
    found.min_by_key(|(_, place)| *place).filter(|(_, place)| *place < body.len())
}

/// Bytes that are looked at together.
const LANES: usize = 64;

/// Half words of text without a fence.
fn halves_of(text: &[u8]) -> usize {
    let (mut total, mut in_word, mut at) = (0, false, 0);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let mut most = LANES;
        if let Some(window) = rest.first_chunk() {
            let (starts, is_word, length) = starts(window, in_word);
            total += 2 * starts;
            (in_word, at) = (is_word, at + length);
            if length == LANES {
                continue;
            }
            most = beside(text.get(at));
        }
        let (halves, is_word, next) = one_by_one(text, at..at + most, in_word);
        total += halves;
        (in_word, at) = (is_word, next);
    }
    total
}

/// Bytes that are looked at one by one from a mark on: wide characters have others beside them.
fn beside(mark: Option<&u8>) -> usize {
    if mark.is_some_and(|byte| *byte > RARE) { 2 * LANES } else { 1 }
}

/// The half words of bytes, whether a word goes on behind them, and where what they begin ends.
fn one_by_one(text: &[u8], range: Range<usize>, mut in_word: bool) -> (usize, bool, usize) {
    let (mut total, mut at) = (0, range.start);
    while let Some(byte) = text.get(at).filter(|_| at < range.end) {
        let (halves, is_word, step) = match KINDS.get(usize::from(*byte)) {
            Some(Kind::Blank) => (0, false, 1),
            Some(Kind::Letter) => (2 * usize::from(!in_word), true, 1),
            Some(Kind::Wide) => (1, false, 3),
            _ => mark(text, at, in_word),
        };
        total += halves;
        (in_word, at) = (is_word, at + step);
    }
    (total, in_word, at)
}

/// What a byte is, whatever stands beside it.
#[derive(Clone, Copy)]
enum Kind {
    Blank,
    Letter,
    /// The first of the three bytes of a CJK character or a Hangul syllable: U+3000..U+DFFF.
    Wide,
    /// What its neighbors make of it.
    Mark,
}

/// Of every byte.
const KINDS: [Kind; 256] = {
    let mut kinds = [Kind::Blank; 256];
    let mut byte = 0;
    while byte < kinds.len() {
        kinds[byte] = kind(byte as u8);
        byte += 1;
    }
    kinds
};

const fn kind(byte: u8) -> Kind {
    match byte {
        _ if is_letter(byte) => Kind::Letter,
        _ if is_joint(byte) => Kind::Mark,
        b'<' | b'{' | b']' | 0xe2 | 0xf0..=0xff => Kind::Mark,
        0xe3..=0xed => Kind::Wide,
        _ => Kind::Blank,
    }
}

/// How many words begin before the first mark or rare character, whether a word goes on there, and how many bytes these are,
/// all but the last at most: what [`one_by_one`] says of them, with a bit for each byte. On its own, since within the loop
/// around it the compiler takes a quarter more instructions.
#[inline(never)]
fn starts(window: &[u8; LANES + 1], in_word: bool) -> (usize, bool, usize) {
    let (mut letters, mut joints, mut marks) = ([0; LANES], [0; LANES], [0; LANES]);
    let (mut is_joined, mut is_marked) = (0, 0);
    for (((byte, letter), joint), mark) in window.iter().zip(&mut letters).zip(&mut joints).zip(&mut marks) {
        *letter = u8::from(is_word(*byte) | (0x80 <= *byte));
        *joint = u8::from(is_joint(*byte));
        *mark = u8::from(matches!(byte, b'<' | b'{' | b']') | (RARE <= *byte));
        is_joined |= *joint;
        is_marked |= *mark;
    }
    let length = if is_marked == 0 { LANES } else { bits(&marks).trailing_zeros() as usize };
    let Some(last) = length.checked_sub(1) else { return (0, in_word, 0) };
    let letters = bits(&letters);
    let behind = |bits: u64| bits << 1 | u64::from(in_word);
    let mut words = letters;
    if is_joined != 0 {
        let mut goes_on = [0; LANES];
        for (next, byte) in goes_on.iter_mut().zip(window.iter().skip(1)) {
            *next = u8::from(is_word(*byte));
        }
        words |= bits(&joints) & behind(letters) & bits(&goes_on);
    }
    let starts = (letters & !behind(words)) << (LANES - length);
    (starts.count_ones() as usize, words >> last & 1 == 1, length)
}

/// The flags of all bytes as bits, the first one lowest.
fn bits(flags: &[u8; LANES]) -> u64 {
    // The product has each of eight flags in its highest byte, in a place of its own.
    let eight = |flags: &[u8; 8]| u64::from_le_bytes(*flags).wrapping_mul(0x0102_0408_1020_4080) >> 56;
    let (groups, _) = flags.as_chunks();
    groups.iter().rev().fold(0, |bits, group| bits << 8 | eight(group))
}

/// Bytes from here on begin characters that are no letters, or are rare.
const RARE: u8 = 0xe2;

/// Part of a word, whatever stands beside it.
const fn is_letter(byte: u8) -> bool {
    is_word(byte) || matches!(byte, 0x80..RARE | 0xee | 0xef)
}

/// An ASCII letter or digit: as few comparisons as it takes.
const fn is_word(byte: u8) -> bool {
    ((byte | 0x20).wrapping_sub(b'a') < 26) | (byte.wrapping_sub(b'0') < 10)
}

/// Holds a word together where one goes on behind it.
const fn is_joint(byte: u8) -> bool {
    // Comma and full stop are one bit apart.
    (byte == b'\'') | (byte & !2 == b',')
}

/// What a mark adds, whether a word goes on with it, and how many bytes it takes.
fn mark(text: &[u8], at: usize, in_word: bool) -> (usize, bool, usize) {
    let byte = text.get(at).copied().unwrap_or(b' ');
    let next = text.get(at + 1).copied().unwrap_or(b' ');
    match byte {
        _ if is_joint(byte) => (0, in_word && next.is_ascii_alphanumeric(), 1),
        b'<' if next.is_ascii_alphabetic() || matches!(next, b'/' | b'!') => (0, false, skip(text, at, b">")),
        b'{' if next == b'%' => (0, false, skip(text, at, b"%}")),
        b'{' if next == b'{' => (0, false, skip(text, at, b"}}")),
        b'{' if next == b':' => (0, false, skip(text, at, b"}")),
        b']' if next == b'(' => (0, false, skip(text, at, b")")),
        // General punctuation; an apostrophe holds a word together.
        0xe2 => (0, in_word && text.get(at..at + 3) == Some("’".as_bytes()), 3),
        0xf0..=0xff => (0, false, 4),
        _ => (0, false, 1),
    }
}

/// Bytes to the end of a mark; one where it does not end on this line.
fn skip(text: &[u8], at: usize, end: &[u8]) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    // A mark is short; looking no further keeps a line of openers linear.
    let near = rest.get(..512).unwrap_or(rest);
    let line = near.get(..memchr::memchr(b'\n', near).unwrap_or(near.len())).unwrap_or_default();
    memchr::memmem::find(line, end).map_or(1, |found| found + end.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn many_bytes_at_once_count_as_one_by_one(
            text in prop::collection::vec(prop::sample::select(vec![
                "a", "word", "Z9", " ", "  ", "\n", "'", ".", ",", "’", "é", "ß", "日", "😀", "\u{e000}", "—", "-", "<b>", "<",
                "](x y)", "]", "{{ a }}", "{% b %}", "{:c}", "{", "}", "0.5", "it's",
            ]), 0..200).prop_map(|parts| parts.concat()),
        ) {
            let text = text.as_bytes();
            let (total, _, _) = one_by_one(text, 0..text.len(), false);
            prop_assert_eq!(halves_of(text), total);
        }
    }

    proptest! {
        #[test]
        fn lines_of_fences_are_no_words(
            lines in prop::collection::vec(prop::sample::select(vec![
                "a b", "```", " ```rust", "\t~~~", "~~~~", "a ``` b", "", "````", "x ~~~", "\r```", " ", "`a` ~b~",
            ]), 0..20),
        ) {
            let (mut fence, mut wanted) = (None, 0);
            for line in &lines {
                let mark = ["```", "~~~"].into_iter().find(|mark| line.trim_ascii_start().starts_with(mark));
                match (fence, mark) {
                    (None, None) => wanted += halves_of(line.as_bytes()),
                    (None, mark) => fence = mark,
                    (open, mark) if open == mark => fence = None,
                    _ => {}
                }
            }
            prop_assert_eq!(halves(&lines.join("\n")), wanted);
        }
    }

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
