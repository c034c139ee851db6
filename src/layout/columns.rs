//! How wide the columns of a table are: natural widths where they fit, else the widest give way.

use super::table::Extent;

/// Columns a cell that has to give way keeps at least; below that a table becomes records.
const NARROWEST: usize = 8;
/// A word up to this long is kept whole, if the others leave room for it.
const WHOLE_WORD: usize = 20;
/// A word up to this long is never cut: rather than that, a table becomes records.
const SHORT_WORD: usize = 12;

/// Widths for columns of these extents in `room` columns, none 0; none if the cells would be too narrow to read.
pub(super) fn widths(extents: &[Extent], room: usize) -> Option<Vec<usize>> {
    let natural: Vec<usize> = extents.iter().map(|extent| extent.natural.max(1)).collect();
    if natural.iter().sum::<usize>() <= room {
        return Some(natural);
    }
    let least = |longest: usize| -> Vec<usize> {
        let whole = |extent: &Extent| if extent.word <= longest { extent.word } else { 0 };
        extents.iter().map(|extent| NARROWEST.min(extent.natural).max(whole(extent)).max(1)).collect()
    };
    let fits = |least: &Vec<usize>| least.iter().sum::<usize>() <= room;
    let least = [WHOLE_WORD, SHORT_WORD].into_iter().map(least).find(fits)?;
    Some(shrink(&natural, &least, room))
}

/// Lowers the highest widths to one common height until all fit, but none below its least.
fn shrink(natural: &[usize], least: &[usize], room: usize) -> Vec<usize> {
    let at = |cap: usize| natural.iter().zip(least).map(move |(natural, least)| cap.clamp(*least, *natural));
    let (mut low, mut high) = (0, natural.iter().copied().max().unwrap_or(0));
    while low + 1 < high {
        let middle = (low + high) / 2;
        if at(middle).sum::<usize>() <= room { low = middle } else { high = middle }
    }
    let mut widths: Vec<usize> = at(low).collect();
    let mut left = room.saturating_sub(widths.iter().sum());
    for (width, natural) in widths.iter_mut().zip(natural) {
        if left > 0 && *width < *natural && *width >= low {
            *width += 1;
            left -= 1;
        }
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    fn extents(of: &[(usize, usize)]) -> Vec<Extent> {
        of.iter().map(|(natural, word)| Extent { natural: *natural, word: *word }).collect()
    }

    #[test]
    fn the_widest_give_way() {
        type Case<'a> = (&'a [(usize, usize)], usize, Option<&'a [usize]>);
        let table: &[Case<'_>] = &[
            (&[(5, 5), (7, 7)], 12, Some(&[5, 7])),
            (&[(5, 5), (40, 9)], 25, Some(&[5, 20])),
            (&[(30, 9), (40, 9)], 40, Some(&[20, 20])),
            (&[(30, 18), (60, 9)], 30, Some(&[18, 12])),
            (&[(30, 30), (30, 30)], 20, Some(&[10, 10])),
            (&[(30, 4), (30, 4), (30, 4)], 20, None),
            (&[(0, 0), (3, 3)], 5, Some(&[1, 3])),
            (&[], 5, Some(&[])),
        ];
        for (columns, room, expected) in table {
            assert_eq!(widths(&extents(columns), *room).as_deref(), *expected, "{columns:?} in {room}");
        }
    }
}
