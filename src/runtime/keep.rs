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
use crate::text::{Clean, capitalized};

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
    let (mut state, unusable) = match State::open(directory) {
        Ok(state) => (state, None),
        // What is there can still be read.
        Err(error @ StateError::Unusable(..)) => match State::open_unchanged(directory) {
            Ok(state) => (state, Some(said(error))),
            Err(_) => return Err(said(error)),
        },
        Err(error) => return Err(said(error)),
    };
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
    match unusable {
        Some(why) => Err(why),
        None => work.until_end(inbox, to),
    }
}

/// An error as a sentence.
fn said(error: StateError) -> Clean {
    Clean::line(&capitalized(&error.to_string()))
}

impl Work {
    /// Writes what comes. What cannot be written now, such as on a full disk, is tried again with what comes next.
    fn until_end(&self, inbox: &Receiver<Change>, to: &Answers) -> Result<(), Clean> {
        let mut unwritten: Vec<Change> = Vec::new();
        while let Ok(first) = inbox.recv() {
            unwritten.extend([first].into_iter().chain(inbox.try_iter().take(TOGETHER)));
            match self.state.together(|_| unwritten.iter().try_for_each(|change| self.save(change))) {
                Ok(()) => unwritten.clear(),
                Err(error) => {
                    let _ = to.try_send(Event::Failed(said(error)));
                    let too_many = unwritten.len().saturating_sub(TOGETHER);
                    unwritten.drain(..too_many);
                }
            }
        }
        Ok(())
    }

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runtime::wake::Wake;
    use crate::system::memory::MemorySystem;
    use std::sync::mpsc::sync_channel;

    fn read(path: &str) -> Change {
        Change::Read { id: crate::post::PostId(0), path: path.into(), read: true }
    }

    #[test]
    fn what_could_not_be_written_is_written_with_what_comes_next() {
        let directory = tempfile::tempdir().unwrap();
        let home = directory.path().canonicalize().unwrap();
        let mut system = MemorySystem::default();
        system.env.insert("XDG_STATE_HOME".into(), home.display().to_string());
        system.files.insert("_posts/2021-01-02-a.md".into(), b"words".to_vec());
        let site = Arc::new(Site::open(&system, Path::new("/blog")).unwrap());
        let (to, from) = sync_channel(16);
        let keeper = Keeper::start(Arc::new(system), site, Answers::new(to, 0)).unwrap().unwrap();
        let next = || match from.recv_timeout(Duration::from_secs(20)) {
            Ok(Wake::Event(_, event)) => event,
            other => panic!("{other:?}"),
        };
        assert!(matches!(next(), Event::Recalled(_)));
        let state = home.join("folio");
        let other = State::open(&state).unwrap();
        other
            .together(|_| {
                keeper.save(read("a.md"));
                let Event::Failed(why) = next() else { panic!("it is locked") };
                assert!(why.starts_with("The reading state could not be kept"), "{why}");
                Ok(())
            })
            .unwrap();
        keeper.save(read("b.md"));
        drop(keeper);
        let kept: Vec<String> = other.memories("/blog").unwrap().into_iter().map(|(path, _)| path).collect();
        assert_eq!(kept, ["a.md", "b.md"]);
    }
}
