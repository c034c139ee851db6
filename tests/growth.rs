//! Reading a text takes time in proportion to its length, whatever stands in it: front matter of each kind, Markdown, HTML,
//! mathematics, the templates of every dialect, queries, cleaning. Measured as layout is, in `layout/growth.rs`.

use std::hint::black_box;

use folio::document;
use folio::library::Query;
use folio::post::front_matter::{self, Fences};
use folio::template::{Dialect, Markup, Reading};
use folio::text::Clean;

use super::layout::growth::{MORE, assert_grows};

/// Bytes of the smaller text.
const SIZE: usize = 3_000;

/// A text of at most that many bytes: a beginning, a piece again and again, an end.
fn filled(size: usize, [before, piece, after]: [&str; 3]) -> String {
    [before, &piece.repeat(size / piece.len()), after].concat()
}

fn hold(what: &str, shapes: &[[&str; 3]], read: &dyn Fn(&str)) {
    for shape in shapes {
        let (small, large) = (filled(SIZE, *shape), filled(SIZE * MORE, *shape));
        let name = format!("{what}: {shape:?}");
        assert_grows(&name, &|| read(&small), &|| read(&large));
    }
}

/// A piece alone.
fn bare(pieces: &'static [&'static str]) -> Vec<[&'static str; 3]> {
    pieces.iter().map(|piece| ["", piece, ""]).collect()
}

#[test]
fn reading_markdown_and_html_grows_with_the_text() {
    let pieces = bare(&[
        "[",
        "![",
        "[^",
        "[a](",
        "](",
        "`",
        "``a",
        "*",
        "_a",
        "**a ",
        "~~a",
        "<",
        "<a ",
        "<!--",
        "<![CDATA[",
        "<?",
        "&",
        "&amp;",
        "$",
        "$$",
        "\\(",
        "$\\frac{",
        "> ",
        "- ",
        "1. ",
        "#",
        "# a\n",
        "|",
        "|a|b|\n|-|-|\n",
        ": a\n",
        "<div>",
        "<details>",
        "<b>",
        "</b>",
        "<table><tr><td>",
        "<p>a",
        "<img src=x>",
        "<ul><li>",
        "http://a.b ",
        "www.",
        "a@b.c ",
        "http://a(",
        "_www.",
        ":a:",
        "[^a]: x\n\n",
        "[a]: b\n",
        "[a] ",
        "e\u{301}",
        "\u{301}",
        "\t",
        " \n",
        "a\\\n",
        "> a\n\n",
        "- a\n\n  b\n",
        "```\n",
        "~~~",
        "{#a}",
        "{: #a .b}\n\n",
        "---\n\n",
        "a\n---\n",
        "<svg>",
        "<select>",
        "<math>",
        "<pre>",
        "<script>",
    ]);
    // What may stand at the end of an address and be none of it.
    let ends = [")", "]", ";", "&", ".", "(]"].map(|end| ["http://a.bc/", end, ""]);
    let pieces = [pieces, ends.to_vec(), vec![["", "_www.", "("]]].concat();
    hold("Markdown", &pieces, &|text| drop(black_box(document::parse(text, Dialect::Plain))));
}

#[test]
fn rewriting_templates_grows_with_the_text() {
    let dialects: &[(Dialect, &[&str])] = &[
        (
            Dialect::Jekyll,
            &["{{", "{{ a }}", "{%", "{% if a %}", "{% raw %}", "{% include a b=c %}", "{:", "{% comment %}", "[[a]]"],
        ),
        (Dialect::Hugo, &["{{<", "{{< a >}}", "{{% a %}}", "{{< a b=\"c\" />}}", "{{</* ", "{{</ a >}}"]),
        (Dialect::Zola, &["{{", "{{ a(b=1) }}", "{%", "{% a() %}", "{% end %}"]),
        (Dialect::Hexo, &["{%", "{% a b %}", "{% raw %}", "{% blockquote %}", "<!-- more -->"]),
        (Dialect::Eleventy, &["{{", "{{ a | b }}", "{%", "{% for a in b %}", "{% raw %}"]),
        (Dialect::Mdx, &["<A>", "{", "{`", "import a from 'b'\n", "export const a = 1\n", "<A b={", "{/*", "export "]),
        (Dialect::Docusaurus, &[":::a\n", "<Tabs>\n", ":::\n", "{", "<A b=\""]),
        (Dialect::Pelican, &["{filename}", "[a]({filename}b)", "[TOC]\n", "    :::a\n", "|"]),
        (
            Dialect::Plain,
            &["{{<", "{{%", "{{", "[[", "[[a]]", "[gallery]", "[caption]a[/caption]", "[a b=\"", ">[!a]\n", "==a=="],
        ),
    ];
    for (dialect, pieces) in dialects {
        let shapes: Vec<[&str; 3]> = pieces.iter().map(|piece| ["", *piece, ""]).collect();
        hold(&format!("{dialect:?}"), &shapes, &|text| drop(black_box(document::parse(text, *dialect))));
    }
}

