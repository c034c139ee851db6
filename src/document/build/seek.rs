//! Questions about what is open, as HTML asks them.

use super::super::ListKind;
use super::{Builder, Frame, FrameKind, Owner};

impl Builder {
    /// The innermost block that is not transparent to HTML's rules.
    fn around(&self, wanted: impl Fn(&FrameKind) -> bool, stop: impl Fn(&FrameKind) -> bool) -> bool {
        let open = self.stack.iter().rev().find(|frame| wanted(&frame.kind) || stop(&frame.kind));
        open.is_some_and(|frame| wanted(&frame.kind))
    }

    /// Whether a table of HTML is open here.
    pub(in super::super) fn in_table(&self) -> bool {
        let table = self.stack.iter().rev().find(|frame| matches!(frame.kind, FrameKind::Table(_)));
        table.is_some_and(|frame| frame.owner == Owner::Html)
    }

    /// Whether a row is open in the innermost table.
    pub(in super::super) fn in_row(&self) -> bool {
        self.around(|kind| matches!(kind, FrameKind::Row(_)), |kind| matches!(kind, FrameKind::Table(_)))
    }

    /// Whether an item would stand in a list.
    pub(in super::super) fn in_list(&self) -> bool {
        self.around(
            |kind| matches!(kind, FrameKind::List { .. }),
            |kind| matches!(kind, FrameKind::Item { .. } | FrameKind::Cell(_) | FrameKind::Quote { .. }),
        )
    }

    /// Whether a term would stand in a definition list.
    pub(in super::super) fn in_definitions(&self) -> bool {
        self.around(
            |kind| matches!(kind, FrameKind::Definitions(_)),
            |kind| matches!(kind, FrameKind::Definition | FrameKind::Cell(_) | FrameKind::Quote { .. }),
        )
    }

    /// A row of the innermost table, in its head if that is open.
    pub(in super::super) fn table_row(&self) -> FrameKind {
        let head = self.around(|kind| matches!(kind, FrameKind::TableHead), |kind| matches!(kind, FrameKind::Table(_)));
        if head { FrameKind::head_row() } else { FrameKind::body_row() }
    }

    /// Closes the innermost block if HTML opened it by one of these names.
    pub(in super::super) fn close_html_top(&mut self, names: &[&str]) {
        let top = |frame: &Frame| frame.owner == Owner::Html && names.contains(&frame.name);
        if self.stack.len() > 1 && self.stack.last().is_some_and(top) {
            self.close_top();
        }
    }

    /// Opens the list that items without one stand in.
    pub(in super::super) fn imply_list(&mut self) {
        if self.open(FrameKind::list(ListKind::Bullet), Owner::Html, "ul")
            && let Some(frame) = self.stack.last_mut()
        {
            frame.implied = true;
        }
    }

    /// Ends a list that nobody opened: what comes behind its items is not in it.
    pub(super) fn end_implied(&mut self) {
        if self.stack.last().is_some_and(|frame| frame.implied) {
            self.close_top();
        }
    }
}
