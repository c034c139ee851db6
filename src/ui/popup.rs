//! The list above the screen.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use crate::app::{App, Area, Areas, Picker, PickerRow, PopupColumns, PopupPlace as Place};
use crate::text::width::width;
use crate::text::{Clean, CleanStr, TextRange};

use super::pen::{Pen, blank, wash};
use super::prompt;

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
    let (place, all) = popup.place();
    let count = match popup.kind.choosing() {
        Some(_) if all > 0 => format!(" {place} of {all} "),
        _ => String::new(),
    };
    let mut pen = Pen::new(buffer, row, 0);
    let style = app.theme.style("ui.popup.title");
    pen.keep(width(&count)).own(" ", style);
    let room = pen.room().saturating_sub(1);
    pen.fit(popup.title.borrowed(), room, style).own(" ", style);
    if let Some(filter) = popup.filter() {
        pen.own(" / ", app.theme.style("ui.input.prompt"));
        prompt::line(app, filter, &mut pen);
    }
    let mut pen = Pen::new(buffer, row, 0);
    pen.right(width(&count)).line(&count, app.theme.style("ui.popup").patch(app.theme.overlay("ui.count")));
}

fn rows(app: &App, popup: &Picker, place: &Place, buffer: &mut Buffer) {
    let (inner, top) = (place.inner, place.top);
    for (line, row) in (0..inner.height).zip(popup.rows_from(top)) {
        let selected = (popup.selected()..popup.selected_end()).contains(&(top + usize::from(line)));
        let over = if selected { app.theme.overlay("ui.selected") } else { Style::default() };
        if selected {
            wash(buffer, Area { x: inner.x - 1, y: inner.y + line, width: inner.width + 2, height: 1 }, over);
        }
        draw_row(app, row, place.columns, &mut Pen::new(buffer, inner, line).ordered(app.screen.order), over);
    }
    if popup.is_empty() {
        Pen::new(buffer, inner, 1).own(popup.empty, app.theme.style("ui.popup").patch(app.theme.overlay("ui.empty")));
    }
}

fn draw_row(app: &App, row: &PickerRow, columns: PopupColumns, pen: &mut Pen<'_>, over: Style) {
    let style = |scope| app.theme.style("ui.popup").patch(app.theme.overlay(scope)).patch(over);
    let room = pen.room();
    if row.heading {
        pen.fit(row.text.borrowed(), room, style("ui.group"));
        let room = pen.skip(PopupColumns::GAP).room();
        pen.fit(row.detail.borrowed(), room, style("ui.quiet"));
        return;
    }
    pen.skip(columns.inset);
    if columns.marker > 0 {
        let mut marker = pen.split_left(columns.marker);
        marker.fit(whole_words(&row.marker, columns.marker), columns.marker, style("ui.key"));
        pen.skip(columns.marker + PopupColumns::GAP);
    }
    // What was found is seen on the selected row too.
    let hit = if over == Style::default() { "ui.hit" } else { "ui.hit.current" };
    let hit = app.theme.style("ui.popup").patch(over).patch(app.theme.overlay(hit));
    let mut words = pen.split_left(columns.words);
    words.skip(row.indent);
    let (text, marks) = from_first_mark(row, usize::from(words.room()));
    if text.len() < row.text.len() {
        words.own("…", style("ui.quiet"));
    }
    words.marked(text, u16::MAX, &marks, (style("text"), hit));
    if columns.detail > 0 {
        pen.skip(columns.words + PopupColumns::GAP).fit(row.detail.borrowed(), columns.detail, style("ui.quiet"));
    }
}

/// The words of a row with their marks, from so far on that the first mark is in sight.
fn from_first_mark(row: &PickerRow, columns: usize) -> (CleanStr<'_>, Vec<TextRange>) {
    let text = row.text.borrowed();
    let first = row.marks.first().map_or(0..0, |mark| mark.as_usize());
    // The ellipsis at the end takes a column.
    if width(text.as_str().get(..first.end).unwrap_or_default()) < columns {
        return (text, row.marks.clone());
    }
    let before = text.as_str().get(..first.start).unwrap_or_default();
    let mut starts = before.match_indices(' ').map(|(at, _)| at + 1).chain([first.start]);
    let is_near = |at: &usize| width(before.get(*at..).unwrap_or_default()) <= columns / 4;
    let start = starts.find(is_near).unwrap_or(first.start);
    let moved = row.marks.iter().map(|mark| mark.as_usize());
    let moved = moved.map(|mark| TextRange::new(mark.start.saturating_sub(start), mark.end.saturating_sub(start)));
    (text.slice(start..text.len()), moved.collect())
}

/// As many words of a marker as fit whole: of several keys, those there is room for.
fn whole_words(marker: &Clean, columns: u16) -> CleanStr<'_> {
    let marker = marker.borrowed();
    if width(&marker) <= usize::from(columns) {
        return marker;
    }
    let ends = marker.as_str().match_indices(' ').map(|(at, _)| at);
    let fitting = ends.take_while(|end| width(&marker.slice(0..*end)) <= usize::from(columns)).last();
    fitting.map_or(marker, |end| marker.slice(0..end))
}
