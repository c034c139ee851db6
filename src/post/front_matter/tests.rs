//! Heads of posts as people write them, and what is read from them.

use super::*;

fn title(text: &str) -> Option<String> {
    read(text, Fences::Yaml).values.text("title").map(str::to_owned)
}

#[test]
fn every_syntax_says_a_title() {
    for text in [
        "---\ntitle: Ok\n---\n",
        "---\r\ntitle: Ok\r\n---\r\nx",
        "\n\n---\ntitle: \"Ok\"\n...\n",
        "---json\n{\"title\": \"Ok\"}\n---\n",
        "---toml\ntitle = \"Ok\"\n---\n",
        "+++\ntitle = \"Ok\"\ndate = 2020-01-01\n+++\n",
        "{\n  \"title\": \"Ok\"\n}\n\nx",
        "\n  {\n    \"title\" : \"Ok\"\n  }\n\nx",
        ".. title: Ok\n.. slug: x\n\nText\n",
        ";;;\n\"title\": \"Ok\"\n;;;\n",
        "title: Ok\n---\nx",
        "Title: Ok\nDate: 2020-01-01\n\nx",
        "@def title = \"Ok\"\n\nx",
        "<!--\n.. title: Ok\n-->\n",
        "export const meta = {\n  title: 'Ok',\n  tags: ['a', 'b'],\n}\n\nx",
        "export const meta = () => {\n  return { title: `Ok` };\n};\n\nx",
        "import a from 'b'\n\nexport const meta: MetaFunction = () => ([{ title: 'Ok' }]);\n\nx",
        "export default {\n  title: \"Ok\",\n  image: a,\n}\n\nx",
        "---\nTitle: Ok\n",
        "#+TITLE: Ok\n#+DATE: <2020-01-02 Thu>\n\n* x\n",
        "+++\nhascode = true\ntitle = \"Ok\"\ndate = Date(2020, 1, 2)\n+++\n",
    ] {
        assert_eq!(title(text).as_deref(), Some("Ok"), "{text:?}");
    }
}

#[test]
fn org_heads_have_names_and_days() {
    let values =
        read("#+title: T\n#+tags[]: a b\n\n#+DATE: [2020-01-02 Thu 10:20]\n#+categories: c\n\nx", Fences::Yaml).values;
    assert_eq!(values.text("date"), Some("2020-01-02"));
    assert_eq!(values.get("tags").and_then(Value::as_list).map(<[_]>::len), Some(2));
    assert_eq!(values.get("categories").and_then(Value::as_list).map(<[_]>::len), Some(1));
    let twice = read("#+title: T\n#+TAGS: a\n#+TAGS: b\n", Fences::Yaml).values;
    assert_eq!(twice.get("tags").and_then(Value::as_list).map(<[_]>::len), Some(2));
    assert!(read("#+BEGIN_SRC x\n", Fences::Yaml).syntax.is_none());
    for above in ["# -*- mode: org -*-\n", ":PROPERTIES:\n:ID: 1\n:END:\n", "#+begin_comment\nx\n#+end_comment\n\n"] {
        let text = format!("{above}#+title: T\n# a comment\n\n#+date: 2014-02-05\n\nBody");
        let front = read(&text, Fences::Yaml);
        let said = (front.values.text("title"), front.values.text("date"));
        assert_eq!(
            (said, text.get(front.body.byte as usize..)),
            ((Some("T"), Some("2014-02-05")), Some("\nBody")),
            "{above}"
        );
    }
    for below in ["#+CAPTION: Words\n[[file:a.png]]", "#+MACRO: x y\n#+DATE: 2014-02-05\n{{{x}}}"] {
        let text = format!("#+title: T\n\n{below}");
        let body = text.get(read(&text, Fences::Yaml).body.byte as usize..).map(str::trim_start);
        assert_eq!(body, Some(below), "{below}");
    }
    assert!(read("# A heading\n\nWords: more\n", Fences::Yaml).syntax.is_none());
}

