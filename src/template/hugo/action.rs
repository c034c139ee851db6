//! The parts of a file in Go's template language (`text/template`): text, and what stands between `{{` and `}}`.

/// A part of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part<'a> {
    /// As it stands.
    Text(&'a str),
    /// What stands between the marks, without blanks around it.
    Action(&'a str),
}

/// The parts in order, without comments. None if an action has no end.
pub(super) fn parts(file: &str) -> Option<Vec<Part<'_>>> {
    let mut parts = Vec::new();
    let mut rest = file;
    let mut trims = false;
    while let Some((before, after)) = rest.split_once("{{") {
        let before = if trims { before.trim_start() } else { before };
        let left = after.strip_prefix("- ").or_else(|| after.strip_prefix("-\n"));
        parts.push(Part::Text(if left.is_some() { before.trim_end() } else { before }));
        let after = left.unwrap_or(after);
        let is_comment = after.trim_start().starts_with("/*");
        let end =
            if is_comment { after.find("*/")? + after.get(after.find("*/")?..)?.find("}}")? } else { end(after)? };
        let (inner, behind) = after.split_at_checked(end)?;
        trims = inner.ends_with(" -") || inner.ends_with("/-");
        if !is_comment {
            parts.push(Part::Action(inner.strip_suffix('-').filter(|_| trims).unwrap_or(inner).trim()));
        }
        rest = behind.strip_prefix("}}")?;
    }
    parts.push(Part::Text(if trims { rest.trim_start() } else { rest }));
    Some(parts)
}

/// Where the action ends, quotation marks heeded.
fn end(text: &str) -> Option<usize> {
    let mut quote = None;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (Some(b'"'), b'\\') if !escaped => {
                escaped = true;
                continue;
            }
            (Some(open), byte) if open == byte && !escaped => quote = None,
            (None, b'"' | b'`') => quote = Some(byte),
            (None, b'}') if text.as_bytes().get(at + 1) == Some(&b'}') => return Some(at),
            _ => {}
        }
        escaped = false;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_and_the_blanks_that_marks_eat() {
        let parts = parts("a {{- .Get \"}}\" -}} b{{/* c }} */}}d").unwrap();
        let want = [Part::Text("a"), Part::Action(".Get \"}}\""), Part::Text("b"), Part::Text("d")];
        assert_eq!(parts, want);
    }
}
