//! The run of text that is being filled: white space folded, runs of one style joined.

use super::super::{Align, Block, BlockKind, Inline, InlineKind, InlineStyle};
use super::{Builder, FrameKind};

/// What begins an item of a list in a cell.
const ITEM_MARK: &str = "\u{2022} ";

/// A paragraph or code in the making.
#[derive(Debug)]
pub(in super::super) struct Leaf {
    /// Where its words start.
    pub(super) start: usize,
    /// Its runs.
    pub(super) inlines: Vec<Inline>,
    /// Where it is set.
    pub(super) align: Align,
}

impl Builder {
    /// Adds words to the open paragraph, opening one if need be. White space is folded to one blank.
    pub(in super::super) fn push_text(&mut self, raw: &str) {
        if self.marks.skip {
            return;
        }
        if self.verbatim() {
            self.push_verbatim(raw);
            return;
        }
        let parts = self.after_image() && raw.starts_with(char::is_alphanumeric);
        let mut blank = self.at_blank();
        if !parts && is_folded(raw, blank) {
            return self.push_run(raw, InlineKind::Text, self.marks.style);
        }
        let mut folded = String::with_capacity(raw.len() + 1);
        if parts {
            folded.push(' ');
        }
        for words in raw.split_inclusive(is_blank) {
            let end = words.trim_end_matches(is_blank);
            folded.push_str(end);
            blank &= end.is_empty();
            if end.len() < words.len() && !blank {
                folded.push(' ');
                blank = true;
            }
        }
        self.push_run(&folded, InlineKind::Text, self.marks.style);
    }

    /// What stands before in the open paragraph.
    pub(in super::super) fn last_char(&self) -> Option<char> {
        let leaf = self.leaf.as_ref().filter(|leaf| !leaf.inlines.is_empty())?;
        self.text.as_str().get(leaf.start..)?.chars().next_back()
    }

    /// Whether an image stands right before: its placeholder is words, which words must not join.
    fn after_image(&self) -> bool {
        let last = self.leaf.as_ref().and_then(|leaf| leaf.inlines.last());
        last.is_some_and(|last| matches!(last.kind, InlineKind::Image(_)))
    }

    /// Parts what comes next from a word before it.
    pub(super) fn part_words(&mut self) {
        if self.leaf.is_some() && self.text.as_str().ends_with(char::is_alphanumeric) {
            self.push_run(" ", InlineKind::Text, self.marks.style);
        }
    }

    /// Adds words with a style of their own, as of a code span.
    pub(in super::super) fn push_styled(&mut self, raw: &str, style: InlineStyle) {
        if !self.marks.skip {
            self.push_run(raw, InlineKind::Text, self.marks.style.with(style));
        }
    }

    /// Adds a run as it is.
    pub(in super::super) fn push_run(&mut self, raw: &str, kind: InlineKind, style: InlineStyle) {
        if raw.is_empty() || self.marks.skip {
            return;
        }
        self.open_leaf();
        let range = self.text.push_line(raw);
        let link = self.marks.link;
        if let Some(leaf) = self.leaf.as_mut() {
            match leaf.inlines.last_mut() {
                Some(last)
                    if last.kind == kind
                        && kind == InlineKind::Text
                        && last.style == style
                        && last.link == link
                        && last.range.end == range.start =>
                {
                    last.range.end = range.end;
                }
                _ if range.is_empty() => {}
                _ => {
                    leaf.inlines.reserve_exact(usize::from(leaf.inlines.is_empty()));
                    leaf.inlines.push(Inline { range, kind, style, link });
                }
            }
        }
    }

    /// A line break the author asked for. A second one in a row starts a new paragraph.
    pub(in super::super) fn hard_break(&mut self) {
        if self.marks.skip {
            return;
        }
        if self.verbatim() {
            self.push_verbatim("\n");
            return;
        }
        self.trim_blank();
        let last = self.leaf.as_ref().and_then(|leaf| leaf.inlines.last()).map(|inline| inline.kind);
        match last {
            None => {}
            Some(InlineKind::HardBreak) => self.finish_leaf(),
            Some(_) => self.push_break(),
        }
    }

    fn push_break(&mut self) {
        let range = self.text.push_block("\n");
        let (style, link) = (self.marks.style, self.marks.link);
        if let Some(leaf) = self.leaf.as_mut() {
            leaf.inlines.push(Inline { range, kind: InlineKind::HardBreak, style, link });
        }
    }

    /// A line end of the source: a blank, but nothing between two characters of a script without blanks.
    pub(in super::super) fn soft_break(&mut self) {
        self.push_text("\n");
    }

    /// Whether another blank would be folded away.
    fn at_blank(&self) -> bool {
        match self.leaf.as_ref().and_then(|leaf| leaf.inlines.last()) {
            None => true,
            Some(last) => last.range.end as usize == self.text.len() && self.text.as_str().ends_with([' ', '\n']),
        }
    }

    /// Opens a paragraph where none is open, parting it from the text before.
    pub(super) fn open_leaf(&mut self) {
        if self.leaf.is_some() {
            return;
        }
        self.end_implied();
        if !self.text.is_empty() {
            self.text.push_block("\n");
        }
        let align = self.align();
        self.leaf = Some(Leaf { start: self.text.len(), inlines: Vec::new(), align });
        self.mark_item();
    }

