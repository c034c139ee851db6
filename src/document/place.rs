//! Where a byte of the body is: its line and column. And where a target is written: traced from the text that was parsed
//! back to the body, and believed only if it stands there.

use super::Document;
use super::lines::Lines;
use crate::template::Rewritten;

/// Lines and columns of a body.
#[derive(Clone, Debug)]
pub struct Places<'a> {
    body: &'a str,
    lines: Lines,
    /// Characters before every so many bytes, so that a line of megabytes is counted once.
    counted: Vec<usize>,
}

impl<'a> Places<'a> {
    /// Bytes between two counts.
    const STEP: usize = 1024;

    /// Counts a body.
    pub fn of(body: &'a str) -> Self {
        let mut before = 0;
        let step = |bytes: &[u8]| {
            let first = before;
            before += characters(bytes);
            first
        };
        Self { body, lines: Lines::of(body), counted: body.as_bytes().chunks(Self::STEP).map(step).collect() }
    }

    /// The line of a byte and its column in characters, both from 1.
    pub fn of_byte(&self, byte: usize) -> (u32, u32) {
        let line = self.lines.line(byte);
        let column = self.before(byte) - self.before(self.lines.start(line).min(byte)) + 1;
        (line, u32::try_from(column).unwrap_or(0))
    }

    /// Characters that start before a byte.
    fn before(&self, byte: usize) -> usize {
        let byte = byte.min(self.body.len());
        let step = byte / Self::STEP;
        let counted = self.counted.get(step).copied().unwrap_or_else(|| characters(self.body.as_bytes()));
        counted + characters(self.body.as_bytes().get(step * Self::STEP..byte).unwrap_or_default())
    }
}

/// Characters that start in these bytes.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

/// Bytes of a template in which a target is looked for.
const LONGEST_TEMPLATE: usize = 512;

/// Traces where the targets of a document are written from the text that was parsed to the body.
pub(super) fn trace(document: &mut Document, rewritten: &Rewritten<'_>, body: &str) {
    let links = document.links.iter_mut().map(|link| (&mut link.target_at, link.href.as_str()));
    let images = document.images.iter_mut().map(|image| (&mut image.target_at, image.href.as_str()));
    for (at, href) in links.chain(images) {
        *at = at.and_then(|byte| traced(byte, href, rewritten, body));
    }
}

fn traced(byte: usize, href: &str, rewritten: &Rewritten<'_>, body: &str) -> Option<usize> {
    let at = rewritten.source(byte);
    let (here, there) = (rewritten.text.as_bytes().get(byte..)?, body.as_bytes().get(at..)?);
    let same = here.iter().zip(there).take(href.len()).take_while(|(a, b)| a == b).count();
    let is_copied = same > 0 && (same >= href.len() || here.get(..same)?.ends_with(b")"));
    if is_copied {
        return Some(at);
    }
    // A template was here: its own words for the target, or the whole of it where they are others.
    let is_template = [&b"{"[..], b"[", b"<", b"!["].iter().any(|mark| there.starts_with(mark));
    let end = there.len().min(LONGEST_TEMPLATE);
    let found = memchr::memmem::find(there.get(..end)?, href.as_bytes());
    found.map(|found| at + found).or(Some(at)).filter(|_| is_template)
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;
    use crate::template::Dialect;

    #[test]
    fn characters_are_counted_not_bytes() {
        let body = format!("é\n{}日x\n", "ü".repeat(3000));
        let places = Places::of(&body);
        assert_eq!(places.of_byte(body.find('x').unwrap()), (2, 3002));
        assert_eq!(places.of_byte(0), (1, 1));
        assert_eq!(places.of_byte(3), (2, 1));
        assert_eq!(places.of_byte(body.len()), (3, 1));
    }

    #[test]
    fn a_target_is_where_it_is_written() {
        for (dialect, body, places) in [
            (Dialect::Plain, "é [a](one.md) [b](<two.md> \"t\")\n\n![c](three.png)", vec!["1:7", "1:20", "3:6"]),
            (Dialect::Plain, "[a](a\\_b.md)", vec!["1:5"]),
            (Dialect::Plain, "> - text\n>   [a](one.md)", vec!["2:9"]),
            (Dialect::Plain, "[a][r] and [r]\n\n[r]: one.md", vec!["3:6", "3:6"]),
            (Dialect::Plain, "x <a href=\"one.md\">y</a> <img alt=\"p.png\" src='p.png'>", vec!["1:12", "1:48"]),
            (Dialect::Plain, "<div>\n<a\n  href=one.md>y</a>\n<a href='one.md'>z</a></div>", vec!["3:8", "4:10"]),
            (Dialect::Plain, "<!-- <a href=\"x.md\"> -->\n\n<p><a href=\"x.md\">x</a></p>", vec!["3:13"]),
            (Dialect::Plain, "> <p>\n> <a href=\"one.md\">y</a></p>", vec!["2:12"]),
            (Dialect::Jekyll, "{% if a %}x{% endif %} [a](one.md)", vec!["1:28"]),
            (Dialect::Jekyll, "[a]({% post_url 2010-01-02-a %})", vec!["1:5"]),
            (Dialect::Hugo, "text {{< figure src=\"a.png\" >}}", vec!["1:22"]),
            (Dialect::Plain, "see [[Note]]", vec!["1:5"]),
            (Dialect::Plain, "[^1] x\n\n[^1]: y [a](one.md)", vec!["3:13"]),
        ] {
            let document = parse(body, dialect);
            let counted = Places::of(body);
            let place = |at: Option<usize>| at.map(|at| counted.of_byte(at));
            let told: Vec<String> = document
                .links
                .iter()
                .map(|link| place(link.target_at).map_or("-".to_owned(), |(line, column)| format!("{line}:{column}")))
                .collect();
            assert_eq!(told, places, "{body}");
        }
    }
}
