//! Pandoc's blocks, and those of the programs that write for it (Quarto, R Markdown): chunks of code with their options,
//! blocks for one format, lines that keep their ends. `spans` knows what stands within lines.
//!
//! Rules from the manuals of Pandoc, knitr and Quarto. Chunks are never run.

mod attributes;
mod html;
mod labels;
mod lists;
mod spans;
mod tables;

pub(super) use html::rewrite as rewrite_html;
pub(super) use labels::rewrite as rewrite_labels;
pub(super) use lists::rewrite as rewrite_lists;
pub(super) use spans::rewrite as rewrite_spans;
pub(super) use tables::rewrite as rewrite_tables;

use self::attributes::Attributes;
use super::output::Output;
use super::values::TemplateValues;

/// Rewrites the blocks of a text.
pub(super) fn rewrite(text: &str, values: &TemplateValues) -> Output {
    let echoes = values.get("page.execute.echo") != Some("false") && !is_quiet(text);
    let mut pass =
        Pass { out: Output::default(), fence: None, echoes, in_lines: false, after_blank: true, after_table: false };
    let mut at = 0;
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        pass.line(line, lines.peek().copied().unwrap_or_default(), text.get(at + line.len()..).unwrap_or_default(), at);
        at += line.len();
    }
    pass.out
}

/// Whether the post turns the code of all chunks off: `knitr::opts_chunk$set(echo = FALSE)`.
fn is_quiet(text: &str) -> bool {
    let set = text.split_once("opts_chunk$set(").and_then(|(_, rest)| rest.split_once(')'));
    set.is_some_and(|(options, _)| says_no(options, "echo"))
}

/// Whether options of R say that something is off: `echo=FALSE`, `echo = F`.
fn says_no(options: &str, name: &str) -> bool {
    options.split(',').filter_map(|option| option.split_once('=')).any(|(key, value)| {
        let key = key.split_whitespace().next_back().unwrap_or_default();
        key == name && matches!(value.trim().trim_end_matches('}'), "FALSE" | "F")
    })
}

/// What becomes of the lines of a fence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Code as it is.
    Code,
    /// A chunk: code without its options.
    Chunk,
    /// HTML, shown as such.
    Html,
    /// Nothing.
    Hidden,
}

struct Fence<'a> {
    mark: &'a str,
    kind: Kind,
}

struct Pass<'a> {
    out: Output,
    fence: Option<Fence<'a>>,
    /// Whether chunks show their code unless they say otherwise.
    echoes: bool,
    /// Whether the line before was of a block of lines.
    in_lines: bool,
    after_blank: bool,
    /// Whether the last line that was not blank is a table's.
    after_table: bool,
}

impl<'a> Pass<'a> {
    fn line(&mut self, line: &'a str, next: &str, behind: &str, at: usize) {
        if let Some(fence) = &self.fence {
            let kind = fence.kind;
            let is_end = closes(line, fence.mark);
            if is_end {
                self.fence = None;
            }
            return match kind {
                Kind::Chunk if line.trim_start().starts_with("#|") => {}
                Kind::Code | Kind::Chunk => self.out.copy(line, at),
                Kind::Html if !is_end => self.out.copy(line, at),
                Kind::Html | Kind::Hidden => self.out.make("\n", at),
            };
        }
        if let Some((mark, info)) = opens(line) {
            return self.open(line, (mark, info), behind, at);
        }
        let is_line = is_of_lines(line) && (self.in_lines || self.after_blank);
        match is_line {
            true => self.kept_line(line, is_of_lines(next), at),
            false => self.words(line, at),
        }
        self.in_lines = is_line;
        self.after_blank = line.trim().is_empty();
        let is_row = line.trim_start().starts_with('|') || line.trim_end() == "</table>";
        self.after_table = !is_line && is_row || self.after_table && self.after_blank;
    }

    fn open(&mut self, line: &'a str, (mark, info): (&'a str, &'a str), behind: &str, at: usize) {
        let margin = line.len() - line.trim_start().len();
        let braced = info.strip_prefix('{').map(|info| info.trim_end_matches('}').trim());
        let format = braced.and_then(|info| info.strip_prefix('='));
        let kind = match (format, braced) {
            (Some("html" | "html5" | "html4"), _) => Kind::Html,
            (Some(_), _) => Kind::Hidden,
            (None, Some(head)) if head.starts_with(|c: char| c.is_ascii_alphabetic()) => match self.shows(head, behind)
            {
                true => Kind::Chunk,
                false => Kind::Hidden,
            },
            _ => Kind::Code,
        };
        match (kind, braced) {
            (Kind::Chunk, Some(head)) => {
                let language = head.split([' ', ',']).next().unwrap_or_default();
                self.out.copy(line.get(..margin + mark.len()).unwrap_or_default(), at);
                self.out.make(&format!("{language}\n"), at + margin + mark.len());
            }
            (Kind::Html | Kind::Hidden, _) => self.out.make("\n", at),
            _ => self.out.copy(line, at),
        }
        self.fence = Some(Fence { mark, kind });
        (self.in_lines, self.after_blank) = (false, true);
    }

