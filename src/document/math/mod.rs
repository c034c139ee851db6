//! TeX formulas as lines of Unicode. A command that is not known stands as its author wrote it, and so does a formula that
//! holds no other.

mod chemistry;
mod command;
mod delimiter;
mod fraction;
mod macros;
mod reader;
mod script;
mod symbol;
mod table;

pub(super) use macros::Macros;
use reader::read;
use table::Rows;

use std::borrow::Cow;

use crate::text::width::width;

/// Bytes of a formula at most; a longer one stays as it is written.
const LONGEST: usize = 20_000;

/// The formula in what stands between the signs: WordPress has a word before it, and its size and colors behind it; entities stand for
/// signs of HTML.
fn written(source: &str) -> Cow<'_, str> {
    let source = match source.trim_start().strip_prefix("latex ") {
        Some(rest) => ["&fg=", "&bg=", "&s="]
            .iter()
            .filter_map(|mark| rest.find(mark))
            .min()
            .map_or(rest, |at| rest.split_at(at).0),
        None => source,
    };
    if !source.contains('&') {
        return Cow::Borrowed(source);
    }
    Cow::Owned(source.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
}

/// A formula within words, on one line.
fn inline(source: &str) -> String {
    let source = &*written(source);
    let shown = read(source).map(|pieces| pieces.iter().map(Piece::in_line).collect::<String>());
    let shown = shown.unwrap_or_else(|| source.to_owned());
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A formula on lines of its own.
fn display(source: &str) -> String {
    let source = &*written(source);
    let Some(pieces) = read(source) else { return source.trim_matches('\n').to_owned() };
    let tables = pieces.iter().filter(|piece| matches!(piece, Piece::Rows(rows) if rows.is_tall())).count();
    if let Some(shown) = side_by_side(&pieces).filter(|_| tables > 1) {
        return shown;
    }
    if tables != 1 {
        return pieces.iter().map(Piece::in_line).collect::<String>().trim().to_owned();
    }
    let at = pieces.iter().position(|piece| matches!(piece, Piece::Rows(rows) if rows.is_tall())).unwrap_or(0);
    let (before, after) = pieces.split_at(at);
    let before: String = before.iter().map(Piece::in_line).collect();
    let after_text: String = after.iter().skip(1).map(Piece::in_line).collect();
    match after.first() {
        Some(Piece::Rows(rows)) => rows.on_lines(before.trim_start(), after_text.trim_end()),
        _ => before,
    }
}

/// Rows beside rows, each on lines of its own and all about one middle. None where that is wider than a narrow page.
fn side_by_side(pieces: &[Piece]) -> Option<String> {
    /// Columns of such a formula at most.
    const WIDEST: usize = 64;
    let boxes: Vec<Vec<String>> = pieces.iter().map(Piece::on_lines).collect();
    let height = boxes.iter().map(Vec::len).max()?;
    let mut lines = vec![String::new(); height];
    for own in &boxes {
        let wide = own.iter().map(|line| width(line)).max().unwrap_or(0);
        let above = (height - own.len()) / 2;
        for (place, line) in lines.iter_mut().enumerate() {
            let part = place.checked_sub(above).and_then(|place| own.get(place)).map_or("", String::as_str);
            line.push_str(part);
            line.push_str(&" ".repeat(wide - width(part)));
        }
    }
    let lines: Vec<&str> = lines.iter().map(|line| line.trim_end()).collect();
    (lines.iter().all(|line| width(line) <= WIDEST)).then(|| lines.join("\n"))
}

/// A part of a formula.
enum Piece {
    Text(String),
    Rows(Rows),
}

impl Piece {
    fn in_line(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Rows(rows) => rows.in_line(),
        }
    }

    fn on_lines(&self) -> Vec<String> {
        match self {
            Self::Rows(rows) if rows.is_tall() => rows.on_lines("", "").split('\n').map(str::to_owned).collect(),
            piece => vec![piece.in_line()],
        }
    }

    fn rows(self) -> Option<Rows> {
        match self {
            Self::Rows(rows) => Some(rows),
            Self::Text(_) => None,
        }
    }

    fn is_blank(&self) -> bool {
        matches!(self, Self::Text(text) if text.trim().is_empty())
    }
}

#[cfg(test)]
mod tests;
