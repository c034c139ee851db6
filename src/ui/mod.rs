//! App to frame, a file a pane. Reads the app and never writes it; touches only what is on the screen.

use ratatui::Frame;
use ratatui::style::{Modifier, Style};

use crate::app::App;

/// Draws the app.
pub fn draw(app: &App, frame: &mut Frame<'_>) {
    let areas = app.areas();
    let buffer = frame.buffer_mut();
    let title = format!("{}  {}", app.library.site().title, app.library.len());
    buffer.set_stringn(areas.title.x, areas.title.y, title, usize::from(areas.title.width), Style::new());
    let Some(posts) = areas.posts else { return };
    for (row, id) in (posts.y..posts.y + posts.height).zip(app.browse.listing().ids()) {
        let Some(post) = app.library.get(*id) else { continue };
        let selected = app.browse.selected() == Some(*id);
        let style = if selected { Style::new().add_modifier(Modifier::REVERSED) } else { Style::new() };
        buffer.set_stringn(posts.x, row, post.title.as_str(), usize::from(posts.width), style);
    }
}
