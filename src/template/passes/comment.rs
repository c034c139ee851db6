//! Obsidian's `%%comments%%`, which no reader sees.

use super::super::code::CodeMap;
use super::super::find::{Finder, holds};
use super::super::output::Output;

/// Drops the comments. None if the text holds none.
pub(in crate::template) fn rewrite(text: &str) -> Option<Output> {
    let mut pass = Pass { text, code: CodeMap::default(), out: Output::default(), copied: 0 };
    if !holds(text, "%%") {
        return None;
    }
    pass.code = CodeMap::of(text);
    let mut percents = Finder::new("%%");
    let mut from = 0;
    while let Some(start) = percents.find(text, from) {
        from = pass.comment(start, percents.clone().find(text, start + 2));
    }
    if pass.copied == 0 {
        return None;
    }
    pass.out.copy(text.get(pass.copied..).unwrap_or_default(), pass.copied);
    Some(pass.out)
}

struct Pass<'a> {
    text: &'a str,
    code: CodeMap,
    out: Output,
    /// One past the last byte that is done.
    copied: usize,
}

impl Pass<'_> {
    fn before(&self, at: usize) -> Option<char> {
        self.text.get(..at).and_then(|before| before.chars().next_back())
    }

    /// A comment, over lines too. Answers with the byte to go on from.
    fn comment(&mut self, start: usize, close: Option<usize>) -> usize {
        let free = self.before(start).is_none_or(|c| !c.is_alphanumeric()) && self.code.at(start).is_none();
        let Some(close) = close.filter(|close| self.code.at(*close).is_none()) else { return start + 2 };
        if !free {
            // What stands behind it in the line ends no word, and so begins no comment either.
            let is_near = self.text.get(start..close).is_some_and(|between| !between.contains('\n'));
            return if is_near { close + 2 } else { start + 2 };
        }
        self.out.copy(self.text.get(self.copied..start).unwrap_or_default(), self.copied);
        self.copied = close + 2;
        self.copied
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_go() {
        for (source, want) in [
            ("a %%b%% c", "a  c"),
            ("a\n%%\nb\n%%\nc", "a\n\nc"),
            ("100%% of 50%%", "100%% of 50%%"),
            ("%% never closed", "%% never closed"),
            ("*%% b %%*\n\nc\n\n%%d%%", "**\n\nc\n\n"),
            ("a%% b %%\n\nc\n\n%%d%%", "a%% b %%\n\nc\n\n"),
        ] {
            let made = rewrite(source).map_or_else(|| source.to_owned(), |out| out.finish(|_| (1, 1)).0);
            assert_eq!(made, want, "{source:?}");
        }
    }
}
