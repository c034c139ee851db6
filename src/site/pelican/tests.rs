//! Rules of Pelican, a table each.

use super::super::trial;
use super::*;
use crate::site::Site;
use crate::system::memory::MemorySystem;

const ARTICLE: &str = "Title: It's a Test\nDate: 2010-12-03 10:20\n";

fn read(settings: &str, path: &str, text: &str) -> Option<Post> {
    trial::read(&[("pelicanconf.py", settings), (path, text)]).remove(1)
}

#[test]
fn addresses_follow_the_settings() {
    for (settings, path, head, want) in [
        ("", "content/a.md", "", "/its-a-test.html"),
        ("", "content/a.md", "Slug: own\n", "/own.html"),
        ("", "content/a.md", "Slug: own\nLang: fr\n", "/own-fr.html"),
        ("DEFAULT_LANG = 'fr'", "content/a.md", "Slug: own\nLang: fr\n", "/own.html"),
        ("I18N_SUBSITES = {'fr': {'SITENAME': 'F'}}", "content/a.md", "Slug: own\nLang: fr\n", "/fr/own.html"),
        ("ARTICLE_LANG_URL = '{lang}/{slug}/'", "content/a.md", "Lang: de\n", "/de/its-a-test/"),
        ("", "content/a.md", "Status: draft\n", "/drafts/its-a-test.html"),
        ("ARTICLE_URL = '{date:%Y}/{category}/{slug}'", "content/c d/a.md", "", "/2010/c-d/its-a-test"),
        ("SLUGIFY_SOURCE = 'basename'", "content/A b.md", "", "/a-b.html"),
        (
            "FILENAME_METADATA = r'(?P<date>\\d{4}-\\d{2}-\\d{2})_(?P<slug>.*)'",
            "content/2010-01-02_x y.md",
            "",
            "/x%20y.html",
        ),
        ("PATH = '.'\nARTICLE_URL = '{category}'\nPATH_METADATA = '(?P<category>[^/]+)/.*'", "c/d/a.md", "", "/c"),
        ("SLUG_REGEX_SUBSTITUTIONS = [(r'[^\\w\\s]', ''), (r'\\s+', '_')]", "content/a.md", "", "/its_a_test.html"),
        ("SLUGIFY_PRESERVE_CASE = True", "content/a.md", "", "/Its-a-Test.html"),
        ("SLUGIFY_USE_UNICODE = True", "content/a.md", "Title: Ünï 日本\n", "/%C3%BCn%C3%AF-%E6%97%A5%E6%9C%AC.html"),
        ("ARTICLE_URL = '{lang}/{slug}'", "content/a.md", "", "/en/its-a-test"),
        (
            "ARTICLE_URL = '{category}/x'\nCATEGORY_REGEX_SUBSTITUTIONS = [(r'\\s+', '+')]",
            "content/a.md",
            "Category: A b\n",
            "/a+b/x",
        ),
    ] {
        let settings = format!("SITENAME = 'T'\nX = 1\n{settings}\n");
        let post = read(&settings, path, &format!("{ARTICLE}{head}\nBody\n"));
        let url = post.and_then(|post| post.url).map(|url| url.as_str().to_owned());
        assert_eq!(url.as_deref(), Some(want), "{settings} {path} {head}");
    }
}

#[test]
fn files_without_a_reader_are_no_articles() {
    let page = "<html><head><title>H</title><meta name=\"date\" content=\"2014-02-05\"></head></html>";
    for (settings, want) in [("", true), ("READERS = {'html': None}", false), ("READERS = {'rst': None}", true)] {
        let system = MemorySystem::with_files([("pelicanconf.py", settings), ("content/h.html", page)]);
        let site = Site::open(&system, "".as_ref()).unwrap();
        assert_eq!(site.is_post("content/h.html".as_ref()), want, "{settings}");
    }
}

#[test]
fn authors_of_an_article_are_a_list_or_parted_by_a_mark() {
    for (authors, want) in [
        ("Ann B, Bob", vec!["Ann B", "Bob"]),
        ("B, Ann; C, Bob", vec!["B, Ann", "C, Bob"]),
        ("- B, Ann\n          - C, Bob", vec!["B, Ann", "C, Bob"]),
    ] {
        let text = format!("A title\n#######\n\n:date: 2010-10-03 10:20\n:authors: {authors}\n\nBody.\n");
        let post = read("SITENAME = 'T'\nX = 1\n", "content/a.rst", &text).unwrap();
        assert_eq!(post.authors.iter().map(|name| &**name).collect::<Vec<_>>(), want);
    }
}

#[test]
fn a_category_is_told_or_is_the_folder_below_the_content() {
    for (settings, path, head, want) in [
        ("", "content/a.md", "", "misc"),
        ("DEFAULT_CATEGORY = 'rest'", "content/a.md", "", "rest"),
        ("", "content/b/c/a.md", "", "c"),
        ("", "content/b/a.md", "Category: told\n", "told"),
        ("PATH = '.'", "content/a.md", "", "content"),
        ("USE_FOLDER_AS_CATEGORY = False", "content/b/a.md", "", "misc"),
    ] {
        let settings = format!("SITENAME = 'T'\nX = 1\n{settings}\n");
        let post = read(&settings, path, &format!("{ARTICLE}{head}\nBody\n")).unwrap();
        let categories: Vec<&str> = post.categories.iter().map(|category| &**category).collect();
        assert_eq!(categories, [want], "{settings} {path} {head}");
    }
}

