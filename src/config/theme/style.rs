//! A style as a theme file writes it: `"ink"`, `"accent bold"`, `"paper on accent"`, `"quiet italic not bold"`.

use std::ops::Range;

use ratatui::style::Modifier;

use super::swatch::{Swatch, Tint, named};

/// A color named in a style: one of the palette, or one given in place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColorName {
    /// A name of the palette.
    Palette(String),
    /// `#rrggbb`, or one of the sixteen.
    Given(Swatch),
}

/// A style, its colors still names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StyleWords {
    /// Text color.
    pub foreground: Option<ColorName>,
    /// Background color.
    pub background: Option<ColorName>,
    /// Color of the underline.
    pub underline: Option<ColorName>,
    /// What is switched on.
    pub add: Modifier,
    /// What is switched off, though a broader scope has it on.
    pub remove: Modifier,
    /// Where the style stands in its file, in bytes.
    pub span: Range<usize>,
}

const MODIFIERS: &[(&str, Modifier)] = &[
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("underline", Modifier::UNDERLINED),
    ("reverse", Modifier::REVERSED),
    ("strike", Modifier::CROSSED_OUT),
];

impl StyleWords {
    /// Reads a style.
    ///
    /// # Errors
    /// With a sentence, where a word is out of place.
    pub fn parse(text: &str, span: Range<usize>) -> Result<Self, String> {
        let mut style = Self { span, ..Self::default() };
        let mut words = text.split_whitespace();
        while let Some(word) = words.next() {
            match word {
                "on" => style.background = Some(color(words.next(), "on")?),
                "under" => {
                    style.underline = Some(color(words.next(), "under")?);
                    style.add |= Modifier::UNDERLINED;
                }
                "not" => style.remove |= modifier(words.next().unwrap_or_default())?,
                _ => match modifier(word) {
                    Ok(modifier) => style.add |= modifier,
                    Err(_) if style.foreground.is_none() => style.foreground = Some(color(Some(word), "")?),
                    Err(message) => return Err(message),
                },
            }
        }
        Ok(style)
    }

    /// The names of the palette that it uses.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        [&self.foreground, &self.background, &self.underline].into_iter().filter_map(|color| match color {
            Some(ColorName::Palette(name)) => Some(name.as_str()),
            _ => None,
        })
    }
}

fn modifier(word: &str) -> Result<Modifier, String> {
    MODIFIERS.iter().find(|(name, _)| *name == word).map(|(_, modifier)| *modifier).ok_or_else(|| {
        let names: Vec<&str> = MODIFIERS.iter().map(|(name, _)| *name).collect();
        format!("`{word}` is out of place: after the color come `on COLOR` and any of {}", names.join(", "))
    })
}

fn color(word: Option<&str>, after: &str) -> Result<ColorName, String> {
    let word = word.ok_or_else(|| format!("a color is missing after `{after}`"))?;
    if let Ok(rgb) = word.parse() {
        return Ok(ColorName::Given(Swatch { full: Tint::Rgb(rgb), indexed: None, sixteen: None }));
    }
    match named(word) {
        Some(ratatui::style::Color::Reset) => Ok(ColorName::Given(Swatch::DEFAULT)),
        _ if word.starts_with('#') => Err(format!("`{word}` is not a color; colors are written #rrggbb")),
        _ => Ok(ColorName::Palette(word.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Option<ColorName> {
        Some(ColorName::Palette(text.to_owned()))
    }

    #[test]
    fn styles_are_read() {
        let style = StyleWords::parse("accent bold on paper not italic", 0..0).unwrap();
        assert_eq!((style.foreground, style.background), (name("accent"), name("paper")));
        assert_eq!((style.add, style.remove), (Modifier::BOLD, Modifier::ITALIC));
        let reverse = StyleWords::parse("reverse", 0..0).unwrap();
        assert_eq!((reverse.foreground, reverse.add), (None, Modifier::REVERSED));
        let link = StyleWords::parse("link under faint", 0..0).unwrap();
        assert_eq!((link.underline, link.add), (name("faint"), Modifier::UNDERLINED));
    }

    #[test]
    fn a_word_out_of_place_is_said() {
        for text in ["ink bald", "ink on", "not", "#12", "on #zzzzzz"] {
            assert!(StyleWords::parse(text, 0..0).is_err(), "{text}");
        }
    }
}
