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

/// The form by which names and titles stand in order: folded, and numbers in them by how much they are, so that 2 comes before 10.
pub fn in_order(name: &str) -> String {
    let folded = fold(name);
    let mut key = String::with_capacity(folded.len() + 2);
    let mut rest = folded.as_str();
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, number) = rest.split_at(at);
        let (digits, after) = number.split_at(number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len()));
        let digits = digits.trim_start_matches('0');
        // How many digits there are, as digits that are themselves in order, comes first.
        let (nines, left) = (digits.len() / 9, digits.len() % 9);
        key.push_str(before);
        key.extend(std::iter::repeat_n('9', nines));
        key.push(char::from_digit(u32::try_from(left).unwrap_or(0), 10).unwrap_or('0'));
        key.push_str(digits);
        rest = after;
    }
    key.push_str(rest);
    key
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
    fn numbers_in_names_are_in_order() {
        let sorted = [
            "Group",
            "group 0",
            "Group 1",
            "group 002 b",
            "group 2 c",
            "group 10",
            "group 999999999",
            "group 1000000000",
            "group 9999999999999999999999",
            "group x",
            "日 9",
            "日 10",
        ];
        let mut names = sorted;
        names.reverse();
        names.sort_by_key(|name| in_order(name));
        assert_eq!(names, sorted);
    }

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
