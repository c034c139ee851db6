//! Footnotes written where they are referred to: `^[words]`, as Pandoc, Obsidian and a plugin of markdown-it read them.

use super::super::brackets;
use super::super::code::CodeMap;
use super::super::find::holds;
use super::super::output::Output;

/// Moves the notes to the end, each with a label. None if the text holds none.
pub(in crate::template) fn rewrite(text: &str) -> Option<Output> {
    if !holds(text, "^[") {
        return None;
    }
    let code = CodeMap::of(text);
    let pairs = brackets::pairs(text, &code);
    let mut out = Output::default();
    let mut notes: Vec<(usize, usize)> = Vec::new();
    let mut copied = 0;
    for at in memchr::memmem::find_iter(text.as_bytes(), b"^[") {
        let is_escaped = text.get(..at).is_some_and(|before| before.ends_with(['\\', '[']));
        let Some(close) = pairs.get(&(at + 1)).copied().filter(|_| at >= copied && !is_escaped) else { continue };
        if text.get(at + 2..close).is_none_or(|words| words.trim().is_empty()) {
            continue;
        }
        out.copy(text.get(copied..at).unwrap_or_default(), copied);
        notes.push((at + 2, close));
        out.make(&format!("[^folio-note-{}]", notes.len()), at);
        copied = close + 1;
    }
    out.copy(text.get(copied..).unwrap_or_default(), copied);
    for (number, (start, end)) in notes.iter().enumerate() {
        out.make(&format!("\n\n[^folio-note-{}]: ", number + 1), *start);
        let mut at = *start;
        for line in text.get(*start..*end).unwrap_or_default().split_inclusive('\n') {
            out.copy(line.trim_end_matches('\n'), at);
            if line.ends_with('\n') {
                out.make(" ", at + line.len());
            }
            at += line.len();
        }
    }
    (!notes.is_empty()).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_in_running_text_go_to_the_end() {
        for (source, want) in [
            ("a^[b *c*] d", Some("a[^folio-note-1] d\n\n[^folio-note-1]: b *c*")),
            (
                "a^[b\n[c](d)].^[e]",
                Some("a[^folio-note-1].[^folio-note-2]\n\n[^folio-note-1]: b [c](d)\n\n[^folio-note-2]: e"),
            ),
            ("`a^[b]` \\^[c] d^[", None),
            ("a^[b\n\nc]", None),
        ] {
            let made = rewrite(source).map(|out| out.finish(|_| (1, 1)).0);
            assert_eq!(made.as_deref(), want, "{source:?}");
        }
    }
}
