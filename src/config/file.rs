//! A configuration file as read: settings, keys, blogs and queries, and what is wrong with it.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Problem;
use super::reading::{Reading, did_you_mean};
use super::settings::{RawSettings, SETTINGS};
use crate::input::{Action, Binding, Mode, clashes, format_keys, parse_keys};

/// What one file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConfigFile {
    /// Settings.
    pub settings: RawSettings,
    /// Keys, to be laid over the defaults.
    pub bindings: Vec<Binding>,
    /// Blogs by name, in the order of the file.
    pub blogs: Vec<(String, String)>,
    /// Queries by name, in the order of the file.
    pub queries: Vec<(String, String)>,
    /// Where the values stand.
    pub places: Places,
}

/// Where the values of a file stand, in bytes of its text: by the name of a setting, or `blogs.NAME` and the like.
pub type Places = Vec<(String, Range<usize>)>;

/// The tables that a file may have besides its settings.
pub const TABLES: &[(&str, &str)] = &[
    ("keys", "Keys and the actions they ask for, everywhere; `[keys.post]` and its like hold in one place."),
    ("blogs", "Names for blogs: `folio NAME` opens one, and so does the list of blogs."),
    ("queries", "Names for queries: `:filter NAME` takes one."),
];

impl ConfigFile {
    /// Reads a configuration. `file` is how problems name it. What is wrong is left out, the rest holds.
    pub fn parse(file: &str, text: &str) -> (Self, Vec<Problem>) {
        let mut reading = Reading::new(file, text);
        let table = reading.tables();
        let mut config = Self::default();
        for (key, value) in table.get_ref() {
            config.take(key, value, &mut reading);
        }
        (config, reading.problems)
    }

    fn take(&mut self, key: &Spanned<impl AsRef<str>>, value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) {
        let name = key.get_ref().as_ref();
        match (name, value.get_ref()) {
            ("keys", DeValue::Table(table)) => self.take_keys(table, reading),
            ("blogs", DeValue::Table(table)) => self.blogs = self.names(name, table, reading),
            ("queries", DeValue::Table(table)) => self.queries = self.names(name, table, reading),
            (name, _) if TABLES.iter().any(|(table, _)| *table == name) => {
                reading.report(&value.span(), &format!("`{name}` has to be a table: [{name}]"));
            }
            (name, found) => match self.settings.take(name, found) {
                Some(Ok(())) => self.places.push((name.to_owned(), value.span())),
                Some(Err(expected)) => reading.report(&value.span(), &format!("`{name}`: {expected}")),
                None => {
                    let known = SETTINGS.iter().map(|setting| setting.name);
                    reading.unknown(&key.span(), name, known.chain(TABLES.iter().map(|(name, _)| *name)));
                }
            },
        }
    }

    fn names(&mut self, of: &str, table: &DeTable<'_>, reading: &mut Reading<'_>) -> Vec<(String, String)> {
        let mut found = Vec::new();
        for (name, value) in table {
            match value.get_ref() {
                DeValue::String(text) => {
                    self.places.push((format!("{of}.{}", name.get_ref()), value.span()));
                    found.push((name.get_ref().to_string(), text.to_string()));
                }
                _ => reading.report(&value.span(), "this has to be text in quotes"),
            }
        }
        found
    }

    fn take_keys(&mut self, table: &DeTable<'_>, reading: &mut Reading<'_>) {
        let mut places: Vec<Range<usize>> = Vec::new();
        for (key, value) in table {
            let (DeValue::Table(inner), name) = (value.get_ref(), key.get_ref()) else {
                self.bind(Mode::Anywhere, key, value, reading, &mut places);
                continue;
            };
            match name.parse() {
                Ok(mode) => inner.iter().for_each(|(key, value)| self.bind(mode, key, value, reading, &mut places)),
                Err(()) => reading.unknown(&key.span(), name, Mode::ALL.iter().map(|mode| mode.name())),
            }
        }
        self.report_clashes(&places, reading);
    }

    fn bind(
        &mut self,
        mode: Mode,
        key: &Spanned<impl AsRef<str>>,
        value: &Spanned<DeValue<'_>>,
        reading: &mut Reading<'_>,
        places: &mut Vec<Range<usize>>,
    ) {
        let keys = match parse_keys(key.get_ref().as_ref()) {
            Ok(keys) => keys,
            Err(error) => {
                return reading.report(
                    &key.span(),
                    &format!("{error}; keys are written like `j`, `Ctrl-d`, `Alt-Left`, `F5`, `g g`"),
                );
            }
        };
        if keys.first().is_some_and(|key| key.digit().is_some()) {
            return reading.report(&key.span(), "digits are left for counts and for the numbers of links");
        }
        match action(value.get_ref()) {
            Ok(action) => {
                self.bindings.push(Binding { mode, keys, action });
                places.push(key.span());
            }
            Err(message) => reading.report(&value.span(), &message),
        }
    }

    fn report_clashes(&self, places: &[Range<usize>], reading: &mut Reading<'_>) {
        for (first, second) in clashes(&self.bindings) {
            let (Some(one), Some(other)) = (self.bindings.get(first), self.bindings.get(second)) else { continue };
            let (Some(at), Some(before)) = (places.get(second), places.get(first)) else { continue };
            let (keys, earlier) = (format_keys(&other.keys), format_keys(&one.keys));
            let line = reading.line(before);
            let message = if keys == earlier {
                format!("`{keys}` is already bound in line {line}; this line wins")
            } else {
                format!(
                    "`{keys}` clashes with `{earlier}` in line {line}: one is the start of the other; this line wins"
                )
            };
            reading.report(at, &message);
        }
    }
}