    /// Whether a chunk shows its code, by the options of its head and those of its first lines.
    fn shows(&self, head: &str, behind: &str) -> bool {
        let options = behind.lines().map_while(|line| line.trim_start().strip_prefix("#|"));
        let mut said = None;
        for (name, value) in options.filter_map(|option| option.split_once(':')) {
            match (name.trim(), value.trim()) {
                ("include", "false") => return false,
                ("echo", value) => said = Some(value != "false"),
                _ => {}
            }
        }
        let echoes = head.contains("echo=T") || head.contains("echo = T");
        !says_no(head, "include") && said.unwrap_or(echoes || self.echoes && !says_no(head, "echo"))
    }

    /// A line that keeps its end and the blanks at its start.
    fn kept_line(&mut self, line: &str, goes_on: bool, at: usize) {
        let words = line.get(1..).unwrap_or_default();
        let words = words.strip_prefix(' ').unwrap_or(words);
        let start = line.len() - words.len();
        let blanks = words.len() - words.trim_start_matches(' ').len();
        self.out.make(&"&nbsp;".repeat(blanks.min(40)), at);
        let shown = words.trim();
        match shown.is_empty() {
            true => self.out.make("&nbsp;", at),
            false => self.out.copy(shown, at + start + blanks),
        }
        self.out.make(if goes_on { "\\\n" } else { "\n" }, at + line.len());
    }

    /// A line of its own or of a paragraph: a heading without a number, a table's caption, what asks paper for a new page.
    fn words(&mut self, line: &str, at: usize) {
        const OF_PAPER: [&str; 6] =
            ["\\newpage", "\\pagebreak", "\\clearpage", "\\tableofcontents", "\\bigskip", "\\medskip"];
        let trimmed = line.trim_end();
        if OF_PAPER.contains(&trimmed) {
            return self.out.make("\n", at);
        }
        if line.starts_with('#')
            && let Some(heading) = trimmed.strip_suffix("{-}")
        {
            self.out.copy(heading.trim_end(), at);
            return self.out.make("\n", at + heading.len());
        }
        let caption = line.strip_prefix(": ").or_else(|| line.strip_prefix("Table: "));
        if let Some(caption) = caption.filter(|_| self.after_table) {
            let end = caption.rfind('{').filter(|at| {
                let list = caption.get(*at..).and_then(Attributes::at_start);
                list.is_some_and(|list| at + list.length == caption.trim_end().len())
            });
            self.out
                .copy(caption.get(..end.unwrap_or(caption.len())).unwrap_or_default(), at + line.len() - caption.len());
            return self.out.make("\n", at + line.len());
        }
        self.out.copy(line, at);
    }
}

/// Whether a line is of a block of lines: a bar and a blank, and no row of a table.
fn is_of_lines(line: &str) -> bool {
    let line = line.trim_end();
    line == "|" || line.starts_with("| ") && !line.ends_with('|')
}

/// The mark of a fence that opens on a line, and what stands behind it.
fn opens(line: &str) -> Option<(&str, &str)> {
    let rest = line.trim_start();
    let first = rest.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = rest.len() - rest.trim_start_matches(first).len();
    let (mark, info) = rest.split_at_checked(length)?;
    (length > 2 && !(first == '`' && info.contains('`'))).then(|| (mark, info.trim()))
}

fn closes(line: &str, mark: &str) -> bool {
    let rest = line.trim();
    rest.starts_with(mark) && rest.bytes().all(|byte| mark.as_bytes().first() == Some(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_show_their_code_without_their_options() {
        for (source, want) in [
            ("```{r, echo=TRUE}\nx\n```\n", "```r\nx\n```\n"),
            ("```{r plot, echo=FALSE}\nx\n```\ny", "\n\n\ny"),
            ("```{python}\n#| label: a\nx\n```\n", "```python\nx\n```\n"),
            ("```{r}\n#| echo: false\nx\n```\n", "\n\n\n\n"),
            (
                "```{r setup, include = FALSE}\nknitr::opts_chunk$set(echo = FALSE)\n```\n```{r}\ny\n```\n",
                "\n\n\n\n\n\n",
            ),
            ("```{=html}\n<b>x</b>\n```\n", "\n<b>x</b>\n\n"),
            ("```{=latex}\nx\n```\n", "\n\n\n"),
            ("``` {.python .numberLines}\nx\n```\n", "``` {.python .numberLines}\nx\n```\n"),
            ("| a\n|   b\n| c\n\n| d | e |\n|---|---|\n", "a\\\n&nbsp;&nbsp;b\\\nc\n\n| d | e |\n|---|---|\n"),
            ("|a|\n|-|\n\n: B {#c}\n", "|a|\n|-|\n\nB \n"),
            ("# A {-}\nb\n", "# A\nb\n"),
            ("a\n\n\\newpage\n\nb\n", "a\n\n\n\nb\n"),
            ("```\n#. b\n| c\n```\n", "```\n#. b\n| c\n```\n"),
        ] {
            let values = TemplateValues::new();
            let made = rewrite(source, &values).finish(|_| (1, 1)).0;
            assert_eq!(made, want, "{source:?}");
        }
    }
}
