//! `H~2~O` and `x^2^`, for Markdown that reads them; to Markdown that strikes words between single tildes the first is struck. Formulas, addresses, tags and code are left alone.

use super::super::code::CodeMap;
use super::super::output::Output;
use super::marks::Marks;

/// Bytes between two signs at most.
const LONGEST: usize = 100;

/// Rewrites lowered and raised words. None if the text holds none.
pub(in crate::template) fn rewrite(text: &str, marks: Marks) -> Option<Output> {
    let has = ((marks.subscript || marks.struck) && text.contains('~')) || (marks.superscript && text.contains('^'));
    if !has {
        return None;
    }
    let code = CodeMap::of(text);
    let (mut out, mut copied, mut at) = (Output::default(), 0, 0);
    for line in text.split_inclusive('\n') {
        for (start, end, tag) in pairs(line, marks) {
            if code.at(at + start).is_none() {
                out.copy(text.get(copied..at + start).unwrap_or_default(), copied);
                out.make(&format!("<{tag}>"), at + start);
                out.copy(line.get(start + 1..end).unwrap_or_default(), at + start + 1);
                out.make(&format!("</{tag}>"), at + end);
                copied = at + end + 1;
            }
        }
        at += line.len();
    }
    out.ended(text, copied)
}

/// The bytes of the two signs of each pair on a line, and the tag that they stand for.
fn pairs(line: &str, marks: Marks) -> Vec<(usize, usize, &'static str)> {
    let bytes = line.as_bytes();
    let mut found = Vec::new();
    // An odd number of dollar signs is no formula.
    let has_formulas = bytes.iter().filter(|byte| **byte == b'$').count() % 2 == 0;
    let (mut at, mut in_formula) = (0, false);
    while let Some(byte) = bytes.get(at) {
        let skipped = match byte {
            b'\\' => 2,
            b'`' => behind(line, at + 1, '`'),
            b'<' => behind(line, at + 1, '>'),
            b']' if bytes.get(at + 1) == Some(&b'(') => behind(line, at + 2, ')'),
            b'$' if has_formulas => {
                in_formula = !in_formula;
                1
            }
            b'~' if marks.subscript && !in_formula => sign(line, at, '~', "sub", &mut found),
            b'~' if marks.struck && !in_formula => sign(line, at, '~', "del", &mut found),
            // A note's label is no power.
            b'^' if marks.superscript && !in_formula && (at == 0 || bytes.get(at - 1) != Some(&b'[')) => {
                sign(line, at, '^', "sup", &mut found)
            }
            _ => 1,
        };
        at += skipped;
    }
    found
}

/// Bytes up to the sign that closes and over it, or one where none does.
fn behind(line: &str, from: usize, close: char) -> usize {
    /// Bytes of an address or tag at most.
    const LONGEST: usize = 2_000;
    let near = line.as_bytes().get(from..).unwrap_or_default();
    let close = near.iter().take(LONGEST).position(|byte| char::from(*byte) == close);
    close.map_or(1, |close| close + 2)
}

/// A pair of signs that begins here, if there is one, and the bytes to go on by. No blank stands in it.
fn sign(line: &str, at: usize, sign: char, tag: &'static str, found: &mut Vec<(usize, usize, &'static str)>) -> usize {
    let rest = line.get(at + 1..).unwrap_or_default();
    let run = rest.len() - rest.trim_start_matches(sign).len();
    let is_home = line.get(..at).is_some_and(|before| before.ends_with('/'));
    if run > 0 || is_home || rest.starts_with(['/', '[']) {
        return run + 1;
    }
    let stop = rest.bytes().take(LONGEST).position(|byte| char::from(byte) == sign || byte.is_ascii_whitespace());
    let Some(end) = stop.filter(|end| rest.as_bytes().get(*end) == Some(&(sign as u8))) else { return 1 };
    if rest.get(end + 1..).is_some_and(|after| after.starts_with(sign)) {
        return 1;
    }
    found.push((at, at + 1 + end, tag));
    end + 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_between_two_signs_is_lowered_or_raised() {
        let both = Marks { subscript: true, superscript: true, ..Marks::default() };
        for (source, want) in [
            ("H~2~O, x^2^ and x^n+1^.", "H<sub>2</sub>O, x<sup>2</sup> and x<sup>n+1</sup>."),
            ("~/.bashrc ~/x", "~/.bashrc ~/x"),
            ("http://a.org/~b~/ [a](b~c~d) <a^b^c>", "http://a.org/~b~/ [a](b~c~d) <a^b^c>"),
            ("~~gone~~ ~a b~", "~~gone~~ ~a b~"),
            ("$x^2+y^2$ is z^2^", "$x^2+y^2$ is z<sup>2</sup>"),
            ("note[^1] and[^2] ^[in line]", "note[^1] and[^2] ^[in line]"),
            ("\\~a\\~ `b~c~`", "\\~a\\~ `b~c~`"),
            ("```\na~b~\n```", "```\na~b~\n```"),
        ] {
            let made = rewrite(source, both).map_or_else(|| source.to_owned(), |out| out.finish(|_| (1, 1)).0);
            assert_eq!(made, want, "{source:?}");
        }
        assert!(rewrite("H~2~O", Marks::default()).is_none());
        let struck = Marks { struck: true, ..Marks::default() };
        let made = rewrite("H~2~O, ~~a~~, ~b c~, x^2^", struck).unwrap().finish(|_| (1, 1)).0;
        assert_eq!(made, "H<del>2</del>O, ~~a~~, ~b c~, x^2^");
    }
}
