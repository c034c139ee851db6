//! A theme as its file says it: palette and scopes, colors still names. What is wrong becomes a
//! [`Problem`] and the rest of the file holds.

use std::collections::BTreeMap;
use std::ops::Range;

use ratatui::style::Color;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::super::reading::Reading;
use super::super::{Appearance, Problem};
use super::style::StyleWords;
use super::swatch::{Swatch, Tint, named};

/// Whether a theme paints its own background.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Background {
    /// The terminal's own is used where it leans the theme's way.
    Terminal,
    /// The theme's own, always.
    Own,
}

/// A theme as written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThemeFile {
    /// The theme it builds on; none where it stands alone.
    pub inherits: Option<String>,
    /// Which way it leans.
    pub appearance: Option<Appearance>,
    /// Whether it paints.
    pub background: Option<Background>,
    /// Colors by name.
    pub palette: BTreeMap<String, Swatch>,
    /// Styles by scope.
    pub scopes: BTreeMap<String, StyleWords>,
    /// Styles by scope that hold where there are sixteen colors.
    pub sixteen: BTreeMap<String, StyleWords>,
}

const KEYS: &[&str] = &["inherits", "appearance", "background", "palette", "scopes", "sixteen"];

impl ThemeFile {
    /// Reads a theme. `file` is how problems name it.
    pub fn parse(file: &str, text: &str) -> (Self, Vec<Problem>) {
        let mut reading = Reading::new(file, text);
        let table = reading.tables();
        let mut theme = Self { inherits: Some("base".to_owned()), ..Self::default() };
        for (key, value) in table.get_ref() {
            theme.take(key, value, &mut reading);
        }
        (theme, reading.problems)
    }

    fn take(&mut self, key: &Spanned<impl AsRef<str>>, value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) {
        let span = value.span();
        match (key.get_ref().as_ref(), value.get_ref()) {
            ("inherits", DeValue::String(name)) => self.inherits = Some(name.to_string()).filter(|name| name != "none"),
            ("appearance", DeValue::String(word)) => {
                let words = [("dark", Appearance::Dark), ("light", Appearance::Light)];
                self.appearance = reading.choice(&words, word, &span);
            }
            ("background", DeValue::String(word)) => {
                let words = [("terminal", Background::Terminal), ("own", Background::Own)];
                self.background = reading.choice(&words, word, &span);
            }
            ("palette", DeValue::Table(table)) => self.palette = reading.palette(table),
            ("scopes", DeValue::Table(table)) => self.scopes = reading.scopes(table),
            ("sixteen", DeValue::Table(table)) => self.sixteen = reading.scopes(table),
            (name, _) if KEYS.contains(&name) => {
                let wanted = if matches!(name, "palette" | "scopes" | "sixteen") { "table" } else { "string" };
                reading.report(&span, &format!("`{name}` has to be a {wanted}"));
            }
            (name, _) => reading.unknown(&key.span(), name, KEYS.iter().copied()),
        }
    }
}

/// The parts of a theme file.
impl Reading<'_> {
    fn choice<T: Copy>(&mut self, words: &[(&str, T)], word: &str, span: &Range<usize>) -> Option<T> {
        let found = words.iter().find(|(name, _)| *name == word).map(|(_, value)| *value);
        if found.is_none() {
            let names: Vec<String> = words.iter().map(|(name, _)| format!("`{name}`")).collect();
            self.report(span, &format!("`{word}` is not one of {}", names.join(", ")));
        }
        found
    }

    fn palette(&mut self, table: &DeTable<'_>) -> BTreeMap<String, Swatch> {
        let mut palette = BTreeMap::new();
        for (name, value) in table {
            match swatch(value.get_ref()) {
                Ok(swatch) => drop(palette.insert(name.get_ref().to_string(), swatch)),
                Err(message) => self.report(&value.span(), &message),
            }
        }
        palette
    }

    fn scopes(&mut self, table: &DeTable<'_>) -> BTreeMap<String, StyleWords> {
        let mut scopes = BTreeMap::new();
        for (name, value) in table {
            let style = match value.get_ref() {
                DeValue::String(text) => StyleWords::parse(text, value.span()),
                _ => Err(format!("`{}` has to be a string; a scope with dots is written in quotes", name.get_ref())),
            };
            match style {
                Ok(style) => drop(scopes.insert(name.get_ref().to_string(), style)),
                Err(message) => self.report(&value.span(), &message),
            }
        }
        scopes
    }
}

