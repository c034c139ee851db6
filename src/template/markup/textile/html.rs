//! HTML among the blocks of Textile: the tags are HTML, the words between them Textile (RedCloth).

use super::super::source::Line;
use super::Reader;

/// Elements that begin a block.
const BLOCKS: [&str; 20] = [
    "div",
    "p",
    "table",
    "ul",
    "ol",
    "blockquote",
    "iframe",
    "object",
    "embed",
    "h1",
    "h2",
    "h3",
    "h4",
    "hr",
    "center",
    "figure",
    "video",
    "section",
    "details",
    "dl",
];
/// Elements that stand in no line of words.
const PARTS: [&str; 14] =
    ["div", "p", "ul", "ol", "li", "blockquote", "hr", "center", "figure", "section", "details", "dl", "dt", "dd"];
/// What keeps a block as it is: words in these are no Textile, or must not be parted.
const KEPT: [&str; 8] = ["<pre", "<script", "<style", "<table", "<object", "<iframe", "<video", "<!--"];
/// Signs without which there is no Textile in a line.
const SIGNS: [&str; 7] = ["\":", "*", "_", "@", "!", "??", "=="];

impl<'t> Reader<'t> {
    /// A block of HTML.
    pub(super) fn html(&mut self, line: Line<'t>) -> bool {
        if !begins(line.text) && !line.text.starts_with("<!--") {
            return false;
        }
        let end = self.end_where(Line::is_blank);
        let below = self.cursor.between(self.cursor.at, end);
        let lines: Vec<&str> = below.iter().map(|line| line.text).collect();
        let places: Vec<usize> = below.iter().map(|line| line.at).collect();
        let is_kept = lines.iter().any(|line| KEPT.iter().any(|kept| line.contains(kept)));
        if is_kept || !lines.iter().any(|line| SIGNS.iter().any(|sign| line.contains(sign))) {
            self.cursor.page.block(&lines.join("\n"), &places);
        } else {
            for (line, at) in lines.iter().zip(&places) {
                self.parted(line, *at);
            }
        }
        self.cursor.at = end;
        true
    }

    /// One line of a block: its tags as they are, its words as paragraphs.
    fn parted(&mut self, line: &str, at: usize) {
        let (mut rest, mut from) = (line, 0);
        while let Some(start) = rest.get(from..).and_then(|rest| rest.find('<')).map(|start| start + from) {
            let (before, tagged) = rest.split_at(start);
            let end = tagged.find('>').map(|end| end + 1);
            match end.filter(|_| tag(tagged).is_some_and(|name| is_one(name, &PARTS))) {
                Some(end) => {
                    self.words(before, at);
                    self.cursor.page.block(tagged.get(..end).unwrap_or_default(), &[at]);
                    (rest, from) = (tagged.get(end..).unwrap_or_default(), 0);
                }
                None => from = start + 1,
            }
        }
        self.words(rest, at);
    }

    fn words(&mut self, words: &str, at: usize) {
        if !words.trim().is_empty() {
            let words = self.inline(words.trim());
            self.cursor.page.block(&words, &[at]);
        }
    }
}

/// Whether a line begins a block of HTML.
pub(super) fn begins(text: &str) -> bool {
    tag(text).is_some_and(|name| is_one(name, &BLOCKS))
}

/// The name of the tag at the start of a text.
fn tag(text: &str) -> Option<&str> {
    let rest = text.strip_prefix('<')?.trim_start_matches(['/', '!']);
    rest.split(|c: char| !c.is_ascii_alphanumeric()).next()
}

fn is_one(name: &str, names: &[&str]) -> bool {
    names.iter().any(|known| name.eq_ignore_ascii_case(known))
}
