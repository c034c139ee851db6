//! Tags with content, for every language: what opens, what closes, and what becomes of what is inside.

use std::collections::{HashMap, HashSet};

use crate::post::Code;

use super::super::near::ends_line;
use super::super::output::Output;
use super::arguments::Arguments;
use super::shown::{self, Shown};

/// A tag that was opened.
#[derive(Debug)]
struct Open {
    name: String,
    shown: Shown,
    /// Length of the text when it opened.
    start: usize,
    /// Its byte in the source.
    source: usize,
    /// Whether it stands among words.
    in_words: bool,
}

/// Open tags, innermost last.
#[derive(Debug, Default)]
pub(in crate::template) struct Nest {
    open: Vec<Open>,
}

/// Tags open at once at most; more are left out.
const MOST: usize = 256;

impl Nest {
    /// Shows the start of a tag with content.
    pub(in crate::template) fn open(&mut self, name: &str, arguments: &Arguments, source: usize, out: &mut Output) {
        self.open_as(name, shown::paired(name, arguments), source, out);
    }

    /// Shows the start of a tag with content whose meaning is found already.
    pub(in crate::template) fn open_as(&mut self, name: &str, shown: Shown, source: usize, out: &mut Output) {
        if self.open.len() >= MOST {
            return;
        }
        match &shown {
            Shown::Around(before, _) => out.block(before, source),
            Shown::Wrapped(before, _) => out.make(before, source),
            _ => {}
        }
        let in_words = !out.place().block;
        self.open.push(Open { name: name.to_owned(), shown, start: out.text.len(), source, in_words });
    }

    /// Shows the end of a tag with content. Answers whether it was open; what was opened in it and not closed ends too.
    pub(in crate::template) fn close(&mut self, name: Option<&str>, source: usize, out: &mut Output) -> bool {
        let at = match name {
            Some(name) => self.open.iter().rposition(|open| open.name == name),
            None => self.open.len().checked_sub(1),
        };
        let Some(at) = at else { return false };
        while self.open.len() > at + 1 {
            if let Some(open) = self.open.pop() {
                out.complain(open.source, Code::TemplateUnclosed, format!("`{}` is not closed.", open.name));
                finish(open, source, out);
            }
        }
        if let Some(open) = self.open.pop() {
            finish(open, source, out);
        }
        true
    }

    /// Ends whatever is still open at the end of the text.
    pub(in crate::template) fn close_all(&mut self, source: usize, out: &mut Output) {
        while let Some(open) = self.open.pop() {
            out.complain(open.source, Code::TemplateUnclosed, format!("`{}` is not closed.", open.name));
            finish(open, source, out);
        }
    }
}

/// The marks around what Octopress pulls out of a paragraph, which stays in it.
const PULLED: [&str; 2] = ["{\"", "\"}"];

fn finish(open: Open, source: usize, out: &mut Output) {
    if open.name == "pullquote" && out.text.get(open.start..).is_some_and(|text| text.contains(PULLED[0])) {
        let [start, end] = PULLED;
        let inner = out.cut(open.start);
        let mut parts = inner.split(start);
        // The blanks inside of the marks go with them.
        let mut words = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (pulled, rest) = part.split_once(end).unwrap_or((part, ""));
            words.push_str(pulled.trim());
            words.push_str(rest);
        }
        out.make(&words, open.source);
    }
    match open.shown {
        Shown::Around(_, after) if !after.is_empty() => out.block(&after, source),
        Shown::Wrapped(_, after) => out.make(&after, source),
        Shown::Nothing => drop(out.cut(open.start)),
        Shown::Instead(shown) => {
            drop(out.cut(open.start));
            show(&shown, Spot { source: open.source, after: "" }, out);
        }
        Shown::Code(info) if info == "math" && open.in_words => {
            let source = out.cut(open.start);
            out.make(&inline_formula(&source), open.source);
        }
        // Some authors set a fence in what is code already.
        Shown::Code(_) if open.name == "code" && out.text.get(open.start..).is_some_and(is_fenced) => {
            let code = out.cut(open.start);
            out.block(code.trim(), open.source);
        }
        Shown::Code(info) => {
            let code = out.cut(open.start);
            let code = shown::fenced(&info, if info == "math" { formula(&code) } else { &code });
            out.block(&code, open.source);
        }
        Shown::CodeBelow(info, first) => {
            let code = out.cut(open.start);
            out.block(&shown::fenced(&info, &format!("{first}\n{}", code.trim_start_matches('\n'))), open.source);
        }
        Shown::Captioned(caption, info) => {
            let code = out.cut(open.start);
            out.block(&caption, open.source);
            out.block(&shown::fenced(&info, &code), open.source);
        }
        _ => {}
    }
}

