//! Shortcodes that a configuration of Eleventy defines by a function that returns one template: the names of what they are
//! given, and that template. Knows not what they print, and runs nothing.

use crate::post::front_matter::parts;
use crate::site::constants::Constants;
use crate::site::imports::is_of_name;
use crate::site::{object, script};

/// Shortcodes of a site that are kept.
const MOST: usize = 128;
/// Bytes of a template; a larger one is a program.
const LARGEST: usize = 8 << 10;

/// The shortcodes by their names: a line with the parameters, then the template.
pub(super) fn of(constants: &Constants, texts: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for text in texts {
        for (at, call) in text.match_indices("hortcode(").take(MOST) {
            let given = text.get(at + call.len()..).unwrap_or_default().trim_start();
            match script::quoted(given) {
                Some((name, rest)) => {
                    let written = rest.trim_start().strip_prefix(',').unwrap_or_default();
                    found.extend(function(written, texts, 1).map(|made| (name.to_owned(), made)));
                }
                // `addShortcode(name, shortcodes[name])`, for each name of an object.
                None => {
                    let object = given.split_once(',').map_or("", |(_, rest)| rest.trim_start());
                    let name = object.split(|c: char| !is_of_name(c)).next().unwrap_or_default();
                    let entries = constants.entries(name).into_iter();
                    found.extend(entries.filter_map(|(key, value)| Some((key.to_owned(), function(value, texts, 1)?))));
                }
            }
        }
    }
    found.truncate(MOST);
    found
}

/// The parameters and the template of a function, or of the one that a name stands for.
fn function(written: &str, texts: &[&str], deeper: u8) -> Option<String> {
    let written = written.trim_start();
    let written = written.strip_prefix("async ").unwrap_or(written).trim_start();
    let (parameters, body) = match written.strip_prefix("function") {
        Some(rest) => braced(rest.get(rest.find('(')?..)?)?,
        None if written.starts_with('(') => {
            let (parameters, rest) = braced(written)?;
            (parameters, rest.trim_start().strip_prefix("=>").unwrap_or(rest))
        }
        None => {
            let length = written.find(|c: char| !is_of_name(c) && c != '.').unwrap_or(written.len());
            let (name, rest) = written.split_at_checked(length)?;
            match rest.trim_start().strip_prefix("=>") {
                Some(body) => (name, body),
                None => return named(name.rsplit('.').next()?, texts, deeper.checked_sub(1)?),
            }
        }
    };
    let template = returned(body.trim_start())?;
    let is_plain = !parameters.contains(['{', '[', '\n']) && !parameters.contains("...");
    (is_plain && template.len() <= LARGEST).then(|| format!("{}\n{template}", parameters.trim()))
}

/// A function that one of the texts defines by a name.
fn named(name: &str, texts: &[&str], deeper: u8) -> Option<String> {
    texts.iter().find_map(|text| function(script::function(text, name)?, texts, deeper))
}

/// What stands in the parentheses at the start of a text, and what follows them.
fn braced(text: &str) -> Option<(&str, &str)> {
    let inside = object::inside(text)?;
    Some((inside, text.get(inside.len() + 2..)?))
}

/// The template or text that the body of a function is, or that is all that it returns.
fn returned(body: &str) -> Option<&str> {
    let body = match body.strip_prefix('{') {
        Some(_) => {
            let inside = object::inside(body)?.trim();
            let statement = inside.strip_prefix("return")?.trim_start();
            let statements = parts(statement, &[';']);
            statements.first().filter(|_| statements.len() == 1)?.trim()
        }
        None => body,
    };
    if let Some((text, _)) = script::quoted(body) {
        return Some(text);
    }
    let rest = body.strip_prefix('`')?;
    rest.get(..template_end(rest)?)
}

/// Where a template ends whose first sign is gone: at the one that stands in no expression.
fn template_end(text: &str) -> Option<usize> {
    let (mut depth, mut escaped, mut before) = (0usize, false, ' ');
    // Templates within expressions, each with the depth of its own.
    let mut open: Vec<usize> = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '`' if open.last() == Some(&depth) => drop(open.pop()),
            '`' if depth == 0 => return Some(at),
            '`' => open.push(depth),
            '{' if before == '$' || depth > 0 && open.last() != Some(&depth) => depth += 1,
            '}' if depth > 0 && open.last() != Some(&depth) => depth -= 1,
            _ => {}
        }
        before = c;
    }
    None
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::system::memory::MemorySystem;

    #[test]
    fn functions_that_return_a_template_are_shortcodes() {
        let config = "import all from './all.js';\nc.addShortcode(\"a\", (x, y = 'z') => `<b>${x}</b>${y ? `<i>${y}</i>` : ''}`);\nc.addPairedShortcode('b', function(content, kind) {\n  return `<div class=\"${kind}\">${content}</div>`;\n});\nc.addNunjucksAsyncShortcode('c', async x => `${x}`);\nc.addShortcode('d', later);\nc.addShortcode('e', () => { const now = new Date(); return `${now}`; });\nc.addShortcode('f', ({ x }) => `${x}`);\nfunction later(x) { return `later ${x}` }\nObject.keys(all).forEach(name => c.addShortcode(name, all[name]));";
        let system = MemorySystem::with_files([("all.js", "export default { g: (x) => `g ${x}`, h: 1 };")]);
        let constants = Constants::of(&system, Path::new(""), ".eleventy.js", config);
        let found = of(&constants, &[config]);
        let want = [
            ("a", "x, y = 'z'\n<b>${x}</b>${y ? `<i>${y}</i>` : ''}"),
            ("b", "content, kind\n<div class=\"${kind}\">${content}</div>"),
            ("c", "x\n${x}"),
            ("d", "x\nlater ${x}"),
            ("g", "x\ng ${x}"),
        ];
        let found: Vec<(&str, &str)> = found.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        assert_eq!(found, want);
    }
}
