//! What files of shortcodes print.

use super::super::super::tags::arguments::Arguments;
use super::super::scope::Kept;
use super::*;

fn values() -> TemplateValues {
    let mut values = TemplateValues::from_iter([
        ("page.title", "T"),
        ("page.sub", "S"),
        ("page.parts", "a, b"),
        ("page.parts.0", "a"),
        ("page.parts.1", "b"),
        ("site.params.cdn", "//c"),
        ("site.data.people.0.name", "Ann"),
        ("site.data.people.1.name", "Bob"),
        ("site.data.links.one", "1"),
    ]);
    values.set_list("page.parts", 2);
    values.set_list("site.data.people", 2);
    values.set_map("site.data.links", ["one".to_owned()].into_iter());
    values.set_file("partials/badge.html", "<b>{{ .words }}{{ with .more }} {{ . }}{{ end }}</b>");
    values.set_file("partials/tag.html", "<i>{{ .Get 0 }}</i>");
    values.set_file("partials/own.html", "{{ partial \"own.html\" . }}");
    values.set_file("file/a.md", "Words *there*");
    values.set_file("language", "en");
    values.set_file("beside", "a.png\nb.jpg\nimages/c.png\nnotes.pdf");
    values.set_list("page.resources", 1);
    for (name, value) in [
        ("page.date", "2020-03-04T05:06:07Z"),
        ("page.file.ext", "md"),
        ("page.resources.0.src", "b.*"),
        ("page.resources.0.title", "Picture :counter"),
        ("site.data.i18n.own.note", "Hint"),
        ("site.data.i18n.own.minutes.one", "one minute"),
        ("site.data.i18n.own.minutes.other", "{{ .Count }} minutes"),
        ("site.data.i18n.first.more", "More"),
    ] {
        values.set(name, value);
    }
    values
}

fn tag<'a>(given: &'a Arguments, holds: bool, page: &'a Kept) -> Tag<'a> {
    Tag { name: "own", given, parent: None, holds, inner: None, page, ordinal: 1 }
}

/// Of a page called `T` on a site with a parameter.
fn single(file: &str, given: &str) -> Option<Shown> {
    super::single(
        File { text: file, is_markdown: false },
        tag(&Arguments::parse(given), false, &Kept::default()),
        &values(),
    )
}

fn paired(file: &str, given: &str) -> Option<Shown> {
    super::paired(
        File { text: file, is_markdown: false },
        tag(&Arguments::parse(given), true, &Kept::default()),
        &values(),
    )
}

#[test]
fn a_file_of_words_and_arguments_is_printed() {
    for (file, given, want) in [
        (
            "<a href=\"https://a.example/{{ .Get 0 }}\">{{ .Get 0 }}</a>\n",
            "\"A::B\"",
            "<a href=\"https://a.example/A::B\">A::B</a>",
        ),
        ("<b>{{ .Get \"a\" }}{{ if .Get \"b\" }} {{ .Get \"b\" }}{{ end }}</b>", "a=1", "<b>1</b>"),
        ("{{ $n := .Get 0 | default \"x\" -}}\n <i>{{ $n }}</i>", "", "<i>x</i>"),
        ("{{ with .Get \"a\" }}<i>{{ . }}</i>{{ else }}none{{ end }}", "a=\"<\"", "<i>&lt;</i>"),
        ("{{ if eq (.Get 0) \"x\" }}one{{ else if .Get 1 }}two{{ else }}three{{ end }}", "y z", "two"),
        ("{{ .Get 0 | markdownify }}", "\"*a*\"", "*a*"),
        ("{{ printf \"%s-%s\" (.Get 0) \"b\" }}", "a", "a-b"),
        ("{{ .Page.Title }} {{ $.Page.Params.sub }} {{ site.Params.cdn }} {{ .Page.Params.none }}", "", "T S //c"),
        ("<img src=\"{{ .Get 0 | relURL }}\" {{ if .IsNamedParams }}x{{ end }}>", "a.png", "<img src=\"a.png\" >"),
        ("{{/* a */}}{{ .Get 0 }}", "b", "b"),
        ("{{ safe.HTML \"<b>c</b>\" }} {{ .Page.Param \"cdn\" }} {{ $.Page.Param \"sub\" }}", "", "<b>c</b> //c S"),
    ] {
        assert_eq!(single(file, given), Some(Shown::Inline(want.to_owned())), "{file} {given}");
    }
}

