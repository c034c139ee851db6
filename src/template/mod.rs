//! Template languages in posts, rewritten to plain Markdown and HTML before parsing.
//!
//! Knows Liquid, shortcodes, Hexo tags, MDX and kramdown marks; knows nothing of the tree they end in.

mod admonition;
mod alert_names;
mod arguments;
mod block_attributes;
mod block_html;
mod brackets;
mod callout;
mod caption;
mod code;
mod comment;
mod components;
mod contents;
mod deep;
mod definition;
mod definition_line;
mod directive;
mod dollars;
mod embed;
mod emphasis;
mod find;
mod flavor;
mod foreign_tags;
mod formula;
mod franklin;
mod go_call;
mod hashtags;
mod headings;
mod hugo;
mod indented;
mod kramdown;
mod liquid;
mod list_marks;
mod marks;
mod markup;
mod mdx;
mod near;
mod nest;
mod notes;
mod open_fence;
mod output;
mod pandoc;
mod picture;
mod printed;
mod raw_html;
mod reading;
mod reference;
mod references;
mod scripts;
mod shown;
mod small_tags;
mod spaced_links;
mod table_code;
mod taken;
mod theme_tags;
mod title;
mod transclude;
mod typography;
mod unsigned;
mod values;
mod wiki;
mod wordpress;
mod zola;

pub use hashtags::hashtags;
pub use liquid::{BESIDE, CODE, CODE_FOLDER, PART, POST_LINK, included, linked, rendered};
pub use marks::Marks;
pub use markup::Markup;
pub use reading::Reading;
pub use reference::plain;
pub use taken::{FILE, taken};
pub use transclude::{EMBED, block_mark, embedded};
pub use typography::{Dashes, Typography};
pub use values::TemplateValues;

use std::borrow::Cow;

use find::holds;
use output::{Output, SourceMap};

use crate::post::Diagnostic;

/// Which template language a post is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// None: only what is safe to rewrite anywhere.
    #[default]
    Plain,
    /// Liquid tags and kramdown marks.
    Jekyll,
    /// Hugo's shortcodes.
    Hugo,
    /// Zola's shortcodes.
    Zola,
    /// Hexo's tags.
    Hexo,
    /// Liquid or Nunjucks.
    Eleventy,
    /// Astro and other MDX.
    Mdx,
    /// Docusaurus: MDX with admonitions.
    Docusaurus,
    /// Pelican: code headers and brace links.
    Pelican,
    /// Pandoc, as Quarto, R Markdown and Hakyll use it.
    Pandoc,
    /// Franklin: marks and commands of its own.
    Franklin,
}

/// A body with its templates rewritten.
#[derive(Clone, Debug)]
pub struct Rewritten<'a> {
    /// Markdown and HTML.
    pub text: Cow<'a, str>,
    /// What was not understood, with lines and columns of the body.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether the post includes files, which may define what its links refer to.
    pub includes: bool,
    /// From this text back to the body, last rewriting first.
    maps: Vec<SourceMap>,
}

impl Rewritten<'_> {
    /// The byte of the body that a byte of the text came from.
    pub fn source(&self, byte: usize) -> usize {
        self.maps.iter().fold(byte, |byte, map| map.source(byte))
    }

    /// Replaces the text by what a rewriting made of it.
    fn take(&mut self, output: Output, place: &impl Fn(usize) -> (u32, u32)) {
        let (text, map, mut diagnostics) = output.finish(|byte| place(self.source(byte)));
        self.diagnostics.append(&mut diagnostics);
        self.maps.insert(0, map);
        self.text = Cow::Owned(text);
    }
}

