//! What Quarto counts: pictures, tables, formulas and listings with labels, and the words that refer to them by these (`@fig-a`),
//! or to sections by theirs.

use std::collections::HashMap;
use std::ops::Range;

use crate::template::code::CodeMap;
use crate::template::near::near;
use crate::template::output::Output;

/// What labels of a kind begin with, and what it is called.
const KINDS: [(&str, &str); 5] =
    [("fig-", "Figure"), ("tbl-", "Table"), ("eq-", "Equation"), ("lst-", "Listing"), ("thm-", "Theorem")];
/// Bytes of a picture's words and address, before its label.
const LONGEST_PICTURE: usize = 1_000;

/// Rewrites labels and what refers to them. None if there are none.
pub(in crate::template) fn rewrite(text: &str) -> Option<Output> {
    let code = CodeMap::of(text);
    let panels = panels(text, &code);
    let labels = labels(text, &panels);
    if labels.is_empty() {
        return None;
    }
    let mut captions: Vec<(usize, String)> =
        panels.iter().filter_map(|panel| Some((panel.caption?, format!("{}: ", labels.get(panel.label)?)))).collect();
    captions.sort_unstable();
    let mut captions = captions.into_iter().peekable();
    let mut pass = Pass { text, labels, out: Output::default(), copied: 0 };
    for at in memchr::memchr2_iter(b'@', b'#', text.as_bytes()) {
        while let Some((caption, words)) = captions.next_if(|(caption, _)| *caption <= at) {
            pass.put(caption, caption, &words);
        }
        if code.at(at).is_none() && at >= pass.copied {
            pass.sign(at);
        }
    }
    for (caption, words) in captions {
        pass.put(caption, caption, &words);
    }
    pass.out.ended(text, pass.copied)
}

/// A division that is one figure of several, each with a letter.
struct Panel<'t> {
    label: &'t str,
    range: Range<usize>,
    /// Where its last paragraph begins.
    caption: Option<usize>,
}

/// The divisions that are figures: `::: {#fig-a layout-ncol=2}`.
fn panels<'t>(text: &'t str, code: &CodeMap) -> Vec<Panel<'t>> {
    let (mut open, mut found) = (Vec::new(), Vec::new());
    if memchr::memmem::find(text.as_bytes(), b"::: {#fig-").is_none() {
        return found;
    }
    let (mut at, mut after_blank, mut paragraph) = (0, true, None);
    for line in text.split_inclusive('\n') {
        let (start, rest) = (at, line.trim());
        at += line.len();
        if code.at(start).is_some() {
            continue;
        }
        if let Some(head) = rest.strip_prefix(":::").map(|rest| rest.trim_start_matches(':').trim()) {
            if !head.is_empty() {
                open.push((head.strip_prefix("{#").and_then(label).filter(|label| label.starts_with("fig-")), start));
            } else if let Some((Some(label), from)) = open.pop() {
                found.push(Panel { label, range: from..start, caption: paragraph });
            }
            paragraph = None;
        } else if after_blank && !rest.is_empty() {
            paragraph = (!rest.starts_with(['!', '|', '#', '<'])).then_some(start);
        }
        after_blank = rest.is_empty() || rest.starts_with(":::");
    }
    found
}

/// The labels in their order, with what each is called.
fn labels<'t>(text: &'t str, panels: &[Panel<'t>]) -> HashMap<&'t str, String> {
    let (mut found, mut counts): (HashMap<&str, String>, _) = (HashMap::new(), [0_usize; KINDS.len()]);
    let mut letters: HashMap<&str, u8> = HashMap::new();
    let signs = memchr::memmem::find_iter(text.as_bytes(), "{#").map(|at| at + 2);
    let options = memchr::memmem::find_iter(text.as_bytes(), "label: ").map(|at| at + 7);
    let mut places: Vec<usize> = signs.chain(options).collect();
    places.sort_unstable();
    for (at, label) in places.into_iter().filter_map(|at| Some((at, label(text.get(at..)?)?))) {
        if label.starts_with("sec-")
            && let Some(words) = heading(text, at)
        {
            found.entry(label).or_insert_with(|| words.to_owned());
        }
        let around = panels.iter().find(|panel| panel.range.contains(&at) && panel.label != label);
        let around = around.filter(|_| label.starts_with("fig-"));
        if let Some((panel, called)) = around.and_then(|panel| Some((panel.label, found.get(panel.label)?.clone()))) {
            let letter = letters.entry(panel).or_insert(b'a');
            found.entry(label).or_insert_with(|| format!("{called} ({})", char::from(*letter)));
            *letter = letter.saturating_add(1).min(b'z');
            continue;
        }
        let Some(kind) = KINDS.iter().position(|(start, _)| label.starts_with(start)) else { continue };
        let (Some(count), Some((_, name))) = (counts.get_mut(kind), KINDS.get(kind)) else { continue };
        found.entry(label).or_insert_with(|| {
            *count += 1;
            format!("{name} {count}")
        });
    }
    found
}

/// The words of the heading that a label stands in; they are what a page without numbers calls it.
fn heading(text: &str, at: usize) -> Option<&str> {
    let line = text.get(..at)?.rsplit('\n').next()?;
    let words = line.trim_start_matches('#').strip_suffix("{#")?.trim();
    (line.starts_with('#') && !words.is_empty()).then_some(words)
}

/// The label that a text begins with.
fn label(text: &str) -> Option<&str> {
    let end = near(text).find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_'));
    text.get(..end.unwrap_or(near(text).len())).filter(|label| !label.is_empty())
}

struct Pass<'a> {
    text: &'a str,
    labels: HashMap<&'a str, String>,
    out: Output,
    copied: usize,
}

