//! Org: headlines, lists, drawers, paragraphs. `blocks` reads blocks and tables, `inline` the words.
//!
//! Rules from the Org manual and "Org Syntax"; what is shown and what isn't as its exporters have it.

mod blocks;
mod entities;
mod inline;
mod macros;

use std::collections::HashMap;

use super::cursor::{Cursor, number};
use super::escape;
use super::source::{Line, lines};
use crate::template::output::Output;
use blocks::{drawer, ends};
use inline::Notes;
pub(in crate::template) use macros::rewrite as rewrite_macros;

/// Lines below a headline that are looked at for its identifier.
const LOOK: usize = 64;

/// Rewrites a body.
pub(super) fn rewrite(body: &str) -> Output {
    let lines = lines(body);
    let ends = ends(&lines);
    let mut reader = Reader {
        cursor: Cursor::new(lines),
        ends,
        caption: String::new(),
        picture: String::new(),
        notes: Notes::default(),
    };
    while let Some(line) = reader.cursor.next() {
        reader.block(line);
    }
    let waiting = std::mem::take(&mut reader.notes.waiting);
    for (label, words) in waiting {
        reader.cursor.page.close_to(0, body.len());
        reader.cursor.page.block(&format!("[^{label}]: {words}"), &[body.len()]);
    }
    reader.cursor.page.finish(body.len())
}

struct Reader<'t> {
    cursor: Cursor<'t>,
    /// Where blocks and drawers that begin on a line end.
    ends: HashMap<usize, usize>,
    /// The caption of what comes next, and the words of a picture (`#+ATTR_HTML: :alt words`).
    caption: String,
    picture: String,
    notes: Notes,
}

/// The key and the value of `#+key: value`, the key without its case.
fn keyword(text: &str) -> Option<(String, &str)> {
    let (key, value) = text.strip_prefix("#+")?.split_once(':')?;
    (!key.is_empty() && !key.contains(char::is_whitespace)).then(|| (key.to_ascii_lowercase(), value.trim()))
}

impl<'t> Reader<'t> {
    fn inline(&mut self, text: &str) -> String {
        inline::markdown(text, &mut self.notes)
    }

    fn block(&mut self, line: Line<'t>) {
        let is_read = self.headline(line)
            || self.named_block(line)
            || self.keyword(line)
            || self.hidden(line)
            || self.table(line)
            || self.fixed(line)
            || self.note(line)
            || self.formula(line)
            || self.item(line);
        if !is_read {
            self.paragraph(line);
        }
    }

