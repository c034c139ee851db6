//! References to other posts and files that only the library can resolve: `folio-ref:KIND:ARGUMENT`.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What may stand unchanged in a link target in Markdown and in HTML.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b'#');

/// The target for a reference of that kind; the argument is percent-encoded.
pub(super) fn target(kind: &str, argument: &str) -> String {
    format!("folio-ref:{kind}:{}", utf8_percent_encode(argument.trim(), KEPT))
}
