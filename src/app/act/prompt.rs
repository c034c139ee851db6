//! Typing in a line: each key at once has its effect where that helps, Enter takes the line, Esc leaves it.

use crate::input::{Action, Key as Pressed, KeyCode, Modifiers};
use crate::library::Library;
use crate::library::query::{self, Completion, Key};
use crate::text::Clean;

use super::super::find::{Find, Sought};
use super::super::prompt::{Prompt, Purpose};
use super::super::typed::Asked;
use super::super::{App, Effect};

/// Takes a key that edits the line.
pub fn press(app: &mut App, key: Pressed) -> Vec<Effect> {
    let takes = key.code == KeyCode::Right && key.modifiers == Modifiers::default();
    if takes && app.prompt.as_ref().is_some_and(|prompt| !prompt.suggestion().is_empty()) {
        return complete(app, 1);
    }
    let changed = app.prompt.as_mut().is_some_and(|prompt| prompt.press(key));
    suggest(app);
    if changed { typed(app) } else { Vec::new() }
}

/// Takes pasted text.
pub fn paste(app: &mut App, text: &Clean) -> Vec<Effect> {
    if let Some(prompt) = &mut app.prompt {
        prompt.paste(text);
    }
    suggest(app);
    typed(app)
}

/// Does what was asked for while a line is typed.
pub fn act(app: &mut App, asked: Asked) -> Vec<Effect> {
    match asked.action {
        Action::Open => take(app),
        Action::Cancel => leave(app),
        Action::LineUp => walk(app, 1),
        Action::LineDown => walk(app, -1),
        Action::Complete => complete(app, 1),
        Action::CompleteBack => complete(app, -1),
        Action::PageDown | Action::PageUp | Action::Quit | Action::Suspend => super::act(app, asked),
        _ => Vec::new(),
    }
}

/// The line has changed: the list narrows, the words are found.
fn typed(app: &mut App) -> Vec<Effect> {
    let Some(prompt) = &app.prompt else { return Vec::new() };
    let text = prompt.text().to_owned();
    match prompt.purpose {
        Purpose::Filter => {
            let text = meant(app, &text).unwrap_or(text);
            super::finding::ask_typed(app, &text);
        }
        Purpose::Find => find(app, &text),
        Purpose::Facet => app.facets.narrow(&app.library, &text),
        Purpose::CodeNumber if is_whole_number(app, &text) => return take(app),
        Purpose::Search | Purpose::Command | Purpose::CodeNumber => {}
    }
    Vec::new()
}

/// Whether a number of a block of code is typed that no further digit can make into another one's.
fn is_whole_number(app: &App, text: &str) -> bool {
    let count = app.reader.page().map_or(0, |page| page.document().code_blocks.len());
    text.trim().parse().is_ok_and(|number: usize| number > 0 && number.saturating_mul(10) > count)
}

fn find(app: &mut App, needle: &str) {
    let Some(page) = app.reader.page_mut() else { return };
    let from = page.anchor().at;
    page.find = Find::new(Sought::Phrase, needle, page.text(), from);
    if let Some(hit) = page.find.as_ref().and_then(Find::current) {
        page.show(hit);
    }
}

/// Enter: the line is taken.
fn take(app: &mut App) -> Vec<Effect> {
    let Some(prompt) = app.prompt.take() else { return Vec::new() };
    let text = prompt.text().trim().to_owned();
    match prompt.purpose {
        Purpose::Filter => take_filter(app, &prompt),
        Purpose::Find => take_find(app, &text),
        Purpose::Facet => take_facet(app, prompt),
        Purpose::Search => super::super::search::begin(app, &text),
        Purpose::Command => super::command::run(app, &text),
        Purpose::CodeNumber => match text.parse() {
            Ok(number) => super::taking::copy_block(app, number),
            Err(_) => Vec::new(),
        },
    }
}

/// Narrows to the tag that is selected; where none has the letters, they can be typed anew.
fn take_facet(app: &mut App, prompt: Prompt) -> Vec<Effect> {
    if app.facets.choice().is_none() {
        app.prompt = Some(prompt);
        return Vec::new();
    }
    super::finding::choose_only(app)
}

fn take_filter(app: &mut App, prompt: &Prompt) -> Vec<Effect> {
    if app.browse.filter().problem().is_some() {
        app.browse.insist();
        app.prompt = Some(prompt.clone());
        return Vec::new();
    }
    let text = prompt.text().trim_end();
    let text = &*meant(app, text).unwrap_or_else(|| text.to_owned());
    app.history.push(text);
    if text.trim().is_empty() {
        return Vec::new();
    }
    vec![Effect::Save(super::super::Change::Query(Clean::line(text)))]
}

