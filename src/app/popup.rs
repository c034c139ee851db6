//! Where the list above the screen stands, how wide its columns are, and which row of it is under the mouse.

use crate::text::width::width;

use super::areas::Area;
use super::pick::PickerRow;
use super::picker::{Picker, PickerKind};

/// Columns a list takes at most, or its part of a wide screen: addresses are long.
const WIDEST: u16 = 100;
const WIDEST_PERCENT: u16 = 70;
/// Columns a list takes at least, where the screen has them.
const NARROWEST: u16 = 48;
/// Columns that markers may take in any list, and the part of a wide one.
const MARKER: u16 = 12;
const LEAST_MARKER: u16 = 8;
const MARKER_PART: u16 = 4;
/// Columns below which a detail says nothing.
const DETAIL: u16 = 10;
/// The same of a sentence that goes on in rows below.
const SENTENCE: u16 = 24;
/// Rows that are asked how wide they are.
const ASKED: usize = 200;

/// Where a list stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PopupPlace {
    /// With its border.
    pub outer: Area,
    /// Its rows.
    pub inner: Area,
    /// How the parts of all rows stand below each other.
    pub columns: PopupColumns,
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
        let top = popup.selected().saturating_sub(height * 2 / 3).max(popup.selected_end().saturating_sub(height));
        let top = top.min(popup.len().saturating_sub(height));
        Self { outer, inner, columns: PopupColumns::of(popup, inner.width), top }
    }

    /// The row in a cell of the screen, among those that the filter leaves.
    pub fn row_at(&self, column: u16, row: u16) -> Option<usize> {
        let is_in = self.outer.contains(column, row) && (self.inner.y..self.inner.y + self.inner.height).contains(&row);
        is_in.then(|| self.top + usize::from(row - self.inner.y))
    }
}

/// Columns of the rows of the widest list on a screen.
pub fn room(screen: Area) -> u16 {
    widest_outer(screen).saturating_sub(2 * (1 + padding(screen).0))
}

/// The rows of a list on a screen, with rows below those whose words are to be told whole and don't fit.
pub fn filled(screen: Area, kind: PickerKind, rows: Vec<PickerRow>) -> Vec<PickerRow> {
    let columns = PopupColumns::of(&Picker::new(kind, "", rows.clone()), room(screen));
    let detail = if kind.has_told_details() { columns.detail.into() } else { 0 };
    rows.into_iter().flat_map(|row| row.filled(columns.words.into(), detail)).collect()
}

/// Columns of the widest list with its border.
fn widest_outer(screen: Area) -> u16 {
    let part = u16::try_from(u32::from(screen.width) * u32::from(WIDEST_PERCENT) / 100).unwrap_or(WIDEST);
    screen.width.saturating_sub(if screen.width > 60 { 8 } else { 0 }).min(part.max(WIDEST))
}

/// Blank columns and rows between the border and the list.
fn padding(screen: Area) -> (u16, u16) {
    (if screen.width > 60 { 2 } else { 1 }, u16::from(screen.height > 16))
}

fn outer(screen: Area, popup: &Picker) -> Area {
    let (across, down) = padding(screen);
    let most = widest_outer(screen);
    let width = widest(popup).saturating_add(2 * (1 + across)).clamp(NARROWEST.min(most), most);
    let rows = u16::try_from(popup.len()).unwrap_or(u16::MAX).max(3);
    let height =
        rows.saturating_add(2 * (1 + down)).min(screen.height.saturating_sub(if screen.height > 16 { 4 } else { 0 }));
    Area { x: screen.x + (screen.width - width) / 2, y: screen.y + (screen.height - height) / 3, width, height }
}

/// Columns that all rows need side by side.
fn widest(popup: &Picker) -> u16 {
    let asked = PopupColumns::asked(popup);
    let inset = asked.inset;
    let gaps = [asked.marker, asked.detail].into_iter().filter(|columns| *columns > 0).count();
    let gaps = u16::try_from(gaps).unwrap_or(0) * PopupColumns::GAP;
    inset.saturating_add(asked.marker).saturating_add(asked.words).saturating_add(asked.detail).saturating_add(gaps)
}

/// Columns that the parts of all rows take, so that they stand below each other. 0 where a part is not shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PopupColumns {
    /// Blank columns before a row under a heading.
    pub inset: u16,
    /// What stands before the words.
    pub marker: u16,
    /// The words.
    pub words: u16,
    /// The detail.
    pub detail: u16,
}

impl PopupColumns {
    /// Blank columns between two parts.
    pub const GAP: u16 = 2;

    fn of(popup: &Picker, room: u16) -> Self {
        let asked = Self::asked(popup);
        let marker = asked.marker.min((room / 3).clamp(LEAST_MARKER, MARKER).max(room / MARKER_PART));
        let room = room.saturating_sub(asked.inset);
        let room = room.saturating_sub(if marker > 0 { marker + Self::GAP } else { 0 });
        let beside = room.saturating_sub(Self::GAP);
        if asked.words.saturating_add(asked.detail) <= beside {
            return Self { marker, ..asked };
        }
        let detail = match popup.kind.has_known_details() {
            true => 0,
            false => asked.detail.min((room / 2).max(beside.saturating_sub(asked.words))),
        };
        let least = if popup.kind.has_told_details() { SENTENCE } else { DETAIL };
        if detail < least {
            return Self { marker, words: room, detail: 0, ..asked };
        }
        Self { marker, words: beside - detail, detail, ..asked }
    }

    /// What the first rows ask for.
    fn asked(popup: &Picker) -> Self {
        let rows = || popup.rows_from(0).take(ASKED).filter(|row| !row.heading);
        let most = |columns: fn(&PickerRow) -> usize| {
            u16::try_from(rows().map(columns).max().unwrap_or(0)).unwrap_or(u16::MAX)
        };
        Self {
            inset: popup.inset(),
            marker: most(|row| width(&row.marker)),
            words: most(|row| width(&row.text) + usize::from(row.indent)),
            detail: most(|row| width(&row.detail)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Pick;

    #[test]
    fn parts_share_the_room_and_known_details_go_before_words_are_cut() {
        let columns = |kind, marker: &str, words: &str, detail: &str, room| {
            let rows = vec![PickerRow::new(marker, words, detail, Pick::Nothing)];
            let PopupColumns { marker, words, detail, .. } = PopupColumns::of(&Picker::new(kind, "", rows), room);
            (marker, words, detail)
        };
        let (long, longer) = ("w".repeat(40), "d".repeat(60));
        for (kind, room, expected) in [
            (PickerKind::Links, 120, (3, 40, 60)),
            (PickerKind::Links, 80, (3, 36, 37)),
            (PickerKind::Links, 36, (3, 14, 15)),
            (PickerKind::Links, 20, (3, 15, 0)),
            (PickerKind::Help, 80, (3, 75, 0)),
            (PickerKind::Help, 110, (3, 40, 60)),
        ] {
            let found = columns(kind, "[1]", &long, &longer, room);
            assert_eq!(found, expected, "{kind:?} in {room}");
            assert!(found.0 + found.1 + found.2 <= room);
        }
        assert_eq!(columns(PickerKind::Help, &long, "w", "", 40), (12, 1, 0));
        assert_eq!(columns(PickerKind::Outline, "", "w", "", 40), (0, 1, 0));
    }
}
