//! What effects do: each arm hands its effect to the lane or the door that does it. What comes back is an event.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::app::{Event, Extent, LayOut, Opened, Task};
use crate::library::bodies::Bodies;
use crate::library::{Batch, Generation, Learned};
use crate::site::Site;
use crate::system::System;
use crate::system::programs::{self, Words};
use crate::text::Clean;

use super::fault::{self, Place};
use super::lane::Lane;
use super::load::Loader;
use super::tasks;
use super::terminal::guard;
use super::wake::Answers;

/// Performs tasks on lanes: what a reader waits for is never behind what can wait.
pub struct Performer {
    /// The post that a reader waits for: read before all others, relative to the root.
    pub first: Option<PathBuf>,
    world: World,
    to: Answers,
    loading: Lane,
    reading: Lane,
    coloring: Lane,
    searching: Lane,
    judging: Lane,
    relating: Lane,
    checking: Lane,
    drawing: Lane,
    outside: Lane,
    stop_load: Arc<AtomicBool>,
    stop_search: Arc<AtomicBool>,
    stop_judging: Arc<AtomicBool>,
    stop_relating: Arc<AtomicBool>,
    stop_checking: Arc<AtomicBool>,
    stop_layout: Arc<AtomicBool>,
}

/// A stream over many bodies.
#[derive(Clone, Copy)]
enum Stream {
    Search,
    Judge,
    Relate,
    Check,
}

/// What tasks work on.
#[derive(Clone)]
struct World {
    system: Arc<dyn System>,
    site: Arc<Site>,
}

impl Performer {
    /// Lanes without threads yet; what they find out goes to `to`.
    pub fn new(system: Arc<dyn System>, site: Arc<Site>, to: Answers) -> Self {
        Self {
            world: World { system, site },
            first: None,
            to,
            loading: Lane::new("loader"),
            reading: Lane::new("reader"),
            coloring: Lane::new("coloring"),
            searching: Lane::new("searching"),
            judging: Lane::new("judging"),
            relating: Lane::new("relating"),
            checking: Lane::new("checking"),
            drawing: Lane::new("pictures"),
            outside: Lane::new("outside"),
            stop_load: Arc::default(),
            stop_search: Arc::default(),
            stop_judging: Arc::default(),
            stop_relating: Arc::default(),
            stop_checking: Arc::default(),
            stop_layout: Arc::default(),
        }
    }

    /// Starts a task.
    ///
    /// # Errors
    /// If the system gives no thread.
    pub fn start(&mut self, task: Task) -> io::Result<()> {
        match task {
            Task::Load(generation) => self.load(generation),
            Task::Reload { generation, paths } => self.reload(generation, paths),
            Task::Open(source) => {
                let (id, revision) = (source.id, source.revision);
                self.read(
                    move |world, to| tasks::open(world.system.as_ref(), &world.site, &source, to),
                    // Whoever waits for the post is told, and waits no longer.
                    move |why| Event::Opened(Box::new(Opened { id, revision, body: Err(why), extent: Extent::Whole })),
                )
            }
            Task::LayOut(task) => self.lay_out(task),
            Task::Highlight { id, revision, document } => {
                self.run(|lanes| &mut lanes.coloring, move |_| tasks::highlight(id, revision, &document))
            }
            Task::Search { generation, needle, posts } => self.stream(Stream::Search, move |bodies, to| {
                tasks::search(bodies, generation, &needle, &posts, to);
            }),
            Task::Judge { generation, questions, posts } => self.stream(Stream::Judge, move |bodies, to| {
                tasks::judge(bodies, generation, &questions, &posts, to);
            }),
            Task::Backlinks { id, called, posts } => self.stream(Stream::Relate, move |bodies, to| {
                tasks::backlinks(bodies, id, &called, &posts, to);
            }),
            Task::Check(generation) => {
                let site = Arc::clone(&self.world.site);
                self.stream(Stream::Check, move |bodies, to| to(tasks::check(bodies, &site, generation)))
            }
            Task::Learn(lesson) => {
                let end = lesson.end;
                // Whoever waits for it is told, too: else nothing would ever be learned again.
                let failed = move |why| vec![Event::Learned(Learned::nothing(end)), Event::Failed(why)];
                self.run_or(|lanes| &mut lanes.relating, move |_| Event::Learned(Learned::from(&lesson)), failed)
            }
            Task::Measure { id, revision, pictures } => self.run(
                |lanes| &mut lanes.drawing,
                move |world| tasks::measure(world.system.as_ref(), &world.site, (id, revision), &pictures),
            ),
            Task::DecodeImage { key, path } => self.run(
                |lanes| &mut lanes.drawing,
                move |world| tasks::prepare(world.system.as_ref(), &world.site, key, &path),
            ),
        }
    }

    fn lay_out(&mut self, task: Box<LayOut>) -> io::Result<()> {
        // A newer width ends an older one.
        self.stop_layout.store(true, Ordering::Relaxed);
        self.stop_layout = Arc::default();
        let stop = Arc::clone(&self.stop_layout);
        self.read(move |_, to| tasks::lay_out(&task, &|| stop.load(Ordering::Relaxed), to), Event::Failed)
    }

    /// Work that a reader waits for, with several answers; and the answer where it fails.
    fn read(
        &mut self,
        work: impl FnOnce(&World, &mut dyn FnMut(Event)) + Send + 'static,
        failed: impl FnOnce(Clean) -> Event + Send + 'static,
    ) -> io::Result<()> {
        let (world, to) = (self.world.clone(), self.to.clone());
        self.reading.push(move || {
            let done = guard::contain(|| {
                fault::panics(Place::Task);
                work(&world, &mut |event| {
                    to.send(event);
                })
            });
            if let Err(problem) = done {
                to.send(failed(problem));
            }
        })
    }

