//! Image files to pixels, within bounds that are checked on the header before anything is decoded. The one door to `image`.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits, RgbaImage, imageops::FilterType};

/// A size in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PixelSize {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

/// Why a picture cannot be drawn.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    /// The bytes are no image of a kind that folio reads (PNG, JPEG, GIF, WebP).
    #[error("not an image that folio reads")]
    Unreadable,
    /// It is larger than folio decodes.
    #[error("image too large ({width} × {height})")]
    TooLarge {
        /// Pixels across, as its header says.
        width: u32,
        /// Pixels down, as its header says.
        height: u32,
    },
    /// The file is larger than folio reads.
    #[error("image file too large")]
    FileTooLarge,
    /// Pictures are off.
    #[error("pictures are off")]
    NotDrawn,
}

/// Pixels, scaled to where they will be drawn.
#[derive(Clone, Debug)]
pub(super) struct Picture {
    pub(super) pixels: RgbaImage,
}

/// Most bytes of an image file.
pub const MAX_FILE: usize = 20_000_000;
/// Most pixels a side.
const MAX_SIDE: u32 = 16_384;
/// Most bytes decoded.
const MAX_DECODED: u64 = 64 << 20;
/// Most bytes of a picture as it is drawn: a screen of 3,840 by 2,160 pixels. Only a terminal that lies about its cells asks
/// for more.
const MAX_DRAWN: u64 = 32 << 20;
/// Pixels of a picture as it is drawn that are set finely: from what is twice as large each way.
const FINE: u64 = 1 << 20;

/// The size of an image as it is looked at, from its header alone: a camera held upright says so there.
///
/// # Errors
/// If the bytes do not begin like an image that folio reads, or it is beyond the bounds.
pub fn dimensions(bytes: &[u8]) -> Result<PixelSize, PictureError> {
    guarded(|| {
        let mut decoder = reader(bytes, None)?.into_decoder().map_err(|_| PictureError::Unreadable)?;
        let (width, height) = decoder.dimensions();
        // Of sixteen bits a channel a picture takes twice as much as of eight.
        let decoded = decoder.total_bytes().max(u64::from(width) * u64::from(height) * 4);
        if width > MAX_SIDE || height > MAX_SIDE || decoded > MAX_DECODED {
            return Err(PictureError::TooLarge { width, height });
        }
        let is_turned = decoder.orientation().is_ok_and(turns);
        let (width, height) = if is_turned { (height, width) } else { (width, height) };
        Ok(PixelSize { width, height })
    })
}

/// Decodes the first frame and scales it to exactly `size`.
pub(super) fn decode(bytes: &[u8], size: PixelSize) -> Result<Picture, PictureError> {
    if bytes.len() > MAX_FILE {
        return Err(PictureError::FileTooLarge);
    }
    let PixelSize { width, height } = size;
    if u64::from(width).saturating_mul(u64::from(height)) > MAX_DRAWN / 4 {
        return Err(PictureError::TooLarge { width, height });
    }
    dimensions(bytes)?;
    guarded(|| {
        let mut decoder = reader(bytes, Some(MAX_SIDE))?.into_decoder().map_err(|_| PictureError::Unreadable)?;
        let orientation = decoder.orientation().map_err(|_| PictureError::Unreadable)?;
        let image = DynamicImage::from_decoder(decoder).map_err(|_| PictureError::Unreadable)?;
        Ok(Picture { pixels: scaled(image, orientation, size) })
    })
}

/// A picture turned as it wants to be and scaled. What is much larger is first made smaller without fractions, of which
/// scaling holds sixteen bytes a pixel.
fn scaled(image: DynamicImage, orientation: Orientation, size: PixelSize) -> RgbaImage {
    let (width, height) = (size.width.max(1), size.height.max(1));
    let finer = if u64::from(width) * u64::from(height) > FINE { 1 } else { 2 };
    let (across, down) = if turns(orientation) { (height, width) } else { (width, height) };
    let mut image = no_larger(image, across.saturating_mul(finer), down.saturating_mul(finer));
    image.apply_orientation(orientation);
    image.resize_exact(width, height, FilterType::Triangle).into_rgba8()
}

/// A picture of no more pixels each way.
fn no_larger(image: DynamicImage, width: u32, height: u32) -> DynamicImage {
    let (width, height) = (image.width().min(width), image.height().min(height));
    if (width, height) == (image.width(), image.height()) { image } else { image.thumbnail_exact(width, height) }
}

/// Whether a picture is turned so that its width becomes its height.
fn turns(orientation: Orientation) -> bool {
    matches!(
        orientation,
        Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH
    )
}

/// A reader that allocates within bounds; without `max_side` a header may claim any size, so that it can be told.
fn reader(bytes: &[u8], max_side: Option<u32>) -> Result<ImageReader<Cursor<&[u8]>>, PictureError> {
    let mut reader =
        ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| PictureError::Unreadable)?;
    let mut limits = Limits::default();
    limits.max_image_width = max_side;
    limits.max_image_height = max_side;
    limits.max_alloc = Some(MAX_DECODED);
    reader.limits(limits);
    Ok(reader)
}

