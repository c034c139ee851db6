//! Comments in code that point at lines: `// highlight-next-line`, `# highlight-start`, `<!-- highlight-end -->`
//! (Docusaurus), `// highlight-line`, `# hide-next-line` (Gatsby), `// [!code highlight]` behind a line (Shiki, VitePress). The
//! comment goes, the line is marked or hidden.
//!
//! Knows no language: a comment is what stands between signs.

use std::ops::Range;

/// Words that open a comment at the end of a line.
const OPENINGS: [&str; 8] = ["//", "#", "<!--", "{/*", "/*", "--", ";", "%"];
/// Lines that a block may mark this way.
const MOST_MARKED: usize = 1_000;

/// Code without the comments that point at its lines.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Pointed {
    /// What is left.
    pub(super) code: String,
    /// The lines pointed at, from 1, sorted.
    pub(super) lines: Vec<u32>,
}

/// Takes the comments that point at lines out of code; none if there are none.
pub(super) fn pointed(code: &str) -> Option<Pointed> {
    if !["highlight-", "hide-", "[!code "].iter().any(|sign| code.contains(sign)) {
        return None;
    }
    let mut pass = Pass::default();
    code.split_inclusive('\n').for_each(|line| pass.line(line));
    pass.any.then_some(pass.found)
}

#[derive(Debug, Default)]
struct Pass {
    found: Pointed,
    /// Lines from here on that are marked, and that are hidden.
    marked: u32,
    hidden: u32,
    /// Whether a comment asked for that up to another one.
    is_marking: bool,
    is_hiding: bool,
    /// Lines that were kept.
    number: u32,
    any: bool,
}

impl Pass {
    fn line(&mut self, line: &str) {
        match directive(line) {
            Some("highlight-next-line") => self.marked = 1,
            Some("highlight-start") => self.is_marking = true,
            Some("highlight-end") => self.is_marking = false,
            Some("hide-next-line") => self.hidden = 1,
            Some("hide-start") => self.is_hiding = true,
            Some("hide-end") => self.is_hiding = false,
            _ => return self.kept(line),
        }
        self.any = true;
    }

    fn kept(&mut self, line: &str) {
        let trailing = trailing(line);
        self.any |= trailing.is_some() || self.is_hiding || self.hidden > 0;
        let (kept, lines) = match trailing {
            Some(Trailing::Hidden) => return,
            Some(Trailing::Marks(kept, lines)) => (kept, lines),
            None => (line, 0),
        };
        self.marked = self.marked.max(lines);
        // A comment alone speaks of the lines below it.
        if kept.is_empty() && !line.trim().is_empty() {
            return;
        }
        if self.is_hiding || self.hidden > 0 {
            self.hidden = self.hidden.saturating_sub(1);
            return;
        }
        self.number = self.number.saturating_add(1);
        if (self.is_marking || self.marked > 0) && self.found.lines.len() < MOST_MARKED {
            self.found.lines.push(self.number);
        }
        self.marked = self.marked.saturating_sub(1);
        self.found.code.push_str(kept);
        if kept.len() < line.len() && line.ends_with('\n') {
            self.found.code.push('\n');
        }
    }
}

/// The word of a line that is a comment of one word.
fn directive(line: &str) -> Option<&str> {
    let line = line.trim();
    // A number sign right before a word is a selector of CSS.
    let is_comment = OPENINGS.iter().filter_map(|sign| Some((sign, line.strip_prefix(sign)?)));
    let mut is_comment = is_comment.filter(|(sign, rest)| **sign != "#" || rest.starts_with(' '));
    is_comment.next().map(|_| line.trim_matches(|c: char| !c.is_ascii_alphanumeric()))
}

/// What a comment at the end of a line does to it.
enum Trailing<'a> {
    /// What stands before the comment, and how many lines from this one on are marked.
    Marks(&'a str, u32),
    Hidden,
}

/// What `// [!code …]` and `// highlight-line` do: `highlight:3` marks this line and two more. Words that are marked, and what
/// only a page can fade, mark nothing.
fn trailing(line: &str) -> Option<Trailing<'_>> {
    if let Some(kept) = before_comment(line, "highlight-line") {
        return Some(Trailing::Marks(kept, 1));
    }
    if before_comment(line, "hide-line").is_some() {
        return Some(Trailing::Hidden);
    }
    let span: Range<usize> = line.find("[!code ")?..line.rfind(']')? + 1;
    let inside = line.get(span.clone())?.strip_prefix("[!code ")?.strip_suffix(']')?.trim();
    let kept = before_sign(line.get(..span.start)?)?;
    let (what, lines) = inside.split_once(':').unwrap_or((inside, "1"));
    let lines = match what {
        "highlight" | "hl" | "focus" | "++" | "--" | "error" | "warning" => lines.trim().parse().unwrap_or(1),
        "word" => 0,
        _ => return None,
    };
    Some(Trailing::Marks(kept, lines))
}

/// What stands before a comment of one word at the end of a line.
fn before_comment<'a>(line: &'a str, word: &str) -> Option<&'a str> {
    let end = line.trim_end().trim_end_matches(['*', '/', '}', '-', '>', ' ']);
    before_sign(end.strip_suffix(word).filter(|before| before.ends_with(' '))?)
}

/// What stands before the sign that opens a comment at the end of a text.
fn before_sign(text: &str) -> Option<&str> {
    let text = text.trim_end();
    let kept = OPENINGS.iter().filter_map(|opening| text.strip_suffix(opening)).min_by_key(|kept| kept.len())?;
    Some(kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_that_point_at_lines_go_and_the_lines_are_marked() {
        let cases: &[(&str, &str, &[u32])] = &[
            ("a\n// highlight-next-line\nb\nc\n", "a\nb\nc\n", &[2]),
            ("a\n  # highlight-start\nb\nc\n  # highlight-end\nd", "a\nb\nc\nd", &[2, 3]),
            ("<!-- highlight-next-line -->\n<b>", "<b>", &[1]),
            ("{/* highlight-next-line */}\n<B/>", "<B/>", &[1]),
            ("let a; // [!code highlight]\nb\n", "let a;\nb\n", &[1]),
            ("a // [!code ++:2]\nb\nc", "a\nb\nc", &[1, 2]),
            ("a // highlight-line\nb {/* highlight-line */}\nc # hide-line\nd\n", "a\nb\nd\n", &[1, 2]),
            ("# hide-start\na\n# hide-end\nb\n# hide-next-line\nc\nd", "b\nd", &[]),
            ("// [!code word:b]\na b\n// [!code hl:1]\nc", "a b\nc", &[2]),
            ("<a> <!-- [!code focus] -->\n", "<a>\n", &[1]),
            ("a # [!code word:x]\n", "a\n", &[]),
        ];
        for (code, left, lines) in cases {
            let want = Pointed { code: (*left).to_owned(), lines: lines.to_vec() };
            assert_eq!(pointed(code), Some(want), "{code}");
        }
        for code in ["highlight-next-line", "x // highlight-next", "see [!code highlight]", "let a = b[1];"] {
            assert_eq!(pointed(code), None, "{code}");
        }
    }
}
