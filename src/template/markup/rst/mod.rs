//! reStructuredText: sections, paragraphs, quotes, code. `lists`, `explicit` and `tables` read the other blocks, `inline` the
//! words, `names` what they refer to.
//!
//! Rules from docutils' "reStructuredText Markup Specification".

mod explicit;
mod inline;
mod lists;
mod names;
mod tables;

use super::cursor::Cursor;
use super::escape;
use super::source::{Line, dedented, lines};
use crate::post::front_matter::docinfo;
use crate::template::output::Output;
use crate::text::width::width;
pub(in crate::template) use inline::with_target;
use names::Names;

/// Rewrites a body.
pub(super) fn rewrite(body: &str) -> Output {
    let mut lines = lines(body);
    // What stands above the head is a part of the body, and then the head is too.
    let head = docinfo(body).unwrap_or_default();
    lines.retain(|line| !head.contains(&line.at));
    let names = Names::of(&lines);
    let mut reader = Reader::new(Cursor::new(lines), names);
    while let Some(line) = reader.cursor.next() {
        reader.block(line);
    }
    reader.cursor.page.finish(body.len())
}

/// What stands around the numbers of sections (`sectnum`).
#[derive(Debug, Default)]
struct Numbering {
    /// Levels that have numbers.
    depth: usize,
    prefix: String,
    suffix: String,
    /// The first section's number.
    start: u32,
}

struct Reader<'t> {
    cursor: Cursor<'t>,
    names: Names<'t>,
    /// Marks of headings in the order they came, and whether they stand above too: the first is the highest.
    styles: Vec<(char, bool)>,
    /// The language of code that names none (`highlight`).
    language: String,
    /// A target that names the next heading.
    place: String,
    /// How sections are numbered, if they are, and the numbers of the last ones by their level.
    numbering: Option<Numbering>,
    sections: Vec<u32>,
    /// What the last numbered item was counted by, `1`, `a`, `I`, and the signs around that.
    numerals: Option<(char, String)>,
    /// Tables around this text, which is that of a cell then.
    nested: u8,
    /// Paragraphs so far, and whether there was anything else.
    paragraphs: usize,
    has_blocks: bool,
}

impl<'t> Reader<'t> {
    fn new(cursor: Cursor<'t>, names: Names<'t>) -> Self {
        Self {
            names,
            cursor,
            styles: Vec::new(),
            language: String::new(),
            place: String::new(),
            numbering: None,
            sections: Vec::new(),
            numerals: None,
            nested: 0,
            paragraphs: 0,
            has_blocks: false,
        }
    }

    fn inline(&mut self, text: &str) -> String {
        inline::markdown(text, &mut self.names)
    }

    fn block(&mut self, line: Line<'t>) {
        let indent = self.cursor.indent();
        if line.indent > indent && self.cursor.can_nest() {
            self.has_blocks = true;
            let end = self.cursor.end_of(self.cursor.at, indent);
            let depth = self.cursor.page.depth();
            self.cursor.page.part();
            self.cursor.page.open("> ", "> ");
            return self.cursor.enter_lines(depth, self.cursor.at, end);
        }
        let is_read = self.explicit(line)
            || self.section(line)
            || self.table(line)
            || self.item(line)
            || self.preformatted(line)
            || self.definition(line);
        self.has_blocks |= is_read;
        if !is_read {
            self.paragraph(line);
        }
    }

    /// A heading, or a line across.
    fn section(&mut self, line: Line<'t>) -> bool {
        if !self.cursor.is_outside() {
            return false;
        }
        let next = self.cursor.text_at(self.cursor.at + 1);
        if let Some(mark) = rule(line.text) {
            let is_over =
                !next.is_empty() && rule(self.cursor.text_at(self.cursor.at + 2)) == Some(mark) && rule(next).is_none();
            if is_over {
                self.heading(next, (mark, true), line.at);
                self.cursor.at += 3;
            } else if line.text.len() >= 4 && next.is_empty() {
                self.cursor.page.block("---", &[line.at]);
                self.cursor.at += 1;
            } else {
                return false;
            }
            return true;
        }
        let Some(mark) = rule(next).filter(|_| next.len() >= width(line.text).min(4)) else { return false };
        self.heading(line.text, (mark, false), line.at);
        self.cursor.at += 2;
        true
    }

    fn heading(&mut self, words: &str, style: (char, bool), at: usize) {
        let known = self.styles.iter().position(|own| *own == style);
        let place = known.unwrap_or_else(|| {
            self.styles.push(style);
            self.styles.len() - 1
        });
        let words = self.inline(words);
        let id = std::mem::take(&mut self.place);
        let number = self.section_number(place);
        self.cursor.page.heading(place + 2, &format!("{number}{words}"), &id, at);
    }

