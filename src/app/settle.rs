//! After every event: panes learn their heights, the post pane shows what it should, the page is laid out at the
//! width it has. So drawing finds everything in its place and writes nothing.

use crate::layout::Metrics;

use super::place::Goal;
use super::search::{self, Spot};
use super::{App, Change, Effect, Focus, loading};

/// Puts everything in its place.
pub fn settle(app: &mut App, effects: &mut Vec<Effect>) {
    let areas = app.areas();
    if let Some(posts) = areas.posts {
        app.browse.rows.set_height(usize::from(posts.height));
    }
    if let Some(facets) = areas.facets {
        app.facets.set_height(usize::from(facets.height));
    }
    if app.screen.focus != Focus::Post && areas.post.is_some() {
        preview(app, effects);
    }
    let (column, metrics) = (areas.column(app.screen.measure), app.screen.metrics);
    if areas.post.is_some()
        && let Some(page) = app.reader.page_mut()
    {
        let images = app.pictures.mode(column.height);
        let metrics = Metrics { width: column.width, reach: areas.reach(column), images, ..metrics };
        effects.extend(page.arrange(metrics, usize::from(column.height)));
        effects.extend(page.measure());
        effects.extend(app.pictures.ask(page, app.theme.paper()));
    }
    effects.extend(app.browse.judge(&app.library));
    effects.extend(loading::learn(app));
    search::settle(app);
    mark_read(app, effects);
}

/// Beside the list stands the selected post, where its reader left it.
fn preview(app: &mut App, effects: &mut Vec<Effect>) {
    let Some(id) = app.browse.selected() else { return app.reader.close() };
    if app.reader.current() != Some(id) {
        let goal: Goal = app.reader.kept(id);
        search::mark(app, id, if goal == Goal::Top { Spot::At(0) } else { Spot::Here });
        effects.extend(app.reader.show(
            &App::composer(&app.library, &app.browse, &app.settings, &app.backlinks),
            id,
            goal,
        ));
    }
}

/// A post is read once it is in front.
fn mark_read(app: &mut App, effects: &mut Vec<Effect>) {
    if app.screen.focus != Focus::Post || app.reader.is_waiting() {
        return;
    }
    let Some(id) = app.reader.page().map(|page| page.id) else { return };
    if app.marks.opened(id)
        && let Some(post) = app.library.get(id)
    {
        app.browse.count_unread(app.marks.as_asked());
        effects.push(Effect::Save(Change::Read { id, path: post.path.clone(), read: true }));
    }
}
