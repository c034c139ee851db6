//! However folio ends, the terminal is as before.

use portable_pty::CommandBuilder;
use rustix::process::{Signal, kill_process};

use super::pty::{Ended, Pty, folio, small_blog};

/// Turned on and off again, in pairs.
const MODES: &[(&str, &str)] = &[
    ("\x1b[?1049h", "\x1b[?1049l"),
    ("\x1b[?25l", "\x1b[?25h"),
    ("\x1b[?2004h", "\x1b[?2004l"),
    ("\x1b[?1000h", "\x1b[?1000l"),
    ("\x1b[?1006h", "\x1b[?1006l"),
    ("\x1b[?2026h", "\x1b[?2026l"),
];

fn assert_restored(ended: &Ended) {
    let raw = String::from_utf8_lossy(&ended.raw);
    for (on, off) in MODES {
        if let Some(last) = raw.rfind(on) {
            assert!(raw.rfind(off).is_some_and(|end| end > last), "{off:?} is missing after {on:?}");
        }
    }
    assert!(ended.settings_restored, "line settings");
}

fn reading() -> (tempfile::TempDir, Pty) {
    let blog = small_blog();
    let mut pty = Pty::start(folio(blog.path(), &[]), 24, 80);
    pty.until_text("The second post");
    (blog, pty)
}

#[test]
fn quitting_gives_the_terminal_back() {
    let (_blog, mut pty) = reading();
    pty.send("q");
    let ended = pty.end();
    assert!(ended.status.success(), "{}", ended.status);
    assert_restored(&ended);
}

#[test]
fn a_signal_ends_folio_and_is_seen_to() {
    for (signal, name) in
        [(Signal::TERM, "Terminated"), (Signal::INT, "Interrupt"), (Signal::HUP, "Hangup"), (Signal::QUIT, "Quit")]
    {
        let (_blog, pty) = reading();
        kill_process(pty.process(), signal).unwrap();
        let ended = pty.end();
        assert!(ended.status.signal().is_some_and(|seen| seen.contains(name)), "{name}: {}", ended.status);
        assert_restored(&ended);
    }
}

#[test]
fn a_closed_window_ends_folio_at_once() {
    let (_blog, pty) = reading();
    let (status, time) = pty.hang_up();
    assert!(!status.success());
    assert!(time.as_millis() < 2_000, "{time:?}");
}

/// Folio as a job of a shell with job control.
fn job(blog: &std::path::Path) -> Pty {
    let mut shell = CommandBuilder::new("/bin/bash");
    let script = format!(
        "set -m; {} {}; echo STOPPED-$?; read -r; fg >/dev/null; echo ENDED-$?",
        env!("CARGO_BIN_EXE_folio"),
        blog.display()
    );
    shell.args(["--norc", "--noprofile", "-c", &script]);
    shell.env("TERM", "xterm-256color");
    let mut pty = Pty::start(shell, 24, 80);
    pty.until_text("The second post");
    pty
}

fn comes_back(mut pty: Pty) {
    pty.until_text("STOPPED-");
    assert!(!pty.screen().contains("The second post"), "the shell has its own screen");
    pty.send("\n");
    pty.until_text("The second post");
    pty.send("q");
    pty.until_text("ENDED-0");
    assert_restored(&pty.end());
}

#[test]
fn ctrl_z_stops_the_job_and_fg_brings_it_back() {
    let blog = small_blog();
    let mut pty = job(blog.path());
    pty.send("\x1a");
    comes_back(pty);
}

#[test]
fn a_stop_from_outside_is_a_stop_too() {
    let blog = small_blog();
    let pty = job(blog.path());
    kill_process(pty.foreground(), Signal::TSTP).unwrap();
    comes_back(pty);
}

#[test]
fn without_a_shell_nothing_stops() {
    let (_blog, mut pty) = reading();
    pty.send("\x1a");
    kill_process(pty.process(), Signal::TSTP).unwrap();
    pty.resize(20, 60);
    pty.until_text("The second post");
    pty.send("q");
    assert_restored(&pty.end());
}

/// What the child of the next test runs; nothing by itself.
#[test]
fn panics_when_told_to() {
    let Ok(thread) = std::env::var("FOLIO_TEST_PANIC") else { return };
    folio::runtime::restore_on_panic();
    let tty = std::sync::Arc::new(folio::runtime::terminal::Tty::open().unwrap());
    let _screen = folio::runtime::terminal::Screen::take(tty, b"").unwrap();
    if thread == "worker" {
        std::thread::Builder::new().name("worker".into()).spawn(|| panic!("a test\x1b[31m")).unwrap().join().unwrap();
    }
    panic!("a test\x1b[31m");
}

#[test]
fn a_panic_in_any_thread_gives_the_terminal_back_before_it_says_a_word() {
    for thread in ["main", "worker"] {
        let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
        command.args(["--exact", "terminal::endings::panics_when_told_to", "--nocapture", "--test-threads=1"]);
        command.env("FOLIO_TEST_PANIC", thread);
        command.env("TERM", "xterm-256color");
        command.env_remove("RUST_BACKTRACE");
        let ended = Pty::start(command, 24, 80).end();
        assert_restored(&ended);
        assert_eq!(ended.status.exit_code(), 101, "{thread}");
        let raw = String::from_utf8_lossy(&ended.raw).into_owned();
        let said = raw.find("please report it").expect("a message");
        assert!(raw.rfind("\x1b[?1049l").unwrap() < said, "the message is not on the alternate screen");
        assert!(raw.contains("endings.rs:") && raw.contains("a test␛[31m"), "{raw}");
    }
}
