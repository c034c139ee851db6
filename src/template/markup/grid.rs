//! Tables drawn with `+`, `-` and `|` (docutils, "Grid tables"; Pandoc, `grid_tables`): where each cell stands, how far it reaches,
//! and the lines in it. Knows nothing of what the lines say.

use super::source::Line;
use crate::text::width::width;

/// Columns of a table at most.
const MOST_COLUMNS: usize = 256;

/// A table.
#[derive(Debug, Default)]
pub(in crate::template) struct Grid<'t> {
    /// Row by row.
    pub(in crate::template) rows: Vec<Vec<GridCell<'t>>>,
    /// Rows of headings at its top.
    pub(in crate::template) head: usize,
}

/// A cell.
#[derive(Debug)]
pub(in crate::template) struct GridCell<'t> {
    /// Its lines, which begin where the leftmost of them does.
    pub(in crate::template) lines: Vec<Line<'t>>,
    /// How many columns and rows it reaches over.
    pub(in crate::template) columns: usize,
    pub(in crate::template) rows: usize,
}

impl<'t> GridCell<'t> {
    /// One that begins with a line and reaches over no others.
    pub(in crate::template) fn of(line: Line<'t>) -> Self {
        Self { lines: vec![line], columns: 1, rows: 1 }
    }
}

/// Whether a line is the upper or lower side of such a table: `+---+`, `+===+`, `+:--:+`.
pub(in crate::template) fn is_border(text: &str) -> bool {
    let is_side = |byte: u8| matches!(byte, b'+' | b'-' | b'=' | b':');
    text.len() >= 3 && text.starts_with('+') && text.ends_with('+') && text.bytes().all(is_side) && !text.contains("++")
}

/// The table that these lines draw, which begin with `+` or `|`.
pub(in crate::template) fn read<'t>(lines: &[Line<'t>]) -> Grid<'t> {
    let drawn: Vec<Drawn<'t>> = lines.iter().map(Drawn::of).collect();
    let mut pass = Pass { drawn: &drawn, open: Vec::new(), done: Vec::new(), head: 0 };
    for place in 0..drawn.len() {
        pass.line(place);
    }
    let left = std::mem::take(&mut pass.open);
    pass.done.extend(left.into_iter().map(|cell| Done { cell, end: drawn.len() }));
    pass.grid()
}

/// A line, and at which byte each of its columns begins.
struct Drawn<'t> {
    line: Line<'t>,
    bytes: Vec<usize>,
}

impl<'t> Drawn<'t> {
    fn of(line: &Line<'t>) -> Self {
        let mut bytes = Vec::with_capacity(line.text.len());
        for (at, c) in line.text.char_indices() {
            bytes.extend(std::iter::repeat_n(at, width(c.encode_utf8(&mut [0; 4]))));
        }
        Self { line: *line, bytes }
    }

    fn sign(&self, column: usize) -> Option<u8> {
        self.bytes.get(column).and_then(|at| self.line.text.as_bytes().get(*at)).copied()
    }

    /// The part of the line between two columns, as a line of its own.
    fn part(&self, from: usize, to: usize) -> Line<'t> {
        let byte = |column: usize| self.bytes.get(column).copied().unwrap_or(self.line.text.len());
        self.bytes_between(byte(from), byte(to))
    }

    fn bytes_between(&self, from: usize, to: usize) -> Line<'t> {
        let raw = self.line.text.get(from..to).unwrap_or_default().trim_end();
        let text = raw.trim_start();
        let indent = raw.len() - text.len();
        Line { at: self.line.at + from + indent, indent, text, raw }
    }

    /// The parts between bars, if there are so many.
    fn parts(&self, wanted: usize) -> Option<Vec<Line<'t>>> {
        let bars: Vec<usize> = self.line.text.match_indices('|').map(|(at, _)| at).collect();
        (bars.len() == wanted + 1).then(|| {
            bars.windows(2).filter_map(|pair| Some(self.bytes_between(pair.first()? + 1, *pair.last()?))).collect()
        })
    }
}

/// A cell whose lower side was not met.
struct Open<'t> {
    left: usize,
    right: usize,
    top: usize,
    lines: Vec<Line<'t>>,
}

struct Done<'t> {
    cell: Open<'t>,
    /// The line of its lower side.
    end: usize,
}

struct Pass<'d, 't> {
    drawn: &'d [Drawn<'t>],
    /// From left to right.
    open: Vec<Open<'t>>,
    done: Vec<Done<'t>>,
    /// The line below the headings; 0 where there are none.
    head: usize,
}

