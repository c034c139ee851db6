//! Files that a body takes in where it names them: `include::part.adoc[]`, `#+INCLUDE: "part.org"`, `.. include:: part.rst`,
//! `.. literalinclude:: a.py`, `--8<-- "part.md"`. The library has read them; nothing from outside the site is among them.

mod chosen;

use super::Markup;
use crate::template::budget::Budget;
use crate::template::find::holds;
use crate::template::output::Output;
use crate::template::values::TemplateValues;

/// What stands before the name of such a file among the files that templates may ask for.
pub const INCLUDED: &str = "included:";
/// Files in files.
const DEEPEST: u8 = 4;

/// A line that takes a file in.
#[derive(Clone, Copy)]
struct Include<'t> {
    path: &'t str,
    /// What stands behind the path.
    options: &'t str,
    kind: Kind,
    margin: usize,
}

/// What a file is taken in as.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Text in the same markup.
    Text,
    Code,
    /// The content of the directive whose option names it (`:file:`).
    Content,
}

impl<'t> Include<'t> {
    fn of(line: &'t str, markup: Markup) -> Option<Self> {
        let rest = line.trim_start();
        let margin = line.len() - rest.len();
        let rest = rest.trim_end();
        let (path, options, kind) = match markup {
            Markup::AsciiDoc => {
                let (path, options) = rest.strip_prefix("include::")?.strip_suffix(']')?.split_once('[')?;
                (path, options, Kind::Text)
            }
            Markup::Org => {
                let (key, value) = rest.strip_prefix("#+")?.split_once(':')?;
                key.eq_ignore_ascii_case("include").then_some(())?;
                let value = value.trim();
                let (path, options) = match value.strip_prefix('"') {
                    Some(inner) => inner.split_once('"')?,
                    None => value.split_once(' ').unwrap_or((value, "")),
                };
                (path.split("::").next().unwrap_or(path), options.trim(), Kind::Text)
            }
            Markup::Rst => {
                let (name, path) = match rest.strip_prefix(":file:") {
                    Some(path) => (":file:", path),
                    None => rest.strip_prefix(".. ")?.split_once("::")?,
                };
                let kind = match name.trim() {
                    "include" => Kind::Text,
                    "literalinclude" | "include-code" | "listing" => Kind::Code,
                    ":file:" => Kind::Content,
                    _ => return None,
                };
                let (path, options) = path.trim().split_once(' ').unwrap_or((path.trim(), ""));
                (path, options.trim(), kind)
            }
            // A snippet of PyMdown.
            Markup::Markdown => {
                let path = rest.strip_prefix("--8<--")?.trim().strip_prefix(['"', '\''])?.strip_suffix(['"', '\''])?;
                let (path, options) = match path.split_once(':') {
                    Some((path, options)) => (path, options),
                    None => (path, ""),
                };
                (path, options, Kind::Text)
            }
            _ => return None,
        };
        let is_file = !path.is_empty() && !path.contains("://") && !path.contains('{') && path.len() < 400;
        is_file.then_some(Self { path, options, kind, margin })
    }
}

/// The lines of a text, and the files that they take in. An option names a file of a table or of HTML only.
fn found<'t>(text: &'t str, markup: Markup) -> impl Iterator<Item = (&'t str, Option<Include<'t>>)> {
    let (mut holds_file, mut lists_files) = (false, false);
    text.split_inclusive('\n').map(move |line| {
        // Names of snippets, each on a line between two marks.
        let is_mark = markup == Markup::Markdown && line.trim() == "--8<--";
        if is_mark || lists_files {
            lists_files ^= is_mark;
            let path = if is_mark { "" } else { line.trim() };
            let margin = line.len() - line.trim_start().len();
            return (line, Some(Include { path, options: "", kind: Kind::Text, margin }));
        }
        if let Some(name) = line.trim_start().strip_prefix(".. ") {
            holds_file = name.starts_with("csv-table::") || name.starts_with("raw:: html");
        }
        let include = Include::of(line, markup).filter(|include| include.kind != Kind::Content || holds_file);
        (line, include)
    })
}

/// The files that a body takes in, as it names them.
pub fn taken_in(text: &str, markup: Markup) -> Vec<&str> {
    let is_any = markup != Markup::Markdown || holds(text, "--8<--");
    if !is_any {
        return Vec::new();
    }
    let paths = found(text, markup).filter_map(|(_, include)| Some(include?.path));
    paths.filter(|path| !path.is_empty() && !path.contains("://")).collect()
}

/// Puts the files in their places. None if none is at hand.
pub(in crate::template) fn rewrite(text: &str, markup: Markup, values: &TemplateValues) -> Option<Output> {
    // PyMdown shows nothing of a snippet that it doesn't find.
    let is_snippet = markup == Markup::Markdown;
    let any = |path: &&str| is_snippet || values.file(&format!("{INCLUDED}{path}")).is_some();
    taken_in(text, markup).iter().any(any).then(|| {
        let (mut out, mut left) = (Output::default(), Budget::default());
        let mut at = 0;
        let mut lines = found(text, markup);
        while let Some((line, include)) = lines.next() {
            let made = include.and_then(|include| {
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
                        at += lines.next().map_or(0, |(line, _)| line.len());
                    }
                }
                None if is_snippet && include.is_some() => {
                    out.make("\n", at);
                    at += line.len();
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
        (Markup::Rst, _) if include.kind == Kind::Content => {
            // The content of a directive stands below its options.
            before = below.iter().map(|line| format!("{line}\n")).collect::<String>() + "\n";
        }
        (Markup::Rst, _)
            if include.kind == Kind::Code || option(":code:").is_some() || option(":literal:").is_some() =>
        {
            let ending = include.path.rsplit_once('.').map_or("", |(_, ending)| ending);
            let language = option(":language:").or_else(|| option(":code:")).unwrap_or(ending);
            before = format!("{margin}.. code-block:: {language}\n\n");
            margin.push_str("   ");
        }
        (Markup::AsciiDoc, _) => {
            if let Some(offset) = chosen::option(include.options, "leveloffset") {
                before = format!("\n:leveloffset: {offset}\n\n");
                after = format!("\n:leveloffset: {}\n\n", chosen::back(offset));
            }
        }
        _ => {}
    }
    let mut made = before;
    for line in chosen::lines(file, include.options, below, markup) {
        let inner = Include::of(line, markup).filter(|inner| include.kind == Kind::Text && inner.kind == Kind::Text);
        match inner.and_then(|inner| shown(&inner, &[], markup, values, deeper, left)) {
            Some(inner) => made.push_str(&inner),
            None if line.is_empty() => made.push('\n'),
            None => made.push_str(&format!("{margin}{line}\n")),
        }
    }
    made.push_str(&after);
    Some(made)
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
            (Markup::AsciiDoc, "include::b[leveloffset=+1]\n", "\n:leveloffset: +1\n\ninner\n\n:leveloffset: -1\n\n"),
            (Markup::Org, "#+INCLUDE: \"b\" src python\nx\n", "#+begin_src python\ninner\n#+end_src\nx\n"),
            (Markup::Rst, "- .. include:: b\n\n.. include:: b\n", "- .. include:: b\n\ninner\n"),
            (
                Markup::Rst,
                ".. csv-table::\n   :file: b\n   :align: left\n\nx\n",
                ".. csv-table::\n   :align: left\n\n   inner\n\nx\n",
            ),
            (Markup::Markdown, "x\n\n    --8<-- \"b\"\n", "x\n\n    inner\n"),
            (Markup::Markdown, "--8<--\nb\n--8<--\n--8<-- \"none\"\nx\n", "\ninner\n\n\nx\n"),
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
