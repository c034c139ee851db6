//! A block of HTML as it came in, line by line, and where in the text the targets of its tags are written.
//!
//! The tokenizer tells no places, so the tags are looked for again in their order. One that isn't found ends the search:
//! a place is told only where it is sure.

use super::attributes::Attributes;

/// HTML in pieces that stand apart in the text: in a quotation each line does.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    html: String,
    /// For each piece, its first byte here and in the text.
    starts: Vec<(usize, usize)>,
}

impl Pieces {
    pub(super) fn push(&mut self, html: &str, at: Option<usize>) {
        self.starts.extend(at.map(|at| (self.html.len(), at)));
        self.html.push_str(html);
    }

    pub(super) fn text(&self) -> &str {
        &self.html
    }

    /// The byte of the text that a byte of the HTML is.
    fn in_text(&self, byte: usize) -> Option<usize> {
        let after = self.starts.partition_point(|(own, _)| *own <= byte);
        let (own, text) = self.starts.get(after.checked_sub(1)?)?;
        Some(text + (byte - own))
    }
}

/// Finds the targets of start tags, in their order.
pub(super) struct Targets<'a> {
    pieces: &'a Pieces,
    /// Where the search goes on.
    at: usize,
}

impl<'a> Targets<'a> {
    /// Attributes that hold the target of a link or an image.
    const NAMES: [&'static str; 6] = ["href", "src", "data-src", "data-original", "data-lazy-src", "srcset"];

    /// From a byte of the pieces on.
    pub(super) fn new(pieces: &'a Pieces, at: usize) -> Self {
        Self { pieces, at }
    }

    /// The byte of the text at which the target of this tag, the next one that has one, is written.
    pub(super) fn of(&mut self, name: &str, attributes: &Attributes) -> Option<usize> {
        let value = match name {
            "a" => attributes.get("href")?,
            "img" => attributes.first(&["src", "data-src", "data-original", "data-lazy-src", "srcset"])?,
            _ => return None,
        };
        let html = self.pieces.text();
        let bytes = html.as_bytes();
        while let Some(open) = memchr::memchr(b'<', bytes.get(self.at..)?).map(|open| self.at + open) {
            self.at = open + 1;
            let rest = html.get(open..)?;
            if rest.starts_with("<!--") {
                // What is commented out has no tokens.
                self.at = rest.find("-->").map_or(html.len(), |end| open + end);
                continue;
            }
            let is_named = rest.get(1..=name.len()).is_some_and(|own| own.eq_ignore_ascii_case(name));
            let parts =
                rest.as_bytes().get(name.len() + 1).is_some_and(|byte| byte.is_ascii_whitespace() || *byte == b'/');
            if is_named && parts {
                let start = open + 1 + name.len();
                let (found, end) = target(html, start, value);
                self.at = end;
                if found.is_some() {
                    return self.pieces.in_text(found?);
                }
            }
        }
        self.at = html.len();
        None
    }
}

/// Where a value stands among the attributes of the tag whose name ends at `at`, and where the tag ends.
fn target(html: &str, mut at: usize, value: &str) -> (Option<usize>, usize) {
    let bytes = html.as_bytes();
    let skip = |at: usize, is: &dyn Fn(u8) -> bool| {
        let rest = bytes.get(at..).unwrap_or_default();
        at + rest.iter().position(|byte| !is(*byte)).unwrap_or(rest.len())
    };
    let mut found = None;
    loop {
        at = skip(at, &|byte| byte.is_ascii_whitespace() || byte == b'/');
        let named = at;
        at = skip(at, &|byte| !byte.is_ascii_whitespace() && !matches!(byte, b'=' | b'>' | b'/'));
        let name = html.get(named..at).unwrap_or_default();
        let assigned = skip(at, &|byte| byte.is_ascii_whitespace());
        match bytes.get(assigned) {
            Some(b'=') => {
                at = skip(assigned + 1, &|byte| byte.is_ascii_whitespace());
                let quote = bytes.get(at).copied().filter(|byte| matches!(byte, b'"' | b'\''));
                let start = at + usize::from(quote.is_some());
                let end = match quote {
                    Some(quote) => skip(start, &|byte| byte != quote),
                    None => skip(start, &|byte| !byte.is_ascii_whitespace() && byte != b'>'),
                };
                let raw = html.get(start..end).unwrap_or_default();
                let is_target = Targets::NAMES.iter().any(|known| name.eq_ignore_ascii_case(known));
                if is_target && found.is_none() && (raw == value || raw.contains('&')) {
                    found = Some(start + raw.len() - raw.trim_start().len());
                }
                at = end + usize::from(quote.is_some());
            }
            Some(b'>') if at == assigned => return (found, at + 1),
            None => return (found, html.len()),
            Some(_) if at == named && at == assigned => at += 1,
            Some(_) => at = assigned,
        }
    }
}
