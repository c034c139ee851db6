//! `parse_block_html: true`, an option of kramdown: Markdown in elements that hold blocks, without their asking for it.
//!
//! Which elements hold blocks and which words is kramdown's `HTML_CONTENT_MODEL`.

use super::super::code::CodeMap;
use super::super::find::holds;
use super::super::output::Output;
use super::element::ends;

/// Elements whose content is Markdown.
const PARSED: [&str; 26] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "details",
    "div",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "main",
    "nav",
    "section",
    "summary",
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "body",
    "menu",
    "noscript",
];
/// Elements that keep what is in them as it is, other elements too.
const RAW: [&str; 14] = [
    "pre", "script", "style", "textarea", "table", "ul", "ol", "dl", "center", "object", "iframe", "video", "svg",
    "math",
];

/// Makes such elements ask for Markdown. None if there are none.
pub(in crate::template) fn rewrite(text: &str) -> Option<Output> {
    if !text.starts_with('<') && !holds(text, "\n<") && !holds(text, " <") {
        return None;
    }
    let code = CodeMap::with_indented_html(text);
    let (mut out, mut copied, mut at) = (Output::default(), 0, 0);
    let mut raw: Option<&str> = None;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        if let Some(name) = raw {
            raw = Some(name).filter(|name| !ends(line, name));
            continue;
        }
        let indent = line.len() - line.trim_start_matches(' ').len();
        let tag = line.get(indent..).unwrap_or_default();
        if code.at(start + indent).is_some() {
            continue;
        }
        raw = RAW.into_iter().find(|name| is_start(tag, name) && !ends(line, name));
        let Some(name) = PARSED.into_iter().find(|name| is_start(tag, name)) else { continue };
        if tag.split('>').next().is_some_and(|tag| !tag.contains(" markdown=")) {
            let place = start + indent + 1 + name.len();
            out.copy(text.get(copied..place).unwrap_or_default(), copied);
            out.make(" markdown=\"1\"", place);
            copied = place;
        }
    }
    out.ended(text, copied)
}

/// Whether a text begins with the start tag of an element.
fn is_start(text: &str, name: &str) -> bool {
    let rest =
        text.strip_prefix('<').filter(|rest| rest.get(..name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name)));
    rest.and_then(|rest| rest.get(name.len()..)).is_some_and(|rest| rest.starts_with(['>', ' ', '\n', '\r', '\t']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_that_hold_blocks_ask_for_markdown() {
        for (source, want) in [
            ("<div class=\"a\">\n*b*\n</div>\n", Some("<div markdown=\"1\" class=\"a\">\n*b*\n</div>\n")),
            ("<p>*b*</p>\n", Some("<p markdown=\"1\">*b*</p>\n")),
            ("<div markdown=\"0\">\n*b*\n</div>\n", None),
            (
                "<ul>\n<li>\n<div>*b*</div></li>\n</ul>\n<p>c</p>\n",
                Some("<ul>\n<li>\n<div>*b*</div></li>\n</ul>\n<p markdown=\"1\">c</p>\n"),
            ),
            ("<pre>\n<div>\n</pre>\n", None),
            ("```\n<div>\n```\n", None),
            ("a <div>b</div>\n", None),
            ("<divide>\n", None),
        ] {
            assert_eq!(rewrite(source).map(|out| out.finish(|_| (1, 1)).0).as_deref(), want, "{source}");
        }
    }
}
