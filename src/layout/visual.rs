//! Rows in visual order (UAX 9), for terminals that do not reorder text themselves.
//!
//! Layout keeps text in logical order: terminals with bidi (VTE, Konsole, Terminal.app, kitty, mlterm) reorder what
//! they are given, and copying gives the text back as it was written. Where the terminal does not, a row is reordered
//! as it is drawn: only what is visible pays for it, and places in the document stay as they are.

use unicode_bidi::{BidiInfo, Level};
use unicode_segmentation::UnicodeSegmentation as _;

use crate::document::InlineStyle;
use crate::text::width::width;
use crate::text::{CleanStr, Direction, TextRange};

use super::{Role, Row, Segment};

/// The order in which a row's words are handed to the terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// As they are written: the terminal reorders them.
    Logical,
    /// As they are read, from left to right.
    #[default]
    Visual,
}

impl<'a> Row<'a> {
    /// The row in an order.
    #[must_use]
    pub fn ordered(self, order: Order) -> Row<'a> {
        match order {
            Order::Logical => self,
            Order::Visual => self.visual(),
        }
    }

    /// The row with its words from left to right as they are read. Margins and indents stay where they are; brackets
    /// in text from right to left are mirrored.
    #[must_use]
    pub fn visual(self) -> Row<'a> {
        if self.direction == Direction::LeftToRight && !self.segments.iter().any(|segment| runs_left(&segment.text)) {
            return self;
        }
        let mut segments = Vec::with_capacity(self.segments.len());
        let is_rule = |segment: &Segment<'_>| segment.role == Role::TableRule;
        if self.segments.iter().any(is_rule) {
            // The columns of a table stand in their order already: each cell is read for itself.
            for part in self.segments.chunk_by(|a, b| is_rule(a) == is_rule(b)) {
                let text: String = part.iter().map(|segment| segment.text.as_str()).collect();
                turn(part, Direction::of(&text), &mut segments);
            }
        } else {
            turn(&self.segments, self.direction, &mut segments);
        }
        Row { segments, direction: self.direction }
    }
}

/// The words among these segments in the order in which they are read, what stands around them where it is.
fn turn<'a>(row: &[Segment<'a>], direction: Direction, out: &mut Vec<Segment<'a>>) {
    let is_words = |segment: &Segment<'_>| !is_margin(segment.role);
    // The number of an entry at the end of a page stands before its words, as the marker of a list does.
    let is_number = |segment: &Segment<'_>| segment.role == Role::LinkNumber;
    let Some(first) = row.iter().position(is_words) else { return out.extend_from_slice(row) };
    let numbers = row.iter().skip(first).take_while(|segment| is_number(segment)).count();
    let Some(first) = row.iter().skip(first + numbers).position(is_words).map(|after| first + numbers + after) else {
        return out.extend_from_slice(row);
    };
    let last = row.iter().rposition(is_words).unwrap_or(first);
    let (before, rest) = row.split_at(first);
    let (words, after) = rest.split_at(last + 1 - first);
    out.extend_from_slice(before);
    reorder(words, direction, out);
    out.extend_from_slice(after);
}

impl Order {
    /// A line of words outside of any page in this order, running the way its first letters do; its parts keep what is
    /// said of them.
    pub fn line<'a>(self, parts: &[(CleanStr<'a>, bool)]) -> Vec<(CleanStr<'a>, bool)> {
        if self == Self::Logical || !parts.iter().any(|(text, _)| runs_left(text)) {
            return parts.to_vec();
        }
        let style = |said: bool| if said { InlineStyle::MARK } else { InlineStyle::default() };
        let segments: Vec<Segment<'_>> = parts
            .iter()
            .map(|(text, said)| {
                let columns = u16::try_from(width(text)).unwrap_or(u16::MAX);
                Segment { text: *text, range: None, role: Role::Text, style: style(*said), link: None, width: columns }
            })
            .collect();
        let whole: String = parts.iter().map(|(text, _)| text.as_str()).collect();
        let mut turned = Vec::new();
        reorder(&segments, Direction::of(&whole), &mut turned);
        turned.into_iter().map(|segment| (segment.text, segment.style.has(InlineStyle::MARK))).collect()
    }
}

fn reorder<'a>(words: &[Segment<'a>], direction: Direction, out: &mut Vec<Segment<'a>>) {
    let text: String = words.iter().map(|segment| segment.text.as_str()).collect();
    let base = match direction {
        Direction::LeftToRight => Level::ltr(),
        Direction::RightToLeft => Level::rtl(),
    };
    let info = BidiInfo::new(&text, Some(base));
    let starts: Vec<usize> = words
        .iter()
        .scan(0, |at, segment| {
            *at += segment.text.len();
            Some(*at - segment.text.len())
        })
        .collect();
    for paragraph in &info.paragraphs {
        let (levels, runs) = info.visual_runs(paragraph, paragraph.range.clone());
        for run in runs {
            let is_rtl = levels.get(run.start).is_some_and(Level::is_rtl);
            set_run(words, &starts, run, is_rtl, out);
        }
    }
}

/// Sets the bytes `run` of the words: as they are, or cluster by cluster from the last to the first.
fn set_run<'a>(
    words: &[Segment<'a>],
    starts: &[usize],
    run: std::ops::Range<usize>,
    is_rtl: bool,
    out: &mut Vec<Segment<'a>>,
) {
    let from = out.len();
    for (segment, start) in words.iter().zip(starts) {
        let (low, high) = (run.start.max(*start), run.end.min(start + segment.text.len()));
        if low >= high {
            continue;
        }
        let part = cut(segment, low - start, high - start);
        if is_rtl {
            out.extend(clusters(&part));
        } else {
            out.push(part);
        }
    }
    if is_rtl && let Some(run) = out.get_mut(from..) {
        run.reverse();
    }
}

