//! Textile: blocks by their signatures, paragraphs, HTML. `lists` reads lists and tables, `code` what is kept as it is,
//! `inline` the words.
//!
//! Rules from the Textile reference and from RedCloth, which Jekyll used: lines of a paragraph stay lines.

mod code;
mod html;
mod inline;
mod lists;
mod signature;

use super::cursor::Cursor;
use super::escape;
use super::source::{Line, lines};
use crate::template::output::Output;
use inline::Known;
use lists::list_mark;
use signature::signature;

/// Rewrites a body.
pub(super) fn rewrite(body: &str) -> Output {
    let lines = lines(body);
    let aliases = lines.iter().filter_map(|line| alias(line.text)).collect();
    let notes = lines.iter().filter_map(|line| signature(line.text)?.0.strip_prefix("fn")).collect();
    let mut reader = Reader { cursor: Cursor::new(lines), known: Known { aliases, notes } };
    while let Some(line) = reader.cursor.next() {
        reader.block(line);
    }
    reader.cursor.page.finish(body.len())
}

struct Reader<'t> {
    cursor: Cursor<'t>,
    known: Known<'t>,
}

/// `[name]address` on a line of its own.
fn alias(text: &str) -> Option<(&str, &str)> {
    let (name, url) = text.strip_prefix('[')?.split_once(']')?;
    let is_url = url.starts_with("http") || url.starts_with('/') || url.starts_with("mailto:");
    (is_url && !name.is_empty() && !url.contains(' ')).then_some((name, url))
}

impl<'t> Reader<'t> {
    fn inline(&self, text: &str) -> String {
        inline::markdown(text, &self.known)
    }

    fn block(&mut self, line: Line<'t>) {
        if alias(line.text).is_some() {
            self.cursor.at += 1;
            return;
        }
        if let Some((name, goes_on, rest)) = signature(line.text) {
            return self.signed(line, name, goes_on, rest);
        }
        let is_read = self.kept(line) || self.list(line) || self.table(line) || self.terms(line) || self.html(line);
        if !is_read {
            let end = self.end_where(Line::is_blank);
            self.paragraph(line.text, end);
        }
    }

    /// The line behind the block that begins here: before the first line below that ends it.
    fn end_where(&self, is_end: impl Fn(&Line<'t>) -> bool) -> usize {
        let below = self.cursor.between(self.cursor.at + 1, self.cursor.limit());
        self.cursor.at + 1 + below.iter().position(is_end).unwrap_or(below.len())
    }

    fn signed(&mut self, line: Line<'t>, name: &str, goes_on: bool, rest: &'t str) {
        let keeps_signatures = matches!(name, "bc" | "pre" | "notextile" | "###");
        // What goes on over blank lines ends where another block is signed.
        let end = self.end_where(|line| match goes_on {
            true => signature(line.text).is_some(),
            false => line.is_blank() || !keeps_signatures && signature(line.text).is_some(),
        });
        if let Some(level) = name.strip_prefix('h').and_then(|level| level.parse().ok()) {
            let below = self.cursor.between(self.cursor.at + 1, end);
            let words: Vec<&str> = std::iter::once(rest).chain(below.iter().map(|line| line.text)).collect();
            let words = self.inline(&words.join(" "));
            self.cursor.page.heading(level, &words, "", line.at);
            self.cursor.at = end;
            return;
        }
        match name {
            "bc" | "pre" => self.code(line, rest, end),
            "###" => self.cursor.at = end,
            "notextile" => {
                let mut html = vec![rest];
                html.extend(self.cursor.between(self.cursor.at + 1, end).iter().map(|line| line.raw));
                html.retain(|line| !line.trim().is_empty());
                self.cursor.page.block(&html.join("\n"), &[line.at]);
                self.cursor.at = end;
            }
            "bq" => {
                self.cursor.page.part();
                self.cursor.page.open("> ", "> ");
                self.paragraphs(rest, end, goes_on);
                self.cursor.page.close_to(0, line.at);
                self.cursor.page.part();
            }
            "table" => self.cursor.at += 1,
            _ => match name.strip_prefix("fn") {
                Some(number) => {
                    self.cursor.page.part();
                    self.cursor.page.open(&format!("[^{number}]: "), "    ");
                    self.paragraph(rest, end);
                    self.cursor.page.close_to(0, line.at);
                }
                None => self.paragraphs(rest, end, goes_on),
            },
        }
    }

    fn paragraphs(&mut self, first: &str, end: usize, goes_on: bool) {
        if !goes_on {
            return self.paragraph(first, end);
        }
        let mut first = Some(first);
        while self.cursor.at < end {
            let below = self.cursor.between(self.cursor.at, end);
            let own = below.iter().take_while(|line| !line.is_blank()).count();
            let text = first.take().or_else(|| below.first().map(|line| line.text)).unwrap_or_default();
            let stop = self.cursor.at + own.max(1);
            if own > 0 || !text.is_empty() {
                self.paragraph(text, stop);
            }
            self.cursor.at = stop;
        }
    }

    /// Lines of words up to `end`; the first is given.
    fn paragraph(&mut self, first: &str, end: usize) {
        let mut text = first.to_owned();
        let mut places = vec![self.cursor.line().map_or(0, |line| line.at)];
        let mut at = self.cursor.at + 1;
        while let Some(line) = self.cursor.lines.get(at).filter(|_| at < end) {
            let is_other = list_mark(line.text).is_some() || signature(line.text).is_some();
            if is_other || line.text.starts_with("<pre") || html::begins(line.text) {
                break;
            }
            text.push('\n');
            text.push_str(line.text);
            places.push(line.at);
            at += 1;
        }
        self.cursor.at = at;
        let words = escape::paragraph(&self.inline(text.trim_start()));
        let words = if words.contains("<pre") { words } else { words.replace('\n', "\\\n") };
        self.cursor.page.block(&words, &places);
    }
}

#[cfg(test)]
mod tests;
