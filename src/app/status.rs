//! What just happened, said in one line for a while, and the log of all that was said.

use std::collections::VecDeque;
use std::time::Duration;

use crate::text::Clean;

/// How a message is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Something was done.
    Notice,
    /// Something could not be done.
    Problem,
}

/// A thing said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// How it is meant.
    pub tone: Tone,
    /// One line.
    pub text: Clean,
}

/// What is said at the bottom of the screen.
#[derive(Clone, Debug, Default)]
pub struct Status {
    shown: Option<Message>,
    log: VecDeque<Message>,
}

impl Status {
    /// Messages kept in the log.
    const KEPT: usize = 500;

    /// How long a message stays.
    pub const STAYS: Duration = Duration::from_secs(5);

    /// Says that something was done.
    pub fn notice(&mut self, text: impl AsRef<str>) {
        self.say(Tone::Notice, Clean::line(text.as_ref()));
    }

    /// Says that something could not be done.
    pub fn problem(&mut self, text: impl AsRef<str>) {
        self.say(Tone::Problem, Clean::line(text.as_ref()));
    }

    fn say(&mut self, tone: Tone, text: Clean) {
        let message = Message { tone, text };
        if self.log.len() == Self::KEPT {
            self.log.pop_front();
        }
        self.log.push_back(message.clone());
        self.shown = Some(message);
    }

    /// What is said now.
    pub fn shown(&self) -> Option<&Message> {
        self.shown.as_ref()
    }

    /// All that was said, oldest first.
    pub fn log(&self) -> impl DoubleEndedIterator<Item = &Message> {
        self.log.iter()
    }

    /// Says nothing any more.
    pub fn clear(&mut self) {
        self.shown = None;
    }
}