/// What may repeat in a body of this markup.
const RST: &[&str] = &[
    "*",
    "*a ",
    "``",
    "`a`_ ",
    "|a|",
    "[1]_ ",
    "a_ ",
    ":a:`b`",
    "{{",
    "\\",
    "a\n",
    "a ",
    "- ",
    "- a\n",
    "1. a\n",
    "a\n b\n",
    " a\nb\n",
    "a::\n\n b\n",
    ".. a::\n\n",
    ".. a:: b\n\n c\n",
    ".. |a| replace:: |a|\n",
    ".. _a: b_\n",
    "a\n=\n\n",
    "=\na\n=\n",
    "+-+\n|a|\n",
    "== ==\na  b\n",
    ":a: b\n",
    "| a\n",
    ">>> a\n",
    "\t",
    "  ",
];

/// What may repeat in a body of this markup.
const ORG: &[&str] = &[
    "*",
    "*a ",
    "/a ",
    "=a ",
    "_",
    "$a",
    "[[",
    "[[a][b]] ",
    "[fn:a] ",
    "<",
    "@@",
    "\\(",
    "a\n",
    "- ",
    "- a\n",
    "1. a\n",
    "  - a\n",
    "* a :b:\n",
    "| a | b |\n",
    "#+begin_a\n",
    "#+begin_src\n",
    "#+end_a\n",
    ":a:\n",
    ":end:\n",
    ": a\n",
    "\\begin{a}\n",
    "\\[\n",
    "[fn:1] a\n",
    "- a :: b\n",
    "* COMMENT a\n",
    "#+caption: a\n",
];

/// What may repeat in a body of this markup.
const ASCIIDOC: &[&str] = &[
    "*",
    "**",
    "_a ",
    "`",
    "``",
    "+",
    "++",
    "#",
    "^",
    "((",
    "<<",
    "[[",
    "\"`",
    "{a}",
    ":a: {a}{a}\n",
    "footnote:[a] ",
    "footnote:a[] ",
    "link:a[",
    "a:b[c] ",
    "http://a[b] ",
    "::",
    "a\n",
    "* a\n",
    "** a\n",
    ". a\n",
    "a:: b\n",
    "----\n",
    "====\n",
    "____\n****\n",
    "--\n",
    "|===\n",
    "|===\n|a\n",
    "[a]\n",
    "[[a]]\n",
    ".a\n",
    "+\n",
    "// a\n",
    "ifdef::a[]\n",
    "image::a[b]\n",
    " a\n",
    "NOTE: a\n\n",
];

/// What may repeat in a body of this markup.
const TEXTILE: &[&str] = &[
    "*",
    "*a ",
    "_",
    "@",
    "@a ",
    "\"",
    "\"a\":b ",
    "!a",
    "[",
    "==",
    "<",
    "<code>",
    "%a ",
    "?",
    "a\n",
    "* a\n",
    "*# a\n",
    "bq. a\n\n",
    "bc.. a\n\n",
    "h1. a\n\n",
    "|a|\n",
    "<pre>\n",
    "<div>\n",
    "fn1. a\n\n",
    "- a := b\n",
    "[a]http://b\n",
    "{% raw %}\n",
    "p((. a\n",
];

