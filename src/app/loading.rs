//! Posts that come and go: batches of a load, files that changed, what a second load no longer finds.

use std::collections::HashSet;
use std::path::PathBuf;

use crate::input::Action;
use crate::library::{Batch, Generation, Learned};
use crate::post::PostId;
use crate::text::Clean;

use super::place::Goal;
use super::{App, Effect, Task, departed, follow, recall};

/// How far loading is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loading {
    /// Whether a load has come to its end.
    pub done: bool,
    /// The post to open as soon as it is there.
    first: Option<PathBuf>,
    generation: Generation,
    /// The number that the first new post of the present load gets.
    first_new: u32,
    /// The posts that a load after the first has met: those it does not meet have gone.
    met: Option<HashSet<PostId>>,
}

impl Loading {
    /// Before the first load.
    pub fn new(first: Option<PathBuf>) -> Self {
        Self { first, ..Self::default() }
    }
}

/// Reads the whole site.
pub fn start(app: &App) -> Effect {
    Effect::Start(Task::Load(app.loading.generation))
}

/// Reads the whole site once more. What an older load still brings is dropped.
pub fn again(app: &mut App) -> Effect {
    app.loading.generation.0 += 1;
    app.loading.met = Some(HashSet::new());
    app.loading.first_new = app.library.next_id();
    start(app)
}

/// Reads files again; all of them if it is not known which.
pub fn files_changed(app: &mut App, paths: Vec<PathBuf>) -> Vec<Effect> {
    if paths.is_empty() {
        return vec![again(app)];
    }
    vec![Effect::Start(Task::Reload { generation: app.loading.generation, paths })]
}

/// Takes a batch in.
pub fn loaded(app: &mut App, batch: Batch) -> Vec<Effect> {
    if batch.generation != app.loading.generation {
        return Vec::new();
    }
    let (selected, first_new) = (app.browse.selected(), app.library.next_id());
    let departed = departed::leave(app, &batch.removals);
    let new = app.library.apply(batch);
    if let Some(met) = &mut app.loading.met {
        met.extend(&new);
    }
    let added: Vec<PostId> = new.iter().copied().filter(|id| id.0 >= first_new).collect();
    let (mut effects, pairs) = departed::arrive(app, &departed, &added);
    recall::apply(app, &new);
    app.backlinks.age();
    if app.loading.done {
        app.browse.rows.stay();
    }
    app.browse.merge(&app.library, app.marks.as_asked(), &new);
    stay_selected(app, selected, &pairs);
    recall::select_last(app);
    app.facets.count(&app.library, app.browse.listing());
    effects.extend(app.reader.refresh(&App::composer(&app.library, &app.browse, &app.settings, &app.backlinks)));
    let first = app.loading.first.as_deref().and_then(|path| app.library.at_path(path));
    if let Some(id) = first {
        app.loading.first = None;
        app.browse.rows.select_post(id);
        effects.extend(follow::open_post(app, id, Goal::Top));
    }
    effects
}

/// A load has come to its end.
pub fn load_done(app: &mut App, generation: Generation, problem: Option<Clean>) -> Vec<Effect> {
    if generation != app.loading.generation {
        return Vec::new();
    }
    app.loading.done = true;
    app.library.put_in_order();
    let met = app.loading.met.take();
    let mut effects = Vec::new();
    match (problem, met) {
        // What could not be read may still be there.
        (Some(problem), _) => app.status.problem(&*problem),
        (None, Some(met)) => effects = forget_others(app, &met),
        (None, None) => say_if_most_are_hidden(app),
    }
    app.reader.recompose(&App::composer(&app.library, &app.browse, &app.settings, &app.backlinks));
    effects
}

/// A blog of which little is to be seen looks like one that was not understood.
fn say_if_most_are_hidden(app: &mut App) {
    let (listed, hidden) = (app.browse.listing().ids().len(), app.browse.listing().hidden());
    if listed > 0 && hidden > listed {
        let key = app.keymap.label(app.mode(), Action::ToggleAll);
        let all = listed + hidden;
        app.status.notice(format!("{hidden} of {all} posts are drafts, future, expired or hidden. {key} shows them."));
    }
}

/// Has learned what posts are called, if all are there and one was looked up in vain.
pub fn learn(app: &mut App) -> Option<Effect> {
    let lesson = app.loading.done.then(|| app.library.next_lesson())?;
    lesson.map(|lesson| Effect::Start(Task::Learn(lesson)))
}

