//! All settings, in one table: the parser, the defaults, `folio config --print-default` and
//! `docs/CONFIGURATION.md` are made from it.

use toml::de::DeValue;

use super::value::{CommandWords, GroupBy, ImageChoice, Measure, SettingValue, SortOrder};

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

settings! {
    blog "blog": String = r#""""#,
        "The blog that opens when none is named: a name from [blogs] or a path. Empty: the current directory.";
    theme "theme": String = r#""auto""#,
        "The theme: a name, or auto to follow the terminal's background.";
    theme_dark "theme-dark": String = r#""dark""#,
        "The theme that auto takes on a dark background.";
    theme_light "theme-light": String = r#""light""#,
        "The theme that auto takes on a light background.";
    measure "measure": Measure = "72",
        "How wide a line of text may be, in columns.";
    date_format "date-format": String = r#""%-d %B %Y""#,
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
}
