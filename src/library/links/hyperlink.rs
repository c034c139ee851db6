//! A link as a terminal takes it: words printed between its beginning and its end lead there when they are clicked on
//! (OSC 8, "Hyperlinks in terminal emulators"). Knows which addresses may be handed to a terminal; does not know which
//! terminals take them.

use super::{SafeUrl, Target};

/// What is printed before words that lead somewhere. Made of a [`SafeUrl`] and a number, so nothing in it can end it
/// early or act on the terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hyperlink(String);

const BEGIN: &str = "\x1b]8;";
const TERMINATOR: &str = "\x1b\\";

impl Hyperlink {
    /// What is printed after the words.
    pub const END: &str = "\x1b]8;;\x1b\\";

    /// The way to a target outside; none for every other. By its number a terminal knows that the words of a link that
    /// stand in several rows belong together.
    pub fn new(target: &Target, number: u32) -> Option<Self> {
        SafeUrl::of(target).map(|url| Self::to(&url, number))
    }

    /// The way to an address.
    pub fn to(url: &SafeUrl, number: u32) -> Self {
        Self(format!("{BEGIN}id=folio-{number};{}{TERMINATOR}", url.address()))
    }

    /// What is printed before the words.
    pub fn begin(&self) -> &str {
        &self.0
    }

    /// Words between beginning and end.
    pub fn around(&self, words: &str) -> String {
        [self.begin(), words, Self::END].concat()
    }

    /// Takes apart what [`Hyperlink::around`] put together: the beginning and the words.
    pub fn parts(printed: &str) -> Option<(&str, &str)> {
        let rest = printed.strip_prefix(BEGIN)?;
        let begin = BEGIN.len() + rest.find(TERMINATOR)? + TERMINATOR.len();
        let (begin, words) = printed.split_at_checked(begin)?;
        Some((begin, words.strip_suffix(Self::END)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Clean;

    #[test]
    fn only_addresses_that_may_be_opened_are_handed_to_a_terminal() {
        let web = |address: &str| Hyperlink::new(&Target::Web(Clean::line(address)), 3);
        for (address, begin) in [
            ("https://example.com", Some("\x1b]8;id=folio-3;https://example.com/\x1b\\")),
            ("https://bücher.example/a;b", Some("\x1b]8;id=folio-3;https://xn--bcher-kva.example/a;b\x1b\\")),
            ("javascript:alert(1)", None),
            ("file:///etc/passwd", None),
        ] {
            assert_eq!(web(address).as_ref().map(Hyperlink::begin), begin, "{address}");
        }
        assert_eq!(SafeUrl::new("https://e.com/\u{9c}x").map(|url| Hyperlink::to(&url, 0)), None);
        assert!(Hyperlink::new(&Target::Mail(Clean::line("mailto:a@e.com")), 0).is_some());
        assert!(Hyperlink::new(&Target::Heading(Clean::line("top")), 0).is_none());
    }

    #[test]
    fn what_was_put_together_is_taken_apart() {
        let link = SafeUrl::new("https://e.com/").map(|url| Hyperlink::to(&url, 1)).unwrap();
        assert_eq!(Hyperlink::parts(&link.around("字")), Some((link.begin(), "字")));
        for other in ["", "a", "\x1b]8;", "\x1b]8;;https://e.com/", link.begin()] {
            assert_eq!(Hyperlink::parts(other), None, "{other:?}");
        }
    }
}
