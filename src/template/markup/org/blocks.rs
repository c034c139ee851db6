//! Blocks of Org between lines that name them, and those told by how their lines begin: tables, fixed lines, notes, formulas.

use std::collections::HashMap;

use super::{Reader, headline, inline};
use crate::template::markup::escape;
use crate::template::markup::page::Row;
use crate::template::markup::source::{Line, dedented};

/// Blocks open at once that are closed by name.
const MOST_OPEN: usize = 64;
/// Lines of a formula at most.
const LONGEST_FORMULA: usize = 200;
/// Columns of a table at most.
const MOST_COLUMNS: usize = 256;

/// The name of the block that a line begins or ends, and whether it begins one.
fn block_name(text: &str) -> Option<(String, bool)> {
    let rest = text.strip_prefix("#+")?;
    let word = rest.split(char::is_whitespace).next().unwrap_or_default().to_ascii_lowercase();
    let begun = word.strip_prefix("begin_").or_else(|| word.strip_prefix("begin:")).map(|name| (name.to_owned(), true));
    begun.or_else(|| {
        word.strip_prefix("end_").or_else(|| word.strip_prefix("end:")).map(|name| (name.to_owned(), false))
    })
}

/// The name of a drawer that a line begins: `:NAME:`.
pub(super) fn drawer(text: &str) -> Option<&str> {
    let name = text.strip_prefix(':')?.strip_suffix(':')?;
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    is_name.then_some(name)
}

/// Which lines end the blocks and drawers that others begin.
pub(super) fn ends(lines: &[Line<'_>]) -> HashMap<usize, usize> {
    let mut ends = HashMap::new();
    let mut open: Vec<(String, usize)> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let is_verbatim = open.last().is_some_and(|(name, _)| is_code(name) || name == "export");
        let found = match drawer(line.text) {
            Some(name) => Some((":".to_owned(), !name.eq_ignore_ascii_case("end"))),
            None => block_name(line.text),
        };
        match found {
            Some((name, true)) if !is_verbatim && open.len() < MOST_OPEN => open.push((name, at)),
            Some((name, false)) if !is_verbatim || open.last().is_some_and(|(own, _)| *own == name) => {
                if let Some(place) = open.iter().rposition(|(own, _)| *own == name) {
                    let (_, begin) = open.swap_remove(place);
                    open.truncate(place);
                    ends.insert(begin, at);
                }
            }
            _ => {}
        }
    }
    ends
}

fn is_code(name: &str) -> bool {
    matches!(name, "src" | "example" | "comment")
}

impl<'t> Reader<'t> {
    /// `#+begin_name` … `#+end_name`.
    pub(super) fn named_block(&mut self, line: Line<'t>) -> bool {
        let Some((name, begins)) = block_name(line.text) else { return false };
        let end = self.ends.get(&self.cursor.at).copied().filter(|end| begins && *end < self.cursor.limit());
        let start = self.cursor.at + 1;
        let Some(end) = end else {
            // A beginning without its end, or the reverse.
            self.cursor.at = start;
            return true;
        };
        let argument = line.text.split_once(char::is_whitespace).map_or("", |(_, rest)| rest.trim());
        self.cursor.at = end + 1;
        match name.as_str() {
            "src" | "example" => self.code(&name, argument, (start, end), line.at),
            "comment" => {}
            "export" | "html" if name == "html" || argument.eq_ignore_ascii_case("html") => {
                let block = dedented(self.cursor.between(start, end));
                let html = escape::html(block.iter().map(|(_, line)| line.as_ref()));
                self.cursor.page.block(&html, &[line.at]);
            }
            "export" if matches!(argument, "md" | "markdown" | "hugo") => {
                let block = dedented(self.cursor.between(start, end));
                self.cursor.page.part();
                block.iter().for_each(|(at, text)| self.cursor.page.line(text, *at));
                self.cursor.page.part();
            }
            "export" | "latex" => {}
            "verse" => self.verse(start, end),
            _ => self.container(&name, argument, (start, end), line.at),
        }
        true
    }

    fn code(&mut self, name: &str, argument: &str, (start, end): (usize, usize), at: usize) {
        let language = if name == "src" { argument.split_whitespace().next().unwrap_or_default() } else { "" };
        let language = match language {
            "emacs-lisp" | "elisp" => "lisp",
            "shell" => "sh",
            language => language,
        };
        let hides = argument.contains(":exports none") || argument.contains(":exports results");
        // A comma keeps a line from being read as Org ("Literal Examples").
        let bare = |(at, line): (usize, std::borrow::Cow<'t, str>)| {
            let text = line.trim_start();
            match text.strip_prefix(',').filter(|rest| rest.starts_with(['*', ',']) || rest.starts_with("#+")) {
                Some(rest) => (at, format!("{}{rest}", " ".repeat(line.len() - text.len()))),
                None => (at, line.into_owned()),
            }
        };
        let lines: Vec<(usize, String)> = dedented(self.cursor.between(start, end)).into_iter().map(bare).collect();
        self.show_caption(at);
        if !hides {
            self.cursor.page.code(language, &lines, at);
        }
    }

    fn verse(&mut self, start: usize, end: usize) {
        let lines = dedented(self.cursor.between(start, end));
        let text: Vec<String> = lines
            .iter()
            .map(|(_, line)| {
                let words = line.trim_start();
                format!("{}{words}", "\u{a0}".repeat((line.len() - words.len()).min(16)))
            })
            .collect();
        let places: Vec<usize> = lines.iter().map(|(at, _)| *at).collect();
        let words = self.inline(&text.join("\n")).replace("\n\n", "\n\u{a0}\n").replace('\n', "\\\n");
        self.cursor.page.block(&escape::paragraph(&words), &places);
    }

