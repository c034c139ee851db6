//! Tables of reStructuredText, drawn with lines or with columns of `=`, and what their cells hold: words, lists, other blocks.

use super::{Line, Reader};
use crate::template::markup::cursor::Cursor;
use crate::template::markup::grid::{self, GridCell};
use crate::template::markup::page::{BlockCell, Row};
use crate::text::width::width;

/// Columns of a table at most.
const MOST_COLUMNS: usize = 256;
/// Tables within cells.
const MOST_NESTED: u8 = 4;

impl<'t> Reader<'t> {
    /// A table that begins on this line.
    pub(super) fn table(&mut self, line: Line<'t>) -> bool {
        if grid::is_border(line.text) {
            self.grid();
            return true;
        }
        let columns = columns(line.text);
        if columns.len() < 2 {
            return false;
        }
        self.simple(&columns);
        true
    }

    /// Lines of `+---+` with rows of `|` between them ("Grid tables").
    fn grid(&mut self) {
        let lines = self.cursor.between(self.cursor.at, self.cursor.limit());
        let count = lines.iter().take_while(|line| line.text.starts_with(['+', '|'])).count();
        let grid = grid::read(lines.get(..count).unwrap_or_default());
        self.cursor.at += count;
        self.cells(grid.rows, grid.head);
    }

    /// Columns below lines of `=` ("Simple tables").
    fn simple(&mut self, columns: &[(usize, usize)]) {
        let limit = self.cursor.limit();
        let (mut rows, mut head) = (Vec::<Vec<GridCell<'t>>>::new(), 0);
        // The lines of the last row.
        let mut last: Vec<Line<'t>> = Vec::new();
        let margin = self.cursor.lines.get(self.cursor.at).map_or(0, |line| line.indent);
        self.cursor.at += 1;
        while let Some(line) = self.cursor.lines.get(self.cursor.at).filter(|_| self.cursor.at < limit).copied() {
            self.cursor.at += 1;
            let next_is_blank =
                self.cursor.lines.get(self.cursor.at).is_none_or(Line::is_blank) || self.cursor.at >= limit;
            if line.text.starts_with('=') && line.text.chars().all(|c| c == '=' || c == ' ') {
                if next_is_blank {
                    break;
                }
                head = rows.len();
            } else if line.is_blank() {
                let cells = rows.last_mut().into_iter().flatten();
                cells.for_each(|cell| cell.lines.push(line));
            } else if line.text.chars().all(|c| c == '-' || c == ' ') {
                // Strokes below a row say which columns its cells reach over.
                if let Some(row) = rows.last_mut() {
                    *row = reaching(&last, margin, columns, &runs(line.text, '-'));
                }
            } else {
                let parts = parts(&line, margin, columns);
                if !parts.first().is_some_and(Line::is_blank) {
                    last.clear();
                }
                last.push(line);
                match rows.last_mut() {
                    // Without a first cell a row goes on.
                    Some(row) if parts.first().is_some_and(Line::is_blank) => {
                        row.iter_mut().zip(parts).for_each(|(cell, part)| cell.lines.push(part));
                    }
                    _ => rows.push(parts.into_iter().map(GridCell::of).collect()),
                }
            }
        }
        self.cells(rows, head);
    }

    /// Writes a table of cells of lines, the first rows of which are headings.
    pub(super) fn cells(&mut self, rows: Vec<Vec<GridCell<'t>>>, head: usize) {
        let mut is_plain = head <= 1;
        let mut made: Vec<Vec<BlockCell>> = Vec::new();
        for (index, row) in rows.into_iter().enumerate() {
            let mut cells = Vec::new();
            for cell in row {
                let at = cell.lines.first().map_or(0, |line| line.at);
                let (text, is_words) = self.nested(grid::from_margin(cell.lines));
                is_plain &= is_words && cell.columns * cell.rows == 1;
                cells.push(BlockCell { at, text, columns: cell.columns, rows: cell.rows, head: index < head });
            }
            made.push(cells);
        }
        if !is_plain {
            return self.cursor.page.block_table(&made);
        }
        let words = |cell: BlockCell| cell.text.replace("\\\n", "\u{1}").replace('\n', " ").replace('\u{1}', "\n");
        let rows: Vec<Row> = made
            .into_iter()
            .map(|cells| Row {
                at: cells.first().map_or(0, |cell| cell.at),
                cells: cells.into_iter().map(words).collect(),
            })
            .collect();
        self.cursor.page.table(&rows, head > 0);
    }

    /// Lines as a document of their own, and whether that is one paragraph at most.
    fn nested(&mut self, lines: Vec<Line<'t>>) -> (String, bool) {
        if self.nested >= MOST_NESTED {
            let words: Vec<&str> = lines.iter().map(|line| line.text).collect();
            return (self.inline(&words.join("\n")), true);
        }
        let names = std::mem::take(&mut self.names);
        let mut inner = Reader::new(Cursor::new(lines), names);
        inner.language.clone_from(&self.language);
        inner.nested = self.nested + 1;
        while let Some(line) = inner.cursor.next() {
            inner.block(line);
        }
        self.names = std::mem::take(&mut inner.names);
        let is_words = inner.paragraphs < 2 && !inner.has_blocks;
        (inner.cursor.page.finish(0).text.trim_end().to_owned(), is_words)
    }

    /// Writes a table of cells as they are written.
    pub(super) fn rows(&mut self, rows: Vec<(usize, Vec<String>)>, head: bool) {
        let mut read = |cell: String| self.inline(cell.trim());
        let rows: Vec<Row> =
            rows.into_iter().map(|(at, cells)| Row { at, cells: cells.into_iter().map(&mut read).collect() }).collect();
        self.cursor.page.table(&rows, head);
    }
}

/// Where the columns under a line of `=` begin and end.
fn columns(text: &str) -> Vec<(usize, usize)> {
    if !text.starts_with("==") || !text.bytes().all(|byte| byte == b'=' || byte == b' ') {
        return Vec::new();
    }
    runs(text, '=')
}

/// The cells of a row whose lines are parted by strokes below it, each over the columns that begin above its stroke.
fn reaching<'t>(
    lines: &[Line<'t>],
    margin: usize,
    columns: &[(usize, usize)],
    strokes: &[(usize, usize)],
) -> Vec<GridCell<'t>> {
    let mut cells: Vec<GridCell<'t>> = Vec::new();
    for line in lines {
        let parts = parts(line, margin, strokes);
        if cells.is_empty() {
            cells = parts.into_iter().map(GridCell::of).collect();
        } else {
            cells.iter_mut().zip(parts).for_each(|(cell, part)| cell.lines.push(part));
        }
    }
    for (cell, (start, end)) in cells.iter_mut().zip(strokes) {
        cell.columns = columns.iter().filter(|(column, _)| column >= start && column < end).count().max(1);
    }
    cells
}

