//! The command line behind `:`, as pure functions: a line becomes a [`Command`], and what may stand
//! next becomes completions. Knows names; carries nothing out.

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
    completes: Vocabulary,
}

/// What a command's words are taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Vocabulary {
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
    ("noh", Action::Cancel),
    ("nohl", Action::Cancel),
    ("nohlsearch", Action::Cancel),
];

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
    let (name, words) = line.split_once(char::is_whitespace).map_or((line, ""), |(name, words)| (name, words.trim()));
    if words.is_empty() {
        return action(name).map(|action| Some(Command::Act(action)));
    }
    match COMMANDS.iter().find(|spec| spec.name == name) {
        Some(spec) => Ok(Some((spec.make)(words.to_owned()))),
        None if name.parse::<Action>().is_ok() => Err(format!("`{name}` takes no words after it")),
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
    let alias = ALIASES.iter().find(|(alias, _)| *alias == name).map(|(_, action)| *action);
    if let Some(action) = alias.or_else(|| name.parse().ok()) {
        return Ok(action);
    }
    if let Some(spec) = COMMANDS.iter().find(|spec| spec.name == name) {
        return Err(format!("`{name}` needs words after it: {}", spec.argument));
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

/// Whether a word of an action's name begins so: `zen` of `toggle-zen`.
fn has_word(action: Action, start: &str) -> bool {
    action.name().split('-').any(|word| word.starts_with(start))
}

fn unknown(name: &str) -> String {
    let known = names().collect::<Vec<_>>();
    let meant = nearest(name, known).map(|meant| format!("; did you mean `{meant}`?")).unwrap_or_default();
    format!("there is no command `{name}`{meant}")
}

/// Every name that can stand first.
fn names() -> impl Iterator<Item = &'static str> {
    let actions = Action::ALL.iter().map(|action| action.name());
    COMMANDS.iter().map(|spec| spec.name).chain(actions).chain(ALIASES.iter().map(|(alias, _)| *alias))
}

/// The names that the words of commands are taken from.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// Settings.
    pub settings: Vec<String>,
    /// Themes.
    pub themes: Vec<String>,
    /// Configured queries.
    pub queries: Vec<String>,
    /// Configured blogs.
    pub blogs: Vec<String>,
    /// Orders of the list.
    pub sorts: Vec<String>,
    /// Tags of the blog, the most used first.
    pub tags: Vec<String>,
}

/// A way to go on with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// The whole line as it would be.
    pub line: String,
    /// What it does.
    pub help: &'static str,
}

/// How a line can go on, in the order of the tables; nothing where anything may stand.
pub fn complete(line: &str, words: &Words) -> Vec<Completion> {
    let line = line.trim_start().trim_start_matches(':').trim_start();
    match line.split_once(char::is_whitespace) {
        None => complete_name(line),
        Some((name, rest)) => complete_words(name, rest.trim_start(), words),
    }
}

fn complete_name(start: &str) -> Vec<Completion> {
    let commands = COMMANDS
        .iter()
        .filter(|spec| spec.name.starts_with(start))
        .map(|spec| Completion { line: format!("{} ", spec.name), help: spec.help });
    let taken = |name: &str| COMMANDS.iter().any(|spec| spec.name == name);
    let completion = |action: &Action| Completion { line: action.name().to_owned(), help: action.help() };
    let actions = Action::ALL.iter().filter(|action| action.name().starts_with(start) && !taken(action.name()));
    let found: Vec<Completion> = commands.chain(actions.map(completion)).collect();
    // What begins no name may stand in one.
    let with = || Action::ALL.iter().filter(|action| has_word(**action, start)).map(completion).collect();
    if found.is_empty() { with() } else { found }
}

fn complete_words(name: &str, start: &str, words: &Words) -> Vec<Completion> {
    let Some(spec) = COMMANDS.iter().find(|spec| spec.name == name) else { return Vec::new() };
    let (before, candidates) = match (spec.completes, start.split_once(' ')) {
        (Vocabulary::Nothing, _) => return Vec::new(),
        (Vocabulary::Settings, Some((setting, _))) if setting.starts_with("theme") => {
            (format!("{name} {setting} "), &words.themes)
        }
        (Vocabulary::Settings, Some(_)) => return Vec::new(),
        (Vocabulary::Settings, None) => (format!("{name} "), &words.settings),
        (Vocabulary::Themes, _) => (format!("{name} "), &words.themes),
        (Vocabulary::Queries, _) => (format!("{name} "), &words.queries),
        (Vocabulary::Blogs, _) => (format!("{name} "), &words.blogs),
        (Vocabulary::Sorts, _) => (format!("{name} "), &words.sorts),
        (Vocabulary::Tags, _) => (format!("{name} "), &words.tags),
    };
    // A tag may have blanks in it.
    let is_whole = spec.completes == Vocabulary::Tags;
    let start = if is_whole { start } else { start.rsplit(' ').next().unwrap_or_default() }.to_lowercase();
    let fitting = candidates.iter().filter(|candidate| candidate.to_lowercase().starts_with(&start));
    fitting.map(|candidate| Completion { line: format!("{before}{candidate}"), help: spec.help }).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words() -> Words {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Words {
            settings: owned(&["measure", "mouse", "theme", "theme-dark"]),
            themes: owned(&["dark", "nord", "newsprint"]),
            queries: owned(&["long"]),
            blogs: owned(&["notes", "work"]),
            sorts: owned(&["newest", "title"]),
            tags: owned(&["web design", "rust"]),
        }
    }

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
            ("noh", Some(Command::Act(Action::Cancel))),
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
    fn a_line_can_be_completed() {
        let lines = |line: &str| complete(line, &words()).into_iter().map(|found| found.line).collect::<Vec<_>>();
        assert_eq!(lines("the"), ["theme "]);
        assert_eq!(lines("theme n"), ["theme nord", "theme newsprint"]);
        assert_eq!(lines("set m"), ["set measure", "set mouse"]);
        assert_eq!(lines(":set theme-dark n"), ["set theme-dark nord", "set theme-dark newsprint"]);
        assert_eq!(lines("blog w"), ["blog work"]);
        assert_eq!(lines("sort t"), ["sort title"]);
        assert_eq!(lines("tag Web d"), ["tag web design"]);
        assert_eq!(lines("toggle-z"), ["toggle-zen"]);
        assert_eq!(lines("mou"), ["toggle-mouse"]);
        assert_eq!(lines("search x"), [] as [&str; 0]);
        assert_eq!(lines("nothing x"), [] as [&str; 0]);
        assert!(lines("").len() >= Action::ALL.len());
    }

    #[test]
    fn every_completion_of_a_name_is_a_command() {
        for Completion { line, .. } in complete("", &words()) {
            assert!(parse(&line).is_ok() || COMMANDS.iter().any(|spec| line.trim_end() == spec.name), "{line}");
        }
    }

    #[test]
    fn every_action_can_be_typed() {
        for action in Action::ALL {
            assert_eq!(parse(action.name()), Ok(Some(Command::Act(*action))));
        }
    }

    proptest! {
        #[test]
        fn no_line_is_too_strange(line in "[:a-z0-9 =%äß\u{301}-]{0,20}") {
            let _ = parse(&line);
            for completion in complete(&line, &words()) {
                let typed = line.trim_start().trim_start_matches(':').trim_start();
                let last = typed.rsplit(' ').next().unwrap_or_default();
                prop_assert!(completion.line.contains(last), "{} from {line:?}", completion.line);
            }
        }
    }
}
