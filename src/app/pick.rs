//! A row of a list above the screen: what it says, and what choosing it does.

use std::path::PathBuf;

use crate::document::LinkId;
use crate::input::Action;
use crate::post::PostId;
use crate::text::wrap::{Measure, fill};
use crate::text::{Clean, TextRange};

/// What choosing a row does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pick {
    /// Nothing: the row is for reading.
    Nothing,
    /// Goes to some words of the open post.
    Words(TextRange),
    /// Follows a link of the open post.
    Link(LinkId),
    /// Opens a post at a hit.
    Hit(PostId, TextRange),
    /// Does an action.
    Act(Action),
    /// Opens a post.
    Post(PostId),
    /// Types the command that changes a setting.
    Set(&'static str),
    /// Reads another blog.
    Blog(PathBuf),
    /// Edits a file at a line.
    Edit(PathBuf, u32),
}

/// A row to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PickerRow {
    /// What stands before the words: a number, a key.
    pub marker: Clean,
    /// The words.
    pub text: Clean,
    /// A quiet detail after them.
    pub detail: Clean,
    /// Columns the words are moved in.
    pub indent: u16,
    /// Whether it is a heading over rows.
    pub heading: bool,
    /// Whether it goes on with the words of the row above it.
    pub goes_on: bool,
    /// Parts of the words to be marked.
    pub marks: Vec<TextRange>,
    /// What choosing it does.
    pub pick: Pick,
}

impl PickerRow {
    /// A row of words.
    pub fn new(marker: &str, text: &str, detail: &str, pick: Pick) -> Self {
        Self {
            marker: Clean::line(marker),
            text: Clean::line(text),
            detail: Clean::line(detail),
            indent: 0,
            heading: false,
            goes_on: false,
            marks: Vec::new(),
            pick,
        }
    }

    /// A row of words that are clean already, kept as they are.
    pub fn shown(text: &Clean, pick: Pick) -> Self {
        Self { text: text.clone(), ..Self::new("", "", "", pick) }
    }

    /// A heading over rows.
    pub fn heading(text: &str) -> Self {
        Self { heading: true, ..Self::new("", text, "", Pick::Nothing) }
    }

    /// Whether it can be selected.
    pub fn is_choice(&self) -> bool {
        !self.heading && !self.goes_on
    }

    /// The row, and below it rows for the words and the detail that don't fit in so many columns; in none they are left
    /// as they are.
    pub fn filled(self, words: usize, detail: usize) -> Vec<Self> {
        let parts = [(&self.text, words), (&self.detail, detail)].map(|(text, columns)| lines(text, columns));
        let rows = parts.iter().map(Vec::len).max().unwrap_or(0);
        if rows < 2 || self.heading {
            return vec![self];
        }
        let [mut texts, mut details] = parts.map(Vec::into_iter);
        let row = |place| Self {
            marker: if place == 0 { self.marker.clone() } else { Clean::default() },
            text: texts.next().unwrap_or_default(),
            detail: details.next().unwrap_or_default(),
            goes_on: place > 0,
            ..self.clone()
        };
        (0..rows).map(row).collect()
    }

    /// All its words in small letters.
    pub fn words(&self) -> String {
        format!("{} {} {}", self.marker, self.text, self.detail).to_lowercase()
    }
}

/// A text in lines of so many columns; in one where that is none.
fn lines(text: &Clean, columns: usize) -> Vec<Clean> {
    let mut lines = Vec::new();
    fill(text, &[], Measure::of(if columns == 0 { usize::MAX } else { columns }), &mut lines);
    lines.iter().map(|line| Clean::line(text.get(line.start..line.end).unwrap_or_default())).collect()
}
