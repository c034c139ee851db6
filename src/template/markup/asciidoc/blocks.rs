//! Blocks between two lines of one mark, and macros that stand alone on a line.

use super::attributes::{Block, picture};
use super::{Line, Reader, callouts};
use crate::template::markup::escape::{image, link, literal};
use crate::template::markup::source::dedented;

/// The mark of a line that opens and closes a block.
pub(super) fn delimiter(text: &str) -> Option<char> {
    if text == "--" {
        return Some('o');
    }
    if let Some(language) = text.strip_prefix("```") {
        return (!language.contains([' ', '`'])).then_some('`');
    }
    if matches!(text, "|===" | ",===" | ":===" | "!===") {
        return Some('|');
    }
    let mark = text.chars().next().filter(|c| "-.=*_+/".contains(*c))?;
    (text.len() >= 4 && text.chars().all(|c| c == mark)).then_some(mark)
}

/// The kind of note that a word names.
pub(super) fn kind(word: &str) -> &'static str {
    match word {
        "NOTE" => "note",
        "TIP" => "tip",
        "IMPORTANT" => "important",
        "WARNING" => "warning",
        "CAUTION" => "caution",
        _ => "",
    }
}

/// The kind and the words of `NOTE: words`.
pub(super) fn admonition(text: &str) -> Option<(&'static str, &str)> {
    let (word, rest) = text.split_once(": ").or_else(|| text.split_once(":\n"))?;
    Some((kind(word), rest)).filter(|(kind, _)| !kind.is_empty())
}

impl<'t> Reader<'t> {
    /// A block between two lines of one mark; one that isn't closed is none.
    pub(super) fn delimited(&mut self, line: Line<'t>) -> bool {
        if matches!(line.text, "'''" | "---" | "***" | "- - -" | "* * *") {
            self.cursor.page.block("---", &[line.at]);
            self.cursor.at += 1;
            return true;
        }
        let Some(mark) = delimiter(line.text) else { return false };
        if !self.cursor.can_nest() && matches!(mark, 'o' | '=' | '*' | '_') {
            self.cursor.at += 1;
            return true;
        }
        let closing = if mark == '`' { "```" } else { line.text };
        let start = self.cursor.at + 1;
        let end = self.closing(start, closing);
        let block = std::mem::take(&mut self.block);
        self.cursor.at = end + 1;
        match mark {
            '/' => {}
            'o' if block.style() == "comment" => {}
            '-' | '.' | '`' => self.listing(line, &block, (start, end)),
            '+' => self.passage(line, &block, (start, end)),
            '|' => self.table(line, &block, (start, end)),
            'o' if matches!(block.style(), "source" | "listing" | "literal") => {
                self.listing(line, &block, (start, end))
            }
            '_' if block.style() == "verse" => self.verse(line, &block, (start, end)),
            _ => self.container(line, mark, &block, (start, end)),
        }
        true
    }

    /// The line that closes a block, or the end of what is around it.
    fn closing(&mut self, start: usize, text: &str) -> usize {
        let limit = self.cursor.limit();
        let found = self.cursor.between(start, limit).iter().position(|line| line.text == text);
        found.map_or(limit, |at| start + at)
    }

    fn listing(&mut self, line: Line<'t>, block: &Block, (start, end): (usize, usize)) {
        self.show_title(line.at);
        let fenced = line.text.strip_prefix("```").unwrap_or_default();
        let style = block.style();
        let language = match (style, block.at(1)) {
            _ if !fenced.is_empty() => fenced.to_owned(),
            ("source", language) => if language.is_empty() { block.get("language") } else { language }.to_owned(),
            // `[,java]`
            ("", language) => language.to_owned(),
            ("mermaid" | "plantuml" | "ditaa" | "graphviz", _) => style.to_owned(),
            _ => String::new(),
        };
        let code = dedented(self.cursor.between(start, end));
        // Files are not read: their names stand for them.
        let named =
            |text: &str| text.strip_prefix("include::").and_then(|rest| rest.split('[').next()).map(str::to_owned);
        let files: Vec<String> = code.iter().filter_map(|(_, text)| named(text)).collect();
        let mut next = 0;
        let subs = block.get("subs");
        let is_expanded =
            ["attributes", "normal"].iter().any(|name| subs.contains(name) && !subs.contains(&format!("-{name}")));
        let mut shown = |text: &str| {
            let mut text = text.replace("\\include::", "include::");
            if is_expanded {
                text = self.attributes.expand(&text);
            }
            callouts::shown(&text, &mut next).unwrap_or(text)
        };
        let code: Vec<(usize, String)> =
            code.into_iter().filter(|(_, text)| named(text).is_none()).map(|(at, text)| (at, shown(&text))).collect();
        if !code.is_empty() {
            self.cursor.page.code(&language, &code, line.at);
        }
        for file in files {
            self.cursor.page.block(&link(&literal(&file), &file), &[line.at]);
        }
    }

    /// HTML, or a formula, that is passed on.
    fn passage(&mut self, line: Line<'t>, block: &Block, (start, end): (usize, usize)) {
        let lines = dedented(self.cursor.between(start, end));
        if matches!(block.style(), "stem" | "latexmath" | "asciimath") {
            let bare = |(at, text): &(usize, std::borrow::Cow<'t, str>)| {
                (*at, text.trim_start_matches("\\[").trim_end_matches("\\]").to_owned())
            };
            let code: Vec<(usize, String)> =
                lines.iter().map(bare).filter(|(_, text)| !text.trim().is_empty()).collect();
            return self.cursor.page.code("math", &code, line.at);
        }
        let html: Vec<&str> =
            lines.iter().map(|(_, text)| text.as_ref()).filter(|text| !text.trim().is_empty()).collect();
        self.cursor.page.block(&html.join("\n"), &[line.at]);
    }

