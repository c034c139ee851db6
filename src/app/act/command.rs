//! Carrying out what was typed after `:`.

use std::path::PathBuf;

use crate::input::command::{self, Command};
use crate::input::completion::{self, Words};
use crate::input::{Action, nearest};
use crate::library::query::{Completion, Key, Term};
use crate::library::{Query, call};
use crate::text::capitalized;

use super::super::filter::sort_named;
use super::super::place::Goal;
use super::super::typed::Asked;
use super::super::{App, Effect, Focus, follow, lists, search};

/// Does what a line asks for.
pub fn run(app: &mut App, line: &str) -> Vec<Effect> {
    app.commands.push(line);
    match command::parse(line) {
        Ok(Some(command)) => carry_out(app, command),
        Ok(None) => Vec::new(),
        Err(_) if line.trim() == "set" => super::reading::show(app, |app| Some(lists::settings(app))),
        Err(mistake) => problem(app, &mistake),
    }
}

fn carry_out(app: &mut App, command: Command) -> Vec<Effect> {
    let asked = |action, count| Asked { action, count };
    match command {
        Command::Act(action) => super::act(app, asked(action, None)),
        Command::Line(line) => super::act(app, asked(Action::Top, Some(line))),
        Command::Percent(percent) => super::act(app, asked(Action::Percent, Some(percent.into()))),
        Command::Set(name, value) => set(app, &name, value.as_deref()),
        Command::Theme(name) => set(app, "theme", Some(&name)),
        Command::Open(what) => open(app, &what),
        Command::Filter(query) => filter(app, &query),
        Command::Sort(name) => sort(app, &name),
        Command::Tag(name) => tag(app, &name),
        Command::Search(words) => search::begin(app, &words),
        Command::Blog(blog) => vec![Effect::OpenBlog(blog_path(app, &blog))],
        Command::Help(words) => help(app, &words),
        Command::Find(words) if app.screen.focus == Focus::Post => super::prompt::find_words(app, &words),
        Command::Find(words) => filter(app, &words),
        Command::LeaveSearch => {
            app.reader.page_mut().map(|page| page.find.take());
            Vec::new()
        }
    }
}

fn problem(app: &mut App, mistake: &str) -> Vec<Effect> {
    app.status.problem(sentence(mistake));
    Vec::new()
}

/// A remark as a sentence: with a capital, unless it begins with a name, and a full stop.
fn sentence(remark: &str) -> String {
    let stop = if remark.ends_with(['.', '?']) { "" } else { "." };
    capitalized(remark) + stop
}

fn set(app: &mut App, name: &str, value: Option<&str>) -> Vec<Effect> {
    if name == "theme"
        && let Some(theme) = value.filter(|theme| !app.themes.has(theme))
    {
        return problem(app, &format!("there is no theme `{theme}`; Tab after `:theme ` goes through them"));
    }
    match app.settings.change(name, value) {
        Ok(()) => super::view::configure(app),
        // What was asked for is its value.
        Err(told) if value.is_none() && app.settings.written(name.trim_end_matches('?')).is_some() => {
            app.status.notice(told);
            Vec::new()
        }
        Err(mistake) => problem(app, &mistake),
    }
}

/// Follows a link of the post in front by its number, else reads the post of a name.
fn open(app: &mut App, what: &str) -> Vec<Effect> {
    if let (Ok(number), Focus::Post) = (what.parse(), app.screen.focus) {
        return super::act(app, Asked { action: Action::Open, count: Some(number) });
    }
    match call::find(&app.library, what) {
        Some(id) => {
            app.browse.rows.select_post(id);
            if app.screen.focus == Focus::Post {
                app.reader.leave_mark()
            } else {
                app.reader.start_walk()
            }
            follow::open_post(app, id, Goal::Top)
        }
        None => {
            let alike = call::alike(&app.library, what);
            let meant = alike.first().map(|meant| format!("; did you mean {meant}?")).unwrap_or_default();
            problem(app, &format!("no post is called {what}{meant}"))
        }
    }
}

/// Asks a configured query by its name, or a query as it stands.
fn filter(app: &mut App, text: &str) -> Vec<Effect> {
    let configured = app.queries.iter().find(|(name, _)| name == text).map(|(_, query)| query.clone());
    let text = configured.unwrap_or_else(|| text.to_owned());
    if let Err(error) = Query::parse(&text) {
        let column = text.get(..error.at).unwrap_or(&text).chars().count() + 1;
        return problem(app, &format!("column {column}: {}", error.message));
    }
    app.screen.focus = Focus::Posts;
    super::finding::take(app, &text)
}

/// Lists the posts in an order.
fn sort(app: &mut App, name: &str) -> Vec<Effect> {
    let Some(sort) = sort_named(name) else {
        return problem(app, &format!("there is no order `{name}`; Tab after `:sort ` goes through them"));
    };
    app.browse.sort_by(&app.library, app.marks.as_asked(), sort);
    super::finding::relisted(app);
    app.status.notice(format!("Sorted: {name}."));
    Vec::new()
}

/// Lists the posts that have a tag, by whatever else is asked.
fn tag(app: &mut App, name: &str) -> Vec<Effect> {
    let tags = super::prompt::names(&app.library, Key::Tag);
    let Some(known) = tags.iter().find(|tag| tag.to_lowercase() == name.to_lowercase()) else {
        let meant = nearest(name, tags.iter().map(String::as_str).collect::<Vec<_>>());
        let meant = meant.map(|meant| format!("; did you mean `{meant}`?")).unwrap_or_default();
        return problem(app, &format!("no post has the tag `{name}`{meant}"));
    };
    app.browse.edit(&app.library, app.marks.as_asked(), |query| query.only(&Term::name(Key::Tag, known)));
    super::finding::relisted(app);
    app.screen.focus = Focus::Posts;
    Vec::new()
}

/// The path of a blog that is named: a configured one, else a path.
fn blog_path(app: &App, named: &str) -> PathBuf {
    let configured = app.blogs.iter().find(|(name, _)| name == named).map(|(_, path)| path.clone());
    configured.unwrap_or_else(|| PathBuf::from(named))
}

fn help(app: &mut App, words: &str) -> Vec<Effect> {
    let mut help = lists::help(app);
    help.narrow_to(words);
    app.popup = Some(help);
    Vec::new()
}

/// How the line up to the cursor can go on.
pub fn complete(words: &Words, text: &str, cursor: usize) -> Completion {
    let head = text.get(..cursor).unwrap_or(text);
    let choices = completion::complete(head, words).into_iter().map(|found| found.line).collect();
    Completion { replace: 0..head.len(), choices }
}
