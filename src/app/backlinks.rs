//! Who links to the post in front: looked for once its reader has come to rest, and shown at its end.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use crate::library::relations;
use crate::post::PostId;
use crate::text::Clean;

use super::{App, Effect, Focus, Source, Task, reader};

/// A reader who presses no key for so long reads: now other posts may be looked through.
pub const IDLE: Duration = Duration::from_millis(700);

/// What is known of who links to whom.
#[derive(Clone, Debug, Default)]
pub struct Backlinks {
    /// The posts that link to a post, as they were when last looked for.
    known: HashMap<PostId, Vec<PostId>>,
    /// The posts of which that still holds.
    fresh: HashSet<PostId>,
    /// The post for which they are being looked for, and those found so far.
    on_its_way: Option<(PostId, Vec<PostId>)>,
}

impl Backlinks {
    /// The posts that link to a post, as far as they are known.
    pub fn of(&self, id: PostId) -> &[PostId] {
        self.known.get(&id).map_or(&[], Vec::as_slice)
    }

    /// Posts have come or changed: what is known is to be found out anew when it is asked for.
    pub fn age(&mut self) {
        self.fresh.clear();
        self.on_its_way = None;
    }

    fn is_asked(&self, id: PostId) -> bool {
        self.fresh.contains(&id) || self.on_its_way.as_ref().is_some_and(|(of, _)| *of == id)
    }
}

/// The post in front, if nobody knows yet who links to it.
fn unknown(app: &App) -> Option<PostId> {
    let reads = app.screen.focus == Focus::Post && !app.is_loading() && !app.reader.is_waiting();
    let id = app.reader.page().filter(|_| reads)?.id;
    (!app.backlinks.is_asked(id) && app.library.get(id).is_some()).then_some(id)
}

/// Whether it is to be found out who links to the post in front.
pub fn is_due(app: &App) -> bool {
    unknown(app).is_some()
}

/// Looks for the posts that link to the one in front. Costs time in proportion to all posts.
pub fn start(app: &mut App) -> Vec<Effect> {
    let Some(id) = unknown(app) else { return Vec::new() };
    app.backlinks.on_its_way = Some((id, Vec::new()));
    let called = relations::called(&app.library, id);
    let others = app.library.iter().filter(|(other, post)| *other != id && post.status.is_public());
    let posts: Vec<Source> = others.filter_map(|(other, _)| reader::source(&app.library, other)).collect();
    vec![Effect::Start(Task::Backlinks { id, called, posts: posts.into() })]
}

/// Takes posts that may link to a post: those that do are shown at its end once all are known, newest first.
pub fn found(app: &mut App, id: PostId, from: Vec<(PostId, Vec<Clean>)>, done: bool) -> Vec<Effect> {
    let Some((_, found)) = app.backlinks.on_its_way.as_mut().filter(|(of, _)| *of == id) else { return Vec::new() };
    let links = from.into_iter().filter(|(from, hrefs)| relations::links_to(&app.library, *from, id, hrefs));
    found.extend(links.map(|(from, _)| from));
    if done {
        let instant = |id: &PostId| app.library.cards().get(*id).and_then(|card| card.instant);
        found.sort_by_key(|id| (std::cmp::Reverse(instant(id)), *id));
        let found = std::mem::take(found);
        app.backlinks.on_its_way = None;
        app.backlinks.fresh.insert(id);
        app.backlinks.known.insert(id, found);
        app.reader.recompose(&App::composer(&app.library, &app.browse, &app.settings, &app.backlinks));
    }
    Vec::new()
}
