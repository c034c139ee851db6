//! What an open block becomes when it closes.

use super::super::{Block, BlockKind, DefinitionItem, Heading, ImageId, Inline, InlineKind, ListItem};
use super::flatten::flatten;
use super::frame::{Frame, FrameKind, Owner};
use super::grid::{CellParts, RowParts, TableParts};
use super::{Builder, TextRange};
use crate::document::{anchor, typography};
use crate::post::Code;
use crate::text::Clean;

impl Builder {
    /// Closes the innermost Markdown block and whatever HTML left open in it.
    pub(in super::super) fn close_markdown(&mut self) {
        self.finish_leaf();
        while let Some(frame) = self.stack.last() {
            let markdown = frame.owner == Owner::Markdown;
            if self.stack.len() == 1 {
                return;
            }
            self.close_top();
            if markdown {
                return;
            }
        }
    }

    /// Closes the innermost open HTML block of one of these names, and what is in it. A Markdown block in between
    /// stays, and so does the HTML block then. Answers whether something was closed.
    pub(in super::super) fn close_html(&mut self, names: &[&str], stop: &[&str]) -> bool {
        for (above, frame) in self.stack.iter().skip(1).rev().enumerate() {
            if frame.owner == Owner::Markdown || stop.contains(&frame.name) {
                return false;
            }
            if names.contains(&frame.name) {
                (0..=above).for_each(|_| self.close_top());
                return true;
            }
        }
        false
    }

    /// Closes the innermost block.
    pub(super) fn close_top(&mut self) {
        if self.stack.len() >= 2 {
            self.unmark_above(self.stack.last().map_or(0, |frame| frame.marks));
        }
        self.finish_leaf();
        if self.stack.len() < 2 {
            return;
        }
        let Some(mut frame) = self.stack.pop() else { return };
        let range = self.range_from(frame.opened);
        let mut blocks = std::mem::take(&mut frame.blocks);
        blocks.shrink_to_fit();
        match frame.kind {
            FrameKind::Group | FrameKind::Aligned(_) | FrameKind::Paragraph(_) => self.push_all(blocks),
            FrameKind::Heading(level, id) => self.close_heading(level, id, blocks),
            FrameKind::Quote { alert, title } => self.push_kept(range, BlockKind::Quote { alert, title, blocks }),
            FrameKind::QuoteTitle => self.close_quote_title(blocks),
            FrameKind::List { kind, tight, items } => self.push_kept(range, BlockKind::List { kind, tight, items }),
            FrameKind::Item { task } => self.close_item(ListItem { task, blocks }),
            FrameKind::Table(parts) => self.close_table(range, parts, blocks),
            FrameKind::TableCaption => self.close_table_caption(blocks),
            FrameKind::TableHead => self.push_all(blocks),
            FrameKind::Row(parts) => self.close_row(parts, blocks),
            FrameKind::Cell(parts) => self.close_cell(parts, blocks),
            FrameKind::Definitions(items) => self.push_kept(range, BlockKind::Definitions { items }),
            FrameKind::Term => self.close_term(blocks),
            FrameKind::Definition => self.close_definition(blocks),
            FrameKind::Figure(caption) => self.close_figure(range, caption, blocks),
            FrameKind::Figcaption => self.close_figcaption(blocks),
            FrameKind::Details { summary, open } => self.push_kept(range, BlockKind::Details { summary, blocks, open }),
            FrameKind::Summary => self.close_summary(blocks),
            FrameKind::Footnote(index) => self.close_footnote(index, range, blocks),
            FrameKind::Verbatim(parts) => self.close_verbatim(parts, frame.opened),
        }
    }

    fn push_all(&mut self, blocks: Vec<Block>) {
        blocks.into_iter().for_each(|block| self.push_block(block));
    }

    /// Adds a block unless it is empty.
    fn push_kept(&mut self, range: TextRange, kind: BlockKind) {
        let empty = match &kind {
            BlockKind::Quote { title, blocks, .. } => title.is_empty() && blocks.is_empty(),
            BlockKind::List { items, .. } => items.is_empty(),
            BlockKind::Definitions { items } => items.is_empty(),
            BlockKind::Details { summary, blocks, .. } => summary.is_empty() && blocks.is_empty(),
            _ => false,
        };
        if !empty {
            self.push_block(Block { range, kind });
        }
    }

    fn flatten(&self, blocks: Vec<Block>) -> Vec<Inline> {
        flatten(blocks, &self.document, self.text.as_str())
    }

    fn close_heading(&mut self, level: u8, id: Option<String>, blocks: Vec<Block>) {
        let inlines = self.flatten(blocks);
        let (Some(first), Some(last)) = (inlines.first(), inlines.last()) else { return };
        let range = TextRange { start: first.range.start, end: last.range.end };
        let words_of = |inline: &Inline| self.text.as_str().get(inline.range.as_usize()).unwrap_or_default();
        let own = |inline: &&Inline| !matches!(inline.kind, InlineKind::Image(_));
        let words: String = inlines.iter().filter(own).map(words_of).collect();
        let rule = self.anchor_rule;
        let has_dashes = self.has_dashes && rule.reads_as_typed();
        let wanted = id.unwrap_or_else(|| match rule.counts_pictures() {
            true => rule.slug(&inlines.iter().map(words_of).collect::<String>()),
            false if has_dashes => rule.slug(&typography::typed(&words)),
            false => rule.slug(&words),
        });
        let words = Clean::line(&words.split_whitespace().collect::<Vec<_>>().join(" "));
        let anchor = Clean::line(&anchor::unique(wanted, &mut self.anchors));
        let index = self.document.headings.len();
        self.document.headings.push(Heading { level, range, words, anchor, line: self.line });
        self.push_block(Block { range, kind: BlockKind::Heading { level, index, inlines } });
    }