fn clusters<'a>(segment: &Segment<'a>) -> Vec<Segment<'a>> {
    let clusters = segment.text.as_str().grapheme_indices(true);
    clusters
        .map(|(at, cluster)| {
            let part = cut(segment, at, at + cluster.len());
            let mirrored = mirrored(cluster).map(CleanStr::own);
            Segment { text: mirrored.unwrap_or(part.text), ..part }
        })
        .collect()
}

/// The bytes `from..to` of a segment. Where it shows other words than the document's, its place is that of the whole.
fn cut<'a>(segment: &Segment<'a>, from: usize, to: usize) -> Segment<'a> {
    let text = segment.text.slice(from..to);
    let range = segment.range.map(|range| match range.len() == segment.text.len() {
        true => TextRange::new(range.start as usize + from, range.start as usize + to),
        false => range,
    });
    Segment { text, range, width: u16::try_from(width(&text)).unwrap_or(u16::MAX), ..*segment }
}

/// What stands beside words and is no part of their order.
fn is_margin(role: Role) -> bool {
    matches!(role, Role::Space | Role::QuoteBar | Role::AlertBar(_) | Role::CodeBar | Role::ListMarker)
}

fn runs_left(text: &str) -> bool {
    use unicode_bidi::BidiClass::{AL, AN, R};
    !text.is_ascii() && text.chars().any(|c| matches!(unicode_bidi::bidi_class(c), R | AL | AN))
}

/// The mirror image of a bracket (the pairs of `BidiMirroring.txt` that people write).
fn mirrored(cluster: &str) -> Option<&'static str> {
    const PAIRS: [(&str, &str); 7] =
        [("(", ")"), ("[", "]"), ("{", "}"), ("<", ">"), ("«", "»"), ("‹", "›"), ("≤", "≥")];
    PAIRS.iter().find_map(|(open, close)| match cluster {
        _ if cluster == *open => Some(*close),
        _ if cluster == *close => Some(*open),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::layout::{EndEntry, EndSection, Layout, Metrics, Page};
    use crate::text::Clean;

    fn shown(direction: Direction, parts: &[(&'static str, Role)]) -> String {
        let segment = |(text, role): &(&'static str, Role)| Segment {
            text: CleanStr::own(text),
            range: None,
            role: *role,
            style: InlineStyle::default(),
            link: None,
            width: u16::try_from(width(text)).unwrap(),
        };
        let row = Row { segments: parts.iter().map(segment).collect(), direction };
        row.visual().segments.iter().map(|segment| segment.text.as_str()).collect()
    }

    #[test]
    fn words_stand_as_they_are_read() {
        use Direction::{LeftToRight, RightToLeft};
        use Role::{ListMarker, Space, Text};
        assert_eq!(shown(LeftToRight, &[("plain (text)", Text)]), "plain (text)");
        assert_eq!(shown(LeftToRight, &[("see אבג now", Text)]), "see גבא now");
        assert_eq!(shown(RightToLeft, &[("אבג (x) ", Text), ("[1]", Role::LinkNumber)]), "[1] (x) גבא");
        assert_eq!(shown(RightToLeft, &[("   ", Space), ("אב", Text), (" •", ListMarker)]), "   בא •");
        assert_eq!(shown(RightToLeft, &[("[1]", Role::LinkNumber), (" ", Space), ("אב", Text)]), "[1] בא");
    }

    #[test]
    fn cells_of_a_table_stay_in_their_columns() {
        use Role::{Space, TableRule, Text};
        let row = [
            ("  ", Space),
            ("גד", Text),
            (" │ ", TableRule),
            ("אב", Text),
            (" ", Space),
            (" │ ", TableRule),
            ("x ה", Text),
        ];
        for direction in [Direction::LeftToRight, Direction::RightToLeft] {
            assert_eq!(shown(direction, &row), "  דג │ בא  │ x ה");
        }
    }

    #[test]
    fn a_line_by_itself_is_turned_too() {
        let line = |parts: &[&'static str], order: Order| -> Vec<String> {
            let parts: Vec<_> = (0..).zip(parts).map(|(place, text)| (CleanStr::own(text), place % 2 == 1)).collect();
            let written =
                |(text, said): (CleanStr<'_>, bool)| if said { format!("<{text}>") } else { text.to_string() };
            order.line(&parts).into_iter().map(written).collect()
        };
        assert_eq!(line(&["אב ג 12"], Order::Visual).concat(), "12 ג בא");
        assert_eq!(line(&["אב ג 12"], Order::Logical).concat(), "אב ג 12");
        assert_eq!(line(&["plain"], Order::Visual).concat(), "plain");
        assert_eq!(line(&["אב", "ג", "ד…"], Order::Visual).concat(), "…ד<ג>בא");
    }

    #[test]
    fn pages_know_which_rows_run_from_the_right() {
        let entry =
            EndEntry { marker: Clean::default(), text: Clean::line("סוף"), detail: Clean::default(), link: None };
        let end = [EndSection { heading: Clean::line("End"), entries: vec![entry] }];
        let document = Document::default();
        let page = Page { masthead: None, document: &document, end: &end, images: &[] };
        let layout = Layout::new(&page, &Metrics::at(40));
        let directions: Vec<Direction> =
            (0..layout.len()).map(|row| layout.row(row, &document.text).direction).collect();
        assert_eq!(directions.last(), Some(&Direction::RightToLeft));
        assert_eq!(directions.iter().filter(|direction| **direction == Direction::RightToLeft).count(), 1);
    }
}
