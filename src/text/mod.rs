//! Strings on a terminal grid: what may be shown, how wide it is, where it may break.
//!
//! Knows Unicode and terminals; knows nothing of posts, documents or colour.

mod capital;
mod classes;
mod clean;
pub mod decode;
mod direction;
pub mod lines;
mod range;
mod sanitize;
pub mod script;
pub mod width;
pub mod wrap;

pub use capital::capitalized;
pub use clean::{Clean, CleanBuffer, CleanStr};
pub use direction::Direction;
pub use range::TextRange;
pub use sanitize::json_escaped;
