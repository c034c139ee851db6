//! A table of hrefs for each generator.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::*;
use crate::library::Batch;
use crate::post::{Post, Rare};
use crate::site::{Generator, Site};
use crate::system::memory::MemorySystem;

/// A library of a generator with posts (path, url, title, aliases) and the same files on a disk, with more.
struct World {
    library: Library,
    system: MemorySystem,
}

impl World {
    fn new(generator: Generator, posts: &[(&str, &str, &str)], files: &[&str]) -> Self {
        let mut site = Site::default();
        site.generator = generator;
        site.base_url = Some(Clean::line("https://example.com/blog"));
        let mut library = Library::new(Arc::new(site));
        let upserts = posts.iter().map(|(path, url, title)| {
            let name = place::page_name(Path::new(path));
            Post {
                path: PathBuf::from(path),
                url: Some(Clean::line(&format!("https://example.com/blog{url}"))),
                title: Clean::line(title),
                slug: Clean::line(place::undated(&name)),
                rare: Rare {
                    aliases: [Clean::line(&format!("/old/{}", place::undated(&name)))].into(),
                    ..Rare::default()
                }
                .kept(),
                ..Post::default()
            }
        });
        library.apply(Batch::of(upserts));
        let all = posts.iter().map(|(path, ..)| *path).chain(files.iter().copied());
        Self { library, system: MemorySystem::with_files(all.map(|path| (path, ""))) }
    }

    /// The target as one line: kind, a colon, and where.
    fn told(&self, href: &str) -> String {
        let files = OnDisk::new(&self.system, Path::new(""));
        let resolution = resolve_in(&self.library, &files, PostId(0), href);
        let spelled = resolution.spelled.map(|path| format!(" as {path}")).unwrap_or_default();
        let path = |id| self.library.get(id).map(|post| place::slashed(&post.path)).unwrap_or_default();
        let target = match resolution.target {
            Target::Web(address) => format!("web {address}"),
            Target::Mail(address) => format!("mail {address}"),
            Target::Post { id, anchor: None } => format!("post {}", path(id)),
            Target::Post { id, anchor: Some(anchor) } => format!("post {}#{anchor}", path(id)),
            Target::Heading(anchor) => format!("heading {anchor}"),
            Target::Asset(file) => format!("asset {}", place::slashed(&file)),
            Target::Broken(_) => "broken".to_owned(),
            Target::Blocked(_) => "blocked".to_owned(),
        };
        format!("{target}{spelled}")
    }

    fn check(&self, table: &[(&str, &str)]) {
        for (href, want) in table {
            assert_eq!(self.told(href), *want, "{href}");
        }
    }
}

#[test]
fn a_file_that_is_named_like_a_post_is_not_the_post() {
    let posts = [("notes/saw.md", "/saw/", "Saw"), ("notes/oak.md", "/oak/", "Oak")];
    World::new(Generator::Plain, &posts, &["notes/saw.png", "notes/oak.pdf"]).check(&[
        ("saw.png", "asset notes/saw.png"),
        ("./oak.pdf", "asset notes/oak.pdf"),
        ("saw.PNG", "asset notes/saw.png as notes/saw.png"),
        ("oak.png", "broken"),
        ("oak.md", "post notes/oak.md"),
        ("oak", "post notes/oak.md"),
    ]);
}

#[test]
fn pages_that_the_generator_makes_are_seen_on_the_web() {
    let posts = [("content/posts/a.md", "/posts/a/", "A")];
    for (generator, section) in [(Generator::Hugo, "web https://example.com/posts/"), (Generator::Jekyll, "broken")] {
        World::new(generator, &posts, &[]).check(&[
            ("/", "web https://example.com/"),
            ("/tags/x/", "web https://example.com/tags/x/"),
            ("/posts/", section),
            ("../", "web https://example.com/blog/posts/"),
            ("../../", "web https://example.com/blog/"),
            ("/none/", "broken"),
        ]);
    }
    for (href, is_made) in [("/", true), ("../", true), ("/tags/x?y", true), ("/a/", false), ("a", false), ("..", true)]
    {
        assert_eq!(Target::Broken(Clean::line(href)).is_made(), is_made, "{href}");
    }
}

#[test]
fn folders_of_notes_are_there() {
    let posts = [("git/a.md", "/git/a/", "A"), ("vim/README.md", "/vim/", "Vim")];
    World::new(Generator::Plain, &posts, &["docs/x.txt"]).check(&[
        ("../vim", "post vim/README.md"),
        ("../docs/", "asset docs"),
        ("../docs", "asset docs"),
        ("../none/", "broken"),
    ]);
}

