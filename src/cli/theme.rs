//! The theme that a page is printed in: as configured, in what the terminal can show.

use std::time::Duration;

use crate::config::{self, ColorChoice, Terminal, Theme};
use crate::system::System;
use crate::text::Clean;

use super::{Color, GlobalArgs, Output};

/// How long a terminal may take to say which background it has.
const PATIENCE: Duration = Duration::from_millis(200);

/// The theme of the configuration and of `--theme`. What is wrong with either is told, and the page printed all the same.
/// The terminal is asked for its background only where the page goes to one.
pub fn theme(system: &dyn System, global: &GlobalArgs, out: &mut Output<'_>) -> Theme {
    let mut loaded = config::load(system, global.config.as_deref());
    if let Some(name) = &global.theme
        && let Err(message) = loaded.choose_theme(name)
    {
        out.complain(&Clean::line(&message));
    }
    let terminal = Terminal::from_env(&|name| system.env(name), choice(global.color));
    let asked = if out.is_terminal && terminal.depth > config::Depth::Sixteen {
        config::ask_background(PATIENCE)
    } else {
        None
    };
    loaded.themes.resolve(&loaded.config.theme, &terminal.with_background(asked))
}

/// What `--color` asks for.
fn choice(color: Color) -> ColorChoice {
    match color {
        Color::Never => ColorChoice::Never,
        Color::Always => ColorChoice::Always,
        Color::Auto => ColorChoice::Auto,
    }
}
