//! Pictures: the bytes of an image file become something a terminal can draw.
//!
//! [`prepare`] does all that is slow and runs on a worker; what it answers with is plain text and colours. Only pixels
//! go to the terminal, never a file name or metadata. Knows image formats and graphics protocols; knows nothing of
//! posts, files or layout.

mod blocks;
mod decode;
mod iterm;
mod kitty;
mod probe;
mod sixel;

pub use blocks::{Blocks, Pixel};
pub use decode::{MAX_FILE, PictureError, PixelSize, dimensions};
pub use kitty::{KittyImage, Placement};
pub use probe::{Answers, choose, query};

/// How a terminal draws pictures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Protocol {
    /// Not at all: placeholders only.
    #[default]
    Off,
    /// Two pixels a cell, as upper half blocks: works wherever there is colour.
    Blocks,
    /// The kitty graphics protocol, by direct placement.
    Kitty,
    /// iTerm2's inline images.
    Iterm,
    /// DEC sixel.
    Sixel,
}

/// A cell's size in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CellSize {
    /// Pixels across.
    pub width: u16,
    /// Pixels down.
    pub height: u16,
}

impl CellSize {
    /// What is assumed where a terminal does not tell.
    pub const USUAL: Self = Self { width: 8, height: 16 };

    /// By pixels and cells of a window, both across and down. A border around the cells is narrower than all of them.
    pub fn of_window(pixels: (u16, u16), cells: (u16, u16)) -> Option<Self> {
        let (width, height) = (pixels.0.checked_div(cells.0)?, pixels.1.checked_div(cells.1)?);
        (width > 0 && height > 0).then_some(Self { width, height })
    }
}

/// What a picture is prepared for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Request {
    /// Columns to fill.
    pub columns: u16,
    /// Rows to fill.
    pub rows: u16,
    /// A cell's size.
    pub cell: CellSize,
    /// How it will be drawn.
    pub protocol: Protocol,
    /// What shows through transparent parts where the protocol has no transparency.
    pub background: [u8; 3],
}

/// A picture ready to be drawn in `columns` × `rows` cells, row by row, so that any part of it can scroll in and out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prepared {
    /// Columns it takes.
    pub columns: u16,
    /// Rows it takes.
    pub rows: u16,
    /// What to draw.
    pub drawing: Drawing,
}

/// What to draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Drawing {
    /// Coloured half blocks.
    Blocks(Blocks),
    /// A terminal sequence a row (sixel, iTerm2), drawn from the first cell of its row.
    Strips(Vec<String>),
    /// An image to send once and then place.
    Kitty(KittyImage),
}

/// Decodes, scales and encodes a picture. Slow: for a worker. Bounded by 20 MB of file, 16,384 pixels a side and 64 MiB decoded.
///
/// # Errors
/// If the bytes are no image that folio reads, or one beyond the bounds, or `request` draws nothing.
pub fn prepare(bytes: &[u8], request: Request) -> Result<Prepared, PictureError> {
    let pixels = match request.protocol {
        Protocol::Off => return Err(PictureError::NotDrawn),
        Protocol::Blocks => PixelSize { width: request.columns.into(), height: u32::from(request.rows) * 2 },
        _ => PixelSize {
            width: u32::from(request.columns) * u32::from(request.cell.width),
            height: u32::from(request.rows) * u32::from(request.cell.height),
        },
    };
    let picture = decode::decode(bytes, pixels)?;
    let drawing = match request.protocol {
        Protocol::Blocks | Protocol::Off => Drawing::Blocks(Blocks::new(&picture, request.background)),
        Protocol::Sixel => Drawing::Strips(sixel::strips(&picture, request.cell)),
        Protocol::Iterm => Drawing::Strips(iterm::strips(&picture, request)?),
        Protocol::Kitty => Drawing::Kitty(KittyImage::new(&picture)?),
    };
    Ok(Prepared { columns: request.columns, rows: request.rows, drawing })
}

#[cfg(test)]
mod tests {
    use super::*;

    const CELL: CellSize = CellSize { width: 8, height: 16 };

    #[test]
    fn every_protocol_draws_as_many_rows_as_asked() {
        let png = decode::tests::png(40, 40);
        for protocol in [Protocol::Blocks, Protocol::Sixel, Protocol::Iterm] {
            let request = Request { columns: 5, rows: 3, cell: CELL, protocol, background: [0; 3] };
            let prepared = prepare(&png, request).unwrap();
            let rows = match prepared.drawing {
                Drawing::Blocks(blocks) => blocks.rows().count(),
                Drawing::Strips(strips) => strips.len(),
                Drawing::Kitty(_) => unreachable!(),
            };
            assert_eq!(rows, 3, "{protocol:?}");
        }
    }

    #[test]
    fn a_cell_is_its_part_of_the_window() {
        for (pixels, cells, wanted) in [
            // A border of four pixels.
            ((994, 764), (110, 40), Some((9, 19))),
            ((800, 480), (80, 24), Some((10, 20))),
            ((0, 0), (80, 24), None),
            ((800, 480), (0, 0), None),
        ] {
            let cell = CellSize::of_window(pixels, cells).map(|cell| (cell.width, cell.height));
            assert_eq!(cell, wanted, "{pixels:?} {cells:?}");
        }
    }

    #[test]
    fn nothing_is_drawn_when_pictures_are_off() {
        let request = Request { columns: 5, rows: 3, cell: CELL, protocol: Protocol::Off, background: [0; 3] };
        assert!(matches!(prepare(&decode::tests::png(4, 4), request), Err(PictureError::NotDrawn)));
    }
}
