//! The source of a formula, read from start to end into text and rows. What each command means is told beside it.

use super::table::Rows;
use super::{LONGEST, Piece, command, delimiter, fraction, script, symbol};

/// Groups within groups at most.
pub(super) const DEEPEST: usize = 24;

/// Adds text, apart from rows before it where it begins with a sign between two sides.
fn add_text(pieces: &mut Vec<Piece>, mut text: String) {
    let is_sign = text.chars().nth(1) == Some(' ');
    if is_sign && matches!(pieces.last(), Some(Piece::Rows(_))) {
        text.insert(0, ' ');
    }
    pieces.push(Piece::Text(text));
}

pub(super) fn read(source: &str) -> Option<Vec<Piece>> {
    if source.len() > LONGEST {
        return None;
    }
    let mut reader = Reader {
        rest: source,
        depth: 0,
        closed_by: Closed::End,
        operator: Operator::None,
        known: false,
        unknown: false,
    };
    // Rows without an environment are rows still.
    let mut rows = Vec::new();
    loop {
        let pieces = reader.pieces()?;
        if reader.unknown && !reader.known && reader.closed_by == Closed::End {
            return None;
        }
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
pub(super) enum Closed {
    End,
    Brace,
    Bracket,
    Row,
    Cell,
    Environment,
    Right,
}

/// Reads a formula from start to end.
pub(super) struct Reader<'a> {
    pub(super) rest: &'a str,
    pub(super) depth: usize,
    pub(super) closed_by: Closed,
    pub(super) operator: Operator,
    /// Whether a command was met that is known, and one that is not.
    pub(super) known: bool,
    pub(super) unknown: bool,
}

/// A sign or name that bounds may follow, after which what it works on stands apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    None,
    /// A great sign: `∑`.
    Sign,
    /// A name: `lim`.
    Name,
    /// A brace, below or above which words say what it holds.
    Brace,
    /// A sign with bounds.
    BoundSign,
    /// A name with bounds.
    BoundName,
}

impl<'a> Reader<'a> {
    pub(super) fn next(&mut self) -> Option<char> {
        let next = self.rest.chars().next()?;
        self.rest = self.rest.get(next.len_utf8()..).unwrap_or_default();
        Some(next)
    }

    pub(super) fn skip_blank(&mut self) {
        self.rest = self.rest.trim_start();
    }

    pub(super) fn take(&mut self, mark: &str) -> bool {
        let after = self.rest.strip_prefix(mark);
        self.rest = after.unwrap_or(self.rest);
        after.is_some()
    }

