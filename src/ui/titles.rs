//! Titles in a narrow list: how much of each is shown, so that no two that differ look the same.
//!
//! Knows the titles in sight and nothing else of the list.

use std::ops::Range;

use crate::app::{App, ListRow};
use crate::text::CleanStr;
use crate::text::width::{prefix, width};

use super::pen::cut;

/// Part of the room that stays for the beginning of a title whose end is shown: one of so many.
const HEAD: usize = 4;
/// Columns below which a title is cut at its end, whatever stands there.
const LEAST: usize = 12;
/// Bytes that a word may reach back before the place where it differs.
const WORD: usize = 12;

/// The titles in sight, sorted, each once.
pub struct Titles<'a>(Vec<&'a str>);

impl<'a> Titles<'a> {
    /// Those of the rows of the list that are in sight.
    pub fn in_sight(app: &'a App) -> Self {
        let ids = app.browse.listing().ids();
        Self::of(app.browse.rows.in_sight().filter_map(|row| match row {
            ListRow::Post(place) => Some(app.library.get(*ids.get(place)?)?.title.as_str()),
            _ => None,
        }))
    }

    fn of(titles: impl Iterator<Item = &'a str>) -> Self {
        let mut titles: Vec<&str> = titles.collect();
        titles.sort_unstable();
        titles.dedup();
        Self(titles)
    }

    /// The pieces of a title that so many columns hold. One that would be cut where it still reads as another one does
    /// gives up its middle instead of its end.
    pub fn shown(&self, title: CleanStr<'_>, columns: usize) -> Vec<Range<usize>> {
        if columns == 0 {
            return Vec::new();
        }
        let (kept, _) = cut(title, columns);
        let start = 0..kept.len();
        match self.differs_at(title.as_str()).filter(|at| *at >= kept.len() && kept.len() < title.len()) {
            Some(at) => around(title, columns, at).unwrap_or_else(|| vec![start]),
            None => vec![start],
        }
    }

    /// The byte up to which another title reads the same: in sorted order that is a neighbor.
    fn differs_at(&self, title: &str) -> Option<usize> {
        let place = self.0.binary_search(&title).ok()?;
        let neighbors = [place.checked_sub(1), place.checked_add(1)].into_iter().flatten();
        neighbors.filter_map(|place| self.0.get(place)).map(|other| common(title, other)).max()
    }
}

/// The bytes that two texts begin with alike, in whole characters.
fn common(one: &str, other: &str) -> usize {
    one.chars().zip(other.chars()).take_while(|(one, other)| one == other).map(|(one, _)| one.len_utf8()).sum()
}

/// The beginning of a title and the words from the place where it differs; none where that leaves nothing out.
fn around(title: CleanStr<'_>, columns: usize, at: usize) -> Option<Vec<Range<usize>>> {
    let ellipsis = 1;
    let same = title.get(..at)?;
    let word = same.rfind(char::is_whitespace).map_or(0, |blank| blank + 1);
    let from = if at - word <= WORD { word } else { at };
    let end = title.slice(from..title.len());
    let room = columns.checked_sub(columns / HEAD + ellipsis).filter(|_| columns >= LEAST)?;
    let (kept, _) = cut(end, room);
    let left = columns.checked_sub(width(&kept) + ellipsis + usize::from(kept.len() < end.len()))?;
    let (bytes, _) = prefix(&title, left);
    let head = title.get(..bytes)?.trim_end().len();
    (head < from).then(|| vec![0..head, from..from + kept.len()])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Clean;

    fn shown(titles: &[&str], columns: usize) -> Vec<String> {
        let all = Titles::of(titles.iter().copied());
        let one = |title: &&str| {
            let title = Clean::line(title);
            let pieces = all.shown(title.borrowed(), columns);
            let text = pieces.iter().map(|piece| {
                format!("{}{}", &title.as_str()[piece.clone()], if piece.end < title.len() { "…" } else { "" })
            });
            text.collect::<String>()
        };
        titles.iter().map(one).collect()
    }

    #[test]
    fn titles_that_differ_at_their_end_are_told_apart() {
        let cases: &[(&[&str], usize, &[&str])] = &[
            (&["Notes of release 1.47.0", "Notes of release 1.46.0"], 17, &["Notes of r…1.47.0", "Notes of r…1.46.0"]),
            (&["Notes of release 1.47.0", "A walk"], 17, &["Notes of release…", "A walk"]),
            (
                &["Minutes of the month: May", "Minutes of the month: June"],
                16,
                &["Minutes of t…May", "Minutes of…June"],
            ),
            (&["Short 1", "Short 2"], 17, &["Short 1", "Short 2"]),
            (&["The same long title", "The same long title"], 12, &["The same lo…", "The same lo…"]),
            (&["春天的漫长故事之一", "春天的漫长故事之二"], 13, &["春天的漫长…一", "春天的漫长…二"]),
            (
                &["A tale of a house and the long road", "A tale of a house and the old mill"],
                20,
                &["A tale of…long road", "A tale of a…old mill"],
            ),
            (&["Long titles 1", "Long titles 2"], 9, &["Long tit…", "Long tit…"]),
        ];
        for (titles, columns, want) in cases {
            let found = shown(titles, *columns);
            assert_eq!(found, *want);
            assert!(found.iter().all(|title| width(&Clean::line(title)) <= *columns), "{found:?}");
        }
    }
}
