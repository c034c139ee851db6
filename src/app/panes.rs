//! How tags, posts and post share the columns between the bars. The pane in front gets the room: the list while one
//! chooses, the page while one reads.

use super::areas::{Area, MARGIN};
use super::{Focus, Screen, Shape};

/// The panes on the screen; one that is not has no area.
pub(super) struct Panes {
    pub(super) facets: Option<Area>,
    pub(super) posts: Option<Area>,
    pub(super) post: Option<Area>,
}

/// Columns of tags and archive: on the narrowest screen that has them beside the rest, while they are in front, and on a
/// wide screen.
const FACETS: (u16, u16, u16) = (22, 26, 32);
/// Columns of the narrowest screen of three panes.
const WIDE: u16 = 120;
/// No pane gets narrower than this.
const NARROWEST: u16 = 20;
/// Columns that the posts pane keeps: in front, and beside a post that is read.
const POSTS: u16 = 42;
const POSTS_BESIDE: u16 = 28;
/// Columns from which the posts pane gains nothing.
const POSTS_MOST: u16 = 72;
/// Columns that a post is previewed in, where the posts can spare them.
const PREVIEW: u16 = 64;

impl Panes {
    pub(super) fn new(screen: &Screen, shape: Shape, body: Area) -> Self {
        match shape {
            Shape::TooSmall => Self { facets: None, posts: None, post: None },
            Shape::Narrow => Self::one(screen.focus, body),
            _ if screen.focus == Focus::Post && stands_alone(screen) => Self::one(Focus::Post, body),
            Shape::Medium if screen.focus == Focus::Facets => {
                let (facets, posts) = split(body, FACETS.1.min(body.width / 2));
                Self { facets: Some(facets), posts: Some(posts), post: None }
            }
            Shape::Medium => Self::two(screen, body),
            Shape::Wide => Self::three(screen, body),
        }
    }

    fn one(focus: Focus, body: Area) -> Self {
        let only = |pane: Focus| (pane == focus).then_some(body);
        Self { facets: only(Focus::Facets), posts: only(Focus::Posts), post: only(Focus::Post) }
    }

    fn two(screen: &Screen, body: Area) -> Self {
        let width = match screen.focus {
            Focus::Post => beside_page(screen, body.width),
            _ => in_front(body.width),
        };
        let (posts, post) = split(body, as_asked(screen, width, body.width));
        Self { facets: None, posts: Some(posts), post: Some(post) }
    }

    /// While a post is read, tags and archive give way if the text cannot have its measure otherwise.
    fn three(screen: &Screen, body: Area) -> Self {
        let (facets, rest) = split(body, facets_width(screen.focus, body.width));
        let width = as_asked(screen, in_front(rest.width), rest.width);
        if screen.focus == Focus::Post && rest.width.saturating_sub(width + 1) < page_width(screen) {
            return Self::two(screen, body);
        }
        let (posts, post) = split(rest, width);
        Self { facets: Some(facets), posts: Some(posts), post: Some(post) }
    }
}

/// Columns of tags and archive: more as the screen grows, and all that they need while they are in front.
fn facets_width(focus: Focus, room: u16) -> u16 {
    let grown = FACETS.0 + room.saturating_sub(WIDE) / 4;
    let least = if focus == Focus::Facets { FACETS.1 } else { FACETS.0 };
    grown.clamp(least, FACETS.2)
}

/// Columns of a page with its text at full measure.
fn page_width(screen: &Screen) -> u16 {
    screen.measure.saturating_add(2 * MARGIN)
}

/// Whether a post that is read has the screen for itself: as the reader asked, else where its text would lose columns of its
/// measure to the list.
pub(super) fn stands_alone(screen: &Screen) -> bool {
    screen.alone.unwrap_or(usually_alone(screen))
}

/// The same where the reader asked for nothing.
pub(super) fn usually_alone(screen: &Screen) -> bool {
    screen.size.0 < page_width(screen).saturating_add(POSTS_BESIDE + 1)
}

/// Columns of the posts while one chooses: two fifths, less if the preview needs it, but no less than titles need.
fn in_front(room: u16) -> u16 {
    let usual = u16::try_from(u32::from(room) * 2 / 5).unwrap_or(POSTS_MOST).min(POSTS_MOST);
    usual.min(room.saturating_sub(PREVIEW + 1)).max(POSTS)
}

/// Columns of the posts while one reads: what the page leaves.
fn beside_page(screen: &Screen, room: u16) -> u16 {
    let left = room.saturating_sub(page_width(screen) + 1);
    left.clamp(POSTS_BESIDE, in_front(room))
}

/// With what the reader added or took, within what leaves both panes readable.
fn as_asked(screen: &Screen, usual: u16, room: u16) -> u16 {
    let most = room.saturating_sub(NARROWEST + 1).max(NARROWEST);
    usual.saturating_add_signed(screen.posts_wider).clamp(NARROWEST.min(most), most)
}

/// Two areas with one column for a rule between them.
fn split(area: Area, left: u16) -> (Area, Area) {
    let left = left.min(area.width.saturating_sub(1));
    let right = area.width - left - u16::from(area.width > left);
    (Area { width: left, ..area }, Area { x: area.x + left + 1, width: right, ..area })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn widths(width: u16, focus: Focus) -> [u16; 3] {
        let screen = Screen { size: (width, 40), focus, ..Screen::default() };
        let shape = if width < WIDE { Shape::Medium } else { Shape::Wide };
        let panes = Panes::new(&screen, shape, Area { x: 0, y: 1, width, height: 38 });
        [panes.facets, panes.posts, panes.post].map(|pane| pane.map_or(0, |pane| pane.width))
    }

    #[test]
    fn the_pane_in_front_gets_the_room() {
        let table = [
            (80, Focus::Posts, [0, 42, 37]),
            (80, Focus::Post, [0, 0, 80]),
            (100, Focus::Posts, [0, 42, 57]),
            (100, Focus::Post, [0, 0, 100]),
            (104, Focus::Post, [0, 0, 104]),
            (105, Focus::Post, [0, 28, 76]),
            (119, Focus::Posts, [0, 47, 71]),
            (119, Focus::Post, [0, 42, 76]),
            (120, Focus::Posts, [22, 42, 54]),
            (120, Focus::Post, [0, 43, 76]),
            (120, Focus::Facets, [26, 42, 50]),
            (140, Focus::Posts, [27, 44, 67]),
            (200, Focus::Posts, [32, 66, 100]),
            (200, Focus::Post, [32, 66, 100]),
            (200, Focus::Facets, [32, 66, 100]),
            (300, Focus::Posts, [32, 72, 194]),
        ];
        for (width, focus, expected) in table {
            assert_eq!(widths(width, focus), expected, "{width} {focus:?}");
        }
    }

    #[test]
    fn a_list_that_is_asked_for_stands_beside_a_narrow_post() {
        for (width, alone, posts) in
            [(80, None, false), (80, Some(false), true), (200, None, true), (200, Some(true), false)]
        {
            let screen = Screen { size: (width, 24), focus: Focus::Post, alone, ..Screen::default() };
            let areas = super::super::Areas::new(&screen);
            assert_eq!(areas.posts.is_some(), posts, "{width} {alone:?}");
        }
    }

    #[test]
    fn a_reader_can_widen_the_list_and_not_lose_the_page() {
        let screen = Screen { size: (80, 24), posts_wider: 80, ..Screen::default() };
        let panes = Panes::new(&screen, Shape::Medium, Area { x: 0, y: 1, width: 80, height: 22 });
        assert_eq!(panes.post.map(|post| post.width), Some(NARROWEST));
    }
}
