//! What is raised and lowered, in Unicode where every character has a form for it.

const RAISED: &str = "0⁰1¹2²3³4⁴5⁵6⁶7⁷8⁸9⁹+⁺−⁻-⁻=⁼(⁽)⁾aᵃbᵇcᶜdᵈeᵉfᶠgᵍhʰiⁱjʲkᵏlˡmᵐnⁿoᵒpᵖrʳsˢtᵗuᵘvᵛwʷxˣyʸzᶻAᴬBᴮDᴰEᴱGᴳHᴴIᴵJᴶKᴷLᴸMᴹNᴺOᴼPᴾRᴿTᵀUᵁVⱽWᵂβᵝγᵞδᵟθᶿφᵠχᵡ′′";
const LOWERED: &str = "0₀1₁2₂3₃4₄5₅6₆7₇8₈9₉+₊−₋-₋=₌(₍)₎aₐeₑhₕiᵢjⱼkₖlₗmₘnₙoₒpₚrᵣsₛtₜuᵤvᵥxₓβᵦγᵧρᵨφᵩχᵪ";

/// Puts a script behind a text: `^` raises it, `_` lowers it.
pub(super) fn attach(text: &mut String, mark: char, script: &str) {
    let forms = if mark == '^' { RAISED } else { LOWERED };
    while text.ends_with(' ') {
        text.pop();
    }
    let bare: String = script.chars().filter(|c| !c.is_whitespace()).collect();
    let plain = || bare.chars().map(|c| form(forms, c)).collect::<Option<String>>();
    match plain() {
        _ if bare.is_empty() => {}
        Some(formed) => text.push_str(&formed),
        None if bare == "\u{2218}" && mark == '^' => text.push('°'),
        None if bare.chars().all(|c| c == '\u{2032}') => text.push_str(&bare),
        None if bare.chars().count() == 1 => {
            text.push(mark);
            text.push_str(&bare);
            text.push(' ');
        }
        None => {
            text.push(mark);
            text.push('(');
            text.push_str(if bare.contains(',') { &bare } else { script });
            text.push(')');
        }
    }
}

/// Parts what follows from a great sign and its bounds: `∑ᵢ₌₁ⁿ x`.
pub(super) fn part(text: &mut String) {
    let bounds = |c: &char| !c.is_whitespace() && (RAISED.contains(*c) || LOWERED.contains(*c)) && !c.is_ascii();
    let mut back = text.chars().rev().take(24).skip_while(bounds);
    let bounded = text.chars().next_back().is_some_and(|last| bounds(&last));
    if bounded && back.next().is_some_and(|sign| "∑∏∐∫∬∭∮⋃⋂⨁⨂".contains(sign)) {
        text.push(' ');
    }
}

fn form(forms: &str, c: char) -> Option<char> {
    let mut pairs = forms.chars();
    while let (Some(plain), Some(formed)) = (pairs.next(), pairs.next()) {
        if plain == c {
            return Some(formed);
        }
    }
    None
}
