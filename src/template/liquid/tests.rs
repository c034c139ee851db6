//! What Liquid makes of values that are known, a table each.

use super::super::values::TemplateValues;
use super::super::{Dialect, Reading, rewrite};

/// What a text becomes in a post of this head: `num: 7`, three tags, a list of maps.
fn made(source: &str) -> String {
    let mut values = TemplateValues::from_iter([
        ("site.url", "https://a.example"),
        ("site.baseurl", "/b"),
        ("page.num", "7"),
        ("page.date", "2010-06-08 16:53:37 +0200"),
        ("page.tags", "x, Y z, q"),
        ("page.tags.0", "x"),
        ("page.tags.1", "Y z"),
        ("page.tags.2", "q"),
        ("page.parts.0.title", "One"),
        ("page.parts.1.title", "Two"),
        ("page.parts.1.main", "true"),
    ]);
    values.set_list("page.tags", 3);
    values.set_list("page.parts", 2);
    values.set_list("page.empty", 0);
    for (at, (year, kind)) in [("2012", "a"), ("9", "b"), ("100", "a")].into_iter().enumerate() {
        values.set(&format!("site.data.log.{at}.year"), year);
        values.set(&format!("site.data.log.{at}.kind"), kind);
    }
    values.set_list("site.data.log", 3);
    values.set_map("site.data.ages", ["Bo", "ann"].map(str::to_owned).into_iter());
    values.set("site.data.ages.Bo", "7");
    values.set("site.data.ages.ann", "9");
    let reading = Reading { dialect: Dialect::Jekyll, values, ..Reading::default() };
    rewrite(source, &reading, |_| (1, 1)).text.trim().to_owned()
}

fn check(cases: &[(&str, &str)]) {
    for (source, want) in cases {
        assert_eq!(made(source), *want, "{source}");
    }
}

#[test]
fn loops_run_over_lists_that_are_known() {
    check(&[
        ("{% for t in page.tags %}({{ t }}){% endfor %}", "(x)(Y z)(q)"),
        ("{% for t in page.tags reversed limit:2 offset:1 %}{{ t }},{% endfor %}", "q,Y z,"),
        (
            "{% for p in page.parts %}{{ forloop.index }}/{{ forloop.length }} {{ p.title }}{% unless forloop.last %}, {% endunless %}{% endfor %}",
            "1/2 One, 2/2 Two",
        ),
        ("{% assign n = \"3|1|2\" | split: \"|\" %}{% for i in n %}[{{ i }}]{% endfor %}", "[3][1][2]"),
        ("{% for i in (1..3) %}{% for j in (1..i) %}{{ j }}{% endfor %};{% endfor %}", "1;12;123;"),
        (
            "{% for i in (1..9) %}{% if i == 2 %}{% continue %}{% endif %}{% if i > 3 %}{% break %}{% endif %}{{ i }}{% endfor %}",
            "13",
        ),
        ("{% for i in page.empty %}no{% else %}none{% endfor %}{% for i in nothing %}no{% endfor %}", "none"),
        ("{% assign i = \"a\" %}{% for i in (1..2) %}{{ i }}{% endfor %}{{ i }}", "12a"),
        (
            "{% for i in (1..2) %}{% for j in (1..2) %}{{ forloop.parentloop.index }}{{ forloop.index }} {% endfor %}{% endfor %}",
            "11 12 21 22",
        ),
        ("{% for i in (1..2) -%}\n  {{ i }}\n{%- endfor %}", "12"),
        (
            "{% for kv in site.data.ages %}{{ kv[0] }}={{ kv.last }} {% endfor %}{{ site.data.ages.size }}",
            "Bo=7 ann=9 2",
        ),
        ("{% assign n = 2 %}{% for t in page.tags limit: n offset: 1 %}{{ t }};{% endfor %}", "Y z;q;"),
    ]);
}

#[test]
fn tags_that_count_go_on_where_they_were() {
    check(&[
        ("{% for i in (1..4) %}{% cycle 'a', 'b', page.num %}{% endfor %}{% cycle 'a', 'b', page.num %}", "ab7ab"),
        ("{% for i in (1..3) %}{% cycle \"g\": 'a', 'b' %}{% cycle 'x', 'y' %}{% endfor %}", "axbyax"),
        ("{% increment c %}{% increment c %}{% decrement d %}{% decrement d %}", "01-1-2"),
        (
            "<table>{% tablerow i in (1..3) cols:2 %}{{ i }}{% endtablerow %}</table>",
            "<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>",
        ),
        ("{% tablerow i in page.empty %}{{ i }}{% endtablerow %}{% cycle %}", ""),
    ]);
}

