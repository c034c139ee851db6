//! Keeps what a reader leaves behind: one thread with the database, opened after the first frame.
//!
//! Trouble with it is a message. What is still to be written at the end is written, for as long as that may take.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use crate::app::{Change, Event, Recalled};
use crate::site::Site;
use crate::state::{self, PostKey, Sought, State, StateError};
use crate::system::System;
use crate::text::Clean;

use super::terminal::guard;
use super::wake::Answers;

/// How long the end waits for what is still to be written.
const PATIENCE: Duration = Duration::from_millis(400);
/// Blogs that are offered to be read again.
const BLOGS: u32 = 20;
/// Changes that are written together.
const TOGETHER: usize = 10_000;

/// The thread that keeps.
#[derive(Debug)]
pub struct Keeper {
    to: Option<Sender<Change>>,
    ended: Receiver<()>,
}

struct Work {
    state: State,
    system: Arc<dyn System>,
    blog: String,
    root: String,
}

impl Keeper {
    /// Starts keeping; what is remembered comes as an event. None where there is no place for it.
    ///
    /// # Errors
    /// If the system gives no thread.
    pub fn start(system: Arc<dyn System>, site: Arc<Site>, to: Answers) -> io::Result<Option<Self>> {
        let Some(directory) = state::directory(&|name| system.env(name)) else { return Ok(None) };
        let (changes, inbox) = channel();
        let (done, ended) = channel();
        let keep = move || {
            // Dropped with the thread: whoever waits for the end then goes on.
            let _done: Sender<()> = done;
            let said = guard::contain(|| keep(&directory, system, &site, &inbox, &to));
            if let Err(problem) = said.unwrap_or_else(Err) {
                let _ = to.try_send(Event::Failed(problem));
            }
        };
        std::thread::Builder::new().name("state".into()).spawn(keep)?;
        Ok(Some(Self { to: Some(changes), ended }))
    }

    /// Remembers a change.
    pub fn save(&self, change: Change) {
        if let Some(to) = &self.to {
            // Without a database there is nobody to take it, which was said.
            let _ = to.send(change);
        }
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.to = None;
        let _ = self.ended.recv_timeout(PATIENCE);
    }
}

fn keep(
    directory: &Path,
    system: Arc<dyn System>,
    site: &Site,
    inbox: &Receiver<Change>,
    to: &Answers,
) -> Result<(), Clean> {
    let said = |error: StateError| Clean::line(&error.to_string());
    let mut state = State::open(directory).map_err(said)?;
    if let Some(notice) = state.notice.take() {
        to.send(Event::Failed(notice));
    }
    let root = site.root.to_string_lossy().into_owned();
    let sought = Sought {
        base: site.base_url.as_deref(),
        root: &site.root,
        is_there: &|root| system.canonical(root).is_ok(),
        has: &|post| system.is_file(&site.root, Path::new(post)),
    };
    let blog = state.blog_key(&sought, system.now()).map_err(said)?;
    let work = Work { state, system, blog, root };
    let recalled = work.recall().map_err(said)?;
    to.send(Event::Recalled(Box::new(recalled)));
    while let Ok(first) = inbox.recv() {
        let changes: Vec<Change> = [first].into_iter().chain(inbox.try_iter().take(TOGETHER)).collect();
        if let Err(error) = work.state.together(|_| changes.iter().try_for_each(|change| work.save(change))) {
            let _ = to.try_send(Event::Failed(said(error)));
        }
    }
    Ok(())
}

impl Work {
    fn recall(&self) -> Result<Recalled, StateError> {
        let memories = self.state.memories(&self.blog)?.into_iter();
        let posts: HashMap<PathBuf, _> = memories.map(|(path, memory)| (PathBuf::from(path), memory)).collect();
        let last = self.state.last_post(&self.blog)?.map(PathBuf::from);
        let filter = Clean::line(&self.state.filter(&self.blog)?.unwrap_or_default());
        let queries = self.state.queries(&self.blog)?.iter().rev().map(|query| Clean::line(query)).collect();
        let blogs = self.state.roots(BLOGS)?;
        Ok(Recalled { posts, last, filter, queries, blogs })
    }

    fn save(&self, change: &Change) -> Result<(), StateError> {
        let key = |path: &Path| PostKey { blog: self.blog.clone(), post: path.to_string_lossy().into_owned() };
        match change {
            Change::Read { path, read, .. } => self.state.set_read(&key(path), *read),
            Change::Starred { path, starred, .. } => self.state.set_starred(&key(path), *starred),
            Change::Place { path, place } => self.state.set_place(&key(path), place, self.system.now()),
            Change::Filter(filter) => self.state.set_blog(&self.blog, &self.root, filter, self.system.now()),
            Change::Query(query) => self.state.add_query(&self.blog, query, self.system.now()),
        }
    }
}
