//! What folio is doing: the app, and `update`, the one function that changes it.
//!
//! A few sub-states, each with its own small transitions in a file of its own. No file is read here and
//! nothing is drawn: what the world shall do leaves as an [`Effect`], what it did comes back as an [`Event`].

mod act;
mod answers;
mod areas;
mod backlinks;
mod browse;
mod checking;
pub mod compose;
mod departed;
mod details;
mod early;
mod effect;
mod event;
mod facets;
mod filter;
mod find;
mod follow;
mod groups;
mod judging;
mod keys;
mod lines;
mod lists;
mod loading;
mod marks;
mod page;
mod panes;
mod pick;
mod picker;
mod pictures;
mod place;
mod popup;
mod prompt;
mod ranking;
mod reader;
mod recall;
mod rows;
mod screen;
mod search;
mod select;
mod settle;
mod setup;
mod status;
mod task;
mod typed;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::config::{SETTINGS, Settings, SortOrder, Terminal, Theme, ThemeChoice, Themes};
use crate::input::completion::Words;
use crate::input::{Keymap, Mode};
use crate::library::query::Key;
use crate::library::{Generation, Library};
use crate::site::Site;

use backlinks::Backlinks;
use compose::Composer;
use early::Early;
use lines::Lines;
use loading::Loading;

pub use areas::{Area, Areas, Shape};
pub use browse::Browse;
pub use effect::{Change, Effect};
pub use event::{Event, Extent, Hit, LaidOut, Mouse, MouseKind, Opened, Token};
pub use facets::{FacetChoice, FacetRow, FacetsPane};
pub use filter::{Filter, FilterProblem};
pub use find::Find;
pub use follow::{explain, explain_note};
pub use groups::{Grain, Groups, ListRow, month_name};
pub use judging::Judged;
pub use marks::Marks;
pub use page::OpenPage;
pub use pick::{Pick, PickerRow};
pub use picker::{Picker, PickerKind};
pub use pictures::{Key as PictureKey, Pictures, Ready};
pub use popup::{PopupColumns, PopupPlace};
pub use prompt::{Prompt, Purpose};
pub use ranking::TitleMarks;
pub use reader::Reader;
pub use recall::Recalled;
pub use rows::Rows;
pub use screen::{Focus, Screen};
pub use search::Search;
pub use setup::Setup;
pub use status::{Message, Status, Tone};
pub use task::{LayOut, Sheet, Source, Task};
pub use typed::Typed;

/// What folio is doing.
#[derive(Debug)]
pub struct App {
    /// The posts.
    pub library: Library,
    /// How the screen is arranged.
    pub screen: Screen,
    /// What is listed and selected.
    pub browse: Browse,
    /// What is read.
    pub reader: Reader,
    /// Tags and archive.
    pub facets: FacetsPane,
    /// What was read and starred.
    pub marks: Marks,
    /// The last search through all posts.
    pub search: Search,
    /// The list above the screen.
    pub popup: Option<Picker>,
    /// The line being typed.
    pub prompt: Option<Prompt>,
    /// Letters on the links in sight.
    pub hints: Option<follow::Hints>,
    /// What is drawn in the place of images.
    pub pictures: Pictures,
    /// What just happened.
    pub status: Status,
    /// Keys on their way to an action.
    pub typed: Typed,
    /// Which keys ask for what.
    pub keymap: Keymap,
    /// How things look.
    pub theme: Theme,
    /// Queries typed before.
    history: Lines,
    /// Commands typed before.
    commands: Lines,
    /// Words looked for before.
    found: Lines,
    /// As configured, and as changed since.
    settings: Settings,
    themes: Themes,
    /// Blogs by name, as configured.
    blogs: Vec<(String, PathBuf)>,
    /// Queries by name, as configured.
    queries: Vec<(String, String)>,
    choice: ThemeChoice,
    terminal: Terminal,
    loading: Loading,
    /// Who links to the post in front.
    backlinks: Backlinks,
    /// The number of the last look for what is wrong.
    checks: Generation,
    /// What is remembered of posts that have not come yet.
    recalled: Recalled,
    /// The post in front, if its file has gone.
    absent: Option<departed::Departed>,
    /// What waits for the post in front.
    early: Early,
    /// Whether a key was pressed.
    touched: bool,
}

