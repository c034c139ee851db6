//! What the terminal can show and which way its background leans, from its environment and its answer.
//!
//! What it makes of the terminal is pure; asking the terminal is one function of its own.

use std::time::Duration;

use super::Rgb;

/// Which way a background leans.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Appearance {
    /// Light text on dark.
    Dark,
    /// Dark text on light.
    Light,
}

impl Appearance {
    /// Which way a color leans as a background.
    pub fn of(background: Rgb) -> Self {
        // The luminance at which black and white text are equally readable.
        if background.luminance() > 0.179 { Self::Light } else { Self::Dark }
    }
}

/// How many colors there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Depth {
    /// None at all: weight, underline and reverse only.
    #[default]
    None,
    /// The sixteen whose looks the user chose.
    Sixteen,
    /// The palette of 256.
    Indexed,
    /// 24 bits.
    True,
}

/// What `--color` asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColorChoice {
    /// As the environment says.
    #[default]
    Auto,
    /// Colors even if the output is no terminal.
    Always,
    /// None.
    Never,
}

/// What the terminal can show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Terminal {
    /// How many colors.
    pub depth: Depth,
    /// Its background, where it told.
    pub background: Option<Rgb>,
    /// Which way its background leans, where that is known.
    pub appearance: Option<Appearance>,
    /// Whether it may be told where links lead (OSC 8).
    pub takes_links: bool,
    /// Whether it puts text from right to left in the order in which it is read.
    pub reorders: bool,
}

impl Terminal {
    /// The terminal as its environment describes it: `NO_COLOR`, `TERM`, `COLORTERM` and `COLORFGBG`.
    pub fn from_env(env: &dyn Fn(&str) -> Option<String>, choice: ColorChoice) -> Self {
        let depth = match choice {
            ColorChoice::Never => Depth::None,
            ColorChoice::Always => depth_of(env).max(Depth::Sixteen),
            ColorChoice::Auto if is_plain(env) => Depth::None,
            ColorChoice::Auto => depth_of(env),
        };
        let appearance = env("COLORFGBG").and_then(|value| from_colorfgbg(&value));
        Self { depth, background: None, appearance, takes_links: takes_links(env), reorders: reorders(env) }
    }

    /// With the background that the terminal named when it was asked, which outweighs its environment.
    #[must_use]
    pub fn with_background(self, background: Option<Rgb>) -> Self {
        match background {
            Some(color) => Self { background, appearance: Some(Appearance::of(color)), ..self },
            None => self,
        }
    }
}

/// Asks the terminal for its background (OSC 11), and waits no longer than this. Nobody else may be reading the
/// terminal meanwhile, or keys are lost. None where it does not say, or there is no terminal.
pub fn ask_background(patience: Duration) -> Option<Rgb> {
    let mut options = terminal_colorsaurus::QueryOptions::default();
    options.timeout = patience;
    let (red, green, blue) = terminal_colorsaurus::background_color(options).ok()?.scale_to_8bit();
    Some(Rgb(red, green, blue))
}

/// Terminals that don't know the sequence (OSC 8) drop it, as they do with every operating system command; consoles and
/// those that stop at the DEC terminals of old print it, and what has no name may be anything.
fn takes_links(env: &dyn Fn(&str) -> Option<String>) -> bool {
    const PRINTING: [&str; 12] =
        ["dumb", "linux", "ansi", "cons25", "wsvt25", "sun", "vt1", "vt2", "vt5", "eterm", "emacs", "9term"];
    let term = env("TERM").unwrap_or_default();
    !term.is_empty() && !PRINTING.iter().any(|name| term.starts_with(name))
}

/// VTE (from 0.58), Konsole, mlterm and Apple's Terminal reorder what they are given, others do not.
fn reorders(env: &dyn Fn(&str) -> Option<String>) -> bool {
    const FIRST_VTE: u32 = 5800;
    let is = |name: &str, value: &str| env(name).is_some_and(|is| is.starts_with(value));
    let vte = env("VTE_VERSION").and_then(|version| version.parse().ok()).unwrap_or(0u32);
    vte >= FIRST_VTE
        || env("KONSOLE_VERSION").is_some()
        || env("MLTERM").is_some()
        || is("TERM", "mlterm")
        || is("TERM_PROGRAM", "Apple_Terminal")
}

/// Whether the user asked for no color in the environment (no-color.org: any value that is not empty).
fn is_plain(env: &dyn Fn(&str) -> Option<String>) -> bool {
    env("NO_COLOR").is_some_and(|value| !value.is_empty())
}

