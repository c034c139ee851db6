//! What stands near a place: ends of constructs, and whether they are alone on their line. No farther is looked, so that marks
//! which nothing closes and lines without end cost little each.

/// Bytes of a link, a macro, a formula or a template's tag at most.
const LONGEST: usize = 1000;

/// As much of a text as one construct may take.
pub(super) fn near(text: &str) -> &str {
    up_to(text, LONGEST)
}

/// So many bytes of a text at most.
pub(super) fn up_to(text: &str, bytes: usize) -> &str {
    let end = (0..=text.len().min(bytes)).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    text.get(..end).unwrap_or_default()
}

/// Where a mark of ASCII stands next, if that is near.
pub(super) fn find_near(text: &str, mark: &str) -> Option<usize> {
    memchr::memmem::find(near(text).as_bytes(), mark.as_bytes())
}

/// Whether nothing but blanks stands before the end of a text on its last line.
pub(super) fn begins_line(text: &str) -> bool {
    begins_line_behind(text, |_| false)
}

/// The same, where certain signs stand for nothing, too.
pub(super) fn begins_line_behind(text: &str, is_sign: impl Fn(char) -> bool) -> bool {
    let start = text.len().saturating_sub(LONGEST);
    let start = (start..=text.len()).find(|start| text.is_char_boundary(*start)).unwrap_or(text.len());
    let before = text.get(start..).unwrap_or_default();
    let before = before.trim_end_matches(|c: char| c != '\n' && (c.is_whitespace() || is_sign(c)));
    before.is_empty() || before.ends_with('\n')
}

/// Whether nothing but blanks follows on the line that a text begins with.
pub(super) fn ends_line(text: &str) -> bool {
    let after = near(text).trim_start_matches(|c: char| c != '\n' && c.is_whitespace());
    after.is_empty() || after.starts_with('\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_far_is_not_found() {
        assert_eq!(find_near("a]b]]", "]]"), Some(3));
        assert_eq!(find_near(&format!("{}]]", "é".repeat(600)), "]]"), None);
    }

    #[test]
    fn blanks_on_a_line_are_nothing() {
        for (text, begins, ends) in [
            ("", true, true),
            ("a\n \t", true, false),
            (" \r\na", false, true),
            ("a", false, false),
            ("\n\n", true, true),
            ("> ", false, false),
        ] {
            assert_eq!((begins_line(text), ends_line(text)), (begins, ends), "{text:?}");
        }
        assert!(begins_line_behind("a\n> ", |c| c == '>'));
        assert!(!begins_line(&"é".repeat(5_000)) && !ends_line(&"é".repeat(5_000)));
    }
}
