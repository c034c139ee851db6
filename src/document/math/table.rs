//! Rows and cells: matrices, cases, equations that are aligned.

use super::Piece;
use super::reader::{Closed, Reader};
use crate::text::width::width;

/// Rows of cells between brackets.
pub(super) struct Rows {
    kind: Kind,
    rows: Vec<Vec<String>>,
}

/// What stands around rows and between their cells.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Equations: cells follow one another, each row under its first sign.
    Aligned,
    /// Cells in columns between these brackets.
    Matrix(char, char),
    /// A brace on the left only.
    Cases,
}

impl Rows {
    /// Rows without brackets.
    pub(super) fn plain(rows: Vec<Vec<String>>) -> Self {
        Self { kind: Kind::Aligned, rows }
    }

    /// The same rows between brackets of their own, where those are such as rows may have.
    pub(super) fn between(mut self, open: &str, close: &str) -> Option<Self> {
        let has_none = matches!(self.kind, Kind::Aligned | Kind::Matrix(' ', _));
        self.kind = match (open, close) {
            ("(", ")") => Kind::Matrix('(', ')'),
            ("[", "]") => Kind::Matrix('[', ']'),
            ("|", "|") => Kind::Matrix('|', '|'),
            ("{", "}") => Kind::Matrix('{', '}'),
            ("{", "") => Kind::Cases,
            _ => return None,
        };
        has_none.then_some(self)
    }

    /// Whether there is more than one row.
    pub(super) fn is_tall(&self) -> bool {
        self.rows.len() > 1
    }

    /// On one line, rows parted by semicolons.
    pub(super) fn in_line(&self) -> String {
        let cells = |row: &Vec<String>| {
            let cells = row.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
            cells.collect::<Vec<_>>().join(" ")
        };
        let row = cells;
        let rows = self.rows.iter().map(row).collect::<Vec<_>>().join("; ");
        match self.kind {
            Kind::Aligned => rows,
            Kind::Matrix(open, close) => format!("{open}{rows}{close}").trim().to_owned(),
            Kind::Cases => format!("{{{rows}"),
        }
    }

    /// Each row on a line of its own, what stands before the rows on the first, what stands behind on the last.
    pub(super) fn on_lines(&self, before: &str, after: &str) -> String {
        let mut widths: Vec<usize> = Vec::new();
        for row in &self.rows {
            for (column, cell) in row.iter().enumerate() {
                let own = width(cell.trim());
                match widths.get_mut(column) {
                    Some(widest) => *widest = own.max(*widest),
                    None => widths.push(own),
                }
            }
        }
        let indent = " ".repeat(width(before));
        let last = self.rows.len().saturating_sub(1);
        let mut lines = Vec::new();
        for (place, row) in self.rows.iter().enumerate() {
            let (open, close) = self.brackets(place, last);
            let cells = self.cells(row, &widths, close.is_empty());
            let start = if place == 0 { before } else { &indent };
            let end = if place == last { after } else { "" };
            lines.push(format!("{start}{open}{cells}{close}{end}").trim_end().to_owned());
        }
        lines.join("\n")
    }

    /// Cells in their columns; in aligned equations the left side stands to the right.
    fn cells(&self, row: &[String], widths: &[usize], open_end: bool) -> String {
        let aligned = self.kind == Kind::Aligned;
        let mut line = String::new();
        for (column, wanted) in widths.iter().enumerate() {
            let cell = row.get(column).map_or("", |cell| cell.trim());
            let room = " ".repeat(wanted.saturating_sub(width(cell)));
            let between = match (column, aligned) {
                (0, _) => "",
                (_, true) => " ",
                (_, false) => "  ",
            };
            let (left, right) =
                if aligned && column % 2 == 0 && widths.len() > 1 { (room.as_str(), "") } else { ("", room.as_str()) };
            line.push_str(&format!("{between}{left}{cell}{right}"));
        }
        if open_end { line.trim_end().to_owned() } else { line }
    }

    fn brackets(&self, place: usize, last: usize) -> (&'static str, &'static str) {
        let pick = |pieces: [&'static str; 3]| match place {
            0 => pieces[0],
            place if place == last => pieces[2],
            _ => pieces[1],
        };
        match self.kind {
            Kind::Aligned | Kind::Matrix(' ', _) => ("", ""),
            Kind::Cases if last == 2 && place == 1 => ("\u{23a8}", ""),
            Kind::Cases => (pick(["\u{23a7}", "\u{23aa}", "\u{23a9}"]), ""),
            Kind::Matrix('(', _) => {
                (pick(["\u{239b}", "\u{239c}", "\u{239d}"]), pick(["\u{239e}", "\u{239f}", "\u{23a0}"]))
            }
            Kind::Matrix('|', _) => ("\u{2502}", "\u{2502}"),
            Kind::Matrix('\u{2016}', _) => ("\u{2016}", "\u{2016}"),
            Kind::Matrix('{', _) => {
                (pick(["\u{23a7}", "\u{23aa}", "\u{23a9}"]), pick(["\u{23ab}", "\u{23aa}", "\u{23ad}"]))
            }
            Kind::Matrix(..) => {
                (pick(["\u{23a1}", "\u{23a2}", "\u{23a3}"]), pick(["\u{23a4}", "\u{23a5}", "\u{23a6}"]))
            }
        }
    }
}

impl Reader<'_> {
    /// An environment whose name was read.
    pub(super) fn environment(&mut self, name: &str) -> Option<Rows> {
        let kind = match name.trim_end_matches('*') {
            "aligned" | "align" | "alignat" | "alignedat" | "gather" | "gathered" | "equation" | "eqnarray"
            | "split" | "multline" | "flalign" => Kind::Aligned,
            "matrix" | "smallmatrix" | "array" | "darray" | "subarray" => Kind::Matrix(' ', ' '),
            "pmatrix" | "psmallmatrix" => Kind::Matrix('(', ')'),
            "bmatrix" | "bsmallmatrix" => Kind::Matrix('[', ']'),
            "Bmatrix" => Kind::Matrix('{', '}'),
            "vmatrix" => Kind::Matrix('|', '|'),
            "Vmatrix" => Kind::Matrix('\u{2016}', '\u{2016}'),
            "cases" | "dcases" => Kind::Cases,
            _ => return None,
        };
        if matches!(name.trim_end_matches('*'), "array" | "darray" | "subarray" | "alignat" | "alignedat") {
            self.words()?;
        }
        let around = self.closed_by;
        let (mut rows, mut row) = (Vec::new(), Vec::new());
        loop {
            self.closed_by = Closed::Environment;
            let pieces = self.pieces()?;
            // Rows alone in an equation are its rows.
            let is_alone = kind == Kind::Aligned
                && self.closed_by == Closed::Environment
                && rows.is_empty()
                && row.is_empty()
                && pieces.iter().filter(|piece| !piece.is_blank()).count() == 1;
            row.push(pieces.iter().map(Piece::in_line).collect::<String>());
            if is_alone && let Some(inner) = pieces.into_iter().find_map(Piece::rows) {
                self.closed_by = around;
                return Some(inner);
            }
            match self.closed_by {
                Closed::Cell => {}
                Closed::Row => rows.push(std::mem::take(&mut row)),
                Closed::Environment => break,
                _ => return None,
            }
        }
        if row.iter().any(|cell| !cell.trim().is_empty()) {
            rows.push(row);
        }
        self.closed_by = around;
        Some(Rows { kind, rows })
    }
}
