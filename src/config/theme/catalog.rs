//! All themes by name: those that come with folio, and the user's own, through the same parser.
//!
//! A theme that comes with folio is read when it is asked for: the first frame needs one of them.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::super::reading::did_you_mean;
use super::super::{Appearance, Depth, Problem, Terminal};
use super::{Theme, ThemeFile};
use crate::input::nearest;

macro_rules! embedded {
    ($($name:literal)*) => {
        /// The themes that come with folio, in the order in which they are offered.
        const EMBEDDED: &[(&str, &str)] = &[$(($name, include_str!(concat!("../themes/", $name, ".toml"))),)*];
    };
}

embedded! {
    "base" "dark" "light" "paper" "newsprint" "gruvbox-dark" "gruvbox-light" "catppuccin-mocha" "catppuccin-latte"
    "solarized-dark" "solarized-light" "nord" "high-contrast" "high-contrast-light" "monochrome"
}

/// How many themes may build on one another.
const INHERITANCE_LIMIT: usize = 8;

/// Which theme a user wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeChoice {
    /// A theme's name, or `auto`.
    pub name: String,
    /// What `auto` means on a dark background, or an unknown one.
    pub dark: String,
    /// What `auto` means on a light background.
    pub light: String,
}

impl Default for ThemeChoice {
    fn default() -> Self {
        Self { name: "auto".to_owned(), dark: "dark".to_owned(), light: "light".to_owned() }
    }
}

impl ThemeChoice {
    /// The name it comes down to on a terminal.
    pub fn name_on(&self, terminal: &Terminal) -> &str {
        match (&*self.name, terminal.appearance) {
            _ if terminal.depth == Depth::None => "monochrome",
            ("auto", Some(Appearance::Light)) => &self.light,
            ("auto", _) => &self.dark,
            (name, _) => name,
        }
    }
}

/// All themes by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Themes {
    /// The user's own: their problems are told at the start, so they are read at the start.
    own: BTreeMap<String, ThemeFile>,
    names: Vec<String>,
}

impl Default for Themes {
    /// The themes that come with folio.
    fn default() -> Self {
        let names = EMBEDDED.iter().map(|(name, _)| (*name).to_owned()).filter(|name| name != "base");
        Self { own: BTreeMap::new(), names: names.collect() }
    }
}

impl Themes {
    /// Adds a theme, or puts it in the place of one of the same name. `file` is how problems name it.
    pub fn add(&mut self, name: &str, file: &str, text: &str) -> Vec<Problem> {
        let (theme, mut problems) = ThemeFile::parse(file, text);
        if let Some(base) = self.file("base") {
            problems.extend(unknown_scopes(&theme, &base, file, text));
        }
        self.own.insert(name.to_owned(), theme);
        if !self.names.iter().any(|known| known == name) {
            self.names.push(name.to_owned());
        }
        problems.extend(self.unknown_colors(name, file, text));
        problems
    }

