//! Text in posts: what is looked for, where it stands in the words as shown, how well names match while typing.
//!
//! Knows text and documents; reads no file. `library::bodies` streams posts through it.

pub mod fuzzy;
mod needle;
mod snippet;

use crate::post::PostId;
use crate::text::{Clean, TextRange};

pub use needle::{Needle, pattern, words_and_phrases};
pub use snippet::hits;

/// A place in a post that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// In which post.
    pub post: PostId,
    /// Line of the body, from 1.
    pub line: u32,
    /// The first of the marks, in the document's text.
    pub range: TextRange,
    /// The words around it, one line.
    pub excerpt: Clean,
    /// Where the needle stands in the excerpt.
    pub marks: Vec<TextRange>,
}