/// Rewrites the templates of a body. `place` knows the line and the column of a byte of the body.
pub fn rewrite<'a>(body: &'a str, reading: &Reading, place: impl Fn(usize) -> (u32, u32)) -> Rewritten<'a> {
    let dialect = reading.dialect;
    let mut rewritten =
        Rewritten { text: Cow::Borrowed(body), diagnostics: Vec::new(), includes: false, maps: Vec::new() };
    rewritten.includes = dialect == Dialect::Jekyll && !included(body).is_empty();
    if let Some(output) = reading.markup.as_markdown(body) {
        rewritten.take(output, &place);
    }
    if dialect == Dialect::Docusaurus
        && let Some(output) = mdx::unwrap(&rewritten.text)
    {
        rewritten.take(output, &place);
    }
    if let Some(output) = language(&rewritten.text, dialect, &reading.values) {
        rewritten.take(output, &place);
    }
    let is_own = reading.markup.is_own();
    if dialect == Dialect::Plain && !is_own {
        for from_files in [taken::rewrite, transclude::rewrite] {
            if let Some(output) = from_files(&rewritten.text, &reading.values) {
                rewritten.take(output, &place);
            }
        }
    }
    if dialect == Dialect::Pandoc && !is_own {
        let values = &reading.values;
        rewritten.take(pandoc::rewrite(&rewritten.text, values), &place);
        let cites = values.get("page.bibliography").is_some() || values.get("page.references").is_some();
        rewritten.take(pandoc::rewrite_spans(&rewritten.text, cites), &place);
    }
    let marks = reading.marks;
    let asked: [(bool, flavor::Pass); 7] = [
        (marks.no_indented_code, indented::rewrite),
        (marks.components, components::rewrite),
        (marks.captions, caption::rewrite),
        (marks.block_html, block_html::rewrite),
        (marks.tight_headings, headings::rewrite),
        (marks.tight_definitions, references::set_apart),
        (marks.inline_dollars, dollars::rewrite),
    ];
    for (_, pass) in asked.into_iter().filter(|(is_read, _)| *is_read && !is_own) {
        if let Some(output) = pass(&rewritten.text) {
            rewritten.take(output, &place);
        }
    }
    let passes = match is_own {
        true => &[formula::rewrite as flavor::Pass, foreign_tags::rewrite],
        false => flavor::passes(dialect),
    };
    for pass in passes.iter().filter(|pass| !(reading.marks.strict && flavor::is_of_notes(**pass))) {
        if let Some(output) = pass(&rewritten.text) {
            rewritten.take(output, &place);
        }
    }
    for pass in [block_attributes::rewrite, marks::rewrite, scripts::rewrite].into_iter().filter(|_| !is_own) {
        if let Some(output) = pass(&rewritten.text, marks_of(reading)) {
            rewritten.take(output, &place);
        }
    }
    if let Some(output) = deep::rewrite(&rewritten.text).filter(|_| reading.markup != Markup::Html) {
        rewritten.take(output, &place);
    }
    rewritten
}

/// The marks that the site's configuration asks for and those that the dialect has anyway: notes have marked words.
fn marks_of(reading: &Reading) -> Marks {
    match reading.dialect {
        Dialect::Plain if !reading.marks.strict => Marks { marked: true, ..reading.marks },
        Dialect::Pandoc => Marks { subscript: true, superscript: true, ..reading.marks },
        Dialect::Mdx | Dialect::Docusaurus | Dialect::Hexo => Marks { struck: true, ..reading.marks },
        _ => reading.marks,
    }
}

/// The files of Markdown that a body imports, as it names them.
pub fn imported(body: &str, dialect: Dialect) -> Vec<&str> {
    match dialect {
        Dialect::Mdx | Dialect::Docusaurus => mdx::imported(body),
        _ => Vec::new(),
    }
}

/// The names of the shortcodes of a body that a template of its site may be behind.
pub fn shortcodes(body: &str, dialect: Dialect) -> Vec<&str> {
    match dialect {
        Dialect::Hugo => hugo::shortcodes(body),
        Dialect::Zola => zola::shortcodes(body),
        _ => Vec::new(),
    }
}

/// The template language proper, which every generator runs before Markdown. None if the body holds none.
fn language(body: &str, dialect: Dialect, values: &TemplateValues) -> Option<Output> {
    let tags = || holds(body, "{%") || holds(body, "{{") || holds(body, "{#");
    match dialect {
        Dialect::Jekyll | Dialect::Eleventy | Dialect::Hexo => tags().then(|| liquid::rewrite(body, dialect, values)),
        Dialect::Hugo => (holds(body, "{{<") || holds(body, "{{%")).then(|| hugo::rewrite(body, values)),
        Dialect::Zola => tags().then(|| zola::rewrite(body, values)),
        Dialect::Plain | Dialect::Pandoc => unsigned::rewrite(body, values),
        Dialect::Mdx | Dialect::Docusaurus => mdx::rewrite(body, values),
        Dialect::Franklin => franklin::rewrite(body),
        Dialect::Pelican => None,
    }
}

#[cfg(test)]
mod tests {
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
                ("{% if site.x == 1 %}one{% else %}two{% endif %}", "one"),
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
                (
                    "{{ youtube(id=\"abc\") }}",
                    "<a href=\"https://www.youtube.com/watch?v=abc\">\u{25b6} YouTube video</a>",
                ),
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
}
