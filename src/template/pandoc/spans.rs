//! What stands within lines of Pandoc's Markdown: spans and links with attributes, raw text for one format, values of R,
//! citations.

use std::collections::HashMap;

use super::super::brackets;
use super::super::code::CodeMap;
use super::super::output::Output;
use super::super::tags::shown::escape;
use super::attributes::Attributes;

/// Rewrites the lines of a text. `cites` says whether the post names its sources.
pub(in super::super) fn rewrite(text: &str, cites: bool) -> Output {
    let code = CodeMap::of(text);
    let pairs = brackets::pairs(text, &code);
    let mut pass = Pass { text, pairs, cites, out: Output::default(), copied: 0, closing: HashMap::new() };
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(found) = bytes.get(at..).and_then(|rest| rest.iter().position(|byte| b"`[])@\\".contains(byte))) {
        at += found;
        at = match (code.at(at), bytes.get(at)) {
            (Some(range), _) => pass.code(range.start, range.end),
            (None, Some(b'\\')) => at + 2,
            (None, Some(b'[')) => pass.open(at),
            (None, Some(b']' | b')')) => pass.close(at),
            (None, Some(b'@')) => pass.mention(at),
            _ => at + 1,
        };
    }
    pass.copy_to(text.len());
    pass.out
}

struct Pass<'a> {
    text: &'a str,
    /// Brackets that belong together.
    pairs: HashMap<usize, usize>,
    cites: bool,
    out: Output,
    copied: usize,
    /// What ends at a closing bracket: the words in its place.
    closing: HashMap<usize, String>,
}

impl<'a> Pass<'a> {
    fn from(&self, at: usize) -> &'a str {
        self.text.get(at..).unwrap_or_default()
    }

    fn copy_to(&mut self, at: usize) {
        if at > self.copied {
            self.out.copy(self.text.get(self.copied..at).unwrap_or_default(), self.copied);
            self.copied = at;
        }
    }

    /// Puts words in the place of a part of the text.
    fn replace(&mut self, start: usize, end: usize, words: &str) -> usize {
        self.copy_to(start);
        self.out.make(words, start);
        self.copied = end;
        end
    }

    /// A span of code: raw text for one format, a value of R, or code with attributes.
    fn code(&mut self, start: usize, end: usize) -> usize {
        let written = self.text.get(start..end).unwrap_or_default();
        let inside = written.trim_matches('`');
        if written.contains('\n') && written.starts_with("```") || !written.starts_with('`') {
            return end.max(start + 1);
        }
        if let Some(attributes) = Attributes::at_start(self.from(end)) {
            let after = end + attributes.length;
            return match attributes.format() {
                Some("html" | "html5" | "html4") => self.replace(start, after, inside),
                Some(_) => self.replace(start, after, ""),
                None => self.replace(end, after, ""),
            };
        }
        match inside.strip_prefix("r ").or_else(|| inside.strip_prefix("{r} ")) {
            Some(value) if !written.starts_with("``") => {
                let shown = format!("<folio-unknown>\u{2039}{}\u{203a}</folio-unknown>", escape(value.trim()));
                self.replace(start, end, &shown)
            }
            _ => end,
        }
    }

    /// An opening bracket: of a span with attributes, of a citation, or of a link.
    fn open(&mut self, at: usize) -> usize {
        let Some(close) = self.pairs.get(&at).copied() else { return at + 1 };
        let inside = self.text.get(at + 1..close).unwrap_or_default();
        let behind = self.from(close + 1);
        if self.cites && is_citation(inside) && !behind.starts_with(['(', '[']) {
            self.replace(at, at + 1, "(");
            self.closing.insert(close, ")".to_owned());
        } else if let Some(attributes) = Attributes::at_start(behind).filter(|it| it.format().is_none()) {
            let element = attributes.element();
            self.replace(at, at + 1, &format!("<{element}>"));
            self.closing.insert(close, format!("</{element}>"));
        }
        at + 1
    }

    /// A closing bracket or parenthesis, and the attributes behind it.
    fn close(&mut self, at: usize) -> usize {
        let attributes = Attributes::at_start(self.from(at + 1)).map_or(0, |attributes| attributes.length);
        match self.closing.remove(&at) {
            Some(words) => self.replace(at, at + 1 + attributes, &words),
            None if attributes > 0 => self.replace(at + 1, at + 1 + attributes, ""),
            None => at + 1,
        }
    }

    /// A source that is named: its key without the sign.
    fn mention(&mut self, at: usize) -> usize {
        let before = self.text.get(..at).unwrap_or_default();
        let is_silent = before.ends_with('-');
        let around = before.strip_suffix('-').unwrap_or(before);
        let is_free = !around.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '@' | '_'));
        let is_key = self.from(at + 1).starts_with(|c: char| c.is_alphanumeric() || c == '_');
        match self.cites && is_free && is_key {
            true => self.replace(at - usize::from(is_silent), at + 1, ""),
            false => at + 1,
        }
    }
}

/// Whether words in brackets name sources.
fn is_citation(inside: &str) -> bool {
    inside
        .split(';')
        .all(|one| one.split('@').nth(1).is_some_and(|key| key.starts_with(|c: char| c.is_alphanumeric() || c == '_')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_lose_what_only_pandoc_reads() {
        for (source, want) in [
            ("[a *b*]{.smallcaps} c", "<span>a *b*</span> c"),
            ("[a]{.mark} [b]{.underline}", "<mark>a</mark> <u>b</u>"),
            ("![x](y.png){width=50% .center} z", "![x](y.png) z"),
            ("[x](y){.external} [z][l]{.a}", "[x](y) [z]<span>l</span>"),
            ("`x`{.r} `<b>`{=html} `\\x`{=latex}", "`x` <b> "),
            ("`r 1 + 1` `radius`", "<folio-unknown>\u{2039}1 + 1\u{203a}</folio-unknown> `radius`"),
            ("[@a1; see @b, p. 3] by @c [-@d] me@x.org", "(a1; see b, p. 3) by c (d) me@x.org"),
            ("f(x){ y } \\[a]{.b}", "f(x){ y } \\[a]"),
            ("```\n[a]{.b} @c\n```", "```\n[a]{.b} @c\n```"),
        ] {
            let made = rewrite(source, true).finish(|_| (1, 1)).0;
            assert_eq!(made, want, "{source:?}");
        }
        assert_eq!(rewrite("[@a] @b", false).finish(|_| (1, 1)).0, "[@a] @b");
    }
}
