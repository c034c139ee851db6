//! Blocks one after another: the space between them, and which file sets which kind.

use crate::document::{Block, BlockKind};

use super::flow::Flow;
use super::{Role, paragraph::Setting};

impl Flow<'_> {
    /// Sets blocks with the space that belongs between them.
    pub(super) fn blocks(&mut self, blocks: &[Block], tight: Tightness) {
        for (index, block) in blocks.iter().enumerate() {
            if let Some(before) = index.checked_sub(1).and_then(|before| blocks.get(before)) {
                self.empty_rows(gap(before, block, tight));
            }
            // A tail belongs to the last block alone.
            let is_last = index + 1 == blocks.len();
            let tail = if is_last { None } else { self.tail.take() };
            self.block(block);
            self.tail = tail.or(self.tail);
        }
    }

    /// Sets one block.
    pub(super) fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Paragraph { inlines, align } => self.paragraph(inlines, *align),
            BlockKind::Heading { level, inlines, .. } => self.heading(*level, inlines),
            BlockKind::Code { index } => self.code(*index),
            BlockKind::List { kind, tight, items } => self.list(*kind, Tightness::of(*tight), items, block.range),
            BlockKind::Quote { alert, title, blocks } => self.quote(*alert, title, blocks, block.range),
            BlockKind::Table(table) => self.table(table, block.range),
            BlockKind::Definitions { items } => self.definitions(items, block.range),
            BlockKind::Figure { images, caption } => self.figure(images, caption),
            BlockKind::Details { summary, blocks, open } => self.details(summary, blocks, *open),
            BlockKind::Math => self.math(block.range),
            BlockKind::Rule => self.thematic_break(),
        }
    }

    /// A thematic break: a short rule in the middle.
    fn thematic_break(&mut self) {
        const COLUMNS: usize = 24;
        let measure = self.measure();
        let columns = COLUMNS.min(measure);
        self.rule_at((measure - columns) / 2, "─", columns, Role::Rule);
    }

    /// Display mathematics, indented.
    fn math(&mut self, range: crate::text::TextRange) {
        self.push_blank(crate::text::Direction::LeftToRight, 4);
        self.stream.clear();
        self.stream.document(range, &self.document.text, super::segment::Look::of(Role::Math));
        self.set_stream(Setting::BODY);
        self.pop();
    }
}

/// Whether blocks stand without blank rows between them, as in the items of a tight list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tightness {
    Tight,
    Loose,
}

impl Tightness {
    pub(super) fn of(tight: bool) -> Self {
        if tight { Self::Tight } else { Self::Loose }
    }
}

/// Blank rows between two blocks.
pub(super) fn gap(before: &Block, after: &Block, tight: Tightness) -> usize {
    match (&before.kind, &after.kind) {
        (BlockKind::Heading { .. }, BlockKind::Heading { .. }) => 1,
        (_, BlockKind::Heading { .. }) => 2,
        // The rule below them is space enough.
        (BlockKind::Heading { level: 1 | 2, .. }, _) => 0,
        (BlockKind::Paragraph { .. }, BlockKind::Paragraph { .. } | BlockKind::List { .. })
        | (BlockKind::List { .. }, BlockKind::Paragraph { .. } | BlockKind::List { .. })
            if tight == Tightness::Tight =>
        {
            0
        }
        _ => 1,
    }
}
