//! Roles of MyST in a line of words: ``{ref}`words <place>` ``, ``{math}`x^2` ``. Knows the names of those that Sphinx has; what has
//! another name is left as it is.

use super::super::code::CodeMap;
use super::super::markup::with_target;
use super::super::output::Output;
use super::super::tags::shown::escape;

/// Bytes of a role's name at most.
const LONGEST: usize = 40;

/// Copies a line with its roles rewritten; whether there were any. `at` is where it begins.
pub(super) fn rewrite(line: &str, at: usize, code: &CodeMap, out: &mut Output) -> bool {
    let mut copied = 0;
    for (end, _) in line.match_indices("}`") {
        let Some(role) = line.get(copied..end).and_then(|before| before.rsplit_once('{')).map(|(_, name)| name) else {
            continue;
        };
        let start = end - role.len() - 1;
        let inside = line.get(end + 2..).and_then(|rest| rest.split_once('`')).map(|(inside, _)| inside);
        let Some(inside) = inside.filter(|inside| !inside.is_empty() && code.at(at + start).is_none()) else {
            continue;
        };
        if let Some(shown) = Some(role).filter(|role| role.len() <= LONGEST).and_then(|role| shown(role, inside)) {
            out.copy(line.get(copied..start).unwrap_or_default(), at + copied);
            out.make(&shown, at + start);
            copied = end + 2 + inside.len() + 1;
        }
    }
    out.copy(line.get(copied..).unwrap_or_default(), at + copied);
    copied > 0
}

/// What a role shows; none if it is not known.
fn shown(role: &str, inside: &str) -> Option<String> {
    let (words, target) = with_target(inside);
    Some(match role {
        "math" => format!("${inside}$"),
        "sub" | "subscript" => format!("<sub>{}</sub>", escape(inside)),
        "sup" | "superscript" => format!("<sup>{}</sup>", escape(inside)),
        "kbd" => format!("<kbd>{}</kbd>", escape(inside)),
        "doc" | "download" | "any" | "button-link" => {
            format!("[{}](<{}>)", words.trim_start_matches(['/', '!']), target.unwrap_or(inside))
        }
        "abbr" => inside.split(" (").next().unwrap_or(inside).to_owned(),
        "ref" | "numref" | "term" | "guilabel" | "menuselection" | "button-ref" | "eq" => words.to_owned(),
        "dfn" | "emphasis" => format!("*{words}*"),
        "strong" => format!("**{words}**"),
        "fa" | "octicon" | "index" | "label" => String::new(),
        "code" | "file" | "command" | "program" | "samp" | "envvar" | "option" => format!("`{words}`"),
        role if role.starts_with("bdg") || role.starts_with("cite") => words.to_owned(),
        // Of a domain: names of functions, modules and the like.
        role if role.contains(':') && !role.contains(' ') => format!("`{}`", words.trim_start_matches(['~', '!'])),
        _ => return None,
    })
}
