//! The words of AsciiDoc: styles, macros, cross references, notes ("Text formatting", "Macros").

mod macros;

use std::collections::HashMap;

use crate::template::markup::escape::{bare_address, code, link, template_tag};
use crate::template::markup::scan::{Scan, places};
use crate::template::markup::words::{Style, Words};
use crate::template::near::{find_near, near};

/// Marks of two signs open and close anywhere, those of one only around words.
const MARKS: [(&str, Style); 8] = [
    ("**", Style::Strong),
    ("__", Style::Emphasis),
    ("##", Style::Mark),
    ("*", Style::Strong),
    ("_", Style::Emphasis),
    ("#", Style::Mark),
    ("^", Style::Above),
    ("~", Style::Below),
];

/// Words in the making.
struct Reader<'s, 'n> {
    scan: Scan<'s>,
    words: Words,
    /// Marks that are never closed from here on.
    dead: Vec<&'static str>,
    notes: &'n mut Notes,
    reads: Reads,
}

/// What is read besides styles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reads {
    All,
    /// No notes: in the words of one.
    Links,
    /// Neither notes nor links: in the words of a link.
    Words,
}

/// Notes, which AsciiDoc writes where they are referred to.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// Names and words of those that were not shown yet.
    pub(super) waiting: Vec<(String, String)>,
    /// What notes with names are called in Markdown.
    labels: HashMap<String, String>,
    /// Titles of sections by the names of their places.
    pub(super) titles: HashMap<String, String>,
    /// The folder of pictures.
    pub(super) pictures: String,
}

impl Notes {
    /// Takes a note, and answers with what it is called.
    fn define(&mut self, name: &str, words: String) -> String {
        let label = format!("note{}", self.waiting.len() + 1);
        self.labels.insert(name.to_owned(), label.clone());
        self.waiting.push((label.clone(), words));
        label
    }
}

/// Markdown of a paragraph's words, names of attributes in it replaced already.
pub(super) fn markdown(text: &str, notes: &mut Notes) -> String {
    read(text, notes, Reads::All)
}

fn read(text: &str, notes: &mut Notes, reads: Reads) -> String {
    let mut reader = Reader { scan: Scan::new(text), words: Words::default(), dead: Vec::new(), notes, reads };
    while reader.step().is_some() {}
    reader.words.finish()
}

fn is_word(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_alphanumeric() || c == '_')
}

