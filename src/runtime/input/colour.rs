//! What colour the terminal's background is: the question, and how to read the answer.
//!
//! The question goes out before the first frame and the answer comes in among the keys, so that a terminal that never
//! answers costs no time.

/// A colour, eight bits a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    /// Whether dark text is wanted on it: by its luma (ITU-R BT.601).
    pub fn is_light(self) -> bool {
        let Self(red, green, blue) = self;
        u32::from(red) * 299 + u32::from(green) * 587 + u32::from(blue) * 114 > 127_500
    }
}

/// OSC 11 with a question mark (xterm's control sequences).
pub const QUERY: &[u8] = b"\x1b]11;?\x1b\\";

/// Whether a terminal of this name (`$TERM`) may be asked: some print the question.
pub fn may_ask(term: Option<&str>) -> bool {
    let Some(term) = term else { return false };
    let silent = ["dumb", "linux", "screen", "Eterm", "vt", "cons", "emacs"];
    !term.is_empty() && !silent.iter().any(|name| term.starts_with(name))
}

/// Reads `]11;rgb:RRRR/GGGG/BBBB`, one to four hexadecimal digits a channel (XParseColor).
pub fn parse_background(answer: &[u8]) -> Option<Rgb> {
    let text = std::str::from_utf8(answer).ok()?.strip_prefix("]11;")?;
    let channels = text.strip_prefix("rgb:").or_else(|| text.strip_prefix("rgba:"))?;
    let mut channels = channels.split('/').map(channel);
    Some(Rgb(channels.next()??, channels.next()??, channels.next()??))
}

fn channel(digits: &str) -> Option<u8> {
    if digits.is_empty() || digits.len() > 4 {
        return None;
    }
    let value = u32::from_str_radix(digits, 16).ok()?;
    let largest = (1u32 << (4 * digits.len())) - 1;
    u8::try_from(value * 255 / largest).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read_at_any_depth() {
        for (answer, colour) in [
            ("]11;rgb:ffff/ffff/ffff", Some(Rgb(255, 255, 255))),
            ("]11;rgb:1e/1e/2e", Some(Rgb(30, 30, 46))),
            ("]11;rgba:0/8/f/ffff", Some(Rgb(0, 136, 255))),
            ("]11;rgb:fffff/0/0", None),
            ("]11;rgb:+f/0/0", None),
            ("]10;rgb:0/0/0", None),
            ("]11;?", None),
        ] {
            assert_eq!(parse_background(answer.as_bytes()), colour, "{answer}");
        }
        assert!(Rgb(253, 246, 227).is_light());
        assert!(!Rgb(0, 43, 54).is_light());
    }
}
