//! What Quarto reads in its own way before Pandoc does: values of the head (`{{< meta title >}}`), titles of callouts, names of tabs,
//! what is for other formats than a page (Quarto's guide: "Callout Blocks", "Tabset Panels", "Conditional Content").

use crate::template::TemplateValues;
use crate::template::code::CodeMap;
use crate::template::find::holds;
use crate::template::output::Output;

/// Divisions in each other at most.
const DEEPEST: usize = 64;

/// Rewrites what Quarto reads. None if there is nothing of it.
pub(in crate::template) fn rewrite(text: &str, values: &TemplateValues) -> Option<Output> {
    if !["callout-", "panel-tabset", ".content-", "{{< meta", "{{< pagebreak"].iter().any(|mark| holds(text, mark)) {
        return None;
    }
    let code = CodeMap::of(text);
    let mut pass = Pass { out: Output::default(), values, divisions: Vec::new() };
    let (mut at, mut skipped) = (0, 0);
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        if start < skipped {
            continue;
        }
        match code.at(start + line.len() - line.trim_start().len()) {
            Some(_) => pass.keep(line, start),
            None => skipped = pass.line(line, start, text.get(at..).unwrap_or_default()),
        }
    }
    Some(pass.out)
}

/// A division that is open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Division {
    /// For a reader of pages.
    Shown,
    /// For others, with what is in it.
    Hidden,
    /// Tabs, whose names are headings of this level; zero before the first.
    Tabs(usize),
}

struct Pass<'v> {
    out: Output,
    values: &'v TemplateValues,
    divisions: Vec<Division>,
}

impl Pass<'_> {
    fn is_hidden(&self) -> bool {
        self.divisions.contains(&Division::Hidden)
    }

    fn keep(&mut self, line: &str, at: usize) {
        if !self.is_hidden() {
            self.out.copy(line, at);
        }
    }

    /// Takes a line; the answer is up to where those behind it belong to it.
    fn line(&mut self, line: &str, at: usize, behind: &str) -> usize {
        let rest = line.trim();
        if let Some(division) = rest.strip_prefix(":::").map(|rest| rest.trim_start_matches(':').trim()) {
            return self.division(division, line, at, behind);
        }
        if let Some(Division::Tabs(level)) = self.divisions.last_mut()
            && let Some((depth, words)) = heading(rest)
        {
            if *level == 0 {
                *level = depth;
            }
            if *level == depth && !self.is_hidden() {
                self.out.make(&format!("\n**{words}**\n\n"), at);
                return 0;
            }
        }
        if !self.is_hidden() {
            self.words(line, at);
        }
        0
    }

    /// One end of a division.
    fn division(&mut self, written: &str, line: &str, at: usize, behind: &str) -> usize {
        if written.is_empty() {
            let is_hidden = self.is_hidden();
            let closed = self.divisions.pop();
            if !is_hidden || closed.is_none() {
                self.out.copy(line, at);
            }
            return 0;
        }
        let division = match written {
            _ if is_for_others(written) => Division::Hidden,
            _ if written.contains("panel-tabset") => Division::Tabs(0),
            _ => Division::Shown,
        };
        if self.divisions.len() < DEEPEST {
            self.divisions.push(division);
        }
        if self.is_hidden() {
            return 0;
        }
        let title = written.contains("callout-").then(|| titled(behind)).flatten();
        match title.filter(|_| !written.contains("title=")) {
            Some((title, length)) => {
                let kind = written.trim_matches(['{', '}', '.']);
                let colons = line.trim().len() - written.len();
                let mark = line.trim().get(..colons).unwrap_or(":::").trim_end();
                self.out.make(&format!("{mark} {{.{kind} title=\"{title}\"}}\n"), at);
                at + line.len() + length
            }
            None => {
                self.out.copy(line, at);
                0
            }
        }
    }

    /// Values of the head within words, and what is for paper.
    fn words(&mut self, line: &str, at: usize) {
        let mut copied = 0;
        for (start, _) in line.match_indices("{{<") {
            let Some(length) = line.get(start..).and_then(|rest| rest.find(">}}")) else { break };
            let inner = line.get(start + 3..start + length).unwrap_or_default().trim();
            let made = match inner.split_once(' ') {
                Some(("meta", key)) => self.values.get(&format!("page.{}", key.trim().trim_matches(['"', '\'']))),
                _ if inner == "pagebreak" => Some(""),
                _ => None,
            };
            let Some(made) = made.filter(|_| start >= copied) else { continue };
            self.out.copy(line.get(copied..start).unwrap_or_default(), at + copied);
            self.out.make(made, at + start);
            copied = start + length + 3;
        }
        self.out.copy(line.get(copied..).unwrap_or_default(), at + copied);
    }
}

