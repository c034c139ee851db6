//! The command line behind `:`, as a pure function: a line becomes a [`Command`]. Knows names; carries nothing out.

use super::{Action, nearest};

/// What a line asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// An action, by its name.
    Act(Action),
    /// A line, from 1: `:12`.
    Line(u32),
    /// A place in percent of the whole: `:50%`.
    Percent(u8),
    /// A setting and its new value; none asks what it is, or turns a switch on: `:set mouse`, `:set measure 60`.
    Set(String, Option<String>),
    /// A theme by name: `:theme nord`.
    Theme(String),
    /// A link's number, or what names a post: `:open 3`, `:open some-slug`.
    Open(String),
    /// A query, or the name of one: `:filter tag:rust`.
    Filter(String),
    /// The order of the list: `:sort title`.
    Sort(String),
    /// A tag that the posts listed have: `:tag web design`.
    Tag(String),
    /// Words to look for in all posts: `:search lazy evaluation`.
    Search(String),
    /// A blog by name or path: `:blog notes`.
    Blog(String),
    /// The help on what has this in it: `:help scroll`.
    Help(String),
    /// Words to look for in the post in front, or to narrow the list by: `:/margins`.
    Find(String),
    /// The hits of a search are no longer shown: `:noh`.
    LeaveSearch,
}

/// A command that takes words after its name.
#[derive(Clone, Copy, Debug)]
pub struct CommandSpec {
    /// Its name.
    pub name: &'static str,
    /// What stands after it, for help.
    pub argument: &'static str,
    /// What it does, one sentence without its full stop.
    pub help: &'static str,
    make: fn(String) -> Command,
    pub(super) completes: Vocabulary,
}

/// What a command's words are taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Vocabulary {
    Nothing,
    Settings,
    Themes,
    Queries,
    Blogs,
    Sorts,
    Tags,
}

/// The commands that take words. Without words, a name is that of an action.
pub const COMMANDS: &[CommandSpec] = &[
    CommandSpec {
        name: "set",
        argument: "NAME [VALUE]",
        help: "Change a setting until folio is left",
        make: set,
        completes: Vocabulary::Settings,
    },
    CommandSpec {
        name: "theme",
        argument: "NAME",
        help: "Take a theme",
        make: Command::Theme,
        completes: Vocabulary::Themes,
    },
    CommandSpec {
        name: "open",
        argument: "NUMBER or POST",
        help: "Follow a link of the post by its number, or read a post by its slug, path or address",
        make: Command::Open,
        completes: Vocabulary::Nothing,
    },
    CommandSpec {
        name: "filter",
        argument: "QUERY",
        help: "Show the posts that a query keeps; a configured query goes by its name",
        make: Command::Filter,
        completes: Vocabulary::Queries,
    },
    CommandSpec {
        name: "tag",
        argument: "NAME",
        help: "Show the posts that have a tag",
        make: Command::Tag,
        completes: Vocabulary::Tags,
    },
    CommandSpec {
        name: "sort",
        argument: "ORDER",
        help: "Order the list: newest, oldest, title, longest, shortest or updated",
        make: Command::Sort,
        completes: Vocabulary::Sorts,
    },
    CommandSpec {
        name: "search",
        argument: "WORDS",
        help: "Search the full text of all posts in the list",
        make: Command::Search,
        completes: Vocabulary::Nothing,
    },
    CommandSpec {
        name: "blog",
        argument: "NAME or PATH",
        help: "Read another blog",
        make: Command::Blog,
        completes: Vocabulary::Blogs,
    },
    CommandSpec {
        name: "help",
        argument: "WORDS",
        help: "Show the keys whose help has these words",
        make: Command::Help,
        completes: Vocabulary::Nothing,
    },
];

