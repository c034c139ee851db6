//! All settings, in one table: the parser, the defaults, `folio config --print-default` and
//! `docs/CONFIGURATION.md` are made from it.

use toml::de::DeValue;

use super::reading::did_you_mean;
use super::value::{
    BidiChoice, CommandWords, DateFormat, GroupBy, HyperlinkChoice, ImageChoice, Measure, SettingValue, SortOrder,
    TypographyChoice,
};

/// A setting as documents describe it.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// Its name in a file.
    pub name: &'static str,
    /// What may be written.
    pub kind: fn() -> String,
    /// Its default, as TOML.
    pub default: &'static str,
    /// What it does.
    pub help: &'static str,
}

macro_rules! settings {
    ($($field:ident $name:literal: $kind:ty = $default:literal, $help:literal;)*) => {
        /// Every setting, in the order of documents.
        pub const SETTINGS: &[Setting] =
            &[$(Setting { name: $name, kind: <$kind as SettingValue>::kind, default: $default, help: $help },)*];

        /// What one file says.
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct RawSettings { $($field: Option<$kind>,)* }

        /// Every setting with a value.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct Settings { $(#[doc = $help] pub $field: $kind,)* }

        impl Settings {
            /// A setting's value as it is written in a file; none if there is no setting of this name.
            pub fn written(&self, name: &str) -> Option<String> {
                match name {
                    $($name => Some(self.$field.written()),)*
                    _ => None,
                }
            }

            /// These settings as if a file said them.
            fn raw(&self) -> RawSettings {
                RawSettings { $($field: Some(self.$field.clone()),)* }
            }
        }

        impl RawSettings {
            /// Takes a setting's value in; none if there is no setting of this name.
            ///
            /// # Errors
            /// With what is expected there.
            pub fn take(&mut self, name: &str, value: &DeValue<'_>) -> Option<Result<(), String>> {
                match name {
                    $($name => Some(<$kind>::read(value).map(|value| self.$field = Some(value))),)*
                    _ => None,
                }
            }

            /// What this file says, and where it is silent what the other says.
            #[must_use]
            pub fn over(self, other: Self) -> Self {
                Self { $($field: self.$field.or(other.$field),)* }
            }

            /// Settings with a value each. A test holds that the defaults leave none out.
            pub fn resolve(self) -> Settings {
                Settings { $($field: self.$field.unwrap_or_default(),)* }
            }

            /// The names of settings that it says nothing of.
            pub fn silent(&self) -> Vec<&'static str> {
                let mut names = Vec::new();
                $(if self.$field.is_none() { names.push($name); })*
                names
            }
        }
    };
}

impl Settings {
    /// Changes a setting as `:set` does: `on` and `off` are switches, words need no quotes. Without a value a switch is
    /// turned on, or off where its name begins with `no`.
    ///
    /// # Errors
    /// With what is expected, what was probably meant, or, where nothing is to be changed, what the value is.
    pub fn change(&mut self, name: &str, value: Option<&str>) -> Result<(), String> {
        let known = SETTINGS.iter().map(|setting| setting.name);
        // As in an editor: `mouse?` asks, `mouse!` turns it over, `nomouse` turns it off.
        let (asked, turned) = (name.strip_suffix('?'), name.strip_suffix('!'));
        let turned = turned.and_then(|name| Some((name, if self.switch(name)? { "false" } else { "true" })));
        let off = name.strip_prefix("no").filter(|name| self.switch(name).is_some());
        let (name, value) = match (off, value) {
            (Some(name), None) => (name, "false"),
            (None, None) if turned.is_some() => turned.unwrap_or_default(),
            (None, None) if self.switch(name).is_some() => (name, "true"),
            (_, None) => {
                let name = asked.unwrap_or(name);
                let value = self.written(name);
                return Err(value.map_or_else(|| unknown(name, known), |value| format!("{name} = {value}")));
            }
            (_, Some(value)) => (name, value),
        };
        let mut raw = RawSettings::default();
        raw.take(name, &spoken(value)).ok_or_else(|| unknown(name, known))??;
        *self = raw.over(self.raw()).resolve();
        Ok(())
    }

    /// Whether a switch is on; none if this is no switch.
    fn switch(&self, name: &str) -> Option<bool> {
        self.written(name).and_then(|value| value.parse().ok())
    }
}

fn unknown<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> String {
    format!("there is no setting `{name}`{}", did_you_mean(name, known))
}

/// A value as one says it: what TOML would read, `on` and `off`, else the words themselves.
fn spoken(value: &str) -> DeValue<'_> {
    match value {
        "on" | "yes" => DeValue::Boolean(true),
        "off" | "no" => DeValue::Boolean(false),
        _ => DeValue::parse(value).map_or_else(|_| DeValue::String(value.into()), toml::Spanned::into_inner),
    }
}

