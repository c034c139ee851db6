//! Kramdown's marks: attribute lists, options, comments, tables of contents, abbreviations. Readers see none of them.
//! Python-Markdown shares most of them; posts that moved to another generator often still carry the attribute lists.

use super::super::code::{CodeMap, is_item};
use super::super::find::holds;
use super::super::near::near;
use super::super::output::Output;

/// Drops the marks. None if the text holds none.
pub(in crate::template) fn rewrite(text: &str) -> Option<Output> {
    let marks = holds(text, "{:")
        || holds(text, "\\\\\n")
        || holds(text, "\n*[")
        || text.starts_with("*[")
        || holds(text, "\n^\n");
    marks.then(|| pass(text, Marks::All))
}

/// Drops what can only be an attribute list, as left over in posts of another generator. None if the text holds none.
pub(in crate::template) fn rewrite_left_over(text: &str) -> Option<Output> {
    holds(text, "{:").then(|| pass(text, Marks::Lists))
}

/// Which marks count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Marks {
    /// All of kramdown's.
    All,
    /// Attribute lists that hold a class, an identifier or a quoted value.
    Lists,
}

fn pass(text: &str, marks: Marks) -> Output {
    let code = CodeMap::of(text);
    let mut pass = Pass { text, code: &code, out: Output::default(), hidden: None, dropped: 0, marks };
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        pass.line(line, at);
        at += line.len();
    }
    pass.out
}

struct Pass<'a> {
    text: &'a str,
    code: &'a CodeMap,
    out: Output,
    /// The extension whose content is being left out.
    hidden: Option<&'static str>,
    /// One past the last byte of a list that ended in a later line than it began.
    dropped: usize,
    marks: Marks,
}

/// Bytes of a heading that a mark below it may name, with the blank lines between them.
const LONGEST_HEADING: usize = 1_024;
/// Bytes of a list at most, so that braces that never close cost little.
const LONGEST: usize = 400;

impl Pass<'_> {
    fn line(&mut self, line: &str, at: usize) {
        if let Some(rest) = self.dropped.checked_sub(at).filter(|dropped| *dropped > 0) {
            return self.spans(line.get(rest..).unwrap_or_default(), at + rest.min(line.len()));
        }
        if let Some(name) = self.hidden {
            if line.contains("{:/}") || line.contains(&format!("{{:/{name}}}")) {
                self.hidden = None;
            }
            return;
        }
        if self.code.at(at).is_some_and(|range| range.end >= at + line.len()) {
            return self.out.copy(line, at);
        }
        let trimmed = line.trim_start_matches([' ', '\t', '>']).trim_end();
        let all = self.marks == Marks::All;
        if all && (trimmed == "^" || (trimmed.starts_with("*[") && trimmed.contains("]: "))) {
            return;
        }
        if trimmed.starts_with("{:") && trimmed.ends_with('}') && self.list_end(trimmed) == Some(trimmed.len()) {
            return self.block_mark(trimmed, at);
        }
        let next = self.text.get(at + line.len()..).unwrap_or_default().lines().next().unwrap_or_default();
        if is_item(line) && next.trim_start().starts_with("{:toc") {
            return;
        }
        self.spans(line, at);
    }

    /// A mark on a line of its own.
    fn block_mark(&mut self, mark: &str, at: usize) {
        if mark.starts_with("{::comment") && !mark.ends_with("/}") {
            self.hidden = Some("comment");
            return;
        }
        if let Some((id, kept)) = identifier(mark).zip(self.heading_end()) {
            let made = format!(" {{#{id}}}\n");
            self.out.cut(kept);
            self.out.make(&made, at);
        }
    }

    /// Whether two backslashes behind these words end a line, as CommonMark's one does (kramdown, `LINE_BREAK`).
    fn breaks(&self, words: &str, at: usize) -> bool {
        let is_of_words = !words.trim().is_empty() && !words.ends_with('\\');
        self.marks == Marks::All && is_of_words && self.code.at(at).is_none()
    }

    /// Where the heading without a name ends that was written last. Only so much is looked at as a heading may have: there may be
    /// thousands of marks behind thousands of blank lines.
    fn heading_end(&self) -> Option<usize> {
        let text = &self.out.text;
        let from =
            (text.len().saturating_sub(LONGEST_HEADING)..=text.len()).find(|from| text.is_char_boundary(*from))?;
        let heading = text.get(from..)?.trim_end_matches('\n');
        let start = heading.rfind('\n').map(|at| at + 1).or((from == 0).then_some(0))?;
        let last = heading.get(start..)?;
        (last.starts_with('#') && !last.contains("{#")).then_some(from + heading.len())
    }

    /// The length of a mark at the start of a text; None if it is something else or does not count.
    fn list_end(&self, text: &str) -> Option<usize> {
        let end = list_end(text)?;
        let body = text.get(2..end - 1)?.trim();
        let sure = || body.starts_with(['.', '#']) && body.len() > 1 || body.contains("=\"") || body == "toc";
        (self.marks == Marks::All || sure()).then_some(end)
    }

    /// One past the mark that ends a comment in a line; nothing is left out where that is not near.
    fn comment_end(&self, from: usize) -> usize {
        let rest = near(self.text.get(from..).unwrap_or_default());
        let ends = ["{:/}", "{:/comment}"].into_iter().filter_map(|mark| Some(rest.find(mark)? + mark.len()));
        ends.min().map_or(from, |end| from + end)
    }

    /// Marks behind words: `*word*{: .class}`, `{::nomarkdown}`.
    fn spans(&mut self, line: &str, at: usize) {
        let mut copied = 0;
        let mut from = 0;
        while let Some(found) = line.get(from..).and_then(|rest| rest.find("{:")) {
            let start = from + found;
            from = start + 2;
            if self.code.at(at + start).is_some() {
                continue;
            }
            let Some(length) = self.text.get(at + start..).and_then(|rest| self.list_end(rest)) else { continue };
            self.out.copy(line.get(copied..start).unwrap_or_default(), at + copied);
            let end = at + start + length;
            let mark = self.text.get(at + start..end).unwrap_or_default();
            let is_comment = mark.starts_with("{::comment") && !mark.ends_with("/}");
            self.dropped = if is_comment { self.comment_end(end) } else { end };
            copied = (self.dropped - at).min(line.len());
            from = copied;
        }
        let rest = line.get(copied..).unwrap_or_default();
        match rest.strip_suffix("\\\\\n").filter(|words| self.breaks(words, at + line.len() - 3)) {
            Some(words) => {
                self.out.copy(words, at + copied);
                self.out.make("\\\n", at + copied + words.len());
            }
            None => self.out.copy(rest, at + copied),
        }
    }
}

