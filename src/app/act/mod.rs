//! What was asked for becomes a transition: a file a group of actions, each arm one call.

pub mod command;
pub mod finding;
mod folio;
mod links;
mod moving;
pub mod picker;
mod posts;
pub mod prompt;
pub mod reading;
mod taking;
pub mod view;

use crate::input::{Action, ActionGroup};

use super::typed::Asked;
use super::{App, Effect};

/// Does what was asked for, in the pane in front.
pub fn act(app: &mut App, asked: Asked) -> Vec<Effect> {
    match asked.action.group() {
        ActionGroup::Moving => moving::act(app, asked),
        ActionGroup::Reading => reading::act(app, asked),
        ActionGroup::Links => links::act(app, asked),
        ActionGroup::Finding => finding::act(app, asked),
        ActionGroup::Posts => posts::act(app, asked),
        ActionGroup::Taking => taking::act(app, asked),
        ActionGroup::View => view::act(app, asked),
        ActionGroup::Folio => folio::act(app, asked),
    }
}

/// Does what was asked for while letters stand on the links.
pub fn hints(app: &mut App, asked: Asked) -> Vec<Effect> {
    app.hints = None;
    match asked.action {
        Action::Cancel => Vec::new(),
        _ => act(app, asked),
    }
}
