//! The words of Org: emphasis, links, notes, formulas, time stamps ("Markup for Rich Contents", "Hyperlinks").

use super::entities::entity;
use crate::template::markup::escape::{code, image, link, template_tag};
use crate::template::markup::scan::{Scan, places};
use crate::template::markup::words::{Style, Words};
use crate::template::near::{find_near, near};

/// Notes that are written where they are referred to.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// Names and words of those that were not shown yet.
    pub(super) waiting: Vec<(String, String)>,
}

/// Words in the making.
struct Reader<'s, 'n> {
    notes: &'n mut Notes,
    scan: Scan<'s>,
    words: Words,
    /// Marks that are never closed from here on.
    dead: Vec<&'static str>,
    /// Whether links are read: not in the words of one.
    links: bool,
}

/// Markdown of a paragraph's words.
pub(super) fn markdown(text: &str, notes: &mut Notes) -> String {
    read(text, notes, true)
}

/// The words of a link, in which no other link is read.
fn words_of(text: &str) -> String {
    read(text, &mut Notes::default(), false)
}

fn read(text: &str, notes: &mut Notes, links: bool) -> String {
    let mut reader = Reader { notes, scan: Scan::new(text), words: Words::default(), dead: Vec::new(), links };
    while reader.step().is_some() {}
    reader.words.finish()
}

/// The emphasis of a mark.
fn style(c: char) -> Option<(Style, &'static str)> {
    Some(match c {
        '*' => (Style::Strong, "*"),
        '/' => (Style::Emphasis, "/"),
        '_' => (Style::Underline, "_"),
        '+' => (Style::Strike, "+"),
        _ => return None,
    })
}