/// A decoder that panics on hostile bytes costs that picture and nothing else.
fn guarded<T>(work: impl FnOnce() -> Result<T, PictureError>) -> Result<T, PictureError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(PictureError::Unreadable))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A PNG with a gradient, its left half opaque.
    pub(in crate::picture) fn png(width: u32, height: u32) -> Vec<u8> {
        let image = RgbaImage::from_fn(width, height, |x, y| {
            image::Rgba([(x * 5 % 256) as u8, (y * 5 % 256) as u8, 90, if x < width / 2 { 255 } else { 0 }])
        });
        let mut bytes = Cursor::new(Vec::new());
        image.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
        bytes.into_inner()
    }

    /// A PNG header that claims a size, with nothing behind it.
    fn header(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = png(1, 1);
        bytes[16..20].copy_from_slice(&width.to_be_bytes());
        bytes[20..24].copy_from_slice(&height.to_be_bytes());
        let crc = crc32(&bytes[12..29]);
        bytes[29..33].copy_from_slice(&crc.to_be_bytes());
        bytes
    }

    fn crc32(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(!0u32, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { 0xedb8_8320 ^ (crc >> 1) } else { crc >> 1 })
        })
    }

    #[test]
    fn the_header_alone_tells_the_size() {
        assert_eq!(dimensions(&png(30, 20)), Ok(PixelSize { width: 30, height: 20 }));
    }

    #[test]
    fn a_picture_that_is_to_be_turned_is_measured_turned() {
        // TIFF, one entry: orientation (0x112), a short, once.
        let exif = |value: u8| {
            let head = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0";
            [&head[..], &[value, 0, 0, 0, 0, 0, 0]].concat()
        };
        let mut jpeg = Cursor::new(Vec::new());
        image::RgbImage::new(30, 20).write_to(&mut jpeg, image::ImageFormat::Jpeg).unwrap();
        let jpeg = jpeg.into_inner();
        let turned = |value: u8| {
            let exif = exif(value);
            let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
            [&jpeg[..2], &b"\xff\xe1"[..], &length[..], &exif, &jpeg[2..]].concat()
        };
        assert_eq!(dimensions(&turned(1)), Ok(PixelSize { width: 30, height: 20 }));
        assert_eq!(dimensions(&turned(6)), Ok(PixelSize { width: 20, height: 30 }));
    }

    #[test]
    fn a_bomb_is_refused_by_its_header() {
        assert_eq!(dimensions(&header(60_000, 60_000)), Err(PictureError::TooLarge { width: 60_000, height: 60_000 }));
        assert_eq!(dimensions(&header(16_000, 16_000)), Err(PictureError::TooLarge { width: 16_000, height: 16_000 }));
    }

    #[test]
    fn a_picture_of_sixteen_bits_a_channel_is_measured_by_what_it_takes() {
        let png = |width, height| {
            let mut bytes = Cursor::new(Vec::new());
            let image = DynamicImage::ImageRgba16(image::ImageBuffer::new(width, height));
            image.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
            bytes.into_inner()
        };
        assert_eq!(dimensions(&png(300, 200)), Ok(PixelSize { width: 300, height: 200 }));
        assert_eq!(dimensions(&png(16_384, 513)), Err(PictureError::TooLarge { width: 16_384, height: 513 }));
    }

    #[test]
    fn no_terminal_has_a_picture_drawn_larger_than_a_screen() {
        for (width, height) in [(3_840, 2_160), (9_000, 9_000), (u32::MAX, u32::MAX)] {
            let drawn = decode(&png(4, 4), PixelSize { width, height });
            assert_eq!(drawn.err(), (width > 3_840).then_some(PictureError::TooLarge { width, height }));
        }
    }

    #[test]
    fn a_large_picture_keeps_its_colors_where_they_are() {
        let image =
            image::RgbImage::from_fn(900, 600, |x, y| image::Rgb([(x * 255 / 899) as u8, (y * 255 / 599) as u8, 0]));
        for (orientation, corner) in [(Orientation::NoTransforms, [255, 0]), (Orientation::Rotate90, [0, 0])] {
            let size = PixelSize { width: 31, height: 23 };
            let small = scaled(image.clone().into(), orientation, size);
            let right = small.get_pixel(30, 0).0;
            assert!(
                right[0].abs_diff(corner[0]) < 16 && right[1].abs_diff(corner[1]) < 16,
                "{orientation:?}: {right:?}"
            );
        }
    }

    #[test]
    fn what_is_no_image_is_told() {
        for bytes in [&b""[..], b"GIF89a", b"<svg xmlns='http://www.w3.org/2000/svg'/>", &png(8, 8)[..40]] {
            assert!(decode(bytes, PixelSize { width: 4, height: 4 }).is_err());
        }
    }

    #[test]
    fn a_picture_is_scaled_to_the_size_asked_for() {
        let picture = decode(&png(100, 50), PixelSize { width: 10, height: 6 }).unwrap();
        assert_eq!(picture.pixels.dimensions(), (10, 6));
    }
}
