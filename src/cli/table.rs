//! Rows in aligned columns, for people. On a terminal they fit its columns: what is last in a row goes on below itself, or
//! below the row where there is no room beside. Knows cells, not what they say.

use std::io;

use super::Output;
use crate::config::{Escape, Theme};
use crate::text::width::{prefix, width};
use crate::text::wrap::{FilledLine, Measure, fill};
use crate::text::{Clean, CleanStr};

/// What becomes of the last cell of a row that is too long for a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Last {
    /// It is told in full.
    Whole,
    /// It is cut, so that the cell before it has the room.
    Cut,
}

/// Columns that a cell is padded to at most where there is no terminal, so that one long title does not push the rest away.
const WIDEST: usize = 48;
/// Blank columns between two cells.
const GAP: usize = 2;
/// Columns that the last cell is set in at least, beside the others.
const LEAST: usize = 24;
/// Columns that what stands below its row is moved in.
const INDENT: usize = 4;
/// Terminals narrower than this are not fitted to.
const NARROWEST: usize = 20;

/// A row as it is to be printed.
pub(super) struct Row {
    /// Its cells.
    pub cells: Vec<Clean>,
    /// The scopes that style them.
    pub scopes: &'static [&'static str],
    /// Parts of the last cell to be marked, in bytes.
    pub marks: Vec<[u32; 2]>,
}

/// A cell on its way: the column it begins in, and its lines.
struct Placed {
    at: usize,
    scope: &'static str,
    lines: Vec<Line>,
}

/// A line of a cell, and the byte of the cell that it begins with.
#[derive(Clone, Default)]
struct Line {
    text: Clean,
    start: usize,
}

/// Prints rows.
pub(super) fn print(rows: &[Row], last: Last, out: &mut Output<'_>) -> io::Result<()> {
    let theme = out.theme.take();
    let pen = Pen { theme: theme.as_ref() };
    let color = std::mem::replace(&mut out.color, theme.is_some());
    let room = out.columns.map(usize::from).filter(|room| *room >= NARROWEST);
    let columns = columns(rows, if room.is_some() { usize::MAX } else { WIDEST });
    let lead: usize = columns.iter().rev().skip(1).map(|column| column + GAP).sum();
    let whole = lead + columns.last().copied().unwrap_or(0);
    for row in rows {
        let placed = match (room, last) {
            (None, _) => aligned(row, &columns),
            (Some(room), _) if whole <= room => aligned(row, &columns),
            (Some(room), Last::Cut) => cut_last(row, &columns, room),
            (Some(room), Last::Whole) if lead + LEAST.max(room * 2 / 5) <= room => beside(row, &columns, room),
            (Some(room), Last::Whole) => below(row, room),
        };
        pen.row(&placed, &row.marks, out)?;
    }
    out.color = color;
    Ok(())
}

/// Columns that the cells of all rows take, each at most so many.
fn columns(rows: &[Row], most: usize) -> Vec<usize> {
    let mut columns: Vec<usize> = Vec::new();
    for Row { cells, .. } in rows {
        columns.resize(columns.len().max(cells.len()), 0);
        for (column, cell) in columns.iter_mut().zip(cells) {
            *column = (*column).max(width(cell).min(most));
        }
    }
    columns
}

impl Row {
    fn scope(&self, index: usize) -> &'static str {
        self.scopes.get(index).copied().unwrap_or_default()
    }

    /// A cell on one line.
    fn cell(&self, index: usize, at: usize) -> Placed {
        let text = self.cells.get(index).cloned().unwrap_or_default();
        Placed { at, scope: self.scope(index), lines: vec![Line { text, start: 0 }] }
    }
}

/// Each cell in its column; one that is wider moves the others on.
fn aligned(row: &Row, columns: &[usize]) -> Vec<Placed> {
    let mut at = 0;
    let mut placed = Vec::with_capacity(columns.len());
    for (index, (cell, column)) in row.cells.iter().zip(columns).enumerate() {
        placed.push(row.cell(index, at));
        at += width(cell).max(*column) + GAP;
    }
    placed
}

/// The last cell in the columns that the others leave.
fn beside(row: &Row, columns: &[usize], room: usize) -> Vec<Placed> {
    let mut placed = aligned(row, columns);
    if let (Some(last), Some(cell)) = (placed.last_mut(), row.cells.last()) {
        last.lines = wrapped(cell, room.saturating_sub(last.at));
    }
    placed
}