#[test]
fn conditions_are_decided_by_values_that_are_known() {
    for (condition, holds) in [
        ("page.num == 7 and page.tags contains 'Y z'", true),
        ("page.num > 10", false),
        ("page.num <= 7.0", true),
        ("page.none", false),
        ("page.none == nil", true),
        ("page.empty == empty", true),
        ("page.none == blank", true),
        ("\"a and b\" contains ' and '", true),
        // From the end: `true or (true and false)`.
        ("true or true and false", true),
        ("page.tags.first == 'x'", true),
        ("page.tags[1] != 'x'", true),
        ("page.parts[1].main", true),
        ("'b' < 'a'", false),
        ("'7' > page.none", false),
        ("site.none", false),
        // No condition hides nothing.
        ("", true),
        ("site.data.ages contains 'ann'", true),
    ] {
        assert_eq!(
            made(&format!("{{% if {condition} %}}yes{{% else %}}no{{% endif %}}")) == "yes",
            holds,
            "{condition}"
        );
    }
}

#[test]
fn filters_do_what_liquid_s_do() {
    check(&[
        ("{{ page.date | date: \"%-d %B %Y, %H:%M\" }}", "8 June 2010, 16:53"),
        ("{{ page.date | date_to_xmlschema }}", "2010-06-08T16:53:37+02:00"),
        ("{{ page.date | date_to_string: \"ordinal\", \"US\" }}", "Jun 8th, 2010"),
        ("{{ page.tags }} {{ page.tags | join: \", \" }}", "xY zq x, Y z, q"),
        ("{{ page.tags | array_to_sentence_string }}", "x, Y z, and q"),
        ("{{ page.tags | sort | reverse | join: \"-\" }}", "x-q-Y z"),
        ("{{ page.parts | map: \"title\" | join }} {{ page.parts | where: \"main\", true | size }}", "One Two 1"),
        ("{{ page.tags.size }} {{ page.tags | last }} {{ page.none | size }}", "3 q 0"),
        ("{{ page.num | times: 2 | minus: 1 }} {{ 7 | divided_by: 2 }} {{ 7 | divided_by: 2.0 }}", "13 3 3.5"),
        ("{{ \"-7\" | divided_by: 2 }} {{ 2.46 | round: 1 }} {{ 2.5 | at_most: 2 }}", "-4 2.5 2"),
        ("{{ \"Some longer words\" | truncate: 8 }} {{ \"a b c\" | truncatewords: 2 }}", "Some ... a b..."),
        ("{{ \"A B & C!\" | slugify }} {{ \"a b&c\" | url_encode }}", "a-b-c a+b%26c"),
        ("[x]({{ \"/a b.png\" | relative_url }})", "[x](/b/a%20b.png)"),
        ("{{ \"a-b\" | replace(\"-\", \" (\") | upper }}", "A (B"),
        ("{{ site.data.log | sort: 'year' | map: 'year' | join: ' ' }}", "9 100 2012"),
        (
            "{% assign g = site.data.log | group_by: 'kind' %}{% for i in g %}{{ i.name }}{{ i.size }}{{ i.items[0].year }} {% endfor %}",
            "a22012 b19",
        ),
        ("{{ site.data.log | where_exp: 'e', 'e.year > 50' | map: 'year' | join: ' ' }}", "2012 100"),
        (
            "{% assign f = site.data.log | find: 'kind', 'b' %}{{ f.year }} {{ site.data.log | where: 'year', 9 | size }}",
            "9 1",
        ),
        ("{{ page.none | default: 'd' }}{{ '' | default: 'e' }}{{ false | default: 'f' }}", "def"),
        (
            "{% assign i = page.none | plus: 1 %}{{ i }}{{ page.none | prepend: \"y\" }}{{ page.none | truncate: 3 }}",
            "1y",
        ),
        (
            "{{ \"The _a.yml B\" | slugify: \"raw\" }} {{ \"The _a.yml B\" | slugify: \"pretty\" }}",
            "the-_a.yml-b the-_a.yml-b",
        ),
        (
            "{{ \"é A.b\" | slugify: \"ascii\" }} {{ \"é A.b\" | slugify: \"none\" }} {{ \"a%20b+c\" | url_decode }}",
            "a-b é A.b a b c",
        ),
        (
            "{{ \"1 < 2 &amp; 3 & 4\" | escape_once }} {{ \"hELLO you\" | capitalize }}",
            "1 &lt; 2 &amp; 3 &amp; 4 Hello you",
        ),
        (
            "{{ page.tags | jsonify }} {{ page.num | jsonify }} {{ page.none | jsonify }}",
            "[\"x\",\"Y z\",\"q\"] 7 null",
        ),
        ("{{ page.tags[-1] }}", "q"),
        ("{{ \"abcd\" | slice: -3, 2 }} {{ \"a,b,,\" | split: \",\" | size }}", "bc 2"),
    ]);
}

