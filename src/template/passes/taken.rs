//! What a text takes from files: `<<< @/a.js#part{1,3 js}` and `@[code js](a.js)` are their code, `<!--@include: ./b.md{2,5}-->`
//! is their Markdown (VitePress: "Import Code Snippets", "Markdown File Inclusion"; VuePress: "Import Code Blocks"). The library
//! has read the files.

use super::super::TemplateValues;
use super::super::budget::Budget;
use super::super::code::CodeMap;
use super::super::find::holds;
use super::super::output::Output;

/// What stands before a path among the files that templates may ask for.
pub const FILE: &str = "file:";
/// Files of Markdown in each other.
const DEEPEST: u8 = 3;

/// The paths of the files that a text takes from, as it writes them.
pub fn taken(text: &str) -> Vec<&str> {
    if !is_any(text) {
        return Vec::new();
    }
    let code = CodeMap::of(text);
    lines(text, &code).filter_map(|(_, line)| Some(Taking::of(line)?.path)).collect()
}

/// Rewrites what is taken from files that are at hand. None if nothing is.
pub(in crate::template) fn rewrite(text: &str, values: &TemplateValues) -> Option<Output> {
    if !is_any(text) {
        return None;
    }
    let mut left = Budget::default();
    let mut out = Output::default();
    expand(text, values, DEEPEST, &mut left, &mut out);
    left.is_touched().then_some(out)
}

fn is_any(text: &str) -> bool {
    ["<<<", "@[code", "@include"].iter().any(|mark| holds(text, mark))
}

/// The lines outside code, with their first bytes.
fn lines<'t>(text: &'t str, code: &CodeMap) -> impl Iterator<Item = (usize, &'t str)> {
    let mut at = 0;
    let lines = text.split_inclusive('\n').map(move |line| {
        at += line.len();
        (at - line.len(), line)
    });
    lines.filter(|(at, line)| code.at(at + (line.len() - line.trim_start().len())).is_none())
}

fn expand(text: &str, values: &TemplateValues, deeper: u8, left: &mut Budget, out: &mut Output) {
    let code = CodeMap::of(text);
    let mut copied = 0;
    for (at, line) in lines(text, &code) {
        let Some(taking) = Taking::of(line) else { continue };
        let Some(file) = values.file(&format!("{FILE}{}", taking.path)) else { continue };
        let Some(deeper) = deeper.checked_sub(1).filter(|_| left.take(file.len())) else { break };
        let indent = line.len() - line.trim_start().len();
        out.copy(text.get(copied..at + indent).unwrap_or_default(), copied);
        let part = taking.part(file);
        match &taking.fence {
            Some(info) => out.block(&fenced(info, &part), at + indent),
            None => {
                let mut inner = Output::default();
                expand(&part, values, deeper, left, &mut inner);
                out.block(&inner.text, at + indent);
            }
        }
        copied = at + line.trim_end().len();
    }
    out.copy(text.get(copied..).unwrap_or_default(), copied);
}

/// Code in a fence that is longer than any in it.
fn fenced(info: &str, code: &str) -> String {
    let longest = code.lines().map(|line| line.trim_start().bytes().take_while(|byte| *byte == b'`').count()).max();
    let fence = "`".repeat(longest.unwrap_or_default().max(2) + 1);
    format!("{fence}{info}\n{code}\n{fence}")
}

/// A line that takes from a file.
struct Taking<'t> {
    path: &'t str,
    /// The name of a part that marks in the file begin and end.
    region: Option<&'t str>,
    /// Its lines from and to, from 1.
    range: Option<(usize, usize)>,
    /// What stands behind the fence, of code.
    fence: Option<String>,
}

impl<'t> Taking<'t> {
    fn of(line: &'t str) -> Option<Self> {
        let line = line.trim();
        match (line.strip_prefix("<<<"), line.strip_prefix("@[code"), line.strip_prefix("<!--")) {
            (Some(rest), _, _) => Self::snippet(rest.trim_start()),
            (_, Some(rest), _) => Self::linked(rest),
            (_, _, Some(rest)) => {
                Self::included(rest.trim_start().strip_prefix("@include:")?.strip_suffix("-->")?.trim())
            }
            _ => None,
        }
    }

