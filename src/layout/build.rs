//! Setting a page in steps, so that a worker can show the first screen of a long one before the rest is set.

use crate::text::CleanStr;

use super::flow::Flow;
use super::{Layout, Metrics, Page, blocks};

/// A page being set: `step` until it says that nothing is left, then `finish`. What is set so far can be shown
/// at any time, and stays as it is.
#[derive(Clone, Debug)]
pub struct LayoutBuilder<'a> {
    page: Page<'a>,
    flow: Flow<'a>,
    stage: Stage,
    /// Entries of the end sections set so far.
    entries: usize,
}

/// What is set next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Masthead,
    Block(usize),
    Footnote(usize),
    End(usize),
    Done,
}

impl<'a> LayoutBuilder<'a> {
    /// Nothing set yet.
    pub fn new(page: &Page<'a>, metrics: &Metrics) -> Self {
        Self { page: *page, flow: Flow::new(page, metrics), stage: Stage::Masthead, entries: 0 }
    }

    /// Sets whole blocks until at least `rows` more rows are there or the page ends; says whether anything is left.
    pub fn step(&mut self, rows: usize) -> bool {
        let enough = self.flow.rows.len().saturating_add(rows);
        while self.stage != Stage::Done && self.flow.rows.len() < enough {
            self.stage = self.advance();
        }
        self.stage != Stage::Done
    }

    /// Number of rows set so far.
    pub fn len(&self) -> usize {
        self.flow.rows.len()
    }

    /// Whether no row is set yet.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What is set so far, as a layout of its own. Costs a copy.
    pub fn so_far(&self) -> Layout {
        self.flow.rows.clone().into_layout(self.flow.metrics.width)
    }

    /// The layout.
    pub fn finish(self) -> Layout {
        self.flow.rows.into_layout(self.flow.metrics.width)
    }

    fn advance(&mut self) -> Stage {
        match self.stage {
            Stage::Masthead => self.masthead(),
            Stage::Block(index) => self.block(index),
            Stage::Footnote(index) => self.footnote(index),
            Stage::End(index) => self.end_section(index),
            Stage::Done => Stage::Done,
        }
    }

    fn masthead(&mut self) -> Stage {
        if let Some(masthead) = self.page.masthead {
            self.flow.masthead(masthead);
        }
        Stage::Block(0)
    }

    fn block(&mut self, index: usize) -> Stage {
        let all = &self.page.document.blocks;
        let Some(block) = all.get(index) else { return Stage::Footnote(0) };
        if let Some(before) = index.checked_sub(1).and_then(|before| all.get(before)) {
            self.flow.empty_rows(blocks::gap(before, block, blocks::Tightness::Loose));
        }
        self.flow.block(block);
        Stage::Block(index + 1)
    }

    fn footnote(&mut self, index: usize) -> Stage {
        let Some(footnote) = self.page.document.footnotes.get(index) else { return Stage::End(0) };
        let before = index.checked_sub(1).and_then(|before| self.page.document.footnotes.get(before));
        match before {
            None => self.flow.end_heading(CleanStr::own("Notes")),
            // Notes of several blocks stand apart.
            Some(before) if before.blocks.len() > 1 || footnote.blocks.len() > 1 => self.flow.empty_row(),
            Some(_) => {}
        }
        self.flow.footnote(index + 1, footnote);
        Stage::Footnote(index + 1)
    }

    fn end_section(&mut self, index: usize) -> Stage {
        let Some(section) = self.page.end.get(index) else { return Stage::Done };
        self.flow.end_section(section, self.entries);
        self.entries += section.entries.len();
        Stage::End(index + 1)
    }
}
