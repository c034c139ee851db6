//! The parts of a template in Zola's language (Tera, "Templates"): text, `{{ expressions }}`, `{% statements %}`.

/// A part of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part<'t> {
    /// As it stands.
    Text(&'t str),
    /// What is printed.
    Print(&'t str),
    /// What decides or keeps.
    Statement(&'t str),
}

/// The parts in order, without comments. None if one has no end.
pub(super) fn parts(text: &str) -> Option<Vec<Part<'_>>> {
    let mut parts = Vec::new();
    let mut rest = text;
    let mut trims = false;
    while let Some((start, close)) = next(rest) {
        let (before, mark) = rest.split_at_checked(start)?;
        let inner = mark.get(2..)?;
        let end = inner.find(close)?;
        let (inner, behind) = inner.split_at_checked(end)?;
        let before = if trims { before.trim_start() } else { before };
        let left = inner.strip_prefix('-');
        parts.push(Part::Text(if left.is_some() { before.trim_end() } else { before }));
        let inner = left.unwrap_or(inner);
        trims = inner.ends_with('-');
        let inner = inner.strip_suffix('-').unwrap_or(inner).trim();
        match close {
            "}}" => parts.push(Part::Print(inner)),
            "%}" => parts.push(Part::Statement(inner)),
            _ => {}
        }
        rest = behind.get(2..)?;
    }
    parts.push(Part::Text(if trims { rest.trim_start() } else { rest }));
    Some(parts)
}

/// The parameters of a macro of this name, and what it prints.
pub(super) fn macro_of<'t>(text: &'t str, name: &str) -> Option<(&'t str, &'t str)> {
    let behind = text.match_indices("macro ").filter_map(|(at, mark)| text.get(at + mark.len()..));
    let own = behind
        .filter(|rest| rest.trim_start().strip_prefix(name).is_some_and(|rest| rest.trim_start().starts_with('(')));
    let (head, rest) = own.into_iter().next()?.split_once("%}")?;
    let (body, _) = rest.split_once("endmacro")?;
    Some((head, body.rsplit_once("{%")?.0))
}

/// Where the next mark stands, and what closes it.
fn next(text: &str) -> Option<(usize, &'static str)> {
    let found = |at: &usize| match text.as_bytes().get(at + 1) {
        Some(b'{') => Some((*at, "}}")),
        Some(b'%') => Some((*at, "%}")),
        Some(b'#') => Some((*at, "#}")),
        _ => None,
    };
    text.match_indices('{').map(|(at, _)| at).find_map(|at| found(&at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_and_the_blanks_that_marks_eat() {
        let parts = parts("a {{- b -}} {c}\n{% if d %}{#- e -#} f").unwrap();
        let want = [
            Part::Text("a"),
            Part::Print("b"),
            Part::Text("{c}\n"),
            Part::Statement("if d"),
            Part::Text(""),
            Part::Text("f"),
        ];
        assert_eq!(parts, want);
    }
}
