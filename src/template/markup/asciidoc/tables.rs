//! Tables of AsciiDoc: cells behind bars, as many a row as there are columns; what stands before a bar says how far the cell
//! reaches, how often it is repeated, and whether it holds blocks ("Tables", `CellSpecStartRx`).

use super::attributes::Block;
use super::{Line, Reader};
use crate::template::markup::page::{BlockCell, Row};

/// Columns of a table at most.
const MOST_COLUMNS: usize = 256;
/// Rows and columns that a cell reaches over at most.
const LONGEST_SPAN: usize = 64;

/// A cell as it is written.
#[derive(Clone, Debug)]
struct Cell {
    at: usize,
    text: String,
    look: Look,
}

/// What is said of a cell, or of a column.
#[derive(Clone, Copy, Debug)]
struct Look {
    columns: usize,
    rows: usize,
    copies: usize,
    /// How it is read: `a` for blocks, `m` for code; a blank for as its column is.
    style: char,
}

impl Look {
    const PLAIN: Self = Self { columns: 1, rows: 1, copies: 1, style: ' ' };

    /// Of `2+`, `.3+^`, `3*`, `a` and the like; None for other text.
    fn of(text: &str) -> Option<Self> {
        let mut look = Self::PLAIN;
        let numbers = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').len();
        let (numbers, mut rest) = text.split_at_checked(numbers)?;
        let (across, down) = numbers.split_once('.').unwrap_or((numbers, ""));
        let number = |text: &str| text.parse().unwrap_or(1_usize).clamp(1, LONGEST_SPAN);
        match rest.chars().next() {
            Some('+') => {
                (look.columns, look.rows) = (number(across), number(down));
                rest = rest.get(1..)?;
            }
            Some('*') => {
                look.copies = number(across);
                rest = rest.get(1..)?;
            }
            _ if numbers.is_empty() => {}
            _ => return None,
        }
        rest = rest.trim_start_matches(['<', '^', '>', '.']);
        let mut style = rest.chars();
        look.style = style.next().unwrap_or(' ');
        (style.next().is_none() && " adehlmsv".contains(look.style)).then_some(look)
    }
}

impl<'t> Reader<'t> {
    pub(super) fn table(&mut self, line: Line<'t>, block: &Block, (start, end): (usize, usize)) {
        let mut cells: Vec<Cell> = Vec::new();
        let mut first_row = 0;
        let format = match line.text.chars().next() {
            Some(',') => ',',
            Some(':') => ':',
            Some('!') => '!',
            _ => '|',
        };
        let mark = match (block.get("separator"), block.get("format")) {
            ("", "csv") => ',',
            ("", "dsv") => ':',
            ("", "tsv") => '\t',
            (separator, _) => separator.chars().next().unwrap_or(format),
        };
        let is_drawn = !matches!(block.get("format"), "csv" | "dsv" | "tsv") && !matches!(format, ',' | ':');
        for line in self.cursor.between(start, end) {
            match is_drawn {
                true => add(&mut cells, line, mark),
                false => add_record(&mut cells, line, mark),
            }
            if first_row == 0 {
                first_row = cells.iter().map(|cell| cell.look.columns * cell.look.copies).sum();
            }
        }
        let styles = columns(block.get("cols"));
        let columns = if styles.is_empty() { first_row } else { styles.len() }.min(MOST_COLUMNS);
        if columns == 0 {
            return;
        }
        // The first row is of headings where a blank line follows it and none is before it.
        let is_alone = first_row == columns
            && !self.cursor.text_at(start).is_empty()
            && self.cursor.peek(start + 1).is_some_and(Line::is_blank);
        let head = block.has("header") || is_alone && !block.has("noheader");
        self.show_captioned("table", line.at);
        let rows = rows(cells, columns);
        let style = |column: usize, cell: &Cell| match cell.look.style {
            ' ' => styles.get(column).copied().unwrap_or(' '),
            own => own,
        };
        let is_plain = rows.iter().flatten().all(|(column, cell)| {
            let is_blocks = matches!(style(*column, cell), 'a' | 'l' | 'v') && cell.text.contains('\n');
            cell.look.columns * cell.look.rows == 1 && !is_blocks
        });
        if is_plain {
            let mut read = |(column, cell): &(usize, Cell)| self.cell(&cell.text, style(*column, cell));
            let made: Vec<Row> = rows
                .iter()
                .map(|row| Row {
                    at: row.first().map_or(line.at, |(_, cell)| cell.at),
                    cells: row.iter().map(&mut read).collect(),
                })
                .collect();
            return self.cursor.page.table(&made, head);
        }
        self.block_rows(&rows, head, style);
    }

