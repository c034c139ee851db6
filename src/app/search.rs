//! Full text: words looked for in all posts of the list, hits that stream in, and the way from one to the next.

use crate::library::Generation;
use crate::post::PostId;
use crate::text::{Clean, TextRange};

use super::compose::long_date;
use super::find::{Find, Sought};
use super::place::Goal;
use super::{App, Effect, Focus, Hit, Pick, Picker, PickerKind, PickerRow, Source, Task, follow, reader};

/// The last search through all posts.
#[derive(Clone, Debug, Default)]
pub struct Search {
    generation: Generation,
    needle: Clean,
    hits: Vec<Hit>,
    /// The first hit of each post that has any, in order.
    posts: Vec<usize>,
    scope: usize,
    done: bool,
    landing: Option<Landing>,
}

/// Where to land once a post is open.
#[derive(Clone, Debug)]
struct Landing {
    id: PostId,
    /// The words that are marked in it.
    needle: Clean,
    spot: Spot,
}

/// Which of the hits in a post is the present one at first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// The one that starts there.
    At(u32),
    /// The last.
    Last,
    /// The next from where its reader is, who stays there.
    Here,
}

/// Hits kept of one search: nobody reads more.
const MOST: usize = 20_000;

impl Search {
    /// Whether anything was looked for.
    fn is_begun(&self) -> bool {
        !self.needle.is_empty()
    }

    fn post(&self, place: usize) -> Option<&Hit> {
        self.posts.get(place).and_then(|first| self.hits.get(*first))
    }

    /// The first hit of the next (1) or previous (-1) post that has any.
    fn beside(&self, id: PostId, by: isize) -> Option<&Hit> {
        let place = (0..self.posts.len()).find(|place| self.post(*place).is_some_and(|hit| hit.post == id))?;
        self.post(place.checked_add_signed(by)?)
    }

    /// Takes hits in. How many of them are kept.
    fn take(&mut self, hits: Vec<Hit>) -> usize {
        let before = self.hits.len();
        for hit in hits.into_iter().take(MOST.saturating_sub(before)) {
            if self.hits.last().is_none_or(|last| last.post != hit.post) {
                self.posts.push(self.hits.len());
            }
            self.hits.push(hit);
        }
        self.hits.len() - before
    }

    fn title(&self) -> String {
        let (hits, posts) = (self.hits.len(), self.posts.len());
        let places = if hits == 1 { "place" } else { "places" };
        let of = if posts == 1 { "post" } else { "posts" };
        let going = if self.done { "" } else { ", searching …" };
        let more = if hits == MOST { " and more" } else { "" };
        format!("{} · {hits} {places} in {posts} {of}{more}{going}", self.needle)
    }
}

/// Looks for words in the posts of the list; in all published ones if the list is empty.
pub fn begin(app: &mut App, line: &str) -> Vec<Effect> {
    let listed = app.browse.listing().ids();
    let ids: Vec<PostId> = match listed.is_empty() {
        false => listed.to_vec(),
        true => app.library.iter().filter(|(_, post)| post.status.is_public()).map(|(id, _)| id).collect(),
    };
    begin_in(app, line, &ids)
}

/// What a filter asks of texts, as a line of words and phrases.
fn filter_words(app: &App) -> Clean {
    let quoted =
        |words: &&str| if words.contains(char::is_whitespace) { format!("\"{words}\"") } else { (*words).to_owned() };
    Clean::line(&app.browse.filter().query().needles().iter().map(quoted).collect::<Vec<_>>().join(" "))
}

/// Marks in a post what the filter asks of texts, once the post is open.
pub fn mark(app: &mut App, id: PostId, spot: Spot) {
    let needle = filter_words(app);
    if !needle.is_empty() {
        app.search.landing = Some(Landing { id, needle, spot });
    }
}

/// Whether what the filter asks of texts is marked in the open post.
fn is_marked(app: &App) -> bool {
    let find = app.reader.page().and_then(|page| page.find.as_ref());
    find.is_some_and(|find| find.is_search(&filter_words(app)))
}

fn begin_in(app: &mut App, line: &str, ids: &[PostId]) -> Vec<Effect> {
    if crate::search::words_and_phrases(line).is_empty() {
        return Vec::new();
    }
    app.found.push(line);
    let posts: Vec<Source> = ids.iter().filter_map(|id| reader::source(&app.library, *id)).collect();
    let generation = Generation(app.search.generation.0 + 1);
    let needle = Clean::line(line);
    app.search = Search { generation, needle: needle.clone(), scope: posts.len(), ..Search::default() };
    app.popup = Some(picker(app));
    vec![Effect::Start(Task::Search { generation, needle, posts: posts.into() })]
}

