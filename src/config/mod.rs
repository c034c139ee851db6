//! What a user configures: raw files become resolved settings, themes become styles.
//!
//! Reads TOML from text; where the text comes from is the caller's business, and never the blog.

mod appearance;
mod color;
mod problem;
mod theme;

pub use appearance::{Appearance, ColorChoice, Depth, Terminal};
pub use color::Rgb;
pub use problem::Problem;
pub use theme::{Background, Escape, Theme, ThemeChoice, ThemeFile, Themes};
