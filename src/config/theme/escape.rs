//! A style as the escape sequence that turns it on: for what is printed instead of drawn.

use std::fmt;

use ratatui::style::{Color, Modifier, Style};

use super::Theme;
use crate::layout::Segment;

/// A style as an escape sequence (SGR, ECMA-48). It begins with a reset, so it stands alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Escape(Style);

/// The attributes of SGR.
const ATTRIBUTES: [(Modifier, u8); 8] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::SLOW_BLINK, 5),
    (Modifier::REVERSED, 7),
    (Modifier::HIDDEN, 8),
    (Modifier::CROSSED_OUT, 9),
];

impl Theme {
    /// How a segment is printed among the terminal's own text: plain text keeps the terminal's colours, and only
    /// what differs from it is styled.
    pub fn escape(&self, segment: &Segment<'_>) -> Escape {
        self.beside_plain(self.segment(segment))
    }

    /// The same of what a scope says.
    pub fn escape_of(&self, scope: &str) -> Escape {
        self.beside_plain(self.overlay(scope))
    }

    fn beside_plain(&self, mut style: Style) -> Escape {
        let plain = self.overlay("text");
        style.fg = style.fg.filter(|color| Some(*color) != plain.fg);
        style.bg = style.bg.filter(|color| Some(*color) != plain.bg);
        Escape(style)
    }
}

impl Escape {
    /// Whether blank columns look different in this style.
    pub fn shows_blanks(&self) -> bool {
        let lines = Modifier::UNDERLINED | Modifier::REVERSED | Modifier::CROSSED_OUT;
        self.0.bg.is_some_and(|color| color != Color::Reset) || self.0.add_modifier.intersects(lines)
    }
}

impl fmt::Display for Escape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\x1b[0")?;
        for (modifier, code) in ATTRIBUTES {
            if self.0.add_modifier.contains(modifier) {
                write!(f, ";{code}")?;
            }
        }
        for (color, base) in [(self.0.fg, 30), (self.0.bg, 40)] {
            if let Some(color) = color {
                write_color(f, color, base)?;
            }
        }
        f.write_str("m")
    }
}

/// A colour in the foreground (`base` 30) or background (40).
fn write_color(f: &mut fmt::Formatter<'_>, color: Color, base: u8) -> fmt::Result {
    let named = |index: u8| if index < 8 { base + index } else { base + 60 + index - 8 };
    match color {
        Color::Reset => write!(f, ";{}", base + 9),
        Color::Rgb(red, green, blue) => write!(f, ";{};2;{red};{green};{blue}", base + 8),
        Color::Indexed(index) => write!(f, ";{};5;{index}", base + 8),
        Color::Black => write!(f, ";{}", named(0)),
        Color::Red => write!(f, ";{}", named(1)),
        Color::Green => write!(f, ";{}", named(2)),
        Color::Yellow => write!(f, ";{}", named(3)),
        Color::Blue => write!(f, ";{}", named(4)),
        Color::Magenta => write!(f, ";{}", named(5)),
        Color::Cyan => write!(f, ";{}", named(6)),
        Color::Gray => write!(f, ";{}", named(7)),
        Color::DarkGray => write!(f, ";{}", named(8)),
        Color::LightRed => write!(f, ";{}", named(9)),
        Color::LightGreen => write!(f, ";{}", named(10)),
        Color::LightYellow => write!(f, ";{}", named(11)),
        Color::LightBlue => write!(f, ";{}", named(12)),
        Color::LightMagenta => write!(f, ";{}", named(13)),
        Color::LightCyan => write!(f, ";{}", named(14)),
        Color::White => write!(f, ";{}", named(15)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_become_sequences() {
        let table = [
            (Style::new(), "\x1b[0m"),
            (Style::new().add_modifier(Modifier::BOLD | Modifier::UNDERLINED), "\x1b[0;1;4m"),
            (Style::new().fg(Color::Red).bg(Color::LightBlue), "\x1b[0;31;104m"),
            (Style::new().fg(Color::Rgb(1, 2, 3)), "\x1b[0;38;2;1;2;3m"),
            (Style::new().bg(Color::Indexed(200)), "\x1b[0;48;5;200m"),
        ];
        for (style, sequence) in table {
            assert_eq!(Escape(style).to_string(), sequence);
        }
    }
}
