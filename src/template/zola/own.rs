//! What a shortcode or component of the site itself prints, by its template and the templates that this one includes.
//!
//! A template that asks for what is not known here, such as other pages, is not read at all: half of what it prints would be worse
//! than nothing.

use super::super::tags::arguments::Arguments;
use super::super::tags::printed::Printed;
use super::super::tags::shown::Shown;
use super::super::tags::tree::{self, Branch, Condition, Leaf, Node, Word};
use super::super::tags::value::Value;
use super::super::values::TemplateValues;
use super::expression::{self, Given, Scope};
use super::part::{self, Part};

/// Bytes of a template that is read; larger ones are programs.
const LARGEST: usize = 8 << 10;
/// Parts that are run for one shortcode.
const MOST_STEPS: usize = 4_000;
/// Templates within templates at most.
const DEEPEST: usize = 4;

/// A template of the site.
#[derive(Clone, Copy, Debug)]
pub(super) struct Template<'t> {
    pub(super) text: &'t str,
    /// Whether it makes Markdown (`name.md`) and no HTML.
    pub(super) is_markdown: bool,
    /// What is known of the page and the site.
    pub(super) values: &'t TemplateValues,
}

impl Template<'_> {
    /// What a shortcode without content shows. None where the template asks for more than is known here.
    pub(super) fn single(self, given: &Arguments) -> Option<Shown> {
        self.print(given).map(Printed::single)
    }

    /// What a shortcode with content shows around it.
    pub(super) fn paired(self, given: &Arguments) -> Option<Shown> {
        self.print(given)?.paired()
    }

    fn print(self, given: &Arguments) -> Option<Printed> {
        let printed = if self.is_markdown { Printed::markdown() } else { Printed::html() };
        let scope = Scope::new(given, self.values);
        let mut run = Run { scope, printed, steps: MOST_STEPS, depth: 0, imported: Vec::new() };
        run.text(self.text)?;
        Some(run.printed)
    }
}

/// A template that is run.
struct Run<'a> {
    scope: Scope<'a>,
    printed: Printed,
    steps: usize,
    depth: usize,
    /// Files of macros by the names that they are imported under.
    imported: Vec<(String, &'a str)>,
}

impl<'a> Run<'a> {
    fn text(&mut self, text: &str) -> Option<()> {
        let is_program = ["<script", "<style", "<pre"].iter().any(|tag| text.contains(tag));
        let parts = part::parts(text).filter(|_| text.len() <= LARGEST && !is_program)?;
        let nodes = tree::of(parts.into_iter().map(word))?;
        self.nodes(&nodes)
    }

    fn nodes(&mut self, nodes: &[Node<'_>]) -> Option<()> {
        for node in nodes {
            self.steps = self.steps.checked_sub(1).filter(|_| !self.printed.is_too_long())?;
            match node {
                Node::Text(text) => self.printed.push_text(text),
                Node::Print(expression) => self.print(expression)?,
                Node::Silent(statement) => self.statement(statement)?,
                Node::Choice(branches) => self.choice(branches)?,
                Node::Loop(head, body, otherwise) => self.rounds(head, body, otherwise)?,
            }
        }
        Some(())
    }

    fn print(&mut self, expression: &str) -> Option<()> {
        if let Some((file, name, given)) = expression::called(expression, &self.scope) {
            return self.call(file, name, given);
        }
        match expression::value(expression, &self.scope) {
            Some(value) => self.printed.print(value),
            None => self.printed.in_tag().then_some(()),
        }
    }

    fn statement(&mut self, statement: &str) -> Option<()> {
        let (word, rest) = statement.split_once(char::is_whitespace).unwrap_or((statement, ""));
        match word {
            "set" | "set_global" => self.scope.set(rest),
            "component" => {
                self.scope.defaults(rest);
                Some(())
            }
            "include" => {
                let file = self.file(rest.split(" ignore missing").next()?)?;
                self.deeper(|run| run.text(file))
            }
            "import" => {
                let (file, name) = rest.rsplit_once(" as ")?;
                let file = self.file(file)?;
                self.imported.push((name.trim().to_owned(), file));
                Some(())
            }
            _ => Some(()),
        }
    }

    /// A template that is at hand, by its name in quotation marks.
    fn file(&self, written: &str) -> Option<&'a str> {
        let name = written.trim().trim_matches(['"', '\'']);
        self.scope.values.file(&format!("part/{name}"))
    }

