//! A lane: one named thread that does one kind of work, in order, off the main thread.

use std::io;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

/// Work that a lane keeps waiting; of more, the oldest is dropped: whoever asked has asked again since.
const MOST_WAITING: usize = 64;
/// How long the end waits for work that cannot be interrupted.
const PATIENCE: Duration = Duration::from_millis(50);

type Job = Box<dyn FnOnce() + Send>;

/// One thread, started by its first job. Dropped, it takes no more work and is waited for a moment.
#[derive(Debug)]
pub struct Lane {
    name: &'static str,
    queue: Arc<Queue>,
    thread: Option<(JoinHandle<()>, Receiver<()>)>,
}

#[derive(Default)]
struct Queue {
    state: Mutex<State>,
    more: Condvar,
}

#[derive(Default)]
struct State {
    jobs: std::collections::VecDeque<Job>,
    closed: bool,
}

impl std::fmt::Debug for Queue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Queue")
    }
}

impl Lane {
    /// A lane without a thread yet.
    pub fn new(name: &'static str) -> Self {
        Self { name, queue: Arc::default(), thread: None }
    }

    /// Queues a job.
    ///
    /// # Errors
    /// If the system gives no thread.
    pub fn push(&mut self, job: impl FnOnce() + Send + 'static) -> io::Result<()> {
        if self.thread.is_none() {
            let queue = Arc::clone(&self.queue);
            let (done, ended) = channel();
            let thread = std::thread::Builder::new().name(self.name.into()).spawn(move || queue.work(&done))?;
            self.thread = Some((thread, ended));
        }
        let mut state = self.queue.state.lock().unwrap_or_else(PoisonError::into_inner);
        if state.jobs.len() >= MOST_WAITING {
            state.jobs.pop_front();
        }
        state.jobs.push_back(Box::new(job));
        self.queue.more.notify_one();
        Ok(())
    }
}

impl Queue {
    fn work(&self, _done: &Sender<()>) {
        while let Some(job) = self.next() {
            job();
        }
    }

    fn next(&self) -> Option<Job> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if state.closed {
                return None;
            }
            if let Some(job) = state.jobs.pop_front() {
                return Some(job);
            }
            state = self.more.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl Drop for Lane {
    fn drop(&mut self) {
        let mut state = self.queue.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.closed = true;
        drop(state);
        self.queue.more.notify_one();
        if let Some((thread, ended)) = self.thread.take() {
            // The thread's end of the channel goes when the thread does.
            if ended.recv_timeout(PATIENCE) == Err(std::sync::mpsc::RecvTimeoutError::Disconnected) {
                let _ = thread.join();
            }
        }
    }
}
