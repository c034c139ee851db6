//! Directives written with colons: `:::note Title … :::`, `::: {.warning}`, `::leaf[label]{a="b"}`, `:text[words]`.
//! Docusaurus, VitePress, Pandoc and remark each know some of them; all of them are read before Markdown, which would
//! take the colons for a definition.

use super::super::code::{CodeMap, margin_cut};
use super::super::output::Output;
use super::super::tags::alert_names::is_alert;
use super::super::tags::arguments::Arguments;
use super::super::tags::nest::{self, Nest, Spot};
use super::super::tags::shown::{self, Shown};
use crate::text::capitalized;

/// Rewrites the directives of a text. None if it holds none.
pub(in crate::template) fn rewrite(text: &str) -> Option<Output> {
    let bytes = text.as_bytes();
    let begins = |at: usize| bytes.get(at + 1).is_some_and(|next| *next == b':' || next.is_ascii_alphabetic());
    if !memchr::memchr_iter(b':', bytes).any(begins) {
        return None;
    }
    let code = CodeMap::of(text);
    let pairs = Pairs::of(text, &code);
    let mut pass = Pass { code, pairs, out: Output::default(), nest: Nest::default(), changed: false };
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        pass.line(line, at);
        at += line.len();
    }
    pass.nest.close_all(text.len(), &mut pass.out);
    pass.changed.then_some(pass.out)
}

struct Pass {
    code: CodeMap,
    pairs: Pairs,
    out: Output,
    nest: Nest,
    changed: bool,
}

impl Pass {
    fn line(&mut self, line: &str, at: usize) {
        if memchr::memchr(b':', line.as_bytes()).is_none() {
            return self.out.copy(line, at);
        }
        let rest = margin_cut(line);
        let margin = line.get(..line.len() - rest.len()).unwrap_or_default();
        if self.pairs.opens(at) {
            if let Some(container) = Container::of(rest) {
                return self.open(&container, margin, at);
            }
        } else if self.pairs.closes(at) {
            self.out.copy(margin, at);
            self.nest.close(None, at, &mut self.out);
            self.changed = true;
            return;
        }
        let leaf = rest.trim_end().strip_prefix("::").filter(|_| self.code.at(at + margin.len()).is_none());
        match leaf.and_then(call).filter(|call| call.rest.is_empty() && call.has_more()) {
            Some(call) => self.leaf(&call, margin, at),
            None => self.words(line, at),
        }
    }

    fn open(&mut self, container: &Container<'_>, margin: &str, at: usize) {
        self.changed = true;
        self.out.copy(margin, at);
        let mut arguments = Arguments::default();
        let title = match container.title {
            // Pages say what kind of note it is (Docusaurus: "Admonitions", VitePress: "Custom containers").
            "" if is_alert(&container.name.to_lowercase()) => capitalized(container.name),
            title => title.to_owned(),
        };
        if !title.is_empty() {
            arguments.named.push(("title".to_owned(), title));
        }
        let name = match shown::paired(container.name, &arguments) {
            Shown::Code(_) => "div",
            _ => container.name,
        };
        self.nest.open(name, &arguments, at, &mut self.out);
        if !container.body.is_empty() {
            self.out.make(container.body, at);
        }
        self.out.make("\n", at);
    }

    /// A directive on a line of its own.
    fn leaf(&mut self, call: &Call<'_>, margin: &str, at: usize) {
        self.changed = true;
        self.out.copy(margin, at);
        let arguments = call.arguments();
        let spot = Spot { source: at, after: "\n" };
        match (call.name, arguments.get(&["repo"])) {
            ("github", Some(repository)) => {
                let repository = shown::escape(repository);
                let link = format!("<a href=\"https://github.com/{repository}\">{repository}</a>");
                nest::show(&Shown::Block(link), spot, &mut self.out);
            }
            _ => nest::single(call.name, &arguments, spot, &mut self.out),
        }
        self.out.make("\n", at);
    }

