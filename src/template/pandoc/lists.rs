//! Pandoc's lists that count with letters, Roman numerals and brackets: `a.`, `(ii)`, `#.`, and examples that are counted through
//! the whole post, `(@name)` (Pandoc's manual, `fancy_lists`, `example_lists`). They become lists of numbers that say how they
//! are counted.

use std::collections::HashMap;

use crate::template::code::CodeMap;
use crate::template::output::Output;

/// Bytes of a mark at most; names of examples may be longer.
const LONGEST_MARK: usize = 8;
/// Bytes of an example's name at most.
const LONGEST_NAME: usize = 60;

/// Rewrites the marks. None if there are none.
pub(in crate::template) fn rewrite(text: &str) -> Option<Output> {
    let code = CodeMap::of(text);
    let mut pass = Pass { out: Output::default(), list: None, after_blank: true, examples: 0, names: HashMap::new() };
    let mut at = 0;
    let mut changed = false;
    for line in text.split_inclusive('\n') {
        let blanks = line.len() - line.trim_start_matches(' ').len();
        let is_words = code.at(at + blanks).is_none() && !line.trim().is_empty();
        changed |= is_words && pass.item(line, blanks, at);
        if !is_words {
            pass.out.copy(line, at);
        }
        pass.after_blank = line.trim().is_empty();
        at += line.len();
    }
    changed.then_some(pass.out)
}

/// Whether brackets stand before and behind a numeral.
type Signs = (bool, bool);

/// The mark of an item: the signs around its numeral, and that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Mark<'a> {
    whole: &'a str,
    numeral: &'a str,
}

impl<'a> Mark<'a> {
    fn of(rest: &'a str) -> Option<Self> {
        let end = rest.find([' ', '\t', '\n', '\r']).unwrap_or(rest.len());
        let whole = rest.get(..end)?;
        let inner = match (whole.strip_prefix('('), whole.strip_suffix(['.', ')'])) {
            (Some(inner), Some(_)) => inner.strip_suffix(')')?,
            (None, Some(inner)) => inner,
            _ => return None,
        };
        let is_example = inner.starts_with('@') && whole.starts_with('(') && whole.len() <= LONGEST_NAME;
        let is_one = |wanted: fn(&u8) -> bool| !inner.is_empty() && inner.bytes().all(|byte| wanted(&byte));
        let is_roman = is_one(|byte| b"ivxlc".contains(byte)) || is_one(|byte| b"IVXLC".contains(byte));
        let is_letter = inner.len() == 1 && inner.bytes().all(|byte| byte.is_ascii_alphabetic());
        let is_numeral = inner == "#" || is_roman || is_letter || is_one(u8::is_ascii_digit);
        (is_example || is_numeral && whole.len() <= LONGEST_MARK).then_some(Self { whole, numeral: inner })
    }

    fn signs(self) -> Signs {
        (self.whole.starts_with('('), self.whole.ends_with(')'))
    }

    /// Whether CommonMark reads it as it is.
    fn is_plain(self) -> bool {
        !self.whole.starts_with('(') && self.numeral.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// What it is counted by, behind an item that was counted so.
    fn kind(self, before: Option<char>) -> char {
        let is_roman = self.numeral.len() > 1 || self.numeral.eq_ignore_ascii_case("i");
        match (self.numeral.chars().next().unwrap_or('1'), before) {
            ('#', before) => before.unwrap_or('1'),
            ('@' | '0'..='9', _) => '1',
            ('A'..='Z', Some('A')) => 'A',
            ('A'..='Z', before) => {
                if is_roman || before == Some('I') {
                    'I'
                } else {
                    'A'
                }
            }
            (_, Some('a')) => 'a',
            (_, before) => {
                if is_roman || before == Some('i') {
                    'i'
                } else {
                    'a'
                }
            }
        }
    }
}

struct Pass {
    out: Output,
    /// How far the list that is open is indented, what it is counted by, and the signs around that.
    list: Option<(usize, char, Signs)>,
    after_blank: bool,
    /// Examples so far.
    examples: u32,
    names: HashMap<String, u32>,
}

impl Pass {
    /// A line of words; whether it is changed.
    fn item(&mut self, line: &str, blanks: usize, at: usize) -> bool {
        let rest = line.get(blanks..).unwrap_or_default();
        let found = Mark::of(rest).filter(|_| self.after_blank || self.list.is_some());
        let Some((mark, words)) = found.and_then(|mark| self.words(mark, rest)) else {
            if self.after_blank && self.list.is_some_and(|(indent, ..)| blanks <= indent) {
                self.list = None;
            }
            return self.refer(line, at);
        };
        let before = self.list.filter(|(indent, _, signs)| *indent == blanks && *signs == mark.signs());
        let kind = mark.kind(before.map(|(_, kind, _)| kind));
        self.list = Some((blanks, kind, mark.signs()));
        if mark.is_plain() {
            return self.refer(line, at);
        }
        let number = match mark.numeral.strip_prefix('@') {
            Some(name) => self.example(name),
            None => number(mark.numeral, kind),
        };
        self.out.copy(line.get(..blanks).unwrap_or_default(), at);
        let has_bracket = mark.whole.ends_with(')');
        let own = format!("{number}{}", if has_bracket { ")" } else { "." });
        // What stands below the words is as far in as they are.
        let width = rest.len() - words.len();
        let room = width.saturating_sub(own.len()).clamp(1, 4);
        self.out.make(&format!("{own}{}", " ".repeat(room)), at + blanks);
        let is_words = words.starts_with(|c: char| c.is_alphabetic() || "*_[\"'(\\".contains(c));
        if is_words && mark.numeral != "#" {
            let (open, close) =
                (if mark.whole.starts_with('(') { "(" } else { "" }, if has_bracket { ")" } else { "." });
            self.out.make(&format!("<folio-numbering type=\"{open}{kind}{close}\">"), at + blanks);
        }
        self.refer(words, at + line.len() - words.len());
        true
    }