impl<'s> Reader<'s, '_> {
    /// Reads what stands next; none at the end.
    fn step(&mut self) -> Option<()> {
        let rest = self.scan.rest();
        let c = rest.chars().next()?;
        let before = self.scan.before();
        let taken = match c {
            '{' => template_tag(rest).map(|tag| self.words.raw(tag)),
            '[' => self.bracket(rest),
            '=' | '~' => self.code(rest, before),
            '*' | '/' | '_' | '+' => self.mark(rest, c, before),
            '$' => self.formula(rest, "$", "$", before),
            '\\' => self.backslash(rest),
            '<' => Self::angle(rest).map(|(made, length)| {
                self.words.markdown(&made);
                length
            }),
            '@' => rest.strip_prefix("@@").and_then(|inner| self.export(inner)),
            's' if !before.is_some_and(char::is_alphanumeric) && rest.starts_with("src_") => self.inline_code(rest),
            'h' | 'f' if !before.is_some_and(char::is_alphanumeric) && self.links => self.words.address(rest),
            _ => None,
        };
        let taken = taken.or_else(|| self.script(rest, before));
        self.scan.skip(taken.unwrap_or_else(|| self.words.sign(c)));
        Some(())
    }

    /// `=verbatim=` and `~code~`.
    fn code(&mut self, rest: &'s str, before: Option<char>) -> Option<usize> {
        let mark = if rest.starts_with('=') { "=" } else { "~" };
        let inside = self.inside(rest, mark, before)?;
        self.words.markdown(&code(inside));
        Some(inside.len() + 2)
    }

    /// `src_sh[:exports code]{ls}`.
    fn inline_code(&mut self, rest: &str) -> Option<usize> {
        let name = rest.strip_prefix("src_")?;
        let end = name.find(['[', '{', ' ', '\n']).filter(|end| *end > 0)?;
        let mut behind = near(name.get(end..)?);
        if let Some(options) = behind.strip_prefix('[') {
            behind = options.split_once(']')?.1;
        }
        let inside = behind.strip_prefix('{')?;
        let close = inside.find('}')?;
        self.words.markdown(&code(inside.get(..close)?));
        let length = rest.len() - name.len() + name.find('{')? + close + 2;
        Some(length)
    }

    /// What stands between two marks ("Emphasis markers", `org-emphasis-regexp-components`).
    fn inside(&mut self, rest: &'s str, mark: &'static str, before: Option<char>) -> Option<&'s str> {
        if self.dead.contains(&mark) || !opens(before) {
            return None;
        }
        let body = rest.get(mark.len()..)?;
        body.chars().next().filter(|c| !c.is_whitespace())?;
        let end =
            places(body, mark).find(|(_, inner, after)| inner.is_some_and(|c| !c.is_whitespace()) && closes(*after));
        if end.is_none() {
            self.dead.push(mark);
        }
        body.get(..end?.0)
    }

    fn mark(&mut self, rest: &'s str, c: char, before: Option<char>) -> Option<usize> {
        let (style, mark) = style(c)?;
        let after = rest.chars().nth(1);
        if self.words.is_open(mark) {
            before.filter(|c| !c.is_whitespace() && closes(after))?;
            self.words.close(mark, before, after);
            return Some(1);
        }
        self.inside(rest, mark, before)?;
        self.words.open(style, mark, before, after);
        Some(1)
    }

    /// `x^2`, `x_{12}`, with braces or a single run of letters or digits.
    fn script(&mut self, rest: &str, before: Option<char>) -> Option<usize> {
        let tag = match rest.chars().next()? {
            '^' => "sup",
            '_' => "sub",
            _ => return None,
        };
        before.filter(|c| !c.is_whitespace())?;
        let inner = rest.get(1..)?.strip_prefix('{')?;
        let inner = inner.get(..find_near(inner, "}")?)?;
        self.words.markdown(&format!("<{tag}>{}</{tag}>", words_of(inner)));
        Some(inner.len() + 3)
    }

    /// A link, a note, a date, a count of what is done.
    fn bracket(&mut self, rest: &'s str) -> Option<usize> {
        if let Some(inner) = rest.strip_prefix("[[").filter(|_| self.links) {
            let end = find_near(inner, "]]")?;
            let inner = inner.get(..end)?;
            let (target, words) = inner.split_once("][").map_or((inner, None), |(target, words)| (target, Some(words)));
            self.words.markdown(&shown_link(target, words));
            return Some(end + 4);
        }
        if let Some(inner) = rest.strip_prefix("[fn:") {
            let end = closing(inner)?;
            let inner = inner.get(..end)?;
            let label = match inner.split_once(':') {
                // A note that is written where it is referred to, in a note as words.
                Some((_, words)) if !self.links => {
                    self.words.markdown(&format!(" ({})", words_of(words.trim())));
                    return Some(end + 5);
                }
                Some((name, words)) => {
                    let label = label(name).unwrap_or_else(|| format!("inline{}", self.notes.waiting.len() + 1));
                    let words = words_of_note(words.trim());
                    self.notes.waiting.push((label.clone(), words));
                    label
                }
                None => label(inner)?,
            };
            self.words.markdown(&format!("[^{label}]"));
            return Some(end + 5);
        }
        None
    }

    /// A formula between marks that don't touch blanks.
    fn formula(&mut self, rest: &str, open: &str, close: &str, before: Option<char>) -> Option<usize> {
        let inner = rest.strip_prefix(open).filter(|_| opens(before))?;
        inner.chars().next().filter(|c| !c.is_whitespace())?;
        let end = find_near(inner, close)?;
        let formula = inner.get(..end).filter(|formula| !formula.is_empty())?;
        self.words.markdown(&format!("${formula}$"));
        Some(open.len() + end + close.len())
    }

    /// `\(formula\)`, `\[formula\]`, `\\` at a line's end, and names of characters.
    fn backslash(&mut self, rest: &str) -> Option<usize> {
        if let Some(inner) = rest.strip_prefix("\\(") {
            let end = find_near(inner, "\\)")?;
            self.words.markdown(&format!("${}$", inner.get(..end)?.trim()));
            return Some(end + 4);
        }
        if let Some(inner) = rest.strip_prefix("\\[") {
            let end = find_near(inner, "\\]")?;
            self.words.markdown(&format!("$${}$$", inner.get(..end)?.trim()));
            return Some(end + 4);
        }
        if rest.strip_prefix("\\\\").is_some_and(|after| after.is_empty() || after.starts_with('\n')) {
            self.words.markdown("\\");
            return Some(2);
        }
        let name = rest.get(1..)?;
        let end = name.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(name.len());
        let braces = if name.get(end..)?.starts_with("{}") { 2 } else { 0 };
        let shown = entity(name.get(..end)?)?;
        self.words.text(shown);
        Some(1 + end + braces)
    }

    /// `<https://a>`, `<2020-01-02 Thu>`, and targets: `<<place>>` shows nothing, `<<<words>>>` its words.
    fn angle(rest: &str) -> Option<(String, usize)> {
        if let Some(inner) = rest.strip_prefix("<<") {
            let (inner, shows) = inner.strip_prefix('<').map_or((inner, false), |inner| (inner, true));
            let end = find_near(inner, if shows { ">>>" } else { ">>" })?;
            let words = inner.get(..end).filter(|words| words.trim() == *words && !words.contains(['<', '>', '\n']))?;
            let length = end + if shows { 6 } else { 4 };
            let is_target =
                !words.is_empty() && (shows || words.chars().all(|c| c.is_alphanumeric() || " -_:.".contains(c)));
            return is_target.then(|| (if shows { words_of(words) } else { String::new() }, length));
        }
        let inner = rest.strip_prefix('<')?;
        let end = find_near(inner, ">")?;
        let inner = inner.get(..end)?;
        let is_stamp =
            inner.starts_with(|c: char| c.is_ascii_digit()) && inner.len() >= 10 && inner.get(4..5) == Some("-");
        if is_stamp && !inner.contains(['<', '\n', '*', '_', '[']) {
            return Some((inner.to_owned(), end + 2));
        }
        let is_address = inner.contains(':') && !inner.contains(char::is_whitespace) && !inner.contains('<');
        is_address.then(|| (format!("<{inner}>"), end + 2))
    }

    /// `@@html:<b>@@`: what is for pages; the rest is for other formats.
    fn export(&mut self, inner: &str) -> Option<usize> {
        let end = find_near(inner, "@@")?;
        if let Some(html) = inner.get(..end)?.strip_prefix("html:").or_else(|| inner.get(..end)?.strip_prefix("hugo:"))
        {
            self.words.markdown(html);
        }
        Some(end + 4)
    }
}

