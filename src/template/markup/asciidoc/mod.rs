//! AsciiDoc: sections, delimited blocks, lists by their marks, admonitions. `inline` reads the words, `attributes` what is in
//! brackets and braces, `tables` tables.
//!
//! Rules from the AsciiDoc language documentation; what is shown and what isn't as Asciidoctor has it.

mod attributes;
mod blocks;
mod inline;
mod lists;
mod tables;

use std::collections::HashMap;

use super::cursor::Cursor;
use super::escape;
use super::source::{Line, lines};
use crate::template::output::Output;
use attributes::{Attributes, Block, entry};
use inline::Notes;
use lists::Level;

/// Rewrites a body.
pub(super) fn rewrite(body: &str) -> Output {
    let lines = lines(body);
    let attributes = Attributes::of(&lines);
    let mut reader = Reader {
        cursor: Cursor::new(lines),
        attributes,
        notes: Notes::default(),
        block: Block::default(),
        title: String::new(),
        lists: Vec::new(),
        bases: Vec::new(),
        closers: HashMap::new(),
        attached: false,
        breaks_lines: false,
    };
    reader.header();
    while let Some(line) = reader.cursor.next() {
        reader.block(line);
    }
    reader.cursor.page.close_to(0, body.len());
    reader.show_notes(body.len());
    reader.cursor.page.finish(body.len())
}

struct Reader<'t> {
    cursor: Cursor<'t>,
    attributes: Attributes,
    notes: Notes,
    /// What brackets say of the next block.
    block: Block,
    /// The title of the next block.
    title: String,
    /// Lists that are open, innermost last.
    lists: Vec<Level>,
    /// Blocks open on the page when each open delimited block began.
    bases: Vec<usize>,
    /// Lines that close delimited blocks, and what brackets said of those.
    closers: HashMap<usize, Block>,
    /// Whether the next block belongs to the item above it.
    attached: bool,
    /// Whether lines of paragraphs stay lines from here on (`:hardbreaks:`).
    breaks_lines: bool,
}

impl<'t> Reader<'t> {
    /// The title, which a generator has from elsewhere, and the author and the edition below it.
    fn header(&mut self) {
        let first = self.cursor.lines.iter().position(|line| !line.is_blank() && !line.text.starts_with("//"));
        let Some(first) = first.filter(|at| self.cursor.text_at(*at).starts_with("= ")) else { return };
        let below = self.cursor.between(first + 1, self.cursor.lines.len());
        let end = below.iter().position(Line::is_blank).unwrap_or(below.len());
        let names: Vec<&str> = below.iter().take(end).filter_map(|line| Some(entry(line.text)?.0)).collect();
        names.into_iter().for_each(|name| self.defined(name));
        self.cursor.at = first + 1 + end;
    }

    /// Takes an attribute that means something to whoever reads lines; one with `!` takes it back.
    fn defined(&mut self, name: &str) {
        if matches!(name.trim_matches('!'), "hardbreaks" | "hardbreaks-option") {
            self.breaks_lines = !name.contains('!');
        }
    }

    fn inline(&mut self, text: &str) -> String {
        let text = self.attributes.expand(text);
        inline::markdown(&text, &mut self.notes)
    }

    fn block(&mut self, line: Line<'t>) {
        while self.bases.last().is_some_and(|base| *base > self.cursor.page.depth()) {
            self.bases.pop();
        }
        while self.lists.last().is_some_and(|level| level.depth >= self.cursor.page.depth()) {
            self.lists.pop();
        }
        if let Some(block) = self.closers.remove(&self.cursor.at) {
            self.attached = false;
            self.leave_lists(line);
            self.attribution(&block, line.at);
            self.cursor.at += 1;
            return;
        }
        if self.above(line) || self.item(line) {
            return;
        }
        self.leave_lists(line);
        let is_read = self.section(line) || self.delimited(line) || self.block_macro(line) || self.literal(line);
        if !is_read {
            self.paragraph(line);
        }
        self.attached = false;
    }

    /// What stands above a block, and lines that say nothing to a reader.
    fn above(&mut self, line: Line<'t>) -> bool {
        let text = line.text;
        let attribute = entry(text).filter(|_| line.indent == 0);
        let says_nothing = is_unseen(&line) || text.starts_with("toc::") || text == "<<<";
        if says_nothing || attribute.is_some() {
            self.cursor.at += 1;
            attribute.into_iter().for_each(|(name, _)| self.defined(name));
            // `ifdef::name[words]` on one line.
            let words = text.strip_prefix("ifdef::").and_then(|it| it.split_once('[')?.1.strip_suffix(']'));
            if let Some(words) = words.filter(|words| !words.is_empty()) {
                let words = self.inline(words);
                self.cursor.page.block(&escape::paragraph(&words), &[line.at]);
            }
            return true;
        }
        if text == "+" && !self.lists.is_empty() {
            self.attached = true;
            self.cursor.at += 1;
            return true;
        }
        if let Some(inner) = brackets(text) {
            let id = inner.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
            self.block.extend(match id {
                Some(id) => Block::of_id(id.split(',').next().unwrap_or_default()),
                None => Block::read(inner),
            });
            self.cursor.at += 1;
            return true;
        }
        let title = text.strip_prefix('.').filter(|rest| rest.starts_with(|c: char| !c.is_whitespace() && c != '.'));
        if let Some(title) = title.filter(|_| line.indent == 0) {
            self.title = title.to_owned();
            self.cursor.at += 1;
            return true;
        }
        false
    }