    /// The words behind a mark. A letter and a dot are an initial unless two blanks follow.
    fn words<'a>(&self, mark: Mark<'a>, rest: &'a str) -> Option<(Mark<'a>, &'a str)> {
        let behind = rest.get(mark.whole.len()..)?;
        let words = behind.trim_start_matches([' ', '\t']);
        let is_initial = mark.whole.ends_with('.')
            && mark.numeral.len() == 1
            && mark.numeral.as_bytes().first().is_some_and(u8::is_ascii_uppercase);
        let blanks = behind.len() - words.len();
        (blanks > usize::from(is_initial) && !words.trim().is_empty()).then_some((mark, words))
    }

    fn example(&mut self, name: &str) -> u32 {
        self.examples += 1;
        if !name.is_empty() {
            self.names.insert(name.to_owned(), self.examples);
        }
        self.examples
    }

    /// Copies words; names of examples before them become their numbers.
    fn refer(&mut self, words: &str, at: usize) -> bool {
        let mut copied = 0;
        for (sign, _) in words.match_indices('@').filter(|_| !self.names.is_empty()) {
            let name = words.get(sign + 1..).unwrap_or_default();
            let end = name.find(|c: char| !(c.is_alphanumeric() || "_-".contains(c))).unwrap_or(name.len());
            let Some(number) = name.get(..end).and_then(|name| self.names.get(name)) else { continue };
            self.out.copy(words.get(copied..sign).unwrap_or_default(), at + copied);
            self.out.make(&number.to_string(), at + sign);
            copied = sign + 1 + end;
        }
        self.out.copy(words.get(copied..).unwrap_or_default(), at + copied);
        copied > 0
    }
}

/// The number of a numeral that is counted by `kind`.
fn number(numeral: &str, kind: char) -> u32 {
    let lower = numeral.to_ascii_lowercase();
    match kind {
        'a' | 'A' => lower.bytes().next().map_or(1, |letter| u32::from(letter.saturating_sub(b'a')) + 1),
        _ => crate::template::markup::number(&lower).unwrap_or(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_counted_as_they_are_marked() {
        for (source, want) in [
            ("a. one\nb. two\n", "1. <folio-numbering type=\"a.\">one\n2. <folio-numbering type=\"a.\">two\n"),
            (
                "(i) one\n\n    more\n(ii) two\n",
                "1)  <folio-numbering type=\"(i)\">one\n\n    more\n2)   <folio-numbering type=\"(i)\">two\n",
            ),
            ("#. one\n#. two\n", "1. one\n1. two\n"),
            (
                "(@)  one\n(@b) two, see (@b)\n\nAs (@b) says.\n",
                "1)   <folio-numbering type=\"(1)\">one\n2)   <folio-numbering type=\"(1)\">two, see (2)\n\nAs (2) says.\n",
            ),
            ("(a) one\n\ni. two\n", "1)  <folio-numbering type=\"(a)\">one\n\n1. <folio-numbering type=\"i.\">two\n"),
            ("B. Russell\n\nWords\na. no item\n", "B. Russell\n\nWords\na. no item\n"),
            ("1. one\n2) two\n```\na. b\n```\n", "1. one\n2) two\n```\na. b\n```\n"),
            ("a\n\n    i. code\n", "a\n\n    i. code\n"),
        ] {
            let made = rewrite(source).map_or_else(|| source.to_owned(), |out| out.finish(|_| (1, 1)).0);
            assert_eq!(made, want, "{source:?}");
        }
    }
}
