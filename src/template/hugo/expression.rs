//! Expressions of Go's template language that a shortcode's file asks its arguments with. What is not understood has no value,
//! and the file is given up.

use std::collections::HashMap;

use super::super::arguments::Arguments;
use super::super::printed::Value;
use super::super::values::TemplateValues;

/// Expressions within expressions at most.
const DEEPEST: usize = 8;

/// What an expression may ask for.
#[derive(Debug)]
pub(super) struct Scope<'a> {
    /// What the shortcode is given.
    pub(super) given: &'a Arguments,
    /// What is known of its page and the site.
    pub(super) values: &'a TemplateValues,
    /// Variables with their `$`.
    pub(super) variables: HashMap<String, String>,
    /// What `.` is within `with`.
    pub(super) dot: Option<String>,
}

/// What an action prints; an assignment prints nothing.
pub(super) fn printed(action: &str, scope: &mut Scope<'_>) -> Option<Value> {
    let name = action.split([' ', ':', '=']).next().filter(|name| name.len() > 1 && name.starts_with('$'));
    let assigned = name.and_then(|name| {
        let rest = action.get(name.len()..)?.trim_start();
        Some((name, rest.strip_prefix(":=").or_else(|| rest.strip_prefix('='))?))
    });
    match assigned {
        Some((name, value)) => {
            let value = text(value, scope)?;
            scope.variables.insert(name.to_owned(), value);
            Some(Value::Text(String::new()))
        }
        None => value(action, scope, 0),
    }
}

/// The text of an expression, empty where it is not true.
pub(super) fn text(expression: &str, scope: &Scope<'_>) -> Option<String> {
    value(expression, scope, 0)?.words()
}

fn value(expression: &str, scope: &Scope<'_>, depth: usize) -> Option<Value> {
    if depth > DEEPEST {
        return None;
    }
    let mut steps = cut(expression, '|')?.into_iter();
    let mut value = call(&cut(steps.next()?, ' ')?, scope, depth)?;
    for step in steps {
        let step = cut(step, ' ')?;
        value = filter(step.first()?, step.get(1..)?, value, scope, depth)?;
    }
    Some(value)
}

/// A function with its arguments, or a value by itself.
fn call(step: &[&str], scope: &Scope<'_>, depth: usize) -> Option<Value> {
    let term = |at: usize| step.get(at).and_then(|it| one(it, scope, depth)?.words());
    let truth = |is: bool| Some(Value::Text(if is { "true".to_owned() } else { String::new() }));
    match (*step.first()?, step.len()) {
        (_, 1) => one(step.first()?, scope, depth),
        (".Get" | "$.Get", 2) => Some(argument(step.get(1)?, scope)),
        ("index", 3) if matches!(step.get(1), Some(&(".Params" | "$.Params"))) => Some(argument(step.get(2)?, scope)),
        ("isset", 3) if step.get(1) == Some(&".Params") => Some(argument(step.get(2)?, scope)),
        ("eq", 3) => truth(term(1)? == term(2)?),
        ("ne", 3) => truth(term(1)? != term(2)?),
        ("not", 2) => truth(term(1)?.is_empty()),
        ("or", 3) => Some(Value::Text(term(1).filter(|it| !it.is_empty()).or_else(|| term(2))?)),
        ("and", 3) => Some(Value::Text(if term(1)?.is_empty() { String::new() } else { term(2)? })),
        (name, 2) => filter(name, &[], one(step.get(1)?, scope, depth)?, scope, depth),
        ("printf", _) => formatted(step.get(1)?, step.get(2..)?, scope, depth).map(Value::Text),
        ("print", _) => {
            step.get(1..)?.iter().map(|it| one(it, scope, depth)?.words()).collect::<Option<_>>().map(Value::Text)
        }
        ("hasPrefix" | "strings.HasPrefix", 3) => truth(term(1)?.starts_with(&term(2)?)),
        ("hasSuffix" | "strings.HasSuffix", 3) => truth(term(1)?.ends_with(&term(2)?)),
        ("in" | "strings.Contains", 3) => truth(term(1)?.contains(&term(2)?)),
        ("default", 3) => filter("default", step.get(1..2)?, one(step.get(2)?, scope, depth)?, scope, depth),
        _ => None,
    }
}

/// One value: in brackets, in quotation marks, a number, a variable.
fn one(term: &str, scope: &Scope<'_>, depth: usize) -> Option<Value> {
    if let Some(inner) = term.strip_prefix('(').and_then(|term| term.strip_suffix(')')) {
        return value(inner, scope, depth + 1);
    }
    if let Some(text) = quoted(term) {
        return Some(Value::Text(text.to_owned()));
    }
    match term {
        ".Inner" | "$.Inner" => Some(Value::Inner),
        "." => scope.dot.clone().map(Value::Text),
        "false" | "nil" | "0" => Some(Value::Text(String::new())),
        "true" => Some(Value::Text(term.to_owned())),
        ".IsNamedParams" => {
            Some(Value::Text(if scope.given.named.is_empty() { String::new() } else { "true".to_owned() }))
        }
        _ if term.starts_with('$') && scope.variables.contains_key(term) => {
            scope.variables.get(term).cloned().map(Value::Text)
        }
        _ if known(term, scope).is_some() => known(term, scope),
        _ => (!term.is_empty() && term.bytes().all(|byte| byte.is_ascii_digit())).then(|| Value::Text(term.to_owned())),
    }
}

