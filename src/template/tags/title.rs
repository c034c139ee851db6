//! Titles of notes and folds, which are Markdown in a line: code, links and strong words become HTML there, where nobody
//! reads Markdown again.

use super::shown::{escape, is_address};

/// Bytes of a title that is read; a longer one is shown as it stands.
const LONGEST: usize = 400;

/// A title as HTML.
pub(in crate::template) fn html(title: &str) -> String {
    if title.len() > LONGEST {
        return escape(title);
    }
    let mut made = String::with_capacity(title.len() + 16);
    let mut rest = title;
    while let Some(at) = rest.find(['`', '*', '[']) {
        let (before, after) = rest.split_at(at);
        made.push_str(&escape(before));
        let (words, length) = code(after).or_else(|| link(after)).or_else(|| strong(after)).unwrap_or_else(|| {
            let length = after.chars().next().map_or(0, char::len_utf8);
            (escape(after.get(..length).unwrap_or_default()), length)
        });
        made.push_str(&words);
        rest = after.get(length..).unwrap_or_default();
    }
    made.push_str(&escape(rest));
    made
}

/// What stands between a mark and the next of its kind, and how long all of it is.
fn between<'t>(text: &'t str, mark: &str) -> Option<(&'t str, usize)> {
    let inner = text.strip_prefix(mark)?;
    let end = inner.find(mark)?;
    let words = inner.get(..end)?;
    let is_tight = !words.is_empty() && !words.starts_with(' ') && !words.ends_with(' ');
    is_tight.then_some((words, end + 2 * mark.len()))
}

fn code(text: &str) -> Option<(String, usize)> {
    let (words, length) = between(text, "`")?;
    Some((format!("<code>{}</code>", escape(words)), length))
}

fn strong(text: &str) -> Option<(String, usize)> {
    let (element, (words, length)) =
        between(text, "**").map(|found| ("strong", found)).or_else(|| Some(("em", between(text, "*")?)))?;
    Some((format!("<{element}>{}</{element}>", escape(words)), length))
}

fn link(text: &str) -> Option<(String, usize)> {
    let (words, rest) = text.strip_prefix('[')?.split_once("](")?;
    let (href, rest) = rest.split_once(')')?;
    let is_link = !words.contains(['[', ']']) && (is_address(href) || href.starts_with(['#', '.']));
    is_link.then(|| (format!("<a href=\"{}\">{}</a>", escape(href), escape(words)), text.len() - rest.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_in_titles_are_read() {
        for (title, want) in [
            ("A **bold** & `code`", "A <strong>bold</strong> &amp; <code>code</code>"),
            ("*i* [l](https://a.b) 2 * 3 * 4", "<em>i</em> <a href=\"https://a.b\">l</a> 2 * 3 * 4"),
            ("[not] a [link](x y", "[not] a [link](x y"),
            ("a ` b", "a ` b"),
        ] {
            assert_eq!(html(title), want, "{title}");
        }
    }
}
