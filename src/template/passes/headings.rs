//! `###Heading`: a heading to the first Markdown, Discount, Maruku, Redcarpet, kramdown and Python-Markdown, words to CommonMark,
//! which asks for a blank.

use super::super::code::CodeMap;
use super::super::find::holds;
use super::super::output::Output;
use super::element::ends;

/// Elements in which a sign at the start of a line says nothing.
const VERBATIM: [&str; 4] = ["pre", "script", "style", "textarea"];
/// Levels of headings.
const DEEPEST: usize = 6;

/// Puts a blank behind the signs. None if all have one.
pub(in crate::template) fn rewrite(text: &str) -> Option<Output> {
    if !text.starts_with('#') && !holds(text, "\n#") {
        return None;
    }
    let code = CodeMap::of(text);
    let (mut out, mut copied, mut at) = (Output::default(), 0, 0);
    let mut inside: Option<&str> = None;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        if let Some(name) = inside {
            inside = Some(name).filter(|name| !ends(line, name));
            continue;
        }
        inside = VERBATIM.into_iter().find(|name| opens(line, name) && !ends(line, name));
        let Some(depth) = tight(line).filter(|_| code.at(start).is_none()) else { continue };
        let (signs, words) = line.split_at_checked(depth).unwrap_or((line, ""));
        out.copy(text.get(copied..start).unwrap_or_default(), copied);
        out.make(&format!("{signs} "), start);
        let kept = words.trim_end().trim_end_matches('#');
        out.copy(kept, start + depth);
        copied = start + depth + words.trim_end().len();
    }
    out.ended(text, copied)
}

/// How many signs stand right before a word at the start of a line.
fn tight(line: &str) -> Option<usize> {
    let depth = line.bytes().take_while(|byte| *byte == b'#').count();
    let next = line.get(depth..)?.chars().next()?;
    ((1..=DEEPEST).contains(&depth) && !next.is_whitespace()).then_some(depth)
}

fn opens(line: &str, name: &str) -> bool {
    line.match_indices('<').any(|(at, _)| {
        let rest = line.get(at + 1..).and_then(|rest| rest.get(..name.len()).zip(rest.get(name.len()..)));
        rest.is_some_and(|(found, rest)| {
            found.eq_ignore_ascii_case(name) && rest.starts_with(|c: char| c == '>' || c.is_whitespace())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_needs_no_blank() {
        for (source, want) in [
            ("#One\n\na", Some("# One\n\na")),
            ("a\n\n###Two###\nb", Some("a\n\n### Two\nb")),
            ("## Three", None),
            ("####### Seven", None),
            ("#######Seven", None),
            ("```\n#include\n```\n", None),
            ("    #code\n", None),
            ("<pre>\n#include\n</pre>\n#Four", Some("<pre>\n#include\n</pre>\n# Four")),
            ("a #b", None),
            ("#\n", None),
        ] {
            assert_eq!(rewrite(source).map(|out| out.finish(|_| (1, 1)).0).as_deref(), want, "{source}");
        }
    }
}