#[test]
fn articles_without_a_date_are_left_out_as_configured() {
    let told = |settings: &str, path: &str, text: &str| {
        read(&format!("SITENAME = 'T'\nX = 1\n{settings}\n"), path, text)
            .map(|post| post.status.words().collect::<Vec<_>>().join("+"))
    };
    for (settings, path, text, want) in [
        ("", "content/a.md", "Title: x\n\nBody\n", None),
        ("DEFAULT_DATE = 'fs'", "content/a.md", "Title: x\n\nBody\n", Some("")),
        ("", "content/2010-01-02-a.md", "Title: x\n\nBody\n", Some("")),
        ("DEFAULT_DATE = (2012, 3, 2)", "content/a.md", "Title: x\n\nBody\n", Some("")),
        (
            "FILENAME_METADATA = r'(?P<date>\\d{4}-\\d{2}-\\d{2})_.*'",
            "content/2010-01-02-a.md",
            "Title: x\n\nB\n",
            None,
        ),
        ("", "content/a.md", "\n\nTitle: x\nDate: 2010-01-02\n\nBody\n", None),
        ("ARTICLE_DIR = 'blog'", "content/other/a.md", ARTICLE, None),
        ("DEFAULT_METADATA = {'status': 'draft'}", "content/a.md", ARTICLE, Some("draft")),
        ("ARTICLE_EXCLUDES = ['old']", "content/old/a.md", ARTICLE, None),
        ("", "content/pages/a.md", ARTICLE, None),
        ("WITH_FUTURE_DATES = False", "content/a.md", ARTICLE, Some("future")),
    ] {
        assert_eq!(told(settings, path, text).as_deref(), want, "{settings} {path}");
    }
}

#[test]
fn restructured_text_has_its_head_below_its_title() {
    let text = "My *own* Text\n#############\n\n:date: 2010-10-03 10:20\n:tags: a, b c\n:authors: Ann B, Bob\n:summary: one\n  two\n\nBody.\n";
    let post = read("SITENAME = 'T'\nX = 1\n", "content/a.rst", text).unwrap();
    let shown = |names: &[Clean]| names.iter().map(|name| name.to_string()).collect::<Vec<_>>().join("|");
    assert_eq!(post.title.as_str(), "My own Text");
    assert_eq!((shown(&post.tags).as_str(), shown(&post.authors).as_str()), ("a|b c", "Ann B|Bob"));
    assert_eq!(post.description.as_deref(), Some("one two"));
    assert_eq!(&text[post.body.byte as usize..], "\nBody.\n");
}

#[test]
fn articles_in_html_have_their_head_in_theirs() {
    let text = "<html><head><title>A &amp; b</title><meta name=\"date\" content=\"2012-07-09 22:28\">\
                <meta name=\"keywords\" content=\"x, y\"></head>\n<body>\nText.\n</body></html>\n";
    let post = read("SITENAME = 'T'\nX = 1\n", "content/a.html", text).unwrap();
    let day = post.date.map(|date| date.civil.to_string());
    assert_eq!((post.title.as_str(), day.as_deref()), ("A & b", Some("2012-07-09T22:28:00")));
    assert_eq!((post.tags.len(), post.url.as_deref()), (2, Some("/a-b.html")));
    assert_eq!(text[post.body.byte as usize..].trim_start().lines().next(), Some("Text."));
    assert!(read("SITENAME = 'T'\nX = 1\n", "content/a.html", "<p>No head.</p>").is_none());
}

#[test]
fn the_address_may_stand_in_the_settings_for_publishing() {
    let files = [
        ("content/a.md", "Title: A\nDate: 2010-01-02\n\nB\n"),
        ("pelicanconf.py", "SITENAME = 'T'\nSITEURL = ''\n"),
        ("publishconf.py", "from pelicanconf import *\nSITEURL = 'https://a.b'\n"),
    ];
    let posts = trial::read(&files);
    assert_eq!(posts[0].as_ref().and_then(|post| post.url.as_deref()), Some("https://a.b/a.html"));
}

#[test]
fn an_article_in_restructuredtext_needs_no_head() {
    let text = "Example\n#######\n\nSome words.\n";
    let title = |path: &str| read("SITENAME = 'T'\nX = 1", path, text).map(|post| post.title.as_str().to_owned());
    assert_eq!(title("content/2012-11-30_a.rst").as_deref(), Some("Example"));
    // Without a date it is none, and Markdown has its title in its head.
    assert_eq!(title("content/a.rst"), None);
    assert_eq!(title("content/2012-11-30_a.md"), None);
}

#[test]
fn files_that_the_settings_ignore_are_no_articles() {
    let settings = "IGNORE_FILES = ['.#*', '*.draft.md', '__old']";
    for (path, want) in [("content/a.md", true), ("content/x/a.draft.md", false), ("content/__old/a.md", false)] {
        assert_eq!(read(settings, path, ARTICLE).is_some(), want, "{path}");
    }
}
