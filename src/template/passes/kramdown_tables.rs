//! Tables as kramdown reads them (`Kramdown::Parser::Kramdown#parse_table`): lines with `+` and `=` part rows too, the first row
//! may be one of them, and there may be none. GFM asks for one, below a head of as many cells.

use super::super::code::CodeMap;
use super::super::output::Output;

/// Cells of a row at most; what has more stays as it is.
const MOST_CELLS: usize = 64;

/// Rewrites the tables that GFM would take for words. None if there are none.
pub(in crate::template) fn rewrite(text: &str) -> Option<Output> {
    rewritten(text, |_| true)
}

/// Of those only the ones that Python-Markdown reads too: the line below the head may have gaps.
pub(in crate::template) fn rewrite_python(text: &str) -> Option<Output> {
    rewritten(text, |block| match block {
        [head, ruler, ..] => {
            let is_ruler = !head.parts() && ruler.parts() && !ruler.line.contains(['+', '=']);
            is_ruler && ruler.has_gap() && ruler.cells == head.cells
        }
        _ => false,
    })
}

fn rewritten(text: &str, is_read: impl Fn(&[Row<'_>]) -> bool) -> Option<Output> {
    if !text.contains('|') {
        return None;
    }
    let code = CodeMap::of(text);
    let (mut out, mut copied, mut at) = (Output::default(), 0, 0);
    let mut block: Vec<Row<'_>> = Vec::new();
    let (mut is_table, mut after_blank) = (true, true);
    for line in text.split_inclusive('\n').chain([""]) {
        let is_end = line.trim().is_empty() || line.starts_with("{:");
        if !is_end {
            let row = Row { line, at, cells: 0 };
            is_table &= after_blank && line.contains('|') && code.at(at).is_none() && !line.starts_with("    ");
            if is_table {
                let cells = row.counted(&code);
                block.push(Row { cells, ..row });
            } else {
                block.clear();
                after_blank = false;
            }
        } else {
            if let Some(table) = Table::of(&block).filter(|_| is_read(&block)) {
                let first = block.first().map_or(at, |row| row.at);
                out.copy(text.get(copied..first).unwrap_or_default(), copied);
                table.write(&mut out);
                copied = at;
            }
            block.clear();
            (is_table, after_blank) = (true, true);
        }
        at += line.len();
    }
    out.ended(text, copied)
}

/// A line of a table.
#[derive(Clone, Copy)]
struct Row<'t> {
    line: &'t str,
    at: usize,
    cells: usize,
}

impl Row<'_> {
    /// How many cells it has: bars in code and behind a backslash part none.
    fn counted(&self, code: &CodeMap) -> usize {
        let trimmed = self.line.trim();
        let start = self.line.len() - self.line.trim_start().len();
        let inner = trimmed.strip_prefix('|').unwrap_or(trimmed);
        let from = start + trimmed.len() - inner.len();
        let inner = inner.strip_suffix('|').filter(|it| !it.ends_with('\\')).unwrap_or(inner);
        let is_bar = |place: usize| {
            let is_escaped = inner.get(..place).is_some_and(|before| before.ends_with('\\'));
            !is_escaped && code.at(self.at + from + place).is_none()
        };
        inner.match_indices('|').filter(|(place, _)| is_bar(*place)).count() + 1
    }

    /// Whether it is a row by itself: bars at both ends.
    fn is_closed(&self) -> bool {
        self.line.trim().len() > 2 && self.line.trim().ends_with('|')
    }

    /// Whether a cell of it holds nothing.
    fn has_gap(&self) -> bool {
        let cells = self.line.trim().trim_start_matches('|');
        cells.strip_suffix('|').unwrap_or(cells).split('|').any(|cell| cell.trim().is_empty())
    }

    /// Whether it only parts rows; by strokes, or for a foot by double ones.
    fn parts(&self) -> bool {
        let is_of = |stroke: u8| {
            let mut bytes = self.line.trim_end().bytes();
            bytes.all(|byte| byte == stroke || matches!(byte, b'+' | b'|' | b':' | b' ' | b'\t'))
                && self.line.as_bytes().contains(&stroke)
        };
        is_of(b'-') || is_of(b'=')
    }
}

/// A table that has to be written anew.
struct Table<'t> {
    head: Option<Row<'t>>,
    /// The line that aligns its columns.
    ruler: Option<Row<'t>>,
    rows: Vec<Row<'t>>,
    columns: usize,
}