/// The cells one after the other, on as many lines as they need, and the last one below them.
fn below(row: &Row, room: usize) -> Vec<Placed> {
    let Some((last, lead)) = row.cells.split_last() else { return Vec::new() };
    let (mut at, mut line) = (0, 0);
    let mut placed: Vec<Placed> = Vec::with_capacity(row.cells.len());
    for (index, cell) in lead.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
        if at > 0 && at + width(cell) > room {
            (at, line) = (INDENT, line + 1);
        }
        placed.push(lowered(row.cell(index, at), line));
        at += width(cell) + GAP;
    }
    let lines = wrapped(last, room.saturating_sub(INDENT));
    placed.push(lowered(Placed { at: INDENT, scope: row.scope(lead.len()), lines }, line + 1));
    placed
}

/// A cell that begins so many lines further down.
fn lowered(cell: Placed, by: usize) -> Placed {
    Placed { lines: std::iter::repeat_n(Line::default(), by).chain(cell.lines).collect(), ..cell }
}

/// The cell before the last one gets the room and goes on below itself; the last one is cut to what is left, or stands below.
fn cut_last(row: &Row, columns: &[usize], room: usize) -> Vec<Placed> {
    let ([.., widest, _], [lead @ .., title, last]) = (columns, row.cells.as_slice()) else { return below(row, room) };
    let mut placed = aligned(row, columns);
    placed.truncate(lead.len());
    let at: usize = columns.iter().take(lead.len()).map(|column| column + GAP).sum();
    let free = room.saturating_sub(at);
    let is_roomy = free >= 2 * LEAST;
    let main = if is_roomy { (*widest).min(free - LEAST) } else { free };
    let lines = filled(title, main);
    let (start, left, above) =
        if is_roomy { (at + main + GAP, free - main - GAP, 0) } else { (at, free, lines.len().max(1)) };
    placed.push(Placed { at, scope: row.scope(lead.len()), lines });
    if !last.is_empty() {
        let lines = vec![Line { text: shortened(last, left), start: 0 }];
        placed.push(lowered(Placed { at: start, scope: row.scope(lead.len() + 1), lines }, above));
    }
    placed
}

/// A last cell in lines. An address or a path stays on one, which a terminal parts so that it can still be copied.
fn wrapped(cell: &Clean, room: usize) -> Vec<Line> {
    let is_address = !cell.contains(' ') && (cell.is_ascii() || cell.contains('/'));
    if is_address { vec![Line { text: cell.clone(), start: 0 }] } else { filled(cell, room) }
}

/// A cell in lines of so many columns.
fn filled(cell: &Clean, room: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    fill(cell, &[], Measure::of(room), &mut lines);
    let line =
        |line: &FilledLine| Line { text: cell.borrowed().slice(line.start..line.end).to_clean(), start: line.start };
    lines.iter().map(line).collect()
}

/// As much of a cell as there is room for, before a mark that there is more.
fn shortened(cell: &Clean, room: usize) -> Clean {
    if width(cell) <= room {
        return cell.clone();
    }
    let (end, _) = prefix(cell, room.saturating_sub(1));
    let kept = cell.get(..end).unwrap_or_default().trim_end_matches([' ', ',']).len();
    Clean::concat([cell.borrowed().slice(0..kept), CleanStr::own("…")])
}

/// What cells are printed with.
struct Pen<'t> {
    theme: Option<&'t Theme>,
}

