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
            "**Title**\n\n```java\nclass A {} (1)\n```\n\n1. <folio-numbering type=\"(1)\">words\n2. <folio-numbering type=\"(1)\">more\n",
        ),
        (
            "NOTE: Mind _this_.\n\n[WARNING]\n====\nA\n\n* b\n====\n",
            "> <folio-alert class=\"folio-alert note\">\n>\n> Mind *this*.\n\n> <folio-alert class=\"folio-alert warning\">\n>\n> A\n>\n> * b\n",
        ),
        (".More\n[%collapsible]\n====\nA\n====\n\nB\n", "<details>\n<summary>More</summary>\n\nA\n\n</details>\n\nB\n"),
        (
            "* one\n** two\n*** three\n* four\n+\n----\ncode\n----\n* five\n\ntext\n",
            "* one\n  * two\n    * three\n* four\n\n  ```\n  code\n  ```\n* five\n\ntext\n",
        ),
        (
            ". one\n.. two\n. three\n\nterm:: meaning\nother::\n  more\n",
            "1. one\n   1. <folio-numbering type=\"a.\">two\n1. three\n\n   term\n   : meaning\n\n   other\n   : more\n",
        ),
        ("a wordfootnote:[Said.].\n", "a word[^note1].\n\n[^note1]: Said.\n"),
        ("[, Someone]\n____\nSaid.\n____\n", "> Said.\n>\n> \u{2014} Someone\n"),
        ("[quote, Someone, Book]\n____\nSaid.\n____\n", "> Said.\n>\n> \u{2014} Someone, Book\n"),
        (" // a comment only at the margin\n kept\n", "```\n// a comment only at the margin\nkept\n```\n"),
        (":hardbreaks:\none\ntwo {pp}\n\n:!hardbreaks:\n\nthree\nfour\n", "one\\\ntwo ++\n\nthree\nfour\n"),
        ("|===\n|A |B\n\n|1\n|2 x\n|===\n", "| A | B |\n| --- | --- |\n| 1 | 2 x |\n"),
        (
            "[[here]]\n== Two\n// hidden\n////\nhidden\n////\n:attr: x\nifdef::y[]\nshown footnote:[The *note*.].\nendif::[]\n",
            "## Two {#here}\n",
        ),
        (
            "image::a.png[A cat]\n\nvideo::abc[youtube]\n\n'''\n\n+++<b>x</b>+++ a +\nb\n",
            "![A cat](a.png)\n\n[YouTube video](https://www.youtube.com/watch?v=abc)\n\n---\n\n<b>x</b> a\\\nb\n",
        ),
    ] {
        assert_eq!(rewrite(source).text, want, "{source}");
    }
}

#[test]
fn old_titles_have_a_line_below_them() {
    for (source, want) in [
        ("Title\n=====\nAuthor\n\nOne\n---\n\ntext\n\nTwo\n~~~\n", "## One\n\ntext\n\n### Two\n"),
        ("====\nA note.\n====\n", "A note.\n"),
        ("text of a line\n----\ncode\n----\n", "text of a line\n\n```\ncode\n```\n"),
    ] {
        assert_eq!(rewrite(source).text, want, "{source}");
    }
}

#[test]
fn what_holds_elsewhere_only_is_hidden() {
    let source = ":mine:\n\nifdef::env-github[]\nno\nendif::[]\nifndef::env-github[]\nyes\nendif::[]\nifdef::mine[also]\nifdef::a,mine[]\nifdef::a+mine[]\nno\nendif::[]\nend\nendif::[]\n";
    assert_eq!(rewrite(source).text, "yes\nalso\nend\n");
}

#[test]
fn pictures_lie_in_their_folder_and_titles_are_counted() {
    let source = ":imagesdir: /img\n\n.Cap\nimage::a.png[A]\n\nx image:b.png[B] image:https://c.d/e.png[C]\n\n:!example-caption:\n\n.Words\n====\ny\n====\n";
    let want = "![A](/img/a.png)\n\n*Figure 1. Cap*\n\nx ![B](/img/b.png) ![C](https://c.d/e.png)\n\n**Words**\n\ny\n";
    assert_eq!(rewrite(source).text, want);
}

#[test]
fn brackets_above_a_list_begin_another() {
    let source = ". a\n. b\n\n[upperroman,start=4]\n. c\n\n//\n\n. d\n";
    let want = "1. a\n1. b\n\n4) <folio-numbering type=\"I.\">c\n\n1. d\n";
    assert_eq!(rewrite(source).text, want);
}

