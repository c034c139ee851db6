//! Marks that some Markdown has beyond CommonMark's: `~sub~`, `^super^`, `++inserted++`, `==marked==`, `:emoji:`, `[x]`, captions
//! of code. Knows what they look like; whose Markdown has them is said by the site.

use super::super::code::CodeMap;
use super::super::find::{Finder, holds};
use super::super::output::Output;

/// Which marks are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// `H~2~O`. Otherwise one tilde may strike words.
    pub subscript: bool,
    /// One tilde strikes words within words, too, as in remark and marked (GFM's `singleTilde`).
    pub struck: bool,
    /// `x^2^`.
    pub superscript: bool,
    /// `++words++`.
    pub inserted: bool,
    /// `==words==`.
    pub marked: bool,
    /// `:tada:`. Replaced where running text is read, which knows what is code and what is a link.
    pub emoji: bool,
    /// `->words<-` and `![](a.png =100x20)`.
    pub discount: bool,
    /// `[[words]]` is no link: nothing makes one of it.
    pub no_wiki: bool,
    /// Whether its Markdown is Python's.
    pub python: bool,
    /// Whether its Markdown is that of GitHub or Python and no note taker's: no emoji by their names, no marks, no comments.
    pub strict: bool,
    /// Whether each line of a paragraph stays a line.
    pub breaks: bool,
    /// Whether `::name` … `::` is a component (Nuxt Content).
    pub components: bool,
    /// Whether lines that are indented by four are words: a mark of CommonMark's that is not read.
    pub no_indented_code: bool,
    /// `{.class}` on the line below a block.
    pub block_attributes: bool,
    /// `{.class}` behind words, pictures and blocks is read and not shown (markdown-it-attrs).
    pub attributes: bool,
    /// The same behind what is marked, in headings and below blocks (`attr_list` of Python-Markdown).
    pub attr_list: bool,
    /// `++ctrl+c++` (PyMdown's keys).
    pub keys: bool,
    /// `` `#!python x` `` (PyMdown's inlinehilite).
    pub shebang: bool,
    /// `(tm)`, `-->` (PyMdown's smartsymbols).
    pub signs: bool,
    /// `^^words^^` (PyMdown's caret).
    pub carets: bool,
    /// `[x]` before an item, where the dialect has no boxes of its own.
    pub boxes: bool,
    /// ```` ``` ruby A title http://a.example ````: what stands behind the language is shown above the code.
    pub captions: bool,
    /// `###Heading`, without a blank.
    pub tight_headings: bool,
    /// `[label]: address` right below a paragraph.
    pub tight_definitions: bool,
    /// `a $$x$$ b`: a formula in the line.
    pub inline_dollars: bool,
    /// `![](a.png "Title")` by itself: the title is shown below the picture.
    pub titles: bool,
    /// `: meaning` below a term, where the dialect has no lists of terms of its own.
    pub definitions: bool,
    /// `^[a note]`, where the dialect has none of its own.
    pub inline_notes: bool,
    /// Whether elements that hold blocks hold Markdown (`parse_block_html` of kramdown).
    pub block_html: bool,
}

/// Bytes of marked words at most.
const LONGEST: usize = 1_000;

/// Rewrites what CommonMark's parser does not read itself. None if the text holds none.
pub(in crate::template) fn rewrite(text: &str, marks: Marks) -> Option<Output> {
    let pairs = [(marks.marked, "==", ["<mark>", "</mark>"]), (marks.inserted, "++", ["<ins>", "</ins>"])];
    let signs: Vec<(&'static str, [&str; 2])> = pairs
        .into_iter()
        .filter(|(read, sign, _)| *read && holds(text, sign))
        .map(|(_, sign, tags)| (sign, tags))
        .collect();
    if signs.is_empty() {
        return None;
    }
    let code = CodeMap::of(text);
    let mut finders: Vec<Finder> = signs.iter().map(|(sign, _)| Finder::new(sign)).collect();
    let (mut out, mut copied, mut from) = (Output::default(), 0, 0);
    loop {
        let next = finders.iter_mut().enumerate().filter_map(|(place, finder)| Some((finder.find(text, from)?, place)));
        let Some((start, place)) = next.min() else { break };
        let (Some((sign, [open, close])), Some(finder)) = (signs.get(place), finders.get(place)) else { break };
        let end = finder.clone().find(text, start + 2).filter(|end| is_pair(text, sign, start, *end));
        let Some(end) = end.filter(|_| code.at(start).is_none()) else {
            from = start + if text.get(..start).is_some_and(|before| before.ends_with(&sign[..1])) { 1 } else { 2 };
            continue;
        };
        out.copy(text.get(copied..start).unwrap_or_default(), copied);
        out.make(open, start);
        out.copy(text.get(start + 2..end).unwrap_or_default(), start + 2);
        out.make(close, end);
        (copied, from) = (end + 2, end + 2);
    }
    out.ended(text, copied)
}

/// Whether two signs stand around words of one line, and neither is a part of a longer run.
fn is_pair(text: &str, sign: &str, start: usize, end: usize) -> bool {
    let one = sign.get(..1).unwrap_or_default();
    let inner = text.get(start + 2..end).unwrap_or_default();
    let is_longer = text.get(..start).is_some_and(|before| before.ends_with(one))
        || text.get(end + 2..).is_some_and(|after| after.starts_with(one));
    !is_longer
        && !inner.is_empty()
        && inner.len() <= LONGEST
        && !inner.starts_with(char::is_whitespace)
        && !inner.starts_with(one)
        && !inner.ends_with(char::is_whitespace)
        && !inner.contains('\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_between_two_signs_are_marked() {
        let all = Marks { inserted: true, marked: true, ..Marks::default() };
        for (source, want) in [
            ("==a b== c ++d++", "<mark>a b</mark> c <ins>d</ins>"),
            ("a == b == c", "a == b == c"),
            ("`==a==` =====", "`==a==` ====="),
            ("===a===", "===a==="),
            ("i++ and j++", "i++ and j++"),
            ("C++ and D++", "C++ and D++"),
            ("==a\nb==", "==a\nb=="),
        ] {
            let made = rewrite(source, all).map_or_else(|| source.to_owned(), |out| out.finish(|_| (1, 1)).0);
            assert_eq!(made, want, "{source:?}");
        }
        assert!(rewrite("==a== ++b++", Marks::default()).is_none());
    }
}
