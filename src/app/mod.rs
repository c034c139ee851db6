//! What folio is doing: the app, and `update`, the one function that changes it.
//!
//! A few sub-states, each with its own small transitions in a file of its own. No file is read here and
//! nothing is drawn: what the world shall do leaves as an [`Effect`], what it did comes back as an [`Event`].

mod areas;
mod browse;
mod effect;
mod event;
mod screen;
mod task;

use std::sync::Arc;

use crate::input::{Action, Keymap, Lookup, Mode};
use crate::library::{Batch, Generation, Library};
use crate::site::Site;

pub use areas::{Area, Areas, Shape};
pub use browse::Browse;
pub use effect::{Change, Effect, SafeUrl};
pub use event::{Event, Hit, LaidOut, Mouse, MouseKind, Opened, Picture, Token};
pub use screen::{Focus, Screen};
pub use task::{LayOut, Sheet, Source, Task};

/// What folio is doing.
#[derive(Debug)]
pub struct App {
    /// The posts.
    pub library: Library,
    /// How the screen is arranged.
    pub screen: Screen,
    /// What is listed and selected.
    pub browse: Browse,
    keymap: Keymap,
    generation: Generation,
    loading: bool,
}

impl App {
    /// A reader on a site, before anything is loaded, on a screen of this many columns and rows.
    pub fn new(site: Arc<Site>, size: (u16, u16)) -> Self {
        Self {
            library: Library::new(site),
            screen: Screen { size, ..Screen::default() },
            browse: Browse::default(),
            keymap: Keymap::default(),
            generation: Generation::default(),
            loading: true,
        }
    }

    /// Where everything stands on the screen.
    pub fn areas(&self) -> Areas {
        Areas::new(&self.screen)
    }

    /// Whether posts are still coming.
    pub fn is_loading(&self) -> bool {
        self.loading
    }

    /// After how long a [`Event::Tick`] is wanted, if at all.
    pub fn wake_after(&self) -> Option<std::time::Duration> {
        None
    }
}

/// Lets an event change the app. The only writer; what the world shall do is the answer.
pub fn update(app: &mut App, event: Event) -> Vec<Effect> {
    match event {
        Event::Started => vec![Effect::Start(Task::Load(app.generation))],
        Event::Key(key) => match app.keymap.lookup(Mode::List, &[key]) {
            Lookup::Action(action) => act(app, action),
            _ => Vec::new(),
        },
        Event::Resize(width, height) => {
            app.screen.size = (width, height);
            Vec::new()
        }
        Event::Loaded(batch) => loaded(app, batch),
        Event::LoadDone { generation, .. } => {
            app.loading &= generation != app.generation;
            Vec::new()
        }
        _ => Vec::new(),
    }
}

fn loaded(app: &mut App, batch: Batch) -> Vec<Effect> {
    if batch.generation == app.generation {
        app.library.apply(batch);
        app.browse.relist(&app.library);
    }
    Vec::new()
}

fn act(app: &mut App, action: Action) -> Vec<Effect> {
    match action {
        Action::LineDown => app.browse.step(1),
        Action::LineUp => app.browse.step(-1),
        Action::Close | Action::Quit => return vec![Effect::Quit],
        Action::Suspend => return vec![Effect::Suspend],
        _ => {}
    }
    Vec::new()
}
