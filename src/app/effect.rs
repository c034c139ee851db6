//! What the app asks of the world: data that the runtime performs. Nothing here does anything.

use std::path::PathBuf;

use crate::library::links::SafeUrl;
use crate::post::PostId;
use crate::state::Place;
use crate::text::Clean;

use super::Task;

/// Asked of the world.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Start this in the background; it answers with events.
    Start(Task),
    /// Open an address outside.
    OpenUrl(SafeUrl),
    /// Open a file of the site outside, by path relative to the root.
    OpenAsset(PathBuf),
    /// Put text on the clipboard.
    Copy(Clean),
    /// Open a file of the site in the editor, at a line.
    Edit {
        /// Relative to the root.
        path: PathBuf,
        /// From 1: at or before the place that is meant.
        line: u32,
        /// The words there as shown; none if the line itself is meant.
        words: Clean,
    },
    /// Read another blog: the path as configured or typed.
    OpenBlog(PathBuf),
    /// Give a text to the command that the user configured.
    Pipe(Clean),
    /// Remember something for the next time.
    Save(Change),
    /// Turn reports of the mouse on or off.
    CaptureMouse(bool),
    /// Draw every cell anew.
    Redraw,
    /// Give the terminal back to the shell until it is called again.
    Suspend,
    /// Leave.
    Quit,
}

/// What is remembered for the next time.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// A post was read, or is unread again.
    Read {
        /// Which.
        id: PostId,
        /// The file, relative to the root.
        path: PathBuf,
        /// Now.
        read: bool,
    },
    /// A post was starred, or is not any more.
    Starred {
        /// Which.
        id: PostId,
        /// The file, relative to the root.
        path: PathBuf,
        /// Now.
        starred: bool,
    },
    /// Where a reader stopped in a post, the last one read.
    Place {
        /// The file, relative to the root.
        path: PathBuf,
        /// Where.
        place: Place,
    },
    /// The filter that was left.
    Filter(Clean),
    /// A query was used.
    Query(Clean),
}
