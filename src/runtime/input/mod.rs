//! The thread that waits for the outside: keys, signals, a terminal that goes away. It wakes for nothing else.
//!
//! Crossterm's own reader is not used: it turns late answers of the terminal into keys, cannot be made to leave the
//! keys to an editor, and never returns once the terminal is gone.

pub mod background;
pub mod clusters;
pub mod decode;
mod signals;

use std::io::{self, Read as _, Write as _};
use std::os::unix::net::UnixStream;
use std::sync::mpsc::{SyncSender, TrySendError};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::fault::{self, Place};
use super::terminal::Tty;
use super::wake::{Ending, Wake};
use decode::Decoder;
use signals::Caught;
pub use signals::{Signals, die_of, stop_job};

/// How long folio may take to end by itself after a signal.
const GRACE: Duration = Duration::from_millis(150);
/// Events that wait for a busy main thread before keys are left in the terminal.
const QUEUE_WAIT: Duration = Duration::from_millis(5);

/// Reads the terminal on a thread of its own until dropped.
#[derive(Debug)]
pub struct Reader {
    gate: Arc<Gate>,
    thread: Option<JoinHandle<()>>,
}

/// Who reads the terminal now.
#[derive(Debug)]
struct Gate {
    holder: Mutex<Holder>,
    wake: UnixStream,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holder {
    Folio,
    Child,
    /// Nobody for now: folio is about to stop, or does.
    Stopping,
    Nobody,
}

struct Watch {
    tty: Arc<Tty>,
    gate: Arc<Gate>,
    bell: UnixStream,
    signals: Signals,
    decoder: Decoder,
    to: SyncSender<Wake>,
}

impl Reader {
    /// Starts reading.
    ///
    /// # Errors
    /// If the system gives no thread or no pipe.
    pub fn start(tty: Arc<Tty>, signals: Signals, to: SyncSender<Wake>) -> io::Result<Self> {
        let (wake, bell) = UnixStream::pair()?;
        bell.set_nonblocking(true)?;
        wake.set_nonblocking(true)?;
        let gate = Arc::new(Gate { holder: Mutex::new(Holder::Folio), wake });
        let watch = Watch { tty, gate: Arc::clone(&gate), bell, signals, decoder: Decoder::default(), to };
        let thread = std::thread::Builder::new().name("terminal".into()).spawn(move || watch.run())?;
        Ok(Self { gate, thread: Some(thread) })
    }

    /// Leaves the keys to a child. No byte is read after this returns.
    pub fn pause(&self) {
        self.gate.give(Holder::Child);
    }

    /// Leaves the keys to whoever has the terminal while folio stops. No byte is read after this returns.
    pub fn pause_to_stop(&self) {
        self.gate.give(Holder::Stopping);
    }

