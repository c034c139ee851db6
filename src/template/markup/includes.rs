//! Files that a body takes in where it names them: `include::part.adoc[]`, `#+INCLUDE: "part.org"`, `.. include:: part.rst`,
//! `.. literalinclude:: a.py`. The library has read them; nothing from outside the site is among them.

use super::Markup;
use crate::template::budget::Budget;
use crate::template::output::Output;
use crate::template::values::TemplateValues;

/// What stands before the name of such a file among the files that templates may ask for.
pub const INCLUDED: &str = "included:";
/// Files in files.
const DEEPEST: u8 = 4;

/// A line that takes a file in.
struct Include<'t> {
    path: &'t str,
    /// What stands behind the path.
    options: &'t str,
    /// Whether it is shown as code.
    is_code: bool,
    margin: usize,
}

impl<'t> Include<'t> {
    fn of(line: &'t str, markup: Markup) -> Option<Self> {
        let rest = line.trim_start();
        let margin = line.len() - rest.len();
        let rest = rest.trim_end();
        let (path, options, is_code) = match markup {
            Markup::AsciiDoc => {
                let (path, options) = rest.strip_prefix("include::")?.strip_suffix(']')?.split_once('[')?;
                (path, options, false)
            }
            Markup::Org => {
                let (key, value) = rest.strip_prefix("#+")?.split_once(':')?;
                key.eq_ignore_ascii_case("include").then_some(())?;
                let value = value.trim();
                let (path, options) = match value.strip_prefix('"') {
                    Some(inner) => inner.split_once('"')?,
                    None => value.split_once(' ').unwrap_or((value, "")),
                };
                (path, options.trim(), false)
            }
            Markup::Rst => {
                let (name, path) = rest.strip_prefix(".. ")?.split_once("::")?;
                let is_code = matches!(name.trim(), "literalinclude" | "include-code" | "listing");
                (is_code || name.trim() == "include").then_some(())?;
                let (path, options) = path.trim().split_once(' ').unwrap_or((path.trim(), ""));
                (path, options.trim(), is_code)
            }
            _ => return None,
        };
        let is_file = !path.is_empty() && !path.contains("://") && !path.contains('{') && path.len() < 400;
        is_file.then_some(Self { path, options, is_code, margin })
    }
}

/// The files that a body takes in, as it names them.
pub fn taken_in(text: &str, markup: Markup) -> Vec<&str> {
    text.lines().filter_map(|line| Include::of(line, markup)).map(|include| include.path).collect()
}

/// Puts the files in their places. None if none is at hand.
pub(in crate::template) fn rewrite(text: &str, markup: Markup, values: &TemplateValues) -> Option<Output> {
    let any = taken_in(text, markup).iter().any(|path| values.file(&format!("{INCLUDED}{path}")).is_some());
    any.then(|| {
        let (mut out, mut left) = (Output::default(), Budget::default());
        let mut at = 0;
        let mut lines = text.split_inclusive('\n').peekable();
        while let Some(line) = lines.next() {
            let found = Include::of(line, markup);
            let made = found.and_then(|include| {
                // Options of reStructuredText stand below, further in.
                let below: Vec<&str> = text
                    .get(at + line.len()..)
                    .unwrap_or_default()
                    .lines()
                    .take_while(|line| {
                        markup == Markup::Rst && line.trim_start().starts_with(':') && line.starts_with(' ')
                    })
                    .collect();
                Some((shown(&include, &below, markup, values, DEEPEST, &mut left)?, below.len()))
            });
            match made {
                Some((made, options)) => {
                    out.make(&made, at);
                    at += line.len();
                    for _ in 0..options {
                        at += lines.next().map_or(0, str::len);
                    }
                }
                None => {
                    out.copy(line, at);
                    at += line.len();
                }
            }
        }
        out
    })
}

