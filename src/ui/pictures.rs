//! Pictures over the rows that layout left for them: half blocks as cells, sixel and iTerm2 as a strip a row; kitty's are
//! placed by the runtime, from the same arithmetic.

use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::style::Color;

use crate::app::{App, Area, PopupPlace, Ready};
use crate::layout::ImageBox;
use crate::picture::{Drawing, Pixel, Placement};

/// A picture in sight: which, and the part of its rows that shows.
struct InSight<'a> {
    ready: &'a Ready,
    area: Area,
    first_row: u16,
}

/// Draws the pictures in sight, but for those that something stands above.
pub fn draw(app: &App, column: Area, buffer: &mut Buffer) {
    for picture in in_sight(app, column) {
        let Some(prepared) = &picture.ready.prepared else { continue };
        for line in 0..picture.area.height {
            let at = (picture.area.x, picture.area.y + line);
            let row = usize::from(picture.first_row + line);
            match &prepared.drawing {
                Drawing::Blocks(blocks) => cells(blocks.row(row).unwrap_or_default(), at, buffer),
                Drawing::Strips(strips) => strip(strips.get(row), at, picture.area.width, buffer),
                Drawing::Kitty(_) => {}
            }
        }
    }
}

/// Where the pictures stand that the terminal holds and places itself.
pub fn placements(app: &App) -> Vec<Placement> {
    let column = app.areas().column(app.screen.measure);
    let placed = |picture: InSight<'_>| {
        let prepared = picture.ready.prepared.as_ref()?;
        matches!(prepared.drawing, Drawing::Kitty(_)).then_some(Placement {
            image: picture.ready.number,
            x: picture.area.x,
            y: picture.area.y,
            columns: picture.area.width,
            rows: picture.area.height,
            first_row: picture.first_row,
            cell: picture.ready.key.request.cell,
        })
    };
    in_sight(app, column).into_iter().filter_map(placed).collect()
}

fn in_sight(app: &App, column: Area) -> Vec<InSight<'_>> {
    let areas = app.areas();
    let drawn = app.pictures.are_drawn() && areas.post.is_some();
    let Some(page) = app.reader.page().filter(|_| drawn) else { return Vec::new() };
    let popup = app.popup.as_ref().map(|popup| PopupPlace::of(areas.screen, popup).outer);
    let Some(layout) = page.layout() else { return Vec::new() };
    let part = |room: &ImageBox| {
        let (first, top) = (room.row as usize, page.top());
        let hidden = top.saturating_sub(first);
        let line = first.saturating_sub(top);
        let rows = usize::from(room.height).saturating_sub(hidden).min(usize::from(column.height).saturating_sub(line));
        if rows == 0 || room.column + room.width > column.width {
            return None;
        }
        let (line, rows) = (u16::try_from(line).ok()?, u16::try_from(rows).ok()?);
        let area = Area { x: column.x + room.column, y: column.y + line, width: room.width, height: rows };
        let ready = app.pictures.at_hand(page, room)?;
        // Cells are written over like any others; what the terminal draws would lie above the list.
        let are_cells = matches!(ready.prepared.as_ref()?.drawing, Drawing::Blocks(_));
        if !are_cells && popup.is_some_and(|popup| popup.meets(area)) {
            return None;
        }
        Some(InSight { ready, area, first_row: u16::try_from(hidden).ok()? })
    };
    layout.images.iter().filter_map(part).collect()
}

fn cells(row: &[(Pixel, Pixel)], (x, y): (u16, u16), buffer: &mut Buffer) {
    let color = |[red, green, blue]: Pixel| Color::Rgb(red, green, blue);
    for (x, (upper, lower)) in (x..).zip(row) {
        if let Some(cell) = buffer.cell_mut((x, y)) {
            cell.set_symbol("▀").set_fg(color(*upper)).set_bg(color(*lower));
        }
    }
}

/// What stands in the cells under a strip: never printed, and like nothing that is, so that whatever comes after the
/// picture is printed over it.
const UNDER: &str = "\u{fffc}";

/// A whole row of a picture in its first cell, which the terminal spreads over the others.
fn strip(strip: Option<&String>, at: (u16, u16), width: u16, buffer: &mut Buffer) {
    let (Some(strip), Some(columns)) = (strip, NonZeroU16::new(width)) else { return };
    for x in at.0..at.0 + width {
        if let Some(cell) = buffer.cell_mut((x, at.1)) {
            cell.set_symbol(UNDER);
        }
    }
    // What stood in these cells goes first (ECH), where the strip may leave some of it in sight. Terminals leave the cursor
    // where they like after a picture; what follows counts on the next column.
    let next = format!("\x1b[{width}X{strip}\x1b[{};{}H", u32::from(at.1) + 1, u32::from(at.0) + 2);
    if let Some(cell) = buffer.cell_mut(at) {
        cell.set_symbol(&next).set_diff_option(CellDiffOption::ForcedWidth(columns));
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;

    use super::*;

    #[test]
    fn what_follows_a_picture_of_one_column_stands_beside_it() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 10, 3));
        strip(Some(&"\x1bPq~\x1b\\".to_owned()), (4, 2), 1, &mut buffer);
        assert_eq!(buffer.cell((4, 2)).map(ratatui::buffer::Cell::symbol), Some("\x1b[1X\x1bPq~\x1b\\\x1b[3;6H"));
    }
}
