//! Tags with a prefix, `<o:p>`, `<st1:place>`, `<typo:code lang="x">`, as word processors and older blogs leave them: elements to
//! kramdown, Python-Markdown and RedCloth, which nothing shows; words or links to CommonMark.

use super::super::code::CodeMap;
use super::super::output::Output;

/// Bytes of a tag at most.
const LONGEST: usize = 400;
/// Prefixes that are schemes of links.
const SCHEMES: [&str; 11] = ["http", "https", "ftp", "ftps", "mailto", "xmpp", "irc", "tel", "sms", "news", "urn"];

/// Leaves such tags out, and what is inside in. None if there are none.
pub(in crate::template) fn rewrite(text: &str) -> Option<Output> {
    let places = memchr::memchr_iter(b'<', text.as_bytes());
    let mut tags = places.filter_map(|at| Some((at, length(text.get(at..)?)?))).peekable();
    tags.peek()?;
    let code = CodeMap::of(text);
    let (mut out, mut copied) = (Output::default(), 0);
    for (at, length) in tags.filter(|(at, _)| code.at(*at).is_none()) {
        if at >= copied {
            out.copy(text.get(copied..at).unwrap_or_default(), copied);
            copied = at + length;
        }
    }
    out.ended(text, copied)
}

/// The bytes of such a tag at the start of a text; none if it is something else.
fn length(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('<')?;
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    let prefix = word(inner)?;
    let rest = inner.get(prefix.len()..)?.strip_prefix(':')?;
    let rest = rest.get(word(rest)?.len()..)?;
    let end = rest.bytes().take(LONGEST).position(|byte| matches!(byte, b'>' | b'<'))?;
    let closes = rest.as_bytes().get(end) == Some(&b'>');
    let is_tag = rest.starts_with(['>', '/', ' ', '\n', '\t']) && closes;
    let is_scheme = SCHEMES.iter().any(|scheme| scheme.eq_ignore_ascii_case(prefix));
    (is_tag && !is_scheme).then(|| text.len() - rest.len() + end + 1)
}

/// The letters and digits at the start of a text, of which the first is a letter.
fn word(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(text.len());
    text.get(..end).filter(|word| word.starts_with(|c: char| c.is_ascii_alphabetic()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_with_a_prefix_are_left_out() {
        for (source, want) in [
            ("a<o:p></o:p> b", Some("a b")),
            ("<typo:code lang=\"ruby\">\nx\n</typo:code>", Some("\nx\n")),
            ("<g:plusone size=\"small\" />", Some("")),
            ("`<o:p>` <o:p>", Some("`<o:p>` ")),
            ("<http://a.b> <mailto:a@b.c>", None),
            ("std::map<std::string> a<b:c", None),
            ("x <a:b@c>", None),
        ] {
            assert_eq!(rewrite(source).map(|out| out.finish(|_| (1, 1)).0).as_deref(), want, "{source}");
        }
    }
}
