//! A post that is written to standard input: its bytes, and what its file would be called. Knows nothing of blogs.

use std::io::{self, Read as _};

/// What stands for standard input in the place of a post.
pub(super) const NAME: &str = "-";

/// Bytes that are looked at to tell what a post is written in.
const HEAD: usize = 4 * 1024;

/// Reads at most so many bytes, and how many more there are to be told of: 0 or 1.
///
/// # Errors
/// If nothing can be read.
pub(super) fn read(most: usize) -> io::Result<(Vec<u8>, usize)> {
    let mut bytes = Vec::new();
    io::stdin().lock().take(most as u64 + 1).read_to_end(&mut bytes)?;
    let more = bytes.len().saturating_sub(most);
    bytes.truncate(most);
    Ok((bytes, more))
}

/// The name that tells what a post is written in: Markdown, unless it begins as only another format does.
pub(super) fn file_name(bytes: &[u8]) -> &'static str {
    let head = String::from_utf8_lossy(bytes.get(..HEAD).unwrap_or(bytes)).to_ascii_lowercase();
    let mut lines = head.trim_start_matches('\u{feff}').lines().map(str::trim_end).filter(|line| !line.is_empty());
    let (first, second) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    let third = lines.next().unwrap_or_default();
    match first {
        _ if first.starts_with("<!doctype html") || first.starts_with("<html") => "stdin.html",
        _ if first.starts_with('{') && head.contains("\"cells\"") => "stdin.ipynb",
        _ if first.starts_with("#+") && first.contains(':') => "stdin.org",
        _ if first.starts_with("= ") => "stdin.adoc",
        _ if first.starts_with(".. ") => "stdin.rst",
        // Markdown may have such a title, and never a field below it.
        _ if is_line(second) && is_field(third) || first == third && is_line(first) && !is_line(second) => "stdin.rst",
        _ => "stdin.md",
    }
}

/// A line of one mark only, as reStructuredText draws below its titles.
fn is_line(line: &str) -> bool {
    let mark = line.chars().next().filter(|mark| "=#\"^".contains(*mark));
    line.len() > 2 && mark.is_some_and(|mark| line.chars().all(|c| c == mark))
}

/// `:date: 2020-01-01`.
fn is_field(line: &str) -> bool {
    line.strip_prefix(':').and_then(|rest| rest.split_once(':')).is_some_and(|(name, _)| !name.contains(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_post_tells_by_its_first_lines_what_it_is_written_in() {
        for (text, name) in [
            ("", "stdin.md"),
            ("---\ntitle: A\n---\n# B\n", "stdin.md"),
            ("Title\n=====\n\nText.\n", "stdin.md"),
            ("# A\n", "stdin.md"),
            ("{% include a.md %}\n", "stdin.md"),
            ("***\n\n***\n\n***\n", "stdin.md"),
            ("~~~\ncode\n~~~\n", "stdin.md"),
            ("\u{feff}<!DOCTYPE html>\n<p>a", "stdin.html"),
            ("{\n \"cells\": []}", "stdin.ipynb"),
            ("#+TITLE: A\n", "stdin.org"),
            ("= A\nAnn Author\n", "stdin.adoc"),
            ("Title\n=====\n\n:date: 2020-01-01\n", "stdin.rst"),
            ("=====\nTitle\n=====\n", "stdin.rst"),
            (".. title: A\n", "stdin.rst"),
        ] {
            assert_eq!(file_name(text.as_bytes()), name, "{text:?}");
        }
    }
}
