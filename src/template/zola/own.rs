//! What a shortcode or component of the site itself prints, by its template and the templates that this one includes.
//!
//! A template that asks for what is not known here, such as other pages, is not read at all: half of what it prints would be worse
//! than nothing.

use super::super::tags::arguments::Arguments;
use super::super::tags::printed::Printed;
use super::super::tags::run::{Language, Round, Run};
use super::super::tags::shown::Shown;
use super::super::tags::tree::{Condition, Leaf, Word};
use super::super::tags::value::{Items, Value};
use super::super::values::TemplateValues;
use super::expression::{self, Given, Scope};
use super::part::{self, Part};

/// A template of the site.
#[derive(Clone, Copy, Debug)]
pub(super) struct Template<'t> {
    pub(super) text: &'t str,
    /// Whether it makes Markdown (`name.md`) and no HTML.
    pub(super) is_markdown: bool,
    /// What is known of the page and the site.
    pub(super) values: &'t TemplateValues,
    /// The how manieth use of the shortcode this is, from 1.
    pub(super) nth: usize,
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
        Run::print(
            Tera { scope: Scope::new(given, self.values).of_use(self.nth), imported: Vec::new() },
            printed,
            self.text,
        )
    }
}

/// Tera, where a template runs.
struct Tera<'a> {
    scope: Scope<'a>,
    /// Files of macros by the names that they are imported under.
    imported: Vec<(String, &'a str)>,
}

impl Language for Tera<'_> {
    /// Nothing: the names of a loop stay known behind it, where Tera forgets them.
    type Kept = ();

    fn words(file: &str) -> Option<Vec<Option<Word<'_>>>> {
        Some(part::parts(file)?.into_iter().map(word).collect())
    }

    fn values(&self) -> &TemplateValues {
        self.scope.values
    }

    fn print(run: &mut Run<Self>, expression: &str) -> Option<()> {
        if let Some((file, name, given)) = expression::called(expression, &run.language.scope) {
            return call(run, file, name, given);
        }
        match expression::value(expression, &run.language.scope) {
            Some(value) => run.printed.print(value),
            None => run.printed.in_tag().then_some(()),
        }
    }

    fn statement(run: &mut Run<Self>, statement: &str) -> Option<()> {
        let tera = &mut run.language;
        let (word, rest) = statement.split_once(char::is_whitespace).unwrap_or((statement, ""));
        match word {
            "set" | "set_global" => tera.scope.set(rest),
            "component" => {
                tera.scope.defaults(rest);
                Some(())
            }
            "include" => {
                let file = tera.file(rest.split(" ignore missing").next()?)?;
                run.within(file, None)
            }
            "import" => {
                let (file, name) = rest.rsplit_once(" as ")?;
                let file = tera.file(file)?;
                tera.imported.push((name.trim().to_owned(), file));
                Some(())
            }
            _ => Some(()),
        }
    }

    fn unlearn(&mut self, part: &str) -> Option<()> {
        let rest = part.strip_prefix("set_global ").or_else(|| part.strip_prefix("set "))?;
        self.scope.keep(rest.split_once('=')?.0.trim(), None);
        Some(())
    }

    fn value(&mut self, expression: &str) -> Option<Value> {
        expression::value(expression, &self.scope)
    }

    fn looped<'h>(&mut self, head: &'h str) -> Option<(Vec<&'h str>, Items)> {
        expression::looped(head, &self.scope)
    }

    fn enter(&mut self) {}

    /// Tera has no such branches.
    fn speak_of(&mut self, _: Value) {}

    fn round(&mut self, names: &[&str], Round { key, item, number, count }: Round) -> Option<()> {
        let scope = &mut self.scope;
        match names {
            [name] => scope.keep(name, Some(item)),
            [at, name] => {
                scope.keep(at, Some(key));
                scope.keep(name, Some(item));
            }
            _ => return None,
        }
        scope.keep("loop.index", Some(Value::Number((number + 1) as f64)));
        scope.keep("loop.index0", Some(Value::Number(number as f64)));
        scope.keep("loop.first", Some(Value::Truth(number == 0)));
        scope.keep("loop.last", Some(Value::Truth(number + 1 == count)));
        Some(())
    }

    fn leave(&mut self, (): &()) {}
}

impl<'a> Tera<'a> {
    /// A template that is at hand, by its name in quotation marks.
    fn file(&self, written: &str) -> Option<&'a str> {
        let name = written.trim().trim_matches(['"', '\'']);
        self.scope.values.file(&format!("part/{name}"))
    }
}

/// Prints a macro, which knows what it is given and nothing else.
fn call(run: &mut Run<Tera<'_>>, file: &str, name: &str, given: Given) -> Option<()> {
    const NONE: &Arguments = &Arguments::NONE;
    let Tera { scope, imported } = &run.language;
    let text = imported.iter().rev().find(|(own, _)| own == file)?.1;
    let (head, body) = part::macro_of(text, name)?;
    let mut inner = Tera { scope: Scope::new(NONE, scope.values), imported: imported.clone() };
    given.into_iter().for_each(|(name, value)| inner.scope.keep(&name, value));
    inner.scope.defaults(head);
    run.within(body, Some(inner))
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
