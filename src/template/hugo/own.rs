//! What a shortcode of the site itself prints, by its file in `layouts/shortcodes` and the files in `layouts/partials` that this
//! one asks for.
//!
//! A file that asks for what is not known here, such as other pages, is not read at all: half of what it prints would be worse than
//! nothing.

use super::super::tags::printed::Printed;
use super::super::tags::shown::{self, Shown};
use super::super::tags::tree::{self, Branch, Condition, Leaf, Node, Word};
use super::super::tags::value::Value;
use super::super::values::TemplateValues;
use super::action::{self, Part};
use super::expression;
use super::scope::{Scope, Tag};

/// Bytes of a file that is read; larger ones are programs.
const LARGEST: usize = 8 << 10;
/// Parts that are run for one shortcode.
const MOST_STEPS: usize = 4_000;
/// Files within files at most.
const DEEPEST: usize = 4;

/// What a shortcode without content shows by its file. None where the file asks for more than is known here.
pub(super) fn single(file: &str, tag: Tag<'_>, values: &TemplateValues) -> Option<Shown> {
    print(file, tag, values).map(Printed::single)
}

/// What a shortcode with content shows around it by its file.
pub(super) fn paired(file: &str, tag: Tag<'_>, values: &TemplateValues) -> Option<Shown> {
    let holds_code = (file.contains("<pre") || file.to_lowercase().contains("highlight ")) && file.contains(".Inner");
    if holds_code && file.len() <= LARGEST {
        return Some(shown::code(tag.given));
    }
    print(file, tag, values)?.paired()
}

fn print(file: &str, tag: Tag<'_>, values: &TemplateValues) -> Option<Printed> {
    let mut run = Run { scope: Scope::new(tag, values), printed: Printed::html(), steps: MOST_STEPS, depth: 0 };
    run.file(file)?;
    Some(run.printed)
}

/// A file that is run.
struct Run<'a> {
    scope: Scope<'a>,
    printed: Printed,
    steps: usize,
    depth: usize,
}

impl Run<'_> {
    fn file(&mut self, file: &str) -> Option<()> {
        let is_program = ["<script", "<style", "<pre"].iter().any(|tag| file.contains(tag));
        let parts = action::parts(file).filter(|_| file.len() <= LARGEST && !is_program)?;
        let nodes = tree::of(parts.into_iter().map(word))?;
        self.nodes(&nodes)
    }

    fn nodes(&mut self, nodes: &[Node<'_>]) -> Option<()> {
        for node in nodes {
            self.steps = self.steps.checked_sub(1).filter(|_| !self.printed.is_too_long())?;
            match node {
                Node::Text(text) => self.printed.push_text(text),
                Node::Print(action) | Node::Silent(action) => self.action(action)?,
                Node::Choice(branches) => self.choice(branches)?,
                Node::Loop(head, body, otherwise) => self.rounds(head, body, otherwise)?,
            }
        }
        Some(())
    }

    fn action(&mut self, action: &str) -> Option<()> {
        if let Some((name, given)) = expression::partial(action, &mut self.scope) {
            return self.partial(&name, given);
        }
        match expression::printed(action, &mut self.scope) {
            Some(value) => self.printed.print(value),
            // What is printed in a tag is no word, and what is kept prints nothing.
            None => (self.printed.in_tag() || action.starts_with('$')).then_some(()),
        }
    }

    /// Prints another file in place, which is given what it speaks of.
    fn partial(&mut self, name: &str, given: Value) -> Option<()> {
        let name = name.trim_start_matches('/').trim_end_matches(".html");
        let Some(file) = self.scope.values.file(&format!("partials/{name}.html")).filter(|_| self.depth < DEEPEST)
        else {
            return self.printed.in_tag().then_some(());
        };
        let inner = self.scope.within(given);
        let outer = std::mem::replace(&mut self.scope, inner);
        self.depth += 1;
        let is_run = self.file(file);
        self.depth -= 1;
        self.scope = outer;
        is_run
    }

    /// Takes the first branch whose condition holds. What is not known is false within a tag, where nothing is said to a reader.
    fn choice(&mut self, branches: &[Branch<'_>]) -> Option<()> {
        let (outer, variables) = (self.scope.dot.clone(), self.scope.enter());
        let mut is_run = Some(());
        for Branch { condition, body } in branches {
            let (asked, is_with) = match condition {
                Condition::If(asked) => (*asked, false),
                Condition::With(asked) => (*asked, true),
                Condition::Always => ("true", false),
            };
            let value = expression::value(asked, &mut self.scope).0;
            if value.is_none() && !self.printed.in_tag() {
                is_run = None;
                break;
            }
            if let Some(value) = value.filter(|value| value.is_true(self.scope.values)) {
                if is_with {
                    self.scope.dot = value;
                }
                is_run = self.nodes(body);
                break;
            }
        }
        self.scope.dot = outer;
        self.scope.leave(variables);
        is_run
    }

    fn rounds(&mut self, head: &str, body: &[Node<'_>], otherwise: &[Node<'_>]) -> Option<()> {
        let (names, list) = expression::looped(head, &mut self.scope)?;
        let items = match list.count() {
            // Go counts, since 1.22.
            Some(count) => (0..count).map(|at| (Value::Number(at as f64), Value::Number(at as f64))).collect(),
            None => list.items(self.scope.values)?,
        };
        if items.is_empty() {
            return self.nodes(otherwise);
        }
        let (outer, variables) = (self.scope.dot.clone(), self.scope.enter());
        let mut is_run = Some(());
        for (place, item) in items {
            match names.as_slice() {
                [one] => self.scope.set(one, Some(item.clone()), true),
                [at, one] => {
                    self.scope.set(at, Some(place), true);
                    self.scope.set(one, Some(item.clone()), true);
                }
                _ => {}
            }
            self.scope.dot = item;
            is_run = self.nodes(body);
            self.scope.leave(variables);
            if is_run.is_none() {
                break;
            }
        }
        self.scope.dot = outer;
        is_run
    }
}

/// What a part of a file says of its tree; none for what is not read.
fn word(part: Part<'_>) -> Option<Word<'_>> {
    let action = match part {
        Part::Text(text) => return Some(Word::Leaf(Leaf::Text(text))),
        Part::Action(action) => action,
    };
    let (first, rest) = action.split_once(char::is_whitespace).unwrap_or((action, ""));
    let rest = rest.trim();
    Some(match (first, rest) {
        ("if", condition) => Word::Choice(Condition::If(condition)),
        ("with", condition) => Word::Choice(Condition::With(condition)),
        ("range", head) => Word::Loop(head),
        ("else", "") => Word::Else(Condition::Always),
        ("else", rest) => Word::Else(match rest.split_once(char::is_whitespace)? {
            ("if", condition) => Condition::If(condition),
            ("with", condition) => Condition::With(condition),
            _ => return None,
        }),
        ("end", _) => Word::Close,
        ("block" | "define" | "template" | "return" | "break" | "continue", _) => return None,
        _ => Word::Leaf(Leaf::Print(action)),
    })
}

#[cfg(test)]
mod tests;
