//! reStructuredText as Markdown: headings, links, code, pictures, notes. What has no like in Markdown leaves its words.
//!
//! Rules from docutils' "reStructuredText Markup Specification". Works on lines and paragraphs; nests nothing.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::output::Output;

/// Code, a role, interpreted text or a link, and what makes it one.
static INLINE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?s)(?<code>``.+?``)|(?::[a-z][a-z:+-]*:)?`(?<text>[^`<]+?)(?:\s*<(?<url>[^>`]+)>)?`(?<link>__?)?|(?<word>[A-Za-z0-9-]+)_(?<end>[\s.,;:!?)]|$)").ok()
});

/// A line and where it starts.
type Line<'t> = (usize, &'t str);

/// Rewrites a body.
pub(super) fn rewrite(body: &str) -> Output {
    let mut at = 0;
    let lines: Vec<Line<'_>> = body
        .split_inclusive('\n')
        .map(|line| {
            at += line.len();
            (at - line.len(), line.trim_end())
        })
        .collect();
    let mut page = Page { targets: targets(&lines), styles: Vec::new(), out: Output::default() };
    let mut rest = lines.as_slice();
    while let Some((first, behind)) = rest.split_first() {
        rest = page.block(*first, behind);
    }
    page.out
}

struct Page<'t> {
    /// Where named links lead, by their names in lower case.
    targets: HashMap<String, &'t str>,
    /// Marks of headings in the order they came: the first is the highest.
    styles: Vec<(char, bool)>,
    out: Output,
}

/// `.. _name: address` lines.
fn targets<'t>(lines: &[Line<'t>]) -> HashMap<String, &'t str> {
    let target = |line: &'t str| {
        let (name, url) = line.trim_start().strip_prefix(".. _")?.split_once(": ")?;
        Some((name.trim_matches('`').to_lowercase(), url.trim()))
    };
    lines.iter().filter_map(|(_, line)| target(line)).collect()
}

/// The mark of a line that is one mark over and over.
fn rule(line: &str) -> Option<char> {
    let mark = line.chars().next().filter(char::is_ascii_punctuation)?;
    (line.len() >= 3 && line.chars().all(|c| c == mark)).then_some(mark)
}

fn is_indented(line: &str) -> bool {
    line.starts_with([' ', '\t'])
}

/// The lines of an indented block, with the blank ones between them, and what follows.
fn indented<'l, 't>(lines: &'l [Line<'t>]) -> (&'l [Line<'t>], &'l [Line<'t>]) {
    let end = lines.iter().position(|(_, line)| !line.is_empty() && !is_indented(line)).unwrap_or(lines.len());
    lines.split_at_checked(end).unwrap_or((lines, &[]))
}

