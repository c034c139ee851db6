//! Lines at widths, and what holds of all of them.

use super::*;
use proptest::prelude::*;

fn lines(text: &str, columns: usize) -> Vec<&str> {
    let mut lines = Vec::new();
    fill(text, &[], Measure::of(columns), &mut lines);
    for line in &lines {
        assert_eq!(line.width, width(&text[line.start..line.end]), "{text:?} at {columns}");
    }
    lines.iter().map(|line| &text[line.start..line.end]).collect()
}

#[test]
fn fills_greedily_at_opportunities() {
    let table: &[(&str, usize, &[&str])] = &[
        ("", 10, &[""]),
        ("one two three", 7, &["one two", "three"]),
        ("one two three", 8, &["one two", "three"]),
        ("well-known rule", 6, &["well-", "known", "rule"]),
        ("use --width now", 7, &["use", "--width", "now"]),
        ("a\nb", 10, &["a", "b"]),
        ("a\n\nb", 10, &["a", "", "b"]),
        ("end.\n", 10, &["end."]),
        ("10\u{a0}000 ways", 6, &["10\u{a0}000", "ways"]),
        ("(see text [1].)", 9, &["(see text", "[1].)"]),
        ("see text\u{a0}[1].", 9, &["see", "text\u{a0}[1]."]),
        ("so Aspirations\u{a0}[17]", 13, &["so", "Aspirations", "[17]"]),
        ("so Aspirations\u{a0}[17] on", 14, &["so Aspirations", "[17] on"]),
        ("Aspirations\u{a0}[17]", 6, &["Aspira", "tions", "[17]"]),
        ("well-\u{a0}[17]", 8, &["well-", "[17]"]),
        ("so well-\u{a0}[17]", 10, &["so", "well-\u{a0}[17]"]),
        ("abcdefgh", 3, &["abc", "def", "gh"]),
        ("abcdef.", 6, &["abcde", "f."]),
        ("at https://a.org/b", 9, &["at", "https://a", ".org/b"]),
        ("so abcdefgh", 5, &["so", "abcde", "fgh"]),
        ("漢字、仮名。", 4, &["漢", "字、", "仮", "名。"]),
        ("漢字かな", 5, &["漢字", "かな"]),
        ("\u{3000}日本", 6, &["\u{3000}日本"]),
        ("\u{3000}abc", 3, &["abc"]),
        ("สวัสดีครับ", 4, &["สวัสดี", "ครับ"]),
    ];
    for (text, columns, expected) in table {
        assert_eq!(lines(text, *columns), *expected, "{text:?} at {columns}");
    }
}

proptest! {
    #[test]
    fn plain_words_are_filled_as_the_rules_have_it(
        text in prop::collection::vec(prop::sample::select(vec![
            "a", "word", "Z9", "1", " ", " ", "  ", "\n", ",", ".", "-", "--", "'", "\"", "(", ")", "[", "]", "{", "}", "!", "?",
            "/", ":", "://", "$", "%", "+", "\\", "<", "*", "é", "日", "日", "本", "。", "々", "ー", "゙", ";", "\u{a0}", "\u{200b}", "\u{200d}", "“", "”", "«", "—",
            "ａ", "😀", "👍🏽", "🇩", "ก", "\u{301}", "\t", "#", "=",
        ]), 0..60).prop_map(|parts| parts.concat()),
        columns in 1usize..12,
        first in 1usize..12,
    ) {
        let measure = Measure { first, rest: columns };
        let (mut quick, mut slow) = (Vec::new(), Vec::new());
        fill(&text, &[], measure, &mut quick);
        let mut filler = Filler { text: &text, cuts: &[], cut: 0, measure, lines: &mut slow, start: 0, end: 0, width: 0, pending: 0 };
        let mut from = 0;
        for (at, kind) in linebreaks(&text) {
            if kind == BreakOpportunity::Allowed && is_bound(&text, at) {
                continue;
            }
            filler.word(from, at);
            from = at;
            if kind == BreakOpportunity::Mandatory && at < text.len() {
                filler.finish(at);
            }
        }
        filler.last();
        prop_assert_eq!(quick, slow);
    }
}

#[test]
fn headings_come_out_even() {
    let text = "A heading that is only just too long for one line";
    let mut out = Vec::new();
    balanced(text, &[], 45, &mut out);
    let widths: Vec<usize> = out.iter().map(|line| line.width).collect();
    assert_eq!(out.len(), 2);
    assert!(widths[0].abs_diff(widths[1]) < 8, "{widths:?}");
}

#[test]
fn cuts_are_measured_apart() {
    let mut out = Vec::new();
    // A combining mark in another style is drawn alone, as nothing.
    fill("e\u{301} x", &[1], Measure::of(3), &mut out);
    assert_eq!(out, [FilledLine { start: 0, end: 5, width: 3 }]);
}
