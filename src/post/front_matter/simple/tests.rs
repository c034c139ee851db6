//! What holds of the quick reader of YAML, whatever it is given: it reads what the parser would have read.

use proptest::prelude::*;

use super::*;

/// What the parser makes of it; none if it is refused or no map.
fn parsed(source: &str) -> Option<Map<'static>> {
    match serde_yaml::from_str(source) {
        Ok(Value::Map(map)) => Some(map),
        _ => None,
    }
}

/// Whether it was read here.
fn holds(source: &str) -> bool {
    let simple = read(source);
    if let Some(simple) = &simple {
        assert_eq!(Some(simple), parsed(source).as_ref(), "{source:?}");
    }
    simple.is_some()
}

#[test]
fn usual_heads_are_read_here() {
    for source in [
        "layout: post\ntitle: \"A title: with marks\"\ndate: 2012-01-02 08:05:00 +0000\ntags:\n- one\n- two words\n",
        "title: It's here (again), at http://example.com/#top\ntags: [a, 'b, c', \"d\", 2012, true]\ndraft: false\n",
        "# a comment\n\ntitle: Größe\r\ntags:\r\n  - C#\r\n  - 'x'\r\nweight: 7\nempty:\nlist: []\nday: 2012-01-02\n",
        "title: 'it''s'\ndate : 2014\nlist: ['''a''', 'b\\']\n  \nid: 9sL5d\nversion: 1.1\n",
        "title: ''\nnothing: null\nmoment: 2012-01-02T08:05:00Z",
    ] {
        assert!(holds(source), "{source:?}");
    }
}

#[test]
fn what_is_not_simple_is_left_to_the_parser() {
    for source in [
        "title: a: b\n",
        "title: a # comment\n",
        "title: a\n  b\n",
        "title: |\n  b\n",
        "title: \"a\\n\"\n",
        "title:\n  nested: 1\n",
        "tags: [a, [b]]\n",
        "tags: [a, b\n",
        "tags:\n- a: b\n",
        "tags:\n  - a\n - b\n",
        "tags:\n- a\n\n  b\n",
        "weight: 007\nsize: 1.50\n",
        "size: 0x1F\n",
        "a: *b\n",
        "a: &b c\n",
        "a:\u{a0}b\n",
        "a: b\u{2028}c: d\n",
        "a: b\rc: d\n",
        "a:\tb\n",
        "null: x\n",
        "a: -\n",
        "- a\n",
        "",
    ] {
        assert_eq!(read(source), None, "{source:?}");
    }
}

#[test]
fn real_heads_are_read_as_the_parser_reads_them() {
    let Some(corpora) = std::env::var_os("FOLIO_CORPORA") else {
        println!("skipped: FOLIO_CORPORA is not set");
        return;
    };
    let (mut heads, mut simple) = (0, 0);
    for entry in walkdir::WalkDir::new(corpora).into_iter().flatten().filter(|entry| entry.file_type().is_file()) {
        let is_post = entry.path().extension().is_some_and(|it| it == "md" || it == "mdx" || it == "markdown");
        let text = std::fs::read_to_string(entry.path()).ok().filter(|_| is_post).unwrap_or_default();
        let Some(split) = super::super::split::split(&text) else { continue };
        heads += 1;
        simple += usize::from(holds(text.get(split.head).unwrap_or_default()));
    }
    println!("{simple} of {heads} heads are simple");
    assert!(simple * 2 > heads, "{simple} of {heads}");
}

/// Scalars that YAML reads in surprising ways, and pieces that end up in them.
const ODD: &[&str] = &[
    "null",
    "Null",
    "~",
    "true",
    "TRUE",
    "tRue",
    "yes",
    "no",
    "off",
    "y",
    "0",
    "-1",
    "+1",
    "007",
    "0x1F",
    "0o17",
    "0b1",
    "1_000",
    "1e3",
    "1.5",
    "1.",
    ".5",
    ".inf",
    "-.INF",
    ".nan",
    "inf",
    "nan",
    "infinity",
    "12345678901234567890",
    "2012-01-02",
    "2012-1-2",
    "20-12-2012",
    "1:30",
    "1-2",
    "10e",
    "1e400",
    "<<",
    "=",
    "---",
    "...",
    "- a",
    "-",
    "?",
    "? a",
    ":",
    "a:",
    ":a",
    "a:b",
    "a: b",
    "a : b",
    "a #b",
    "a#b",
    "#",
    "# c",
    "[",
    "]",
    "[a]",
    "[a, b]",
    "[a,b]",
    "[a, ]",
    "[, a]",
    "[a b, 'c']",
    "['a' b]",
    "['a','b']",
    "[a: b]",
    "[a:b]",
    "[1, 2.0, null, ~]",
    "{}",
    "{a: b}",
    "''",
    "\"\"",
    "'a'",
    "\"a\"",
    "'it''s'",
    "\"a\\n\"",
    "'a",
    "a'",
    "\"a",
    "'a' b",
    "'a' # c",
    "\"a\": b",
    "|",
    ">",
    "| a",
    "&a b",
    "*a",
    "!a b",
    "! 'a'",
    "%a",
    "@a",
    "`a`",
    "é",
    "日本",
    "(a)",
    "/a/b",
    "<b>a</b>",
    "$a",
    "_a_",
    "a, b",
    "a [b]",
    "a {b}",
    "http://a.b/c?d#e",
    "a\tb",
    "a\u{a0}b",
    "\u{85}",
    "a\u{2028}b",
    "\u{feff}a",
    "\u{7f}",
    " a",
    "a  ",
    "a - b",
    "a\\b",
    "$",
    "_",
];

fn piece() -> impl Strategy<Value = String> {
    let odd = prop::sample::select(ODD).prop_map(str::to_owned);
    prop_oneof![odd, "[ -~]{0,8}", "[a-z0-9:#'\", \\[\\]-]{0,10}"]
}

fn line() -> impl Strategy<Value = String> {
    let key = prop::sample::select(vec!["title", "date", "a-b", "A_1", "true", "null", "x", "1", "'q'", "k "]);
    prop_oneof![
        4 => (key.clone(), piece()).prop_map(|(key, piece)| format!("{key}: {piece}")),
        2 => key.prop_map(|key| format!("{key}:")),
        3 => ("[ ]{0,3}", piece()).prop_map(|(indent, piece)| format!("{indent}- {piece}")),
        1 => ("[ ]{0,3}", piece()).prop_map(|(indent, piece)| format!("{indent}{piece}")),
        1 => Just(String::new()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_read_here_is_what_the_parser_reads(
        lines in prop::collection::vec(line(), 1..6), ends in prop::sample::select(vec!["\n", "\r\n"]),
    ) {
        holds(&lines.join(ends));
    }

    #[test]
    fn a_single_value_is_what_the_parser_reads(piece in piece(), other in piece()) {
        holds(&format!("k: {piece}\n"));
        holds(&format!("k: [{piece}, {other}]\n"));
        holds(&format!("k: \"{piece}\"\nl: '{other}'\n"));
        holds(&format!("k:\n- {piece}\n- {other}\nl: 1\n"));
    }
}
