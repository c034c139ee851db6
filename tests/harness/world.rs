//! An app in a world in memory: tasks are done at once, in order, and what else is asked of the world is noted.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use folio::app::{App, Effect, Event, Setup, Task, update};
use folio::input::Key;
use folio::library::bodies::Bodies;
use folio::library::{Generation, Learned};
use folio::runtime::load::Loader;
use folio::runtime::tasks;
use folio::site::Site;
use folio::system::System;
use folio::system::memory::MemorySystem;
use folio::ui;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;

/// An app and its world.
pub struct World {
    pub app: App,
    pub system: MemorySystem,
    site: Arc<Site>,
    /// Posts a batch of a load.
    batch: usize,
    /// Tasks that wait until they may be done.
    waiting: VecDeque<Task>,
    /// Whether tasks wait.
    pub held: bool,
    /// What was asked of the world, but for tasks.
    pub asked: Vec<Effect>,
}

impl World {
    /// A reader on the world at the beginning of 2026.
    pub fn new(system: MemorySystem, size: (u16, u16)) -> Self {
        let system = MemorySystem { now: 1_767_225_600, ..system };
        let site = Arc::new(Site::open(&system, Path::new("/blog")).unwrap());
        let app = App::new(Setup::new(Arc::clone(&site), size));
        Self { app, system, site, batch: 256, waiting: VecDeque::new(), held: false, asked: Vec::new() }
    }

    /// With so many posts a batch.
    pub fn in_batches_of(mut self, batch: usize) -> Self {
        self.batch = batch;
        self
    }

    pub fn started(mut self) -> Self {
        self.send(Event::Started);
        self
    }

    /// Lets an event in, and all that follows from it.
    pub fn send(&mut self, event: Event) {
        let mut events = VecDeque::from([event]);
        while let Some(event) = events.pop_front() {
            for effect in update(&mut self.app, event) {
                match effect {
                    Effect::Start(task) => self.waiting.push_back(task),
                    other => self.asked.push(other),
                }
            }
            while !self.held
                && let Some(task) = self.waiting.pop_front()
            {
                events.extend(self.perform(task));
            }
            if events.is_empty() && self.app.browse.is_ranking() {
                events.push_back(Event::Tick);
            }
        }
    }

    /// Does what has waited.
    pub fn go_on(&mut self) {
        self.held = false;
        let waiting = std::mem::take(&mut self.waiting);
        let events: Vec<Event> = waiting.into_iter().flat_map(|task| self.perform(task)).collect();
        events.into_iter().for_each(|event| self.send(event));
    }

    pub fn press(&mut self, keys: &str) {
        for key in keys.split_whitespace() {
            let key: Key = key.parse().unwrap_or_else(|_| panic!("{key} is no key"));
            self.send(Event::Key(key));
        }
    }

    pub fn screen(&self) -> Buffer {
        let (width, height) = self.app.screen.size;
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        terminal.draw(|frame| ui::draw(&self.app, frame)).unwrap();
        terminal.backend().buffer().clone()
    }

    pub fn text(&self) -> String {
        let screen = self.screen();
        let row = |y: u16| {
            let mut text = String::new();
            let mut x = 0;
            while x < screen.area.width {
                let symbol = screen[(x, y)].symbol();
                text.push_str(symbol);
                x += u16::try_from(folio::text::width::width(symbol).max(1)).unwrap();
            }
            text.trim_end().to_owned()
        };
        (0..screen.area.height).map(row).collect::<Vec<_>>().join("\n")
    }

    fn perform(&self, task: Task) -> Vec<Event> {
        match task {
            Task::Load(generation) => self.load(generation),
            Task::Reload { generation, paths } => {
                let batch = self.loader().reload(generation, &paths);
                vec![Event::Loaded(batch), Event::LoadDone { generation, problem: None }]
            }
            Task::Open(source) => collected(|to| tasks::open(&self.system, &self.site, &source, to)),
            Task::LayOut(task) => collected(|to| tasks::lay_out(&task, &|| false, to)),
            Task::Search { generation, needle, posts } => {
                let bodies = Bodies { system: &self.system, site: &self.site, cancelled: &|| false };
                collected(|to| tasks::search(&bodies, generation, &needle, &posts, to))
            }
            Task::Judge { generation, questions, posts } => {
                let bodies = Bodies { system: &self.system, site: &self.site, cancelled: &|| false };
                collected(|to| tasks::judge(&bodies, generation, &questions, &posts, to))
            }
            Task::Backlinks { id, called, posts } => {
                let bodies = Bodies { system: &self.system, site: &self.site, cancelled: &|| false };
                collected(|to| tasks::backlinks(&bodies, id, &called, &posts, to))
            }
            Task::Check(generation) => {
                let bodies = Bodies { system: &self.system, site: &self.site, cancelled: &|| false };
                vec![tasks::check(&bodies, &self.site, generation)]
            }
            Task::Measure { id, revision, pictures } => {
                vec![tasks::measure(&self.system, &self.site, (id, revision), &pictures)]
            }
            Task::DecodeImage { key, path } => vec![tasks::prepare(&self.system, &self.site, key, &path)],
            Task::Learn(lesson) => vec![Event::Learned(Learned::from(&lesson))],
            _ => Vec::new(),
        }
    }

    fn loader(&self) -> Loader {
        Loader { system: Arc::new(self.system.clone()), site: Arc::clone(&self.site), stop: Arc::default() }
    }

    fn load(&self, generation: Generation) -> Vec<Event> {
        let keep = |kind, path: &Path| self.site.keeps(kind, path);
        let mut paths: Vec<PathBuf> = Vec::new();
        self.system.walk(&self.site.root, &keep, &mut |entry| {
            paths.push(entry.path);
            true
        });
        let loader = self.loader();
        let batches = paths.chunks(self.batch).map(|paths| Event::Loaded(loader.reload(generation, paths)));
        batches.chain([Event::LoadDone { generation, problem: None }]).collect()
    }
}

/// What a task answers.
fn collected(task: impl FnOnce(&mut dyn FnMut(Event))) -> Vec<Event> {
    let mut events = Vec::new();
    task(&mut |event| events.push(event));
    events
}