    /// `** DONE Words :tag:`, at the first column.
    fn headline(&mut self, line: Line<'t>) -> bool {
        let Some((level, words)) = headline(&line) else { return false };
        self.cursor.at += 1;
        let (words, tags) = parted_tags(words);
        let is_hidden = words.starts_with("COMMENT ") || tags.split(':').any(|tag| tag == "noexport");
        if is_hidden {
            let below = self.cursor.between(self.cursor.at, self.cursor.lines.len());
            let is_end = |line: &Line<'_>| {
                headline(line).is_some_and(|(other, _)| other <= level) || line.raw.starts_with("[fn:")
            };
            let end = below.iter().position(is_end);
            self.cursor.at = end.map_or(self.cursor.lines.len(), |end| self.cursor.at + end);
            return true;
        }
        if words == "Footnotes" {
            return true;
        }
        let mut words = words;
        if let Some((before, after)) = words.split_once("[#").filter(|(before, _)| before.len() <= 12) {
            // A priority; a keyword before it stays.
            if before.is_empty() {
                words = after.split_once(']').map_or(words, |(_, words)| words.trim_start());
            }
        }
        let id = self.custom_id();
        let words = self.inline(words);
        self.cursor.page.heading(level + 1, &words, &id, line.at);
        true
    }

    /// The identifier that the drawer below a headline gives it.
    fn custom_id(&self) -> String {
        let below = self.cursor.between(self.cursor.at, self.cursor.lines.len());
        let drawer = below.iter().take(LOOK).skip_while(|line| is_planning(line.text));
        let inside = drawer.take_while(|line| line.text.starts_with(':') && !line.text.eq_ignore_ascii_case(":end:"));
        let id = inside
            .filter_map(|line| line.text.get(1..)?.split_once(": "))
            .find_map(|(key, id)| key.eq_ignore_ascii_case("custom_id").then(|| id.trim().to_owned()));
        id.unwrap_or_default()
    }

    /// `#+key: value`: nearly all say how something is to be exported.
    fn keyword(&mut self, line: Line<'t>) -> bool {
        let Some((key, value)) = keyword(line.text) else { return false };
        self.cursor.at += 1;
        match key.as_str() {
            "caption" => self.caption = value.to_owned(),
            "html" => self.cursor.page.block(value, &[line.at]),
            "attr_html" => {
                let words = value.split_once(":alt ").map(|(_, words)| words.split(" :").next().unwrap_or_default());
                words.unwrap_or_default().trim().trim_matches('"').clone_into(&mut self.picture);
            }
            _ => {}
        }
        true
    }

    fn show_caption(&mut self, at: usize) {
        let caption = std::mem::take(&mut self.caption);
        if !caption.is_empty() {
            let words = self.inline(&caption);
            self.cursor.page.block(&format!("*{words}*"), &[at]);
        }
    }

    /// Comments, plans and drawers; a line across.
    fn hidden(&mut self, line: Line<'t>) -> bool {
        if let Some(name) = drawer(line.text) {
            let end = self.ends.get(&self.cursor.at).copied().filter(|end| *end < self.cursor.limit());
            let hides = ["properties", "logbook", "clock"].iter().any(|known| name.eq_ignore_ascii_case(known));
            self.cursor.at = end.filter(|_| hides).map_or(self.cursor.at + 1, |end| end + 1);
            return end.is_some() || name.eq_ignore_ascii_case("end") || {
                self.cursor.at -= 1;
                false
            };
        }
        let is_comment = line.text == "#" || line.text.starts_with("# ");
        let is_rule = line.text.len() >= 5 && line.text.bytes().all(|byte| byte == b'-');
        if is_rule {
            self.cursor.page.block("---", &[line.at]);
        }
        // What is left of a keyword without a colon says nothing either.
        let hides = is_comment || is_rule || is_planning(line.text) || line.text.starts_with("#+");
        self.cursor.at += usize::from(hides);
        hides
    }

    fn item(&mut self, line: Line<'t>) -> bool {
        let Some((mark, bytes)) = mark(&line).filter(|_| self.cursor.can_nest()) else { return false };
        let end = self.cursor.end_of(self.cursor.at + 1, line.indent);
        // A headline within, or two blank lines, end a list too.
        let below = self.cursor.between(self.cursor.at + 1, end);
        let is_end = |pair: &[Line<'_>]| pair.iter().all(Line::is_blank);
        let end = below.windows(2).position(is_end).map_or(end, |at| self.cursor.at + 1 + at);
        let rest = line.text.get(bytes..).unwrap_or_default();
        let counter = rest.trim_start().strip_prefix("[@").and_then(|rest| rest.split_once(']'));
        let bytes = bytes + counter.map_or(0, |(_, behind)| rest.len() - behind.len());
        let kind = line.text.chars().next().filter(|c| !c.is_alphanumeric()).unwrap_or('1');
        let rest = line.text.get(bytes..).unwrap_or_default();
        if let Some((term, words)) = rest.split_once(" :: ").or_else(|| Some((rest.strip_suffix(" ::")?, "")))
            && mark.is_none()
        {
            let depth = self.cursor.page.depth();
            self.cursor.page.part();
            let term = self.inline(term.trim());
            self.cursor.page.line(&escape::paragraph(&term), line.at);
            self.cursor.page.open(": ", "  ");
            self.cursor.enter_behind(depth, line.text.len() - words.len(), end);
            return true;
        }
        self.cursor.enter_item(mark, (kind, false), bytes, end);
        true
    }

    fn paragraph(&mut self, first: Line<'t>) {
        let below = self.cursor.between(self.cursor.at + 1, self.cursor.limit());
        let more = below.iter().take_while(|line| !begins_block(line)).count();
        let lines: Vec<Line<'t>> = std::iter::once(first).chain(below.iter().take(more).copied()).collect();
        self.cursor.at += 1 + more;
        self.cursor.count_paragraph();
        let text: Vec<&str> = lines.iter().map(|line| line.text).collect();
        let places: Vec<usize> = lines.iter().map(|line| line.at).collect();
        let mut text = text.join("\n");
        let mut task = "";
        for (mark, shown) in [("[ ] ", "[ ] "), ("[X] ", "[x] "), ("[x] ", "[x] "), ("[-] ", "[ ] ")] {
            if let Some(rest) = text.strip_prefix(mark) {
                (task, text) = (shown, rest.to_owned());
                break;
            }
        }
        let mut words = self.inline(&text);
        let picture = std::mem::take(&mut self.picture);
        if !picture.is_empty() && words.starts_with("![](") {
            words.insert_str(2, &escape::literal(&picture));
        }
        self.cursor.page.block(&format!("{task}{}", escape::paragraph(&words)), &places);
        self.show_caption(first.at);
    }
}

/// The level and the words of a headline.
fn headline<'t>(line: &Line<'t>) -> Option<(usize, &'t str)> {
    let words = line.raw.trim_start_matches('*');
    let level = line.raw.len() - words.len();
    (level > 0 && words.starts_with(' ')).then(|| (level, words.trim()))
}

/// A headline's words and the tags behind them, `:a:b:`.
fn parted_tags(words: &str) -> (&str, &str) {
    let is_tags = |last: &str| {
        last.len() > 2
            && last.starts_with(':')
            && last.ends_with(':')
            && last.chars().all(|c| c.is_alphanumeric() || "_@#%:".contains(c))
    };
    match words.rsplit_once(char::is_whitespace) {
        Some((before, last)) if is_tags(last) => (before.trim_end(), last),
        _ => (words, ""),
    }
}

fn is_planning(text: &str) -> bool {
    ["SCHEDULED:", "DEADLINE:", "CLOSED:", "CLOCK:"].iter().any(|word| text.starts_with(word))
}

/// The number of an item's mark, none for a bullet, and the bytes of the mark.
fn mark(line: &Line<'_>) -> Option<(Option<u32>, usize)> {
    let word = line.text.split(char::is_whitespace).next().unwrap_or_default();
    match word {
        "-" | "+" => Some((None, 1)),
        "*" if line.indent > 0 => Some((None, 1)),
        _ => {
            let digits = word.strip_suffix(['.', ')'])?;
            let is_mark = digits.bytes().all(|byte| byte.is_ascii_digit()) || digits.len() == 1;
            Some((Some(number(digits).filter(|_| is_mark && word.len() < line.text.len())?), word.len()))
        }
    }
}

/// Whether a line ends the paragraph above it.
fn begins_block(line: &Line<'_>) -> bool {
    let text = line.text;
    text.is_empty()
        || headline(line).is_some()
        || text.starts_with("#+")
        || text.starts_with("# ")
        || text.starts_with('|')
        || text.starts_with(": ")
        || text.starts_with("[fn:") && line.indent == 0
        || text.starts_with("\\begin{")
        || text.starts_with("\\[")
        || drawer(text).is_some()
        || mark(line).is_some()
}

#[cfg(test)]
mod tests;
