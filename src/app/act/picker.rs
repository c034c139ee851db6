//! Moving and choosing in a list above the screen.

use crate::input::Action;

use super::super::place::Goal;
use super::super::prompt::Purpose;
use super::super::typed::Asked;
use super::super::{App, Effect, Pick, follow, search};
use crate::text::Clean;

/// Rows that a page of a list moves.
const PAGE: isize = 10;

/// Does what was asked for in the list.
pub fn act(app: &mut App, asked: Asked) -> Vec<Effect> {
    let Some(popup) = &mut app.popup else { return Vec::new() };
    let times = asked.times();
    match asked.action {
        Action::LineDown | Action::Complete => popup.step(times),
        Action::LineUp | Action::CompleteBack => popup.step(-times),
        Action::HalfPageDown => popup.step(PAGE / 2 * times),
        Action::HalfPageUp => popup.step(-PAGE / 2 * times),
        Action::PageDown => popup.step(PAGE * times),
        Action::PageUp => popup.step(-PAGE * times),
        Action::Top => popup.select(asked.count.unwrap_or(1).saturating_sub(1) as usize),
        Action::Bottom => popup.select(asked.count.unwrap_or(u32::MAX).saturating_sub(1) as usize),
        Action::Find => popup.set_typing(true),
        Action::Open => return choose(app, asked),
        Action::Cancel => cancel(app),
        Action::Close | Action::Back => app.popup = None,
        Action::CopyLink | Action::OpenOutside => return on_link(app, asked),
        Action::Quit | Action::Suspend | Action::Redraw | Action::NextTheme => return super::act(app, asked),
        Action::Help | Action::LinkList | Action::Outline | Action::Palette => app.popup = None,
        _ => app.status.notice("That does nothing in this list."),
    }
    Vec::new()
}

/// Leaves the filter first, then the list.
fn cancel(app: &mut App) {
    let Some(popup) = &mut app.popup else { return };
    let typed = popup.clear_filter();
    if !typed || popup.kind == super::super::PickerKind::Palette {
        app.popup = None;
    } else {
        popup.set_typing(false);
    }
}

fn choose(app: &mut App, asked: Asked) -> Vec<Effect> {
    if let (Some(number), Some(popup)) = (asked.count, &mut app.popup) {
        popup.select(number.saturating_sub(1) as usize);
    }
    let Some(pick) = app.popup.as_ref().and_then(|popup| popup.row()).map(|row| row.pick.clone()) else {
        return Vec::new();
    };
    if pick == Pick::Nothing {
        return Vec::new();
    }
    app.popup = None;
    match pick {
        Pick::Nothing => Vec::new(),
        Pick::Words(range) => {
            app.reader.leave_mark();
            if let Some(page) = app.reader.page_mut() {
                page.go_to_range(range);
            }
            Vec::new()
        }
        Pick::Link(link) => follow::follow_link(app, link),
        Pick::Hit(id, range) => search::land(app, id, range),
        Pick::Act(action) => super::act(app, Asked { action, count: None }),
        Pick::Post(id) => follow::open_post(app, id, Goal::Top),
        Pick::Set(name) => super::finding::prompt(app, Purpose::Command, &format!("set {name} ")),
        Pick::Blog(path) => vec![Effect::OpenBlog(path)],
        Pick::Edit(path, line) => vec![Effect::Edit { path, line, words: Clean::default() }],
    }
}

/// Copies or opens the link of the row without leaving the list for it.
fn on_link(app: &mut App, asked: Asked) -> Vec<Effect> {
    let Some(Pick::Link(link)) = app.popup.as_ref().and_then(|popup| popup.row()).map(|row| row.pick.clone()) else {
        return Vec::new();
    };
    if let Some(page) = app.reader.page_mut() {
        page.link = Some(link);
    }
    super::links::act(app, Asked { count: None, ..asked })
}
