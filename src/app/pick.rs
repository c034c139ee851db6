//! A row of a list above the screen: what it says, and what choosing it does.

use std::path::PathBuf;

use crate::document::LinkId;
use crate::input::Action;
use crate::post::PostId;
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

    /// Whether all of these words, in small letters, stand somewhere in the row.
    pub fn has(&self, words: &[String]) -> bool {
        let all = format!("{} {} {}", self.marker, self.text, self.detail).to_lowercase();
        words.iter().all(|word| all.contains(word.as_str()))
    }
}
