//! Text for the clipboard: an escape for the terminal (OSC 52), which works over SSH, and a helper of the desktop where
//! there is one, because not every terminal obeys.

use crossterm::Command as _;
use crossterm::clipboard::CopyToClipboard;

use crate::system::programs::Words;
use crate::text::Clean;

use super::Outside;

/// Bytes that are copied at most: what terminals take.
pub const MOST_COPIED: usize = 100_000;

/// The text as it is copied: without line feeds at its end, because pasting one runs a command. None if it is too long.
pub fn copied(text: &Clean) -> Option<&str> {
    let text = text.trim_end_matches('\n');
    (text.len() <= MOST_COPIED).then_some(text)
}

/// The escape that puts a text on the clipboard. It asks for nothing back.
pub fn escape(text: &str) -> String {
    let mut escape = String::new();
    let _ = CopyToClipboard::to_clipboard_from(text).write_ansi(&mut escape);
    escape
}

/// The desktop's own helper, if there is one.
pub fn helper(outside: &Outside<'_>) -> Option<Words> {
    let wayland = outside.has("WAYLAND_DISPLAY").then_some(["wl-copy"].as_slice());
    let window = outside.has("DISPLAY");
    let xclip = window.then_some(["xclip", "-selection", "clipboard", "-in"].as_slice());
    let xsel = window.then_some(["xsel", "--clipboard", "--input"].as_slice());
    let mac = cfg!(target_os = "macos").then_some(["pbcopy"].as_slice());
    [wayland, xclip, xsel, mac].into_iter().flatten().find_map(|words| outside.resolve(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_copied_runs_nothing_when_it_is_pasted() {
        assert_eq!(copied(&Clean::block("rm -rf x\n\n")), Some("rm -rf x"));
        assert_eq!(copied(&Clean::block("a\r\nb\u{1b}[0m")), Some("a\nb␛[0m"));
        assert_eq!(copied(&Clean::block(&"x".repeat(MOST_COPIED + 1))), None);
    }

    #[test]
    fn the_escape_is_one_well_formed_request() {
        assert_eq!(escape("hello"), "\u{1b}]52;c;aGVsbG8=\u{1b}\\");
    }
}