#[test]
fn lists_are_gone_through() {
    for (file, given, want) in [
        ("{{ range .Params }}({{ . }}){{ end }}", "a b", "(a)(b)"),
        (
            "{{ range $i, $x := split (.Get 0) \",\" }}{{ if $i }}, {{ end }}{{ trim $x \" \" }}{{ end }}",
            "\"a, b,c\"",
            "a, b, c",
        ),
        ("{{ range .Site.Data.people }}{{ .name }};{{ else }}none{{ end }}", "", "Ann;Bob;"),
        ("{{ range $k, $v := hugo.Data.links }}{{ $k }}={{ $v }}{{ end }}", "", "one=1"),
        ("{{ range .Page.Params.parts }}{{ upper . }}{{ end }} {{ len .Page.Params.parts }}", "", "AB 2"),
        ("{{ range first 1 (slice \"a\" \"b\") }}{{ . }}{{ end }}{{ range seq 3 }}{{ . }}{{ end }}", "", "a123"),
        ("{{ range .Site.Data.none }}x{{ else }}none{{ end }}", "", "none"),
        ("{{ delimit (slice \"a\" \"b\" \"c\") \", \" \" and \" }}", "", "a, b and c"),
        ("{{ range where .Site.Data.people \"name\" \"ne\" \"Ann\" }}{{ .name }}{{ end }}", "", "Bob"),
        ("{{ range where .Site.Data.people \"name\" \"in\" (slice \"Ann\") }}{{ .name }}{{ end }}", "", "Ann"),
        ("{{ range sort .Site.Data.people \"name\" \"desc\" }}{{ .name }} {{ end }}", "", "Bob Ann"),
        ("{{ range sort (slice 10 9) }}{{ . }} {{ end }}{{ strings.Repeat 2 \"x\" }}", "", "9 10 xx"),
        ("{{ index (index (findRESubmatch `(\\w)=(\\w)` \"a=b\") 0) 2 }} {{ cast.ToInt \"3\" }}", "", "b 3"),
        (
            "{{ $m := dict \"a\" \"A\" \"b\" (dict \"c\" \"C\") }}{{ $m.a }}{{ $m.b.c }}{{ index $m \"a\" }}{{ (index $m \"b\").c }}",
            "",
            "ACAC",
        ),
        (
            "{{ $n := 1 }}{{ range .Params }}{{ $n = add $n 2 }}{{ end }}{{ $n }} {{ if gt $n 4 }}many{{ end }}",
            "a b",
            "5 many",
        ),
    ] {
        assert_eq!(single(file, given), Some(Shown::Inline(want.to_owned())), "{file} {given}");
    }
}

#[test]
fn files_that_a_file_asks_for_are_printed_in_place() {
    for (file, given, want) in [
        ("{{ partial \"badge.html\" (dict \"words\" (.Get 0) \"more\" \"m\") }}", "w", "<b>w m</b>"),
        ("{{- partial \"tag\" . -}}", "w", "<i>w</i>"),
        ("{{ readFile \"a.md\" | markdownify }}", "", "Words *there*"),
        (
            "{{ with .Page.Resources.GetMatch (.Get 0) }}<img src=\"{{ .RelPermalink }}\">{{ end }}",
            "a.png",
            "<img src=\"a.png\">",
        ),
        (
            "{{ $i := resources.Get (.Get 0) }}{{ $s := $i.Resize \"300x\" }}<img src=\"{{ $s.RelPermalink }}\" width=\"{{ $s.Width }}\">",
            "a.png",
            "<img src=\"a.png\" width=\"\">",
        ),
        ("<a href=\"{{ relref . (.Get 0) }}\">a</a>", "b.md", "<a href=\"folio-ref:ref:b.md\">a</a>"),
    ] {
        assert_eq!(single(file, given), Some(Shown::Inline(want.to_owned())), "{file} {given}");
    }
}

#[test]
fn dates_words_and_files_of_a_page_are_printed() {
    for (file, want) in [
        ("{{ .Page.Date.Format \"2 January 2006\" }} {{ .Page.Date.Year }}", "4 March 2020 2020"),
        ("{{ time.Format \":date_long\" .Page.Date }}", "March 4, 2020"),
        ("{{ dateFormat \"Jan 2\" \"2020-05-06\" }} {{ .Page.Lastmod | time.Format \"06\" }}", "May 6 20"),
        (
            "{{ i18n \"note\" }} {{ T \"minutes\" 3 }} {{ i18n \"minutes\" 1 }} {{ T \"more\" }}{{ T \"none\" }}",
            "Hint 3 minutes one minute More",
        ),
        (
            "{{ range .Page.Resources.Match \"*.{png,jpg}\" }}{{ .Name }}:{{ .Title }};{{ end }}",
            "a.png:a.png;b.jpg:Picture 1;",
        ),
        ("{{ range .Page.Resources.ByType \"image\" }}{{ .RelPermalink }} {{ end }}", "a.png b.jpg images/c.png"),
        ("{{ with .Page.Resources.GetMatch \"images/*\" }}{{ .Name }}{{ end }}", "images/c.png"),
        (
            "{{ .Ordinal }} {{ .Page.Language.Lang }}{{ if eq .Page.File.Ext \"md\" }} {{ .Page.Lang }}{{ end }} {{ if .Site.IsServer }}x{{ end }}",
            "1 en en",
        ),
        ("<script>a {{ .Get 0 }}</script><b>c</b>{{ emojify \":point_up:\" }}", "<b>c</b>"),
    ] {
        assert_eq!(single(file, "a"), Some(Shown::Inline(want.to_owned())), "{file}");
    }
}