#[test]
fn rewriting_markup_grows_with_the_text() {
    let markups: [(Markup, &[&str]); 5] = [
        (Markup::Rst, RST),
        (Markup::Org, ORG),
        (Markup::AsciiDoc, ASCIIDOC),
        (Markup::Textile, TEXTILE),
        (Markup::Notebook, &["{\"cells\": [", "[", "{}"]),
    ];
    for (markup, pieces) in markups {
        let shapes: Vec<[&str; 3]> = pieces.iter().map(|piece| ["", *piece, ""]).collect();
        hold(&format!("{markup:?}"), &shapes, &|text| {
            drop(black_box(document::parse(text, Reading { markup, ..Reading::default() })));
        });
    }
}

#[test]
fn blocks_of_textile_without_blank_lines_grow_with_the_text() {
    // Looking for the end of a block costs little a line, so that it takes many to see it.
    const SIGNED: usize = 60_000;
    let read = |text: &str| {
        let markup = Markup::Textile;
        drop(black_box(document::parse(text, Reading { markup, ..Reading::default() })));
    };
    let (small, large) = (filled(SIGNED, ["", "p. a\n", ""]), filled(SIGNED * MORE, ["", "p. a\n", ""]));
    assert_grows("Textile: signed lines", &|| read(&small), &|| read(&large));
}

#[test]
fn reading_front_matter_grows_with_the_text() {
    let shapes: &[[&str; 3]] = &[
        ["---\n", "a: b\n", "---\n"],
        ["---\ntags:\n", "- a\n", "---\n"],
        ["---\ntags: [", "a, ", "]\n---\n"],
        ["---\nx: [", "[], ", "]\n---\n"],
        ["---\nx: ", "[", "\n---\n"],
        ["---\nx: ", "{a: ", "\n---\n"],
        ["---\nx: &a b\ny: [", "*a, ", "]\n---\n"],
        ["---\ntitle: \"", "\\e", "\"\n---\n"],
        ["---\ntitle: |\n", "  a\n", "---\n"],
        ["---\n", "? ", "\n---\n"],
        ["---\n", "- ", "\n---\n"],
        ["---\n", "!a ", "\n---\n"],
        ["---\n", "#\n", "---\n"],
        ["---\n", "\t", "\n---\n"],
        ["+++\n", "[[a]]\n", "+++\n"],
        ["+++\na = [", "[],", "]\n+++\n"],
        ["+++\na = ", "[", "\n+++\n"],
        ["+++\na = \"\"\"", "\\u001b", "\"\"\"\n+++\n"],
        ["+++\n", "a.", "b = 1\n+++\n"],
        ["{\"a\": ", "[", "\n}\n"],
        ["{\"a\": [", "[],", "1]}\n"],
        ["{\"a\": ", "{\"a\": ", "\n}\n"],
        ["", "Key: value\n", "\n"],
        ["", ":key: value\n", "\n"],
        ["---\n", "Key: value\n", "---\n"],
    ];
    for fences in [Fences::Yaml, Fences::Header] {
        hold("front matter", shapes, &|text| drop(black_box(front_matter::read(text, fences))));
    }
}

#[test]
fn asking_and_cleaning_grow_with_the_text() {
    let queries = bare(&[
        "a ", "(", "a or ", "not ", "-", "tag:a ", "tag:(", "\"", "\"a\" ", "tag:\"", "date:", ")", ":", "a:b:c ",
        "(a) ",
    ]);
    hold("query", &queries, &|text| drop(black_box(Query::parse(text))));
    let texts = bare(&[
        "a",
        "\u{1b}[31m",
        "\u{301}",
        "e\u{301}",
        "\u{200d}",
        "\u{1f469}\u{200d}",
        "\u{1f1e9}",
        "\u{202e}",
        "\r",
        "\t",
        "漢",
        "\u{e0041}",
        "\u{1100}",
        "\u{1f3f4}\u{e0067}",
    ]);
    hold("cleaning", &texts, &|text| {
        drop(black_box(Clean::block(text)));
        drop(black_box(Clean::line(text)));
    });
}
