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

/// Stops this process until it is continued, where there is a shell to do that.
pub fn stop() {
    if has_shell() {
        let _ = signal_hook::low_level::raise(signal_hook::consts::SIGSTOP);
    }
}

/// Stops the whole job, so that its shell comes back. Does nothing where no shell is there to continue it: a program
/// that a terminal window runs by itself would stand still for ever.
pub fn stop_job() {
    if has_shell() {
        let _ = rustix::process::kill_current_process_group(rustix::process::Signal::STOP);
    }
}

/// Whether somebody is there who would continue this job: the process group is not orphaned (POSIX).
fn has_shell() -> bool {
    use nix::unistd::{getpgid, getpgrp, getppid, getsid};
    let Ok(session) = getsid(None) else { return false };
    let parent = getppid();
    let parent = getpgid(Some(parent)).and_then(|group| Ok((group, getsid(Some(parent))?)));
    let numbers = |(group, session): (nix::unistd::Pid, nix::unistd::Pid)| (group.as_raw(), session.as_raw());
    continued_by(numbers((getpgrp(), session)), parent.ok().map(numbers))
}

/// Whether the parent, if it can be seen, is somebody outside the group and in the same session. Both are told by the
/// numbers of their group and their session. A number is 0 where its leader is outside of the container that folio and
/// its parent run in (`pid_namespaces(7)`); a session that began inside has its leader inside, so two zeros are one.
fn continued_by((own_group, own_session): (i32, i32), parent: Option<(i32, i32)>) -> bool {
    let Some((group, session)) = parent else { return false };
    let same_session = session == own_session;
    // A parent in the same group is a script whose own shell cannot be seen from here.
    let script_is_all = group == own_group && own_session == own_group;
    same_session && !script_is_all
}

#[cfg(test)]
mod tests {
    use super::continued_by;

    #[test]
    fn a_job_stops_only_where_somebody_would_continue_it() {
        // (what it is, own group and session, the parent's)
        let table = [
            ("started by a shell that gives each job a group", (20, 10), Some((10, 10)), true),
            ("started by a script of such a shell", (20, 10), Some((20, 10)), true),
            ("run by a window of its own", (20, 20), Some((10, 10)), false),
            ("run by a script that is all there is in the window", (20, 20), Some((20, 20)), false),
            ("the first process of a container", (1, 1), None, false),
            ("started by a shell whose session began outside of the container", (20, 0), Some((10, 0)), true),
            ("run by a process whose leader is outside of the container", (20, 20), Some((0, 0)), false),
            ("with a leader outside itself", (0, 0), Some((0, 0)), false),
        ];
        for (what, own, parent, stops) in table {
            assert_eq!(continued_by(own, parent), stops, "{what}");
        }
    }
}
