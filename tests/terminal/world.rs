//! What the reader survives of the world: a blog that goes and comes back, a state that is none or cannot be written, no
//! home, no watches.

use std::path::Path;
use std::time::Duration;

use super::pty::{Pty, folio, remembering, shell, small_blog};

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

#[test]
#[cfg_attr(not(feature = "watch"), ignore = "needs live reload")]
fn a_blog_that_is_deleted_and_made_anew_is_read_on_without_a_key() {
    let blog = small_blog();
    let root = blog.path().join("_posts");
    let mut pty = Pty::start(folio(&root, &[]), 24, 80);
    pty.until_text("The second post");
    pty.until_asleep();
    std::fs::remove_dir_all(&root).unwrap();
    std::fs::create_dir(&root).unwrap();
    std::fs::write(root.join("2022-01-01-new.md"), "---\ntitle: A post of another blog\n---\nx\n").unwrap();
    pty.until_text("A post of another blog");
    left(pty);
}

#[test]
#[cfg_attr(not(feature = "watch"), ignore = "needs live reload")]
fn where_the_system_gives_no_watches_changes_are_seen_all_the_same_and_that_is_said() {
    if !cfg!(debug_assertions) {
        return eprintln!("skipped: built without debug assertions");
    }
    let blog = small_blog();
    let order = format!("watch:{}", blog.path().display());
    let mut pty = Pty::start(folio(blog.path(), &[("FOLIO_FAULT", &order)]), 24, 120);
    pty.until_text("folio looks for them every 2 seconds");
    pty.until_text("The second post");
    let new = "---\ntitle: A post that came later\n---\nx\n";
    std::fs::write(blog.path().join("_posts/2022-01-01-new.md"), new).unwrap();
    pty.until_text("A post that came later");
    left(pty);
}

/// Folio where no file may grow: what a full disk is to whoever writes.
fn on_a_full_disk(blog: &Path, home: &Path) -> Pty {
    let script = format!("ulimit -f 0; exec '{}' '{}'", env!("CARGO_BIN_EXE_folio"), blog.display());
    Pty::start(shell(&script, blog, &[("HOME", home.to_str().unwrap())]), 24, 120)
}

#[test]
fn a_full_disk_is_a_message_and_what_was_remembered_stays() {
    let (blog, home) = (small_blog(), tempfile::tempdir().unwrap());
    let mut pty = on_a_full_disk(blog.path(), home.path());
    pty.until_text("is remembered this time");
    pty.send("\r");
    pty.until_text("Other words.");
    left(pty);

    let mut pty = Pty::start(remembering(blog.path(), home.path()), 24, 80);
    pty.until_text("The second post");
    pty.send("*\r");
    pty.until_text("Other words.");
    left(pty);
    let before = super::state::exported(home.path());
    assert!(before.to_string().contains("second"), "{before}");

    let mut pty = on_a_full_disk(blog.path(), home.path());
    pty.until_text("The second post");
    pty.send("j*\r");
    pty.until_text("Some words.");
    left(pty);
    assert_eq!(super::state::exported(home.path()), before);
}

#[test]
fn a_state_that_is_deleted_or_replaced_while_it_is_open_ends_nothing() {
    let (blog, home) = (small_blog(), tempfile::tempdir().unwrap());
    let directory = home.path().join(".local/state/folio");
    for replaced in [false, true] {
        let mut pty = Pty::start(remembering(blog.path(), home.path()), 24, 120);
        pty.until_text("The second post");
        pty.send("*\r");
        pty.until_text("Other words.");
        // In one step: folio may be making a file in it just now.
        std::fs::rename(&directory, home.path().join(format!("gone-{replaced}"))).unwrap();
        if replaced {
            std::fs::create_dir_all(&directory).unwrap();
            std::fs::write(directory.join("state.sqlite3"), "another file").unwrap();
        }
        pty.send("*m");
        pty.until_asleep();
        left(pty);
    }
    assert_eq!(std::fs::read_to_string(directory.join("state.sqlite3")).unwrap(), "another file");
}
