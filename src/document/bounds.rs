//! How much of a body is read, so that no body takes more memory than folio promises.
//!
//! What a parser makes of a byte depends on the byte: a letter is part of a run, a line may be a block, a mark may be a
//! node of its own before it is known to mean nothing. So bytes, lines and marks are bounded each. Knows no Markdown
//! beyond which bytes those are.

/// Bytes of a body.
const MOST_BYTES: usize = 16 << 20;
/// Lines of a body: each may be a block, which takes some hundred times the memory of its bytes.
const MOST_LINES: usize = 250_000;
/// Marks of a body: each may be a node of about a hundred bytes, closed or not.
const MOST_MARKS: usize = 1_000_000;
/// What is said of a body of more.
pub(super) const LEFT_OUT: &str =
    "The body is longer than 16 MiB, 250,000 lines or a million marks; the rest is left out.";

/// As much of a body as is read, and whether something was left out.
pub(super) fn fitting(body: &str) -> (&str, bool) {
    let most = (0..=body.len().min(MOST_BYTES)).rev().find(|end| body.is_char_boundary(*end)).unwrap_or(0);
    let read = body.get(..most).unwrap_or_default();
    let end = if most > MOST_LINES { end_of(read.as_bytes()) } else { most };
    (read.get(..end).unwrap_or_default(), end < body.len())
}

/// The byte before which neither lines nor marks are too many. Both are ASCII, so that it parts no character.
fn end_of(bytes: &[u8]) -> usize {
    let lines = memchr::memchr_iter(b'\n', bytes).count();
    // What stands behind a byte need not be asked while all of them would not be too many.
    if lines < MOST_LINES && (bytes.len() < MOST_MARKS || marks_at_most(bytes) < MOST_MARKS) {
        return bytes.len();
    }
    let (mut lines, mut marks) = (0, 0);
    for (at, pair) in bytes.windows(2).enumerate() {
        match *pair {
            [b'\n', _] => lines += 1,
            [byte, next] if is_mark(byte, next) => marks += 1,
            _ => {}
        }
        if lines >= MOST_LINES || marks >= MOST_MARKS {
            return at + 1;
        }
    }
    bytes.len()
}

/// Whether a byte is a mark, before another.
fn is_mark(byte: u8, next: u8) -> bool {
    match byte {
        b'*' | b'_' | b'~' | b'`' | b'[' | b']' | b'!' | b'<' | b'>' | b'&' | b'$' | b'\\' | b'|' => true,
        // Of items and definitions within items, and of bare addresses.
        b':' => matches!(next, b' ' | b'\t' | b'/'),
        b'-' | b'+' | b'.' | b')' => matches!(next, b' ' | b'\t'),
        b'w' => next == b'.',
        _ => false,
    }
}

/// As many marks as these bytes are, or fewer.
fn marks_at_most(bytes: &[u8]) -> usize {
    // So few that a byte counts them, and many are looked at together.
    let few = bytes.chunks(usize::from(u8::MAX));
    few.map(|some| usize::from(some.iter().map(|byte| u8::from(may_be_mark(*byte))).sum::<u8>())).sum()
}

/// Whether a byte is a mark before any other: a little more than is asked for, without a branch.
fn may_be_mark(byte: u8) -> bool {
    let letter = ((byte | 0x20).wrapping_sub(b'a') < 26) & (byte != b'w');
    let digit = byte.wrapping_sub(b'0') < 10;
    !(letter | digit | (0x80 <= byte) | (byte <= b' ') | (byte == b','))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_a_mark_may_be_one() {
        for byte in 0..=u8::MAX {
            assert!(may_be_mark(byte) || (0..=u8::MAX).all(|next| !is_mark(byte, next)), "{byte}");
        }
    }

    #[test]
    fn what_may_take_much_memory_is_cut_and_nothing_else_is() {
        let cut = |text: &str| {
            let (read, cut) = fitting(text);
            (read.len(), cut)
        };
        assert_eq!(cut(&"word ".repeat(3_000_000)), (15_000_000, false));
        assert_eq!(cut(&"漢".repeat(5_000_000)), (15_000_000, false));
        assert_eq!(cut(&"漢".repeat(6_000_000)), ((16 << 20) - 1, true), "a character more would be too much");
        assert_eq!(cut(&"a\n".repeat(249_999)), (499_998, false));
        assert_eq!(cut(&"a\n".repeat(250_001)), (500_000, true));
        assert_eq!(cut(&"[".repeat(1_000_000)), (1_000_000, false));
        assert_eq!(cut(&"[".repeat(1_000_001)), (1_000_000, true));
        assert_eq!(cut(&"- ".repeat(2_000_000)), (1_999_999, true));
        assert_eq!(cut(&"www.a ".repeat(2_000_000)), (5_999_997, true));
    }
}
