//! What colour the terminal's background is: the question, and how to read the answer.
//!
//! The question goes out before the first frame and the answer comes in among the keys, so that a terminal that never
//! answers costs no time.

use crate::config::Rgb;

/// OSC 11 with a question mark (xterm's control sequences).
pub const QUERY: &[u8] = b"\x1b]11;?\x1b\\";

/// Whether a terminal of this name (`$TERM`) may be asked: some print the question.
pub fn may_ask(term: &str) -> bool {
    let silent = ["dumb", "linux", "screen", "Eterm", "vt", "cons", "emacs"];
    !term.is_empty() && !silent.iter().any(|name| term.starts_with(name))
}

/// Reads `ESC ] 11;rgb:RRRR/GGGG/BBBB ST`, one to four hexadecimal digits a channel (XParseColor).
pub fn parse(answer: &[u8]) -> Option<Rgb> {
    let text = std::str::from_utf8(answer).ok()?.strip_prefix("\x1b]11;")?;
    let text = text.trim_end_matches(['\x07', '\x1b', '\\']);
    let channels = text.strip_prefix("rgb:").or_else(|| text.strip_prefix("rgba:"))?;
    let mut channels = channels.split('/').map(channel);
    Some(Rgb(channels.next()??, channels.next()??, channels.next()??))
}

fn channel(digits: &str) -> Option<u8> {
    if digits.is_empty() || digits.len() > 4 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
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
            ("\x1b]11;rgb:ffff/ffff/ffff\x1b\\", Some(Rgb(255, 255, 255))),
            ("\x1b]11;rgb:1e/1e/2e\x07", Some(Rgb(30, 30, 46))),
            ("\x1b]11;rgba:0/8/f/ffff\x07", Some(Rgb(0, 136, 255))),
            ("\x1b]11;rgb:fffff/0/0\x07", None),
            ("\x1b]11;rgb:+f/0/0\x07", None),
            ("\x1b]10;rgb:0/0/0\x07", None),
            ("\x1b]11;?\x07", None),
        ] {
            assert_eq!(parse(answer.as_bytes()), colour, "{answer:?}");
        }
    }

    #[test]
    fn terminals_that_would_print_the_question_are_not_asked() {
        assert!(may_ask("xterm-256color") && may_ask("tmux-256color") && may_ask("foot"));
        assert!(!may_ask("") && !may_ask("dumb") && !may_ask("linux") && !may_ask("screen.xterm") && !may_ask("vt100"));
    }
}
