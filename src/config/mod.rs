//! What a user configures: raw files become resolved settings, themes become styles.
//!
//! Read from `--config` or the user's own directory, never from a blog.

mod appearance;
mod color;
mod defaults;
mod file;
mod load;
mod problem;
mod reading;

mod resolved;
mod settings;
mod theme;
mod value;

pub use appearance::{Appearance, ColorChoice, Depth, Terminal, ask_background};
pub use color::Rgb;
pub use defaults::default_toml;
pub use file::{ConfigFile, TABLES};
pub use load::{Loaded, default_path, load};
pub use problem::Problem;
pub use resolved::Config;
pub use settings::{RawSettings, SETTINGS, Setting, Settings};
pub use theme::{Background, Escape, Theme, ThemeChoice, ThemeFile, Themes};
pub use value::{
    BidiChoice, CommandWords, DateFormat, GroupBy, HyperlinkChoice, ImageChoice, Measure, SettingValue, SortOrder,
    TypographyChoice,
};
