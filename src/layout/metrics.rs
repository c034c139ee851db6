//! All that can change rows. Two layouts of one revision with equal metrics are equal.

/// What a layout depends on besides the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Metrics {
    /// Columns of the text column; no row is wider.
    pub width: u16,
    /// Whether long lines of code continue on the next row instead of running out of view.
    pub wrap_code: bool,
    /// Whether links carry their number in the text.
    pub link_numbers: bool,
    /// Whether folded details are opened.
    pub open_details: bool,
    /// What room pictures get.
    pub images: ImageMode,
}

impl Metrics {
    /// The usual metrics at a width.
    pub fn at(width: u16) -> Self {
        Self { width, wrap_code: true, link_numbers: true, open_details: true, images: ImageMode::Placeholder }
    }
}

/// What room pictures get.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ImageMode {
    /// One row of text each.
    Placeholder,
    /// Rows to draw in, for cells of this many pixels.
    Drawn {
        /// Pixels a cell is wide.
        cell_width: u16,
        /// Pixels a cell is high.
        cell_height: u16,
    },
}