    /// Directives within words: the words stay.
    fn words(&mut self, line: &str, at: usize) {
        let mut copied = 0;
        let mut from = 0;
        while let Some(found) = line.as_bytes().get(from..).and_then(|rest| memchr::memchr(b':', rest)) {
            let start = from + found;
            from = start + 1;
            let before = line.get(..start).and_then(|before| before.chars().next_back());
            let fits = before.is_none_or(|before| !before.is_alphanumeric() && !matches!(before, ':' | '\\' | '/'));
            if !fits || self.code.at(at + start).is_some() {
                continue;
            }
            let Some(call) = line.get(start + 1..).and_then(call) else { continue };
            let Some(label) = call.label.filter(|_| !call.rest.starts_with(['(', '[', ':'])) else { continue };
            self.changed = true;
            self.out.copy(line.get(copied..start).unwrap_or_default(), at + copied);
            let tag = element(call.name);
            self.out.make(&tag.map(|tag| format!("<{tag}>")).unwrap_or_default(), at + start);
            self.out.copy(label, at + start + 2 + call.name.len());
            self.out.make(&tag.map(|tag| format!("</{tag}>")).unwrap_or_default(), at + start);
            copied = line.len() - call.rest.len();
            from = copied;
        }
        self.out.copy(line.get(copied..).unwrap_or_default(), at + copied);
    }
}

/// The element that a directive within words stands for.
fn element(name: &str) -> Option<&'static str> {
    ["kbd", "sub", "sup", "mark", "del", "ins", "abbr", "u", "cite"].into_iter().find(|tag| *tag == name)
}

/// `name[label]{attributes}` and what follows it on the line.
struct Call<'a> {
    name: &'a str,
    label: Option<&'a str>,
    attributes: Option<&'a str>,
    rest: &'a str,
}

impl Call<'_> {
    fn has_more(&self) -> bool {
        self.label.is_some() || self.attributes.is_some()
    }

    fn arguments(&self) -> Arguments {
        let written = self.attributes.unwrap_or_default();
        let mut arguments = Arguments::parse(written);
        for word in std::mem::take(&mut arguments.positional) {
            match word.strip_prefix('#') {
                Some(id) => arguments.named.push(("id".to_owned(), id.to_owned())),
                None => arguments.positional.push(word),
            }
        }
        if let Some(label) = self.label.filter(|label| !label.is_empty()) {
            arguments.named.push(("title".to_owned(), label.to_owned()));
        }
        arguments
    }
}

fn call(text: &str) -> Option<Call<'_>> {
    let length = text.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')).count();
    let (name, mut rest) = text.split_at(length);
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || length > 40 {
        return None;
    }
    let mut label = None;
    if let Some((inner, after)) = bracketed(rest, b'[', b']') {
        (label, rest) = (Some(inner), after);
    }
    let mut attributes = None;
    if let Some((inner, after)) = bracketed(rest, b'{', b'}') {
        (attributes, rest) = (Some(inner), after);
    }
    Some(Call { name, label, attributes, rest })
}

/// What stands between brackets at the start of a text, and what follows; at most 600 bytes.
fn bracketed(text: &str, open: u8, close: u8) -> Option<(&str, &str)> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate().take(600) {
        if byte == open {
            depth += 1;
        } else if byte == close {
            depth = depth.checked_sub(1)?;
        }
        if depth == 0 {
            return Some((text.get(1..at)?, text.get(at + 1..)?));
        }
    }
    None
}

/// The opening line of a container.
struct Container<'a> {
    colons: usize,
    name: &'a str,
    title: &'a str,
    /// Words that belong inside but stand on the opening line.
    body: &'a str,
}

impl<'a> Container<'a> {
    /// Of a line without its margin; None for other lines.
    fn of(rest: &'a str) -> Option<Self> {
        let rest = rest.trim_end();
        let words = rest.trim_start_matches(':');
        let colons = rest.len() - words.len();
        let words = words.trim_start();
        if colons < 3 {
            return None;
        }
        if let Some((attributes, after)) = bracketed(words, b'{', b'}') {
            let name = attributes.split([' ', '.', '#']).find(|word| !word.is_empty() && !word.contains('='))?;
            let named = attributes.split_once("title=\"").and_then(|(_, title)| title.split('"').next());
            let title = named.unwrap_or_else(|| after.trim().trim_end_matches(':').trim());
            // Quarto's notes.
            let name = name.strip_prefix("callout-").unwrap_or(name);
            return Some(Self { colons, name, title, body: "" });
        }
        let call = call(words)?;
        let after = call.rest.trim();
        let spaced = call.rest.is_empty() || call.rest.starts_with([' ', '\t']) || call.has_more();
        let (title, body) = match call.label {
            Some(label) => (label, after),
            None => (after.trim_end_matches(':').trim(), ""),
        };
        spaced.then_some(Self { colons, name: call.name, title, body })
    }
}

