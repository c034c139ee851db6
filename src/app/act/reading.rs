//! Reading: into a post and back, forward again, to the next post of the list.

use crate::input::Action;

use super::super::typed::Asked;
use super::super::{App, Areas, Effect, Focus, Shape, details, follow, lists};

/// Reads.
pub fn act(app: &mut App, asked: Asked) -> Vec<Effect> {
    match asked.action {
        Action::Open => open(app, asked),
        Action::Back => back(app),
        Action::Forward => forward(app),
        Action::NextPost => by_posts(app, asked.times()),
        Action::PreviousPost => by_posts(app, -asked.times()),
        Action::NextUnread => next_unread(app),
        Action::RandomPost => random(app),
        Action::Outline => show(app, lists::outline),
        Action::Details => show(app, details::details),
        Action::ToggleFolds => toggle_folds(app),
        Action::ToggleZen => toggle_zen(app),
        _ => Vec::new(),
    }
}

fn open(app: &mut App, asked: Asked) -> Vec<Effect> {
    match app.screen.focus {
        Focus::Posts => follow::read_selected(app),
        Focus::Facets => super::finding::choose_only(app),
        Focus::Post => {
            if let (Some(number), Some(page)) = (asked.count, app.reader.page_mut()) {
                page.select_number(number);
                if page.link.is_none() {
                    app.status.problem(format!("There is no link {number}."));
                }
            }
            follow::follow_selected(app)
        }
    }
}

/// Back through the links that led here, then to the list.
pub fn back(app: &mut App) -> Vec<Effect> {
    match app.screen.focus {
        Focus::Post => {}
        Focus::Facets => {
            app.screen.focus = Focus::Posts;
            return Vec::new();
        }
        Focus::Posts => {
            app.status.notice("This is the list, where every way back ends.");
            return Vec::new();
        }
    }
    if let Some(effects) = app.reader.go_back(&App::composer(&app.library, &app.browse, &app.settings, &app.backlinks))
    {
        return effects;
    }
    app.screen.focus = Focus::Posts;
    app.screen.leave_zen();
    Vec::new()
}

fn forward(app: &mut App) -> Vec<Effect> {
    match app.reader.go_forward(&App::composer(&app.library, &app.browse, &app.settings, &app.backlinks)) {
        Some(effects) => {
            app.screen.focus = Focus::Post;
            effects
        }
        None => {
            app.status.notice("There is nothing ahead to go forward to.");
            Vec::new()
        }
    }
}

/// The next posts of the list; reading, the post in front changes with it.
fn by_posts(app: &mut App, by: isize) -> Vec<Effect> {
    if !app.browse.rows.step(by) {
        app.status.notice(if by > 0 {
            "This is the last post of the list."
        } else {
            "This is the first post of the list."
        });
        return Vec::new();
    }
    if app.screen.focus == Focus::Post { follow::read_selected(app) } else { Vec::new() }
}

fn next_unread(app: &mut App) -> Vec<Effect> {
    let ids = app.browse.listing().ids();
    let (before, after) = ids.split_at(app.browse.rows.position().min(ids.len()));
    let order = after.iter().skip(1).chain(before);
    match order.copied().find(|id| !app.marks.is_read(*id)) {
        Some(id) => {
            app.browse.rows.select_post(id);
            if app.screen.focus == Focus::Post { follow::read_selected(app) } else { Vec::new() }
        }
        None => {
            app.status.notice("You have read every post of the list.");
            Vec::new()
        }
    }
}

/// A post picked by a stir of the present state: good enough for a surprise, and the same in every test.
fn random(app: &mut App) -> Vec<Effect> {
    let count = app.browse.listing().ids().len();
    if count > 0 {
        let stirred = (app.browse.rows.position() as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 33;
        app.browse.rows.select(usize::try_from(stirred).unwrap_or(0) % count);
    }
    follow::read_selected(app)
}

/// Opens a list above the screen, if there is anything in it.
pub fn show(app: &mut App, list: fn(&App) -> Option<super::super::Picker>) -> Vec<Effect> {
    match list(app) {
        Some(picker) if !picker.is_empty() => app.popup = Some(picker),
        _ => app.status.notice("There is nothing to list here."),
    }
    Vec::new()
}

fn toggle_folds(app: &mut App) -> Vec<Effect> {
    if app.screen.focus == Focus::Facets {
        if !app.facets.turn_year(&app.library) {
            app.status.notice("Only years have anything folded here: their months.");
        }
        return Vec::new();
    }
    app.screen.metrics.open_details = !app.screen.metrics.open_details;
    app.status.notice(if app.screen.metrics.open_details {
        "What is folded in posts is open."
    } else {
        "What is folded in posts is as its author left it."
    });
    Vec::new()
}

fn toggle_zen(app: &mut App) -> Vec<Effect> {
    if app.screen.focus != Focus::Post {
        app.screen.set_alone(true);
        return follow::read_selected(app);
    }
    match app.areas() {
        Areas { shape: Shape::Narrow, .. } => app.status.notice("There is no room for the list beside the post."),
        areas => app.screen.set_alone(areas.posts.is_some()),
    }
    Vec::new()
}
