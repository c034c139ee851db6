//! `list`, `tags`, `links`, `search`, `check` and `open`, run on a small site in a folder of its own.

use folio::cli::Exit;
use serde_json::Value;

const FILES: [(&str, &str); 6] = [
    ("_config.yml", "title: A blog\nurl: https://example.com\n"),
    (
        "_posts/2010-06-08-on-margins.md",
        "---\ntitle: On margins\ntags: [Space, type]\n---\nA [link](https://other.org/a?b=1) to *white space*.\n\n\
         See [the other]({% post_url 2011-01-02-on-type %}#faces), [gone](gone.md), [mail](mailto:a@example.com),\n\
         [run](javascript:alert(1)) and ![a picture](/img/none.png).\n",
    ),
    (
        "_posts/2011-01-02-on-type.md",
        "---\ntitle: On type\ntags: space\ncategories: craft\n---\n## Faces\n\nWhite\nspace again.\n",
    ),
    ("_drafts/later.md", "---\ntitle: Later\n---\nWhite space to come.\n"),
    ("img/real.png", ""),
    ("about.md", "---\ntitle: About\n---\nNo post.\n"),
];

fn folio(words: &[&str]) -> (Exit, String, String) {
    super::folio(&FILES, words)
}

#[test]
fn every_example_of_a_query_in_the_documentation_finds_posts() {
    let text = include_str!("../../docs/QUERIES.md");
    let queries = text.lines().filter_map(|line| line.strip_prefix("folio list sample-posts -q '")?.strip_suffix('\''));
    let queries: Vec<&str> = queries.collect();
    assert!(queries.len() > 3);
    let samples = super::samples();
    for query in queries {
        let (exit, out, err) = folio(&["list", samples.to_str().unwrap(), "-q", query]);
        assert!(exit == Exit::Done && !out.is_empty(), "{query}: {err}");
    }
}

fn json(words: &[&str]) -> Vec<Value> {
    let (_, out, err) = folio(&[words, &["--format", "json"]].concat());
    serde_json::from_str(&out).unwrap_or_else(|error| panic!("{error}: {out} {err}"))
}

fn texts(rows: &[Value], key: &str) -> Vec<String> {
    rows.iter().map(|row| row[key].as_str().map_or_else(|| row[key].to_string(), str::to_owned)).collect()
}

#[test]
fn list_takes_the_query_language() {
    for (words, titles, exit) in [
        (vec![], vec!["On type", "On margins"], Exit::Done),
        (vec!["--all"], vec!["On type", "On margins", "Later"], Exit::Done),
        (vec!["--tag", "SPACE", "--tag", "type"], vec!["On margins"], Exit::Done),
        (vec!["-q", "#space -year:2010"], vec!["On type"], Exit::Done),
        (vec!["-q", "text:\"white space\" sort:date", "--limit", "1"], vec!["On margins"], Exit::Done),
        (vec!["-q", "is:draft"], vec!["Later"], Exit::Done),
        (vec!["-q", "has:image"], vec!["On margins"], Exit::Done),
        (vec!["-q", "tag:none"], vec![], Exit::Nothing),
    ] {
        let line = [&["list", "BLOG"], &words[..]].concat();
        let rows = json(&line);
        let mut found = texts(&rows, "title");
        if words.contains(&"--all") {
            // Where a draft without a date stands among the others is the generator's rule.
            found.sort_by_key(|title| title == "Later");
        }
        assert_eq!(found, titles, "{words:?}");
        assert_eq!(folio(&line).0, exit, "{words:?}");
    }
}

#[test]
fn a_query_that_does_not_parse_says_where() {
    let (exit, out, err) = folio(&["list", "BLOG", "-q", "a tga:x"]);
    assert_eq!((exit, out.as_str()), (Exit::Failed, ""));
    assert!(err.contains("column 3") && err.contains("`tag:`"), "{err}");
}

#[test]
fn formats_are_for_people_and_for_programs() {
    let (_, table, told) = folio(&["list", "BLOG"]);
    assert_eq!(table.lines().next(), Some("2011-01-02  On type     space"));
    assert!(told.contains("2 of 3 posts, 1 hidden") && told.contains("Jekyll"), "{told}");
    let (_, tabs, told) = folio(&["list", "BLOG", "--format", "tsv"]);
    assert!(tabs.lines().all(|line| line.split('\t').count() == 6) && told.is_empty(), "{tabs}{told}");
    let (_, lines, _) = folio(&["list", "BLOG", "--format", "jsonl"]);
    assert!(lines.lines().all(|line| serde_json::from_str::<Value>(line).is_ok()) && lines.lines().count() == 2);
}

#[test]
fn tags_are_counted_under_their_first_spelling() {
    let rows = json(&["tags", "BLOG"]);
    assert_eq!(texts(&rows, "name"), ["Space", "type", "craft"]);
    assert_eq!(texts(&rows, "kind"), ["tag", "tag", "category"]);
    assert_eq!(texts(&rows, "count"), ["2", "1", "1"]);
}

