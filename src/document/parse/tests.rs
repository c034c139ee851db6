//! What Markdown and HTML become, as short shapes.

use super::*;
use crate::document::{Block, BlockKind};

fn read(body: &str) -> Document {
    parse(body, Dialect::Plain)
}

/// The shape of blocks in short, with their words.
fn shape(document: &Document, blocks: &[Block]) -> String {
    let words = |range: crate::text::TextRange| document.text.slice(range).as_str().to_owned();
    let one = |block: &Block| match &block.kind {
        BlockKind::Paragraph { .. } => format!("p({})", words(block.range)),
        BlockKind::Heading { level, .. } => format!("h{level}({})", words(block.range)),
        BlockKind::Code { .. } => format!("code({})", words(block.range)),
        BlockKind::List { tight, items, .. } => {
            let items: Vec<String> = items.iter().map(|item| shape(document, &item.blocks)).collect();
            format!("{}[{}]", if *tight { "list" } else { "loose" }, items.join(" | "))
        }
        BlockKind::Quote { alert, blocks, .. } => {
            format!("quote{}[{}]", alert.map_or(String::new(), |kind| format!(" {kind:?}")), shape(document, blocks))
        }
        BlockKind::Table(table) => {
            let row = |cells: &[super::super::TableCell]| {
                let cell = |cell: &super::super::TableCell| {
                    cell.inlines.iter().map(|inline| words(inline.range)).collect::<String>()
                };
                cells.iter().map(cell).collect::<Vec<_>>().join("|")
            };
            let rows: Vec<String> = table.rows.iter().map(|cells| row(cells)).collect();
            format!("table({} / {})", row(&table.header), rows.join(" / "))
        }
        BlockKind::Definitions { items } => {
            let item = |item: &super::super::DefinitionItem| {
                let term: String = item.term.iter().map(|inline| words(inline.range)).collect();
                let each: Vec<String> = item.definitions.iter().map(|blocks| shape(document, blocks)).collect();
                format!("{term}: {}", each.join(", "))
            };
            format!("dl[{}]", items.iter().map(item).collect::<Vec<_>>().join(" | "))
        }
        BlockKind::Figure { images, .. } => format!("figure({})", images.len()),
        BlockKind::Details { blocks, .. } => format!("details[{}]", shape(document, blocks)),
        BlockKind::Math => format!("math({})", words(block.range)),
        BlockKind::Rule => "hr".to_owned(),
    };
    blocks.iter().map(one).collect::<Vec<_>>().join(" ")
}

#[test]
fn blocks_of_commonmark_and_gfm() {
    for (body, want) in [
        ("one\ntwo\n\nthree", "p(one two) p(three)"),
        ("# A *b* c\n\ntext", "h1(A b c) p(text)"),
        ("# A {of words}\n## B {#c}\n", "h1(A {of words}) h2(B)"),
        ("- a\n- b\n  - c\n", "list[p(a) | p(b) list[p(c)]]"),
        ("- a\n\n- b\n", "loose[p(a) | p(b)]"),
        ("> a\n>\n> b", "quote[p(a) p(b)]"),
        ("> [!WARNING]\n> hot", "quote Warning[p(hot)]"),
        ("```rust\nfn a() {\n    b\n}\n```", "code(fn a() {\n    b\n})"),
        ("    x\n    y\n", "code(x\ny)"),
        ("|a|b|\n|-|-|\n|1|2|\n|3|", "table(a|b / 1|2 / 3|)"),
        ("| | |\n|-|-|\n|1|2|", "table( / 1|2)"),
        ("term\n: meaning\n", "dl[term: p(meaning)]"),
        ("a\n\n---\n\nb", "p(a) hr p(b)"),
        ("a  \nb", "p(a\nb)"),
        ("![x](y.png)", "figure(1)"),
        ("see ![x](y.png)", "p(see x)"),
        ("[^2] stays", "p([^2] stays)"),
    ] {
        let document = read(body);
        assert_eq!(shape(&document, &document.blocks), want, "{body:?}");
    }
}

