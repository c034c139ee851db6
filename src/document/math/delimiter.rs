//! Brackets of every kind, by their names.

use super::reader::Reader;

/// The bracket of a name; None if it is none.
pub(super) fn named(name: &str) -> Option<&'static str> {
    Some(match name {
        "{" | "lbrace" => "{",
        "}" | "rbrace" => "}",
        "lbrack" => "[",
        "rbrack" => "]",
        "langle" => "\u{27e8}",
        "rangle" => "\u{27e9}",
        "lfloor" => "\u{230a}",
        "rfloor" => "\u{230b}",
        "lceil" => "\u{2308}",
        "rceil" => "\u{2309}",
        "vert" | "lvert" | "rvert" => "|",
        "|" | "Vert" | "lVert" | "rVert" => "\u{2016}",
        "backslash" => "\\",
        "llbracket" => "\u{27e6}",
        "rrbracket" => "\u{27e7}",
        "lparen" => "(",
        "rparen" => ")",
        _ => return None,
    })
}

/// Whether a name is that of a closing bracket, or of one that is large.
pub(super) fn closes(name: &str) -> bool {
    matches!(
        name,
        "right"
            | "rangle"
            | "rfloor"
            | "rceil"
            | "rvert"
            | "rVert"
            | "rbrace"
            | "rbrack"
            | "rrbracket"
            | "rparen"
            | "bigr"
            | "Bigr"
            | "biggr"
            | "Biggr"
            | "big"
            | "Big"
            | "bigg"
            | "Bigg"
            | "vert"
            | "Vert"
    )
}

impl Reader<'_> {
    /// The bracket behind `\left`, `\right` or `\big`; nothing for a dot.
    pub(super) fn delimiter(&mut self, text: &mut String) -> Option<()> {
        self.skip_blank();
        match self.next()? {
            '\\' => text.push_str(named(self.name())?),
            '.' => {}
            '<' => text.push('\u{27e8}'),
            '>' => text.push('\u{27e9}'),
            other => text.push(other),
        }
        Some(())
    }
}
