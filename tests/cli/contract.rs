//! Exit statuses, messages, colors, pipes.

use std::io::Read as _;
use std::process::Stdio;

use folio::cli::Exit;
use serde_json::Value;

use super::{Blog, program, ran, samples};

fn blog() -> Blog {
    Blog::of(&[
        (
            "_posts/2010-06-08-on-margins.md",
            "---\ntitle: On margins\ntags: [space, type]\n---\nSome *words* with a [link](https://example.com/).\n",
        ),
        ("_posts/2011-06-08-on-type.md", "---\ntitle: On type\ntags: [type]\n---\nMore words.\n"),
        ("_drafts/later.md", "---\ntitle: Later\ntags: [type]\n---\nNot yet.\n"),
    ])
}

#[test]
fn statuses_are_done_nothing_and_could_not() {
    let blog = blog();
    let cases: [(&[&str], i32); 19] = [
        (&["list"], 0),
        (&["list", "-q", "tag:none"], 1),
        (&["list", "--limit", "0"], 1),
        (&["list", "nowhere"], 2),
        (&["list", "-q", "tag:("], 2),
        (&["list", "--format", "xml"], 2),
        (&["show", "on-margins"], 0),
        (&["show", "no-such-post"], 1),
        (&["search", "words"], 0),
        (&["search", "zebra"], 1),
        (&["check"], 0),
        (&["open", "on-margins", "1", "--print"], 0),
        (&["open", "no-such-post", "--print"], 1),
        (&["open", "on-margins", "9", "--print"], 2),
        (&["links", "_posts/2011-06-08-on-type.md"], 1),
        (&["nowhere"], 2),
        (&["--color", "never", "list"], 0),
        (&["--no-state", "list", "-q", "tag:none"], 1),
        (&["nowhere", "list"], 2),
    ];
    for (words, want) in cases {
        let ran = blog.folio(words);
        assert_eq!(ran.status, want, "{words:?}: {}{}", ran.out, ran.err);
        assert!(want != 2 || (ran.out.is_empty() && !ran.err.is_empty()), "{words:?} says why, on standard error");
        assert!(!ran.err.contains("panicked"), "{words:?}: {}", ran.err);
    }
}

#[test]
fn messages_name_the_file_and_the_column() {
    let blog = blog();
    assert_eq!(blog.folio(&["list", "nowhere"]).err, "folio: nowhere: no such file or directory\n");
    let err = blog.folio(&["list", "-q", "märgins is:frozen"]).err;
    assert!(err.contains("column 12") && err.contains("draft, future"), "{err}");
    let err = blog.folio(&["open", "on-margins", "9", "--print"]).err;
    assert!(err.contains("no link 9") && err.contains("has 1"), "{err}");
    let err = blog.folio(&["search", "zebra"]).err;
    assert_eq!(err, "folio: nothing found in 3 files\n");
}

#[test]
fn an_empty_folder_says_what_to_give() {
    let ran = program(tempfile::tempdir().unwrap().path()).arg("list").output().unwrap();
    let err = String::from_utf8(ran.stderr).unwrap();
    assert_eq!(ran.status.code(), Some(1));
    assert!(err.contains("no post was found") && err.contains("give the folder of a blog"), "{err}");
}

#[test]
fn a_blog_alone_is_listed_where_there_is_no_terminal() {
    let blog = blog();
    assert_eq!(blog.folio(&["."]).out, blog.folio(&["list", "."]).out);
    assert_eq!(blog.folio(&[]).out, blog.folio(&["list"]).out);
    let dumb = blog.folio_with(&["."], &[("TERM", "dumb")]);
    assert_eq!(dumb.out, blog.folio(&["list"]).out);
}

