//! Lists of reStructuredText: bullets, numbers, fields, terms with what they mean.

use super::{Line, Reader};
use crate::template::markup::cursor::number;
use crate::template::markup::escape;

/// Characters of a number's or letter's mark at most: `(xviii)`.
const LONGEST_MARK: usize = 7;

impl<'t> Reader<'t> {
    /// An item of a list, or a field.
    pub(super) fn item(&mut self, line: Line<'t>) -> bool {
        if !self.cursor.can_nest() {
            return false;
        }
        if self.field(line) || self.option(line) {
            return true;
        }
        let Some((number, length)) = self.mark(line) else { return false };
        let end = self.cursor.end_of(self.cursor.at + 1, line.indent);
        let word = line.text.get(..length).unwrap_or_default();
        let signs = word.replace(|c: char| c.is_alphanumeric() || c == '#', "");
        let before = self.numerals.take().filter(|(_, own)| *own == signs && self.cursor.goes_on_with_items());
        let kind = kind(word, before.as_ref().map(|(kind, _)| *kind));
        self.cursor.enter_item(number, (kind, signs.ends_with(')')), length, end);
        if number.is_some() {
            let mark = match signs.as_str() {
                "()" => format!("({kind})"),
                signs => format!("{kind}{signs}"),
            };
            self.numerals = Some((kind, signs));
            if mark != "1." {
                self.cursor.page.count_like(&mark);
            }
        }
        true
    }

    /// The mark that a line begins with, and its bytes.
    fn mark(&self, line: Line<'t>) -> Option<(Option<u32>, usize)> {
        let word = line.text.split(' ').next().unwrap_or_default();
        if matches!(word, "-" | "*" | "+" | "\u{2022}" | "\u{2023}" | "\u{2043}") {
            return Some((None, word.len()));
        }
        let inner = word.strip_suffix(['.', ')']).filter(|_| word.len() <= LONGEST_MARK)?;
        let inner = inner.strip_prefix('(').unwrap_or(inner);
        let number = if inner == "#" { 1 } else { number(inner)? };
        // A second line that isn't indented makes a paragraph of it.
        let next = self.cursor.peek(self.cursor.at + 1);
        let is_item = next.is_none_or(|next| next.is_blank() || next.indent > line.indent || is_mark(next.text));
        (is_item && word.len() < line.text.len()).then_some((Some(number), word.len()))
    }

    /// `:name: value`.
    fn field(&mut self, line: Line<'t>) -> bool {
        let Some((name, rest)) = line
            .text
            .strip_prefix(':')
            .and_then(|rest| rest.split_once(": ").or_else(|| Some((rest.strip_suffix(':')?, ""))))
        else {
            return false;
        };
        if name.is_empty() || name.len() > 60 || name.contains(['`', ':']) {
            return false;
        }
        let words = self.inline(name);
        let depth = self.cursor.page.depth();
        let end = self.cursor.end_of(self.cursor.at + 1, line.indent);
        self.cursor.page.part();
        if rest.trim().is_empty() {
            self.cursor.page.block(&format!("**{words}:**"), &[line.at]);
            self.cursor.enter_lines(depth, self.cursor.at + 1, end);
        } else {
            self.cursor.page.open(&format!("**{words}:** "), "");
            self.cursor.enter_behind(depth, line.text.len() - rest.len(), end);
        }
        true
    }

    /// An option of a program, and what it means behind two blanks or below.
    fn option(&mut self, line: Line<'t>) -> bool {
        let (written, rest) = line.text.split_once("  ").unwrap_or((line.text, ""));
        if !written.split(", ").all(is_option) {
            return false;
        }
        let rest = rest.trim_start();
        let next = self.cursor.peek(self.cursor.at + 1);
        if rest.is_empty() && next.is_none_or(|next| next.indent <= line.indent) {
            return false;
        }
        let depth = self.cursor.page.depth();
        let end = self.cursor.end_of(self.cursor.at + 1, line.indent);
        self.cursor.page.part();
        self.cursor.page.line(&escape::code(written), line.at);
        self.cursor.page.open(": ", "  ");
        if rest.is_empty() {
            self.cursor.enter_lines(depth, self.cursor.at + 1, end);
        } else {
            self.cursor.enter_behind(depth, line.text.len() - rest.len(), end);
        }
        true
    }

    /// A term, and what it means on the indented lines below.
    pub(super) fn definition(&mut self, line: Line<'t>) -> bool {
        let next = self.cursor.peek(self.cursor.at + 1);
        let is_term = next.is_some_and(|next| !next.is_blank() && next.indent > line.indent);
        if !is_term || line.text.ends_with("::") || !self.cursor.can_nest() {
            return false;
        }
        let words = self.inline(line.text);
        let depth = self.cursor.page.depth();
        let end = self.cursor.end_of(self.cursor.at + 1, line.indent);
        self.cursor.page.part();
        self.cursor.page.line(&escape::paragraph(&words), line.at);
        self.cursor.page.open(": ", "  ");
        self.cursor.enter_lines(depth, self.cursor.at + 1, end);
        true
    }
}

/// What the marks of one list have in common: its bullet, or its first numeral. `before` is that of the item before.
fn kind(word: &str, before: Option<char>) -> char {
    let numeral = word.trim_matches(['(', ')', '.']);
    let is_roman = numeral.eq_ignore_ascii_case("i") || numeral.len() > 1 || matches!(before, Some('i' | 'I'));
    match numeral.chars().next() {
        // A list that counts by itself goes on from numbers that are written.
        Some('#') => before.unwrap_or('1'),
        Some('0'..='9') => '1',
        Some('A'..='Z') if is_roman && before != Some('A') => 'I',
        Some('A'..='Z') => 'A',
        Some(c) if c.is_alphabetic() && is_roman && before != Some('a') => 'i',
        Some(c) if c.is_alphabetic() => 'a',
        _ => word.chars().next().unwrap_or(' '),
    }
}

/// Whether it is an option: `-a`, `-aFILE`, `-a FILE`, `--all`, `--all=FILE`, `/V`; in angle brackets what it takes may be
/// any words.
fn is_option(text: &str) -> bool {
    let (option, takes) = text.split_once([' ', '=']).unwrap_or((text, ""));
    let is_argument = takes.is_empty()
        || takes.starts_with('<') && takes.ends_with('>')
        || takes.starts_with(char::is_alphabetic)
            && takes.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
    let name = option.strip_prefix("--").or_else(|| option.strip_prefix(['-', '+', '/'])).unwrap_or_default();
    let is_name = |c: char| c.is_ascii_alphanumeric() || "_-".contains(c);
    is_argument && name.starts_with(|c: char| c.is_ascii_alphanumeric()) && name.chars().all(is_name)
}

fn is_mark(text: &str) -> bool {
    let word = text.split(' ').next().unwrap_or_default();
    word.len() <= LONGEST_MARK && word.ends_with(['.', ')']) && word.len() < text.len()
}
