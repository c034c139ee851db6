//! The words of Textile: styles, links, pictures, notes, HTML among them ("Phrase modifiers").

use std::collections::{HashMap, HashSet};

use crate::template::markup::escape::{code, image, link, push_literal, template_tag};
use crate::template::markup::scan::{Scan, places};
use crate::template::markup::words::{Style, Words};
use crate::template::near::find_near;

const MARKS: [(&str, Style); 10] = [
    ("**", Style::Strong),
    ("__", Style::Emphasis),
    ("??", Style::Cite),
    ("*", Style::Strong),
    ("_", Style::Emphasis),
    ("-", Style::Strike),
    ("+", Style::Insert),
    ("^", Style::Above),
    ("~", Style::Below),
    ("%", Style::Bare),
];

/// Signs of print, as they are written (RedCloth, "Typographic symbols").
const SIGNS: [(&str, &str); 7] = [
    ("(c)", "\u{a9}"),
    ("(C)", "\u{a9}"),
    ("(r)", "\u{ae}"),
    ("(R)", "\u{ae}"),
    ("(tm)", "\u{2122}"),
    ("(TM)", "\u{2122}"),
    ("->", "\u{2192}"),
];

/// What a body says elsewhere of its words.
pub(super) struct Known<'t> {
    /// Where names of links lead.
    pub(super) aliases: HashMap<&'t str, &'t str>,
    /// The numbers of its notes.
    pub(super) notes: HashSet<&'t str>,
}

/// Words in the making.
struct Reader<'s, 'a> {
    scan: Scan<'s>,
    words: Words,
    /// Marks that are never closed from here on.
    dead: Vec<&'static str>,
    known: &'a Known<'a>,
    /// Whether links are read: not in the words of one.
    links: bool,
}

/// Markdown of a paragraph's words.
pub(super) fn markdown(text: &str, known: &Known<'_>) -> String {
    read(text, known, true)
}

fn read(text: &str, known: &Known<'_>, links: bool) -> String {
    let mut reader = Reader { scan: Scan::new(text), words: Words::default(), dead: Vec::new(), known, links };
    while reader.step().is_some() {}
    reader.words.finish()
}

fn is_word(c: Option<char>) -> bool {
    c.is_some_and(char::is_alphanumeric)
}

