//! Lists of AsciiDoc, which nest by their marks: `*`, `**`, `.`, `term::`. What follows belongs to an item by a `+` line.

use super::Reader;
use crate::template::markup::escape;
use crate::template::markup::source::{Line, MAX_DEPTH};

/// Characters of a mark at most.
const LONGEST_MARK: usize = 6;

/// Places of `::` in a line at which a term may end.
const MOST_SIGNS: usize = 8;

/// A list that is open.
#[derive(Clone, Debug)]
pub(super) struct Level {
    mark: String,
    /// Blocks open on the page around it.
    pub(super) depth: usize,
}

/// A mark of an item: what its list is told by, whether it is numbered, its bytes, and its term.
#[derive(Clone, Debug)]
pub(super) struct Mark<'t> {
    name: String,
    number: Option<u32>,
    bytes: usize,
    term: &'t str,
}

/// The mark that a line begins with.
pub(super) fn mark(text: &str) -> Option<Mark<'_>> {
    let word = text.split(' ').next().unwrap_or_default();
    let made = |name: &str, number| Some(Mark { name: name.to_owned(), number, bytes: word.len(), term: "" });
    if word.len() < text.len() && word.len() <= LONGEST_MARK && !word.is_empty() {
        if word == "-" || word == "\u{2022}" || word.bytes().all(|byte| byte == b'*') {
            return made(word, None);
        }
        if word.bytes().all(|byte| byte == b'.') {
            return made(word, Some(1));
        }
        if let Some(number) = word.strip_suffix('.').filter(|it| it.bytes().all(|byte| byte.is_ascii_digit())) {
            return made("1.", Some(number.parse().ok()?));
        }
        if let Some(letter) =
            word.strip_suffix('.').filter(|it| it.len() == 1 && it.bytes().all(|it| it.is_ascii_lowercase()))
        {
            return made("a.", crate::template::markup::cursor::number(letter));
        }
        if let Some(number) = word.strip_prefix('<').and_then(|it| it.strip_suffix('>')) {
            return made("<1>", Some(if number == "." { 1 } else { number.parse().ok()? }));
        }
    }
    described(text)
}

/// What the items of a list are counted by: as its brackets say, else by how deep it is (Asciidoctor's
/// `ORDERED_LIST_STYLES`).
fn numerals(style: &str, mark: &str) -> &'static str {
    match (style, mark) {
        ("arabic" | "decimal", _) => "1.",
        ("loweralpha", _) => "a.",
        ("upperalpha", _) => "A.",
        ("lowerroman", _) => "i.",
        ("upperroman", _) => "I.",
        (_, "<1>") => "(1)",
        (_, ".." | "a.") => "a.",
        (_, "...") => "i.",
        (_, "....") => "A.",
        (_, ".....") => "I.",
        _ => "1.",
    }
}

/// `term:: words`, `term::: words`, `term;; words`.
fn described(text: &str) -> Option<Mark<'_>> {
    let at = text.match_indices("::").map(|(at, _)| at).take(MOST_SIGNS).chain(text.find(";;")).find(|at| {
        let behind = text.get(at + 2..).unwrap_or_default().trim_start_matches(':');
        *at > 0 && (behind.is_empty() || behind.starts_with(' '))
    })?;
    let term = text.get(..at)?;
    let behind = text.get(at..)?;
    let sign = behind.chars().next()?;
    let mark = behind.get(..behind.len() - behind.trim_start_matches(sign).len())?;
    let is_term = !term.starts_with(['[', '|']) && !term.ends_with(' ') && mark.len() <= 4;
    is_term.then(|| Mark { name: mark.to_owned(), number: None, bytes: at + mark.len(), term })
}

impl<'t> Reader<'t> {
    /// The first list that was opened in the delimited block that is open.
    fn first_list(&self) -> usize {
        let base = self.bases.last().copied().unwrap_or(0);
        self.lists.iter().position(|level| level.depth >= base).unwrap_or(self.lists.len())
    }

