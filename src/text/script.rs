//! Raised and lowered characters of Unicode, for superscripts and subscripts on a grid.

/// `text` raised, if Unicode has every character of it raised.
pub fn superscript(text: &str) -> Option<String> {
    text.chars().map(raised).collect()
}

/// `text` lowered, if Unicode has every character of it lowered.
pub fn subscript(text: &str) -> Option<String> {
    text.chars().map(lowered).collect()
}

fn raised(c: char) -> Option<char> {
    pick(c, "0123456789+-−=()abcdefghijklmnoprstuvwxyzVT", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻⱽᵀ")
}

fn lowered(c: char) -> Option<char> {
    pick(c, "0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
}

fn pick(c: char, from: &str, to: &str) -> Option<char> {
    from.chars().zip(to.chars()).find(|(plain, _)| *plain == c).map(|(_, set)| set)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_unicode_has_is_raised_or_lowered() {
        assert_eq!(superscript("12").as_deref(), Some("¹²"));
        assert_eq!(superscript("th").as_deref(), Some("ᵗʰ"));
        assert_eq!(superscript("α"), None);
        assert_eq!(superscript("a b"), None);
        assert_eq!(subscript("2").as_deref(), Some("₂"));
        assert_eq!(subscript("max").as_deref(), Some("ₘₐₓ"));
        assert_eq!(subscript("b"), None);
    }
}