#[test]
fn heads_of_asciidoc_stand_below_comments_and_attributes() {
    for (text, title, tags) in [
        ("// a comment\n= First\nMe <me@x.org>\n2014-02-05\n:tags: a, b\n\nBody", "First", 2),
        (":toc:\n:revdate: 2014-02-05\n= Second\n:tags: a\n\nBody", "Second", 1),
        ("////\nlicense: x\n////\n\n= Third\n:date: 2014-02-05\n\nBody", "Third", 0),
    ] {
        let values = read(text, Fences::Yaml).values;
        let count = values.get("tags").and_then(Value::as_list).map_or(0, <[_]>::len);
        assert_eq!(
            (values.text("title"), values.text("date"), count),
            (Some(title), Some("2014-02-05"), tags),
            "{text}"
        );
    }
    assert!(read("// a comment\nwords\n", Fences::Yaml).syntax.is_none());
}

#[test]
fn the_body_starts_after_the_closing_line() {
    let text = "\n---\ntitle: Ok\n---\nbody\n";
    let front = read(text, Fences::Yaml);
    assert_eq!(text.get(front.body.byte as usize..), Some("body\n"));
    assert_eq!((front.body.line, front.lines_before), (4, 2));
}

#[test]
fn a_key_that_stands_twice_is_told_where() {
    let front = read("---\ntitle: a\nx: 1\ntitle: b\n---\n", Fences::Yaml);
    assert_eq!(front.values.text("title"), Some("b"));
    let diagnostic = front.problems[0].in_file(front.lines_before);
    assert_eq!((diagnostic.code, diagnostic.line, diagnostic.column), (Code::DuplicateKey, 4, 1));
}

#[test]
fn toml_that_is_none_is_read_line_by_line_and_told_where() {
    let front = read("+++\ntitle = \"a\"\ntitle = \"b\"\n+++\n", Fences::Yaml);
    assert_eq!(front.values.text("title"), Some("b"));
    assert_eq!((front.problems[0].code, front.problems[0].line), (Code::TomlRepaired, 2));
}

#[test]
fn what_was_quoted_is_remembered() {
    let front = read("---\ndate: \"2020-01-01 10:00:00\"\nother: 2020\n---\n", Fences::Yaml);
    assert!(front.is_quoted("date"));
    assert!(!front.is_quoted("other"));
}

#[test]
fn prose_between_two_rules_stays_in_the_body() {
    let front = read("---\njust prose\n---\nmore\n", Fences::Yaml);
    assert_eq!(front.body, BodyStart::default());
    assert_eq!(front.problems.len(), 1);
}

#[test]
fn pelican_keeps_what_stands_between_the_marks() {
    let text = "---\nTitle: \"Quoted\" and: more\n---\n";
    assert_eq!(read(text, Fences::Header).values.text("title"), Some("\"Quoted\" and: more"));
}

#[test]
fn a_title_may_go_on_in_a_second_line_and_stand_behind_percent_signs() {
    for (text, title, date, body) in [
        ("#+TITLE: One\n#+TITLE: two\n#+DATE: 2014-02-05\n\nx\n", "One two", "2014-02-05", "\nx\n"),
        ("% One\n  two\n% Ann; Bob\n% 2014-02-05\n\nx\n", "One two", "2014-02-05", "\nx\n"),
        ("% One\n%\n% 2014-02-05\nx\n", "One", "2014-02-05", "x\n"),
    ] {
        let front = read(text, Fences::Yaml);
        assert_eq!((front.values.text("title"), front.values.text("date")), (Some(title), Some(date)), "{text}");
        assert_eq!(&text[front.body.byte as usize..], body, "{text}");
    }
    assert_eq!(read("% prose\n\nmore\n", Fences::Yaml).syntax, None);
}

#[test]
fn heads_with_four_blanks_before_each_line_are_those_of_frog() {
    let text = "    Title: A post\n    Date: 2013-06-19T00:00:00\n    Tags: a, b\n\nx\n";
    let front = read(text, Fences::Yaml);
    assert_eq!((front.values.text("title"), front.values.text("tags")), (Some("A post"), Some("a, b")));
    assert_eq!(&text[front.body.byte as usize..], "\nx\n");
    assert_eq!(read("    Title: code\n    more: code\n", Fences::Yaml).syntax, None);
}
