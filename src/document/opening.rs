//! The beginning of a long body: enough to be shown while the rest is parsed.

use memchr::memrchr;

/// Bytes of a body from which its beginning is worth parsing by itself.
const LONG: usize = 128 * 1024;
/// Bytes of a beginning, at most.
const BEGINNING: usize = 32 * 1024;

/// The beginning of a long body, up to where a block ends as far as can be seen: a blank line outside of fences, else
/// the end of a line or a word. None for a body that is parsed at once.
pub fn opening(body: &str) -> Option<&str> {
    if body.len() < LONG {
        return None;
    }
    let mut end = BEGINNING;
    while !body.is_char_boundary(end) {
        end -= 1;
    }
    let head = body.get(..end)?;
    let end = after_block(head)
        .or_else(|| memrchr(b'\n', head.as_bytes()).map(|at| at + 1))
        .or_else(|| memrchr(b' ', head.as_bytes()))
        .unwrap_or(end);
    head.get(..end)
}

/// The end of the last blank line that stands in no fence.
fn after_block(head: &str) -> Option<usize> {
    let mut fence: Option<(char, usize)> = None;
    let (mut at, mut last) = (0, None);
    for line in head.split_inclusive('\n') {
        at += line.len();
        let line = line.trim();
        if line.is_empty() && fence.is_none() {
            last = Some(at);
        }
        let Some(mark) = line.chars().next().filter(|mark| matches!(mark, '`' | '~')) else { continue };
        let long = line.chars().take_while(|c| *c == mark).count();
        let is_bare = line.len() == long;
        fence = match fence {
            None if long >= 3 => Some((mark, long)),
            Some((open, least)) if open == mark && long >= least && is_bare => None,
            same => same,
        };
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_body_has_no_beginning_of_its_own() {
        assert_eq!(opening("a\n\nb"), None);
    }

    #[test]
    fn a_beginning_ends_with_a_block() {
        let body = "word and word\n\n".repeat(30_000);
        let head = opening(&body).unwrap();
        assert!(head.ends_with("\n\n") && head.len() > BEGINNING - 20 && body.starts_with(head));
    }

    #[test]
    fn no_fence_is_cut_in_two() {
        let body = format!("before\n\n```rust\n{}```\n", "let a = 1;\n\n".repeat(30_000));
        assert_eq!(opening(&body), Some("before\n\n"));
        assert_eq!(after_block("a\n\n~~~\n```\n\n~~~\nb\n\nc"), Some(19));
    }

    #[test]
    fn one_long_line_is_cut_at_a_blank() {
        let body = "漢字 ".repeat(60_000);
        assert!(opening(&body).is_some_and(|head| head.ends_with('字')));
        assert_eq!(opening(&"漢".repeat(200_000)).map(str::len), Some(BEGINNING / 3 * 3));
    }
}
