//! Liquid as Jekyll and Eleventy run it, and the Nunjucks tags of Hexo and Eleventy: before Markdown, in code too.
//!
//! Values are substituted where they are known. Of a condition one branch is shown, of a loop one round.

mod control;
mod expression;
mod lexer;
mod tags;

use std::collections::HashMap;

use super::Dialect;
use super::nest::{Nest, Spot};
use super::output::Output;
use super::values::TemplateValues;
use crate::post::Code;
use control::Control;
use expression::Value;
use lexer::{Lexer, Token};

/// Reads a post from start to end.
pub(super) struct Engine<'a> {
    source: &'a str,
    dialect: Dialect,
    values: &'a TemplateValues,
    out: Output,
    variables: HashMap<String, Value>,
    control: Vec<Control>,
    nest: Nest,
    /// Tags that have a closing tag, by their byte.
    paired: std::collections::HashSet<usize>,
    /// Where in the text a base URL was just written: a reference right behind it stands for the whole.
    base: Option<(usize, usize)>,
    /// One past the last byte of the present tag.
    after: usize,
}

/// Rewrites all tags and outputs.
pub(super) fn rewrite(source: &str, dialect: Dialect, values: &TemplateValues) -> Output {
    let mut engine = Engine {
        source,
        dialect,
        values,
        out: Output::default(),
        variables: HashMap::new(),
        control: Vec::new(),
        nest: Nest::default(),
        paired: tags::paired(source, dialect),
        base: None,
        after: 0,
    };
    for token in Lexer::new(source, dialect) {
        engine.take(&token);
    }
    engine.finish()
}

impl<'a> Engine<'a> {
    fn take(&mut self, token: &Token<'a>) {
        match token {
            Token::Text { text, at, trim_start, trim_end } => {
                let shown = if *trim_start { text.trim_start() } else { text };
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
        match value {
            Value::Text(text) => {
                let start = self.out.text.len();
                self.out.make(&text, at);
                if inner.contains("baseurl") || inner.contains("site.url") {
                    let joined = self.base.filter(|(_, end)| *end == start).map_or(start, |(start, _)| start);
                    self.base = Some((joined, self.out.text.len()));
                }
            }
            Value::Nothing | Value::Unknown => {
                if inner.contains("baseurl") || inner.contains("site.url") {
                    return;
                }
                let root = inner.split(['.', '[', ' ', '|']).next().unwrap_or_default();
                if self.dialect == Dialect::Plain && !expression::is_known_root(root) {
                    // Without a generator these may be the author's own braces.
                    let rest = self.source.get(at..).unwrap_or_default();
                    let end = rest.find("}}").map_or(rest.len(), |end| end + 2);
                    return self.out.copy(rest.get(..end).unwrap_or_default(), at);
                }
                self.out.complain(at, Code::TemplateUnknown, format!("The value of `{}` is not known.", inner.trim()));
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
