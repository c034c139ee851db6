//! All that can change rows. Two layouts of one revision with equal metrics are equal.

/// What a layout depends on besides the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Metrics {
    /// Columns of the text column.
    pub width: u16,
    /// Columns that code and tables may take from the same left edge where they need them; no row is wider. Less than
    /// the text column counts as that.
    pub reach: u16,
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
    /// Columns of the widest row there may be.
    pub fn widest(&self) -> u16 {
        self.width.max(self.reach)
    }

    /// The usual metrics at a width.
    pub fn at(width: u16) -> Self {
        Self {
            width,
            reach: width,
            wrap_code: true,
            link_numbers: true,
            open_details: true,
            images: ImageMode::Placeholder,
        }
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
        /// Rows a picture takes at most: about three fifths of the screen.
        max_rows: u16,
    },
}

/// What is known of an image's file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ImageState {
    /// Nothing: it is not of this site, not looked for yet, or of a kind that is not drawn.
    #[default]
    Unknown,
    /// It should be in this site and is not.
    Missing,
    /// It can be drawn.
    Sized(ImageSize),
}

impl ImageState {
    /// Its size, if it can be drawn.
    pub fn size(self) -> Option<ImageSize> {
        match self {
            Self::Sized(size) => Some(size),
            Self::Unknown | Self::Missing => None,
        }
    }
}

/// A picture's size in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ImageSize {
    /// Across.
    pub width: u32,
    /// Down.
    pub height: u32,
}

impl ImageSize {
    /// The size in its own proportions at most so many pixels wide.
    #[must_use]
    pub fn at_most(self, width: u16) -> Self {
        let width = u32::from(width).max(1);
        if width >= self.width {
            return self;
        }
        let height = u64::from(self.height) * u64::from(width) / u64::from(self.width);
        Self { width, height: u32::try_from(height).unwrap_or(u32::MAX).max(1) }
    }

    /// Columns and rows for a picture of this size in its own proportions, within so many columns and rows, for
    /// cells of so many pixels; never larger than the picture itself. None if there is nothing to draw.
    pub fn fit(self, cell: (u16, u16), most: (u16, u16)) -> Option<(u16, u16)> {
        let (cell_width, cell_height) = (f64::from(cell.0), f64::from(cell.1));
        let (width, height) = (f64::from(self.width), f64::from(self.height));
        if cell.0 == 0 || cell.1 == 0 || self.width == 0 || self.height == 0 || most.0 == 0 || most.1 == 0 {
            return None;
        }
        let across = f64::from(most.0) * cell_width / width;
        let down = f64::from(most.1) * cell_height / height;
        let scale = across.min(down).min(1.0);
        // The casts saturate, and the results are at most `most` but for rounding.
        let columns = (width * scale / cell_width).round().max(1.0) as u16;
        let rows = (height * scale / cell_height).round().max(1.0) as u16;
        Some((columns.min(most.0), rows.min(most.1)))
    }
}
