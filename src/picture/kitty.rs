//! The kitty graphics protocol: an image is sent once, then placed, moved and deleted by number
//! (kitty documentation, "Terminal graphics protocol"). Every command asks for no answer (`q=2`).

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::decode::Picture;
use super::{CellSize, PictureError, iterm};

/// Bytes of base64 in one command, as the protocol demands.
const CHUNK: usize = 4096;

/// An image ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KittyImage {
    encoded: String,
}

/// Where a part of a sent image stands: whole rows of it, from `first_row` on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Placement {
    /// The image's number in this terminal, from 1.
    pub image: u32,
    /// Column of its left edge on the screen, from 0.
    pub x: u16,
    /// Row of its first visible row on the screen, from 0.
    pub y: u16,
    /// Columns it takes.
    pub columns: u16,
    /// Rows of it that are visible.
    pub rows: u16,
    /// Rows of it above those.
    pub first_row: u16,
    /// A cell's size when it was prepared.
    pub cell: CellSize,
}

impl KittyImage {
    pub(super) fn new(picture: &Picture) -> Result<Self, PictureError> {
        Ok(Self { encoded: STANDARD.encode(iterm::png(&picture.pixels)?) })
    }

    /// The commands that send the image under a number, without showing it.
    pub fn send(&self, image: u32) -> String {
        let mut out = String::with_capacity(self.encoded.len() + self.encoded.len() / 64);
        let mut rest = self.encoded.as_str();
        let mut keys = format!("a=t,t=d,f=100,i={image},q=2,");
        while !rest.is_empty() {
            let (chunk, after) = rest.split_at_checked(CHUNK).unwrap_or((rest, ""));
            let more = u8::from(!after.is_empty());
            let _ = write!(out, "\x1b_G{keys}m={more};{chunk}\x1b\\");
            keys.clear();
            rest = after;
        }
        out
    }

    /// The command that frees an image and everything placed of it.
    pub fn forget(image: u32) -> String {
        format!("\x1b_Ga=d,d=I,i={image},q=2\x1b\\")
    }
}

impl Placement {
    /// The commands that show it; the cursor is put at its corner and stays there.
    pub fn show(&self) -> String {
        let height = u32::from(self.cell.height);
        let (top, tall) = (u32::from(self.first_row) * height, u32::from(self.rows) * height);
        let wide = u32::from(self.columns) * u32::from(self.cell.width);
        format!(
            "\x1b[{};{}H\x1b_Ga=p,i={},p=1,x=0,y={top},w={wide},h={tall},c={},r={},C=1,q=2\x1b\\",
            self.y + 1,
            self.x + 1,
            self.image,
            self.columns,
            self.rows
        )
    }

    /// The command that takes it off the screen and keeps the image.
    pub fn hide(&self) -> String {
        format!("\x1b_Ga=d,d=i,i={},p=1,q=2\x1b\\", self.image)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_image_is_sent_in_chunks_and_only_the_last_says_so() {
        let image = KittyImage { encoded: "A".repeat(CHUNK * 2 + 4) };
        let sent = image.send(7);
        let commands: Vec<&str> = sent.split_inclusive("\x1b\\").collect();
        assert_eq!(commands.len(), 3);
        assert!(commands[0].starts_with("\x1b_Ga=t,t=d,f=100,i=7,q=2,m=1;A"));
        assert!(commands[1].starts_with("\x1b_Gm=1;A"));
        assert!(commands[2].starts_with("\x1b_Gm=0;AAAA\x1b"));
    }

    #[test]
    fn a_placement_shows_only_its_visible_rows() {
        let cell = CellSize { width: 8, height: 16 };
        let placement = Placement { image: 3, x: 4, y: 0, columns: 10, rows: 2, first_row: 5, cell };
        assert_eq!(placement.show(), "\x1b[1;5H\x1b_Ga=p,i=3,p=1,x=0,y=80,w=80,h=32,c=10,r=2,C=1,q=2\x1b\\");
    }
}