/// A block without the blanks that all its lines begin with.
fn dedented(lines: &[Line<'_>]) -> Vec<String> {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let least = lines.iter().filter(|(_, line)| !line.is_empty()).map(|(_, line)| indent(line)).min().unwrap_or(0);
    let mut texts: Vec<String> =
        lines.iter().map(|(_, line)| line.get(least..).unwrap_or_default().to_owned()).collect();
    while texts.last().is_some_and(String::is_empty) {
        texts.pop();
    }
    texts.into_iter().skip_while(String::is_empty).collect()
}

impl<'t> Page<'t> {
    /// Writes what starts with a line; answers with what follows it.
    fn block<'l>(&mut self, first: Line<'t>, rest: &'l [Line<'t>]) -> &'l [Line<'t>] {
        let (at, line) = first;
        let next = |index: usize| rest.get(index).map_or("", |(_, line)| *line);
        if let Some(mark) = rule(line) {
            let is_over = !next(0).is_empty() && rule(next(1)) == Some(mark);
            if !is_over {
                self.out.make("\n---\n\n", at);
                return rest;
            }
            self.heading(next(0), (mark, true), at);
            return rest.get(2..).unwrap_or_default();
        }
        if line.is_empty() {
            self.out.copy("\n", at);
            return rest;
        }
        if let Some(mark) = rule(next(0)).filter(|_| !is_indented(line)) {
            self.heading(line, (mark, false), at);
            return rest.get(1..).unwrap_or_default();
        }
        match line.trim_start().strip_prefix("..").filter(|it| it.is_empty() || it.starts_with(' ')) {
            Some(explicit) => self.explicit(explicit.trim(), at, rest),
            None => self.paragraph(first, rest),
        }
    }

    fn heading(&mut self, words: &str, style: (char, bool), at: usize) {
        let known = self.styles.iter().position(|own| *own == style);
        let place = known.unwrap_or_else(|| {
            self.styles.push(style);
            self.styles.len() - 1
        });
        let marks = "#".repeat((place + 2).min(6));
        let words = self.inline(words.trim());
        self.out.make(&format!("{marks} {words}\n\n"), at);
    }

    /// A directive, or a comment with what is indented below it.
    fn explicit<'l>(&mut self, text: &str, at: usize, rest: &'l [Line<'t>]) -> &'l [Line<'t>] {
        let (inside, rest) = indented(rest);
        let Some((name, argument)) = text.split_once("::") else { return rest };
        let name = name.rsplit('|').next().unwrap_or_default().trim();
        let argument = argument.trim();
        let is_option = |line: &str| line.trim_start().strip_prefix(':').is_some_and(|rest| rest.contains(':'));
        let options = inside.iter().take_while(|(_, line)| is_option(line)).count();
        let (options, content) = inside.split_at_checked(options).unwrap_or((&[], inside));
        let content = dedented(content);
        let made = match name {
            "code-block" | "code" | "sourcecode" | "highlight" | "math" if !content.is_empty() => {
                fenced(if argument.is_empty() && name == "math" { name } else { argument }, &content)
            }
            "image" | "figure" => {
                let alt = options.iter().find_map(|(_, line)| line.trim().strip_prefix(":alt:")).unwrap_or_default();
                format!("![{}]({argument})\n\n{}\n", alt.trim(), self.inline(&content.join("\n")))
            }
            "raw" => format!("{}\n", content.join("\n")),
            "contents" | "include" | "role" | "default-role" | "meta" | "class" | "highlight" => String::new(),
            "youtube" => format!("<https://www.youtube.com/watch?v={argument}>\n"),
            _ => {
                let words = if argument.is_empty() { content } else { [vec![argument.to_owned()], content].concat() };
                let words = self.inline(&words.join("\n"));
                match name {
                    "note" | "tip" | "important" | "warning" | "caution" => {
                        format!("> [!{}]\n> {}\n", name.to_uppercase(), words.replace('\n', "\n> "))
                    }
                    "danger" | "error" | "attention" | "hint" | "admonition" | "seealso" | "epigraph"
                    | "pull-quote" => {
                        format!("> {}\n", words.replace('\n', "\n> "))
                    }
                    _ => format!("{words}\n"),
                }
            }
        };
        self.out.make(&format!("{made}\n"), at);
        rest
    }

    /// Lines up to a blank one; two colons at their end say that code follows.
    fn paragraph<'l>(&mut self, first: Line<'t>, rest: &'l [Line<'t>]) -> &'l [Line<'t>] {
        let more = rest.iter().position(|(_, line)| line.is_empty()).unwrap_or(rest.len());
        let (own, rest) = rest.split_at_checked(more).unwrap_or((rest, &[]));
        let lines: Vec<&str> = std::iter::once(first.1).chain(own.iter().map(|(_, line)| *line)).collect();
        let text = lines.join("\n");
        let Some(before) = text.strip_suffix("::") else {
            let words = self.inline(&text);
            self.out.make(&format!("{words}\n"), first.0);
            return rest;
        };
        let colon = if before.is_empty() || before.ends_with(char::is_whitespace) { "" } else { ":" };
        let words = self.inline(before.trim_end());
        let (code, rest) = indented(rest);
        let code = dedented(code);
        let block = if code.is_empty() { String::new() } else { fenced("", &code) };
        self.out.make(&format!("{words}{colon}\n\n{block}\n"), first.0);
        rest
    }

    fn inline(&self, text: &str) -> String {
        let Some(pattern) = INLINE.as_ref() else { return text.to_owned() };
        let made = |found: &Captures<'_>| {
            let part = |name: &str| found.name(name).map(|part| part.as_str());
            let whole = found.get(0).map_or("", |whole| whole.as_str());
            if part("code").is_some() {
                return whole.to_owned();
            }
            if let Some(word) = part("word") {
                let end = part("end").unwrap_or_default();
                let url = self.targets.get(&word.to_lowercase());
                return url.map_or_else(|| whole.to_owned(), |url| format!("[{word}]({url}){end}"));
            }
            let text = part("text").unwrap_or_default();
            let named = || self.targets.get(&text.to_lowercase().replace('\n', " ")).copied();
            match (part("url").or_else(named), part("link")) {
                (Some(url), _) => format!("[{text}]({})", url.replace(['\n', ' '], "")),
                (None, Some(_)) => text.to_owned(),
                (None, None) if whole.starts_with(':') => format!("`{text}`"),
                (None, None) => format!("*{text}*"),
            }
        };
        pattern.replace_all(text, made).into_owned()
    }
}

fn fenced(language: &str, code: &[String]) -> String {
    let mut fence = "```".to_owned();
    while code.iter().any(|line| line.contains(&fence)) {
        fence.push('`');
    }
    format!("{fence}{language}\n{}\n{fence}\n", code.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constructs_become_markdown() {
        for (source, want) in [
            ("One\n===\n\nTwo\n---\n\nThree\n=====\n", "## One\n\n\n### Two\n\n\n## Three\n\n"),
            ("####\nOver\n####\n", "## Over\n\n"),
            ("See `the site\n<https://a.b/c>`_ now.\n", "See [the site](https://a.b/c) now.\n"),
            (
                "A name_ and `two words`_.\n\n.. _name: https://n\n.. _two words: https://t\n",
                "A [name](https://n) and [two words](https://t).\n\n",
            ),
            ("``a_b`` :code:`x` `y` snake_case\n", "``a_b`` `x` *y* snake_case\n"),
            ("So::\n\n    x = 1\n\n    y\n\nEnd\n", "So:\n\n```\nx = 1\n\ny\n```\n\nEnd\n"),
            (
                ".. code-block:: python\n   :linenos:\n\n   if x:\n       y\n\nEnd\n",
                "```python\nif x:\n    y\n```\n\nEnd\n",
            ),
            (".. image:: /a.png\n   :alt: A cat\n", "![A cat](/a.png)\n\n\n\n"),
            (".. note:: Mind\n   this.\n", "> [!NOTE]\n> Mind\n> this.\n\n"),
            (".. a comment\n   of two lines\n\nText\n", "Text\n"),
            ("- one\n- two\n", "- one\n- two\n"),
        ] {
            assert_eq!(rewrite(source).text, want, "{source}");
        }
    }

    #[test]
    fn anything_ends() {
        for source in ["..", ".. ::", "::", "===\n===\n===", "`", "``", "`a <", ":x:`", "a\n===", "\t::\n"] {
            rewrite(&source.repeat(1000));
        }
    }
}
