//! Frames on their way to the terminal. A terminal that takes them slowly never makes folio wait: what it does not
//! take at once a thread passes on, and no new frame is made until the last one is through.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::tty::Tty;

/// What ratatui writes a frame into. Nothing leaves before [`Output::send`].
#[derive(Clone, Debug, Default)]
pub struct FrameBytes(Rc<RefCell<Vec<u8>>>);

#[cfg(test)]
impl FrameBytes {
    /// What was written since the last time.
    pub fn taken(&self) -> Vec<u8> {
        self.0.take()
    }
}

/// The way out.
#[derive(Debug)]
pub struct Output {
    frame: FrameBytes,
    tty: Arc<Tty>,
    backlog: Arc<Backlog>,
}

/// Bytes that the terminal has not taken yet.
#[derive(Debug, Default)]
struct Backlog {
    state: Mutex<State>,
    more: Condvar,
}

#[derive(Debug, Default)]
struct State {
    bytes: Vec<u8>,
    thread: bool,
    closed: bool,
}

/// Where the news goes that the terminal has taken everything, or is gone.
pub type Drained = Box<dyn Fn(io::Result<()>) + Send>;

impl Output {
    /// From `frame` to a terminal.
    pub fn new(frame: FrameBytes, tty: Arc<Tty>) -> Self {
        Self { frame, tty, backlog: Arc::default() }
    }

    /// Whether an older frame is still on its way.
    pub fn is_busy(&self) -> bool {
        !self.backlog.lock().bytes.is_empty()
    }

    /// Sends what was written; `drained` is called from another thread if that takes the terminal a while.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub fn send(&mut self, drained: impl FnOnce() -> Drained) -> io::Result<()> {
        let mut frame = self.frame.0.borrow_mut();
        let mut state = self.backlog.lock();
        let written = if state.bytes.is_empty() { self.tty.write_frame(&frame)? } else { 0 };
        state.bytes.extend_from_slice(frame.get(written..).unwrap_or_default());
        frame.clear();
        if !state.bytes.is_empty() && !state.thread {
            state.thread = true;
            let (tty, backlog, drained) = (Arc::clone(&self.tty), Arc::clone(&self.backlog), drained());
            std::thread::Builder::new().name("output".into()).spawn(move || backlog.pass_on(&tty, &drained))?;
        }
        self.backlog.more.notify_one();
        Ok(())
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        let mut state = self.backlog.lock();
        state.closed = true;
        state.bytes.clear();
        self.backlog.more.notify_one();
    }
}

impl Write for FrameBytes {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    /// Nothing: ratatui flushes several times a frame.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Backlog {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn pass_on(&self, tty: &Tty, drained: &Drained) {
        let mut state = self.lock();
        while !state.closed {
            if state.bytes.is_empty() {
                state = self.more.wait(state).unwrap_or_else(PoisonError::into_inner);
                continue;
            }
            drop(state);
            let waited = tty.wait_writable(Duration::from_millis(500));
            state = self.lock();
            let written = waited.and_then(|_| tty.write_frame(&state.bytes));
            match written {
                Ok(count) => {
                    let end = count.min(state.bytes.len());
                    state.bytes.drain(..end);
                    if count > 0 && state.bytes.is_empty() {
                        drained(Ok(()));
                    }
                }
                Err(error) => return drained(Err(error)),
            }
        }
    }
}