impl<'s> Reader<'s, '_> {
    /// Reads what stands next; none at the end.
    fn step(&mut self) -> Option<()> {
        let rest = self.scan.rest();
        let c = rest.chars().next()?;
        let before = self.scan.before();
        let taken = match c {
            '{' => template_tag(rest).map(|tag| self.words.raw(tag)),
            '<' => self.tag(rest),
            '&' => entity(rest).map(|entity| self.words.raw(entity)),
            '=' => self.kept(rest),
            '@' if !is_word(before) => self.code(rest),
            '"' if self.links && !is_word(before) => self.link(rest),
            '[' => self.bracket(rest),
            '(' | '-' if SIGNS.iter().any(|(written, _)| rest.starts_with(written)) => self.print_sign(rest),
            '!' if !is_word(before) => self.picture(rest),
            'h' | 'f' if self.links && !is_word(before) => self.words.address(rest),
            _ => self.mark(rest, before),
        };
        self.scan.skip(taken.unwrap_or_else(|| self.words.sign(c)));
        Some(())
    }

    /// A tag of HTML; what is in code is kept as it is.
    fn tag(&mut self, rest: &str) -> Option<usize> {
        rest.chars().nth(1).filter(|c| c.is_ascii_alphabetic() || *c == '/' || *c == '!')?;
        for (open, close) in [("<code>", "</code>"), ("<notextile>", "</notextile>"), ("<pre>", "</pre>")] {
            let Some(inside) = rest.strip_prefix(open) else { continue };
            let end = find_near(inside, close)?;
            let words = inside.get(..end)?;
            match open {
                "<notextile>" => self.words.markdown(&kept(words)),
                _ => self.words.markdown(&code(&unescaped(words))),
            }
            return Some(open.len() + end + close.len());
        }
        let end = find_near(rest, ">")?;
        Some(self.words.raw(rest.get(..=end)?))
    }

    /// A sign of print.
    fn print_sign(&mut self, rest: &str) -> Option<usize> {
        let (written, sign) = SIGNS.iter().find(|(written, _)| rest.starts_with(written))?;
        self.words.markdown(sign);
        Some(written.len())
    }

    /// `==words==` as they are.
    fn kept(&mut self, rest: &str) -> Option<usize> {
        let inside = rest.strip_prefix("==")?;
        let end = find_near(inside, "==").filter(|end| *end > 0)?;
        self.words.markdown(&kept(inside.get(..end)?));
        Some(end + 4)
    }

    /// `@code@`.
    fn code(&mut self, rest: &str) -> Option<usize> {
        let inside = rest.get(1..)?;
        let inside = inside.strip_prefix('|').and_then(|it| Some(it.split_once('|')?.1)).unwrap_or(inside);
        let skipped = rest.len() - inside.len();
        let end = find_near(inside, "@").filter(|end| *end > 0)?;
        let words = inside.get(..end)?;
        if words.starts_with(' ') || words.contains("\n\n") || is_word(inside.get(end + 1..)?.chars().next()) {
            return None;
        }
        self.words.markdown(&code(words));
        Some(skipped + end + 1)
    }

    /// `"words(title)":address`.
    fn link(&mut self, rest: &str) -> Option<usize> {
        let inside = rest.get(1..).filter(|inside| !inside.starts_with([' ', '"', '\n']))?;
        let end = find_near(inside, "\":").filter(|end| *end > 0)?;
        let words = inside.get(..end).filter(|words| !is_closed(words))?;
        let behind = inside.get(end + 2..)?;
        let length = address(behind)?;
        let url = behind.get(..length)?;
        let words = look(words);
        let words = words
            .rsplit_once('(')
            .filter(|(before, it)| it.ends_with(')') && !before.trim().is_empty())
            .map_or(words, |it| it.0);
        let url = self.known.aliases.get(url).copied().unwrap_or(url);
        let shown = match words.trim() {
            "$" => String::new(),
            words => read(words, self.known, false),
        };
        self.words.markdown(&link(&shown, url));
        Some(1 + end + 2 + length)
    }

    /// A note, `[1]`, or a link or mark in brackets.
    fn bracket(&mut self, rest: &str) -> Option<usize> {
        let inside = rest.get(1..)?;
        let end = find_near(inside, "]")?;
        let words = inside.get(..end)?;
        if !words.is_empty() && words.len() <= 4 && words.bytes().all(|byte| byte.is_ascii_digit()) {
            // A number without a note is shown as a mark all the same.
            let is_note = self.known.notes.contains(words);
            self.words.markdown(&if is_note { format!("[^{words}]") } else { format!("<sup>{words}</sup>") });
            return Some(end + 2);
        }
        if !self.links || !words.starts_with(['"', '*', '_', '@', '^', '~']) || words.len() < 3 {
            return None;
        }
        let shown = read(words, self.known, true);
        self.words.markdown(&shown);
        Some(end + 2)
    }

    /// `!address(words)!:link`.
    fn picture(&mut self, rest: &str) -> Option<usize> {
        let inside = rest.get(1..)?;
        let end = find_near(inside, "!").filter(|end| *end > 2)?;
        let whole = inside.get(..end)?;
        let (url, words) = match whole.strip_suffix(')').and_then(|it| it.rsplit_once('(')) {
            Some((url, words)) => (url, words),
            None => (whole, ""),
        };
        let url = look(url).trim_start_matches(['<', '>', '=']).split(' ').next().unwrap_or_default();
        if url.is_empty() || !url.contains(['.', '/', '{']) || whole.starts_with(' ') || whole.contains('\n') {
            return None;
        }
        let shown = image(words, url);
        let behind = inside.get(end + 1..)?;
        let target = behind.strip_prefix(':').and_then(|it| it.get(..address(it)?));
        match target {
            Some(target) => {
                self.words.markdown(&link(&shown, self.known.aliases.get(target).copied().unwrap_or(target)))
            }
            None => self.words.markdown(&shown),
        }
        Some(end + 2 + target.map_or(0, |target| target.len() + 1))
    }

    fn mark(&mut self, rest: &'s str, before: Option<char>) -> Option<usize> {
        let (mark, style) = *MARKS.iter().find(|(mark, _)| rest.starts_with(mark))?;
        let body = rest.get(mark.len()..)?;
        let after = body.chars().next();
        if self.words.is_open(mark) {
            before.filter(|c| !c.is_whitespace()).filter(|_| !is_word(after))?;
            self.words.close(mark, before, after);
            return Some(mark.len());
        }
        let sign = mark.chars().next();
        let opens = after.is_some_and(|c| !c.is_whitespace()) && after != sign && !is_word(before) && before != sign;
        if !opens || self.dead.contains(&mark) {
            return None;
        }
        let closes = |before: Option<char>, after| {
            before.is_some_and(|c| !c.is_whitespace() && Some(c) != sign) && !is_word(after) && after != sign
        };
        if !places(body, mark).any(|(_, before, after)| closes(before, after)) {
            self.dead.push(mark);
            return None;
        }
        let skipped = body.len() - look(body).len();
        self.words.open(style, mark, before, look(body).chars().next());
        Some(mark.len() + skipped)
    }
}

