//! The name that was probably meant.

/// The candidate nearest to a name that is none of them: an abbreviation, or a slip of a key or two.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted: Vec<char> = name.chars().flat_map(char::to_lowercase).take(64).collect();
    let allowed = (wanted.len() / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let letters: Vec<char> = candidate.chars().flat_map(char::to_lowercase).take(64).collect();
        let mut distance = distance(&wanted, &letters);
        if distance > allowed && wanted.len() >= 2 && letters.starts_with(&wanted) {
            distance = allowed;
        }
        if distance <= allowed && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Insertions, removals, replacements and exchanges of neighbours that turn one word into the other.
fn distance(one: &[char], other: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=other.len()).collect();
    let mut above_letter = None;
    for (row, letter) in one.iter().enumerate() {
        let mut line = vec![row + 1];
        for (column, (wanted, left_of_it)) in other.iter().zip(std::iter::once(&'\0').chain(other)).enumerate() {
            let at = |line: &[usize], column: usize| line.get(column).copied().unwrap_or(usize::MAX - 1);
            let replaced = at(&above, column) + usize::from(letter != wanted);
            let mut least = replaced.min(at(&above, column + 1) + 1).min(at(&line, column) + 1);
            if column > 0 && Some(wanted) == above_letter && left_of_it == letter {
                least = least.min(at(&before, column - 1) + 1);
            }
            line.push(least);
        }
        before = std::mem::replace(&mut above, line);
        above_letter = Some(letter);
    }
    above.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_the_name() {
        let names = ["toggle-zen", "toggle-star", "theme", "quit", "line-down"];
        for (typed, meant) in [
            ("quti", Some("quit")),
            ("toggle-zne", Some("toggle-zen")),
            ("Theme", Some("theme")),
            ("them", Some("theme")),
            ("line", Some("line-down")),
            ("xyzzy", None),
            ("", None),
        ] {
            assert_eq!(nearest(typed, names), meant, "{typed}");
        }
    }

    #[test]
    fn distance_counts_single_changes() {
        let of =
            |one: &str, other: &str| distance(&one.chars().collect::<Vec<_>>(), &other.chars().collect::<Vec<_>>());
        assert_eq!(of("", "abc"), 3);
        assert_eq!(of("abc", "abc"), 0);
        assert_eq!(of("abc", "acb"), 1);
        assert_eq!(of("kitten", "sitting"), 3);
    }
}
