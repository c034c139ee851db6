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
        (".. note:: Mind\n   this.\n", "> [!NOTE]\n>\n> Mind\n> this.\n"),
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
