//! Laws of posts that nobody would write: marks of every language mixed without sense, read by every kind of site.
//!
//! Nothing fails, nothing acts on a terminal, what is made is no more than a bound, and the words between the marks are kept.
//! The mixtures are the same in every run; `FOLIO_MIXTURES` asks for more of them.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use folio::document::Document;
use folio::layout::Metrics;
use folio::library::body::BodySource;
use folio::library::whole::{Read, library_of};
use folio::site::Site;
use folio::system::memory::MemorySystem;

/// Posts of a site in one run.
const POSTS: usize = 6;
/// Marks in a post.
const MARKS: usize = 60;
/// Bytes that a mark may become, with what it takes from files.
const BYTES_A_MARK: usize = 4096;

/// A file by which a site is known, what it says, and where its posts are.
const SITES: &[(&str, &str, &str)] = &[
    ("_config.yml", "title: T\nurl: https://t.example\n", "_posts/2020-01-01-NAME.md"),
    ("hugo.toml", "baseURL = \"https://t.example\"\n", "content/posts/NAME.md"),
    ("config.toml", "base_url = \"https://t.example\"\n[markdown]\nhighlight_code = true\n", "content/blog/NAME.md"),
    (
        "_config.yml",
        "title: T\nurl: https://t.example\ntheme: landscape\nsource_dir: source\n",
        "source/_posts/NAME.md",
    ),
    (".eleventy.js", "module.exports = function (c) {}\n", "posts/NAME.md"),
    ("astro.config.mjs", "export default {}\n", "src/content/blog/NAME.mdx"),
    ("docusaurus.config.js", "module.exports = { title: 'T', url: 'https://t.example' }\n", "blog/2020-01-01-NAME.mdx"),
    ("pelicanconf.py", "SITENAME = 'T'\nPATH = 'content'\n", "content/blog/NAME.md"),
    ("_quarto.yml", "project:\n  type: website\n", "posts/NAME.qmd"),
    (".obsidian/app.json", "{}", "NAME.md"),
    ("notes.txt", "", "NAME.md"),
];

/// The same of sites whose posts are in another markup than Markdown: what a word becomes there, they say themselves.
const OF_OTHER_MARKUP: &[(&str, &str, &str)] = &[
    ("pelicanconf.py", "SITENAME = 'T'\nPATH = 'content'\n", "content/blog/NAME.rst"),
    ("hugo.toml", "baseURL = \"https://t.example\"\n", "content/posts/NAME.org"),
    ("hugo.toml", "baseURL = \"https://t.example\"\n", "content/posts/NAME.adoc"),
    ("_config.yml", "title: T\nurl: https://t.example\n", "_posts/2020-01-01-NAME.textile"),
    ("_config.yml", "title: T\nurl: https://t.example\n", "_posts/2020-01-01-NAME.html"),
];

/// Files that marks ask for: they ask for each other, and for themselves.
const FILES: &[(&str, &str)] = &[
    ("_includes/a.html", "<b>included</b> {% include a.html %}{% include b.html %}{{ include.x }}"),
    ("_includes/b.html", "{% for i in (1..1000000) %}{% include a.html %}{% endfor %}"),
    ("layouts/shortcodes/own.html", "{{ range seq 1000000 }}{{ .Inner }}{{ partial \"p.html\" . }}{{ end }}"),
    ("layouts/partials/p.html", "{{ partial \"p.html\" . }}p"),
    (
        "templates/shortcodes/own.html",
        "{% for i in range(end=1000000) %}{{ body }}{% include \"shortcodes/own.html\" %}{% endfor %}",
    ),
    ("_data/d.yml", "a: &a [x, x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]\n"),
    ("part.mdx", "import P from './part.mdx'\n\n<P /> part\n"),
    ("note.md", "![[note]] ![[post0]] noted\n"),
    ("inc.adoc", "include::inc.adoc[]\nincluded\n"),
    ("inc.rst", ".. include:: inc.rst\n\nincluded\n"),
];

/// Marks of all languages, whole and torn, a line each; `␤` and `␉` stand for a line's end and a tab. At the end those that
/// hide what comes after them, in one language or another, until something ends them.
const MARKS_OF_ALL: &str = include_str!("marks.txt");
const HIDING: &str = "#### What hides what comes after it";

/// What acts on terminals, turns text round or piles up.
const ACTING: &[&str] = &[
    "\x1b[2J",
    "\x1b]0;x\x07",
    "<img src=x alt=\"\x1b[2J\">",
    "\u{9b}31m",
    "&#0;",
    "\r",
    "\u{202e}",
    "\u{200b}",
    "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
    "\u{2028}",
    "\u{feff}",
];

/// Numbers that look as if by chance, and are the same every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).unwrap()
    }

    fn of<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}