#[test]
fn links_have_kinds_and_targets() {
    for place in ["BLOG", "BLOG/_posts/2010-06-08-on-margins.md"] {
        let rows = json(&["links", place]);
        assert_eq!(texts(&rows, "number"), ["1", "2", "3", "4", "5", "6"]);
        assert_eq!(texts(&rows, "kind"), ["web", "post", "broken", "mail", "blocked", "broken"]);
        assert_eq!(texts(&rows, "line"), ["5", "7", "7", "7", "8", "8"]);
        let targets = texts(&rows, "target");
        assert_eq!(targets[..2], ["https://other.org/a?b=1", "_posts/2011-01-02-on-type.md#faces"]);
        assert_eq!(rows[0]["post"], "_posts/2010-06-08-on-margins.md");
        assert_eq!(rows[0].as_object().unwrap().len(), 7);
    }
    assert_eq!(folio(&["links", "BLOG/_posts/2011-01-02-on-type.md"]).0, Exit::Nothing);
    assert_eq!(folio(&["links", "BLOG/nowhere"]).0, Exit::Failed);
}

#[test]
fn search_finds_words_as_shown() {
    let rows = json(&["search", "\"white space\"", "BLOG"]);
    assert_eq!(texts(&rows, "title"), ["On type", "On margins"]);
    assert_eq!(texts(&rows, "line"), ["8", "5"]);
    for row in &rows {
        let (text, range) = (row["text"].as_str().unwrap(), &row["ranges"][0]);
        let at = |end: usize| usize::try_from(range[end].as_u64().unwrap()).unwrap();
        assert_eq!(text[at(0)..at(1)].to_lowercase(), "white space");
    }
    assert_eq!(folio(&["search", "nothing-of-this", "BLOG"]).0, Exit::Nothing);
    assert_eq!(folio(&["search", "tag:space", "BLOG"]).0, Exit::Failed);
    assert_eq!(json(&["search", "tag:type space", "BLOG"]).len(), 1);
}

#[test]
fn tables_are_styled_where_styles_are_asked_for_and_plain_in_pipes() {
    for command in [&["search", "white", "BLOG"][..], &["list", "BLOG"], &["check", "BLOG"], &["links", "BLOG"]] {
        let plain = folio(command).1;
        assert!(!plain.is_empty() && !plain.contains('\x1b'), "{plain}");
        let styled = folio(&[command, &["--color", "always", "--theme", "nord"]].concat()).1;
        assert!(styled.contains("\x1b["), "{styled}");
        let told =
            |text: &str| text.split('\x1b').map(|part| part.split_once('m').map_or(part, |(_, rest)| rest)).collect();
        let (first, rest) = styled.split_at(styled.find('\x1b').unwrap());
        let rest: String = told(rest);
        assert_eq!(format!("{first}{rest}"), plain);
    }
    let styled = folio(&["search", "\"white space\"", "BLOG", "--color", "always"]).1;
    assert!(styled.contains("mWhite space\x1b[0m") || styled.contains("mwhite space\x1b[0m"), "{styled}");
}

#[test]
fn check_tells_path_line_and_remedy() {
    let (exit, out, _) = folio(&["check", "BLOG"]);
    assert_eq!(exit, Exit::Nothing);
    let place = |line: u32, column: u32| format!("_posts/2010-06-08-on-margins.md:{line}:{column}");
    assert!(out.lines().any(|row| row.starts_with(&place(7, 66)) && row.contains("link-broken")), "{out}");
    assert!(out.lines().any(|row| row.starts_with(&place(8, 45)) && row.contains("image-missing")), "{out}");
    let rows = json(&["check", "BLOG"]);
    assert!(rows.iter().all(|row| row.as_object().unwrap().len() == 7));
    assert!(texts(&rows, "code").contains(&"tag-case".to_owned()));
    assert!(!texts(&rows, "code").contains(&"anchor-broken".to_owned()));
}

#[test]
fn open_prints_what_it_would_open() {
    let open = |number: &str| folio(&["open", "BLOG/_posts/2010-06-08-on-margins.md", number, "--print"]);
    assert_eq!(open("1").1, "https://other.org/a?b=1\n");
    assert_eq!(open("2").1, "https://example.com/craft/2011/01/02/on-type.html#faces\n");
    assert_eq!(open("4").1, "mailto:a@example.com\n");
    for (number, why) in [("3", "leads nowhere"), ("5", "never opened"), ("7", "the post has 6"), ("0", "no link 0")] {
        let (exit, out, err) = open(number);
        assert_eq!((exit, out.as_str()), (Exit::Failed, ""), "{number}");
        assert!(err.contains(why), "{number}: {err}");
    }
    let (exit, out, _) = folio(&["open", "on-type", "--blog", "BLOG", "--print"]);
    assert_eq!((exit, out.as_str()), (Exit::Done, "https://example.com/craft/2011/01/02/on-type.html\n"));
    assert_eq!(folio(&["open", "no-such-post", "--blog", "BLOG", "--print"]).0, Exit::Nothing);
}

#[test]
fn a_command_that_was_slipped_on_is_offered() {
    let (exit, out, err) = folio(&["serach"]);
    assert_eq!((exit, out.as_str()), (Exit::Failed, ""));
    assert_eq!(err, "folio: serach: no such file or directory; did you mean `folio search`?\n");
    let (_, _, err) = folio(&["BLOG/serach"]);
    assert!(!err.contains("did you mean"), "{err}");
}
