//! Tables: a grid with light rules where it fits, its cells wrapped where it nearly fits, else one record a row.

use crate::document::{Align, Table, TableCell};
use crate::text::width::width;
use crate::text::wrap::{Measure, fill};
use crate::text::{Clean, CleanStr, Direction, TextRange};

use super::columns::widths;
use super::flow::Flow;
use super::paragraph::{Setting, resolve};
use super::segment::Look;
use super::stream::{InlineMode, Stream};
use super::{Role, rows::Mark};

/// What stands between two columns.
const BETWEEN: &str = " │ ";
const BETWEEN_COLUMNS: usize = 3;

/// How much room a column asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Extent {
    /// Its widest line.
    pub(super) natural: usize,
    /// Its widest word.
    pub(super) word: usize,
}

/// A table as a grid.
struct Grid<'t> {
    table: &'t Table,
    widths: Vec<usize>,
    side: Direction,
    between: Mark,
    cells: Vec<Stream>,
}

impl Flow<'_> {
    /// Sets a table.
    pub(super) fn table(&mut self, table: &Table, range: TextRange) {
        if self.lead.is_some() {
            self.empty_row();
        }
        if !table.caption.is_empty() {
            self.words(&table.caption, Role::Caption, Setting::BODY);
        }
        if table.aligns.is_empty() {
            return;
        }
        let extents = self.extents(table);
        let gaps = BETWEEN_COLUMNS * (extents.len() - 1);
        let natural = extents.iter().map(|extent| extent.natural.max(1)).sum::<usize>() + gaps;
        let mut is_set = false;
        self.with_room_for(natural, |flow| {
            let room = flow.measure().checked_sub(gaps);
            if let Some(widths) = room.and_then(|room| widths(&extents, room)) {
                flow.grid(table, &extents, widths, flow.direction(range));
                is_set = true;
            }
        });
        if !is_set {
            self.records(table);
        }
    }

    fn grid(&mut self, table: &Table, extents: &[Extent], widths: Vec<usize>, side: Direction) {
        let wrapped = extents.iter().zip(&widths).any(|(extent, width)| extent.natural > *width);
        let cells = vec![Stream::default(); widths.len()];
        let between = self.mark(BETWEEN, Role::TableRule);
        let mut grid = Grid { table, widths, side, between, cells };
        if !table.header.is_empty() {
            self.grid_row(&mut grid, &table.header, Role::TableHeader);
            self.grid_rule(&grid, "─", "─┼─");
        }
        for (index, row) in table.rows.iter().enumerate() {
            if index > 0 && wrapped {
                self.grid_rule(&grid, "┄", "┄┼┄");
            }
            self.grid_row(&mut grid, row, self.role);
        }
    }

    /// Sets the cells of a row beside each other.
    fn grid_row(&mut self, grid: &mut Grid<'_>, row: &[TableCell], role: Role) {
        let mode = InlineMode { role, link_numbers: self.metrics.link_numbers, echo: false };
        for (index, (stream, columns)) in grid.cells.iter_mut().zip(&grid.widths).enumerate() {
            stream.clear();
            let inlines = row.get(index).map(|cell| cell.inlines.as_slice()).unwrap_or_default();
            stream.inlines(inlines, mode, self.document, &mut self.rows);
            fill(&stream.text, &stream.cuts, Measure::of(*columns), &mut stream.lines);
        }
        let height = grid.cells.iter().map(|stream| stream.lines.len()).max().unwrap_or(0);
        for line in 0..height {
            self.grid_line(grid, line);
        }
    }

    /// Sets one line of every cell of a row.
    fn grid_line(&mut self, grid: &Grid<'_>, line: usize) {
        self.open_row();
        self.rows.run(grid.side);
        let mut taken = self.grid_indent(grid);
        let columns = grid.widths.len();
        for place in 0..columns {
            let index = grid.column(place);
            let (Some(stream), Some(width)) = (grid.cells.get(index), grid.widths.get(index)) else { continue };
            if place > 0 {
                self.rows.set(grid.between);
                taken += BETWEEN_COLUMNS;
            }
            let filled = stream.lines.get(line);
            let room = width.saturating_sub(filled.map_or(0, |filled| filled.width));
            let align = grid.table.aligns.get(index).copied().unwrap_or_default();
            let before = match resolve(align, &stream.text) {
                Align::Natural | Align::Left => 0,
                Align::Center => room / 2,
                Align::Right => room,
            };
            self.rows.blank(before);
            if let Some(filled) = filled {
                stream.set(*filled, &mut self.rows);
            }
            let after = if place + 1 < columns { room - before } else { 0 };
            self.rows.blank(after);
            taken += width - (room - before) + after;
        }
        self.close_row(taken);
    }

    fn grid_rule(&mut self, grid: &Grid<'_>, line: &'static str, crossing: &'static str) {
        let pieces = (0..grid.widths.len()).flat_map(|place| {
            let columns = grid.widths.get(grid.column(place)).copied().unwrap_or(0);
            let crossing = (place > 0).then_some(CleanStr::own(crossing));
            crossing.into_iter().chain(std::iter::repeat_n(CleanStr::own(line), columns))
        });
        let text = Clean::concat(pieces);
        let rule = self.rows.mark(text.borrowed(), Look::of(Role::TableRule));
        self.open_row();
        let indent = self.grid_indent(grid);
        self.rows.set(rule);
        self.close_row(indent + rule.columns);
    }

    /// A grid that runs from right to left stands at the right.
    fn grid_indent(&mut self, grid: &Grid<'_>) -> usize {
        let total = grid.widths.iter().sum::<usize>() + BETWEEN_COLUMNS * grid.widths.len().saturating_sub(1);
        let indent = match grid.side {
            Direction::LeftToRight => 0,
            Direction::RightToLeft => self.measure().saturating_sub(total),
        };
        self.rows.blank(indent);
        indent
    }

    /// Sets each row as a record: a line for each cell, behind its column's header.
    fn records(&mut self, table: &Table) {
        let columns = self.measure().min(24);
        let mut colon = None;
        for (number, row) in table.rows.iter().enumerate() {
            if number > 0 {
                self.rule("┄", columns, Role::TableRule);
            }
            for (index, cell) in row.iter().enumerate() {
                let header = table.header.get(index).map(|cell| cell.inlines.as_slice()).unwrap_or_default();
                let link_numbers = self.metrics.link_numbers;
                if cell.inlines.is_empty() && (number > 0 || header.is_empty()) {
                    continue;
                }
                let mut stream = std::mem::take(&mut self.stream);
                stream.clear();
                let echo = number > 0;
                let mode = InlineMode { role: Role::TableHeader, link_numbers: link_numbers && !echo, echo };
                stream.inlines(header, mode, self.document, &mut self.rows);
                if !stream.text.is_empty() {
                    let colon = *colon.get_or_insert_with(|| self.mark(": ", Role::TableHeader));
                    stream.mark(colon, CleanStr::own(": "));
                }
                let mode = InlineMode { role: self.role, link_numbers, echo: false };
                stream.inlines(&cell.inlines, mode, self.document, &mut self.rows);
                self.stream = stream;
                self.set_stream(Setting { hang: 2, ..Setting::BODY });
            }
        }
        if table.rows.is_empty() {
            for cell in &table.header {
                self.words(&cell.inlines, Role::TableHeader, Setting::BODY);
            }
        }
    }

    fn extents(&mut self, table: &Table) -> Vec<Extent> {
        let mut extents = vec![Extent::default(); table.aligns.len()];
        let mut stream = Stream::default();
        for row in std::iter::once(&table.header).chain(&table.rows) {
            for (extent, cell) in extents.iter_mut().zip(row) {
                stream.clear();
                stream.measured(&cell.inlines, self.metrics.link_numbers, self.document);
                for line in stream.text.split('\n') {
                    extent.natural = extent.natural.max(width(line));
                }
                let words = stream.text.split_ascii_whitespace().map(width);
                extent.word = extent.word.max(words.max().unwrap_or(0));
            }
        }
        extents
    }
}

impl Grid<'_> {
    /// The column at a place from the left.
    fn column(&self, place: usize) -> usize {
        match self.side {
            Direction::LeftToRight => place,
            Direction::RightToLeft => self.widths.len() - 1 - place,
        }
    }
}
