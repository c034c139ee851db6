//! Org: headlines, lists, blocks, tables, drawers. `inline` reads the words.
//!
//! Rules from the Org manual and "Org Syntax"; what is shown and what isn't as its exporters have it.

mod inline;

use std::collections::HashMap;

use super::cursor::{Cursor, number};
use super::escape;
use super::page::Row;
use super::source::{Line, dedented, lines};
use crate::template::output::Output;

/// Blocks open at once that are closed by name.
const MOST_OPEN: usize = 64;
/// Lines of a formula at most.
const LONGEST_FORMULA: usize = 200;
/// Columns of a table at most.
const MOST_COLUMNS: usize = 256;

/// Rewrites a body.
pub(super) fn rewrite(body: &str) -> Output {
    let lines = lines(body);
    let ends = ends(&lines);
    let mut reader = Reader { cursor: Cursor::new(lines), ends, caption: String::new() };
    while let Some(line) = reader.cursor.next() {
        reader.block(line);
    }
    reader.cursor.page.finish(body.len())
}

struct Reader<'t> {
    cursor: Cursor<'t>,
    /// Where blocks and drawers that begin on a line end.
    ends: HashMap<usize, usize>,
    /// The caption of what comes next.
    caption: String,
}

/// The key and the value of `#+key: value`, the key without its case.
fn keyword(text: &str) -> Option<(String, &str)> {
    let (key, value) = text.strip_prefix("#+")?.split_once(':')?;
    (!key.is_empty() && !key.contains(char::is_whitespace)).then(|| (key.to_ascii_lowercase(), value.trim()))
}

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
fn drawer(text: &str) -> Option<&str> {
    let name = text.strip_prefix(':')?.strip_suffix(':')?;
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    is_name.then_some(name)
}

