//! A block that is still open, and what it has gathered.

use super::super::{AlertKind, Align, Block, DefinitionItem, Inline, ListItem, ListKind};
use super::grid::{CellParts, RowParts, TableParts};

/// Who opened a block. Only the same one closes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Owner {
    /// A Markdown event, always closed by its own end event.
    Markdown,
    /// An HTML tag, perhaps never closed.
    Html,
}

/// What an open block will become.
#[derive(Debug)]
pub(in super::super) enum FrameKind {
    /// Nothing of its own: its blocks go to its parent.
    Group,
    /// As [`FrameKind::Group`], with text set so.
    Aligned(Align),
    /// A paragraph written in HTML.
    Paragraph(Option<Align>),
    /// A heading of this level, with its own identifier if it has one.
    Heading(u8, Option<String>),
    /// A quotation or alert.
    Quote { alert: Option<AlertKind>, title: Vec<Inline> },
    /// The title of the quotation around it.
    QuoteTitle,
    /// A list.
    List { kind: ListKind, tight: bool, items: Vec<ListItem> },
    /// An item of a list.
    Item { task: Option<bool> },
    /// A table.
    Table(TableParts),
    /// The caption of a table.
    TableCaption,
    /// The head of a table.
    TableHead,
    /// A row of a table.
    Row(RowParts),
    /// A cell of a row.
    Cell(CellParts),
    /// A definition list.
    Definitions(Vec<DefinitionItem>),
    /// A term.
    Term,
    /// What a term means.
    Definition,
    /// A figure; its caption once read.
    Figure(Vec<Block>),
    /// The caption of a figure.
    Figcaption,
    /// Content that folds.
    Details { summary: Vec<Inline>, open: bool },
    /// The summary of details.
    Summary,
    /// A footnote's text.
    Footnote(u32),
    /// Code or other text whose white space stays.
    Verbatim(super::CodeParts),
}

impl FrameKind {
    /// A table with these columns.
    pub(in super::super) fn table(aligns: Vec<Align>) -> Self {
        Self::Table(TableParts { aligns, ..TableParts::default() })
    }

    /// A cell that may span.
    pub(in super::super) fn cell(header: bool, columns: usize, rows: usize, align: Align) -> Self {
        Self::Cell(CellParts { header, columns, rows, align, blocks: Vec::new() })
    }

    /// A list.
    pub(in super::super) fn list(kind: ListKind) -> Self {
        Self::List { kind, tight: true, items: Vec::new() }
    }

    /// A row of a table's head.
    pub(in super::super) fn head_row() -> Self {
        Self::Row(RowParts { head: true, ..RowParts::default() })
    }

    /// A row of a table's body.
    pub(in super::super) fn body_row() -> Self {
        Self::Row(RowParts::default())
    }

    /// A cell of one column and one row.
    pub(in super::super) fn plain_cell() -> Self {
        Self::Cell(CellParts::default())
    }

    /// Whether it makes the tree deeper.
    pub(super) fn nests(&self) -> bool {
        matches!(
            self,
            Self::Quote { .. }
                | Self::List { .. }
                | Self::Table(_)
                | Self::Definitions(_)
                | Self::Figure(_)
                | Self::Details { .. }
                | Self::Footnote(_)
        )
    }

    /// Where it sets its text; None if as its parent does.
    pub(super) fn align(&self) -> Option<Align> {
        match self {
            Self::Aligned(align) => Some(*align),
            Self::Paragraph(align) => *align,
            Self::Table(_) => Some(Align::Natural),
            _ => None,
        }
    }
}

/// An open block.
#[derive(Debug)]
pub(in super::super) struct Frame {
    /// What it will become.
    pub(in super::super) kind: FrameKind,
    /// Who opened it.
    pub(in super::super) owner: Owner,
    /// The tag that opened it; empty for Markdown.
    pub(in super::super) name: &'static str,
    /// Bytes of text before it.
    pub(in super::super) opened: usize,
    /// Inline marks open outside it.
    pub(in super::super) marks: usize,
    /// Where its text is set.
    pub(in super::super) align: Align,
    /// Whether only an item without a list around it opened it.
    pub(in super::super) implied: bool,
    /// What it holds so far.
    pub(in super::super) blocks: Vec<Block>,
}

impl Frame {
    /// A block that opens after `opened` bytes of text.
    pub(super) fn new(kind: FrameKind, owner: Owner, name: &'static str, opened: usize) -> Self {
        Self { kind, owner, name, opened, marks: 0, align: Align::Natural, implied: false, blocks: Vec::new() }
    }

    /// Adds a block. What stands in a list outside of its items belongs to the item before it.
    pub(super) fn push(&mut self, block: Block) {
        match &mut self.kind {
            FrameKind::List { items, .. } => match items.last_mut() {
                Some(item) => item.blocks.push(block),
                None => items.push(ListItem { task: None, blocks: vec![block] }),
            },
            FrameKind::Definitions(items) => match items.last_mut() {
                Some(item) => item.definitions.push(vec![block]),
                None => items.push(DefinitionItem { term: Vec::new(), definitions: vec![vec![block]] }),
            },
            _ => {
                // Most cells and items hold one block.
                self.blocks.reserve_exact(usize::from(self.blocks.is_empty()));
                self.blocks.push(block);
            }
        }
    }
}
