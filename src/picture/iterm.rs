//! iTerm2's inline images: a PNG strip a row of cells (iTerm2 documentation, "Inline Images Protocol").

use std::io::Cursor;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use image::{ImageFormat, RgbaImage, imageops};

use super::decode::Picture;
use super::{PictureError, Request};

/// The picture as one inline image a row of cells.
pub(super) fn strips(picture: &Picture, request: Request) -> Result<Vec<String>, PictureError> {
    let height = u32::from(request.cell.height.max(1));
    (0..u32::from(request.rows)).map(|row| strip(&picture.pixels, row * height, height, request.columns)).collect()
}

fn strip(pixels: &RgbaImage, top: u32, height: u32, columns: u16) -> Result<String, PictureError> {
    let png = png(&imageops::crop_imm(pixels, 0, top, pixels.width(), height).to_image())?;
    let size = png.len();
    let encoded = STANDARD.encode(&png);
    Ok(format!(
        "\x1b]1337;File=inline=1;size={size};width={columns};height=1;preserveAspectRatio=0;doNotMoveCursor=1:{encoded}\x07"
    ))
}

/// Pixels as a PNG of our own making: no name, no metadata.
pub(super) fn png(pixels: &RgbaImage) -> Result<Vec<u8>, PictureError> {
    let mut bytes = Cursor::new(Vec::new());
    pixels.write_to(&mut bytes, ImageFormat::Png).map_err(|_| PictureError::Unreadable)?;
    Ok(bytes.into_inner())
}
