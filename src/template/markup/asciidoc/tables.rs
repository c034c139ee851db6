//! Tables of AsciiDoc: cells behind bars, as many a row as there are columns.

use super::attributes::Block;
use super::{Line, Reader};
use crate::template::markup::page::Row;

/// Columns of a table at most.
const MOST_COLUMNS: usize = 256;

impl<'t> Reader<'t> {
    pub(super) fn table(&mut self, line: Line<'t>, block: &Block, (start, end): (usize, usize)) {
        let mut cells: Vec<(usize, String)> = Vec::new();
        let mut first_row = 0;
        let mark = match line.text.chars().next() {
            Some(',') => ',',
            Some(':') => ':',
            Some('!') => '!',
            _ => '|',
        };
        for line in self.cursor.between(start, end) {
            add(&mut cells, line, mark);
            if first_row == 0 {
                first_row = cells.len();
            }
        }
        let columns = match columns(block.get("cols")) {
            0 => first_row,
            columns => columns,
        };
        if columns == 0 {
            return;
        }
        let columns = columns.min(MOST_COLUMNS);
        // The first row is of headings where a blank line follows it and none is before it.
        let is_alone = first_row == columns
            && !self.cursor.text_at(start).is_empty()
            && self.cursor.peek(start + 1).is_some_and(Line::is_blank);
        let head = block.has("header") || is_alone && !block.has("noheader");
        self.show_title(line.at);
        let rows: Vec<Row> = cells
            .chunks(columns)
            .map(|cells| Row {
                at: cells.first().map_or(line.at, |(at, _)| *at),
                cells: cells.iter().map(|(_, cell)| self.inline(cell.trim()).replace("\\\n", "\n")).collect(),
            })
            .collect();
        self.cursor.page.table(&rows, head);
    }
}

/// How many columns `1,2a,3*` tells.
fn columns(text: &str) -> usize {
    if text.trim().is_empty() {
        return 0;
    }
    let count = |part: &str| part.trim().split_once('*').and_then(|(count, _)| count.parse().ok()).unwrap_or(1_usize);
    text.split([',', ';']).map(|part| count(part).min(MOST_COLUMNS)).sum::<usize>().min(MOST_COLUMNS)
}

/// Adds the cells of a line, and what goes on with the last one.
fn add(cells: &mut Vec<(usize, String)>, line: &Line<'_>, mark: char) {
    if line.is_blank() {
        if let Some((_, last)) = cells.last_mut().filter(|(_, last)| !last.trim().is_empty()) {
            last.push('\n');
        }
        return;
    }
    if mark == ',' || mark == ':' {
        let split = line.text.split(mark).map(|cell| (line.at, cell.trim_matches([' ', '"']).to_owned()));
        return cells.extend(split.take(MOST_COLUMNS));
    }
    let mut rest = line.text;
    let mut is_first = true;
    loop {
        let at =
            rest.match_indices(mark).map(|(at, _)| at).find(|at| !rest.get(..*at).is_some_and(|it| it.ends_with('\\')));
        let text = rest.get(..at.unwrap_or(rest.len())).unwrap_or_default();
        // How a cell looks stands before its bar.
        let text = if at.is_some() { without_look(text) } else { text };
        let text = text.replace("\\|", "|");
        if is_first {
            if let Some((_, last)) = cells.last_mut().filter(|_| !text.is_empty()) {
                if !last.is_empty() && !last.ends_with('\n') {
                    last.push(' ');
                }
                last.push_str(text.trim());
            }
        } else if let Some((_, last)) = cells.last_mut() {
            last.push_str(text.trim());
        }
        let Some(at) = at else { break };
        cells.push((line.at, String::new()));
        rest = rest.get(at + 1..).unwrap_or_default();
        is_first = false;
    }
}

/// Text without `2+`, `.3+^`, `a` and the like at its end.
fn without_look(text: &str) -> &str {
    let bare = text.trim_end_matches(|c: char| "0123456789.+*<>^adehlmsv".contains(c));
    if bare.is_empty() || bare.ends_with(char::is_whitespace) { bare } else { text }
}
