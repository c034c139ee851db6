//! What names in a configuration stand for: its own constants, and those of the scripts and data that it imports.
//!
//! `site: SITE.website ?? "…"` is followed to a text that is written out somewhere. Knows no meaning of keys, and runs nothing.

use std::path::Path;

use super::imports::{self, Part, Source, is_of_name};
use super::{object, script};
use crate::post::front_matter::{Map, Syntax, Value, data, parts};
use crate::system::System;

/// Names and expressions that are looked at for one text.
const PATIENCE: usize = 256;

/// A configuration and what it imports.
#[derive(Debug)]
pub(super) struct Constants {
    /// Itself first.
    sources: Vec<Source>,
}

impl Constants {
    /// Of a script that stands in `file`, which is relative to the root.
    pub(super) fn of(system: &dyn System, root: &Path, file: &str, text: &str) -> Self {
        Self { sources: imports::sources(system, root, Path::new(file), text) }
    }

    /// The script itself, without comments.
    pub(super) fn own(&self) -> &str {
        self.sources.first().map_or("", |source| &source.text)
    }

    /// The scripts that it imports, one behind the other.
    pub(super) fn imported(&self) -> String {
        let scripts = self.sources.iter().skip(1).filter(|source| !source.is_data);
        scripts.map(|source| source.text.as_str()).collect::<Vec<_>>().join("\n")
    }

    /// The text of the first `key:` or `key =` whose value comes to one, or of the name `key` where it is its own value.
    pub(super) fn text(&self, key: &str) -> Option<String> {
        let mut patience = PATIENCE;
        let mut values = script::values(self.own(), key);
        values
            .find_map(|value| self.said(0, first(value), &mut patience))
            .or_else(|| self.looked_up(0, &[key], &mut patience))
    }

    /// A text that is the base of addresses; one of the author's machine is none.
    pub(super) fn address(&self, key: &str) -> Option<String> {
        let is_local = |url: &str| ["localhost", "127.0.0.1", "0.0.0.0"].iter().any(|host| url.contains(host));
        let text = self.text(key).filter(|url| url.contains("://") && !is_local(url));
        text.map(|url| url.trim_end_matches('/').to_owned())
    }

    /// `true` or `false` of a key.
    pub(super) fn flag(&self, key: &str) -> Option<bool> {
        script::flag(self.own(), key).or_else(|| match self.text(key).as_deref() {
            Some("true") => Some(true),
            Some("false") => Some(false),
            _ => None,
        })
    }

    /// What a name with its members stands for.
    pub(super) fn named(&self, path: &[&str]) -> Option<String> {
        let mut patience = PATIENCE;
        self.looked_up(0, path, &mut patience)
    }

    /// The texts that the script exports: entries of the object that it exports by default, and constants.
    pub(super) fn exported_texts(&self) -> Vec<(String, String)> {
        let text = self.own();
        let named = text.split("export const ").skip(1).filter_map(|rest| rest.split(|c: char| !is_of_name(c)).next());
        let value = default_value(text).unwrap_or_default();
        let object = value.find('{').and_then(|at| object::inside(value.get(at..)?)).unwrap_or_default();
        let entries = object::members(object).into_iter().map(|(key, _)| key);
        let mut patience = PATIENCE;
        let mut said = |name: &str| self.exported(0, &Part::Named(name.to_owned()), &[], &mut patience);
        named.chain(entries).filter_map(|name| Some((name.to_owned(), said(name)?))).collect()
    }

    /// The entries of an object that a name stands for, here or in the file that it is imported from, as they are written.
    pub(super) fn entries(&self, name: &str) -> Vec<(&str, &str)> {
        let import = self.sources.first().and_then(|own| own.imports.iter().find(|import| import.local == name));
        let value = match import {
            Some(import) => self.sources.get(import.source).and_then(|source| match &import.part {
                Part::Named(name) => defined(&source.text, name),
                Part::Whole | Part::Default => default_value(&source.text),
            }),
            None => defined(self.own(), name),
        };
        let object = value.and_then(|value| object::inside(value.get(value.find('{')?..)?));
        object.map(object::members).unwrap_or_default()
    }

