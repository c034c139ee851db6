//! Quotation marks of French as kramdown and Goldmark's typographer read them, `<<mot>>`: the parser takes what is inside for a tag.

use super::super::code::CodeMap;
use super::super::find::Finder;
use super::super::output::Output;

/// Bytes of a quotation at most.
const LONGEST: usize = 400;

/// Writes such marks as the signs that they stand for. None if there are none.
pub(in crate::template) fn rewrite(text: &str) -> Option<Output> {
    let mut marks = Finder::new("<<");
    let mut at = marks.find(text, 0)?;
    let code = CodeMap::of(text);
    let (mut out, mut copied) = (Output::default(), 0);
    loop {
        let start = at + 2;
        let is_code = code.at(at).is_some() || text.get(..at).is_some_and(|before| before.ends_with(['<', '\\']));
        let end = text.get(start..).filter(|_| !is_code).and_then(quoted).map_or(start, |length| start + length);
        if end > start {
            out.copy(text.get(copied..at).unwrap_or_default(), copied);
            out.make("\u{ab}", at);
            out.copy(text.get(start..end).unwrap_or_default(), start);
            out.make("\u{bb}", end);
            copied = end + 2;
        }
        match marks.find(text, end) {
            Some(next) => at = next,
            None => return out.ended(text, copied),
        }
    }
}

/// The bytes of the words that begin here and that the same marks end.
fn quoted(inner: &str) -> Option<usize> {
    let is_word = inner.starts_with(|c: char| c.is_ascii_alphabetic());
    let length = inner.bytes().take(LONGEST).position(|byte| byte == b'>').filter(|_| is_word)?;
    let words = inner.get(..length)?;
    (inner.get(length..)?.starts_with(">>") && !words.contains("\n\n")).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_pointed_quotes_are_no_tags() {
        for (source, want) in [
            ("a <<mot>> b <<deux mots>>", Some("a \u{ab}mot\u{bb} b \u{ab}deux mots\u{bb}")),
            ("`<<a>>` 1 << 2", None),
            ("<<a> b", None),
            ("<<<a>>>", None),
            ("<<\u{e9}t\u{e9}>>", None),
        ] {
            assert_eq!(rewrite(source).map(|out| out.finish(|_| (1, 1)).0).as_deref(), want, "{source}");
        }
    }
}
