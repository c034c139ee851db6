//! Patterns of paths in configurations and templates: `*` within a part, `**` over parts, `?`, `{a,b}`, `[^_]`.
//!
//! Knows text only; a pattern it cannot read covers nothing.

use regex::bytes;

/// Longest pattern that is read, in bytes.
const LONGEST: usize = 1024;
/// Patterns of one list: each is asked of every file.
pub(crate) const MOST: usize = 256;
/// Bytes that a pattern takes when it is read, and again what it remembers of paths.
const LARGEST: usize = 128 << 10;
/// Any character that is no slash.
const ONE: &str = r"(?:[^/\x80-\xff]|[\xc0-\xff][\x80-\xbf]*)";

/// A pattern of paths.
#[derive(Clone, Debug)]
pub(crate) struct Glob(bytes::Regex);

impl Glob {
    /// Reads a pattern; none if it is none.
    pub(crate) fn new(pattern: &str) -> Option<Self> {
        Self::read(pattern, "[^/]*")
    }

    /// Reads a pattern as `fnmatch` does without flags: a star goes over slashes too.
    pub(crate) fn across(pattern: &str) -> Option<Self> {
        Self::read(pattern, ".*")
    }

    fn read(pattern: &str, star: &'static str) -> Option<Self> {
        let pattern = pattern.trim().trim_start_matches("./");
        let mut source = String::from("^");
        let mut rest = Some(pattern).filter(|pattern| !pattern.is_empty() && pattern.len() <= LONGEST)?;
        let mut depth = 0usize;
        while let Some(c) = rest.chars().next() {
            let (written, length): (&str, usize) = match c {
                '*' if rest.starts_with("**/") => ("(?:.*/)?", 3),
                '*' if rest.starts_with("**") => (".*", 2),
                '*' => (star, 1),
                '?' => (ONE, 1),
                '[' if set(rest).is_some() => {
                    let (set, length) = set(rest)?;
                    source.push_str(&set);
                    ("", length)
                }
                '{' => ("(?:", 1),
                '}' if depth > 0 => (")", 1),
                ',' if depth > 0 => ("|", 1),
                c => {
                    source.push_str(&regex::escape(rest.get(..c.len_utf8())?));
                    ("", c.len_utf8())
                }
            };
            depth = match c {
                '{' => depth + 1,
                '}' => depth.saturating_sub(1),
                _ => depth,
            };
            source.push_str(written);
            rest = rest.get(length..)?;
        }
        source.push('$');
        // Bytes instead of characters: a hundredth of the size, and the same paths.
        let mut builder = bytes::RegexBuilder::new(&source);
        builder.unicode(false).dot_matches_new_line(true).size_limit(LARGEST).dfa_size_limit(LARGEST);
        builder.build().ok().map(Self)
    }

    /// Whether the pattern covers a path with slashes.
    pub(crate) fn covers(&self, path: &str) -> bool {
        self.0.is_match(path.as_bytes())
    }
}

/// A set of characters that a pattern begins with, and its length: `[^_]`, `[!_]`, `[a-z]`.
fn set(rest: &str) -> Option<(String, usize)> {
    let end = rest.find(']')?;
    let inner = rest.get(1..end)?;
    let (sign, inner) = match inner.strip_prefix(['^', '!']) {
        Some(inner) => ("^/", inner),
        None => ("", inner),
    };
    let is_plain =
        !inner.is_empty() && inner.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'));
    is_plain.then(|| (format!("[{sign}{}]", inner.replace('.', "\\.")), end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_stop_at_slashes_unless_doubled() {
        for (pattern, path, want) in [
            ("_posts/*.html", "_posts/a.html", true),
            ("_posts/*.html", "_posts/b/a.html", false),
            ("_posts/**", "_posts/b/a.html", true),
            ("**/a.md", "a.md", true),
            ("**/a.md", "x/y/a.md", true),
            ("blog/**/*.{md,mdx}", "blog/a/b.mdx", true),
            ("blog/**/*.{md,mdx}", "blog/b.md", true),
            ("a?.md", "ab.md", true),
            ("a?.md", "aé.md", true),
            ("a??.md", "aé.md", false),
            ("a[^_].md", "ab.md", true),
            ("été/*.md", "été/là.md", true),
            ("a.md", "aXmd", false),
        ] {
            assert_eq!(Glob::new(pattern).unwrap().covers(path), want, "{pattern} {path}");
        }
        assert!(Glob::new("").is_none());
        assert!(Glob::new(&"{a,".repeat(300)).is_none() && Glob::new(&"a".repeat(LONGEST + 1)).is_none());
        assert!(Glob::across("*.bak").is_some_and(|glob| glob.covers("a/b.bak") && !glob.covers("a.bake")));
    }
}