    fn close_quote_title(&mut self, blocks: Vec<Block>) {
        let inlines = self.flatten(blocks);
        match self.stack.last_mut().map(|frame| &mut frame.kind) {
            Some(FrameKind::Quote { title, .. }) => title.extend(inlines),
            _ => self.push_runs(inlines),
        }
    }

    /// Runs that lost their place, as a paragraph.
    fn push_runs(&mut self, inlines: Vec<Inline>) {
        let (Some(first), Some(last)) = (inlines.first(), inlines.last()) else { return };
        let range = TextRange { start: first.range.start, end: last.range.end };
        let align = self.align();
        self.push_block(Block { range, kind: BlockKind::Paragraph { inlines, align } });
    }

    fn close_item(&mut self, item: ListItem) {
        match self.stack.last_mut().map(|frame| &mut frame.kind) {
            Some(FrameKind::List { items, .. }) => items.push(item),
            _ => self.push_all(item.blocks),
        }
    }

    fn close_table(&mut self, range: TextRange, mut parts: TableParts, stray: Vec<Block>) {
        self.push_all(stray);
        if parts.rows.iter().all(|row| row.cells.is_empty()) {
            return self.push_runs(parts.caption);
        }
        if parts.is_arrangement() {
            self.push_runs(std::mem::take(&mut parts.caption));
            let mut blocks = parts.into_blocks();
            blocks.iter_mut().for_each(|block| self.unmark_items(block));
            return self.push_all(blocks);
        }
        let (table, cut) = parts.into_table(&self.document, self.text.as_str());
        if cut {
            self.complain(Code::TooDeep, "A table is larger than 100,000 cells.");
        }
        self.push_block(Block { range, kind: BlockKind::Table(table) });
    }

    /// The table around, through its head and rows.
    fn table(&mut self) -> Option<&mut TableParts> {
        self.stack.iter_mut().rev().find_map(|frame| match &mut frame.kind {
            FrameKind::Table(parts) => Some(parts),
            _ => None,
        })
    }

    fn close_table_caption(&mut self, blocks: Vec<Block>) {
        let inlines = self.flatten(blocks);
        if let Some(table) = self.table() {
            table.caption.extend(inlines);
        }
    }

    fn close_row(&mut self, mut parts: RowParts, stray: Vec<Block>) {
        self.push_all(stray);
        parts.cells.shrink_to_fit();
        if let Some(table) = self.table().filter(|_| !parts.cells.is_empty()) {
            table.rows.push(parts);
        }
    }

    fn close_cell(&mut self, mut parts: CellParts, blocks: Vec<Block>) {
        parts.blocks = blocks;
        match self.stack.last_mut().map(|frame| &mut frame.kind) {
            Some(FrameKind::Row(row)) => row.cells.push(parts),
            _ => self.push_all(parts.blocks),
        }
    }

    fn close_term(&mut self, blocks: Vec<Block>) {
        let term = self.flatten(blocks);
        match self.stack.last_mut().map(|frame| &mut frame.kind) {
            Some(FrameKind::Definitions(items)) => items.push(DefinitionItem { term, definitions: Vec::new() }),
            _ => self.push_runs(term),
        }
    }

    fn close_definition(&mut self, blocks: Vec<Block>) {
        let Some(FrameKind::Definitions(items)) = self.stack.last_mut().map(|frame| &mut frame.kind) else {
            return self.push_all(blocks);
        };
        match items.last_mut() {
            Some(item) => item.definitions.push(blocks),
            None => items.push(DefinitionItem { term: Vec::new(), definitions: vec![blocks] }),
        }
    }

    fn close_figure(&mut self, range: TextRange, caption: Vec<Block>, blocks: Vec<Block>) {
        let pictures: Option<Vec<ImageId>> = blocks.iter().try_fold(Vec::new(), |mut all, block| match &block.kind {
            BlockKind::Figure { images, caption } if caption.is_empty() => {
                all.extend(images);
                Some(all)
            }
            _ => None,
        });
        match pictures.filter(|images| !images.is_empty()) {
            Some(images) => self.push_block(Block { range, kind: BlockKind::Figure { images, caption } }),
            None => {
                self.push_all(blocks);
                self.push_all(caption);
            }
        }
    }

    fn close_figcaption(&mut self, blocks: Vec<Block>) {
        let figure = self.stack.iter_mut().rev().find_map(|frame| match &mut frame.kind {
            FrameKind::Figure(caption) => Some(caption),
            _ => None,
        });
        match figure {
            Some(caption) => caption.extend(blocks),
            None => self.push_all(blocks),
        }
    }

    fn close_summary(&mut self, blocks: Vec<Block>) {
        let inlines = self.flatten(blocks);
        match self.stack.last_mut() {
            Some(Frame { kind: FrameKind::Details { summary, .. }, .. }) => summary.extend(inlines),
            _ => self.push_runs(inlines),
        }
    }

    fn close_footnote(&mut self, index: u32, range: TextRange, blocks: Vec<Block>) {
        if let Some(footnote) = self.document.footnotes.get_mut(index as usize) {
            footnote.blocks = blocks;
            footnote.range = range;
        }
    }
}
