//! Posts that went: deleted, renamed, or away with another branch. What a reader has of them waits for their return, and goes
//! over to the file that took their place.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use jiff::civil::Date;

use crate::post::{Post, PostId, Revision};
use crate::state::Memory;
use crate::text::Clean;

use super::{App, Change, Effect, Focus, recall};

/// A post that went.
#[derive(Clone, Debug)]
pub struct Departed {
    id: PostId,
    path: PathBuf,
    revision: Revision,
    name: Name,
}

/// What is the same of a post in every branch: its title and its day.
type Name = (Clean, Option<Date>);

fn name(post: &Post) -> Name {
    (post.title.clone(), post.date.as_ref().map(|date| date.civil.date()))
}

/// Takes leave of posts that are about to be removed: what is remembered of them is kept by their paths.
pub fn leave(app: &mut App, paths: &[PathBuf]) -> Vec<Departed> {
    let mut departed = Vec::new();
    for path in paths {
        let Some(id) = app.library.at_path(path) else { continue };
        let Some(post) = app.library.get(id) else { continue };
        let gone = Departed { id, path: path.clone(), revision: post.revision, name: name(post) };
        let memory =
            Memory { read: app.marks.is_read(id), starred: app.marks.is_starred(id), place: recall::place_in(app, id) };
        if memory != Memory::default() {
            app.recalled.posts.insert(path.clone(), memory);
        }
        if app.reader.page().is_some_and(|page| page.id == id) {
            app.absent = Some(gone.clone());
        }
        departed.push(gone);
    }
    departed
}

/// Lets posts that have just come, `new`, take the places of those that went: at the same path, of the same bytes, else of
/// the same title and day. What is to be remembered of that, and who stands for whom.
pub fn arrive(app: &mut App, departed: &[Departed], new: &[PostId]) -> (Vec<Effect>, Vec<(PostId, PostId)>) {
    let absent = app.absent.take();
    let before = absent.iter().filter(|of| departed.iter().all(|gone| gone.id != of.id));
    let waiting: Vec<&Departed> = departed.iter().chain(before).collect();
    let pairs = pairs(app, &waiting, new);
    let mut effects = Vec::new();
    for (gone, id) in &pairs {
        effects.extend(hand_over(app, gone, *id));
        app.reader.renumber(gone.id, *id);
    }
    let pairs: Vec<(PostId, PostId)> = pairs.into_iter().map(|(gone, id)| (gone.id, id)).collect();
    if let Some(gone) = absent {
        let is_news = departed.iter().any(|of| of.id == gone.id);
        tell(app, gone, is_news, &pairs);
    }
    (effects, pairs)
}

/// Each post that went with the new one that stands for it. Costs time in proportion to both.
fn pairs<'a>(app: &App, waiting: &[&'a Departed], new: &[PostId]) -> Vec<(&'a Departed, PostId)> {
    if waiting.is_empty() {
        return Vec::new();
    }
    let by_path: HashMap<&PathBuf, &'a Departed> = waiting.iter().map(|gone| (&gone.path, *gone)).collect();
    let by_revision: HashMap<Revision, &'a Departed> = waiting.iter().map(|gone| (gone.revision, *gone)).collect();
    let mut by_name: HashMap<&Name, Option<&'a Departed>> = HashMap::new();
    for gone in waiting {
        // Two posts of one name are told apart by nothing.
        by_name.entry(&gone.name).and_modify(|of| *of = None).or_insert(Some(gone));
    }
    let mut taken: HashSet<PostId> = HashSet::new();
    let mut pairs = Vec::new();
    for id in new {
        let Some(post) = app.library.get(*id) else { continue };
        let found = by_path.get(&post.path).or_else(|| by_revision.get(&post.revision)).copied();
        let found = found.or_else(|| by_name.get(&name(post)).copied().flatten());
        if let Some(gone) = found.filter(|gone| taken.insert(gone.id)) {
            pairs.push((gone, *id));
        }
    }
    pairs
}

/// Gives a post under its new path what is remembered of it under the old one.
fn hand_over(app: &mut App, gone: &Departed, id: PostId) -> Vec<Effect> {
    let Some(path) = app.library.get(id).map(|post| post.path.clone()).filter(|path| *path != gone.path) else {
        return Vec::new();
    };
    let Some(memory) = app.recalled.posts.remove(&gone.path) else { return Vec::new() };
    let read = memory.read.then(|| Change::Read { id, path: path.clone(), read: true });
    let starred = memory.starred.then(|| Change::Starred { id, path: path.clone(), starred: true });
    let place = memory.place.clone().map(|place| Change::Place { path: path.clone(), place });
    app.recalled.posts.entry(path).or_insert(memory);
    [read, starred, place].into_iter().flatten().map(Effect::Save).collect()
}

/// Says what became of the post in front.
fn tell(app: &mut App, gone: Departed, is_news: bool, pairs: &[(PostId, PostId)]) {
    let is_read = app.screen.focus == Focus::Post;
    match pairs.iter().find(|(from, _)| *from == gone.id) {
        Some((_, id)) => {
            let now = app.library.get(*id).map(|post| post.path.clone()).unwrap_or_default();
            if is_read && now != gone.path {
                app.status.notice(format!("This post is {} now.", now.display()));
            } else if is_read && !is_news {
                app.status.notice("The file of this post is back.");
            }
        }
        None if app.reader.page().is_some_and(|page| page.id == gone.id) => {
            if is_read && is_news {
                app.status.problem("The file of this post is gone; what was read of it stays until you leave it.");
            }
            app.absent = Some(gone);
        }
        None => {}
    }
}
