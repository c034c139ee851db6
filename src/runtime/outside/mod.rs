//! Everything folio hands to other programs: addresses, files, text. Each file makes a plan, which is data; `run`
//! carries it out.

pub mod clipboard;
pub mod editor;
pub mod opener;

use std::ffi::OsString;

use crate::system::System;
use crate::system::programs::{Programs, Words};

/// What the plans are made from.
pub struct Outside<'a> {
    /// For its environment.
    pub system: &'a dyn System,
    /// Those that can be found.
    pub programs: Programs,
}

impl<'a> Outside<'a> {
    /// The programs of this environment.
    pub fn new(system: &'a dyn System) -> Self {
        Self { system, programs: Programs::from_env(system) }
    }

    fn has(&self, variable: &str) -> bool {
        self.system.env(variable).is_some_and(|value| !value.is_empty())
    }

    fn resolve(&self, words: &[&str]) -> Option<Words> {
        let words: Vec<OsString> = words.iter().map(OsString::from).collect();
        self.programs.resolve(&words)
    }
}

/// The words of a variable such as `EDITOR`: parted by blanks, quotes kept together. Nothing in them is expanded.
fn words_of(text: &str) -> Vec<String> {
    let (mut words, mut word, mut quote, mut open) = (Vec::new(), String::new(), None, false);
    for c in text.chars() {
        match (quote, c) {
            (Some(mark), _) if c == mark => quote = None,
            (None, '\'' | '"') => (quote, open) = (Some(c), true),
            (None, _) if c.is_whitespace() => {
                if open || !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
                open = false;
            }
            _ => word.push(c),
        }
    }
    if open || !word.is_empty() {
        words.push(word);
    }
    words
}

/// The file name of a program without its extension, for knowing its habits.
fn stem(program: &std::ffi::OsStr) -> &str {
    std::path::Path::new(program).file_stem().and_then(std::ffi::OsStr::to_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variable_is_words_and_no_shell() {
        for (text, words) in [
            ("vim -u NONE", &["vim", "-u", "NONE"][..]),
            ("'/opt/My Editor/bin' --wait", &["/opt/My Editor/bin", "--wait"]),
            ("emacs \"\" -nw", &["emacs", "", "-nw"]),
            ("vi; rm $HOME", &["vi;", "rm", "$HOME"]),
            ("  ", &[]),
        ] {
            assert_eq!(words_of(text), words, "{text}");
        }
    }
}
