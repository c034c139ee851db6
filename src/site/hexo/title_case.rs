//! Titles with capitals, where a Hexo site asks for them (`titlecase`): the rule of the package of that name, which Hexo uses
//! (`filter/before_post_render/titlecase.js`).

use std::sync::LazyLock;

use regex::Regex;

/// Words that stay small inside of a title.
const SMALL: [&str; 21] = [
    "a", "an", "and", "as", "at", "but", "by", "en", "for", "if", "in", "nor", "of", "on", "or", "per", "the", "to",
    "via", "v", "vs",
];

/// A title with capitals.
pub(super) fn of(title: &str) -> String {
    static WORD: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"[A-Za-z0-9À-ÿ]+[^\s-]*").ok());
    let Some(words) = WORD.as_ref() else { return title.to_owned() };
    let cased = words.replace_all(title, |found: &regex::Captures<'_>| {
        let Some(word) = found.get(0) else { return String::new() };
        let (before, after) =
            (title.get(..word.start()).unwrap_or_default(), title.get(word.end()..).unwrap_or_default());
        let mut last = before.chars().rev();
        let (one, two) = (last.next(), last.next());
        let is_inside = !before.is_empty() && !after.is_empty();
        let small = word.as_str().to_ascii_lowercase();
        let is_small = SMALL.contains(&small.strip_suffix('.').filter(|it| it.starts_with('v')).unwrap_or(&small));
        let is_apart = one.is_some_and(|c| c.is_whitespace() || c == '-');
        if is_inside && is_small && two != Some(':') && (!after.starts_with('-') || one == Some('-')) && is_apart {
            return small;
        }
        let rest: String = word.as_str().chars().skip(1).collect();
        // `iPhone` and `example.com` stay as they are.
        let has_capital = rest.bytes().any(|byte| byte.is_ascii_uppercase());
        if has_capital || rest.find('.').is_some_and(|dot| dot + 1 < rest.len()) {
            return word.as_str().to_owned();
        }
        let first: String = word.as_str().chars().take(1).flat_map(char::to_uppercase).collect();
        first + &rest
    });
    cased.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the package answers.
    #[test]
    fn titles_get_capitals() {
        for (title, want) in [
            ("the end of a story", "The End of a Story"),
            ("what is it for", "What Is It For"),
            (
                "iPhone vs. example.com: a test-drive and on-the-fly",
                "iPhone vs. example.com: A Test-Drive and On-the-Fly",
            ),
            ("élan vital", "Élan Vital"),
            ("日本 and so", "日本 and So"),
        ] {
            assert_eq!(of(title), want);
        }
    }
}