/// Whether a quotation mark before these words is closed among them, so that they are a quotation and more.
fn is_closed(words: &str) -> bool {
    let mut depth = 0_u32;
    places(words, "\"").any(|(_, before, after)| {
        let opens = before.is_none_or(|c| c.is_whitespace() || c == '(') && after.is_some_and(|c| !c.is_whitespace());
        match (opens, depth.checked_sub(1)) {
            (true, _) => depth += 1,
            (false, Some(less)) => depth = less,
            (false, None) => return true,
        }
        false
    })
}

/// Text without what says how it looks: `(class)`, `{style}`, `[language]`.
pub(super) fn look(text: &str) -> &str {
    let mut rest = text;
    for (open, close) in [("{", "}"), ("(", ")"), ("[", "]"), ("{", "}")] {
        let Some(inside) = rest.strip_prefix(open).filter(|_| !rest.starts_with("{{") && !rest.starts_with("{%"))
        else {
            continue;
        };
        let end = inside.bytes().take(100).position(|byte| byte == close.as_bytes().first().copied().unwrap_or(0));
        let is_look = |inside: &str| {
            open == "{" && inside.contains(':')
                || open != "{"
                    && !inside.is_empty()
                    && inside.chars().all(|c| c.is_alphanumeric() || "-_# ".contains(c))
        };
        match end.and_then(|end| Some((inside.get(..end)?, inside.get(end + 1..)?))) {
            Some((inside, behind)) if is_look(inside) && !behind.is_empty() && !behind.starts_with(' ') => {
                rest = behind
            }
            _ => {}
        }
    }
    rest
}

/// The bytes of an address behind a link's words, without punctuation at its end.
fn address(text: &str) -> Option<usize> {
    let mut end = 0;
    while let Some(c) = text.get(end..).and_then(|rest| rest.chars().next()) {
        if let Some(tag) = template_tag(text.get(end..)?) {
            end += tag.len();
            continue;
        }
        if c.is_whitespace() || "<>\"]|".contains(c) {
            break;
        }
        end += c.len_utf8();
    }
    let url = text.get(..end)?;
    let bare = url.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_']);
    let bare = if bare.contains('(') { bare } else { bare.trim_end_matches([')', '.', ',', ';', ':', '!', '?']) };
    (!bare.is_empty()).then_some(bare.len())
}

fn entity(text: &str) -> Option<&str> {
    let end = text.bytes().take(12).position(|byte| byte == b';')?;
    let name = text.get(1..end)?.trim_start_matches('#');
    (!name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric())).then(|| text.get(..=end))?
}

/// HTML whose words are no Textile and no Markdown either: its tags and those of templates as they are, its words escaped.
pub(super) fn kept(html: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(html.len()), html);
    while let Some(at) = rest.find(['<', '&', '{']) {
        let (before, behind) = rest.split_at_checked(at).unwrap_or((rest, ""));
        push_literal(&mut out, before);
        let is_tag = behind.chars().nth(1).is_some_and(|c| c.is_ascii_alphabetic() || c == '/' || c == '!');
        let tag = behind.find('>').filter(|_| is_tag).and_then(|end| behind.get(..=end));
        let own = template_tag(behind).or_else(|| entity(behind)).or(tag.filter(|_| behind.starts_with('<')));
        match own {
            Some(own) => out.push_str(own),
            None => push_literal(&mut out, behind.get(..1).unwrap_or_default()),
        }
        rest = behind.get(own.map_or(1, str::len)..).unwrap_or_default();
    }
    push_literal(&mut out, rest);
    out
}

/// Code as it is shown where it is written as HTML.
pub(super) fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}
