//! Values of settings: how each kind is read from TOML, and how it is described.

use jiff::civil::Date;
use toml::de::DeValue;

use crate::layout::Order;

use super::appearance::Terminal;

/// A kind of value that a setting can have.
pub trait SettingValue: Sized {
    /// What may be written, for documents.
    fn kind() -> String;

    /// Reads a value.
    ///
    /// # Errors
    /// With what is expected there.
    fn read(value: &DeValue<'_>) -> Result<Self, String>;

    /// The value as it is written in a file.
    fn written(&self) -> String;
}

impl SettingValue for bool {
    fn kind() -> String {
        "`true` or `false`".to_owned()
    }

    fn read(value: &DeValue<'_>) -> Result<Self, String> {
        match value {
            DeValue::Boolean(value) => Ok(*value),
            _ => Err(format!("this has to be {}", Self::kind())),
        }
    }

    fn written(&self) -> String {
        self.to_string()
    }
}

impl SettingValue for String {
    fn kind() -> String {
        "text".to_owned()
    }

    fn read(value: &DeValue<'_>) -> Result<Self, String> {
        match value {
            DeValue::String(value) => Ok(value.to_string()),
            _ => Err("this has to be text in quotes".to_owned()),
        }
    }

    fn written(&self) -> String {
        toml::Value::from(self.as_str()).to_string()
    }
}

/// A program with its arguments; empty where folio is to find one.
pub type CommandWords = Vec<String>;

impl SettingValue for CommandWords {
    fn kind() -> String {
        "a list of words".to_owned()
    }

    fn read(value: &DeValue<'_>) -> Result<Self, String> {
        let expected =
            || "this has to be a list of words in quotes, the program first: [\"program\", \"argument\"]".to_owned();
        match value {
            DeValue::Array(words) => {
                words.iter().map(|word| String::read(word.get_ref()).map_err(|_| expected())).collect()
            }
            _ => Err(expected()),
        }
    }

    fn written(&self) -> String {
        toml::Value::from(self.clone()).to_string()
    }
}

/// Columns that the text may be wide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure(u16);

impl Measure {
    /// The least and the most there can be.
    pub const RANGE: std::ops::RangeInclusive<u16> = 20..=200;

    /// As near to this as there can be.
    pub fn new(columns: u16) -> Self {
        Self(columns.clamp(*Self::RANGE.start(), *Self::RANGE.end()))
    }

    /// Columns.
    pub fn columns(self) -> u16 {
        self.0
    }
}

impl Default for Measure {
    fn default() -> Self {
        Self::new(72)
    }
}

impl SettingValue for Measure {
    fn kind() -> String {
        format!("a number from {} to {}", Self::RANGE.start(), Self::RANGE.end())
    }

    fn read(value: &DeValue<'_>) -> Result<Self, String> {
        let number = match value {
            DeValue::Integer(number) => number.as_str().parse().ok(),
            _ => None,
        };
        number
            .filter(|number| Self::RANGE.contains(number))
            .map(Self)
            .ok_or_else(|| format!("this has to be {}", Self::kind()))
    }

    fn written(&self) -> String {
        self.0.to_string()
    }
}

/// How a calendar date is written, in the letters of strftime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateFormat(String);

impl DateFormat {
    /// The format, if a date can be written in it.
    pub fn new(text: &str) -> Option<Self> {
        let format = Self(text.to_owned());
        format.try_written_out(Date::ZERO).map(|_| format)
    }

    /// A date in this format. Not yet clean: the format's own words may hold anything.
    pub fn written_out(&self, date: Date) -> String {
        self.try_written_out(date).unwrap_or_else(|| date.to_string())
    }

    fn try_written_out(&self, date: Date) -> Option<String> {
        jiff::fmt::strtime::format(&self.0, date).ok()
    }
}

impl Default for DateFormat {
    fn default() -> Self {
        Self("%-d %B %Y".to_owned())
    }
}

impl SettingValue for DateFormat {
    fn kind() -> String {
        "text with the letters of strftime".to_owned()
    }

    fn read(value: &DeValue<'_>) -> Result<Self, String> {
        let expected = "this has to be a date as strftime writes one, such as \"%-d %B %Y\" or \"%Y-%m-%d\"";
        String::read(value).ok().and_then(|text| Self::new(&text)).ok_or_else(|| expected.to_owned())
    }

