//! What the app asks of the world: data that the runtime performs. Nothing here does anything.

use std::path::PathBuf;

use crate::library::links::Target;
use crate::post::PostId;
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
    /// Open a file of the site in the editor, by path relative to the root, at a line from 1.
    Edit {
        /// Relative to the root.
        path: PathBuf,
        /// From 1.
        line: u32,
    },
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
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// Where a reader is in a post.
    Place {
        /// Which.
        id: PostId,
        /// The file, relative to the root.
        path: PathBuf,
        /// Byte of the document's text at the top of the pane.
        at: u32,
        /// The words there, to find the place again once the post has changed.
        words: Clean,
    },
    /// A query was used.
    Query(Clean),
}

/// An address that may be opened: `http`, `https` or `mailto`, absolute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SafeUrl(Clean);

impl SafeUrl {
    const SCHEMES: [&str; 3] = ["http://", "https://", "mailto:"];

    /// The address, if it is one that may be opened.
    pub fn new(address: &Clean) -> Option<Self> {
        let has = |scheme: &str| address.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme));
        Self::SCHEMES.into_iter().any(has).then(|| Self(address.clone()))
    }

    /// The address a link leads to, if it leads outside and may be opened.
    pub fn of(target: &Target) -> Option<Self> {
        match target {
            Target::Web(address) | Target::Mail(address) => Self::new(address),
            _ => None,
        }
    }

    /// The address.
    pub fn address(&self) -> &Clean {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_three_schemes_leave_folio() {
        for (address, opens) in [
            ("https://example.com/", true),
            ("HTTP://example.com/", true),
            ("mailto:a@example.com", true),
            ("javascript:alert(1)", false),
            ("file:///etc/passwd", false),
            ("ssh://host", false),
            ("--help", false),
            ("é", false),
            ("", false),
        ] {
            assert_eq!(SafeUrl::new(&Clean::line(address)).is_some(), opens, "{address}");
        }
    }
}
