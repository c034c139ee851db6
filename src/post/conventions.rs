//! A generator's rules for reading one post, as plain data. `site` fills it; nothing here knows which generator it is.

use std::borrow::Cow;

use super::date::Clock;
use super::front_matter::Fences;
use super::scalar::Scalars;

/// How the parts of a post are found in its front matter and path.
#[derive(Clone, Debug)]
pub struct Conventions {
    /// What stands between YAML's marks.
    pub fences: Fences,
    /// What a time without a zone means.
    pub clock: Clock,
    /// Where the date may stand in the path.
    pub path_dates: PathDates,
    /// Whose reader of YAML tells what a title or a name without quotes is.
    pub scalars: Scalars,
    /// Keys of the title, the first that is not blank counts.
    pub title_keys: &'static [&'static str],
    /// Keys of the date, the first that is there counts; dots go into maps.
    pub date_keys: Cow<'static, [Cow<'static, str>]>,
    /// Keys of the change.
    pub updated_keys: Cow<'static, [Cow<'static, str>]>,
    /// Keys of the tags.
    pub tags: Names,
    /// Keys of the categories.
    pub categories: Names,
    /// What stands in for a title.
    pub untitled: Untitled,
    /// Whether a post with no other date takes the file's.
    pub mtime_dates: bool,
}

/// How a list of names is written.
#[derive(Clone, Debug)]
pub struct Names {
    /// Keys whose value is one name, however many words it has.
    pub single: &'static [&'static str],
    /// Keys whose value is a list, or text that holds one; the first that is there counts.
    pub many: &'static [&'static str],
    /// Whether the single name stands beside the list, or in its place.
    pub both: bool,
    /// How text becomes a list.
    pub split: Split,
    /// Names that only build collections and say nothing to a reader.
    pub silent: &'static [&'static str],
}

impl Names {
    /// Names under the first of these keys that is there: a list, or text that is parted.
    pub const fn listed(many: &'static [&'static str], split: Split) -> Self {
        Self { single: &[], many, both: false, split, silent: &[] }
    }
}

/// How text becomes a list of names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Split {
    /// At white space (Jekyll).
    Blanks,
    /// At `;` where there is one, else at `,` (Pelican).
    Commas,
    /// Not at all (Hugo, Zola, Hexo, Eleventy).
    Never,
    /// As with [`Split::Commas`], where nothing is known of the author's tools.
    Guess,
}

/// Where in a path a date counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathDates {
    /// Nowhere.
    Nowhere,
    /// At the start of the file's name.
    Name,
    /// At the start of the file's name, or of its folder's if it is an `index`, after this many keys (Hugo's `:filename`).
    NameAfter(usize),
    /// At the start of the file's name; the year may have two digits (Jekyll).
    ShortName,
    /// At the start of the file's name or a folder's, or as three folders.
    Anywhere,
}

/// What stands in for a title that is not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Untitled {
    /// The first heading, else the file's name.
    Heading,
    /// The file's name, words capitalized (Jekyll's `titleize_slug`).
    Name,
    /// The file's name as it is.
    File,
}

/// A list of keys known beforehand.
pub fn keys(names: &[&'static str]) -> Cow<'static, [Cow<'static, str>]> {
    names.iter().map(|name| Cow::Borrowed(*name)).collect()
}

/// Keys of the date in general use, in the order of trust.
const DATE_KEYS: &[&str] = &[
    "date",
    "date.created",
    "pubdate",
    "pubdatetime",
    "publishdate",
    "published",
    "publishedat",
    "publicationdate",
    "datepublished",
    "publisheddate",
    "publicationdatetime",
    "publishedon",
    "publishedtime",
    "created",
    "createdat",
    "datecreated",
    "createddate",
    "datetime",
    "posted",
    "postdate",
    "creationdate",
    "createtime",
    "createdtime",
    "publishtime",
    "dateposted",
    "releasedate",
    "added",
    "rsspubdate",
    "extra.date",
];

/// Keys of the change in general use.
const UPDATED_KEYS: &[&str] = &[
    "updated",
    "date.updated",
    "lastmod",
    "modified",
    "updateddate",
    "lastmodifiedat",
    "lastmodified",
    "updatedat",
    "modifieddate",
    "lastupdated",
    "moddatetime",
    "updatedate",
    "dateupdated",
    "datemodified",
];

impl Default for Conventions {
    /// What a reader would expect of a folder of Markdown.
    fn default() -> Self {
        Self {
            fences: Fences::Yaml,
            clock: Clock::default(),
            path_dates: PathDates::Anywhere,
            scalars: Scalars::Text,
            title_keys: &["title", "linktitle", "name"],
            date_keys: keys(DATE_KEYS),
            updated_keys: keys(UPDATED_KEYS),
            tags: Names::listed(&["tags", "tag", "taxonomies.tags", "extra.tags", "keywords"], Split::Guess),
            categories: Names::listed(
                &["categories", "category", "taxonomies.categories", "topics", "topic"],
                Split::Guess,
            ),
            untitled: Untitled::Heading,
            mtime_dates: false,
        }
    }
}
