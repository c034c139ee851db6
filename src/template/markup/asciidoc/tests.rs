//! What constructs of AsciiDoc become.

use super::*;

#[test]
fn constructs_become_markdown() {
    for (source, want) in [
        (
            "= Title\nAuthor <a@b.c>\n:toc:\n:url: https://x.y\n\n== One\n\ntext {url}[words]\n",
            "## One\n\ntext [words](https://x.y)\n",
        ),
        (
            "a *b* _i_ `c_d` **un**con x^2^ H~2~O #m# snake_case_x 2 * 3 * 4\n",
            "a **b** *i* `c_d` <strong>un</strong>con x<sup>2</sup> H<sub>2</sub>O <mark>m</mark> snake\\_case\\_x 2 \\* 3 \\* 4\n",
        ),
        (
            "https://a.b[the site^] link:c.html[see *it*] <<place,here>> image:x.png[alt, 20]\n",
            "[the site](https://a.b) [see **it**](c.html) [here](#place) ![alt](x.png)\n",
        ),
        (
            "[source,java]\n.Title\n----\nclass A {} // <1>\n----\n<1> words\n<2> more\n",
            "**Title**\n\n```java\nclass A {} // <1>\n```\n\n1. words\n2. more\n",
        ),
        (
            "NOTE: Mind _this_.\n\n[WARNING]\n====\nA\n\n* b\n====\n",
            "> [!NOTE]\n>\n> Mind *this*.\n\n> [!WARNING]\n>\n> A\n>\n> * b\n",
        ),
        (
            "* one\n** two\n*** three\n* four\n+\n----\ncode\n----\n* five\n\ntext\n",
            "* one\n  * two\n    * three\n* four\n\n  ```\n  code\n  ```\n* five\n\ntext\n",
        ),
        (
            ". one\n.. two\n. three\n\nterm:: meaning\nother::\n  more\n",
            "1. one\n   1. two\n1. three\n\n   term\n   : meaning\n\n   other\n   : more\n",
        ),
        ("a wordfootnote:[Said.].\n", "a word[^note1].\n\n[^note1]: Said.\n"),
        ("[, Someone]\n____\nSaid.\n____\n", "> Said.\n>\n> \u{2014} Someone\n"),
        ("[quote, Someone, Book]\n____\nSaid.\n____\n", "> Said.\n>\n> \u{2014} Someone, Book\n"),
        (" // a comment only at the margin\n kept\n", "```\n// a comment only at the margin\nkept\n```\n"),
        (":hardbreaks:\none\ntwo {pp}\n\n:!hardbreaks:\n\nthree\nfour\n", "one\\\ntwo ++\n\nthree\nfour\n"),
        ("|===\n|A |B\n\n|1\n|2 x\n|===\n", "| A | B |\n| --- | --- |\n| 1 | 2 x |\n"),
        (
            "[[here]]\n== Two\n// hidden\n////\nhidden\n////\n:attr: x\nifdef::y[]\nshown footnote:[The *note*.].\nendif::[]\n",
            "## Two {#here}\n\nshown [^note1].\n\n[^note1]: The **note**.\n",
        ),
        (
            "image::a.png[A cat]\n\nvideo::abc[youtube]\n\n'''\n\n+++<b>x</b>+++ a +\nb\n",
            "![A cat](a.png)\n\n[YouTube video](https://www.youtube.com/watch?v=abc)\n\n---\n\n<b>x</b> a\\\nb\n",
        ),
    ] {
        assert_eq!(rewrite(source).text, want, "{source}");
    }
}
