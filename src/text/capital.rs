//! A capital at the start of words that become a sentence or a heading. Knows no language.

/// The text with its first letter in capitals, the rest as it is. A letter may become two (`ß`).
pub fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_letter_alone_is_a_capital() {
        for (text, want) in [("", ""), ("a bC", "A bC"), ("éa", "Éa"), ("ßa", "SSa"), ("日本", "日本")] {
            assert_eq!(capitalized(text), want);
        }
    }
}