/// Takes what posts are called: links of the open page may lead further now.
pub fn learned(app: &mut App, learned: Learned) -> Vec<Effect> {
    app.library.learn(learned);
    app.backlinks.age();
    app.reader.recompose(&App::composer(&app.library, &app.browse, &app.settings, &app.backlinks));
    Vec::new()
}

/// The post that stands for the selected one, which went, is selected.
fn stay_selected(app: &mut App, selected: Option<PostId>, pairs: &[(PostId, PostId)]) {
    if let Some((_, now)) = pairs.iter().find(|(gone, _)| Some(*gone) == selected) {
        app.browse.rows.select_post(*now);
    }
}

/// Removes the posts that a load did not meet. Costs time in proportion to all posts.
fn forget_others(app: &mut App, met: &HashSet<PostId>) -> Vec<Effect> {
    let gone = app.library.iter().filter(|(id, _)| !met.contains(id));
    let removals: Vec<PathBuf> = gone.map(|(_, post)| post.path.clone()).collect();
    if removals.is_empty() {
        return Vec::new();
    }
    let selected = app.browse.selected();
    let departed = departed::leave(app, &removals);
    app.library.apply(Batch { generation: app.loading.generation, removals, ..Batch::default() });
    let mut added: Vec<PostId> = met.iter().copied().filter(|id| id.0 >= app.loading.first_new).collect();
    added.sort_unstable();
    let (mut effects, pairs) = departed::arrive(app, &departed, &added);
    recall::apply(app, &added);
    app.browse.relist(&app.library, app.marks.as_asked());
    stay_selected(app, selected, &pairs);
    app.facets.count(&app.library, app.browse.listing());
    effects.extend(app.reader.refresh(&App::composer(&app.library, &app.browse, &app.settings, &app.backlinks)));
    effects
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::app::{Event, Extent, Opened, Setup, update};
    use crate::library::links::{Target, resolve};
    use crate::post::{Post, Revision};
    use crate::site::Site;

    fn batch(generation: u64, paths: &[&str]) -> Event {
        let posts = paths.iter().map(|path| Post { path: path.into(), ..Post::default() });
        Event::Loaded(Batch { generation: Generation(generation), ..Batch::of(posts) })
    }

    fn done(generation: u64, problem: Option<&str>) -> Event {
        Event::LoadDone { generation: Generation(generation), problem: problem.map(Clean::line) }
    }

    fn app() -> App {
        let mut app = App::new(Setup::new(Arc::new(Site::default()), (80, 24)));
        for event in [Event::Started, batch(0, &["a.md", "b.md"]), done(0, None)] {
            update(&mut app, event);
        }
        app
    }

    #[test]
    fn a_post_that_a_second_load_does_not_find_is_gone() {
        let mut app = app();
        let effects = update(&mut app, Event::FilesChanged(Vec::new()));
        assert!(matches!(effects.as_slice(), [Effect::Start(Task::Load(Generation(1)))]), "{effects:?}");
        for event in [batch(1, &["b.md", "c.md"]), batch(0, &["late.md"]), done(0, None)] {
            update(&mut app, event);
        }
        assert_eq!(app.library.len(), 3, "it is not over yet, and what is late is not for this load");
        update(&mut app, done(1, None));
        let paths: Vec<_> = app.library.iter().map(|(_, post)| post.path.to_str().unwrap()).collect();
        assert_eq!(paths, ["b.md", "c.md"]);
        assert_eq!(app.browse.listing().ids().len(), 2);
    }

    #[test]
    fn the_post_that_was_asked_for_stays_selected_as_the_list_grows() {
        let first = Some("m.md".into());
        let mut app = App::new(Setup { open: first, ..Setup::new(Arc::new(Site::default()), (80, 24)) });
        for event in [Event::Started, batch(0, &["m.md"]), batch(0, &["a.md", "z.md"]), done(0, None)] {
            update(&mut app, event);
        }
        assert_eq!(app.browse.listing().ids().len(), 3);
        let selected = app.browse.selected().and_then(|id| app.library.get(id)).map(|post| post.path.clone());
        assert_eq!(selected, Some("m.md".into()), "it was the first of one");
    }

    #[test]
    fn a_post_that_two_joined_batches_hold_is_listed_once() {
        let mut app = App::new(Setup::new(Arc::new(Site::default()), (80, 24)));
        for event in [Event::Started, batch(0, &["m.md", "a.md", "m.md", "z.md"]), done(0, None)] {
            update(&mut app, event);
        }
        assert_eq!((app.library.len(), app.browse.listing().ids().len()), (3, 3));
    }

    #[test]
    fn what_many_posts_are_called_is_learned_beside_the_reading() {
        let mut app = App::new(Setup::new(Arc::new(Site::default()), (80, 24)));
        let paths: Vec<String> = (0..2000).map(|number| format!("p{number}.md")).collect();
        let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
        update(&mut app, batch(0, &paths));
        let last = app.library.at_path("p1999.md".as_ref()).unwrap();
        let leads = |app: &App| resolve(&app.library, PostId(0), "p1999.md");
        assert!(matches!(leads(&app), Target::Broken(_)), "nobody waits for two thousand posts");
        let effects = update(&mut app, done(0, None));
        let lesson = effects.into_iter().find_map(|effect| match effect {
            Effect::Start(Task::Learn(lesson)) => Some(lesson),
            _ => None,
        });
        let changed = batch(0, &["p0.md"]);
        update(&mut app, changed);
        update(&mut app, Event::Learned(Learned::from(&lesson.unwrap())));
        assert_eq!(leads(&app), Target::Post { id: last, anchor: None });
        update(&mut app, batch(0, &["new.md"]));
        assert!(matches!(resolve(&app.library, last, "new.md"), Target::Post { .. }), "one is learned at once");
        assert!(matches!(resolve(&app.library, last, "p0.md"), Target::Post { id: PostId(0), .. }));
        let effects = update(&mut app, done(0, None));
        assert!(!effects.iter().any(|effect| matches!(effect, Effect::Start(Task::Learn(_)))));
    }

    #[test]
    fn names_that_could_not_be_learned_keep_no_later_ones_from_being_learned() {
        let mut app = App::new(Setup::new(Arc::new(Site::default()), (80, 24)));
        let paths: Vec<String> = (0..4000).map(|number| format!("p{number}.md")).collect();
        let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
        let mut lesson = |paths: &[&str]| {
            update(&mut app, batch(0, paths));
            let _ = resolve(&app.library, PostId(0), "p3999.md");
            let asked = update(&mut app, done(0, None)).into_iter().find_map(|effect| match effect {
                Effect::Start(Task::Learn(lesson)) => Some(lesson),
                _ => None,
            });
            asked.map(|lesson| {
                update(&mut app, Event::Learned(Learned::nothing(lesson.end)));
                lesson.end
            })
        };
        assert_eq!(lesson(&paths[..2000]), Some(2000));
        assert_eq!(lesson(&[]), None, "what failed once is not tried for ever");
        assert_eq!(lesson(&paths[2000..]), Some(4000), "what is new is");
    }

    #[test]
    fn a_post_that_could_not_be_read_is_read_again_when_it_has_come_back() {
        let mut app = App::new(Setup::new(Arc::new(Site::default()), (80, 24)));
        let there = || {
            let post = Post { path: "a.md".into(), revision: Revision(7), ..Post::default() };
            Event::Loaded(Batch::of([post]))
        };
        let opens =
            |effects: &[Effect]| effects.iter().filter(|effect| matches!(effect, Effect::Start(Task::Open(_)))).count();
        let mut effects = update(&mut app, there());
        effects.extend(update(&mut app, done(0, None)));
        assert_eq!(opens(&effects), 1, "it is shown beside the list");
        let body = Err(Clean::line("a.md is not shown: it is no longer there."));
        let answer = Opened { id: PostId(0), revision: Revision(7), body, extent: Extent::Whole };
        assert_eq!(opens(&update(&mut app, Event::Opened(Box::new(answer)))), 0);
        assert_eq!(opens(&update(&mut app, there())), 1, "the same bytes as before, which nobody has seen");
    }

    #[test]
    fn what_could_not_be_listed_is_not_gone() {
        let mut app = app();
        for event in [Event::FilesChanged(Vec::new()), batch(1, &["b.md"]), done(1, Some("no permission"))] {
            update(&mut app, event);
        }
        assert_eq!(app.library.len(), 2);
    }
}
