//! `[words](an address with blanks "a "quoted" title")`: a link to kramdown, Discount and Python-Markdown, words to CommonMark, which
//! asks for `<` and `>` around such an address and for a backslash before such a sign.

use super::super::code::CodeMap;
use super::super::output::Output;

/// Bytes of the words and of the address at most, each.
const LONGEST: usize = 1_000;

/// Puts the signs around such addresses. None if there are none. A title that never ends makes words of the link, as in kramdown
/// (`parse_link`).
pub(in crate::template) fn rewrite(text: &str) -> Option<Output> {
    pass(text, Unended::IsWords)
}

/// As [`rewrite`], where a title that never ends is a part of the address.
pub(in crate::template) fn rewrite_python(text: &str) -> Option<Output> {
    pass(text, Unended::IsAddress)
}

/// What a title that never ends makes of a link.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unended {
    IsWords,
    IsAddress,
}

fn pass(text: &str, unended: Unended) -> Option<Output> {
    let mut places = memchr::memmem::find_iter(text.as_bytes(), "](").peekable();
    places.peek()?;
    let code = CodeMap::of(text);
    let (mut out, mut copied) = (Output::default(), 0);
    for at in places {
        let Some((address, title)) = text.get(at + 2..).and_then(|rest| inside(rest, unended)) else { continue };
        let quoted = title.and_then(|title| escaped(title.trim()));
        let has_blank = address.trim().contains([' ', '\t']);
        let is_read = quoted.is_some() || has_blank;
        if !is_read || at < copied || code.at(at).is_some() || !is_opened(text.get(..at).unwrap_or_default()) {
            continue;
        }
        let start = at + 2;
        out.copy(text.get(copied..start).unwrap_or_default(), copied);
        out.make(&if has_blank { format!("<{}>", address.trim()) } else { address.trim().to_owned() }, start);
        copied = start + address.len();
        if let Some(title) = title {
            out.make(&format!(" {}", quoted.as_deref().unwrap_or(title.trim())), copied);
            copied += title.len();
        }
    }
    out.ended(text, copied)
}

/// The address and the title, with its quotation marks, between a text's start and the bracket that closes it. A title goes
/// on to the first of its signs with a bracket behind it (kramdown, `LINK_INLINE_TITLE_RE`).
fn inside(text: &str, unended: Unended) -> Option<(&str, Option<&str>)> {
    let mut depth = 0_u32;
    let mut before = '(';
    let mut title: Option<(usize, char)> = None;
    let mut without_title = None;
    for (at, c) in text.char_indices().take_while(|(at, _)| *at < LONGEST) {
        match (c, title) {
            ('\n', _) => break,
            ('<' | '>', None) => return None,
            ('"' | '\'', None) if before.is_whitespace() => title = Some((at, c)),
            ('(', _) => depth += 1,
            (')', Some((start, quote))) if text.get(start + 1..at)?.trim_end().ends_with(quote) => {
                return Some((text.get(..start)?, Some(text.get(start..at)?)));
            }
            (')', _) if depth > 0 => depth -= 1,
            (')', None) => return Some((text.get(..at)?, None)),
            (')', Some(_)) => without_title = without_title.or(Some((text.get(..at)?, None))),
            _ => {}
        }
        before = c;
    }
    without_title.filter(|_| unended == Unended::IsAddress)
}

/// A title whose own signs are escaped; none if there are none in it.
fn escaped(title: &str) -> Option<String> {
    let quote = title.chars().next()?;
    let inner = title.strip_prefix(quote)?.strip_suffix(quote)?;
    let bare = inner.replace(&format!("\\{quote}"), "");
    let entity = if quote == '"' { "&quot;" } else { "&#39;" };
    bare.contains(quote).then(|| format!("{quote}{}{quote}", inner.replace(quote, entity)))
}

/// Whether the bracket behind a text was opened in it, in the same paragraph, and not as the label of a link before it.
fn is_opened(text: &str) -> bool {
    let mut depth = 0_u32;
    let mut lines = text.rsplit('\n').take(8).enumerate();
    let inside = lines.find_map(|(place, line)| {
        if place > 0 && line.trim().is_empty() || line.len() > LONGEST * 8 {
            return Some(false);
        }
        for (at, byte) in line.bytes().enumerate().rev() {
            match byte {
                b']' => depth += 1,
                b'[' if depth == 0 => return Some(!line.get(..at).is_some_and(|before| before.ends_with(']'))),
                b'[' => depth -= 1,
                _ => {}
            }
        }
        None
    });
    inside.unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_may_hold_blanks() {
        for (source, want) in [
            ("[a](b c.html)", Some("[a](<b c.html>)")),
            ("![a](/my pic (1).png \"T\") x", Some("![a](</my pic (1).png> \"T\") x")),
            ("[a [b] c](d e 'f g') [h](i j)", Some("[a [b] c](<d e> 'f g') [h](<i j>)")),
            ("[a](b \"c d\")", None),
            ("[a](b \"c \"d\" e\")", Some("[a](b \"c &quot;d&quot; e\")")),
            ("[a](b 'it's' )", Some("[a](b 'it&#39;s')")),
            ("[a](b \"c \\\"d\")", None),
            ("[a](b \"c :-)\") d", None),
            ("[a](b 'c d) e 'f' g", None),
            ("[a](b \"c :-) \"d\" e\") f (\"g\")", Some("[a](b \"c :-) &quot;d&quot; e\") f (\"g\")")),
            ("[a](say \"c\" d)", None),
            ("[a]( b )", None),
            ("[a](<b c>)", None),
            ("`[a](b c)`", None),
            ("a](b c)", None),
            ("[a][2]([b c][3] d)", None),
            ("[a\n\nb](c d)", None),
            ("[a](b\nc)", None),
        ] {
            assert_eq!(rewrite(source).map(|out| out.finish(|_| (1, 1)).0).as_deref(), want, "{source}");
        }
        let source = "[a](say \"c\" d)";
        let made = rewrite_python(source).map(|out| out.finish(|_| (1, 1)).0);
        assert_eq!(made.as_deref(), Some("[a](<say \"c\" d>)"));
    }
}
