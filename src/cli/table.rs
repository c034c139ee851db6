//! Rows in aligned columns, for people. On a terminal they fit its columns: what is last in a row goes on below itself, or
//! below the row where there is no room beside. Knows cells, not what they say.

use std::io;

use super::Output;
use crate::text::width::{prefix, width};
use crate::text::wrap::{Measure, fill};
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

/// A cell on its way: the column it begins in, and its lines.
type Placed = (usize, Vec<Clean>);

/// Prints rows.
pub(super) fn print(rows: &[Vec<Clean>], last: Last, out: &mut Output<'_>) -> io::Result<()> {
    let room = out.columns.map(usize::from).filter(|room| *room >= NARROWEST);
    let Some(room) = room else { return rows.iter().try_for_each(|row| aligned(row, &columns(rows, WIDEST), out)) };
    let columns = columns(rows, usize::MAX);
    let lead: usize = columns.iter().rev().skip(1).map(|column| column + GAP).sum();
    let whole = lead + columns.last().copied().unwrap_or(0);
    for row in rows {
        match last {
            _ if whole <= room => aligned(row, &columns, out)?,
            Last::Cut => set(&cut_last(row, &columns, room), out)?,
            Last::Whole if lead + LEAST.max(room * 2 / 5) <= room => set(&beside(row, &columns, room), out)?,
            Last::Whole => set(&below(row, room), out)?,
        }
    }
    Ok(())
}

/// Columns that the cells of all rows take, each at most so many.
fn columns(rows: &[Vec<Clean>], most: usize) -> Vec<usize> {
    let mut columns: Vec<usize> = Vec::new();
    for row in rows {
        columns.resize(columns.len().max(row.len()), 0);
        for (column, cell) in columns.iter_mut().zip(row) {
            *column = (*column).max(width(cell).min(most));
        }
    }
    columns
}

/// Each cell in its column; one that is wider moves the others on.
fn aligned(row: &[Clean], columns: &[usize], out: &mut Output<'_>) -> io::Result<()> {
    // Nothing is padded that nothing follows: no row ends in blanks.
    let said = row.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
    for (index, (cell, column)) in row.iter().zip(columns).take(said).enumerate() {
        out.text(cell.borrowed())?;
        if index + 1 < said {
            blanks(column.saturating_sub(width(cell)) + GAP, out)?;
        }
    }
    out.line(CleanStr::default())
}

/// The last cell in the columns that the others leave.
fn beside(row: &[Clean], columns: &[usize], room: usize) -> Vec<Placed> {
    let mut at = 0;
    let mut placed = Vec::with_capacity(row.len());
    for (index, (cell, column)) in row.iter().zip(columns).enumerate() {
        let is_last = index + 1 == columns.len();
        placed.push((at, if is_last { wrapped(cell, room.saturating_sub(at)) } else { vec![cell.clone()] }));
        at += column + GAP;
    }
    placed
}

/// The cells one after the other, on as many lines as they need, and the last one below them.
fn below(row: &[Clean], room: usize) -> Vec<Placed> {
    let Some((last, lead)) = row.split_last() else { return Vec::new() };
    let mut lines: Vec<Clean> = Vec::new();
    for cell in lead.iter().filter(|cell| !cell.is_empty()) {
        let indent = if lines.len() > 1 { INDENT } else { 0 };
        match lines.last_mut().filter(|line| indent + width(line) + GAP + width(cell) <= room) {
            Some(line) => *line = Clean::concat([line.borrowed(), CleanStr::own("  "), cell.borrowed()]),
            None => lines.push(cell.clone()),
        }
    }
    lines.extend(wrapped(last, room.saturating_sub(INDENT)));
    let under = lines.split_off(lines.len().min(1));
    // The first line of a cell is that of the row.
    vec![(0, lines), (INDENT, std::iter::once(Clean::default()).chain(under).collect())]
}

/// The cell before the last one gets the room and goes on below itself; the last one is cut to what is left, or stands below.
fn cut_last(row: &[Clean], columns: &[usize], room: usize) -> Vec<Placed> {
    let ([.., widest, _], [lead @ .., title, last]) = (columns, row) else { return below(row, room) };
    let mut at = 0;
    let mut placed: Vec<Placed> = Vec::with_capacity(row.len());
    for (cell, column) in lead.iter().zip(columns) {
        placed.push((at, vec![cell.clone()]));
        at += column + GAP;
    }
    let free = room.saturating_sub(at);
    let is_roomy = free >= 2 * LEAST;
    let main = if is_roomy { (*widest).min(free - LEAST) } else { free };
    let lines = wrapped(title, main);
    let (start, left, above) =
        if is_roomy { (at + main + GAP, free - main - GAP, 0) } else { (at, free, lines.len().max(1)) };
    placed.push((at, lines));
    if !last.is_empty() {
        let empty = std::iter::repeat_n(Clean::default(), above);
        placed.push((start, empty.chain([shortened(last, left)]).collect()));
    }
    placed
}

/// A cell in lines. What has no blanks is an address or a path, which a terminal parts so that it can still be copied.
fn wrapped(cell: &Clean, room: usize) -> Vec<Clean> {
    if !cell.contains(' ') {
        return vec![cell.clone()];
    }
    let mut lines = Vec::new();
    fill(cell, &[], Measure::of(room), &mut lines);
    lines.iter().map(|line| cell.borrowed().slice(line.start..line.end).to_clean()).collect()
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

/// Prints cells line by line.
fn set(cells: &[Placed], out: &mut Output<'_>) -> io::Result<()> {
    let lines = cells.iter().map(|(_, lines)| lines.len()).max().unwrap_or(0);
    for line in 0..lines {
        let mut column = 0;
        for (start, lines) in cells {
            let Some(text) = lines.get(line).filter(|text| !text.is_empty()) else { continue };
            blanks(start.saturating_sub(column), out)?;
            out.text(text.borrowed())?;
            column = column.max(*start) + width(text);
        }
        out.line(CleanStr::default())?;
    }
    Ok(())
}

fn blanks(count: usize, out: &mut Output<'_>) -> io::Result<()> {
    out.text(Clean::line(&" ".repeat(count)).borrowed())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(rows: &[&[&str]], last: Last, columns: Option<u16>) -> String {
        let rows: Vec<Vec<Clean>> = rows.iter().map(|row| row.iter().map(|cell| Clean::line(cell)).collect()).collect();
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
