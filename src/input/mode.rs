//! Modes: which table of keys is in force. A mode knows what every key of its parent does, unless it
//! binds that key itself.

use std::fmt;
use std::str::FromStr;

macro_rules! modes {
    ($($variant:ident $name:literal $parent:expr, $title:literal;)*) => {
        /// Which table of keys is in force.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Mode { $(#[doc = $title] $variant,)* }

        impl Mode {
            /// All modes; a parent stands before its children.
            pub const ALL: &[Mode] = &[$(Mode::$variant,)*];
            /// The name in a configuration, as in `[keys.post]`.
            pub const fn name(self) -> &'static str { match self { $(Mode::$variant => $name,)* } }
            /// The mode whose keys hold where this one has none.
            pub const fn parent(self) -> Option<Mode> { match self { $(Mode::$variant => $parent,)* } }
            /// A heading for help and documents.
            pub const fn title(self) -> &'static str { match self { $(Mode::$variant => $title,)* } }
        }
    };
}

modes! {
    Anywhere "anywhere" None, "Everywhere";
    List "list" Some(Mode::Anywhere), "In the list of posts";
    Facets "facets" Some(Mode::Anywhere), "In tags and archive";
    Post "post" Some(Mode::Anywhere), "In a post";
    Popup "popup" Some(Mode::Anywhere), "In a list above the screen";
    Links "links" Some(Mode::Popup), "In the list of links";
    Hits "hits" Some(Mode::Popup), "In the hits of a full-text search";
    Help "help" Some(Mode::Popup), "In the help";
    Hints "hints" None, "While letters stand on the links";
    Input "input" None, "While typing in a line";
}

impl Mode {
    /// Whether the keys of `other` reach this mode: the same mode or one of its parents.
    pub fn inherits(self, other: Mode) -> bool {
        std::iter::successors(Some(self), |mode| mode.parent()).any(|mode| mode == other)
    }
}

impl fmt::Display for Mode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Mode {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.iter().copied().find(|mode| mode.name() == name).ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parents_stand_before_their_children() {
        for (place, mode) in Mode::ALL.iter().enumerate() {
            if let Some(parent) = mode.parent() {
                assert!(Mode::ALL[..place].contains(&parent), "{mode}");
            }
        }
    }

    #[test]
    fn typing_inherits_nothing() {
        assert!(!Mode::Input.inherits(Mode::Anywhere));
        assert!(Mode::Links.inherits(Mode::Anywhere));
        assert!(!Mode::Anywhere.inherits(Mode::Post));
    }
}
