//! HTML as kramdown and Python-Markdown read it: a block element up to its own end tag, blank lines or not, and
//! Markdown right behind it; a tag inside of a line starts no block.

use std::ops::Range;

use super::super::code::CodeMap;
use super::super::find::Finder;
use super::super::output::Output;
use super::super::tags::shown::escape;
use super::element::{closes_block, is_block, is_tag, lone_tags, tag_name};
use super::tag_lines;

/// Rewrites HTML so that CommonMark's rules give the same blocks. None if nothing needs to change.
pub(in crate::template) fn rewrite(text: &str) -> Option<Output> {
    if !text.contains('<') {
        return None;
    }
    let code = CodeMap::with_indented_html(text);
    let indented = CodeMap::of(text);
    let ends = Ends::of(text, &code);
    let mut out = Output::default();
    let mut at = 0;
    let mut after_blank = true;
    // Behind HTML, and in what it left open, an indented tag is no code.
    let (mut unclosed, mut behind_html) = (false, false);
    let mut feeds = Finder::new("\n");
    while at < text.len() {
        let line = text.get(at..line_end(text, at, &mut feeds)).unwrap_or_default();
        let rest = line.trim_start_matches([' ', '\t']);
        let indent = line.len() - rest.len();
        let is_free = code.at(at + indent).is_none();
        if is_free
            && indent >= 4
            && (unclosed || behind_html && after_blank && indented.at(at + indent).is_some())
            && is_tag(rest)
        {
            // The tag is looked at again, as if it were not indented.
            at += indent;
            continue;
        }
        // In an item an element is indented, and may hold Markdown all the same.
        let in_item = indent >= 4 && is_free && (after_blank || asking_tag(line).is_some());
        let name = if (indent < 4 || in_item) && is_free { tag_name(rest) } else { None };
        let end = name.filter(|name| is_block(name)).and_then(|name| ends.after(text, name, at + indent));
        unclosed |= end.is_none() && name.is_some_and(is_block);
        let mut stands_alone = false;
        let next = match (name, end) {
            (_, Some(end)) => region(text, at..end, line_end(text, end, &mut feeds), &code, &mut out),
            (Some(name), None) if after_blank && !is_block(name) && lone_tags(line) => {
                stands_alone = lone(text, at, line, &mut out);
                at + line.len()
            }
            _ => {
                out.copy(line, at);
                let next = text.get(at + line.len()..).and_then(|rest| rest.lines().next()).unwrap_or_default();
                if is_free && closes_block(rest) && !next.trim().is_empty() && !next.trim_start().starts_with('<') {
                    // Markdown goes on right behind what held Markdown.
                    out.make("\n", at);
                }
                at + line.len()
            }
        };
        after_blank = line.trim().is_empty() || end.is_some() || stands_alone;
        if !line.trim().is_empty() {
            behind_html = rest.starts_with('<') || rest.trim_end().ends_with('>');
        }
        at = next;
    }
    Some(out)
}

/// Sets code in fences, as templates make it, as HTML, in a text that is all HTML. None if there is none.
pub(in crate::template) fn fences(text: &str) -> Option<Output> {
    if !text.contains("```") {
        return None;
    }
    let code = CodeMap::of(text);
    let (mut out, mut copied, mut at) = (Output::default(), 0, 0);
    for line in text.split_inclusive('\n') {
        let range = code.at(at).filter(|range| range.start == at);
        let fenced = range.and_then(|range| text.get(range.clone())).and_then(Fenced::of);
        if let Some(fenced) = fenced.filter(|_| at >= copied && line.trim_start().starts_with("```")) {
            out.copy(text.get(copied..at).unwrap_or_default(), copied);
            copied = fenced.set(at, &mut out);
        }
        at += line.len();
    }
    out.ended(text, copied)
}

/// One past the line feed at or after a byte.
fn line_end(text: &str, from: usize, feeds: &mut Finder) -> usize {
    feeds.find(text, from).map_or(text.len(), |at| at + 1)
}

/// Copies a block element without blank lines, so that it is one block of HTML; Markdown in it where the author
/// asked for it. `line_end` is where the line ends on which the element does. Answers with the byte to go on from.
fn region(text: &str, element: Range<usize>, line_end: usize, code: &CodeMap, out: &mut Output) -> usize {
    let (start, end) = (element.start, element.end);
    let asked = text.get(element).and_then(asking_tag).map(|at| start + at);
    let last = asked.unwrap_or(end);
    let own = text.get(start..last).unwrap_or_default();
    // In an item every line stands behind the margin that the first one has.
    let margin = own.get(..own.len() - own.trim_start_matches([' ', '\t']).len()).unwrap_or_default();
    let gaps = tag_lines::gaps(own);
    let mut at = start;
    while let Some(line) = text.get(at..last).and_then(|rest| rest.split_inclusive('\n').next()) {
        if gaps.binary_search(&(at - start)).is_ok() {
            at += line.len();
            continue;
        }
        let fence = code.at(at).filter(|range| range.start == at && range.end <= last);
        at = match fence.and_then(|range| text.get(range.clone())).and_then(Fenced::of) {
            Some(fenced) => fenced.set(at, out),
            None => {
                let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
                if line.trim().is_empty() {
                    out.make(&format!("{margin}<!-- -->"), at);
                    copy_line(line, at, out);
                } else if indent < margin.len() {
                    out.make(margin, at);
                    copy_line(line.get(indent..).unwrap_or_default(), at + indent, out);
                } else {
                    copy_line(line, at, out);
                }
                at + line.len()
            }
        };
    }
    if let Some(asked) = asked {
        out.make("\n\n", asked);
        return asked;
    }
    let rest = text.get(end..line_end).unwrap_or_default();
    if rest.trim().is_empty() {
        out.copy(rest, end);
        out.make("\n", line_end);
        line_end
    } else {
        out.make("\n\n", end);
        end + (rest.len() - rest.trim_start().len())
    }
}

