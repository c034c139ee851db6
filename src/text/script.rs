//! What letters of a script can be: raised and lowered, for superscripts and subscripts on a grid, and slanted.

/// `text` raised, if Unicode has every character of it raised.
pub fn superscript(text: &str) -> Option<String> {
    text.chars().map(raised).collect()
}

/// `text` lowered, if Unicode has every character of it lowered.
pub fn subscript(text: &str) -> Option<String> {
    text.chars().map(lowered).collect()
}

/// Whether a text has letters of scripts that are not slanted: Hebrew, Arabic and their kin, those of India and Southeast
/// Asia, Chinese, Japanese, Korean.
pub fn is_upright(text: &str) -> bool {
    let upright = |c: char| {
        matches!(c, '\u{590}'..='\u{109f}' | '\u{1100}'..='\u{11ff}' | '\u{1780}'..='\u{18af}' | '\u{2e80}'..='\u{a4cf}'
            | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{fb1d}'..='\u{fdff}'
            | '\u{fe70}'..='\u{fefe}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
    };
    !text.is_ascii() && text.chars().any(upright)
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