    /// The number of the section that begins on a level from 0, and a blank.
    fn section_number(&mut self, level: usize) -> String {
        let Some(numbering) = self.numbering.as_ref().filter(|numbering| level < numbering.depth) else {
            return String::new();
        };
        let is_first = self.sections.is_empty();
        self.sections.resize(level + 1, 0);
        if let Some(last) = self.sections.last_mut() {
            *last = if is_first && level == 0 { numbering.start } else { *last + 1 };
        }
        let numbers: Vec<String> = self.sections.iter().map(u32::to_string).collect();
        format!("{}{}{} ", numbering.prefix, numbers.join("."), numbering.suffix)
    }

    /// A session of an interpreter, or lines that are kept.
    fn preformatted(&mut self, line: Line<'t>) -> bool {
        if line.text.starts_with(">>> ") {
            let end = self.end_of_paragraph();
            let code = dedented(self.cursor.between(self.cursor.at, end));
            self.cursor.page.code("python", &code, line.at);
            self.cursor.at = end;
            return true;
        }
        if line.text != "|" && !line.text.starts_with("| ") {
            return false;
        }
        let end = self.end_of_paragraph();
        let (mut text, mut places) = (String::new(), Vec::new());
        for line in self.cursor.between(self.cursor.at, end) {
            match line.text.strip_prefix('|') {
                Some(rest) => {
                    let blanks = rest.len() - rest.trim_start().len();
                    text.push_str(if text.is_empty() { "" } else { "\n" });
                    text.push_str(&"\u{a0}".repeat(blanks.saturating_sub(1).min(16)));
                    text.push_str(rest.trim_start());
                }
                None => {
                    text.push(' ');
                    text.push_str(line.text);
                }
            }
            places.push(line.at);
        }
        let words = self.inline(&text).replace('\n', "\\\n");
        self.cursor.page.block(&escape::paragraph(&words), &places);
        self.cursor.at = end;
        true
    }

    /// The line behind the lines that begin here and are parted from others by a blank one.
    fn end_of_paragraph(&self) -> usize {
        let lines = self.cursor.between(self.cursor.at, self.cursor.limit());
        self.cursor.at + lines.iter().position(Line::is_blank).unwrap_or(lines.len())
    }

    /// Lines up to a blank one or one that is indented otherwise; two colons at their end say that code follows.
    fn paragraph(&mut self, first: Line<'t>) {
        let lines = self.cursor.between(self.cursor.at, self.cursor.limit());
        let goes_on = |line: &&Line<'_>| !line.is_blank() && line.indent == first.indent;
        let same = 1 + lines.iter().skip(1).take_while(goes_on).count();
        let own: Vec<&str> = lines.iter().take(same).map(|line| line.text).collect();
        let places: Vec<usize> = lines.iter().take(same).map(|line| line.at).collect();
        let text = own.join("\n");
        self.cursor.at += same;
        // Who is quoted, below what is quoted.
        let dashes =
            text.strip_prefix("---").or_else(|| text.strip_prefix("--")).or_else(|| text.strip_prefix('\u{2014}'));
        if let Some(who) = dashes.filter(|who| first.indent > 0 && !self.cursor.is_outside() && !who.starts_with('-')) {
            let words = self.inline(who.trim_start());
            return self.cursor.page.block(&format!("\u{2014} {words}"), &places);
        }
        self.cursor.count_paragraph();
        self.paragraphs += 1;
        let Some(before) = text.strip_suffix("::") else {
            let words = self.inline(&text);
            return self.cursor.page.block(&escape::paragraph(&words), &places);
        };
        let colon = if before.is_empty() || before.ends_with(char::is_whitespace) { "" } else { ":" };
        let words = self.inline(&format!("{}{colon}", before.trim_end()));
        if !words.is_empty() {
            self.cursor.page.block(&escape::paragraph(&words), &places);
        }
        self.literal(first.indent);
    }

    /// The code behind two colons: indented, or each line behind the same mark.
    fn literal(&mut self, margin: usize) {
        self.has_blocks = true;
        while self.cursor.lines.get(self.cursor.at).is_some_and(Line::is_blank) {
            self.cursor.at += 1;
        }
        let end = self.cursor.end_of(self.cursor.at, margin);
        let code = if end > self.cursor.at {
            dedented(self.cursor.between(self.cursor.at, end))
        } else {
            let Some(mark) = self.cursor.text_at(self.cursor.at).chars().next().filter(char::is_ascii_punctuation)
            else {
                return;
            };
            let end = self.end_of_paragraph();
            let lines = self.cursor.between(self.cursor.at, end);
            if !lines.iter().all(|line| line.text.starts_with(mark)) {
                return;
            }
            dedented(lines)
        };
        let end = end.max(self.cursor.at + code.len());
        let language = self.language.clone();
        let at = self.cursor.lines.get(self.cursor.at).map_or(0, |line| line.at);
        if !code.is_empty() {
            self.cursor.page.code(&language, &code, at);
        }
        self.cursor.at = end;
    }
}

/// The mark of a line that is one mark over and over.
fn rule(line: &str) -> Option<char> {
    let mark = line.chars().next().filter(char::is_ascii_punctuation)?;
    let is_other = matches!(line, ".." | "::" | "...");
    (line.len() >= 2 && !is_other && line.chars().all(|c| c == mark)).then_some(mark)
}

#[cfg(test)]
mod tests;
