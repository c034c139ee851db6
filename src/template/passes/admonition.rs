//! Notes of Python-Markdown and its extensions, whose content is indented: `!!! note "Title"`, `??? note` and `???+ note`
//! that fold, `=== "Tab"`. MkDocs, Nikola and Pelican have them.

use super::super::code::is_item;
use super::super::find::holds;
use super::super::output::Output;
use super::super::tags::arguments::Arguments;
use super::super::tags::shown::{self, Shown, escape};
use super::super::tags::title;
use crate::text::capitalized;

/// Columns that content is indented by.
const INDENT: usize = 4;
/// Notes inside of one another at most.
const DEEPEST: usize = 16;

/// Rewrites the notes of a text. None if it holds none.
pub(in crate::template) fn rewrite(text: &str) -> Option<Output> {
    if !["!!!", "???", "==="].iter().any(|mark| holds(text, mark)) {
        return None;
    }
    let mut pass = Pass { after_blank: true, ..Pass::default() };
    let mut at = 0;
    let mut rest = text;
    for line in text.split_inclusive('\n') {
        rest = rest.get(line.len()..).unwrap_or_default();
        pass.line(line, rest, at);
        at += line.len();
    }
    pass.close(0, at);
    pass.changed.then_some(pass.out)
}

#[derive(Default)]
struct Pass {
    out: Output,
    /// The notes that are open, innermost last.
    open: Vec<Open>,
    /// The mark and the length of an open fence.
    fence: Option<(char, usize)>,
    in_list: bool,
    after_blank: bool,
    changed: bool,
}

/// A note that is open.
struct Open {
    /// Columns that its content is indented by at least.
    inside: usize,
    /// What stands before its first and its last line, and ends it.
    margin: String,
    after: String,
}

impl Pass {
    /// Takes a line; `rest` is what follows it.
    fn line(&mut self, line: &str, rest: &str, at: usize) {
        if line.trim().is_empty() {
            self.after_blank = true;
            return self.out.copy(line.trim_start_matches([' ', '\t']), at);
        }
        let columns = indent(line);
        let stays = self.open.iter().take_while(|open| open.inside <= columns).count();
        if stays < self.open.len() {
            self.fence = None;
            self.in_list = false;
            self.close(stays, at);
        }
        let content = self.content(line);
        let words = content.trim_start_matches([' ', '\t']);
        let is_code = self.fence.is_some() || self.after_blank && !self.in_list && indent(content) >= INDENT;
        self.after_blank = false;
        let note = Note::of(words).filter(|_| !is_code && self.open.len() < DEEPEST);
        if let Some(note) = note.filter(|_| goes_on(rest, columns + INDENT)) {
            let margin = content.get(..content.len() - words.len()).unwrap_or_default().to_owned();
            return self.start(&note, columns + INDENT, margin, at);
        }
        if !is_code || self.fence.is_some() {
            self.fence(words);
        }
        self.in_list = is_item(content) || self.in_list && indent(content) > 0;
        self.out.copy(content, at + line.len() - content.len());
    }

    fn start(&mut self, note: &Note<'_>, inside: usize, margin: String, at: usize) {
        let (before, after) = note.shown();
        self.changed = true;
        self.after_blank = true;
        self.in_list = false;
        self.out.make(&margin, at);
        self.out.block(&before, at);
        self.out.make("\n", at);
        self.open.push(Open { inside, margin, after });
    }

    /// Ends all notes but the outermost `stays`.
    fn close(&mut self, stays: usize, at: usize) {
        while let Some(open) = (self.open.len() > stays).then(|| self.open.pop()).flatten() {
            if !open.after.is_empty() {
                self.out.make("\n", at);
                self.out.make(&open.margin, at);
                self.out.block(&open.after, at);
            }
            self.out.make("\n", at);
        }
    }

    /// A line without the indentation that the notes around it ask for.
    fn content<'a>(&self, line: &'a str) -> &'a str {
        let mut columns = self.open.len() * INDENT;
        let mut rest = line;
        while let Some(cut) = rest.strip_prefix([' ', '\t']).filter(|_| columns > 0) {
            columns = columns.saturating_sub(if rest.starts_with('\t') { INDENT } else { 1 });
            rest = cut;
        }
        rest
    }

    /// Opens and closes fences of code.
    fn fence(&mut self, words: &str) {
        let words = words.trim_end();
        let Some(mark) = words.chars().next().filter(|mark| matches!(mark, '`' | '~')) else { return };
        let length = words.chars().take_while(|c| *c == mark).count();
        match self.fence {
            Some((open, least)) if open == mark && length >= least && length == words.len() => self.fence = None,
            None if length >= 3 => self.fence = Some((mark, length)),
            _ => {}
        }
    }
}

/// The first line of a note.
struct Note<'a> {
    shape: Shape,
    kind: &'a str,
    title: Option<&'a str>,
}

/// What the mark says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Alert,
    Folded,
    Unfolded,
    Tab,
}