#[test]
fn html_becomes_the_same_tree() {
    for (body, want) in [
        ("<div>\n\n**b** c\n\n</div>\n\nafter", "p(b c) p(after)"),
        ("<p>a<p>b", "p(a) p(b)"),
        ("<ul><li>a<li>b<ul><li>c</ul></ul>", "list[p(a) | p(b) list[p(c)]]"),
        ("<ol>\n<li>\n\nmark *down*\n\n</li>\n</ol>\nx", "loose[p(mark down)] p(x)"),
        ("<pre><code class=\"language-c\">a &lt; b\n  c<br>d</code></pre>", "code(a < b\n  c\nd)"),
        ("<div class=\"mermaid\">\ngraph LR\n  A --> B\n</div>", "code(graph LR\n  A --> B)"),
        ("<table><tr><th>a<th>b<tr><td colspan=2>c</table>", "table(a|b / c|)"),
        ("<table><tr><td rowspan=2>a<td>b<tr><td>c<tr><td>d<td>e</table>", "table( / a|b / |c / d|e)"),
        ("<details><summary>S</summary>\n\ntext\n\n</details>", "details[p(text)]"),
        ("<figure><img src=a.png alt=x><figcaption>cap</figcaption></figure>", "figure(1)"),
        ("<dl><dt>t<dd>d<dd>e</dl>", "dl[t: p(d), p(e)]"),
        ("a<br><br>b", "p(a) p(b)"),
        ("x <script>var a = 1;</script> y<!-- no --> z", "p(x y z)"),
        ("<style>\nb {}\n\nc {}\n</style>\n\nword", "p(word)"),
        ("<blockquote>q</blockquote>\n", "quote[p(q)]"),
        ("</div></p></b>text <b>un<i>closed\n\nnext", "p(text unclosed) p(next)"),
        ("<iframe src=\"https://www.youtube.com/embed/abc\"></iframe>", "p(\u{25b6} YouTube video)"),
        ("<video controls><source src=a.mp4>No video.</video> end", "p(\u{25b6} a.mp4) p(end)"),
        ("<blockquote class=\"folio-alert tip\"><folio-title>T</folio-title>\n\nx\n\n</blockquote>", "quote Tip[p(x)]"),
        ("<h2 id=x>Head</h2>text", "h2(Head) p(text)"),
        ("<div>a<!-- b\n\nc --> d</div>", "p(a) p(d)"),
        ("<td>lost</td>", "p(lost)"),
        ("<table><caption>above</caption><tr><td>one cell</table>", "p(above) p(one cell)"),
        ("<blockquote><q>left open</blockquote>after", "quote[p(\u{201c}left open\u{201d})] p(after)"),
        ("<blockquote><q>left open<p>in two</blockquote>", "quote[p(\u{201c}left open) p(in two)]"),
    ] {
        let document = read(body);
        assert_eq!(shape(&document, &document.blocks), want, "{body:?}");
    }
}

#[test]
fn the_words_of_a_picture_may_end_with_its_width() {
    let told = |text: &str| {
        let document = read(text);
        let image = &document.images[0];
        (image.alt.as_str().to_owned(), image.width)
    };
    assert_eq!(told("![A ship|300](a.png)"), ("A ship".to_owned(), Some(300)));
    assert_eq!(told("![100x145](a.png)"), (String::new(), Some(100)));
    assert_eq!(told("![1](a.png)"), ("1".to_owned(), None));
    assert_eq!(told("![a|b](a.png)"), ("a|b".to_owned(), None));
}

#[test]
fn an_image_in_a_link_gives_both_and_the_link_covers_it() {
    let document = read("[![Alt](/a/b.gif)](http://x.org/) after");
    let (link, image) = (&document.links[0], &document.images[0]);
    assert_eq!((link.href.as_str(), image.href.as_str()), ("http://x.org/", "/a/b.gif"));
    assert_eq!(document.text.slice(link.range).as_str(), "Alt");
    assert_eq!((link.range, image.link), (image.range, Some(super::super::LinkId(0))));
}

#[test]
fn footnotes_are_numbered_by_first_reference() {
    let document = read("a[^z] b[^y] c[^z]\n\n[^y]: yes\n[^z]: zed[^n]\n[^n]: nested\n[^u]: unused\n");
    let labels: Vec<&str> = document.footnotes.iter().map(|note| note.label.as_str()).collect();
    assert_eq!(labels, ["z", "y", "n"]);
    assert_eq!(document.footnotes[0].references.len(), 2);
    assert_eq!(document.text.as_str(), "a⁽¹⁾ b⁽²⁾ c⁽¹⁾\nzed⁽³⁾\nyes\nnested");
    assert_eq!(shape(&document, &document.footnotes[2].blocks), "p(nested)");
    let unasked = parse("a[^z]\n\n[^u]: first\n\n[^z]: zed\n\n[^v]: last[^w]\n\n[^w]: more\n", Dialect::Pelican);
    assert_eq!(unasked.text.as_str(), "a⁽¹⁾\nzed\nfirst\nlast⁽⁴⁾\nmore");
}

