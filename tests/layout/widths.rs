//! What folio counts is what ratatui draws: a row that fits, fits its cells.

use folio::text::width::width;
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Columns that ratatui moves on by when it draws `text`.
fn drawn(text: &str) -> usize {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 400, 1));
    usize::from(buffer.set_stringn(0, 0, text, 400, Style::default()).0)
}

#[test]
fn troublesome_clusters_are_as_wide_as_they_are_drawn() {
    let texts = [
        "plain",
        "é",
        "e\u{301}",
        "漢字",
        "ｶﾞﾊﾟ",
        "❤️",
        "⌨\u{fe0f}",
        "👩‍👩‍👧‍👦",
        "🇩🇪🇫🇷",
        "👍🏽",
        "क्षत्रिय",
        "لا",
        "می‌شود",
        "ا\u{64b}",
        "\u{200d}",
        "a\u{200d}b",
        "\u{1100}\u{1161}\u{11a8}",
        "한",
        "ﷺ",
        "⸻",
        "①",
        "☑",
        "▣",
        "\u{a0}",
        "\u{3000}",
        "1️⃣",
        "ำ",
        "กำ",
    ];
    for text in texts {
        assert_eq!(width(text), drawn(text), "{text:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_as_wide_as_it_is_drawn(text in "\\PC{0,40}") {
        prop_assert_eq!(width(&text), drawn(&text), "{:?}", text);
    }
}
