//! A state that is kept, shared, damaged, newer.

use super::*;

fn key(post: &str) -> PostKey {
    PostKey { blog: "https://example.com".to_owned(), post: post.to_owned() }
}

#[test]
fn what_was_left_is_found_again() {
    let directory = tempfile::tempdir().unwrap();
    let place = Place { at: 120, fraction: 0.5, words: "the words there".to_owned() };
    {
        let state = State::open(directory.path()).unwrap();
        state.set_read(&key("a.md"), true).unwrap();
        state.set_starred(&key("a.md"), true).unwrap();
        state.set_read(&key("b.md"), true).unwrap();
        state.set_read(&key("b.md"), false).unwrap();
        state.set_place(&key("a.md"), &place, 10).unwrap();
        state.set_blog("https://example.com", "/blog", "tag:rust", 11).unwrap();
        for (now, query) in (0..).zip(["one", "two", "one"]) {
            state.add_query("https://example.com", query, now).unwrap();
        }
    }
    let state = State::open(directory.path()).unwrap();
    let kept = Memory { read: true, starred: true, place: Some(place) };
    let memories = state.memories("https://example.com").unwrap();
    assert_eq!(memories, [("a.md".to_owned(), kept), ("b.md".to_owned(), Memory::default())]);
    assert_eq!(state.last_post("https://example.com").unwrap().as_deref(), Some("a.md"));
    assert_eq!(state.roots(9).unwrap(), [PathBuf::from("/blog")]);
    assert_eq!(state.filter("https://example.com").unwrap().as_deref(), Some("tag:rust"));
    assert_eq!(state.queries("https://example.com").unwrap(), ["one", "two"]);
    assert_eq!(state.export().unwrap().len(), 1);
    assert_eq!(state.memories("other").unwrap(), []);
}

#[test]
fn a_damaged_file_is_kept_aside() {
    for damage in [b"not a database at all, but long enough to be read as one".to_vec(), vec![0xff; 4096]] {
        let directory = tempfile::tempdir().unwrap();
        fs::write(directory.path().join(State::FILE), &damage).unwrap();
        let state = State::open(directory.path()).unwrap();
        assert!(state.notice.is_some());
        state.set_read(&key("a.md"), true).unwrap();
        assert_eq!(fs::read(directory.path().join("state.sqlite3.corrupt-1")).unwrap(), damage);
    }
}

#[test]
fn a_newer_file_is_left_alone() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join(State::FILE);
    Connection::open(&file).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let before = fs::read(&file).unwrap();
    assert!(matches!(State::open(directory.path()), Err(StateError::Newer(_))));
    assert_eq!(fs::read(&file).unwrap(), before);
}

#[test]
fn what_is_no_file_is_a_message() {
    let directory = tempfile::tempdir().unwrap();
    fs::create_dir(directory.path().join(State::FILE)).unwrap();
    assert!(matches!(State::open(directory.path()), Err(StateError::Unusable(..))));
    let file = directory.path().join("plain");
    fs::write(&file, "").unwrap();
    assert!(matches!(State::open(&file), Err(StateError::Unusable(..))));
}

#[test]
fn two_at_once_lose_nothing() {
    let directory = tempfile::tempdir().unwrap();
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let directory = directory.path();
            scope.spawn(move || {
                let state = State::open(directory).unwrap();
                for post in 0..25 {
                    state.set_read(&key(&format!("{writer}-{post}.md")), true).unwrap();
                }
            });
        }
    });
    let state = State::open(directory.path()).unwrap();
    assert_eq!(state.memories("https://example.com").unwrap().len(), 100);
}

#[test]
fn relative_directories_are_ignored() {
    let found = |state: &'static str, home: &'static str| {
        directory(&move |name| match name {
            "XDG_STATE_HOME" => Some(state.to_owned()),
            "HOME" => Some(home.to_owned()),
            _ => None,
        })
    };
    assert_eq!(found("/s", "/h"), Some("/s/folio".into()));
    assert_eq!(found("s", "/h"), Some("/h/.local/state/folio".into()));
    assert_eq!(found("", "h"), None);
}

