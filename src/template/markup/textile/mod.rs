//! Textile: blocks by their signatures, lists, tables, HTML among them. `inline` reads the words.
//!
//! Rules from the Textile reference and from RedCloth, which Jekyll used: lines of a paragraph stay lines.

mod inline;

use super::cursor::Cursor;
use super::escape;
use super::page::Row;
use super::source::{Line, MAX_DEPTH, lines};
use crate::template::output::Output;
use inline::{Aliases, look};

/// Columns of a table at most.
const MOST_COLUMNS: usize = 256;

/// Rewrites a body.
pub(super) fn rewrite(body: &str) -> Output {
    let lines = lines(body);
    let aliases = lines.iter().filter_map(|line| alias(line.text)).collect();
    let mut reader = Reader { cursor: Cursor::new(lines), aliases };
    while let Some(line) = reader.cursor.next() {
        reader.block(line);
    }
    reader.cursor.page.finish(body.len())
}

struct Reader<'t> {
    cursor: Cursor<'t>,
    aliases: Aliases<'t>,
}

/// `[name]address` on a line of its own.
fn alias(text: &str) -> Option<(&str, &str)> {
    let (name, url) = text.strip_prefix('[')?.split_once(']')?;
    let is_url = url.starts_with("http") || url.starts_with('/') || url.starts_with("mailto:");
    (is_url && !name.is_empty() && !url.contains(' ')).then_some((name, url))
}

/// A block's signature, `bc(class).. `: its name, whether it goes on over blank lines, and what follows it.
fn signature(text: &str) -> Option<(&str, bool, &str)> {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '#').unwrap_or(text.len()).min(12);
    let name = text.get(..end)?;
    let is_name = matches!(
        name,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "p" | "bq" | "bc" | "pre" | "notextile" | "table" | "###"
    ) || name
        .strip_prefix("fn")
        .is_some_and(|number| !number.is_empty() && number.bytes().all(|it| it.is_ascii_digit()));
    let mut rest = text.get(end..).filter(|_| is_name)?;
    // How the block looks: classes, styles, language, alignment.
    loop {
        rest = rest.trim_start_matches(['<', '>', '=']);
        let close = match rest.chars().next()? {
            '(' => ')',
            '{' => '}',
            '[' => ']',
            _ => break,
        };
        // Bare parentheses indent.
        let end = rest.chars().take(100).position(|c| c == close).and_then(|count| rest.char_indices().nth(count));
        rest = rest.get(end.map_or(1, |(at, c)| at + c.len_utf8())..)?;
    }
    rest = rest.trim_start_matches(')');
    let rest = rest.strip_prefix('.')?;
    let (goes_on, rest) = match rest.strip_prefix('.') {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    (rest.is_empty() || rest.starts_with([' ', ':']))
        .then(|| (name, goes_on, rest.trim_start_matches(':').trim_start()))
}

impl<'t> Reader<'t> {
    fn inline(&self, text: &str) -> String {
        inline::markdown(text, &self.aliases)
    }

    fn block(&mut self, line: Line<'t>) {
        if alias(line.text).is_some() {
            self.cursor.at += 1;
            return;
        }
        if let Some((name, goes_on, rest)) = signature(line.text) {
            return self.signed(line, name, goes_on, rest);
        }
        let is_read = self.kept(line) || self.list(line) || self.table(line) || self.terms(line) || self.html(line);
        if !is_read {
            let end = self.end_of_block(false);
            self.paragraph(line.text, end);
        }
    }

