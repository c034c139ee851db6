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
            (&["/bin/hx"], &["/bin/hx", "/b/a.md:12"]),
            (&["/bin/code", "--wait"], &["/bin/code", "--wait", "--goto", "/b/a.md:12"]),
            (&["/bin/unknown"], &["/bin/unknown", "/b/a.md"]),
        ] {
            let words = words.iter().map(OsString::from).collect();
            assert_eq!(at_line(words, Path::new("/b/a.md"), 12), expected);
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