settings! {
    blog "blog": String = r#""""#,
        "The blog that opens when none is named: a name from `[blogs]` or a path. Empty: the current directory.";
    theme "theme": String = r#""auto""#,
        "The theme: a name, or auto to follow the terminal's background.";
    theme_dark "theme-dark": String = r#""dark""#,
        "The theme that auto takes on a dark background.";
    theme_light "theme-light": String = r#""light""#,
        "The theme that auto takes on a light background.";
    measure "measure": Measure = "72",
        "How wide a line of text may be, in columns.";
    date_format "date-format": DateFormat = r#""%-d %B %Y""#,
        "How dates are written at the head of a post, in the letters of strftime.";
    group_by "group-by": GroupBy = r#""month""#,
        "How the list of posts is parted.";
    sort "sort": SortOrder = r#""newest""#,
        "The order of the list at the start.";
    all "all": bool = "false",
        "Whether drafts, future and hidden posts are listed at the start.";
    link_numbers "link-numbers": bool = "true",
        "Whether links carry their number in the text.";
    wrap_code "wrap-code": bool = "true",
        "Whether long lines of code go on in the next row; otherwise they run out of sight and can be scrolled.";
    images "images": ImageChoice = r#""auto""#,
        "How pictures are drawn.";
    hyperlinks "hyperlinks": HyperlinkChoice = r#""auto""#,
        "Whether the terminal is told where links lead, so that they can be clicked on (OSC 8).";
    bidi "bidi": BidiChoice = r#""auto""#,
        "Who puts text from right to left in the order in which it is read: folio (visual) or the terminal (logical).";
    typography "typography": TypographyChoice = r#""auto""#,
        "Whether quotation marks, dashes and dots are set as in print: auto does as the site's pages. For blogs opened later.";
    mouse "mouse": bool = "false",
        "Whether folio uses the mouse. The terminal's own selection then needs Shift.";
    watch "watch": bool = "true",
        "Whether posts are read again when their files change.";
    state "state": bool = "true",
        "Whether folio remembers what was read, starred, and where you were.";
    opener "opener": CommandWords = "[]",
        "The program that opens links, {url} standing for the address. Empty: what the system opens them with.";
    editor "editor": CommandWords = "[]",
        "The program that edits a post, {file} and {line} standing for the place. Empty: VISUAL or EDITOR.";
    pipe "pipe": CommandWords = "[]",
        "The program that is given a post as plain text. Empty: none.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_is_a_value_of_its_setting() {
        let mut raw = RawSettings::default();
        for setting in SETTINGS {
            let value = DeValue::parse(setting.default).unwrap();
            assert_eq!(raw.take(setting.name, value.get_ref()), Some(Ok(())), "{}", setting.name);
        }
        assert_eq!(raw.silent(), [] as [&str; 0]);
    }

    fn defaults() -> Settings {
        crate::config::Config::default().settings
    }

    #[test]
    fn what_is_written_is_read_again() {
        let mut raw = RawSettings::default();
        for setting in SETTINGS {
            let written = defaults().written(setting.name).unwrap();
            assert_eq!(written, setting.default, "{}", setting.name);
            assert_eq!(raw.take(setting.name, DeValue::parse(&written).unwrap().get_ref()), Some(Ok(())));
        }
        assert_eq!(raw.resolve(), defaults());
    }

    #[test]
    fn a_setting_is_changed_as_one_says_it() {
        let mut settings = defaults();
        for (name, value, field, written) in [
            ("measure", Some("60"), "measure", "60"),
            ("mouse", Some("on"), "mouse", "true"),
            ("nomouse", None, "mouse", "false"),
            ("mouse", None, "mouse", "true"),
            ("mouse!", None, "mouse", "false"),
            ("mouse!", None, "mouse", "true"),
            ("theme", Some("nord"), "theme", "\"nord\""),
            ("group-by", Some("year"), "group-by", "\"year\""),
            ("pipe", Some("['wc', '-w']"), "pipe", "[\"wc\", \"-w\"]"),
        ] {
            assert_eq!(settings.change(name, value), Ok(()), "{name}");
            assert_eq!(settings.written(field).as_deref(), Some(written));
        }
    }

    #[test]
    fn what_cannot_be_changed_is_said() {
        for (name, value, expected) in [
            ("mesure", Some("60"), "there is no setting `mesure`; did you mean `measure`?"),
            ("measure", None, "measure = 72"),
            ("mouse?", None, "mouse = false"),
            ("measure!", None, "there is no setting `measure!`; did you mean `measure`?"),
            ("measure", Some("3"), "this has to be a number from 20 to 200"),
            ("nomeasure", None, "there is no setting `nomeasure`; did you mean `measure`?"),
        ] {
            assert_eq!(defaults().change(name, value), Err(expected.to_owned()), "{name}");
        }
    }
}
