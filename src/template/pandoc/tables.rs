//! Pandoc's tables that are drawn: grids of lines, columns below lines of dashes, rows of several lines (Pandoc's manual,
//! "Tables"). They become the table that Markdown reads, or one of HTML where cells hold blocks.

use crate::template::code::CodeMap;
use crate::template::markup::{BlockCell, GridCell, Line, Page, Row, from_margin, is_border, lines, read_grid};
use crate::template::output::Output;
use crate::text::width::width;

/// Columns of a table at most.
const MOST_COLUMNS: usize = 256;
/// Lines of a table that are looked at for its end.
const MOST_LINES: usize = 4_096;

/// Rewrites the tables. None if there are none.
pub(in crate::template) fn rewrite(text: &str) -> Option<Output> {
    let may_be = text.contains("+--") || text.contains("+==") || text.contains("+:") || text.contains("---");
    if !may_be {
        return None;
    }
    let code = CodeMap::of(text);
    let all = lines(text);
    let (mut out, mut copied, mut at, mut end_of_miss) = (Output::default(), 0, 0, 0);
    while let Some(line) = all.get(at) {
        let start = line.at - line.indent;
        let is_outside = line.indent < 4 && code.at(line.at).is_none();
        let is_apart = at == 0 || all.get(at - 1).is_some_and(Line::is_blank);
        let rest = all.get(at..).unwrap_or_default();
        let rest = rest.get(..MOST_LINES).unwrap_or(rest);
        let found = (is_outside && is_apart && at >= end_of_miss).then(|| table(rest)).flatten();
        let Some((count, page)) = found else {
            // What is no table from its first line on is none from its second.
            if is_apart && is_dashes(line.text) {
                end_of_miss = at + rest.iter().take_while(|line| !line.is_blank()).count();
            }
            at += 1;
            continue;
        };
        out.copy(text.get(copied..start).unwrap_or_default(), copied);
        out.make(&page.finish(start).text, start);
        at += count;
        copied = all.get(at).map_or(text.len(), |next| next.at - next.raw.len() + next.raw.trim_start().len());
    }
    out.ended(text, copied)
}

/// The table that lines begin with, and how many of them it takes.
fn table(lines: &[Line<'_>]) -> Option<(usize, Page)> {
    let first = lines.first()?;
    if is_border(first.text) {
        let count = lines.iter().take_while(|line| line.text.starts_with(['+', '|'])).count();
        let grid = read_grid(lines.get(..count)?);
        return (count > 2).then(|| (count, page(grid.rows, grid.head)));
    }
    if is_dashes(first.text) {
        return if columns(first.text).len() > 1 && first.text.contains(' ') { headless(lines) } else { tall(lines) };
    }
    let dashes = lines.get(1).filter(|line| is_dashes(line.text) && line.text.contains(' '))?;
    simple(lines, &columns(dashes.raw), 1)
}

/// Words above dashes, and a row a line up to a blank one.
fn simple(lines: &[Line<'_>], columns: &[(usize, usize)], head: usize) -> Option<(usize, Page)> {
    let body = lines.get(head + 1..)?;
    let count = body.iter().take_while(|line| !line.is_blank()).count();
    let rows = lines.get(..head)?.iter().chain(body.get(..count)?).filter(|line| !is_dashes(line.text));
    let rows: Vec<_> = rows.map(|line| cells(line, columns).into_iter().map(GridCell::of).collect()).collect();
    (columns.len() > 1 && count > 0).then(|| (head + 1 + count, page(rows, head)))
}

/// Rows between two lines of dashes, without headings: a row a line, or parted by blank lines.
fn headless(lines: &[Line<'_>]) -> Option<(usize, Page)> {
    let columns = columns(lines.first()?.raw);
    let close = 1 + lines.get(1..)?.iter().position(|line| is_dashes(line.text))?;
    let body = lines.get(1..close)?;
    let is_tall = body.iter().any(Line::is_blank);
    lines.get(close + 1).is_none_or(Line::is_blank).then_some(())?;
    let rows = if is_tall { parted(body, &columns) } else { body.iter().map(|line| row(&[*line], &columns)).collect() };
    (!rows.is_empty()).then(|| (close + 1, page(rows, 0)))
}

/// A line of dashes, headings, dashes by column, rows parted by blank lines, a line of dashes.
fn tall(lines: &[Line<'_>]) -> Option<(usize, Page)> {
    let middle = 1 + lines.get(1..)?.iter().position(|line| line.is_blank() || is_dashes(line.text))?;
    let dashes = lines.get(middle).filter(|line| is_dashes(line.text))?;
    let columns = columns(dashes.raw);
    let close = middle + 1 + lines.get(middle + 1..)?.iter().position(|line| is_dashes(line.text))?;
    let ends = lines.get(close + 1).is_none_or(Line::is_blank) && columns.len() > 1 && middle > 1;
    let mut rows = vec![row(lines.get(1..middle)?, &columns)];
    rows.extend(parted(lines.get(middle + 1..close)?, &columns));
    ends.then(|| (close + 1, page(rows, 1)))
}

/// Rows of several lines, parted by blank ones.
fn parted<'t>(lines: &[Line<'t>], columns: &[(usize, usize)]) -> Vec<Vec<GridCell<'t>>> {
    lines.split(Line::is_blank).filter(|lines| !lines.is_empty()).map(|lines| row(lines, columns)).collect()
}

fn row<'t>(lines: &[Line<'t>], columns: &[(usize, usize)]) -> Vec<GridCell<'t>> {
    let mut row: Vec<GridCell<'t>> = Vec::new();
    for line in lines {
        let parts = cells(line, columns);
        match row.is_empty() {
            true => row.extend(parts.into_iter().map(GridCell::of)),
            false => row.iter_mut().zip(parts).for_each(|(cell, part)| cell.lines.push(part)),
        }
    }
    row
}

