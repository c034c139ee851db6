//! Notes that are shown in others: `![[note#part]]` becomes what the note says there, as a quotation (Obsidian: "Embed files";
//! Quartz, `transclude`), and the marks of blocks that such links name, `^id`, are left out. The library has read the notes.

use super::super::TemplateValues;
use super::super::budget::Budget;
use super::super::code::CodeMap;
use super::super::find::{Finder, holds};
use super::super::output::Output;

/// What stands before the name of a note's text among the files that templates may ask for.
pub const EMBED: &str = "embed:";
/// Notes in notes.
const DEEPEST: u8 = 3;
/// Bytes of a target at most.
const LONGEST: usize = 400;

/// The targets of the notes that a text shows.
pub fn embedded(text: &str) -> Vec<&str> {
    if !holds(text, "![[") {
        return Vec::new();
    }
    embeds(text, &CodeMap::of(text)).into_iter().map(|(_, _, target)| target).collect()
}

/// Rewrites those whose notes are at hand. None if there are none.
pub(in crate::template) fn rewrite(text: &str, values: &TemplateValues) -> Option<Output> {
    if !holds(text, "![[") {
        return None;
    }
    let mut left = Budget::default();
    let mut out = Output::default();
    expand(text, values, DEEPEST, &mut left, &mut out);
    left.is_touched().then_some(out)
}

fn expand(text: &str, values: &TemplateValues, deeper: u8, left: &mut Budget, out: &mut Output) {
    let mut copied = 0;
    for (start, end, target) in embeds(text, &CodeMap::of(text)) {
        let Some(note) = values.file(&format!("{EMBED}{target}")) else { continue };
        let Some(deeper) = deeper.checked_sub(1).filter(|_| left.take(note.len())) else { break };
        let mut inner = Output::default();
        expand(note, values, deeper, left, &mut inner);
        let quoted: Vec<String> = inner.text.trim().lines().map(|line| format!("> {line}")).collect();
        out.copy(text.get(copied..start).unwrap_or_default(), copied);
        out.block(&quoted.join("\n"), start);
        copied = end;
    }
    out.copy(text.get(copied..).unwrap_or_default(), copied);
}

/// Where embeds of notes begin and end, and their targets: those of pictures and the like have an ending.
fn embeds<'t>(text: &'t str, code: &CodeMap) -> Vec<(usize, usize, &'t str)> {
    let (mut opens, mut closes) = (Finder::new("![["), Finder::new("]]"));
    let (mut found, mut from) = (Vec::new(), 0);
    while let Some(start) = opens.find(text, from) {
        from = start + 3;
        let Some(close) = closes.find(text, from) else { break };
        let inner = text.get(from..close).filter(|inner| inner.len() <= LONGEST && !inner.contains('\n'));
        let target = inner.unwrap_or_default().split('|').next().unwrap_or_default().trim_end_matches('\\').trim();
        if !target.is_empty() && code.at(start).is_none() && is_note(target) {
            found.push((start, close + 2, target));
            from = close + 2;
        }
    }
    found
}

/// Whether a target is a note: names of other files have an ending.
fn is_note(target: &str) -> bool {
    let name = target.split('#').next().unwrap_or_default();
    let ending = name.rsplit('/').next().unwrap_or_default().rsplit_once('.').map(|(_, ending)| ending);
    let is_ending =
        |ending: &str| (2..=6).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
    ending.is_none_or(|ending| ending == "md" || !is_ending(ending) || ending.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Leaves out the marks at the ends of blocks. None if there are none.
pub(in crate::template) fn rewrite_marks(text: &str) -> Option<Output> {
    if !holds(text, "^") {
        return None;
    }
    let code = CodeMap::of(text);
    let (mut out, mut copied, mut at) = (Output::default(), 0, 0);
    for line in text.split_inclusive('\n') {
        let words = line.trim_end();
        if let Some(mark) = block_mark(words).map(|mark| at + mark).filter(|mark| code.at(*mark).is_none()) {
            out.copy(text.get(copied..mark).unwrap_or_default(), copied);
            copied = at + words.len();
        }
        at += line.len();
    }
    out.ended(text, copied)
}

/// Where the mark of a block begins, with the blanks before it, at the end of a line: ` ^letters-and-digits`.
pub fn block_mark(line: &str) -> Option<usize> {
    let at = line.rfind('^')?;
    let id = line.get(at + 1..)?;
    let before = line.get(..at)?;
    let is_apart = before.is_empty() || before.ends_with([' ', '\t', '>', '|']);
    let is_id = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    (is_apart && is_id).then(|| before.trim_end_matches([' ', '\t']).len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_shown_where_they_are_named() {
        let mut values = TemplateValues::new();
        values.set_file("embed:A b#h", "Words.\n\n![[C]]\n");
        values.set_file("embed:C", "inner");
        values.set_file("embed:Me", "me ![[Me]]");
        for (text, want) in [
            ("x\n\n![[A b#h]]\n\ny", Some("x\n\n> Words.\n> \n> > inner\n\n\n\ny")),
            ("![[C|as this]] z", Some("> inner\n\n z")),
            ("`![[C]]` ![[gone]] ![[C.png]]", None),
            ("[[C]]", None),
        ] {
            assert_eq!(rewrite(text, &values).map(|out| out.finish(|_| (1, 1)).0).as_deref(), want, "{text:?}");
        }
        let round = rewrite("![[Me]]", &values).unwrap().text;
        assert_eq!(round.matches("me ").count(), 3);
        assert!(rewrite(&"![[C]]\n\n".repeat(10_000), &values).unwrap().text.matches("inner").count() <= 128);
        values.set_file("embed:Large", "large ".repeat(10_000));
        let large = rewrite(&"![[Large]]\n\n".repeat(100), &values).unwrap().text;
        assert!((500_000..1_200_000).contains(&large.len()), "{}", large.len());
    }

    #[test]
    fn marks_of_blocks_are_no_words() {
        for (text, want) in [
            ("Words. ^abc-1\nmore", Some("Words.\nmore")),
            ("| a |\n\n^table\n", Some("| a |\n\n\n")),
            ("- item ^x\n", Some("- item\n")),
            ("2^10\nx ^ y\n^[note]\n", None),
            ("`a ^b`\n```\nx ^y\n```\n", None),
        ] {
            assert_eq!(rewrite_marks(text).map(|out| out.finish(|_| (1, 1)).0).as_deref(), want, "{text:?}");
        }
        assert!(["a", "A b#h", "v1.2 notes", "Dr. Who", "n.md"].iter().all(|name| is_note(name)));
        assert!(["a.png", "b/c.pdf", "d.canvas", "e.mp4"].iter().all(|name| !is_note(name)));
    }
}
