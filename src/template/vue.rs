//! What stands in double braces on sites that are made with Vue (VitePress, VuePress, Nuxt Content): words, values of the post's head,
//! constants of its `<script>`. Code and what is marked with `v-pre` stay as they are. Runs nothing.

use std::borrow::Cow;
use std::ops::Range;

use super::code::CodeMap;
use super::find::holds;
use super::near::find_near;
use super::output::Output;
use super::values::TemplateValues;
use crate::post::Code;
use crate::post::front_matter::{Map, literal, written_out};

/// Bytes of a script that are read.
const LONGEST_SCRIPT: usize = 16_384;
/// What the values of a head are below, by the framework.
const HEADS: [&str; 6] =
    ["$frontmatter.", "$page.frontmatter.", "frontmatter.", "page.frontmatter.", "$doc.", "$page."];

/// Rewrites what is in braces. None if nothing is.
pub(super) fn rewrite(text: &str, values: &TemplateValues) -> Option<Output> {
    if !holds(text, "{{") {
        return None;
    }
    let (code, kept) = (CodeMap::of(text), kept(text));
    let scope = Scope { constants: constants(text), values };
    let (mut out, mut copied, mut at) = (Output::default(), 0, 0);
    while let Some(found) = text.get(at..).and_then(|rest| memchr::memmem::find(rest.as_bytes(), b"{{")) {
        let start = at + found;
        at = start + 2;
        if let Some(range) = code.at(start).or_else(|| kept.iter().find(|range| range.contains(&start))) {
            at = range.end.max(at);
            continue;
        }
        let Some(length) = text.get(at..).and_then(|rest| find_near(rest, "}}")) else { continue };
        let inner = text.get(at..at + length).unwrap_or_default().trim();
        out.copy(text.get(copied..start).unwrap_or_default(), copied);
        match scope.said(inner) {
            Some(words) => out.make(&words, start),
            None => out.complain(start, Code::TemplateUnknown, format!("The value of `{inner}` is not known.")),
        }
        at += length + 2;
        copied = at;
    }
    out.ended(text, copied)
}

/// Where braces mean nothing: containers and elements that say so.
fn kept(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for at in memchr::memmem::find_iter(text.as_bytes(), b"v-pre") {
        let before = text.get(..at).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        let behind = text.get(at..).unwrap_or_default();
        let end = match line.rsplit_once('<') {
            Some((_, tag)) if !tag.contains('>') => {
                let name = tag.split(char::is_whitespace).next().unwrap_or_default();
                behind.find(&format!("</{name}>"))
            }
            _ if line.trim_start().starts_with(":::") => behind.find("\n:::"),
            _ => continue,
        };
        found.push(at..end.map_or(text.len(), |end| at + end));
    }
    found
}

/// The constants that the scripts of a text declare, those in `ref(…)` too.
fn constants(text: &str) -> Map<'_> {
    let mut found = Map::default();
    for script in text.split("<script").skip(1).take(4) {
        let inner = script.split_once('>').map_or("", |(_, inner)| inner).split("</script>").next().unwrap_or_default();
        let inner = inner.get(..LONGEST_SCRIPT).unwrap_or(inner);
        found.0.extend(written_out(inner).0);
        for line in inner.lines() {
            let line = line.trim().trim_end_matches(';');
            let declared = ["const ", "let ", "var "].iter().find_map(|word| line.strip_prefix(word)?.split_once('='));
            let Some((name, value)) = declared else { continue };
            let wrapped = ["ref(", "shallowRef(", "reactive("].iter().find_map(|call| value.trim().strip_prefix(call));
            if let Some(value) = wrapped.and_then(|value| literal(value.strip_suffix(')')?.trim())) {
                found.0.push((Cow::Borrowed(name.trim()), value));
            }
        }
    }
    found
}

struct Scope<'t> {
    constants: Map<'t>,
    values: &'t TemplateValues,
}

impl Scope<'_> {
    /// What an expression comes to, or the first of its alternatives that is known.
    fn said(&self, expression: &str) -> Option<String> {
        let quote = expression.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'));
        if let Some(inner) = quote.and_then(|quote| expression.strip_prefix(quote)?.strip_suffix(quote)) {
            return (!inner.contains(quote.unwrap_or_default()) && !inner.contains("${")).then(|| inner.to_owned());
        }
        if let Some((one, other)) = expression.split_once("||").or_else(|| expression.split_once("??")) {
            return self.said(one.trim()).or_else(|| self.said(other.trim()));
        }
        if expression.parse::<f64>().is_ok() {
            return Some(expression.to_owned());
        }
        let head = HEADS.iter().find_map(|head| expression.strip_prefix(head)).map(|key| key.replace("?.", "."));
        let head = head.or_else(|| (expression == "$title").then(|| "title".to_owned()));
        if let Some(key) = head {
            return self.values.get(&format!("page.{key}")).map(str::to_owned);
        }
        if matches!(expression, "$siteTitle" | "$site.title" | "site.title") {
            return self.values.get("site.title").map(str::to_owned);
        }
        let mut path = expression.trim_end_matches(".value").split('.').map(|key| key.trim_end_matches('?'));
        let first = self.constants.exact(path.next()?)?;
        let value = path.try_fold(first, |value, key| value.as_map()?.exact(key))?;
        value.to_text().map(Cow::into_owned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_out_is_said() {
        let values = TemplateValues::from_iter([("page.title", "Head"), ("page.tag", "x"), ("site.title", "Site")]);
        let script = "<script setup>\nimport { ref } from 'vue'\nconst n = ref(3)\nconst word = 'w'\nconst o = { k: 'v' }\n</script>\n";
        for (text, want) in [
            ("{{ $page.title }}, {{ $frontmatter.tag }}, {{$doc.title}}", Some("Head, x, Head")),
            ("{{ $doc.none || 'else' }} {{ $site.title }} {{ 'a' }} {{ 12 }}", Some("else Site a 12")),
            ("{{ n }} {{ word }} {{ o.k }} {{ n.value }}", Some("3 w v 3")),
            ("a {{ unknown(1) }} b", Some("a  b")),
            ("`{{ n }}` <span v-pre>{{ n }}</span> {{ n }}", Some("`{{ n }}` <span v-pre>{{ n }}</span> 3")),
            ("::: v-pre\n{{ n }}\n:::\n", None),
            ("```\n{{ n }}\n```\n", None),
            ("{{ never closed", None),
        ] {
            let whole = format!("{script}{text}");
            let made = rewrite(&whole, &values).map(|out| out.finish(|_| (1, 1)).0);
            assert_eq!(made, want.map(|want| format!("{script}{want}")), "{text}");
        }
    }
}