    /// What an expression in one of the sources comes to.
    fn said(&self, at: usize, expression: &str, patience: &mut usize) -> Option<String> {
        *patience = patience.checked_sub(1)?;
        let expression = plain(expression);
        let either = alternatives(expression);
        if either.len() > 1 {
            return either.iter().find_map(|one| self.said(at, one, patience));
        }
        if let Some((condition, yes, no)) = choice(expression) {
            let chosen = if self.holds(condition) { [yes, no] } else { [no, yes] };
            return chosen.iter().find_map(|one| self.said(at, one, patience));
        }
        let summands = parts(expression, &['+']);
        if summands.len() > 1 {
            return summands.iter().map(|one| self.said(at, one, patience)).collect();
        }
        if let Some((text, rest)) = script::quoted(expression) {
            return rest.trim().is_empty().then(|| text.to_owned());
        }
        if let Some(template) = expression.strip_prefix('`').and_then(|rest| rest.strip_suffix('`')) {
            return self.filled(at, template, patience);
        }
        if let Some(given) = expression.strip_prefix("new URL(").and_then(|rest| rest.split_once(')')) {
            return self.said(at, given.0.split(',').next()?, patience);
        }
        if matches!(expression, "true" | "false") {
            return Some(expression.to_owned());
        }
        self.looked_up(at, &path(expression)?, patience)
    }

    /// Whether a condition holds where the site is built to be published.
    fn holds(&self, condition: &str) -> bool {
        let condition = condition.trim();
        let is_negated = condition.contains("!=") || condition.starts_with('!');
        let lower = condition.to_ascii_lowercase();
        let holds = match () {
            () if lower.contains("prod") => true,
            () if lower.contains("dev") || lower.contains("local") => false,
            // Nothing is set in the environment.
            () if lower.contains("env.") => false,
            () => self.text(condition.trim_start_matches('!')).is_none_or(|text| text != "false"),
        };
        holds != is_negated
    }

    /// A template with its expressions filled in.
    fn filled(&self, at: usize, template: &str, patience: &mut usize) -> Option<String> {
        let mut made = String::with_capacity(template.len());
        let mut rest = template;
        while let Some((before, after)) = rest.split_once("${") {
            let (expression, behind) = after.split_once('}')?;
            made.push_str(before);
            made.push_str(&self.said(at, expression, patience)?);
            rest = behind;
        }
        Some(made + rest)
    }

    /// What a name with its members stands for, in a source or in what that imports.
    fn looked_up(&self, at: usize, path: &[&str], patience: &mut usize) -> Option<String> {
        *patience = patience.checked_sub(1)?;
        let source = self.sources.get(at)?;
        let (name, members) = path.split_first()?;
        let imported = source.imports.iter().find(|import| import.local == *name);
        if let Some(import) = imported {
            return self.exported(import.source, &import.part, members, patience);
        }
        if let Some(value) = defined(&source.text, name) {
            return self.member(at, value, members, patience);
        }
        let passed = source.imports.iter().find(|import| import.local == "*");
        passed.and_then(|import| self.looked_up(import.source, path, patience))
    }

    /// A member of what a file exports.
    fn exported(&self, at: usize, part: &Part, members: &[&str], patience: &mut usize) -> Option<String> {
        let source = self.sources.get(at)?;
        if source.is_data {
            let values: Map<'_> = data(&source.text, Syntax::Json, &mut Vec::new())?;
            let named = match part {
                Part::Named(name) => Some(name.as_str()),
                Part::Whole | Part::Default => None,
            };
            let path: Vec<&str> = named.into_iter().chain(members.iter().copied()).collect();
            let found = path.iter().try_fold(None, |value: Option<&Value<'_>>, name| match value {
                None => values.exact(name).map(Some),
                Some(value) => value.as_map()?.exact(name).map(Some),
            });
            return found.flatten()?.to_text().map(std::borrow::Cow::into_owned);
        }
        match part {
            Part::Named(name) => {
                let path: Vec<&str> = std::iter::once(name.as_str()).chain(members.iter().copied()).collect();
                self.looked_up(at, &path, patience).or_else(|| self.default_of(at, &path, patience))
            }
            Part::Whole => self.looked_up(at, members, patience).or_else(|| self.default_of(at, members, patience)),
            Part::Default => self.default_of(at, members, patience).or_else(|| self.looked_up(at, members, patience)),
        }
    }

    /// A member of what a script exports by default.
    fn default_of(&self, at: usize, members: &[&str], patience: &mut usize) -> Option<String> {
        self.member(at, default_value(&self.sources.get(at)?.text)?, members, patience)
    }

    /// A member of a value: of an object that is written out, or of what it names.
    fn member(&self, at: usize, value: &str, members: &[&str], patience: &mut usize) -> Option<String> {
        *patience = patience.checked_sub(1)?;
        let value = plain(value);
        let Some((name, rest)) = members.split_first() else { return self.said(at, value, patience) };
        // `defineConfig({ … })`, `Object.freeze({ … })`.
        let called =
            value.split_once('(').filter(|(call, _)| path(call).is_some()).map(|(_, given)| given.trim_start());
        let object = called.unwrap_or(value);
        if let Some(inside) = object.starts_with('{').then(|| object::inside(object)).flatten() {
            let entries = object::members(inside);
            if let Some((_, value)) = entries.iter().find(|(key, _)| key == name) {
                return self.member(at, value, rest, patience);
            }
            let spread = entries.iter().filter_map(|(key, _)| key.strip_prefix("..."));
            return spread.into_iter().find_map(|of| self.member(at, of, members, patience));
        }
        let path: Vec<&str> = path(value)?.into_iter().chain(members.iter().copied()).collect();
        self.looked_up(at, &path, patience)
    }
}