#[test]
fn readings_stand_in_brackets_behind_their_words() {
    for body in [
        "<ruby>漢字<rt>かんじ</rt></ruby> x",
        "<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby> x",
        "<ruby>漢字<rp>（<rt>かんじ<rp>）</ruby> x",
        "<p><ruby><rb>漢字</rb><rt>かんじ</ruby> x</p>",
    ] {
        assert_eq!(read(body).text.as_str(), "漢字(かんじ) x", "{body}");
    }
    assert_eq!(read("<ruby>漢<rt>かん<rt>字</ruby>").text.as_str(), "漢(かん)(字)");
}

#[test]
fn references_without_a_definition_stay_as_written() {
    let body = "[words][label] [*em*][] [one] ![img][nope] [a][b][c]\n\n[b]: /b";
    assert_eq!(read(body).text.as_str(), "[words][label] [em][] [one] ![img][nope] a[c]");
}

#[test]
fn headings_have_the_words_and_anchors_of_their_generator() {
    let body = "# A ![pic](x.png) *b*";
    for (dialect, anchor) in
        [(Dialect::Jekyll, "a--b"), (Dialect::Hugo, "a--b"), (Dialect::Hexo, "A-b"), (Dialect::Docusaurus, "a-pic-b")]
    {
        let document = parse(body, dialect);
        let heading = document.headings.first().map(|heading| (heading.words.as_str(), heading.anchor.as_str()));
        assert_eq!(heading, Some(("A b", anchor)), "{dialect:?}");
    }
}

#[test]
fn tasks_and_anchors() {
    let document = read("- [x] done\n- [ ] open\n\n# A\n\n# A\n\n# B {#own}\n");
    let BlockKind::List { items, .. } = &document.blocks[0].kind else { panic!("a list") };
    assert_eq!([items[0].task, items[1].task], [Some(true), Some(false)]);
    let anchors: Vec<&str> = document.headings.iter().map(|heading| heading.anchor.as_str()).collect();
    assert_eq!(anchors, ["a", "a-1", "own"]);
    assert_eq!(document.headings[2].line, 8);
}

#[test]
fn deep_nesting_is_folded_and_said_once() {
    let document = read(&format!("{}x", "> ".repeat(5_000)));
    assert_eq!(document.text.as_str(), "x");
    let (mut depth, mut blocks) = (0, &document.blocks);
    while let Some(Block { kind: BlockKind::Quote { blocks: inner, .. }, .. }) = blocks.first() {
        (depth, blocks) = (depth + 1, inner);
    }
    assert_eq!(depth, Block::MAX_DEPTH);
    assert_eq!(document.diagnostics.len(), 1);
}

#[test]
fn the_terminal_never_sees_a_control_character() {
    let document = read("a\u{1b}[31m `b\u{7}` &#27; [x](http://a/\u{9b})\n\n```\n\u{1b}\n```");
    assert!(!document.text.chars().any(|c| c.is_control() && c != '\n'), "{:?}", document.text);
}

#[test]
fn a_body_of_more_than_anybody_writes_is_cut_and_said_to_be() {
    let document = read(&"a\n\n".repeat(150_000));
    assert_eq!(document.blocks.len(), 125_000);
    assert_eq!(document.diagnostics[0].code, Code::TooLarge);
    let document = read(&"http://a.bc ".repeat(200_000));
    assert_eq!(document.links.len(), 100_000);
    assert_eq!(document.diagnostics[0].code, Code::TooLarge);
    assert!(document.text.as_str().ends_with(" http://a.bc"), "what is no link any more is words");
}

