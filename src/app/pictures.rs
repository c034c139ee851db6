//! Pictures: whether they are drawn, how, and the ones that are ready. Knows no pixels beyond carrying them.

use std::path::PathBuf;
use std::sync::Arc;

use crate::config::ImageChoice;
use crate::document::ImageId;
use crate::layout::{ImageBox, ImageMode};
use crate::picture::{CellSize, Pixel, Prepared, Protocol, Request};
use crate::post::{PostId, Revision};

use super::{Effect, OpenPage, Task};

/// Pictures in the terminal.
#[derive(Clone, Debug)]
pub struct Pictures {
    /// What the terminal can do; off until it has answered.
    offered: Protocol,
    /// How they are drawn.
    protocol: Protocol,
    cell: CellSize,
    choice: ImageChoice,
    /// Whether the reader wants them.
    wanted: bool,
    /// What shows through them.
    background: Pixel,
    /// The latest last; their encoded size stays below [`KEPT`].
    ready: Vec<Ready>,
    asked: Vec<Key>,
    numbers: u32,
}

/// Which picture at which size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// In which post.
    pub id: PostId,
    /// Of which bytes.
    pub revision: Revision,
    /// Which image.
    pub image: ImageId,
    /// What it was prepared for.
    pub request: Request,
}

/// A picture at hand.
#[derive(Clone, Debug)]
pub struct Ready {
    /// Which.
    pub key: Key,
    /// Its number in this terminal, from 1, never used twice.
    pub number: u32,
    /// What to draw; none if it cannot be.
    pub prepared: Option<Arc<Prepared>>,
}

/// Pictures kept at hand.
const KEPT: usize = 24;

impl Default for Pictures {
    fn default() -> Self {
        Self {
            offered: Protocol::Off,
            protocol: Protocol::Off,
            cell: CellSize::USUAL,
            choice: ImageChoice::default(),
            wanted: true,
            background: Pixel::default(),
            ready: Vec::new(),
            asked: Vec::new(),
            numbers: 0,
        }
    }
}

impl Pictures {
    /// Pictures as the configuration wants them.
    pub fn new(choice: ImageChoice) -> Self {
        Self { choice, wanted: choice != ImageChoice::Off, ..Self::default() }
    }

    /// Takes over how they are wanted.
    pub fn configure(&mut self, choice: ImageChoice) {
        (self.choice, self.wanted) = (choice, choice != ImageChoice::Off);
        self.can(self.offered, self.cell);
    }

    /// Takes what the terminal can do.
    pub fn can(&mut self, offered: Protocol, cell: CellSize) {
        self.offered = offered;
        let protocol = match (self.choice, offered) {
            (ImageChoice::Blocks, Protocol::Kitty | Protocol::Iterm | Protocol::Sixel) => Protocol::Blocks,
            (_, protocol) => protocol,
        };
        if (self.protocol, self.cell) != (protocol, cell) {
            (self.protocol, self.cell) = (protocol, cell);
            self.forget();
        }
    }

    fn forget(&mut self) {
        self.ready.clear();
        self.asked.clear();
    }

    /// Turns pictures on or off. Whether they are drawn now; none if this terminal cannot.
    pub fn toggle(&mut self) -> Option<bool> {
        self.wanted = !self.wanted;
        (self.protocol != Protocol::Off).then_some(self.wanted)
    }

    /// Whether pictures are drawn.
    pub fn are_drawn(&self) -> bool {
        self.wanted && self.protocol != Protocol::Off
    }

    /// What room layout gives them in a pane of so many rows: three fifths at most.
    pub fn mode(&self, pane_rows: u16) -> ImageMode {
        if !self.are_drawn() {
            return ImageMode::Placeholder;
        }
        let max_rows = (pane_rows * 3 / 5).max(1);
        ImageMode::Drawn { cell_width: self.cell.width, cell_height: self.cell.height, max_rows }
    }

    /// The picture for some room in a page, if it is at hand.
    pub fn at_hand(&self, page: &OpenPage, room: &ImageBox) -> Option<&Ready> {
        let wanted = self.key(page, room);
        self.ready.iter().find(|ready| ready.key == wanted)
    }

    /// Every picture at hand that a terminal may still hold.
    pub fn ready(&self) -> &[Ready] {
        &self.ready
    }

    /// Asks for the pictures in sight and a screen around it.
    pub fn ask(&mut self, page: &OpenPage, background: Pixel) -> Vec<Effect> {
        if self.background != background {
            self.background = background;
            self.forget();
        }
        let Some(layout) = page.layout().filter(|_| self.are_drawn()) else { return Vec::new() };
        let near = page.top().saturating_sub(page.height())..page.top() + page.height() * 2;
        let rooms = layout.images.iter().filter(|room| {
            let first = room.row as usize;
            first < near.end && first + usize::from(room.height) > near.start
        });
        let keys: Vec<Key> = rooms.map(|room| self.key(page, room)).collect();
        keys.into_iter().filter_map(|key| self.fetch(page, key)).collect()
    }

    fn fetch(&mut self, page: &OpenPage, key: Key) -> Option<Effect> {
        let at_hand = self.ready.iter().any(|ready| ready.key == key);
        if at_hand || self.asked.contains(&key) {
            return None;
        }
        let path: PathBuf = page.sheet.pictures.iter().find(|(image, _)| *image == key.image)?.1.clone();
        self.asked.push(key);
        Some(Effect::Start(Task::DecodeImage { key, path }))
    }

    /// Takes a picture that was prepared; none if it could not be.
    pub fn take(&mut self, key: Key, prepared: Option<Arc<Prepared>>) {
        self.asked.retain(|asked| *asked != key);
        if self.ready.len() == KEPT {
            self.ready.remove(0);
        }
        self.numbers += 1;
        self.ready.push(Ready { key, number: self.numbers, prepared });
    }

    fn key(&self, page: &OpenPage, room: &ImageBox) -> Key {
        let (cell, protocol, background) = (self.cell, self.protocol, self.background);
        let request = Request { columns: room.width, rows: room.height, cell, protocol, background };
        Key { id: page.id, revision: page.revision, image: room.image, request }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_setting_draws_them_another_way_or_not_at_all_and_auto_as_well_as_the_terminal_can() {
        let mut pictures = Pictures::new(ImageChoice::Auto);
        pictures.can(Protocol::Kitty, CellSize::USUAL);
        for (choice, drawn, protocol) in [
            (ImageChoice::Blocks, true, Protocol::Blocks),
            (ImageChoice::Off, false, Protocol::Kitty),
            (ImageChoice::Auto, true, Protocol::Kitty),
        ] {
            pictures.configure(choice);
            assert_eq!((pictures.are_drawn(), pictures.protocol), (drawn, protocol), "{choice:?}");
        }
    }
}
