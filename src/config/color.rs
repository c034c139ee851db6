//! Colors as numbers: reading, mixing, contrast, and the nearest of fewer.

use std::fmt;
use std::str::FromStr;

/// A color in sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    /// This color with a share of another in it: 0 is this one, 100 the other.
    pub fn mixed(self, other: Self, percent: u8) -> Self {
        let part = u32::from(percent.min(100));
        let mix = |one: u8, two: u8| {
            let sum = u32::from(one) * (100 - part) + u32::from(two) * part;
            u8::try_from((sum + 50) / 100).unwrap_or(u8::MAX)
        };
        Self(mix(self.0, other.0), mix(self.1, other.1), mix(self.2, other.2))
    }

    /// Relative luminance, 0 to 1, as WCAG 2 defines it.
    pub fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }

    /// Contrast with another color, 1 to 21, as WCAG 2 defines it.
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance() + 0.05, other.luminance() + 0.05);
        if one > two { one / two } else { two / one }
    }

    /// The nearest color of the fixed part (16 to 255) of the palette of 256.
    pub fn indexed(self) -> u8 {
        let cube = |part: u8| match part {
            0..48 => 0,
            48..115 => 1,
            _ => (part - 35) / 40,
        };
        let (red, green, blue) = (cube(self.0), cube(self.1), cube(self.2));
        let level = |step: u8| if step == 0 { 0 } else { 55 + step * 40 };
        let average = ((u16::from(self.0) + u16::from(self.1) + u16::from(self.2)) / 3).min(255);
        let step = u8::try_from(average.saturating_sub(3) / 10).unwrap_or(23).min(23);
        let gray = 8 + step * 10;
        let of_cube = Self(level(red), level(green), level(blue));
        if self.distance(Self(gray, gray, gray)) < self.distance(of_cube) {
            232 + step
        } else {
            16 + 36 * red + 6 * green + blue
        }
    }

    fn distance(self, other: Self) -> u32 {
        let part = |one: u8, two: u8, weight: u32| weight * u32::from(one.abs_diff(two)).pow(2);
        part(self.0, other.0, 3) + part(self.1, other.1, 6) + part(self.2, other.2, 1)
    }
}

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

impl FromStr for Rgb {
    type Err = ();

    /// Reads `#rrggbb` and `#rgb`.
    fn from_str(text: &str) -> Result<Self, ()> {
        let digits = text.strip_prefix('#').ok_or(())?;
        let parts: Vec<u8> = digits
            .chars()
            .map(|digit| digit.to_digit(16).and_then(|digit| u8::try_from(digit).ok()).ok_or(()))
            .collect::<Result<_, _>>()?;
        match parts[..] {
            [r, g, b] => Ok(Self(r * 17, g * 17, b * 17)),
            [r, r2, g, g2, b, b2] => Ok(Self(r * 16 + r2, g * 16 + g2, b * 16 + b2)),
            _ => Err(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_the_web_guidelines() {
        assert!((Rgb(0, 0, 0).contrast(Rgb(255, 255, 255)) - 21.0).abs() < 0.01);
        assert!((Rgb(0x77, 0x77, 0x77).contrast(Rgb(255, 255, 255)) - 4.48).abs() < 0.01);
    }

    #[test]
    fn the_nearest_of_256_is_the_color_itself_where_it_is_there() {
        for (color, index) in [
            (Rgb(0, 0, 0), 16),
            (Rgb(255, 255, 255), 231),
            (Rgb(255, 0, 0), 196),
            (Rgb(0x5f, 0x87, 0xaf), 67),
            (Rgb(0x26, 0x26, 0x26), 235),
            (Rgb(0xee, 0xee, 0xee), 255),
        ] {
            assert_eq!(color.indexed(), index, "{color}");
        }
    }

    #[test]
    fn colors_are_read_and_printed() {
        assert_eq!("#0a10ff".parse(), Ok(Rgb(10, 16, 255)));
        assert_eq!("#fA0".parse(), Ok(Rgb(255, 170, 0)));
        assert_eq!(Rgb(10, 16, 255).to_string(), "#0a10ff");
        for bad in ["", "#", "#12", "#12345g", "red", "#ä12345"] {
            assert_eq!(bad.parse::<Rgb>(), Err(()), "{bad}");
        }
    }

    #[test]
    fn mixing_goes_from_one_to_the_other() {
        let (black, white) = (Rgb(0, 0, 0), Rgb(255, 255, 255));
        assert_eq!(black.mixed(white, 0), black);
        assert_eq!(black.mixed(white, 100), white);
        assert_eq!(black.mixed(white, 50), Rgb(128, 128, 128));
    }
}
