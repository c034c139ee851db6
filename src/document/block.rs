//! Blocks: what stands on its own rows. Nesting ends at [`Block::MAX_DEPTH`], so walking may recurse.

use super::{ImageId, Inline, Numbering};
use crate::text::TextRange;

/// A block and the text it covers.
#[derive(Clone, Debug)]
pub struct Block {
    /// All its words.
    pub range: TextRange,
    /// What it is.
    pub kind: BlockKind,
}

impl Block {
    /// Blocks nested deeper are folded into their parent, with a diagnostic.
    pub const MAX_DEPTH: usize = 32;
}

/// What a block is.
#[derive(Clone, Debug)]
pub enum BlockKind {
    /// Running text.
    Paragraph {
        /// Its text in runs.
        inlines: Vec<Inline>,
        /// Where the author set it.
        align: Align,
    },
    /// A heading; `index` is its place in `Document::headings`.
    Heading {
        /// 1 to 6.
        level: u8,
        /// In the outline.
        index: usize,
        /// Its text in runs.
        inlines: Vec<Inline>,
    },
    /// A block of code; `index` is its place in `Document::code_blocks`.
    Code {
        /// In the document's code blocks.
        index: usize,
    },
    /// A list.
    List {
        /// Bullets or numbers.
        kind: ListKind,
        /// Whether items are set without blank rows between them.
        tight: bool,
        /// In order.
        items: Vec<ListItem>,
    },
    /// A quotation or alert.
    Quote {
        /// An alert's kind, for GitHub alerts and admonitions.
        alert: Option<AlertKind>,
        /// An alert's own title, where written; else the kind's name is shown.
        title: Vec<Inline>,
        /// What is quoted.
        blocks: Vec<Block>,
    },
    /// A table.
    Table(Table),
    /// Terms and what they mean.
    Definitions {
        /// In order.
        items: Vec<DefinitionItem>,
    },
    /// Pictures that stand alone, with a caption.
    Figure {
        /// The pictures.
        images: Vec<ImageId>,
        /// The caption, or nothing.
        caption: Vec<Block>,
    },
    /// Content under a summary (`<details>`).
    Details {
        /// What is always shown.
        summary: Vec<Inline>,
        /// What can be folded.
        blocks: Vec<Block>,
        /// Whether the author opened it.
        open: bool,
    },
    /// Display mathematics, its text already as shown.
    Math,
    /// A thematic break.
    Rule,
}

/// Where a paragraph or cell is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// By the direction of its text.
    #[default]
    Natural,
    /// At the left.
    Left,
    /// In the middle.
    Center,
    /// At the right.
    Right,
}

/// The marks of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListKind {
    /// Bullets, by depth.
    Bullet,
    /// Numbers, or what is counted by.
    Ordered(Numbering),
}

/// One item of a list.
#[derive(Clone, Debug)]
pub struct ListItem {
    /// A task's state, if it is one.
    pub task: Option<bool>,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// A term and its definitions.
#[derive(Clone, Debug)]
pub struct DefinitionItem {
    /// The term.
    pub term: Vec<Inline>,
    /// Each definition.
    pub definitions: Vec<Vec<Block>>,
}

/// A table; every row has `aligns.len()` cells.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// By column.
    pub aligns: Vec<Align>,
    /// Empty if the table has no header.
    pub header: Vec<TableCell>,
    /// In order.
    pub rows: Vec<Vec<TableCell>>,
    /// A caption, or nothing.
    pub caption: Vec<Inline>,
}

/// A cell. Block content of HTML cells is flattened, its blocks parted by hard breaks.
#[derive(Clone, Debug, Default)]
pub struct TableCell {
    /// Its text in runs.
    pub inlines: Vec<Inline>,
}

/// The kinds of GitHub's alerts, with Docusaurus' and Obsidian's folded into them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AlertKind {
    /// Note, info.
    Note,
    /// Tip, hint, success.
    Tip,
    /// Important.
    Important,
    /// Warning.
    Warning,
    /// Caution, danger.
    Caution,
}

impl AlertKind {
    /// What a page calls it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Note => "Note",
            Self::Tip => "Tip",
            Self::Important => "Important",
            Self::Warning => "Warning",
            Self::Caution => "Caution",
        }
    }
}