#[test]
fn what_is_only_shown_to_the_author_is_not_shown() {
    assert_eq!(paired("{{- if .Site.IsServer }}<div>{{ .Inner }}</div>{{ end }}", ""), Some(Shown::Nothing));
    assert_eq!(paired("{{ .Parent.Scratch.Set \"x\" .Inner }}", ""), None);
    assert_eq!(paired("{{ $.Scratch.Set \"x\" .Inner }}", ""), None);
}

#[test]
fn what_only_keeps_values_may_ask_for_what_is_not_known() {
    let file = "{{ $i := .Page.Resources.GetMatch (.Get 0) }}{{ $s := \"\" }}{{ range slice 1 2 }}{{ if ge $i.Width . }}\n{{ $r := $i.Resize \"2x\" }}{{ $s = printf \"%s%s\" $s $r.RelPermalink }}\n{{ end }}{{ end }}{{ range .Site.Pages }}{{ $s = \"x\" }}{{ end }}<img src=\"{{ $i.RelPermalink }}\" srcset=\"{{ $s }}\">";
    assert_eq!(single(file, "a.png"), Some(Shown::Inline("<img src=\"a.png\" srcset=\"\">".to_owned())));
    assert_eq!(single(&format!("{file}{{{{ $s }}}}"), "a.png"), None);
    assert_eq!(single("{{ if .Page.WordCount }}x{{ end }}", ""), None);
}

#[test]
fn a_shortcode_knows_the_one_around_it() {
    let (given, around) = (Arguments::parse("a"), Arguments::parse("b kind=c"));
    let page = Kept::default();
    let tag = Tag { parent: Some(("around", &around)), ordinal: 0, ..tag(&given, false, &page) };
    let text = "{{ with .Parent }}{{ .Get \"kind\" }}{{ end }} {{ .Get 0 }}";
    let shown = super::single(File { text, is_markdown: false }, tag, &values());
    assert_eq!(shown, Some(Shown::Inline("c a".to_owned())));
}

#[test]
fn what_stands_in_a_shortcode_stands_in_what_its_file_prints() {
    let file = "<blockquote class='q'>\n    <p>{{ .Inner | markdownify }}</p>\n\n    {{ if (.Get \"by\") }}<footer>{{ .Get \"by\" }}</footer>{{ end }}\n</blockquote>";
    let want =
        Shown::Around("<blockquote class='q'>\n<p>".to_owned(), "</p>\n<footer>V</footer>\n</blockquote>".to_owned());
    assert_eq!(paired(file, "by=V"), Some(want));
    let want = Shown::Wrapped("<kbd>".to_owned(), "</kbd>".to_owned());
    assert_eq!(paired("<kbd>{{ trim .Inner \"\\n\" }}</kbd>\n", ""), Some(want));
}

#[test]
fn what_a_file_prints_as_code_is_code() {
    for file in ["<pre><code class='{{ .Get 0 }}'>{{ .Inner }}</code></pre>", "{{ highlight .Inner (.Get 0) \"\" }}"] {
        assert_eq!(paired(file, "go"), Some(Shown::Code("go".to_owned())), "{file}");
    }
    assert_eq!(single("<pre>{{ .Get 0 }}</pre>", "go"), None);
}

#[test]
fn what_is_not_known_is_left_out_of_tags() {
    let file = "{{ $s := newScratch }}\n<figure>\n{{ $s.Set \"h\" 1 }}\n{{ if .Get 9 }}x{{ end }}\n<img src=\"{{ .Get 0 | relURL }}\" alt=\"{{ .Page.WordCount }}\"{{ if .Page.WordCount }} x{{ end }}>\n</figure>";
    let want = Shown::Block("<figure>\n<img src=\"/a.png\" alt=\"\">\n</figure>".to_owned());
    assert_eq!(single(file, "/a.png"), Some(want));
}

