//! Liquid as Jekyll and Eleventy run it, and the Nunjucks tags of Hexo and Eleventy: before Markdown, in code too.
//!
//! Values are substituted where they are known, conditions decided by them, loops run over them. Of a condition that only the
//! generator can decide one branch is shown, of a loop over what only it knows one round.

mod condition;
mod control;
mod counter;
mod expression;
mod filter;
mod formula;
mod given;
mod include;
mod lexer;
mod name;
mod notes;
mod own;
mod rounds;
mod tags;
#[cfg(test)]
mod tests;
mod theme;
mod value;

use std::cell::Cell;
use std::collections::{BTreeMap, HashMap};

use super::Dialect;
use super::output::Output;
use super::tags::arguments::Arguments;
use super::tags::nest::{Nest, Spot};
use super::values::TemplateValues;
use crate::post::Code;
use control::Control;
use lexer::{Lexer, Token};
use value::Value;

/// Reads a post from start to end.
pub(super) struct Engine<'a> {
    source: &'a str,
    dialect: Dialect,
    values: &'a TemplateValues,
    out: Output,
    variables: HashMap<String, Value>,
    /// What the file was included with, by the names without `include.`.
    given: BTreeMap<String, Value>,
    control: Vec<Control>,
    nest: Nest,
    /// Tags that have a closing tag, by their byte.
    paired: std::collections::HashSet<usize>,
    /// Where in the text a base URL was just written: a reference right behind it stands for the whole.
    base: Option<(usize, usize)>,
    /// One past the last byte of the present tag.
    after: usize,
    /// Files that this one is included in.
    depth: usize,
    /// Bytes that may still be included.
    budget: usize,
    /// Bytes that values may still come to.
    evaluated: Cell<usize>,
    /// Bytes that loops may still run again.
    again: usize,
    /// Where the next round of a loop begins.
    back: Option<usize>,
    /// Whether the bracket that closes an address goes with its value, which is not known.
    drops_bracket: bool,
    /// Whether something that only the generator knows was asked for.
    unsure: bool,
    /// Files that were asked for and are not at hand.
    wanted: Vec<String>,
    /// Footnotes so far that tags of a plugin wrote.
    notes: usize,
    /// Where the words of the one that is open begin.
    note_start: Option<usize>,
    /// Where a formula begins that is open.
    formula_start: Option<usize>,
}

/// What stands before the name of a file that lies beside the post, where the names of included files are listed.
pub const BESIDE: &str = "include_relative ";
/// As [`BESIDE`], before the name of a file of code that a post shows (`include_code` of Octopress and Hexo).
pub const CODE: &str = "include_code ";
/// As [`BESIDE`], before the name of a file below the sources (`render_partial` of Octopress).
pub const PART: &str = "render_partial ";

pub use own::SHORTCODE;
pub use tags::CODE_FOLDER;

/// The names of the files that a text includes, at most this many.
pub fn included(text: &str) -> Vec<String> {
    const MOST: usize = 64;
    let tags = memchr::memmem::find_iter(text.as_bytes(), "{%").filter_map(|at| text.get(at + 2..));
    let named = tags.filter_map(|tag| {
        let rest = tag.trim_start_matches(['-', ' ', '\t', '\n']);
        if let Some(rest) = rest.strip_prefix(CODE) {
            let written = rest.split("%}").next().unwrap_or_default();
            return tags::code_file(written).map(|name| format!("{CODE}{name}"));
        }
        if let Some(rest) = rest.strip_prefix(PART) {
            return Some(format!("{PART}{}", rest.split([' ', '\t', '\n', '%']).find(|word| !word.is_empty())?));
        }
        let (beside, rest) = match rest.strip_prefix("include_relative") {
            Some(rest) => (BESIDE, rest),
            None => ("", rest.strip_prefix("include_cached").or_else(|| rest.strip_prefix("include"))?),
        };
        let name = rest.strip_prefix([' ', '\t', '\n'])?.trim_start().split([' ', '\t', '\n', '%']).next()?;
        let is_plain = !name.is_empty() && !name.contains(['{', '"', '\'', ',']);
        is_plain.then(|| format!("{beside}{name}"))
    });
    named.take(MOST).collect()
}

