//! The signals folio answers, as bytes in a pipe, and how to die of one.

use std::io;
use std::os::fd::{AsFd as _, BorrowedFd};
use std::os::unix::net::UnixStream;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::backend::SignalDelivery;
use signal_hook::iterator::exfiltrator::SignalOnly;

/// What a signal means to folio.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caught {
    /// End, by this signal.
    End(i32),
    /// Stop until continued.
    Stop,
    /// Stopped by somebody, continued now.
    Continue,
    /// The terminal has another size.
    Resize,
}

/// Signals are caught from here on.
#[derive(Debug)]
pub struct Signals(SignalDelivery<UnixStream, SignalOnly>);

impl Signals {
    /// Catches what would end, stop or resize folio.
    ///
    /// # Errors
    /// If the system gives no pipe.
    pub fn catch() -> io::Result<Self> {
        let (read, write) = UnixStream::pair()?;
        let all = [SIGTERM, SIGINT, SIGQUIT, SIGHUP, SIGTSTP, SIGCONT, SIGWINCH];
        Ok(Self(SignalDelivery::with_pipe(read, write, SignalOnly::default(), all)?))
    }

    /// Readable when one was caught.
    pub fn descriptor(&self) -> BorrowedFd<'_> {
        self.0.get_read().as_fd()
    }

    /// What was caught since the last time.
    pub fn caught(&mut self) -> Vec<Caught> {
        self.0.pending().map(meaning).collect()
    }
}

fn meaning(signal: i32) -> Caught {
    match signal {
        SIGTSTP => Caught::Stop,
        SIGCONT => Caught::Continue,
        SIGWINCH => Caught::Resize,
        other => Caught::End(other),
    }
}

/// Ends the process as if the signal had not been caught, so that a shell sees what ended it.
pub fn die_of(signal: i32) -> ! {
    let _ = signal_hook::low_level::emulate_default_handler(signal);
    std::process::exit(128 + signal)
}

/// Stops this process until it is continued.
pub fn stop() {
    let _ = signal_hook::low_level::raise(signal_hook::consts::SIGSTOP);
}
