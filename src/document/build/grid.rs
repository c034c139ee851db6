//! Tables in the making: cells that span columns and rows are set into a grid.

use super::super::{Align, Block, BlockKind, Document, Inline, Table, TableCell};
use super::flatten::flatten;

/// Columns at most; cells further right are joined to the last.
const MAX_COLUMNS: usize = 256;
/// Cells of a grid at most, the empty ones that spans and short rows leave included.
const MAX_CELLS: usize = 100_000;

/// A table in the making.
#[derive(Debug, Default)]
pub(in super::super) struct TableParts {
    /// By column, where Markdown says so.
    pub(in super::super) aligns: Vec<Align>,
    /// The caption.
    pub(super) caption: Vec<Inline>,
    /// In order.
    pub(super) rows: Vec<RowParts>,
}

/// A row in the making.
#[derive(Debug, Default)]
pub(in super::super) struct RowParts {
    /// Whether it stands in the head.
    pub(in super::super) head: bool,
    /// In order, spans not yet set.
    pub(super) cells: Vec<CellParts>,
}

/// A cell in the making.
#[derive(Debug, Default)]
pub(in super::super) struct CellParts {
    /// Whether it is a header cell.
    pub(in super::super) header: bool,
    /// Columns it takes.
    pub(in super::super) columns: usize,
    /// Rows it takes.
    pub(in super::super) rows: usize,
    /// Where it is set.
    pub(in super::super) align: Align,
    /// What it holds.
    pub(super) blocks: Vec<Block>,
}

impl TableParts {
    /// Whether it only arranges blocks on a page: then its blocks are shown one below the other.
    pub(super) fn is_arrangement(&self) -> bool {
        let cells = || self.rows.iter().flat_map(|row| &row.cells);
        let single = self.rows.iter().all(|row| row.cells.len() <= 1);
        let large = cells().any(|cell| cell.blocks.iter().any(|block| is_large(block) || single && !is_plain(block)));
        let headed = self.rows.iter().any(|row| row.head) || cells().any(|cell| cell.header);
        large || (single && !headed)
    }

    /// The blocks of all cells, in order.
    pub(super) fn into_blocks(self) -> Vec<Block> {
        self.rows.into_iter().flat_map(|row| row.cells).flat_map(|cell| cell.blocks).collect()
    }

    /// The table with every span set. Answers also whether cells had to be left out.
    pub(super) fn into_table(self, document: &Document, text: &str) -> (Table, bool) {
        let mut grid = Grid { rows: Vec::new(), spans: Vec::new(), aligns: self.aligns, cells: 0 };
        let mut heads = Vec::new();
        let mut cut = false;
        for row in self.rows {
            heads.push(row.head || (!row.cells.is_empty() && row.cells.iter().all(|cell| cell.header)));
            cut |= !grid.row(row, document, text);
        }
        let columns = grid.rows.iter().map(Vec::len).max().unwrap_or(0).max(grid.aligns.len().min(1));
        let mut table = Table { caption: self.caption, aligns: grid.aligns, ..Table::default() };
        table.aligns.resize(columns, Align::Natural);
        for (index, mut row) in grid.rows.into_iter().enumerate() {
            row.resize_with(columns, TableCell::default);
            match heads.get(index) {
                Some(true) if index == 0 => table.header = row,
                _ => table.rows.push(row),
            }
        }
        // Markdown has no table without a head: one that says nothing is none.
        if !table.rows.is_empty() && table.header.iter().all(|cell| cell.inlines.is_empty()) {
            table.header.clear();
        }
        (table, cut)
    }
}

fn is_large(block: &Block) -> bool {
    matches!(
        block.kind,
        BlockKind::Code { .. } | BlockKind::Table(_) | BlockKind::Heading { .. } | BlockKind::Details { .. }
    )
}

fn is_plain(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Paragraph { .. })
}

struct Grid {
    rows: Vec<Vec<TableCell>>,
    /// By column: rows below that a cell further up still takes.
    spans: Vec<usize>,
    aligns: Vec<Align>,
    cells: usize,
}

impl Grid {
    /// Sets one row; false if the table is full.
    fn row(&mut self, row: RowParts, document: &Document, text: &str) -> bool {
        if self.cells >= MAX_CELLS {
            return false;
        }
        let mut set = Vec::new();
        let mut cells = row.cells.into_iter();
        let mut next = cells.next();
        while set.len() < MAX_COLUMNS && (next.is_some() || self.spanned(set.len())) {
            if self.spanned(set.len()) {
                self.take_span(set.len());
                set.push(TableCell::default());
                continue;
            }
            let Some(cell) = next.take() else { break };
            next = cells.next();
            self.cell(cell, &mut set, document, text);
        }
        let rest: Vec<Block> = next.into_iter().chain(cells).flat_map(|cell| cell.blocks).collect();
        if let Some(last) = set.last_mut() {
            last.inlines.extend(flatten(rest, document, text));
        }
        self.cells += set.len();
        self.rows.push(set);
        true
    }

    fn cell(&mut self, cell: CellParts, set: &mut Vec<TableCell>, document: &Document, text: &str) {
        let at = set.len();
        let columns = cell.columns.clamp(1, MAX_COLUMNS - at);
        if self.spans.len() < at + columns {
            self.spans.resize(at + columns, 0);
        }
        if self.aligns.len() <= at {
            self.aligns.resize(at + 1, Align::Natural);
        }
        if let Some(align) = self.aligns.get_mut(at).filter(|align| **align == Align::Natural) {
            *align = cell.align;
        }
        set.push(TableCell { inlines: flatten(cell.blocks, document, text) });
        set.resize_with(at + columns, TableCell::default);
        let below = cell.rows.clamp(1, 10_000) - 1;
        self.spans.iter_mut().skip(at).take(columns).for_each(|span| *span = below);
    }

    fn spanned(&self, column: usize) -> bool {
        self.spans.get(column).is_some_and(|rows| *rows > 0)
    }

    fn take_span(&mut self, column: usize) {
        if let Some(rows) = self.spans.get_mut(column) {
            *rows -= 1;
        }
    }
}
