//! AsciiDoc: sections, delimited blocks, lists by their marks, admonitions. `inline` reads the words, `attributes` what is in
//! brackets and braces, `tables` tables.
//!
//! Rules from the AsciiDoc language documentation; what is shown and what isn't as Asciidoctor has it.

mod attributes;
mod blocks;
mod callouts;
mod conditions;
mod inline;
mod lists;
mod sections;
mod tables;

use std::collections::HashMap;

use super::cursor::Cursor;
use super::escape;
use super::source::{Line, lines};
use crate::template::output::Output;
use attributes::{Attributes, Block, entry, whole};
use inline::Notes;
use lists::Level;

/// Documents in cells of documents at most.
const MOST_NESTED: u8 = 4;

/// Rewrites a body.
pub(super) fn rewrite(body: &str) -> Output {
    let written = lines(body);
    let lines = conditions::shown(&written);
    let attributes = Attributes::of(&lines);
    let mut reader = Reader::new(lines, attributes);
    reader.name_titles();
    reader.header();
    reader.read();
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
    /// Lines that close delimited blocks, what brackets said of those, and how many others are around them.
    closers: HashMap<usize, (Block, usize)>,
    /// Whether the next block belongs to the item above it.
    attached: bool,
    /// Whether lines of paragraphs stay lines from here on (`:hardbreaks:`).
    breaks_lines: bool,
    /// Whether sections have numbers from here on (`:sectnums:`), and those of the last ones by their level.
    counts_sections: bool,
    /// How much deeper sections are than they are written (`:leveloffset:`).
    offset: isize,
    sections: Vec<u32>,
    /// Tables, figures and examples with titles so far, by their kind.
    captions: HashMap<&'static str, u32>,
    /// Documents around this one.
    nested: u8,
    /// Whether numbered lists have the other of Markdown's two marks, so that one isn't taken for a part of the one before.
    alternates: bool,
}

impl<'t> Reader<'t> {
    fn new(lines: Vec<Line<'t>>, attributes: Attributes) -> Self {
        let mut notes = Notes::default();
        attributes.pictures().clone_into(&mut notes.pictures);
        Self {
            cursor: Cursor::new(lines),
            attributes,
            notes,
            block: Block::default(),
            title: String::new(),
            lists: Vec::new(),
            bases: Vec::new(),
            closers: HashMap::new(),
            attached: false,
            breaks_lines: false,
            counts_sections: false,
            offset: 0,
            sections: Vec::new(),
            captions: HashMap::new(),
            nested: 0,
            alternates: false,
        }
    }

    /// Reads all blocks.
    fn read(&mut self) {
        while let Some(line) = self.cursor.next() {
            self.block(line);
        }
        let end = self.cursor.lines.last().map_or(0, |line| line.at);
        self.cursor.page.close_to(0, end);
    }

    /// A document within this one, as Markdown: what a cell holds.
    fn nested(&mut self, text: &str) -> String {
        if self.nested >= MOST_NESTED {
            return self.inline(text);
        }
        let mut inner = Reader::new(lines(text), std::mem::take(&mut self.attributes));
        inner.notes = std::mem::take(&mut self.notes);
        inner.nested = self.nested + 1;
        inner.read();
        self.attributes = inner.attributes;
        self.notes = inner.notes;
        inner.cursor.page.finish(0).text.trim_end().to_owned()
    }

    /// The title, which a generator has from elsewhere, and the author and the edition below it.
    fn header(&mut self) {
        let first = self.cursor.lines.iter().position(|line| !line.is_blank() && !line.text.starts_with("//"));
        let Some(mut first) = first else { return };
        let is_over = self.underlined(first).is_some_and(|level| level == 1);
        if !is_over && !self.cursor.text_at(first).starts_with("= ") {
            return;
        }
        first += usize::from(is_over);
        let below = self.cursor.between(first + 1, self.cursor.lines.len());
        let end = below.iter().position(Line::is_blank).unwrap_or(below.len());
        let head: Vec<Line<'t>> = below.iter().take(end).copied().collect();
        let title = self.cursor.text_at(first - usize::from(is_over)).trim_start_matches("= ");
        self.attributes.set("doctitle", title);
        // Who wrote it, and which edition it is, stand below the title without names.
        let unnamed: Vec<&str> = head.iter().map(|line| line.text).take_while(|text| !text.starts_with(':')).collect();
        for (name, value) in ["author", "revdate"].into_iter().zip(&unnamed) {
            self.attributes.set(name, value.split(" <").next().unwrap_or_default());
        }
        for (index, line) in head.iter().enumerate() {
            if let Some((name, value)) = entry(line.text) {
                self.define(name, &whole(value, head.get(index + 1..).unwrap_or_default()).0);
            }
        }
        self.cursor.at = first + 1 + end;
    }

