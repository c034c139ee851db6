//! Posts about one page elsewhere, whose head names it (`link:`, `external-url:`): themes of Jekyll and Octopress make a link of
//! the title, which no reader of the post's words would see.

use super::find::holds;
use super::output::Output;
use super::tags::shown::escape;
use super::{Markup, Reading};

/// Keys of the address, by Minimal Mistakes, So Simple and Octopress' linklog.
const KEYS: [&str; 3] = ["page.link", "page.external-url", "page.external_url"];

/// Puts the link above the words. None if the head names none, or the words link there.
pub(super) fn rewrite(body: &str, reading: &Reading) -> Option<Output> {
    let is_read = reading.markup.is_markdown() || reading.markup == Markup::Html;
    let href = KEYS.iter().find_map(|key| reading.values.get(key)).map(str::trim).filter(|_| is_read)?;
    let shown = href.strip_prefix("https://").or_else(|| href.strip_prefix("http://"))?;
    if href.contains(char::is_whitespace) || holds(body, shown) {
        return None;
    }
    let mut out = Output::default();
    out.make(&format!("<p><a href=\"{}\">{}</a></p>\n\n", escape(href), escape(shown.trim_end_matches('/'))), 0);
    out.copy(body, 0);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::TemplateValues;

    #[test]
    fn what_a_post_is_about_is_linked_above_its_words() {
        for (key, href, body, want) in [
            ("page.link", "http://a.b/c/", "Words", Some("<p><a href=\"http://a.b/c/\">a.b/c</a></p>\n\nWords")),
            ("page.external-url", "https://a.b", "x", Some("<p><a href=\"https://a.b\">a.b</a></p>\n\nx")),
            ("page.link", "https://a.b/c", "See [it](http://a.b/c).", None),
            ("page.link", "/about/", "x", None),
            ("page.other", "http://a.b", "x", None),
        ] {
            let values = TemplateValues::from_iter([(key, href)]);
            let made = rewrite(body, &Reading { values, ..Reading::default() });
            assert_eq!(made.map(|out| out.text).as_deref(), want, "{href}");
        }
    }
}
