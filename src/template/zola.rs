//! Zola's shortcodes: `{{ name(a="b") }}` and `{% name(a="b") %}…{% end %}`, escaped as `{{/* */}}` and `{%/* */%}`.

use super::arguments::Arguments;
use super::code::CodeMap;
use super::find::Finder;
use super::nest::{self, Nest, Spot};
use super::output::Output;

/// Rewrites all shortcodes; whatever looks different stays as it is.
pub(super) fn rewrite(source: &str) -> Output {
    rewrite_outside(source, &CodeMap::default())
}

/// Rewrites the shortcodes outside of code.
pub(super) fn rewrite_outside(source: &str, code: &CodeMap) -> Output {
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
            Tag::Call(name, arguments) if block => nest.open(name, &arguments, start, &mut out),
            Tag::Call(name, arguments) => {
                let after = source.get(close + 2..).unwrap_or_default();
                nest::single(name, &arguments, Spot { source: start, after }, &mut out);
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
    if block && inner == "end" {
        return Some(Tag::End);
    }
    let length = inner.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | ':'))?;
    let (name, call) = inner.split_at(length);
    let arguments = call.trim_start().strip_prefix('(')?.strip_suffix(')')?;
    (!name.is_empty()).then(|| Tag::Call(name, Arguments::parse(arguments)))
}
