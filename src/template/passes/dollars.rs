//! `$$x$$` among words: a formula in the line to kramdown, which takes it for a block only where it is a paragraph of its own
//! (kramdown's documentation, "Math Blocks").

use super::super::code::{CodeMap, margin_cut};
use super::super::find::holds;
use super::super::output::Output;

const MARK: &str = "$$";

/// Makes them formulas of the line. None if there are none.
pub(in crate::template) fn rewrite(text: &str) -> Option<Output> {
    if !holds(text, MARK) {
        return None;
    }
    let code = CodeMap::of(text);
    let (mut out, mut copied, mut at) = (Output::default(), 0, 0);
    for line in text.split_inclusive('\n') {
        for (start, end) in pairs(line) {
            let inner = line.get(start + 2..end - 2).unwrap_or_default().trim();
            if code.at(at + start).is_some() || !is_among_words(line, start, end) {
                continue;
            }
            out.copy(text.get(copied..at + start).unwrap_or_default(), copied);
            out.make(&format!("${inner}$"), at + start);
            copied = at + end;
        }
        at += line.len();
    }
    out.ended(text, copied)
}

/// The formulas of a line with their marks.
fn pairs(line: &str) -> Vec<(usize, usize)> {
    let marks: Vec<usize> = line.match_indices(MARK).map(|(at, _)| at).collect();
    let pairs = marks.chunks_exact(2).filter_map(|pair| match pair {
        [start, end] => Some((*start, end + MARK.len())),
        _ => None,
    });
    let is_formula = |(start, end): &(usize, usize)| {
        let inner = line.get(start + 2..end - 2).unwrap_or_default();
        let before = line.get(..*start).and_then(|before| before.chars().next_back());
        let after = line.get(*end..).and_then(|after| after.chars().next());
        let touches = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '$' | '\\'));
        !inner.trim().is_empty() && !inner.contains('$') && !touches(before) && !touches(after)
    };
    pairs.filter(is_formula).collect()
}

/// Whether there is more on the line than the formula.
fn is_among_words(line: &str, start: usize, end: usize) -> bool {
    let margin = line.len() - margin_cut(line).len();
    let before = line.get(margin.min(start)..start).unwrap_or_default();
    let after = line.get(end..).unwrap_or_default();
    !before.trim().is_empty() || !after.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_among_words_are_of_the_line() {
        for (source, want) in [
            ("a $$ x_1 $$, b $$y$$.", Some("a $x_1$, b $y$.")),
            ("| $$x$$ | y |", Some("| $x$ | y |")),
            ("$$x$$\n", None),
            ("- $$x$$\n", None),
            ("- a $$x$$\n", Some("- a $x$\n")),
            ("`a $$x$$`", None),
            ("a $$n$$th", None),
            ("a \\$$x$$ b", None),
            ("$$\nx\n$$\n", None),
            ("a $$$$ b", None),
        ] {
            assert_eq!(rewrite(source).map(|out| out.finish(|_| (1, 1)).0).as_deref(), want, "{source}");
        }
    }
}
