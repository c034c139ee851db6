//! What a shortcode of the site itself prints, by its file in `layouts/shortcodes` and the files in `layouts/partials` that this
//! one asks for.
//!
//! A file that asks for what is not known here, such as other pages, is not read at all: half of what it prints would be worse than
//! nothing.

use super::super::tags::printed::Printed;
use super::super::tags::run::{LARGEST, Language, Round, Run};
use super::super::tags::shown::{self, Shown};
use super::super::tags::tree::{Condition, Leaf, Word};
use super::super::tags::value::{Items, Value};
use super::super::values::TemplateValues;
use super::action::{self, Part};
use super::expression;
use super::scope::{Scope, Tag};

/// The file of a shortcode.
#[derive(Clone, Copy, Debug)]
pub(super) struct File<'t> {
    pub(super) text: &'t str,
    /// Whether it makes Markdown (`layouts/shortcodes/a.md`).
    pub(super) is_markdown: bool,
}

/// What a shortcode without content shows by its file. None where the file asks for more than is known here.
pub(super) fn single(file: File<'_>, tag: Tag<'_>, values: &TemplateValues) -> Option<Shown> {
    print(file, tag, values).map(Printed::single)
}

/// What a shortcode with content shows around it by its file.
pub(super) fn paired(file: File<'_>, tag: Tag<'_>, values: &TemplateValues) -> Option<Shown> {
    let text = file.text;
    let holds_code = (text.contains("<pre") || text.to_lowercase().contains("highlight ")) && text.contains(".Inner");
    if holds_code && text.len() <= LARGEST {
        return Some(shown::code(tag.given));
    }
    // What is kept is printed elsewhere.
    let keeps = ["Scratch", "Store", ".Parent"].iter().any(|word| text.contains(word));
    let around = print(file, tag, values).and_then(Printed::paired);
    let around = around.filter(|shown| *shown != Shown::Nothing || !keeps);
    // What is made of the text that the shortcode stands around has no place for what that shows.
    let made = || {
        tag.inner.filter(|_| text.contains(".Inner"))?;
        print_in(file, Scope::new(tag, values).with_text()).filter(Printed::says).map(Printed::instead)
    };
    around.or_else(made)
}

fn print(file: File<'_>, tag: Tag<'_>, values: &TemplateValues) -> Option<Printed> {
    print_in(file, Scope::new(tag, values))
}

/// Prints a file. Where it is not read to its end, what it kept for others is as it was.
fn print_in(file: File<'_>, scope: Scope<'_>) -> Option<Printed> {
    let page = scope.tag.page;
    let before = page.borrow().clone();
    let form = if file.is_markdown { Printed::markdown() } else { Printed::html() };
    let printed = Run::print(scope, form, file.text);
    if printed.is_none() {
        page.replace(before);
    }
    printed
}

impl Language for Scope<'_> {
    /// What `.` is, and how many variables there are.
    type Kept = (Value, usize);

    fn words(file: &str) -> Option<Vec<Option<Word<'_>>>> {
        Some(action::parts(file)?.into_iter().map(word).collect())
    }

    fn values(&self) -> &TemplateValues {
        self.values
    }

    fn print(run: &mut Run<Self>, action: &str) -> Option<()> {
        if let Some((name, given)) = expression::partial(action, &mut run.language) {
            return partial(run, &name, given);
        }
        match expression::printed(action, &mut run.language) {
            Some(Value::List(list)) => run.printed.print(Value::Text(listed(&list)?)),
            Some(value) => run.printed.print(value),
            // What is printed in a tag is no word, and what is kept prints nothing.
            None => (run.printed.in_tag() || assigned(action).is_some() || keeps(action)).then_some(()),
        }
    }

    /// Go's templates have actions only.
    fn statement(_: &mut Run<Self>, _: &str) -> Option<()> {
        None
    }

    fn unlearn(&mut self, part: &str) -> Option<()> {
        if ["errorf", "warnf"].iter().any(|says| part.starts_with(says)) {
            return Some(());
        }
        self.set(assigned(part)?, None, false);
        Some(())
    }

    fn value(&mut self, expression: &str) -> Option<Value> {
        expression::value(expression, self).0
    }

    fn looped<'h>(&mut self, head: &'h str) -> Option<(Vec<&'h str>, Items)> {
        let (names, list) = expression::looped(head, self)?;
        let items = match list.count() {
            // Go counts, since 1.22.
            Some(count) => (0..count).map(|at| (Value::Number(at as f64), Value::Number(at as f64))).collect(),
            None => list.items(self.values)?,
        };
        Some((names, items))
    }

    fn enter(&mut self) -> Self::Kept {
        (self.dot.clone(), self.variables())
    }

    fn speak_of(&mut self, value: Value) {
        self.dot = value;
    }

    fn round(&mut self, names: &[&str], Round { key, item, .. }: Round) -> Option<()> {
        match names {
            [one] => self.set(one, Some(item.clone()), true),
            [at, one] => {
                self.set(at, Some(key), true);
                self.set(one, Some(item.clone()), true);
            }
            _ => {}
        }
        self.dot = item;
        Some(())
    }

    fn leave(&mut self, (dot, variables): &Self::Kept) {
        self.dot = dot.clone();
        self.forget(*variables);
    }
}

/// The variable that an action gives a value.
fn assigned(action: &str) -> Option<&str> {
    let name = action.split_once('=')?.0.trim_end_matches([':', ' ', '\t', '\n']);
    let is_name = name.starts_with('$') && name.chars().skip(1).all(|c| c.is_alphanumeric() || c == '_');
    is_name.then_some(name)
}

/// A list as Go prints it (package `fmt`).
fn listed(list: &[Value]) -> Option<String> {
    let words = list.iter().map(Value::words).collect::<Option<Vec<_>>>()?;
    Some(format!("[{}]", words.join(" ")))
}

/// Whether an action keeps a value by a name: `$s.Set "a" 1`.
fn keeps(action: &str) -> bool {
    let called = action.split(char::is_whitespace).next().unwrap_or_default();
    let method = called.rsplit('.').next().unwrap_or_default();
    action.starts_with('$') && matches!(method, "Set" | "Add" | "SetInMap" | "Delete" | "DeleteInMap")
}

/// Prints another file in place, which is given what it speaks of.
fn partial(run: &mut Run<Scope<'_>>, name: &str, given: Value) -> Option<()> {
    let name = name.trim_start_matches('/').trim_end_matches(".html");
    let Some(file) = run.language.values.file(&format!("partials/{name}.html")) else {
        return run.printed.in_tag().then_some(());
    };
    let inner = run.language.within(given);
    run.within(file, Some(inner))
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