/// Whether a division says that pages have nothing of it.
fn is_for_others(written: &str) -> bool {
    let format = |key: &str| {
        let (_, rest) = written.split_once(key)?;
        Some(rest.trim_start_matches(['=', '"']).split(['"', '}', ' ']).next()?.starts_with("html"))
    };
    let (when, unless) = (format("when-format"), format("unless-format"));
    match (written.contains(".content-visible"), written.contains(".content-hidden")) {
        (true, _) => when == Some(false) || unless == Some(true),
        (_, true) => when == Some(true) || unless == Some(false),
        _ => false,
    }
}

/// The heading that a text begins with, and how many bytes it takes with the blank lines before it.
fn titled(text: &str) -> Option<(String, usize)> {
    let rest = text.trim_start_matches(['\n', '\r', ' ']);
    let line = rest.split('\n').next().unwrap_or_default();
    let (_, words) = heading(line.trim())?;
    let length = text.len() - rest.len() + line.len();
    Some((words.replace('"', "\u{201d}"), length + usize::from(length < text.len())))
}

/// The level and the words of a heading, without its attributes.
fn heading(line: &str) -> Option<(usize, &str)> {
    let level = line.bytes().take_while(|byte| *byte == b'#').count();
    let words = line.get(level..)?.strip_prefix(' ')?.trim();
    let words = words.rsplit_once(" {").filter(|_| words.ends_with('}')).map_or(words, |(words, _)| words);
    (1..=6).contains(&level).then_some((level, words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_quarto_reads_is_read() {
        let values = TemplateValues::from_iter([("page.title", "Post")]);
        for (text, want) in [
            ("{{< meta title >}} is `{{< x >}}`\n{{< pagebreak >}}\n", "Post is `{{< x >}}`\n\n"),
            (
                "::: {.callout-note}\n## A *title*\nInside\n:::\n",
                "::: {.callout-note title=\"A *title*\"}\nInside\n:::\n",
            ),
            (
                "::: {.callout-tip collapse=\"true\"}\n\n### Fold\nx\n:::\n",
                "::: {.callout-tip collapse=\"true\" title=\"Fold\"}\nx\n:::\n",
            ),
            ("::: {.callout-tip}\nno title\n:::\n", "::: {.callout-tip}\nno title\n:::\n"),
            (
                "::: {.panel-tabset}\n## R {.x}\na\n### Sub\n## Python\nb\n:::\n## After\n",
                "::: {.panel-tabset}\n\n**R**\n\na\n### Sub\n\n**Python**\n\nb\n:::\n## After\n",
            ),
            (
                "::: {.content-visible when-format=\"pdf\"}\na\n:::\n::: {.content-hidden when-format=\"pdf\"}\nb\n:::\n",
                "::: {.content-hidden when-format=\"pdf\"}\nb\n:::\n",
            ),
            ("::: {.content-hidden when-format=\"html\"}\n::: {.x}\na\n:::\n```\ncode\n```\n:::\nb\n", "b\n"),
        ] {
            let made = rewrite(text, &values).map(|out| out.finish(|_| (1, 1)).0);
            assert_eq!(made.as_deref(), Some(want), "{text:?}");
        }
    }
}
