//! TeX formulas as lines of Unicode. A formula with a command that is not known stays whole as its author wrote it.

mod command;
mod delimiter;
mod script;
mod symbol;
mod table;

use table::Rows;

/// Bytes of a formula at most; a longer one stays as it is written.
const LONGEST: usize = 20_000;
/// Groups within groups at most.
const DEEPEST: usize = 24;

/// A formula within words, on one line.
pub(super) fn inline(source: &str) -> String {
    let shown = read(source).map(|pieces| pieces.iter().map(Piece::in_line).collect::<String>());
    let shown = shown.unwrap_or_else(|| source.to_owned());
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A formula on lines of its own.
pub(super) fn display(source: &str) -> String {
    let Some(pieces) = read(source) else { return source.trim_matches('\n').to_owned() };
    let tables = pieces.iter().filter(|piece| matches!(piece, Piece::Rows(rows) if rows.is_tall())).count();
    if tables != 1 {
        return pieces.iter().map(Piece::in_line).collect::<String>().trim().to_owned();
    }
    let at = pieces.iter().position(|piece| matches!(piece, Piece::Rows(rows) if rows.is_tall())).unwrap_or(0);
    let (before, after) = pieces.split_at(at);
    let before: String = before.iter().map(Piece::in_line).collect();
    let after_text: String = after.iter().skip(1).map(Piece::in_line).collect();
    match after.first() {
        Some(Piece::Rows(rows)) => rows.on_lines(before.trim_start(), after_text.trim_end()),
        _ => before,
    }
}

/// A part of a formula.
enum Piece {
    Text(String),
    Rows(Rows),
}

impl Piece {
    fn in_line(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Rows(rows) => rows.in_line(),
        }
    }
}

fn read(source: &str) -> Option<Vec<Piece>> {
    if source.len() > LONGEST {
        return None;
    }
    let mut reader = Reader { rest: source, depth: 0, closed_by: Closed::End };
    // Rows without an environment are rows still.
    let mut rows = Vec::new();
    loop {
        let pieces = reader.pieces()?;
        match reader.closed_by {
            Closed::End if rows.is_empty() => return Some(pieces),
            Closed::End => {
                rows.push(vec![pieces.iter().map(Piece::in_line).collect()]);
                return Some(vec![Piece::Rows(Rows::plain(rows))]);
            }
            Closed::Row | Closed::Cell => rows.push(vec![pieces.iter().map(Piece::in_line).collect::<String>()]),
            _ => return None,
        }
    }
}

/// What ended a run of pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Closed {
    End,
    Brace,
    Bracket,
    Row,
    Cell,
    Environment,
    Right,
}