    /// Takes the value that a name has from here on. Some mean something to whoever reads lines.
    fn define(&mut self, name: &str, value: &str) {
        self.attributes.set(name, value);
        let is_set = !name.contains('!');
        match name.trim_matches('!') {
            "hardbreaks" | "hardbreaks-option" => self.breaks_lines = is_set,
            "sectnums" | "numbered" => self.counts_sections = is_set && value != "false",
            "leveloffset" => {
                let offset = value.parse().unwrap_or(0_isize).clamp(-6, 6);
                self.offset = if value.starts_with(['+', '-']) { self.offset + offset } else { offset };
            }
            "imagesdir" => self.attributes.pictures().clone_into(&mut self.notes.pictures),
            _ => {}
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
        if let Some((block, bases)) = self.closers.remove(&self.cursor.at) {
            self.attached = false;
            self.leave_lists(line);
            self.bases.truncate(bases);
            self.attribution(&block, line.at);
            if block.has("collapsible") {
                self.cursor.page.block("</details>", &[line.at]);
            }
            self.cursor.at += 1;
            return;
        }
        if self.above(line) || self.item(line) {
            return;
        }
        self.leave_lists(line);
        let is_read = self.section(line)
            || self.delimited(line)
            || self.quoted(line)
            || self.block_macro(line)
            || self.literal(line);
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
        if is_unseen(&line) && self.cursor.at > 0 && self.cursor.text_at(self.cursor.at - 1).is_empty() {
            // A comment alone parts lists.
            self.leave_lists(line);
        }
        if says_nothing || attribute.is_some() {
            self.cursor.at += 1;
            if let Some((name, value)) = attribute {
                let (value, more) = whole(value, self.cursor.between(self.cursor.at, self.cursor.limit()));
                self.cursor.at += more;
                self.define(name, &value);
            }
            return true;
        }
        if text == "+" && !self.lists.is_empty() {
            self.attached = true;
            self.cursor.at += 1;
            return true;
        }
        if let Some(inner) = brackets(text).filter(|_| line.indent == 0) {
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

    /// Says what kind of note the quotation is that was opened; its title is the note's.
    fn open_alert(&mut self, kind: &str, at: usize) {
        if !kind.is_empty() {
            let title = std::mem::take(&mut self.title);
            let title = self.inline(&title);
            self.cursor.page.alert(kind, &title, at);
        }
    }

    /// Shows the title of a block that is counted: `Table 1. Words`. A document may call them otherwise, or not count them
    /// (`:table-caption!:`).
    fn show_captioned(&mut self, kind: &'static str, at: usize) {
        let title = self.captioned(kind);
        if !title.is_empty() {
            self.cursor.page.block(&format!("**{title}**"), &[at]);
        }
    }

    /// The title of the block that begins, as Markdown, with its number.
    fn captioned(&mut self, kind: &'static str) -> String {
        let title = std::mem::take(&mut self.title);
        if title.is_empty() {
            return title;
        }
        let title = self.inline(&title);
        match self.attributes.caption(kind) {
            None => title,
            Some(word) => {
                let number = self.captions.entry(kind).or_default();
                *number += 1;
                format!("{word} {number}. {title}")
            }
        }
    }

    /// Indented lines are kept as they are.
    fn literal(&mut self, line: Line<'t>) -> bool {
        if line.indent == 0 {
            return false;
        }
        let below = self.cursor.between(self.cursor.at, self.cursor.limit());
        let ends = |line: &&Line<'_>| {
            let is_begin = blocks::delimiter(line.text).is_some() || brackets(line.text).is_some();
            line.is_blank() || line.text == "+" || is_begin && line.indent == 0
        };
        // The first line is one of them whatever it is, as a `+` that nothing is above.
        let own = 1 + below.iter().skip(1).take_while(|line| !ends(line)).count();
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
        match block.style() {
            "comment" => return,
            "pass" => return self.cursor.page.block(&text, &places),
            _ => {}
        }
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
            self.open_alert(kind, first.at);
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
        let said = [block.at(1), block.at(2)].map(|it| it.trim_matches('\''));
        let said: Vec<&str> = said.into_iter().filter(|it| !it.is_empty()).collect();
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

/// Whether a line is a comment. Indented ones are text.
fn is_unseen(line: &Line<'_>) -> bool {
    line.indent == 0 && line.text.starts_with("//") && !line.text.starts_with("///")
}

#[cfg(test)]
mod tests;
