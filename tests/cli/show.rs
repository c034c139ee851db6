//! `folio show`, run on a small site in a folder of its own.

use folio::cli::Exit;

const POST: &str = "---\ntitle: On margins\ndate: 2010-06-08\ntags: [space, type]\n---\nA [link](https://example.com/a) and *words*.\n";

fn folio(words: &[&str]) -> (Exit, String, String) {
    let files = [("_config.yml", "title: A blog\n"), ("_posts/2010-06-08-on-margins.md", POST)];
    super::folio(&files, &[&["show"], words].concat())
}

#[test]
fn plain_is_the_page_without_escapes() {
    let (exit, out, err) = folio(&["BLOG/_posts/2010-06-08-on-margins.md", "--width", "40"]);
    assert_eq!((exit, err.as_str()), (Exit::Done, ""));
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines.first(), Some(&"On margins"));
    assert!(lines.iter().any(|line| line.starts_with("8 June 2010 · ")), "{out}");
    assert!(lines.contains(&"space · type") && lines.contains(&"A link [1] and words."), "{out}");
    assert_eq!(&lines[lines.len() - 3..], ["Links", "", "[1] https://example.com/a"]);
    assert!(!out.contains('\x1b') && lines.iter().all(|line| !line.ends_with(' ')));
}

#[test]
fn any_width_does() {
    for width in ["1", "2", "9", "65535"] {
        let (exit, out, _) = folio(&["BLOG/_posts/2010-06-08-on-margins.md", "--width", width]);
        assert_eq!(exit, Exit::Done);
        let columns: usize = width.parse().unwrap();
        assert!(out.lines().all(|line| line.chars().count() <= columns), "{width}: {out}");
    }
}

#[test]
fn ansi_turns_off_what_it_turned_on() {
    let post = "BLOG/_posts/2010-06-08-on-margins.md";
    let (_, styled, _) = folio(&[post, "--format", "ansi", "--color", "always"]);
    assert!(styled.contains("\x1b[0;"), "{styled:?}");
    for line in styled.lines().filter(|line| line.contains('\x1b')) {
        let last = line.rsplit("\x1b[").next().unwrap();
        assert!(last.starts_with("0m"), "{line:?}");
    }
}

#[test]
fn ansi_says_where_links_lead_and_plain_does_not() {
    let post = "BLOG/_posts/2010-06-08-on-margins.md";
    let (_, styled, _) = folio(&[post, "--format", "ansi"]);
    let rows: Vec<&str> = styled.lines().filter(|line| line.contains("\x1b]8;")).collect();
    assert_eq!(rows.len(), 2, "the words and their entry under Links: {styled:?}");
    for row in rows {
        assert!(row.contains("\x1b]8;id=folio-0;https://example.com/a\x1b\\"), "{row:?}");
        let last = row.rsplit("\x1b]8;").next().unwrap();
        assert!(last.starts_with(";\x1b\\"), "the row ends its link: {row:?}");
    }
    let (_, plain, _) = folio(&[post, "--format", "plain"]);
    assert!(!plain.contains('\x1b'));
}

#[test]
fn markdown_is_the_body_alone() {
    let (_, out, _) = folio(&["BLOG/_posts/2010-06-08-on-margins.md", "--format", "markdown"]);
    assert_eq!(out, "A [link](https://example.com/a) and *words*.\n");
}

#[test]
fn a_post_goes_by_slug_and_file_name() {
    for name in ["on-margins", "2010-06-08-on-margins", "_posts/2010-06-08-on-margins.md"] {
        let (exit, out, err) = folio(&[name, "--blog", "BLOG"]);
        assert_eq!((exit, err.as_str()), (Exit::Done, ""), "{name}");
        assert!(out.starts_with("On margins\n"), "{name}");
    }
}

#[test]
fn what_is_no_file_is_told_how_it_can_be_read() {
    let (exit, out, err) = folio(&["/dev/null", "--blog", "BLOG"]);
    assert_eq!((exit, out.as_str()), (Exit::Failed, ""));
    assert!(err.contains("`folio show -` reads one from standard input"), "{err}");
}

#[test]
fn an_unknown_post_is_told_with_the_nearest_names() {
    let (exit, out, err) = folio(&["on-margin", "--blog", "BLOG"]);
    assert_eq!((exit, out.as_str()), (Exit::Nothing, ""));
    assert!(err.contains("on-margin") && err.contains("did you mean on-margins?"), "{err}");
}

#[test]
fn a_folder_is_the_post_in_it_or_none() {
    let files = [
        ("hugo.toml", "title = \"A blog\"\n"),
        ("content/posts/ink/index.de.md", "---\ntitle: Tinte\ndate: 2020-01-01\n---\nTinte.\n"),
        ("content/posts/ink/index.md", "---\ntitle: Ink\ndate: 2020-01-01\n---\nInk.\n"),
    ];
    for words in [["show", "BLOG/content/posts/ink"], ["show", "content/posts/ink"], ["show", "ink"]] {
        let (exit, out, err) = super::folio(&files, &words);
        assert_eq!((exit, out.lines().next()), (Exit::Done, Some("Ink")), "{words:?}: {err}");
    }
    let (exit, _, err) = super::folio(&files, &["show", "content/posts"]);
    assert_eq!(exit, Exit::Failed);
    assert!(err.contains("is a folder") && err.contains("`folio list content/posts`"), "{err}");
}