/// Which lines end the blocks and drawers that others begin.
fn ends(lines: &[Line<'_>]) -> HashMap<usize, usize> {
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
    fn block(&mut self, line: Line<'t>) {
        let is_read = self.headline(line)
            || self.named_block(line)
            || self.keyword(line)
            || self.hidden(line)
            || self.table(line)
            || self.fixed(line)
            || self.note(line)
            || self.formula(line)
            || self.item(line);
        if !is_read {
            self.paragraph(line);
        }
    }

    /// `** DONE Words :tag:`, at the first column.
    fn headline(&mut self, line: Line<'t>) -> bool {
        let Some((level, words)) = headline(&line) else { return false };
        self.cursor.at += 1;
        let (words, tags) = parted_tags(words);
        let is_hidden = words.starts_with("COMMENT ") || tags.split(':').any(|tag| tag == "noexport");
        if is_hidden {
            let below = self.cursor.between(self.cursor.at, self.cursor.lines.len());
            let is_end = |line: &Line<'_>| {
                headline(line).is_some_and(|(other, _)| other <= level) || line.raw.starts_with("[fn:")
            };
            let end = below.iter().position(is_end);
            self.cursor.at = end.map_or(self.cursor.lines.len(), |end| self.cursor.at + end);
            return true;
        }
        if words == "Footnotes" {
            return true;
        }
        let mut words = words;
        if let Some((before, after)) = words.split_once("[#").filter(|(before, _)| before.len() <= 12) {
            // A priority; a keyword before it stays.
            if before.is_empty() {
                words = after.split_once(']').map_or(words, |(_, words)| words.trim_start());
            }
        }
        let id = self.custom_id();
        let words = inline::markdown(words);
        self.cursor.page.heading(level + 1, &words, &id, line.at);
        true
    }

    /// The identifier that the drawer below a headline gives it.
    fn custom_id(&self) -> String {
        let below = self.cursor.between(self.cursor.at, self.cursor.lines.len());
        let drawer = below.iter().take(MOST_OPEN).skip_while(|line| is_planning(line.text));
        let inside = drawer.take_while(|line| line.text.starts_with(':') && !line.text.eq_ignore_ascii_case(":end:"));
        let id = inside
            .filter_map(|line| line.text.get(1..)?.split_once(": "))
            .find_map(|(key, id)| key.eq_ignore_ascii_case("custom_id").then(|| id.trim().to_owned()));
        id.unwrap_or_default()
    }

    /// `#+begin_name` … `#+end_name`.
    fn named_block(&mut self, line: Line<'t>) -> bool {
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
                let html: Vec<&str> =
                    block.iter().map(|(_, line)| line.as_ref()).filter(|line| !line.trim().is_empty()).collect();
                self.cursor.page.block(&html.join("\n"), &[line.at]);
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
        let words = inline::markdown(&text.join("\n")).replace("\n\n", "\n\u{a0}\n").replace('\n', "\\\n");
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
        if !argument.is_empty() && !argument.starts_with(':') {
            let words = inline::markdown(argument);
            self.cursor.page.block(&format!("**{words}**"), &[at]);
        }
        if self.cursor.can_nest() {
            self.cursor.enter_lines(depth, start, end);
        }
    }

    /// `#+key: value`: nearly all say how something is to be exported.
    fn keyword(&mut self, line: Line<'t>) -> bool {
        let Some((key, value)) = keyword(line.text) else { return false };
        self.cursor.at += 1;
        match key.as_str() {
            "caption" => self.caption = value.to_owned(),
            "html" => self.cursor.page.block(value, &[line.at]),
            _ => {}
        }
        true
    }

    fn show_caption(&mut self, at: usize) {
        let caption = std::mem::take(&mut self.caption);
        if !caption.is_empty() {
            let words = inline::markdown(&caption);
            self.cursor.page.block(&format!("*{words}*"), &[at]);
        }
    }

    /// Comments, plans and drawers; a line across.
    fn hidden(&mut self, line: Line<'t>) -> bool {
        if let Some(name) = drawer(line.text) {
            let end = self.ends.get(&self.cursor.at).copied().filter(|end| *end < self.cursor.limit());
            let hides = ["properties", "logbook", "clock"].iter().any(|known| name.eq_ignore_ascii_case(known));
            self.cursor.at = end.filter(|_| hides).map_or(self.cursor.at + 1, |end| end + 1);
            return end.is_some() || name.eq_ignore_ascii_case("end") || {
                self.cursor.at -= 1;
                false
            };
        }
        let is_comment = line.text == "#" || line.text.starts_with("# ");
        let is_rule = line.text.len() >= 5 && line.text.bytes().all(|byte| byte == b'-');
        if is_rule {
            self.cursor.page.block("---", &[line.at]);
        }
        // What is left of a keyword without a colon says nothing either.
        let hides = is_comment || is_rule || is_planning(line.text) || line.text.starts_with("#+");
        self.cursor.at += usize::from(hides);
        hides
    }

    fn table(&mut self, line: Line<'t>) -> bool {
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
            rows.push(Row {
                at: line.at,
                cells: cells.into_iter().map(|cell| inline::markdown(cell.trim())).collect(),
            });
        }
        self.cursor.page.table(&rows, head);
        true
    }

    /// Lines behind a colon, which are shown as they stand.
    fn fixed(&mut self, line: Line<'t>) -> bool {
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
    fn note(&mut self, line: Line<'t>) -> bool {
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
    fn formula(&mut self, line: Line<'t>) -> bool {
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

    fn item(&mut self, line: Line<'t>) -> bool {
        let Some((mark, bytes)) = mark(&line).filter(|_| self.cursor.can_nest()) else { return false };
        let end = self.cursor.end_of(self.cursor.at + 1, line.indent);
        // A headline within, or two blank lines, end a list too.
        let below = self.cursor.between(self.cursor.at + 1, end);
        let is_end = |pair: &[Line<'_>]| pair.iter().all(Line::is_blank);
        let end = below.windows(2).position(is_end).map_or(end, |at| self.cursor.at + 1 + at);
        let rest = line.text.get(bytes..).unwrap_or_default();
        let counter = rest.trim_start().strip_prefix("[@").and_then(|rest| rest.split_once(']'));
        let bytes = bytes + counter.map_or(0, |(_, behind)| rest.len() - behind.len());
        let kind = line.text.chars().next().filter(|c| !c.is_alphanumeric()).unwrap_or('1');
        let rest = line.text.get(bytes..).unwrap_or_default();
        if let Some((term, words)) = rest.split_once(" :: ").or_else(|| Some((rest.strip_suffix(" ::")?, "")))
            && mark.is_none()
        {
            let depth = self.cursor.page.depth();
            self.cursor.page.part();
            self.cursor.page.line(&escape::paragraph(&inline::markdown(term.trim())), line.at);
            self.cursor.page.open(": ", "  ");
            self.cursor.enter_behind(depth, line.text.len() - words.len(), end);
            return true;
        }
        self.cursor.enter_item(mark, kind, bytes, end);
        true
    }

    fn paragraph(&mut self, first: Line<'t>) {
        let below = self.cursor.between(self.cursor.at + 1, self.cursor.limit());
        let more = below.iter().take_while(|line| !begins_block(line)).count();
        let lines: Vec<Line<'t>> = std::iter::once(first).chain(below.iter().take(more).copied()).collect();
        self.cursor.at += 1 + more;
        self.cursor.count_paragraph();
        let text: Vec<&str> = lines.iter().map(|line| line.text).collect();
        let places: Vec<usize> = lines.iter().map(|line| line.at).collect();
        let mut text = text.join("\n");
        let mut task = "";
        for (mark, shown) in [("[ ] ", "[ ] "), ("[X] ", "[x] "), ("[x] ", "[x] "), ("[-] ", "[ ] ")] {
            if let Some(rest) = text.strip_prefix(mark) {
                (task, text) = (shown, rest.to_owned());
                break;
            }
        }
        let words = inline::markdown(&text);
        self.cursor.page.block(&format!("{task}{}", escape::paragraph(&words)), &places);
        self.show_caption(first.at);
    }
}

/// The level and the words of a headline.
fn headline<'t>(line: &Line<'t>) -> Option<(usize, &'t str)> {
    let words = line.raw.trim_start_matches('*');
    let level = line.raw.len() - words.len();
    (level > 0 && words.starts_with(' ')).then(|| (level, words.trim()))
}

/// A headline's words and the tags behind them, `:a:b:`.
fn parted_tags(words: &str) -> (&str, &str) {
    let is_tags = |last: &str| {
        last.len() > 2
            && last.starts_with(':')
            && last.ends_with(':')
            && last.chars().all(|c| c.is_alphanumeric() || "_@#%:".contains(c))
    };
    match words.rsplit_once(char::is_whitespace) {
        Some((before, last)) if is_tags(last) => (before.trim_end(), last),
        _ => (words, ""),
    }
}

fn is_planning(text: &str) -> bool {
    ["SCHEDULED:", "DEADLINE:", "CLOSED:", "CLOCK:"].iter().any(|word| text.starts_with(word))
}

/// The number of an item's mark, none for a bullet, and the bytes of the mark.
fn mark(line: &Line<'_>) -> Option<(Option<u32>, usize)> {
    let word = line.text.split(char::is_whitespace).next().unwrap_or_default();
    match word {
        "-" | "+" => Some((None, 1)),
        "*" if line.indent > 0 => Some((None, 1)),
        _ => {
            let digits = word.strip_suffix(['.', ')'])?;
            let is_mark = digits.bytes().all(|byte| byte.is_ascii_digit()) || digits.len() == 1;
            Some((Some(number(digits).filter(|_| is_mark && word.len() < line.text.len())?), word.len()))
        }
    }
}

/// Whether a line ends the paragraph above it.
fn begins_block(line: &Line<'_>) -> bool {
    let text = line.text;
    text.is_empty()
        || headline(line).is_some()
        || text.starts_with("#+")
        || text.starts_with("# ")
        || text.starts_with('|')
        || text.starts_with(": ")
        || text.starts_with("[fn:") && line.indent == 0
        || text.starts_with("\\begin{")
        || text.starts_with("\\[")
        || drawer(text).is_some()
        || mark(line).is_some()
}

#[cfg(test)]
mod tests;