#[test]
fn addresses_below_the_base_are_judged_as_if_it_were_not_there() {
    let posts = [("_posts/2020-01-01-a.md", "/2020/01/01/a.html", "A")];
    let world = World::new(Generator::Jekyll, &posts, &["assets/main.scss", "about.md"]);
    world.check(&[
        ("/blog/old/a", "post _posts/2020-01-01-a.md"),
        ("/blog/tags/x/", "web https://example.com/blog/tags/x/"),
        ("/blog/feed.xml", "web https://example.com/blog/feed.xml"),
        ("/blog/2020/01/", "web https://example.com/blog/2020/01/"),
        ("/blog/page3/", "web https://example.com/blog/page3/"),
    ]);
    let files = OnDisk::new(&world.system, Path::new(""));
    let seen = Seen::of(&world.library);
    for (href, is_judged) in [
        ("/blog/tags/x/", false),
        ("/blog/custom/page.html", false),
        ("/blog/2020/01/01/gone.html", true),
        ("/blog/assets/main.css", false),
    ] {
        assert_eq!(seen.judges(&files, href), is_judged, "{href}");
    }
}

#[test]
fn schemes_and_anchors() {
    let world = World::new(Generator::Plain, &[("a.md", "/a/", "A"), ("b.md", "/b/", "B")], &[]);
    world.check(&[
        ("https://other.org/x", "web https://other.org/x"),
        ("//other.org/x", "web https://other.org/x"),
        ("mailto:a@example.com", "mail mailto:a@example.com"),
        ("javascript:alert(1)", "blocked"),
        ("FILE:///etc/passwd", "blocked"),
        ("data:text/html,x", "blocked"),
        ("#part%20two", "heading part two"),
        ("", "heading "),
        ("b.md", "post b.md"),
        ("b.md#x", "post b.md#x"),
        ("./B.md", "post b.md as b.md"),
        ("a.md#x", "heading x"),
        ("../../etc/passwd", "broken"),
        ("/%2e%2e/%2e%2e/etc/passwd", "broken"),
        ("https://www.example.com/blog/b/?x#y", "post b.md#y"),
        ("https://example.com/blog/nowhere/", "web https://example.com/blog/nowhere/"),
    ]);
}

#[test]
fn jekyll() {
    let world = World::new(
        Generator::Jekyll,
        &[
            ("_posts/2010-06-08-motion.md", "/2010/06/08/motion.html", "Motion"),
            ("_posts/2011-01-01-next-one.md", "/2011/01/01/next-one.html", "Next one"),
            ("movies/_posts/2011-01-01-film.md", "/movies/2011/01/01/film.html", "Film"),
        ],
        &["images/Pic.png", "about.md", "files/a b.pdf", "_docs/history.md", "source/images/own.png"],
    );
    world.check(&[
        ("folio-ref:post_url:2011-01-01-next-one", "post _posts/2011-01-01-next-one.md"),
        ("folio-ref:post_url:movies/2011-01-01-film", "post movies/_posts/2011-01-01-film.md"),
        ("folio-ref:post_url:/movies/2011-01-01-next-one", "broken"),
        ("folio-ref:post_url:2011-01-01-none", "broken"),
        ("folio-ref:link:_posts/2011-01-01-next-one.md#x", "post _posts/2011-01-01-next-one.md#x"),
        ("folio-ref:link:images/Pic.png", "asset images/Pic.png"),
        ("/images/own.png", "asset source/images/own.png"),
        ("/2011/01/01/next-one.html", "post _posts/2011-01-01-next-one.md"),
        ("/2011/01/01/next-one", "post _posts/2011-01-01-next-one.md"),
        ("/blog/2011/01/01/next-one/", "post _posts/2011-01-01-next-one.md"),
        ("/old/next-one/", "post _posts/2011-01-01-next-one.md"),
        ("2011-01-01-next-one.md", "post _posts/2011-01-01-next-one.md"),
        ("/images/Pic.png", "asset images/Pic.png"),
        ("/blog/images/Pic.png", "asset images/Pic.png"),
        ("/images/pic.PNG", "asset images/Pic.png as images/Pic.png"),
        ("/files/a%20b.pdf", "asset files/a b.pdf"),
        ("/about/", "web https://example.com/about/"),
        ("/docs/history/#x", "web https://example.com/docs/history/"),
        ("/docs/none/", "broken"),
        ("folio-ref:link:_docs/history.md", "asset _docs/history.md"),
        ("/tags/x/", "web https://example.com/tags/x/"),
        ("/images/none.png", "broken"),
    ]);
}

