//! Where everything stands on the screen: the only screen arithmetic, asked by `update` (page heights, the
//! width a post is laid out at) and by `draw`, so that drawing never writes state.

use super::panes::Panes;
use super::{Focus, Screen};

/// A rectangle of cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// First column.
    pub x: u16,
    /// First row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Area {
    /// Whether a cell lies in it.
    pub fn contains(self, column: u16, row: u16) -> bool {
        let across = self.x..self.x.saturating_add(self.width);
        let down = self.y..self.y.saturating_add(self.height);
        across.contains(&column) && down.contains(&row)
    }

    /// Whether both have a cell in common.
    pub fn meets(self, other: Self) -> bool {
        let meet =
            |a: u16, length: u16, b: u16, other: u16| a < b.saturating_add(other) && b < a.saturating_add(length);
        meet(self.x, self.width, other.x, other.width) && meet(self.y, self.height, other.y, other.height)
    }

    /// The area without this many columns at each side.
    pub fn inset(self, columns: u16) -> Self {
        let columns = columns.min(self.width / 2);
        Self { x: self.x + columns, width: self.width - 2 * columns, ..self }
    }
}

/// How many panes the screen has room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Not even one.
    TooSmall,
    /// One pane at a time.
    Narrow,
    /// Posts and post.
    Medium,
    /// Tags and archive, posts, post.
    Wide,
}

/// Where everything stands. A pane that is not on the screen has no area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Areas {
    /// The whole screen.
    pub screen: Area,
    /// How many panes there is room for.
    pub shape: Shape,
    /// Blog, filter and counts.
    pub title: Area,
    /// The rule under the title, if there is room for one.
    pub upper_rule: Option<Area>,
    /// Tags and archive.
    pub facets: Option<Area>,
    /// Posts.
    pub posts: Option<Area>,
    /// The post.
    pub post: Option<Area>,
    /// The rule above the bottom line, if there is room for one.
    pub lower_rule: Option<Area>,
    /// Keys, status or a line to type in.
    pub bottom: Area,
}

/// From this width three panes stand side by side.
const WIDE: u16 = 120;
/// From this width two panes stand side by side.
const MEDIUM: u16 = 80;
/// Below this nothing can be shown.
const SMALLEST: (u16, u16) = (20, 5);
/// From these heights the rules have room.
const UPPER_RULE: u16 = 8;
const LOWER_RULE: u16 = 16;
/// Blank columns that the text of a post keeps at each side.
pub(super) const MARGIN: u16 = 2;

/// Columns beyond the text column that are worth leaving it for.
const REACH: u16 = 6;

impl Areas {
    /// The areas of a screen in its present state.
    pub fn new(screen: &Screen) -> Self {
        let (width, height) = screen.size;
        let whole = Area { x: 0, y: 0, width, height };
        let shape = shape(width, height);
        let upper = u16::from(height >= UPPER_RULE);
        let lower = u16::from(height >= LOWER_RULE);
        let row = |y: u16| Area { y, height: height.min(1), ..whole };
        let body = Area { y: 1 + upper, height: height.saturating_sub(2 + upper + lower), ..whole };
        let panes = Panes::new(screen, shape, body);
        Self {
            screen: whole,
            shape,
            title: row(0),
            upper_rule: (upper > 0).then(|| row(1)),
            facets: panes.facets,
            posts: panes.posts,
            post: panes.post,
            lower_rule: (lower > 0).then(|| row(height.saturating_sub(2))),
            bottom: row(height.saturating_sub(1)),
        }
    }

    /// The area of a pane.
    pub fn pane(&self, focus: Focus) -> Option<Area> {
        match focus {
            Focus::Facets => self.facets,
            Focus::Posts => self.posts,
            Focus::Post => self.post,
        }
    }

    /// The column that the text of a post is set in: the measure, centred in its pane.
    pub fn column(&self, measure: u16) -> Area {
        let pane = self.post.unwrap_or_default();
        let width = measure.min(pane.width.saturating_sub(2 * MARGIN)).max(pane.width.min(8));
        Area { x: pane.x + (pane.width - width) / 2, width, ..pane }
    }

    /// Columns that code and tables may take from the left edge of the column on: as far as the pane's own margin, where
    /// that is far enough beyond the column not to look like a mistake.
    pub fn reach(&self, column: Area) -> u16 {
        let pane = self.post.unwrap_or_default();
        let reach = (pane.x + pane.width).saturating_sub(column.x + MARGIN);
        if reach < column.width.saturating_add(REACH) { column.width } else { reach }
    }

    /// Columns where a rule stands between two panes.
    pub fn separators(&self) -> impl Iterator<Item = u16> {
        let panes = [self.facets, self.posts, self.post];
        let end = self.screen.width;
        panes.into_iter().flatten().map(|pane| pane.x + pane.width).filter(move |column| *column < end)
    }
}

fn shape(width: u16, height: u16) -> Shape {
    match width {
        _ if width < SMALLEST.0 || height < SMALLEST.1 => Shape::TooSmall,
        WIDE.. => Shape::Wide,
        MEDIUM.. => Shape::Medium,
        _ => Shape::Narrow,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn areas(width: u16, height: u16, focus: Focus) -> Areas {
        Areas::new(&Screen { size: (width, height), focus, ..Screen::default() })
    }

    #[test]
    fn a_wider_screen_has_more_panes() {
        for (width, height, panes) in [(19, 10, 0), (40, 4, 0), (40, 15, 1), (79, 24, 1), (80, 24, 2), (120, 40, 3)] {
            let areas = areas(width, height, Focus::Posts);
            let shown = [areas.facets, areas.posts, areas.post].into_iter().flatten().count();
            assert_eq!(shown, panes, "{width}x{height}");
        }
    }

    #[test]
    fn panes_stay_inside_and_apart() {
        for width in 20..=260 {
            for focus in [Focus::Facets, Focus::Posts, Focus::Post] {
                let areas = areas(width, 24, focus);
                let mut end = 0;
                for pane in [areas.facets, areas.posts, areas.post].into_iter().flatten() {
                    assert!(pane.x >= end && pane.width > 0, "{width} {focus:?} {areas:?}");
                    end = pane.x + pane.width + 1;
                }
                assert!(end <= width + 1, "{width} {focus:?}");
                let column = areas.column(72);
                assert!(
                    areas.post.is_none_or(|post| column.x >= post.x && column.x + column.width <= post.x + post.width)
                );
            }
        }
    }

    #[test]
    fn areas_meet_where_they_have_a_cell_in_common() {
        let area = |x, y, width, height| Area { x, y, width, height };
        let of = area(10, 10, 5, 5);
        for (other, meets) in [
            (area(14, 14, 1, 1), true),
            (area(0, 0, 30, 30), true),
            (area(15, 10, 5, 5), false),
            (area(0, 0, 10, 30), false),
        ] {
            assert_eq!((of.meets(other), other.meets(of)), (meets, meets), "{other:?}");
        }
    }

    #[test]
    fn code_leaves_its_column_only_for_more_than_a_few_columns() {
        let screen = |width| Screen { size: (width, 24), focus: Focus::Post, alone: Some(true), ..Screen::default() };
        for (width, reach) in [(60, 56), (82, 72), (86, 72), (90, 79), (120, 94)] {
            let areas = Areas::new(&screen(width));
            assert_eq!(areas.reach(areas.column(72)), reach, "{width}");
        }
    }

    #[test]
    fn every_size_has_areas() {
        for width in 0..30 {
            for height in 0..10 {
                let _ = areas(width, height, Focus::Post);
            }
        }
    }
}
