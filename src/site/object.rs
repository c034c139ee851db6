//! Objects of JavaScript, taken apart by their brackets: entries, what is inside of a call, scripts without comments.
//!
//! Knows brackets, strings and comments; knows no meaning, and runs nothing.

use super::script;

/// A path after `key:`, from the site's root: quoted, or put together with a constant of the same script.
pub(super) fn path(source: &str, object: &str, key: &str) -> Option<String> {
    let value = script::values(object, key).next()?;
    let written = match script::quoted(value) {
        Some((text, _)) => text.to_owned(),
        None => {
            let inside = value.strip_prefix('`').and_then(|rest| rest.split_once('`')).map_or(value, |(text, _)| text);
            let name =
                inside.split_once("${").and_then(|(_, rest)| rest.split_once('}')).map_or(inside, |(name, _)| name);
            let name =
                name.trim().split(|c: char| !c.is_alphanumeric() && c != '_').next().filter(|it| !it.is_empty())?;
            let constant = script::text(source, name)?;
            match inside.split_once("${") {
                Some((before, rest)) => {
                    format!("{before}{constant}{}", rest.split_once('}').map_or("", |(_, after)| after))
                }
                None => constant,
            }
        }
    };
    let path = written.trim_start_matches("./").trim_matches('/').to_owned();
    (!path.is_empty() && !path.split('/').any(|part| part == "..")).then_some(path)
}

/// A script without its comments.
pub(super) fn uncommented(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '/' if rest.starts_with("//") => {
                rest = rest.get(rest.find('\n').unwrap_or(rest.len())..).unwrap_or_default();
                continue;
            }
            '/' if rest.starts_with("/*") => {
                rest = rest.split_once("*/").map_or("", |(_, after)| after);
                continue;
            }
            '"' | '\'' | '`' => string_length(rest, c),
            _ => c.len_utf8(),
        };
        let (taken, behind) = rest.split_at_checked(length).unwrap_or((rest, ""));
        out.push_str(taken);
        rest = behind;
    }
    out
}

/// Bytes of a string with its quotes; a string without an end takes its line.
fn string_length(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return at + c.len_utf8(),
            '\n' if quote != '`' => return at,
            _ => {}
        }
    }
    rest.len()
}

/// The characters of a script that are in no string, each with its byte; comments must be gone.
fn outside_strings(source: &str) -> impl Iterator<Item = (usize, char)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = source.get(at..)?;
            let c = rest.chars().next()?;
            let here = at;
            if !matches!(c, '"' | '\'' | '`') {
                at += c.len_utf8();
                return Some((here, c));
            }
            at += string_length(rest, c);
        }
    })
}

/// What stands between the bracket that `source` starts with and the one that closes it; comments must be gone.
pub(super) fn inside(source: &str) -> Option<&str> {
    let mut depth = 0usize;
    for (at, c) in outside_strings(source) {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if depth == 0 {
            return source.get(1..at);
        }
    }
    None
}

/// The entries of the first object after `key:` or `key =`, each with its value as it is written; `{ a }` is `a: a`.
pub(super) fn entries<'s>(source: &'s str, key: &str) -> Vec<(&'s str, &'s str)> {
    script::values(source, key).find(|value| value.starts_with('{')).and_then(inside).map(members).unwrap_or_default()
}

/// The entries of an object, given what stands between its braces.
pub(super) fn members(object: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let (mut start, mut depth) = (0, 0usize);
    for (at, c) in outside_strings(object) {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                found.extend(object.get(start..at).and_then(member));
                start = at + 1;
            }
            _ => {}
        }
    }
    found.extend(object.get(start..).and_then(member));
    found
}

fn member(entry: &str) -> Option<(&str, &str)> {
    let entry = entry.trim();
    let quoted = script::quoted(entry).and_then(|(name, rest)| Some((name, rest.trim_start().strip_prefix(':')?)));
    let (name, value) = quoted.or_else(|| entry.split_once(':')).unwrap_or((entry, entry));
    let name = name.trim().trim_matches(['"', '\'']);
    (!name.is_empty()).then(|| (name, value.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_are_taken_apart() {
        let source = uncommented(
            "// a: {no: 1}\nx = { a: 'https://b', /* c */ \"d e\": [1, {f: ','}], g, h: () => { return '}' } } tail",
        );
        let wanted = [("a", "'https://b'"), ("d e", "[1, {f: ','}]"), ("g", "g"), ("h", "() => { return '}' }")];
        assert_eq!(entries(&source, "x"), wanted);
        assert_eq!(inside("(a ')' [b]) c"), Some("a ')' [b]"));
        assert_eq!(inside("(a"), None);
        let constant = "const DIR = 'src/data'; glob({ base: `./${DIR}/blog` }); other({ base: DIR, up: '../x' })";
        assert_eq!(path(constant, "base: `./${DIR}/blog`", "base").as_deref(), Some("src/data/blog"));
        assert_eq!(path(constant, "base: DIR, up: '../x'", "base").as_deref(), Some("src/data"));
        assert_eq!(path(constant, "base: DIR, up: '../x'", "up"), None);
    }
}