impl Pass<'_> {
    fn sign(&mut self, at: usize) {
        let behind = self.text.get(at + 1..).unwrap_or_default();
        let Some(label) = label(behind) else { return };
        let Some(called) = self.labels.get(label).or_else(|| self.labels.get(label.to_lowercase().as_str())).cloned()
        else {
            return;
        };
        let before = self.text.get(self.copied..at).unwrap_or_default();
        let end = at + 1 + label.len();
        match self.text.as_bytes().get(at) {
            Some(b'@') => self.refer(before, (at, end), &called),
            _ if before.ends_with('{') => self.caption(before, at, &called),
            _ => {}
        }
    }

    /// Words that refer to a label, in brackets or not; with a sign before them the number alone.
    fn refer(&mut self, before: &str, (at, end): (usize, usize), called: &str) {
        let is_bare = before.ends_with('-');
        let start = at - usize::from(is_bare);
        let is_closed = self.text.get(end..).is_some_and(|rest| rest.starts_with(']'));
        let is_open = self.text.get(..start).is_some_and(|before| before.ends_with('['));
        let is_word = !is_bare && before.ends_with(|c: char| c.is_alphanumeric());
        if is_word || is_bare && !is_open {
            return;
        }
        let around = usize::from(is_open && is_closed);
        let shown = if is_bare { called.split_once(' ').map_or(called, |(_, number)| number) } else { called };
        self.put(start - around, end + around, shown);
    }

    /// A label behind a picture, a caption or a formula: the first two say how they are called.
    fn caption(&mut self, before: &str, at: usize, called: &str) {
        let line = before.rsplit('\n').next().unwrap_or_default();
        let line_at = at - line.len();
        if before.ends_with("){") {
            let tail = before.len().saturating_sub(LONGEST_PICTURE);
            let tail = (tail..=before.len()).find_map(|from| before.get(from..)).unwrap_or_default();
            if let Some(start) = tail.rfind("![") {
                let at = at - tail.len() + start + 2;
                // One of several in a figure has its letter alone.
                let called =
                    called.rsplit_once(' ').map_or(called, |(_, last)| if last.ends_with(')') { last } else { called });
                let words = if self.text.get(at..).is_some_and(|rest| rest.starts_with(']')) {
                    ""
                } else if called.ends_with(')') {
                    " "
                } else {
                    ": "
                };
                self.put(at, at, &format!("{called}{words}"));
            }
        } else if line.starts_with(": ") {
            self.put(line_at + 2, line_at + 2, &format!("{called}: "));
        } else if before.trim_end_matches(['{', ' ']).ends_with("$$") {
            let end = self.text.get(at..).map(near).and_then(|rest| rest.find('}'));
            self.put(at - 1, end.map_or(at, |end| at + end + 1), "");
        }
    }

    fn put(&mut self, start: usize, end: usize, shown: &str) {
        let Some(before) = self.text.get(self.copied..start) else { return };
        self.out.copy(before, self.copied);
        self.out.make(shown, start);
        self.copied = end.max(start);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_labelled_is_counted() {
        for (source, want) in [
            (
                "See @fig-b, [@fig-a] and [-@fig-b].\n\n![One](a.png){#fig-a width=5}\n\n![](b.png){#fig-b}\n",
                "See Figure 2, Figure 1 and 2.\n\n![Figure 1: One](a.png){#fig-a width=5}\n\n![Figure 2](b.png){#fig-b}\n",
            ),
            (": Cap {#tbl-x}\n\nIn @tbl-x, @tbl-none\n", ": Table 1: Cap {#tbl-x}\n\nIn Table 1, @tbl-none\n"),
            ("$$\nx\n$$ {#eq-e}\n\n`@eq-e` a@eq-e @eq-e\n", "$$\nx\n$$ \n\n`@eq-e` a@eq-e Equation 1\n"),
        ] {
            assert_eq!(rewrite(source).map(|out| out.finish(|_| (1, 1)).0).as_deref(), Some(want), "{source}");
        }
        let panel = "::: {#fig-p layout-ncol=2}\n![A](a.png){#fig-a}\n\n![](b.png){#fig-b}\n\nBoth\n:::\n\nIn @fig-b of @fig-p\n";
        let want = "::: {#fig-p layout-ncol=2}\n![(a) A](a.png){#fig-a}\n\n![(b)](b.png){#fig-b}\n\nFigure 1: Both\n:::\n\nIn Figure 1 (b) of Figure 1\n";
        assert_eq!(rewrite(panel).map(|out| out.finish(|_| (1, 1)).0).as_deref(), Some(want));
        let section = rewrite("See @sec-b.\n\n## Some *words* {#sec-b}\n").map(|out| out.finish(|_| (1, 1)).0);
        assert_eq!(section.as_deref(), Some("See Some *words*.\n\n## Some *words* {#sec-b}\n"));
        assert!(rewrite("@fig-a {#sec-b}").is_none());
    }
}