    /// An item of a list.
    pub(super) fn item(&mut self, line: Line<'t>) -> bool {
        let Some(mark) = mark(line.text) else { return false };
        if super::blocks::delimiter(line.text).is_some() || self.cursor.page.depth() >= MAX_DEPTH {
            return false;
        }
        let first = self.first_list();
        if self.lists.get(first).is_some_and(|level| level.mark == "<1>" && mark.name != "<1>") {
            // What numbers in code mean is a list of its own.
            self.leave_lists(line);
        }
        // What is said of a list begins another one.
        let is_new = !self.attached && (!self.title.is_empty() || !self.block.is_empty());
        if let Some(at) = self.lists.iter().skip(first).position(|level| is_new && level.mark == mark.name) {
            let depth = self.lists.get(first + at).map_or(0, |level| level.depth);
            self.lists.truncate(first + at);
            self.cursor.page.close_to(depth, line.at);
            self.alternates = !self.alternates;
        }
        let known = self.lists.iter().skip(first).position(|level| level.mark == mark.name).map(|at| first + at);
        let mut is_close = self.lists.len() > first;
        match known {
            Some(at) => {
                let depth = self.lists.get(at).map_or(0, |level| level.depth);
                self.lists.truncate(at + 1);
                self.cursor.page.close_to(depth, line.at);
                is_close &= !self.attached;
            }
            None => self.lists.push(Level { mark: mark.name.clone(), depth: self.cursor.page.depth() }),
        }
        self.attached = false;
        if is_close && mark.term.is_empty() {
            self.cursor.page.join();
        } else {
            self.cursor.page.part();
        }
        self.show_title(line.at);
        let block = std::mem::take(&mut self.block);
        if mark.term.is_empty() {
            match mark.number {
                Some(number) => {
                    let start = block.get("start").parse().ok().filter(|_| known.is_none());
                    let sign = if self.alternates { ")" } else { "." };
                    self.cursor.page.open_item(&format!("{}{sign} ", start.unwrap_or(number)));
                    let numerals = numerals(block.style(), &mark.name);
                    if numerals != "1." {
                        self.cursor.page.count_like(numerals);
                    }
                }
                None => self.cursor.page.open_item(if mark.name == "-" { "- " } else { "* " }),
            }
        } else {
            let term = self.inline(mark.term);
            self.cursor.page.line(&escape::paragraph(&term), line.at);
            self.cursor.page.open(": ", "  ");
        }
        self.item_words(line, mark.bytes);
        true
    }

    /// The words behind a mark, and the lines that go on with them.
    fn item_words(&mut self, line: Line<'t>, bytes: usize) {
        let first = line.text.get(bytes..).unwrap_or_default().trim();
        self.cursor.at += 1;
        if first.is_empty() {
            // A term may stand above its words, with blank lines between.
            while self.cursor.peek(self.cursor.at).is_some_and(Line::is_blank) {
                self.cursor.at += 1;
            }
        }
        let below = self.cursor.between(self.cursor.at, self.cursor.limit());
        let goes_on = |line: &&Line<'_>| !self.ends_paragraph(line) && !super::is_unseen(line);
        let own: Vec<Line<'t>> = below.iter().take_while(goes_on).copied().collect();
        self.cursor.at += own.len();
        let mut text = first.to_owned();
        let mut places = vec![line.at];
        for line in own {
            if text.is_empty() {
                places.clear();
            } else {
                text.push('\n');
            }
            text.push_str(line.text);
            places.push(line.at);
        }
        let tasks = [("[ ] ", "[ ] "), ("[x] ", "[x] "), ("[*] ", "[x] ")];
        let task = tasks.iter().find(|(mark, _)| text.starts_with(mark));
        let words = self.inline(text.get(task.map_or(0, |(mark, _)| mark.len())..).unwrap_or_default());
        if !words.is_empty() {
            let shown = format!("{}{}", task.map_or("", |(_, shown)| shown), escape::paragraph(&words));
            self.cursor.page.block(&shown, &places);
        }
    }

    /// Closes the lists that a block isn't in: it belongs to an item behind a `+`, or indented.
    pub(super) fn leave_lists(&mut self, line: Line<'t>) {
        if self.attached || line.indent > 0 && !self.lists.is_empty() {
            return;
        }
        let first = self.first_list();
        if let Some(level) = self.lists.get(first) {
            self.alternates = !self.alternates;
            self.cursor.page.close_to(level.depth, line.at);
            self.cursor.page.part();
            self.lists.truncate(first);
        }
    }
}