    /// The line behind the block that begins here: before a blank line, or before the next signature where it goes on over
    /// blank ones.
    fn end_of_block(&self, goes_on: bool) -> usize {
        let below = self.cursor.between(self.cursor.at + 1, self.cursor.limit());
        let is_end = |line: &Line<'_>| match goes_on {
            true => signature(line.text).is_some(),
            false => line.is_blank(),
        };
        self.cursor.at + 1 + below.iter().position(is_end).unwrap_or(below.len())
    }

    /// The line behind words that begin here: before a blank line or the next signature, whichever comes first.
    fn end_of_words(&self) -> usize {
        let below = self.cursor.between(self.cursor.at + 1, self.cursor.limit());
        let is_end = |line: &Line<'_>| line.is_blank() || signature(line.text).is_some();
        self.cursor.at + 1 + below.iter().position(is_end).unwrap_or(below.len())
    }

    fn signed(&mut self, line: Line<'t>, name: &str, goes_on: bool, rest: &'t str) {
        let end = if matches!(name, "bc" | "pre" | "notextile" | "###") || goes_on {
            self.end_of_block(goes_on)
        } else {
            self.end_of_words()
        };
        if let Some(level) = name.strip_prefix('h').and_then(|level| level.parse().ok()) {
            let below = self.cursor.between(self.cursor.at + 1, end);
            let words: Vec<&str> = std::iter::once(rest).chain(below.iter().map(|line| line.text)).collect();
            let words = self.inline(&words.join(" "));
            self.cursor.page.heading(level, &words, "", line.at);
            self.cursor.at = end;
            return;
        }
        match name {
            "bc" | "pre" => self.code(line, rest, end),
            "###" => self.cursor.at = end,
            "notextile" => {
                let mut html = vec![rest];
                html.extend(self.cursor.between(self.cursor.at + 1, end).iter().map(|line| line.raw));
                html.retain(|line| !line.trim().is_empty());
                self.cursor.page.block(&html.join("\n"), &[line.at]);
                self.cursor.at = end;
            }
            "bq" => {
                self.cursor.page.part();
                self.cursor.page.open("> ", "> ");
                self.paragraphs(rest, end, goes_on);
                self.cursor.page.close_to(0, line.at);
                self.cursor.page.part();
            }
            "table" => self.cursor.at += 1,
            _ => match name.strip_prefix("fn") {
                Some(number) => {
                    self.cursor.page.part();
                    self.cursor.page.open(&format!("[^{number}]: "), "    ");
                    self.paragraph(rest, end);
                    self.cursor.page.close_to(0, line.at);
                }
                None => self.paragraphs(rest, end, goes_on),
            },
        }
    }

    fn paragraphs(&mut self, first: &str, end: usize, goes_on: bool) {
        if !goes_on {
            return self.paragraph(first, end);
        }
        let mut first = Some(first);
        while self.cursor.at < end {
            let below = self.cursor.between(self.cursor.at, end);
            let own = below.iter().take_while(|line| !line.is_blank()).count();
            let text = first.take().or_else(|| below.first().map(|line| line.text)).unwrap_or_default();
            let stop = self.cursor.at + own.max(1);
            if own > 0 || !text.is_empty() {
                self.paragraph(text, stop);
            }
            self.cursor.at = stop;
        }
    }

    /// Lines of words up to `end`; the first is given.
    fn paragraph(&mut self, first: &str, end: usize) {
        let mut text = first.to_owned();
        let mut places = vec![self.cursor.line().map_or(0, |line| line.at)];
        let mut at = self.cursor.at + 1;
        while let Some(line) = self.cursor.lines.get(at).filter(|_| at < end) {
            if list_mark(line.text).is_some() || signature(line.text).is_some() {
                break;
            }
            text.push('\n');
            text.push_str(line.text);
            places.push(line.at);
            at += 1;
        }
        self.cursor.at = at;
        let words = escape::paragraph(&self.inline(text.trim_start()));
        let words = if words.contains("<pre") { words } else { words.replace('\n', "\\\n") };
        self.cursor.page.block(&words, &places);
    }

    fn code(&mut self, line: Line<'t>, rest: &'t str, end: usize) {
        let below = self.cursor.between(self.cursor.at + 1, end);
        let mut code: Vec<(usize, String)> = below.iter().map(|line| (line.at, inline::unescaped(line.raw))).collect();
        if !rest.is_empty() {
            code.insert(0, (line.at, inline::unescaped(rest)));
        }
        while code.last().is_some_and(|(_, line)| line.trim().is_empty()) {
            code.pop();
        }
        // `<code>` around it says it once more.
        if let Some((_, first)) = code.first_mut() {
            *first = first.trim_start_matches("<code>").to_owned();
        }
        if let Some((_, last)) = code.last_mut() {
            *last = last.trim_end_matches("</code>").to_owned();
        }
        self.cursor.page.code("", &code, line.at);
        self.cursor.at = end;
    }

    /// What is kept to its end, blank lines or not: `<pre>`, scripts, code of Liquid.
    fn kept(&mut self, line: Line<'t>) -> bool {
        let text = line.text;
        let fence = ["```", "~~~"].into_iter().find(|fence| text.starts_with(fence));
        let close = match text {
            _ if text.starts_with("<pre") => "</pre>",
            _ if text.starts_with("<script") => "</script>",
            _ if text.starts_with("<style") => "</style>",
            _ if text.starts_with("<notextile>") => "</notextile>",
            _ if text.starts_with("{% highlight") => "endhighlight",
            _ if text.starts_with("{% raw") => "endraw",
            _ => match fence {
                Some(fence) => fence,
                None => return false,
            },
        };
        let below = self.cursor.between(self.cursor.at, self.cursor.limit());
        let is_end = |(at, line): (usize, &Line<'_>)| line.text.contains(close) && (at > 0 || fence.is_none());
        let last = below.iter().enumerate().position(is_end).unwrap_or(below.len().saturating_sub(1));
        let own = below.get(..=last).unwrap_or_default().to_vec();
        self.cursor.at += own.len();
        if close == "</pre>" {
            self.pre(&own, line.at);
            return true;
        }
        self.cursor.page.part();
        for line in own {
            let text = line.raw.trim_end();
            let text = if close == "</notextile>" {
                text.replace("<notextile>", "").replace(close, "")
            } else {
                text.to_owned()
            };
            if fence.is_some() || close.starts_with("end") || !text.trim().is_empty() {
                self.cursor.page.line(&text, line.at);
            }
        }
        self.cursor.page.part();
        true
    }

    /// `<pre><code>` … `</code></pre>`.
    fn pre(&mut self, own: &[Line<'t>], at: usize) {
        let text: Vec<&str> = own.iter().map(|line| line.raw).collect();
        let text = text.join("\n");
        let mut inside = text.split_once('>').map_or("", |(_, rest)| rest);
        let mut behind = "";
        if let Some((before, rest)) = inside.split_once("</pre>") {
            (inside, behind) = (before, rest);
        }
        let inside = inside.trim_start();
        let inside = match inside.strip_prefix("<code") {
            Some(rest) => rest.split_once('>').map_or(rest, |(_, rest)| rest),
            None => inside,
        };
        let inside = inside.trim_end().strip_suffix("</code>").unwrap_or(inside);
        let code: Vec<(usize, String)> =
            inside.trim_matches('\n').split('\n').map(|line| (at, inline::unescaped(line))).collect();
        self.cursor.page.code("", &code, at);
        if !behind.trim().is_empty() {
            let words = self.inline(behind.trim());
            self.cursor.page.block(&escape::paragraph(&words), &[at]);
        }
    }

    /// Blocks of HTML are HTML.
    fn html(&mut self, line: Line<'t>) -> bool {
        const BLOCKS: [&str; 20] = [
            "div",
            "p",
            "table",
            "ul",
            "ol",
            "blockquote",
            "iframe",
            "object",
            "embed",
            "h1",
            "h2",
            "h3",
            "h4",
            "hr",
            "center",
            "figure",
            "video",
            "section",
            "details",
            "dl",
        ];
        let name = line.text.strip_prefix('<').map(|rest| rest.trim_start_matches(['/', '!']));
        let name = name.map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default());
        let is_block = name.is_some_and(|name| BLOCKS.iter().any(|block| name.eq_ignore_ascii_case(block)));
        if !is_block && !line.text.starts_with("<!--") {
            return false;
        }
        let end = self.end_of_block(false);
        let lines: Vec<&str> = self.cursor.between(self.cursor.at, end).iter().map(|line| line.text).collect();
        let places: Vec<usize> = self.cursor.between(self.cursor.at, end).iter().map(|line| line.at).collect();
        self.cursor.page.block(&lines.join("\n"), &places);
        self.cursor.at = end;
        true
    }

    /// Items behind `*` and `#`, as many as they are deep.
    fn list(&mut self, line: Line<'t>) -> bool {
        if list_mark(line.text).is_none() {
            return false;
        }
        let base = self.cursor.page.depth();
        self.cursor.page.part();
        while let Some(line) = self.cursor.peek(self.cursor.at).copied() {
            let Some((marks, rest)) = list_mark(line.text) else { break };
            let depth = marks.len().min(MAX_DEPTH);
            self.cursor.page.close_to(base + depth - 1, line.at);
            if self.cursor.at > 0 && !self.cursor.text_at(self.cursor.at - 1).is_empty() {
                self.cursor.page.join();
            }
            // A step too deep opens the levels between.
            while self.cursor.page.depth() < base + depth {
                self.cursor.page.open_item(if marks.ends_with('#') { "1. " } else { "- " });
            }
            let mut text = rest.to_owned();
            self.cursor.at += 1;
            while let Some(next) =
                self.cursor.peek(self.cursor.at).filter(|next| !next.is_blank() && list_mark(next.text).is_none())
            {
                text.push('\n');
                text.push_str(next.text);
                self.cursor.at += 1;
            }
            let words = self.inline(&text).replace('\n', "\\\n");
            self.cursor.page.block(&escape::paragraph(&words), &[line.at]);
            self.cursor.page.join();
        }
        self.cursor.page.close_to(base, line.at);
        self.cursor.page.part();
        true
    }

    fn table(&mut self, line: Line<'t>) -> bool {
        if !line.text.starts_with('|') || !line.text.ends_with('|') || line.text.len() < 3 {
            return false;
        }
        let (mut rows, mut head) = (Vec::new(), false);
        while let Some(line) = self.cursor.peek(self.cursor.at).filter(|line| line.text.starts_with('|')).copied() {
            self.cursor.at += 1;
            let text = line.text.trim_matches('|');
            let cells: Vec<&str> = text.split('|').take(MOST_COLUMNS).collect();
            head |= rows.is_empty() && cells.iter().all(|cell| cell.starts_with('_'));
            rows.push(Row {
                at: line.at,
                cells: cells.into_iter().map(|cell| self.inline(cell_words(cell))).collect(),
            });
        }
        self.cursor.page.table(&rows, head);
        true
    }

    /// `- term := meaning`.
    fn terms(&mut self, line: Line<'t>) -> bool {
        let parted = |text: &'t str| text.strip_prefix("- ").and_then(|rest| rest.split_once(":="));
        if parted(line.text).is_none() {
            return false;
        }
        while let Some((at, (term, words))) =
            self.cursor.peek(self.cursor.at).and_then(|line| Some((line.at, parted(line.text)?)))
        {
            self.cursor.at += 1;
            let (term, words) = (self.inline(term.trim()), self.inline(words.trim()));
            self.cursor.page.part();
            self.cursor.page.line(&escape::paragraph(&term), at);
            self.cursor.page.line(&format!(": {words}"), at);
            self.cursor.page.part();
        }
        true
    }
}

/// The marks of an item, and its words.
fn list_mark(text: &str) -> Option<(&str, &str)> {
    let rest = text.trim_start_matches(['*', '#']);
    let marks = text.get(..text.len() - rest.len())?;
    // `(class)` may stand between the marks and the words.
    let rest = look(rest);
    (!marks.is_empty() && rest.starts_with(' ')).then(|| (marks, rest.trim()))
}

/// A cell without what says how it looks: `_.`, `\2.`, `=.`, `{style}.`.
fn cell_words(cell: &str) -> &str {
    let looks = |c: char| "_<>=^~\\/0123456789-".contains(c);
    let rest = look(cell.trim_start_matches(looks)).trim_start_matches(looks);
    match rest.strip_prefix('.') {
        Some(words) if rest.len() < cell.len() && (words.is_empty() || words.starts_with(' ')) => words.trim(),
        _ => cell.trim(),
    }
}

#[cfg(test)]
mod tests;
