//! Tags and archive: names with their counts under the present filter.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use crate::app::{App, Area, FacetRow, Focus};
use crate::library::query::Force;

use super::pen::{Pen, wash};

/// Draws tags and archive.
pub fn draw(app: &App, area: Area, buffer: &mut Buffer) {
    let rows = app.facets.rows();
    let top = app.facets.top();
    for (line, (place, row)) in (0..area.height).zip(rows.iter().enumerate().skip(top)) {
        match row {
            FacetRow::Blank => {}
            FacetRow::Heading(title) => {
                let letters = app.facets.letters();
                let mut pen = Pen::new(buffer, area, line);
                pen.skip(2).own(title, app.theme.style("ui.group"));
                if !letters.is_empty() {
                    pen.own(" / ", app.theme.style("ui.quiet")).put(letters.borrowed(), app.theme.style("ui.match"));
                }
            }
            FacetRow::Choice(choice) => {
                let selected = place == app.facets.selected();
                let front = app.screen.focus == Focus::Facets;
                let over = match (selected, front) {
                    (true, true) => app.theme.overlay("ui.selected"),
                    _ => Style::default(),
                };
                if selected && front {
                    wash(buffer, Area { y: area.y + line, height: 1, ..area }, over);
                }
                let style = |scope| app.theme.style(scope).patch(over);
                let mut pen = Pen::new(buffer, area, line).ordered(app.screen.order);
                if selected && front {
                    pen.own("▌", style("ui.marker"));
                } else {
                    pen.skip(1);
                }
                let force = app.browse.filter().query().force(&choice.term);
                let (mark, scope) = match force {
                    Some(Force::Required) => ("✓", "ui.chosen"),
                    Some(Force::Either) => ("|", "ui.chosen"),
                    Some(Force::Excluded) => ("−", "ui.excluded"),
                    None => (" ", if choice.count == 0 { "ui.zero" } else { "text" }),
                };
                pen.own(mark, style(scope)).skip(1 + choice.indent);
                let count = choice.count.to_string();
                let room = pen.room().saturating_sub(u16::try_from(count.len()).unwrap_or(0) + 2);
                pen.fit(choice.name.borrowed(), room, style(scope));
                pen.right(count.len() + 1).line(&count, style("ui.count"));
            }
        }
    }
}
