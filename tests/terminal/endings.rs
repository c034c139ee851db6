//! However folio ends, and whatever it shows then, the terminal is as before.

use std::path::{Path, PathBuf};

use portable_pty::ExitStatus;
use rustix::process::{Signal, kill_process};

use super::pty::{Ended, Pty, folio, program, shell, small_blog};

/// Turned on and off again, in pairs.
const MODES: &[(&str, &str)] = &[
    ("\x1b[?1049h", "\x1b[?1049l"),
    ("\x1b[?25l", "\x1b[?25h"),
    ("\x1b[?2004h", "\x1b[?2004l"),
    ("\x1b[?1000h", "\x1b[?1000l"),
    ("\x1b[?1006h", "\x1b[?1006l"),
    ("\x1b[?2026h", "\x1b[?2026l"),
];

fn assert_restored(ended: &Ended, what: &str) {
    let raw = String::from_utf8_lossy(&ended.raw);
    for (on, off) in MODES {
        if let Some(last) = raw.rfind(on) {
            assert!(raw.rfind(off).is_some_and(|end| end > last), "{what}: {off:?} is missing after {on:?}");
        }
    }
    assert!(ended.settings_restored, "{what}: line settings");
}

/// What is on the screen at the end: its name, the keys that lead there with the mouse in use, and a word of it.
const SCREENS: &[(&str, &str, &str)] =
    &[("list", "M", "The second post"), ("post", "M\r", "Other words."), ("help", "M?", "Scroll long lines")];

/// A reader on one of the screens. Faults strike when `trigger` is there.
struct Reading {
    pty: Pty,
    blog: tempfile::TempDir,
    trigger: PathBuf,
}

impl Reading {
    fn on((name, keys, word): &(&str, &str, &str), fault: &str) -> Self {
        let blog = small_blog();
        let trigger = blog.path().join("now");
        let order = format!("{fault}:{}", trigger.display());
        let mut pty = Pty::start(folio(blog.path(), &[("FOLIO_FAULT", &order)]), 24, 80);
        pty.until_text("The second post");
        pty.send(keys);
        pty.until(name, |screen| {
            screen.contents().contains(word) && screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None
        });
        Self { pty, blog, trigger }
    }

    /// Lets the fault strike, at the next key.
    fn strike(&mut self) {
        std::fs::write(&self.trigger, "").unwrap();
        self.pty.send("j");
    }

    fn signal(&self, signal: Signal) {
        kill_process(self.pty.process(), signal).unwrap();
    }
}

/// How a reader ends, and what its parent is told.
struct Ending {
    name: &'static str,
    /// What of [`folio`'s own faults](folio::runtime) it needs, if any.
    fault: &'static str,
    cause: fn(&mut Reading),
    told: fn(&ExitStatus) -> bool,
}

fn by(name: &'static str, cause: fn(&mut Reading), told: fn(&ExitStatus) -> bool) -> Ending {
    Ending { name, fault: "", cause, told }
}

fn fault(name: &'static str, told: fn(&ExitStatus) -> bool) -> Ending {
    Ending { name, fault: name, cause: Reading::strike, told }
}

fn of(status: &ExitStatus, signal: &str) -> bool {
    status.signal().is_some_and(|seen| seen.contains(signal))
}

fn endings() -> Vec<Ending> {
    vec![
        by("quit", |reading| reading.pty.send("Q"), ExitStatus::success),
        by("SIGTERM", |reading| reading.signal(Signal::TERM), |status| of(status, "Terminated")),
        by("SIGINT", |reading| reading.signal(Signal::INT), |status| of(status, "Interrupt")),
        by("SIGQUIT", |reading| reading.signal(Signal::QUIT), |status| of(status, "Quit")),
        by("SIGHUP", |reading| reading.signal(Signal::HUP), |status| of(status, "Hangup")),
        by("SIGUSR1", |reading| reading.signal(Signal::USR1), |status| of(status, "User defined")),
        by("SIGXCPU", |reading| reading.signal(Signal::XCPU), |status| of(status, "CPU")),
        fault("update", |status| status.exit_code() == 101),
        fault("draw", |status| status.exit_code() == 101),
        fault("thread", |status| status.exit_code() == 101),
        fault("write", |status| status.exit_code() == 2),
    ]
}

#[test]
fn however_it_ends_on_whatever_screen_the_terminal_is_as_before() {
    let with_faults = cfg!(debug_assertions);
    if !with_faults {
        eprintln!("built without debug assertions: endings by a fault are skipped");
    }
    for ending in endings().iter().filter(|ending| with_faults || ending.fault.is_empty()) {
        for screen in SCREENS {
            let what = format!("{} on the {}", ending.name, screen.0);
            let mut reading = Reading::on(screen, ending.fault);
            (ending.cause)(&mut reading);
            let ended = reading.pty.end();
            assert!((ending.told)(&ended.status), "{what}: {:?}\n{}", ended.status, ended.screen);
            assert_restored(&ended, &what);
            drop(reading.blog);
            if ended.status.exit_code() == 101 {
                assert_reported(&ended, &what);
            }
        }
    }
}