/// As [`BESIDE`], before the name of a file that a text links to, where that is the address of its page.
pub const LINK: &str = "link ";

/// The names of the files that a text links to (`{% link name %}`), at most this many.
pub fn named_files(text: &str) -> Vec<String> {
    const MOST: usize = 64;
    let tags = memchr::memmem::find_iter(text.as_bytes(), "{%").filter_map(|at| text.get(at + 2..));
    let named = tags.filter_map(|tag| {
        let rest = tag.trim_start_matches(['-', ' ', '\t', '\n']).strip_prefix(LINK)?;
        let name = rest.get(..rest.find("%}")?)?.trim().trim_end_matches('-').trim_end();
        (!name.is_empty() && !name.contains(['{', '\n'])).then(|| name.to_owned())
    });
    named.take(MOST).collect()
}

/// Whether a text includes files whose names are made of values.
pub fn includes_by_value(text: &str) -> bool {
    let tags = memchr::memmem::find_iter(text.as_bytes(), "{%").filter_map(|at| text.get(at + 2..));
    let mut rest = tags.filter_map(|tag| tag.trim_start_matches(['-', ' ', '\t', '\n']).strip_prefix("include"));
    rest.any(|rest| {
        rest.trim_start_matches(|c: char| !c.is_whitespace())
            .trim_start()
            .split(['%', ' ', '\n'])
            .next()
            .is_some_and(|name| name.contains("{{"))
    })
}

/// The names of the files that a text of Eleventy's includes, in quotes there, at most this many.
pub fn rendered(text: &str) -> Vec<String> {
    const MOST: usize = 64;
    let tags = memchr::memmem::find_iter(text.as_bytes(), "{%").filter_map(|at| text.get(at + 2..));
    let named = tags.filter_map(|tag| {
        let rest = tag.trim_start_matches(['-', ' ', '\t', '\n']);
        let rest = ["include", "render"].iter().find_map(|word| rest.strip_prefix(word))?;
        let rest = rest.strip_prefix([' ', '\t', '\n'])?.trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (name, _) = rest.get(1..)?.split_once(quote)?;
        (!name.is_empty() && !name.contains(['{', '\n'])).then(|| name.to_owned())
    });
    named.take(MOST).collect()
}

/// What stands before a post's name in the name of a file that holds its title.
pub const POST_LINK: &str = "post_link";

/// The posts that a text links to without words of its own (Hexo's `{% post_link name %}`): the page shows their titles.
pub fn linked(text: &str) -> Vec<String> {
    const MOST: usize = 256;
    let tags = memchr::memmem::find_iter(text.as_bytes(), "{%").filter_map(|at| text.get(at + 2..));
    let named = tags.filter_map(|tag| {
        let rest = tag.trim_start_matches(['-', ' ']).strip_prefix(POST_LINK)?.strip_prefix(' ')?;
        let mut words =
            Arguments::parse(rest.get(..rest.find("%}").filter(|end| *end < MOST)?)?).positional.into_iter();
        words.next().filter(|_| words.next().is_none())
    });
    named.take(MOST).collect()
}

/// The names of files that a post asks for and that the values do not hold, where they are made of values themselves
/// (`{% include {{ page.version }}/note.md %}`), as [`included`] has them.
pub fn wanted(text: &str, dialect: Dialect, values: &TemplateValues) -> Vec<String> {
    let mut engine = Engine::new(text, dialect, values);
    engine.run();
    engine.wanted
}

/// Rewrites all tags and outputs.
pub(super) fn rewrite(source: &str, dialect: Dialect, values: &TemplateValues) -> Output {
    let mut engine = Engine::new(source, dialect, values);
    engine.run();
    engine.finish()
}

impl<'a> Engine<'a> {
    fn new(source: &'a str, dialect: Dialect, values: &'a TemplateValues) -> Self {
        Self {
            source,
            dialect,
            values,
            out: Output::default(),
            variables: HashMap::new(),
            given: BTreeMap::new(),
            control: Vec::new(),
            nest: Nest::default(),
            paired: tags::paired(source, dialect),
            base: None,
            after: 0,
            depth: 0,
            budget: include::LARGEST,
            evaluated: Cell::new(expression::MOST_EVALUATED),
            again: rounds::MOST_AGAIN,
            back: None,
            drops_bracket: false,
            unsure: false,
            wanted: Vec::new(),
            notes: 0,
            note_start: None,
            formula_start: None,
        }
    }