/// Whether a text is one fence of code.
fn is_fenced(text: &str) -> bool {
    let text = text.trim();
    text.starts_with("```") && text.ends_with("```") && text.matches("```").count() == 2
}

/// A formula in a line of words, apart from a letter that it follows.
pub(in crate::template) fn inline_formula(source: &str) -> String {
    let source = formula(source).trim().replace(['\n', '$'], " ");
    format!("<!-- -->${source}$<!-- -->")
}

/// A formula without the marks that its author set around it all the same.
fn formula(source: &str) -> &str {
    let marked = [("$$", "$$"), ("\\[", "\\]"), ("\\\\[", "\\\\]")].into_iter();
    let inner = |(open, close)| source.trim().strip_prefix(open)?.strip_suffix(close);
    marked.filter_map(inner).find(|inner| !inner.contains("$$")).unwrap_or(source)
}

/// Where a tag stands: its byte in the source, and what follows it there.
#[derive(Clone, Copy, Debug)]
pub(in crate::template) struct Spot<'a> {
    /// First byte of the tag.
    pub(in crate::template) source: usize,
    /// The source behind the tag.
    pub(in crate::template) after: &'a str,
}

/// Shows a tag without content.
pub(in crate::template) fn single(name: &str, arguments: &Arguments, spot: Spot<'_>, out: &mut Output) {
    match shown::single(name, arguments) {
        Shown::Unknown => {
            // Whoever knows these knows them in pairs: one that is left alone lacks its end.
            let is_pair = matches!(name, "highlight" | "codeblock" | "blockquote" | "pullquote" | "raw" | "comment");
            let (code, what) = match is_pair {
                true => (Code::TemplateUnclosed, "closed"),
                false => (Code::TemplateUnknown, "known"),
            };
            out.complain(spot.source, code, format!("`{name}` is not {what}."));
            let words = shown::unknown(name, arguments);
            let is_apart = spot.after.starts_with(|c: char| c.is_whitespace() || c.is_ascii_punctuation());
            out.make(if is_apart { words.trim_end() } else { &words }, spot.source);
        }
        shown => show(&shown, spot, out),
    }
}

/// Puts what a tag shows in its place: a block only where the tag stands alone on its line.
pub(in crate::template) fn show(shown: &Shown, spot: Spot<'_>, out: &mut Output) {
    match shown {
        // Code needs lines of its own wherever it is asked for.
        Shown::Inline(text) | Shown::Block(text) if text.contains("```") && !out.place().block => {
            out.make("\n\n", spot.source);
            out.block(text, spot.source);
        }
        Shown::Inline(text) => out.make(text, spot.source),
        Shown::Block(text) => {
            if out.place().block && ends_line(spot.after) {
                out.block(text, spot.source);
            } else {
                out.make(&text.split_whitespace().collect::<Vec<_>>().join(" "), spot.source);
            }
        }
        Shown::Around(..)
        | Shown::Wrapped(..)
        | Shown::Code(_)
        | Shown::CodeBelow(..)
        | Shown::Captioned(..)
        | Shown::Instead(_)
        | Shown::Inside
        | Shown::Nothing
        | Shown::Unknown => {}
    }
}

/// Finds which opening tags have a closing one. Takes names in order, each with whether it closes; answers with the
/// places of those that are opened and closed.
pub(in crate::template) fn pairs<'a>(tags: impl Iterator<Item = (&'a str, bool)>) -> HashSet<usize> {
    let mut waiting: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut paired = HashSet::new();
    for (place, (name, closes)) in tags.enumerate() {
        if closes {
            paired.extend(waiting.get_mut(name).and_then(Vec::pop));
        } else {
            waiting.entry(name).or_default().push(place);
        }
    }
    paired
}
