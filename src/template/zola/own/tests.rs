//! What templates of shortcodes print.

use super::*;

fn values() -> TemplateValues {
    let mut values = TemplateValues::from_iter([
        ("page.title", "T"),
        ("page.extra.by", "V"),
        ("page.date", "2021-05-31"),
        ("site.extra.v", "1.2"),
        ("file.a.toml.items.0.name", "One"),
        ("file.a.toml.items.1.name", "Two"),
    ]);
    values.set_list("file.a.toml.items", 2);
    values.set_file("part/part.html", "<p>{{ a }}</p>");
    values.set_file("part/m.html", "{% macro x(a, b=\"B\") %}<i>{{ a }}{{ b }}</i>{% endmacro x %}");
    values.set_file("part/own.html", "{% include \"own.html\" %}");
    values.set_file("file/x.rs", "fn x() {}");
    values
}

fn single(text: &str, given: &str) -> Option<Shown> {
    Template { text, is_markdown: false, values: &values(), nth: 2 }.single(&Arguments::parse(given))
}

fn paired(text: &str, given: &str, is_markdown: bool) -> Option<Shown> {
    Template { text, is_markdown, values: &values(), nth: 1 }.paired(&Arguments::parse(given))
}

#[test]
fn a_template_of_words_and_arguments_is_printed() {
    for (text, given, want) in [
        ("<b>Hi {{ name }}{% if n %} {{ n }}{% endif %}</b>\n", "name=\"A\", n=3", "<b>Hi A 3</b>"),
        ("<b>{{ a | default(value=\"no one\") }}</b>", "", "<b>no one</b>"),
        ("{% if a %}one{% elif b == \"x\" %}two{% else %}three{% endif %}", "b=\"x\"", "two"),
        (
            "{# no #}{% set u = \"https://a.example/\" ~ id %}<a href='{{ u }}'>{{ id | upper }}</a>",
            "id=\"b\"",
            "<a href='https://a.example/b'>B</a>",
        ),
        ("<i>{{ words | markdown(inline=true) | safe }}</i>", "words=\"*a*\"", "<i>*a*</i>"),
        ("{{ a }}", "a=\"<i>\"", "&lt;i&gt;"),
        ("{%- if a is not ending_with(\"svg\") and not b -%} x {%- endif -%}", "a=\"c.png\"", "x"),
        (
            "{% component a(page, words: string, by=\"V\") -%}\n<b>{{ words }} {{ by }}</b>\n{%- endcomponent a %}\n",
            "words=\"w\"",
            "<b>w V</b>",
        ),
        (
            "<img src=\"{{ get_url(path=page.path ~ src) }}\" width=\"{{ meta.width }}\">",
            "src=\"a.png\"",
            "<img src=\"a.png\" width=\"\">",
        ),
        ("```{{ lang }}\n", "lang=\"rust\"", "```rust"),
        ("{{ page.title }} {{ page.extra.by }} {{ config.extra.v }}", "", "T V 1.2"),
        ("{{ nth }} {{ page.date }} {{ page.date | date(format=\"%-d %B %Y\") }}", "", "2 2021-05-31 31 May 2021"),
        ("{{ n + 1 }} {{ n * 2 - 1 }} {% if n > 3 %}many{% else %}few{% endif %}", "n=4", "5 7 many"),
    ] {
        assert_eq!(single(text, given), Some(Shown::Inline(want.to_owned())), "{text} {given}");
    }
}

#[test]
fn lists_are_gone_through() {
    for (text, given, want) in [
        ("{% for i in items %}{{ i }}{% if not loop.last %}, {% endif %}{% endfor %}", "items=[\"x\", \"y\"]", "x, y"),
        ("{% for w in words | split(pat=\" \") %}({{ w | title }}){% endfor %}", "words=\"p q\"", "(P)(Q)"),
        ("{% for w in none %}x{% else %}no one{% endfor %}", "", "no one"),
        ("{% set d = load_data(path=\"a.toml\") %}{% for x in d.items %}{{ x.name }};{% endfor %}", "", "One;Two;"),
        ("{{ [\"a\", \"b\"] | join(sep=\"-\") }} {{ [1, 2] | length }} {{ [\"a\", \"b\"][1] }}", "", "a-b 2 b"),
        ("{% if \"a\" in [\"a\"] and \"b\" not in words %}yes{% endif %}", "words=\"acd\"", "yes"),
    ] {
        assert_eq!(single(text, given), Some(Shown::Inline(want.to_owned())), "{text} {given}");
    }
}

#[test]
fn templates_that_a_template_asks_for_are_printed_in_place() {
    for (text, given, want) in [
        ("{% import \"m.html\" as m %}{{ m::x(a=\"A\") }}", "", Shown::Inline("<i>AB</i>".to_owned())),
        ("{% include \"part.html\" %}", "a=\"A\"", Shown::Block("<p>A</p>".to_owned())),
        ("{{ load_data(path=file) }}", "file=\"x.rs\"", Shown::Inline("fn x() {}".to_owned())),
    ] {
        assert_eq!(single(text, given), Some(want), "{text} {given}");
    }
}

#[test]
fn what_stands_in_a_shortcode_stands_in_what_its_template_prints() {
    let text = "<blockquote>\n    {{ body | markdown() | safe }}\n\n    {% if by %}<footer>{{ by }}</footer>{% endif %}\n</blockquote>";
    let want = Shown::Around("<blockquote>\n".to_owned(), "<footer>V</footer>\n</blockquote>".to_owned());
    assert_eq!(paired(text, "by=\"V\"", false), Some(want));
    let want = Shown::Wrapped("**T**: ".to_owned(), String::new());
    assert_eq!(paired("**{{ title }}**: {{ body }}\n", "title=\"T\"", true), Some(want));
}

#[test]
fn a_program_is_not_read() {
    for text in [
        "{% for page in section.pages %}x{% endfor %}",
        "{% include \"a.html\" %}",
        "{% include \"own.html\" %}",
        "{% if a %}x",
        "{% endif %}",
        "{{ page.content }}",
        "{{ m::x(a=1) }}",
        "{{ a",
        "<script>x</script>",
        "{% else %}",
        "{{ ((((((",
        "{{ | | }}",
        "{{ load_data(path=\"a\") }}",
    ] {
        assert_eq!(single(text, "a=\"b\""), None, "{text}");
        assert_eq!(paired(text, "a=\"b\"", false), None, "{text}");
    }
    for hostile in [
        "{% if 1 %}",
        "{{ (",
        "{{ \"",
        "{#",
        "}}",
        "{% set a = a ~ a %}",
        "{{ not ",
        "{{ a or ",
        "{{ - ",
        "{{ [",
        "{{ -[(",
        "{% for a in a %}",
    ] {
        let _ = single(&hostile.repeat(400), "");
    }
    let deep = format!("{{{{ {}1 }}}}", "-".repeat(150));
    let _ = single(&deep, "");
}
