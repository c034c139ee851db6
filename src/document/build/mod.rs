//! Builds the tree: one stack of open blocks and one of open marks, fed by Markdown events and HTML tags alike.
//!
//! Knows nothing of either syntax. Whoever opens a block says so ([`Owner`]), and an HTML end tag never
//! closes what Markdown opened, so broken nesting heals.

mod close;
mod flatten;
mod frame;
mod grid;
mod leaf;
mod marks;
mod objects;
mod seek;

pub(super) use frame::{Frame, FrameKind, Owner};
pub(super) use leaf::Leaf;
pub(super) use marks::MarkKind;
pub(super) use objects::CodeParts;

use std::collections::HashMap;

use super::anchor::AnchorRule;
use super::{AlertKind, Align, Block, Document, ListKind};
use crate::post::{Code, Diagnostic};
use crate::text::{Clean, CleanBuffer, TextRange};

/// Open blocks at most, counting those that only group. More are read as if their tags were not there.
const MAX_OPEN: usize = 512;

/// A document in the making.
pub(super) struct Builder {
    /// Every word so far.
    pub(super) text: CleanBuffer,
    /// Open blocks; the first is the document itself and never closes.
    pub(super) stack: Vec<Frame>,
    /// The paragraph or code that takes text now.
    pub(super) leaf: Option<Leaf>,
    /// Open inline marks.
    pub(super) marks: marks::Marks,
    /// What is numbered, and diagnostics.
    pub(super) document: Document,
    /// Line of the body that is being read, from 1.
    pub(super) line: u32,
    /// Byte of the text that is read at which the target of the next link or image is written.
    pub(super) target_at: Option<usize>,
    /// How headings get their anchors.
    pub(in super::super) anchor_rule: AnchorRule,
    /// Whether dashes were set in the words since a heading opened.
    pub(in super::super) has_dashes: bool,
    /// Anchors given, with how often.
    anchors: HashMap<String, u32>,
    /// Whether the depth was already complained of.
    too_deep: bool,
    /// Whether there are too many links and images, which was complained of.
    overfull: bool,
}

impl Builder {
    /// An empty document.
    pub(super) fn new() -> Self {
        Self {
            text: CleanBuffer::default(),
            stack: vec![Frame::new(FrameKind::Group, Owner::Markdown, "", 0)],
            leaf: None,
            marks: marks::Marks::default(),
            document: Document::default(),
            line: 1,
            target_at: None,
            anchor_rule: AnchorRule::default(),
            has_dashes: false,
            anchors: HashMap::new(),
            too_deep: false,
            overfull: false,
        }
    }

    /// Opens a block. Answers whether it was opened; a block too deep is read as part of its parent.
    pub(super) fn open(&mut self, kind: FrameKind, owner: Owner, name: &'static str) -> bool {
        self.finish_leaf();
        if self.verbatim() {
            self.close_top();
        }
        if !matches!(kind, FrameKind::Item { .. }) {
            self.end_implied();
        }
        let depth = self.stack.iter().filter(|frame| frame.kind.nests()).count();
        let full = self.stack.len() >= MAX_OPEN || (kind.nests() && depth >= Block::MAX_DEPTH);
        if full {
            self.complain_depth();
            return false;
        }
        let align = kind.align().unwrap_or_else(|| self.align());
        let mut frame = Frame::new(kind, owner, name, self.text.len());
        frame.align = align;
        frame.marks = self.marks.len();
        self.stack.push(frame);
        true
    }

    /// Where text is set now.
    pub(super) fn align(&self) -> Align {
        self.stack.last().map_or(Align::Natural, |frame| frame.align)
    }

    /// Adds a finished block to the innermost open one.
    pub(super) fn push_block(&mut self, block: Block) {
        if let Some(frame) = self.stack.last_mut() {
            frame.push(block);
        }
    }

    /// Notes a problem at the present line.
    pub(super) fn complain(&mut self, code: Code, message: &str) {
        let line = self.line;
        self.document.diagnostics.push(Diagnostic { code, line, column: 0, message: Clean::line(message) });
    }

    fn complain_depth(&mut self) {
        if !self.too_deep {
            self.too_deep = true;
            self.complain(Code::TooDeep, "Nested deeper than 32 levels.");
        }
    }

    /// The text between where a block opened and now, without the line feed that parts it from its neighbor.
    pub(super) fn range_from(&self, opened: usize) -> TextRange {
        let end = self.text.len();
        let start = if opened > 0 && end > opened { opened + 1 } else { opened };
        TextRange::new(start, end)
    }

    /// A paragraph of its own in an item makes the list loose.
    pub(super) fn loosen(&mut self) {
        let mut innermost = self.stack.iter_mut().rev();
        if let Some(Frame { kind: FrameKind::Item { .. }, .. }) = innermost.next()
            && let Some(Frame { kind: FrameKind::List { tight, .. }, .. }) = innermost.next()
        {
            *tight = false;
        }
    }

    /// The item around is a task.
    pub(super) fn task(&mut self, done: bool) {
        let item = self.stack.iter_mut().rev().find_map(|frame| match &mut frame.kind {
            FrameKind::Item { task } => Some(task),
            _ => None,
        });
        if let Some(task) = item {
            *task = Some(done);
        }
    }

    /// The numbered list that is open is counted like that.
    pub(super) fn number_like(&mut self, mark: &str) {
        let list = self.stack.iter_mut().rev().find_map(|frame| match &mut frame.kind {
            FrameKind::List { kind: ListKind::Ordered(numbering), .. } => Some(numbering),
            _ => None,
        });
        if let Some(numbering) = list {
            *numbering = numbering.like(mark);
        }
    }

    /// The quotation that is open is an alert of that kind.
    pub(super) fn alert(&mut self, kind: Option<AlertKind>) {
        self.finish_leaf();
        if let Some(FrameKind::Quote { alert, .. }) = self.stack.last_mut().map(|frame| &mut frame.kind) {
            *alert = kind;
        }
    }

    /// Closes every open block but the document.
    pub(super) fn close_all(&mut self) {
        self.unmark_above(0);
        self.finish_leaf();
        while self.stack.len() > 1 {
            self.close_top();
        }
    }

    /// Closes everything and hands the document out.
    pub(super) fn finish(mut self) -> Document {
        self.close_all();
        self.document.blocks = self.stack.pop().map(|frame| frame.blocks).unwrap_or_default();
        self.document.text = self.text.finish();
        self.document
    }
}
