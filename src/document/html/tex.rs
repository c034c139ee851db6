//! Formulas of TeX in the text of HTML, as MathJax and KaTeX's auto-render find them there: `\( … \)`, `\[ … \]`, `$ … $`, `$$ … $$`,
//! environments. Signs that may be anything else are words.

/// Bytes of a formula at most.
const LONGEST: usize = 4 << 10;
/// Environments that are formulas without any other mark.
const ENVIRONMENTS: [&str; 12] = [
    "equation",
    "equation*",
    "align",
    "align*",
    "gather",
    "gather*",
    "eqnarray",
    "eqnarray*",
    "multline",
    "multline*",
    "alignat",
    "alignat*",
];

/// A part of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    Words(&'t str),
    /// A formula within words.
    Inline(&'t str),
    /// A formula on lines of its own.
    Display(&'t str),
}

/// The parts of a text in which there are formulas. None if there are none.
pub(super) fn pieces(text: &str) -> Option<Vec<Piece<'_>>> {
    let mut pieces = Vec::new();
    let (mut copied, mut at) = (0, 0);
    while let Some(found) = text.as_bytes().get(at..).and_then(|rest| memchr::memchr2(b'\\', b'$', rest)) {
        let start = at + found;
        let Some((piece, length)) = formula(text, start) else {
            // What is escaped opens nothing.
            let next = text.get(start + 1..).and_then(|rest| rest.chars().next());
            let is_escaped =
                text.as_bytes().get(start) == Some(&b'\\') && next.is_some_and(|next| matches!(next, '\\' | '$'));
            at = start + if is_escaped { 2 } else { 1 };
            continue;
        };
        pieces.extend(text.get(copied..start).filter(|words| !words.is_empty()).map(Piece::Words));
        pieces.push(piece);
        at = start + length;
        copied = at;
    }
    if pieces.is_empty() {
        return None;
    }
    pieces.extend(text.get(copied..).filter(|words| !words.is_empty()).map(Piece::Words));
    Some(pieces)
}

/// The formula that begins at a byte, and how long it is with its marks.
fn formula(text: &str, start: usize) -> Option<(Piece<'_>, usize)> {
    let rest = text.get(start..)?;
    let end = (0..=rest.len().min(LONGEST)).rev().find(|end| rest.is_char_boundary(*end))?;
    let rest = rest.get(..end)?;
    let between = |open: &str, close: &str| {
        let inner = rest.strip_prefix(open)?;
        let inner = inner.get(..inner.find(close)?)?;
        Some((inner, open.len() + inner.len() + close.len()))
    };
    if let Some((inner, length)) = between("\\(", "\\)").filter(|(inner, _)| is_tex(inner)) {
        return Some((Piece::Inline(inner), length));
    }
    let display = between("\\[", "\\]").filter(|(inner, _)| is_tex(inner));
    if let Some((inner, length)) = display.or_else(|| between("$$", "$$").filter(|(inner, _)| !inner.trim().is_empty()))
    {
        return Some((Piece::Display(inner), length));
    }
    if let Some(name) = rest.strip_prefix("\\begin{").and_then(|rest| rest.split_once('}')).map(|(name, _)| name) {
        let (inner, length) =
            between("\\begin{", &format!("\\end{{{name}}}")).filter(|_| ENVIRONMENTS.contains(&name))?;
        return rest.get(..length).filter(|_| !inner.is_empty()).map(|whole| (Piece::Display(whole), length));
    }
    let (inner, length) = between("$", "$")?;
    let before = text.get(..start).and_then(|before| before.chars().next_back());
    let after = rest.get(length..).and_then(|after| after.chars().next());
    let touches = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '$' | '_' | '{' | '\\'));
    let is_tight = !inner.starts_with(char::is_whitespace) && !inner.ends_with(char::is_whitespace);
    (is_tight && !touches(before) && !touches(after) && is_tex(inner)).then_some((Piece::Inline(inner), length))
}

/// Whether what stands between marks is a formula for sure: it has TeX's signs, or is one letter or number.
fn is_tex(inner: &str) -> bool {
    let inner = inner.trim();
    let is_command = || {
        inner
            .match_indices('\\')
            .any(|(at, _)| inner.get(at + 1..).is_some_and(|rest| rest.starts_with(char::is_alphabetic)))
    };
    let is_single = || inner.chars().count() <= 2 && inner.chars().all(char::is_alphanumeric);
    // WordPress says what it is.
    !inner.is_empty() && (inner.starts_with("latex ") || is_single() || inner.contains(['^', '_', '=']) || is_command())
}

#[cfg(test)]
mod tests {
    use super::Piece::{Display, Inline, Words};
    use super::*;

    #[test]
    fn formulas_are_told_from_words() {
        for (text, want) in [
            (
                "Let \\(x_1\\) be $\\alpha$.",
                vec![Words("Let "), Inline("x_1"), Words(" be "), Inline("\\alpha"), Words(".")],
            ),
            ("$$\\sum_i x$$ \\[ z < \\beta \\]", vec![Display("\\sum_i x"), Words(" "), Display(" z < \\beta ")]),
            ("\\begin{equation}\nx\n\\end{equation}", vec![Display("\\begin{equation}\nx\n\\end{equation}")]),
            ("a $latex n$ b", vec![Words("a "), Inline("latex n"), Words(" b")]),
            ("a $n$ b", vec![Words("a "), Inline("n"), Words(" b")]),
        ] {
            assert_eq!(pieces(text), Some(want), "{text}");
        }
        for text in [
            "from $5 to $6",
            "$HOME and $PATH",
            "echo \"$a_b\",\"$c\"",
            "sed s/\\(foo\\)/\\1/",
            "a \\[citation needed\\]",
            "\\$x^2\\$",
            "$$",
            "$x^2",
            "\\begin{verbatim}x\\end{verbatim}",
        ] {
            assert_eq!(pieces(text), None, "{text}");
        }
    }
}
