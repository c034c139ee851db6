//! A pen on one row of the screen: it writes clean text from left to right and never past its end.

use std::num::NonZeroU16;
use std::ops::Range;

use ratatui::buffer::{Buffer, Cell, CellDiffOption, CellWidth as _};
use ratatui::style::Style;

use crate::app::Area;
use crate::layout::Order;
use crate::library::links::Hyperlink;
use crate::text::width::{prefix, width};
use crate::text::{Clean, CleanStr, TextRange};

/// A pen on one row.
pub struct Pen<'b> {
    buffer: &'b mut Buffer,
    x: u16,
    y: u16,
    end: u16,
    order: Order,
}

/// Whether a character takes one column and neither joins its neighbors nor is joined by them: ASCII, letters of Europe,
/// and the dots, dashes and lines that folio draws. Most text by far needs no look at clusters and widths.
fn is_simple(character: char) -> bool {
    matches!(
        character,
        ' '..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{2010}'..='\u{2027}' | '\u{2032}' | '\u{2500}'..='\u{257f}'
    )
}

const MORE: CleanStr<'static> = CleanStr::own("…");

impl<'b> Pen<'b> {
    /// A pen at the left of a row of an area; rows below the area take nothing.
    pub fn new(buffer: &'b mut Buffer, area: Area, row: u16) -> Self {
        let inside = row < area.height && buffer.area.contains((area.x, area.y.saturating_add(row)).into());
        let end = area.x.saturating_add(area.width).min(buffer.area.right());
        let end = if inside { end } else { area.x };
        Self { buffer, x: area.x, y: area.y.saturating_add(row), end, order: Order::Logical }
    }

    /// The same pen, which hands lines of words to the terminal in this order.
    #[must_use]
    pub fn ordered(self, order: Order) -> Self {
        Self { order, ..self }
    }

    /// Columns that are left.
    pub fn room(&self) -> u16 {
        self.end.saturating_sub(self.x)
    }

    /// Writes a text, as much of it as there is room for.
    pub fn put(&mut self, text: CleanStr<'_>, style: Style) -> &mut Self {
        if self.room() > 0 {
            self.x = match text.as_str() {
                simple if simple.chars().all(is_simple) => self.put_simple(simple, style),
                text => self.put_clusters(text, style),
            };
        }
        self
    }

    /// What [`Buffer::set_stringn`] does, for text that [`is_simple`].
    fn put_simple(&mut self, text: &str, style: Style) -> u16 {
        let mut written = 0;
        for (cell, character) in cells(self.buffer, self.y, self.x..self.end).iter_mut().zip(text.chars()) {
            cell.set_char(character).set_style(style).set_diff_option(CellDiffOption::None);
            written += 1;
        }
        self.x.saturating_add(written)
    }

    /// The same for any text.
    fn put_clusters(&mut self, text: &str, style: Style) -> u16 {
        let (x, _) = self.buffer.set_stringn(self.x, self.y, text, usize::from(self.room()), style);
        // A link that stood here forced its width.
        for cell in cells(self.buffer, self.y, self.x..x) {
            cell.set_diff_option(CellDiffOption::None);
        }
        x
    }

    /// Writes a text that leads somewhere. Each cell says so for itself, so that what lies over some of them takes
    /// nothing from the others; the way to the terminal joins them.
    pub fn linked(&mut self, text: CleanStr<'_>, style: Style, link: Option<&Hyperlink>) -> &mut Self {
        let mut x = self.x;
        self.put(text, style);
        let Some(link) = link else { return self };
        while x < self.x {
            let Some(cell) = self.buffer.cell_mut((x, self.y)) else { break };
            let columns = NonZeroU16::new(cell.symbol().cell_width()).unwrap_or(NonZeroU16::MIN);
            let symbol = link.around(cell.symbol());
            cell.set_symbol(&symbol).set_diff_option(CellDiffOption::ForcedWidth(columns));
            x = x.saturating_add(columns.get());
        }
        self
    }

    /// Writes words of folio's own.
    pub fn own(&mut self, text: &'static str, style: Style) -> &mut Self {
        self.put(CleanStr::own(text), style)
    }

    /// Writes text made of numbers and clean words.
    pub fn line(&mut self, text: &str, style: Style) -> &mut Self {
        self.put(Clean::line(text).borrowed(), style)
    }

    /// Writes a text in at most so many columns; what is cut off leaves an ellipsis.
    pub fn fit(&mut self, text: CleanStr<'_>, columns: u16, style: Style) -> &mut Self {
        self.marked(text, columns, &[], (style, style))
    }

    /// The same with the parts that matched.
    pub fn marked(
        &mut self,
        text: CleanStr<'_>,
        columns: u16,
        marks: &[TextRange],
        (plain, hit): (Style, Style),
    ) -> &mut Self {
        let room = usize::from(columns.min(self.room()));
        let (kept, _) = cut(text, room);
        let shown = (room > 0).then_some(0..kept.len());
        self.pieces(text, shown, marks, (plain, hit))
    }