impl Pen<'_> {
    /// Prints a row line by line. No line ends in blanks.
    fn row(&self, cells: &[Placed], marks: &[[u32; 2]], out: &mut Output<'_>) -> io::Result<()> {
        let lines = cells.iter().map(|cell| cell.lines.len()).max().unwrap_or(0);
        for line in 0..lines {
            let mut column = 0;
            for (index, cell) in cells.iter().enumerate() {
                let Some(text) = cell.lines.get(line).filter(|line| !line.text.is_empty()) else { continue };
                out.text(Clean::line(&" ".repeat(cell.at.saturating_sub(column))).borrowed())?;
                let marks = if index + 1 == cells.len() { marks } else { &[] };
                self.text(text, cell.scope, marks, out)?;
                column = column.max(cell.at) + width(&text.text);
            }
            out.line(CleanStr::default())?;
        }
        Ok(())
    }

    /// Prints a line of a cell, marked where something was looked for.
    fn text(&self, line: &Line, scope: &str, marks: &[[u32; 2]], out: &mut Output<'_>) -> io::Result<()> {
        let end = line.text.len();
        let within = |byte: u32| (byte as usize).saturating_sub(line.start).min(end);
        let mut at = 0;
        for [from, to] in marks {
            let (from, to) = (within(*from).max(at), within(*to));
            if from < to {
                self.piece(line.text.borrowed().slice(at..from), scope, out)?;
                self.piece(line.text.borrowed().slice(from..to), "ui.hit", out)?;
                at = to;
            }
        }
        self.piece(line.text.borrowed().slice(at..end), scope, out)
    }

    fn piece(&self, text: CleanStr<'_>, scope: &str, out: &mut Output<'_>) -> io::Result<()> {
        let style = self.theme.filter(|_| !text.is_empty() && !scope.is_empty()).map(|theme| theme.escape_of(scope));
        let Some(style) = style.filter(|style| *style != Escape::default()) else { return out.text(text) };
        out.style(&style)?;
        out.text(text)?;
        out.style(&Escape::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(rows: &[&[&str]], last: Last, columns: Option<u16>) -> String {
        let row = |row: &&[&str]| Row {
            cells: row.iter().map(|cell| Clean::line(cell)).collect(),
            scopes: &[],
            marks: Vec::new(),
        };
        let rows: Vec<Row> = rows.iter().map(row).collect();
        let (mut bytes, mut none) = (Vec::new(), std::io::sink());
        let mut out = Output::new(&mut bytes, &mut none);
        out.columns = columns;
        print(&rows, last, &mut out).unwrap();
        out.finish().unwrap();
        drop(out);
        String::from_utf8(bytes).unwrap()
    }

    const POSTS: &[&[&str]] = &[
        &["2024-05-30", "What a text file can do to you", "Safety, Command Line, Unicode"],
        &["2024-02-29", "A short one", ""],
        &["2023-04-11", "The window", "typography"],
    ];

    #[test]
    fn what_fits_is_aligned_and_so_is_what_no_terminal_sees() {
        let wide = "2024-05-30  What a text file can do to you  Safety, Command Line, Unicode\n2024-02-29  A short one\n\
            2023-04-11  The window                      typography\n";
        for columns in [None, Some(200), Some(73)] {
            assert_eq!(printed(POSTS, Last::Cut, columns), wide);
        }
    }

    #[test]
    fn a_list_of_posts_keeps_its_titles() {
        let beside = "2024-05-30  What a text file can do to    Safety, Command Line…\n            you\n\
            2024-02-29  A short one\n2023-04-11  The window                    typography\n";
        assert_eq!(printed(POSTS, Last::Cut, Some(64)), beside);
        let below = "2024-05-30  What a text file can\n            do to you\n            Safety, Command Lin…\n\
            2024-02-29  A short one\n2023-04-11  The window\n            typography\n";
        assert_eq!(printed(POSTS, Last::Cut, Some(32)), below);
    }

    #[test]
    fn a_title_without_blanks_keeps_to_its_column() {
        let posts: &[&[&str]] =
            &[&["2016-12-14", "文章のルールを簡単に作り始めることができるツールを作りました", "tool"]];
        let beside = "2016-12-14  文章のルールを簡単に作り始める  tool\n            ことができるツールを作りました\n";
        assert_eq!(printed(posts, Last::Cut, Some(66)), beside);
        let posts: &[&[&str]] = &[&["2016-12-14", "a-title-that-is-the-name-of-a-file-and-long-as-that", "tool"]];
        for line in printed(posts, Last::Cut, Some(66)).lines() {
            assert!(width(line) <= 66, "{line}");
        }
    }

    #[test]
    fn what_is_told_goes_on_beside_or_below() {
        let rows: &[&[&str]] =
            &[&["a.md:1:1", "error", "Nothing is at b.md. Correct the target, or write what is missing."]];
        let beside = "a.md:1:1  error  Nothing is at b.md. Correct\n                 the target, or write what is\n\
            \x20                missing.\n";
        assert_eq!(printed(rows, Last::Whole, Some(45)), beside);
        let below =
            "a.md:1:1  error\n    Nothing is at b.md. Correct\n    the target, or write what is\n    missing.\n";
        assert_eq!(printed(rows, Last::Whole, Some(32)), below);
        let rows: &[&[&str]] = &[&["a-long-name-of-a-file.md:1:1", "7", "web", "https://example.com/a/long/address"]];
        let under = "a-long-name-of-a-file.md:1:1\n    7  web\n    https://example.com/a/long/address\n";
        assert_eq!(printed(rows, Last::Whole, Some(30)), under);
    }
}