/// Short names that fingers know.
const ALIASES: &[(&str, Action)] = &[
    ("q", Action::Quit),
    ("q!", Action::Quit),
    ("qa", Action::Quit),
    ("qa!", Action::Quit),
    ("wq", Action::Quit),
    ("x", Action::Quit),
    ("exit", Action::Quit),
    ("e", Action::Edit),
    ("h", Action::Help),
    ("n", Action::NextPost),
    ("next", Action::NextPost),
    ("bn", Action::NextPost),
    ("N", Action::PreviousPost),
    ("bp", Action::PreviousPost),
    ("p", Action::PreviousPost),
    ("prev", Action::PreviousPost),
    ("previous", Action::PreviousPost),
    ("theme", Action::NextTheme),
    ("blog", Action::Blogs),
    ("search", Action::SearchText),
    ("filter", Action::Find),
    ("tag", Action::Tags),
    ("!", Action::Pipe),
    ("$", Action::Bottom),
    ("wqa", Action::Quit),
    ("xa", Action::Quit),
];

/// The same of commands that take words: `:e some-slug`.
const SYNONYMS: &[(&str, &str)] =
    &[("e", "open"), ("edit", "open"), ("h", "help"), ("colorscheme", "theme"), ("colo", "theme")];

/// What vim calls it to leave a search.
const LEAVE_SEARCH: [&str; 3] = ["noh", "nohl", "nohlsearch"];

fn set(words: String) -> Command {
    let (name, value) = match words.split_once(['=', ' ']) {
        Some((name, value)) => (name.trim(), Some(value.trim().trim_start_matches('=').trim_start())),
        None => (words.as_str(), None),
    };
    Command::Set(name.to_owned(), value.filter(|value| !value.is_empty()).map(str::to_owned))
}

/// Reads a line, with or without its `:`. An empty line asks for nothing.
///
/// # Errors
/// With a sentence that says what was probably meant.
pub fn parse(line: &str) -> Result<Option<Command>, String> {
    let line = line.trim().trim_start_matches(':').trim();
    if line.is_empty() {
        return Ok(None);
    }
    if let Some(place) = place(line) {
        return place.map(Some);
    }
    if let Some(words) = line.strip_prefix('/').map(str::trim).filter(|words| !words.is_empty()) {
        return Ok(Some(Command::Find(words.to_owned())));
    }
    let (name, words) = line.split_once(char::is_whitespace).map_or((line, ""), |(name, words)| (name, words.trim()));
    if words.is_empty() {
        let is_leaving = LEAVE_SEARCH.contains(&name);
        return if is_leaving { Ok(Command::LeaveSearch) } else { action(name).map(Command::Act) }.map(Some);
    }
    let meant = SYNONYMS.iter().find(|(synonym, _)| *synonym == name).map_or(name, |(_, meant)| *meant);
    match COMMANDS.iter().find(|spec| spec.name == meant) {
        Some(spec) => Ok(Some((spec.make)(words.to_owned()))),
        None if name.parse::<Action>().is_ok() || alias(name).is_some() => {
            Err(format!("`{name}` takes no words after it"))
        }
        None => Err(unknown(name)),
    }
}

/// A line that begins with a digit: a place, or a mistake in one.
fn place(line: &str) -> Option<Result<Command, String>> {
    if !line.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let command = match line.strip_suffix('%') {
        Some(percent) => percent.trim_end().parse().ok().filter(|percent| *percent <= 100).map(Command::Percent),
        None => line.parse().ok().map(Command::Line),
    };
    Some(command.ok_or_else(|| format!("`{line}` is neither a line nor a percentage")))
}

/// The action of a name, of an alias, of a start that only one action has, or of a word that stands in no other's name.
fn action(name: &str) -> Result<Action, String> {
    if let Some(action) = alias(name).or_else(|| name.parse().ok()) {
        return Ok(action);
    }
    if let Some(spec) = COMMANDS.iter().find(|spec| spec.name == name) {
        return Err(format!("`{name}` needs words after it: {}", spec.argument));
    }
    // One letter is too little to mean the only action that begins with it: who types `:w` wants nothing wider.
    if name.chars().count() == 1 {
        return Err(unknown(name));
    }
    let mut starts = Action::ALL.iter().filter(|action| action.name().starts_with(name));
    match (starts.next(), starts.next()) {
        (Some(only), None) => Ok(*only),
        (Some(first), Some(second)) => Err(format!("`{name}` could be {first} or {second}: Tab goes through them")),
        (None, _) => {
            let mut with = Action::ALL.iter().filter(|action| has_word(**action, name));
            with.next().filter(|_| with.next().is_none()).copied().ok_or_else(|| unknown(name))
        }
    }
}

