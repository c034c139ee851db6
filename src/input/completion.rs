//! How a line behind `:` can go on, as pure functions. Knows the tables of commands and the words that it is given.

use super::Action;
use super::command::{COMMANDS, Vocabulary, has_word};

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

    use super::super::command::parse;
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
