//! Identity of names: two spellings that differ in case or in Unicode composition only are one name.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// The form under which names are compared: letters folded by case, composed (NFC), outer blanks cut.
pub fn fold(name: &str) -> String {
    let name = name.trim();
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    name.nfc().flat_map(fold_char).nfc().collect()
}

/// Whether two spellings are one name.
pub fn same(a: &str, b: &str) -> bool {
    if a.is_ascii() && b.is_ascii() {
        return a.trim().eq_ignore_ascii_case(b.trim());
    }
    fold(a) == fold(b)
}

/// Composed (NFC), as most text is already.
pub fn composed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

/// Upper and then lower case is Unicode's full case folding, but for the dotless i, which is a letter of its own.
fn fold_char(c: char) -> impl Iterator<Item = char> {
    let keep = (c == 'ı').then_some(c);
    let folded = (c != 'ı').then(|| c.to_uppercase().flat_map(char::to_lowercase));
    keep.into_iter().chain(folded.into_iter().flatten())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name() {
        for (a, b) in [("Rust", " rust "), ("É", "e\u{301}"), ("Straße", "STRASSE"), ("ΟΔΟΣ", "οδος"), ("ÜBER", "über")]
        {
            assert!(same(a, b), "{a} {b}");
        }
        for (a, b) in [("c", "c++"), ("ı", "i"), ("resume", "résumé"), ("日", "本")] {
            assert!(!same(a, b), "{a} {b}");
        }
    }
}