fn alias(name: &str) -> Option<Action> {
    ALIASES.iter().find(|(alias, _)| *alias == name).map(|(_, action)| *action)
}

/// Whether a word of an action's name begins so: `zen` of `toggle-zen`.
pub(super) fn has_word(action: Action, start: &str) -> bool {
    action.name().split('-').any(|word| word.starts_with(start))
}

fn unknown(name: &str) -> String {
    let known = names().collect::<Vec<_>>();
    // Every letter is near to any other.
    let meant = nearest(name, known)
        .filter(|_| name.chars().count() > 1)
        .map(|meant| format!("; did you mean `{meant}`?"))
        .unwrap_or_default();
    format!("there is no command `{name}`{meant}")
}

/// Every name that can stand first.
fn names() -> impl Iterator<Item = &'static str> {
    let actions = Action::ALL.iter().map(|action| action.name());
    COMMANDS.iter().map(|spec| spec.name).chain(actions).chain(ALIASES.iter().map(|(alias, _)| *alias))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read() {
        for (line, expected) in [
            ("", None),
            (" : ", None),
            ("q", Some(Command::Act(Action::Quit))),
            (":q", Some(Command::Act(Action::Quit))),
            ("quit", Some(Command::Act(Action::Quit))),
            ("toggle-z", Some(Command::Act(Action::ToggleZen))),
            ("zen", Some(Command::Act(Action::ToggleZen))),
            ("noh", Some(Command::LeaveSearch)),
            ("e some-slug", Some(Command::Open("some-slug".into()))),
            ("colorscheme nord", Some(Command::Theme("nord".into()))),
            ("/two words", Some(Command::Find("two words".into()))),
            ("wqa", Some(Command::Act(Action::Quit))),
            ("$", Some(Command::Act(Action::Bottom))),
            ("12", Some(Command::Line(12))),
            (":50%", Some(Command::Percent(50))),
            ("set theme nord", Some(Command::Set("theme".into(), Some("nord".into())))),
            ("set measure=60", Some(Command::Set("measure".into(), Some("60".into())))),
            ("set measure = 60", Some(Command::Set("measure".into(), Some("60".into())))),
            ("set mouse", Some(Command::Set("mouse".into(), None))),
            ("theme", Some(Command::Act(Action::NextTheme))),
            ("theme nord", Some(Command::Theme("nord".into()))),
            ("open", Some(Command::Act(Action::Open))),
            ("open 3", Some(Command::Open("3".into()))),
            ("filter tag:\"web design\" -x", Some(Command::Filter("tag:\"web design\" -x".into()))),
            ("sort", Some(Command::Act(Action::Sort))),
            ("sort title", Some(Command::Sort("title".into()))),
            ("tag", Some(Command::Act(Action::Tags))),
            ("tag web design", Some(Command::Tag("web design".into()))),
            ("help  scroll down ", Some(Command::Help("scroll down".into()))),
        ] {
            assert_eq!(parse(line), Ok(expected), "{line:?}");
        }
    }

    #[test]
    fn a_mistake_says_what_was_probably_meant() {
        for (line, expected) in [
            ("quti", "there is no command `quti`; did you mean `quit`?"),
            ("thme nord", "there is no command `thme`; did you mean `theme`?"),
            ("zzzzzz", "there is no command `zzzzzz`"),
            ("set", "`set` needs words after it: NAME [VALUE]"),
            ("quit now", "`quit` takes no words after it"),
            ("q now", "`q` takes no words after it"),
            ("w", "there is no command `w`"),
            ("12x", "`12x` is neither a line nor a percentage"),
            ("101%", "`101%` is neither a line nor a percentage"),
            ("99999999999", "`99999999999` is neither a line nor a percentage"),
            ("line", "`line` could be line-down or line-up: Tab goes through them"),
            ("half", "`half` could be half-page-down or half-page-up: Tab goes through them"),
            ("toggle-", "`toggle-` could be toggle-folds or toggle-zen: Tab goes through them"),
        ] {
            assert_eq!(parse(line), Err(expected.to_owned()), "{line:?}");
        }
    }

    #[test]
    fn every_action_can_be_typed() {
        for action in Action::ALL {
            assert_eq!(parse(action.name()), Ok(Some(Command::Act(*action))));
        }
    }
}