/// Where runs of a sign begin and end.
fn runs(text: &str, sign: char) -> Vec<(usize, usize)> {
    let mut columns = Vec::new();
    let mut at = 0;
    for run in text.split(' ') {
        if run.starts_with(sign) && columns.len() < MOST_COLUMNS {
            columns.push((at, at + run.len()));
        }
        at += run.len() + 1;
    }
    columns
}

/// The cells of a line; the last goes to its end. Wide characters take two columns (docutils, "Simple tables").
fn parts<'t>(line: &Line<'t>, margin: usize, columns: &[(usize, usize)]) -> Vec<Line<'t>> {
    // Where each cell begins: at the first character that stands in its column.
    let mut starts: Vec<usize> = Vec::with_capacity(columns.len());
    let mut at = line.indent.saturating_sub(margin);
    for (byte, c) in line.text.char_indices() {
        while columns.get(starts.len()).is_some_and(|(start, _)| *start <= at) {
            starts.push(byte);
        }
        at += width(c.encode_utf8(&mut [0; 4]));
    }
    starts.resize(columns.len(), line.text.len());
    let ends = starts.iter().skip(1).copied().chain([line.text.len()]).collect::<Vec<_>>();
    let part = |(place, (start, end)): (usize, (&usize, usize))| {
        let raw = line.text.get(*start..end).unwrap_or_default().trim_end();
        let text = raw.trim_start();
        // What is cut off before the first character is indentation of the first cell.
        let before = if place == 0 { line.indent.saturating_sub(margin) } else { 0 };
        Line { at: line.at + start + raw.len() - text.len(), indent: before + raw.len() - text.len(), text, raw }
    };
    starts.iter().zip(ends).enumerate().map(part).collect()
}
