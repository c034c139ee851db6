//! The directive that makes a page of Sphinx a post of ABlog's: `.. post:: 2014-04-15` in reStructuredText, a fence called
//! `{post}` in MyST (ABlog's documentation, "Posting and Listing"). Finds it; what its options mean is not known here.

use super::split::{Line, Split, Syntax, lines};

/// Lines of a text that it is looked for in.
const MOST: usize = 64;

/// The day that such a directive gives, which may be none; none if a line is no such directive.
pub(super) fn posted(line: &str) -> Option<&str> {
    let fenced = || fence(line).and_then(|_| line.trim_start_matches(['`', ':']).strip_prefix("{post}"));
    line.strip_prefix(".. post::").or_else(fenced).map(str::trim)
}

/// The head of a text in MyST: the fence, and the title above it.
pub(super) fn myst(text: &str, first: Line<'_>) -> Option<Split> {
    let mut rest = lines(text, first.start).take(MOST).peekable();
    while rest.next_if(|line| is_above(line.text)).is_some() {}
    let open = rest.next()?;
    let mark = fence(open.text)?;
    let inside = rest.peek()?.text;
    let is_post = posted(open.text).is_some() || open.text.contains(RST) && posted(inside).is_some();
    let end = rest.find(|line| line.text.trim_end() == mark).filter(|_| is_post)?;
    Some(Split { syntax: Syntax::Fields, head: first.start..end.next, body: end.next, closed: true })
}

/// What a directive of reStructuredText stands in.
const RST: &str = "{eval-rst}";

/// Whether a line of a head says nothing itself: the name of a place, the fence around a directive.
pub(super) fn is_silent(line: &str) -> bool {
    is_place(line) || line.contains(RST)
}

fn is_above(line: &str) -> bool {
    line.trim().is_empty() || line.starts_with("# ") || is_place(line)
}

/// `(name)=`: what links in MyST lead to.
fn is_place(line: &str) -> bool {
    line.starts_with('(') && line.trim_end().ends_with(")=")
}

/// The marks that open a fence.
fn fence(line: &str) -> Option<&str> {
    let mark = line.chars().next().filter(|c| matches!(c, '`' | ':'))?;
    let length = line.len() - line.trim_start_matches(mark).len();
    line.get(..length).filter(|_| length >= 3)
}

#[cfg(test)]
mod tests {
    use super::super::{Fences, read};

    /// What ABlog 0.11 made of such posts.
    #[test]
    fn a_directive_says_when_a_page_was_posted() {
        for (text, title, date, tags, body) in [
            (
                ".. post:: Apr 15, 2014\n   :tags: a, b\n\nT\n=\n\nx\n",
                None,
                Some("Apr 15, 2014"),
                "a, b",
                "\nT\n=\n\nx\n",
            ),
            (
                "T\n===\n\n.. post:: 2015-01-02\n   :tags: a,\n      b\n\nx\n",
                Some("T"),
                Some("2015-01-02"),
                "a, b",
                "\nx\n",
            ),
            (".. post::\n   :tags: a\n   :title: Own\n\nT\n=\n", Some("Own"), None, "a", "\nT\n=\n"),
            ("# T\n\n```{post} 2021-02-03\n:tags: a\n```\n\nx\n", Some("T"), Some("2021-02-03"), "a", "\nx\n"),
            ("(p)=\n# T\n:::{post} 2021-02-03\n:tags: a\n:::\nx\n", Some("T"), Some("2021-02-03"), "a", "x\n"),
            (
                "```{eval-rst}\n.. post:: 2022-01-02\n   :tags: z\n```\n\n# T\n",
                None,
                Some("2022-01-02"),
                "z",
                "\n# T\n",
            ),
        ] {
            let front = read(text, Fences::Yaml);
            let said = |key| front.values.text(key);
            assert_eq!((said("title"), said("date"), said("tags")), (title, date, Some(tags)), "{text}");
            assert!(front.values.exact("blogpost").is_some(), "{text}");
            assert_eq!(&text[front.body.byte as usize..], body, "{text}");
        }
        for text in ["# T\n\n```{note}\nx\n```\n", "```{eval-rst}\n.. note:: x\n```\n", "# T\n\n```{post} 2021\n"] {
            assert_eq!(read(text, Fences::Yaml).syntax, None, "{text}");
        }
    }
}
