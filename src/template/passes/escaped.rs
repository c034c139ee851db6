//! Formulas that are written for a Markdown that knows none: MathJax sees them when the escapes are gone (`$x\_1$`, `$\\{x\\}$`,
//! `\\[ x \\]`). Knows nothing of TeX but which signs are escaped.

use super::super::code::CodeMap;
use super::super::find::holds;
use super::super::near::find_near;
use super::super::output::Output;

/// Takes the escapes off within one sign of dollar on each side, and makes `\\[ … \\]` on a line `$$…$$`. None if there are none.
pub(in crate::template) fn rewrite(text: &str) -> Option<Output> {
    if !holds(text, "\\") {
        return None;
    }
    let code = CodeMap::of(text);
    let (mut out, mut copied, mut at) = (Output::default(), 0, 0);
    for line in text.split_inclusive('\n') {
        for (start, length, made) in formulas(line) {
            if code.at(at + start).is_none() {
                out.copy(text.get(copied..at + start).unwrap_or_default(), copied);
                out.make(&made, at + start);
                copied = at + start + length;
            }
        }
        at += line.len();
    }
    out.ended(text, copied)
}

/// The formulas of a line that change: where they begin, how long they are, and what they are.
fn formulas(line: &str) -> Vec<(usize, usize, String)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) =
        line.as_bytes().get(at..).and_then(|rest| memchr::memchr2(b'$', b'\\', rest)).map(|it| at + it)
    {
        let rest = line.get(start..).unwrap_or_default();
        let (open, close) = match () {
            () if rest.starts_with("\\\\[") => ("\\\\[", "\\\\]"),
            () if rest.starts_with('$') && !rest.starts_with("$$") => ("$", "$"),
            () => {
                let is_pair = rest.starts_with("$$") || rest.starts_with('\\');
                at = start + if is_pair { 1 + rest.chars().nth(1).map_or(0, char::len_utf8) } else { 1 };
                continue;
            }
        };
        at = start + open.len();
        let inner = line.get(at..).and_then(|rest| rest.get(..find_near(rest, close)?));
        let Some(inner) = inner.filter(|inner| !inner.trim().is_empty()) else { continue };
        let made = unescaped(inner);
        let length = open.len() + inner.len() + close.len();
        if open != "$" {
            found.push((start, length, format!("$${}$$", made.trim())));
        } else if made == inner || inner.starts_with(' ') || inner.ends_with(' ') {
            continue;
        } else {
            found.push((start, length, format!("${made}$")));
        }
        at = start + length;
    }
    found
}

/// A formula without the escapes that Markdown takes off. Where lines end in it, two backslashes are TeX's.
fn unescaped(formula: &str) -> String {
    let breaks = formula.contains("\\begin{");
    let mut made = String::with_capacity(formula.len());
    let mut chars = formula.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        match (c, next) {
            ('\\', Some('_' | '*' | '(' | ')')) => {}
            ('\\', Some('\\')) if !breaks => {
                chars.next();
                let is_command = chars.peek().is_some_and(|c| c.is_ascii_alphabetic() || "{}|,;:!> ".contains(*c));
                made.push_str(if is_command { "\\" } else { "\\\\" });
            }
            (c, _) => made.push(c),
        }
    }
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_of_markdown_are_no_part_of_a_formula() {
        for (text, want) in [
            ("$x\\_1$ and $\\mathcal{L}\\_\\theta$", Some("$x_1$ and $\\mathcal{L}_\\theta$")),
            ("$\\\\{ x \\\\}$, $\\\\|x\\\\|$", Some("$\\{ x \\}$, $\\|x\\|$")),
            ("$x \\\\ge 1$ $x^\\*$ $f\\(x\\)$", Some("$x \\ge 1$ $x^*$ $f(x)$")),
            ("a \\\\[ x\\_1 \\\\] b", Some("a $$x_1$$ b")),
            ("`$x\\_1$`", None),
            ("costs \\$5 and a\\_b, or $6", None),
            ("$a \\begin{matrix}a\\\\b\\end{matrix}$", None),
            ("$x$", None),
        ] {
            assert_eq!(rewrite(text).map(|out| out.text).as_deref(), want, "{text}");
        }
    }

    #[test]
    fn very_many_signs_that_nothing_closes_are_each_looked_at_once() {
        assert!(rewrite(&"\\\\[ a ".repeat(100_000)).is_none());
    }
}
