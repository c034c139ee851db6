//! Which lines of AsciiDoc are shown: `ifdef::name[]` … `endif::[]` ("Conditionals"). Names are those that the document defines
//! and those that a generator of sites sets; conditions that compute (`ifeval`) are taken to hold.

use super::attributes::Attributes;
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
pub(super) fn shown<'t>(lines: &[Line<'t>], attributes: &Attributes) -> Vec<Line<'t>> {
    // Conditions that are open, and how many of them don't hold.
    let (mut open, mut hidden) = (Vec::new(), 0_usize);
    let mut shown = Vec::with_capacity(lines.len());
    for line in lines {
        match condition(line.raw, attributes) {
            None if hidden == 0 => shown.push(*line),
            None => {}
            Some(Condition::Begins(holds)) => {
                open.push(holds);
                hidden += usize::from(!holds);
            }
            Some(Condition::Ends) => hidden -= usize::from(open.pop() == Some(false)),
            Some(Condition::Holds(true, words)) if hidden == 0 => {
                let at = line.at + line.text.len().saturating_sub(words.len() + 1);
                shown.push(Line { at, indent: 0, text: words.trim(), raw: words });
            }
            Some(Condition::Holds(..)) => {}
        }
    }
    shown
}

fn condition<'t>(line: &'t str, attributes: &Attributes) -> Option<Condition<'t>> {
    let (word, rest) = line.trim_end().split_once("::")?;
    let (names, words) = rest.strip_suffix(']')?.split_once('[')?;
    let defined = || match names.contains('+') {
        true => names.split('+').all(|name| attributes.is_defined(name.trim())),
        false => names.split(',').any(|name| attributes.is_defined(name.trim())),
    };
    let holds = match word {
        "ifdef" => defined(),
        "ifndef" => !defined(),
        "ifeval" => return Some(Condition::Begins(true)),
        "endif" => return Some(Condition::Ends),
        _ => return None,
    };
    Some(if words.is_empty() { Condition::Begins(holds) } else { Condition::Holds(holds, words) })
}
