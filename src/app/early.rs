//! What is asked of a post before it is there: kept while the post is on its way, and done once it stands on the screen.
//!
//! Knows which actions need rows of a post; what leads away from it is never kept.

use crate::input::{Action, ActionGroup, Mode};
use crate::post::PostId;

use super::typed::Asked;
use super::{App, Effect, Focus, keys};

/// Actions that are kept for a post: more than anybody types blindly.
const MOST: usize = 64;

/// Actions that wait for a post.
#[derive(Clone, Debug, Default)]
pub struct Early {
    of: Option<PostId>,
    asked: Vec<Asked>,
}

/// Keeps an action that needs the post in front, if that is still on its way. Whether it did.
pub fn keep(app: &mut App, asked: Asked) -> bool {
    if app.mode() != Mode::Post || app.reader.is_set() || !needs_rows(asked.action) {
        return false;
    }
    let of = app.reader.current();
    if app.early.of != of {
        app.early = Early { of, asked: Vec::new() };
    }
    if app.early.asked.len() < MOST {
        app.early.asked.push(asked);
    }
    of.is_some()
}

/// Does what was kept, once the post is there; forgets it once its reader is elsewhere.
pub fn catch_up(app: &mut App) -> Option<Vec<Effect>> {
    if app.early.asked.is_empty() {
        return None;
    }
    let is_elsewhere = app.screen.focus != Focus::Post || app.reader.current() != app.early.of;
    if !is_elsewhere && !app.reader.is_set() {
        return None;
    }
    let kept = std::mem::take(&mut app.early).asked;
    if is_elsewhere {
        return None;
    }
    // One of them may lead to the next post, for which the others are kept then.
    Some(kept.into_iter().flat_map(|asked| keys::asked_for(app, asked)).collect())
}

/// Whether an action means rows of the post in front.
fn needs_rows(action: Action) -> bool {
    match action {
        Action::NextPane | Action::PreviousPane | Action::PaneLeft | Action::PaneRight => false,
        Action::OpenPage | Action::ToggleLinkNumbers => false,
        Action::Open | Action::Outline | Action::NextHit | Action::PreviousHit | Action::CopyCode => true,
        action => matches!(action.group(), ActionGroup::Moving | ActionGroup::Links),
    }
}
