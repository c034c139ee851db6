//! Blank lines in tags, as templates leave them between attributes: a part of the tag to kramdown (`HTML_TAG_RE`) and
//! Python-Markdown, the end of the HTML to CommonMark.

use super::super::near::up_to;

/// Bytes of a tag at most: templates leave many blanks between its attributes.
const LONGEST: usize = 8 << 10;

/// The first bytes of blank lines that stand within tags of an element, in order.
pub(super) fn gaps(html: &str) -> Vec<usize> {
    let (mut gaps, mut at) = (Vec::new(), 0);
    while let Some(found) = html.as_bytes().get(at..).and_then(|rest| memchr::memchr(b'<', rest)) {
        let start = at + found;
        at = start + 1;
        let Some(length) = html.get(start..).and_then(|rest| tag(up_to(rest, LONGEST))) else { continue };
        at = start + length;
        let mut from = start;
        for line in html.get(start..at).unwrap_or_default().split_inclusive('\n') {
            gaps.extend(line.trim().is_empty().then_some(from));
            from += line.len();
        }
    }
    gaps
}

/// How long the start tag is that a text begins with.
fn tag(text: &str) -> Option<usize> {
    let mut rest = text.strip_prefix('<')?;
    rest = rest.get(name(rest)?..)?;
    loop {
        let next = rest.trim_start();
        if let Some(after) = next.strip_prefix("/>").or_else(|| next.strip_prefix('>')) {
            return Some(text.len() - after.len());
        }
        if next.len() == rest.len() {
            return None;
        }
        rest = next.get(name(next)?..)?;
        if let Some(value) = rest.trim_start().strip_prefix('=') {
            let value = value.trim_start();
            let end = match value.chars().next()? {
                quote @ ('"' | '\'') => value.get(1..)?.find(quote)? + 2,
                _ => value.find(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '=' | '<' | '>' | '`'))?,
            };
            rest = value.get(end..).filter(|_| end > 0)?;
        }
    }
}

/// How long the name of an element or attribute is.
fn name(text: &str) -> Option<usize> {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b':' | b'-' | b'.' | b'@');
    let length = text.bytes().take_while(is_part).count();
    text.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '_' | ':' | '@')).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_goes_on_over_blank_lines() {
        for (html, want) in [
            ("<img\n  src=\"a\"\n  \n\n  alt='b > c'\n\n  data-x />\n\nd", vec![15, 18, 33]),
            ("<figure\n\n>\n<b\nc=d\n\n>", vec![8, 18]),
            ("a < b\n\nc > d", vec![]),
            ("<a\n\n*b* >", vec![]),
            ("<a b=\"\n\n", vec![]),
            ("<a\nb>", vec![]),
        ] {
            assert_eq!(gaps(html), want, "{html}");
        }
    }
}
