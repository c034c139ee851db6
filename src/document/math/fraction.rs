//! Fractions and roots on one line: brackets where a reader could take another part for what is divided.

use super::script;

/// Two sides of a stroke: the fraction's own character where there is one.
pub(super) fn fraction(above: &str, below: &str) -> String {
    let (above, below) = (above.trim(), below.trim());
    const OWN: &[(&str, &str, &str)] = &[
        ("1", "2", "½"),
        ("1", "3", "⅓"),
        ("2", "3", "⅔"),
        ("1", "4", "¼"),
        ("3", "4", "¾"),
        ("1", "5", "⅕"),
        ("1", "6", "⅙"),
        ("1", "8", "⅛"),
        ("1", "10", "⅒"),
    ];
    let own = OWN.iter().find(|(over, under, _)| *over == above && *under == below);
    let parted = || {
        let above = if is_parted(above) { format!("({above})") } else { above.to_owned() };
        format!("{above}/{}", held(below))
    };
    own.map_or_else(parted, |(_, _, own)| (*own).to_owned())
}

pub(super) fn root(index: Option<&str>, inner: &str) -> String {
    let inner = held(inner.trim());
    match index.map(str::trim) {
        None | Some("" | "2") => format!("\u{221a}{inner}"),
        Some("3") => format!("\u{221b}{inner}"),
        Some("4") => format!("\u{221c}{inner}"),
        Some(index) => {
            let mut raised = String::new();
            script::attach(&mut raised, '^', index);
            format!("{raised}\u{221a}{inner}")
        }
    }
}

/// A part in brackets, unless it holds together by itself.
pub(super) fn held(part: &str) -> String {
    if is_atom(part) { part.to_owned() } else { format!("({part})") }
}

/// Whether a stroke stands outside of all brackets.
pub(super) fn has_stroke(part: &str) -> bool {
    outside(part).any(|c| c == '/')
}

/// Whether signs or blanks outside of all brackets part it, or nothing is there.
fn is_parted(part: &str) -> bool {
    part.is_empty() || outside(part).any(|c| c.is_whitespace() || matches!(c, '/' | '+' | '\u{2212}' | '='))
}

/// The characters outside of all brackets.
fn outside(part: &str) -> impl Iterator<Item = char> {
    let mut depth = 0_usize;
    part.chars().filter(move |c| {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ => return depth == 0,
        }
        false
    })
}

/// Whether something is one thing with its scripts: a number, a letter, a word, `f(x)`, `dx`, `∂x²`.
fn is_atom(part: &str) -> bool {
    let part = part.trim_start_matches(['\u{221a}', '\u{221b}', '\u{221c}']);
    let Some(first) = part.chars().next() else { return false };
    let rest = match first {
        '(' | '[' | '{' | '|' | '\u{2016}' => return behind_bracket(part).is_some_and(str::is_empty),
        '0'..='9' => part.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.'),
        'd' | '\u{2202}' => {
            let behind = scripts(part.get(first.len_utf8()..).unwrap_or_default());
            let mut letters = behind.chars();
            let is_letter = letters.next().is_some_and(char::is_alphabetic);
            if is_letter { letters.as_str() } else { behind }
        }
        _ => {
            // Three letters are a word rather than a product.
            let word = part.len() - part.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
            let length = if word >= 3 { word } else { first.len_utf8() };
            part.get(length..).unwrap_or_default()
        }
    };
    let behind = scripts(rest);
    let is_faculty = rest.get(..rest.len() - behind.len()).is_some_and(|scripts| scripts.contains('!'));
    let rest = behind;
    rest.is_empty()
        || !is_faculty && rest.starts_with('(') && behind_bracket(rest).is_some_and(|rest| scripts(rest).is_empty())
}

/// What stands behind the bracket that a text begins with.
fn behind_bracket(text: &str) -> Option<&str> {
    let bar = text.chars().next().filter(|c| matches!(c, '|' | '\u{2016}'));
    if let Some(bar) = bar {
        return text.get(bar.len_utf8()..)?.split_once(bar).map(|(_, rest)| rest);
    }
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if depth == 0 {
            return text.get(at + c.len_utf8()..);
        }
    }
    None
}

/// A text without the scripts, accents and strokes that it begins with.
fn scripts(mut text: &str) -> &str {
    loop {
        let bare = text.trim_start_matches(|c: char| {
            script::is_form(c) || matches!(c, '\u{300}'..='\u{36f}' | '\u{20d0}'..='\u{20ff}' | '\u{2032}' | '!')
        });
        let Some(script) = bare.strip_prefix(['^', '_']) else { return bare };
        let length = script.chars().next().map_or(0, char::len_utf8);
        text = match script.starts_with(['(', '[']) {
            true => behind_bracket(script).unwrap_or_default(),
            false => script.get(length..).unwrap_or_default(),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_holds_together_needs_no_brackets() {
        for part in [
            "a", "12.5", "xᵢ²", "x^(a_b)", "dx", "∂x²", "d²", "f(x)", "(a + b)", "|x|", "σ²", "n!", "total", "x̂ₙ",
            "√dₖ",
        ] {
            assert!(is_atom(part), "{part}");
        }
        for part in ["2a", "xy", "a + b", "(a)(b)", "f(x)g(x)", "k!(n − k)!", "2σ²", "", "|a||b|"] {
            assert!(!is_atom(part), "{part}");
        }
        assert_eq!(fraction("n(n + 1)", "2"), "n(n + 1)/2");
        assert_eq!(fraction("a/b", "c"), "(a/b)/c");
        assert_eq!(root(None, "2a"), "√(2a)");
    }
}
