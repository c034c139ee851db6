//! Pictures that stand alone: a placeholder or room to draw in, and the caption below.

use crate::document::{Align, Block, ImageId, Inline, InlineKind};
use crate::text::Direction;

use super::blocks::Tightness;
use super::flow::Flow;
use super::paragraph::Setting;
use super::segment::Look;
use super::stream::{InlineMode, image_label};
use super::{ImageBox, ImageMode, Role};

impl Flow<'_> {
    /// Sets pictures and their caption.
    pub(super) fn figure(&mut self, images: &[ImageId], caption: &[Block]) {
        let mut is_below_drawn = false;
        for image in images {
            self.empty_rows(usize::from(is_below_drawn));
            is_below_drawn = self.picture(*image);
        }
        if caption.is_empty() {
            return;
        }
        let outer = std::mem::replace(&mut self.role, Role::Caption);
        self.push_blank(Direction::LeftToRight, 2);
        self.blocks(caption, Tightness::Loose);
        self.pop();
        self.role = outer;
    }

    /// Sets one picture: room for it and its words in the middle below where it can be drawn, else its placeholder. Its
    /// words are its link too. Whether it can be drawn.
    fn picture(&mut self, id: ImageId) -> bool {
        let document = self.document;
        let Some(image) = document.images.get(id.0 as usize) else { return false };
        let has_room = self.reserve(id);
        let is_drawn = has_room && !image.range.is_empty();
        let look = Look { link: image.link, ..Look::of(Role::Image) };
        let label = image_label(id, self.rows.is_missing(id));
        let end = if image.range.is_empty() { label.trim_end_matches(": ").len() } else { label.len() };
        self.stream.clear();
        if !is_drawn {
            let label = label.borrowed().slice(0..end).to_clean();
            let mark = self.rows.mark(label.borrowed(), look);
            self.stream.mark(mark, label.borrowed());
        }
        self.stream.document(image.range, &document.text, look);
        let mode = InlineMode { role: Role::Image, link_numbers: self.metrics.link_numbers, echo: false };
        if let Some(link) = image.link.filter(|_| mode.link_numbers) {
            self.stream.link_number(link, &mut self.rows);
        }
        self.set_stream(match is_drawn {
            true => Setting { align: Align::Center, balanced: true, hang: 0 },
            false => Setting { hang: 2, ..Setting::BODY },
        });
        has_room
    }

    /// Reserves rows for the pictures of a paragraph that holds nothing else: a picture among words stays a word.
    pub(super) fn reserve_lone(&mut self, inlines: &[Inline]) {
        if self.metrics.images == ImageMode::Placeholder {
            return;
        }
        let document = self.document;
        let is_lone = |inline: &Inline| match inline.kind {
            InlineKind::Image(_) | InlineKind::HardBreak => true,
            _ => document.text.slice(inline.range).trim().is_empty(),
        };
        if inlines.iter().all(is_lone) {
            for inline in inlines {
                if let InlineKind::Image(id) = inline.kind {
                    self.reserve(id);
                }
            }
        }
    }

    /// Reserves rows for a picture whose size is known, if pictures are drawn. Whether it has.
    fn reserve(&mut self, id: ImageId) -> bool {
        let ImageMode::Drawn { cell_width, cell_height, max_rows } = self.metrics.images else { return false };
        let Some(size) = self.images.get(id.0 as usize).and_then(|state| state.size()) else { return false };
        let asked = self.document.images.get(id.0 as usize).and_then(|image| image.width);
        let size = asked.map_or(size, |width| size.at_most(width));
        let measure = u16::try_from(self.measure()).unwrap_or(u16::MAX);
        let Some((columns, height)) = size.fit((cell_width, cell_height), (measure, max_rows)) else { return false };
        let row = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        let inset = u16::try_from(self.left_inset()).unwrap_or(0);
        let column = inset + (measure - columns) / 2;
        self.rows.images.push(ImageBox { image: id, row, column, width: columns, height });
        self.empty_rows(usize::from(height));
        true
    }
}
