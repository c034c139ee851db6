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
        Some(formed) if !has_words(script) => text.push_str(&formed),
        _ if bare == "\u{2218}" && mark == '^' => text.push('°'),
        _ if bare.chars().all(|c| c == '\u{2032}') => text.push_str(&bare),
        _ if is_bracketed(&bare) || bare == "**" => {
            text.push(mark);
            text.push_str(&bare);
        }
        _ if bare.chars().count() == 1 => {
            text.push(mark);
            text.push_str(&bare);
            text.push(' ');
        }
        _ => {
            text.push(mark);
            text.push('(');
            let is_list = bare.contains(',') && !bare.contains(['<', '>', '=', '\u{2264}', '\u{2265}', '\u{2208}']);
            text.push_str(if is_list { &bare } else { script });
            text.push(')');
        }
    }
}

/// Whether a character is raised or lowered.
pub(super) fn is_form(c: char) -> bool {
    let is_in = |forms: &str| forms.chars().skip(1).step_by(2).any(|formed| formed == c);
    !c.is_ascii() && c != '\u{2032}' && (is_in(RAISED) || is_in(LOWERED))
}

/// Whether a script has brackets of its own.
fn is_bracketed(script: &str) -> bool {
    let inner = script.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    inner.is_some_and(|inner| !inner.contains(['[', ']']))
}

/// Whether two words stand in a script, which would be one without their blank.
fn has_words(script: &str) -> bool {
    let mut words = script.split_whitespace();
    let is_word = |word: &str| word.chars().all(char::is_alphanumeric);
    words.next().is_some_and(is_word) && words.next().is_some_and(is_word)
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