    /// In a cell a list has no room for its marks, so they are words.
    fn mark_item(&mut self) {
        let item = self.stack.iter().rposition(|frame| matches!(frame.kind, FrameKind::Item { .. }));
        let cell = self.stack.iter().rposition(|frame| matches!(frame.kind, FrameKind::Cell(_)));
        let (Some(item), Some(cell)) = (item, cell) else { return };
        let fresh =
            self.stack.get(item).is_some_and(|frame| frame.blocks.is_empty() && frame.opened + 1 >= self.text.len());
        if cell < item && fresh {
            self.push_run(ITEM_MARK, InlineKind::Text, InlineStyle::default());
        }
    }

    /// Takes the marks of items back that are words, where a list has room for its own after all.
    pub(super) fn unmark_items(&self, block: &mut Block) {
        let BlockKind::List { items, .. } = &mut block.kind else { return };
        for block in items.iter_mut().flat_map(|item| &mut item.blocks) {
            if let BlockKind::Paragraph { inlines, .. } = &mut block.kind {
                // The words behind it may be of the same run.
                let Some(first) = inlines.first_mut() else { continue };
                if self.text.as_str().get(first.range.as_usize()).is_some_and(|run| run.starts_with(ITEM_MARK)) {
                    first.range.start += ITEM_MARK.len() as u32;
                }
            }
            self.unmark_items(block);
        }
    }

    /// Takes a blank at the end back.
    fn trim_blank(&mut self) {
        let Some(leaf) = self.leaf.as_mut() else { return };
        while let Some(last) = leaf.inlines.last_mut() {
            let ends_here = last.range.end as usize == self.text.len();
            let blank = last.kind == InlineKind::Text && self.text.as_str().ends_with(' ');
            if !ends_here || !blank || last.range.is_empty() {
                break;
            }
            last.range.end -= 1;
            self.text.truncate(last.range.end as usize);
            if last.range.is_empty() {
                leaf.inlines.pop();
            }
        }
    }

    /// Ends the open paragraph, if there is one, and adds it to the innermost block.
    pub(in super::super) fn finish_leaf(&mut self) {
        self.trim_blank();
        while self
            .leaf
            .as_ref()
            .and_then(|leaf| leaf.inlines.last())
            .is_some_and(|last| last.kind == InlineKind::HardBreak)
        {
            self.drop_last();
            self.trim_blank();
        }
        let Some(mut leaf) = self.leaf.take() else { return };
        // A list of one has room for four at first, which a hundred thousand short paragraphs would keep.
        leaf.inlines.shrink_to_fit();
        if leaf.inlines.is_empty() {
            self.text.truncate(leaf.start.saturating_sub(1));
            return;
        }
        let range = crate::text::TextRange::new(leaf.start, self.text.len());
        let kind = match pictures(&leaf.inlines, self.text.as_str()) {
            Some(images) => BlockKind::Figure { images, caption: Vec::new() },
            None => BlockKind::Paragraph { inlines: leaf.inlines, align: leaf.align },
        };
        self.push_block(Block { range, kind });
    }

    fn drop_last(&mut self) {
        let Some(leaf) = self.leaf.as_mut() else { return };
        if let Some(last) = leaf.inlines.pop() {
            self.text.truncate(last.range.start as usize);
        }
    }
}

/// White space that is folded.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

/// Whether there is nothing to fold in words that stand after a blank or not.
fn is_folded(raw: &str, blank: bool) -> bool {
    // Without an early exit, so that these are comparisons of vectors.
    let is_ruled = raw.bytes().fold(false, |any, byte| any | matches!(byte, b'\t' | b'\n' | b'\r' | b'\x0c'));
    let is_doubled = || {
        raw.bytes().zip(raw.bytes().skip(1)).fold(false, |any, (byte, next)| any | ((byte == b' ') & (next == b' ')))
    };
    !(is_ruled || blank && raw.starts_with(' ') || is_doubled())
}

/// The images of a paragraph that holds nothing else.
fn pictures(inlines: &[Inline], text: &str) -> Option<Vec<super::super::ImageId>> {
    let mut images = Vec::new();
    for inline in inlines {
        match inline.kind {
            InlineKind::Image(image) => images.push(image),
            InlineKind::HardBreak => {}
            InlineKind::Text if text.get(inline.range.as_usize()).is_some_and(|words| words.trim().is_empty()) => {}
            _ => return None,
        }
    }
    (!images.is_empty()).then_some(images)
}

#[cfg(test)]
mod tests {
    use super::is_folded;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_folded_has_no_blank_behind_a_blank(raw in "[a字 \t\n\r\x0c]{0,12}", blank: bool) {
            let mut was = blank;
            let is_one_by_one = raw.bytes().all(|byte| {
                let before = std::mem::replace(&mut was, byte == b' ');
                !(matches!(byte, b'\t' | b'\n' | b'\r' | b'\x0c') || before && byte == b' ')
            });
            prop_assert_eq!(is_folded(&raw, blank), is_one_by_one);
        }
    }
}
