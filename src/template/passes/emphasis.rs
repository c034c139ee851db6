//! Strong words in languages without blanks: kramdown and Python-Markdown take `**` for a mark wherever it touches a word,
//! where CommonMark asks for a blank or punctuation around it.

use super::super::code::CodeMap;
use super::super::find::holds;
use super::super::output::Output;

/// Rewrites the pairs of marks that CommonMark would leave as asterisks. None if there are none.
pub(in crate::template) fn rewrite(text: &str) -> Option<Output> {
    if !holds(text, "**") {
        return None;
    }
    let code = CodeMap::of(text);
    let mut out = Output::default();
    let mut copied = 0;
    let mut open: Option<Mark> = None;
    for mark in marks(text, &code) {
        if mark.starts_paragraph {
            open = None;
        }
        match open.take() {
            Some(start) if mark.closes() => {
                if !(start.is_left_flanking() && mark.is_right_flanking()) {
                    for (at, tag) in [(start.at, "<strong>"), (mark.at, "</strong>")] {
                        out.copy(text.get(copied..at).unwrap_or_default(), copied);
                        out.make(tag, at);
                        copied = at + 2;
                    }
                }
            }
            kept => open = if mark.opens() { Some(mark) } else { kept },
        }
    }
    out.ended(text, copied)
}

/// Two asterisks and what stands around them.
struct Mark {
    at: usize,
    before: Option<char>,
    after: Option<char>,
    /// Whether a blank line stands between this mark and the one before it.
    starts_paragraph: bool,
}

impl Mark {
    fn opens(&self) -> bool {
        self.after.is_some_and(|c| !c.is_whitespace())
    }

    fn closes(&self) -> bool {
        self.before.is_some_and(|c| !c.is_whitespace())
    }

    /// CommonMark 6.2.
    fn is_left_flanking(&self) -> bool {
        flanks(self.before, self.after)
    }

    fn is_right_flanking(&self) -> bool {
        flanks(self.after, self.before)
    }
}

/// Whether a mark belongs to the `inner` side of it.
pub(super) fn flanks(outer: Option<char>, inner: Option<char>) -> bool {
    let is_blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let is_punctuation = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace() && !c.is_alphanumeric());
    !is_blank(inner) && (!is_punctuation(inner) || is_blank(outer) || is_punctuation(outer))
}

/// All pairs of asterisks that stand alone outside of code, in order.
fn marks<'a>(text: &'a str, code: &'a CodeMap) -> impl Iterator<Item = Mark> + 'a {
    let bytes = text.as_bytes();
    let mut last = 0;
    memchr::memmem::find_iter(bytes, b"**").filter_map(move |at| {
        let (before, after) = (text.get(..at)?.chars().next_back(), text.get(at + 2..)?.chars().next());
        let alone = !matches!(before, Some('*' | '\\')) && after != Some('*');
        if !alone || code.at(at).is_some() {
            return None;
        }
        let between = text.get(last..at).unwrap_or_default();
        let starts_paragraph = between.lines().skip(1).any(|line| line.trim().is_empty());
        last = at;
        Some(Mark { at, before, after, starts_paragraph })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strong_words_need_no_blanks_around_them() {
        for (source, want) in [
            ("紹介する**[名](u)**は", Some("紹介する<strong>[名](u)</strong>は")),
            ("a **b** c", None),
            ("これは**「強い」**です", Some("これは<strong>「強い」</strong>です")),
            ("`あ**「b」**い` **「c」**", None),
            ("a**\n\n**「b」**c", Some("a**\n\n<strong>「b」</strong>c")),
            ("x ** y ** z", None),
            ("***a***「b」***c***", None),
        ] {
            let made = rewrite(source).map(|out| out.finish(|_| (1, 1)).0);
            assert_eq!(made.as_deref(), want, "{source}");
        }
    }
}