/// Looks for words in the post in front.
pub(super) fn find_words(app: &mut App, words: &str) -> Vec<Effect> {
    find(app, words);
    take_find(app, words)
}

fn take_find(app: &mut App, needle: &str) -> Vec<Effect> {
    if needle.is_empty() {
        return Vec::new();
    }
    app.found.push(needle);
    if app.reader.page().is_some_and(|page| page.find.as_ref().is_none_or(|find| find.hits().is_empty())) {
        app.status.problem(format!("{needle} does not occur in this post."));
    }
    Vec::new()
}

/// Esc: the line goes, and what it did while it was typed.
fn leave(app: &mut App) -> Vec<Effect> {
    let Some(prompt) = app.prompt.take() else { return Vec::new() };
    match prompt.purpose {
        Purpose::Filter => super::finding::ask(app, prompt.before()),
        Purpose::Find => find(app, ""),
        Purpose::Facet => app.facets.narrow(&app.library, ""),
        Purpose::Search | Purpose::Command | Purpose::CodeNumber => {}
    }
    Vec::new()
}

/// Up and down: through earlier lines, or through the posts that the filter leaves.
fn walk(app: &mut App, by: isize) -> Vec<Effect> {
    let Some(prompt) = &mut app.prompt else { return Vec::new() };
    let lines = match prompt.purpose {
        Purpose::Filter => app.history.lines(),
        Purpose::Command => app.commands.lines(),
        Purpose::Find | Purpose::Search => app.found.lines(),
        Purpose::Facet | Purpose::CodeNumber => &[],
    };
    if prompt.purpose == Purpose::Filter && (!prompt.walks() || by < 0) && !prompt.is_walking() {
        app.browse.rows.step(-by);
        return Vec::new();
    }
    if prompt.purpose == Purpose::Facet {
        app.facets.step(-by);
        return Vec::new();
    }
    let walked = prompt.walk(lines, by);
    suggest(app);
    if walked { typed(app) } else { Vec::new() }
}

/// Completes the word at the cursor; once more, with the next choice.
fn complete(app: &mut App, by: isize) -> Vec<Effect> {
    if app.prompt.as_ref().is_some_and(|prompt| prompt.purpose == Purpose::Facet) {
        // On to the tags that have the letters, for what else can be done with them.
        app.prompt = None;
        return Vec::new();
    }
    if let Some(prompt) = app.prompt.as_mut().filter(|prompt| prompt.is_choosing()) {
        prompt.choose_next(by);
        return typed(app);
    }
    let Some(Completion { replace, choices }) = completion(app) else { return Vec::new() };
    let chosen = app.prompt.as_mut().is_some_and(|prompt| prompt.choose(replace, choices));
    if chosen { typed(app) } else { Vec::new() }
}

/// Shows beside the cursor what Tab would put there.
fn suggest(app: &mut App) {
    let found = completion(app);
    if let Some(prompt) = &mut app.prompt {
        prompt.suggest(found.as_ref());
    }
}

/// What a filter is with the name that it ends with completed, as it is shown beside the cursor.
fn meant(app: &App, text: &str) -> Option<String> {
    query::whole(text, |key| names(&app.library, key))
}

/// What may stand at the cursor of the line; none in a line that nothing is known about.
fn completion(app: &App) -> Option<Completion> {
    let prompt = app.prompt.as_ref()?;
    let text = prompt.text();
    let cursor = text.char_indices().nth(prompt.cursor()).map_or(text.len(), |(at, _)| at);
    match prompt.purpose {
        Purpose::Filter => Some(query::complete(text, cursor, |key| names(&app.library, key))),
        Purpose::Command => Some(complete_command(app, text, cursor)),
        _ => None,
    }
}

/// What may stand at the cursor of a command; after `filter` also what may in a query.
fn complete_command(app: &App, text: &str, cursor: usize) -> Completion {
    const FILTER: &str = "filter ";
    let named = super::command::complete(&app.vocabulary(), text, cursor);
    let query = text.strip_prefix(FILTER).filter(|_| named.choices.is_empty());
    let (Some(query), Some(cursor)) = (query, cursor.checked_sub(FILTER.len())) else { return named };
    let Completion { replace, choices } = query::complete(query, cursor, |key| names(&app.library, key));
    Completion { replace: replace.start + FILTER.len()..replace.end + FILTER.len(), choices }
}

/// All names of a key, the most used first.
pub fn names(library: &Library, key: Key) -> Vec<String> {
    let mut names: Vec<_> =
        library.names().iter().filter(|(_, name)| name.key == key && name.total > 0).map(|(_, name)| name).collect();
    names.sort_by_cached_key(|name| (std::cmp::Reverse(name.total), name.spelling.to_lowercase()));
    names.into_iter().map(|name| name.spelling.to_string()).collect()
}
