//! Hugo's shortcodes: `{{< name >}}`, `{{% name %}}`, with content, closing themselves, escaped. Hugo reads them
//! before Markdown, so they count inside code too.

use super::arguments::Arguments;
use super::code::CodeMap;
use super::find::Finder;
use super::nest::{self, Nest, Spot};
use super::output::Output;
use super::shown::{Shown, fenced};
use super::values::TemplateValues;
use super::{reference, shown};
use crate::post::Code;

/// A shortcode in the source.
#[derive(Debug)]
struct Shortcode<'a> {
    /// First byte and one past the last.
    start: usize,
    end: usize,
    /// What stands between the marks.
    inner: &'a str,
    /// Whether it is escaped with `/*` and `*/`.
    escaped: bool,
    name: &'a str,
    arguments: &'a str,
    closes: bool,
}

/// Rewrites all shortcodes.
pub(super) fn rewrite(source: &str, values: &TemplateValues) -> Output {
    rewrite_outside(source, values, &CodeMap::default())
}

/// Rewrites the shortcodes outside of code, and inside of it those that are escaped.
pub(super) fn rewrite_outside(source: &str, values: &TemplateValues, code: &CodeMap) -> Output {
    let mut shortcodes = find(source);
    shortcodes.retain(|one| one.escaped || code.at(one.start).is_none());
    let live = shortcodes.iter().filter(|one| !one.escaped);
    let paired = nest::pairs(live.map(|one| (one.name, one.closes)));
    let mut out = Output::default();
    let mut nest = Nest::default();
    let (mut at, mut place, mut skip_to) = (0, 0, 0);
    for one in &shortcodes {
        if one.start >= skip_to {
            out.copy(source.get(at..one.start).unwrap_or_default(), at);
            at = one.end;
        }
        if one.escaped {
            if one.start >= skip_to {
                out.make(&literal(source, one), one.start);
            }
            continue;
        }
        let is_paired = paired.contains(&place);
        place += 1;
        if one.start < skip_to {
            continue;
        }
        if one.closes {
            nest.close(Some(one.name), one.start, &mut out);
        } else if is_paired {
            nest.open(one.name, &Arguments::parse(one.arguments), one.start, &mut out);
        } else {
            single(source, one, values, &mut out);
        }
        skip_to = one.end;
    }
    out.copy(source.get(at..).unwrap_or_default(), at);
    nest.close_all(source.len(), &mut out);
    out
}

/// An escaped shortcode as its page shows it.
fn literal(source: &str, one: &Shortcode<'_>) -> String {
    let whole = source.get(one.start..one.end).unwrap_or_default();
    whole.replacen("/*", "", 1).chars().rev().collect::<String>().replacen("/*", "", 1).chars().rev().collect()
}

fn single(source: &str, one: &Shortcode<'_>, values: &TemplateValues, out: &mut Output) {
    let arguments = Arguments::parse(one.arguments);
    match one.name {
        "ref" | "relref" => {
            let path = arguments.get(&["path"]).or_else(|| arguments.at(0)).unwrap_or_default();
            out.make(&reference::target(one.name, path), one.start);
        }
        "param" => match arguments.at(0).and_then(|name| parameter(name, values)) {
            Some(value) => out.make(value, one.start),
            None => out.complain(
                one.start,
                Code::TemplateUnknown,
                format!("The parameter in `{}` is not known.", one.inner.trim()),
            ),
        },
        "highlight" => {
            let Shown::Code(info) = shown::paired("highlight", &arguments) else { return };
            out.block(&fenced(&info, ""), one.start);
        }
        "qr" => out.make(&arguments.values().collect::<Vec<_>>().join(" "), one.start),
        name => {
            let after = source.get(one.end..).unwrap_or_default();
            nest::single(name, &arguments, Spot { source: one.start, after }, out);
        }
    }
}

/// A parameter of the post, else of the site.
fn parameter<'a>(name: &str, values: &'a TemplateValues) -> Option<&'a str> {
    let places = ["page.params.", "page.", "site.params.", "params."];
    places.iter().find_map(|place| values.get(&format!("{place}{name}")))
}

/// All shortcodes in order.
fn find(source: &str) -> Vec<Shortcode<'_>> {
    let mut found = Vec::new();
    let (mut opens, mut angles, mut percents) = (Finder::new("{{"), Finder::new(">}}"), Finder::new("%}}"));
    let mut at = 0;
    while let Some(start) = opens.find(source, at) {
        let inside = start + 3;
        let close = match source.as_bytes().get(start + 2) {
            Some(b'<') => angles.find(source, inside),
            Some(b'%') => percents.find(source, inside),
            _ => None,
        };
        let Some(close) = close else {
            at = start + 1;
            continue;
        };
        at = close + 3;
        found.push(read(start, at, source.get(inside..close).unwrap_or_default()));
    }
    found
}

fn read(start: usize, end: usize, inner: &str) -> Shortcode<'_> {
    let escaped = inner.starts_with("/*") && inner.ends_with("*/");
    let body = inner.trim();
    let closes = body.starts_with('/') && !escaped;
    let body = body.trim_start_matches('/').trim_end_matches('/').trim();
    let split = body.find(|c: char| c.is_whitespace()).unwrap_or(body.len());
    let (name, arguments) = body.split_at(split);
    Shortcode { start, end, inner, escaped, name, arguments, closes }
}