    fn verse(&mut self, line: Line<'t>, block: &Block, (start, end): (usize, usize)) {
        let lines = dedented(self.cursor.between(start, end));
        let text: Vec<&str> = lines.iter().map(|(_, text)| text.as_ref()).collect();
        let words = self.inline(&text.join("\n")).replace("\n\n", "\n\u{a0}\n").replace('\n', "\\\n");
        let depth = self.cursor.page.depth();
        self.cursor.page.part();
        self.cursor.page.open("> ", "> ");
        self.cursor.page.block(&words, &[line.at]);
        self.attribution(block, line.at);
        self.cursor.page.close_to(depth, line.at);
        self.cursor.page.part();
    }

    /// A note, a quotation, an example, or what is only kept together: blocks.
    fn container(&mut self, line: Line<'t>, mark: char, block: &Block, (start, end): (usize, usize)) {
        let depth = self.cursor.page.depth();
        let kind = kind(block.style());
        let is_quote = mark == '_' || mark == '*' || block.style() == "quote" || !kind.is_empty();
        self.cursor.page.part();
        if is_quote {
            self.cursor.page.open("> ", "> ");
            self.open_alert(kind, line.at);
        }
        match mark {
            '=' if block.has("collapsible") => {
                let title = std::mem::take(&mut self.title);
                let title = if title.is_empty() { "Details" } else { &title };
                let summary = format!("<details>\n<summary>{}</summary>", crate::template::tags::shown::escape(title));
                self.cursor.page.block(&summary, &[line.at]);
            }
            '=' if kind.is_empty() => self.show_captioned("example", line.at),
            _ => self.show_title(line.at),
        }
        let closes = end < self.cursor.limit();
        if closes {
            self.bases.push(self.cursor.page.depth());
            self.closers.insert(end, (block.clone(), self.bases.len() - 1));
        }
        self.cursor.enter_lines(depth, start, end + usize::from(closes));
    }

    /// A quotation as Markdown has it: `> words` ("Markdown-Style Blockquotes").
    pub(super) fn quoted(&mut self, line: Line<'t>) -> bool {
        let is_quoted = |line: &Line<'_>| line.indent == 0 && (line.text == ">" || line.text.starts_with("> "));
        if !is_quoted(&line) || !self.cursor.can_nest() {
            return false;
        }
        let below = self.cursor.between(self.cursor.at, self.cursor.limit());
        let own = below.iter().take_while(|line| is_quoted(line)).count();
        let end = self.cursor.at + own;
        for line in self.cursor.lines.iter_mut().take(end).skip(self.cursor.at) {
            line.skip(if line.text == ">" { 1 } else { 2 });
            line.indent = 0;
            line.raw = line.text;
        }
        let depth = self.cursor.page.depth();
        self.cursor.page.part();
        self.cursor.page.open("> ", "> ");
        self.show_title(line.at);
        self.block = Block::default();
        self.bases.push(self.cursor.page.depth());
        self.cursor.enter(depth, end, 0);
        true
    }

    /// `image::path[words]` and others that stand alone on a line.
    pub(super) fn block_macro(&mut self, line: Line<'t>) -> bool {
        let Some((name, rest)) = line.text.split_once("::") else { return false };
        let Some((target, inner)) =
            rest.split_once('[').and_then(|(target, inner)| Some((target, inner.strip_suffix(']')?)))
        else {
            return false;
        };
        if !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte)) || name.is_empty() {
            return false;
        }
        let target = self.attributes.expand(target);
        let block = Block::read(&self.attributes.expand(inner));
        self.cursor.at += 1;
        self.block = Block::default();
        match name {
            "image" => {
                let named = if block.get("alt").is_empty() { block.at(0) } else { block.get("alt") };
                let shown = image(named, &picture(self.attributes.pictures(), &target));
                let shown = if block.get("link").is_empty() { shown } else { link(&shown, block.get("link")) };
                self.cursor.page.block(&shown, &[line.at]);
                if self.title.is_empty() {
                    block.get("title").clone_into(&mut self.title);
                }
                let words = self.captioned("figure");
                if !words.is_empty() {
                    self.cursor.page.block(&format!("*{words}*"), &[line.at]);
                }
            }
            "video" | "audio" => {
                let (words, url) = match block.at(0) {
                    "youtube" => ("YouTube video", format!("https://www.youtube.com/watch?v={target}")),
                    "vimeo" => ("Vimeo video", format!("https://vimeo.com/{target}")),
                    _ => (name, target),
                };
                self.show_title(line.at);
                self.cursor.page.block(&link(words, &url), &[line.at]);
            }
            // What may be missing is not missed.
            "include" if block.has("optional") => {}
            "include" => self.cursor.page.block(&link(&literal(&target), &target), &[line.at]),
            "gist" => self.cursor.page.block(&link("Gist", &format!("https://gist.github.com/{target}")), &[line.at]),
            "tweet" => {
                self.cursor.page.block(&link("Post on X", &format!("https://x.com/i/status/{target}")), &[line.at])
            }
            _ if target.contains("://") => self.cursor.page.block(&link(name, &target), &[line.at]),
            _ => {
                let words = self.inline(&block.positional.join(", "));
                if !words.is_empty() {
                    self.cursor.page.block(&words, &[line.at]);
                }
            }
        }
        true
    }
}