    /// A stream over many bodies: a newer one of its kind ends an older.
    fn stream(
        &mut self,
        kind: Stream,
        work: impl FnOnce(&Bodies<'_>, &mut dyn FnMut(Event)) + Send + 'static,
    ) -> io::Result<()> {
        let (lane, stop) = match kind {
            Stream::Search => (&mut self.searching, &mut self.stop_search),
            Stream::Judge => (&mut self.judging, &mut self.stop_judging),
            Stream::Relate => (&mut self.relating, &mut self.stop_relating),
            Stream::Check => (&mut self.checking, &mut self.stop_checking),
        };
        stop.store(true, Ordering::Relaxed);
        *stop = Arc::default();
        let (world, to, stop) = (self.world.clone(), self.to.clone(), Arc::clone(stop));
        lane.push(move || {
            let stopped = || stop.load(Ordering::Relaxed);
            let bodies = Bodies { system: world.system.as_ref(), site: &world.site, cancelled: &stopped };
            let done = guard::contain(|| {
                work(&bodies, &mut |event| {
                    to.send(event);
                })
            });
            if let Err(problem) = done {
                to.send(Event::Failed(problem));
            }
        })
    }

    /// Opens a target beside folio with the first of these programs that works. One that does not end is not waited for:
    /// it is a browser.
    ///
    /// # Errors
    /// If the system gives no thread.
    pub fn open_beside(&self, programs: Vec<Words>, target: Clean) -> io::Result<()> {
        let to = self.to.clone();
        let opener = std::thread::Builder::new().name("opener".into());
        opener.spawn(move || {
            let mut problem = String::new();
            for words in programs {
                match programs::run_beside(&words) {
                    Ok(()) => return,
                    Err(error) => problem = format!("{target} was not opened: {} {error}", program_name(&words)),
                }
            }
            to.send(Event::Failed(Clean::line(&problem)));
        })?;
        Ok(())
    }

    /// Gives a text to the desktop's clipboard helper.
    ///
    /// # Errors
    /// If the system gives no thread.
    pub fn feed(&mut self, words: Words, text: String) -> io::Result<()> {
        let to = self.to.clone();
        self.outside.push(move || {
            if let Err(error) = programs::feed(&words, text) {
                let message = format!("The desktop's clipboard was not reached: {} {error}", program_name(&words));
                to.send(Event::Failed(Clean::line(&message)));
            }
        })
    }

    fn loader(&self) -> Loader {
        let World { system, site } = self.world.clone();
        Loader { system, site, stop: Arc::clone(&self.stop_load) }
    }

    fn load(&mut self, generation: Generation) -> io::Result<()> {
        // A newer load ends an older one.
        self.stop_load.store(true, Ordering::Relaxed);
        self.stop_load = Arc::default();
        let (loader, to, first) = (self.loader(), self.to.clone(), self.first.take());
        self.loading.push(move || {
            let done = guard::contain(|| {
                if let Some(first) = first {
                    let batch = Batch::of(loader.named(&first));
                    to.send(Event::Loaded(Batch { generation, ..batch }));
                }
                loader.load(generation, &mut |batch| to.send(Event::Loaded(batch)))
            });
            let problem = done.unwrap_or_else(Some);
            if !loader.stop.load(Ordering::Relaxed) {
                to.send(Event::LoadDone { generation, problem });
            }
        })
    }

    fn reload(&mut self, generation: Generation, paths: Vec<PathBuf>) -> io::Result<()> {
        let (loader, to) = (self.loader(), self.to.clone());
        self.loading.push(move || {
            let batch = guard::contain(|| loader.reload(generation, &paths));
            let problem = match batch {
                Ok(batch) => (!to.send(Event::Loaded(batch))).then(Clean::default),
                Err(problem) => Some(problem),
            };
            to.send(Event::LoadDone { generation, problem });
        })
    }

    fn run(
        &mut self,
        lane: impl FnOnce(&mut Self) -> &mut Lane,
        work: impl FnOnce(&World) -> Event + Send + 'static,
    ) -> io::Result<()> {
        self.run_or(lane, work, |why| vec![Event::Failed(why)])
    }

    /// Work with one answer, and the answers where it fails.
    fn run_or(
        &mut self,
        lane: impl FnOnce(&mut Self) -> &mut Lane,
        work: impl FnOnce(&World) -> Event + Send + 'static,
        failed: impl FnOnce(Clean) -> Vec<Event> + Send + 'static,
    ) -> io::Result<()> {
        let (world, to) = (self.world.clone(), self.to.clone());
        lane(self).push(move || {
            let events = guard::contain(|| vec![work(&world)]).unwrap_or_else(failed);
            events.into_iter().for_each(|event| {
                to.send(event);
            });
        })
    }
}

/// What a program is called in a message.
pub fn program_name(words: &[std::ffi::OsString]) -> String {
    words.first().map(|program| std::path::Path::new(program).display().to_string()).unwrap_or_default()
}

impl Drop for Performer {
    fn drop(&mut self) {
        let streams = [&self.stop_search, &self.stop_judging, &self.stop_relating, &self.stop_checking];
        for stop in streams.into_iter().chain([&self.stop_load, &self.stop_layout]) {
            stop.store(true, Ordering::Relaxed);
        }
    }
}
