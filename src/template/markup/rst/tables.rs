//! Tables of reStructuredText, drawn with lines or with columns of `=`.

use super::{Line, Reader};
use crate::template::markup::page::Row;
use crate::text::width::width;

/// Columns of a table at most.
const MOST_COLUMNS: usize = 256;

impl<'t> Reader<'t> {
    /// A table that begins on this line.
    pub(super) fn table(&mut self, line: Line<'t>) -> bool {
        if is_border(line.text) {
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
        let limit = self.cursor.limit();
        let (mut rows, mut row, mut head) = (Vec::new(), None::<(usize, Vec<String>)>, false);
        while let Some(line) = self.cursor.lines.get(self.cursor.at).filter(|_| self.cursor.at < limit) {
            if is_border(line.text) {
                rows.extend(row.take());
                head |= line.text.contains('=') && rows.len() == 1;
            } else if let Some(text) = line.text.strip_prefix('|') {
                let cells: Vec<&str> = text.strip_suffix('|').unwrap_or(text).split('|').take(MOST_COLUMNS).collect();
                let (_, own) = row.get_or_insert_with(|| (line.at, Vec::new()));
                add(own, cells.into_iter());
            } else {
                break;
            }
            self.cursor.at += 1;
        }
        rows.extend(row);
        self.rows(rows, head);
    }

    /// Columns below lines of `=` ("Simple tables").
    fn simple(&mut self, columns: &[(usize, usize)]) {
        let limit = self.cursor.limit();
        let (mut rows, mut head) = (Vec::<(usize, Vec<String>)>::new(), false);
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
                head = true;
            } else if !line.is_blank() && !line.text.chars().all(|c| c == '-' || c == ' ') {
                let cells = cells(&line, margin, columns);
                match rows.last_mut() {
                    // Without a first cell a row goes on.
                    Some((_, row)) if cells.first().is_some_and(String::is_empty) => {
                        add(row, cells.iter().map(String::as_str));
                    }
                    _ => rows.push((line.at, cells)),
                }
            }
        }
        self.rows(rows, head);
    }

    /// Writes a table of cells as they are written.
    pub(super) fn rows(&mut self, rows: Vec<(usize, Vec<String>)>, head: bool) {
        let mut read = |cell: String| self.inline(cell.trim());
        let rows: Vec<Row> =
            rows.into_iter().map(|(at, cells)| Row { at, cells: cells.into_iter().map(&mut read).collect() }).collect();
        self.cursor.page.table(&rows, head);
    }
}

/// Adds a further line to the cells of a row.
fn add<'c>(row: &mut Vec<String>, cells: impl Iterator<Item = &'c str>) {
    for (index, cell) in cells.enumerate() {
        match row.get_mut(index) {
            Some(own) if cell.trim().is_empty() || own.is_empty() => own.push_str(cell.trim()),
            Some(own) => {
                own.push('\n');
                own.push_str(cell.trim());
            }
            None => row.push(cell.trim().to_owned()),
        }
    }
}

fn is_border(text: &str) -> bool {
    text.len() >= 3
        && text.starts_with("+-") | text.starts_with("+=")
        && text.bytes().all(|byte| b"+-=".contains(&byte))
}

/// Where the columns under a line of `=` begin and end.
fn columns(text: &str) -> Vec<(usize, usize)> {
    if !text.starts_with("==") || !text.bytes().all(|byte| byte == b'=' || byte == b' ') {
        return Vec::new();
    }
    let mut columns = Vec::new();
    let mut at = 0;
    for run in text.split(' ') {
        if !run.is_empty() && columns.len() < MOST_COLUMNS {
            columns.push((at, at + run.len()));
        }
        at += run.len() + 1;
    }
    columns
}

/// The cells of a line; the last goes to its end. Wide characters take two columns (docutils, "Simple tables").
fn cells(line: &Line<'_>, margin: usize, columns: &[(usize, usize)]) -> Vec<String> {
    let mut cells = vec![String::new(); columns.len()];
    let mut at = line.indent.saturating_sub(margin);
    for c in line.text.chars() {
        let column = columns.partition_point(|(start, _)| *start <= at).saturating_sub(1);
        if let Some(cell) = cells.get_mut(column) {
            cell.push(c);
        }
        at += width(c.encode_utf8(&mut [0; 4]));
    }
    cells.iter_mut().for_each(|cell| *cell = cell.trim().to_owned());
    cells
}
