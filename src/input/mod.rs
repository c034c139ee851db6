//! Keys, actions and the tables that bind them; the command line behind `:`.
//!
//! Knows nothing of the application: a key goes in, an [`Action`] comes out.

mod action;
pub mod command;
pub mod completion;
mod key;
mod keymap;
mod mode;
mod nearest;

pub use action::{Action, ActionGroup};
pub use key::{Key, KeyCode, KeyError, Modifiers, format_keys, parse_keys};
pub use keymap::{Binding, Keymap, Lookup, clashes};
pub use mode::Mode;
pub use nearest::nearest;
