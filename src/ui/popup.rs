//! The list above the screen.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use crate::app::{App, Area, Areas, Picker, PickerRow, PopupPlace as Place};
use crate::text::width::width;

use super::bars;
use super::pen::{Pen, blank, wash};

/// Draws the list above the screen, if there is one.
pub fn draw(app: &App, areas: &Areas, buffer: &mut Buffer) {
    let Some(popup) = &app.popup else { return };
    let place = Place::of(areas.screen, popup);
    blank(buffer, place.outer, app.theme.style("ui.popup"));
    border(app, place.outer, buffer);
    title(app, popup, place.outer, buffer);
    rows(app, popup, &place, buffer);
}

fn border(app: &App, area: Area, buffer: &mut Buffer) {
    let style = app.theme.style("ui.popup.border");
    let (right, bottom) = (area.x + area.width.saturating_sub(1), area.y + area.height.saturating_sub(1));
    let mut set = |x, y, symbol: &str| {
        if let Some(cell) = buffer.cell_mut((x, y)) {
            cell.set_symbol(symbol).set_style(style);
        }
    };
    for x in area.x + 1..right {
        set(x, area.y, "─");
        set(x, bottom, "─");
    }
    for y in area.y + 1..bottom {
        set(area.x, y, "│");
        set(right, y, "│");
    }
    for (x, y, corner) in [(area.x, area.y, "╭"), (right, area.y, "╮"), (area.x, bottom, "╰"), (right, bottom, "╯")]
    {
        set(x, y, corner);
    }
}

fn title(app: &App, popup: &Picker, area: Area, buffer: &mut Buffer) {
    let row = Area { x: area.x + 2, width: area.width.saturating_sub(4), height: 1, ..area };
    let count = format!(" {} ", popup.count());
    let mut pen = Pen::new(buffer, row, 0);
    pen.own(" ", app.theme.style("ui.popup.title")).put(popup.title.borrowed(), app.theme.style("ui.popup.title"));
    pen.own(" ", app.theme.style("ui.popup.title"));
    if let Some(filter) = popup.filter() {
        pen.own(" / ", app.theme.style("ui.input.prompt"));
        bars::line(app, filter, &mut pen);
    }
    let mut pen = Pen::new(buffer, row, 0);
    pen.right(width(&count)).line(&count, app.theme.style("ui.popup").patch(app.theme.overlay("ui.count")));
}

fn rows(app: &App, popup: &Picker, &Place { inner, top, .. }: &Place, buffer: &mut Buffer) {
    let visible: Vec<&PickerRow> = popup.rows_from(top).take(usize::from(inner.height)).collect();
    let marker = visible.iter().filter(|row| !row.heading).map(|row| width(&row.marker)).max().unwrap_or(0).min(22);
    for (line, row) in (0..inner.height).zip(visible) {
        let selected = top + usize::from(line) == popup.selected();
        let over = if selected { app.theme.overlay("ui.selected") } else { Style::default() };
        if selected {
            wash(buffer, Area { x: inner.x - 1, y: inner.y + line, width: inner.width + 2, height: 1 }, over);
        }
        draw_row(app, row, marker, &mut Pen::new(buffer, inner, line), over);
    }
    if popup.is_empty() {
        Pen::new(buffer, inner, 1).own(popup.empty, app.theme.style("ui.popup").patch(app.theme.overlay("ui.empty")));
    }
}

fn draw_row(app: &App, row: &PickerRow, marker: usize, pen: &mut Pen<'_>, over: Style) {
    let style = |scope| app.theme.style("ui.popup").patch(app.theme.overlay(scope)).patch(over);
    let room = pen.room();
    if row.heading {
        pen.fit(row.text.borrowed(), room, style("ui.group"));
        return;
    }
    let marker = u16::try_from(marker).unwrap_or(0);
    if marker > 0 {
        let before = pen.room();
        pen.fit(row.marker.borrowed(), marker, style("ui.key"));
        let used = before - pen.room();
        pen.skip(marker.saturating_sub(used) + 2);
    }
    pen.skip(row.indent);
    let room = pen.room();
    let detail = u16::try_from(width(&row.detail)).unwrap_or(u16::MAX);
    let text = u16::try_from(width(&row.text)).unwrap_or(u16::MAX);
    let for_detail = if detail == 0 { 0 } else { detail.min(room.saturating_sub(text + 2).max(room / 3)) };
    if row.marks.is_empty() {
        let kept = if for_detail > 0 { for_detail + 2 } else { 0 };
        pen.fit(row.text.borrowed(), room.saturating_sub(kept), style("text"));
    } else {
        pen.marked(row.text.borrowed(), &row.marks, (style("text"), style("ui.hit")));
    }
    if for_detail > 0 {
        pen.right(usize::from(for_detail)).fit(row.detail.borrowed(), for_detail, style("ui.quiet"));
    }
}