/// The length of an attribute list or extension at the start of a text; None if it is something else. It may go over
/// the ends of lines, not over an empty one.
fn list_end(text: &str) -> Option<usize> {
    let inner = text.strip_prefix("{:")?;
    let end = inner.bytes().take(LONGEST).position(|byte| byte == b'}')?;
    let written = inner.get(..end)?;
    if written.lines().skip(1).any(|line| line.trim().is_empty()) {
        return None;
    }
    let body = written.trim();
    let first = body.chars().next();
    let fits = match first {
        None => false,
        Some('.' | '#' | ':' | '/') => true,
        Some(c) => {
            c.is_alphabetic()
                && (body == "toc"
                    || body.contains(['=', ' ', '\n', '.', '#', ':'])
                    || body.chars().all(char::is_alphanumeric))
        }
    };
    fits.then_some(end + 3)
}

fn identifier(mark: &str) -> Option<&str> {
    let (_, after) = mark.split_once('#')?;
    after.split([' ', '}', '\t']).next().filter(|id| !id.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_among_words_are_left_out() {
        for (source, want) in [
            ("a {::comment}b{:/comment} c", "a  c"),
            ("a {::comment}b\nc{:/} d {: .e}", "a  d "),
            ("a {::comment /} b {::nomarkdown}<b>c</b>{:/}", "a  b <b>c</b>"),
            ("a {::comment} b", "a  b"),
        ] {
            assert_eq!(rewrite(source).map(|out| out.finish(|_| (1, 1)).0).as_deref(), Some(want), "{source:?}");
        }
    }

    #[test]
    fn lists_that_other_generators_print_are_dropped_and_words_in_braces_are_not() {
        for (source, want) in [
            ("a\n{:class=\"b c\"}\n\nd", "a\n\nd"),
            ("![a](b.png){: .right }", "![a](b.png)"),
            ("{:toc}", ""),
            ("with {:p} and {:?}", "with {:p} and {:?}"),
            ("`{: .a}`", "`{: .a}`"),
            ("*[HTML]: words", "*[HTML]: words"),
            ("^\n", "^\n"),
            ("![a](b.png){:\n.icon} c\n\nd", "![a](b.png) c\n\nd"),
            ("a *b*{: .c\n  #d}\ne", "a *b*\ne"),
            ("a {:\n\n.b}", "a {:\n\n.b}"),
            ("```\na{:\n.b}\n```\n{: .c}", "```\na{:\n.b}\n```\n"),
        ] {
            let made = rewrite_left_over(source).map_or_else(|| source.to_owned(), |out| out.finish(|_| (1, 1)).0);
            assert_eq!(made, want, "{source:?}");
        }
    }
}