    fn written(&self) -> String {
        self.0.written()
    }
}

macro_rules! choices {
    ($($(#[doc = $doc:literal])* $name:ident { $($first:ident $first_word:literal $first_help:literal;)+ })*) => {$(
        $(#[doc = $doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub enum $name { #[default] $(#[doc = $first_help] $first,)+ }

        impl $name {
            /// All of them with the words they are written as.
            pub const ALL: &[($name, &str)] = &[$(($name::$first, $first_word),)+];

            /// The word it is written as.
            pub const fn word(self) -> &'static str { match self { $($name::$first => $first_word,)+ } }
        }

        impl SettingValue for $name {
            fn kind() -> String {
                let words: Vec<String> = Self::ALL.iter().map(|(_, word)| format!("`\"{word}\"`")).collect();
                words.join(", ")
            }

            fn read(value: &DeValue<'_>) -> Result<Self, String> {
                let found = match value {
                    DeValue::String(text) => Self::ALL.iter().find(|(_, word)| *word == text.as_ref()),
                    _ => None,
                };
                found.map(|(value, _)| *value).ok_or_else(|| {
                    let words: Vec<&str> = Self::ALL.iter().map(|(_, word)| *word).collect();
                    format!("this has to be one of {}", words.join(", "))
                })
            }

            fn written(&self) -> String {
                format!("\"{}\"", self.word())
            }
        }
    )*};
}

choices! {
    /// How the list is parted.
    GroupBy {
        Month "month" "By month.";
        Year "year" "By year.";
        None "none" "Not at all.";
    }
    /// The order of the list at the start.
    SortOrder {
        Newest "newest" "By date, the newest first.";
        Oldest "oldest" "By date, the oldest first.";
        Title "title" "By title.";
        Longest "longest" "By words, the longest first.";
        Shortest "shortest" "By words, the shortest first.";
        Updated "updated" "By the last change.";
    }
    /// How pictures are shown.
    ImageChoice {
        Auto "auto" "As well as the terminal can.";
        Blocks "blocks" "With half blocks.";
        Off "off" "Named only.";
    }
    /// Whether links can be clicked on.
    HyperlinkChoice {
        Auto "auto" "Where the terminal is not known to stumble over them.";
        Always "always" "Always.";
        Never "never" "Never.";
    }
    /// Who puts text that runs from right to left in the order in which it is read.
    BidiChoice {
        Auto "auto" "The terminal where it is known to, else folio.";
        Visual "visual" "Folio.";
        Logical "logical" "The terminal.";
    }
    /// Whether quotation marks, dashes and dots of running text are set as in print.
    TypographyChoice {
        Auto "auto" "Where the site's own pages set them.";
        Always "always" "Always.";
        Never "never" "Never: as they were typed.";
    }
}

impl TypographyChoice {
    /// Whether signs are set, whatever the site; none where that is the site's matter.
    #[must_use]
    pub fn asked(self) -> Option<bool> {
        match self {
            Self::Auto => None,
            Self::Always => Some(true),
            Self::Never => Some(false),
        }
    }
}

impl HyperlinkChoice {
    /// Whether links can be clicked on in this terminal.
    #[must_use]
    pub fn holds(self, terminal: &Terminal) -> bool {
        match self {
            Self::Auto => terminal.takes_links,
            Self::Always => true,
            Self::Never => false,
        }
    }
}

impl BidiChoice {
    /// The order in which this terminal is given the words of a row.
    #[must_use]
    pub fn order(self, terminal: &Terminal) -> Order {
        match self {
            Self::Auto if terminal.reorders => Order::Logical,
            Self::Auto | Self::Visual => Order::Visual,
            Self::Logical => Order::Logical,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::ColorChoice;

    fn read<T: SettingValue>(text: &str) -> Result<T, String> {
        T::read(DeValue::parse(text).unwrap().get_ref())
    }

    #[test]
    fn what_is_chosen_outweighs_what_the_terminal_is_known_for() {
        let known = Terminal::from_env(&|name| (name == "TERM").then(|| "mlterm".to_owned()), ColorChoice::Auto);
        let unknown = Terminal::from_env(&|_| None, ColorChoice::Auto);
        for (choice, expected) in [
            (HyperlinkChoice::Auto, [true, false]),
            (HyperlinkChoice::Always, [true; 2]),
            (HyperlinkChoice::Never, [false; 2]),
        ] {
            assert_eq!([choice.holds(&known), choice.holds(&unknown)], expected, "{choice:?}");
        }
        for (choice, expected) in [
            (BidiChoice::Auto, [Order::Logical, Order::Visual]),
            (BidiChoice::Logical, [Order::Logical; 2]),
            (BidiChoice::Visual, [Order::Visual; 2]),
        ] {
            assert_eq!([choice.order(&known), choice.order(&unknown)], expected, "{choice:?}");
        }
    }

    #[test]
    fn values_are_read_and_refused() {
        assert_eq!(read::<bool>("true"), Ok(true));
        assert!(read::<bool>("1").is_err());
        assert_eq!(read::<Measure>("66").map(Measure::columns), Ok(66));
        for bad in ["19", "201", "-1", "'66'", "1e9", "99999999999999999999"] {
            assert!(read::<Measure>(bad).is_err(), "{bad}");
        }
        assert!(read::<DateFormat>("'%Y-%m-%d'").is_ok());
        assert!(read::<DateFormat>("'%H o'").is_err(), "a date has no hour");
        assert_eq!(DateFormat::default().written_out(jiff::civil::date(2010, 6, 8)), "8 June 2010");
        assert_eq!(read::<CommandWords>("['a', 'b']"), Ok(vec!["a".to_owned(), "b".to_owned()]));
        assert!(read::<CommandWords>("['a', 1]").is_err());
        assert!(read::<CommandWords>("'a'").is_err());
        assert_eq!(read::<GroupBy>("'year'"), Ok(GroupBy::Year));
        assert_eq!(read::<GroupBy>("'years'"), Err("this has to be one of month, year, none".to_owned()));
    }
}