/// Copies a line of HTML; an address in angle brackets is no tag.
fn copy_line(line: &str, at: usize, out: &mut Output) {
    let mut copied = 0;
    for (found, _) in line.match_indices("<http").filter(|(found, _)| {
        line.get(found + 5..).is_some_and(|rest| rest.starts_with("://") || rest.starts_with("s://"))
    }) {
        let Some(length) = line.get(found..).and_then(|rest| rest.find('>')) else { break };
        let address = line.get(found + 1..found + length).unwrap_or_default();
        if !address.contains([' ', '"', '<']) {
            out.copy(line.get(copied..found).unwrap_or_default(), at + copied);
            out.make(&format!("<a href=\"{address}\">{address}</a>"), at + found);
            copied = found + length + 1;
        }
    }
    out.copy(line.get(copied..).unwrap_or_default(), at + copied);
}

/// Code in a fence, in HTML: Python-Markdown sets it before it looks for HTML.
struct Fenced<'a> {
    language: &'a str,
    code: &'a str,
    /// Bytes up to the code, and of all.
    from: usize,
    length: usize,
}

impl<'a> Fenced<'a> {
    fn of(written: &'a str) -> Option<Self> {
        let (opening, rest) = written.split_once('\n')?;
        let info = opening.trim_start().trim_start_matches(['`', '~']).trim();
        let is_fence = opening.trim_start().starts_with(['`', '~']);
        let code = rest.trim_end().rsplit_once('\n').map_or("", |(code, _)| code);
        let language = info.split([' ', ',', '{']).next().unwrap_or_default();
        is_fence.then_some(Self { language, code, from: opening.len() + 1, length: written.len() })
    }

    /// Writes it as HTML without blank lines. Answers with the byte behind it.
    fn set(&self, at: usize, out: &mut Output) -> usize {
        if self.language == "math" {
            // A formula that stood in HTML, as it was written there.
            let code = self.code.lines().filter(|line| !line.trim().is_empty()).collect::<Vec<_>>().join("\n");
            out.make(&format!("<p>$$\n{code}\n$$</p>\n"), at);
            return at + self.length;
        }
        let class = match self.language {
            "" => String::new(),
            language => format!(" class=\"language-{}\"", escape(language)),
        };
        out.make(&format!("<pre><code{class}>"), at);
        let mut from = at + self.from;
        for line in self.code.split_inclusive('\n') {
            let words = line.trim_end_matches(['\n', '\r']);
            let made = if words.trim().is_empty() { "<!-- -->".to_owned() } else { escape(words) };
            out.make(&made, from);
            out.copy(line.get(words.len()..).unwrap_or_default(), from + words.len());
            from += line.len();
        }
        out.make("</code></pre>\n", from);
        at + self.length
    }
}

/// One past the first tag that asks for Markdown inside of it.
fn asking_tag(html: &str) -> Option<usize> {
    // Python-Markdown takes the name alone, too (`md_in_html`).
    const MARKS: [&str; 7] = ["=\"1\"", "='1'", "=1", "=\"block\"", "=\"span\"", ">", " "];
    html.match_indices(" markdown").find_map(|(at, name)| {
        let (before, value) = (html.get(..at)?, html.get(at + name.len()..)?);
        let is_in_tag =
            before.rfind(['<', '>']).is_some_and(|mark| before.get(mark..).is_some_and(|it| it.starts_with('<')));
        let is_asking = is_in_tag && MARKS.iter().any(|mark| value.starts_with(mark));
        value.find('>').filter(|_| is_asking).map(|close| at + name.len() + close + 1)
    })
}