    /// What a theme's own file says.
    fn file(&self, name: &str) -> Option<Cow<'_, ThemeFile>> {
        let embedded = || {
            let (name, text) = EMBEDDED.iter().find(|(known, _)| *known == name)?;
            // A test holds that the embedded files have no problems.
            Some(Cow::Owned(ThemeFile::parse(name, text).0))
        };
        self.own.get(name).map(Cow::Borrowed).or_else(embedded)
    }

    fn is_known(&self, name: &str) -> bool {
        self.own.contains_key(name) || EMBEDDED.iter().any(|(known, _)| *known == name)
    }

    /// Their names, in the order in which they are offered.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// The file that every theme builds on: all scopes there are.
    pub fn base_text() -> &'static str {
        EMBEDDED.first().map_or("", |(_, text)| text)
    }

    /// Whether there is a theme of this name; `auto` is one.
    pub fn has(&self, name: &str) -> bool {
        name == "auto" || self.names.iter().any(|known| known == name)
    }

    /// The name that was probably meant.
    pub fn nearest(&self, name: &str) -> Option<&str> {
        nearest(name, self.names().chain(["auto"]))
    }

    /// The theme that a choice comes down to on a terminal; where there is none of that name, the one that comes with
    /// folio for such a background.
    pub fn resolve(&self, choice: &ThemeChoice, terminal: &Terminal) -> Theme {
        let wanted = choice.name_on(terminal);
        let fallback = ThemeChoice::default();
        let name = if self.is_known(wanted) { wanted } else { fallback.name_on(terminal) };
        Theme::new(name, &self.flattened(name), terminal)
    }

    /// The name that stands after this one, round and round.
    pub fn after(&self, name: &str) -> &str {
        let next = self.names().skip_while(|known| *known != name).nth(1);
        next.or_else(|| self.names().next()).unwrap_or("dark")
    }

    /// A theme's file over those it builds on.
    pub fn flattened(&self, name: &str) -> ThemeFile {
        let mut chain: Vec<Cow<'_, ThemeFile>> = Vec::new();
        let mut next = Some(name.to_owned());
        while let Some(file) = next.as_deref().and_then(|name| self.file(name)) {
            let is_last = next.as_deref() == Some("base") || chain.len() + 1 == INHERITANCE_LIMIT;
            next = file.inherits.clone().filter(|_| !is_last);
            chain.push(file);
        }
        let mut whole = ThemeFile::default();
        for file in chain.into_iter().rev() {
            whole.appearance = file.appearance.or(whole.appearance);
            whole.background = file.background.or(whole.background);
            let file = file.into_owned();
            whole.palette.extend(file.palette);
            whole.scopes.extend(file.scopes);
            whole.sixteen.extend(file.sixteen);
        }
        whole
    }

    fn unknown_colors(&self, name: &str, file: &str, text: &str) -> Vec<Problem> {
        let whole = self.flattened(name);
        let Some(theme) = self.own.get(name) else { return Vec::new() };
        if name == "base" {
            return Vec::new();
        }
        let mut problems = Vec::new();
        if let Some(parent) = theme.inherits.as_deref().filter(|parent| !self.is_known(parent)) {
            problems.push(Problem::whole(file, &format!("there is no theme `{parent}` to build on")));
        }
        for words in theme.scopes.values().chain(theme.sixteen.values()) {
            for color in words.names().filter(|color| !whole.palette.contains_key(*color)) {
                let hint = did_you_mean(color, whole.palette.keys().map(String::as_str));
                let message = format!("`{color}` is not a color of the palette{hint}");
                problems.push(Problem::at(file, text, &words.span, &message));
            }
        }
        problems
    }
}