#[test]
fn a_program_is_not_read() {
    for file in [
        "{{ range .Site.Pages }}x{{ end }}",
        "{{ partial \"none\" . }}",
        "{{ partial \"own\" . }}",
        "{{ if .Get 0 }}x",
        "{{ end }}",
        "{{ .Page.Content }}",
        "{{ printf \"%z\" 1 }}",
        "{{ .Get 0",
        "<script>x</script>",
        "{{ else }}",
        "{{ ((((((",
        "{{ | | }}",
        "{{ range seq 400 }}{{ range seq 400 }}{{ . }}{{ end }}{{ end }}",
    ] {
        assert_eq!(single(file, "a"), None, "{file}");
        assert_eq!(paired(file, "a"), None, "{file}");
    }
    for hostile in
        ["{{ if 1 }}", "{{ with . }}", "{{ (", "{{ \"", "{{/*", "}}", "{{ range . }}", "{{ a.b.c | ", "{{ $a := ("]
    {
        let _ = single(&hostile.repeat(800), "");
    }
}

#[test]
fn a_shortcode_that_is_its_own_file_is_printed_where_the_site_lets_it() {
    let body =
        "{{< x.inline >}}\n{{ if .Page.Params.none }}no{{ end }}\n<p>{{ .Page.Title }}</p>\n{{</ x.inline >}}\n\nb\n";
    assert_eq!(rewritten(body, &[]).trim(), "b");
    let mut values = values();
    values.set("site.enableinlineshortcodes", "true");
    assert_eq!(super::super::rewrite(body, &values).text, "<p>T</p>\n\n\n\nb\n");
}

#[test]
fn a_file_may_make_markdown() {
    let text = rewritten("{{% note %}}\n\n{{< note >}}", &[("note.md", "*{{ .Page.Title }}*")]);
    assert_eq!(text.trim(), "*T*\n\n*T*");
}

/// The text that a body makes where shortcodes have these files.
fn rewritten(body: &str, files: &[(&str, &str)]) -> String {
    let mut values = values();
    files.iter().for_each(|(name, text)| values.set_file(name, *text));
    super::super::rewrite(body, &values).text
}

#[test]
fn what_is_made_of_the_text_in_a_shortcode_stands_in_its_place() {
    let file = "{{ range split (trim .Inner \"\\n\") \"\\n\" }}{{ $p := split . \"|\" }}<p><a href=\"{{ index $p 1 }}\">{{ index $p 0 }}</a></p>{{ end }}";
    let text = rewritten("{{< links >}}\na|/b\nc|/d\n{{< /links >}}\n", &[("links.html", file)]);
    assert_eq!(text.trim(), "<p><a href=\"/b\">a</a></p><p><a href=\"/d\">c</a></p>");
    let nested =
        rewritten("{{< links >}}\n{{< x >}}\n{{< /links >}}\n", &[("links.html", file), ("x.html", "<b>y</b>")]);
    assert!(nested.contains("<b>y</b>"), "{nested}");
}

#[test]
fn shortcodes_of_a_page_keep_values_for_each_other() {
    let file = "{{ .Page.Scratch.Add \"n\" 1 }}<p>Figure {{ .Page.Scratch.Get \"n\" }}</p>";
    let text = rewritten("{{< fig >}}\n\n{{< fig >}}\n", &[("fig.html", file)]);
    assert!(text.contains("Figure 1") && text.contains("Figure 2"), "{text}");
}

#[test]
fn code_that_a_shortcode_makes_among_words_has_lines_of_its_own() {
    let file = "{{ highlight (readFile (printf \"%s\" (.Get 0))) \"md\" \"\" }}";
    let text = rewritten("11 {{< code \"a.md\" >}}\n\nAfter.\n", &[("code.html", file)]);
    assert_eq!(text, "11 \n\n```md\nWords *there*\n```\n\n\n\nAfter.\n");
}

#[test]
fn a_page_is_called_by_its_own_head() {
    let file = "{{ with site.GetPage (.Get 0) }}<a href=\"{{ .RelPermalink }}\">{{ .Title }}</a>{{ end }}";
    let told = super::super::super::tags::pages::told("B", "", "");
    let text = rewritten("{{< to \"/b\" >}}", &[("to.html", file), ("page/b", &told)]);
    assert_eq!(text, "<a href=\"folio-ref:ref:/b\">B</a>");
}

#[test]
fn a_tag_below_a_shortcode_leaves_what_is_below_it_to_markdown() {
    for (body, want) in [
        ("{{< highlight go >}}\nx\n{{< /highlight >}}\n<br>\n## a\n", "```go\nx\n```\n\n\n<!-- --><br>\n## a\n"),
        ("{{< highlight go >}}\nx\n{{< /highlight >}}\n<div>\n", "```go\nx\n```\n\n\n<div>\n"),
    ] {
        assert_eq!(rewritten(body, &[]), want, "{body}");
    }
}