/// Reads `"#rrggbb"`, `"12%"`, or either in an array with one of 256 and one of the sixteen.
fn swatch(value: &DeValue<'_>) -> Result<Swatch, String> {
    let parts: Vec<&DeValue<'_>> = match value {
        DeValue::Array(parts) => parts.iter().map(Spanned::get_ref).collect(),
        single => vec![single],
    };
    let (full, rest) = match parts.split_first() {
        Some((DeValue::String(full), rest)) => (tint(full)?, rest),
        _ => return Err("a color starts with a string: #rrggbb, a percentage or `default`".to_owned()),
    };
    let mut swatch = Swatch { full, indexed: None, sixteen: None };
    for part in rest {
        match part {
            DeValue::Integer(number) => swatch.indexed = Some(index(number.as_str())?),
            DeValue::String(name) => swatch.sixteen = Some(sixteen(name)?),
            _ => return Err("a color is [\"#rrggbb\", 0 to 255, \"one of sixteen\"]".to_owned()),
        }
    }
    Ok(swatch)
}

fn tint(text: &str) -> Result<Tint, String> {
    if let Some(percent) = text.strip_suffix('%') {
        let percent = percent.trim().parse().ok().filter(|percent| *percent <= 100);
        return percent.map(Tint::Mixed).ok_or_else(|| format!("`{text}` is not a percentage from 0 to 100"));
    }
    match text {
        "default" => Ok(Tint::Default),
        _ => text.parse().map(Tint::Rgb).map_err(|()| format!("`{text}` is not a color; colors are written #rrggbb")),
    }
}

fn index(digits: &str) -> Result<u8, String> {
    digits.parse().map_err(|_| format!("{digits} is not one of the 256 colors (0 to 255)"))
}

fn sixteen(name: &str) -> Result<Color, String> {
    named(name)
        .ok_or_else(|| format!("`{name}` is not one of the sixteen, such as `blue` or `bright-blue`, or `default`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_theme_is_read() {
        let text = "appearance = 'light'\n[palette]\nink = ['#102030', 17, 'black']\ntint = '5%'\n[scopes]\ntext = 'ink'\n\"heading.1\" = 'ink bold'\n";
        let (theme, problems) = ThemeFile::parse("mine.toml", text);
        assert_eq!(problems, []);
        assert_eq!(theme.appearance, Some(Appearance::Light));
        assert_eq!(theme.palette["ink"].sixteen, Some(Color::Black));
        assert_eq!(theme.palette["tint"].full, Tint::Mixed(5));
        assert_eq!(theme.scopes.keys().collect::<Vec<_>>(), ["heading.1", "text"]);
    }

    #[test]
    fn problems_say_line_and_what_was_meant_and_the_rest_holds() {
        let text = "apearance = 'dark'\nbackground = 'none'\n[palette]\nink = '#12'\nred = ['#ff0000', 300]\nblue = '#00f'\n[scopes]\ntext = 'ink bald'\nlink = 'blue'\nquote = 3\n";
        let (theme, problems) = ThemeFile::parse("mine.toml", text);
        let shown: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert!(
            shown[0].starts_with("mine.toml:1:1: `apearance` is not known here; did you mean `appearance`?"),
            "{shown:?}"
        );
        assert_eq!(problems.iter().map(|problem| problem.line).collect::<Vec<_>>(), [1, 2, 4, 5, 8, 10]);
        assert!(theme.palette.contains_key("blue") && theme.scopes.contains_key("link"));
    }

    #[test]
    fn broken_toml_is_a_problem_with_a_line() {
        let (theme, problems) = ThemeFile::parse("mine.toml", "[palette]\nblue = '#00f'\n[scopes\n");
        assert!(problems.iter().any(|problem| problem.line == 3), "{problems:?}");
        assert!(theme.palette.contains_key("blue"));
    }
}
