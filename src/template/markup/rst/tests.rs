//! What constructs of reStructuredText become.

use super::*;

#[test]
fn constructs_become_markdown() {
    for (source, want) in [
        ("One\n===\n\nTwo\n---\n\nThree\n=====\n", "## One\n\n### Two\n\n## Three\n"),
        ("####\nOver\n####\n", "## Over\n"),
        (
            "See `the site\n<https://a.b/c>`_ now.\n",
            "See [the\nsite](https://a.b/c) now.\n".replace("the\nsite", "the site").as_str(),
        ),
        (
            "A name_ and `two words`_.\n\n.. _name: https://n\n.. _two words: https://t\n",
            "A [name](https://n) and [two words](https://t).\n",
        ),
        ("``a_b`` :code:`x` `y` snake_case\n", "`a_b` `x` *y* snake_case\n"),
        ("So::\n\n    x = 1\n\n    y\n\nEnd\n", "So:\n\n```\nx = 1\n\ny\n```\n\nEnd\n"),
        (
            ".. code-block:: python\n   :linenos:\n\n   if x:\n       y\n\nEnd\n",
            "```python\nif x:\n    y\n```\n\nEnd\n",
        ),
        (".. image:: /a.png\n   :alt: A cat\n", "![A cat](/a.png)\n"),
        (".. note:: Mind\n   this.\n", "> <folio-alert class=\"folio-alert note\">\n>\n> Mind\n> this.\n"),
        ("* a\n\n..\n\n   quoted\n", "- a\n\n> quoted\n"),
        ("| one `two\n  three <https://a.b>`__\n| four\n", "one [two three](https://a.b)\\\nfour\n"),
        ("..\n   hidden\n\nText\n", "Text\n"),
        (".. a comment\n   of two lines\n\nText\n", "Text\n"),
        ("- one\n- two\n", "- one\n- two\n"),
        ("1. one\n#. two\n", "1. one\n1. two\n"),
        (
            "-a            all\n--long=FOO    long\n/V\n    version\n",
            "`-a`\n: all\n\n`--long=FOO`\n: long\n\n`/V`\n: version\n",
        ),
        ("    Words.\n\n    -- Who, *Where*\n", "> Words.\n>\n> \u{2014} Who, *Where*\n"),
        ("| one\n|   two\n", "one\\\n\u{a0}\u{a0}two\n"),
    ] {
        assert_eq!(rewrite(source).text, want, "{source}");
    }
}

#[test]
fn anything_ends() {
    for source in ["..", ".. ::", "::", "===\n===\n===", "`", "``", "`a <", ":x:`", "a\n===", "\t::\n"] {
        rewrite(&source.repeat(1000));
    }
}

#[test]
fn links_lead_where_names_say_over_lines_and_to_sections() {
    for (source, want) in [
        (
            "A_ b__\n\n.. _A:\n   https://a.b/\n   c\n\n__ https://d.e/\n   f\n",
            "[A](https://a.b/c) [b](https://d.e/f)\n",
        ),
        ("One two\n=======\n\nSee `One two`_.\n", "## One two\n\nSee [One two](#one-two).\n"),
        (
            ":PEP:`8` :rfc:`Mail <822>` :py:func:`a.b`\n",
            "[PEP 8](https://peps.python.org/pep-0008/) [Mail](https://datatracker.ietf.org/doc/html/rfc822) `a.b`\n",
        ),
        (
            "|box| |pic|\n\n.. |box| unicode:: U+2610 .. BALLOT BOX\n.. |pic| image:: a.png\n   :alt: A cat\n",
            "\u{2610} ![A cat](a.png)\n",
        ),
        ("a\n\n..\u{c} Settings\n\n   Local Variables:\n", "a\n"),
    ] {
        assert_eq!(rewrite(source).text, want, "{source}");
    }
}

#[test]
fn items_are_counted_as_they_are_marked() {
    let source = "a. x\nb. y\n\n(i) z\n\n3) w\n";
    let want = "1. <folio-numbering type=\"a.\">x\n2. <folio-numbering type=\"a.\">y\n1) <folio-numbering type=\"(i)\">z\n3. <folio-numbering type=\"1)\">w\n";
    assert_eq!(rewrite(source).text, want);
}

#[test]
fn notes_have_their_own_names_and_versions_say_since_when() {
    for (source, part) in [
        (".. danger:: x\n", "<folio-alert class=\"folio-alert danger\">\n>\n> <folio-title>\n>\n> Danger\n"),
        (".. versionadded:: 2.5\n   the option\n", "*Added in version 2.5:*\n\nthe option\n"),
        (".. deprecated:: 3.1\n", "*Deprecated since version 3.1.*\n"),
    ] {
        let made = rewrite(source).text;
        assert!(made.contains(part), "{part} is not in {made}");
    }
}

#[test]
fn sections_are_numbered_where_it_is_asked_for() {
    let source = ".. sectnum::\n   :depth: 2\n   :suffix: .\n\nAa\n==\n\nBb\n--\n\nCc\n~~\n\nDd\n==\n";
    assert_eq!(rewrite(source).text, "## 1. Aa\n\n### 1.1. Bb\n\n#### Cc\n\n## 2. Dd\n");
}

#[test]
fn comments_are_told_by_their_names_and_roles_are_what_they_are_made_of() {
    for (source, want) in [
        (".. comment_::\n   hidden\n\n.. note::shown\n\na\n", "a\n"),
        (".. |p| image:: a.png\n   :target: http://b.c\n   :alt: d\n\n|p|\n", "[![d](a.png)](http://b.c)\n"),
        (".. role:: py(code)\n.. role:: red\n\n:py:`a` :red:`b`\n", "`a` b\n"),
        (".. default-role:: code\n\n`a`\n", "`a`\n"),
        ("`a <http://b.c>`_ and a_\n", "[a](http://b.c) and [a](http://b.c)\n"),
        (
            ".. parsed-literal::\n\n   *a* |s|\n     `b <http://c.d>`_\n\n.. |s| replace:: e\n",
            "<pre><em>a</em> e\n  <a href=\"http://c.d\">b</a></pre>\n",
        ),
    ] {
        assert_eq!(rewrite(source).text, want, "{source}");
    }
}

#[test]
fn strokes_below_a_row_say_how_far_its_cells_reach() {
    let source = "=====  =====  ======\n   Inputs     Output\n------------  ------\n  A      B    C\n=====  =====  ======\n1      2      3\n=====  =====  ======\n";
    let made = rewrite(source).text;
    assert!(made.contains("<th colspan=\"2\" rowspan=\"1\">\n\nInputs\n"), "{made}");
}
