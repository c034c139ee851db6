//! Components of Nuxt Content in Markdown: `::name{title="…"}` … `::`, values between lines of hyphens, parts called `#name`,
//! `:name{…}` and `[words]{.class}` (its documentation, "MDC syntax"). They become the containers that `directive` reads.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

use super::super::code::CodeMap;
use super::super::find::holds;
use super::super::output::Output;
use super::super::tags::arguments::Arguments;
use crate::post::front_matter::{Fences, read};

/// Colons of the outermost container: those in it have fewer.
const OUTERMOST: usize = 16;
/// Lines of values that a component is given.
const MOST_VALUES: usize = 64;

/// Rewrites the components of a text. None if it holds none.
pub(in crate::template) fn rewrite(text: &str) -> Option<Output> {
    if !holds(text, ":") && !holds(text, "]{") {
        return None;
    }
    let code = CodeMap::of(text);
    let lines: Vec<(usize, &str)> = numbered(text).collect();
    let pairs = pairs(&lines, &code);
    let mut pass = Pass { code, out: Output::default(), changed: false, depth: 0 };
    let mut skipped = 0;
    for (index, (at, line)) in lines.iter().enumerate() {
        if index < skipped {
            continue;
        }
        let rest = lines.get(index + 1..).unwrap_or_default();
        skipped = index + 1 + pass.line(line, *at, pairs.get(at).copied(), rest);
    }
    pass.changed.then_some(pass.out)
}

fn numbered(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        at += line.len();
        (at - line.len(), line)
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Opens,
    Closes,
}

/// Which lines open and close a component, by their first bytes: those that are not closed are no containers.
fn pairs(lines: &[(usize, &str)], code: &CodeMap) -> HashMap<usize, End> {
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut found = HashMap::new();
    for (at, line) in lines {
        let rest = line.trim();
        let colons = rest.bytes().take_while(|byte| *byte == b':').count();
        if colons < 2 || code.at(at + line.len() - line.trim_start().len()).is_some() {
            continue;
        }
        let after = rest.get(colons..).unwrap_or_default();
        if after.starts_with(|c: char| c.is_ascii_alphabetic()) && open.len() < OUTERMOST - 3 {
            open.push((*at, colons));
        } else if after.is_empty()
            && let Some(place) = open.iter().rposition(|(_, own)| *own == colons)
        {
            found.extend(open.get(place).map(|(start, _)| (*start, End::Opens)));
            found.insert(*at, End::Closes);
            open.truncate(place);
        }
    }
    found
}

struct Pass {
    code: CodeMap,
    out: Output,
    changed: bool,
    /// Containers that are open.
    depth: usize,
}

impl Pass {
    /// Takes a line; the answer is how many of those behind it belong to it.
    fn line(&mut self, line: &str, at: usize, end: Option<End>, behind: &[(usize, &str)]) -> usize {
        let indent = line.len() - line.trim_start().len();
        let is_code = self.code.at(at + indent).is_some();
        match end {
            Some(End::Opens) => return self.open(line.trim(), at, behind),
            Some(End::Closes) => {
                self.depth = self.depth.saturating_sub(1);
                self.changed = true;
                self.out.make(&format!("\n{}\n", ":".repeat(OUTERMOST - self.depth)), at);
            }
            None if self.depth > 0 && !is_code && is_part(line) => self.changed = true,
            None => self.words(line, at),
        }
        0
    }

