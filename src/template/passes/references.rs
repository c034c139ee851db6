//! Links by reference as Markdown.pl and its descendants read them: a blank may stand before the label, and a definition needs no
//! blank line above it.
//!
//! Kramdown (`LINK_INLINE_ID_RE`) and Python-Markdown (`ReferenceInlineProcessor.RE_LINK`) keep the blank; Python-Markdown
//! (`ReferenceProcessor`), Redcarpet and RDiscount keep the definition, which kramdown takes for words of the paragraph.
//! CommonMark dropped both.

use std::collections::HashSet;

use super::super::code::CodeMap;
use super::super::find::holds;
use super::super::output::Output;

/// Bytes of a label, or of the words before it, at most.
const LONGEST: usize = 300;

/// Sets definitions apart from the paragraphs above them. None if there is nothing to do.
pub(in crate::template) fn set_apart(text: &str) -> Option<Output> {
    if !holds(text, "]:") {
        return None;
    }
    let code = CodeMap::of(text);
    let (mut out, mut copied, mut at) = (Output::default(), 0, 0);
    let mut in_paragraph = false;
    for line in text.split_inclusive('\n') {
        let is_free = code.at(at).is_none();
        let is_definition = is_free && defined(line).is_some();
        if is_definition && in_paragraph {
            out.copy(text.get(copied..at).unwrap_or_default(), copied);
            out.make("\n", at);
            copied = at;
        }
        in_paragraph = is_free && !is_definition && !line.trim().is_empty();
        at += line.len();
    }
    out.ended(text, copied)
}

/// Joins labels to the words before them, where they are defined. None if there is nothing to do.
pub(in crate::template) fn rewrite(text: &str) -> Option<Output> {
    if !holds(text, "]:") {
        return None;
    }
    let code = CodeMap::of(text);
    let labels = labels(text, &code);
    if labels.is_empty() || !(holds(text, "] [") || holds(text, "]\n[")) {
        return None;
    }
    let (mut out, mut copied, mut at) = (Output::default(), 0, 0);
    // One past the label that was joined last, which is no words of another link.
    let mut joined = 0;
    let mut in_pre = false;
    for line in text.split_inclusive('\n') {
        in_pre = in_pre || holds(line, "<pre");
        for (start, end) in blanks(text, line, at).into_iter().filter(|_| !in_pre) {
            let label = Some(end).filter(|_| code.at(start).is_none()).and_then(|end| label_end(text, end, &labels));
            if let Some(label) = label.filter(|_| named_from(text, start).is_some_and(|from| from >= joined)) {
                out.copy(text.get(copied..start).unwrap_or_default(), copied);
                (copied, joined) = (end, label);
            }
        }
        in_pre = in_pre && !holds(line, "</pre");
        at += line.len();
    }
    out.ended(text, copied)
}

/// Drops definitions whose label is defined again further down: kramdown keeps the last (`parse_link_definition`), CommonMark
/// the first. None if there is nothing to do.
pub(in crate::template) fn keep_last(text: &str) -> Option<Output> {
    if !holds(text, "]:") {
        return None;
    }
    let code = CodeMap::of(text);
    let (mut lines, mut at, mut in_paragraph) = (Vec::new(), 0, false);
    for line in text.split_inclusive('\n') {
        // Right below words it is a word, too.
        let label = defined(line).filter(|_| !in_paragraph && code.at(at).is_none());
        if let Some(label) = label {
            lines.push((folded(label), at, at + line.len()));
        }
        in_paragraph = label.is_none() && !line.trim().is_empty();
        at += line.len();
    }
    let mut below = HashSet::new();
    let is_title = |end: usize| {
        let next = text.get(end..).unwrap_or_default().trim_start_matches(' ');
        next.starts_with(['"', '\''])
    };
    let mut dropped: Vec<_> = lines.into_iter().rev().filter(|(label, ..)| !below.insert(label.clone())).collect();
    dropped.retain(|(_, _, end)| !is_title(*end));
    if dropped.is_empty() {
        return None;
    }
    let (mut out, mut copied) = (Output::default(), 0);
    for (_, start, end) in dropped.into_iter().rev() {
        out.copy(text.get(copied..start).unwrap_or_default(), copied);
        copied = end;
    }
    out.copy(text.get(copied..).unwrap_or_default(), copied);
    Some(out)
}

/// Whether a label is among those that are defined.
pub(in crate::template) fn defines(labels: &HashSet<String>, label: &str) -> bool {
    !labels.is_empty() && labels.contains(&folded(label))
}

/// The labels that a text defines.
pub(in crate::template) fn labels(text: &str, code: &CodeMap) -> HashSet<String> {
    let mut at = 0;
    let mut labels = HashSet::new();
    for line in text.split_inclusive('\n') {
        if let Some(label) = defined(line).filter(|_| code.at(at).is_none()) {
            labels.insert(folded(label));
        }
        at += line.len();
    }
    labels
}

/// The label that a line defines; a footnote's is none.
fn defined(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches(' ');
    let (label, target) = rest.strip_prefix('[')?.split_once("]:")?;
    let fits = line.len() - rest.len() < 4
        && !label.is_empty()
        && label.len() <= LONGEST
        && !label.starts_with('^')
        && !label.contains(['[', ']'])
        && target.starts_with([' ', '\t'])
        && is_target(target.trim());
    fits.then_some(label)
}

/// Whether it is an address, perhaps with a title: words behind a label in brackets are no definition.
fn is_target(target: &str) -> bool {
    let end = match target.strip_prefix('<') {
        Some(inner) => inner.find('>').map(|end| end + 2),
        None => Some(target.find([' ', '\t']).unwrap_or(target.len())),
    };
    let title = end.and_then(|end| target.get(end..)).map(str::trim);
    !target.is_empty() && title.is_some_and(|title| title.is_empty() || title.starts_with(['"', '\'', '(']))
}

