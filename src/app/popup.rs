//! Where the list above the screen stands, and which row of it is under the mouse.

use crate::text::width::width;

use super::areas::Area;
use super::picker::Picker;

/// Columns a list takes at most.
const WIDEST: u16 = 92;
/// Columns a list takes at least, where the screen has them.
const NARROWEST: u16 = 48;

/// Where a list stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PopupPlace {
    /// With its border.
    pub outer: Area,
    /// Its rows.
    pub inner: Area,
    /// The first row in sight, among those that its filter leaves.
    pub top: usize,
}

impl PopupPlace {
    /// Of a list on a screen.
    pub fn of(screen: Area, popup: &Picker) -> Self {
        let (across, down) = padding(screen);
        let outer = outer(screen, popup);
        let inner = Area {
            x: outer.x + 1 + across,
            y: outer.y + 1 + down,
            width: outer.width.saturating_sub(2 * (1 + across)),
            height: outer.height.saturating_sub(2 * (1 + down)),
        };
        let height = usize::from(inner.height);
        let top = popup.selected().saturating_sub(height * 2 / 3).min(popup.len().saturating_sub(height));
        Self { outer, inner, top }
    }

    /// The row in a cell of the screen, among those that the filter leaves.
    pub fn row_at(&self, column: u16, row: u16) -> Option<usize> {
        let is_in = self.outer.contains(column, row) && (self.inner.y..self.inner.y + self.inner.height).contains(&row);
        is_in.then(|| self.top + usize::from(row - self.inner.y))
    }
}

/// Blank columns and rows between the border and the list.
fn padding(screen: Area) -> (u16, u16) {
    (if screen.width > 60 { 2 } else { 1 }, u16::from(screen.height > 16))
}

fn outer(screen: Area, popup: &Picker) -> Area {
    let (across, down) = padding(screen);
    let most = screen.width.saturating_sub(if screen.width > 60 { 8 } else { 0 }).min(WIDEST);
    let width = widest(popup).saturating_add(2 * (1 + across)).clamp(NARROWEST.min(most), most);
    let rows = u16::try_from(popup.len()).unwrap_or(u16::MAX).max(3);
    let height =
        rows.saturating_add(2 * (1 + down)).min(screen.height.saturating_sub(if screen.height > 16 { 4 } else { 0 }));
    Area { x: screen.x + (screen.width - width) / 2, y: screen.y + (screen.height - height) / 3, width, height }
}

/// Columns of the widest of the first rows, as far as that may matter.
fn widest(popup: &Picker) -> u16 {
    const ASKED: usize = 200;
    let columns = popup.rows_from(0).take(ASKED).map(|row| {
        let parts = [&row.marker, &row.text, &row.detail].map(|part| width(part) + 2);
        parts.iter().sum::<usize>() + usize::from(row.indent)
    });
    columns.max().map_or(0, |most| u16::try_from(most).unwrap_or(u16::MAX))
}
