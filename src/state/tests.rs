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
