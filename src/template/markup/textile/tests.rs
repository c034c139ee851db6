//! What constructs of Textile become.

use super::*;

#[test]
fn constructs_become_markdown() {
    for (source, want) in [
        ("h1. One\n\nh2(#id). Two *b*\n\np{color:red}. text\nmore\n", "# One\n\n## Two **b**\n\ntext\\\nmore\n"),
        (
            "*b* _i_ -d- +x+ @c_d@ ^2^ ??cite?? %{color:red}span% 2 * 3 snake_case well-known\n",
            "**b** *i* <del>d</del> <ins>x</ins> `c_d` <sup>2</sup> <cite>cite</cite> span 2 \\* 3 snake\\_case well-known\n",
        ),
        (
            "See \"the site(title)\":https://a.b/c, \"name\":n and !/x.png(alt)!:https://t.\n\n[n]https://n.o\n",
            "See [the site](https://a.b/c), [name](https://n.o) and [![alt](/x.png)](https://t).\n",
        ),
        ("* one\n** two\n*# three\n* four\n\n# a\n# b\n", "- one\n  - two\n  1. three\n- four\n\n1. a\n1. b\n"),
        (
            "bc. x = 1\n  y\n\nbq. Said\n\nbc.. a\n\nb\n\np. end\n",
            "```\nx = 1\n  y\n```\n\n> Said\n\n```\na\n\nb\n```\n\nend\n",
        ),
        ("|_. A |_. B |\n| 1 |=. *2* |\n", "| A | B |\n| --- | --- |\n| 1 | **2** |\n"),
        (
            "|\\2. wide |\n|/2. tall | x |\n| y |\n",
            "<table>\n<tr>\n<td colspan=\"2\" rowspan=\"1\">\n\nwide\n\n</td>\n</tr>\n<tr>\n<td colspan=\"1\" rowspan=\"2\">\n\ntall\n\n</td>\n<td colspan=\"1\" rowspan=\"1\">\n\nx\n\n</td>\n</tr>\n<tr>\n<td colspan=\"1\" rowspan=\"1\">\n\ny\n\n</td>\n</tr>\n</table>\n",
        ),
        ("(a \"b\":http://c.d/e!) http://f.g?)\n", "(a [b](http://c.d/e)!) <http://f.g>?)\n"),
        ("(c) (tm) a -> b -c- (d)\n", "\u{a9} \u{2122} a \u{2192} b <del>c</del> (d)\n"),
        ("a \"b\" and \"c\":/d, \"e \"f\" g\":/h\n", "a \"b\" and [c](/d), [e \"f\" g](/h)\n"),
        ("text[1], x[2]\n\nfn1. The note.\n", "text[^1], x<sup>2</sup>\n\n[^1]: The note.\n"),
        (
            "<p>A \"b\":http://c.d <i>x</i></p>\n<ul>\n<li>*e*</li>\n</ul>\n",
            "<p>\n\nA [b](http://c.d) <i>x</i>\n\n</p>\n\n<ul>\n\n<li>\n\n**e**\n\n</li>\n\n</ul>\n",
        ),
        (
            "<pre><code>a &lt; b\n\nc</code></pre>\n\n<div>\n<b>x</b>\n</div>\n\n{% highlight ruby %}\n*x*\n\ny\n{% endhighlight %}\n",
            "```\na < b\n\nc\n```\n\n<div>\n<b>x</b>\n</div>\n\n{% highlight ruby %}\n*x*\n\ny\n{% endhighlight %}\n",
        ),
        (
            "(x). |a|b|\n\n#5 five\n# six\n\nbc(ruby). x\n\n<pre><code class=\"c\">y</code></pre>\n",
            "|  |  |\n| --- | --- |\n| a | b |\n\n5. five\n1. six\n\n```ruby\nx\n```\n\n```c\ny\n```\n",
        ),
        (
            "a *b*\n<pre class='php'>\n/** c\n * _d_\n\n */\n</pre>\ne\n",
            "a **b**\n\n```php\n/** c\n * _d_\n\n */\n```\n\ne\n",
        ),
        (
            "###. hidden\n\n- term := meaning\n\n==*raw*== <code>a*b*</code> {{ x_y }}\n",
            "term\n: meaning\n\n\\*raw\\* `a*b*` {{ x_y }}\n",
        ),
    ] {
        assert_eq!(rewrite(source).text, want, "{source}");
    }
}
