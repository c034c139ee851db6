//! How many columns text takes: by grapheme cluster (UAX 29), East Asian width (UAX 11).
//!
//! The sum over the clusters of a string is exactly what ratatui draws it into, so a row that fits here fits
//! its cells. Knows nothing of where lines break.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Columns between tab stops.
pub const TAB: usize = 4;

/// Columns that `text` takes on the grid. Control characters count as nothing: clean text has none but line
/// feeds and tabs, which layout sets itself.
pub fn width(text: &str) -> usize {
    if is_plain(text) { text.len() } else { wide_width(text) }
}

/// Columns of one grapheme cluster.
pub fn cluster_width(cluster: &str) -> usize {
    if is_plain(cluster) {
        return cluster.len();
    }
    if cluster.contains(char::is_control) {
        return 0;
    }
    // ratatui adds a cell for each half-width sound mark, on top of unicode-width's own: what it draws, counts.
    let marks = cluster.chars().filter(|c| matches!(c, '\u{ff9e}' | '\u{ff9f}')).count();
    UnicodeWidthStr::width(cluster) + marks
}

/// The longest part of `text` from its start that takes at most `columns`: its bytes and its width. Looks no further
/// than that.
pub fn prefix(text: &str, columns: usize) -> (usize, usize) {
    // One byte more, because what follows the last column may belong to its cluster.
    let near = text.as_bytes().get(..columns.saturating_add(1)).unwrap_or(text.as_bytes());
    if near.iter().all(|byte| PLAIN.contains(byte)) {
        let bytes = text.len().min(columns);
        return (bytes, bytes);
    }
    let (mut bytes, mut taken) = (0, 0);
    for cluster in text.graphemes(true) {
        let wide = cluster_width(cluster);
        if taken + wide > columns {
            break;
        }
        bytes += cluster.len();
        taken += wide;
    }
    (bytes, taken)
}

/// Length in bytes of the first grapheme cluster; 0 for nothing.
pub fn first_cluster(text: &str) -> usize {
    text.graphemes(true).next().map_or(0, str::len)
}

/// Columns from `column` to the next tab stop.
pub fn to_tab_stop(column: usize) -> usize {
    TAB - column % TAB
}

/// Printable ASCII only: a byte is a column.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| PLAIN.contains(&byte))
}

const PLAIN: std::ops::Range<u8> = 0x20..0x7f;

fn wide_width(text: &str) -> usize {
    let mut total = 0;
    for c in text.chars() {
        match lone_width(c) {
            Some(columns) => total += columns,
            None => return text.graphemes(true).map(cluster_width).sum(),
        }
    }
    total
}

/// The width of a character that never joins a neighbour of its own kind: a quick answer for most text of
/// the Latin, Greek, Cyrillic, Chinese, Japanese and Korean scripts. Proved equal to the slow one in tests.
fn lone_width(c: char) -> Option<usize> {
    // Most characters by far that are asked for.
    if matches!(c, '\u{4e00}'..='\u{9fff}') {
        return Some(2);
    }
    match c {
        ' '..='~' | '¡'..='¬' | '®'..='˿' | 'Α'..='Ρ' | 'Σ'..='ώ' => Some(1),
        'Ѐ'..='ҁ' | 'Ҋ'..='ԯ' | '‐'..='‧' => Some(1),
        '\u{3001}'..='\u{3029}' | 'ぁ'..='ゖ' | 'ァ'..='ヺ' => Some(2),
        '\u{3400}'..='\u{4dbf}' | '가'..='힣' | '！'..='～' => Some(2),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_of_common_texts() {
        let table = [
            ("", 0),
            ("plain", 5),
            ("naïve", 5),
            ("e\u{301}", 1),
            ("漢字", 4),
            ("ｶﾞ", 3),
            ("👩‍👩‍👧‍👦", 2),
            ("🇩🇪", 2),
            ("👍🏽", 2),
            ("می‌شود", 5),
            ("a\u{200d}", 1),
            ("한국어", 6),
        ];
        for (text, columns) in table {
            assert_eq!(width(text), columns, "{text:?}");
        }
    }

    #[test]
    fn the_quick_answer_is_the_slow_one() {
        for c in '\0'..=char::MAX {
            if let Some(columns) = lone_width(c) {
                let mut buffer = [0; 4];
                assert_eq!(columns, cluster_width(c.encode_utf8(&mut buffer)), "{c:?}");
                let doubled = format!("{c}{c}x{c}漢{c}é");
                let slow: usize = doubled.graphemes(true).map(cluster_width).sum();
                assert_eq!(width(&doubled), slow, "{c:?}");
            }
        }
    }

    #[test]
    fn a_prefix_never_splits_a_cluster() {
        assert_eq!(prefix("abc", 2), (2, 2));
        assert_eq!(prefix("漢字", 3), (3, 2));
        assert_eq!(prefix("e\u{301}x", 1), (3, 1));
        assert_eq!(prefix("xe\u{301}", 2), (4, 2));
        assert_eq!(prefix("abc漢", 3), (3, 3));
        assert_eq!(prefix("漢", 1), (0, 0));
    }
}
