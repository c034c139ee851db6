//! Blocks where only inlines have a place (cells, terms, summaries, headings): their runs in a row, parted by
//! the line feeds that part the blocks in the text.

use super::super::{Block, BlockKind, Document, Image, Inline, InlineKind, InlineStyle};
use crate::text::TextRange;

/// The runs of all blocks, in order. Recurses no deeper than blocks nest.
pub(super) fn flatten(blocks: Vec<Block>, document: &Document, text: &str) -> Vec<Inline> {
    let mut flat = Flat { inlines: Vec::new(), document, text };
    for block in blocks {
        flat.block(block);
    }
    flat.inlines
}

struct Flat<'a> {
    inlines: Vec<Inline>,
    document: &'a Document,
    text: &'a str,
}

impl Flat<'_> {
    fn blocks(&mut self, blocks: Vec<Block>) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: Block) {
        match block.kind {
            BlockKind::Paragraph { inlines, .. } | BlockKind::Heading { inlines, .. } => self.runs(inlines),
            BlockKind::Code { .. } => self.lines(block.range, InlineStyle::CODE),
            BlockKind::Math => self.lines(block.range, InlineStyle::default()),
            BlockKind::List { items, .. } => items.into_iter().for_each(|item| self.blocks(item.blocks)),
            BlockKind::Quote { title, blocks, .. } => {
                self.runs(title);
                self.blocks(blocks);
            }
            BlockKind::Table(table) => {
                self.runs(table.caption);
                let cells = table.header.into_iter().chain(table.rows.into_iter().flatten());
                cells.for_each(|cell| self.runs(cell.inlines));
            }
            BlockKind::Definitions { items } => {
                for item in items {
                    self.runs(item.term);
                    item.definitions.into_iter().for_each(|blocks| self.blocks(blocks));
                }
            }
            BlockKind::Figure { images, caption } => {
                images.into_iter().for_each(|id| self.image(id));
                self.blocks(caption);
            }
            BlockKind::Details { summary, blocks, .. } => {
                self.runs(summary);
                self.blocks(blocks);
            }
            BlockKind::Rule => {}
        }
    }

    /// The line feed before a run, where there is one, as a hard break.
    fn part(&mut self, start: u32) {
        let Some(last) = self.inlines.last() else { return };
        let (style, link) = (InlineStyle::default(), None);
        let before = TextRange { start: start.saturating_sub(1), end: start };
        if last.range.end <= before.start && self.text.get(before.as_usize()) == Some("\n") {
            self.inlines.push(Inline { range: before, kind: InlineKind::HardBreak, style, link });
        }
    }

    fn runs(&mut self, inlines: Vec<Inline>) {
        if self.inlines.is_empty() {
            self.inlines = inlines;
        } else if let Some(first) = inlines.first() {
            self.part(first.range.start);
            self.inlines.extend(inlines);
        }
    }

    fn image(&mut self, id: super::super::ImageId) {
        let Some(Image { range, link, .. }) = self.document.images.get(id.0 as usize) else { return };
        self.part(range.start);
        self.inlines.push(Inline {
            range: *range,
            kind: InlineKind::Image(id),
            style: InlineStyle::default(),
            link: *link,
        });
    }

    fn lines(&mut self, range: TextRange, style: InlineStyle) {
        let Some(text) = self.text.get(range.as_usize()) else { return };
        let mut start = range.start;
        for line in text.split_inclusive('\n') {
            let words = line.trim_end_matches('\n');
            let end = start + u32::try_from(words.len()).unwrap_or(0);
            self.part(start);
            if end > start {
                let range = TextRange { start, end };
                self.inlines.push(Inline { range, kind: InlineKind::Text, style, link: None });
            }
            start += u32::try_from(line.len()).unwrap_or(0);
        }
    }
}