/// Marks of all languages, and those that hide.
fn marks() -> [Vec<String>; 2] {
    let (marks, hiding) = MARKS_OF_ALL.split_once(HIDING).unwrap();
    let read = |lines: &str| {
        let marks = lines.lines().filter(|line| !line.is_empty() && !line.starts_with("#### "));
        marks.map(|mark| mark.replace('␤', "\n").replace('␉', "\t").replace("NAME", "post")).collect::<Vec<_>>()
    };
    let mut marks = read(marks);
    marks.extend(ACTING.iter().map(|mark| (*mark).to_owned()));
    [marks, read(hiding)]
}

/// Marks with words between them, each word in a paragraph of its own.
fn mixture(chance: &mut Chance, [marks, hiding]: &[Vec<String>; 2], hides: bool) -> String {
    let mut text = String::new();
    for number in 0..MARKS {
        let of = if hides && chance.below(8) == 0 { hiding } else { marks };
        let gap = chance.of(&["", " ", "\n", "\n", "\n\n", "\n\n"]);
        text.push_str(&of[chance.below(of.len())]);
        text.push_str(gap);
        if chance.below(3) == 0 {
            write!(text, "\n\nkept{number}\n\n").unwrap();
        }
    }
    text
}

fn site((config, says, posts): (&str, &str, &str), texts: &[String]) -> MemorySystem {
    let mut system = MemorySystem::with_files(FILES.iter().copied());
    system.files.insert(config.into(), says.into());
    for (number, text) in texts.iter().enumerate() {
        let head = match posts.rsplit_once('.') {
            Some((_, "rst")) => "Title\n=====\n\n:date: 2020-01-01\n\n",
            Some((_, "org")) => "#+TITLE: T\n#+DATE: 2020-01-01\n\n",
            _ => "---\ntitle: T\ndate: 2020-01-01\n---\n",
        };
        system.files.insert(posts.replace("NAME", &format!("post{number}")).into(), format!("{head}{text}").into());
    }
    system
}

/// The documents of all posts of a site, by their number.
fn documents(system: &MemorySystem) -> Vec<(usize, Document)> {
    let site = Arc::new(Site::open(system, Path::new("/blog")).unwrap());
    let library = library_of(system, &site, Read::Whole);
    let read = |(id, post): (folio::post::PostId, &folio::post::Post)| {
        let name = post.path.to_string_lossy();
        let number = name.split("post").last()?.split('.').next()?.parse().ok()?;
        let source = BodySource::of(id, post);
        let body = source.read(system, &site).unwrap();
        Some((number, source.document(&body, &site)))
    };
    library.iter().filter_map(read).collect()
}

/// Whether a paragraph is a word that is to be kept, and nothing else.
fn is_kept(paragraph: &str) -> bool {
    paragraph.strip_prefix("kept").is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

fn runs() -> u64 {
    std::env::var("FOLIO_MIXTURES").ok().and_then(|runs| runs.parse().ok()).unwrap_or(1)
}

#[test]
fn marks_of_all_languages_mixed_fail_nowhere_and_act_nowhere() {
    let marks = marks();
    let sites = || SITES.iter().chain(OF_OTHER_MARKUP);
    for (run, of) in (0..runs()).flat_map(|run| sites().map(move |of| (run, *of))) {
        let mut chance = Chance(0x9e37_79b9_7f4a_7c15 ^ (run + 1));
        let texts: Vec<String> = (0..POSTS).map(|_| mixture(&mut chance, &marks, true)).collect();
        let documents = documents(&site(of, &texts));
        assert_eq!(documents.len(), POSTS, "{of:?}");
        for (number, document) in documents {
            let acts = document.text.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t'));
            assert_eq!(acts, None, "run {run}, {of:?}\n{}", texts[number]);
            assert!(
                document.text.len() < MARKS * BYTES_A_MARK,
                "{} bytes, run {run}, {of:?}\n{}",
                document.text.len(),
                texts[number]
            );
            println!("run {run}, {of:?}, post {number}\n{}", texts[number]);
            for width in [1, 7, 40, 72] {
                super::laws::check_rows(&document, &Metrics::at(width));
            }
        }
    }
}

#[test]
fn words_between_marks_of_all_languages_are_kept() {
    let marks = marks();
    for (run, of) in (0..runs()).flat_map(|run| SITES.iter().map(move |of| (run, *of))) {
        let mut chance = Chance(0x2545_f491_4f6c_dd1d ^ (run + 1));
        let texts: Vec<String> = (0..POSTS).map(|_| mixture(&mut chance, &marks, false)).collect();
        for (number, document) in documents(&site(of, &texts)) {
            let words = texts[number].split("\n\n").map(str::trim).filter(|word| is_kept(word));
            let lost: Vec<&str> = words.filter(|word| !document.text.contains(word)).collect();
            assert!(lost.is_empty(), "{lost:?}, run {run}, {of:?}\n{}", texts[number]);
        }
    }
}
