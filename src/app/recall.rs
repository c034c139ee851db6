//! What is remembered from one reading to the next: taken in when it arrives, given out when a post is left.

use std::collections::HashMap;
use std::path::PathBuf;

use crate::input::Action;
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
    let untouched = app.browse.filter().text().is_empty() && app.prompt.is_none() && !app.touched;
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
        && app.browse.rows.select_post(id)
    {
        app.recalled.last = None;
        go_on_reading(app, id);
    }
}

/// Says that the post that was read last can be gone on with, if its reader stopped in the midst of it.
fn go_on_reading(app: &mut App, id: PostId) {
    let Some(percent) = app.reader.share_read(id) else { return };
    let Some(post) = app.library.get(id) else { return };
    let key = app.keymap.label(app.mode(), Action::Open);
    app.status.notice(format!("{key} goes on reading {} at {percent}%", post.title));
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
    let filter = Effect::Save(Change::Filter(Clean::line(app.browse.filter().text())));
    front.and_then(|(id, anchor)| place(app, id, anchor)).into_iter().chain([filter]).collect()
}

fn place(app: &App, id: PostId, anchor: Anchor) -> Option<Effect> {
    let path = app.library.get(id)?.path.clone();
    Some(Effect::Save(Change::Place { path, place: described(app, id, anchor)? }))
}

/// A place in a post that is at hand, by which it is found again in an edited one.
fn described(app: &App, id: PostId, anchor: Anchor) -> Option<state::Place> {
    let text = app.reader.text_of(id)?;
    let fraction = f64::from(anchor.at) / (text.len().max(1) as f64);
    Some(state::Place { at: anchor.at, fraction, words: words_at(text, anchor.at).to_owned() })
}

/// Where a reader stopped in a post, now or another time.
pub fn place_in(app: &App, id: PostId) -> Option<state::Place> {
    let now = app.reader.anchor_in(id).filter(|anchor| !anchor.is_top());
    now.and_then(|anchor| described(app, id, anchor)).or_else(|| app.reader.place_recalled(id).cloned())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::app::{Event, Setup, update};
    use crate::library::{Batch, Generation};
    use crate::post::Post;
    use crate::site::Site;

    fn told(at: u32) -> (App, Option<String>) {
        let mut app = App::new(Setup::new(Arc::new(Site::default()), (80, 24)));
        let post = |path: &str| Post { path: path.into(), title: Clean::line(path), ..Post::default() };
        let memory = Memory {
            read: true,
            place: Some(state::Place { at, fraction: 0.35, words: "words".to_owned() }),
            ..Memory::default()
        };
        let recalled = Recalled {
            posts: [(PathBuf::from("b.md"), memory)].into(),
            last: Some("b.md".into()),
            ..Recalled::default()
        };
        let batch = Batch::of([post("a.md"), post("b.md")]);
        let done = Event::LoadDone { generation: Generation(0), problem: None };
        for event in [Event::Started, Event::Recalled(Box::new(recalled)), Event::Loaded(batch), done] {
            update(&mut app, event);
        }
        let told = app.status.shown().map(|message| message.text.to_string());
        (app, told)
    }

    #[test]
    fn the_post_read_last_is_selected_and_offered_where_its_reader_stopped_in_it() {
        let (app, notice) = told(500);
        assert_eq!(app.browse.selected(), app.library.at_path("b.md".as_ref()));
        assert_eq!(notice.as_deref(), Some("Enter goes on reading b.md at 35%"));
        let (app, notice) = told(0);
        assert_eq!(app.browse.selected(), app.library.at_path("b.md".as_ref()));
        assert_eq!(notice, None);
        assert_eq!(app.browse.unread(), 1);
    }
}