    /// `path#region{1,3 lang:line-numbers} [title]`.
    fn snippet(rest: &'t str) -> Option<Self> {
        let end = rest.find(['#', '{', '[', ' ']).unwrap_or(rest.len());
        let (path, rest) = rest.split_at_checked(end)?;
        let region = rest.strip_prefix('#').map(|rest| rest.split(['{', '[', ' ']).next().unwrap_or_default());
        let braced = rest.split_once('{').and_then(|(_, rest)| rest.split_once('}')).map_or("", |(inner, _)| inner);
        let title = rest.rsplit_once('[').and_then(|(_, rest)| rest.strip_suffix(']'));
        let is_lines = |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'-'));
        let marked = braced.split(' ').find(is_lines).filter(|lines| !lines.is_empty());
        let language = braced.split(' ').find(|word| !is_lines(word)).unwrap_or_else(|| extension(path));
        let marked = marked.map(|lines| format!(" {{{lines}}}")).unwrap_or_default();
        let title = title.map(|title| format!(" [{title}]")).unwrap_or_default();
        let fence = Some(format!("{language}{marked}{title}"));
        (!path.is_empty()).then_some(Self { path, region, range: None, fence })
    }

    /// `{1-3} lang](path)`.
    fn linked(rest: &'t str) -> Option<Self> {
        let (options, path) = rest.split_once("](")?;
        let path = path.strip_suffix(')')?;
        let (path, region) = path.split_once('#').map_or((path, None), |(path, region)| (path, Some(region)));
        let braced = options.strip_prefix('{').and_then(|rest| rest.split_once('}'));
        let language = braced.map_or(options, |(_, rest)| rest).trim();
        let fence = Some(if language.is_empty() { extension(path) } else { language }.to_owned());
        Some(Self { path, region, range: braced.and_then(|(lines, _)| range(lines)), fence })
    }

    /// `path#region{1,3}`.
    fn included(rest: &'t str) -> Option<Self> {
        let end = rest.find(['#', '{']).unwrap_or(rest.len());
        let (path, rest) = rest.split_at_checked(end)?;
        let region = rest.strip_prefix('#').map(|rest| rest.split('{').next().unwrap_or_default());
        let braced = rest.split_once('{').and_then(|(_, rest)| rest.split_once('}'));
        Some(Self { path: path.trim(), region, range: braced.and_then(|(lines, _)| range(lines)), fence: None })
    }

    /// What is meant of a file, without the indentation that all of its lines have.
    fn part(&self, file: &str) -> String {
        let mut lines: Vec<&str> = file.lines().collect();
        if let Some((from, to)) = self.range {
            lines = lines.into_iter().take(to).skip(from.saturating_sub(1)).collect();
        } else if self.fence.is_none() {
            let start = crate::post::front_matter::read(file, Default::default()).body.byte as usize;
            lines = file.get(start..).unwrap_or_default().lines().collect();
        }
        let is_mark = |line: &&str, word: &str| line.split_once(word).is_some_and(|(before, _)| !before.contains('"'));
        if let Some(region) = self.region {
            let begins = |line: &&str| is_mark(line, "region") && line.split_whitespace().any(|word| word == region);
            let inside = lines.iter().position(begins).and_then(|first| {
                let rest = lines.get(first + 1..)?;
                let end = rest.iter().position(|line| is_mark(line, "endregion") && line.contains(region));
                rest.get(..end.unwrap_or(rest.len()))
            });
            lines = inside.map_or_else(|| lines.clone(), <[_]>::to_vec);
            lines.retain(|line| !is_mark(line, "#region") && !is_mark(line, "#endregion"));
        }
        let blanks = |line: &&str| line.len() - line.trim_start_matches([' ', '\t']).len();
        let margin = lines.iter().filter(|line| !line.trim().is_empty()).map(blanks).min().unwrap_or_default();
        let lines: Vec<&str> = lines.iter().map(|line| line.get(margin..).unwrap_or_default()).collect();
        lines.join("\n")
    }
}

/// The lines of `2,5`, `2-5`, `2,`, `,5` and `2`.
fn range(written: &str) -> Option<(usize, usize)> {
    let (from, to) = written.split_once([',', '-']).unwrap_or((written, written));
    let number = |text: &str, empty: usize| if text.trim().is_empty() { Some(empty) } else { text.trim().parse().ok() };
    Some((number(from, 1)?, number(to, usize::MAX)?))
}

fn extension(path: &str) -> &str {
    path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or("", |(_, extension)| extension)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_and_markdown_are_taken_from_files() {
        let mut values = TemplateValues::new();
        values.set_file("file:@/a.js", "// #region one\n  let a;\n// #endregion one\nlet b;\n");
        values.set_file("file:./b.md", "---\ntitle: no\n---\nB *b*\n\n<!--@include: ./c.md-->\n");
        values.set_file("file:./c.md", "one\ntwo\nthree\n");
        values.set_file("file:./me.md", "me\n\n<!--@include: ./me.md-->\n");
        for (text, want) in [
            ("<<< @/a.js\n", Some("```js\n// #region one\n  let a;\n// #endregion one\nlet b;\n```")),
            ("<<< @/a.js#one{1,3 ts:line-numbers} [Name]\n", Some("```ts:line-numbers {1,3} [Name]\nlet a;\n```")),
            ("@[code{4-4} ts](@/a.js)\n", Some("```ts\nlet b;\n```")),
            ("<!-- @include: ./c.md{2,} -->\nx\n", Some("two\nthree\n\n\nx")),
            ("<!--@include: ./b.md-->\n", Some("B *b*\n\none\ntwo\nthree")),
            ("```\n<<< @/a.js\n```\n", None),
            ("<<< gone.js\n1 <<< 2\n<!-- a -->\n", None),
        ] {
            let made = rewrite(text, &values).map(|out| out.finish(|_| (1, 1)).0.trim().to_owned());
            assert_eq!(made.as_deref(), want, "{text:?}");
        }
        assert_eq!(rewrite("<!--@include: ./me.md-->", &values).unwrap().text.matches("me\n").count(), 3);
        values.set_file("file:./large.js", "let large;\n".repeat(6_000));
        let large = rewrite(&"<<< ./large.js\n\n".repeat(100), &values).unwrap().text;
        assert!((500_000..1_200_000).contains(&large.len()), "{}", large.len());
    }
}