    fn deeper(&mut self, run: impl FnOnce(&mut Self) -> Option<()>) -> Option<()> {
        self.depth += 1;
        let is_run = if self.depth > DEEPEST { None } else { run(self) };
        self.depth -= 1;
        is_run
    }

    /// Prints a macro, which knows what it is given and nothing else.
    fn call(&mut self, file: &str, name: &str, given: Given) -> Option<()> {
        let text = self.imported.iter().rev().find(|(own, _)| own == file)?.1;
        let (head, body) = part::macro_of(text, name)?;
        const NONE: &Arguments = &Arguments::NONE;
        let mut scope = Scope::new(NONE, self.scope.values);
        given.into_iter().for_each(|(name, value)| scope.keep(&name, value));
        scope.defaults(head);
        let outer = std::mem::replace(&mut self.scope, scope);
        let is_run = self.deeper(|run| run.text(body));
        self.scope = outer;
        is_run
    }

    /// Takes the first branch whose condition holds. What is not known is false within a tag, where nothing is said to a reader.
    fn choice(&mut self, branches: &[Branch<'_>]) -> Option<()> {
        for Branch { condition, body } in branches {
            let holds = match condition {
                Condition::If(asked) | Condition::With(asked) => match expression::value(asked, &self.scope) {
                    Some(value) => value.is_true(self.scope.values),
                    None if self.printed.in_tag() => false,
                    None => return None,
                },
                Condition::Always => true,
            };
            if holds {
                return self.nodes(body);
            }
        }
        Some(())
    }

    fn rounds(&mut self, head: &str, body: &[Node<'_>], otherwise: &[Node<'_>]) -> Option<()> {
        let (names, items) = expression::looped(head, &self.scope)?;
        if items.is_empty() {
            return self.nodes(otherwise);
        }
        let count = items.len();
        for (round, (key, item)) in items.into_iter().enumerate() {
            match names.as_slice() {
                [name] => self.scope.keep(name, Some(item)),
                [at, name] => {
                    self.scope.keep(at, Some(key));
                    self.scope.keep(name, Some(item));
                }
                _ => return None,
            }
            let number = |number: usize| Some(Value::Number(number as f64));
            self.scope.keep("loop.index", number(round + 1));
            self.scope.keep("loop.index0", number(round));
            self.scope.keep("loop.first", Some(Value::Truth(round == 0)));
            self.scope.keep("loop.last", Some(Value::Truth(round + 1 == count)));
            self.nodes(body)?;
        }
        Some(())
    }
}

/// What a part of a template says of its tree; none for what is not read.
fn word(part: Part<'_>) -> Option<Word<'_>> {
    let statement = match part {
        Part::Text(text) => return Some(Word::Leaf(Leaf::Text(text))),
        Part::Print(expression) => return Some(Word::Leaf(Leaf::Print(expression))),
        Part::Statement(statement) => statement,
    };
    let (word, rest) = statement.split_once(char::is_whitespace).unwrap_or((statement, ""));
    Some(match word {
        "if" => Word::Choice(Condition::If(rest)),
        "elif" => Word::Else(Condition::If(rest)),
        "else" => Word::Else(Condition::Always),
        "for" => Word::Loop(rest),
        "endif" | "endfor" => Word::Close,
        "set" | "set_global" | "component" | "endcomponent" | "include" | "import" => {
            Word::Leaf(Leaf::Silent(statement))
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
