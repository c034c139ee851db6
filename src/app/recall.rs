//! What is remembered from one reading to the next: taken in when it arrives, given out when a post is left.

use std::collections::HashMap;
use std::path::PathBuf;

use crate::post::PostId;
use crate::state::{self, Memory};
use crate::text::Clean;

use super::place::{Anchor, words_at};
use super::{App, Change, Effect, Focus};

/// What is remembered of a blog.
#[derive(Clone, Debug, Default)]
pub struct Recalled {
    /// Posts by path relative to the root.
    pub posts: HashMap<PathBuf, Memory>,
    /// The post that was read last, relative to the root.
    pub last: Option<PathBuf>,
    /// The filter that was left.
    pub filter: Clean,
    /// Queries, oldest first.
    pub queries: Vec<Clean>,
    /// The roots of blogs that were read, last first.
    pub blogs: Vec<PathBuf>,
}

/// Takes in what is remembered. What a reader has done meanwhile stays.
pub fn recalled(app: &mut App, recalled: Recalled) -> Vec<Effect> {
    for query in &recalled.queries {
        app.history.push(query);
    }
    let untouched = app.browse.text().is_empty() && app.prompt.is_none() && !app.touched;
    let filter = recalled.filter.clone();
    app.recalled = Recalled { last: recalled.last.filter(|_| untouched), ..recalled };
    let known: Vec<PostId> = app.library.iter().map(|(id, _)| id).collect();
    apply(app, &known);
    if untouched && !filter.is_empty() {
        app.browse.ask(&app.library, app.marks.as_asked(), &filter);
    }
    app.browse.relist(&app.library, app.marks.as_asked());
    app.facets.count(&app.library, app.browse.listing());
    select_last(app);
    Vec::new()
}

/// Gives posts that have just come what is remembered of them: before they are listed.
pub fn apply(app: &mut App, new: &[PostId]) {
    if app.recalled.posts.is_empty() {
        return;
    }
    for id in new {
        let Some(memory) = app.library.get(*id).and_then(|post| app.recalled.posts.remove(&post.path)) else {
            continue;
        };
        if memory.read {
            app.marks.set_read(*id, true);
        }
        if memory.starred {
            app.marks.set_starred(*id, true);
        }
        if let Some(place) = memory.place {
            app.reader.recall(*id, place);
        }
    }
}

/// Selects the post that was read last, once it is listed and unless a key was pressed.
pub fn select_last(app: &mut App) {
    if app.touched {
        app.recalled.last = None;
    }
    let listed = app.recalled.last.as_deref().and_then(|path| app.library.at_path(path));
    if let Some(id) = listed
        && app.browse.select_post(id)
    {
        app.recalled.last = None;
    }
}

/// The post in front and where its reader is in it.
pub fn in_front(app: &App) -> Option<(PostId, Anchor)> {
    let reading = app.screen.focus == Focus::Post && !app.reader.is_waiting();
    app.reader.page().filter(|_| reading).map(|page| (page.id, page.anchor()))
}

/// Remembers the place in a post that was in front before and is not any more, or will not be for long.
pub fn left(app: &App, before: Option<(PostId, Anchor)>, effects: &mut Vec<Effect>) {
    let leaves = effects.iter().any(|effect| matches!(effect, Effect::Quit | Effect::Suspend));
    if leaves {
        effects.splice(..0, ending(app, before));
        return;
    }
    let now = in_front(app).map(|(id, _)| id);
    if let Some((id, anchor)) = before.filter(|(id, _)| now != Some(*id)) {
        effects.extend(place(app, id, anchor));
    }
}

/// All that is worth remembering at the end.
pub fn ending(app: &App, front: Option<(PostId, Anchor)>) -> Vec<Effect> {
    let filter = Effect::Save(Change::Filter(Clean::line(app.browse.text())));
    front.and_then(|(id, anchor)| place(app, id, anchor)).into_iter().chain([filter]).collect()
}

fn place(app: &App, id: PostId, anchor: Anchor) -> Option<Effect> {
    let path = app.library.get(id)?.path.clone();
    let text = app.reader.text_of(id)?;
    let fraction = f64::from(anchor.at) / (text.len().max(1) as f64);
    let words = words_at(text, anchor.at).to_owned();
    Some(Effect::Save(Change::Place { path, place: state::Place { at: anchor.at, fraction, words } }))
}
