//! `|` in code in a table: a part of the code to kramdown and Python-Markdown, the end of the cell to GFM, unless it is escaped.

use super::super::code::CodeMap;
use super::super::output::Output;

/// Escapes such bars. None if there are none.
pub(in crate::template) fn rewrite(text: &str) -> Option<Output> {
    if !text.contains('`') || !text.lines().any(is_ruler) {
        return None;
    }
    let code = CodeMap::of(text);
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let (mut out, mut copied, mut at, mut index) = (Output::default(), 0, 0, 0);
    while index < lines.len() {
        // Lines with bars, one below the other.
        let rows = lines.get(index..).unwrap_or_default().iter().take_while(|line| line.contains('|')).count();
        let block = lines.get(index..index + rows.max(1)).unwrap_or_default();
        let is_table = block.iter().any(|line| is_ruler(line));
        for line in block {
            let bars = line.match_indices('|').filter(|_| is_table && line.contains('`'));
            for (bar, _) in bars {
                let inside = code.at(at + bar).is_some_and(|range| range.start >= at && range.end <= at + line.len());
                let is_escaped = line.get(..bar).is_some_and(|before| before.ends_with('\\'));
                if inside && !is_escaped {
                    out.copy(text.get(copied..at + bar).unwrap_or_default(), copied);
                    out.make("\\", at + bar);
                    copied = at + bar;
                }
            }
            at += line.len();
        }
        index += rows.max(1);
    }
    out.ended(text, copied)
}

/// Whether a line parts the head of a table from its rows.
fn is_ruler(line: &str) -> bool {
    let line = line.trim();
    let is_sign = |byte| matches!(byte, b'|' | b'-' | b':' | b'+' | b'=' | b' ');
    line.contains('|') && line.contains('-') && line.bytes().all(is_sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_in_code_end_no_cell() {
        for (source, want) in [
            ("a | b\n--|--\n`c|d` | e\n", Some("a | b\n--|--\n`c\\|d` | e\n")),
            ("a | b\n--|--\n`c\\|d` | e\n", None),
            ("`c|d` | e\n", None),
            ("```\na | b\n--|--\n`c|d` | e\n```\n", None),
            ("a | b\n--|--\nc | d\n\n`e|f`\n", None),
        ] {
            assert_eq!(rewrite(source).map(|out| out.finish(|_| (1, 1)).0).as_deref(), want, "{source}");
        }
    }
}