/// An argument by its name, a parameter of the page or the site: `.Params.src`, `.Page.Title`, `site.Params.author`. A
/// parameter that is not there is empty.
fn known(term: &str, scope: &Scope<'_>) -> Option<Value> {
    let term = term.strip_prefix('$').unwrap_or(term).to_lowercase();
    if let Some(name) = term.strip_prefix(".params.") {
        return Some(Value::Text(scope.given.get(&[name]).unwrap_or_default().to_owned()));
    }
    let (of, name) = [(".page.", "page."), (".site.", "site."), ("site.", "site."), ("page.", "page.")]
        .iter()
        .find_map(|(before, of)| Some((*of, term.strip_prefix(before)?)))?;
    let parameter = name.strip_prefix("params.");
    if parameter.is_none() && name != "title" {
        return None;
    }
    let short = parameter.filter(|_| of == "page.").map(|name| format!("{of}{name}"));
    let places: Vec<String> = std::iter::once(format!("{of}{name}")).chain(short).collect();
    let values = scope.values;
    // A list, or a map, is more than a text.
    let is_text = !places.iter().any(|place| values.items(place).is_some() || values.is_group(place));
    let found = places.iter().find_map(|place| values.get(place));
    is_text.then(|| Value::Text(found.unwrap_or_default().to_owned()))
}

/// `printf` with words for its verbs (package `fmt`).
fn formatted(format: &str, terms: &[&str], scope: &Scope<'_>, depth: usize) -> Option<String> {
    let mut made = String::new();
    let mut rest = quoted(format)?;
    let mut terms = terms.iter();
    while let Some((before, after)) = rest.split_once('%') {
        made.push_str(before);
        match after.chars().next()? {
            '%' => made.push('%'),
            's' | 'v' | 'd' => made.push_str(&one(terms.next()?, scope, depth)?.words()?),
            _ => return None,
        }
        rest = after.get(1..)?;
    }
    made.push_str(rest);
    Some(made)
}

/// An argument by its place or name; empty where it is not given.
fn argument(name: &str, scope: &Scope<'_>) -> Value {
    let found = match quoted(name) {
        Some(name) => scope.given.get(&[name.to_lowercase().as_str()]),
        None => name.parse().ok().and_then(|place| scope.given.at(place)),
    };
    Value::Text(found.unwrap_or_default().to_owned())
}

fn quoted(term: &str) -> Option<&str> {
    let inner = |mark: char| term.strip_prefix(mark)?.strip_suffix(mark).filter(|inner| !inner.contains('\\'));
    inner('"').or_else(|| inner('`'))
}

/// A filter that leaves words as they are.
fn filter(name: &str, arguments: &[&str], value: Value, scope: &Scope<'_>, depth: usize) -> Option<Value> {
    let name = name.rsplit_once('.').map_or(name, |(_, name)| name);
    match (name, value) {
        ("default", Value::Text(text)) if text.is_empty() => one(arguments.first()?, scope, depth),
        ("default", value) if arguments.len() == 1 => Some(value),
        _ if !arguments.is_empty() => None,
        ("markdownify" | "RenderString" | "safeHTML" | "emojify" | "string", Value::Inner) => Some(Value::Inner),
        ("markdownify" | "RenderString", value) => Some(Value::Markdown(value.words()?)),
        ("safeHTML" | "htmlUnescape", value) => Some(Value::Html(value.words()?)),
        (
            "safeURL" | "safeHTMLAttr" | "safeCSS" | "string" | "emojify" | "htmlEscape" | "plainify" | "relURL"
            | "absURL" | "relLangURL" | "absLangURL" | "TrimSpace" | "chomp",
            value,
        ) => Some(value),
        ("lower", Value::Text(text)) => Some(Value::Text(text.to_lowercase())),
        ("upper", Value::Text(text)) => Some(Value::Text(text.to_uppercase())),
        _ => None,
    }
}

/// Cuts at a sign outside of quotation marks and brackets; None where these do not match.
fn cut(text: &str, sign: char) -> Option<Vec<&str>> {
    let (mut found, mut from, mut quote, mut depth) = (Vec::new(), 0, None, 0_usize);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), c) => quote = (c != open).then_some(open),
            (None, '"' | '`') => quote = Some(c),
            (None, '(') => depth += 1,
            (None, ')') => depth = depth.checked_sub(1)?,
            (None, c) if depth == 0 && (c == sign || sign == ' ' && c.is_whitespace()) => {
                found.push(text.get(from..at)?.trim());
                from = at + c.len_utf8();
            }
            _ => {}
        }
    }
    found.push(text.get(from..)?.trim());
    found.retain(|part| sign != ' ' || !part.is_empty());
    (quote.is_none() && depth == 0).then_some(found)
}
