//! Rows of a command in every format: aligned columns for people, tabs and JSON for programs.

use std::io;

use serde::Serialize;

use super::args::Format;
use super::output::Json;
use super::table::{self, Last, Row};
use super::{CommandError, Output};
use crate::library::crew;
use crate::text::{Clean, CleanStr};

/// Something that is printed as a row: by its keys in JSON, by its cells elsewhere.
pub(super) trait Record: Serialize {
    /// What becomes of its last cell for people, where that is too long.
    const LAST: Last = Last::Whole;

    /// Its cells in order, each one line.
    fn cells(&self) -> Vec<Clean>;

    /// Its cells for people, where they want fewer or others.
    fn table_cells(&self) -> Vec<Clean> {
        self.cells()
    }

    /// The scopes of these cells, by which a theme styles them; none is plain.
    fn scopes(&self) -> &'static [&'static str] {
        &[]
    }

    /// Parts of the last cell that were looked for, in bytes.
    fn marks(&self) -> &[[u32; 2]] {
        &[]
    }
}

/// A count with its noun, in the plural where it is not one.
pub(super) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// Rows that a thread makes into JSON at once.
const CHUNK: usize = 512;

/// Prints rows.
pub(super) fn print<R: Record + Sync>(rows: &[R], format: Format, out: &mut Output<'_>) -> Result<(), CommandError> {
    match format {
        Format::Json => json(rows, &ARRAY, out)?,
        Format::Jsonl if rows.is_empty() => {}
        Format::Jsonl => json(rows, &LINES, out)?,
        Format::Tsv => {
            for row in rows {
                tabbed(&row.cells(), out)?;
            }
        }
        Format::Table => {
            let row = |row: &R| Row { cells: row.table_cells(), scopes: row.scopes(), marks: row.marks().to_vec() };
            table::print(&rows.iter().map(row).collect::<Vec<_>>(), R::LAST, out)?;
        }
    }
    Ok(())
}

/// What stands around rows of JSON.
struct Frame {
    before: &'static str,
    between: &'static str,
    after: &'static str,
}

const ARRAY: Frame = Frame { before: "[", between: ",", after: "]\n" };
const LINES: Frame = Frame { before: "", between: "\n", after: "\n" };

/// Prints rows as JSON, which all processors make.
fn json<R: Record + Sync>(rows: &[R], frame: &Frame, out: &mut Output<'_>) -> io::Result<()> {
    let made = crew::in_order(|give| rows.chunks(CHUNK).for_each(give), |rows: &[R]| Json::of(rows, frame.between));
    out.text(CleanStr::own(frame.before))?;
    for (place, json) in made.into_iter().enumerate() {
        if place > 0 {
            out.text(CleanStr::own(frame.between))?;
        }
        out.made_json(&json?)?;
    }
    out.text(CleanStr::own(frame.after))
}

fn tabbed(cells: &[Clean], out: &mut Output<'_>) -> Result<(), CommandError> {
    for (index, cell) in cells.iter().enumerate() {
        if index > 0 {
            out.text(CleanStr::own("\t"))?;
        }
        out.text(cell.borrowed())?;
    }
    Ok(out.line(CleanStr::default())?)
}