    /// Writes rows of cells that hold blocks or reach over others.
    fn block_rows(&mut self, rows: &[Vec<(usize, Cell)>], head: bool, style: impl Fn(usize, &Cell) -> char) {
        let mut made: Vec<Vec<BlockCell>> = Vec::new();
        for (index, row) in rows.iter().enumerate() {
            let mut cells = Vec::new();
            for (column, cell) in row {
                let head = head && index == 0;
                let style = if head { ' ' } else { style(*column, cell) };
                let text = match style {
                    'a' => self.nested(&cell.text),
                    'l' | 'v' => format!("```\n{}\n```", cell.text.replace("```", "")),
                    style => self.cell(&cell.text, style),
                };
                let (columns, rows) = (cell.look.columns, cell.look.rows);
                cells.push(BlockCell { at: cell.at, text, columns, rows, head: head || style == 'h' });
            }
            made.push(cells);
        }
        self.cursor.page.block_table(&made);
    }

    /// The words of a cell; a blank line parts paragraphs.
    fn cell(&mut self, text: &str, style: char) -> String {
        let paragraphs: Vec<String> = text
            .trim()
            .split("\n\n")
            .map(|paragraph| {
                let lines: Vec<&str> = paragraph.lines().map(str::trim).collect();
                let words = self.inline(&lines.join("\n")).replace("\\\n", "<br>").replace('\n', " ");
                match style {
                    _ if words.is_empty() => words,
                    's' | 'h' => format!("**{words}**"),
                    'e' => format!("*{words}*"),
                    'm' => format!("<code>{words}</code>"),
                    _ => words,
                }
            })
            .collect();
        paragraphs.join("\n")
    }
}

/// How the columns look that `1,2a,3*` tells of, one after the other.
fn columns(text: &str) -> Vec<char> {
    let mut styles = Vec::new();
    if text.trim().is_empty() {
        return styles;
    }
    for part in text.split([',', ';']).map(str::trim) {
        let (copies, part) = part.split_once('*').unwrap_or(("1", part));
        let style = part.chars().next_back().filter(|c| "adehlmsv".contains(*c)).unwrap_or(' ');
        let copies = copies.parse().unwrap_or(1_usize).min(MOST_COLUMNS);
        styles.extend(std::iter::repeat_n(style, copies));
        if styles.len() >= MOST_COLUMNS {
            break;
        }
    }
    styles.truncate(MOST_COLUMNS);
    styles
}

/// Cells in rows, each with its column. What cells above reach into is left free.
fn rows(cells: Vec<Cell>, columns: usize) -> Vec<Vec<(usize, Cell)>> {
    let mut rows: Vec<Vec<(usize, Cell)>> = Vec::new();
    // By column: how many rows a cell above still takes.
    let mut taken = vec![0_usize; columns];
    let mut column = columns;
    for cell in cells {
        for _ in 0..cell.look.copies {
            while taken.get(column).is_some_and(|rows| *rows > 0) {
                column += 1;
            }
            if column >= columns {
                if !rows.is_empty() {
                    taken.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
                }
                column = taken.iter().position(|rows| *rows == 0).unwrap_or(0);
                rows.push(Vec::new());
            }
            let width = cell.look.columns.min(columns - column);
            let below = taken.get_mut(column..column + width).unwrap_or_default();
            below.iter_mut().for_each(|rows| *rows = cell.look.rows);
            if let Some(row) = rows.last_mut() {
                row.push((column, cell.clone()));
            }
            column += width;
        }
    }
    rows
}

/// Adds the values of a line that are parted by a sign.
fn add_record(cells: &mut Vec<Cell>, line: &Line<'_>, mark: char) {
    for record in crate::template::markup::records::records(line.text, mark) {
        let cell = |text: String| Cell { at: line.at, text: text.trim().to_owned(), look: Look::PLAIN };
        cells.extend(record.into_iter().take(MOST_COLUMNS).map(cell));
    }
}

/// Adds the cells of a line, and what goes on with the last one.
fn add(cells: &mut Vec<Cell>, line: &Line<'_>, mark: char) {
    let mut rest = line.raw;
    let mut look = None;
    loop {
        let bars = rest.match_indices(mark).map(|(at, _)| at);
        let bar = bars.into_iter().find(|at| !rest.get(..*at).is_some_and(|it| it.ends_with('\\')));
        let text = rest.get(..bar.unwrap_or(rest.len())).unwrap_or_default();
        // How the next cell looks stands before its bar.
        let (text, next) = if bar.is_some() { parted(text) } else { (text, Look::PLAIN) };
        let text = text.replace("\\|", "|");
        match look.take() {
            Some(look) => cells.push(Cell { at: line.at, text: text.trim().to_owned(), look }),
            None => {
                if let Some(last) = cells.last_mut() {
                    last.text.push('\n');
                    last.text.push_str(text.trim_end());
                }
            }
        }
        let Some(bar) = bar else { break };
        look = Some(next);
        rest = rest.get(bar + mark.len_utf8()..).unwrap_or_default();
    }
}

/// Text and what its end says of the next cell.
fn parted(text: &str) -> (&str, Look) {
    let start = text.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let look = text.get(start..).filter(|word| !word.is_empty()).and_then(Look::of);
    match look {
        Some(look) => (text.get(..start).unwrap_or_default(), look),
        None => (text, Look::PLAIN),
    }
}
