//! Words behind a comment of HTML on the same line: Markdown to kramdown and Python-Markdown, a part of the HTML to CommonMark.

use super::super::code::CodeMap;
use super::super::find::{Finder, holds};
use super::super::output::Output;

/// Parts such words from a comment that stands alone before them, and drops one that stands in a paragraph. None if there are
/// none.
pub(in crate::template) fn rewrite(text: &str) -> Option<Output> {
    if !holds(text, "<!--") {
        return None;
    }
    let code = CodeMap::of(text);
    let (mut opens, mut closes) = (Finder::new("<!--"), Finder::new("-->"));
    let (mut out, mut copied, mut from) = (Output::default(), 0, 0);
    while let Some(start) = opens.find(text, from) {
        from = start + 4;
        if code.at(start).is_some() {
            continue;
        }
        let Some(end) = closes.find(text, from).map(|end| end + 3) else { break };
        from = end;
        let behind = text.get(end..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        let Some(above) = text.get(..start).and_then(line_above) else { continue };
        if behind.trim().is_empty() || behind.trim_start().starts_with('<') {
            continue;
        }
        let (kept, made) = if above.trim().is_empty() { (end, "\n\n") } else { (start, "") };
        out.copy(text.get(copied..kept).unwrap_or_default(), copied);
        out.make(made, end);
        copied = end + (behind.len() - behind.trim_start().len());
    }
    out.ended(text, copied)
}

/// The line above the one that a text ends in, which holds up to three blanks so far; none if it holds more.
fn line_above(text: &str) -> Option<&str> {
    let start = text.rfind('\n').map_or(0, |feed| feed + 1);
    let margin = text.get(start..)?;
    let is_start = margin.len() < 4 && margin.bytes().all(|byte| byte == b' ');
    let above = text.get(..start.saturating_sub(1)).unwrap_or_default();
    is_start.then(|| above.rsplit('\n').next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_behind_a_comment_are_markdown() {
        for (source, want) in [
            ("<!-- x -->words [a](b)\n", Some("<!-- x -->\n\nwords [a](b)\n")),
            ("a\n<!-- x --> b *c*\n", Some("a\nb *c*\n")),
            ("a\n\n<!-- x\ny -->\t*b*\n", Some("a\n\n<!-- x\ny -->\n\n*b*\n")),
            ("<!-- x -->\n*b*\n", None),
            ("<!-- x --><p>b</p>\n", None),
            ("a <!-- x --> *b*\n", None),
            ("`<!--` a\n<!-- x", None),
        ] {
            assert_eq!(rewrite(source).map(|out| out.finish(|_| (1, 1)).0).as_deref(), want, "{source}");
        }
    }
}
