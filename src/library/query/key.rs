//! The keys of the query language: one table for parser, completion, errors and help.

/// What stands before a colon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    /// A tag; `#name` is short for it.
    Tag,
    /// A category.
    Category,
    /// An author.
    Author,
    /// A series.
    Series,
    /// A language; `zh` keeps `zh-TW` too.
    Lang,
    /// A part of the path.
    Path,
    /// A part of the title.
    Title,
    /// A part of the body.
    Text,
    /// On that day or later.
    After,
    /// Before the first day of that.
    Before,
    /// In that year.
    Year,
    /// In that year, month or day.
    Date,
    /// By state.
    Is,
    /// By content.
    Has,
    /// Order.
    Sort,
}

impl Key {
    /// Every key with its name and what it keeps.
    pub const TABLE: [(Self, &'static str, &'static str); 15] = [
        (Self::Tag, "tag", "posts with that tag"),
        (Self::Category, "category", "posts in that category"),
        (Self::Author, "author", "posts by that author"),
        (Self::Series, "series", "parts of that series"),
        (Self::Lang, "lang", "posts in that language"),
        (Self::Path, "path", "posts whose path has that in it"),
        (Self::Title, "title", "posts whose title has that in it"),
        (Self::Text, "text", "posts whose body has that in it"),
        (Self::After, "after", "posts of that day or later"),
        (Self::Before, "before", "posts before that day"),
        (Self::Year, "year", "posts of that year"),
        (Self::Date, "date", "posts of that year, month or day"),
        (Self::Is, "is", "draft, future, hidden, untagged, unread, starred"),
        (Self::Has, "has", "image, code"),
        (Self::Sort, "sort", "date, updated, title, words; with a minus the other way"),
    ];

    /// The key of that name, in any case.
    pub fn named(name: &str) -> Option<Self> {
        Self::TABLE.iter().find(|(_, key, _)| key.eq_ignore_ascii_case(name)).map(|(key, ..)| *key)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::TABLE.iter().find(|(key, ..)| *key == self).map_or("", |(_, name, _)| name)
    }

    /// All names in the order of the table.
    pub fn names() -> impl Iterator<Item = &'static str> {
        Self::TABLE.iter().map(|(_, name, _)| *name)
    }
}
