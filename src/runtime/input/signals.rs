//! The signals folio answers, as bytes in a pipe, and how to die of one.

use std::io;
use std::os::fd::{AsFd as _, BorrowedFd};
use std::os::unix::net::UnixStream;

use signal_hook::consts::{
    SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGPROF, SIGQUIT, SIGTERM, SIGTSTP, SIGUSR1, SIGUSR2, SIGVTALRM, SIGWINCH,
    SIGXCPU, SIGXFSZ,
};
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
    /// A file may not grow any more: whoever writes is told by an error, as on a full disk.
    TooLarge,
}

/// Every signal that a program can answer and that would else end, stop or mislead it.
const ALL: [i32; 14] = [
    SIGTERM, SIGINT, SIGQUIT, SIGHUP, SIGALRM, SIGVTALRM, SIGPROF, SIGUSR1, SIGUSR2, SIGXCPU, SIGXFSZ, SIGTSTP,
    SIGCONT, SIGWINCH,
];

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
        Ok(Self(SignalDelivery::with_pipe(read, write, SignalOnly, ALL)?))
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
        SIGXFSZ => Caught::TooLarge,
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

/// Stops the whole job, so that its shell comes back. Does nothing where no shell is there to continue it: a program
/// that a terminal window runs by itself would stand still for ever.
pub fn stop_job() {
    if has_shell() {
        let _ = rustix::process::kill_current_process_group(rustix::process::Signal::STOP);
    }
}

/// Whether the process group is not orphaned (POSIX): somebody outside the group, in the same session, started it.
fn has_shell() -> bool {
    use rustix::process::{getpgid, getpgrp, getppid, getsid};
    let Some(parent) = getppid() else { return false };
    let same_session = getsid(Some(parent)).is_ok_and(|session| getsid(None).is_ok_and(|own| own == session));
    // A parent in the same group is a script whose own shell cannot be seen from here.
    let same_group = getpgid(Some(parent)).is_ok_and(|group| group == getpgrp());
    let is_leader = getsid(None).is_ok_and(|session| session == getpgrp());
    same_session && !(same_group && is_leader)
}