fn opens(before: Option<char>) -> bool {
    before.is_none_or(|c| {
        c.is_whitespace() || "-—–({'\"[|*/_+,.，。、（：".contains(c) || !c.is_ascii() && !c.is_alphanumeric()
    })
}

fn closes(after: Option<char>) -> bool {
    after.is_none_or(|c| {
        c.is_whitespace() || "-—–.,;:!?'\")}\\[]|*/_+，。、）：；".contains(c) || !c.is_ascii() && !c.is_alphanumeric()
    })
}

/// The words of a note, with its links.
fn words_of_note(text: &str) -> String {
    // A note in it has a place of its own that nobody asks for.
    read(text, &mut Notes::default(), true).replace('\n', " ")
}

/// Where the brackets close whose inside a text begins with.
fn closing(inner: &str) -> Option<usize> {
    let mut depth = 0_u32;
    for (at, byte) in near(inner).bytes().enumerate() {
        match byte {
            b'[' => depth += 1,
            b']' if depth == 0 => return Some(at),
            b']' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// What a note is called.
pub(super) fn label(text: &str) -> Option<String> {
    let is_label = !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || "-_".contains(c));
    is_label.then(|| text.to_owned())
}

/// A link to a page, a file or a place in the post; a picture where it leads to one and has no words.
fn shown_link(target: &str, words: Option<&str>) -> String {
    let url = target.strip_prefix("file:").or_else(|| target.strip_prefix("attachment:")).unwrap_or(target);
    let url = url.split("::").next().unwrap_or(url);
    let is_place = ["id:", "*", "#"].iter().any(|mark| target.starts_with(mark));
    let is_web = target.contains(':') || url.contains(['/', '.']);
    match words.map(str::trim) {
        None if is_picture(url) => image("", url),
        // A picture stands for the words.
        Some(words) if is_picture(words) && !words.contains(' ') => {
            link(&image("", words.strip_prefix("file:").unwrap_or(words)), url)
        }
        None if is_place || !is_web => words_of(target.trim_start_matches(['*', '#'])),
        None => link(&words_of(url), url),
        Some(words) if target.starts_with('#') => link(&words_of(words), target),
        Some(words) if is_place || !is_web => words_of(words),
        Some(words) => link(&words_of(words), url),
    }
}

pub(super) fn is_picture(url: &str) -> bool {
    let path = url.split(['?', '#']).next().unwrap_or(url).to_ascii_lowercase();
    [".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp"].iter().any(|end| path.ends_with(end))
}
