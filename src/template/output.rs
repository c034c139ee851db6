//! Text in the making that remembers where in the source each part of it came from.

use super::near::begins_line;
use crate::post::{Code, Diagnostic};
use crate::text::Clean;

/// Bytes of indentation and marks that a block may stand behind.
const LONGEST_MARGIN: usize = 64;
/// Bytes that are made at most: as many as a body may have.
const MOST_MADE: usize = 16 << 20;

/// Rewritten text with its origins.
#[derive(Debug, Default)]
pub(super) struct Output {
    /// The text so far.
    pub(super) text: String,
    /// Bytes that were made so far.
    made: usize,
    map: SourceMap,
    problems: Vec<(usize, Code, String)>,
}

/// From bytes of a rewritten text to bytes of its source.
#[derive(Clone, Debug, Default)]
pub(super) struct SourceMap(Vec<Origin>);

#[derive(Clone, Copy, Debug)]
struct Origin {
    /// First byte in the rewritten text.
    out: usize,
    /// Its byte in the source.
    source: usize,
    /// Whether the bytes after it follow one another in the source too.
    copied: bool,
}

impl SourceMap {
    /// The byte of the source that a byte of the rewritten text came from.
    pub(super) fn source(&self, out: usize) -> usize {
        let after = self.0.partition_point(|origin| origin.out <= out);
        match after.checked_sub(1).and_then(|at| self.0.get(at)) {
            Some(origin) if origin.copied => origin.source + (out - origin.out),
            Some(origin) => origin.source,
            None => out,
        }
    }
}

/// How the line that is being written begins, if a block can start here.
#[derive(Clone, Debug, Default)]
pub(super) struct Place {
    /// What every further line of the block needs in front.
    pub(super) prefix: String,
    /// Whether only indentation, quote marks and list marks stand on the line so far.
    pub(super) block: bool,
}

impl Output {
    /// Copies a part of the source.
    pub(super) fn copy(&mut self, part: &str, source: usize) {
        self.mark(source, true);
        self.text.push_str(part);
    }

    /// The text with the rest of its source behind it, of which `copied` bytes are seen to; none where that is nothing, since
    /// nothing was rewritten then.
    pub(super) fn ended(mut self, source: &str, copied: usize) -> Option<Self> {
        let rest = source.get(copied..).filter(|_| copied > 0)?;
        self.copy(rest, copied);
        Some(self)
    }

    /// Adds text that stands for what is at `source`; beyond [`MOST_MADE`] it is left out.
    pub(super) fn make(&mut self, made: &str, source: usize) {
        let so_far = self.made.saturating_add(made.len());
        if so_far > MOST_MADE {
            if self.made <= MOST_MADE {
                self.complain(
                    source,
                    Code::TooLarge,
                    "Templates make more than 16 MiB; the rest is left out.".to_owned(),
                );
            }
            self.made = usize::MAX;
        } else if !made.is_empty() {
            self.mark(source, false);
            self.text.push_str(made);
            self.made = so_far;
        }
    }

    fn mark(&mut self, source: usize, copied: bool) {
        self.map.0.push(Origin { out: self.text.len(), source, copied });
    }

    /// Takes back what was written since the text was `from` bytes long.
    pub(super) fn cut(&mut self, from: usize) -> String {
        if !self.text.is_char_boundary(from) {
            return String::new();
        }
        let keep = self.map.0.partition_point(|origin| origin.out < from);
        self.map.0.truncate(keep);
        self.text.split_off(from)
    }

    /// Where a block would start now.
    pub(super) fn place(&self) -> Place {
        // A byte more, and no part of a character.
        let start = self.text.len().saturating_sub(LONGEST_MARGIN + 4);
        let tail = (start..=self.text.len()).find_map(|start| self.text.get(start..)).unwrap_or_default();
        let line = tail.rsplit('\n').next().unwrap_or_default();
        let block = line.len() <= LONGEST_MARGIN && is_margin(line);
        let prefix =
            if block { line.chars().map(|c| if c == '>' { '>' } else { ' ' }).collect() } else { String::new() };
        Place { prefix, block }
    }

