//! What a shortcode of an Eleventy site's own configuration prints: a function that returns one template of words, HTML and what
//! it was given.
//!
//! Knows conditions and names. A template that asks for anything else is not read: half of what it prints would be worse than
//! nothing.

use std::collections::HashMap;

use super::super::mdx::tag;
use super::super::tags::printed::Printed;
use super::super::tags::shown::Shown;
use super::super::tags::value::Value;
use crate::post::front_matter::parts;

/// What stands before the name of a shortcode among the files that templates may ask for.
pub const SHORTCODE: &str = "shortcode ";
/// Templates within templates.
const DEEPEST: u8 = 8;

/// What a shortcode without content shows. `file` is a line with the parameters, then the template.
pub(super) fn single(file: &str, given: Vec<String>) -> Option<Shown> {
    print(file, given.into_iter().map(Value::Text).collect()).map(Printed::single)
}

/// What a shortcode with content shows around it: the content is its first argument.
pub(super) fn paired(file: &str, given: Vec<String>) -> Option<Shown> {
    let given = std::iter::once(Value::Inner).chain(given.into_iter().map(Value::Text));
    print(file, given.collect())?.paired()
}

fn print(file: &str, given: Vec<Value>) -> Option<Printed> {
    let (parameters, template) = file.split_once('\n')?;
    let mut given = given.into_iter();
    let bound = parts(parameters, &[',']).into_iter().map(|parameter| {
        let (name, default) = parameter.split_once('=').unwrap_or((parameter, ""));
        let default = || Value::Text(tag::string(default.trim()).unwrap_or_default());
        (name.trim().to_owned(), given.next().unwrap_or_else(default))
    });
    let names = Names(bound.collect());
    // What a function returns stands in the text as it is.
    let mut printed = Printed::markdown();
    names.print(template, &mut printed, DEEPEST)?;
    Some(printed)
}

/// What the parameters stand for.
struct Names(HashMap<String, Value>);

impl Names {
    fn print(&self, template: &str, printed: &mut Printed, deeper: u8) -> Option<()> {
        let deeper = deeper.checked_sub(1)?;
        let mut rest = template;
        while let Some((before, after)) = rest.split_once("${") {
            printed.push_text(&unescaped(before));
            let inside = rest.get(before.len() + 1..)?;
            let mut patience = inside.len();
            let length = tag::braces(inside, &mut patience)?;
            match self.expression(inside.get(1..length - 1)?, printed, deeper) {
                Some(()) => {}
                None if is_in_tag(before) => {}
                None => return None,
            }
            rest = after.get(length - 1..)?;
        }
        printed.push_text(&unescaped(rest));
        Some(())
    }

    /// Prints what an expression comes to.
    fn expression(&self, written: &str, printed: &mut Printed, deeper: u8) -> Option<()> {
        let written = written.trim();
        let deeper = deeper.checked_sub(1)?;
        if let [condition, rest] = parts(written, &['?']).as_slice()
            && let [yes, no] = parts(rest, &[':']).as_slice()
        {
            return self.expression(if self.holds(condition)? { yes } else { no }, printed, deeper);
        }
        if let Some((condition, shown)) = written.split_once("&&").filter(|(condition, _)| !condition.contains('`')) {
            return if self.holds(condition)? { self.expression(shown, printed, deeper) } else { Some(()) };
        }
        if let Some((first, other)) = written.split_once("||").filter(|(first, _)| !first.contains('`')) {
            return self.expression(if self.holds(first)? { first } else { other }, printed, deeper);
        }
        if let Some(template) = written.strip_prefix('`').and_then(|rest| rest.strip_suffix('`')) {
            return self.print(template, printed, deeper);
        }
        // `md.render(content)`, `markdown(content)`.
        let called = written.strip_suffix(')').and_then(|rest| rest.split_once('('));
        match called {
            Some((call, name)) if call.to_ascii_lowercase().contains("render") || call.contains("mark") => {
                let value = self.0.get(name.trim())?.clone();
                let is_block = value == Value::Inner && !call.contains("nline");
                printed.push_text(if is_block { "\n\n" } else { "" });
                printed.print(value)?;
                printed.push_text(if is_block { "\n\n" } else { "" });
                Some(())
            }
            _ => printed.print(self.value(written)?),
        }
    }

    fn value(&self, written: &str) -> Option<Value> {
        let written = written.trim();
        if let Some(text) = tag::string(written) {
            return Some(Value::Text(text));
        }
        let (name, method) = written.split_once('.').unwrap_or((written, ""));
        let value = self.0.get(name)?.clone();
        match (value, method) {
            (value, "" | "trim()" | "toString()") => Some(value),
            (Value::Text(text), "toLowerCase()") => Some(Value::Text(text.to_lowercase())),
            (Value::Text(text), "toUpperCase()") => Some(Value::Text(text.to_uppercase())),
            _ => None,
        }
    }

    /// Whether a condition holds: a name says something, or two are the same.
    fn holds(&self, condition: &str) -> Option<bool> {
        let condition = condition.trim();
        if let Some(rest) = condition.strip_prefix('!').filter(|rest| !rest.starts_with('=')) {
            return self.holds(rest).map(|holds| !holds);
        }
        for (sign, equal) in [("===", true), ("!==", false), ("==", true), ("!=", false)] {
            if let Some((left, right)) = condition.split_once(sign) {
                return Some((self.value(left)? == self.value(right)?) == equal);
            }
        }
        Some(!matches!(self.value(condition)?, Value::Text(text) if text.is_empty() || text == "false"))
    }
}

/// Whether a tag is open at the end of a text: what is not known there is no word.
fn is_in_tag(text: &str) -> bool {
    text.rfind('<') > text.rfind('>')
}

/// Text of a template without the signs that only keep it from being read.
fn unescaped(text: &str) -> String {
    text.replace("\\`", "`").replace("\\$", "$").replace("\\n", "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_filled_with_what_they_are_given() {
        let given = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        for (file, words, want) in [
            ("x, y = 'z'\n<b>${x}</b> ${y}", vec!["a"], Some("<b>a</b> z")),
            ("x, y\n${x}${y ? `<i>${y}</i>` : ''}", vec!["a"], Some("a")),
            ("x, y\n${x}${y ? `<i>${y}</i>` : ''}", vec!["a", "b"], Some("a<i>b</i>")),
            ("x\n${x || \"none\"}${x && `!`}", vec![], Some("none")),
            ("x\n${x === 'a' ? 'one' : x.toUpperCase()}", vec!["b"], Some("B")),
            ("x\n<a class=\"${compute(x)}\" href=\"${x}\">b</a>", vec!["/c"], Some("<a class=\"\" href=\"/c\">b</a>")),
            ("x\n${compute(x)}", vec!["a"], None),
            ("x\n${y}", vec!["a"], None),
            ("x\n${", vec!["a"], None),
        ] {
            let want = want.map(|want| Shown::Inline(want.to_owned()));
            assert_eq!(single(file, given(&words)), want, "{file}");
        }
        let shown = paired("content, kind\n<div class=\"${kind}\">${md.render(content)}</div>", given(&["a"]));
        let want = Shown::Wrapped("<div class=\"a\">\n\n".to_owned(), "\n\n</div>".to_owned());
        assert_eq!(shown, Some(want));
        assert_eq!(paired("content\nno content", given(&[])), None);
        let deep = format!("x\n{}", "${x ? `".repeat(4_000));
        assert_eq!(single(&deep, given(&["a"])), None);
    }
}
