//! A post's body as a tree: CommonMark's own nouns, plus what real posts add.
//!
//! A [`Document`] is made once a revision and knows no width, no colour and no file. Its text is clean;
//! every range in it points into that text.

mod alert;
mod anchor;
mod ansi;
mod block;
mod bounds;
mod build;
mod emoji;
mod fence;
mod highlight;
mod html;
mod inline;
mod language;
mod lines;
mod math;
mod numbering;
mod opening;
mod parse;
mod place;
mod pointed;
mod token;
mod typography;
mod words;

pub use crate::template::{Markup, Reading};
pub use block::{AlertKind, Align, Block, BlockKind, DefinitionItem, ListItem, ListKind, Table, TableCell};
pub use highlight::{Budget, highlight, highlight_document};
pub use inline::{Inline, InlineKind, InlineStyle};
pub use numbering::Numbering;
pub use opening::opening;
pub use parse::parse;
pub use place::Places;
pub use token::TokenScope;

use crate::post::Diagnostic;
use crate::text::{Clean, TextRange};

/// The number of a link in its document, from 0; shown from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LinkId(pub u32);

/// The number of an image in its document, from 0; shown from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ImageId(pub u32);

/// A body, parsed.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Every word that is shown, in reading order, blocks parted by line feeds.
    pub text: Clean,
    /// The outermost blocks in order.
    pub blocks: Vec<Block>,
    /// By [`LinkId`].
    pub links: Vec<Link>,
    /// By [`ImageId`].
    pub images: Vec<Image>,
    /// The outline.
    pub headings: Vec<Heading>,
    /// In order.
    pub code_blocks: Vec<CodeBlock>,
    /// In order of first reference.
    pub footnotes: Vec<Footnote>,
    /// Words of the whole body it is made of, counted; none where nobody did. A list may only estimate them.
    pub words: Option<u32>,
    /// What templates and HTML could not be understood, with lines of the body.
    pub diagnostics: Vec<Diagnostic>,
}

/// A link as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The text that is underlined; empty around an image alone is that image's placeholder text.
    pub range: TextRange,
    /// The target as written, templates rewritten (`post_url` and its kin become `folio-ref:` targets).
    pub href: Clean,
    /// The title attribute.
    pub title: Clean,
    /// Line of the body, from 1.
    pub line: u32,
    /// Byte of the body at which its target is written; none where nobody saw it written.
    pub target_at: Option<usize>,
}

/// An image as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// Where its placeholder text stands.
    pub range: TextRange,
    /// Alternative text, one line.
    pub alt: Clean,
    /// The source as written.
    pub href: Clean,
    /// The title attribute.
    pub title: Clean,
    /// How wide it is asked to be, in pixels, where it is.
    pub width: Option<u16>,
    /// The link around it.
    pub link: Option<LinkId>,
    /// Line of the body, from 1.
    pub line: u32,
    /// Byte of the body at which its source is written; none where nobody saw it written.
    pub target_at: Option<usize>,
}

/// A heading of the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its words and those of its pictures.
    pub range: TextRange,
    /// Its words without those of its pictures.
    pub words: Clean,
    /// Its identifier, unique in the document.
    pub anchor: Clean,
    /// Line of the body, from 1.
    pub line: u32,
}

/// A block of code, never wrapped and copied raw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeBlock {
    /// Its lines in the document's text, without a last line feed.
    pub range: TextRange,
    /// The language as written, lower-cased, without attributes.
    pub language: Option<Clean>,
    /// A title (`title="src/main.rs"`), where given.
    pub title: Option<Clean>,
    /// Lines the author marked, from 1 to the block's own count, sorted.
    pub marked_lines: Vec<u32>,
    /// The number of the first line, where the author asked for numbers.
    pub first_number: Option<u32>,
    /// How its words look by its own word (```` ```ansi ````); in order, those of the same words over each other.
    pub tokens: Vec<(TextRange, TokenScope)>,
    /// Line of the body, from 1.
    pub line: u32,
}

/// A footnote, numbered by its first reference.
#[derive(Clone, Debug)]
pub struct Footnote {
    /// The label as written.
    pub label: Clean,
    /// Where it is referred to, in order.
    pub references: Vec<TextRange>,
    /// What it says.
    pub blocks: Vec<Block>,
    /// All its words.
    pub range: TextRange,
}
