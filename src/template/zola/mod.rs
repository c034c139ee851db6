//! Zola's shortcodes, `{{ name(a="b") }}` and `{% name(a="b") %}…{% end %}`, escaped as `{{/* */}}` and `{%/* */%}`, and the
//! components that came after them, `{{ <name a="b" /> }}` and `{% <name a="b"> %}…{% </name> %}`.

mod expression;
mod filter;
mod own;
mod part;
mod token;

use std::collections::{BTreeMap, BTreeSet};

use super::code::CodeMap;
use super::find::Finder;
use super::near::find_near;
use super::output::Output;
use super::tags::arguments::Arguments;
use super::tags::blended;
use super::tags::nest::{self, Nest, Spot};
use super::tags::shown::{self, Shown};
use super::values::TemplateValues;
use own::Template;

/// Bytes of templates of the site that are read for one post, each time they are used.
const MOST_READ: usize = 512 << 10;
/// What a template costs beside its bytes.
const COST: usize = 256;
/// Shortcodes of a post whose templates are looked for.
const MOST_NAMES: usize = 24;

/// The templates of the site that shortcodes of a body are read by.
struct Templates<'v> {
    values: &'v TemplateValues,
    budget: usize,
    /// How often each was used.
    used: BTreeMap<String, usize>,
}

impl<'v> Templates<'v> {
    fn of(&mut self, name: &str) -> Option<Template<'v>> {
        let file = |extension: &str| self.values.file(&format!("{name}.{extension}"));
        let (text, is_markdown) = file("html").map(|text| (text, false)).or_else(|| Some((file("md")?, true)))?;
        self.budget = self.budget.checked_sub(text.len() + COST)?;
        let nth = self.used.entry(name.to_owned()).or_insert(0);
        *nth += 1;
        Some(Template { text, is_markdown, values: self.values, nth: *nth })
    }

    /// What a shortcode without content shows by its template, where that says as much as folio knows of it.
    fn single(&mut self, name: &str, given: &Arguments) -> Option<Shown> {
        let known = shown::single(name, given);
        let by_template = matches!(known, Shown::Unknown | Shown::Inline(_) | Shown::Block(_));
        let own = by_template.then(|| self.of(name)?.single(given)).flatten()?;
        blended::says_as_much(&known, &own).then_some(own)
    }

    /// What a shortcode with content shows: what folio knows of it says more of its shape than its template, which has the words.
    fn paired(&mut self, name: &str, given: &Arguments) -> Shown {
        let shown = shown::paired(name, given);
        let is_blended = blended::has_shape(&shown);
        let by_template = shown == Shown::Inside || is_blended || name.contains("quote");
        match by_template.then(|| self.of(name)?.paired(given)).flatten() {
            Some(own) if is_blended => blended::around(shown, own),
            own => own.unwrap_or(shown),
        }
    }
}

/// The arguments of the shortcodes of a body.
pub(super) fn arguments(body: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = next(body, at) {
        at = start + 2;
        let inner = body.get(at..).unwrap_or_default();
        let block = body.as_bytes().get(start + 1) == Some(&b'%');
        let end = find_near(inner, if block { "%}" } else { "}}" });
        let call = end.and_then(|end| read(inner.get(..end)?, block));
        if let Some(Tag::Call(_, given)) = call {
            found.extend(given.values().map(str::to_owned));
        }
    }
    found
}

/// The names of the shortcodes of a body that a template of its site may be behind.
pub(super) fn shortcodes(body: &str) -> Vec<&str> {
    let mut names = BTreeSet::new();
    let mut at = 0;
    while let Some(start) = next(body, at).filter(|_| names.len() < MOST_NAMES) {
        at = start + 2;
        let inner = body.get(at..).unwrap_or_default().trim_start_matches(['-', ' ', '\t', '\n', '<']);
        let length = inner.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(inner.len());
        names.extend(inner.get(..length).filter(|name| !name.is_empty() && *name != "end"));
    }
    names.into_iter().collect()
}

/// Rewrites all shortcodes; whatever looks different stays as it is.
pub(super) fn rewrite(source: &str, values: &TemplateValues) -> Output {
    rewrite_outside(source, values, &CodeMap::default())
}

/// Rewrites the shortcodes outside of code.
pub(super) fn rewrite_outside(source: &str, values: &TemplateValues, code: &CodeMap) -> Output {
    let mut templates = Templates { values, budget: MOST_READ, used: BTreeMap::new() };
    let mut out = Output::default();
    let mut nest = Nest::default();
    let (mut outputs, mut blocks) = (Finder::new("}}"), Finder::new("%}"));
    let (mut at, mut copied) = (0, 0);
    while let Some(start) = next(source, at) {
        if let Some(range) = code.at(start) {
            at = range.end;
            continue;
        }
        let block = source.as_bytes().get(start + 1) == Some(&b'%');
        let close = if block { blocks.find(source, start + 2) } else { outputs.find(source, start + 2) };
        at = start + 2;
        let Some(close) = close else { continue };
        let Some(tag) = source.get(start + 2..close).and_then(|inner| read(inner, block)) else { continue };
        out.copy(source.get(copied..start).unwrap_or_default(), copied);
        (at, copied) = (close + 2, close + 2);
        match tag {
            Tag::Literal(text) if block => out.make(&format!("{{%{text}%}}"), start),
            Tag::Literal(text) => out.make(&format!("{{{{{text}}}}}"), start),
            Tag::End => {
                nest.close(None, start, &mut out);
            }
            Tag::Call(name, given) if block => {
                nest.open_as(name, templates.paired(name, &given), start, &mut out);
            }
            Tag::Call(name, given) => {
                let spot = Spot { source: start, after: source.get(close + 2..).unwrap_or_default() };
                match templates.single(name, &given) {
                    Some(shown) => nest::show(&shown, spot, &mut out),
                    None => nest::single(name, &given, spot, &mut out),
                }
            }
        }
    }
    out.copy(source.get(copied..).unwrap_or_default(), copied);
    nest.close_all(source.len(), &mut out);
    out
}

enum Tag<'a> {
    Literal(&'a str),
    End,
    Call(&'a str, Arguments),
}

fn next(source: &str, at: usize) -> Option<usize> {
    let mut from = at;
    loop {
        let found = from + memchr::memchr(b'{', source.get(from..)?.as_bytes())?;
        if matches!(source.as_bytes().get(found + 1), Some(b'{' | b'%')) {
            return Some(found);
        }
        from = found + 1;
    }
}

fn read(inner: &str, block: bool) -> Option<Tag<'_>> {
    if let Some(text) = inner.strip_prefix("/*").and_then(|inner| inner.strip_suffix("*/")) {
        return Some(Tag::Literal(text));
    }
    let inner = inner.trim().trim_matches('-').trim();
    if block && (inner == "end" || inner.starts_with("</")) {
        return Some(Tag::End);
    }
    if let Some(component) = inner.strip_prefix('<').and_then(|inner| inner.strip_suffix('>')) {
        let component = component.trim_end_matches('/').trim_end();
        let length = component.find(char::is_whitespace).unwrap_or(component.len());
        let (name, arguments) = component.split_at(length);
        return (!name.is_empty()).then(|| Tag::Call(name, Arguments::parse(arguments)));
    }
    let length = inner.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | ':'))?;
    let (name, call) = inner.split_at(length);
    let arguments = call.trim_start().strip_prefix('(')?.strip_suffix(')')?;
    (!name.is_empty()).then(|| Tag::Call(name, Arguments::parse(arguments)))
}
