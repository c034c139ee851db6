//! Pictures as upper half blocks: two pixels a cell, the upper in the foreground, the lower in the background.

use super::decode::Picture;

/// A colour: red, green, blue.
pub type Pixel = [u8; 3];

/// Cells of two pixels, row by row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blocks {
    columns: usize,
    cells: Vec<(Pixel, Pixel)>,
}

impl Blocks {
    pub(super) fn new(picture: &Picture, background: Pixel) -> Self {
        let pixels = &picture.pixels;
        let (width, height) = pixels.dimensions();
        let at = |x, y| over(pixels.get_pixel(x, y).0, background);
        let pairs = (0..height / 2).flat_map(|row| (0..width).map(move |column| (column, row * 2)));
        Self { columns: width.max(1) as usize, cells: pairs.map(|(x, y)| (at(x, y), at(x, y + 1))).collect() }
    }

    /// Rows of cells, each cell its upper and its lower pixel.
    pub fn rows(&self) -> impl Iterator<Item = &[(Pixel, Pixel)]> {
        self.cells.chunks(self.columns)
    }

    /// One row of cells; none past the end.
    pub fn row(&self, index: usize) -> Option<&[(Pixel, Pixel)]> {
        self.cells.chunks(self.columns).nth(index)
    }
}

/// A pixel laid over a background by its own opacity.
fn over([red, green, blue, alpha]: [u8; 4], below: Pixel) -> Pixel {
    let mix = |above: u8, below: u8| {
        let (above, below, alpha) = (u32::from(above), u32::from(below), u32::from(alpha));
        ((above * alpha + below * (255 - alpha)) / 255) as u8
    };
    [mix(red, below[0]), mix(green, below[1]), mix(blue, below[2])]
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{Rgba, RgbaImage};

    #[test]
    fn two_pixels_make_a_cell_and_transparency_shows_the_background() {
        let pixels =
            RgbaImage::from_fn(1, 4, |_, y| if y < 3 { Rgba([y as u8, 0, 0, 255]) } else { Rgba([9, 9, 9, 0]) });
        let blocks = Blocks::new(&Picture { pixels }, [7, 8, 9]);
        assert_eq!(blocks.row(0), Some(&[([0, 0, 0], [1, 0, 0])][..]));
        assert_eq!(blocks.row(1), Some(&[([2, 0, 0], [7, 8, 9])][..]));
        assert_eq!(blocks.row(2), None);
    }
}
