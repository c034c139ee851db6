//! What the reader survives of the world: a blog that goes and comes back, a state that is none, no home.

use std::path::Path;
use std::time::Duration;

use super::pty::{Pty, folio, remembering, small_blog};

fn left(mut pty: Pty) {
    pty.send(":q\r");
    let ended = pty.end();
    assert!(ended.status.success(), "{}: {}", ended.status, ended.screen);
    assert!(ended.settings_restored);
}

#[test]
fn a_blog_that_is_moved_away_and_back_is_read_on() {
    let blog = small_blog();
    let (root, away) = (blog.path().join("_posts"), blog.path().join("gone"));
    let mut pty = Pty::start(folio(&root, &[]), 24, 80);
    pty.until_text("The second post");
    std::fs::rename(&root, &away).unwrap();
    pty.send("r\r");
    pty.send("jkjk");
    std::fs::create_dir(&root).unwrap();
    std::fs::write(root.join("2022-01-01-new.md"), "---\ntitle: A post of another blog\n---\nx\n").unwrap();
    pty.send("qqr");
    pty.pause(Duration::from_millis(100));
    rustix::process::kill_process(pty.process(), rustix::process::Signal::TERM).ok();
    let ended = pty.end();
    assert_ne!(ended.status.exit_code(), 101, "{}", ended.screen);
    assert!(ended.settings_restored);
}

#[test]
fn a_state_that_is_none_is_kept_aside_and_said() {
    let (blog, home) = (small_blog(), tempfile::tempdir().unwrap());
    let directory = home.path().join(".local/state/folio");
    std::fs::create_dir_all(&directory).unwrap();
    std::fs::write(
        directory.join("state.sqlite3"),
        b"\x1b[31mno database at all, but long enough to be one".repeat(90),
    )
    .unwrap();
    let mut pty = Pty::start(remembering(blog.path(), home.path()), 24, 120);
    pty.until_text("The second post");
    pty.until_text("corrupt");
    left(pty);
    assert!(directory.join("state.sqlite3.corrupt-1").exists());
}

#[test]
fn without_a_home_and_with_relative_places_nothing_is_left_behind() {
    let blog = small_blog();
    let names = |directory: &Path| {
        let entries = std::fs::read_dir(directory).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    };
    let before = names(blog.path());
    let mut command = remembering(blog.path(), Path::new("relative/home"));
    for name in ["XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"] {
        command.env(name, "relative/place");
    }
    let mut pty = Pty::start(command, 24, 80);
    pty.until_text("The second post");
    left(pty);
    let mut command = remembering(blog.path(), Path::new("/"));
    command.env_remove("HOME");
    let mut pty = Pty::start(command, 24, 80);
    pty.until_text("The second post");
    left(pty);
    assert_eq!(names(blog.path()), before);
}

#[test]
fn a_file_that_vanishes_while_it_is_read_is_a_message_or_stays() {
    let blog = small_blog();
    let mut pty = Pty::start(folio(blog.path(), &[]), 24, 80);
    pty.until_text("The second post");
    pty.send("\r");
    pty.until_text("Other words.");
    std::fs::remove_file(blog.path().join("_posts/2021-03-04-second.md")).unwrap();
    std::fs::create_dir(blog.path().join("_posts/2021-03-04-second.md")).unwrap();
    pty.send("r");
    pty.until_text("The first post");
    left(pty);
}
