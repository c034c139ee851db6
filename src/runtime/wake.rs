//! What wakes the main thread, and the order in which it takes what is there.

use std::sync::mpsc::{Receiver, SyncSender, TrySendError};
use std::time::Duration;

use crate::app::Event;

use super::input::decode::Input;

/// Something the main thread must see to.
#[derive(Debug)]
pub enum Wake {
    /// The terminal said something.
    Input(Input),
    /// The terminal has another size.
    Resized,
    /// An answer of the world to a blog, by its number.
    Event(u32, Event),
    /// A slow terminal has taken the last frame.
    Drained,
    /// Somebody wants folio to stop (SIGTSTP).
    Stopped,
    /// Folio goes on after it was stopped (SIGCONT).
    Continued,
    /// It is over.
    Ended(Ending),
}

/// Where the world's answers to one blog go. What still comes for a blog that was left is dropped.
#[derive(Clone, Debug)]
pub struct Answers {
    to: SyncSender<Wake>,
    blog: u32,
}

impl Answers {
    /// Answers to the blog of this number.
    pub fn new(to: SyncSender<Wake>, blog: u32) -> Self {
        Self { to, blog }
    }

    /// Sends an answer. Whether anybody listens.
    pub fn send(&self, event: Event) -> bool {
        self.to.send(Wake::Event(self.blog, event)).is_ok()
    }

    /// Sends an answer unless that has to wait.
    ///
    /// # Errors
    /// If it has to wait, or nobody listens.
    pub fn try_send(&self, event: Event) -> Result<(), TrySendError<Wake>> {
        self.to.try_send(Wake::Event(self.blog, event))
    }
}

/// How folio ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// As asked.
    Quit,
    /// The terminal is gone.
    HangUp,
    /// By a signal.
    Signal(i32),
}

impl Ending {
    /// Ends the process; the terminal must be restored before.
    pub fn carry_out(self) -> ! {
        match self {
            Self::Quit => std::process::exit(0),
            Self::HangUp => super::input::die_of(signal_hook::consts::SIGHUP),
            Self::Signal(signal) => super::input::die_of(signal),
        }
    }
}

/// What was taken at one waking: the terminal's words first, so that no key waits for a batch; one resize.
#[derive(Debug, Default)]
pub struct Haul {
    /// In the order they came.
    pub inputs: Vec<Input>,
    /// In the order they came.
    pub events: Vec<Event>,
    /// Whether the size changed, however often.
    pub resized: bool,
    /// Whether folio was asked to stop.
    pub stopped: bool,
    /// Whether folio goes on after it was stopped.
    pub continued: bool,
    /// The last word.
    pub ended: Option<Ending>,
    /// The time asked for went by and nothing came.
    pub timed_out: bool,
}

impl Haul {
    /// Waits for something, at most for `limit`, and takes everything that is there for a blog, up to a bound.
    pub fn take(from: &Receiver<Wake>, limit: Option<Duration>, blog: u32) -> Self {
        /// Enough for any burst; a flood is answered with a frame now and then.
        const BOUND: usize = 4096;
        let mut haul = Self::default();
        let first = match limit {
            Some(limit) => from.recv_timeout(limit).ok(),
            None => from.recv().ok(),
        };
        haul.timed_out = first.is_none();
        for wake in first.into_iter().chain(from.try_iter().take(BOUND)) {
            haul.add(wake, blog);
        }
        haul
    }

    fn add(&mut self, wake: Wake, blog: u32) {
        match wake {
            Wake::Input(input) => self.inputs.push(input),
            Wake::Resized => self.resized = true,
            Wake::Event(of, event) if of == blog => self.join(event),
            Wake::Event(..) | Wake::Drained => {}
            Wake::Stopped => self.stopped = true,
            Wake::Continued => self.continued = true,
            Wake::Ended(ending) => self.ended = self.ended.or(Some(ending)),
        }
    }

    /// Batches of one load that follow each other become one.
    fn join(&mut self, event: Event) {
        match (self.events.last_mut(), event) {
            (Some(Event::Loaded(last)), Event::Loaded(batch))
                if last.generation == batch.generation && last.removals.is_empty() && batch.removals.is_empty() =>
            {
                last.upserts.extend(batch.upserts);
            }
            (_, event) => self.events.push(event),
        }
    }
}
