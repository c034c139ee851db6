//! Presses, clicks and pastes on their way to what is in front: a line, a list, letters on links, a pane.

use std::time::Duration;

use crate::document::LinkId;
use crate::input::{Action, ActionGroup, Key, Mode, format_keys};
use crate::library::links::Target;
use crate::text::Clean;

use super::typed::{Asked, Pressed};
use super::{App, Effect, Focus, Mouse, MouseKind, PopupPlace, act, backlinks, early, follow};

/// How long digits wait for an action before they are taken for the number of a link.
pub const DIGITS_WAIT: Duration = Duration::from_millis(1200);

/// How long a key that means something by itself waits for one that may follow it.
pub const NEXT_KEY_WAIT: Duration = Duration::from_millis(400);

/// Rows that a turn of the wheel moves.
const WHEEL: isize = 3;

/// Takes a key.
pub fn press(app: &mut App, key: Key) -> Vec<Effect> {
    app.status.clear();
    let mode = app.mode();
    let keys = [app.typed.keys(), &[key]].concat();
    match app.typed.press(&app.keymap, mode, key) {
        Pressed::Asked(asked) => {
            let was_count = was_count(app, asked);
            let effects = asked_for(app, asked);
            if was_count && let Some(page) = app.reader.page_mut() {
                page.link = None;
            }
            effects
        }
        Pressed::AskedBefore(asked) => {
            let mut effects = asked_for(app, asked);
            effects.extend(press(app, key));
            effects
        }
        Pressed::Digit(_) | Pressed::Unbound if matches!(mode, Mode::Input | Mode::Hints) => {
            app.typed.clear();
            type_key(app, key)
        }
        Pressed::Digit(number) => digits(app, number),
        Pressed::Unbound => unbound(app, &keys),
        Pressed::Pending => Vec::new(),
    }
}

/// Whether the number that selected a link while it was typed was the count of a movement: `5j` leaves no link selected.
fn was_count(app: &App, asked: Asked) -> bool {
    let numbered = asked.count.and_then(|count| count.checked_sub(1)).map(LinkId);
    let selected = app.reader.page().and_then(|page| page.link);
    let moves = matches!(asked.action.group(), ActionGroup::Moving | ActionGroup::Finding);
    moves && app.screen.focus == Focus::Post && app.popup.is_none() && numbered.is_some() && selected == numbered
}

/// Keys without a meaning say so, once, with the key that shows those that have one.
fn unbound(app: &mut App, keys: &[Key]) -> Vec<Effect> {
    let help = app.keymap.label(app.mode(), Action::Help);
    let remedy = if help.is_empty() { String::new() } else { format!("; {help} shows the keys") };
    app.status.notice(format!("{} has no meaning here{remedy}.", format_keys(keys)));
    Vec::new()
}

/// Does what was asked for, in what is in front; or keeps it for the post that is not there yet.
pub fn asked_for(app: &mut App, asked: Asked) -> Vec<Effect> {
    if app.prompt.is_some() {
        act::prompt::act(app, asked)
    } else if app.popup.is_some() {
        act::picker::act(app, asked)
    } else if app.hints.is_some() {
        act::hints(app, asked)
    } else if early::keep(app, asked) {
        Vec::new()
    } else {
        act::act(app, asked)
    }
}

fn type_key(app: &mut App, key: Key) -> Vec<Effect> {
    if app.prompt.is_some() {
        act::prompt::press(app, key)
    } else if let Some(popup) = &mut app.popup {
        popup.press(key);
        Vec::new()
    } else {
        follow::press_hint(app, key)
    }
}

/// Digits in a post choose a link by its number while they are typed; an action after them takes them as a count.
fn digits(app: &mut App, number: u32) -> Vec<Effect> {
    if app.screen.focus == Focus::Post
        && app.popup.is_none()
        && let Some(page) = app.reader.page_mut()
    {
        page.select_number(number);
        if page.link.is_none() {
            app.status.notice(format!("There is no link {number}."));
        }
    }
    Vec::new()
}

/// Takes pasted text: into the line that is typed, else nowhere.
pub fn paste(app: &mut App, text: &Clean) -> Vec<Effect> {
    if app.prompt.is_some() {
        return act::prompt::paste(app, text);
    }
    if let Some(popup) = app.popup.as_mut().filter(|popup| popup.is_typing()) {
        popup.paste(text);
    }
    Vec::new()
}