/// What a script exports by default.
fn default_value(text: &str) -> Option<&str> {
    let starts = ["export default", "module.exports ="];
    starts.iter().find_map(|start| Some(first(text.split_once(start)?.1)))
}

/// The value at the start of a text: to the comma, the end of the statement or the bracket that closes what is around it.
fn first(text: &str) -> &str {
    let value = text.get(..script::extent(text)).unwrap_or(text);
    let mut ends = parts(value, &[';']).into_iter();
    let value = ends.next().unwrap_or(value);
    // A line that goes on begins or ends with what ties it to the next.
    let mut length = 0;
    for line in value.split_inclusive('\n') {
        let rest = value.get(length + line.len()..).unwrap_or_default().trim_start();
        length += line.len();
        let inside = value.get(..length).unwrap_or_default();
        let is_open = [('{', '}'), ('(', ')'), ('[', ']')]
            .iter()
            .any(|(open, close)| inside.matches(*open).count() > inside.matches(*close).count())
            || inside.matches('`').count() % 2 == 1;
        let goes_on = ["?", ":", "|", "+", "."].iter().any(|sign| rest.starts_with(sign))
            || inside.trim_end().ends_with(['?', ':', '|', '+', '=', '(']);
        if !inside.trim().is_empty() && !is_open && !goes_on {
            break;
        }
    }
    value.get(..length).unwrap_or(value)
}

/// An expression without what only a compiler asks for: parentheses around it, types, `!`.
fn plain(expression: &str) -> &str {
    let mut rest = expression.trim().trim_end_matches([';', ',']).trim();
    for word in [" as ", " satisfies "] {
        let quotes = |text: &str| text.matches(['"', '\'', '`']).count();
        rest = rest.rsplit_once(word).filter(|(before, _)| quotes(before) % 2 == 0).map_or(rest, |(before, _)| before);
    }
    let rest = rest.trim_end().trim_end_matches('!');
    match object::inside(rest).filter(|inside| rest.starts_with('(') && inside.len() + 2 == rest.len()) {
        Some(inside) => inside.trim(),
        None => rest,
    }
}

/// What stands between `??` or `||`.
fn alternatives(expression: &str) -> Vec<&str> {
    let found = parts(expression, &['|']);
    let found = if found.len() > 1 { found } else { parts(expression, &['?']) };
    // Of `a ? b : c` there are two parts as well.
    let is_choice = !expression.contains("??") && !expression.contains("||");
    if is_choice { vec![expression] } else { found }
}

/// `condition ? yes : no`.
fn choice(expression: &str) -> Option<(&str, &str, &str)> {
    let marked = parts(expression, &['?']);
    let [condition, rest] = marked.as_slice() else { return None };
    let both = parts(rest, &[':']);
    let [yes, no] = both.as_slice() else { return None };
    (!rest.starts_with('.')).then_some((condition, yes, no))
}

/// The parts of `a.b?.c`; none if there is more to it.
fn path(expression: &str) -> Option<Vec<&str>> {
    let names: Vec<&str> = expression.split('.').map(|name| name.trim().trim_end_matches('?')).collect();
    let is_name = |name: &&str| !name.is_empty() && name.chars().all(is_of_name);
    names.iter().all(is_name).then_some(names)
}

