//! Which lines of AsciiDoc are shown: `ifdef::name[]` … `endif::[]`, `ifeval::[1 < 2]` ("Conditionals"). Names are those that the
//! document has defined so far and those that a generator of sites sets.

use super::attributes::{Attributes, entry, whole};
use crate::template::markup::source::Line;

/// What a line says about those that follow.
enum Condition<'t> {
    /// Those up to `endif` are shown or not.
    Begins(bool),
    /// These words are shown or not.
    Holds(bool, &'t str),
    Ends,
}

/// The lines that are shown.
pub(super) fn shown<'t>(lines: &[Line<'t>]) -> Vec<Line<'t>> {
    let mut attributes = Attributes::known();
    // Conditions that are open, and how many of them don't hold.
    let (mut open, mut hidden) = (Vec::new(), 0_usize);
    let mut shown = Vec::with_capacity(lines.len());
    for (index, line) in lines.iter().enumerate() {
        match condition(line.raw, &mut attributes) {
            None if hidden == 0 => {
                define(line.text, lines.get(index + 1..).unwrap_or_default(), &mut attributes);
                shown.push(*line);
            }
            None => {}
            Some(Condition::Begins(holds)) => {
                open.push(holds);
                hidden += usize::from(!holds);
            }
            Some(Condition::Ends) => hidden -= usize::from(open.pop() == Some(false)),
            Some(Condition::Holds(true, words)) if hidden == 0 => {
                define(words, &[], &mut attributes);
                let at = line.at + line.text.len().saturating_sub(words.len() + 1);
                shown.push(Line { at, indent: 0, text: words.trim(), raw: words });
            }
            Some(Condition::Holds(..)) => {}
        }
    }
    shown
}

/// Takes the name that a line defines.
fn define(text: &str, below: &[Line<'_>], attributes: &mut Attributes) {
    if let Some((name, value)) = entry(text) {
        attributes.set(name, &whole(value, below).0);
    }
}

fn condition<'t>(line: &'t str, attributes: &mut Attributes) -> Option<Condition<'t>> {
    let (word, rest) = line.trim_end().split_once("::")?;
    if !matches!(word, "ifdef" | "ifndef" | "ifeval" | "endif") {
        return None;
    }
    let (names, words) = rest.strip_suffix(']')?.split_once('[')?;
    let defined = || match names.contains('+') {
        true => names.split('+').all(|name| attributes.is_defined(name.trim())),
        false => names.split(',').any(|name| attributes.is_defined(name.trim())),
    };
    let holds = match word {
        "ifdef" => defined(),
        "ifndef" => !defined(),
        "ifeval" => return Some(Condition::Begins(evaluated(words, attributes))),
        _ => return Some(Condition::Ends),
    };
    Some(if words.is_empty() { Condition::Begins(holds) } else { Condition::Holds(holds, words) })
}

/// What is compared in an `ifeval`: words in quotation marks, numbers. A name that is not known is empty.
fn evaluated(text: &str, attributes: &mut Attributes) -> bool {
    let found = ["==", "!=", "<=", ">=", "<", ">"].iter().find_map(|sign| Some((sign, text.split_once(sign)?)));
    let Some((sign, (left, right))) = found else { return false };
    let mut value = |side: &str| {
        let side = attributes.expand(side.trim());
        let words = side.trim_matches(['"', '\'']);
        if words.starts_with('{') && words.ends_with('}') { String::new() } else { words.to_owned() }
    };
    let (left, right) = (value(left), value(right));
    let order = match (left.parse::<f64>(), right.parse::<f64>()) {
        (Ok(left), Ok(right)) => left.partial_cmp(&right),
        _ => Some(left.cmp(&right)),
    };
    order.is_some_and(|order| match *sign {
        "==" => order.is_eq(),
        "!=" => order.is_ne(),
        "<=" => order.is_le(),
        ">=" => order.is_ge(),
        "<" => order.is_lt(),
        _ => order.is_gt(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::markup::source::lines;

    #[test]
    fn names_are_known_from_where_they_are_defined() {
        for (source, want) in [
            ("ifdef::x[a]\n:x: 1\nifdef::x[b]\n:x!:\nifdef::x[c]", ":x: 1 b :x!:"),
            ("ifdef::y[]\n:x: 1\nendif::[]\nifdef::x[a]\nb", "b"),
            (":n: 2\nifeval::[{n} > 1]\na\nendif::[]\nifeval::[{n} > 10]\nb\nendif::[]", ":n: 2 a"),
            ("ifeval::[\"{x}\" == \"\"]\na\nendif::[]\nifeval::[\"a\" != 'a']\nb\nendif::[]", "a"),
        ] {
            let lines = lines(source);
            let left: Vec<&str> = shown(&lines).iter().map(|line| line.text).collect();
            assert_eq!(left.join(" "), want, "{source}");
        }
    }
}
