//! Literate Haskell (`.lhs`): Markdown in which lines behind `>` are code, and so are those behind `<`, which no compiler reads, and
//! those between `\\begin{code}` and `\\end{code}` (Pandoc: "Literate Haskell support").

use super::super::output::Output;

/// The lines of LaTeX around code.
const LATEX: (&str, &str) = ("\\begin{code}", "\\end{code}");

/// What a line of code is told by.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// A sign at the start of each line.
    Bird(char),
    Latex,
}

/// Puts the code in fences. None if there is none.
pub(super) fn rewrite(body: &str) -> Option<Output> {
    let mut out = Output::default();
    let (mut open, mut at, mut after_blank, mut found) = (None, 0, true, false);
    for line in body.split_inclusive('\n') {
        let is_end = match open {
            Some(Mark::Bird(sign)) => !line.starts_with(sign),
            Some(Mark::Latex) => line.trim_end() == LATEX.1,
            None => false,
        };
        if is_end {
            out.make(&closed(), at);
        }
        if is_end && open.take() == Some(Mark::Latex) {
            // The line that ends it is no code.
        } else if let Some(mark) = open {
            code(mark, line, at, &mut out);
        } else if let Some(mark) = opened(line).filter(|mark| after_blank || *mark == Mark::Latex) {
            out.make(&format!("{}haskell\n", fence()), at);
            code(mark, line, at, &mut out);
            (open, found) = (Some(mark), true);
        } else {
            out.copy(line, at);
        }
        after_blank = line.trim().is_empty();
        at += line.len();
    }
    if open.is_some() {
        out.make(&format!("\n{}", closed()), at);
    }
    found.then_some(out)
}

/// Longer than what code may hold itself.
fn fence() -> String {
    "`".repeat(16)
}

fn closed() -> String {
    fence() + "\n"
}

/// What begins with a line. Tags at the margin are HTML.
fn opened(line: &str) -> Option<Mark> {
    let is_bird = |sign| line.starts_with(sign) && !line.starts_with("<!") && !line.starts_with("</");
    let is_tag = line.strip_prefix('<').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
    if line.trim_end() == LATEX.0 {
        return Some(Mark::Latex);
    }
    ['>', '<'].into_iter().find(|sign| is_bird(*sign) && !is_tag).map(Mark::Bird)
}

/// A line of code without its sign and the blank behind that.
fn code(mark: Mark, line: &str, at: usize, out: &mut Output) {
    let kept = match mark {
        Mark::Bird(sign) => line.strip_prefix(sign).map_or(line, |rest| rest.strip_prefix(' ').unwrap_or(rest)),
        Mark::Latex if line.trim_end() == LATEX.0 => "",
        Mark::Latex => line,
    };
    out.copy(kept, at + line.len() - kept.len());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_behind_birds_and_between_lines_of_latex_are_code() {
        let fence = fence();
        for (source, want) in [
            ("A:\n\n> x :: Int\n> x = 1\n>\n> y\n\nB *c*\n", "A:\n\n@haskell\nx :: Int\nx = 1\n\ny\n@\n\nB *c*\n"),
            ("> x", "@haskell\nx\n@\n"),
            ("\n< no\n\n<div>\nx\n", "\n@haskell\nno\n@\n\n<div>\nx\n"),
            ("a\n\\begin{code}\n  x\n\\end{code}\nb\n", "a\n@haskell\n  x\n@\nb\n"),
        ] {
            let made = rewrite(source).map(|out| out.finish(|_| (1, 1)).0);
            assert_eq!(made, Some(want.replace('@', &fence)), "{source}");
        }
        assert!(rewrite("a\n> b\n\n > c\n").is_none());
    }
}
