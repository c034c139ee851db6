//! Comments in code that point at lines: `// highlight-next-line`, `# highlight-start`, `<!-- highlight-end -->`
//! (Docusaurus), `// [!code highlight]` behind a line (Shiki, VitePress). The comment goes, the line is marked.
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
    if !code.contains("highlight-") && !code.contains("[!code ") {
        return None;
    }
    let mut found = Pointed::default();
    let (mut next, mut until_end, mut number, mut any) = (0_u32, false, 0_u32, false);
    for line in code.split_inclusive('\n') {
        match directive(line) {
            Some("highlight-next-line") => next = 1,
            Some("highlight-start") => until_end = true,
            Some("highlight-end") => until_end = false,
            _ => {
                number = number.saturating_add(1);
                let (kept, lines) = trailing(line).map_or((line, 0), |(kept, lines)| {
                    any = true;
                    (kept, lines)
                });
                next = next.max(lines);
                if (until_end || next > 0) && found.lines.len() < MOST_MARKED {
                    found.lines.push(number);
                }
                next = next.saturating_sub(1);
                found.code.push_str(kept);
                if kept.len() < line.len() && line.ends_with('\n') {
                    found.code.push('\n');
                }
                continue;
            }
        }
        any = true;
    }
    any.then_some(found)
}

/// The word of a line that is a comment of one word.
fn directive(line: &str) -> Option<&str> {
    let line = line.trim();
    let word = line.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    (word.len() < line.len() && line.starts_with(|c: char| !c.is_alphanumeric())).then_some(word)
}

/// What stands before `// [!code …]`, and how many lines it marks: `highlight:3` marks this and two more. Words that are
/// marked, and what only a page can fade, mark nothing.
fn trailing(line: &str) -> Option<(&str, u32)> {
    let span: Range<usize> = line.find("[!code ")?..line.rfind(']')? + 1;
    let inside = line.get(span.clone())?.strip_prefix("[!code ")?.strip_suffix(']')?.trim();
    let before = line.get(..span.start)?.trim_end();
    let opening = OPENINGS.iter().filter_map(|opening| before.strip_suffix(opening)).min_by_key(|kept| kept.len())?;
    let (what, lines) = inside.split_once(':').unwrap_or((inside, "1"));
    let lines = match what {
        "highlight" | "hl" | "focus" | "++" | "--" | "error" | "warning" => lines.trim().parse().unwrap_or(1),
        "word" => 0,
        _ => return None,
    };
    Some((opening.trim_end(), lines))
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
