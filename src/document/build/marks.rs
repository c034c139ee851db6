//! Inline marks that are open: emphasis, links, what is to be left out.

use super::super::{InlineStyle, LinkId};
use super::Builder;

/// Open marks at most; more are read as if they were not there.
const MAX_MARKS: usize = 128;

/// What an open mark does to the text in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum MarkKind {
    /// Nothing.
    Plain,
    /// Adds a style.
    Style(InlineStyle),
    /// Makes it part of a link.
    Link(LinkId),
    /// Leaves it out.
    Skip,
    /// Puts it in quotation marks.
    Quotation,
    /// Puts it in brackets.
    Reading,
}

/// An open mark and the tag or Markdown mark that opened it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) struct Mark {
    /// What it does.
    pub(in super::super) kind: MarkKind,
    /// What closes it.
    pub(in super::super) name: &'static str,
}

/// All open marks and what they come to.
#[derive(Debug, Default)]
pub(in super::super) struct Marks {
    open: Vec<Mark>,
    /// All styles together.
    pub(super) style: InlineStyle,
    /// The innermost link.
    pub(super) link: Option<LinkId>,
    /// Whether text is left out.
    pub(in super::super) skip: bool,
}

impl Marks {
    pub(super) fn len(&self) -> usize {
        self.open.len()
    }

    fn settle(&mut self) {
        self.style = InlineStyle::default();
        self.link = None;
        self.skip = false;
        for mark in &self.open {
            match mark.kind {
                MarkKind::Style(style) => self.style = self.style.with(style),
                MarkKind::Link(link) => self.link = Some(link),
                MarkKind::Skip => self.skip = true,
                MarkKind::Plain | MarkKind::Quotation | MarkKind::Reading => {}
            }
        }
    }

    fn push(&mut self, mark: Mark) -> bool {
        let room = self.open.len() < MAX_MARKS;
        if room {
            self.open.push(mark);
            self.settle();
        }
        room
    }

    fn remove(&mut self, name: &str) -> Option<Mark> {
        let at = self.open.iter().rposition(|mark| mark.name == name)?;
        let mark = self.open.remove(at);
        self.settle();
        Some(mark)
    }

    /// Drops and answers the innermost mark above the first `len`.
    fn pop_above(&mut self, len: usize) -> Option<Mark> {
        if self.open.len() <= len {
            return None;
        }
        let mark = self.open.pop();
        self.settle();
        mark
    }
}

impl Builder {
    /// Opens an inline mark.
    pub(in super::super) fn mark(&mut self, kind: MarkKind, name: &'static str) {
        match kind {
            MarkKind::Quotation => self.push_text("\u{201c}"),
            MarkKind::Reading => self.push_text("("),
            MarkKind::Plain | MarkKind::Style(_) | MarkKind::Link(_) | MarkKind::Skip => {}
        }
        if !self.marks.push(Mark { kind, name }) {
            self.end_mark(Mark { kind, name });
        }
    }

    /// Whether text is part of a link.
    pub(in super::super) fn in_link(&self) -> bool {
        self.marks.link.is_some()
    }

    /// Whether text is code or keys.
    pub(in super::super) fn in_code(&self) -> bool {
        self.marks.style.has(InlineStyle::CODE) || self.marks.style.has(InlineStyle::KEYBOARD)
    }

    /// Whether a mark of that name is open.
    pub(in super::super) fn is_marked(&self, name: &str) -> bool {
        self.marks.open.iter().any(|mark| mark.name == name)
    }

    /// Closes the innermost mark of that name; marks opened after it stay open.
    pub(in super::super) fn unmark(&mut self, name: &str) {
        if let Some(mark) = self.marks.remove(name) {
            self.end_mark(mark);
        }
    }

    /// Closes the marks that were opened in a block that ends. What would close one in words is left out where those
    /// it opened have ended already.
    pub(super) fn unmark_above(&mut self, len: usize) {
        while let Some(mark) = self.marks.pop_above(len) {
            match mark.kind {
                MarkKind::Quotation | MarkKind::Reading if self.leaf.is_none() => {}
                _ => self.end_mark(mark),
            }
        }
    }

    fn end_mark(&mut self, mark: Mark) {
        match mark.kind {
            MarkKind::Link(link) => self.end_link(link),
            MarkKind::Quotation => self.push_text("\u{201d}"),
            MarkKind::Reading => self.push_text(")"),
            MarkKind::Plain | MarkKind::Style(_) | MarkKind::Skip => {}
        }
    }
}
