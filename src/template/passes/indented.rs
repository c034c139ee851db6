//! Lines that are indented by four: code to CommonMark, words where the generator turns that rule off, as Eleventy does with
//! markdown-it (`mdLib.disable("code")`, `Engines/Markdown.js`) and mdsvex. Knows lists, fences and HTML no further than to
//! tell which lines are meant.

use super::super::code::is_item;
use super::super::output::Output;
use super::element::is_block;

/// Columns that code is indented by.
const CODE: usize = 4;
/// Lists in lists that are followed.
const DEEPEST: usize = 32;

/// Takes the indentation from such lines. None if there are none.
pub(in crate::template) fn rewrite(text: &str) -> Option<Output> {
    let any = text.lines().any(|line| line.starts_with("    ") || line.starts_with(['\t', ' ']) && line.contains('\t'));
    if !any {
        return None;
    }
    let mut pass = Pass::default();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        pass.line(line, at);
        at += line.len();
    }
    pass.changed.then_some(pass.out)
}

/// What the lines so far have left open.
#[derive(Default)]
struct Pass {
    out: Output,
    /// The columns at which the content of open lists and notes begins.
    inside: Vec<usize>,
    fence: Option<Fence>,
    /// What ends the block of HTML that is open: a blank line, where it is empty.
    html: Option<&'static str>,
    /// Whether a paragraph goes on, which an indented line would belong to.
    in_words: bool,
    changed: bool,
}

struct Fence {
    mark: u8,
    length: usize,
    /// Columns that its lines lose.
    cut: usize,
}

impl Pass {
    fn line(&mut self, line: &str, at: usize) {
        let (indent, rest) = indentation(line);
        if let Some(fence) = &self.fence {
            let cut = fence.cut;
            let (length, only) = run(rest, fence.mark);
            if length >= fence.length && only.trim().is_empty() {
                self.fence = None;
            }
            return self.without(line, cut.min(indent), at);
        }
        let is_blank = rest.trim().is_empty();
        if let Some(end) = self.html {
            let is_end = if end.is_empty() { is_blank } else { line.contains(end) };
            self.html = self.html.filter(|_| !is_end);
            return self.out.copy(line, at);
        }
        if is_blank {
            self.in_words = false;
            return self.out.copy(line, at);
        }
        if !self.in_words || is_item(line) {
            let kept = self.inside.iter().take_while(|column| **column <= indent).count();
            self.inside.truncate(kept);
        }
        let base = self.inside.last().copied().unwrap_or_default();
        match indent.saturating_sub(base) {
            CODE.. if self.in_words => self.out.copy(line, at),
            CODE.. => self.words(line, rest, base, at),
            _ => {
                self.out.copy(line, at);
                self.block(rest, indent);
            }
        }
    }

    /// A line that would be code; a fence stays one.
    fn words(&mut self, line: &str, rest: &str, base: usize, at: usize) {
        let (indent, _) = indentation(line);
        let start = at + line.len() - rest.len();
        self.changed = true;
        self.out.make(&" ".repeat(base), at);
        if let Some((mark, length)) = fence(rest) {
            self.fence = Some(Fence { mark, length, cut: indent - base });
            return self.out.copy(rest, start);
        }
        // Nothing but words begins so far in: what looks like a block is none.
        let marked = rest.bytes().take_while(u8::is_ascii_digit).count();
        let digits = rest.get(marked..).filter(|rest| marked > 0 && rest.starts_with(['.', ')']));
        if let Some(after) = digits {
            self.out.copy(rest.get(..marked).unwrap_or_default(), start);
            self.out.make("\\", start + marked);
            self.out.copy(after, start + marked);
        } else {
            match rest.bytes().next() {
                Some(b'#' | b'>' | b'-' | b'+' | b'=') => self.out.make("\\", start),
                Some(b'*') if is_item(rest) || rest.trim().bytes().all(|byte| matches!(byte, b'*' | b' ')) => {
                    self.out.make("\\", start);
                }
                // Behind another tag a line begins no block of HTML.
                Some(b'<') if is_tag(rest) => self.out.make("<wbr>", start),
                _ => {}
            }
            self.out.copy(rest, start);
        }
        self.in_words = true;
    }

    /// What a line that is not indented so far begins.
    fn block(&mut self, rest: &str, indent: usize) {
        if let Some((mark, length)) = fence(rest) {
            self.fence = Some(Fence { mark, length, cut: 0 });
            self.in_words = false;
        } else if let Some(end) = html(rest, self.in_words) {
            self.html = Some(end).filter(|end| end.is_empty() || !rest.contains(end));
            self.in_words = false;
        } else if is_rule(rest) || rest.starts_with('#') {
            self.in_words = false;
        } else if rest.starts_with("[^") && rest.contains("]:") {
            self.inside = vec![CODE];
            self.in_words = true;
        } else if let Some(width) = item(rest).filter(|_| self.inside.len() < DEEPEST) {
            self.inside.push(indent + width);
            let content = rest.get(width.min(rest.len())..).unwrap_or_default();
            self.in_words = !content.trim().is_empty();
            if self.in_words {
                self.block(content.trim_start(), indent + width);
            }
        } else {
            self.in_words = true;
        }
    }

