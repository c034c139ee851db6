//! Ends of constructs that are looked for nearby only, so that marks which nothing closes cost little each.

/// Bytes of a link, a macro, a formula or a template's tag at most.
const LONGEST: usize = 1000;

/// As much of a text as one construct may take.
pub(super) fn near(text: &str) -> &str {
    let end = (0..=text.len().min(LONGEST)).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    text.get(..end).unwrap_or_default()
}

/// Where a mark of ASCII stands next, if that is near.
pub(super) fn find_near(text: &str, mark: &str) -> Option<usize> {
    memchr::memmem::find(near(text).as_bytes(), mark.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_far_is_not_found() {
        assert_eq!(find_near("a]b]]", "]]"), Some(3));
        assert_eq!(find_near(&format!("{}]]", "é".repeat(600)), "]]"), None);
    }
}
