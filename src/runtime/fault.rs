//! Faults on order, so that tests see how the built program bears what can't be brought about from outside.
//!
//! `FOLIO_FAULT=PLACE:FILE` makes the place fail once, as soon as the file is there. Only builds with debug assertions
//! know of it; in a release nothing of this is left.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

/// Where a fault can be ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The main thread panics while it takes an event in.
    Update,
    /// The main thread panics in the middle of a frame.
    Draw,
    /// A task on a lane panics, where panics are expected.
    Task,
    /// A thread panics where no panic is expected.
    Thread,
    /// The terminal takes no byte (EIO).
    Write,
    /// The system gives no more watches (ENOSPC).
    #[cfg(feature = "watch")]
    Watch,
}

impl Place {
    fn name(self) -> &'static str {
        match self {
            Self::Update => "update",
            Self::Draw => "draw",
            Self::Task => "task",
            Self::Thread => "thread",
            Self::Write => "write",
            #[cfg(feature = "watch")]
            Self::Watch => "watch",
        }
    }
}

/// Whether the fault of this place was ordered and has not happened yet.
pub fn strikes(place: Place) -> bool {
    static STRUCK: AtomicBool = AtomicBool::new(false);
    if !cfg!(debug_assertions) {
        return false;
    }
    let Ok(order) = std::env::var("FOLIO_FAULT") else { return false };
    let is_due = order.split_once(':').is_some_and(|(name, file)| name == place.name() && Path::new(file).exists());
    is_due && !STRUCK.swap(true, Ordering::Relaxed)
}

/// Panics if that was ordered for this place; with a word that would act on a terminal.
#[allow(clippy::panic, reason = "to panic is what it is for")]
pub fn panics(place: Place) {
    if strikes(place) {
        panic!("a fault on order\x1b[31m");
    }
}
