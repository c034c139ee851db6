//! The post: the rows in sight of the open page, set in the middle of its pane.

use ratatui::buffer::Buffer;

use crate::app::{App, Area, Areas, OpenPage};
use crate::text::Clean;

use super::paint::Overlays;
use super::pen::Pen;
use super::pictures;

/// Draws the open post.
pub fn draw(app: &App, areas: &Areas, buffer: &mut Buffer) {
    let Some(page) = app.reader.page() else { return waiting(app, areas, buffer) };
    if page.layout().is_none() {
        return waiting(app, areas, buffer);
    }
    let column = areas.column(app.screen.measure);
    let reach = Area { width: areas.reach(column), ..column };
    let overlays = Overlays::of(page, &app.theme);
    // A letter would not be seen on the link that is selected.
    let overlays = if app.hints.is_some() { overlays.without_selection() } else { overlays };
    for line in 0..column.height {
        let row = page.row_in_sight(usize::from(line), app.screen.order);
        let mut pen = Pen::new(buffer, reach, line);
        for run in overlays.paint(&row) {
            let link =
                run.link.filter(|_| app.screen.hyperlinks).and_then(|link| overlays.hyperlink(link, &app.library));
            pen.linked(run.text, run.style, link.as_ref());
        }
    }
    pictures::draw(app, column, buffer);
    hints(app, page, column, buffer);
    scroll(app, page, areas, buffer);
}

fn waiting(app: &App, areas: &Areas, buffer: &mut Buffer) {
    if app.reader.is_waiting() {
        let column = areas.column(app.screen.measure);
        Pen::new(buffer, column, column.height / 3).own("Reading …", app.theme.style("ui.empty"));
    }
}

/// Letters in front of the links in sight.
fn hints(app: &App, page: &OpenPage, column: Area, buffer: &mut Buffer) {
    let Some(hints) = &app.hints else { return };
    let mut shown = Vec::new();
    for line in 0..column.height {
        let row = page.row_in_sight(usize::from(line), app.screen.order);
        let mut x = column.x;
        for segment in &row.segments {
            if let Some(link) = segment.link.filter(|link| !shown.contains(link))
                && let Some(left) = hints.left(link)
            {
                shown.push(link);
                let at = Area { x, y: column.y + line, width: column.width, height: 1 };
                Pen::new(buffer, at, 0).put(Clean::line(left).borrowed(), app.theme.style("ui.hint"));
            }
            x = x.saturating_add(segment.width);
        }
    }
}

/// A thin bar at the right edge: where the rows in sight stand in the page.
fn scroll(app: &App, page: &OpenPage, areas: &Areas, buffer: &mut Buffer) {
    let (Some(pane), rows) = (areas.post, page.layout().map_or(0, |layout| layout.len())) else { return };
    let height = usize::from(pane.height);
    if rows <= height || height == 0 || pane.width < 4 {
        return;
    }
    let thumb = (height * height / rows).max(1);
    let first = page.top() * (height - thumb) / page.last_top().max(1);
    for line in (0..pane.height).skip(first).take(thumb) {
        if let Some(cell) = buffer.cell_mut((pane.x + pane.width - 1, pane.y + line)) {
            cell.set_symbol("▕").set_style(app.theme.style("ui.scroll.thumb"));
        }
    }
}
