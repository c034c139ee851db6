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
    /// The first block below the masthead: 1 where the masthead says the body's first heading.
    first: usize,
    /// Entries of the end sections set so far.
    entries: usize,
}

/// Some of a page's outermost blocks, by number; the first part has the masthead too, and one without an end all that
/// stands below the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    first: usize,
    end: Option<usize>,
}

impl Part {
    /// The parts of a page, each with about so many bytes of its text, and none less than a block.
    pub fn all_of(page: &Page<'_>, bytes: usize) -> Vec<Self> {
        let (mut parts, mut first, mut from) = (Vec::new(), 0, 0);
        for (index, block) in page.document.blocks.iter().enumerate() {
            let at = block.range.start as usize;
            // The masthead may say the first block, which has no rows then.
            if index > 1 && at.saturating_sub(from) >= bytes {
                parts.push(Self { first, end: Some(index) });
                (first, from) = (index, at);
            }
        }
        parts.push(Self { first, end: None });
        parts
    }
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
        let first = usize::from(page.own_title().is_some());
        Self { page: *page, flow: Flow::new(page, metrics), stage: Stage::Masthead, first, entries: 0 }
    }

    /// Sets the blocks around the byte `at` of the document's text: at least `rows` rows above and below it, as far as
    /// the page goes. For showing a place deep in a long page before the rows above it are counted.
    pub fn around(page: &Page<'a>, metrics: &Metrics, at: u32, rows: usize) -> Layout {
        /// No character takes more bytes than this for a column.
        const BYTES_A_COLUMN: usize = 4;
        let mut builder = Self::new(page, metrics);
        let above = rows.saturating_mul(usize::from(metrics.widest())).saturating_mul(BYTES_A_COLUMN);
        let from = at.saturating_sub(u32::try_from(above).unwrap_or(u32::MAX));
        let blocks = &page.document.blocks;
        if from > 0 {
            let after = blocks.partition_point(|block| block.range.start <= from);
            builder.stage = Stage::Block(after.saturating_sub(1).max(builder.first));
        }
        let reaches = |stage| matches!(stage, Stage::Block(index) if blocks.get(index).is_some_and(|block| block.range.start <= at));
        while builder.stage == Stage::Masthead || reaches(builder.stage) {
            builder.step(1);
        }
        builder.step(rows);
        builder.finish()
    }

    /// Sets a part of a page, as it stands in the whole.
    pub(super) fn part(page: &Page<'a>, metrics: &Metrics, part: Part) -> Layout {
        let mut builder = Self::new(page, metrics);
        if part.first > 0 {
            builder.stage = Stage::Block(part.first.max(builder.first));
        }
        let ended = |stage| match (part.end, stage) {
            (Some(end), Stage::Block(index)) => index >= end,
            (_, stage) => stage == Stage::Done,
        };
        while !ended(builder.stage) {
            builder.stage = builder.advance();
        }
        builder.finish()
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
        self.flow.rows.clone().into_layout(self.flow.metrics.widest())
    }

    /// The layout.
    pub fn finish(self) -> Layout {
        self.flow.rows.into_layout(self.flow.metrics.widest())
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
            self.flow.masthead(masthead, self.page.own_title());
        }
        Stage::Block(self.first)
    }

    fn block(&mut self, index: usize) -> Stage {
        let all = &self.page.document.blocks;
        let Some(block) = all.get(index) else { return Stage::Footnote(0) };
        let before = if index > self.first { all.get(index - 1) } else { None };
        if let Some(before) = before {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, parse};
    use crate::layout::Masthead;
    use crate::template::Dialect;
    use crate::text::Clean;

    fn shown(layout: &Layout, document: &Document, row: usize) -> String {
        layout.row(row, &document.text).segments.iter().map(|segment| segment.text.as_str()).collect()
    }

    #[test]
    fn parts_are_the_whole() {
        let text = "# Title\n\nOne.\n\n> Two\n> words\n\n- a\n- b\n\n---\n\n```\ncode\n```\n\n## Three[^1]\n\nEnd.\n\n[^1]: Note.\n";
        let document = parse(text, Dialect::Plain);
        for title in ["Title", "Other"] {
            let masthead = Masthead { title: Clean::line(title), ..Masthead::default() };
            let page = Page { masthead: Some(&masthead), document: &document, end: &[], images: &[] };
            let rows = |layout: &Layout| (0..layout.len()).map(|row| shown(layout, &document, row)).collect::<Vec<_>>();
            for width in [4, 40] {
                let whole = rows(&Layout::new(&page, &Metrics::at(width)));
                for bytes in [0, 1, 10, 1000] {
                    let parts = Part::all_of(&page, bytes);
                    assert!(bytes > 0 || parts.len() > 3);
                    let of = |part: &Part| rows(&Layout::of_part(&page, &Metrics::at(width), *part));
                    assert_eq!(parts.iter().flat_map(of).collect::<Vec<_>>(), whole, "{title} {width} {bytes}");
                }
            }
        }
    }

    #[test]
    fn a_heading_that_repeats_the_title_is_said_once() {
        let page_of = |title: &str, body: &str| {
            let document = parse(body, Dialect::Plain);
            let masthead = Masthead { title: Clean::line(title), ..Masthead::default() };
            let page = Page { masthead: Some(&masthead), document: &document, end: &[], images: &[] };
            let layout = Layout::new(&page, &Metrics::at(30));
            let rows = (0..layout.len()).map(|row| shown(&layout, &document, row));
            rows.filter(|row| !row.is_empty() && !row.starts_with('━')).collect::<Vec<_>>()
        };
        assert_eq!(page_of("Moving house", "# Moving *house*\n\nWe moved."), ["Moving house", "We moved."]);
        assert_eq!(page_of("moving House!", "## Moving house\n\n- We"), ["Moving house", "• We"]);
        assert_eq!(page_of("Moving house", "We moved.\n"), ["Moving house", "We moved."]);
        assert_eq!(page_of("Moving", "### House\n\nWe moved."), ["Moving", "House", "We moved."]);
        assert_eq!(page_of("…", "### !\n\nWe moved."), ["…", "!", "We moved."]);
    }

    #[test]
    fn the_rows_around_a_place_are_those_of_the_whole() {
        const ROWS: usize = 12;
        let body: String =
            (0..400).map(|n| format!("Paragraph {n}. 漢字 and `code`, {}\n\n", "word ".repeat(n % 40))).collect();
        let document = parse(&body, Dialect::Plain);
        let page = Page { masthead: None, document: &document, end: &[], images: &[] };
        let metrics = Metrics::at(30);
        let whole = Layout::new(&page, &metrics);
        for at in (0..document.text.len() as u32).step_by(3001) {
            let part = LayoutBuilder::around(&page, &metrics, at, ROWS);
            let (of_part, of_whole) = (part.row_of(at), whole.row_of(at));
            assert!(part.len() < whole.len() / 2, "{at}: {} rows", part.len());
            let above = of_part.min(ROWS);
            assert!(above == ROWS.min(of_whole), "{at}: {above} rows above");
            for row in 0..(above + ROWS).min(whole.len() + above - of_whole) {
                let (here, there) = (of_part - above + row, of_whole - above + row);
                assert_eq!(shown(&part, &document, here), shown(&whole, &document, there), "{at} {row}");
            }
        }
    }
}
