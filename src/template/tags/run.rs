//! The tree of a template of the site, walked: which branch is taken, how often a body goes round, and what it may cost. What an
//! expression comes to is asked of the template's language.

use super::printed::Printed;
use super::program;
use super::tree::{self, Branch, Condition, Node, Word};
use super::value::{Items, Value};
use crate::template::values::TemplateValues;

/// Bytes of a file that is read; larger ones are programs.
pub(in crate::template) const LARGEST: usize = 8 << 10;
/// Parts that are run for one shortcode.
const MOST_STEPS: usize = 4_000;
/// Files within files at most.
const DEEPEST: usize = 4;

/// A language that templates are written in, with what is known where one runs. None is what is not known: a template that
/// asks for it is not read at all, for half of what it prints would be worse than nothing.
pub(in crate::template) trait Language: Sized {
    /// What a branch or a round keeps for its end.
    type Kept;

    /// What the parts of a file say of its tree, none for each that is not read. None if it can't be parted.
    fn words(file: &str) -> Option<Vec<Option<Word<'_>>>>;

    /// What is known of the page and the site.
    fn values(&self) -> &TemplateValues;

    /// Prints what an expression comes to.
    fn print(run: &mut Run<Self>, expression: &str) -> Option<()>;

    /// Does what a statement says.
    fn statement(run: &mut Run<Self>, statement: &str) -> Option<()>;

    /// Lets what a part would keep be unknown. None if it does anything else.
    fn unlearn(&mut self, part: &str) -> Option<()>;

    /// What a condition comes to.
    fn value(&mut self, expression: &str) -> Option<Value>;

    /// The names that a loop gives to what it goes through, and that.
    fn looped<'h>(&mut self, head: &'h str) -> Option<(Vec<&'h str>, Items)>;

    /// Before a branch or the rounds of a loop.
    fn enter(&mut self) -> Self::Kept;

    /// Lets a branch speak of what its condition came to.
    fn speak_of(&mut self, value: Value);

    /// Gives a round its values by their names. None if there are too many names.
    fn round(&mut self, names: &[&str], round: Round) -> Option<()>;

    /// Behind a branch, and behind each round.
    fn leave(&mut self, kept: &Self::Kept);
}

/// A round of a loop.
#[derive(Debug)]
pub(in crate::template) struct Round {
    /// The place or name of what it goes through.
    pub(in crate::template) key: Value,
    pub(in crate::template) item: Value,
    /// From nothing.
    pub(in crate::template) number: usize,
    /// Of how many.
    pub(in crate::template) count: usize,
}

/// A file that is run.
#[derive(Debug)]
pub(in crate::template) struct Run<L> {
    pub(in crate::template) language: L,
    pub(in crate::template) printed: Printed,
    steps: usize,
    depth: usize,
    /// Whether parts were passed over.
    is_part: bool,
}

impl<L: Language> Run<L> {
    /// What a file prints. None if it asks for more than is known.
    pub(in crate::template) fn print(language: L, printed: Printed, file: &str) -> Option<Printed> {
        let mut run = Self { language, printed, steps: MOST_STEPS, depth: 0, is_part: false };
        run.file(file)?;
        // What a program draws is not here, nor what was passed over.
        (!program::is_in(file) && !run.is_part || run.printed.says()).then_some(run.printed)
    }

    fn file(&mut self, file: &str) -> Option<()> {
        let file = program::without(file).filter(|text| text.len() <= LARGEST && !text.contains("<pre"))?;
        let words = L::words(&file)?;
        let nodes = tree::of(words.into_iter())?;
        self.nodes(&nodes)
    }

    /// Prints a file within this one, in the same language or as another that knows what `language` does.
    pub(in crate::template) fn within(&mut self, file: &str, language: Option<L>) -> Option<()> {
        if self.depth == DEEPEST {
            return None;
        }
        let outer = language.map(|inner| std::mem::replace(&mut self.language, inner));
        self.depth += 1;
        let is_run = self.file(file);
        self.depth -= 1;
        if let Some(outer) = outer {
            self.language = outer;
        }
        is_run
    }

    fn nodes(&mut self, nodes: &[Node<'_>]) -> Option<()> {
        for node in nodes {
            self.steps = self.steps.checked_sub(1).filter(|_| !self.printed.is_too_long())?;
            match node {
                Node::Text(text) => self.printed.push_text(text),
                Node::Print(expression) => L::print(self, expression)?,
                Node::Silent(statement) => L::statement(self, statement)?,
                Node::Choice(branches) => self.choice(branches)?,
                Node::Loop(head, body, otherwise) => self.rounds(head, body, otherwise)?,
            }
        }
        Some(())
    }

    /// Takes the first branch whose condition holds. What is not known is false within a tag, where nothing is said to a reader.
    fn choice(&mut self, branches: &[Branch<'_>]) -> Option<()> {
        let kept = self.language.enter();
        let is_run = self.taken(branches);
        self.language.leave(&kept);
        is_run
    }

    fn taken(&mut self, branches: &[Branch<'_>]) -> Option<()> {
        for (at, Branch { condition, body }) in branches.iter().enumerate() {
            let (asked, is_with) = match condition {
                Condition::If(asked) => (asked, false),
                Condition::With(asked) => (asked, true),
                Condition::Always => return self.nodes(body),
            };
            match self.language.value(asked) {
                Some(value) if value.is_true(self.language.values()) => {
                    if is_with {
                        self.language.speak_of(value);
                    }
                    return self.nodes(body);
                }
                Some(_) => {}
                None if self.printed.in_tag() => {}
                None => {
                    let rest = branches.get(at..).unwrap_or_default();
                    return rest.iter().try_for_each(|branch| self.passed_over(&branch.body));
                }
            }
        }
        Some(())
    }

    /// Goes on behind parts of which it isn't known whether they run: what they would keep is not known. None if they would print.
    fn passed_over(&mut self, nodes: &[Node<'_>]) -> Option<()> {
        self.is_part = true;
        for node in nodes {
            self.steps = self.steps.checked_sub(1)?;
            match node {
                Node::Text(text) => text.trim().is_empty().then_some(())?,
                Node::Print(part) | Node::Silent(part) => self.language.unlearn(part)?,
                Node::Choice(branches) => branches.iter().try_for_each(|branch| self.passed_over(&branch.body))?,
                Node::Loop(_, body, otherwise) => {
                    self.passed_over(body)?;
                    self.passed_over(otherwise)?;
                }
            }
        }
        Some(())
    }

    fn rounds(&mut self, head: &str, body: &[Node<'_>], otherwise: &[Node<'_>]) -> Option<()> {
        let Some((names, items)) = self.language.looped(head) else {
            self.passed_over(body)?;
            return self.passed_over(otherwise);
        };
        if items.is_empty() {
            return self.nodes(otherwise);
        }
        let (kept, count) = (self.language.enter(), items.len());
        for (number, (key, item)) in items.into_iter().enumerate() {
            let is_run = self.language.round(&names, Round { key, item, number, count });
            let is_run = is_run.and_then(|()| self.nodes(body));
            self.language.leave(&kept);
            is_run?;
        }
        Some(())
    }
}
