//! What constructs of Org become.

use super::*;

#[test]
fn constructs_become_markdown() {
    for (source, want) in [
        ("* One :tag:\n** DONE Two\ntext\nmore\n", "## One\n\n### DONE Two\n\ntext\nmore\n"),
        (
            "* A\n:PROPERTIES:\n:CUSTOM_ID: here\n:END:\nb\n* C :noexport:\nd\n** e\n* F\n",
            "## A {#here}\n\nb\n\n## F\n",
        ),
        ("*b* /i/ _u_ +s+ =v= ~c~ a*b*c 1/2/3\n", "**b** *i* <u>u</u> <del>s</del> `v` `c` a\\*b\\*c 1/2/3\n"),
        ("*bold /both/* and /open\n", "<strong>bold *both*</strong> and /open\n"),
        (
            "[[https://a.b/c][the *site*]] [[file:x.png]] [[https://a.b]] [[*Head]] https://d.e/f_g.\n",
            "[the **site**](https://a.b/c) ![](x.png) [https://a.b](https://a.b) Head <https://d.e/f_g>.\n",
        ),
        (
            "- one\n- two\n  more\n  1. a\n  2. b\n- [X] done\n- term :: meaning\n",
            "- one\n- two\n  more\n  1. a\n  2. b\n- [x] done\n\nterm\n: meaning\n",
        ),
        (
            "#+BEGIN_SRC python :results output\n  x = 1\n    y\n#+END_SRC\n#+RESULTS:\n: 1\n: 2\n",
            "```python\nx = 1\n  y\n```\n\n```\n1\n2\n```\n",
        ),
        (
            "#+begin_quote\na\n\nb\n#+end_quote\n# comment\n#+attr_html: :width 3\n#+caption: words\n[[./a.jpg]]\n",
            "> a\n>\n> b\n\n![](./a.jpg)\n\n*words*\n",
        ),
        ("| a | b |\n|---+---|\n| 1 | =x= |\n#+TBLFM: $1\n", "| a | b |\n| --- | --- |\n| 1 | `x` |\n"),
        ("text[fn:1] x_{2} \\(y^2\\)\n\n[fn:1] The note.\n", "text[^1] x<sub>2</sub> $y^2$\n\n[^1]: The note.\n"),
        ("a \\[y^2\\] b\n#+begin_verse\nOne\n  two\n#+end_verse\n", "a $$y^2$$ b\n\nOne\\\n\u{a0}\u{a0}two\n"),
        ("\\begin{align}\na\n\\end{align}\n", "```math\n\\begin{align}\na\n\\end{align}\n```\n"),
        ("@@html:<b>@@x@@latex:y@@ {{< fig src=\"a_b\" >}}\n", "<b>x {{< fig src=\"a_b\" >}}\n"),
        ("#+begin_export html\n<p>x</p>\n#+end_export\n#+begin_export latex\nno\n#+end_export\n", "<p>x</p>\n"),
        ("#+begin_src\nunclosed\n", "unclosed\n"),
    ] {
        assert_eq!(rewrite(source).text, want, "{source}");
    }
}

#[test]
fn notes_and_code_among_words_are_no_words() {
    for (source, want) in [
        (
            "a[fn:: b [[http://c.d][e]]] f[fn:g:h] i[fn:g]\n",
            "a[^inline1] f[^g] i[^g]\n\n[^inline1]: b [e](http://c.d)\n\n[^g]: h\n",
        ),
        ("src_sh[:exports code]{ls -l} src_x{y} z\n", "`ls -l` `y` z\n"),
        ("<<a>>b <<<c d>>> e\n", "b c d e\n"),
        ("\\laquo{}a\\raquo{} \\Eacute \\under\n", "\u{ab}a\u{bb} \u{c9} \\_\n"),
        ("#+CAPTION: B\n#+NAME: c\n#+ATTR_HTML: :alt d e :width 2\n[[file:a.png]]\n", "![d e](a.png)\n\n*B*\n"),
        ("#+BEGIN: clocktable :scope file\n| a |\n#+END:\n", "|  |\n| --- |\n| a |\n"),
    ] {
        assert_eq!(rewrite(source).text, want, "{source}");
    }
}