    /// Reads again.
    pub fn resume(&self) {
        self.gate.give(Holder::Folio);
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.gate.give(Holder::Nobody);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Gate {
    fn give(&self, to: Holder) {
        *self.holder.lock().unwrap_or_else(PoisonError::into_inner) = to;
        let _ = (&self.wake).write(&[0]);
    }

    fn holder(&self) -> Holder {
        *self.holder.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Watch {
    fn run(mut self) {
        loop {
            let holder = self.gate.holder();
            if holder == Holder::Nobody {
                return;
            }
            let ready = self.wait(holder);
            if ready.bell {
                let _ = self.bell.read(&mut [0; 64]);
            }
            if ready.signal {
                self.take_signals();
            }
            if ready.gone {
                return self.end(Ending::HangUp);
            }
            let inputs = if ready.keys { self.take_keys() } else { Some(Vec::new()) };
            let Some(mut inputs) = inputs else { return self.end(Ending::HangUp) };
            if ready.nothing {
                inputs = self.decoder.give_up();
            }
            fault::panics(Place::Thread);
            for input in inputs {
                if !self.pass(Wake::Input(input)) {
                    return;
                }
            }
        }
    }

    /// Waits until something is there, or until the rest of a key can no longer come.
    fn wait(&self, holder: Holder) -> Ready {
        let keys = if holder == Holder::Folio { PollFlags::IN } else { PollFlags::empty() };
        let input = self.tty.input();
        let mut fds = [
            PollFd::new(&input, keys),
            PollFd::from_borrowed_fd(self.signals.descriptor(), PollFlags::IN),
            PollFd::new(&self.bell, PollFlags::IN),
        ];
        let patience = self.decoder.patience().map(timespec);
        let count = match poll(&mut fds, patience.as_ref()) {
            Ok(count) => count,
            Err(_) => return Ready::default(),
        };
        let [tty, signal, bell] = fds.map(|fd| fd.revents());
        Ready {
            nothing: count == 0,
            keys: tty.contains(PollFlags::IN),
            gone: tty.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL),
            signal: !signal.is_empty(),
            bell: !bell.is_empty(),
        }
    }

    /// Reads what is there, unless a child was given the keys meanwhile. None if the terminal is gone.
    fn take_keys(&mut self) -> Option<Vec<decode::Input>> {
        let holder = self.gate.holder.lock().unwrap_or_else(PoisonError::into_inner);
        if *holder != Holder::Folio {
            return Some(Vec::new());
        }
        let mut bytes = [0; 4096];
        match rustix::io::read(self.tty.input(), &mut bytes) {
            Ok(0) => None,
            Ok(count) => Some(self.decoder.feed(bytes.get(..count).unwrap_or_default())),
            Err(rustix::io::Errno::AGAIN | rustix::io::Errno::INTR) => Some(Vec::new()),
            Err(_) => None,
        }
    }

    fn take_signals(&mut self) {
        let holder = self.gate.holder();
        for caught in self.signals.caught() {
            match caught {
                // Ctrl-C in an editor means the editor, Ctrl-z the whole job.
                Caught::End(signal_hook::consts::SIGINT) if holder == Holder::Child => {}
                Caught::Stop if holder == Holder::Child => signals::stop(),
                // What is being done already, and who does it goes on by itself.
                Caught::Stop | Caught::Continue if holder == Holder::Stopping => {}
                Caught::Stop => drop(self.pass(Wake::Stopped)),
                Caught::TooLarge => {}
                Caught::Continue if holder == Holder::Child => {}
                Caught::Continue => drop(self.pass(Wake::Continued)),
                Caught::Resize => drop(self.pass(Wake::Resized)),
                Caught::End(signal) => return self.end(Ending::Signal(signal)),
            }
        }
    }

    /// Tells the main thread to end; does it for it if it is stuck.
    fn end(&self, ending: Ending) {
        let _ = self.to.try_send(Wake::Ended(ending));
        let pause = timespec(GRACE);
        let mut bell = [PollFd::new(&self.bell, PollFlags::IN)];
        if poll(&mut bell, Some(&pause)) == Ok(0) {
            super::terminal::guard::restore();
            ending.carry_out();
        }
    }

    /// Hands something to the main thread; false once nobody listens.
    fn pass(&self, wake: Wake) -> bool {
        let mut wake = wake;
        loop {
            match self.to.try_send(wake) {
                Ok(()) => return true,
                Err(TrySendError::Disconnected(_)) => return false,
                Err(TrySendError::Full(back)) => wake = back,
            }
            let mut bell = [PollFd::from_borrowed_fd(self.signals.descriptor(), PollFlags::IN)];
            if poll(&mut bell, Some(&timespec(QUEUE_WAIT))).is_ok_and(|count| count > 0)
                || self.gate.holder() == Holder::Nobody
            {
                return true;
            }
        }
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Ready {
    nothing: bool,
    keys: bool,
    gone: bool,
    signal: bool,
    bell: bool,
}

fn timespec(duration: Duration) -> Timespec {
    Timespec { tv_sec: duration.as_secs().cast_signed(), tv_nsec: duration.subsec_nanos().into() }
}
