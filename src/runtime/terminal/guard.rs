//! The promise that the terminal is as before, however folio ends: quit, error, panic or signal.
//!
//! What must be undone is kept in one place that every thread can reach.

use std::cell::Cell;
use std::io::{self, Write as _};
use std::panic::PanicHookInfo;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rustix::termios::Termios;

use super::tty::Tty;
use crate::text::Clean;

/// Alternate screen, no cursor, bracketed paste.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?25l\x1b[?2004h";
/// Ends a frame that was cut off, then undoes [`ENTER`] and [`MOUSE_ON`] in the opposite order.
const LEAVE: &[u8] = b"\x1b\\\x1b[?2026l\x1b[?1006l\x1b[?1000l\x1b[?2004l\x1b[0m\x1b[?1049l\x1b[?25h";
/// Presses and the wheel, in the SGR form.
pub const MOUSE_ON: &[u8] = b"\x1b[?1000h\x1b[?1006h";
/// The opposite.
pub const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1000l";
/// How long a terminal that takes nothing is waited for at the end.
const LAST_WORDS: Duration = Duration::from_millis(100);

struct Saved {
    tty: Arc<Tty>,
    settings: Termios,
}

static SAVED: Mutex<Option<Saved>> = Mutex::new(None);

thread_local! {
    static CONTAINED: Cell<bool> = const { Cell::new(false) };
}

/// Takes the terminal: raw mode and the alternate screen, then `more`. Undone by [`restore`].
///
/// # Errors
/// If the terminal is gone.
pub fn take(tty: &Arc<Tty>, more: &[u8]) -> io::Result<()> {
    let settings = tty.settings()?;
    let mut raw = settings.clone();
    raw.make_raw();
    let mut saved = SAVED.lock().unwrap_or_else(PoisonError::into_inner);
    if saved.is_none() {
        *saved = Some(Saved { tty: Arc::clone(tty), settings });
    }
    drop(saved);
    tty.set(&raw)?;
    tty.keep();
    tty.write_within(&[ENTER, more].concat(), Duration::from_secs(1))
}

/// Gives the terminal back as it was. Does nothing the second time; never fails, never waits long.
pub fn restore() {
    let saved = SAVED.lock().unwrap_or_else(PoisonError::into_inner).take();
    if let Some(Saved { tty, settings }) = saved {
        tty.give_back(LAST_WORDS);
        let _ = tty.write_within(LEAVE, LAST_WORDS);
        let _ = tty.set(&settings);
    }
}

/// Runs work that content could make panic. The screen stays; the answer is what went wrong.
///
/// # Errors
/// With the place of the panic.
pub fn contain<T>(work: impl FnOnce() -> T) -> Result<T, Clean> {
    CONTAINED.set(true);
    let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(work));
    CONTAINED.set(false);
    result.map_err(|payload| Clean::line(&format!("a bug in folio: {}", words(payload.as_ref()))))
}

/// From now on a panic gives the terminal back before it says a word, and ends folio with status 101.
pub fn restore_on_panic() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if CONTAINED.get() {
            return;
        }
        restore();
        report(panic);
        if std::env::var_os("RUST_BACKTRACE").is_some() {
            before(panic);
        }
        if std::thread::current().name() != Some("main") {
            std::process::exit(101);
        }
    }));
}

fn report(panic: &PanicHookInfo<'_>) {
    let place = panic.location().map(|at| format!("{}:{}", at.file(), at.line())).unwrap_or_default();
    let message = format!("folio: this is a bug, please report it: {place}: {}", words(panic.payload()));
    let _ = writeln!(io::stderr(), "{}", Clean::line(&message));
}

fn words(payload: &(dyn std::any::Any + Send)) -> &str {
    let text = payload.downcast_ref::<&str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("no reason given")
}