impl App {
    /// A reader on a site, before anything is loaded.
    pub fn new(setup: Setup) -> Self {
        let Setup { site, size, config, terminal, open } = setup;
        let theme = config.themes.resolve(&config.theme, &terminal);
        let mut library = Library::new(site);
        library.learns_elsewhere();
        Self {
            library,
            screen: Screen::new(size, &config.settings, &terminal),
            browse: Browse::new(&config.settings),
            reader: Reader::default(),
            facets: FacetsPane::default(),
            marks: Marks::default(),
            search: Search::default(),
            popup: None,
            prompt: None,
            hints: None,
            pictures: Pictures::new(config.settings.images),
            status: Status::default(),
            typed: Typed::default(),
            early: Early::default(),
            keymap: config.keymap,
            theme,
            history: Lines::default(),
            commands: Lines::default(),
            found: Lines::default(),
            settings: config.settings,
            blogs: config.blogs,
            queries: config.queries,
            themes: config.themes,
            terminal,
            choice: config.theme,
            touched: open.is_some(),
            loading: Loading::new(open),
            backlinks: Backlinks::default(),
            checks: Generation::default(),
            recalled: Recalled::default(),
            absent: None,
        }
    }

    /// The site that is read.
    pub fn site(&self) -> &Arc<Site> {
        self.library.site()
    }

    /// The settings and the theme as changed since the start.
    pub fn in_force(&self) -> (Settings, ThemeChoice) {
        (Settings { mouse: self.screen.mouse, ..self.settings.clone() }, self.choice.clone())
    }

    /// Where everything stands on the screen.
    pub fn areas(&self) -> Areas {
        Areas::new(&self.screen)
    }

    /// Whether posts are still coming.
    pub fn is_loading(&self) -> bool {
        !self.loading.done
    }

    /// Which table of keys is in force.
    pub fn mode(&self) -> Mode {
        match (&self.prompt, &self.popup, self.screen.focus) {
            (Some(_), _, _) => Mode::Input,
            (None, Some(popup), _) if popup.is_typing() => Mode::Input,
            (None, Some(popup), _) => lists::mode(popup.kind),
            (None, None, _) if self.hints.is_some() => Mode::Hints,
            (None, None, Focus::Facets) => Mode::Facets,
            (None, None, Focus::Posts) => Mode::List,
            (None, None, Focus::Post) => Mode::Post,
        }
    }

    /// After how long an [`Event::Tick`] is wanted, if at all.
    pub fn wake_after(&self) -> Option<Duration> {
        if self.browse.is_ranking() {
            return Some(Duration::ZERO);
        }
        match (self.typed.count(), self.screen.focus) {
            _ if self.typed.may_settle() => Some(keys::NEXT_KEY_WAIT),
            (Some(_), Focus::Post) => Some(keys::DIGITS_WAIT),
            _ if backlinks::is_due(self) => Some(backlinks::IDLE),
            _ => self.status.shown().map(|_| Status::STAYS),
        }
    }

    /// Whether blogs besides the open one are configured or were read before.
    pub fn knows_other_blogs(&self) -> bool {
        !lists::blogs(self).is_empty()
    }

    /// The names that commands may take.
    fn vocabulary(&self) -> Words {
        Words {
            settings: SETTINGS.iter().map(|setting| setting.name.to_owned()).collect(),
            themes: self.themes.names().map(str::to_owned).collect(),
            queries: self.queries.iter().map(|(name, _)| name.clone()).collect(),
            blogs: self.blogs.iter().map(|(name, _)| name.clone()).collect(),
            sorts: SortOrder::ALL.iter().map(|(_, word)| (*word).to_owned()).collect(),
            tags: act::prompt::names(&self.library, Key::Tag),
        }
    }