/// The time asked for is over: a key that another might have followed acts, digits become a choice, a message goes.
pub fn tick(app: &mut App) -> Vec<Effect> {
    if app.browse.is_ranking() {
        act::finding::go_on(app);
        return Vec::new();
    }
    if let Some(asked) = app.typed.settle() {
        return asked_for(app, asked);
    }
    if app.typed.count().is_none() || app.screen.focus != Focus::Post {
        if backlinks::is_due(app) {
            return backlinks::start(app);
        }
        app.status.clear();
        return Vec::new();
    }
    app.typed.clear();
    let inside = app.reader.page().and_then(|page| page.selected_target());
    match inside {
        Some(Target::Post { .. } | Target::Heading(_)) => follow::follow_selected(app),
        _ => Vec::new(),
    }
}

/// Takes what the mouse did: the pane under it is meant.
pub fn mouse(app: &mut App, mouse: Mouse) -> Vec<Effect> {
    app.status.clear();
    let by = match mouse.kind {
        MouseKind::WheelUp => -WHEEL,
        MouseKind::WheelDown => WHEEL,
        MouseKind::Click => 0,
        MouseKind::Back => return asked_for(app, Asked { action: Action::Back, count: None }),
        MouseKind::Forward => return asked_for(app, Asked { action: Action::Forward, count: None }),
    };
    if app.popup.is_some() {
        return over_popup(app, mouse, by);
    }
    let areas = app.areas();
    let under = [Focus::Facets, Focus::Posts, Focus::Post]
        .into_iter()
        .find(|pane| areas.pane(*pane).is_some_and(|area| area.contains(mouse.column, mouse.row)));
    match (under, mouse.kind) {
        (Some(pane), MouseKind::Click) => click(app, pane, mouse),
        (Some(Focus::Posts), _) => {
            app.browse.rows.step(by);
            Vec::new()
        }
        (Some(Focus::Facets), _) => {
            app.facets.step(by);
            Vec::new()
        }
        (Some(Focus::Post), _) => {
            if let Some(page) = app.reader.page_mut() {
                page.scroll(by);
            }
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// The wheel moves the selection; a click selects a row, and takes the one that is selected; beside the list it closes it.
fn over_popup(app: &mut App, mouse: Mouse, by: isize) -> Vec<Effect> {
    let screen = app.areas().screen;
    let Some(popup) = &mut app.popup else { return Vec::new() };
    let place = PopupPlace::of(screen, popup);
    match (mouse.kind, place.row_at(mouse.column, mouse.row)) {
        (MouseKind::Click, Some(row)) if row < popup.len() => {
            let before = popup.selected();
            popup.select(row);
            if popup.selected() == before && before == row {
                return act::picker::act(app, Asked { action: Action::Open, count: None });
            }
        }
        (MouseKind::Click, _) if !place.outer.contains(mouse.column, mouse.row) => app.popup = None,
        (MouseKind::Click, _) => {}
        _ => popup.step(by),
    }
    Vec::new()
}

fn click(app: &mut App, pane: Focus, mouse: Mouse) -> Vec<Effect> {
    let areas = app.areas();
    let row = areas.pane(pane).map_or(0, |area| usize::from(mouse.row.saturating_sub(area.y)));
    match pane {
        Focus::Posts => {
            app.screen.focus = Focus::Posts;
            let before = app.browse.selected();
            if app.browse.rows.select_row(row) && app.browse.selected() == before {
                return follow::read_selected(app);
            }
            Vec::new()
        }
        Focus::Post => {
            let pane = areas.post.unwrap_or_default();
            if mouse.column + 1 == pane.x + pane.width {
                app.screen.focus = Focus::Post;
                return on_scroll_bar(app, row, usize::from(pane.height));
            }
            let column = mouse.column.saturating_sub(areas.column(app.screen.measure).x);
            let link = app.reader.page().and_then(|page| page.link_at(row, column, app.screen.order));
            app.screen.focus = Focus::Post;
            link.map_or_else(Vec::new, |link| follow::follow_link(app, link))
        }
        Focus::Facets => {
            app.screen.focus = Focus::Facets;
            if app.facets.select_in_sight(row) {
                act::act(app, Asked { action: Action::FacetAnd, count: None })
            } else {
                Vec::new()
            }
        }
    }
}

/// A click at the right edge goes to that part of the post.
fn on_scroll_bar(app: &mut App, row: usize, height: usize) -> Vec<Effect> {
    if let Some(page) = app.reader.page_mut() {
        page.scroll_to(page.last_top() * row / height.saturating_sub(1).max(1));
    }
    Vec::new()
}
