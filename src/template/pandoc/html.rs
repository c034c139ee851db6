//! HTML as Pandoc reads it (`markdown_in_html_blocks`): a tag of a block stands for itself, however it is indented, and what is
//! between two of them is Markdown.

use super::super::code::{CodeMap, is_item};
use super::super::find::holds;
use super::super::output::Output;
use super::super::passes::element::{ends, is_block, lone_tags, tag_name};

/// Rewrites HTML so that CommonMark's rules give the same blocks. None if there is none.
pub(in super::super) fn rewrite(text: &str) -> Option<Output> {
    if !holds(text, "<") {
        return None;
    }
    let code = CodeMap::with_indented_html(text);
    let mut pass = Pass { out: Output::default(), verbatim: None, behind_html: false, after_blank: true };
    let mut at = 0;
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let next = lines.peek().copied().unwrap_or_default();
        match pass.verbatim {
            None if code.at(at + line.len() - line.trim_start().len()).is_some() => pass.out.copy(line, at),
            None => pass.line(line, next, at),
            Some(name) => {
                pass.out.copy(line, at);
                pass.verbatim = Some(name).filter(|name| !ends(line, name));
            }
        }
        pass.after_blank = line.trim().is_empty();
        at += line.len();
    }
    Some(pass.out)
}

/// Elements whose content is no Markdown.
const VERBATIM: [&str; 4] = ["pre", "script", "style", "textarea"];

struct Pass {
    out: Output,
    /// The element that is open and holds no Markdown.
    verbatim: Option<&'static str>,
    /// Whether the last line that was not blank is of HTML.
    behind_html: bool,
    after_blank: bool,
}

impl Pass {
    fn line(&mut self, line: &str, next: &str, at: usize) {
        let rest = line.trim_start_matches([' ', '\t']);
        if rest.trim().is_empty() {
            return self.out.copy(line, at);
        }
        let indent = line.len() - rest.len();
        let name = tag_name(rest);
        let closing = rest.strip_prefix("</").map(|rest| rest.split(['>', ' ']).next().unwrap_or_default());
        let is_html = name.or(closing).is_some_and(is_block);
        let name = name.filter(|name| is_block(name));
        self.verbatim = VERBATIM
            .into_iter()
            .find(|own| name.is_some_and(|name| name.eq_ignore_ascii_case(own)) && !ends(rest, own));
        let is_code = indent >= 4 && !(is_html && self.behind_html);
        if is_code || !is_html {
            self.behind_html &= is_code;
            return match self.after_blank && !is_code && rest.starts_with('<') && lone_tags(line) {
                true => self.lone(line, next, at),
                false => self.out.copy(line, at),
            };
        }
        self.behind_html = true;
        // Indentation of less than a code block may mean an item's content.
        let margin = if indent >= 4 { indent } else { 0 };
        self.out.copy(line.get(margin..).unwrap_or_default(), at + margin);
        let is_whole = lone_tags(line) || rest.trim_end().ends_with('>');
        if self.verbatim.is_none() && is_whole && !next.trim().is_empty() && !next.trim_start().starts_with("</") {
            let next = next.trim_start();
            if !tag_name(next).is_some_and(is_block) {
                self.out.make("\n", at + line.len());
            }
        }
    }

    /// A tag within words that stands on a line by itself begins no block.
    fn lone(&mut self, line: &str, next: &str, at: usize) {
        let is_item = is_item(next);
        let next = next.trim_start();
        let goes_on = !next.is_empty() && !next.starts_with(['#', '>', '`', '~', '|', ':']);
        match goes_on && !is_item && !tag_name(next).is_some_and(is_block) && !lone_tags(next) {
            true => {
                self.out.copy(line.trim_end(), at);
                self.out.make(" ", at);
            }
            false => self.out.copy(line, at),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_of_blocks_stand_for_themselves() {
        for (source, want) in [
            (
                "<table>\n  <tr>\n    <td>a</td>\n\n    <td>b</td>\n  </tr>\n</table>\n",
                "<table>\n  <tr>\n<td>a</td>\n\n<td>b</td>\n  </tr>\n</table>\n",
            ),
            ("<h3>a</h3>\n[b](c) *d*\n", "<h3>a</h3>\n\n[b](c) *d*\n"),
            ("<div>\n*a*\n</div>\n", "<div>\n\n*a*\n</div>\n"),
            (
                "<details>\n<summary>a</summary>\n\n*b*\n\n    code\n\n</details>\n",
                "<details>\n<summary>a</summary>\n\n*b*\n\n    code\n\n</details>\n",
            ),
            ("<pre>\n*a*\n\n    <td>\n</pre>\n*b*\n", "<pre>\n*a*\n\n    <td>\n</pre>\n*b*\n"),
            ("<br>\n*a* b\n", "<br> *a* b\n"),
            ("a\n\n    <div>code</div>\n", "a\n\n    <div>code</div>\n"),
            ("- a\n\n  <div>\n  b\n  </div>\n", "- a\n\n  <div>\n\n  b\n  </div>\n"),
        ] {
            assert_eq!(rewrite(source).map(|out| out.finish(|_| (1, 1)).0).as_deref(), Some(want), "{source:?}");
        }
    }
}
