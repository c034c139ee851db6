//! The loop: draw, wait, take what is there, update, perform, draw once.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use crate::app::{App, Effect, Event, Setup, update};
use crate::config::{Config, Depth, ImageChoice, Terminal};
use crate::picture::{self, CellSize};
use crate::site::Site;
use crate::system::System;
use crate::text::Clean;
use crate::ui;

use super::fault::{self, Place};
use super::input::decode::Input;
use super::input::{Reader, Signals, background, clusters};
use super::keep::Keeper;
use super::lasting::Lasting;
use super::perform::Performer;
use super::pictures::Held;
use super::terminal::{Drained, Screen, Tty, guard};
use super::wake::{Answers, Ending, Haul, Wake};

/// Wakes that may wait for the main thread.
const QUEUE: usize = 1024;
/// How long frames do without colors for a terminal that has not told its background: a light one would be dark for a
/// moment. Nothing waits for the answer.
const PLAIN: Duration = Duration::from_millis(30);

/// What a reader is started with.
pub struct Start {
    /// The site to read.
    pub site: Arc<Site>,
    /// What the user configured.
    pub config: Config,
    /// The post to open at once, relative to the root.
    pub open: Option<PathBuf>,
}

/// The reader at work.
pub(super) struct Session {
    pub(super) app: App,
    /// Which blog is read, by number: what comes for another is dropped.
    pub(super) blog: u32,
    pub(super) screen: Screen,
    pub(super) reader: Reader,
    pub(super) performer: Performer,
    pub(super) system: Arc<dyn System>,
    pub(super) site: Arc<Site>,
    pub(super) config: Config,
    pub(super) to: SyncSender<Wake>,
    pub(super) terminal: Terminal,
    /// Until when the terminal's answer is waited for.
    unsure: Option<Instant>,
    pub(super) keeper: Option<Keeper>,
    /// What is remembered where there is no keeper.
    pub(super) lasting: Lasting,
    mouse: bool,
    answers: picture::Answers,
    /// A cell's size by the size of the window.
    cell: Option<CellSize>,
    held: Held,
    pub(super) stale: bool,
    #[cfg(feature = "watch")]
    pub(super) watch: Option<super::watch::Watch>,
}

/// Reads a site until the reader has enough. The terminal is as before when this returns.
///
/// # Errors
/// If there is no terminal, or the system gives no thread.
pub fn run(system: &Arc<dyn System>, start: Start) -> io::Result<Ending> {
    let Start { site, config, open } = start;
    let signals = Signals::catch()?;
    let tty = Arc::new(Tty::open()?);
    let may_ask = system.env("TERM").is_some_and(|term| background::may_ask(&term));
    let wants_images = config.settings.images != ImageChoice::Off;
    let mut greeting = Vec::new();
    if may_ask {
        greeting.extend_from_slice(background::QUERY);
        greeting.extend_from_slice(clusters::QUERY);
    }
    if may_ask && wants_images {
        greeting.extend_from_slice(picture::query(&|name| system.env(name)).as_bytes());
    }
    let mut screen = Screen::take(Arc::clone(&tty), &greeting)?;
    let (to, from) = sync_channel(QUEUE);
    let terminal = Terminal::from_env(&|name| system.env(name), config.color);
    let unsure = (may_ask && terminal.appearance.is_none()).then(|| Instant::now() + PLAIN);
    let setup = Setup {
        site: Arc::clone(&site),
        size: screen.measure(),
        config: config.clone(),
        terminal: if unsure.is_some() { Terminal { depth: Depth::None, ..terminal } } else { terminal },
        open: open.clone(),
    };
    let mut app = App::new(setup);
    screen.draw(|frame| ui::draw(&app, frame), || drained(&to))?;
    let reader = Reader::start(tty, signals, to.clone())?;
    let answers = Answers::new(to.clone(), 0);
    let mut performer = Performer::new(Arc::clone(system), Arc::clone(&site), answers.clone());
    performer.first = open;
    for effect in update(&mut app, Event::Started) {
        if let Effect::Start(task) = effect {
            performer.start(task)?;
        }
    }
    let system = Arc::clone(system);
    let keeper = match config.settings.state {
        true => Keeper::start(Arc::clone(&system), Arc::clone(&site), answers)?,
        false => None,
    };
    let session = Session {
        app,
        blog: 0,
        cell: screen.cell(),
        screen,
        reader,
        performer,
        system,
        site,
        config,
        to,
        terminal,
        unsure,
        keeper,
        lasting: Lasting::default(),
        mouse: false,
        answers: picture::Answers::default(),
        held: Held::default(),
        stale: false,
        #[cfg(feature = "watch")]
        watch: None,
    };
    session.turn(&from)
}

