//! Formulas that stand on lines of their own: `$$` … `$$`, `\[` … `\]`, `\begin{align}` … `\end{align}`. They become fenced,
//! since a line in them that starts with a sign would be read as a list or a heading. `\\( … \\)` becomes `$…$`.

use super::super::code::{CodeMap, margin_cut};
use super::super::find::holds;
use super::super::output::Output;

/// Lines of one formula at most.
const LONGEST: usize = 200;

/// Fences the formulas. None if there are none.
pub(in crate::template) fn rewrite(text: &str) -> Option<Output> {
    if !["$$", "\\[", "\\begin{", "\\\\("].iter().any(|mark| holds(text, mark)) {
        return None;
    }
    let code = CodeMap::of(text);
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut out = Output::default();
    let (mut index, mut at, mut changed) = (0, 0, false);
    while let Some(line) = lines.get(index) {
        let found = if code.at(at).is_some() { None } else { opened(line) };
        let found = found.and_then(|close| Some((close, last_line(&lines, index, close)?)));
        let Some((close, last)) = found else {
            changed |= inline(line, at, &code, &mut out);
            index += 1;
            at += line.len();
            continue;
        };
        for (place, line) in lines.iter().enumerate().take(last + 1).skip(index) {
            fenced(line, place == index, place == last, close, at, &mut out);
            at += line.len();
        }
        changed = true;
        index = last + 1;
    }
    changed.then_some(out)
}

/// Environments that stand for a formula without any other mark.
const ENVIRONMENTS: [&str; 6] = ["equation", "align", "gather", "eqnarray", "multline", "alignat"];

/// What closes the formula that a line opens and does not close; None for other lines.
fn opened(line: &str) -> Option<&'static str> {
    let rest = margin_cut(line).trim_end();
    if let Some(inner) = rest.strip_prefix("$$") {
        return (!inner.contains("$$")).then_some("$$");
    }
    let bare = rest.trim_start_matches('\\');
    if bare == "[" && rest.len() > 1 && rest.len() < 4 {
        return Some("]");
    }
    let name = rest.strip_prefix("\\begin{")?.split('}').next()?.trim_end_matches(['*', '\\']);
    ENVIRONMENTS.contains(&name).then_some("\\end{")
}

/// The line that closes a formula, with nothing behind it; None if another thing comes first.
fn last_line(lines: &[&str], first: usize, close: &str) -> Option<usize> {
    let alone = lines.get(first).is_some_and(|line| margin_cut(line).trim_end() == "$$");
    for (place, line) in lines.iter().enumerate().skip(first + 1).take(LONGEST) {
        let line = line.trim_end();
        match close {
            "$$" if line.contains("$$") => return (line.find("$$") == line.len().checked_sub(2)).then_some(place),
            "]" if matches!(margin_cut(line), "\\]" | "\\\\]") => return Some(place),
            "\\end{" if ends_environment(line) => return Some(place),
            _ if line.trim().is_empty() && !alone => return None,
            _ => {}
        }
    }
    None
}

fn ends_environment(line: &str) -> bool {
    let name = margin_cut(line).strip_prefix("\\end{").and_then(|rest| rest.split('}').next());
    name.is_some_and(|name| ENVIRONMENTS.contains(&name.trim_end_matches(['*', '\\'])))
}

/// One line of a fenced formula, without the marks around it.
fn fenced(line: &str, first: bool, last: bool, close: &str, at: usize, out: &mut Output) {
    let inner = margin_cut(line);
    let margin = line.len() - inner.len();
    let blank = || line.get(..margin).unwrap_or_default().chars().map(|c| if c == '>' { '>' } else { ' ' });
    if first {
        out.copy(line.get(..margin).unwrap_or_default(), at);
        out.make("```math\n", at);
        match inner.strip_prefix("$$").map(str::trim) {
            Some("") => {}
            Some(rest) => out.make(&format!("{}{rest}\n", blank().collect::<String>()), at),
            None if close == "]" => {}
            None => {
                out.make(&format!("{}{}\n", blank().collect::<String>(), inner.trim_end().replace("\\*}", "*}")), at)
            }
        }
    } else if last {
        let kept = if close == "]" { "" } else { inner.trim_end().trim_end_matches("$$").trim_end() };
        let kept = kept.replace("\\*}", "*}");
        let margin: String = blank().collect();
        let kept = if kept.is_empty() { String::new() } else { format!("{margin}{kept}\n") };
        out.make(&format!("{kept}{margin}```\n"), at);
    } else {
        out.copy(line, at);
    }
}

/// Copies a line with its `\\(…\\)` as `$…$`. Answers whether there were any.
fn inline(line: &str, at: usize, code: &CodeMap, out: &mut Output) -> bool {
    let mut copied = 0;
    while let Some(found) = line.get(copied..).and_then(|rest| rest.find("\\\\(")) {
        let start = copied + found;
        let inner = start + 3;
        let Some(length) = line.get(inner..).and_then(|rest| rest.find("\\\\)")) else { break };
        out.copy(line.get(copied..start).unwrap_or_default(), at + copied);
        let whole = line.get(start..inner + length + 3).unwrap_or_default();
        let formula = line.get(inner..inner + length).unwrap_or_default().trim();
        if code.at(at + start).is_some() || formula.is_empty() || formula.contains('$') {
            out.copy(whole, at + start);
        } else {
            out.make(&format!("${formula}$"), at + start);
        }
        copied = inner + length + 3;
    }
    out.copy(line.get(copied..).unwrap_or_default(), at + copied);
    copied > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_on_lines_of_their_own_are_fenced() {
        for (source, want) in [
            ("a\n$$\n+ b\n$$\nc\n", Some("a\n```math\n+ b\n```\nc\n")),
            ("$$ x\n= y $$\n", Some("```math\nx\n= y\n```\n")),
            ("- a\n  $$\n  - b\n  $$\n", Some("- a\n  ```math\n  - b\n  ```\n")),
            ("> $$\n> # b\n> $$\n", Some("> ```math\n> # b\n> ```\n")),
            ("\\[\nx\n\\]\n", Some("```math\nx\n```\n")),
            ("\\begin{align*}\nx\n\\end{align*}\n", Some("```math\n\\begin{align*}\nx\n\\end{align*}\n```\n")),
            ("\\begin{align\\*}\nx\n\\end{align\\*}\n", Some("```math\n\\begin{align*}\nx\n\\end{align*}\n```\n")),
            ("\\\\(x\\\\) and `\\\\(y\\\\)`", Some("$x$ and `\\\\(y\\\\)`")),
            ("$$x$$\n", None),
            ("$$\nnever closed\n", None),
            ("```\n$$\nx\n$$\n```\n", None),
            ("costs $$\n\nand $$ more\n", None),
        ] {
            let made = rewrite(source).map(|out| out.finish(|_| (1, 1)).0);
            assert_eq!(made.as_deref(), want, "{source:?}");
        }
    }
}
