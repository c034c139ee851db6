//! Macros of AsciiDoc among words, `name:target[words]`, and addresses with words behind them or none.

use super::super::attributes::{Block, picture};
use super::{Reader, Reads, read};
use crate::template::markup::escape::{bare_address, image, link, literal};
use crate::template::near::near;

impl<'s> Reader<'s, '_> {
    /// `name:target[words]`, and addresses with words behind them or none.
    pub(super) fn macros(&mut self, rest: &'s str) -> Option<usize> {
        if let Some(length) = bare_address(rest) {
            return (self.reads != Reads::Words).then(|| self.address(rest, length));
        }
        let name_end = rest.find(|c: char| !c.is_ascii_alphanumeric())?;
        let name = rest.get(..name_end)?;
        let body = near(rest.get(name_end..)?.strip_prefix(':')?);
        let open = body.find(['[', ' ', '\n']).filter(|at| body.get(*at..).is_some_and(|it| it.starts_with('[')))?;
        let inner = body.get(open + 1..)?;
        let close = closing(inner)?;
        let target = body.get(..open)?;
        let words = inner.get(..close)?.replace("\\]", "]");
        self.show(name, target, &words)?;
        Some(name_end + 1 + open + 1 + close + 1)
    }

    /// An address, and the words in brackets behind it.
    fn address(&mut self, rest: &str, length: usize) -> usize {
        // Brackets and commas that end an address are found by the next one.
        let url = rest.get(..length).unwrap_or_default();
        let behind = rest.get(length..).unwrap_or_default();
        let words = behind.strip_prefix('[').and_then(|inner| Some((inner, closing(near(inner))?)));
        match words.and_then(|(inner, close)| Some((inner.get(..close)?, close))) {
            Some((words, close)) => {
                let words = link_words(words);
                let words = read(&words, self.notes, Reads::Words);
                self.words.markdown(&link(&words, url));
                length + close + 2
            }
            None => {
                self.words.markdown(&format!("<{url}>"));
                length
            }
        }
    }

    /// A note, which may have a name by which it is referred to again.
    fn note(&mut self, name: &str, words: &str) {
        let label = match self.notes.labels.get(name).filter(|_| !name.is_empty()) {
            Some(label) => label.clone(),
            None => {
                let shown = read(words, self.notes, Reads::Links);
                self.notes.define(name, shown.replace('\n', " "))
            }
        };
        self.words.markdown(&format!("[^{label}]"));
    }

    fn show(&mut self, name: &str, target: &str, words: &str) -> Option<()> {
        match name {
            "link" | "mailto" if self.reads != Reads::Words => {
                let url = if name == "mailto" { format!("mailto:{target}") } else { target.to_owned() };
                let url = url.trim_start_matches("++").trim_end_matches("++").to_owned();
                let words = link_words(words);
                let shown = if words.is_empty() { target.to_owned() } else { words };
                let shown = read(&shown, self.notes, Reads::Words);
                self.words.markdown(&link(&shown, &url));
            }
            "link" | "mailto" => self.words.text(&link_words(words)),
            "xref" => self.crossed(target, words),
            "image" => {
                let block = Block::read(words);
                let shown = image(block.at(0), &picture(&self.notes.pictures, target));
                let shown = match block.get("link") {
                    url if !url.is_empty() && self.reads != Reads::Words => link(&shown, url),
                    _ => shown,
                };
                self.words.markdown(&shown);
            }
            "footnoteref" if self.reads == Reads::All => {
                let (target, words) = words.split_once(',').unwrap_or((words, ""));
                self.note(target.trim(), words);
            }
            "footnote" if self.reads == Reads::All => self.note(target, words),
            "footnote" | "footnoteref" => self.words.text(words),
            "kbd" | "btn" => self.words.markdown(&format!("<kbd>{}</kbd>", literal(words))),
            "menu" => self.words.text(&format!("{target} > {words}")),
            "stem" | "latexmath" | "asciimath" => self.words.markdown(&format!("${words}$")),
            "pass" => self.words.markdown(words),
            "icon" | "anchor" | "indexterm" | "bibitem" => {}
            "indexterm2" => self.words.text(words),
            _ => return None,
        }
        Some(())
    }
}

/// Where the brackets close whose inside a text begins with.
fn closing(inner: &str) -> Option<usize> {
    let mut escaped = false;
    let mut depth = 0_u32;
    for (at, byte) in inner.bytes().enumerate() {
        match byte {
            b'\\' if !escaped => {
                escaped = true;
                continue;
            }
            b'[' if !escaped => depth += 1,
            b']' if !escaped && depth == 0 => return Some(at),
            b']' if !escaped => depth -= 1,
            _ => {}
        }
        escaped = false;
    }
    None
}

/// The words of a link, without what says where it opens.
fn link_words(text: &str) -> String {
    let text = text.trim();
    if let Some(quoted) = text.strip_prefix('"').and_then(|rest| rest.split_once('"')) {
        return quoted.0.to_owned();
    }
    let has_names =
        text.contains(",role=") || text.contains(",window=") || text.contains(", window=") || text.contains(", role=");
    let words = if has_names { text.split(',').next().unwrap_or(text) } else { text };
    words.strip_suffix('^').unwrap_or(words).to_owned()
}
