//! Text, outputs and tags, with white-space control, `raw` and comments already settled.

use super::super::Dialect;
use super::super::code::CodeMap;
use super::super::find::Finder;

/// A piece of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Text between tags; whether the tags around it take its white space.
    Text { text: &'a str, at: usize, trim_start: bool, trim_end: bool },
    /// Text that was protected from the template language.
    Literal { text: &'a str, at: usize },
    /// `{{ inner }}`.
    Output { inner: &'a str, at: usize },
    /// `{% name arguments %}`.
    Tag { name: &'a str, arguments: &'a str, at: usize, end: usize },
}

/// Reads a template from start to end.
pub(super) struct Lexer<'a> {
    source: &'a str,
    at: usize,
    /// Whether the tag before takes the white space behind it.
    trim: bool,
    nunjucks: bool,
    /// Code that the generator sets aside before it looks for tags.
    protected: CodeMap,
    /// Whether outputs are part of the language.
    outputs: bool,
    ends: [Finder; 3],
    queued: Option<Token<'a>>,
}

impl<'a> Lexer<'a> {
    /// Over a whole post.
    pub(super) fn new(source: &'a str, dialect: Dialect) -> Self {
        let ends = [Finder::new("%}"), Finder::new("}}"), Finder::new("#}")];
        let nunjucks = matches!(dialect, Dialect::Hexo | Dialect::Eleventy | Dialect::Plain);
        let sets_aside = matches!(dialect, Dialect::Hexo | Dialect::Plain);
        let protected = if sets_aside { CodeMap::of(source) } else { CodeMap::default() };
        Self { source, at: 0, trim: false, nunjucks, protected, outputs: true, ends, queued: None }
    }

    /// Reads again from a place behind a tag.
    pub(super) fn go_back(&mut self, at: usize) {
        self.at = at;
        self.trim = self.source.get(..at).is_some_and(|before| before.ends_with("-%}"));
        self.queued = None;
    }

    fn slice(&self, from: usize, to: usize) -> &'a str {
        self.source.get(from..to).unwrap_or_default()
    }

    /// The next tag, output or comment: its kind, its first byte, its end mark.
    fn next_mark(&mut self, mut from: usize) -> Option<(u8, usize, usize)> {
        loop {
            let open = from + memchr::memchr(b'{', self.source.as_bytes().get(from..)?)?;
            if let Some(code) = self.protected.at(open) {
                from = code.end;
                continue;
            }
            let kind = *self.source.as_bytes().get(open + 1)?;
            let end = match kind {
                b'%' => self.ends[0].find(self.source, open + 2),
                b'{' if self.outputs => self.ends[1].find(self.source, open + 2),
                b'#' if self.nunjucks => self.ends[2].find(self.source, open + 2),
                _ => None,
            };
            match end {
                Some(end) => return Some((kind, open, end)),
                None => from = open + 1,
            }
        }
    }

    fn text(&mut self, from: usize, to: usize, trim_end: bool) -> Token<'a> {
        let trim_start = std::mem::take(&mut self.trim);
        Token::Text { text: self.slice(from, to), at: from, trim_start, trim_end }
    }

    /// The body of `raw` or `comment`, up to its closing tag.
    fn body(&mut self, name: &str, from: usize) -> (usize, usize) {
        let closing = format!("end{name}");
        let mut at = from;
        while let Some(found) = self.source.get(at..).and_then(|rest| memchr::memmem::find(rest.as_bytes(), b"{%")) {
            let open = at + found;
            let Some(end) = self.ends[0].find(self.source, open + 2) else { break };
            if self.slice(open + 2, end).trim_matches(['-', ' ', '\t', '\n', '\r']) == closing {
                return (open, end + 2);
            }
            at = open + 2;
        }
        (self.source.len(), self.source.len())
    }
}

impl<'a> Iterator for Lexer<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if let Some(token) = self.queued.take() {
            return Some(token);
        }
        let from = self.at;
        if from >= self.source.len() {
            return None;
        }
        let Some((kind, open, end)) = self.next_mark(from) else {
            self.at = self.source.len();
            return Some(self.text(from, self.source.len(), false));
        };
        let inner = self.slice(open + 2, end);
        let trims_before = inner.starts_with('-');
        let text = self.text(from, open, trims_before);
        self.at = end + 2;
        self.trim = inner.len() > 1 && inner.ends_with('-') || inner == "-";
        let inner = inner.strip_prefix('-').unwrap_or(inner);
        let inner = inner.strip_suffix('-').unwrap_or(inner).trim();
        self.queued = match kind {
            b'#' => None,
            b'{' => Some(Token::Output { inner, at: open }),
            _ => self.tag(inner, open),
        };
        Some(text)
    }
}

impl<'a> Lexer<'a> {
    fn tag(&mut self, inner: &'a str, open: usize) -> Option<Token<'a>> {
        let split = inner.find(|c: char| c.is_whitespace()).unwrap_or(inner.len());
        let (name, arguments) = inner.split_at(split);
        match name {
            "raw" | "verbatim" => {
                let from = self.at;
                let (to, next) = self.body(name, from);
                self.at = next;
                self.trim = false;
                Some(Token::Literal { text: self.slice(from, to), at: from })
            }
            "comment" => {
                self.at = self.body(name, self.at).1;
                self.trim = false;
                None
            }
            // An inline comment of newer Liquid.
            name if name.starts_with('#') => None,
            name => Some(Token::Tag { name, arguments: arguments.trim(), at: open, end: self.at }),
        }
    }
}
