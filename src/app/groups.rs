//! The list cut into months or years: which display row shows what. Made once a listing; asked for visible rows.

use crate::library::Library;
use crate::post::{DateSource, PostDate, PostId};
use crate::text::Clean;

/// How a listing is cut.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grain {
    /// Not at all: the order is not one of dates.
    #[default]
    Whole,
    /// Not at all, and the days of its posts tell nothing.
    Undated,
    /// By year: there are few posts a month.
    Year,
    /// By month.
    Month,
}

/// Posts of one month or year that stand together.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Group {
    /// Place of its first post in the listing.
    first: usize,
    label: Label,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Label {
    Undated,
    Year(i16),
    Month(i16, i8),
}

/// A listing in groups. A group has a blank row above it (but for the first) and a heading row.
#[derive(Clone, Debug, Default)]
pub struct Groups {
    grain: Grain,
    groups: Vec<Group>,
    posts: usize,
}

/// What a display row shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListRow {
    /// Nothing.
    Blank,
    /// The heading of a group and the number of its posts.
    Heading(Clean, usize),
    /// The post at this place of the listing.
    Post(usize),
}

/// Posts a month from which months are worth headings of their own.
const DENSE: usize = 3;

impl Groups {
    /// Cuts a listing in order of dates. Costs time in proportion to its posts.
    pub fn by_date(library: &Library, ids: &[PostId]) -> Self {
        let of_posts = months_of(library, ids);
        let months = cut(&of_posts, Grain::Month);
        if months.len() * DENSE <= ids.len() || months.len() <= 2 {
            return Self { grain: Grain::Month, groups: months, posts: ids.len() };
        }
        Self { grain: Grain::Year, groups: cut(&of_posts, Grain::Year), posts: ids.len() }
    }

    /// Cuts a listing in order of dates by year only.
    pub fn by_year(library: &Library, ids: &[PostId]) -> Self {
        Self { grain: Grain::Year, groups: cut(&months_of(library, ids), Grain::Year), posts: ids.len() }
    }

    /// A listing in one piece.
    pub fn whole(posts: usize) -> Self {
        Self { grain: Grain::Whole, groups: Vec::new(), posts }
    }

    /// A listing in one piece whose days tell nothing.
    pub fn undated(posts: usize) -> Self {
        Self { grain: Grain::Undated, ..Self::whole(posts) }
    }

    /// How it is cut.
    pub fn grain(&self) -> Grain {
        self.grain
    }

    /// Number of display rows.
    pub fn rows(&self) -> usize {
        self.posts + (2 * self.groups.len()).saturating_sub(1)
    }

    /// The display row of a post, by its place in the listing.
    pub fn row_of(&self, post: usize) -> usize {
        let group = self.groups.partition_point(|group| group.first <= post);
        post + (2 * group).saturating_sub(1)
    }

    /// What a display row shows; none past the end.
    pub fn row(&self, row: usize) -> Option<ListRow> {
        if self.groups.is_empty() {
            return (row < self.posts).then_some(ListRow::Post(row));
        }
        let starts = |place: usize, group: &Group| group.first + (2 * place).saturating_sub(1);
        let mut below = 0..self.groups.len();
        while below.len() > 1 {
            let middle = below.start + below.len() / 2;
            let before = self.groups.get(middle).is_some_and(|group| starts(middle, group) <= row);
            below = if before { middle..below.end } else { below.start..middle };
        }
        let group = self.groups.get(below.start)?;
        let end = self.groups.get(below.start + 1).map_or(self.posts, |next| next.first);
        let within = row.checked_sub(starts(below.start, group))?;
        match within.checked_sub(usize::from(below.start > 0)) {
            None => Some(ListRow::Blank),
            Some(0) => Some(ListRow::Heading(group.label.text(), end - group.first)),
            Some(nth) => (group.first + nth - 1 < end).then(|| ListRow::Post(group.first + nth - 1)),
        }
    }