/// What panicked is said on the screen of whoever started folio, and nothing of it acts.
fn assert_reported(ended: &Ended, what: &str) {
    let raw = String::from_utf8_lossy(&ended.raw);
    let said = raw.find("please report it").unwrap_or_else(|| panic!("{what}: no message"));
    assert!(raw.rfind("\x1b[?1049l").unwrap() < said, "{what}: the message is on the alternate screen");
    assert!(raw.contains("fault.rs:") && raw.contains("a fault on order␛[31m"), "{what}: {raw}");
}

#[test]
fn a_task_that_panics_is_a_message_and_the_reading_goes_on() {
    if !cfg!(debug_assertions) {
        return eprintln!("skipped: built without debug assertions");
    }
    let mut reading = Reading::on(&SCREENS[0], "task");
    // The post beside the list is there, so the task that panics is the one that the key starts.
    reading.pty.until_text("Other words.");
    reading.pty.until_asleep();
    reading.strike();
    reading.pty.until_text("This post cannot be read.");
    reading.pty.until_text("a bug in folio: a fault");
    reading.pty.send("k\r");
    reading.pty.until_text("Other words.");
    reading.pty.until_asleep();
    reading.pty.send("Q");
    let ended = reading.pty.end();
    assert!(ended.status.success(), "{}", ended.status);
    assert_restored(&ended, "after a panic of a task");
}

#[test]
fn a_closed_window_ends_folio_at_once_on_whatever_screen() {
    for screen in SCREENS {
        let (status, time) = Reading::on(screen, "").pty.hang_up();
        assert!(of(&status, "Hangup"), "{}: {status}", screen.0);
        assert!(time.as_secs() < 10, "{}: {time:?}", screen.0);
    }
}

#[test]
fn keys_come_from_the_terminal_where_standard_input_is_closed() {
    let blog = small_blog();
    let script = format!("exec '{}' --no-state '{}' <&-", env!("CARGO_BIN_EXE_folio"), blog.path().display());
    for (name, keys, _) in SCREENS {
        let mut pty = Pty::start(shell(&script, blog.path(), &[]), 24, 80);
        pty.until_text("The second post");
        pty.send(keys);
        pty.send("Q");
        let ended = pty.end();
        assert!(ended.status.success(), "{name}: {}", ended.status);
        assert_restored(&ended, name);
    }
}

/// Folio as a job of a shell with job control.
fn job(blog: &Path, (_, keys, word): &(&str, &str, &str)) -> Pty {
    let mut shell = program("/bin/bash", blog, &[]);
    let script = format!(
        "set -m; '{}' --no-state '{}'; echo STOPPED-$?; read -r; fg >/dev/null; echo ENDED-$?",
        env!("CARGO_BIN_EXE_folio"),
        blog.display()
    );
    shell.args(["--norc", "--noprofile", "-c", &script]);
    let mut pty = Pty::start(shell, 24, 80);
    pty.until_text("The second post");
    pty.send(keys);
    pty.until_text(word);
    pty
}

#[test]
fn ctrl_z_or_a_stop_from_outside_stops_the_job_and_fg_brings_the_screen_back() {
    for screen in SCREENS {
        for from_outside in [false, true] {
            let blog = small_blog();
            let mut pty = job(blog.path(), screen);
            if from_outside {
                kill_process(pty.foreground(), Signal::TSTP).unwrap();
            } else {
                pty.send("\x1a");
            }
            pty.until_text("STOPPED-");
            assert!(!pty.screen().contains(screen.2), "the shell has its own screen");
            pty.send("\n");
            pty.until_text(screen.2);
            pty.send("Q");
            pty.until_text("ENDED-0");
            assert_restored(&pty.end(), screen.0);
        }
    }
}

#[test]
fn without_a_shell_nothing_stops() {
    let mut pty = Reading::on(&SCREENS[0], "").pty;
    pty.send("\x1a");
    kill_process(pty.process(), Signal::TSTP).unwrap();
    pty.resize(20, 60);
    // What the terminal's last row says now was in no row of that number before: the key finds the terminal retaken.
    pty.until("a frame of the new size", |screen| screen.rows(0, 60).nth(19).is_some_and(|row| row.contains("Enter")));
    pty.send("Q");
    assert_restored(&pty.end(), "without a shell");
}
