//! What is laid out: a body between its masthead and its end matter, all of it clean.

use crate::document::{BlockKind, Document, Inline, LinkId};
use crate::text::Clean;

use super::{ImageState, Role};

/// A post as a page.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// What stands above the body; none for a body alone.
    pub masthead: Option<&'a Masthead>,
    /// The body.
    pub document: &'a Document,
    /// Sections below the body: links, backlinks, neighbours.
    pub end: &'a [EndSection],
    /// What is known of pictures, by [`crate::document::ImageId`]; may be shorter than the images.
    pub images: &'a [ImageState],
}

impl<'a> Page<'a> {
    /// The body's own heading, if it begins with one that says what the masthead's title says: many posts repeat
    /// their title, and a page says it once.
    pub(super) fn own_title(&self) -> Option<&'a [Inline]> {
        let title = &self.masthead?.title;
        let first = self.document.blocks.first()?;
        let BlockKind::Heading { inlines, .. } = &first.kind else { return None };
        let heading = self.document.text.slice(first.range);
        (letters(&heading).next().is_some() && letters(&heading).eq(letters(title))).then_some(inlines.as_slice())
    }
}

/// What two spellings of a title have in common: letters and digits in lower case, without marks and blanks.
fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// The head of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Masthead {
    /// The title, wrapped and never cut.
    pub title: Clean,
    /// Date, author, reading time, status words: set on one row with dots between, wrapped where needed.
    pub byline: Vec<(Role, Clean)>,
    /// Tags, likewise on a row of their own.
    pub tags: Vec<Clean>,
}

/// A section below the body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EndSection {
    /// Its heading.
    pub heading: Clean,
    /// In order.
    pub entries: Vec<EndEntry>,
}

/// A row of an end section; wrapped with a hanging indent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndEntry {
    /// What stands before it, such as `[3]`.
    pub marker: Clean,
    /// The words.
    pub text: Clean,
    /// A quiet detail after them.
    pub detail: Clean,
    /// The link to follow. Ids from `document.links.len()` on are the page's own.
    pub link: Option<LinkId>,
}
