//! Hits of a needle in a document: one a line of text, with an excerpt and the line of the source it comes from.

use memchr::memmem;

use super::{Hit, Needle};
use crate::document::Document;
use crate::post::PostId;
use crate::text::{Clean, CleanStr, TextRange};

/// Most hits of one post.
const MOST: usize = 200;
/// Bytes of text shown before the first mark and after it.
const BEFORE: usize = 60;
const AFTER: usize = 140;
/// How many times over a body is looked through for the lines of its hits; then only a little ahead of each.
const PASSES: usize = 8;
/// Bytes of a little ahead.
const NEAR: usize = 4 * 1024;

/// The hits of a needle in a document made from `body`, in order. Costs time in proportion to the body, and a little
/// more for each of at most 200 hits.
pub fn hits(post: PostId, document: &Document, body: &str, needle: &Needle) -> Vec<Hit> {
    let text = document.text.as_str();
    let mut hits: Vec<Hit> = Vec::new();
    let mut source = Source::of(body);
    let mut window = 0..0;
    for mark in needle.find(text) {
        let at = mark.as_usize();
        let line = source.line_of(text, mark);
        if at.start < window.end && at.end <= window.end {
            if let Some(hit) = hits.last_mut() {
                hit.marks.push(TextRange::new(at.start - window.start, at.end - window.start));
            }
            continue;
        }
        if hits.len() == MOST {
            break;
        }
        window = around(text, mark);
        let marks = vec![TextRange::new(at.start - window.start, at.end - window.start)];
        let excerpt = one_line(document.text.slice(TextRange::new(window.start, window.end)));
        hits.push(Hit { post, line, range: mark, excerpt, marks });
    }
    hits
}

/// A line feed inside of a mark becomes a blank, which is as long.
fn one_line(excerpt: CleanStr<'_>) -> Clean {
    Clean::line(&excerpt.as_str().replace('\n', " "))
}

/// The part of its line that is shown with a mark, cut between words.
fn around(text: &str, mark: TextRange) -> std::ops::Range<usize> {
    let at = mark.as_usize();
    let line_start = memchr::memrchr(b'\n', text.as_bytes().get(..at.start).unwrap_or_default()).map_or(0, |at| at + 1);
    let rest = text.as_bytes().get(at.end..).unwrap_or_default();
    let line_end = memchr::memchr(b'\n', rest).map_or(text.len(), |end| at.end + end);
    let start = if at.start - line_start <= BEFORE {
        line_start
    } else {
        let from = boundary(text, at.start - BEFORE);
        let blank = text.get(from..at.start).and_then(|before| before.find(' '));
        blank.map_or(from, |blank| from + blank + 1)
    };
    let end = if line_end.saturating_sub(at.end) <= AFTER {
        line_end
    } else {
        let to = boundary(text, at.end + AFTER);
        text.get(at.end..to).and_then(|after| after.rfind(' ')).map_or(to, |blank| at.end + blank)
    };
    start..end
}

/// The source, read forwards: words stand in it in the order in which they are shown, but for footnotes.
struct Source<'a> {
    body: &'a str,
    at: usize,
    line: u32,
    /// Bytes that may still be looked through.
    left: usize,
}

impl<'a> Source<'a> {
    /// Bytes of text before and after a mark that must stand around it in the source; fewer if markup parts them.
    const CONTEXTS: [(usize, usize); 6] = [(8, 8), (0, 8), (8, 0), (1, 1), (0, 1), (0, 0)];

    fn of(body: &'a str) -> Self {
        Self { body, at: 0, line: 1, left: body.len().saturating_mul(PASSES) }
    }

    /// Bytes ahead at which words stand.
    fn find(&mut self, words: &str) -> Option<usize> {
        let ahead = self.body.as_bytes().get(self.at..).unwrap_or_default();
        let ahead = if self.left == 0 { ahead.get(..NEAR).unwrap_or(ahead) } else { ahead };
        let found = memmem::find(ahead, words.as_bytes());
        self.left = self.left.saturating_sub(found.unwrap_or(ahead.len()));
        found
    }

    /// The line, from 1, on which a mark stands next; the last known line if markup parts its own words.
    fn line_of(&mut self, text: &str, mark: TextRange) -> u32 {
        let at = mark.as_usize();
        let found = Self::CONTEXTS.into_iter().find_map(|(before, after)| {
            let start = boundary(text, at.start.saturating_sub(before));
            let words = text.get(start..boundary(text, at.end + after))?;
            self.find(words).map(|found| found + at.start - start)
        });
        let found = found.or_else(|| self.find(text.get(at)?.split_whitespace().next()?));
        if let Some(found) = found {
            let ahead = self.body.as_bytes().get(self.at..).unwrap_or_default();
            let passed = ahead.get(..found).unwrap_or_default();
            self.line += u32::try_from(memchr::memchr_iter(b'\n', passed).count()).unwrap_or(u32::MAX);
            // The next mark lies behind this one.
            self.at += found + ahead.get(found).map_or(0, |_| 1);
        }
        self.line
    }
}

/// The character boundary at or before a byte.
fn boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().take(4).find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::parse;
    use crate::template::Dialect;

    #[test]
    fn hits_are_in_the_words_as_shown() {
        let body = "# A *fine* day\n\nThe [rain](https://rain.example/) in\nSpain, fine and rain.\n\n```\nrain\n```\n";
        let document = parse(body, Dialect::Plain);
        let found = hits(PostId(0), &document, body, &Needle::new(&["rain"]).unwrap());
        let told: Vec<(u32, &str, usize)> =
            found.iter().map(|hit| (hit.line, hit.excerpt.as_str(), hit.marks.len())).collect();
        assert_eq!(told, [(3, "The rain in Spain, fine and rain.", 2), (7, "rain", 1)]);
        for hit in &found {
            let mark = hit.marks[0];
            assert_eq!(&hit.excerpt[mark.as_usize()], "rain");
            assert_eq!(&document.text[hit.range.as_usize()], "rain");
        }
    }

    #[test]
    fn a_long_line_gives_a_short_excerpt() {
        let body = format!("{} needle {}", "word ".repeat(1000), "日本".repeat(1000));
        let document = parse(&body, Dialect::Plain);
        let found = hits(PostId(0), &document, &body, &Needle::new(&["needle"]).unwrap());
        assert_eq!(found.len(), 1);
        assert!(found[0].excerpt.len() < 260 && found[0].excerpt.contains("needle"), "{}", found[0].excerpt);
    }

    #[test]
    fn words_that_markup_parts_are_not_looked_for_in_the_whole_body_each_time() {
        let body = "a*b*\n\n".repeat(20_000);
        let text = "ab\n".repeat(20_000);
        let mut source = Source::of(&body);
        let mut looked = 0;
        for number in 0..20_000 {
            let before = source.left;
            source.line_of(&text, TextRange::new(number * 3, number * 3 + 2));
            looked += before - source.left;
        }
        assert!(looked <= PASSES * body.len());
        assert_eq!(source.left, 0, "this body does ask for more than it is given");
    }
}