impl Session {
    /// Reads until it is over. What is to be remembered is, also where the terminal failed.
    fn turn(mut self, from: &Receiver<Wake>) -> io::Result<Ending> {
        let ended = self.turn_until_over(from);
        if ended.is_err() {
            self.say_farewell();
        }
        // The process ends with its reader, and a shell would wait while thousands of posts are given back one by one.
        std::mem::forget(std::mem::take(&mut self.app.library));
        match ended {
            // A frame may meet a closed window before anybody has said that it is closed.
            Err(_) if self.screen.is_gone() => Ok(Ending::HangUp),
            ended => ended,
        }
    }

    /// Has what is still to be remembered of the blog that is read saved.
    pub(super) fn say_farewell(&mut self) {
        let last = update(&mut self.app, Event::Ending);
        last.into_iter().for_each(|effect| self.save(effect));
    }

    fn turn_until_over(&mut self, from: &Receiver<Wake>) -> io::Result<Ending> {
        loop {
            let answer = self.unsure.map(|until| until.saturating_duration_since(Instant::now()));
            let mut haul = Haul::take(from, [answer, self.app.wake_after()].into_iter().flatten().min(), self.blog);
            haul.timed_out &= answer.is_none();
            let known = self.terminal_known(&haul);
            haul.events.extend(known);
            if let Some(ending) = self.see_to(haul)? {
                self.free_pictures()?;
                return Ok(ending);
            }
            self.draw()?;
        }
    }

    /// The terminal as it is known now, if it has just told its background or has not for too long.
    fn terminal_known(&mut self, haul: &Haul) -> Option<Event> {
        let told = haul.inputs.iter().find_map(|input| match input {
            Input::Answer(answer) => background::parse(answer),
            _ => None,
        });
        let is_over = self.unsure.is_some_and(|until| until <= Instant::now());
        if told.is_none() && !is_over {
            return None;
        }
        self.unsure = None;
        self.terminal = self.terminal.with_background(told);
        Some(Event::Terminal(self.terminal))
    }

