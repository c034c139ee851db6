//! What arrives: everything that can make the app change, as plain data.

use std::path::PathBuf;
use std::sync::Arc;

use crate::config::Terminal;
use crate::document::Document;
use crate::input::Key;
use crate::layout::{ImageState, Layout, Metrics};
use crate::library::check::Problem;
use crate::library::{Batch, Generation, Learned};
use crate::picture::{CellSize, Prepared, Protocol};
use crate::post::{PostId, Revision};
use crate::text::{Clean, TextRange};

use super::judging::Judged;
use super::{PictureKey, Recalled};

/// It arrived.
#[derive(Clone, Debug)]
pub enum Event {
    /// The first event: the screen stands and the world may be asked.
    Started,
    /// A key was pressed.
    Key(Key),
    /// The mouse did something in a cell of the screen.
    Mouse(Mouse),
    /// Text was pasted; may have several lines.
    Paste(Clean),
    /// The screen has this many columns and rows now.
    Resize(u16, u16),
    /// Posts came or went.
    Loaded(Batch),
    /// A load has come to its end; a problem says why it is not complete.
    LoadDone {
        /// Which load.
        generation: Generation,
        /// Why it is not complete.
        problem: Option<Clean>,
    },
    /// Files below the root changed, by path relative to it; none means that anything may have.
    FilesChanged(Vec<PathBuf>),
    /// A post's body was read and parsed.
    Opened(Box<Opened>),
    /// A big page was laid out.
    LaidOut(Box<LaidOut>),
    /// Syntax of a document's code was found.
    Highlighted {
        /// Of which post.
        id: PostId,
        /// Of which bytes.
        revision: Revision,
        /// In order; those of the same words lie over each other.
        tokens: Vec<Token>,
    },
    /// Full-text hits came.
    Found {
        /// Which search.
        generation: Generation,
        /// In the order of the posts asked about.
        hits: Vec<Hit>,
        /// Whether these are the last.
        done: bool,
    },
    /// Bodies have answered what only they can.
    Judged {
        /// Which questions.
        generation: Generation,
        /// Of each post that was looked at.
        answers: Vec<Judged>,
        /// Whether these are the last.
        done: bool,
    },
    /// The whole blog was looked through for what is wrong.
    Checked {
        /// Which look.
        generation: Generation,
        /// In the order of files and lines.
        problems: Vec<Problem>,
    },
    /// Posts that may link to a post were found.
    Backlinks {
        /// To which post.
        id: PostId,
        /// Each with the targets of its links that may lead there, as written.
        from: Vec<(PostId, Vec<Clean>)>,
        /// Whether these are the last.
        done: bool,
    },
    /// What posts are called is known.
    Learned(Learned),
    /// The terminal said how it draws pictures.
    Graphics {
        /// How.
        protocol: Protocol,
        /// A cell's size in pixels.
        cell: CellSize,
    },
    /// The files of a post's images were looked for.
    Measured {
        /// In which post.
        id: PostId,
        /// Of which bytes.
        revision: Revision,
        /// By image.
        images: Vec<ImageState>,
    },
    /// A picture was prepared, or cannot be.
    ImageReady {
        /// Which, and what for.
        key: PictureKey,
        /// What to draw; none if it cannot be.
        prepared: Option<Arc<Prepared>>,
    },
    /// What is remembered of this blog.
    Recalled(Box<Recalled>),
    /// Folio is about to end without having been asked: what shall be remembered is the answer.
    Ending,
    /// What the terminal can show is known now: it has told its background, or will not.
    Terminal(Terminal),
    /// The terminal is folio's again after a suspension, an editor or a text browser.
    Resumed,
    /// Something asked for was done; worth a word.
    Done(Clean),
    /// Something asked for could not be done, and why.
    Failed(Clean),
    /// The time that [`super::App::wake_after`] asked for is over.
    Tick,
}

/// A post's body, read and parsed.
#[derive(Clone, Debug)]
pub struct Opened {
    /// Which post.
    pub id: PostId,
    /// The revision asked for.
    pub revision: Revision,
    /// The body, or why it cannot be read.
    pub body: Result<Arc<Document>, Clean>,
    /// How much of it.
    pub extent: Extent,
}

/// How much of what was asked for an answer holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// What can be shown at once; the whole follows.
    Part,
    /// All of it.
    Whole,
}

/// A page, laid out in the background.
#[derive(Clone, Debug)]
pub struct LaidOut {
    /// Which post.
    pub id: PostId,
    /// Which bytes.
    pub revision: Revision,
    /// At which metrics.
    pub metrics: Metrics,
    /// The number of the sheet it was made from, as given in the task.
    pub sheet: u64,
    /// Its rows; of a part those around the place that was asked for.
    pub layout: Arc<Layout>,
    /// How much of it.
    pub extent: Extent,
}

/// A run of code and what it is in its language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// In the document's text.
    pub range: TextRange,
    /// A theme's scope, such as `syntax.keyword`.
    pub scope: &'static str,
}

/// A place found by a full-text search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// In which post.
    pub post: PostId,
    /// In that post's document text.
    pub range: TextRange,
    /// The words around it, one line.
    pub excerpt: Clean,
    /// Where the needle stands in the excerpt.
    pub marks: Vec<TextRange>,
}

/// What the mouse did, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    /// What.
    pub kind: MouseKind,
    /// Column from the left, from 0.
    pub column: u16,
    /// Row from the top, from 0.
    pub row: u16,
}

/// What the mouse did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MouseKind {
    /// The first button went down.
    Click,
    /// The wheel turned away from the reader.
    WheelUp,
    /// The wheel turned towards the reader.
    WheelDown,
    /// The button at the side that leads back in a browser.
    Back,
    /// The one that leads forward again.
    Forward,
}