    fn open(&mut self, line: &str, at: usize, behind: &[(usize, &str)]) -> usize {
        let named = line.trim_start_matches(':');
        let end = named.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(named.len());
        let (name, rest) = named.split_at_checked(end).unwrap_or((named, ""));
        let label = rest.strip_prefix('[').and_then(|rest| rest.split_once(']')).map(|(label, _)| label.to_owned());
        let given = rest.split_once('{').and_then(|(_, rest)| rest.rsplit_once('}')).map_or("", |(inner, _)| inner);
        let given = Arguments::parse(given);
        let values = values(behind);
        let yaml: String = behind.iter().take(values).map(|(_, line)| *line).collect();
        let head = read(&yaml, Fences::Yaml);
        let title = label.or_else(|| given.get(&["title", "label"]).map(str::to_owned));
        let title =
            title.or_else(|| ["title", "label"].iter().find_map(|key| head.values.text(key)).map(str::to_owned));
        let title = title.map(|title| format!("[{}]", title.replace([']', '\n'], " "))).unwrap_or_default();
        self.out.make(&format!("\n{}{name}{title}\n", ":".repeat(OUTERMOST - self.depth)), at);
        if let Some(words) = head.values.text("description") {
            self.out.make(&format!("\n{words}\n\n"), at);
        }
        self.depth += 1;
        self.changed = true;
        values
    }

    /// Components within words, and spans with attributes.
    fn words(&mut self, line: &str, at: usize) {
        static MARK: LazyLock<Option<Regex>> =
            LazyLock::new(|| Regex::new(r"(?:^|\s)(:[a-z][a-z0-9-]*\{[^}\n]*\})|\[([^\[\]\n]+)\]\{[^}\n]*\}").ok());
        let mut copied = 0;
        for found in MARK.as_ref().into_iter().flat_map(|mark| mark.captures_iter(line)) {
            let Some(whole) = found.get(1).or_else(|| found.get(0)) else { continue };
            let before = line.get(..whole.start()).unwrap_or_default();
            if self.code.at(at + whole.start()).is_some()
                || before.ends_with([']', '!', ':'])
                || before.ends_with(|c: char| c.is_alphanumeric())
            {
                continue;
            }
            self.out.copy(line.get(copied..whole.start()).unwrap_or_default(), at + copied);
            if let Some(words) = found.get(2) {
                self.out.copy(words.as_str(), at + words.start());
            }
            copied = whole.end();
            self.changed = true;
        }
        self.out.copy(line.get(copied..).unwrap_or_default(), at + copied);
    }
}

/// Whether a line names a part of a component: `#footer`.
fn is_part(line: &str) -> bool {
    let name = line.trim().strip_prefix('#').unwrap_or_default();
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// How many lines hold the values that a component is given, with the hyphens around them.
fn values(lines: &[(usize, &str)]) -> usize {
    let is_hyphens = |line: &str| line.trim() == "---";
    if !lines.first().is_some_and(|(_, line)| is_hyphens(line)) {
        return 0;
    }
    let close = lines.iter().take(MOST_VALUES).skip(1).position(|(_, line)| is_hyphens(line));
    close.map_or(0, |close| close + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(text: &str) -> String {
        let out = rewrite(text).map_or_else(|| text.to_owned(), |out| out.finish(|_| (1, 1)).0);
        out.lines().filter(|line| !line.trim().is_empty()).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn components_become_containers() {
        let (outer, inner) = (":".repeat(OUTERMOST), ":".repeat(OUTERMOST - 1));
        for (text, want) in [
            ("::alert{type=\"info\"}\nA\n::\n", format!("{outer}alert|A|{outer}")),
            (
                "::card\n---\ntitle: A card\nicon: x\n---\nB\n#footer\nC\n::\n",
                format!("{outer}card[A card]|B|C|{outer}"),
            ),
            ("::a\n:::b{title=\"T\"}\nx\n:::\n::\n", format!("{outer}a|{inner}b[T]|x|{inner}|{outer}")),
            ("a :icon{name=\"x\"} b [words]{.c} `[d]{e}`", "a  b words `[d]{e}`".to_owned()),
            ("::never-closed\nx\n", "::never-closed|x".to_owned()),
            ("```\n::a\n::\n```\n", "```|::a|::|```".to_owned()),
            ("10:30 and [a](b){c} std::vec", "10:30 and [a](b){c} std::vec".to_owned()),
        ] {
            assert_eq!(made(text), want, "{text:?}");
        }
    }
}
