//! What a reader leaves behind is there the next time, whatever happened in between.

use std::path::Path;
use std::process::Command;

use portable_pty::CommandBuilder;
use rustix::process::{Signal, kill_process};

use super::pty::{Pty, blog, folio, remembering, small_blog};

pub fn exported(home: &Path) -> serde_json::Value {
    let mut command = Command::new(env!("CARGO_BIN_EXE_folio"));
    let output = command.args(["state", "export"]).env_clear().env("HOME", home).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn long_blog() -> tempfile::TempDir {
    let body: String = (1..=200).map(|number| format!("Paragraph {number}.\n\n")).collect();
    blog(&[
        ("_posts/2020-01-02-long.md", &format!("---\ntitle: The long post\n---\n{body}")),
        ("_posts/2021-03-04-second.md", "---\ntitle: The second post\n---\nOther words.\n"),
    ])
}

/// Opens the long post, goes down to a paragraph in its middle, and leaves by `end`.
fn read_and_leave(blog: &Path, home: &Path, end: impl FnOnce(&mut Pty)) {
    let mut pty = Pty::start(remembering(blog, home), 24, 80);
    pty.until_text("The long post");
    pty.send("G\r");
    pty.until_text("Paragraph 1.");
    pty.send("50%");
    pty.until_text("Paragraph 100.");
    end(&mut pty);
    pty.end();
}

#[test]
fn a_post_is_opened_again_where_its_reader_was() {
    let blog = long_blog();
    type Leave = fn(&mut Pty);
    let leaves: [Leave; 3] =
        [|pty| pty.send(":q\r"), |pty| kill_process(pty.process(), Signal::TERM).unwrap(), |pty| pty.send("qq")];
    for leave in leaves {
        let home = tempfile::tempdir().unwrap();
        read_and_leave(blog.path(), home.path(), leave);
        let mut pty = Pty::start(remembering(blog.path(), home.path()), 24, 80);
        pty.until("the post that was read last, where it was left", |screen| {
            screen.contents().contains("Paragraph 100.")
        });
        pty.send("\r");
        pty.until_text("Paragraph 100.");
        pty.send(":q\r");
        assert!(pty.end().status.success());
    }
}

#[test]
fn another_blog_is_read_without_leaving_and_each_keeps_its_filter_and_its_place() {
    let (first, second, home) = (long_blog(), small_blog(), tempfile::tempdir().unwrap());
    let blogs = format!("[blogs]\nfirst = {:?}\nsecond = {:?}\n", first.path(), second.path());
    std::fs::create_dir_all(home.path().join(".config/folio")).unwrap();
    std::fs::write(home.path().join(".config/folio/config.toml"), blogs).unwrap();
    go_to_another_blog_and_back(remembering(first.path(), home.path()));
    go_to_another_blog_and_back(folio(first.path(), &[("HOME", home.path().to_str().unwrap())]));
}

/// With and without a state.
fn go_to_another_blog_and_back(command: CommandBuilder) {
    let mut pty = Pty::start(command, 24, 80);
    pty.until_text("The long post");
    pty.send("/\u{15}long\r\r");
    pty.until_text("Paragraph 1.");
    pty.send("50%");
    pty.until_text("Paragraph 100.");
    pty.send(":blog second\r");
    pty.until("the other blog", |screen| !screen.contents().contains("Paragraph"));
    pty.send(":blog nowhere\r");
    pty.until_text("no such file or directory");
    pty.send(":blog first\r");
    pty.until("the first blog, its filter and its place", |screen| {
        screen.contents().contains("long  ") && screen.contents().contains("Paragraph 100.")
    });
    pty.send("Q");
    assert!(pty.end().status.success());
}

#[test]
fn nothing_is_left_behind_where_nothing_shall_be() {
    let (blog, home) = (small_blog(), tempfile::tempdir().unwrap());
    let mut pty = Pty::start(folio(blog.path(), &[("HOME", home.path().to_str().unwrap())]), 24, 80);
    pty.until_text("The second post");
    pty.send("\r");
    pty.until_text("Other words.");
    pty.send("qq");
    assert!(pty.end().status.success());
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0);
    assert_eq!(exported(home.path()), serde_json::json!([]));
}

#[test]
fn being_killed_while_it_writes_damages_nothing() {
    let (blog, home) = (small_blog(), tempfile::tempdir().unwrap());
    for round in 0..12 {
        let mut pty = Pty::start(remembering(blog.path(), home.path()), 24, 80);
        pty.until_text("The second post");
        // Read, unread, starred, not starred, again and again: the database is never at rest.
        pty.send("m*".repeat(40 + round * 7));
        pty.until_text("Star");
        kill_process(pty.process(), Signal::KILL).unwrap();
        pty.end();
        let blogs = exported(home.path());
        assert!(blogs.as_array().is_some_and(|blogs| blogs.len() <= 1), "{blogs}");
    }
    let damaged = std::fs::read_dir(home.path().join(".local/state/folio"))
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().contains("corrupt"));
    assert_eq!(damaged.count(), 0);
}

#[test]
fn a_home_that_cannot_be_written_is_a_message() {
    let blog = small_blog();
    let mut pty = Pty::start(remembering(blog.path(), Path::new("/dev/null")), 24, 80);
    pty.until_text("Nothing is remembered");
    pty.until_text("The second post");
    pty.send("q");
    assert!(pty.end().status.success());
}