impl<'t> Table<'t> {
    /// Of lines with bars between blank ones; none for what is no table, or one to GFM too.
    fn of(block: &[Row<'t>]) -> Option<Self> {
        let is_ruled = block.iter().any(Row::parts);
        let is_barred = block.iter().all(|row| row.line.trim_start().starts_with('|'));
        let is_barred = is_barred && (block.len() > 1 || block.iter().all(Row::is_closed));
        let is_gfm = match block {
            [head, ruler, rest @ ..] => {
                let is_plain = !ruler.line.contains(['+', '=']) && ruler.cells == head.cells && !ruler.has_gap();
                // GFM leaves out the cells beyond those of the head, kramdown none.
                let fits = rest.iter().all(|row| !row.parts() && row.cells <= head.cells);
                !head.parts() && ruler.parts() && is_plain && fits
            }
            _ => false,
        };
        if is_gfm || !(is_ruled || is_barred) {
            return None;
        }
        let first_ruler = block.iter().position(Row::parts).filter(|place| *place > 0);
        let ruled = block.iter().enumerate().skip_while(|(_, row)| row.parts()).find(|(_, row)| row.parts());
        let ruler = ruled.map(|(_, row)| *row).filter(|row| !row.line.contains('='));
        let mut rows: Vec<Row<'t>> = block.iter().filter(|row| !row.parts()).copied().collect();
        let columns = rows.iter().map(|row| row.cells).max().filter(|columns| *columns <= MOST_CELLS)?;
        let has_head = ruler.is_some()
            && (first_ruler.is_some() || block.iter().skip_while(|row| row.parts()).count() > rows.len());
        let head = has_head.then(|| rows.remove(0));
        Some(Self { head, ruler, rows, columns })
    }

    fn write(&self, out: &mut Output) {
        let first = self.head.or(self.rows.first().copied()).map_or(0, |row| row.at);
        match self.head {
            Some(head) => {
                self.write_row(head, self.columns, out);
            }
            None => out.make(&format!("|{}\n", " |".repeat(self.columns)), first),
        }
        let aligned =
            self.ruler.filter(|_| self.head.is_some()).map_or("", |ruler| ruler.line.trim().trim_matches('|'));
        let mut cells = aligned.split(['|', '+']).map(str::trim);
        let ruler: String = (0..self.columns)
            .map(|_| match cells.next().map(|cell| (cell.starts_with(':'), cell.ends_with(':'))) {
                Some((true, true)) => ":-:|",
                Some((true, false)) => ":--|",
                Some((false, true)) => "--:|",
                _ => "---|",
            })
            .collect();
        out.make(&format!("|{ruler}\n"), first);
        for row in &self.rows {
            self.write_row(*row, row.cells, out);
        }
    }

    /// A row with bars at its start and end, and so many cells.
    fn write_row(&self, row: Row<'_>, cells: usize, out: &mut Output) {
        let trimmed = row.line.trim();
        if !trimmed.starts_with('|') {
            out.make("|", row.at);
        }
        out.copy(trimmed, row.at + row.line.len() - row.line.trim_start().len());
        let missing = cells.saturating_sub(row.cells);
        let is_closed = trimmed.ends_with('|') && !trimmed.ends_with("\\|");
        let end = if is_closed { "" } else { "|" };
        out.make(&format!("{end}{}\n", " |".repeat(missing)), row.at + row.line.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_below_a_head_may_have_gaps_in_python() {
        for (source, want) in [
            ("| | X |\n| | --- |\n| 1 | 2 |\n", Some("| | X |\n|---|---|\n| 1 | 2 |\n")),
            ("| a | b |\n| c | d |\n", None),
            ("|---+---|\n| a | b |\n", None),
        ] {
            assert_eq!(rewrite_python(source).map(|out| out.finish(|_| (1, 1)).0).as_deref(), want, "{source}");
        }
    }

    #[test]
    fn tables_of_kramdown_are_tables() {
        for (source, want) in [
            (
                "|---+---|\n| a | b |\n|:--+--:|\n| c | d |\n|===+===|\n| e | f |\n\ng\n",
                Some("| a | b |\n|:--|--:|\n| c | d |\n| e | f |\n\ng\n"),
            ),
            ("| a | b |\n| c | d |\n{: .x}\n", Some("| | |\n|---|---|\n| a | b |\n| c | d |\n{: .x}\n")),
            ("|---|---|\n| a | `b|c`\n", Some("| | |\n|---|---|\n| a | `b|c`|\n")),
            ("|a|b|c|\n|---|---|\n|d|e|f|\n", Some("|a|b|c|\n|---|---|---|\n|d|e|f|\n")),
            ("| a | b |\n|---|---|\n| c | d |\n", None),
            ("|1|a b|\n", Some("| | |\n|---|---|\n|1|a b|\n")),
            ("|x|\n", Some("| |\n|---|\n|x|\n")),
            ("| | a |\n| | --- |\n| c | d |\n", Some("| | a |\n|---|---|\n| c | d |\n")),
            ("a | b\n--|--\nc || d\n", Some("|a | b| |\n|---|---|---|\n|c || d|\n")),
            ("a | b\n- | -\nc | d\n", None),
            ("a | b\n\nwords | words\nand words\n", None),
            ("words\n| a | b |\n| c | d |\n", None),
            ("```\n\n| a | b |\n| c | d |\n\n```\n", None),
        ] {
            assert_eq!(rewrite(source).map(|out| out.finish(|_| (1, 1)).0).as_deref(), want, "{source}");
        }
    }
}
