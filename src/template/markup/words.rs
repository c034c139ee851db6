//! Words with styles in the making: marks are opened and closed as they come, and what isn't closed stays a mark. One pass.

use super::escape::{bare_address, push_literal};

/// How words are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Emphasis,
    Strong,
    Underline,
    Strike,
    Insert,
    Mark,
    Above,
    Below,
    Cite,
    /// Only grouped: a mark that shows nothing.
    Bare,
}

impl Style {
    const fn tag(self) -> &'static str {
        match self {
            Self::Emphasis => "em",
            Self::Strong => "strong",
            Self::Underline => "u",
            Self::Strike => "del",
            Self::Insert => "ins",
            Self::Mark => "mark",
            Self::Above => "sup",
            Self::Below => "sub",
            Self::Cite => "cite",
            Self::Bare => "",
        }
    }

    /// Markdown's own mark, where it has one.
    const fn mark(self) -> &'static str {
        match self {
            Self::Emphasis => "*",
            Self::Strong => "**",
            _ => "",
        }
    }
}

/// A mark that waits for its end.
#[derive(Debug)]
struct Open {
    style: Style,
    mark: &'static str,
    /// Its piece.
    piece: usize,
    /// Whether Markdown's own mark may open here.
    clean: bool,
}

/// Words in the making.
#[derive(Debug, Default)]
pub(super) struct Words {
    pieces: Vec<String>,
    /// The piece that grows.
    last: String,
    open: Vec<Open>,
}

impl Words {
    /// Text as it stands.
    pub(super) fn text(&mut self, text: &str) {
        push_literal(&mut self.last, text);
    }

    /// Markdown.
    pub(super) fn markdown(&mut self, markdown: &str) {
        self.last.push_str(markdown);
    }

    /// A character as it stands; its bytes.
    pub(super) fn sign(&mut self, c: char) -> usize {
        self.text(c.encode_utf8(&mut [0; 4]));
        c.len_utf8()
    }

    /// Markdown, HTML or a template's tag from the source; its bytes.
    pub(super) fn raw(&mut self, source: &str) -> usize {
        self.markdown(source);
        source.len()
    }

    /// The address that a text begins with, as a link; its bytes.
    pub(super) fn address(&mut self, rest: &str) -> Option<usize> {
        let url = rest.get(..bare_address(rest)?)?;
        self.markdown(&format!("<{url}>"));
        Some(url.len())
    }

    /// Ends the piece that grows, and puts one behind it.
    fn push(&mut self, piece: String) {
        self.pieces.push(std::mem::take(&mut self.last));
        self.pieces.push(piece);
    }

    /// Whether this mark is open.
    pub(super) fn is_open(&self, mark: &str) -> bool {
        self.open.iter().any(|open| open.mark == mark)
    }

    /// Opens a mark, between these characters.
    pub(super) fn open(&mut self, style: Style, mark: &'static str, before: Option<char>, after: Option<char>) {
        // One of a kind is open at once, so that few are.
        if self.is_open(mark) {
            return self.text(mark);
        }
        let clean = !before.is_some_and(char::is_alphanumeric)
            && after.is_some_and(char::is_alphanumeric)
            && before != Some('\\');
        let mut shown = String::new();
        push_literal(&mut shown, mark);
        self.push(shown);
        self.open.push(Open { style, mark, piece: self.pieces.len() - 1, clean });
    }

    /// Closes a mark that is open, between these characters. What was opened in it and not closed stays as written.
    pub(super) fn close(&mut self, mark: &str, before: Option<char>, after: Option<char>) {
        let Some(at) = self.open.iter().rposition(|open| open.mark == mark) else { return self.text(mark) };
        let Some(open) = self.open.drain(at..).next() else { return };
        let (tag, own) = (open.style.tag(), open.style.mark());
        let clean = open.clean
            && !own.is_empty()
            && before.is_some_and(char::is_alphanumeric)
            && !after.is_some_and(char::is_alphanumeric);
        let (first, last) = match (tag, clean) {
            ("", _) => (String::new(), String::new()),
            (_, true) => (own.to_owned(), own.to_owned()),
            (tag, false) => (format!("<{tag}>"), format!("</{tag}>")),
        };
        if let Some(piece) = self.pieces.get_mut(open.piece) {
            *piece = first;
        }
        self.push(last);
    }

    /// The words as Markdown.
    pub(super) fn finish(self) -> String {
        self.pieces.concat() + &self.last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_closed_stays() {
        let mut words = Words::default();
        words.open(Style::Strong, "*", None, Some('a'));
        words.text("a");
        words.open(Style::Emphasis, "_", Some(' '), Some('b'));
        words.text("b:");
        words.close("*", Some(':'), None);
        words.text(" c");
        assert_eq!(words.finish(), "<strong>a\\_b:</strong> c");
        let mut words = Words::default();
        words.open(Style::Strong, "*", None, Some('a'));
        words.text("a");
        words.close("*", Some('a'), None);
        assert_eq!(words.finish(), "**a**");
    }
}
