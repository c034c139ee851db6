//! Items of lists whose first line is empty, with blank lines below it: to kramdown what is indented by four there belongs to
//! the item, and CommonMark ends an item that begins with more than one blank line (5.2).

use super::super::code::{CodeMap, is_item};
use super::super::output::Output;

/// Takes the blank lines behind such marks. None if there are none.
pub(in crate::template) fn rewrite(text: &str) -> Option<Output> {
    let code = CodeMap::of(text);
    let (mut out, mut copied, mut at) = (Output::default(), 0, 0);
    // Where the blank lines below a mark without words begin.
    let mut below_mark: Option<usize> = None;
    for line in text.split_inclusive('\n') {
        let is_blank = line.trim().is_empty();
        if let Some(start) = below_mark.filter(|_| !is_blank) {
            if start < at && (line.starts_with('\t') || line.starts_with("    ")) {
                out.copy(text.get(copied..start).unwrap_or_default(), copied);
                copied = at;
            }
            below_mark = None;
        }
        if !is_blank && is_mark(line) && code.at(at).is_none() {
            below_mark = Some(at + line.len());
        }
        at += line.len();
    }
    out.ended(text, copied)
}

/// Whether a line is the mark of an item and nothing else.
fn is_mark(line: &str) -> bool {
    let mark = line.trim_end();
    let digits = mark.len() - mark.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    is_item(line) && (matches!(mark, "-" | "*" | "+") || digits > 0 && mark.get(digits..) == Some("."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_that_begins_with_blank_lines_holds_what_is_indented_below() {
        for (source, want) in [
            (
                "1. a\n\n2. \n\n\n\t```\n\tb\n\t```\n3. \n\n    c\n",
                Some("1. a\n\n2. \n\t```\n\tb\n\t```\n3. \n    c\n"),
            ),
            ("- \n\n    a\n", Some("- \n    a\n")),
            ("- \n\na\n", None),
            ("1.\n    a\n", None),
            ("-\n\n\n", None),
            ("```\n- \n\n    a\n```\n", None),
        ] {
            assert_eq!(rewrite(source).map(|out| out.finish(|_| (1, 1)).0).as_deref(), want, "{source}");
        }
    }
}
