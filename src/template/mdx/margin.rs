//! What lines of MDX are indented by, which makes no code of them (MDX's documentation, "Markdown"): words in elements stand as
//! far in as their authors like. What belongs to an item of a list stays behind its mark.

use super::super::code::{is_item, margin, margin_cut};

/// Columns that make code of a line in other Markdown.
const CODE: usize = 4;
/// Items within items.
const MOST_ITEMS: usize = 64;

/// The margins of the lines so far.
#[derive(Debug, Default)]
pub(super) struct Margin {
    /// Columns that are taken from each line of the block that is open.
    taken: usize,
    /// Columns that were taken from the last line.
    cut: usize,
    /// Columns at which the words of open items begin, as they are written.
    items: Vec<usize>,
    /// Whether the line before was blank, or one that only parts.
    after_blank: bool,
    /// Whether the last line that was not indented begins a footnote.
    in_note: bool,
    /// Whether the last line ended a list.
    ended_list: bool,
}

impl Margin {
    /// A blank line was put where none is written.
    pub(super) fn part(&mut self) {
        self.after_blank = true;
    }

    /// Whether the last line is the first behind a list.
    pub(super) fn follows_list(&self) -> bool {
        self.ended_list
    }

    /// How many bytes a line begins with that go, and how many blanks stand for them; none where it stays as it is. `is_whole`
    /// says that no indentation makes code.
    pub(super) fn cut(&mut self, line: &str, is_whole: bool) -> Option<(usize, usize)> {
        let (bytes, columns) = margin(line);
        let rest = line.get(bytes..).unwrap_or_default();
        if rest.trim().is_empty() {
            self.after_blank = true;
            return None;
        }
        let is_element = rest.starts_with('<') || rest.starts_with("{/*");
        let begins_item = is_item(rest) && !rest.starts_with('>');
        let begins_fence = rest.starts_with("```") || rest.starts_with("~~~");
        let begins = std::mem::take(&mut self.after_blank) || is_element || begins_item || begins_fence;
        if columns == 0 {
            // What is indented below a note belongs to it.
            self.in_note = rest.starts_with("[^");
        }
        let was_list = !self.items.is_empty();
        if begins {
            self.items.retain(|words| *words <= columns);
        }
        self.ended_list = was_list && self.items.is_empty();
        let to = match self.items.last() {
            _ if self.in_note && !is_element => columns,
            Some(words) if is_element || begins && is_whole && !begins_item && columns >= words + CODE => {
                words.saturating_sub(self.taken)
            }
            Some(_) => columns.saturating_sub(self.taken),
            None if begins => {
                self.taken = if is_element || is_whole && columns >= CODE { columns } else { 0 };
                columns - self.taken
            }
            None => columns.saturating_sub(self.taken),
        };
        if begins_item && self.items.len() < MOST_ITEMS {
            self.items.push(columns + words_behind(rest));
        }
        self.cut = columns - to;
        (self.cut > 0).then_some((bytes, to))
    }

    /// The same for a line of the fence that the last line opened.
    pub(super) fn cut_code(&self, line: &str) -> (usize, usize) {
        let (bytes, columns) = margin(line);
        (bytes, columns.saturating_sub(self.cut))
    }
}

/// Columns from an item's mark to its words.
fn words_behind(rest: &str) -> usize {
    let words = rest.len() - margin_cut(rest).len();
    let mark = rest.find([' ', '\t']).unwrap_or(rest.len());
    if words > mark + CODE || words >= rest.trim_end().len() { mark + 1 } else { words }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let mut margin = Margin::default();
        let line = |line: &str| match margin.cut(line, true) {
            Some((bytes, blanks)) => format!("{}{}", " ".repeat(blanks), &line[bytes..]),
            None => line.to_owned(),
        };
        text.lines().map(line).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn words_stand_where_they_belong() {
        for (text, want) in [
            ("<A>\n    one\n    two\n\n        three", "<A>\n    one\n    two\n\nthree"),
            ("\n\tone\n\n\t- a\n\n\t  b\n\n\t\tc\n\nd", "\none\n\n- a\n\n  b\n\n    c\n\nd"),
            ("\n    1. a\n       - b\n\n         c", "\n1. a\n   - b\n\n     c"),
            ("- a\n\n  <B>\n\n    c\n\n    <D>", "- a\n\n  <B>\n\n    c\n\n  <D>"),
            ("  <A>\n    <B>", "<A>\n<B>"),
            ("a\n      b", "a\n      b"),
            ("[^1]: a\n\n    b", "[^1]: a\n\n    b"),
        ] {
            assert_eq!(shown(text), want, "{text:?}");
        }
    }
}