#[test]
fn lowered_raised_and_struck_words_by_dialect() {
    use crate::document::{Inline, InlineStyle, Reading};
    use crate::template::{Dialect, Marks};
    let scripts = Marks { subscript: true, superscript: true, ..Marks::default() };
    let (sub, sup, strike) = (InlineStyle::SUBSCRIPT, InlineStyle::SUPERSCRIPT, InlineStyle::STRIKE);
    for (dialect, marks, source, text, styled) in [
        (Dialect::Eleventy, scripts, "H~2~O", "H2O", vec![("2", sub)]),
        (Dialect::Eleventy, scripts, "x^2^ ~~gone~~", "x2 gone", vec![("2", sup), ("gone", strike)]),
        (Dialect::Eleventy, scripts, "~a b~ ^c d^", "~a b~ ^c d^", vec![]),
        (Dialect::Eleventy, Marks::default(), "H~2~O x^2^", "H~2~O x^2^", vec![]),
        (Dialect::Jekyll, Marks::default(), "~a~ ~~b~~ ~/.bashrc ~/x", "~a~ b ~/.bashrc ~/x", vec![("b", strike)]),
        (Dialect::Hugo, Marks::default(), "~a~ x^2", "a x^2", vec![("a", strike)]),
    ] {
        let document = parse(source, Reading { dialect, marks, ..Reading::default() });
        let BlockKind::Paragraph { inlines, .. } = &document.blocks[0].kind else { panic!("{source}") };
        let words = |inline: &Inline| &document.text.as_str()[inline.range.as_usize()];
        let found: Vec<(&str, InlineStyle)> = inlines
            .iter()
            .filter(|inline| inline.style != InlineStyle::NONE)
            .map(|inline| (words(inline), inline.style))
            .collect();
        assert_eq!((document.text.as_str(), found), (text, styled), "{dialect:?} {source}");
    }
}

#[test]
fn a_post_for_pandoc_shows_its_words_and_none_of_its_marks() {
    let body = "## Intro {#in .unnumbered}\n\nH~2~O, [Small]{.smallcaps}, `x`{.r}, ~a~.^[A *note*.]\n\n\
        ::: {.callout-note title=\"Mind\"}\nBe careful.\n:::\n\n```{r}\n#| label: a\nf(x)\n```\n\n\
        ```{r, echo=FALSE}\nsecret()\n```\n\n| one\n|  two\n\n![A fig](a.png){width=80%}\n";
    let document = parse(body, Dialect::Pandoc);
    assert_eq!(
        shape(&document, &document.blocks),
        "h2(Intro) p(H2O, Small, x, a.\u{207d}\u{b9}\u{207e}) quote Note[p(Be careful.)] code(f(x)) p(one\n\u{a0}two) figure(1)"
    );
    assert_eq!(document.headings[0].anchor.as_str(), "in");
    assert_eq!(document.code_blocks[0].language.as_deref(), Some("r"));
    assert_eq!(document.footnotes.len(), 1);
}

#[test]
fn templates_make_no_more_of_a_body_than_is_read_of_one() {
    let mut values = crate::template::TemplateValues::new();
    values.set("site.long", "x ".repeat(30_000));
    values.set("site.params.long", "x ".repeat(30_000));
    values.set_file("loop.html", "{% include loop.html %}{{ site.long }}{% include loop.html %}");
    values.set_file("note.html", "[".repeat(8_000));
    values.set_file("empty.html", "");
    let twice = |name: &str| format!("{{% assign {name} = {name} | append: {name} %}}").repeat(60);
    for (dialect, body) in [
        (Dialect::Jekyll, "{{ site.long }}".repeat(20_000)),
        (Dialect::Jekyll, format!("{{{{ \"x\" {}}}}}", "| replace: \"x\", \"xx\" ".repeat(200))),
        (Dialect::Jekyll, format!("{{{{ \"x\" {}}}}}", "| replace: \"\", \"xx\" | append: site.long ".repeat(200))),
        (Dialect::Jekyll, format!("{{% assign a = \"x\" %}}{}{{{{ a }}}}", twice("a"))),
        (Dialect::Jekyll, "{% include loop.html %}".to_owned()),
        (Dialect::Eleventy, "{{ site.long | upper }}".repeat(20_000)),
        (Dialect::Hugo, "{{< param long >}}".repeat(20_000)),
        (Dialect::Hugo, "{{< note >}}".repeat(20_000)),
    ] {
        let document = parse(&body, Reading { dialect, values: values.clone(), ..Reading::default() });
        let length = document.text.len();
        assert!(length < 5 << 20, "{dialect:?} {}: {length}", body.get(..40).unwrap_or_default());
    }
}

