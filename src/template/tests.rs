//! Templates in, Markdown out, a table a dialect.

use super::*;

fn text(body: &str, dialect: Dialect) -> String {
    let values =
        TemplateValues::from_iter([("site.baseurl", "/blog"), ("site.params.Version", "1.2"), ("page.title", "T")]);
    rewrite(body, &Reading { dialect, values, ..Reading::default() }, |_| (1, 1)).text.into_owned()
}

fn check(dialect: Dialect, cases: &[(&str, &str)]) {
    for (body, want) in cases {
        assert_eq!(text(body, dialect).trim_end(), *want, "{dialect:?} {body:?}");
    }
}

#[test]
fn liquid() {
    check(
        Dialect::Jekyll,
        &[
            ("{% highlight ruby linenos %}\n  a\n{% endhighlight %}", "```ruby linenos\n  a\n```"),
            ("{% raw %}{{ x }}{% endraw %}", "{{ x }}"),
            ("a{% comment %} b {% endcomment %}c", "ac"),
            ("{% assign v = \"1.0\" %}{{ v }}", "1.0"),
            ("{% capture c %}x{{ '{{' }}{% endcapture %}<{{ c }}>", "<x{{>"),
            ("{% if a %}no{% else %}yes{% endif %}", "yes"),
            ("{% if site.github.x == 1 %}one{% else %}two{% endif %}", "one"),
            ("{% if site.x %}one{% else %}two{% endif %}", "two"),
            ("{% if jekyll.environment == 'development' %}one{% else %}two{% endif %}", "two"),
            ("{% for x in site.posts %}({{ x.title }}){% endfor %}", "()"),
            ("[a]({% post_url 2010-07-21-a b %})", "[a](folio-ref:post_url:2010-07-21-a%20b)"),
            ("[a]({{ site.baseurl }}{% link _posts/a.md %})", "[a](folio-ref:link:_posts/a.md)"),
            ("[a]({{ \"/x\" | relative_url }})", "[a](/blog/x)"),
            ("{{ page.title }} {{ unknown }}!", "T !"),
            ("* <{{ release.url }}>\n* <{{ page.title }}> a <{{ x }} b>", "* \n* <T> a < b>"),
            ("`{% foo %}` {% unclosed", "`<folio-unknown>\u{2039}foo\u{203a}</folio-unknown>` {% unclosed"),
            ("a {%- assign b = 1 -%} c", "ac"),
            (
                "{% note %}\nx\n{% endnote %}",
                "<blockquote markdown=\"1\" class=\"folio-alert note\">\n\n\n\n\nx\n\n</blockquote>",
            ),
            ("{% case v %}{% when 1 %}a{% else %}b{% endcase %}", "b"),
        ],
    );
}

#[test]
fn hugo() {
    check(
        Dialect::Hugo,
        &[
            ("{{</* x */>}} {{%/* y */%}}", "{{< x >}} {{% y %}}"),
            ("[a]({{< ref \"b c.md#d\" >}})", "[a](folio-ref:ref:b%20c%2Emd#d)".replace("%2E", ".").as_str()),
            ("v{{< param version >}}", "v1.2"),
            ("{{< highlight go \"linenos=table\" >}}\nx\n{{< /highlight >}}", "```go {linenos=table}\nx\n```"),
            ("{{< youtube abc >}}", "<a href=\"https://www.youtube.com/watch?v=abc\">\u{25b6} YouTube video</a>"),
            ("{{< x user=\"a\" id=\"1\" >}}", "<a href=\"https://x.com/a/status/1\">Post on X</a>"),
            (
                "{{< details \"More\" >}}\nin\n{{< /details >}}",
                "<details markdown=\"1\"><summary>More</summary>\n\n\nin\n\n</details>",
            ),
            ("{{< figure src=\"a.png\" alt=\"b\" >}}", "<img src=\"a.png\" alt=\"b\">"),
            ("{{ .Title }} stays", "{{ .Title }} stays"),
            ("{{< text bash >}}\n$ *x*\n{{< /text >}}", "```bash\n$ *x*\n```"),
            ("{{< text >}}*x*{{< /text >}}", "*x*"),
            ("{{< tab header=\"A b\" lang=\"go\" >}}\nx\n{{< /tab >}}", "```go title=\"A b\"\nx\n```"),
            ("a{{< comment >}} *b* {{< youtube c >}} {{< /comment >}}d", "ad"),
            ("{{< a {{< b", "{{< a {{< b"),
        ],
    );
}