    fn run(&mut self) {
        let mut lexer = Lexer::new(self.source, self.dialect);
        while let Some(token) = lexer.next() {
            self.take(&token);
            if let Some(start) = self.back.take() {
                lexer.go_back(start);
            }
        }
    }

    fn take(&mut self, token: &Token<'a>) {
        match token {
            Token::Text { text, at, trim_start, trim_end } => {
                let shown = if *trim_start { text.trim_start() } else { text };
                let shown = match std::mem::take(&mut self.drops_bracket) {
                    true => shown.strip_prefix('>').unwrap_or(shown),
                    false => shown,
                };
                let from = at + (text.len() - shown.len());
                let shown = if *trim_end { shown.trim_end() } else { shown };
                if self.is_shown() {
                    self.out.copy(shown, from);
                }
            }
            Token::Literal { text, at } => {
                if self.is_shown() {
                    self.out.copy(text, *at);
                }
            }
            Token::Output { inner, at } => {
                if self.is_shown() {
                    self.output(inner, *at);
                }
            }
            Token::Tag { name, arguments, at, end } => {
                self.after = *end;
                self.tag(name, arguments, *at);
            }
        }
    }

    fn spot(&self, source: usize) -> Spot<'a> {
        Spot { source, after: self.source.get(self.after..).unwrap_or_default() }
    }

    /// Whether text here is in the branches that are shown.
    fn is_shown(&self) -> bool {
        self.control.last().is_none_or(|control| control.shown)
    }

    fn output(&mut self, inner: &str, at: usize) {
        let value = self.evaluate(inner);
        match self.printed(value) {
            Value::Text(text) => {
                let start = self.out.text.len();
                self.out.make(&text, at);
                if inner.contains("baseurl") || inner.contains("site.url") {
                    let joined = self.base.filter(|(_, end)| *end == start).map_or(start, |(start, _)| start);
                    self.base = Some((joined, self.out.text.len()));
                }
            }
            Value::Nothing if self.depth > 0 || self.variable(inner.trim()) == Some(&Value::Nothing) => {}
            _ => {
                self.unsure = true;
                if inner.contains("baseurl") || inner.contains("site.url") {
                    return;
                }
                let root = inner.split(['.', '[', ' ', '|']).next().unwrap_or_default();
                if self.dialect == Dialect::Plain && !name::is_known_root(root) {
                    // Without a generator these may be the author's own braces.
                    let rest = self.source.get(at..).unwrap_or_default();
                    let end = rest.find("}}").map_or(rest.len(), |end| end + 2);
                    return self.out.copy(rest.get(..end).unwrap_or_default(), at);
                }
                // `<{{ url }}>` is an address.
                let rest = self.source.get(at..).unwrap_or_default();
                let is_address = rest.split_once("}}").is_some_and(|(_, behind)| behind.starts_with('>'));
                if is_address && self.out.text.ends_with('<') {
                    self.out.cut(self.out.text.len() - 1);
                    self.drops_bracket = true;
                }
                // Of a whole that is not known no part is, and the whole is told once.
                let is_part = self.variable(root).is_some_and(|whole| *whole == Value::Unknown);
                let name = if is_part { root } else { inner.trim() };
                self.out.complain(at, Code::TemplateUnknown, format!("The value of `{name}` is not known."));
            }
        }
    }

    /// A reference to another post or file, in the place of a base URL that stands right before it.
    fn reference(&mut self, kind: &str, argument: &str, at: usize) {
        if let Some((start, end)) = self.base.take()
            && end == self.out.text.len()
        {
            self.out.cut(start);
        }
        self.out.make(&super::reference::target(kind, argument), at);
    }

    fn finish(mut self) -> Output {
        for control in std::mem::take(&mut self.control) {
            let message = format!("`{}` is not closed.", control.name());
            self.out.complain(control.at, Code::TemplateUnclosed, message);
        }
        self.nest.close_all(self.source.len(), &mut self.out);
        self.out
    }
}
