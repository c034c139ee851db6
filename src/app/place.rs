//! Places in posts that survive another width and another revision.

use crate::document::LinkId;
use crate::post::PostId;
use crate::state;
use crate::text::{Clean, TextRange};

use super::select::Note;

/// A place in a page: rows below the row that shows a byte of the document's text. The default is the very top.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Anchor {
    /// Byte of the document's text.
    pub at: u32,
    /// Rows from there down to the first row in sight.
    pub below: isize,
}

impl Anchor {
    /// Whether it is the very top, above the masthead.
    pub fn is_top(self) -> bool {
        self == Self::default()
    }
}

/// A place in a post, with the link that was selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Which post.
    pub id: PostId,
    /// Where in it.
    pub anchor: Anchor,
    /// The link that was selected.
    pub link: Option<LinkId>,
    /// The place of a footnote that was selected.
    pub note: Option<Note>,
}

/// Where to go in a page once it is laid out.
#[derive(Clone, Debug, PartialEq)]
pub enum Goal {
    /// Its top.
    Top,
    /// Where a reader was.
    Place(Anchor),
    /// Where a reader was another time.
    Remembered(state::Place),
    /// A heading, by its anchor.
    Heading(Clean),
    /// Some words.
    Words(TextRange),
}

/// Bytes of text that tell a place.
const CONTEXT: usize = 64;

/// The byte of a new text where the words stand that were at `at` in the old one: the nearest of them, else as
/// far from the start as before.
pub fn relocate(old: &str, at: u32, new: &str) -> u32 {
    let words = words_at(old, at);
    let at = at as usize;
    let found = (!words.is_empty()).then(|| nearest(new.as_bytes(), words, at)).flatten();
    let found = found.unwrap_or_else(|| at.min(new.len()));
    u32::try_from(found).unwrap_or(u32::MAX)
}

/// The words by which a place is found again.
pub fn words_at(text: &str, at: u32) -> &str {
    let at = at as usize;
    let mut end = (at + CONTEXT).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(at..end).unwrap_or_default().trim()
}

/// The byte of a text at which a reader stopped another time: by the words there, else by how much lies above.
pub fn remembered(place: &state::Place, text: &str) -> u32 {
    let found = (!place.words.is_empty()).then(|| nearest(text.as_bytes(), &place.words, place.at as usize)).flatten();
    let above = (place.fraction.clamp(0.0, 1.0) * text.len() as f64) as usize;
    u32::try_from(found.unwrap_or(above)).unwrap_or(u32::MAX)
}

/// Where some words stand in a text, as near to a byte as they do.
fn nearest(text: &[u8], words: &str, at: usize) -> Option<usize> {
    let from = at.min(text.len());
    let before_end = (at + words.len()).min(text.len());
    let after =
        text.get(from..).and_then(|rest| memchr::memmem::find(rest, words.as_bytes())).map(|found| from + found);
    let before = text.get(..before_end).and_then(|head| memchr::memmem::rfind(head, words.as_bytes()));
    [after, before].into_iter().flatten().min_by_key(|found| found.abs_diff(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_found_again_by_its_words() {
        let old = "One. Two. Three.";
        assert_eq!(relocate(old, 5, "Zero. One. Two. Three."), 11);
        assert_eq!(relocate(old, 5, "One."), 4);
        assert_eq!(relocate(old, 0, ""), 0);
        assert_eq!(relocate("a b a b a", 4, "a b a b a"), 4);
    }

    #[test]
    fn a_place_of_another_time_is_found_by_its_words_or_its_share() {
        let place = |at, fraction, words: &str| state::Place { at, fraction, words: words.to_owned() };
        assert_eq!(remembered(&place(5, 0.3, "Two."), "Zero. One. Two. Three."), 11);
        assert_eq!(remembered(&place(5, 0.5, "Gone."), "12345678"), 4);
        assert_eq!(remembered(&place(900, 7.0, ""), "1234"), 4);
    }
}