impl<'t> Pass<'_, 't> {
    fn line(&mut self, place: usize) {
        let Some(drawn) = self.drawn.get(place) else { return };
        if place == 0 {
            let last = drawn.bytes.len().saturating_sub(1);
            return self.begin(place, 0, last);
        }
        let open = std::mem::take(&mut self.open);
        let is_end = |cell: &Open<'_>| {
            drawn.sign(cell.left) == Some(b'+')
                && drawn.sign(cell.right) == Some(b'+')
                && (cell.left..cell.right).all(|column| matches!(drawn.sign(column), Some(b'-' | b'=' | b'+' | b':')))
        };
        let is_straight = open.iter().all(|cell| matches!(drawn.sign(cell.right), Some(b'|' | b'+')));
        let parts = if is_straight { None } else { drawn.parts(open.len()) };
        // Columns of cells side by side that end here.
        let mut ended: Option<(usize, usize)> = None;
        for (index, mut cell) in open.into_iter().enumerate() {
            if is_end(&cell) {
                if self.head == 0 && drawn.sign(cell.left + 1) == Some(b'=') {
                    self.head = place;
                }
                ended = Some((ended.map_or(cell.left, |(left, _)| left), cell.right));
                self.done.push(Done { cell, end: place });
                continue;
            }
            if let Some((left, right)) = ended.take() {
                self.begin(place, left, right);
            }
            let part = parts.as_ref().and_then(|parts| parts.get(index).copied());
            cell.lines.push(part.unwrap_or_else(|| drawn.part(cell.left + 1, cell.right)));
            self.open.push(cell);
        }
        if let Some((left, right)) = ended {
            self.begin(place, left, right);
        }
    }

    /// Opens the cells below a side: their own sides go on below it.
    fn begin(&mut self, place: usize, left: usize, right: usize) {
        let (Some(drawn), Some(below)) = (self.drawn.get(place), self.drawn.get(place + 1)) else { return };
        let goes_on = |column: usize| matches!(below.sign(column), Some(b'|' | b'+'));
        let is_side = |column: &usize| {
            drawn.sign(*column) == Some(b'+') && (place == 0 || *column == left || *column == right || goes_on(*column))
        };
        let sides: Vec<usize> = (left..=right).filter(is_side).take(MOST_COLUMNS + 1).collect();
        for pair in sides.windows(2) {
            if let [left, right] = *pair {
                self.open.push(Open { left, right, top: place, lines: Vec::new() });
            }
        }
    }

    /// The cells in rows and columns.
    fn grid(mut self) -> Grid<'t> {
        self.done.sort_by_key(|done| (done.cell.top, done.cell.left));
        let tops = sorted(self.done.iter().map(|done| done.cell.top));
        let lefts = sorted(self.done.iter().map(|done| done.cell.left));
        let within = |all: &[usize], from: usize, to: usize| {
            (all.partition_point(|one| *one < to) - all.partition_point(|one| *one < from)).max(1)
        };
        let mut grid = Grid { rows: Vec::new(), head: tops.partition_point(|top| *top < self.head) };
        grid.rows.resize_with(tops.len(), Vec::new);
        for Done { cell, end } in self.done {
            let (columns, rows) = (within(&lefts, cell.left, cell.right), within(&tops, cell.top, end));
            let row = tops.partition_point(|top| *top < cell.top);
            if let Some(row) = grid.rows.get_mut(row) {
                row.push(GridCell { lines: from_margin(cell.lines), columns, rows });
            }
        }
        grid
    }
}

fn sorted(values: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut values: Vec<usize> = values.collect();
    values.sort_unstable();
    values.dedup();
    values
}

/// Lines that begin where the leftmost of them does, without blank ones at their end.
pub(in crate::template) fn from_margin(mut lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let least = lines.iter().filter(|line| !line.is_blank()).map(|line| line.indent).min().unwrap_or(0);
    lines.iter_mut().for_each(|line| line.indent = line.indent.saturating_sub(least));
    lines.truncate(lines.iter().rposition(|line| !line.is_blank()).map_or(0, |last| last + 1));
    lines
}

#[cfg(test)]
mod tests {
    use super::super::source::lines;
    use super::*;

    /// Rows of cells: their words, and what they reach over where that is more than themselves.
    fn told(text: &str) -> (Vec<Vec<String>>, usize) {
        let grid = read(&lines(text));
        let cell = |cell: &GridCell<'_>| {
            let words: Vec<&str> = cell.lines.iter().map(|line| line.text).collect();
            let words = words.join("/");
            if cell.columns * cell.rows > 1 { format!("{words} {}x{}", cell.columns, cell.rows) } else { words }
        };
        (grid.rows.iter().map(|row| row.iter().map(cell).collect()).collect(), grid.head)
    }

    #[test]
    fn cells_stand_where_they_are_drawn() {
        let rows = |rows: &[&[&str]]| -> Vec<Vec<String>> {
            rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
        };
        for (text, want, head) in [
            (
                "+---+---+\n| a | b |\n+===+===+\n| c | d |\n|   | e |\n+---+---+",
                rows(&[&["a", "b"], &["c", "d/e"]]),
                1,
            ),
            (
                "+---+---+\n| a | b |\n|   +---+\n|   | c |\n+---+---+\n| d     |\n+-------+",
                rows(&[&["a 1x2", "b"], &["c"], &["d 2x1"]]),
                0,
            ),
            ("+----+---+\n| 字 | b |\n+----+---+", rows(&[&["字", "b"]]), 0),
            ("+--+---+\n| 字 | b |\n+--+---+", rows(&[&["字", "b"]]), 0),
            ("+-----+\n| a|b |\n+-----+", rows(&[&["a|b"]]), 0),
            ("+---+\n| a |", rows(&[&["a"]]), 0),
        ] {
            assert_eq!(told(text), (want, head), "{text}");
        }
        assert!(is_border("+:--:+") && !is_border("+ a") && !is_border("++"));
        told(&"+".repeat(10_000));
        told(&format!("{}\n{}", "+-".repeat(5_000), "| ".repeat(5_000)));
    }
}
