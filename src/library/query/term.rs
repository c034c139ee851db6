//! The tree of a query: terms, and how they combine. Made only in its flat form, so that a tree has one text.

use super::Key;

/// A condition on a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expr {
    /// A single one.
    Term(Term),
    /// The opposite.
    Not(Box<Expr>),
    /// All of them; two or more, none of them an `All`.
    All(Vec<Expr>),
    /// At least one of them; two or more, none of them an `Any`.
    Any(Vec<Expr>),
}

impl Expr {
    /// All of these; none if there are none.
    pub fn all(parts: Vec<Self>) -> Option<Self> {
        let flat = parts.into_iter().flat_map(|part| match part {
            Self::All(inner) => inner,
            other => vec![other],
        });
        Self::single_or(flat.collect(), Self::All)
    }

    /// At least one of these; none if there are none.
    pub fn any(parts: Vec<Self>) -> Option<Self> {
        let flat = parts.into_iter().flat_map(|part| match part {
            Self::Any(inner) => inner,
            other => vec![other],
        });
        Self::single_or(flat.collect(), Self::Any)
    }

    /// The opposite; the opposite of an opposite is the thing itself.
    #[must_use]
    pub fn negated(self) -> Self {
        match self {
            Self::Not(inner) => *inner,
            other => Self::Not(Box::new(other)),
        }
    }

    fn single_or(mut parts: Vec<Self>, many: fn(Vec<Self>) -> Self) -> Option<Self> {
        if parts.len() > 1 { Some(many(parts)) } else { parts.pop() }
    }
}

/// A single condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// In title, tags, author or description.
    Word(Box<str>),
    /// In title or body, as it stands.
    Phrase(Box<str>),
    /// One of these names, by the key's rule (`Tag` to `Text`).
    Name {
        /// `Tag` to `Text`.
        key: Key,
        /// One or more, as written.
        values: Vec<Box<str>>,
    },
    /// By the calendar date as written (`After` to `Date`).
    Day {
        /// `After` to `Date`.
        key: Key,
        /// One or more; one for `After` and `Before`.
        days: Vec<Day>,
    },
    /// In one of these states.
    Is(Vec<State>),
    /// With one of these in its body.
    Has(Vec<Part>),
}

impl Term {
    /// A post with that name, such as a tag.
    pub fn name(key: Key, value: &str) -> Self {
        Self::Name { key, values: vec![value.into()] }
    }

    /// A post of that year.
    pub fn year(year: i16) -> Self {
        Self::Day { key: Key::Year, days: vec![Day { year, month: None, day: None }] }
    }

    /// A post of that month.
    pub fn month(year: i16, month: i8) -> Self {
        Self::Day { key: Key::Date, days: vec![Day { year, month: Some(month), day: None }] }
    }

    /// The year that a year, month or day lies in; none for several of them, and for terms of other kinds.
    pub fn within_year(&self) -> Option<Self> {
        match self {
            Self::Day { key: Key::Year | Key::Date, days } => match days.as_slice() {
                [day] => Some(Self::year(day.year)),
                _ => None,
            },
            _ => None,
        }
    }

    /// The key it is written with, if it has one.
    pub fn key(&self) -> Option<Key> {
        match self {
            Self::Word(_) | Self::Phrase(_) => None,
            Self::Name { key, .. } | Self::Day { key, .. } => Some(*key),
            Self::Is(_) => Some(Key::Is),
            Self::Has(_) => Some(Key::Has),
        }
    }
}

/// A year, a month or a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Day {
    /// 1 to 9999.
    pub year: i16,
    /// 1 to 12.
    pub month: Option<i8>,
    /// 1 to 31; none without a month.
    pub day: Option<i8>,
}

impl Day {
    /// Its first day as a number that orders like days: `20100608`.
    pub fn first(self) -> i32 {
        ymd(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// Its last day, likewise; a month has 31 days for this purpose.
    pub fn last(self) -> i32 {
        ymd(self.year, self.month.unwrap_or(12), self.day.unwrap_or(31))
    }

    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<i16>().ok());
        let year = parts.next().filter(|part| part.len() == 4).and_then(number)??;
        let month = parts.next().map(|part| number(part).flatten());
        let day = parts.next().map(|part| number(part).flatten());
        if parts.next().is_some() || year == 0 || month == Some(None) || day == Some(None) {
            return None;
        }
        let small = |part: Option<Option<i16>>| part.flatten().and_then(|part| i8::try_from(part).ok());
        let found = Self { year, month: small(month), day: small(day) };
        let exists = jiff::civil::Date::new(year, found.month.unwrap_or(1), found.day.unwrap_or(1)).is_ok();
        (exists && found.month.is_some() == month.is_some() && found.day.is_some() == day.is_some()).then_some(found)
    }
}

/// A calendar day as a number that orders like days: `20100608`.
pub(in crate::library) fn ymd(year: i16, month: i8, day: i8) -> i32 {
    i32::from(year) * 10_000 + i32::from(month) * 100 + i32::from(day)
}

macro_rules! words {
    ($(#[doc = $what:literal])* $name:ident { $(#[doc = $doc:literal] $variant:ident $text:literal,)* }) => {
        $(#[doc = $what])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name { $(#[doc = $doc] $variant,)* }

        impl $name {
            /// All of them, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];
            /// Its word in a query.
            pub const fn name(self) -> &'static str { match self { $(Self::$variant => $text,)* } }
            pub(super) fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|item| item.name().eq_ignore_ascii_case(name))
            }
        }
    };
}

words! {
    /// What can follow `is:`.
    State {
        /// Not finished.
        Draft "draft",
        /// Dated after now.
        Future "future",
        /// Unlisted, expired or unpublished.
        Hidden "hidden",
        /// Without any tag.
        Untagged "untagged",
        /// Never read.
        Unread "unread",
        /// Starred.
        Starred "starred",
    }
}

words! {
    /// What can follow `has:`.
    Part {
        /// A picture.
        Image "image",
        /// A block of code.
        Code "code",
    }
}

words! {
    /// What can follow `sort:`.
    SortKey {
        /// When it was published.
        Date "date",
        /// When it was last changed, else published.
        Updated "updated",
        /// By title, letters folded.
        Title "title",
        /// By length.
        Words "words",
    }
}

/// An order. As with `git --sort`, a minus means descending.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Sort {
    /// By what.
    pub key: SortKey,
    /// Largest or latest first.
    pub descending: bool,
}

impl Default for Sort {
    /// Newest first.
    fn default() -> Self {
        Self { key: SortKey::Date, descending: true }
    }
}

impl Sort {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (name, descending) = text.strip_prefix('-').map_or((text, false), |rest| (rest, true));
        SortKey::named(name).map(|key| Self { key, descending })
    }
}
