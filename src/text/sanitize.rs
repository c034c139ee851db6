//! Decides which characters may reach a terminal, and what stands in for the others.
//!
//! Knows Unicode properties; does not know where the text comes from or goes to.

/// One line: line breaks and tabs become spaces, everything else as in [`block`].
pub(super) fn line(raw: &str) -> String {
    block(raw).replace(['\n', '\t'], " ")
}

/// Several lines: controls become their Unicode pictures, LF and TAB stay.
pub(super) fn block(raw: &str) -> String {
    raw.replace("\r\n", "\n").chars().map(shown).collect()
}

fn shown(c: char) -> char {
    match c {
        '\n' | '\t' => c,
        '\0'..='\x1f' => char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}'),
        '\x7f' => '\u{2421}',
        '\u{80}'..='\u{9f}' => '\u{fffd}',
        _ => c,
    }
}
