//! App to frame, a file a pane. Reads the app and never writes it; touches only what is on the screen.

mod bars;
mod facets;
mod paint;
mod pen;
mod pictures;
mod popup;
mod post;
mod posts;
mod prompt;
mod titles;

use ratatui::Frame;

use crate::app::{App, Shape};

pub use pictures::placements;

use pen::{Pen, wash};

/// Draws the app.
pub fn draw(app: &App, frame: &mut Frame<'_>) {
    let areas = app.areas();
    let buffer = frame.buffer_mut();
    wash(buffer, areas.screen, app.theme.style("ui.background"));
    if areas.shape == Shape::TooSmall {
        Pen::new(buffer, areas.screen, 0).own("too small", app.theme.style("ui.quiet"));
        return;
    }
    bars::ground(app, &areas, buffer);
    bars::title(app, &areas, buffer);
    bars::rules(app, &areas, buffer);
    if let Some(area) = areas.facets {
        facets::draw(app, area, buffer);
    }
    if let Some(area) = areas.posts {
        posts::draw(app, area, buffer);
    }
    if areas.post.is_some() {
        post::draw(app, &areas, buffer);
    }
    bars::bottom(app, &areas, buffer);
    popup::draw(app, &areas, buffer);
}
