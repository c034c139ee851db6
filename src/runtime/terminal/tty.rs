//! The terminal as two file descriptors: where keys come from and where frames go.
//!
//! Knows termios and poll; knows no escape sequence.

use std::fs::OpenOptions;
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::time::{Duration, Instant};

use crate::runtime::fault::{self, Place};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::termios::{OptionalActions, Termios, tcgetattr, tcgetwinsize, tcsetattr};

/// Where keys come from and where frames go.
#[derive(Debug)]
pub struct Tty {
    input: OwnedFd,
    output: OwnedFd,
}

/// Columns of the terminal that standard output goes to; none if it goes elsewhere.
pub fn columns() -> Option<u16> {
    let size = tcgetwinsize(io::stdout()).ok()?;
    // A terminal that does not know its size says nought.
    Some(if size.ws_col == 0 { 80 } else { size.ws_col })
}

impl Tty {
    /// The terminal that standard output is; keys come from standard input if that is one too, else from the
    /// controlling terminal.
    ///
    /// # Errors
    /// If standard output is no terminal, or no terminal can be asked for keys.
    pub fn open() -> io::Result<Self> {
        let input = if rustix::termios::isatty(io::stdin()) {
            io::stdin().as_fd().try_clone_to_owned()?
        } else {
            OpenOptions::new().read(true).write(true).open("/dev/tty")?.into()
        };
        Ok(Self { input, output: output()? })
    }

    /// Where keys come from.
    pub fn input(&self) -> BorrowedFd<'_> {
        self.input.as_fd()
    }

    /// Columns and rows; 80 by 24 where the terminal does not say.
    pub fn size(&self) -> (u16, u16) {
        tcgetwinsize(&self.output).map_or((80, 24), |size| (size.ws_col, size.ws_row))
    }

    /// The line settings in force.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub fn settings(&self) -> io::Result<Termios> {
        Ok(tcgetattr(&self.input)?)
    }

    /// Puts line settings in force at once.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub fn set(&self, settings: &Termios) -> io::Result<()> {
        Ok(tcsetattr(&self.input, OptionalActions::Now, settings)?)
    }

    /// Writes as much as the terminal takes without waiting; answers with the number of bytes.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub fn write_some(&self, bytes: &[u8]) -> io::Result<usize> {
        if fault::strikes(Place::Write) {
            return Err(rustix::io::Errno::IO.into());
        }
        let mut written = 0;
        while let Some(rest) = bytes.get(written..).filter(|rest| !rest.is_empty()) {
            match rustix::io::write(&self.output, rest) {
                Ok(0) => break,
                Ok(count) => written += count,
                Err(rustix::io::Errno::INTR) => {}
                Err(rustix::io::Errno::AGAIN) => break,
                Err(error) => return Err(error.into()),
            }
        }
        Ok(written)
    }

    /// Waits until the terminal takes bytes again; false once the time is over.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub fn wait_writable(&self, limit: Duration) -> io::Result<bool> {
        let mut fds = [PollFd::new(&self.output, PollFlags::OUT)];
        let limit = Timespec { tv_sec: limit.as_secs().cast_signed(), tv_nsec: limit.subsec_nanos().into() };
        match poll(&mut fds, Some(&limit)) {
            Ok(count) => {
                let ready = fds.iter().fold(PollFlags::empty(), |all, fd| all | fd.revents());
                if ready.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
                    return Err(io::ErrorKind::BrokenPipe.into());
                }
                Ok(count > 0)
            }
            Err(rustix::io::Errno::INTR) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Writes all of it, or as much as the terminal takes in the time given.
    ///
    /// # Errors
    /// If the terminal is gone, or takes nothing for so long.
    pub fn write_within(&self, bytes: &[u8], limit: Duration) -> io::Result<()> {
        let end = Instant::now() + limit;
        let mut rest = bytes;
        while !rest.is_empty() {
            let written = self.write_some(rest)?;
            rest = rest.get(written..).unwrap_or_default();
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() && !rest.is_empty() {
                return Err(io::ErrorKind::TimedOut.into());
            }
            if !rest.is_empty() {
                self.wait_writable(left)?;
            }
        }
        Ok(())
    }
}

/// Standard output's terminal, opened a second time: only so can writing be without waiting for folio and stay as it
/// was for everybody else who holds that terminal.
fn output() -> io::Result<OwnedFd> {
    let stdout = io::stdout();
    let flags = OFlags::WRONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let name = rustix::termios::ttyname(&stdout, Vec::new())?;
    match rustix::fs::open(&name, flags, Mode::empty()) {
        Ok(output) => Ok(output),
        Err(_) => stdout.as_fd().try_clone_to_owned(),
    }
}