fn unknown_scopes(theme: &ThemeFile, base: &ThemeFile, file: &str, text: &str) -> Vec<Problem> {
    let known: BTreeSet<&str> = base.scopes.keys().map(String::as_str).collect();
    let mut problems = Vec::new();
    for (scope, words) in theme.scopes.iter().chain(&theme.sixteen) {
        let broader =
            known.iter().any(|known| known.strip_prefix(scope.as_str()).is_some_and(|rest| rest.starts_with('.')));
        if !known.contains(scope.as_str()) && !broader {
            let hint = did_you_mean(scope, known.iter().copied());
            problems.push(Problem::at(file, text, &words.span, &format!("there is no scope `{scope}`{hint}")));
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::super::super::Rgb;
    use super::super::swatch::Tint;
    use super::*;
    use crate::document::{AlertKind, TokenScope};
    use crate::layout::Role;

    fn colored() -> Vec<(String, ThemeFile)> {
        let themes = Themes::default();
        let names = themes.names().filter(|name| *name != "monochrome");
        names.map(|name| (name.to_owned(), themes.flattened(name))).collect()
    }

    fn rgb(file: &ThemeFile, name: &str) -> Rgb {
        let of = |name: &str| file.palette.get(name).map(|swatch| swatch.full);
        let (Some(Tint::Rgb(paper)), Some(Tint::Rgb(ink))) = (of("paper"), of("ink")) else { panic!("{name}") };
        match of(name) {
            Some(Tint::Rgb(color)) => color,
            Some(Tint::Mixed(percent)) => paper.mixed(ink, percent),
            _ => panic!("{name}"),
        }
    }

    #[test]
    fn the_themes_that_come_with_folio_have_no_problems() {
        let mut themes = Themes::default();
        for (name, text) in EMBEDDED {
            assert_eq!(themes.add(name, name, text), [], "{name}");
        }
    }

    #[test]
    fn every_theme_gives_every_color_at_every_depth() {
        let known: Vec<String> = Themes::default().flattened("dark").palette.into_keys().collect();
        for (name, file) in colored() {
            assert_eq!(file.palette.keys().cloned().collect::<Vec<_>>(), known, "{name}");
            for (color, swatch) in &file.palette {
                assert!(swatch.sixteen.is_some(), "{name}: {color} has none of the sixteen");
            }
        }
    }

    #[test]
    fn text_can_be_read_on_every_background_of_its_theme() {
        for (name, file) in colored() {
            let paper = rgb(&file, "paper");
            for (color, background, least) in [
                ("ink", "paper", 7.0),
                ("ink", "tint", 7.0),
                ("ink", "raised", 7.0),
                ("ink", "selection", 7.0),
                ("bright", "paper", 7.0),
                ("soft", "paper", 7.0),
                ("quiet", "paper", 4.5),
                ("quiet", "tint", 4.5),
                ("quiet", "raised", 4.5),
                ("quiet", "selection", 4.5),
                ("hit-ink", "hit", 4.5),
                ("code", "tint", 4.5),
                ("paper", "accent", 4.5),
            ] {
                let contrast = rgb(&file, color).contrast(rgb(&file, background));
                assert!(contrast >= least, "{name}: {color} on {background} has {contrast:.2}");
            }
            for color in ["accent", "link", "red", "yellow", "green", "blue", "purple", "cyan"] {
                for background in [paper, rgb(&file, "tint")] {
                    let contrast = rgb(&file, color).contrast(background);
                    assert!(contrast >= 4.5, "{name}: {color} has {contrast:.2}");
                }
            }
        }
    }

    #[test]
    fn every_role_has_a_scope_of_its_own() {
        let base = Themes::default().flattened("base");
        let kinds = [AlertKind::Note, AlertKind::Tip, AlertKind::Important, AlertKind::Warning, AlertKind::Caution];
        let levels = (1..=6).map(Role::Heading);
        for role in kinds.into_iter().map(Role::AlertTitle).chain(levels).chain([
            Role::Text,
            Role::HeadingRule,
            Role::Quote,
            Role::QuoteBar,
            Role::ListMarker,
            Role::Code,
            Role::CodeBar,
            Role::CodeLabel,
            Role::CodeNumber,
            Role::CodeMarked,
            Role::CodeContinued,
            Role::TableHeader,
            Role::TableRule,
            Role::Term,
            Role::Caption,
            Role::Image,
            Role::Rule,
            Role::FootnoteMarker,
            Role::LinkNumber,
            Role::Math,
            Role::Summary,
            Role::Title,
            Role::Byline,
            Role::Tag,
            Role::Status,
            Role::EndHeading,
            Role::EndDetail,
        ]) {
            assert!(base.scopes.contains_key(role.scope()), "{}", role.scope());
        }
        for token in TokenScope::ALL {
            assert!(base.scopes.contains_key(token.scope()), "{}", token.scope());
        }
    }

    #[test]
    fn a_users_theme_builds_on_another_and_its_slips_are_named() {
        let mut themes = Themes::default();
        let text = "inherits = 'nord'\n[palette]\naccent = '#ffaa00'\n[scopes]\nheadng = 'ink'\nlink = 'acent'\n";
        let problems = themes.add("mine", "themes/mine.toml", text);
        let shown: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(shown.len(), 2, "{shown:?}");
        assert!(shown[0].contains(":5:") && shown[0].contains("did you mean `heading`"), "{shown:?}");
        assert!(shown[1].contains(":6:") && shown[1].contains("did you mean `accent`"), "{shown:?}");
        let terminal = Terminal { depth: Depth::True, ..Terminal::default() };
        let choice = ThemeChoice { name: "mine".to_owned(), ..ThemeChoice::default() };
        assert_eq!(themes.resolve(&choice, &terminal).style("text"), {
            let nord = ThemeChoice { name: "nord".to_owned(), ..ThemeChoice::default() };
            themes.resolve(&nord, &terminal).style("text")
        });
    }

    #[test]
    fn themes_that_build_on_each_other_end() {
        let mut themes = Themes::default();
        themes.add("one", "one", "inherits = 'two'");
        themes.add("two", "two", "inherits = 'one'");
        assert!(themes.flattened("one").scopes.is_empty());
    }

    #[test]
    fn auto_follows_the_background_and_a_name_wins() {
        let terminal = Terminal { depth: Depth::True, appearance: Some(Appearance::Light), ..Terminal::default() };
        let themes = Themes::default();
        assert_eq!(themes.resolve(&ThemeChoice::default(), &terminal).name(), "light");
        assert_eq!(themes.resolve(&ThemeChoice::default(), &Terminal { appearance: None, ..terminal }).name(), "dark");
        let nord = ThemeChoice { name: "nord".to_owned(), ..ThemeChoice::default() };
        assert_eq!(themes.resolve(&nord, &terminal).name(), "nord");
        assert_eq!(themes.after("monochrome"), "dark");
        assert_eq!(themes.nearest("gruvboxdark"), Some("gruvbox-dark"));
    }
}
