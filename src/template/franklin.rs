//! Franklin's own marks: `@@class … @@` around blocks and words, `~~~` around HTML, commands of LaTeX's kind, `{{ calls }}`.
//!
//! Rules from Franklin's manual ("Markdown syntax", "LaTeX commands"). Commands that a post makes for itself are not run.

use super::code::CodeMap;
use super::near::{find_near, near};
use super::output::Output;
use super::tags::shown::escape;

/// Rewrites the marks. None if the text holds none.
pub(super) fn rewrite(text: &str) -> Option<Output> {
    if !["@@", "~~~", "\\", "{{", "@def"].iter().any(|mark| text.contains(mark)) {
        return None;
    }
    let mut pass = Pass { out: Output::default(), in_html: false, in_code: None };
    // A fence of tildes is none for Franklin.
    let quoted = text.replace("~~~", "\u{1}\u{1}\u{1}");
    let code = CodeMap::of(&quoted);
    let mut at = 0;
    let mut left_out_to = 0;
    for line in text.split_inclusive('\n') {
        let is_code = pass.code(line);
        match () {
            () if at < left_out_to => {}
            () if is_code => pass.out.copy(line, at),
            () => match definition(text.get(at..).unwrap_or_default()) {
                Some(length) => left_out_to = at + length,
                None => pass.line(line, &code, at),
            },
        }
        at += line.len();
    }
    Some(pass.out)
}

struct Pass {
    out: Output,
    in_html: bool,
    /// The fence of back quotes that is open.
    in_code: Option<usize>,
}

impl Pass {
    /// Whether a line belongs to a fence of back quotes.
    fn code(&mut self, line: &str) -> bool {
        let rest = line.trim_start();
        let length = rest.len() - rest.trim_start_matches('`').len();
        match self.in_code {
            Some(open) if length >= open && rest.trim_end().len() == length => self.in_code = None,
            Some(_) => {}
            None if length > 2 && !self.in_html => self.in_code = Some(length),
            None => return false,
        }
        true
    }

    fn line(&mut self, line: &str, code: &CodeMap, at: usize) {
        let trimmed = line.trim();
        if trimmed == "~~~" {
            self.in_html = !self.in_html;
            return self.out.make("\n", at);
        }
        if self.in_html {
            return self.out.copy(line, at);
        }
        let is_mark = trimmed.strip_prefix("@@").is_some_and(|names| names.bytes().all(is_name));
        if is_mark || trimmed.starts_with("@def ") {
            return self.out.make("\n", at);
        }
        self.words(line, code, at);
    }

    /// Marks within a line.
    fn words(&mut self, line: &str, code: &CodeMap, at: usize) {
        let (mut copied, mut from) = (0, 0);
        while let Some(found) = line.get(from..).and_then(|rest| rest.find(['@', '~', '\\', '{'])) {
            let start = from + found;
            from = start + 1;
            let rest = near(line.get(start..).unwrap_or_default());
            let Some((length, shown)) = mark(rest).filter(|_| code.at(at + start).is_none()) else { continue };
            self.out.copy(line.get(copied..start).unwrap_or_default(), at + copied);
            self.out.make(&shown, at + start);
            copied = start + length;
            from = copied;
        }
        self.out.copy(line.get(copied..).unwrap_or_default(), at + copied);
    }
}

/// Whether a byte may stand in the names of classes behind `@@`.
fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b',')
}

/// The length of a mark at the start of a text, and what it shows.
fn mark(text: &str) -> Option<(usize, String)> {
    if let Some(rest) = text.strip_prefix("@@") {
        // `@@class words@@`: the words stay, so each half goes by itself.
        let length = rest.bytes().take_while(|byte| is_name(*byte)).count();
        let opens = length > 0 && rest.get(length..)?.starts_with(' ');
        return Some((if opens { 3 + length } else { 2 }, String::new()));
    }
    if text.starts_with("~~~") {
        return Some((3, String::new()));
    }
    if let Some(rest) = text.strip_prefix("{{") {
        let end = find_near(rest, "}}")?;
        return Some((end + 4, String::new()));
    }
    let name = text.strip_prefix('\\')?;
    let length = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (name, rest) = name.split_at_checked(length)?;
    let given =
        |text: &'_ str| text.strip_prefix('{').and_then(|rest| rest.split_once('}')).map(|(word, _)| word.len());
    let first = given(rest)?;
    let word = rest.get(1..=first)?;
    let behind = rest.get(first + 2..)?;
    let so_far = 1 + length + first + 2;
    match name {
        "fig" => Some((so_far, picture(word, ""))),
        "figalt" => {
            let second = given(behind)?;
            Some((so_far + second + 2, picture(behind.get(1..=second)?, word)))
        }
        "label" | "output" | "show" | "textoutput" | "tableinput" | "literate" | "cite" | "citet" | "citep"
        | "biblabel" => Some((so_far, String::new())),
        _ => None,
    }
}

fn picture(path: &str, alt: &str) -> String {
    format!("<img src=\"{}\" alt=\"{}\">", escape(path), escape(alt))
}

/// The length of the lines on which a command is made: `\newcommand{\name}[1]{…}`.
fn definition(text: &str) -> Option<usize> {
    /// Bytes of a definition at most.
    const LONGEST: usize = 4_000;
    let rest = text.strip_prefix("\\newcommand").or_else(|| text.strip_prefix("\\newenvironment"))?;
    let mut depth = 0_usize;
    for (at, byte) in rest.bytes().enumerate().take(LONGEST) {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.checked_sub(1)?,
            b'\n' if depth == 0 => return Some(text.len() - rest.len() + at + 1),
            _ => {}
        }
    }
    (rest.len() < LONGEST && depth == 0).then_some(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_and_words_stay() {
        for (source, want) in [
            ("@@note,wide\n\n*a*\n\n@@\nb\n", "\n\n*a*\n\n\nb\n"),
            ("a @@small words@@ b", "a words b"),
            ("~~~\n<b>x</b>\n~~~\ny ~~~<br>~~~ z", "\n<b>x</b>\n\ny <br> z"),
            (
                "\\newcommand{\\R}{\n\\mathbb R}\n$\\frac{1}{2}$ \\figalt{words}{a.png}",
                "$\\frac{1}{2}$ <img src=\"a.png\" alt=\"words\">",
            ),
            ("{{ fill x }}a \\label{b}c", "a c"),
            ("```julia\n@@a\n~~~\n```\n`@@b` me@x.org", "```julia\n@@a\n~~~\n```\n`@@b` me@x.org"),
            ("@def a = 1\nb", "\nb"),
        ] {
            let made = rewrite(source).map_or_else(|| source.to_owned(), |out| out.finish(|_| (1, 1)).0);
            assert_eq!(made, want, "{source:?}");
        }
        assert!(rewrite("no marks").is_none());
    }

    #[test]
    fn marks_that_nothing_closes_are_looked_for_nearby() {
        for text in ["{{ ".repeat(500) + "}}", "\\fig{".repeat(500)] {
            assert!(rewrite(&text).is_some_and(|out| out.finish(|_| (1, 1)).0.starts_with(&text[..3])), "{text}");
        }
    }
}