/// The value of a constant, whatever its type is.
fn defined<'s>(source: &'s str, name: &str) -> Option<&'s str> {
    ["const ", "let ", "var "].iter().find_map(|word| {
        source.match_indices(word).take(PATIENCE).find_map(|(at, word)| {
            let rest = source.get(at + word.len()..)?.trim_start().strip_prefix(name)?;
            if rest.starts_with(is_of_name) {
                return None;
            }
            let (kind, value) = rest.split_once('=')?;
            let is_typed = kind.trim().is_empty() || kind.trim_start().starts_with(':') && !kind.contains(';');
            (is_typed && !value.starts_with(['=', '>'])).then(|| first(value))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::system::memory::MemorySystem;

    /// What the key `k` of a configuration comes to, with files beside it.
    fn said(config: &str, files: &[(&str, &str)]) -> Option<String> {
        let system = MemorySystem::with_files(files.iter().copied());
        Constants::of(&system, Path::new(""), "a.config.ts", config).text("k")
    }

    #[test]
    fn names_are_followed_to_what_is_written_out() {
        for (config, want) in [
            ("f({ k: 'a' })", Some("a")),
            ("const K: string = `a`;\nf({ k: K })", Some("a")),
            ("const S = { x: { y: 'a' } } as const\nf({ k: S.x.y, z: 1 })", Some("a")),
            ("const H = 'h';\nf({ k: `${H}/b` })", Some("h/b")),
            ("const H = 'h'\nf({ k: H + \"/b\" })", Some("h/b")),
            ("f({ k: process.env.URL || 'a' })", Some("a")),
            ("f({ k: process.env.URL ?? import.meta.env.B ?? \"a\" })", Some("a")),
            ("const k = process.env.CI\n  ? '/b'\n  : '/a';\nf({ k })", Some("/a")),
            ("f({ k: process.env.NODE_ENV === 'production' ? 'https://a' : 'http://b', l: 2 })", Some("https://a")),
            ("f({ k: isDev ? 'b' : 'a' })", Some("a")),
            ("const on = false; f({ k: on ? 'b' : 'a' })", Some("a")),
            ("f({ k: new URL('a', x) })", Some("a")),
            ("f({ k: compute('a') })", None),
            ("const k = k;\nf({ k })", None),
            ("const A = B; const B = A; f({ k: A })", None),
            ("// k: 'no'\nf({ k: \"a\" })", Some("a")),
        ] {
            assert_eq!(said(config, &[]).as_deref(), want, "{config}");
        }
    }

    #[test]
    fn names_are_followed_into_other_files() {
        let site =
            ("src/config.ts", "export const SITE: Site = Object.freeze({\n  k: 'a',\n  deep: { k: 'b' },\n});\n");
        let plain = ("config.js", "module.exports = { k: 'a' }");
        let data = ("site.json", "{\"k\": \"a\", \"deep\": {\"k\": \"b\"}}");
        let passed = ("lib/index.ts", "export * from './site'\nexport { x } from '../config.js'");
        let inner =
            ("lib/site.ts", "import data from '../site.json'\nexport const S = data.deep;\nexport default { k: 'c' }");
        let files = [site, plain, data, passed, inner, ("../out.ts", "export const K = 'no'")];
        for (config, want) in [
            ("import { SITE } from './src/config'\nf({ k: SITE.k })", Some("a")),
            ("import { SITE as S } from '@/config';\nf({ k: S.deep.k })", Some("b")),
            ("const c = require('./config');\nf({ k: c.k })", Some("a")),
            ("const { k } = require('./config')\nf({ k })", Some("a")),
            ("import d from './site.json' with { type: 'json' };\nf({ k: d.deep.k })", Some("b")),
            ("import * as c from \"./src/config.ts\";\nf({ k: c.SITE.k })", Some("a")),
            ("import { S } from './lib'\nf({ k: S.k })", Some("b")),
            ("import s from './lib/site'\nf({ k: s.k })", Some("c")),
            ("import { K } from '../out'\nf({ k: K })", None),
            ("import { K } from 'package'\nf({ k: K })", None),
        ] {
            assert_eq!(said(config, &files).as_deref(), want, "{config}");
        }
    }
}