/// Writes rows of cells.
fn page(rows: Vec<Vec<GridCell<'_>>>, head: usize) -> Page {
    let mut page = Page::default();
    let mut is_plain = head <= 1;
    let mut made: Vec<Vec<BlockCell>> = Vec::new();
    for (index, row) in rows.into_iter().enumerate() {
        let cell = |cell: GridCell<'_>| {
            let at = cell.lines.first().map_or(0, |line| line.at);
            let lines = from_margin(cell.lines);
            let is_words = lines.iter().all(|line| line.indent < 4 && !line.is_blank() && !begins_block(line.text));
            is_plain &= cell.columns * cell.rows == 1 && is_words;
            let text: Vec<String> =
                lines.iter().map(|line| format!("{}{}", " ".repeat(line.indent), line.text)).collect();
            BlockCell { at, text: text.join("\n"), columns: cell.columns, rows: cell.rows, head: index < head }
        };
        made.push(row.into_iter().map(cell).collect());
    }
    if !is_plain {
        page.block_table(&made);
        return page;
    }
    let words = |cell: BlockCell| cell.text.replace('\n', " ").replace("\\|", "|").replace('|', "\\|");
    let row = |cells: Vec<BlockCell>| Row {
        at: cells.first().map_or(0, |cell| cell.at),
        cells: cells.into_iter().map(words).collect(),
    };
    let rows: Vec<Row> = made.into_iter().map(row).collect();
    page.table(&rows, head > 0);
    page
}

/// Whether a line of a cell begins a list, code, a quotation or a heading.
fn begins_block(text: &str) -> bool {
    crate::template::code::is_item(text) || text.starts_with(['>', '#', '|']) || text.starts_with("```")
}

fn is_dashes(text: &str) -> bool {
    text.len() > 2 && text.starts_with("--") && text.bytes().all(|byte| byte == b'-' || byte == b' ')
}

/// Where the columns under a line of dashes begin and end.
fn columns(raw: &str) -> Vec<(usize, usize)> {
    let (mut columns, mut at) = (Vec::new(), 0);
    for run in raw.trim_end().split(' ') {
        if !run.is_empty() && columns.len() < MOST_COLUMNS {
            columns.push((at, at + run.len()));
        }
        at += run.len() + 1;
    }
    columns
}

/// The cells of a line: what begins left of a column's end belongs to it. Wide characters take two columns.
fn cells<'t>(line: &Line<'t>, columns: &[(usize, usize)]) -> Vec<Line<'t>> {
    let (mut starts, mut at, mut place) = (vec![0], 0, 0);
    for (byte, c) in line.raw.char_indices() {
        if columns.get(place).is_some_and(|(_, end)| at >= *end) && place + 1 < columns.len() {
            place += 1;
            starts.push(byte);
        }
        at += width(c.encode_utf8(&mut [0; 4]));
    }
    starts.resize(columns.len(), line.raw.len());
    let margin = line.raw.len() - line.raw.trim_start().len();
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain([line.raw.len()]).collect();
    let part = |(start, end): (&usize, usize)| {
        let raw = line.raw.get(*start..end).unwrap_or_default().trim();
        let blanks = line.raw.get(*start..end).map_or(0, |part| part.len() - part.trim_start().len());
        Line { at: (line.at + start + blanks).saturating_sub(margin), indent: 0, text: raw, raw }
    };
    starts.iter().zip(ends).map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawn_tables_become_tables() {
        for (source, want) in [
            (
                "a\n\n  Right  Left\n-------  ------\n     12  b c\n      1  *d*\n\ne\n",
                "a\n\n| Right | Left |\n| --- | --- |\n| 12 | b c |\n| 1 | *d* |\n\ne\n",
            ),
            ("---- ----\na    b\nc    d\n---- ----\n", "|  |  |\n| --- | --- |\n| a | b |\n| c | d |\n"),
            (
                "-----------------\n One    Two\n------- ---------\n a      b\n        c\n\n d      e|f\n-----------------\n\nx\n",
                "| One | Two |\n| --- | --- |\n| a | b c |\n| d | e\\|f |\n\nx\n",
            ),
            ("+---+---+\n| a | b |\n+===+===+\n| 1 | 2 |\n+---+---+\n", "| a | b |\n| --- | --- |\n| 1 | 2 |\n"),
        ] {
            assert_eq!(rewrite(source).map(|out| out.finish(|_| (1, 1)).0).as_deref(), Some(want), "{source}");
        }
        let blocks =
            rewrite("+---+-----+\n| a | - b |\n|   | - c |\n+---+-----+\n").map(|out| out.finish(|_| (1, 1)).0);
        assert!(blocks.is_some_and(|made| made.contains("<td colspan=\"1\" rowspan=\"1\">\n\n- b\n- c\n\n</td>")));
        for source in
            ["a\n---\nb\n", "---\n\na\n\n---\n", "```\n---- ----\na    b\n---- ----\n```\n", "- a\n\n---\n\nb\n"]
        {
            assert!(rewrite(source).is_none(), "{source}");
        }
    }
}
