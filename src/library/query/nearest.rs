//! The known name that a mistyped one probably means.

/// The nearest of `names`, at most two slips away and nearer than a wholly different word.
pub(super) fn nearest<'a>(typed: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.to_ascii_lowercase();
    if typed.len() > 32 {
        return None;
    }
    let scored = names.into_iter().map(|name| (slips(typed.as_bytes(), name.as_bytes()), name));
    let (slips, name) = scored.min_by_key(|(slips, _)| *slips)?;
    (slips <= 2 && slips < name.len()).then_some(name)
}

/// Letters to insert, drop or change.
fn slips(from: &[u8], to: &[u8]) -> usize {
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (line, &a) in from.iter().enumerate() {
        let mut next = vec![line + 1];
        for (column, (&b, pair)) in to.iter().zip(row.windows(2)).enumerate() {
            let (above_left, above) = (pair.first().copied().unwrap_or(0), pair.last().copied().unwrap_or(0));
            let left = next.get(column).copied().unwrap_or(0);
            next.push((above_left + usize::from(a != b)).min(above + 1).min(left + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}
