//! Definition lists as authors write them: terms right behind the definition before, without a blank line between.

use super::super::code::CodeMap;
use super::super::find::holds;
use super::super::output::Output;

/// Parts every term from the definition before it. None if nothing needs to change.
pub(in crate::template) fn rewrite(text: &str) -> Option<Output> {
    if !holds(text, "\n: ") && !holds(text, "\n:\t") {
        return None;
    }
    let code = CodeMap::of(text);
    let mut out = Output::default();
    let (mut at, mut defined, mut parted) = (0, false, false);
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let next = lines.peek().is_some_and(|next| is_definition(next));
        let term = defined && next && !is_definition(line) && !line.starts_with([' ', '\t']) && code.at(at).is_none();
        if term {
            out.make("\n", at);
            parted = true;
        }
        out.copy(line, at);
        defined = !line.trim().is_empty() && (is_definition(line) || defined && !term);
        at += line.len();
    }
    parted.then_some(out)
}

fn is_definition(line: &str) -> bool {
    let indent = line.len() - line.trim_start_matches(' ').len();
    let rest = line.trim_start_matches(' ');
    indent < 4 && rest.strip_prefix(':').is_some_and(|rest| rest.starts_with([' ', '\t']) && !rest.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_parted_from_the_definition_before() {
        for (source, want) in [
            ("a\n: b\nc\n: d\n", Some("a\n: b\n\nc\n: d\n")),
            ("a\n: b\n: e\n\nc\n: d\n", None),
            ("a\n: b\nlazy\nc\n: d\n", Some("a\n: b\nlazy\n\nc\n: d\n")),
            ("```\na\n: b\nc\n: d\n```\n", None),
        ] {
            let made = rewrite(source).map(|out| out.finish(|_| (1, 1)).0);
            assert_eq!(made.as_deref(), want, "{source:?}");
        }
    }
}