/// Labels are compared so (CommonMark 4.7).
fn folded(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The blanks of a line, and the end of it, that stand between two brackets; none in a definition or above one.
fn blanks(text: &str, line: &str, at: usize) -> Vec<(usize, usize)> {
    if defined(line).is_some() {
        return Vec::new();
    }
    let within = line.match_indices("] [").map(|(found, _)| (at + found + 1, at + found + 2));
    let end = at + line.len();
    // Rows of a table are read one by one.
    let next = text.get(end..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    let goes_on = next.starts_with('[') && defined(next).is_none() && !holds(line, "|") && !holds(next, "|");
    let broken = line.ends_with("]\n") && goes_on;
    within.chain(broken.then_some((end - 1, end))).collect()
}

/// One past a label that is defined and stands at a byte; None where something belongs to it that makes it words of a link.
fn label_end(text: &str, at: usize, labels: &HashSet<String>) -> Option<usize> {
    let rest = text.get(at + 1..)?;
    let end = rest.bytes().take(LONGEST).position(|byte| matches!(byte, b']' | b'['))?;
    let behind = rest.get(end..)?;
    let fits = behind.starts_with(']') && !behind.starts_with("](") && !behind.starts_with("][");
    (fits && labels.contains(&folded(rest.get(..end)?))).then_some(at + end + 2)
}

/// Where words in brackets begin that end at a byte; None if they are a label themselves, a note or a box.
fn named_from(text: &str, end: usize) -> Option<usize> {
    let from = end.saturating_sub(LONGEST);
    let mut depth = 0_usize;
    let start = text.as_bytes().get(from..end)?.iter().rposition(|byte| {
        depth = match byte {
            b']' => depth + 1,
            b'[' => depth.saturating_sub(1),
            _ => depth,
        };
        *byte == b'[' && depth == 0
    });
    let start = from + start?;
    let words = text.get(start + 1..end - 1)?;
    let is_free = !text.get(..start)?.ends_with([']', '\\'])
        && !words.starts_with('^')
        && !matches!(words, "" | " " | "x" | "X")
        && !words.contains("\n\n");
    is_free.then_some(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_definition_of_a_label_holds() {
        for (source, want) in [
            ("[a] b\n\n[A]: /x\n[c]: /y\n[a]: /z\n", Some("[a] b\n\n[c]: /y\n[a]: /z\n")),
            ("[a]: /x\n\n```\n[a]: /y\n```\n", None),
            ("[a]: /x\n  \"T\"\n[a]: /y\n", None),
            ("[a]: /x\n[b]: /y\n", None),
            ("b\n[a]: /x\n\n[a]: /y\n", None),
        ] {
            assert_eq!(keep_last(source).map(|out| out.finish(|_| (1, 1)).0).as_deref(), want, "{source}");
        }
    }

    #[test]
    fn labels_stand_behind_a_blank() {
        for (source, want) in [
            ("see [the page] [1].\n\n[1]: /p\n", Some("see [the page][1].\n\n[1]: /p\n")),
            ("[a\nb] [The  Page]\n\n[the page]: /p\n", Some("[a\nb][The  Page]\n\n[the page]: /p\n")),
            ("[a]\n[1]\n\n[1]: /p\n", Some("[a][1]\n\n[1]: /p\n")),
            ("![a] [1]\n\n[1]: /p.png\n", Some("![a][1]\n\n[1]: /p.png\n")),
            ("[*a* [b]] [1]\n\n[1]: /p\n", Some("[*a* [b]][1]\n\n[1]: /p\n")),
            ("[a] [1], [b][1] [c] [1] [1]\n\n[1]: /p\n", Some("[a][1], [b][1] [c][1] [1]\n\n[1]: /p\n")),
            ("[a] [2]\n\n[1]: /p\n", None),
            ("[a][1] [b][1] [1] [b](u)\n\n[1]: /p\n[b]: /q\n", None),
            ("- [ ] [1]\n- [x] [1]\n\n[1]: /p\n", None),
            ("`[a] [1]`\n\n[1]: /p\n", None),
            ("<pre>\n[1] [1]</pre>\n\n[1]: /p\n", None),
            ("a[^1] [1]\n\n[1]: /p\n[^1]: b\n", None),
            ("words [a][1]\n[1]: /p\n", None),
            ("[1]: /p?a=[b]\n[2]: /q\n", None),
            ("see [a]\n[2]: /q\n", None),
            ("x | y\n--|--\na | [b]\n[c] | d\n\n[c]: /q\n", None),
        ] {
            assert_eq!(rewrite(source).map(|out| out.finish(|_| (1, 1)).0).as_deref(), want, "{source:?}");
        }
    }

    #[test]
    fn definitions_stand_below_words() {
        for (source, want) in [
            ("words [a][1]\n[1]: /p\n[2]: /q\n", Some("words [a][1]\n\n[1]: /p\n[2]: /q\n")),
            ("a\n[b]: <c d> (e)\n", Some("a\n\n[b]: <c d> (e)\n")),
            ("```\na\n[1]: /p\n```\n", None),
            ("a\n[^1]: b\n", None),
            ("a\n[b]: \n", None),
            ("a\n[b]: [words](c) and more\n", None),
            ("[1]: /p\n", None),
        ] {
            assert_eq!(set_apart(source).map(|out| out.finish(|_| (1, 1)).0).as_deref(), want, "{source:?}");
        }
    }
}