impl<'s> Reader<'s, '_> {
    /// Reads what stands next; none at the end.
    fn step(&mut self) -> Option<()> {
        let rest = self.scan.rest();
        let c = rest.chars().next()?;
        let before = self.scan.before();
        let taken = match c {
            '\\' => self.escaped(rest),
            '{' => template_tag(rest).map(|tag| self.words.raw(tag)),
            '+' => self.passed(rest, before),
            '`' => self.code(rest, before),
            '"' | '\'' => self.quoted(rest),
            '<' => self.reference(rest),
            '[' => self.brackets(rest),
            '(' if rest.starts_with("((") => self.index(rest),
            '&' => entity(rest).map(|entity| self.words.raw(entity)),
            '-' | '.' | '(' | '=' if replaced(rest, before).is_some() => {
                replaced(rest, before).map(|(length, sign)| {
                    self.words.markdown(sign);
                    length
                })
            }
            ' ' if rest.starts_with(" +\n") || rest == " +" => {
                self.words.markdown("\\");
                Some(2)
            }
            '*' | '_' | '#' | '^' | '~' => self.mark(rest, before),
            // A note is set close to its word.
            _ if c.is_ascii_alphabetic() && (!is_word(before) || rest.starts_with("footnote")) => self.macros(rest),
            _ => None,
        };
        self.scan.skip(taken.unwrap_or_else(|| self.words.sign(c)));
        Some(())
    }

    /// A backslash keeps a mark or a macro from being one.
    fn escaped(&mut self, rest: &str) -> Option<usize> {
        let next = rest.chars().nth(1).filter(|c| "*_#^~`+<[{\"'(\\-.=&".contains(*c) || c.is_ascii_alphabetic())?;
        if next.is_ascii_alphabetic() {
            // Of a macro only; a path keeps its backslashes.
            let run = rest.get(1..)?.find(|c: char| !c.is_ascii_alphanumeric())?;
            rest.get(run + 1..).filter(|rest| rest.starts_with(':'))?;
            self.words.text(rest.get(1..run + 2)?);
            return Some(run + 2);
        }
        Some(1 + self.words.sign(next))
    }

    /// `+++html+++`, `++words++`, `+words+`.
    fn passed(&mut self, rest: &'s str, before: Option<char>) -> Option<usize> {
        for mark in ["+++", "++", "+"] {
            let Some(body) = rest.strip_prefix(mark) else { continue };
            let Some(end) = find_near(body, mark).filter(|end| *end > 0) else { continue };
            let inside = body.get(..end)?;
            let after = body.get(end + mark.len()..)?.chars().next();
            match mark {
                "+++" => self.words.markdown(inside),
                "+" if is_word(before) || is_word(after) || inside.starts_with(' ') || inside.ends_with(' ') => {
                    return None;
                }
                _ => self.words.text(inside),
            }
            return Some(end + 2 * mark.len());
        }
        None
    }

    fn code(&mut self, rest: &'s str, before: Option<char>) -> Option<usize> {
        for mark in ["``", "`"] {
            let Some(body) = rest.strip_prefix(mark) else { continue };
            let closes = |before: Option<char>, after| {
                before.is_some() && (mark == "``" || !is_word(after) && before != Some(' '))
            };
            if mark == "`" && (is_word(before) || body.starts_with(' ')) {
                return None;
            }
            let end = places(near(body), mark).find(|(_, before, after)| closes(*before, *after));
            let Some((end, ..)) = end else { continue };
            let inside = body.get(..end)?;
            let bare = inside.strip_prefix('+').and_then(|it| it.strip_suffix('+')).unwrap_or(inside);
            let is_read = linked(bare) || bare.len() == inside.len() && is_styled(bare);
            let shown = match is_read {
                // A link in code is a link, and code may be strong.
                true => format!("<code>{}</code>", read(bare, self.notes, self.reads)),
                false => code(&bare.replace("\\{", "{")),
            };
            self.words.markdown(&shown);
            return Some(end + 2 * mark.len());
        }
        None
    }

    /// ``"`words`"`` has quotation marks of books.
    fn quoted(&mut self, rest: &str) -> Option<usize> {
        let (open, close, shown) = match rest.get(..2)? {
            "\"`" => ("\"`", "`\"", ("\u{201c}", "\u{201d}")),
            "'`" => ("'`", "`'", ("\u{2018}", "\u{2019}")),
            _ => return None,
        };
        let body = rest.strip_prefix(open)?;
        let end = find_near(body, close).filter(|end| *end > 0)?;
        let words = read(body.get(..end)?, self.notes, Reads::Words);
        self.words.markdown(shown.0);
        self.words.markdown(&words);
        self.words.markdown(shown.1);
        Some(end + 4)
    }

    /// `<<place,words>>`, `<https://a>`.
    fn reference(&mut self, rest: &str) -> Option<usize> {
        if let Some(body) = rest.strip_prefix("<<") {
            let end = find_near(body, ">>")?;
            let (place, words) = body.get(..end)?.split_once(',').unwrap_or((body.get(..end)?, ""));
            self.crossed(place.trim(), words.trim());
            return Some(end + 4);
        }
        let length = bare_address(rest.get(1..)?)?;
        rest.get(length + 1..)?.strip_prefix('>')?;
        self.words.markdown(rest.get(..length + 2)?);
        Some(length + 2)
    }

    fn crossed(&mut self, place: &str, words: &str) {
        let path = place.split('#').next().unwrap_or_default();
        let is_file = path.ends_with(".adoc") || path.ends_with(".asciidoc");
        let url = if is_file || place.starts_with('#') { place.to_owned() } else { format!("#{place}") };
        let bare = place.trim_start_matches('#');
        let words = match (words, self.notes.titles.get(bare)) {
            ("", Some(title)) => title.clone(),
            ("", None) => bare.trim_start_matches('_').replace('_', " "),
            (words, _) => words.to_owned(),
        };
        let words = read(&words, self.notes, Reads::Words);
        self.words.markdown(&link(&words, &url));
    }

    /// `[[place]]`, and brackets that say how the marked words behind them look.
    fn brackets(&mut self, rest: &str) -> Option<usize> {
        let inner = rest.get(1..)?;
        if let Some(entry) = inner.strip_prefix("[[") {
            // What a list of books calls a book.
            let end = find_near(entry, "]]]")?;
            let name = entry.get(..end)?.rsplit(',').next()?.trim();
            self.words.text(&format!("[{name}]"));
            return Some(end + 6);
        }
        if let Some(name) = inner.strip_prefix('[') {
            let end = find_near(name, "]]")?;
            let id = name.get(..end)?.split(',').next()?;
            let begins = id.starts_with(|c: char| c.is_alphabetic() || c == '_' || c == ':');
            let is_id = begins && id.chars().all(|c| c.is_alphanumeric() || "_-:.".contains(c));
            return is_id.then_some(end + 4);
        }
        let end = find_near(inner, "]")?;
        let is_role = inner.get(..end)?.chars().all(|c| c.is_alphanumeric() || ".#%-_ ".contains(c));
        let is_marked = inner.get(end + 1..)?.starts_with(['#', '*', '_', '`']);
        (is_role && is_marked).then_some(end + 2)
    }

    /// `((word))` is for the index too, `(((words)))` for it alone.
    fn index(&mut self, rest: &str) -> Option<usize> {
        if let Some(hidden) = rest.strip_prefix("(((") {
            return Some(find_near(hidden, ")))")? + 6);
        }
        let word = rest.strip_prefix("((")?;
        let end = find_near(word, "))")?;
        self.words.text(word.get(..end)?);
        Some(end + 4)
    }

    fn mark(&mut self, rest: &'s str, before: Option<char>) -> Option<usize> {
        let (mark, style) = *MARKS.iter().find(|(mark, _)| rest.starts_with(mark))?;
        let body = rest.get(mark.len()..)?;
        let after = body.chars().next();
        let anywhere = mark.len() == 2 || mark == "^" || mark == "~";
        if self.words.is_open(mark) {
            let closes = before.is_some_and(|c| !c.is_whitespace()) && (anywhere || !is_word(after));
            if closes {
                self.words.close(mark, before, after);
                return Some(mark.len());
            }
            return None;
        }
        let opens = after.is_some_and(|c| !c.is_whitespace()) && (anywhere || !is_word(before));
        if !opens || self.dead.contains(&mark) {
            return None;
        }
        let closes =
            |before: Option<char>, after| before.is_some_and(|c| !c.is_whitespace()) && (anywhere || !is_word(after));
        if !places(body, mark).any(|(_, before, after)| closes(before, after)) {
            self.dead.push(mark);
            return None;
        }
        // The raised and the lowered hold no blanks.
        if matches!(mark, "^" | "~") {
            let inside = body.get(..body.find(mark)?)?;
            if inside.contains(char::is_whitespace) || inside.is_empty() {
                return None;
            }
        }
        self.words.open(style, mark, before, after);
        Some(mark.len())
    }
}

