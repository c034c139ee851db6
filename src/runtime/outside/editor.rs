//! How a file is edited at a line: the user's own words, `$VISUAL`, `$EDITOR`, else `vi`.

use std::ffi::OsString;
use std::path::Path;

use crate::system::programs::Words;

use super::{Outside, stem, words_of};

/// Editors that take `+LINE` before the file.
const PLUS_LINE: &[&str] = &[
    "vi",
    "vim",
    "nvim",
    "gvim",
    "view",
    "nano",
    "pico",
    "emacs",
    "emacsclient",
    "joe",
    "jed",
    "kak",
    "micro",
    "mg",
    "ne",
    "vis",
    "elvis",
    "nvi",
    "ee",
    "mcedit",
    "zile",
    "jove",
];
/// Editors that take `FILE:LINE`.
const COLON_LINE: &[&str] = &["hx", "helix", "subl", "zed", "zeditor", "lapce"];
/// Editors that take `--goto FILE:LINE`.
const GOTO: &[&str] = &["code", "codium", "code-insiders", "cursor", "windsurf"];

/// The words that edit a file at a line, from 1; none if no editor was found.
pub fn plan(outside: &Outside<'_>, configured: &[String], file: &Path, line: u32) -> Option<Words> {
    if !configured.is_empty() {
        return outside.programs.resolve(&filled(configured, file, line));
    }
    let named = ["VISUAL", "EDITOR"].into_iter().filter_map(|name| outside.system.env(name));
    let candidates = named.map(|value| words_of(&value)).chain([vec!["vi".to_owned()]]);
    let mut found = candidates.filter(|words| !words.is_empty()).filter_map(|words| {
        let words: Words = words.into_iter().map(OsString::from).collect();
        outside.programs.resolve(&words)
    });
    found.next().map(|words| at_line(words, file, line))
}

/// The line of a source, from `from` on, that has words as they are shown: markup stands between the words, and the words
/// may go on in the next line, so the first few letters and figures decide. `from` where none has them.
pub fn line_of(source: &str, from: u32, words: &str) -> u32 {
    let numbered = || source.lines().zip(1u32..).skip(from.saturating_sub(1) as usize);
    let beginnings = [4, 2, 1].map(|count| letters(&words.split_whitespace().take(count).collect::<String>()));
    let found = beginnings.iter().filter(|beginning| !beginning.is_empty()).find_map(|beginning| {
        numbered().find(|(line, _)| letters(line).contains(beginning.as_str())).map(|(_, number)| number)
    });
    found.unwrap_or(from)
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn at_line(mut words: Words, file: &Path, line: u32) -> Words {
    let habit = words.first().map(|program| stem(program).to_owned()).unwrap_or_default();
    let place = || {
        let mut place = file.as_os_str().to_os_string();
        place.push(format!(":{line}"));
        place
    };
    match habit.as_str() {
        name if PLUS_LINE.contains(&name) => words.extend([format!("+{line}").into(), file.into()]),
        name if COLON_LINE.contains(&name) => words.push(place()),
        name if GOTO.contains(&name) => words.extend(["--goto".into(), place()]),
        _ => words.push(file.into()),
    }
    words
}

/// The user's own words with `{file}` and `{line}` in their places; the file at the end where it has none.
fn filled(words: &[String], file: &Path, line: u32) -> Words {
    let line = line.to_string();
    let mut placed = false;
    let mut all: Words = Vec::new();
    for word in words {
        let word = word.replace("{line}", &line);
        let Some((before, after)) = word.split_once("{file}") else {
            all.push(word.into());
            continue;
        };
        placed = true;
        let mut whole = OsString::from(before);
        whole.push(file);
        whole.push(after);
        all.push(whole);
    }
    if !placed {
        all.push(file.into());
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editors_are_told_the_line_in_their_own_way() {
        for (words, expected) in [
            (&["/usr/bin/nvim", "-R"][..], &["/usr/bin/nvim", "-R", "+12", "/b/a.md"][..]),
            (&["/usr/bin/vim"], &["/usr/bin/vim", "+12", "/b/a.md"]),
            (&["/usr/bin/emacs", "-nw"], &["/usr/bin/emacs", "-nw", "+12", "/b/a.md"]),
            (&["/usr/bin/nano"], &["/usr/bin/nano", "+12", "/b/a.md"]),
            (&["/bin/hx"], &["/bin/hx", "/b/a.md:12"]),
            (&["/bin/code", "--wait"], &["/bin/code", "--wait", "--goto", "/b/a.md:12"]),
            (&["/bin/unknown"], &["/bin/unknown", "/b/a.md"]),
        ] {
            let words = words.iter().map(OsString::from).collect();
            assert_eq!(at_line(words, Path::new("/b/a.md"), 12), expected);
        }
    }

    #[test]
    fn the_line_is_the_one_that_has_the_words() {
        let source =
            "---\ntitle: One\n---\nA saw is *long*. One more.\n\n- See [the plane](b.md), and\n  the saw.\n\nOne.\n";
        for (from, words, line) in [
            (3, "A saw is long. One more.\nSee", 4),
            (3, "See the plane, and the saw.", 6),
            (3, "the saw.\nOne.", 7),
            (3, "and the saw", 6),
            (3, "One.", 4),
            (5, "One.", 9),
            (5, "not there at all", 5),
            (2, "…", 2),
            (99, "One.", 99),
        ] {
            assert_eq!(line_of(source, from, words), line, "{words}");
        }
    }

    #[test]
    fn configured_words_say_where_file_and_line_go() {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let file = Path::new("/b/a.md");
        assert_eq!(filled(&words(&["ed", "-l{line}", "{file}"]), file, 3), ["ed", "-l3", "/b/a.md"]);
        assert_eq!(filled(&words(&["ed"]), file, 3), ["ed", "/b/a.md"]);
    }
}