    /// A frame, unless the last one is still on its way: then when that has arrived.
    fn draw(&mut self) -> io::Result<()> {
        if self.screen.is_busy() || !self.stale {
            return Ok(());
        }
        self.stale = false;
        let (app, to) = (&self.app, &self.to);
        let paint = |frame: &mut ratatui::Frame<'_>| {
            ui::draw(app, frame);
            fault::panics(Place::Draw);
        };
        self.screen.draw(paint, || drained(to))?;
        let pictures = self.held.follow(app);
        if pictures.is_empty() { Ok(()) } else { self.screen.send(pictures.as_bytes(), || drained(to)) }
    }

    /// An input as the app knows it; answers about graphics are put together first.
    fn event_of(&mut self, input: Input) -> Option<Event> {
        match input {
            Input::Key(key) => Some(Event::Key(key)),
            Input::Mouse(mouse) => Some(Event::Mouse(mouse)),
            Input::Paste(text) => Some(Event::Paste(Clean::block(&text))),
            Input::Answer(answer) => self.answered(&answer),
        }
    }

    fn answered(&mut self, answer: &[u8]) -> Option<Event> {
        if clusters::are_kept(answer) {
            self.screen.trust_clusters();
        }
        let was_complete = self.answers.complete;
        self.answers.take(answer);
        if was_complete { None } else { self.graphics() }
    }

    /// How the terminal draws pictures, once it has said all it knows.
    pub(super) fn graphics(&self) -> Option<Event> {
        if !self.answers.complete {
            return None;
        }
        let true_color = self.terminal.depth == Depth::True;
        let protocol = picture::choose(&self.answers, &|name| self.system.env(name), true_color);
        Some(Event::Graphics { protocol, cell: self.answers.cell.or(self.cell).unwrap_or(CellSize::USUAL) })
    }

    /// How pictures are drawn once cells have another size than before: somebody has chosen larger letters.
    fn zoomed(&mut self) -> Option<Event> {
        let before = std::mem::replace(&mut self.cell, self.screen.cell());
        if before == self.cell || self.cell.is_none() {
            return None;
        }
        self.answers.cell = None;
        self.graphics()
    }

    fn see_to(&mut self, haul: Haul) -> io::Result<Option<Ending>> {
        if haul.ended.is_some() {
            self.say_farewell();
            return Ok(haul.ended);
        }
        if haul.stopped {
            self.stop()?;
        } else if haul.continued {
            self.screen.retake(self.modes())?;
            self.stale = true;
        }
        let resized = haul.resized || haul.continued || haul.stopped;
        if resized {
            // Also where it has the old size again: a terminal that was smaller for a moment has lost what it showed.
            self.repaint()?;
        }
        let resize = resized.then(|| self.screen.measure()).map(|(width, height)| Event::Resize(width, height));
        let zoom = if resized { self.zoomed() } else { None };
        let tick = haul.timed_out.then_some(Event::Tick);
        let inputs: Vec<Event> = haul.inputs.into_iter().filter_map(|input| self.event_of(input)).collect();
        self.watch_after(&haul.events)?;
        for event in resize.into_iter().chain(zoom).chain(inputs).chain(haul.events).chain(tick) {
            self.stale = true;
            fault::panics(Place::Update);
            for effect in update(&mut self.app, event) {
                if let Some(ending) = self.perform(effect)? {
                    return Ok(Some(ending));
                }
            }
        }
        Ok(None)
    }

    /// Live reload starts once everything is loaded, so that it takes no time from loading.
    #[cfg(feature = "watch")]
    fn watch_after(&mut self, events: &[Event]) -> io::Result<()> {
        let loaded = events.iter().any(|event| matches!(event, Event::LoadDone { .. }));
        if loaded && self.watch.is_none() && self.config.settings.watch {
            let (system, site) = (Arc::clone(&self.system), Arc::clone(&self.site));
            self.watch = Some(super::watch::Watch::start(system, site, self.answers_here())?);
        }
        Ok(())
    }

    #[cfg(not(feature = "watch"))]
    fn watch_after(&mut self, _events: &[Event]) -> io::Result<()> {
        Ok(())
    }

    /// Where answers to the blog that is read go.
    pub(super) fn answers_here(&self) -> Answers {
        Answers::new(self.to.clone(), self.blog)
    }

    pub(super) fn perform(&mut self, effect: Effect) -> io::Result<Option<Ending>> {
        match effect {
            Effect::Start(task) => self.performer.start(task)?,
            Effect::OpenBlog(path) => return self.open_blog(&path),
            Effect::OpenUrl(url) => self.open(url.address().as_str().as_ref(), url.address())?,
            Effect::OpenAsset(path) => self.open_asset(&path)?,
            Effect::Copy(text) => self.copy(&text)?,
            Effect::Edit { path, line, words } => self.edit(&path, (line, &words))?,
            Effect::Pipe(text) => self.pipe(&text)?,
            Effect::CaptureMouse(on) => self.capture_mouse(on)?,
            Effect::Redraw => self.repaint()?,
            Effect::Suspend => self.stop()?,
            Effect::Quit => return Ok(Some(Ending::Quit)),
            save @ Effect::Save(_) => self.save(save),
        }
        Ok(None)
    }

    fn save(&mut self, effect: Effect) {
        match (effect, &self.keeper) {
            (Effect::Save(change), Some(keeper)) => keeper.save(change),
            (Effect::Save(change), None) => self.lasting.save(&self.site.root, change),
            _ => {}
        }
    }

    /// What to turn on again when the terminal is taken again.
    pub(super) fn modes(&self) -> &'static [u8] {
        if self.mouse { guard::MOUSE_ON } else { b"" }
    }

    fn capture_mouse(&mut self, on: bool) -> io::Result<()> {
        self.mouse = on;
        let to = &self.to;
        self.screen.send(if on { guard::MOUSE_ON } else { guard::MOUSE_OFF }, || drained(to))
    }

    /// The next frame is drawn on an empty screen. Pictures are sent anew: a terminal that clears its screen may forget those
    /// that stood on it (kitty documentation, "Interaction with other terminal actions").
    fn repaint(&mut self) -> io::Result<()> {
        self.free_pictures()?;
        self.screen.forget()
    }

    /// Frees the pictures that the terminal holds, before it is given back.
    pub(super) fn free_pictures(&mut self) -> io::Result<()> {
        let freed = self.held.release();
        let to = &self.to;
        if freed.is_empty() { Ok(()) } else { self.screen.send(freed.as_bytes(), || drained(to)) }
    }

    /// Gives the terminal back and stops, as Ctrl-z does to every program; returns when continued.
    fn stop(&mut self) -> io::Result<()> {
        self.reader.pause_to_stop();
        self.free_pictures()?;
        self.screen.release();
        super::input::stop_job();
        self.screen.retake(self.modes())?;
        self.reader.resume();
        self.stale = true;
        self.say(Event::Resumed);
        Ok(())
    }
}

/// Tells the loop when a slow terminal has caught up, or is gone.
pub(super) fn drained(to: &SyncSender<Wake>) -> Drained {
    let to = to.clone();
    Box::new(move |result| {
        let _ = to.send(if result.is_ok() { Wake::Drained } else { Wake::Ended(Ending::HangUp) });
    })
}
