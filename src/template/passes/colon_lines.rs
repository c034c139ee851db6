//! A colon at the start of a line with no blank behind it (`:tada: words`): a word in every Markdown that has lists of
//! definitions, the start of a definition to the parser.

use std::ops::Range;

use super::super::code::CodeMap;
use super::super::find::holds;
use super::super::output::Output;

/// Writes such colons as entities, which are words in HTML too, or takes the line break before them where they stand in a span
/// of code. None if there are none.
pub(in crate::template) fn rewrite(text: &str) -> Option<Output> {
    if !holds(text, "\n:") && !holds(text, " :") {
        return None;
    }
    let code = CodeMap::of(text);
    let (mut out, mut copied, mut at) = (Output::default(), 0, 0);
    for line in text.split_inclusive('\n') {
        let rest = line.trim_start_matches([' ', '\t', '>']);
        let place = at + line.len() - rest.len();
        // What is indented further may be code in an item.
        let margin = line.get(..line.len() - rest.len()).unwrap_or_default();
        let is_shallow = margin.rsplit('>').next().is_some_and(|blanks| blanks.len() < 4 && !blanks.contains('\t'));
        // `:-:|:-:` aligns the columns of a table.
        let is_word = is_shallow
            && rest
                .strip_prefix(':')
                .is_some_and(|behind| behind.starts_with(|c: char| !c.is_whitespace() && c != '-'));
        if is_word && at > 0 {
            // Where it stays, up to where, what it becomes.
            let change = match code.at(place) {
                None => Some((place, place + 1, "&#58;")),
                // There are no entities in code; a line break there is a blank (CommonMark 6.1).
                Some(range) => (margin.is_empty() && is_span(text, range)).then_some((at - 1, at, " ")),
            };
            if let Some((from, to, made)) = change {
                out.copy(text.get(copied..from).unwrap_or_default(), copied);
                out.make(made, from);
                copied = to;
            }
        }
        at += line.len();
    }
    out.ended(text, copied)
}

/// Whether code is a span, no fence.
fn is_span(text: &str, code: &Range<usize>) -> bool {
    text.get(code.clone()).is_some_and(|code| code.starts_with('`') && code.ends_with('`') && !code.starts_with("```"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colon_before_a_word_begins_no_definition() {
        for (source, want) in [
            ("a\n\n:tada: b\n", Some("a\n\n&#58;tada: b\n")),
            ("> a\n> :b\n", Some("> a\n> &#58;b\n")),
            ("a\n: b\n", None),
            ("a\n:\n", None),
            ("a|b\n:-:|--\n", None),
            (":a b\n", None),
            ("- a\n\n      :b\n", None),
            ("a\n\n```\n:b\n```\n", None),
            ("a\n\n```\n:b\n```", None),
            ("**`:a:\n:b:  c\n:d: e`** f\n", Some("**`:a: :b:  c :d: e`** f\n")),
        ] {
            assert_eq!(rewrite(source).map(|out| out.finish(|_| (1, 1)).0).as_deref(), want, "{source}");
        }
    }
}