    /// A line without so many columns of its indentation.
    fn without(&mut self, line: &str, columns: usize, at: usize) {
        let mut cut = 0;
        let mut column = 0;
        while column < columns {
            column += if line.as_bytes().get(cut) == Some(&b'\t') { CODE - column % CODE } else { 1 };
            cut += 1;
        }
        self.out.make(&" ".repeat(column - columns), at);
        self.out.copy(line.get(cut..).unwrap_or_default(), at + cut);
    }
}

/// The columns of a line's indentation, and what follows it.
fn indentation(line: &str) -> (usize, &str) {
    let rest = line.trim_start_matches([' ', '\t']);
    let blanks = line.get(..line.len() - rest.len()).unwrap_or_default();
    let columns = blanks.bytes().fold(0, |column, byte| column + if byte == b'\t' { CODE - column % CODE } else { 1 });
    (columns, rest)
}

/// How many of a mark a text begins with, and what follows them.
fn run(text: &str, mark: u8) -> (usize, &str) {
    let length = text.bytes().take_while(|byte| *byte == mark).count();
    (length, text.get(length..).unwrap_or_default())
}

/// The mark and the length of a fence that begins here.
fn fence(rest: &str) -> Option<(u8, usize)> {
    let mark = rest.bytes().next().filter(|byte| matches!(byte, b'`' | b'~'))?;
    let (length, info) = run(rest, mark);
    (length >= 3 && !(mark == b'`' && info.contains('`'))).then_some((mark, length))
}

/// What ends the block of HTML that begins here (CommonMark 4.6); nothing: a blank line.
fn html(rest: &str, in_words: bool) -> Option<&'static str> {
    const ENDS: [(&str, &str); 6] = [
        ("<!--", "-->"),
        ("<script", "</script>"),
        ("<style", "</style>"),
        ("<pre", "</pre>"),
        ("<textarea", "</textarea>"),
        ("<?", "?>"),
    ];
    let own = ENDS.iter().find(|(start, _)| rest.get(..start.len()).is_some_and(|it| it.eq_ignore_ascii_case(start)));
    let lone = || !in_words && rest.starts_with('<') && rest.trim_end().ends_with('>') && !rest.contains("><");
    own.map(|(_, end)| *end).or_else(|| (is_tag(rest) || lone()).then_some(""))
}

/// Whether a text begins with the tag of a block, opening or closing.
fn is_tag(rest: &str) -> bool {
    let tag = rest.strip_prefix('<').unwrap_or_default();
    let tag = tag.strip_prefix('/').unwrap_or(tag);
    is_block(tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default())
}

/// Whether a line is a break between themes.
fn is_rule(rest: &str) -> bool {
    ["-", "*", "_"].iter().any(|mark| {
        let signs = rest.split_whitespace().collect::<String>();
        signs.len() >= 3 && signs.trim_start_matches(mark).is_empty()
    })
}

/// The width of an item's mark with the blanks behind it.
fn item(rest: &str) -> Option<usize> {
    if !is_item(rest) {
        let bare = rest.trim_end();
        return matches!(bare, "-" | "*" | "+").then_some(2);
    }
    let mark = rest.bytes().take_while(u8::is_ascii_digit).count() + 1;
    let (blanks, words) = indentation(rest.get(mark..)?);
    Some(mark + if blanks > CODE || words.trim().is_empty() { 1 } else { blanks })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indented_lines_become_words_and_all_else_stays() {
        for (text, want) in [
            ("a\n\n    b *c*\n    d\n", Some("a\n\nb *c*\n    d\n")),
            ("a\n    b\n", None),
            ("# a\n    b\n", Some("# a\nb\n")),
            ("\tb\n\n\tc\n", Some("b\n\nc\n")),
            ("    # a\n\n    1. b\n\n    - c\n\n    **d**\n", Some("\\# a\n\n1\\. b\n\n\\- c\n\n**d**\n")),
            ("- a\n\n    b\n", None),
            ("- a\n\n      b\n", Some("- a\n\n  b\n")),
            ("1. a\n\n   - b\n\n         c\n", Some("1. a\n\n   - b\n\n     c\n")),
            ("```\n    a\n```\n", None),
            ("    ```js\n    a\n      b\n    ```\nc\n", Some("```js\na\n  b\n```\nc\n")),
            ("<div>\n    a\n\n    <p>*b*</p>\n</div>\n", Some("<div>\n    a\n\n<wbr><p>*b*</p>\n</div>\n")),
            ("<pre>\n\n    a\n</pre>\n", None),
            ("a[^1]\n\n[^1]: b\n\n    c\n", None),
            ("| a |\n|---|\n| b |\n", None),
        ] {
            assert_eq!(rewrite(text).map(|out| out.finish(|_| (1, 1)).0).as_deref(), want, "{text:?}");
        }
    }
}