#[test]
fn hugo_and_zola() {
    let posts = [
        ("content/posts/one/index.md", "/posts/one/", "One"),
        ("content/posts/two.md", "/posts/two/", "Two"),
        ("content/notes/three.fr.md", "/fr/notes/three/", "Three"),
    ];
    let files = ["content/posts/one/pic.jpg", "static/img/a.png", "assets/b.svg"];
    World::new(Generator::Hugo, &posts, &files).check(&[
        ("folio-ref:ref:two", "post content/posts/two.md"),
        ("folio-ref:relref:../two.md#h", "post content/posts/two.md#h"),
        ("folio-ref:relref:/posts/two", "post content/posts/two.md"),
        ("folio-ref:ref:#h", "heading h"),
        ("folio-ref:ref:gone.md", "broken"),
        ("../two.md", "post content/posts/two.md"),
        ("../two/", "post content/posts/two.md"),
        ("/posts/two", "post content/posts/two.md"),
        ("pic.jpg", "asset content/posts/one/pic.jpg"),
        ("/img/a.png", "asset static/img/a.png"),
        ("/b.svg", "asset assets/b.svg"),
    ]);
    World::new(Generator::Zola, &posts, &files).check(&[
        ("@/posts/two.md", "post content/posts/two.md"),
        ("@/posts/two.md#x", "post content/posts/two.md#x"),
        ("@/posts/gone.md", "broken"),
        ("pic.jpg", "asset content/posts/one/pic.jpg"),
        ("pathname:///img/a.png", "asset static/img/a.png"),
        ("/img/a.png", "asset static/img/a.png"),
    ]);
}

#[test]
fn hexo_pelican_and_notes() {
    let hexo = [
        ("source/_posts/one.md", "/2020/01/01/one/", "One"),
        ("source/_posts/sub/two.md", "/2020/01/02/two/", "The Two"),
    ];
    World::new(Generator::Hexo, &hexo, &["source/_posts/one/p.png", "source/img/q.png"]).check(&[
        ("folio-ref:post_link:two#h", "post source/_posts/sub/two.md#h"),
        ("folio-ref:post_path:The Two", "post source/_posts/sub/two.md"),
        ("folio-ref:asset:p.png", "asset source/_posts/one/p.png"),
        ("p.png", "asset source/_posts/one/p.png"),
        ("/img/q.png", "asset source/img/q.png"),
    ]);
    let pelican = [("content/a/one.md", "/one.html", "One"), ("content/b/two.md", "/two.html", "Two")];
    World::new(Generator::Pelican, &pelican, &["content/images/p.png", "content/a/q.pdf"]).check(&[
        ("{filename}../b/two.md#x", "post content/b/two.md#x"),
        ("%7Bfilename%7D/b/two.md", "post content/b/two.md"),
        ("|filename|/b/two.md", "post content/b/two.md"),
        ("{static}/images/p.png", "asset content/images/p.png"),
        ("{attach}q.pdf", "asset content/a/q.pdf"),
        ("{filename}/../../x", "broken"),
        ("{tag}x", "broken"),
        ("two.html", "post content/b/two.md"),
    ]);
    let nikola = [("posts/one.md", "/posts/one/", "One"), ("posts/b/two.rst", "/posts/two/", "Two")];
    World::new(Generator::Plain, &nikola, &[]).check(&[
        ("link://slug/two#x", "post posts/b/two.rst#x"),
        ("link://filename/posts/one.md", "post posts/one.md"),
        ("link://slug/none", "blocked"),
    ]);
    let notes = [("note one.md", "/note-one/", "One"), ("deep/Other Note.md", "/other-note/", "A Title")];
    World::new(Generator::Plain, &notes, &[]).check(&[
        ("folio-ref:wiki:Other Note", "post deep/Other Note.md"),
        ("folio-ref:wiki:other note#H", "post deep/Other Note.md#H"),
        ("folio-ref:wiki:deep/Other Note", "post deep/Other Note.md"),
        ("folio-ref:wiki:A Title", "post deep/Other Note.md"),
        ("folio-ref:wiki:Nothing", "broken"),
        ("deep/Other%20Note.md", "post deep/Other Note.md"),
    ]);
}

