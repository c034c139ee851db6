//! What holds of every page: rows fit, no word is lost or doubled, places lead back, steps change nothing.

use folio::document::{self, Document};
use folio::layout::{Layout, LayoutBuilder, Metrics, Page, Row};
use folio::template::Dialect;
use folio::text::width::width;
use proptest::prelude::*;

pub(super) fn page(document: &Document) -> Page<'_> {
    Page { masthead: None, document, end: &[], images: &[] }
}

/// Pieces that posts are made of, and that trip layouts.
fn markdown() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "word",
        "a longer-than-usual word",
        " ",
        "\n",
        "\n\n",
        "# ",
        "## ",
        "> ",
        "- ",
        "  - ",
        "1. ",
        "999999999. ",
        "- [x] ",
        "```rust\n",
        "```\n",
        "\tcode\n",
        "`code`",
        "**bold**",
        "*it*",
        "[link](http://x.org/y)",
        "![alt](a.png)",
        "| a | b |\n|---|:-:|\n| c | d |\n",
        "| x |\n|--:|\n| yyyyyyyyyyyyyyyyyyyyyyyyyy zz |\n",
        "---\n",
        "> [!NOTE]\n> ",
        "[^1]",
        "[^1]: a note\n",
        "漢字かな交じり文、",
        "سلام دنیا ",
        "שלום",
        "สวัสดีครับ",
        "👩‍👩‍👧‍👦",
        "e\u{301}\u{302}",
        "\u{200d}",
        "a\u{a0}b",
        "term\n: meaning\n",
        "https://example.com/a/very/long/path/that/never/ends?q=1",
        "<b>html</b>",
        "\\\n",
        "  \n",
        "$x^2$",
        "\n\n$$\n\\a{b\tc}\n$$\n\n",
        "1",
        ".",
        "…",
        "—",
        "ｶﾞ",
        "\u{3000}",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Checks that the rows of one document fit one width and hold nothing that acts. How often each byte of its text is shown.
pub(super) fn check_rows(document: &Document, metrics: &Metrics) -> Vec<u8> {
    let layout = Layout::new(&page(document), metrics);
    let mut shown = vec![0u8; document.text.len()];
    for index in 0..layout.len() {
        let row = layout.row(index, &document.text);
        let columns: usize = row.segments.iter().map(|segment| usize::from(segment.width)).sum();
        assert!(columns <= usize::from(metrics.widest()), "row {index} has {columns} columns: {row:?}");
        for segment in &row.segments {
            assert_eq!(width(&segment.text), usize::from(segment.width), "{segment:?}");
            assert!(!segment.text.contains(char::is_control), "{segment:?}");
            let Some(range) = segment.range else { continue };
            shown[range.as_usize()].iter_mut().for_each(|count| *count += 1);
            if !document.text.slice(range).trim().is_empty() {
                assert_eq!(layout.row_of(range.start), index, "{segment:?}");
            }
        }
    }
    shown
}

/// Checks all laws of one document at one width.
pub(super) fn check(document: &Document, metrics: &Metrics) {
    let shown = check_rows(document, metrics);
    if metrics.width < 8 {
        return; // A character of three columns may find no place in half of that: a mark stands for it.
    }
    for (at, c) in document.text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        let context: Vec<char> = document.text[..at].chars().rev().take(20).collect();
        assert_eq!(shown[at], 1, "{c:?} at {at} after the reverse of {context:?}, width {}", metrics.width);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_word_stands_once_in_rows_that_fit(body in markdown(), columns in 1u16..=120, reach in 1u16..=160, wrap_code: bool) {
        let document = document::parse(&body, Dialect::Plain);
        check(&document, &Metrics { wrap_code: true, reach, ..Metrics::at(columns) });
        let metrics = Metrics { wrap_code, link_numbers: !wrap_code, reach, ..Metrics::at(columns) };
        let layout = Layout::new(&page(&document), &metrics);
        for index in 0..layout.len() {
            for shift in [0, 1, 7] {
                let row = layout.row_from(index, &document.text, shift);
                let total: usize = row.segments.iter().map(|segment| usize::from(segment.width)).sum();
                prop_assert!(total <= usize::from(metrics.widest()));
            }
        }
    }

    #[test]
    fn steps_of_any_size_make_the_same_page(body in markdown(), columns in 1u16..=120, rows in 1usize..9) {
        let document = document::parse(&body, Dialect::Plain);
        let metrics = Metrics::at(columns);
        let whole = Layout::new(&page(&document), &metrics);
        let mut builder = LayoutBuilder::new(&page(&document), &metrics);
        while builder.step(rows) {
            let part = builder.so_far();
            let last = part.len().saturating_sub(1);
            prop_assert_eq!(text(&part, last, &document), text(&whole, last, &document));
        }
        let stepped = builder.finish();
        prop_assert_eq!(stepped.len(), whole.len());
        for index in 0..whole.len() {
            prop_assert_eq!(text(&stepped, index, &document), text(&whole, index, &document));
        }
    }

    #[test]
    fn visual_order_loses_nothing(body in markdown(), columns in 1u16..=120) {
        let document = document::parse(&body, Dialect::Plain);
        let layout = Layout::new(&page(&document), &Metrics::at(columns));
        for index in 0..layout.len() {
            let row = layout.row(index, &document.text);
            let ranges = |row: &Row<'_>| {
                let mut bytes: Vec<u32> = row.segments.iter().filter_map(|segment| segment.range).flat_map(|range| range.start..range.end).collect();
                bytes.sort_unstable();
                bytes
            };
            let (logical, visual) = (row.clone(), row.visual());
            prop_assert_eq!(ranges(&logical), ranges(&visual));
            let columns = |row: &Row<'_>| row.segments.iter().map(|segment| usize::from(segment.width)).sum::<usize>();
            prop_assert!(columns(&visual) <= columns(&logical));
        }
    }

    #[test]
    fn an_anchor_leads_back_to_its_place(body in markdown(), columns in 1u16..=120, other in 1u16..=120) {
        let document = document::parse(&body, Dialect::Plain);
        let layout = Layout::new(&page(&document), &Metrics::at(columns));
        let resized = Layout::new(&page(&document), &Metrics::at(other));
        for index in 0..layout.len() {
            let anchor = layout.anchor_of(index);
            let back = layout.row_of(anchor);
            prop_assert!(back >= index || layout.anchor_of(back) == anchor);
            prop_assert!(resized.row_of(anchor) < resized.len().max(1));
        }
    }
}

fn text(layout: &Layout, index: usize, document: &Document) -> String {
    layout.row(index, &document.text).segments.iter().map(|segment| segment.text.as_str()).collect()
}