#[test]
fn what_hides_its_content_hides_no_more_than_its_paragraph() {
    for (source, wanted) in [
        ("The <head> of a page.\n\nNext.", "The of a page. Next."),
        ("A <canvas> here.\n\nNext.", "A Next."),
        ("A <svg> here.\n\nNext.", "A Next."),
        ("# A <video> here\n\nNext.", "A Next."),
        ("A <script>a</script> is <script> here.\n\nNext <b>one</b>.", "A is Next one."),
        ("A <STYLE> here\n\nNext.", "A Next."),
        ("A <script> a\n\nb </script> here.", "A here."),
        ("<html><head><title>T</title><style>s</style></head><body>Words.</body></html>", "Words."),
    ] {
        let document = super::parse(source, Reading::default());
        let words: Vec<&str> = document.text.split_whitespace().collect();
        assert_eq!(words.join(" "), wanted, "{source}");
    }
}

#[test]
fn of_a_drawing_its_labels_are_shown() {
    let drawing = "<svg><title>T</title><style>s</style><g><text x=\"1\">L = 0.9</text>\n<text>two<tspan x=\"1\">lines</tspan></text></g> no</svg>";
    for (source, wanted) in [
        (format!("A\n\n{drawing}\n\nB"), "A L = 0.9 two lines B"),
        (format!("A {drawing} B <text>c</text>"), "A L = 0.9 two lines B c"),
        ("<svg>\n<text>never\n\nEnds".to_owned(), "never Ends"),
        ("A <svg><text>b\n\nC </svg> d".to_owned(), "A b C d"),
    ] {
        for markup in [crate::template::Markup::Markdown, crate::template::Markup::Html] {
            let document = super::parse(&source, Reading { markup, ..Reading::default() });
            let words: Vec<&str> = document.text.split_whitespace().collect();
            assert_eq!(words.join(" "), wanted, "{source}");
        }
    }
}

#[test]
fn what_only_notes_have_is_words_elsewhere() {
    let marks = crate::template::Marks { strict: true, ..crate::template::Marks::default() };
    let reading = Reading { marks, ..Reading::default() };
    let text = "a :tada: ==b== %%c%% d ^e\n";
    assert_eq!(parse(text, reading).text.trim(), "a :tada: ==b== %%c%% d ^e");
    assert_eq!(parse(text, Dialect::Plain).text.trim(), "a \u{1f389} b d");
}

#[test]
fn an_item_without_a_list_takes_nothing_that_follows_it() {
    for (source, want) in [
        ("<li>a</li>\n\nb", "list[p(a)] p(b)"),
        ("<li>a</li>\n<li>b</li>\n\n# c", "list[p(a) | p(b)] h1(c)"),
        ("<li>a</li>\n\n<ul><li>b</li></ul>\n\nc", "list[p(a)] list[p(b)] p(c)"),
        ("<li>a\n\nb\n\n</li>\n\nc", "loose[p(a) p(b)] p(c)"),
    ] {
        let document = parse(source, Dialect::Plain);
        assert_eq!(shape(&document, &document.blocks), want, "{source:?}");
    }
}

#[test]
fn boxes_of_tasks_are_words_where_nothing_makes_boxes_of_them() {
    let boxes = template::Marks { boxes: true, ..template::Marks::default() };
    for (dialect, marks, want) in [
        (Dialect::Plain, template::Marks::default(), "list[p(a) | p(b)]"),
        (Dialect::Eleventy, template::Marks::default(), "list[p([x] a) | p([ ] b)]"),
        (Dialect::Pelican, template::Marks::default(), "list[p([x] a) | p([ ] b)]"),
        (Dialect::Eleventy, boxes, "list[p(a) | p(b)]"),
    ] {
        let document = super::parse("- [x] a\n- [ ] b\n", Reading { dialect, marks, ..Reading::default() });
        assert_eq!(shape(&document, &document.blocks), want, "{dialect:?}");
    }
}

#[test]
fn dollar_signs_of_prices_and_variables_hide_no_markdown() {
    for (body, want) in [
        ("Take \"$NAME\", put it in the `$PATH` or `$X` there.", "Take \"$NAME\", put it in the $PATH or $X there."),
        ("It costs $5 and **much** for US$7 or [x$](a$b).", "It costs $5 and much for US$7 or x$."),
        ("Set `A=$B`, then $x^2$ is one.", "Set A=$B, then x\u{b2} is one."),
        ("Set $HOME to `one` and $PATH to `two`, $X to `three$`.", "Set $HOME to one and $PATH to two, $X to three$."),
        ("$\\text{``a''}$", "``a''"),
    ] {
        let document = read(body);
        assert_eq!(document.text.as_str(), want, "{body}");
    }
    let document = read("Price $5, `$A` and [words](https://a.example/$b \"$c\") or $d.");
    assert_eq!(document.links[0].href.as_str(), "https://a.example/$b");
}