#[test]
fn languages_of_one_page() {
    let posts = [
        ("content/a/index.fr.md", "/fr/a/", "A"),
        ("content/b/index.md", "/b/", "B"),
        ("content/b/index.fr.md", "/fr/b/", "B"),
        ("content/c.ar.md", "/ar/c/", "C"),
    ];
    let mut world = World::new(Generator::Zola, &posts, &[]);
    let upserts = world.library.iter().map(|(_, post)| {
        let lang = place::slashed(&post.path).split('.').rev().nth(1).filter(|lang| lang.len() == 2).map(Clean::line);
        Post { lang, ..post.clone() }
    });
    let upserts: Vec<Post> = upserts.collect();
    world.library.apply(Batch::of(upserts));
    world.check(&[
        ("@/b/index.md", "post content/b/index.fr.md"),
        ("@/a/index.md#h", "heading h"),
        ("@/c.md", "post content/c.ar.md"),
        ("folio-ref:ref:c", "post content/c.ar.md"),
        ("/b/", "post content/b/index.md"),
    ]);
}

#[test]
fn nobody_looks_at_the_disk_on_the_screens_thread() {
    let world = World::new(Generator::Jekyll, &[("_posts/2010-06-08-a.md", "/a/", "A")], &[]);
    for (href, want) in [
        ("/about/", Target::Web(Clean::line("https://example.com/about/"))),
        ("/img/a.png", Target::Asset("img/a.png".into())),
        ("folio-ref:post_url:2011-01-01-none", Target::Broken(Clean::line("2011-01-01-none"))),
        ("nowhere.md", Target::Broken(Clean::line("nowhere.md"))),
    ] {
        assert_eq!(resolve(&world.library, PostId(0), href), want, "{href}");
    }
}

#[test]
fn a_changed_post_is_found_by_its_new_names() {
    let mut world = World::new(Generator::Plain, &[("a.md", "/a/", "A"), ("b.md", "/b/", "B")], &[]);
    assert_eq!(world.told("folio-ref:wiki:B"), "post b.md");
    let renamed = Post { path: "b.md".into(), title: Clean::line("New"), ..Post::default() };
    world.library.apply(Batch::of([renamed]));
    assert_eq!(world.told("folio-ref:wiki:New"), "post b.md");
    world.library.apply(Batch { removals: vec!["b.md".into()], ..Batch::default() });
    assert_eq!(world.told("folio-ref:wiki:New"), "broken");
}

#[test]
fn what_cannot_be_seen_is_not_judged() {
    let posts = [("src/content/blog/one.md", "/posts/one/", "One"), ("src/content/blog/two.md", "/posts/two/", "Two")];
    let table = [
        ("gone.md", true, true),
        ("../gone.png", true, true),
        ("/blog/gone/", true, true),
        ("/learn/page", false, false),
        ("/images/here/gone.png", true, true),
        ("/assets/gone.png", false, true),
        ("/about", false, true),
        ("/gone.md", true, true),
        ("{{ site.url }}/x", false, false),
        ("folio-ref:wiki:Gone", false, false),
        ("folio-ref:ref:away/gone.md", false, false),
        ("folio-ref:ref:blog/gone.md", true, true),
    ];
    for is_configured in [false, true] {
        let mut world = World::new(Generator::Astro, &posts, &["public/images/a.png", "src/pages/index.astro"]);
        let mut site = Site::default();
        site.generator = Generator::Astro;
        site.is_configured = is_configured;
        let upserts: Vec<Post> = world.library.iter().map(|(_, post)| post.clone()).collect();
        world.library = Library::new(Arc::new(site));
        world.library.apply(Batch::of(upserts));
        let seen = Seen::of(&world.library);
        let files = OnDisk::new(&world.system, Path::new(""));
        for (href, bare, whole) in table {
            let want = if is_configured { whole } else { bare };
            assert_eq!(seen.judges(&files, href), want, "{href} {is_configured}");
        }
    }
}

#[test]
fn ranges_of_notes_start_at_their_heading() {
    let notes = [("a.md", "/a/", "A"), ("b.c.md", "/b.c/", "B")];
    World::new(Generator::Plain, &notes, &[]).check(&[
        ("folio-ref:wiki:b.c#part,1:#*", "post b.c.md#part"),
        ("folio-ref:wiki:b.c#part:#end", "post b.c.md#part"),
        ("folio-ref:wiki:dendron://vault/b.c", "post b.c.md"),
    ]);
}