/// The action of a binding; none where the keys are taken away.
fn action(value: &DeValue<'_>) -> Result<Option<Action>, String> {
    match value {
        DeValue::Boolean(false) => Ok(None),
        DeValue::String(name) if name == "none" => Ok(None),
        DeValue::String(name) => name.parse().map(Some).map_err(|()| {
            let known = Action::ALL.iter().map(|action| action.name());
            format!("there is no action `{name}`{}", did_you_mean(name, known))
        }),
        _ => Err("this has to be the name of an action in quotes, or \"none\"".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;
    use crate::config::Themes;
    use crate::input::{Key, Keymap, Lookup};

    fn problems(text: &str) -> Vec<String> {
        ConfigFile::parse("config.toml", text).1.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn keys_are_bound_everywhere_and_in_one_place_and_taken_away() {
        let text = "[keys]\n'Ctrl-n' = 'next-post'\n'g g' = 'top'\nF5 = 'none'\n[keys.post]\nx = 'quit'\nz = false\n";
        let (file, problems) = ConfigFile::parse("config.toml", text);
        assert_eq!(problems, []);
        let keymap = Keymap::new(&file.bindings);
        assert_eq!(keymap.lookup(Mode::List, &parse_keys("Ctrl-n").unwrap()), Lookup::Action(Action::NextPost));
        assert_eq!(keymap.lookup(Mode::Post, &[Key::char('x')]), Lookup::Action(Action::Quit));
        assert_eq!(keymap.lookup(Mode::Post, &[Key::char('z')]), Lookup::Unbound);
        assert_eq!(keymap.lookup(Mode::List, &parse_keys("F5").unwrap()), Lookup::Unbound);
        assert!(matches!(keymap.lookup(Mode::List, &[Key::char('g')]), Lookup::Pending { .. }));
    }

    #[test]
    fn a_slip_is_reported_with_its_line_and_what_was_meant() {
        for (text, expected) in [
            ("\nmesure = 60\n", "config.toml:2:1: `mesure` is not known here; did you mean `measure`?"),
            ("measure = 'wide'\n", "config.toml:1:11: `measure`: this has to be a number from 20 to 200"),
            ("[key]\n", "config.toml:1:2: `key` is not known here; did you mean `keys`?"),
            ("keys = 3\n", "config.toml:1:8: `keys` has to be a table: [keys]"),
            ("[keys]\nj = 'line-dwon'\n", "config.toml:2:5: there is no action `line-dwon`; did you mean `line-down`?"),
            ("[keys.posts]\n", "config.toml:1:7: `posts` is not known here; did you mean `post`?"),
            ("[keys]\n'5 j' = 'quit'\n", "config.toml:2:1: digits are left for counts and for the numbers of links"),
            ("[blogs]\na = 1\n", "config.toml:2:5: this has to be text in quotes"),
        ] {
            assert_eq!(problems(text), [expected], "{text}");
        }
        assert!(problems("[keys]\nCtlr-x = 'quit'\n")[0].starts_with("config.toml:2:1: `Ctlr-x` is not a key;"));
    }

    #[test]
    fn clashes_are_reported_and_the_later_line_wins() {
        let text = "[keys]\ng = 'top'\n'g g' = 'bottom'\nC-x = 'quit'\n'^x' = 'help'\n";
        assert_eq!(
            problems(text),
            [
                "config.toml:3:1: `g g` clashes with `g` in line 2: one is the start of the other; this line wins",
                "config.toml:5:1: `Ctrl-x` is already bound in line 4; this line wins",
            ]
        );
        let keymap = Keymap::new(&ConfigFile::parse("", text).0.bindings);
        assert_eq!(keymap.lookup(Mode::Post, &parse_keys("C-x").unwrap()), Lookup::Action(Action::Help));
    }

    #[test]
    fn blogs_and_queries_keep_their_order() {
        let (file, _) = ConfigFile::parse("", "[blogs]\nzed = '/z'\nann = '/a'\n[queries]\nnew = 'is:unread'\n");
        assert_eq!(file.blogs, [("zed".to_owned(), "/z".to_owned()), ("ann".to_owned(), "/a".to_owned())]);
        assert_eq!(file.queries.len(), 1);
    }

    static EMBEDDED: LazyLock<Themes> = LazyLock::new(Themes::default);

    /// Lines that a configuration might have, some of them wrong, in any order.
    fn any_lines() -> impl Strategy<Value = String> {
        let lines = [
            "measure = 60",
            "theme = 'nord'",
            "[keys]",
            "[keys.post]",
            "[blogs]",
            "[palette]",
            "[scopes]",
            "[sixteen]",
            "j = 'line-down'",
            "'g g' = 'top'",
            "ink = ['#fff', 3, 'red']",
            "text = 'ink on paper bold'",
            "x = [",
            "= 3",
            "inherits = 'mine'",
            "'''",
            "[[keys]]",
            "keys.post.q = 'quit'",
        ];
        let line = prop_oneof![prop::sample::select(lines.to_vec()).prop_map(str::to_owned), any::<String>()];
        prop::collection::vec(line, 0..12).prop_map(|lines| lines.join("\n"))
    }

    proptest! {
        #[test]
        fn no_file_is_too_strange(text in any_lines()) {
            let lines = text.matches('\n').count() + 1;
            let (file, problems) = ConfigFile::parse("config.toml", &text);
            let mut themes = EMBEDDED.clone();
            let theme_problems = themes.add("mine", "mine.toml", &text);
            for problem in problems.iter().chain(&theme_problems) {
                prop_assert!(problem.line as usize <= lines, "{problem} in {text:?}");
            }
            let _ = Keymap::new(&file.bindings);
            let _ = themes.flattened("mine");
        }
    }
}