    /// Adds lines as a block of their own: on this line if it is still empty, with a blank line behind.
    pub(super) fn block(&mut self, lines: &str, source: usize) {
        let place = self.place();
        if !place.block {
            self.make("\n\n", source);
        } else if !place.prefix.contains(['>']) && begins_line(&self.text) && !self.text.is_empty() {
            let margin = self.text.rsplit('\n').next().unwrap_or_default().to_owned();
            let end = self.text.len() - margin.len();
            if !self.text.get(..end).is_some_and(|before| before.is_empty() || before.ends_with("\n\n")) {
                self.cut(end);
                self.make("\n", source);
                self.make(&margin, source);
            }
        }
        for (index, line) in lines.trim_matches('\n').split('\n').enumerate() {
            if index > 0 {
                self.make("\n", source);
                self.make(place.prefix.as_str(), source);
            }
            self.make(line, source);
        }
        self.make("\n", source);
        self.make(place.prefix.trim_end(), source);
        self.make("\n", source);
        self.make(&place.prefix, source);
    }

    /// Notes a problem at a byte of the source.
    pub(super) fn complain(&mut self, source: usize, code: Code, message: String) {
        const MOST: usize = 200;
        if self.problems.len() < MOST {
            self.problems.push((source, code, message));
        }
    }

    /// The text, its map, and its problems; `place` knows the line and the column of a byte of the source.
    pub(super) fn finish(self, place: impl Fn(usize) -> (u32, u32)) -> (String, SourceMap, Vec<Diagnostic>) {
        let problem = |(source, code, message): (usize, Code, String)| {
            let (line, column) = place(source);
            Diagnostic { code, line, column, message: Clean::line(&message) }
        };
        (self.text, self.map, self.problems.into_iter().map(problem).collect())
    }
}

/// Whether a line so far holds only indentation, quote marks and list marks.
fn is_margin(line: &str) -> bool {
    let mut rest = line.trim_start_matches([' ', '\t', '>']);
    while !rest.is_empty() {
        let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let after = if digits.len() < rest.len() {
            digits.strip_prefix(". ").or_else(|| digits.strip_prefix(") "))
        } else {
            rest.strip_prefix("- ").or_else(|| rest.strip_prefix("* ")).or_else(|| rest.strip_prefix("+ "))
        };
        match after {
            Some(after) => rest = after.trim_start_matches([' ', '\t', '>']),
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_is_traced_to_its_source() {
        let mut output = Output::default();
        output.copy("abc", 0);
        output.make("made", 10);
        output.copy("xyz", 20);
        let map = output.map;
        assert_eq!([0, 2, 3, 6, 7, 9].map(|at| map.source(at)), [0, 2, 10, 10, 20, 22]);
    }

    #[test]
    fn what_is_made_without_end_is_left_out_and_said_so_once() {
        let mut output = Output::default();
        for at in 0..40 {
            output.make(&"x".repeat(1 << 20), at);
        }
        output.copy("end", 40);
        let (text, _, problems) = output.finish(|_| (1, 1));
        assert_eq!((text.len(), problems.len()), (MOST_MADE + 3, 1));
        assert_eq!(problems[0].code, Code::TooLarge);
    }

    #[test]
    fn a_block_keeps_the_margin_it_stands_in() {
        for (before, want) in [
            ("", "a\nb\n\n"),
            ("- ", "- a\n  b\n\n  "),
            ("> ", "> a\n> b\n>\n> "),
            ("text ", "text \n\na\nb\n\n"),
            ("text\n", "text\n\na\nb\n\n"),
        ] {
            let mut output = Output::default();
            output.copy(before, 0);
            output.block("a\nb", 0);
            assert_eq!(output.text, want, "{before:?}");
        }
    }
}
