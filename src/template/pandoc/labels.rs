//! What Quarto counts: pictures, tables, formulas and listings with labels, and the words that refer to them by these (`@fig-a`).

use std::collections::HashMap;

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
    let labels = labels(text);
    if labels.is_empty() {
        return None;
    }
    let code = CodeMap::of(text);
    let mut pass = Pass { text, labels, out: Output::default(), copied: 0 };
    for at in memchr::memchr2_iter(b'@', b'#', text.as_bytes()) {
        if code.at(at).is_none() && at >= pass.copied {
            pass.sign(at);
        }
    }
    pass.out.ended(text, pass.copied)
}

/// The labels in their order, with what each is called.
fn labels(text: &str) -> HashMap<&str, String> {
    let (mut found, mut counts) = (HashMap::new(), [0_usize; KINDS.len()]);
    let signs = memchr::memmem::find_iter(text.as_bytes(), "{#").map(|at| at + 2);
    let options = memchr::memmem::find_iter(text.as_bytes(), "label: ").map(|at| at + 7);
    let mut places: Vec<usize> = signs.chain(options).collect();
    places.sort_unstable();
    for label in places.into_iter().filter_map(|at| label(text.get(at..)?)) {
        let Some(kind) = KINDS.iter().position(|(start, _)| label.starts_with(start)) else { continue };
        let (Some(count), Some((_, name))) = (counts.get_mut(kind), KINDS.get(kind)) else { continue };
        found.entry(label).or_insert_with(|| {
            *count += 1;
            format!("{name} {count}")
        });
    }
    found
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
        let shown = if is_bare { called.rsplit(' ').next().unwrap_or_default() } else { called };
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
                let words = if self.text.get(at..).is_some_and(|rest| rest.starts_with(']')) { "" } else { ": " };
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
        self.out.copy(self.text.get(self.copied..start).unwrap_or_default(), self.copied);
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
        assert!(rewrite("@fig-a {#sec-b}").is_none());
    }
}