#[test]
fn loops_within_loops_end() {
    let open = "{% for i in (1..1000) %}".repeat(40);
    let source = format!("{open}x{}", "{% endfor %}".repeat(40));
    let shown = made(&source).len();
    assert!((1..=super::rounds::MOST_AGAIN).contains(&shown), "{shown}");
    let doubled = "{% capture a %}{{ a }}{{ a }}x{% endcapture %}";
    assert!(made(&format!("{{% for i in (1..1000) %}}{doubled}{{% endfor %}}{{{{ a }}}}")).len() < 1 << 17);
}

#[test]
fn lists_of_the_head_stand_in_for_files_of_a_theme() {
    let mut values = TemplateValues::from_iter([
        ("page.pics.0.url", "/large.png"),
        ("page.pics.0.image_path", "/small.png"),
        ("page.pics.0.alt", "A ship"),
        ("page.pics.1.image_path", "/two.png"),
        ("page.feature_row.0.title", "One"),
        ("page.feature_row.0.excerpt", "Some *words*"),
        ("page.feature_row.0.url", "/one"),
    ]);
    values.set_list("page.pics", 2);
    values.set_list("page.feature_row", 1);
    let reading = Reading { dialect: Dialect::Jekyll, values, ..Reading::default() };
    for (source, want) in [
        (
            "{% include gallery id=\"pics\" caption=\"All *two*\" %}",
            "<figure markdown=\"1\">\n<a href=\"/large.png\"><img src=\"/small.png\" alt=\"A ship\"></a>\n\
            <img src=\"/two.png\" alt=\"\">\n<figcaption markdown=\"1\">\n\nAll *two*\n\n</figcaption>\n</figure>",
        ),
        (
            "{% include feature_row %}",
            "<figure markdown=\"1\">\n<h2>One</h2>\n<div markdown=\"1\">\n\nSome *words*\n\n</div>\n\
            <p><a href=\"/one\">Learn More</a></p>\n</figure>",
        ),
    ] {
        let made = super::rewrite(source, Dialect::Jekyll, &reading.values).finish(|_| (1, 1)).0;
        assert_eq!(made.trim(), want, "{source}");
    }
}

#[test]
fn a_picture_is_captioned_by_all_words_behind_it() {
    for (source, want) in [
        ("{% imgcap right /a.png Redundancy *rocks*. %}", Some("Redundancy *rocks*.")),
        ("{% imgcap /a.png 256 170 From [it](/b) %}", Some("From [it](/b)")),
        ("{% caption_img /a.png h300 App icon %}", Some("App icon")),
        ("{% imgcap /a.png 'In quotes' %}", Some("In quotes")),
        ("{% photo /a.png /small.png My photo %}", Some("My photo")),
        ("{% lightbox /a.png, A board, %}", Some("A board")),
        ("{% imgcap /a.png %}", None),
    ] {
        let made = super::rewrite(source, Dialect::Jekyll, &TemplateValues::new()).finish(|_| (1, 1)).0;
        assert!(made.contains("<img src=\"/a.png\""), "{source}: {made}");
        let caption = made.split_once("<figcaption markdown=\"1\">").map(|(_, rest)| rest.trim_start());
        assert_eq!(caption.is_some(), want.is_some(), "{source}: {made}");
        assert!(caption.is_none_or(|caption| caption.starts_with(want.unwrap_or_default())), "{source}: {made}");
    }
}

#[test]
fn formulas_in_tags_stand_where_they_are() {
    for (source, want) in [
        ("the {% m %}n{% em %}th", "the <!-- -->$n$<!-- -->th"),
        ("A {% latex %}Q_1{% endlatex %} b", "A <!-- -->$Q_1$<!-- --> b"),
        ("{% equation %}\na\\\\b\n{% endequation %}", "```math\na\\\\b\n```"),
        ("{% em %}", "<folio-unknown>\u{2039}em\u{203a}</folio-unknown>"),
    ] {
        let made = super::rewrite(source, Dialect::Jekyll, &TemplateValues::new()).finish(|_| (1, 1)).0;
        assert_eq!(made.trim(), want, "{source}");
    }
}