    /// Shows the title of the block that begins.
    fn show_title(&mut self, at: usize) {
        let title = std::mem::take(&mut self.title);
        if !title.is_empty() {
            let words = self.inline(&title);
            self.cursor.page.block(&format!("**{words}**"), &[at]);
        }
    }

    fn section(&mut self, line: Line<'t>) -> bool {
        let mark = if line.text.starts_with('=') { '=' } else { '#' };
        let words = line.text.trim_start_matches(mark);
        let level = line.text.len() - words.len();
        if !(1..=6).contains(&level) || !words.starts_with(' ') || line.indent > 0 {
            return false;
        }
        let id = std::mem::take(&mut self.block).id;
        let words = words.trim().trim_end_matches(mark).trim_end();
        let words = self.inline(words);
        self.cursor.page.heading(level.max(2), &words, &id, line.at);
        self.cursor.at += 1;
        true
    }

    /// Indented lines are kept as they are.
    fn literal(&mut self, line: Line<'t>) -> bool {
        if line.indent == 0 {
            return false;
        }
        let below = self.cursor.between(self.cursor.at, self.cursor.limit());
        let own = below.iter().take_while(|line| !line.is_blank()).count();
        let code = super::source::dedented(self.cursor.between(self.cursor.at, self.cursor.at + own));
        self.show_title(line.at);
        self.cursor.page.code("", &code, line.at);
        self.cursor.at += own;
        self.block = Block::default();
        true
    }

    fn paragraph(&mut self, first: Line<'t>) {
        let below = self.cursor.between(self.cursor.at, self.cursor.limit());
        let own = 1 + below.iter().skip(1).take_while(|line| !self.ends_paragraph(line)).count();
        let lines: Vec<Line<'t>> = below.iter().take(own).copied().filter(|line| !is_unseen(line)).collect();
        self.cursor.at += own;
        let block = std::mem::take(&mut self.block);
        let text: Vec<&str> = lines.iter().map(|line| line.text).collect();
        let places: Vec<usize> = lines.iter().map(|line| line.at).collect();
        let text = text.join("\n");
        if matches!(block.style(), "source" | "listing" | "literal") {
            self.show_title(first.at);
            let code: Vec<(usize, &str)> = lines.iter().map(|line| (line.at, line.raw)).collect();
            return self.cursor.page.code(block.at(1), &code, first.at);
        }
        let (kind, text) = match blocks::admonition(&text) {
            Some((kind, rest)) => (kind, rest),
            None => (blocks::kind(block.style()), text.as_str()),
        };
        let words = self.inline(text);
        let breaks_lines = self.breaks_lines || block.has("hardbreaks") || block.style() == "verse";
        let words = if breaks_lines { words.replace('\n', "\\\n") } else { words };
        let is_quote = matches!(block.style(), "quote" | "verse") || !kind.is_empty();
        let depth = self.cursor.page.depth();
        if is_quote {
            self.cursor.page.part();
            self.cursor.page.open("> ", "> ");
            if !kind.is_empty() {
                self.cursor.page.line(&format!("[!{kind}]"), first.at);
            }
        }
        self.show_title(first.at);
        self.cursor.page.block(&escape::paragraph(&words), &places);
        if is_quote && kind.is_empty() {
            self.attribution(&block, first.at);
        }
        self.cursor.page.close_to(depth, first.at);
        self.cursor.page.part();
    }

    /// Who said it, and where.
    fn attribution(&mut self, block: &Block, at: usize) {
        // `[, author, book]`: the marks of the block say that it is a quotation.
        let is_quote = matches!(block.style(), "quote" | "verse") || block.style().is_empty();
        if !is_quote {
            return;
        }
        let said: Vec<&str> = [block.at(1), block.at(2)].into_iter().filter(|it| !it.is_empty()).collect();
        if !said.is_empty() {
            let words = self.inline(&said.join(", "));
            self.cursor.page.block(&format!("\u{2014} {words}"), &[at]);
        }
    }

    /// Whether a line isn't one of the paragraph above it.
    fn ends_paragraph(&self, line: &Line<'_>) -> bool {
        let text = line.text;
        text.is_empty()
            || text == "+"
            || blocks::delimiter(text).is_some()
            || line.indent == 0 && brackets(text).is_some()
            || !self.lists.is_empty() && lists::mark(text).is_some()
            || text.starts_with("image::")
    }

    /// Shows the notes that were written among the words.
    fn show_notes(&mut self, at: usize) {
        let notes = std::mem::take(&mut self.notes.waiting);
        for (name, words) in notes {
            self.cursor.page.block(&format!("[^{name}]: {words}"), &[at]);
        }
    }
}

/// The inside of a line in brackets that says how the next block looks (Asciidoctor's `BlockAttributeLineRx`).
fn brackets(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('[')?.strip_suffix(']')?;
    let begins = |c: char| c.is_alphabetic() || "_.#%{,\"'[".contains(c);
    (inner.is_empty() || inner.starts_with(begins)).then_some(inner)
}

/// Whether a line is a comment, or says under what condition others are shown. Indented ones are text.
fn is_unseen(line: &Line<'_>) -> bool {
    let text = line.text;
    let is_comment = text.starts_with("//") && !text.starts_with("///");
    line.indent == 0
        && (is_comment || ["ifdef::", "ifndef::", "ifeval::", "endif::"].iter().any(|word| text.starts_with(word)))
}

#[cfg(test)]
mod tests;