/// Keeps a line that is only tags from becoming a block of HTML that swallows the Markdown below it. Answers whether a new block
/// begins behind it.
fn lone(text: &str, at: usize, line: &str, out: &mut Output) -> bool {
    let next = text.get(at + line.len()..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    let trimmed = next.trim_start();
    let starts_html = trimmed.starts_with('<') && (tag_name(trimmed).is_none_or(is_block) || lone_tags(next));
    // What holds nothing, as a line across, would hold what stands below it.
    const EMPTY: [&str; 4] = ["hr", "meta", "link", "param"];
    let is_rule =
        tag_name(line.trim_start()).is_some_and(|name| EMPTY.iter().any(|own| name.eq_ignore_ascii_case(own)));
    let starts_block = trimmed.is_empty()
        || is_rule
        || starts_html
        || trimmed.starts_with(['#', '>', '`', '~', '|'])
        || super::super::code::is_item(next);
    if starts_block {
        out.copy(line, at);
        let parts = !trimmed.is_empty() && (is_rule || !trimmed.starts_with('<'));
        if parts {
            out.make("\n", at);
        }
        parts
    } else {
        out.copy(line.trim_end(), at);
        out.make(" ", at);
        false
    }
}

/// Where elements end: for every start tag of a block the byte behind its end tag, found in one walk.
struct Ends(std::collections::HashMap<usize, usize>);

impl Ends {
    fn of(text: &str, code: &CodeMap) -> Self {
        let mut closes = Finder::new(">");
        let mut ends = std::collections::HashMap::new();
        let mut open: std::collections::HashMap<String, Vec<usize>> = std::collections::HashMap::new();
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(found) = bytes.get(at..).and_then(|rest| memchr::memchr(b'<', rest)) {
            let start = at + found;
            if let Some(range) = code.at(start) {
                at = range.end;
                continue;
            }
            at = start + 1;
            let closing = bytes.get(at) == Some(&b'/');
            let from = if closing { at + 1 } else { at };
            let length = bytes.iter().skip(from).take_while(|byte| byte.is_ascii_alphanumeric()).take(12).count();
            let Some(name) = text.get(from..from + length).filter(|name| is_block(name)) else { continue };
            let waiting = open.entry(name.to_ascii_lowercase()).or_default();
            if !closing {
                waiting.push(start);
            } else if let Some(opened) = waiting.pop() {
                let end = closes.find(text, from).map_or(text.len(), |at| at + 1);
                ends.insert(opened, end);
            }
        }
        Self(ends)
    }

    fn after(&self, text: &str, name: &str, start: usize) -> Option<usize> {
        let end = self.0.get(&start).copied()?;
        // A paragraph or item that is closed far below was probably never closed.
        let lazy = matches!(name.to_ascii_lowercase().as_str(), "p" | "li" | "dd" | "dt" | "td" | "tr" | "th");
        let blank = lazy && text.get(start..end).is_some_and(|part| part.matches("\n\n").count() > 40);
        (!blank).then_some(end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_one_block_to_its_end_and_markdown_where_a_tag_asks_for_it() {
        for (html, wanted) in [
            (
                "<div>\n\n<p>a</p>\n<div markdown=\"1\">*b*</div>\n</div>\n",
                "<div>\n<!-- -->\n<p>a</p>\n<div markdown=\"1\">\n\n*b*</div>\n</div>\n",
            ),
            (
                "<details>\n\n```js\na < b\n\nc\n```\n\n</details>\n",
                "<details>\n<!-- -->\n<pre><code class=\"language-js\">a &lt; b\n<!-- -->\nc</code></pre>\n<!-- -->\n</details>\n\n",
            ),
            (
                "<div>\n<https://a.org/b> <b>\n</div>\n",
                "<div>\n<a href=\"https://a.org/b\">https://a.org/b</a> <b>\n</div>\n\n",
            ),
            ("<div\n\n  a=\"b\">\n<img\n\nc=d>\n</div>\n", "<div\n  a=\"b\">\n<img\nc=d>\n</div>\n\n"),
            ("<br>\n<b>a</b> *c*\n", "<br> <b>a</b> *c*\n"),
            ("<br>\n<br>\n", "<br>\n<br>\n"),
            ("<hr>\n*a*\n", "<hr>\n\n*a*\n"),
            (
                "<meta name=\"a\" />\n<meta name=\"b\" />\n**c** d\n",
                "<meta name=\"a\" />\n\n<meta name=\"b\" />\n\n**c** d\n",
            ),
            ("<div class=\"a\" markdown>\n*a*\n</div>\n", "<div class=\"a\" markdown>\n\n\n*a*\n</div>\n"),
            ("<div markdown=\"1\">\n*a*\n</div>\n- b\n", "<div markdown=\"1\">\n\n\n*a*\n</div>\n\n- b\n"),
            (
                "- a\n\n    <div markdown=\"1\">\n    *b*\n    </div>\n",
                "- a\n\n    <div markdown=\"1\">\n\n\n    *b*\n    </div>\n",
            ),
            ("<div>\n markdown=1> *b*\n</div>\n", "<div>\n markdown=1> *b*\n</div>\n\n"),
            (
                "- a\n\n  <div>\n\n      <b>x</b>\n\n</div>\n- b\n",
                "- a\n\n  <div>\n  <!-- -->\n      <b>x</b>\n  <!-- -->\n  </div>\n\n- b\n",
            ),
            (
                "1.  a\n\n    <div>\n\n        <b>x</b>\n    </div>\n",
                "1.  a\n\n    <div>\n    <!-- -->\n        <b>x</b>\n    </div>\n\n",
            ),
        ] {
            assert_eq!(rewrite(html).unwrap().text, wanted, "{html}");
        }
    }
}