#[test]
fn a_folder_below_the_root_is_a_part_of_the_blog() {
    let blog = Blog::of(&[
        (
            "en/_posts/2010-06-08-margins.md",
            "---\ntitle: Margins\ntags: [space]\n---\n[x]({% post_url 2010-06-09-type %})\n",
        ),
        ("fr/_posts/2010-06-09-type.md", "---\ntitle: Type\ntags: [type]\n---\n[nowhere](gone.md)\n"),
        ("pictures/README.txt", "No post is here."),
    ]);
    let titles = |words: &[&str]| {
        let rows = blog.folio(&[words, &["--format", "json"]].concat()).json();
        rows.as_array().unwrap().iter().map(|row| row["title"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(titles(&["list", "."]), ["Type", "Margins"]);
    assert_eq!(titles(&["list", "en/_posts"]), ["Margins"]);
    assert_eq!(titles(&["list", "pictures"]), ["Type", "Margins"], "a folder without posts is in the blog around it");
    assert_eq!(blog.folio(&["tags", "fr", "--format", "json"]).json()[0]["name"], "type");
    let links = blog.folio(&["links", "en", "--format", "json"]).json();
    assert_eq!(
        (&links[0]["kind"], links.as_array().unwrap().len()),
        (&"post".into(), 1),
        "links lead out of the folder"
    );
    assert_eq!((blog.folio(&["check", "en"]).status, blog.folio(&["check", "fr"]).status), (0, 1));
    let status = blog.folio(&["list", "en"]).err;
    assert!(status.contains("1 of 1 post below en; Jekyll"), "{status}");
}

#[test]
fn a_post_beside_a_site_is_no_post_of_that_site() {
    let blog = Blog(tempfile::tempdir().unwrap());
    blog.write("blog/_config.yml", "title: Another\n");
    blog.write("blog/_posts/2010-06-09-other.md", "---\ntitle: Other\n---\n");
    blog.write("alone.md", "---\ntitle: Alone\ndate: 2010-06-08\n---\nWords.\n");
    let shown = blog.folio(&["show", "alone.md"]);
    assert!(shown.status == 0 && shown.out.contains("Words."), "{}", shown.err);
    assert!(blog.folio(&["list", "alone.md"]).out.contains("Alone"));
    assert!(blog.folio(&["list", "."]).out.contains("Other"), "a folder is searched for the site in it");
}

#[test]
fn tags_add_up_and_limits_cut() {
    let blog = blog();
    let titles = |words: &[&str]| {
        let listed = blog.folio(&[&["list", "--format", "json"], words].concat()).json();
        listed.as_array().unwrap().iter().map(|post| post["title"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(titles(&[]), ["On type", "On margins"]);
    assert_eq!(titles(&["--tag", "Type", "--tag", "SPACE"]), ["On margins"]);
    assert_eq!(titles(&["--limit", "1"]), ["On type"]);
    assert_eq!(titles(&["--all", "-q", "is:draft"]), ["Later"]);
    assert_eq!(titles(&["-q", "-tag:space"]), ["On type"]);
    assert_eq!(titles(&["-q", "tag:space,none OR year:2011", "--limit", "5"]), ["On type", "On margins"]);
}

#[test]
fn escapes_reach_a_pipe_only_when_asked_for() {
    let blog = blog();
    let styled = |words: &[&str], variables: &[(&str, &str)]| {
        blog.folio_with(&[&["show", "on-margins"], words].concat(), variables).out.contains('\x1b')
    };
    assert!(!styled(&[], &[]));
    assert!(styled(&["--color", "always"], &[]));
    assert!(styled(&["--color", "always"], &[("NO_COLOR", "1")]), "what is typed outweighs the environment");
    assert!(styled(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!styled(&[], &[("CLICOLOR_FORCE", "0")]));
    assert!(!styled(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(!styled(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
    assert!(!styled(&["--format", "plain", "--color", "always"], &[]));
}

#[test]
fn a_pipe_that_is_closed_is_no_failure() {
    let blog = blog();
    let lines = "words and more words\n\n".repeat(60_000);
    blog.write("_posts/2012-01-01-long.md", &lines);
    for words in
        [&["show", "long"][..], &["show", "long", "--format", "json"], &["show", "long", "--format", "markdown"]]
    {
        let mut command = program(blog.0.path());
        let mut child = command.args(words).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdout.take().unwrap().read_exact(&mut [0; 16]).unwrap();
        let ended = child.wait_with_output().unwrap();
        assert_eq!((ended.status.code(), ended.stderr.as_slice()), (Some(0), &b""[..]), "{words:?}");
    }
}

#[test]
fn the_sample_posts_list_and_check_as_they_say() {
    let blog = blog();
    let samples = samples();
    let samples = samples.to_str().unwrap();
    let listed = blog.folio(&["list", samples, "-q", "is:future", "--all", "--format", "json"]).json();
    assert_eq!(listed[0]["title"], "To be opened later");
    let tags = blog.folio(&["list", samples, "--tag", "Front Matter"]);
    assert!(tags.out.contains("A head: with a cold"), "{}", tags.out);
    let checked = blog.folio(&["check", samples]);
    assert_eq!(checked.status, 1);
    let want = ["never-written", "the-secret-chapter", "staff-outing.jpg", "Quoin_336x280.gif", "yaml-repaired"];
    for one in want {
        assert!(checked.out.contains(one), "{one}: {}", checked.out);
    }
    assert!(!checked.out.contains("_drafts"), "a draft needs no date: {}", checked.out);
}

/// Hugo, "Content organization" and "Module configuration": a site takes its content from where it is told to.
#[test]
fn a_site_of_hugo_has_its_posts_beside_itself_where_it_says_so() {
    let post = "---\ntitle: A\ndate: 2020-01-02\n---\nUse {{< key >}}.\n";
    let mounts = "[[module.mounts]]\nsource = '../notes'\ntarget = 'content/garden'\n[[module.mounts]]\nsource = 'content'\ntarget = 'content'\n";
    for (config, wanted) in [
        ("contentDir = '../notes'\n", [("notes/a.md", "/a/")].as_slice()),
        (mounts, &[("notes/a.md", "/garden/a/"), ("web/content/posts/b.md", "/posts/b/")]),
        ("[languages.en]\ncontentDir = '../notes/'\n", &[("notes/a.md", "/a/")]),
        ("contentDir = 'content'\n", &[("content/posts/b.md", "/posts/b/")]),
    ] {
        let files = [
            ("web/hugo.toml", config),
            ("web/layouts/shortcodes/key.html", "<kbd>Enter</kbd>"),
            ("web/content/posts/b.md", post),
            ("notes/a.md", post),
        ];
        let (exit, out, err) = super::folio(&files, &["list", "BLOG/web", "--format", "json"]);
        assert_eq!(exit, Exit::Done, "{config}: {err}");
        let posts: Vec<Value> = serde_json::from_str(&out).unwrap();
        let mut listed: Vec<_> =
            posts.iter().map(|post| (post["path"].as_str().unwrap(), post["url"].as_str().unwrap())).collect();
        listed.sort_unstable();
        assert_eq!(listed, wanted, "{config}");
        let (_, out, err) = super::folio(&files, &["show", wanted[0].1, "--blog", "BLOG/web", "--format", "plain"]);
        assert!(out.contains("Use Enter."), "{config}: {out}{err}");
    }
}

#[test]
fn a_command_that_is_misspelt_before_a_blog_is_recognized() {
    let ran = Blog::of(&[]).folio(&["lst", "."]);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("there is no command `lst`; did you mean `folio list`?"), "{}", ran.err);
}

#[test]
fn a_named_configuration_that_is_not_there_is_told() {
    let blog = Blog::of(&[("_posts/2020-01-01-a.md", "---\ntitle: A\n---\nText.\n")]);
    let ran = blog.folio(&["list", "--config", "nowhere.toml"]);
    assert_eq!(ran.status, 0);
    assert!(ran.err.contains("nowhere.toml: there is no such file"), "{}", ran.err);
}

#[cfg(target_os = "linux")]
#[test]
fn a_post_may_have_a_name_that_is_no_text() {
    use std::os::unix::ffi::OsStrExt as _;
    let blog = Blog::of(&[("_posts/2020-01-01-a.md", "---\ntitle: A\n---\nText.\n")]);
    let name = std::ffi::OsStr::from_bytes(b"bad\xff\xfe.md");
    std::fs::write(blog.0.path().join(name), "---\ntitle: Title\n---\nWords.\n").unwrap();
    let ran = ran(&program(blog.0.path()).arg("show").arg(name).output().unwrap());
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    assert!(ran.out.starts_with("Title\n") && ran.out.contains("\nWords.\n"), "{}", ran.out);
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_told_without_numbers() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let blog = Blog::of(&[("_posts/2020-01-01-a.md", "---\ntitle: A\n---\nText.\n")]);
    let output = program(blog.0.path()).args(["list", "."]).stdout(full).output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(err.contains("standard output: ") && !err.contains("os error"), "{err}");
}
