//! What the sanitizer promises, as tables and as laws.

use std::sync::LazyLock;

use super::*;
use proptest::prelude::*;
use regex::Regex;

/// Real words of real scripts: what a reader must get as it was written.
const UNTOUCHED: &[&str] = &[
    "Plain ASCII, with \"quotes\" & <angles>.",
    "Größe, naïveté, Œuvre, façade, İstanbul, Łódź, đồng hồ",
    "Ελληνικά, Ἀρχιμήδης, Русский, українська, беларуская",
    "שָׁלוֹם עֲלֵיכֶם",
    "العربية وَالْكِتَابُ، ۱۲۳",
    "می‌خواهم، کتاب‌ها، نامه‌ای",
    "हिन्दी में क्षत्रिय, क्‍ष, र्‍य",
    "বাংলা, র‍্যাব",
    "தமிழ் స్త్రీ ಕನ್ನಡ മലയാളം ന്‍ සිංහල ශ්‍රී",
    "ภาษาไทย น้ำ ผู้ใหญ่",
    "ភាសាខ្មែរ\u{200b}និង",
    "བོད་སྐད",
    "한국어, 조선말, \u{1112}\u{1161}\u{11ab}, \u{115f}\u{1161}",
    "日本語のカタカナ、が\u{3099}、葛\u{e0100}城市",
    "ᠮᠣᠩᠭᠣᠯ\u{180b}",
    "👩‍👩‍👧‍👦 👨🏽‍🚀 🧑🏾‍🤝‍🧑🏻 ❤️ ☺︎ ⌨️ 🏳️‍🌈 👁️‍🗨️ 🫱🏻‍🫲🏿",
    "🇩🇪 🇺🇳 1️⃣ #️⃣ *️⃣",
    "🏴󠁧󠁢󠁥󠁮󠁧󠁿 🏴󠁧󠁢󠁳󠁣󠁴󠁿 🏴",
    "∩\u{fe00} x̂ a⃗ Ṩ̌",
    "→ ── • … “quotes” €5 ½ x² 10 µm\u{a0}!",
];

#[test]
fn real_scripts_are_left_as_they_are() {
    for text in UNTOUCHED {
        assert_eq!(line(text), **text);
        assert_eq!(block(text), **text);
    }
}

#[test]
fn what_would_act_is_shown() {
    for (raw, shown) in [
        ("\u{1b}[31mred", "␛[31mred"),
        ("bell\u{7}", "bell␇"),
        ("nul\0del\u{7f}", "nul␀del␡"),
        ("\u{9b}31m", "\u{fffd}31m"),
        ("form\u{c}feed", "form␌feed"),
        ("over\rwritten", "over␍written"),
        ("a\u{2028}b\u{2029}c\u{85}d", "a\u{fffd}b\u{fffd}c\u{fffd}d"),
        ("\u{202e}txt.exe", "\u{fffd}txt.exe"),
        ("pass\u{200b}word", "pass\u{fffd}word"),
        ("pass\u{200d}word", "pass\u{fffd}word"),
        ("\u{200c}\u{180b}", "\u{fffd}\u{fffd}"),
        ("ក\u{200b}\u{17b4}", "ក\u{fffd}\u{fffd}"),
        ("при\u{200c}вет", "при\u{fffd}вет"),
        ("при\u{200c}\u{200c}вет", "при\u{fffd}вет"),
        ("راه\u{200c}\u{200c}اندازی", "راه\u{200c}اندازی"),
        ("a\u{fe0f}b", "a\u{fffd}b"),
        ("❤\u{fe0f}\u{fe0f}", "❤\u{fe0f}\u{fffd}"),
        ("🏴\u{e0068}\u{e0069}", "🏴\u{fffd}\u{fffd}"),
        ("a\u{e0041}", "a\u{fffd}"),
        ("\u{fffe}\u{fdd0}\u{1ffff}\u{fffa}", "\u{fffd}\u{fffd}\u{fffd}\u{fffd}"),
        ("Silben\u{ad}trennung", "Silbentrennung"),
        ("\u{ad}", "\u{fffd}"),
        ("پیش\u{200c} مقدار", "پیش مقدار"),
        ("a \u{200b}b\u{200b} c", "a b c"),
        ("a \u{202e}b", "a \u{fffd}b"),
        ("\u{3164}", "\u{fffd}"),
    ] {
        assert_eq!(line(raw), shown, "{raw:?}");
        assert_eq!(block(raw), shown, "{raw:?}");
    }
}