    /// The place of the first post of the next (1) or previous (-1) group; the start of the own group first
    /// when going back from within it.
    pub fn neighbour(&self, post: usize, by: isize) -> Option<usize> {
        let after = self.groups.partition_point(|group| group.first <= post);
        let own = self.groups.get(after.checked_sub(1)?)?;
        let place = match by {
            1.. => after.checked_add_signed(by - 1)?,
            _ if own.first < post => (after - 1).checked_add_signed(by + 1)?,
            _ => (after - 1).checked_add_signed(by)?,
        };
        self.groups.get(place).map(|group| group.first)
    }
}

/// Whether no post says when it was written and all files are of one day, as in a fresh copy of a folder: then a day
/// beside each title says nothing of the posts.
pub fn is_one_copy(library: &Library, ids: &[PostId]) -> bool {
    let mut dates = ids.iter().map(|id| library.get(*id).and_then(|post| post.date));
    let Some(Some(first)) = ids.first().and_then(|id| library.get(*id)).map(|post| post.date) else { return false };
    let is_same = |date: PostDate| date.source == DateSource::Mtime && date.civil.date() == first.civil.date();
    ids.len() > 1 && dates.all(|date| date.is_some_and(is_same))
}

/// The year and month of each post, off its card: a look at every post of a large listing would take longer than all the rest.
fn months_of(library: &Library, ids: &[PostId]) -> Vec<Option<(i16, i8)>> {
    ids.iter().map(|id| library.cards().get(*id)?.month()).collect()
}

fn cut(months: &[Option<(i16, i8)>], grain: Grain) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (first, month) in months.iter().enumerate() {
        let label = match month {
            None => Label::Undated,
            Some((year, month)) if grain == Grain::Month => Label::Month(*year, *month),
            Some((year, _)) => Label::Year(*year),
        };
        if groups.last().is_none_or(|last| last.label != label) {
            groups.push(Group { first, label });
        }
    }
    groups
}

/// The English name of a month, from 1.
pub fn month_name(month: i8) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    usize::try_from(month - 1).ok().and_then(|place| NAMES.get(place).copied()).unwrap_or_default()
}

impl Label {
    fn text(self) -> Clean {
        match self {
            Label::Undated => Clean::line("Undated"),
            Label::Year(year) => Clean::line(&year.to_string()),
            Label::Month(year, month) => Clean::line(&format!("{} {year}", month_name(month))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(firsts: &[usize], posts: usize) -> Groups {
        let group = |(year, first): (i16, &usize)| Group { first: *first, label: Label::Year(year) };
        Groups { grain: Grain::Year, groups: (2000..).zip(firsts).map(group).collect(), posts }
    }

    #[test]
    fn rows_and_posts_agree() {
        for (firsts, posts) in [(&[0, 1, 5][..], 7), (&[0][..], 3), (&[][..], 4), (&[][..], 0)] {
            let groups = groups(firsts, posts);
            for post in 0..posts {
                assert_eq!(groups.row(groups.row_of(post)), Some(ListRow::Post(post)), "{firsts:?} {post}");
            }
            let shown = (0..groups.rows()).filter(|row| matches!(groups.row(*row), Some(ListRow::Post(_)))).count();
            assert_eq!(shown, posts);
            assert_eq!(groups.row(groups.rows()), None);
        }
    }

    #[test]
    fn headings_count_their_posts() {
        let groups = groups(&[0, 1, 5], 7);
        assert_eq!(groups.row(0), Some(ListRow::Heading(Clean::line("2000"), 1)));
        assert_eq!(groups.row(2), Some(ListRow::Blank));
        assert_eq!(groups.row(3), Some(ListRow::Heading(Clean::line("2001"), 4)));
    }

    #[test]
    fn sections_are_walked_like_headings() {
        let groups = groups(&[0, 1, 5], 7);
        assert_eq!(groups.neighbour(2, 1), Some(5));
        assert_eq!(groups.neighbour(2, -1), Some(1));
        assert_eq!(groups.neighbour(1, -1), Some(0));
        assert_eq!(groups.neighbour(6, 1), None);
        assert_eq!(groups.neighbour(0, -1), None);
    }
}
