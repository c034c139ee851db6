//! `rewrites` of VitePress: pages that are written to another path than that of their file, by patterns of paths
//! (its documentation, "Route Rewrites"; `path-to-regexp`). Rewriting functions are not run.

use regex::Regex;

use crate::site::constants::Constants;
use crate::site::object;
use crate::site::pattern::pattern;
use crate::site::script;

/// Rules of one site.
const MOST: usize = 128;
/// Longest pattern that is read, in bytes.
const LONGEST: usize = 512;

/// The rules in the order in which they are asked.
#[derive(Debug)]
pub(super) struct Rewrites(Vec<(Regex, String)>);

impl Rewrites {
    /// As a configuration has them.
    pub(super) fn of(constants: &Constants) -> Self {
        let written = object::entries(constants.own(), "rewrites");
        let written = if written.is_empty() { constants.entries("rewrites") } else { written };
        let rules = written.into_iter().take(MOST).filter_map(|(from, to)| {
            let (to, _) = script::quoted(to)?;
            Some((pattern(&expression(from)?)?, to.to_owned()))
        });
        Self(rules.collect())
    }

    /// The path that a page is written to; none if it stays where it is.
    pub(super) fn of_page(&self, page: &str) -> Option<String> {
        let (to, found) = self.0.iter().find_map(|(from, to)| Some((to, from.captures(page)?)))?;
        let (mut path, mut rest) = (String::new(), to.as_str());
        while let Some((before, after)) = rest.split_once(':') {
            let (name, behind) = name(after);
            path.push_str(before);
            path.push_str(found.name(name).map_or("", |part| part.as_str()));
            rest = behind.strip_prefix(['*', '+', '?']).unwrap_or(behind);
        }
        Some(path + rest)
    }
}

/// The name of a part, and what follows it.
fn name(rest: &str) -> (&str, &str) {
    rest.split_at(rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len()))
}

/// A pattern as a regular expression: `:name` is a part of a path, `:name*` any number of them, `(…)` an expression.
fn expression(pattern: &str) -> Option<String> {
    let mut rest = Some(pattern).filter(|pattern| pattern.len() <= LONGEST)?;
    let mut source = String::from("^");
    while let Some(c) = rest.chars().next() {
        let (part, behind) = if c == ':' { name(rest.get(1..)?) } else { ("", rest) };
        let (own, behind) = match object::inside(behind).filter(|_| behind.starts_with('(')) {
            Some(own) => (Some(own), behind.get(own.len() + 2..)?),
            None => (None, behind),
        };
        if part.is_empty() && own.is_none() {
            source.push_str(&regex::escape(rest.get(..c.len_utf8())?));
            rest = rest.get(c.len_utf8()..)?;
            continue;
        }
        let group = if part.is_empty() { String::new() } else { format!("?P<{part}>") };
        let segment = own.unwrap_or("[^/#?]+?");
        rest = match behind.chars().next().filter(|c| matches!(c, '*' | '+' | '?')) {
            // The slash before a part that may be missing is missing with it.
            Some(mark) => {
                let slash = if source.ends_with('/') { source.pop().map_or("", |_| "/") } else { "" };
                let more = if mark == '?' { String::new() } else { format!("(?:/{segment})*") };
                let is_optional = if mark == '+' { "" } else { "?" };
                source.push_str(&format!("(?:{slash}({group}{segment}{more})){is_optional}"));
                behind.get(1..)?
            }
            None => {
                source.push_str(&format!("({group}{segment})"));
                behind
            }
        };
    }
    Some(source + "$")
}
