//! Sections of AsciiDoc: their titles, behind signs or above a line, their numbers, and what references to them show.

use super::{Line, Reader};
use crate::text::width::width;

impl<'t> Reader<'t> {
    /// Takes the titles of sections that have names, which cross references show.
    pub(super) fn name_titles(&mut self) {
        let mut id = "";
        for (at, line) in self.cursor.lines.iter().enumerate().filter(|(_, line)| line.indent == 0) {
            let named = line.text.strip_prefix("[[").or_else(|| line.text.strip_prefix("[#"));
            if let Some(named) = named {
                id = named.split([',', ']', '.', '%']).next().unwrap_or_default();
                if let Some(words) = reference_words(named) {
                    self.notes.titles.insert(id.to_owned(), words.to_owned());
                }
            } else if !line.is_blank() && !line.text.starts_with('[') {
                let words = line.text.trim_start_matches(['=', '#']);
                let is_title = words.len() < line.text.len() && words.starts_with(' ') || self.underlined(at).is_some();
                if is_title && !id.is_empty() {
                    self.notes.titles.entry(id.to_owned()).or_insert_with(|| words.trim().to_owned());
                }
                id = "";
            }
        }
    }

    /// The level of the title at a place that has a line of one mark below it (Asciidoctor's `SetextSectionTitleRx`).
    pub(super) fn underlined(&self, at: usize) -> Option<usize> {
        // A delimited block holds no sections.
        if !self.bases.is_empty() || self.nested > 0 {
            return None;
        }
        let (title, below) = (self.cursor.peek(at)?, self.cursor.peek(at + 1)?);
        let mark = below.text.chars().next()?;
        let level = 1 + "=-~^+".find(mark)?;
        let is_rule = below.indent == 0 && below.text.chars().all(|c| c == mark);
        let is_title = title.indent == 0 && !title.text.starts_with('.') && title.text.contains(char::is_alphanumeric);
        let differs = width(title.text).abs_diff(below.text.len());
        (is_rule && is_title && differs < 2).then_some(level)
    }

    pub(super) fn section(&mut self, line: Line<'t>) -> bool {
        if let Some(level) = self.underlined(self.cursor.at) {
            self.heading(level, line.text, line.at);
            self.cursor.at += 2;
            return true;
        }
        let mark = if line.text.starts_with('=') { '=' } else { '#' };
        let words = line.text.trim_start_matches(mark);
        let level = line.text.len() - words.len();
        if !(1..=6).contains(&level) || !words.starts_with(' ') || line.indent > 0 {
            return false;
        }
        self.heading(level, words.trim().trim_end_matches(mark).trim_end(), line.at);
        self.cursor.at += 1;
        true
    }

    /// Writes the title of a section, with its number where sections are counted.
    fn heading(&mut self, level: usize, words: &str, at: usize) {
        let block = std::mem::take(&mut self.block);
        let level = level.saturating_add_signed(self.offset).max(1);
        let number = self.section_number(level, block.style());
        let words = self.inline(words);
        self.cursor.page.heading(level.max(2), &format!("{number}{words}"), &block.id, at);
    }

    /// `1.2. `, or nothing: parts of a book, titles that begin no section, and what has a name of its own aren't counted.
    fn section_number(&mut self, level: usize, style: &str) -> String {
        let deepest = self.attributes.get("sectnumlevels").and_then(|levels| levels.parse().ok()).unwrap_or(3);
        let level = level.saturating_sub(1);
        if !self.counts_sections || level == 0 || level > deepest || !style.is_empty() {
            return String::new();
        }
        self.sections.resize(level, 0);
        if let Some(last) = self.sections.last_mut() {
            *last += 1;
        }
        self.sections.iter().map(|number| format!("{number}.")).collect::<String>() + " "
    }
}

/// The words that references to a place show: `[[place,words]]`, `[#place,reftext=words]`.
fn reference_words(named: &str) -> Option<&str> {
    let words = match named.split_once("reftext=") {
        Some((_, words)) => words.split([',', ']']).next()?,
        None => named.split_once("]]")?.0.split_once(',')?.1,
    };
    Some(words.trim().trim_matches(['"', '\''])).filter(|words| !words.is_empty())
}
