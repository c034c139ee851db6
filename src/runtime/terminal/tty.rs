//! The terminal as two file descriptors: where keys come from and where frames go.
//!
//! Knows termios and poll; knows no escape sequence.

use std::fs::OpenOptions;
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::{Mutex, PoisonError, TryLockError};
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
    /// Whether it was given back. Held while a frame is written.
    given_back: Mutex<bool>,
}

/// Columns of the terminal that standard output goes to; none if it goes elsewhere.
pub fn columns() -> Option<u16> {
    columns_of(io::stdout().as_fd())
}

/// The same of standard error.
pub fn message_columns() -> Option<u16> {
    columns_of(io::stderr().as_fd())
}

fn columns_of(stream: BorrowedFd<'_>) -> Option<u16> {
    let size = tcgetwinsize(stream).ok()?;
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
        Ok(Self { input, output: output()?, given_back: Mutex::new(false) })
    }

    /// Where keys come from.
    pub fn input(&self) -> BorrowedFd<'_> {
        self.input.as_fd()
    }

    /// Columns and rows; 80 by 24 where the terminal does not say.
    pub fn size(&self) -> (u16, u16) {
        tcgetwinsize(&self.output).map_or((80, 24), |size| (size.ws_col, size.ws_row))
    }

    /// Pixels across and down, where the terminal says so; else noughts.
    pub fn pixels(&self) -> (u16, u16) {
        tcgetwinsize(&self.output).map_or((0, 0), |size| (size.ws_xpixel, size.ws_ypixel))
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

    /// From now on it is folio's, and frames are written.
    pub fn keep(&self) {
        *self.given_back.lock().unwrap_or_else(PoisonError::into_inner) = false;
    }

    /// From now on frames go nowhere: whatever thread gives the terminal back, no other writes behind its last words. A
    /// frame that is being written is waited for, but not for longer than `limit`.
    pub fn give_back(&self, limit: Duration) {
        let end = Instant::now() + limit;
        loop {
            match self.given_back.try_lock() {
                Ok(mut given_back) => *given_back = true,
                Err(TryLockError::Poisoned(poisoned)) => *poisoned.into_inner() = true,
                Err(TryLockError::WouldBlock) if Instant::now() < end => {
                    std::thread::sleep(Duration::from_millis(1));
                    continue;
                }
                Err(TryLockError::WouldBlock) => {}
            }
            return;
        }
    }

    /// Writes as much of a frame as the terminal takes without waiting; answers with the number of bytes that are done
    /// with: all, where the terminal was given back.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub fn write_frame(&self, bytes: &[u8]) -> io::Result<usize> {
        let given_back = self.given_back.lock().unwrap_or_else(PoisonError::into_inner);
        if *given_back { Ok(bytes.len()) } else { self.write_some(bytes) }
    }

    /// Writes as much as the terminal takes without waiting; answers with the number of bytes.
    ///
    /// # Errors
    /// If the terminal is gone.
    fn write_some(&self, bytes: &[u8]) -> io::Result<usize> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_behind_the_last_words_goes_nowhere() {
        let (mut screen, output) = std::os::unix::net::UnixStream::pair().unwrap();
        let input = output.try_clone().unwrap().into();
        let tty = Tty { input, output: output.into(), given_back: Mutex::new(false) };
        assert_eq!(tty.write_frame(b"one ").unwrap(), 4);
        tty.give_back(Duration::from_secs(1));
        assert_eq!(tty.write_frame(b"two ").unwrap(), 4);
        tty.write_within(b"last words", Duration::from_secs(1)).unwrap();
        tty.keep();
        assert_eq!(tty.write_frame(b" again").unwrap(), 6);
        let mut bytes = [0; 64];
        let count = std::io::Read::read(&mut screen, &mut bytes).unwrap();
        assert_eq!(&bytes[..count], b"one last words again");
    }
}
