//! Folio itself: help, the command line, leaving.

use crate::input::Action;

use super::super::prompt::Purpose;
use super::super::typed::Asked;
use super::super::{App, Effect, Focus, Shape, lists};

/// Deals with folio itself.
pub fn act(app: &mut App, asked: Asked) -> Vec<Effect> {
    match asked.action {
        Action::Help => open(app, lists::help),
        Action::Palette => open(app, lists::palette),
        Action::Messages => super::reading::show(app, |app| Some(lists::log(app))),
        Action::CommandLine => super::finding::prompt(app, Purpose::Command, ""),
        Action::Cancel => cancel(app),
        Action::Close => close(app),
        Action::Quit => vec![Effect::Quit],
        Action::Suspend => vec![Effect::Suspend],
        _ => Vec::new(),
    }
}

fn open(app: &mut App, list: fn(&App) -> super::super::Picker) -> Vec<Effect> {
    app.popup = Some(list(app));
    Vec::new()
}

/// Leaves what is most in front: digits, a search, a selected link, zen, the post; in the list, the filter.
fn cancel(app: &mut App) -> Vec<Effect> {
    match app.screen.focus {
        Focus::Post => cancel_in_post(app),
        Focus::Facets if !app.facets.letters().is_empty() => {
            app.facets.narrow(&app.library, "");
            Vec::new()
        }
        Focus::Facets => {
            app.screen.focus = Focus::Posts;
            Vec::new()
        }
        Focus::Posts if app.browse.filter().text().is_empty() => Vec::new(),
        Focus::Posts => super::finding::clear(app),
    }
}

fn cancel_in_post(app: &mut App) -> Vec<Effect> {
    if let Some(page) = app.reader.page_mut()
        && (page.find.take().is_some() || page.link.take().is_some() || page.note.take().is_some())
    {
        return Vec::new();
    }
    if app.screen.alone == Some(true) && app.areas().shape != Shape::Narrow {
        app.screen.leave_zen();
        return Vec::new();
    }
    super::reading::back(app)
}

/// Closes the post, at last folio.
fn close(app: &mut App) -> Vec<Effect> {
    match app.screen.focus {
        Focus::Post => super::reading::back(app),
        Focus::Facets => {
            app.screen.focus = Focus::Posts;
            Vec::new()
        }
        Focus::Posts => vec![Effect::Quit],
    }
}
