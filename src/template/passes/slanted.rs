//! Slanted words in languages without blanks, `见*/etc/hosts*文件`: kramdown and Python-Markdown take an asterisk for a mark wherever it
//! touches a word, where CommonMark asks for a blank or punctuation around it.
//!
//! Only within lines that hold nothing else in which an asterisk may stand: tags, addresses, formulas, code.

use super::super::code::{CodeMap, is_item, margin_cut};
use super::super::output::Output;
use super::element::RawLines;
use super::emphasis::flanks;

/// What may hold an asterisk that is no mark.
const HOLDERS: [&str; 5] = ["<", "](", "://", "$", "\\"];

/// Rewrites the pairs of marks that CommonMark would leave as asterisks. None if there are none.
pub(in crate::template) fn rewrite(text: &str) -> Option<Output> {
    if !text.contains('*') {
        return None;
    }
    let code = CodeMap::of(text);
    let (mut out, mut copied, mut at, mut raw) = (Output::default(), 0, 0, RawLines::default());
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let is_code = line.starts_with(['\t', '|']) || line.starts_with("    ") && !is_item(line);
        if raw.holds(line) || is_code || HOLDERS.iter().any(|sign| line.contains(sign)) {
            continue;
        }
        let margin = line.len() - margin_cut(line).len();
        let marks = line.match_indices('*').map(|(place, _)| place).filter(|place| *place >= margin);
        let alone: Vec<usize> =
            marks.filter(|place| is_alone(line, *place) && code.at(start + place).is_none()).collect();
        for (open, close) in pairs(line, &alone) {
            for (place, tag) in [(open, "<em>"), (close, "</em>")] {
                out.copy(text.get(copied..start + place).unwrap_or_default(), copied);
                out.make(tag, start + place);
                copied = start + place + 1;
            }
        }
    }
    out.ended(text, copied)
}

fn around(line: &str, place: usize) -> (Option<char>, Option<char>) {
    let before = line.get(..place).and_then(|before| before.chars().next_back());
    (before, line.get(place + 1..).and_then(|after| after.chars().next()))
}

fn is_alone(line: &str, place: usize) -> bool {
    let (before, after) = around(line, place);
    before != Some('*') && after != Some('*')
}

/// Pairs of marks, in order, of which CommonMark would take one for no mark.
fn pairs(line: &str, places: &[usize]) -> Vec<(usize, usize)> {
    let is_blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let (mut pairs, mut open) = (Vec::new(), None::<usize>);
    for &place in places {
        let (before, after) = around(line, place);
        open = match open.take() {
            Some(first) if !is_blank(before) => {
                let (before_first, after_first) = around(line, first);
                if !(flanks(before_first, after_first) && flanks(after, before)) {
                    pairs.push((first, place));
                }
                None
            }
            first => {
                if is_blank(after) {
                    first
                } else {
                    Some(place)
                }
            }
        };
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slanted_words_need_no_blanks_around_them() {
        for (source, want) in [
            ("创建*/etc/a.d*文件，*（注）*加上", Some("创建<em>/etc/a.d</em>文件，<em>（注）</em>加上")),
            ("* *全面 RBF 节点：*Peter", Some("* <em>全面 RBF 节点：</em>Peter")),
            ("a *b* c 2*3*4", None),
            ("* 甲*（\n* 乙）*丙\n", None),
            ("甲*（\n乙）*丙\n", None),
            ("x <a href=\"x*/y*/z\">b</a>", None),
            ("[c](d*/e*/f) $a*(b)*c$", None),
            ("<pre>\n/* 甲*/ *乙\n</pre>\n甲*（乙）*丙", Some("<pre>\n/* 甲*/ *乙\n</pre>\n甲<em>（乙）</em>丙")),
            ("        * a.\n        */\n        int (*b)(c);\n", None),
            ("**甲*（乙）*丙**", Some("**甲<em>（乙）</em>丙**")),
        ] {
            assert_eq!(rewrite(source).map(|out| out.finish(|_| (1, 1)).0).as_deref(), want, "{source}");
        }
    }
}
