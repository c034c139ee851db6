//! The theme that a page is printed in and whether its links can be clicked on: as configured, in what the terminal can
//! show.

use std::time::Duration;

use crate::config::{self, ColorChoice, Depth, Terminal, Theme, ThemeChoice};
use crate::system::System;
use crate::text::Clean;

use super::{Color, GlobalArgs, Output};

/// How long a terminal may take to say which background it has.
const PATIENCE: Duration = Duration::from_millis(200);

/// What a page is printed with.
pub struct Dress {
    /// Its styles.
    pub theme: Theme,
    /// Whether the terminal is told where links lead.
    pub hyperlinks: bool,
}

/// The theme of the configuration and of `--theme`. What is wrong with either is told, and the page printed all the same.
/// The terminal is asked for its background only where the page goes to one.
pub fn dress(system: &dyn System, global: &GlobalArgs, out: &mut Output<'_>) -> Dress {
    let mut config = config::load(system, global.config.as_deref()).config;
    if let Some(name) = &global.theme
        && let Err(message) = config.choose_theme(name)
    {
        out.complain(&Clean::line(&message));
    }
    let terminal = Terminal::from_env(&|name| system.env(name), global.color.into());
    let asks = out.is_terminal && terminal.depth > Depth::Sixteen;
    let terminal = terminal.with_background(if asks { config::ask_background(PATIENCE) } else { None });
    let hyperlinks = config.settings.hyperlinks.holds(&terminal);
    Dress { theme: config.themes.resolve(&config.theme, &careful(terminal, &config.theme)), hyperlinks }
}

/// Whether styles are asked for wherever the output goes.
pub(super) fn forced(system: &dyn System, color: Color) -> bool {
    let is_set = |name| system.env(name).is_some_and(|value| !value.is_empty() && value != "0");
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => is_set("CLICOLOR_FORCE") && !is_set("NO_COLOR"),
    }
}

/// The theme of tables, which go among a shell's own words: the terminal is asked nothing. None where they are plain.
pub(super) fn of_tables(system: &dyn System, global: &GlobalArgs, out: &Output<'_>) -> Option<Theme> {
    let is_wanted = match global.color {
        Color::Never => false,
        _ => forced(system, global.color) || out.is_terminal,
    };
    let terminal = Terminal::from_env(&|name| system.env(name), global.color.into());
    if !is_wanted || terminal.depth == Depth::None {
        return None;
    }
    let mut config = config::load(system, global.config.as_deref()).config;
    if let Some(name) = &global.theme {
        let _ = config.choose_theme(name);
    }
    Some(config.themes.resolve(&config.theme, &careful(terminal, &config.theme)))
}

/// A page is printed on whatever background there is. Where nobody knows which, and nobody chose a theme, only the
/// sixteen colors are used, whose plain text is the terminal's own.
fn careful(terminal: Terminal, theme: &ThemeChoice) -> Terminal {
    let unknown = terminal.appearance.is_none() && theme.name == "auto";
    Terminal { depth: if unknown { terminal.depth.min(Depth::Sixteen) } else { terminal.depth }, ..terminal }
}

impl From<Color> for ColorChoice {
    fn from(color: Color) -> Self {
        match color {
            Color::Never => Self::Never,
            Color::Always => Self::Always,
            Color::Auto => Self::Auto,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::system::memory::MemorySystem;

    fn is_rich(variables: &[(&str, &str)], global: &GlobalArgs) -> bool {
        let mut system = MemorySystem::default();
        system.env.extend(variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let theme = dress(&system, global, &mut Output::new(&mut out, &mut err)).theme;
        format!("{:?}", theme.style("title").fg).contains("Rgb")
    }

    #[test]
    fn on_a_background_nobody_knows_only_the_sixteen_colors_are_used() {
        let rich = [("TERM", "xterm-256color"), ("COLORTERM", "truecolor")];
        let nord = GlobalArgs { theme: Some("nord".to_owned()), ..GlobalArgs::default() };
        assert!(!is_rich(&rich, &GlobalArgs::default()));
        assert!(is_rich(&rich, &nord));
        assert!(is_rich(&[rich[0], rich[1], ("COLORFGBG", "15;0")], &GlobalArgs::default()));
    }
}
