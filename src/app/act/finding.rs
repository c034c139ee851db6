//! Finding: the filter line, the search in a post, tags and archive.

use crate::input::Action;
use crate::library::Query;
use crate::library::facets::FacetOrder;
use crate::library::query::Term;

use super::super::find::Find;
use super::super::prompt::{Prompt, Purpose};
use super::super::typed::Asked;
use super::super::{App, Change, Effect, Focus, search};
use crate::text::Clean;

/// Finds.
pub fn act(app: &mut App, asked: Asked) -> Vec<Effect> {
    match asked.action {
        Action::Find => find(app),
        Action::NextHit => by_hits(app, asked.times()),
        Action::PreviousHit => by_hits(app, -asked.times()),
        Action::SearchText => search_text(app),
        Action::ShowHits => search::show(app),
        Action::Tags => facets(app, "Tags"),
        Action::Archive => facets(app, "Archive"),
        Action::FacetAnd => by_facet(app, Query::toggle),
        Action::FacetOr => by_facet(app, Query::either),
        Action::FacetNot => by_facet(app, Query::exclude),
        Action::FacetSort => facet_order(app),
        Action::ClearFilter => clear(app),
        Action::ToggleAll => toggle_all(app),
        Action::Sort => sort(app),
        Action::ReverseSort => reverse(app),
        _ => Vec::new(),
    }
}

/// Opens a line to type in.
pub fn prompt(app: &mut App, purpose: Purpose, text: &str) -> Vec<Effect> {
    app.prompt = Some(Prompt::new(purpose, text));
    Vec::new()
}

fn find(app: &mut App) -> Vec<Effect> {
    match app.screen.focus {
        Focus::Posts => {
            app.prompt = Some(Prompt::going_on(Purpose::Filter, app.browse.filter().text()));
            Vec::new()
        }
        Focus::Facets => prompt(app, Purpose::Facet, ""),
        Focus::Post => prompt(app, Purpose::Find, ""),
    }
}

/// On through the hits of the post; without a search, through the posts of the list.
fn by_hits(app: &mut App, by: isize) -> Vec<Effect> {
    let searched = app.screen.focus == Focus::Post && app.reader.page().is_some_and(|page| page.find.is_some());
    if !searched {
        let action = if by > 0 { Action::NextPost } else { Action::PreviousPost };
        let count = u32::try_from(by.unsigned_abs()).ok();
        return super::reading::act(app, Asked { action, count });
    }
    if let Some(page) = app.reader.page_mut()
        && let Some(find) = &mut page.find
    {
        let before = find.clone();
        let went_round = find.step(by);
        if went_round && let Some(effects) = on_to_next_post(app, before, by) {
            return effects;
        }
        show_hit(app);
        if went_round {
            app.status.notice(if by > 0 { "Starting again at the top." } else { "Starting again at the end." });
        }
    }
    Vec::new()
}

/// Past the ends of a post a search through all posts goes on; the post that is left keeps its hit.
fn on_to_next_post(app: &mut App, before: Find, by: isize) -> Option<Vec<Effect>> {
    let effects = search::next_post(app, by.signum())?;
    if let Some(page) =
        app.reader.page_mut().filter(|page| page.find.as_ref().is_some_and(|find| find.hits() == before.hits()))
    {
        page.find = Some(before);
    }
    Some(effects)
}

fn show_hit(app: &mut App) {
    let Some(page) = app.reader.page_mut() else { return };
    if let Some(hit) = page.find.as_ref().and_then(Find::current) {
        page.show(hit);
    }
}

/// Asks what to look for; the words of a filter that no post fits are what was meant.
fn search_text(app: &mut App) -> Vec<Effect> {
    let words = if app.browse.listing().ids().is_empty() {
        app.browse.filter().query().words().join(" ")
    } else {
        String::new()
    };
    prompt(app, Purpose::Search, &words)
}

fn facets(app: &mut App, title: &str) -> Vec<Effect> {
    app.screen.leave_zen();
    app.screen.focus = Focus::Facets;
    app.facets.go_to(&app.library, title);
    Vec::new()
}

fn facet_order(app: &mut App) -> Vec<Effect> {
    let order = app.facets.turn_order(&app.library);
    app.status.notice(if order == FacetOrder::Count { "By count." } else { "By name." });
    Vec::new()
}

/// After another list: its counts, and what is older and newer in it than the open post.
pub fn relisted(app: &mut App) {
    app.facets.count(&app.library, app.browse.listing());
    app.reader.recompose(&App::composer(&app.library, &app.browse, &app.settings, &app.backlinks));
}

/// Lets the selected choice edit the query.
fn by_facet(app: &mut App, edit: fn(&mut Query, &Term)) -> Vec<Effect> {
    let Some(term) = app.facets.take() else { return Vec::new() };
    app.browse.edit(&app.library, app.marks.as_asked(), |query| edit(query, &term));
    relisted(app);
    Vec::new()
}

fn toggle_all(app: &mut App) -> Vec<Effect> {
    let hidden = app.browse.listing().hidden();
    let all = app.browse.toggle_all(&app.library, app.marks.as_asked());
    relisted(app);
    if all {
        app.status.notice(format!("Drafts, future and hidden posts are shown, {hidden} more."));
    } else {
        app.status.notice("Only what is published is shown.");
    }
    Vec::new()
}

fn sort(app: &mut App) -> Vec<Effect> {
    let name = app.browse.turn_sort(&app.library, app.marks.as_asked());
    relisted(app);
    app.status.notice(format!("Sorted {name}."));
    Vec::new()
}

fn reverse(app: &mut App) -> Vec<Effect> {
    app.browse.reverse_sort(&app.library, app.marks.as_asked());
    relisted(app);
    Vec::new()
}

/// Asks a query as typed; the counts follow.
pub fn ask(app: &mut App, text: &str) {
    if app.browse.ask(&app.library, app.marks.as_asked(), text) {
        relisted(app);
    }
}

/// Asks what is being typed, as far as it is a query; the counts follow.
pub fn ask_typed(app: &mut App, text: &str) {
    if app.browse.ask_typed(&app.library, app.marks.as_asked(), text) {
        relisted(app);
    }
}

/// Asks a query and remembers it.
pub fn take(app: &mut App, text: &str) -> Vec<Effect> {
    ask(app, text);
    app.history.push(text);
    vec![Effect::Save(Change::Query(Clean::line(text)))]
}

/// Goes on ranking posts by the words typed; the counts follow.
pub fn go_on(app: &mut App) {
    if app.browse.go_on(&app.library, app.marks.as_asked()) {
        relisted(app);
    }
}

/// Shows all posts again; the selected one stays selected.
pub fn clear(app: &mut App) -> Vec<Effect> {
    if app.browse.filter().text().is_empty() {
        app.status.notice("There is no filter: all posts are listed.");
    }
    app.browse.rows.stay();
    ask(app, "");
    Vec::new()
}

/// Narrows to what is selected in tags and archive, and nothing else.
pub fn choose_only(app: &mut App) -> Vec<Effect> {
    by_facet(app, Query::only);
    app.facets.narrow(&app.library, "");
    app.screen.focus = Focus::Posts;
    Vec::new()
}