/// What a file shows, each line as far in as the line that names it.
fn shown(
    include: &Include<'_>,
    below: &[&str],
    markup: Markup,
    values: &TemplateValues,
    deeper: u8,
    left: &mut Budget,
) -> Option<String> {
    let file = values.file(&format!("{INCLUDED}{}", include.path))?;
    let deeper = deeper.checked_sub(1).filter(|_| left.take(file.len()))?;
    let option = |name: &str| below.iter().find_map(|line| line.trim().strip_prefix(name)).map(str::trim);
    let (mut before, mut after, mut margin) = (String::new(), String::new(), " ".repeat(include.margin));
    let mut words = include.options.split_whitespace();
    match (markup, words.next()) {
        (Markup::Org, Some(kind @ ("src" | "example" | "quote" | "export"))) => {
            before = format!("#+begin_{kind} {}\n", words.next().unwrap_or_default());
            after = format!("#+end_{kind}\n");
        }
        (Markup::Rst, _) if include.is_code || option(":code:").is_some() || option(":literal:").is_some() => {
            let ending = include.path.rsplit_once('.').map_or("", |(_, ending)| ending);
            let language = option(":language:").or_else(|| option(":code:")).unwrap_or(ending);
            before = format!("{margin}.. code-block:: {language}\n\n");
            margin.push_str("   ");
        }
        _ => {}
    }
    let mut made = before;
    for line in chosen(file, include, markup) {
        let inner = Include::of(line, markup).filter(|_| !include.is_code);
        match inner.and_then(|inner| shown(&inner, &[], markup, values, deeper, left)) {
            Some(inner) => made.push_str(&inner),
            None if line.is_empty() => made.push('\n'),
            None => made.push_str(&format!("{margin}{line}\n")),
        }
    }
    made.push_str(&after);
    Some(made)
}

/// The lines that an include of AsciiDoc asks for, by their numbers or their tag; else all.
fn chosen<'f>(file: &'f str, include: &Include<'_>, markup: Markup) -> Vec<&'f str> {
    let option = |name: &str| {
        let rest = include.options.split([',', ' ']).find_map(|option| option.trim().strip_prefix(name))?;
        Some(rest.trim_matches('"')).filter(|_| markup == Markup::AsciiDoc)
    };
    let is_mark = |line: &str| line.contains("tag::") && line.trim_end().ends_with("[]") || line.contains("end::");
    if let Some(tag) = option("tag=").or_else(|| option("tags=")) {
        let (start, end) = (format!("tag::{tag}[]"), format!("end::{tag}[]"));
        let from = file.lines().skip_while(|line| !line.contains(&start)).skip(1);
        return from.take_while(|line| !line.contains(&end)).filter(|line| !is_mark(line)).collect();
    }
    let lines = file.lines().filter(|line| markup != Markup::AsciiDoc || !is_mark(line));
    match option("lines=").and_then(|range| range.split_once("..")) {
        Some((first, last)) => {
            let first: usize = first.parse().unwrap_or(1).max(1);
            let last = last.parse().unwrap_or(usize::MAX);
            lines.take(last).skip(first - 1).collect()
        }
        None => lines.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_stand_where_they_are_named() {
        let mut values = TemplateValues::new();
        values.set_file("included:a", "one\n\ninclude::b[]\n# tag::t[]\ntwo\n# end::t[]");
        values.set_file("included:b", "inner");
        values.set_file("included:me", "me\ninclude::me[]");
        for (markup, text, want) in [
            (Markup::AsciiDoc, "x\ninclude::a[]\ny\n", "x\none\n\ninner\ntwo\ny\n"),
            (Markup::AsciiDoc, "include::a[tag=t]\n", "two\n"),
            (Markup::AsciiDoc, "include::a[lines=1..1]\n", "one\n"),
            (Markup::Org, "#+INCLUDE: \"b\" src python\nx\n", "#+begin_src python\ninner\n#+end_src\nx\n"),
            (Markup::Rst, "- .. include:: b\n\n.. include:: b\n", "- .. include:: b\n\ninner\n"),
            (Markup::Rst, ".. literalinclude:: b\n   :language: c\n\nx\n", ".. code-block:: c\n\n   inner\n\nx\n"),
        ] {
            let made = rewrite(text, markup, &values).map_or_else(|| text.to_owned(), |out| out.text);
            assert_eq!(made, want, "{text}");
        }
        let round = rewrite("include::me[]\n", Markup::AsciiDoc, &values).map(|out| out.text).unwrap_or_default();
        assert_eq!(round.matches("me\n").count(), usize::from(DEEPEST));
        assert!(rewrite("include::none[]\n", Markup::AsciiDoc, &values).is_none());
        assert!(taken_in("include::https://a.b/c[]\ninclude::{d}/e[]\n", Markup::AsciiDoc).is_empty());
    }
}
