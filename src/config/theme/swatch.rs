//! A color of a palette as a theme file writes it: one for 24 bits, one of 256, one of sixteen.

use ratatui::style::Color;

use super::super::{Depth, Rgb};

/// A color of a palette, at each depth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Swatch {
    /// In 24 bits.
    pub full: Tint,
    /// Of the palette of 256; none takes the nearest.
    pub indexed: Option<u8>,
    /// Of the sixteen; none takes the nearest by hue.
    pub sixteen: Option<Color>,
}

/// A color in 24 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tint {
    /// This one.
    Rgb(Rgb),
    /// The background with so many percent of the text color in it.
    Mixed(u8),
    /// The terminal's own.
    Default,
}

impl Swatch {
    /// The terminal's own.
    pub const DEFAULT: Self = Self { full: Tint::Default, indexed: None, sixteen: None };

    /// The color at a depth, given what it is in 24 bits (none: the terminal's own); none at [`Depth::None`].
    pub fn at(self, depth: Depth, full: Option<Rgb>) -> Option<Color> {
        match depth {
            Depth::None => None,
            Depth::Sixteen => Some(self.sixteen.or(full.map(nearest_of_sixteen)).unwrap_or(Color::Reset)),
            Depth::Indexed => Some(self.indexed.or(full.map(Rgb::indexed)).map_or(Color::Reset, Color::Indexed)),
            Depth::True => Some(full.map_or(Color::Reset, |Rgb(r, g, b)| Color::Rgb(r, g, b))),
        }
    }
}

/// One of the sixteen by name, `default` for the terminal's own.
pub fn named(name: &str) -> Option<Color> {
    Some(match name {
        "default" => Color::Reset,
        "black" => Color::Black,
        "red" => Color::Red,
        "green" => Color::Green,
        "yellow" => Color::Yellow,
        "blue" => Color::Blue,
        "magenta" => Color::Magenta,
        "cyan" => Color::Cyan,
        "white" => Color::Gray,
        "bright-black" => Color::DarkGray,
        "bright-red" => Color::LightRed,
        "bright-green" => Color::LightGreen,
        "bright-yellow" => Color::LightYellow,
        "bright-blue" => Color::LightBlue,
        "bright-magenta" => Color::LightMagenta,
        "bright-cyan" => Color::LightCyan,
        "bright-white" => Color::White,
        _ => return None,
    })
}

/// A guess for themes that do not say: grays become the terminal's own, the rest goes by hue.
fn nearest_of_sixteen(Rgb(r, g, b): Rgb) -> Color {
    let (high, low) = (r.max(g).max(b), r.min(g).min(b));
    if high - low < 40 {
        return Color::Reset;
    }
    let middle = low + (high - low) / 2;
    match (r > middle, g > middle, b > middle) {
        (true, true, _) => Color::Yellow,
        (true, _, true) => Color::Magenta,
        (_, true, true) => Color::Cyan,
        (true, ..) => Color::Red,
        (_, true, _) => Color::Green,
        _ => Color::Blue,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_swatch_has_a_color_at_every_depth() {
        let amber = Swatch { full: Tint::Rgb(Rgb(0xe0, 0xa2, 0x5e)), indexed: None, sixteen: None };
        let full = Some(Rgb(0xe0, 0xa2, 0x5e));
        assert_eq!(amber.at(Depth::True, full), Some(Color::Rgb(0xe0, 0xa2, 0x5e)));
        assert_eq!(amber.at(Depth::Indexed, full), Some(Color::Indexed(179)));
        assert_eq!(amber.at(Depth::Sixteen, full), Some(Color::Yellow));
        assert_eq!(amber.at(Depth::None, full), None);
    }

    #[test]
    fn what_a_theme_says_for_fewer_colors_holds() {
        let tint = Swatch { full: Tint::Mixed(10), indexed: Some(235), sixteen: Some(Color::Reset) };
        assert_eq!(tint.at(Depth::Indexed, Some(Rgb(20, 20, 20))), Some(Color::Indexed(235)));
        assert_eq!(tint.at(Depth::Sixteen, Some(Rgb(20, 20, 20))), Some(Color::Reset));
        assert_eq!(Swatch::DEFAULT.at(Depth::True, None), Some(Color::Reset));
    }
}