    /// Writes pieces of a text, in order, with the parts that matched; what is left out leaves an ellipsis.
    pub fn pieces(
        &mut self,
        text: CleanStr<'_>,
        shown: impl IntoIterator<Item = Range<usize>>,
        marks: &[TextRange],
        (plain, hit): (Style, Style),
    ) -> &mut Self {
        let mut parts = Vec::with_capacity(2 * marks.len() + 4);
        for piece in shown {
            let mut at = piece.start;
            for mark in marks.iter().map(|mark| mark.as_usize()).filter(|mark| mark.end > piece.start) {
                let (start, end) = (mark.start.clamp(at, piece.end), mark.end.clamp(at, piece.end));
                parts.extend([(text.slice(at..start), false), (text.slice(start..end), true)]);
                at = end;
            }
            parts.push((text.slice(at..piece.end), false));
            parts.extend((piece.end < text.len()).then_some((MORE, false)));
        }
        for (part, is_hit) in self.order.line(&parts) {
            self.put(part, if is_hit { hit } else { plain });
        }
        self
    }

    /// Leaves columns as they are.
    pub fn skip(&mut self, columns: u16) -> &mut Self {
        self.x = self.x.saturating_add(columns).min(self.end);
        self
    }

    /// Goes to where text of so many columns ends at the right end.
    pub fn right(&mut self, columns: usize) -> &mut Self {
        let columns = u16::try_from(columns).unwrap_or(u16::MAX);
        self.x = self.x.max(self.end.saturating_sub(columns));
        self
    }

    /// A pen for the next columns of the row.
    pub fn split_left(&mut self, columns: u16) -> Pen<'_> {
        let end = self.x.saturating_add(columns).min(self.end);
        Pen { x: self.x, y: self.y, end, order: self.order, buffer: self.buffer }
    }

    /// A pen for the last columns of the row.
    pub fn split_right(&mut self, columns: usize) -> Pen<'_> {
        let columns = u16::try_from(columns).unwrap_or(u16::MAX);
        let x = self.x.max(self.end.saturating_sub(columns));
        Pen { x, y: self.y, end: self.end, order: self.order, buffer: self.buffer }
    }

    /// Keeps columns at the right end free.
    pub fn keep(&mut self, columns: usize) -> &mut Self {
        let columns = u16::try_from(columns).unwrap_or(u16::MAX);
        self.end = self.end.saturating_sub(columns).max(self.x);
        self
    }
}

/// As much of a text as so many columns hold, cut at its end as it is read, and the ellipsis if it is cut.
pub fn cut(text: CleanStr<'_>, columns: usize) -> (CleanStr<'_>, CleanStr<'static>) {
    const NOTHING: CleanStr<'static> = CleanStr::own("");
    if width(&text) <= columns {
        return (text, NOTHING);
    }
    let (bytes, _) = prefix(&text, columns.saturating_sub(1));
    let kept = text.slice(0..bytes).as_str().trim_end().len();
    (text.slice(0..kept), if columns > 0 { MORE } else { NOTHING })
}

/// The cells of a row from one column up to another, as far as there are such.
fn cells(buffer: &mut Buffer, row: u16, columns: Range<u16>) -> &mut [Cell] {
    let area = buffer.area;
    let (start, end) = (columns.start.max(area.x), columns.end.min(area.right()));
    if start >= end || !(area.top()..area.bottom()).contains(&row) {
        return &mut [];
    }
    let first = buffer.index_of(start, row);
    buffer.content.get_mut(first..first + usize::from(end - start)).unwrap_or_default()
}

/// The rows of an area that are on the screen, as cells.
fn each_row(buffer: &mut Buffer, area: Area, mut change: impl FnMut(&mut [Cell])) {
    for row in area.y..area.y.saturating_add(area.height).min(buffer.area.bottom()) {
        change(cells(buffer, row, area.x..area.x.saturating_add(area.width)));
    }
}

/// Lays a style over all cells of an area.
pub fn wash(buffer: &mut Buffer, area: Area, style: Style) {
    each_row(buffer, area, |cells| {
        for cell in cells {
            cell.set_style(style);
        }
    });
}

/// Empties the cells of an area.
pub fn blank(buffer: &mut Buffer, area: Area, style: Style) {
    each_row(buffer, area, |cells| {
        for cell in cells {
            cell.reset();
            cell.set_style(style);
        }
    });
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Color;

    use super::*;

    #[test]
    fn simple_text_is_drawn_as_all_text_is() {
        let style = Style::new().fg(Color::Red);
        let area = Area { x: 1, y: 0, width: 6, height: 1 };
        for character in ('\0'..='\u{3000}').filter(|character| is_simple(*character)) {
            let text = format!("a{character}b{character}{character}c{character}d");
            let (mut own, mut wanted) = (Buffer::empty(Rect::new(0, 0, 8, 1)), Buffer::empty(Rect::new(0, 0, 8, 1)));
            Pen::new(&mut own, area, 0).put(Clean::line(&text).borrowed(), style);
            wanted.set_stringn(1, 0, &text, 6, style);
            assert_eq!(own, wanted, "{character:?}");
        }
    }
}