#[test]
fn hexo_sets_code_aside() {
    check(
        Dialect::Hexo,
        &[
            ("```\n{% a %}{{ b }}\n```", "```\n{% a %}{{ b }}\n```"),
            (
                "`{{ x }}` {% youtube v %}",
                "`{{ x }}` <a href=\"https://www.youtube.com/watch?v=v\">\u{25b6} YouTube video</a>",
            ),
            ("{% codeblock %}\n```\nx\n```\n{% endcodeblock %}", "````\n```\nx\n```\n````"),
            (
                "{% asset_img a.png A %}\n**b** {% img /c.png %} d",
                "<img src=\"folio-ref:asset:a.png\" alt=\"A\">\n\n\n**b** <img src=\"/c.png\" alt=\"\"> d",
            ),
            (
                "{% blockquote A, B https://x.org/y/ the title %}\nq\n{% endblockquote %}",
                "<blockquote markdown=\"1\">\n\n\nq\n\n<p>\u{2014} <a href=\"https://x.org/y/\">A, B, the title</a></p>\n</blockquote>",
            ),
            ("{% post_link a '[1] b' %}", "[\\[1\\] b](<folio-ref:post_link:a>)"),
        ],
    );
}

#[test]
fn html_of_jekyll_goes_on_behind_blank_lines() {
    check(
        Dialect::Jekyll,
        &[
            ("<div>\n  a\n</div> <p>\n      b\n    </p>\n", "<div>\n  a\n</div>\n\n<p>\n      b\n    </p>"),
            ("<ul>\n\n    <hr />\n\n    code\n", "<ul>\n\n<hr />\n\n    code"),
            ("a\n\n    <div>code</div>\n", "a\n\n    <div>code</div>"),
            ("- <b>a</b>\n\n    <div>b</div>\n", "- <b>a</b>\n\n    <div>b</div>"),
        ],
    );
}

#[test]
fn tags_of_jekyll_s_plugins_have_their_own_names() {
    let video = "<a href=\"https://www.youtube.com/watch?v=a\">\u{25b6} YouTube video</a>";
    check(
        Dialect::Jekyll,
        &[
            ("{% include video id=\"a\" provider=\"youtube\" %}", video),
            (
                "{% include list.md q0=\"Is this a question of words?\" a0=\"This is an answer of words.\" a1=\"https://a.example/b\" %}",
                "Is this a question of words?\n\nThis is an answer of words.",
            ),
            (
                "{% tabs log %}\n{% tab log PHP 8 %}\nx\n{% endtab %}\n{% endtabs %}",
                "\n\n<p><strong>PHP 8</strong></p>\n\n\n\nx",
            ),
        ],
    );
}

#[test]
fn octopress_names_its_code_and_repeats_what_it_pulls_out() {
    check(
        Dialect::Jekyll,
        &[
            (
                "{% codeblock A title lang:rb http://a.example more %}\nx\n{% endcodeblock %}",
                "<p>A title <a href=\"http://a.example\">more</a></p>\n\n\n```rb\nx\n```",
            ),
            ("{% codeblock %}\nx\n{% endcodeblock %}", "```\nx\n```"),
            ("{% mermaid graph TD %}\nA-->B\n{% endmermaid %}", "```mermaid\ngraph TD\nA-->B\n```"),
            (
                "{% blockquote V http://a.example/b/ %}\nq\n{% endblockquote %}",
                "<blockquote markdown=\"1\">\n\n\n\n\nq\n\n<p>\u{2014} V, <a href=\"http://a.example/b/\">a.example/b</a></p>\n\n</blockquote>",
            ),
            (
                "{% pullquote %}\na {\" b \"} c\n{% endpullquote %}",
                "<blockquote markdown=\"1\">\n\n\n\n\na b c\n\n</blockquote>",
            ),
        ],
    );
}

