//! Formulas of chemistry as `\ce{…}` has them (the manual of mhchem): numbers behind letters are lowered, charges raised.

use super::macros::group;
use super::{script, symbol};

/// Arrows, longest first.
const ARROWS: [(&str, &str); 6] = [
    ("<=>", "\u{21cc}"),
    ("<-->", "\u{27f7}"),
    ("<->", "\u{2194}"),
    ("->", "\u{2192}"),
    ("<-", "\u{2190}"),
    ("==", "="),
];

/// A reaction or a substance.
pub(super) fn shown(source: &str) -> String {
    let (mut made, mut rest) = (String::with_capacity(source.len()), source);
    while let Some(c) = rest.chars().next() {
        let behind = rest.get(c.len_utf8()..).unwrap_or_default();
        if let Some((sign, arrow)) = ARROWS.iter().find(|(sign, _)| rest.starts_with(sign)) {
            symbol::spaced(&mut made, arrow);
            rest = rest.get(sign.len()..).unwrap_or_default();
            continue;
        }
        let is_bound = made.ends_with(|c: char| c.is_alphabetic() || matches!(c, ')' | ']'));
        let ends = behind.is_empty() || behind.starts_with([' ', '}', ')', ']']);
        rest = match c {
            '^' | '_' => {
                let end = behind.find(|c: char| !(c.is_ascii_alphanumeric() || "+-.".contains(c)));
                let (inner, rest) = group(behind).unwrap_or_else(|| behind.split_at(end.unwrap_or(behind.len())));
                script::attach(&mut made, c, inner);
                rest
            }
            '0'..='9' if is_bound => {
                let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
                let (number, rest) = rest.split_at(digits);
                script::attach(&mut made, '_', number);
                rest
            }
            '+' | '-' if ends && !made.is_empty() && !made.ends_with(' ') => {
                script::attach(&mut made, '^', c.encode_utf8(&mut [0; 4]));
                behind
            }
            '$' | '{' | '}' => behind,
            ' ' if made.ends_with(' ') => behind,
            c => {
                made.push(c);
                behind
            }
        };
    }
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn substances_and_reactions() {
        for (source, want) in [
            ("H2O", "H₂O"),
            ("2H2 + O2 -> 2H2O", "2H₂ + O₂ → 2H₂O"),
            ("SO4^2-", "SO₄²⁻"),
            ("Na+ + Cl- <=> NaCl", "Na⁺ + Cl⁻ ⇌ NaCl"),
            ("Ca(OH)2", "Ca(OH)₂"),
            ("^{14}C", "¹⁴C"),
        ] {
            assert_eq!(shown(source), want, "{source}");
        }
    }
}
