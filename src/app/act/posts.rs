//! What is done with posts: marks, stars, problems, reading the files again.

use crate::input::Action;

use super::super::typed::Asked;
use super::super::{App, Change, Effect, checking, lists};

/// Deals with posts.
pub fn act(app: &mut App, asked: Asked) -> Vec<Effect> {
    match asked.action {
        Action::ToggleRead => toggle_read(app),
        Action::MarkAllRead => mark_all_read(app),
        Action::ToggleStar => toggle_star(app),
        Action::Blogs => blogs(app),
        Action::Problems => checking::open(app),
        Action::Reload => reload(app),
        _ => Vec::new(),
    }
}

fn toggle_read(app: &mut App) -> Vec<Effect> {
    let Some(id) = app.target_post() else { return Vec::new() };
    let read = !app.marks.is_read(id);
    app.marks.set_read(id, read);
    app.browse.count_unread(app.marks.as_asked());
    app.status.notice(if read { "Marked as read." } else { "Marked as unread." });
    let path = app.library.get(id).map(|post| post.path.clone());
    path.map(|path| Effect::Save(Change::Read { id, path, read })).into_iter().collect()
}

fn mark_all_read(app: &mut App) -> Vec<Effect> {
    let mut effects = Vec::new();
    for id in app.browse.listing().ids() {
        if app.marks.set_read(*id, true)
            && let Some(post) = app.library.get(*id)
        {
            effects.push(Effect::Save(Change::Read { id: *id, path: post.path.clone(), read: true }));
        }
    }
    app.browse.count_unread(app.marks.as_asked());
    app.status.notice(format!("Marked {} posts as read.", effects.len()));
    effects
}

fn toggle_star(app: &mut App) -> Vec<Effect> {
    let Some(id) = app.target_post() else { return Vec::new() };
    let starred = !app.marks.is_starred(id);
    app.marks.set_starred(id, starred);
    app.status.notice(if starred { "Starred." } else { "Star taken away." });
    let path = app.library.get(id).map(|post| post.path.clone());
    path.map(|path| Effect::Save(Change::Starred { id, path, starred })).into_iter().collect()
}

fn blogs(app: &mut App) -> Vec<Effect> {
    let picker = lists::blogs(app);
    if picker.is_empty() {
        app.status.notice("No other blog is known yet; :blog PATH opens one.");
    } else {
        app.popup = Some(picker);
    }
    Vec::new()
}

fn reload(app: &mut App) -> Vec<Effect> {
    app.status.notice("Reading the files again.");
    vec![super::super::loading::again(app)]
}