/// A world of blogs: directories, each with its posts.
fn sought<'a>(
    base: Option<&'a str>,
    root: &'a str,
    there: &'a dyn Fn(&Path) -> bool,
    posts: &'a dyn Fn(&str) -> bool,
) -> Sought<'a> {
    Sought { base, root: Path::new(root), is_there: there, has: posts }
}

fn read_in(state: &State, blog: &str, posts: &[&str]) {
    for post in posts {
        state.set_read(&PostKey { blog: blog.to_owned(), post: (*post).to_owned() }, true).unwrap();
    }
}

#[test]
fn two_checkouts_of_one_address_are_two_blogs_and_one_that_moved_is_the_same() {
    const BASE: Option<&str> = Some("https://example.com");
    let directory = tempfile::tempdir().unwrap();
    let state = State::open(directory.path()).unwrap();
    let (all, none) = (|_: &Path| true, |_: &Path| false);
    let has = |post: &str| post.ends_with(".md");
    let key = |root, there: &dyn Fn(&Path) -> bool| state.blog_key(&sought(BASE, root, there, &has), 1).unwrap();
    assert_eq!(key("/a", &all), "https://example.com");
    read_in(&state, "https://example.com", &["one.md", "two.md"]);
    assert_eq!(key("/b", &all), "https://example.com#2", "the other is still there");
    assert_eq!(key("/a", &all), "https://example.com");
    assert_eq!(key("/b", &all), "https://example.com#2");
    assert_eq!(key("/moved", &|root| root != Path::new("/a")), "https://example.com", "its root is gone");
    assert_eq!(key("/c", &|root| root != Path::new("/b")), "https://example.com#2");
    assert_eq!(state.blog_key(&sought(Some("https://other.org"), "/d", &none, &has), 1).unwrap(), "https://other.org");
}

#[test]
fn a_blog_without_an_address_is_known_by_its_posts_when_it_moves() {
    let directory = tempfile::tempdir().unwrap();
    let state = State::open(directory.path()).unwrap();
    let all = |_: &Path| true;
    let (same, others) = (|post: &str| matches!(post, "one.md" | "two.md"), |post: &str| post == "three.md");
    assert_eq!(state.blog_key(&sought(None, "/notes", &all, &same), 1).unwrap(), "/notes");
    read_in(&state, "/notes", &["one.md", "two.md", "gone.md"]);
    let gone = |root: &Path| root != Path::new("/notes");
    assert_eq!(state.blog_key(&sought(None, "/else", &gone, &others), 1).unwrap(), "/else", "other posts");
    assert_eq!(state.blog_key(&sought(None, "/new", &gone, &same), 1).unwrap(), "/notes");
    assert_eq!(state.blog_key(&sought(None, "/notes", &all, &others), 1).unwrap(), "/notes#2", "another in its place");
    let got_address = sought(Some("https://example.com"), "/new", &all, &same);
    assert_eq!(state.blog_key(&got_address, 1).unwrap(), "/notes", "it has got an address since");
}

#[test]
fn what_was_remembered_before_blogs_were_told_apart_is_found() {
    let directory = tempfile::tempdir().unwrap();
    let state = State::open(directory.path()).unwrap();
    read_in(&state, "https://example.com", &["one.md"]);
    let (all, has) = (|_: &Path| true, |_: &str| true);
    let key = state.blog_key(&sought(Some("https://example.com"), "/a", &all, &has), 1).unwrap();
    assert_eq!(state.memories(&key).unwrap().len(), 1);
}

#[test]
fn where_nothing_can_be_written_what_is_there_is_read() {
    let directory = tempfile::tempdir().unwrap();
    let odd = directory.path().join("a name?with #marks% in it");
    assert!(State::open_unchanged(&odd).is_err());
    {
        let state = State::open(&odd).unwrap();
        state.set_read(&key("a.md"), true).unwrap();
    }
    let state = State::open_unchanged(&odd).unwrap();
    assert_eq!(state.memories("https://example.com").unwrap().len(), 1);
    let all = |_: &Path| true;
    let has = |_: &str| true;
    let known = state.blog_key(&sought(Some("https://example.com"), "/a", &all, &has), 1).unwrap();
    assert_eq!(known, "https://example.com", "it is known, though it cannot be written down");
    assert!(state.set_read(&key("b.md"), true).is_err());
}
