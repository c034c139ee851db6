//! Lists, tables and terms of Textile.

use super::super::escape;
use super::super::page::{BlockCell, Row};
use super::super::source::{Line, MAX_DEPTH};
use super::Reader;
use super::inline::look;

/// Columns of a table at most.
const MOST_COLUMNS: usize = 256;

impl<'t> Reader<'t> {
    /// Items behind `*` and `#`, as many as they are deep.
    pub(super) fn list(&mut self, line: Line<'t>) -> bool {
        if list_mark(line.text).is_none() {
            return false;
        }
        let base = self.cursor.page.depth();
        self.cursor.page.part();
        while let Some(line) = self.cursor.peek(self.cursor.at).copied() {
            let Some((marks, rest)) = list_mark(line.text) else { break };
            let start = started(line.text, marks.len());
            let depth = marks.len().min(MAX_DEPTH);
            self.cursor.page.close_to(base + depth - 1, line.at);
            if self.cursor.at > 0 && !self.cursor.text_at(self.cursor.at - 1).is_empty() {
                self.cursor.page.join();
            }
            // A step too deep opens the levels between.
            while self.cursor.page.depth() < base + depth {
                let number = start.unwrap_or(1);
                self.cursor.page.open_item(&if marks.ends_with('#') { format!("{number}. ") } else { "- ".to_owned() });
            }
            let mut text = rest.to_owned();
            self.cursor.at += 1;
            while let Some(next) =
                self.cursor.peek(self.cursor.at).filter(|next| !next.is_blank() && list_mark(next.text).is_none())
            {
                text.push('\n');
                text.push_str(next.text);
                self.cursor.at += 1;
            }
            let words = self.inline(&text).replace('\n', "\\\n");
            self.cursor.page.block(&escape::paragraph(&words), &[line.at]);
            self.cursor.page.join();
        }
        self.cursor.page.close_to(base, line.at);
        self.cursor.page.part();
        true
    }

    pub(super) fn table(&mut self, line: Line<'t>) -> bool {
        let is_row = row_of(line.text).is_some_and(|row| row.ends_with('|') && row.len() >= 3);
        if !is_row && !is_group(line.text) {
            return false;
        }
        let (mut rows, mut head) = (Vec::<Vec<BlockCell>>::new(), false);
        while let Some((line, text)) =
            self.cursor.peek(self.cursor.at).and_then(|line| Some((*line, row_of(line.text)?)))
        {
            self.cursor.at += 1;
            if is_group(text) {
                continue;
            }
            let text = text.strip_prefix('|').unwrap_or(text);
            let text = text.strip_suffix('|').unwrap_or(text);
            let cells: Vec<&str> = text.split('|').take(MOST_COLUMNS).collect();
            head |= rows.is_empty() && cells.iter().all(|cell| cell.starts_with('_'));
            let cell = |cell: &str| BlockCell {
                at: line.at,
                text: self.inline(cell_words(cell)),
                columns: span(cell, '\\'),
                rows: span(cell, '/'),
                head: cell.starts_with('_'),
            };
            rows.push(cells.into_iter().map(cell).collect());
        }
        if rows.iter().flatten().any(|cell| cell.columns * cell.rows > 1) {
            self.cursor.page.block_table(&rows);
            return true;
        }
        let row = |row: Vec<BlockCell>| Row {
            at: row.first().map_or(line.at, |cell| cell.at),
            cells: row.into_iter().map(|cell| cell.text).collect(),
        };
        let rows: Vec<Row> = rows.into_iter().map(row).collect();
        self.cursor.page.table(&rows, head);
        true
    }

    /// `- term := meaning`.
    pub(super) fn terms(&mut self, line: Line<'t>) -> bool {
        let parted = |text: &'t str| text.strip_prefix("- ").and_then(|rest| rest.split_once(":="));
        if parted(line.text).is_none() {
            return false;
        }
        while let Some((at, (term, words))) =
            self.cursor.peek(self.cursor.at).and_then(|line| Some((line.at, parted(line.text)?)))
        {
            self.cursor.at += 1;
            let (term, words) = (self.inline(term.trim()), self.inline(words.trim()));
            self.cursor.page.part();
            self.cursor.page.line(&escape::paragraph(&term), at);
            self.cursor.page.line(&format!(": {words}"), at);
            self.cursor.page.part();
        }
        true
    }
}

/// A row of a table, without what says how it looks: `(class). |a|b|`.
fn row_of(text: &str) -> Option<&str> {
    let rest = match text.starts_with('|') {
        true => text,
        false => look(text).trim_start_matches(['<', '>', '=', '^', '~', '-']).strip_prefix(". ")?.trim_start(),
    };
    rest.starts_with('|').then_some(rest)
}

/// `|^.`, `|-.`, `|~.`: which part of the table follows.
fn is_group(text: &str) -> bool {
    matches!(text, "|^." | "|-." | "|~.")
}

/// The marks of an item, and its words.
pub(super) fn list_mark(text: &str) -> Option<(&str, &str)> {
    let rest = text.trim_start_matches(['*', '#']);
    let marks = text.get(..text.len() - rest.len())?;
    // `(class)` may stand between the marks and the words, and the number that a list begins with, or a line for one that
    // goes on with the last.
    let rest = look(rest);
    let rest = match marks.ends_with('#') {
        true => rest.strip_prefix('_').unwrap_or_else(|| rest.trim_start_matches(|c: char| c.is_ascii_digit())),
        false => rest,
    };
    (!marks.is_empty() && rest.starts_with(' ')).then(|| (marks, rest.trim()))
}

/// The number that a list begins with: `#5 words`.
fn started(text: &str, marks: usize) -> Option<u32> {
    let rest = text.get(marks..)?;
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    rest.get(..digits.min(6))?.parse().ok()
}

/// How many columns (`\2.`) or rows (`/2.`) a cell reaches over.
fn span(cell: &str, mark: char) -> usize {
    let words = cell_words(cell);
    let look = cell.find(words).and_then(|end| cell.get(..end)).unwrap_or_default();
    let number = look.split(mark).nth(1).and_then(|rest| rest.chars().next()?.to_digit(10));
    number.map_or(1, |number| number.clamp(1, 9) as usize)
}

/// A cell without what says how it looks: `_.`, `\2.`, `=.`, `{style}.`.
fn cell_words(cell: &str) -> &str {
    let looks = |c: char| "_<>=^~\\/0123456789-".contains(c);
    let rest = look(cell.trim_start_matches(looks)).trim_start_matches(looks);
    match rest.strip_prefix('.') {
        Some(words) if rest.len() < cell.len() && (words.is_empty() || words.starts_with(' ')) => words.trim(),
        _ => cell.trim(),
    }
}