impl<'a> Note<'a> {
    /// Of a line without its margin; None for other lines.
    fn of(words: &'a str) -> Option<Self> {
        let words = words.trim_end();
        let (shape, rest) = match words.get(..3)? {
            "!!!" => (Shape::Alert, words.get(3..)?),
            "???" => match words.get(3..)?.strip_prefix('+') {
                Some(rest) => (Shape::Unfolded, rest),
                None => (Shape::Folded, words.get(3..)?),
            },
            "===" => (Shape::Tab, words.get(3..)?.trim_start_matches(['+', '!'])),
            _ => return None,
        };
        let (kinds, title) = match rest.split_once('"') {
            Some((kinds, title)) => (kinds, Some(title.strip_suffix('"')?)),
            None => (rest, None),
        };
        let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ');
        let kind = kinds.split_whitespace().next().unwrap_or_default();
        let is_whole = match shape {
            Shape::Tab => kind.is_empty() && title.is_some(),
            Shape::Alert => !kind.is_empty(),
            Shape::Folded | Shape::Unfolded => !kind.is_empty() || title.is_some(),
        };
        (is_whole && kinds.chars().all(fits)).then_some(Self { shape, kind, title })
    }

    /// What stands around its content.
    fn shown(&self) -> (String, String) {
        let kind = escape(&self.kind.to_lowercase());
        let title = title::html(self.title.unwrap_or_default());
        let named = match title.as_str() {
            "" => escape(&capitalized(self.kind)),
            title => title.to_owned(),
        };
        match self.shape {
            Shape::Alert => {
                // An empty title is none; what has none is called by its kind (Python-Markdown: "Admonition").
                let title = if self.title == Some("") { title } else { named };
                let title = if title.is_empty() { title } else { format!("<folio-title>{title}</folio-title>") };
                let before = format!("<blockquote markdown=\"1\" class=\"folio-alert {kind}\">{title}");
                (before, "</blockquote>".to_owned())
            }
            Shape::Folded | Shape::Unfolded => {
                let open = if self.shape == Shape::Unfolded { " open" } else { "" };
                let before = format!("<details markdown=\"1\"{open}><summary>{named}</summary>");
                (before, "</details>".to_owned())
            }
            Shape::Tab => {
                let mut arguments = Arguments::default();
                arguments.named.push(("title".to_owned(), self.title.unwrap_or_default().to_owned()));
                match shown::paired("tab", &arguments) {
                    Shown::Around(before, after) => (before, after),
                    _ => (named, String::new()),
                }
            }
        }
    }
}

/// Whether the next line that is not blank has that many columns before it.
fn goes_on(rest: &str, columns: usize) -> bool {
    rest.lines().find(|line| !line.trim().is_empty()).is_some_and(|line| indent(line) >= columns)
}

/// The columns of blanks that a line starts with.
fn indent(line: &str) -> usize {
    line.chars()
        .map_while(|c| match c {
            ' ' => Some(1),
            '\t' => Some(INDENT),
            _ => None,
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(source: &str) -> String {
        rewrite(source).map_or_else(|| source.to_owned(), |out| out.finish(|_| (1, 1)).0)
    }

    #[test]
    fn indented_notes_and_tabs() {
        for source in [
            "!!! note",
            "!!! note\nnot indented",
            "wow !!! note\n    x",
            "!!! note \"open\n    x",
            "```\n!!! note\n    x\n```",
            "a\n\n    !!! note\n        x",
            "A title\n===\n    x",
        ] {
            assert_eq!(text(source), source);
        }
        let note = |title: &str, inner: &str| {
            format!("<blockquote markdown=\"1\" class=\"folio-alert note\">{title}\n\n{inner}</blockquote>")
        };
        let folded = |open: &str, title: &str| {
            format!("<details markdown=\"1\"{open}><summary>{title}</summary>\n\nx\n</details>")
        };
        let own = "<folio-title>Note</folio-title>";
        let inner = format!("a\n{}\nb\n", note(own, "```\n!!! note\n    x\n```\n"));
        for (source, want) in [
            ("!!! note\n    x\n\n    y\nz", note(own, "x\ny\n") + "\nz"),
            ("!!! note \"\"\n    x\n", note("", "x\n")),
            ("!!! Note \"A *b* & c\"\n\tx\n", note("<folio-title>A <em>b</em> &amp; c</folio-title>", "x\n")),
            ("p\n!!! note inline end\n\n    x\n", format!("p\n{}", note(own, "x\n"))),
            (
                "!!! note\n    a\n\n    !!! note\n        ```\n        !!! note\n            x\n        ```\n    b",
                note(own, &inner),
            ),
            ("??? tip\n    x", folded("", "Tip")),
            ("???+ tip \"T\"\n    x", folded(" open", "T")),
            ("=== \"A\"\n    x\n=== \"B\"\n    y", "<p><strong>A</strong></p>\nx\n<p><strong>B</strong></p>\ny".into()),
        ] {
            assert_eq!(squeezed(&text(source)), squeezed(&want), "{source:?}");
        }
    }

    /// A text without blank lines, which stand around what is made.
    fn squeezed(text: &str) -> String {
        text.lines().filter(|line| !line.trim().is_empty()).collect::<Vec<_>>().join("\n")
    }
}