/// Which lines open and close containers, by their bytes.
#[derive(Default)]
struct Pairs {
    opens: std::collections::HashSet<usize>,
    closes: std::collections::HashSet<usize>,
}

impl Pairs {
    fn of(text: &str, code: &CodeMap) -> Self {
        let mut pairs = Self::default();
        let mut open: Vec<(usize, usize)> = Vec::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let rest = margin_cut(line);
            let inside = at + (line.len() - rest.len());
            let rest = rest.trim_end();
            if rest.starts_with(":::") && code.at(inside).is_none() {
                if rest.bytes().all(|byte| byte == b':') {
                    let same = open.iter().rposition(|(_, colons)| *colons == rest.len());
                    let fits = same.or_else(|| open.len().checked_sub(1));
                    if let Some((start, _)) = fits.and_then(|fits| open.drain(fits..).next()) {
                        pairs.opens.insert(start);
                        pairs.closes.insert(at);
                    }
                } else if let Some(container) = Container::of(rest) {
                    open.push((at, container.colons));
                }
            }
            at += line.len();
        }
        pairs
    }

    fn opens(&self, at: usize) -> bool {
        self.opens.contains(&at)
    }

    fn closes(&self, at: usize) -> bool {
        self.closes.contains(&at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(source: &str) -> String {
        rewrite(source).map_or_else(|| source.to_owned(), |out| out.finish(|_| (1, 1)).0)
    }

    #[test]
    fn directives_of_every_generator() {
        let note = |kind: &str, title: &str, inner: &str| {
            let title = if title.is_empty() { String::new() } else { format!("<folio-title>{title}</folio-title>") };
            format!("<blockquote markdown=\"1\" class=\"folio-alert {kind}\">{title}\n\n\n{inner}\n</blockquote>")
        };
        for (source, want) in [
            (":::note\nx\n:::", note("note", "Note", "x\n")),
            (":::note Be *ware*\nx\n:::", note("note", "Be <em>ware</em>", "x\n")),
            (":::tip[T [a]]\nx\n:::", note("tip", "T [a]", "x\n")),
            ("::: {.warning}\nx\n:::", note("warning", "Warning", "x\n")),
            ("::: danger Stop\nx\n:::", note("danger", "Stop", "x\n")),
            ("::: {.callout-tip title=\"So\"}\nx\n:::", note("tip", "So", "x\n")),
            ("::: row\nx\n:::", "\nx".to_owned()),
            ("```\n:::note\n```", "```\n:::note\n```".to_owned()),
            (":::note\nnever closed", ":::note\nnever closed".to_owned()),
            ("`:::`\n:::", "`:::`\n:::".to_owned()),
            ("a :spoiler[is **b**]!", "a is **b**!".to_owned()),
            (":kbd[Q] 12:30[a] :x[y](z)", "<kbd>Q</kbd> 12:30[a] :x[y](z)".to_owned()),
            ("::github{repo=\"a/b\"}", "<a href=\"https://github.com/a/b\">a/b</a>".to_owned()),
            ("::youtube[Talk]{#abc}", "<a href=\"https://www.youtube.com/watch?v=abc\">\u{25b6} Talk</a>".to_owned()),
            ("::std::vector", "::std::vector".to_owned()),
            ("term\n: meaning", "term\n: meaning".to_owned()),
        ] {
            assert_eq!(text(source).trim_end(), want, "{source:?}");
        }
    }

    #[test]
    fn directives_nest_by_the_number_of_their_colons() {
        let made = text("::::note\na\n:::tip\nb\n:::\nc\n::::\nd");
        let order: Vec<usize> = ["alert note", "a\n", "alert tip", "b\n", "</blockquote>", "c\n", "\nd"]
            .iter()
            .map(|part| made.find(part).unwrap_or(usize::MAX))
            .collect();
        assert!(order.is_sorted() && !order.contains(&usize::MAX), "{made}");
        assert_eq!(made.matches("</blockquote>").count(), 2);
    }
}
