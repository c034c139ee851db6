//! Links: select the next, put letters on them, list, open outside, copy.

use crate::input::Action;
use crate::library::links::Target;
use crate::text::Clean;

use super::super::follow::{self, Hints};
use super::super::typed::Asked;
use super::super::{App, Effect, Focus, lists};

/// Deals with links.
pub fn act(app: &mut App, asked: Asked) -> Vec<Effect> {
    match asked.action {
        Action::NextLink => step(app, 1),
        Action::PreviousLink => step(app, -1),
        Action::Hints => hints(app),
        Action::LinkList => super::reading::show(app, lists::links),
        Action::OpenOutside => open_outside(app, asked),
        Action::OpenPage => open_page(app),
        Action::CopyLink => copy(app),
        Action::ToggleLinkNumbers => toggle_numbers(app),
        _ => Vec::new(),
    }
}

fn step(app: &mut App, by: isize) -> Vec<Effect> {
    if !app.reader.page_mut().is_some_and(|page| page.step_link(by)) {
        app.status.notice(if by > 0 { "No more links below." } else { "No more links above." });
    }
    Vec::new()
}

fn hints(app: &mut App) -> Vec<Effect> {
    let links = app.reader.page().map(|page| page.links_in_sight()).unwrap_or_default();
    if app.screen.focus != Focus::Post {
        app.status.notice("Links are followed in a post: open it first.");
        return Vec::new();
    }
    if links.is_empty() {
        app.status.notice("No links in sight.");
    } else {
        app.hints = Some(Hints::new(&links));
    }
    Vec::new()
}

fn open_outside(app: &mut App, asked: Asked) -> Vec<Effect> {
    if app.screen.focus == Focus::Post {
        if let (Some(number), Some(page)) = (asked.count, app.reader.page_mut()) {
            page.select_number(number);
        }
        if let Some(target) = app.reader.page().and_then(|page| page.selected_target()).cloned() {
            return follow::open_outside(app, &target);
        }
    }
    open_page(app)
}

fn open_page(app: &mut App) -> Vec<Effect> {
    app.target_post().map_or_else(Vec::new, |id| follow::open_public(app, id))
}

fn copy(app: &mut App) -> Vec<Effect> {
    let selected =
        app.reader.page().filter(|_| app.screen.focus == Focus::Post).and_then(|page| page.selected_target());
    let text = match selected {
        Some(target) => Some(address(app, target)),
        None => app.target_post().map(|id| post_address(app, id)),
    };
    match text {
        Some(text) => super::taking::copy(app, text),
        None => Vec::new(),
    }
}

fn post_address(app: &App, id: crate::post::PostId) -> Clean {
    let post = app.library.get(id);
    let path = || post.map(|post| Clean::line(&post.path.to_string_lossy())).unwrap_or_default();
    post.and_then(|post| post.url.clone()).unwrap_or_else(path)
}

/// What copying a target gives: an address, a path, or what was written.
fn address(app: &App, target: &Target) -> Clean {
    match target {
        Target::Web(text) | Target::Mail(text) | Target::Broken(text) | Target::Blocked(text) => text.clone(),
        Target::Post { id, .. } => post_address(app, *id),
        Target::Heading(anchor) => Clean::line(&format!("#{anchor}")),
        Target::Asset(path) => Clean::line(&path.to_string_lossy()),
    }
}

fn toggle_numbers(app: &mut App) -> Vec<Effect> {
    app.screen.metrics.link_numbers = !app.screen.metrics.link_numbers;
    app.status.notice(if app.screen.metrics.link_numbers { "Links carry numbers." } else { "Links carry no numbers." });
    Vec::new()
}