fn depth_of(env: &dyn Fn(&str) -> Option<String>) -> Depth {
    let term = env("TERM").unwrap_or_default();
    let colorterm = env("COLORTERM").unwrap_or_default();
    let known_true = ["-direct", "kitty", "ghostty", "alacritty", "wezterm", "foot", "iterm", "contour", "rio"];
    let is_true = ["truecolor", "24bit"].contains(&&*colorterm)
        || known_true.iter().any(|name| term.contains(name))
        || env("WT_SESSION").is_some();
    if term == "dumb" || term.starts_with("vt1") || term.starts_with("vt2") {
        Depth::None
    } else if is_true {
        Depth::True
    } else if term.contains("256color") || env("TERM_PROGRAM").is_some_and(|name| name == "Apple_Terminal") {
        Depth::Indexed
    } else {
        Depth::Sixteen
    }
}

/// Reads `foreground;background` or `foreground;default;background`, colors of the sixteen.
fn from_colorfgbg(value: &str) -> Option<Appearance> {
    let background: u8 = value.rsplit_once(';')?.1.parse().ok()?;
    match background {
        0..=6 | 8 => Some(Appearance::Dark),
        7 | 9..=15 => Some(Appearance::Light),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terminal(variables: &[(&str, &str)], choice: ColorChoice) -> Terminal {
        let env = |name: &str| variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
        Terminal::from_env(&env, choice)
    }

    #[test]
    fn links_are_kept_from_terminals_that_would_print_them() {
        for (term, takes) in [
            ("xterm-256color", true),
            ("xterm", true),
            ("tmux-256color", true),
            ("linux", false),
            ("dumb", false),
            ("vt220", false),
            ("eterm-color", false),
            ("", false),
        ] {
            assert_eq!(terminal(&[("TERM", term)], ColorChoice::Auto).takes_links, takes, "{term}");
        }
    }

    #[test]
    fn a_terminal_that_reorders_is_known() {
        for (variable, reorders) in [
            (("VTE_VERSION", "7200"), true),
            (("VTE_VERSION", "5202"), false),
            (("KONSOLE_VERSION", "220400"), true),
            (("TERM", "mlterm-256color"), true),
            (("TERM_PROGRAM", "Apple_Terminal"), true),
            (("TERM", "xterm-kitty"), false),
        ] {
            assert_eq!(terminal(&[variable], ColorChoice::Auto).reorders, reorders, "{variable:?}");
        }
    }

    #[test]
    fn depth_comes_from_the_environment() {
        for (variables, depth) in [
            (&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")][..], Depth::True),
            (&[("TERM", "xterm-kitty")], Depth::True),
            (&[("TERM", "xterm-256color")], Depth::Indexed),
            (&[("TERM", "screen")], Depth::Sixteen),
            (&[("TERM", "linux")], Depth::Sixteen),
            (&[("TERM", "dumb")], Depth::None),
            (&[("TERM", "xterm-256color"), ("NO_COLOR", "1")], Depth::None),
            (&[("TERM", "xterm-256color"), ("NO_COLOR", "")], Depth::Indexed),
        ] {
            assert_eq!(terminal(variables, ColorChoice::Auto).depth, depth, "{variables:?}");
        }
    }

    #[test]
    fn what_is_asked_for_outweighs_the_environment() {
        let plain = [("TERM", "xterm-256color"), ("NO_COLOR", "1")];
        assert_eq!(terminal(&plain, ColorChoice::Always).depth, Depth::Indexed);
        assert_eq!(terminal(&plain, ColorChoice::Never).depth, Depth::None);
    }

    #[test]
    fn the_background_is_what_the_terminal_says_else_what_its_environment_says() {
        let told = terminal(&[("COLORFGBG", "0;15")], ColorChoice::Auto);
        assert_eq!(told.appearance, Some(Appearance::Light));
        assert_eq!(told.with_background(Some(Rgb(20, 20, 20))).appearance, Some(Appearance::Dark));
        assert_eq!(terminal(&[("COLORFGBG", "15;default;0")], ColorChoice::Auto).appearance, Some(Appearance::Dark));
        assert_eq!(terminal(&[("COLORFGBG", "nonsense")], ColorChoice::Auto).appearance, None);
        assert_eq!(terminal(&[], ColorChoice::Auto).appearance, None);
    }
}