#[test]
fn json_escapes_what_acts_and_loses_nothing() {
    let value = "del\u{7f} c1\u{9b} bidi\u{202e} tag\u{e0041} plain é 漢 👩";
    let json = serde_json::to_string(value).unwrap();
    let escaped = json_escaped(&json);
    assert_eq!(escaped, r#""del\u007f c1\u009b bidi\u202e tag\udb40\udc41 plain é 漢 👩""#);
    assert_eq!(serde_json::from_str::<String>(&escaped).unwrap(), value);
    assert!(matches!(json_escaped("[\"plain\"]"), Cow::Borrowed(_)));
}

#[test]
fn line_breaks_and_tabs_are_kept_or_joined() {
    assert_eq!(block("a\r\nb\nc\td"), "a\nb\nc\td");
    assert_eq!(line("a\r\nb\nc\td"), "a b c d");
    assert_eq!(block("a\r\r\n"), "a␍\n");
}

#[test]
fn marks_do_not_pile_up() {
    let pile = format!("a{}b", "\u{301}".repeat(500));
    assert_eq!(line(&pile), format!("a{}\u{fffd}b", "\u{301}".repeat(8)));
    let mut pieces = String::from("a");
    for _ in 0..20 {
        append(&mut pieces, "\u{301}\u{301}", Breaks::Joined);
    }
    assert!(pieces.chars().filter(|c| *c == '\u{301}').count() < 40, "pieces are judged by what stands before them");
    let joined = "👩\u{200d}".repeat(100);
    assert!(line(&joined).contains(MARK));
}

#[test]
fn a_piece_may_end_in_the_middle_of_a_word() {
    let mut text = String::new();
    for piece in ["می\u{200c}", "خواهم ", "👩", "\u{200d}", "👧"] {
        append(&mut text, piece, Breaks::Joined);
    }
    assert_eq!(text, "می\u{200c}خواهم 👩\u{200d}👧");
}

#[test]
fn every_character_alone_is_judged_by_its_unicode_class() {
    let classes = [
        r"\p{Cc}",
        r"\p{Bidi_Control}",
        r"\p{Default_Ignorable_Code_Point}",
        r"\p{Noncharacter_Code_Point}",
        r"[\p{Zl}\p{Zp}\x{FFF9}-\x{FFFB}]",
    ];
    let never = Regex::new(&format!("[{}]", classes.concat())).unwrap();
    let all: String = ('\0'..=char::MAX).collect();
    let never: std::collections::HashSet<char> =
        never.find_iter(&all).flat_map(|found| found.as_str().chars()).collect();
    assert!(never.len() > 4_000, "the classes are known");
    let mut one = [0; 4];
    for c in '\0'..=char::MAX {
        let alone = &*c.encode_utf8(&mut one);
        let text = line(alone);
        assert!(!text.chars().any(|c| never.contains(&c)), "{c:?} becomes {text:?}");
        assert!(never.contains(&c) || text == alone, "{c:?} is harmless and becomes {text:?}");
    }
}

/// Strings in which what is dangerous stands next to what it is dangerous with.
fn hostile() -> impl Strategy<Value = String> {
    let character = prop_oneof![
        4 => any::<char>(),
        3 => proptest::char::range(' ', '~'),
        2 => proptest::char::range('\0', '\u{a0}'),
        2 => proptest::char::range('\u{200b}', '\u{206f}'),
        1 => proptest::char::range('\u{fe00}', '\u{fe0f}'),
        1 => proptest::char::range('\u{e0000}', '\u{e01ef}'),
        1 => proptest::char::range('\u{300}', '\u{36f}'),
        2 => proptest::sample::select("\u{1f3f4}❤👩🏽1#\u{20e3}یक्ศ한葛\u{ad}\u{115f}\u{180b}ᠮ".chars().collect::<Vec<_>>()),
    ];
    proptest::collection::vec(character, 0..60).prop_map(|characters| characters.into_iter().collect())
}

/// Joiners, selectors, fillers and tags are the only ignorable characters that have a context.
static ACTING: LazyLock<Regex> = LazyLock::new(|| {
    let never = r"\p{Cc}\p{Bidi_Control}\p{Noncharacter_Code_Point}\p{Zl}\p{Zp}\x{FFF9}-\x{FFFB}";
    let in_context =
        r"\x{200B}-\x{200D}\x{FE00}-\x{FE0F}\x{E0030}-\x{E007F}\x{E0100}-\x{E01EF}\x{115F}\x{1160}\x{180B}-\x{180F}";
    Regex::new(&format!(r"[{never}]|[\p{{Default_Ignorable_Code_Point}}--[{in_context}]]")).unwrap()
});
static PILED: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\p{M}{9}").unwrap());

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn clean_text_holds_nothing_that_acts(raw in hostile()) {
        let clean = line(&raw);
        prop_assert!(!ACTING.is_match(&clean), "{:?}", clean);
        let kept = block(&raw).replace(['\n', '\t'], "");
        prop_assert!(!ACTING.is_match(&kept), "{:?}", kept);
    }

    #[test]
    fn cleaning_twice_changes_nothing(raw in hostile()) {
        let (one, many) = (line(&raw), block(&raw));
        prop_assert_eq!(line(&one), one);
        prop_assert_eq!(block(&many), many);
    }

    #[test]
    fn no_cell_holds_more_than_eight_marks(raw in hostile(), marks in "[\u{300}-\u{36f}]{0,40}") {
        let clean = line(&format!("{}{}", raw, marks));
        prop_assert!(!PILED.is_match(&clean), "{:?}", clean);
    }

    #[test]
    fn ascii_stays_ascii(raw in "[ -~]{0,200}") {
        prop_assert_eq!(line(&raw), raw);
    }

    #[test]
    fn pieces_are_as_safe_as_the_whole(one in hostile(), two in hostile()) {
        let mut text = line(&one);
        append(&mut text, &two, Breaks::Joined);
        prop_assert!(!ACTING.is_match(&text), "{:?}", text);
    }
}
