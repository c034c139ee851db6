//! Links and embeds of note takers: `[[note#part|words]]`, `![[picture.png|300]]`. The library finds what they mean.

use std::borrow::Cow;

use super::super::code::CodeMap;
use super::super::find::{Finder, holds};
use super::super::output::Output;
use super::super::reference;
use super::references;

/// Bytes of a link at most.
const LONGEST: usize = 400;

/// Rewrites wiki links. None if the text holds none.
pub(in crate::template) fn rewrite(text: &str) -> Option<Output> {
    if !holds(text, "[[") {
        return None;
    }
    let code = CodeMap::of(text);
    let labels = references::labels(text, &code);
    let (mut opens, mut closes) = (Finder::new("[["), Finder::new("]]"));
    let mut out = Output::default();
    let (mut copied, mut from, mut changed) = (0, 0, false);
    while let Some(start) = opens.find(text, from) {
        from = start + 1;
        let Some(close) = closes.find(text, start + 2) else { break };
        let inner = text.get(start + 2..close).filter(|inner| inner.len() <= LONGEST).unwrap_or_default();
        let before = text.get(..start).and_then(|before| before.chars().next_back());
        let embed = before == Some('!');
        let after = text.get(close + 2..).unwrap_or_default();
        if code.at(start).is_some() || before == Some('\\') || after.starts_with(['(', '[', ':']) {
            continue;
        }
        // A link by reference in brackets, as numbers of bugs are written.
        if !embed && references::defines(&labels, inner) {
            continue;
        }
        let Some(link) = Link::of(inner) else { continue };
        let first = if embed { start - 1 } else { start };
        out.copy(text.get(copied..first).unwrap_or_default(), copied);
        out.make(&link.shown(embed), first);
        (copied, from, changed) = (close + 2, close + 2, true);
    }
    out.copy(text.get(copied..).unwrap_or_default(), copied);
    changed.then_some(out)
}

struct Link<'a> {
    target: &'a str,
    words: Option<&'a str>,
}

impl<'a> Link<'a> {
    /// Of what stands between the brackets; None for what is no link, as a test of a shell or a number in brackets.
    fn of(inner: &'a str) -> Option<Self> {
        let odd = inner.is_empty()
            || inner.starts_with(char::is_whitespace)
            || inner.ends_with(char::is_whitespace)
            // A class of signs in a pattern: `[[:digit:]]`.
            || inner.starts_with(':')
            || inner.contains(['[', ']', '\n', '<', '>', '`', '"', '{', '}'])
            || inner.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | ' ' | '-'));
        if odd {
            return None;
        }
        let (target, words) = match inner.split_once('|') {
            Some((target, words)) => (target.trim_end_matches('\\').trim(), Some(words.trim())),
            None => (inner.trim(), None),
        };
        // Dendron writes the words first.
        match words.and_then(|words| words.strip_prefix("dendron://")) {
            Some(address) => Some(Self { target: vault(address), words: Some(target) }),
            None => Some(Self { target: target.strip_prefix("dendron://").map_or(target, vault), words }),
        }
    }

    fn shown(&self, embed: bool) -> String {
        let href = reference::target("wiki", self.target);
        if embed && is_picture(self.target) {
            // A size stands behind a bar, as beside words.
            let words = self.words.unwrap_or_default();
            let bar = if words.chars().all(|c| c.is_ascii_digit() || c == 'x') && !words.is_empty() { "|" } else { "" };
            return format!("![{}](<{href}>)", quoted(&format!("{bar}{words}")));
        }
        let words = self.words.filter(|words| !words.is_empty()).map_or_else(|| plain(self.target), Cow::Borrowed);
        format!("[{}](<{href}>)", quoted(&words))
    }
}

/// A note's own name, without the vault it lies in.
fn vault(address: &str) -> &str {
    address.split_once('/').map_or(address, |(_, note)| note)
}

/// What a target without words shows: a heading alone without its mark, else note and heading.
fn plain(target: &str) -> Cow<'_, str> {
    match target.split_once('#') {
        None => Cow::Borrowed(target),
        Some(("", heading)) => Cow::Borrowed(heading.trim_start_matches('^')),
        Some((note, heading)) => Cow::Owned(format!("{note} \u{203a} {}", heading.trim_start_matches('^'))),
    }
}

fn is_picture(target: &str) -> bool {
    let name = target.split(['#', '?']).next().unwrap_or_default().to_ascii_lowercase();
    [".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif", ".bmp"].iter().any(|end| name.ends_with(end))
}

/// Words that Markdown would read as marks, with backslashes.
fn quoted(words: &str) -> String {
    let mut quoted = String::with_capacity(words.len());
    for c in words.chars() {
        if matches!(c, '\\' | '_' | '*' | '~' | '$' | '|') {
            quoted.push('\\');
        }
        quoted.push(c);
    }
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wiki_links_and_embeds() {
        for (source, want) in [
            ("[[Note]]", "[Note](<folio-ref:wiki:Note>)"),
            ("[[a b#c|the words]]", "[the words](<folio-ref:wiki:a%20b#c>)"),
            ("[[#part]] [[n#h]]", "[part](<folio-ref:wiki:#part>) [n \u{203a} h](<folio-ref:wiki:n#h>)"),
            ("| [[a\\|b]] |", "| [b](<folio-ref:wiki:a>) |"),
            ("![[p.png|300]]", "![\\|300](<folio-ref:wiki:p.png>)"),
            ("![[p.png|A|30x20]]", "![A\\|30x20](<folio-ref:wiki:p.png>)"),
            ("![[p.png|A ship]]", "![A ship](<folio-ref:wiki:p.png>)"),
            ("![[Note]]", "[Note](<folio-ref:wiki:Note>)"),
            ("[[Words|dendron://vault/a.b]]", "[Words](<folio-ref:wiki:a.b>)"),
            ("([[Bug #1]] [[b]]\n\n[Bug #1]: /x\n", "([[Bug #1]] [b](<folio-ref:wiki:b>)\n\n[Bug #1]: /x\n"),
            ("`[[a]]` [[ -f x ]] [[1]] [[a]](b) \\[[a]]", "`[[a]]` [[ -f x ]] [[1]] [[a]](b) \\[[a]]"),
        ] {
            let made = rewrite(source).map_or_else(|| source.to_owned(), |out| out.finish(|_| (1, 1)).0);
            assert_eq!(made, want, "{source:?}");
        }
    }
}
