//! References to other posts and files that only the library can resolve: `folio-ref:KIND:ARGUMENT`. Code shows them as
//! they were written.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::find::holds;

/// What may stand unchanged in a link target in Markdown and in HTML.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b'#');

/// The target for a reference of that kind; the argument is percent-encoded.
pub(super) fn target(kind: &str, argument: &str) -> String {
    format!("folio-ref:{kind}:{}", utf8_percent_encode(argument.trim(), KEPT))
}

/// Code without the marks that rewriting left in it: a reference as its argument, an unknown tag as its name. Template
/// languages run in code too, but nobody follows a link there.
pub fn plain(code: &str) -> Cow<'_, str> {
    const REFERENCE: &str = "folio-ref:";
    let hyphen = memchr::memchr(b'-', code.as_bytes());
    if hyphen.is_none() || !holds(code, "folio-") {
        return Cow::Borrowed(code);
    }
    let code = code.replace("<folio-unknown>", "").replace("</folio-unknown>", "");
    let mut out = String::with_capacity(code.len());
    let mut rest = code.as_str();
    while let Some((before, after)) = rest.split_once(REFERENCE) {
        out.push_str(before);
        let end = after.find(|c: char| !c.is_ascii_alphanumeric() && !":/-_.~#%".contains(c)).unwrap_or(after.len());
        let (target, behind) = after.split_at(end);
        match target.split_once(':') {
            Some((_, argument)) => {
                let argument = percent_decode_str(argument).decode_utf8_lossy();
                out.push_str(argument.split_once('?').map_or(&*argument, |(_, page)| page));
            }
            None => out.push_str(&format!("{REFERENCE}{target}")),
        }
        rest = behind;
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_shows_references_as_they_were_written() {
        let made = format!("<a href=\"{}\"> <folio-unknown>‹x›</folio-unknown>", target("ref", "a b.md#c"));
        assert_eq!(plain(&made), "<a href=\"a b.md#c\"> ‹x›");
        assert_eq!(plain("folio-ref: is a word"), "folio-ref: is a word");
    }
}