/// Reads a formula from start to end.
struct Reader<'a> {
    rest: &'a str,
    depth: usize,
    closed_by: Closed,
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Option<char> {
        let next = self.rest.chars().next()?;
        self.rest = self.rest.get(next.len_utf8()..).unwrap_or_default();
        Some(next)
    }

    fn skip_blank(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn take(&mut self, mark: &str) -> bool {
        let after = self.rest.strip_prefix(mark);
        self.rest = after.unwrap_or(self.rest);
        after.is_some()
    }

    /// The name behind a backslash: letters, or one other character.
    fn name(&mut self) -> &'a str {
        let letters = self.rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let length = if letters > 0 { letters } else { self.rest.chars().next().map_or(0, char::len_utf8) };
        let (name, rest) = self.rest.split_at(length);
        self.rest = rest;
        name
    }

    /// Everything up to what closes the group that is open, as pieces.
    fn pieces(&mut self) -> Option<Vec<Piece>> {
        if self.depth >= DEEPEST {
            return None;
        }
        self.depth += 1;
        let mut pieces: Vec<Piece> = Vec::new();
        let mut text = String::new();
        self.closed_by = loop {
            let Some(next) = self.next() else { break Closed::End };
            match next {
                '}' => break Closed::Brace,
                ']' if self.closed_by == Closed::Bracket => break Closed::Bracket,
                '&' => break Closed::Cell,
                '\\' if self.take("\\") => {
                    self.row_gap();
                    break Closed::Row;
                }
                '\\' => match self.command(&mut text)? {
                    command::Made::Text => {}
                    command::Made::Rows(rows) => {
                        pieces.push(Piece::Text(std::mem::take(&mut text)));
                        pieces.push(Piece::Rows(rows));
                    }
                    command::Made::Closed(closed) => break closed,
                },
                other => self.character(other, &mut text)?,
            }
        };
        self.depth -= 1;
        pieces.push(Piece::Text(text));
        Some(pieces)
    }

    /// `\\[2ex]` asks for room, which rows of a terminal do not have.
    fn row_gap(&mut self) {
        self.take("*");
        let gap = self.rest.strip_prefix('[').and_then(|rest| rest.split_once(']'));
        if let Some((length, rest)) =
            gap.filter(|(length, _)| length.len() < 8 && length.ends_with(char::is_alphabetic))
        {
            let _ = length;
            self.rest = rest;
        }
    }

    fn character(&mut self, c: char, text: &mut String) -> Option<()> {
        match c {
            '{' => {
                let group = self.group()?;
                text.push_str(&group);
            }
            '^' | '_' => {
                let script = self.argument()?;
                script::attach(text, c, script.trim());
            }
            '\'' => text.push('\u{2032}'),
            '~' => text.push(' '),
            '%' => self.rest = self.rest.split_once('\n').map_or("", |(_, rest)| rest),
            '=' | '<' | '>' | '+' => symbol::spaced(text, c.encode_utf8(&mut [0; 4])),
            '-' => symbol::spaced(text, "\u{2212}"),
            ',' => text.push_str(", "),
            c if c.is_whitespace() => {}
            c => {
                script::part(text);
                text.push(c);
            }
        }
        Some(())
    }

    /// A group whose brace is open, on one line.
    fn group(&mut self) -> Option<String> {
        let around = std::mem::replace(&mut self.closed_by, Closed::Brace);
        let pieces = self.pieces()?;
        let fits = self.closed_by == Closed::Brace;
        self.closed_by = around;
        fits.then(|| pieces.iter().map(Piece::in_line).collect())
    }

    /// The next argument of a command: a group, a command, or one character.
    fn argument(&mut self) -> Option<String> {
        self.skip_blank();
        let mut text = String::new();
        match self.next()? {
            '{' => return self.group(),
            '\\' => match self.command(&mut text)? {
                command::Made::Text => {}
                command::Made::Rows(_) | command::Made::Closed(_) => return None,
            },
            '}' | '&' | '^' | '_' => return None,
            '\'' => text.push('\u{2032}'),
            '-' => text.push('\u{2212}'),
            c => text.push(c),
        }
        Some(text)
    }

    /// An argument in brackets that may be left out.
    fn option(&mut self) -> Option<Option<String>> {
        self.skip_blank();
        if !self.take("[") {
            return Some(None);
        }
        let around = std::mem::replace(&mut self.closed_by, Closed::Bracket);
        let pieces = self.pieces()?;
        let fits = self.closed_by == Closed::Bracket;
        self.closed_by = around;
        fits.then(|| Some(pieces.iter().map(Piece::in_line).collect()))
    }

    /// An argument as it is written: words, names, colors.
    fn words(&mut self) -> Option<&'a str> {
        self.skip_blank();
        let inner = self.rest.strip_prefix('{')?;
        let end = inner.find(['{', '}'])?;
        let (words, rest) = inner.split_at(end);
        self.rest = rest.strip_prefix('}')?;
        Some(words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_as_readers_know_them() {
        for (source, want) in [
            ("e^{i\\pi} + 1 = 0", "e^(iπ) + 1 = 0"),
            ("\\alpha \\le \\beta", "α ≤ β"),
            ("\\sqrt{2} \\sqrt[3]{x+1}", "√2∛(x + 1)"),
            ("\\frac12 + \\frac{a}{b} + \\frac{a+1}{b}", "½ + a/b + (a + 1)/b"),
            ("\\sum_{i=1}^n x_i^2", "∑ᵢ₌₁ⁿ xᵢ²"),
            ("\\int_0^\\infty f(x)\\,dx", "∫₀^∞ f(x) dx"),
            ("x \\in \\mathbb{R}, y \\notin \\mathcal L", "x ∈ ℝ, y ∉ ℒ"),
            ("\\left( \\frac{1}{2} \\right]", "(½]"),
            ("\\text{if } x > -1", "if x > −1"),
            ("\\log n \\cdot \\sin\\theta", "log n · sin θ"),
            ("a \\not= b, f''", "a ≠ b, f′′"),
            ("\\hat{x} + \\overline{ab}", "x\u{302} + a\u{305}b\u{305}"),
            ("{n \\choose k} = \\binom{n}{k}", "(n choose k) = (n choose k)"),
            ("\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}", "(1 2; 3 4)"),
            ("O(n \\lfloor n/2 \\rfloor)", "O(n⌊n/2⌋)"),
            ("x^{\\prime}", "x′"),
            ("\\unknown{x}^2 + \\alpha", "\\unknown{x}^2 + \\alpha"),
            ("\\frac{a", "\\frac{a"),
            ("a_{i,j}", "a_(i,j)"),
            ("k \\bmod p \\pmod{q}", "k mod p (mod q)"),
        ] {
            assert_eq!(inline(source), want, "{source}");
        }
    }

    #[test]
    fn rows_stand_on_lines() {
        for (source, want) in [
            ("\\begin{aligned} a &= b \\\\ &= c \\end{aligned}", "a = b\n  = c"),
            ("A = \\begin{bmatrix} 1 & 20 \\\\ 3 & 4 \\end{bmatrix}", "A = ⎡1  20⎤\n    ⎣3  4 ⎦"),
            ("f = \\begin{cases} 1 & x \\\\ 0 & y \\end{cases}", "f = ⎧1  x\n    ⎩0  y"),
            ("a \\\\ b", "a\nb"),
        ] {
            assert_eq!(display(source), want, "{source}");
        }
    }

    #[test]
    fn hostile_formulas_end() {
        for source in ["{", "\\frac", "^", "\\begin{a}", "\\left(", "\\sqrt[", "_{", "\\\\", "&", "\\", "}", "\\not"] {
            let _ = inline(&source.repeat(3_000));
            let _ = display(&source.repeat(3_000));
        }
    }
}