#[test]
fn cells_may_reach_over_others_and_hold_blocks() {
    let source = "[cols=\"1,a\"]\n|===\n2+| wide\n.2+| down | x\n| * y\n* z\n|===\n";
    let made = rewrite(source).text;
    for part in ["<td colspan=\"2\" rowspan=\"1\">\n\nwide\n\n</td>", "rowspan=\"2\">\n\ndown", "\n\n* y\n* z\n\n</td>"]
    {
        assert!(made.contains(part), "{part} is not in {made}");
    }
    assert_eq!(
        rewrite("[cols=\"2*\"]\n|===\n3*| a\n|b\n|===\n").text,
        "|  |  |\n| --- | --- |\n| a | a |\n| a | b |\n"
    );
}

#[test]
fn signs_are_those_of_print_and_references_show_titles() {
    for (source, want) in [
        (
            "a -- b c--d (C) x -> y... &#8212; $HOME\n",
            "a \u{2014} b c\u{2014}d \u{a9} x \u{2192} y\u{2026} &#8212; \\$HOME\n",
        ),
        (
            "[[here]]\n== The *place*\n\n<<here>> [[x|y]]\n",
            "## The **place** {#here}\n\n[The **place**](#here) \\[\\[x\\|y\\]\\]\n",
        ),
    ] {
        assert_eq!(rewrite(source).text, want, "{source}");
    }
}

#[test]
fn an_indented_plus_below_nothing_is_kept_and_ends() {
    assert_eq!(rewrite("= T\n\n+\n  +\n  +\n").text, "\\+\n\n```\n+\n```\n\n```\n+\n```\n");
}

#[test]
fn names_have_the_value_that_they_had_so_far() {
    for (source, want) in [
        (":n: one\n\n{n}\n\n:n: two \\\n three\n\n{n}\n", "one\n\ntwo three\n"),
        ("{counter:s} {counter:s} {s} {counter2:t:5}{t} {counter:u:a} {counter:u} {set:v:w}{v}\n", "1 2 2 5 a b w\n"),
        ("= The title\nAnn B <a@b.c>\n\n{doctitle} {author}\n", "The title Ann B\n"),
        ("[source,sh,subs=\"attributes+\"]\n----\na {empty}b\n----\n", "```sh\na b\n```\n"),
    ] {
        assert_eq!(rewrite(source).text, want, "{source}");
    }
}

#[test]
fn sections_are_counted_and_lie_deeper_where_it_is_asked_for() {
    let source = ":sectnums:\n\n== A\n\n=== B\n\n[discrete]\n== C\n\n== D\n\n:sectnums!:\n\n== E\n\n:leveloffset: +1\n\n== F\n\n:leveloffset: -1\n\n== G\n";
    let want = "## 1. A\n\n### 1.1. B\n\n## C\n\n## 2. D\n\n## E\n\n### F\n\n## G\n";
    assert_eq!(rewrite(source).text, want);
}

#[test]
fn notes_hold_links_and_places_have_words_of_their_own() {
    for (source, want) in [
        (
            "a footnote:[See https://b.c[d].] footnoteref:[e,Once] footnoteref:[e]\n",
            "a [^note1] [^note2] [^note2]\n\n[^note1]: See [d](https://b.c).\n\n[^note2]: Once\n",
        ),
        ("[[x,The words]]\nA <<x>>\n\n* [[[g,Gamma]]] B\n", "A [The words](#x)\n\n* \\[Gamma\\] B\n"),
        ("x image:a.png[B,link=http://c.d]\n", "x [![B](a.png)](http://c.d)\n"),
        ("> a\n> * b\n>\n> c\n\nd\n", "> a\n> \\* b\n>\n> c\n\nd\n"),
        ("[pass]\n<u>x</u>\n\n[comment]\nhidden\n\n`*a*` `__b__`\n", "<u>x</u>\n\n<code>**a**</code> `__b__`\n"),
    ] {
        assert_eq!(rewrite(source).text, want, "{source}");
    }
}

#[test]
fn very_many_braces_that_nothing_closes_are_each_looked_at_once() {
    let body = "{{{a(".repeat(100_000);
    assert!(rewrite(&body).finish(|_| (1, 1)).0.len() >= body.len());
}