    /// The name behind a backslash: letters, or one other character.
    pub(super) fn name(&mut self) -> &'a str {
        let letters = self.rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let length = if letters > 0 { letters } else { self.rest.chars().next().map_or(0, char::len_utf8) };
        let (name, rest) = self.rest.split_at(length);
        self.rest = rest;
        name
    }

    /// Everything up to what closes the group that is open, as pieces.
    pub(super) fn pieces(&mut self) -> Option<Vec<Piece>> {
        if self.depth >= DEEPEST {
            return None;
        }
        self.depth += 1;
        let mut pieces: Vec<Piece> = Vec::new();
        let mut text = String::new();
        self.closed_by = loop {
            let Some(next) = self.next() else { break Closed::End };
            self.part(next, &mut text);
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
                        add_text(&mut pieces, std::mem::take(&mut text));
                        pieces.push(Piece::Rows(rows));
                    }
                    command::Made::Closed(closed) => break closed,
                },
                other => self.character(other, &mut text)?,
            }
        };
        self.depth -= 1;
        add_text(&mut pieces, text);
        Some(pieces)
    }

    /// `\\[2ex]` asks for room, which rows of a terminal do not have.
    pub(super) fn row_gap(&mut self) {
        self.take("*");
        let gap = self.rest.strip_prefix('[').and_then(|rest| rest.split_once(']'));
        if let Some((length, rest)) =
            gap.filter(|(length, _)| length.len() < 8 && length.ends_with(char::is_alphabetic))
        {
            let _ = length;
            self.rest = rest;
        }
    }

    /// Parts what comes next from an operator with bounds: `∑ᵢ₌₁ⁿ x`, `lim_(x → 0) f`.
    pub(super) fn part(&mut self, next: char, text: &mut String) {
        let is_bound = matches!(self.operator, Operator::BoundSign | Operator::BoundName);
        let goes_on = matches!(next, '^' | '_' | '\'') || next.is_whitespace() || self.rest.starts_with("limits");
        if goes_on {
            return;
        }
        let is_close = matches!(next, '(' | '[') || self.rest.starts_with("left") || next == '{';
        let calls = self.operator == Operator::BoundName && is_close && !text.ends_with(')');
        if is_bound && !calls && !matches!(next, ')' | ']' | '}' | ',' | '&') && !text.ends_with(' ') {
            text.push(' ');
        }
        self.operator = Operator::None;
    }

    pub(super) fn character(&mut self, c: char, text: &mut String) -> Option<()> {
        match c {
            '{' => {
                let group = self.group()?;
                let group = self.beside(group, text);
                text.push_str(&group);
            }
            '^' | '_' => {
                let operator = self.operator;
                let script = self.argument()?;
                match operator == Operator::Brace && script.trim().chars().nth(1).is_some() {
                    true => text.push_str(&format!("{c}({})", script.trim())),
                    false => script::attach(text, c, script.trim()),
                }
                self.operator = match operator {
                    Operator::Sign | Operator::BoundSign => Operator::BoundSign,
                    Operator::Name | Operator::BoundName => Operator::BoundName,
                    Operator::Brace | Operator::None => Operator::None,
                };
            }
            ':' if self.take("=") => symbol::spaced(text, ":="),
            ':' | '.' | ';' if self.rest.starts_with(char::is_whitespace) => {
                text.push(c);
                text.push(' ');
            }
            '\'' => text.push('\u{2032}'),
            '~' => text.push(' '),
            '%' => self.rest = self.rest.split_once('\n').map_or("", |(_, rest)| rest),
            '=' | '<' | '>' | '+' => symbol::spaced(text, c.encode_utf8(&mut [0; 4])),
            '-' => symbol::spaced(text, "\u{2212}"),
            ',' => {
                text.truncate(text.trim_end().len());
                text.push_str(", ");
            }
            c if c.is_whitespace() => {}
            c => text.push(c),
        }
        Some(())
    }

    /// A fraction in brackets where what stands before or behind it could be taken for a part of it.
    pub(super) fn beside(&self, part: String, text: &str) -> String {
        let before = text.trim_end();
        let word = before.rsplit(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
        let is_open = before.ends_with('/')
            || symbol::FUNCTIONS.contains(&word)
            || before.ends_with(|c: char| c.is_ascii_digit()) && part.starts_with(|c: char| c.is_ascii_digit());
        if (is_open || self.follows_factor()) && fraction::has_stroke(&part) { format!("({part})") } else { part }
    }

    /// Whether what follows would be read as a factor.
    pub(super) fn follows_factor(&self) -> bool {
        let mut rest = self.rest.trim_start();
        let mut is_apart = false;
        while let Some(behind) = ["\\,", "\\;", "\\:", "\\ ", "\\!", "~"].iter().find_map(|gap| rest.strip_prefix(gap))
        {
            (rest, is_apart) = (behind.trim_start(), true);
        }
        // What is integrated over stands apart.
        if is_apart && (rest.starts_with('d') || rest.starts_with("\\mathrm{d}") || rest.starts_with("\\mathrm d")) {
            return false;
        }
        let Some(name) = rest.strip_prefix('\\') else {
            return rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '(' | '[' | '{'));
        };
        let letters = name.bytes().take_while(u8::is_ascii_alphabetic).count();
        let name = name.get(..letters).unwrap_or_default();
        let is_end = symbol::relation(name).is_some()
            || delimiter::closes(name)
            || matches!(
                name,
                "" | "end"
                    | "quad"
                    | "qquad"
                    | "text"
                    | "mbox"
                    | "tag"
                    | "label"
                    | "cdots"
                    | "ldots"
                    | "dots"
                    | "over"
                    | "choose"
                    | "hspace"
                    | "nonumber"
                    | "notag"
                    | "qed"
                    | "middle"
            );
        !is_end
    }

    /// A group whose brace is open, on one line.
    pub(super) fn group(&mut self) -> Option<String> {
        let around = std::mem::replace(&mut self.closed_by, Closed::Brace);
        let pieces = self.pieces()?;
        let fits = self.closed_by == Closed::Brace;
        self.closed_by = around;
        fits.then(|| pieces.iter().map(Piece::in_line).collect())
    }

    /// The next argument of a command: a group, a command, or one character.
    pub(super) fn argument(&mut self) -> Option<String> {
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
    pub(super) fn option(&mut self) -> Option<Option<String>> {
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
    pub(super) fn words(&mut self) -> Option<&'a str> {
        self.skip_blank();
        let inner = self.rest.strip_prefix('{')?;
        let end = inner.find(['{', '}'])?;
        let (words, rest) = inner.split_at(end);
        self.rest = rest.strip_prefix('}')?;
        Some(words)
    }
}