/// Takes hits of the present search; those of an older one are dropped.
pub fn found(app: &mut App, generation: Generation, hits: Vec<Hit>, done: bool) -> Vec<Effect> {
    if generation != app.search.generation || !app.search.is_begun() {
        return Vec::new();
    }
    let before = app.search.hits.len();
    app.search.take(hits);
    app.search.done = done;
    let new = rows(app, before);
    let none = done && app.search.hits.is_empty();
    if let Some(popup) = app.popup.as_mut().filter(|popup| popup.kind == PickerKind::Hits) {
        popup.title = Clean::line(&app.search.title());
        popup.extend(new);
        if none {
            app.popup = None;
        }
    }
    if none {
        let scope = app.search.scope;
        app.status.problem(format!("{} is in none of the {scope} posts.", app.search.needle));
    }
    Vec::new()
}

/// Shows the hits of the last search again.
pub fn show(app: &mut App) -> Vec<Effect> {
    if app.search.hits.is_empty() {
        app.status.notice("Nothing was searched for; S does.");
        return Vec::new();
    }
    let mut picker = picker(app);
    let here = app.reader.page().filter(|_| app.screen.focus == Focus::Post);
    if let Some(page) = here {
        let at = page.find.as_ref().and_then(Find::current);
        let is_here = |hit: &&Hit| hit.post == page.id && at.is_none_or(|at| hit.range.start >= at.start);
        if let Some(hit) = app.search.hits.iter().find(is_here) {
            let pick = Pick::Hit(hit.post, hit.range);
            picker.select_pick(&pick);
        }
    }
    app.popup = Some(picker);
    Vec::new()
}

fn picker(app: &App) -> Picker {
    let mut picker = Picker::new(PickerKind::Hits, &app.search.title(), rows(app, 0));
    picker.empty = "Searching …";
    picker
}

/// A row a hit from a place on, under a heading a post.
fn rows(app: &App, from: usize) -> Vec<PickerRow> {
    let mut rows = Vec::new();
    let mut posts = app.search.posts.iter().copied().skip_while(|first| *first < from).peekable();
    for (place, hit) in app.search.hits.iter().enumerate().skip(from) {
        if posts.next_if_eq(&place).is_some() {
            rows.push(heading(app, hit.post));
        }
        rows.push(PickerRow {
            marks: hit.marks.clone(),
            ..PickerRow::shown(&hit.excerpt, Pick::Hit(hit.post, hit.range))
        });
    }
    rows
}

fn heading(app: &App, id: PostId) -> PickerRow {
    let post = app.library.get(id);
    let date = post.and_then(|post| post.date.as_ref()).map(long_date).unwrap_or_default();
    let title = post.map(|post| post.title.clone()).unwrap_or_default();
    PickerRow { detail: date, ..PickerRow::heading(&title) }
}

/// Opens the post of a hit and lands on it.
pub fn land(app: &mut App, id: PostId, range: TextRange) -> Vec<Effect> {
    if app.screen.focus == Focus::Post {
        app.reader.leave_mark();
    } else {
        app.reader.start_walk();
    }
    go(app, id, Spot::At(range.start), range)
}

fn go(app: &mut App, id: PostId, spot: Spot, range: TextRange) -> Vec<Effect> {
    app.search.landing = Some(Landing { id, needle: app.search.needle.clone(), spot });
    app.browse.rows.select_post(id);
    follow::open_post(app, id, Goal::Words(range))
}

/// Whether hits of the last search are shown in the open post.
fn is_walked(app: &App) -> bool {
    let find = app.reader.page().and_then(|page| page.find.as_ref());
    find.is_some_and(|find| app.search.is_begun() && find.is_search(&app.search.needle))
}

/// Past the last hit of a post: on to the next (1) or previous (-1) post that has any, of a search through all posts or of
/// the list that was narrowed by these words. None if there is none.
pub fn next_post(app: &mut App, by: isize) -> Option<Vec<Effect>> {
    let id = app.reader.page()?.id;
    if is_walked(app) {
        let hit = app.search.beside(id, by)?.clone();
        let spot = if by > 0 { Spot::At(hit.range.start) } else { Spot::Last };
        return Some(go(app, hit.post, spot, hit.range));
    }
    if !is_marked(app) || app.browse.selected() != Some(id) || !app.browse.rows.step(by) {
        return None;
    }
    let next = app.browse.selected()?;
    mark(app, next, if by > 0 { Spot::At(0) } else { Spot::Last });
    Some(follow::open_post(app, next, Goal::Top))
}

/// Once the post of a hit is open, its hits are found in it.
pub fn settle(app: &mut App) {
    let Some(landing) = &app.search.landing else { return };
    if app.reader.is_waiting() {
        return;
    }
    if let Some(page) = app.reader.page_mut().filter(|page| page.id == landing.id) {
        let from = match landing.spot {
            Spot::At(at) => at,
            Spot::Last => 0,
            Spot::Here => page.anchor().at,
        };
        let find = Find::new(Sought::Words, &landing.needle, page.text(), from);
        page.find = find.filter(|find| !find.hits().is_empty());
        page.link = None;
        if let (Spot::Last, Some(find)) = (landing.spot, &mut page.find) {
            find.go_to_last();
        }
        let hit = page.find.as_ref().and_then(Find::current).filter(|_| landing.spot != Spot::Here);
        if let Some(hit) = hit {
            page.go(Goal::Words(hit));
        }
    }
    app.search.landing = None;
}