/// An entity of HTML, which stays one.
fn entity(rest: &str) -> Option<&str> {
    let end = near(rest).find(';').filter(|end| (3..12).contains(end))?;
    let name = rest.get(1..end)?;
    let name = name.strip_prefix('#').unwrap_or(name);
    name.bytes().all(|byte| byte.is_ascii_alphanumeric()).then(|| rest.get(..=end))?
}

/// The sign that stands for what a text begins with, and the bytes of that (Asciidoctor's `REPLACEMENTS`).
fn replaced(rest: &str, before: Option<char>) -> Option<(usize, &'static str)> {
    for (typed, sign) in [
        ("(C)", "\u{a9}"),
        ("(R)", "\u{ae}"),
        ("(TM)", "\u{2122}"),
        ("...", "\u{2026}"),
        ("->", "\u{2192}"),
        ("=>", "\u{21d2}"),
    ] {
        if rest.starts_with(typed) {
            return Some((typed.len(), sign));
        }
    }
    let after = rest.strip_prefix("--")?.chars().next();
    let parts = |c: Option<char>| c.is_none_or(|c| c == ' ' || c == '\n');
    let is_dash = is_word(before) && is_word(after) || parts(before) && parts(after);
    is_dash.then_some((2, "\u{2014}"))
}

/// Whether code is all between marks of a style. Names with two lines before and behind are names.
fn is_styled(code: &str) -> bool {
    ['*', '_', '#'].iter().any(|mark| {
        let inner = code.strip_prefix(*mark).and_then(|rest| rest.strip_suffix(*mark));
        inner.is_some_and(|inner| !inner.is_empty() && !inner.contains(*mark) && inner.trim() == inner)
    })
}

/// Whether code holds a link.
fn linked(code: &str) -> bool {
    ["link:", "xref:", "<<"].iter().any(|mark| code.contains(mark)) && code.contains([']', '>'])
}
