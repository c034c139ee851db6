//! Sixel: a strip a row of cells, one palette for the whole picture (VT340 Graphics Programming, chapter 14).

use std::fmt::Write as _;

use color_quant::NeuQuant;
use image::RgbaImage;

use super::CellSize;
use super::decode::Picture;

/// Colours of the palette: what every sixel terminal has registers for.
const COLORS: usize = 255;
/// Below this opacity a pixel is left as it is on the screen.
const OPAQUE: u8 = 128;
/// Rows of pixels in a band.
const BAND: u32 = 6;

/// The picture as one sixel image a row of cells.
pub(super) fn strips(picture: &Picture, cell: CellSize) -> Vec<String> {
    let pixels = &picture.pixels;
    let palette = NeuQuant::new(10, COLORS, pixels.as_raw());
    let indexed = Indexed::new(pixels, &palette);
    let height = u32::from(cell.height.max(1));
    (0..pixels.height().div_ceil(height)).map(|row| indexed.strip(row * height, height, &palette)).collect()
}

/// Palette indices, none where a pixel is transparent.
struct Indexed {
    width: u32,
    height: u32,
    indices: Vec<Option<u8>>,
}

impl Indexed {
    fn new(pixels: &RgbaImage, palette: &NeuQuant) -> Self {
        let index = |pixel: &image::Rgba<u8>| (pixel.0[3] >= OPAQUE).then(|| palette.index_of(&pixel.0) as u8);
        Self { width: pixels.width(), height: pixels.height(), indices: pixels.pixels().map(index).collect() }
    }

    fn at(&self, x: u32, y: u32) -> Option<u8> {
        self.indices.get((y * self.width + x) as usize).copied().flatten()
    }

    fn strip(&self, top: u32, height: u32, palette: &NeuQuant) -> String {
        let bottom = (top + height).min(self.height);
        let mut out = format!("\x1bP0;1;0q\"1;1;{};{}", self.width, bottom - top);
        let mut used = [false; 256];
        for index in (top..bottom).flat_map(|y| (0..self.width).filter_map(move |x| self.at(x, y))) {
            used[usize::from(index)] = true;
        }
        for (index, color) in (0..=255u8)
            .filter(|index| used[usize::from(*index)])
            .filter_map(|index| palette.lookup(usize::from(index)).map(|color| (index, color)))
        {
            let percent = |value: u8| u32::from(value) * 100 / 255;
            let _ = write!(out, "#{index};2;{};{};{}", percent(color[0]), percent(color[1]), percent(color[2]));
        }
        for band in (top..bottom).step_by(BAND as usize) {
            self.band(band, bottom.min(band + BAND), &mut out);
        }
        out.push_str("\x1b\\");
        out
    }

    /// Six rows of pixels: a pass a colour, each pass run-length encoded.
    fn band(&self, top: u32, bottom: u32, out: &mut String) {
        let mut passes: Vec<Option<Vec<u8>>> = vec![None; 256];
        for (bit, y) in (top..bottom).enumerate() {
            for x in 0..self.width {
                if let Some(index) = self.at(x, y) {
                    let pass = passes[usize::from(index)].get_or_insert_with(|| vec![0; self.width as usize]);
                    pass[x as usize] |= 1 << bit;
                }
            }
        }
        for (index, pass) in passes.iter().enumerate().filter_map(|(index, pass)| Some((index, pass.as_ref()?))) {
            let _ = write!(out, "#{index}");
            for run in pass.chunk_by(|a, b| a == b) {
                repeat(char::from(63 + run[0]), run.len(), out);
            }
            out.push('$');
        }
        out.push('-');
    }
}

fn repeat(sixel: char, count: usize, out: &mut String) {
    if count > 3 {
        let _ = write!(out, "!{count}{sixel}");
    } else {
        out.extend(std::iter::repeat_n(sixel, count));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_strip_is_one_device_control_string_of_its_own_height() {
        let pixels = RgbaImage::from_pixel(12, 20, image::Rgba([200, 10, 10, 255]));
        let strips = strips(&Picture { pixels }, CellSize { width: 6, height: 16 });
        assert_eq!(strips.len(), 2);
        assert!(strips[0].starts_with("\x1bP0;1;0q\"1;1;12;16#"), "{}", strips[0]);
        assert!(strips[1].starts_with("\x1bP0;1;0q\"1;1;12;4#"), "{}", strips[1]);
        for strip in &strips {
            assert!(strip.ends_with("\x1b\\"));
            assert!(
                strip.trim_start_matches("\x1bP").trim_end_matches("\x1b\\").chars().all(|c| (' '..='~').contains(&c))
            );
        }
        assert!(strips[0].contains("!12~"), "a full run of six red pixels: {}", strips[0]);
    }

    #[test]
    fn transparent_pixels_are_not_painted() {
        let pixels = RgbaImage::from_pixel(4, 6, image::Rgba([0, 0, 0, 0]));
        let strips = strips(&Picture { pixels }, CellSize { width: 4, height: 6 });
        assert_eq!(strips, ["\x1bP0;1;0q\"1;1;4;6-\x1b\\"]);
    }
}
