//! Places where a generator would put a table of contents: folio has its own, so nothing is shown there, and neither where
//! columns break.

use super::super::code::CodeMap;
use super::super::output::Output;
use crate::text::lines::lines;

/// Lines that stand for a table of contents, lower-cased.
const MARKS: &[&str] =
    &["[toc]", "[[toc]]", "[[_toc_]]", "@[toc]", "${toc}", "\\toc", "\\tableofcontents", "{{toc}}", "<--->"];

/// Drops the places. None if the text holds none.
pub(in crate::template) fn rewrite(text: &str) -> Option<Output> {
    let is_mark = |line: &str| {
        let line = line.trim_ascii_start();
        if !line.starts_with(['[', '@', '$', '\\', '{', '<']) {
            return false;
        }
        let line = line.trim();
        line.len() <= 20 && MARKS.iter().any(|mark| mark.eq_ignore_ascii_case(line))
    };
    if !lines(text).any(is_mark) {
        return None;
    }
    let code = CodeMap::of(text);
    let mut out = Output::default();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if is_mark(line) && code.at(at).is_none() {
            out.make("\n", at);
        } else {
            out.copy(line, at);
        }
        at += line.len();
    }
    Some(out)
}
