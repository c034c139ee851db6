//! Kramdown's marks: attribute lists, options, comments, tables of contents, abbreviations. Readers see none of them.

use super::code::{CodeMap, is_item};
use super::output::Output;

/// Drops the marks. None if the text holds none.
pub(super) fn rewrite(text: &str) -> Option<Output> {
    let marks = text.contains("{:") || text.contains("\n*[") || text.starts_with("*[") || text.contains("\n^\n");
    if !marks {
        return None;
    }
    let code = CodeMap::of(text);
    let mut pass = Pass { text, code: &code, out: Output::default(), hidden: None };
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        pass.line(line, at);
        at += line.len();
    }
    Some(pass.out)
}

struct Pass<'a> {
    text: &'a str,
    code: &'a CodeMap,
    out: Output,
    /// The extension whose content is being left out.
    hidden: Option<&'static str>,
}

impl Pass<'_> {
    fn line(&mut self, line: &str, at: usize) {
        if let Some(name) = self.hidden {
            if line.contains("{:/}") || line.contains(&format!("{{:/{name}}}")) {
                self.hidden = None;
            }
            return;
        }
        if self.code.at(at).is_some_and(|range| range.end >= at + line.len()) {
            return self.out.copy(line, at);
        }
        let trimmed = line.trim_start_matches([' ', '\t', '>']).trim_end();
        if trimmed == "^" || (trimmed.starts_with("*[") && trimmed.contains("]: ")) {
            return;
        }
        if trimmed.starts_with("{:") && trimmed.ends_with('}') && list_end(trimmed) == Some(trimmed.len()) {
            return self.block_mark(trimmed, at);
        }
        let next = self.text.get(at + line.len()..).unwrap_or_default().lines().next().unwrap_or_default();
        if is_item(line) && next.trim_start().starts_with("{:toc") {
            return;
        }
        self.spans(line, at);
    }

    /// A mark on a line of its own.
    fn block_mark(&mut self, mark: &str, at: usize) {
        if mark.starts_with("{::comment") && !mark.ends_with("/}") {
            self.hidden = Some("comment");
            return;
        }
        let heading = self.out.text.trim_end_matches('\n');
        let last = heading.rsplit('\n').next().unwrap_or_default();
        if let Some(id) = identifier(mark).filter(|_| last.starts_with('#') && !last.contains("{#")) {
            let made = format!(" {{#{id}}}\n");
            let kept = heading.len();
            self.out.cut(kept);
            self.out.make(&made, at);
        }
    }

    /// Marks behind words: `*word*{: .class}`, `{::nomarkdown}`.
    fn spans(&mut self, line: &str, at: usize) {
        let mut copied = 0;
        let mut from = 0;
        while let Some(found) = line.get(from..).and_then(|rest| rest.find("{:")) {
            let start = from + found;
            from = start + 2;
            if self.code.at(at + start).is_some() {
                continue;
            }
            let Some(length) = line.get(start..).and_then(list_end) else { continue };
            self.out.copy(line.get(copied..start).unwrap_or_default(), at + copied);
            copied = start + length;
            from = copied;
        }
        self.out.copy(line.get(copied..).unwrap_or_default(), at + copied);
    }
}

/// The length of an attribute list or extension at the start of a text; None if it is something else.
fn list_end(text: &str) -> Option<usize> {
    let inner = text.strip_prefix("{:")?;
    let end = inner.find('}')?;
    let body = inner.get(..end)?.trim();
    let first = body.chars().next();
    let fits = match first {
        None => false,
        Some('.' | '#' | ':' | '/') => true,
        Some(c) => {
            c.is_alphabetic()
                && (body == "toc"
                    || body.contains(['=', ' ', '.', '#', ':'])
                    || body.chars().all(char::is_alphanumeric))
        }
    };
    (fits && body.len() <= 400 && !body.contains('\n')).then_some(end + 3)
}

fn identifier(mark: &str) -> Option<&str> {
    let (_, after) = mark.split_once('#')?;
    after.split([' ', '}', '\t']).next().filter(|id| !id.is_empty())
}