    /// The post that an action on a post means: the one in front, in the list the selected one.
    pub fn target_post(&self) -> Option<crate::post::PostId> {
        match self.screen.focus {
            // Also while it is on its way.
            Focus::Post => self.reader.current(),
            _ => self.browse.selected(),
        }
    }

    fn composer<'a>(
        library: &'a Library,
        browse: &'a Browse,
        settings: &'a Settings,
        backlinks: &'a Backlinks,
    ) -> Composer<'a> {
        Composer { library, listed: browse.listing().ids(), backlinks, dates: &settings.date_format }
    }
}

/// Lets an event change the app. The only writer; what the world shall do is the answer.
pub fn update(app: &mut App, event: Event) -> Vec<Effect> {
    let front = recall::in_front(app);
    app.touched |= matches!(event, Event::Key(_) | Event::Mouse(_) | Event::Paste(_));
    let mut effects = take(app, event);
    settle::settle(app, &mut effects);
    if let Some(done) = early::catch_up(app) {
        effects.extend(done);
        settle::settle(app, &mut effects);
    }
    recall::left(app, front, &mut effects);
    effects
}

fn take(app: &mut App, event: Event) -> Vec<Effect> {
    match event {
        Event::Started => start(app),
        Event::Key(key) => keys::press(app, key),
        Event::Mouse(mouse) => keys::mouse(app, mouse),
        Event::Paste(text) => keys::paste(app, &text),
        Event::Resize(width, height) => resize(app, width, height),
        Event::Loaded(batch) => loading::loaded(app, batch),
        Event::LoadDone { generation, problem } => loading::load_done(app, generation, problem),
        Event::FilesChanged(paths) => loading::files_changed(app, paths),
        Event::Opened(answer) => {
            app.reader.opened(&App::composer(&app.library, &app.browse, &app.settings, &app.backlinks), *answer)
        }
        Event::LaidOut(answer) => answers::laid_out(app, *answer),
        Event::Highlighted { id, revision, tokens } => answers::highlighted(app, (id, revision), tokens),
        Event::Found { generation, hits, done } => search::found(app, generation, hits, done),
        Event::Graphics { protocol, cell } => answers::graphics(app, protocol, cell),
        Event::Measured { id, revision, images } => answers::measured(app, (id, revision), images),
        Event::ImageReady { key, prepared } => answers::image_ready(app, key, prepared),
        Event::Judged { generation, answers, done } => judged(app, generation, answers, done),
        Event::Checked { generation, problems } => checking::checked(app, generation, &problems),
        Event::Backlinks { id, from, done } => backlinks::found(app, id, from, done),
        Event::Learned(learned) => loading::learned(app, learned),
        Event::Recalled(recalled) => recall::recalled(app, *recalled),
        Event::Ending => recall::ending(app, recall::in_front(app)),
        Event::Terminal(terminal) => terminal_known(app, terminal),
        Event::Resumed => vec![Effect::Redraw],
        Event::Done(text) => notice(app, &text),
        Event::Failed(text) => problem(app, &text),
        Event::Tick => keys::tick(app),
    }
}

fn start(app: &mut App) -> Vec<Effect> {
    let mut effects = vec![loading::start(app)];
    effects.extend(app.screen.mouse.then_some(Effect::CaptureMouse(true)));
    effects
}

fn notice(app: &mut App, text: &str) -> Vec<Effect> {
    app.status.notice(text);
    Vec::new()
}

fn problem(app: &mut App, text: &str) -> Vec<Effect> {
    app.status.problem(text);
    Vec::new()
}

fn resize(app: &mut App, width: u16, height: u16) -> Vec<Effect> {
    app.screen.size = (width, height);
    lists::refill(app);
    Vec::new()
}

fn terminal_known(app: &mut App, terminal: Terminal) -> Vec<Effect> {
    app.terminal = terminal;
    app.theme = app.themes.resolve(&app.choice, &app.terminal);
    Vec::new()
}

fn judged(app: &mut App, generation: Generation, answers: Vec<Judged>, done: bool) -> Vec<Effect> {
    if app.browse.judged(&app.library, app.marks.as_asked(), (generation, answers, done)) {
        act::finding::relisted(app);
    }
    Vec::new()
}