#[test]
fn zola() {
    check(
        Dialect::Zola,
        &[
            ("{{ youtube(id=\"abc\") }}", "<a href=\"https://www.youtube.com/watch?v=abc\">\u{25b6} YouTube video</a>"),
            (
                "{% quote(author=\"V\") %}\nq\n{% end %}",
                "<blockquote markdown=\"1\">\n\n\nq\n\n<p>\u{2014} V</p>\n</blockquote>",
            ),
            ("{{/* x() */}}", "{{ x() }}"),
            ("`${{ secrets.A }}` {% if %}", "`${{ secrets.A }}` {% if %}"),
        ],
    );
}

#[test]
fn hostile_templates_stay_linear_and_end() {
    let hostile = [
        "{{<",
        "{%",
        "{{ a(",
        "{% if %}",
        "{% raw %}",
        "{{< a >}}",
        "{% a %}{% enda %}",
        "{{</*",
        "[[",
        "[[a",
        ":a[",
        ":::a\n",
        ":::",
        "%%",
        "==",
        "==a",
        "> [!a]\n",
        "a\n: b\n",
        "<A",
        "<A b={",
        "{/*",
        "<A b=\"",
        "</A>",
        "$a",
        "~~~<a\n",
        "[caption a=\"",
        "[code]",
        "[aa]x[/aa]",
        "[aa]",
        "$$\n",
        "\\\\(",
        "\\begin{align}\n",
        "{: .a",
        "[a]{.b}",
        "@@a\n",
        "\\newcommand{",
        "\\fig{",
        "^[a",
        "^[a]",
        "`r a",
        "[@a",
        "```{r}\n",
        "| a\n",
        "a~b",
        "![[a]]",
        "![[",
        "a ^b\n",
        "<<< a\n",
        "<!--@include: a",
        "::a\n",
        "::a\n::\n",
        "[a]{b",
        "{#if a}",
        "import A from './a.md'\n",
        "    a\n\n",
        "- ",
        "#a ",
        "[a] [1]",
        "[a] ",
        "[a]: b\n",
        "a\n[a]: b\n",
    ];
    let dialects = [
        Dialect::Plain,
        Dialect::Jekyll,
        Dialect::Hugo,
        Dialect::Zola,
        Dialect::Hexo,
        Dialect::Eleventy,
        Dialect::Mdx,
        Dialect::Docusaurus,
        Dialect::Pelican,
        Dialect::Pandoc,
        Dialect::Franklin,
    ];
    for body in hostile {
        for dialect in dialects {
            let _ = text(&body.repeat(2_000), dialect);
            let marks = Marks { components: true, no_indented_code: true, ..Marks::default() };
            let reading = Reading { dialect, marks, ..Reading::default() };
            let _ = rewrite(&body.repeat(2_000), &reading, |_| (1, 1));
            let _ = (hashtags(&body.repeat(2_000)), embedded(&body.repeat(2_000)), taken(&body.repeat(2_000)));
        }
    }
}

#[test]
fn html_is_no_markdown_and_code_of_tags_in_it_is_html() {
    for (body, want) in [
        ("<pre>\n{:b=>2}\n:x\n| a | b |\n| c | d |\n</pre>\n", "<pre>\n{:b=>2}\n:x\n| a | b |\n| c | d |\n</pre>"),
        ("<p>[[a]] $$b$$ <!-- c --> *d*</p>", "<p>[[a]] $$b$$ <!-- c --> *d*</p>"),
        (
            "<p>a</p>\n{% highlight js %}\na < b\n\nc\n{% endhighlight %}\n",
            "<p>a</p>\n<pre><code class=\"language-js\">a &lt; b\n<!-- -->\nc</code></pre>",
        ),
        ("<pre>\n```\na\n```\n</pre>", "<pre>\n```\na\n```\n</pre>"),
    ] {
        let reading = Reading { dialect: Dialect::Jekyll, markup: Markup::Html, ..Reading::default() };
        let made = rewrite(body, &reading, |_| (1, 1)).text.into_owned();
        let lines: Vec<&str> = made.lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(lines.join("\n"), want, "{body}");
    }
}
