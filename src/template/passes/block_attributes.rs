//! Attributes, `{.class #id key="value"}`, which no reader sees: on the line below a block (Hugo's
//! `markup.goldmark.parser.attribute.block`), and behind words and at the ends of lines, too (markdown-it-attrs, and Python-Markdown's
//! `attr_list`, which knows the ends of headings only).

use super::super::code::CodeMap;
use super::super::find::holds;
use super::super::output::Output;
use super::marks::Marks;

/// Bytes of a list at most.
const LONGEST: usize = 400;

/// Leaves them out, where they are read. None if the text holds none.
pub(in crate::template) fn rewrite(text: &str, marks: Marks) -> Option<Output> {
    if !(marks.block_attributes || marks.attributes || marks.attr_list) || !holds(text, "{") {
        return None;
    }
    let code = CodeMap::of(text);
    let (mut out, mut copied, mut at) = (Output::default(), 0, 0);
    let mut is_behind_block = false;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim_start_matches([' ', '\t', '>']).trim_end();
        let is_mark = is_behind_block && is_list(trimmed) && code.at(at).is_none_or(|range| range.start >= at);
        if is_mark {
            let start = at + line.find('{').unwrap_or_default();
            out.copy(text.get(copied..start).unwrap_or_default(), copied);
            copied = start + trimmed.len();
        } else if marks.attributes || marks.attr_list {
            for (from, to) in within(line, marks.attributes || trimmed.starts_with('#')) {
                if code.at(at + from).is_none() {
                    out.copy(text.get(copied..at + from).unwrap_or_default(), copied);
                    copied = at + to;
                }
            }
        }
        is_behind_block = !trimmed.is_empty();
        at += line.len();
    }
    out.ended(text, copied)
}

/// Where lists of attributes stand in a line: right behind what is marked, and where that is read at its end.
fn within(line: &str, at_end: bool) -> Vec<(usize, usize)> {
    let end = line.trim_end().len();
    let (mut found, mut from) = (Vec::new(), 0);
    while let Some(start) = line.get(from..end).and_then(|rest| rest.find('{')).map(|at| from + at) {
        from = start + 1;
        let Some(close) = line.get(start..end).and_then(|rest| rest.find('}')).map(|at| start + at + 1) else { break };
        let before = line.get(..start).unwrap_or_default();
        let is_last = at_end && close == end && before.ends_with(' ');
        let is_behind = before.ends_with(['*', '_', ')', ']', '`']) || is_last;
        let list = line.get(start..close).unwrap_or_default();
        if is_behind && (is_list(list) || is_last && is_bare(list)) {
            // The blank before it goes with it.
            found.push((before.trim_end_matches(' ').len().max(start.saturating_sub(1)), close));
            from = close;
        }
    }
    found
}

/// Whether a list holds one attribute without a value: `{ data-search-exclude }`.
fn is_bare(list: &str) -> bool {
    let name = list.trim_matches(['{', '}']).trim();
    name.contains('-') && name.len() <= LONGEST && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
}

/// Whether a line is nothing but a list of attributes.
fn is_list(line: &str) -> bool {
    let inner = line.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).filter(|it| it.len() <= LONGEST);
    let Some(mut rest) = inner.map(str::trim).filter(|inner| !inner.is_empty()) else { return false };
    while let Some(length) = attribute(rest) {
        rest = rest.get(length..).unwrap_or_default().trim_start_matches([' ', '\t', ',']);
        if rest.is_empty() {
            return true;
        }
    }
    false
}

/// The length of the attribute at the start of a text; none if there is none.
fn attribute(text: &str) -> Option<usize> {
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.');
    let name = |text: &str| text.find(|c: char| !is_name(c)).unwrap_or(text.len());
    if text.starts_with(['.', '#']) {
        return Some(name(text.get(1..)?) + 1).filter(|length| *length > 1);
    }
    let key = name(text);
    let value = text.get(key..)?.strip_prefix('=').filter(|_| key > 0)?;
    let length = match value.strip_prefix('"') {
        Some(quoted) => quoted.find('"')? + 2,
        None => value.find([' ', '\t', ',']).unwrap_or(value.len()),
    };
    (length > 0).then_some(key + 1 + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_attributes_below_a_block_is_no_text() {
        let marks = Marks { block_attributes: true, ..Marks::default() };
        for (source, want) in [
            ("Words\n{.a #b}\nMore", "Words\n\nMore"),
            ("> Said\n> {cite=\"A, B\" .c}\n", "> Said\n> \n"),
            ("| a |\n|---|\n| b |\n{.table}\n", "| a |\n|---|\n| b |\n\n"),
            ("```go\nx\n{.a}\n```\n{.b}\n", "```go\nx\n{.a}\n```\n\n"),
            ("Words\n\n{.a}\n", "Words\n\n{.a}\n"),
            ("Words\n{a}\n{a b=c}\n{}\n", "Words\n{a}\n{a b=c}\n{}\n"),
            ("Words\n{width=50, height=\"2\"}\n", "Words\n\n"),
            ("Words {.a}\n", "Words {.a}\n"),
        ] {
            let made = rewrite(source, marks).map_or_else(|| source.to_owned(), |out| out.finish(|_| (1, 1)).0);
            assert_eq!(made, want, "{source:?}");
        }
        assert!(rewrite("Words\n{.a}\n", Marks::default()).is_none());
    }

    #[test]
    fn attributes_behind_words_are_no_text_where_a_plugin_reads_them() {
        let marks = Marks { attributes: true, ..Marks::default() };
        for (source, want) in [
            ("Words {.a}\n", "Words\n"),
            ("**a**{.b} c ![](d.png){width=50%} `e`{.f #g}\n", "**a** c ![](d.png) `e`\n"),
            ("- a\n- b\n{.c}\n", "- a\n- b\n\n"),
            ("`{.a}` f{x=1} {b} {.a} c\n", "`{.a}` f{x=1} {b} {.a} c\n"),
            ("```js {1}\nx {.a}\n```\n", "```js {1}\nx {.a}\n```\n"),
        ] {
            let made = rewrite(source, marks).map_or_else(|| source.to_owned(), |out| out.finish(|_| (1, 1)).0);
            assert_eq!(made, want, "{source:?}");
        }
    }

    #[test]
    fn python_markdown_reads_attributes_behind_marks_and_headings() {
        let marks = Marks { attr_list: true, ..Marks::default() };
        for (source, want) in [
            ("[a](#){ .b .c } *d*{.e} ![](f){ width=300 }\n", "[a](#) *d* ![](f)\n"),
            ("Words\n{ .a }\n\n## Title {.b}\n", "Words\n\n\n## Title\n"),
            ("- item { .a }\nwords {.b}\n", "- item { .a }\nwords {.b}\n"),
        ] {
            let made = rewrite(source, marks).map_or_else(|| source.to_owned(), |out| out.finish(|_| (1, 1)).0);
            assert_eq!(made, want, "{source:?}");
        }
    }
}