    fn container(&mut self, name: &str, argument: &str, (start, end): (usize, usize), at: usize) {
        let depth = self.cursor.page.depth();
        let kind = match name {
            "note" | "info" | "abstract" => "NOTE",
            "tip" => "TIP",
            "important" => "IMPORTANT",
            "warning" | "attention" => "WARNING",
            "caution" | "danger" => "CAUTION",
            _ => "",
        };
        if self.cursor.can_nest() && (name == "quote" || !kind.is_empty()) {
            self.cursor.page.part();
            self.cursor.page.open("> ", "> ");
            if !kind.is_empty() {
                self.cursor.page.line(&format!("[!{kind}]"), at);
            }
        }
        // What a block that Emacs fills is made of is no title.
        if !argument.is_empty() && !argument.starts_with(':') && !name.is_empty() {
            let words = self.inline(argument);
            self.cursor.page.block(&format!("**{words}**"), &[at]);
        }
        if self.cursor.can_nest() {
            self.cursor.enter_lines(depth, start, end);
        }
    }

    pub(super) fn table(&mut self, line: Line<'t>) -> bool {
        if !line.text.starts_with('|') {
            return false;
        }
        self.show_caption(line.at);
        let (mut rows, mut head) = (Vec::new(), false);
        let limit = self.cursor.limit();
        while let Some(line) = self.cursor.line().filter(|line| line.text.starts_with('|')).copied() {
            if self.cursor.at >= limit {
                break;
            }
            self.cursor.at += 1;
            let is_rule = line.text.starts_with("|-");
            head |= is_rule && rows.len() == 1;
            if is_rule {
                continue;
            }
            let text = line.text.get(1..).unwrap_or_default();
            let cells: Vec<&str> = text.strip_suffix('|').unwrap_or(text).split('|').take(MOST_COLUMNS).collect();
            // `<l20>` says how wide a column is.
            let is_width = |cell: &&str| {
                let cell = cell.trim();
                cell.is_empty() || cell.starts_with('<') && cell.ends_with('>') && cell.len() <= 6
            };
            if cells.iter().all(is_width) && cells.iter().any(|cell| !cell.trim().is_empty()) {
                continue;
            }
            let cells = cells.into_iter().map(|cell| self.inline(cell.trim())).collect();
            rows.push(Row { at: line.at, cells });
        }
        self.cursor.page.table(&rows, head);
        true
    }

    /// Lines behind a colon, which are shown as they stand.
    pub(super) fn fixed(&mut self, line: Line<'t>) -> bool {
        let fixed = |text: &'t str| text.strip_prefix(':').filter(|rest| rest.is_empty() || rest.starts_with(' '));
        if fixed(line.text).is_none() {
            return false;
        }
        let mut code = Vec::new();
        while let Some((at, text)) =
            self.cursor.peek(self.cursor.at).and_then(|line| Some((line.at, fixed(line.text)?)))
        {
            code.push((at, text.get(1..).unwrap_or_default()));
            self.cursor.at += 1;
        }
        self.cursor.page.code("", &code, line.at);
        true
    }

    /// `[fn:name] words` at the first column, up to two blank lines, a headline or the next note.
    pub(super) fn note(&mut self, line: Line<'t>) -> bool {
        let Some((name, words)) = line.text.strip_prefix("[fn:").and_then(|rest| rest.split_once(']')) else {
            return false;
        };
        let Some(label) = inline::label(name).filter(|_| line.indent == 0 && self.cursor.can_nest()) else {
            return false;
        };
        let start = self.cursor.at + 1;
        let below = self.cursor.between(start, self.cursor.limit());
        let ends_note = |at: usize, line: &Line<'_>| {
            let both_blank = line.is_blank() && below.get(at + 1).is_none_or(Line::is_blank);
            both_blank || headline(line).is_some() || line.text.starts_with("[fn:") && line.indent == 0
        };
        let end = below.iter().enumerate().position(|(at, line)| ends_note(at, line));
        let end = end.map_or(self.cursor.limit(), |end| start + end);
        let depth = self.cursor.page.depth();
        self.cursor.page.part();
        self.cursor.page.open(&format!("[^{label}]: "), "    ");
        self.cursor.enter_behind(depth, line.text.len() - words.len(), end);
        true
    }

    /// `\[` … `\]` and environments of LaTeX.
    pub(super) fn formula(&mut self, line: Line<'t>) -> bool {
        let close = match line.text {
            text if text.starts_with("\\[") => "\\]",
            text if text.starts_with("\\begin{") => "\\end{",
            text if text.starts_with("$$") => "$$",
            _ => return false,
        };
        let below = self.cursor.between(self.cursor.at, self.cursor.limit());
        let paragraph = below.iter().take(LONGEST_FORMULA).take_while(|line| !line.is_blank());
        let own = |(at, line): (usize, &Line<'_>)| {
            line.text.get(if at == 0 { 2 } else { 0 }..).is_some_and(|text| text.contains(close))
        };
        let Some(last) = paragraph.enumerate().position(own) else { return false };
        let mut code: Vec<(usize, &str)> = below.iter().take(last + 1).map(|line| (line.at, line.text)).collect();
        if close != "\\end{" {
            code.iter_mut()
                .for_each(|(_, text)| *text = text.trim_start_matches("\\[").trim_matches('$').trim_end_matches("\\]"));
            code.retain(|(_, text)| !text.trim().is_empty());
        }
        self.cursor.page.code("math", &code, line.at);
        self.cursor.at += last + 1;
        true
    }
}
