//! Expressions of Tera, Zola's template language ("Expressions", "Filters", "Tests"), that a template asks its arguments with.
//! What is not understood has no value.

use std::collections::HashMap;

use super::super::arguments::Arguments;
use super::super::printed::Value;
use super::token::{Token, tokens};

/// Expressions within expressions at most.
const DEEPEST: usize = 8;
/// Bytes of a text that is put together.
const LONGEST: usize = 4 << 10;

/// What an expression may ask for.
#[derive(Debug)]
pub(super) struct Scope<'a> {
    given: &'a Arguments,
    /// Variables; none is known to have a value that is not known here.
    variables: HashMap<String, Option<Value>>,
}

impl<'a> Scope<'a> {
    pub(super) fn new(given: &'a Arguments) -> Self {
        Self { given, variables: HashMap::new() }
    }

    /// Keeps what `name = expression` says. None if it says something else.
    pub(super) fn set(&mut self, assignment: &str) -> Option<()> {
        let (name, expression) = assignment.split_once('=')?;
        let value = value(expression, self);
        self.variables.insert(name.trim().to_owned(), value);
        Some(())
    }

    /// Keeps what a component's parameters are where they are not given: `name(a, b: string, c="d")`.
    pub(super) fn defaults(&mut self, head: &str) {
        let parameters = head.split_once('(').and_then(|(_, rest)| rest.rsplit_once(')')).map_or("", |it| it.0);
        for (name, default) in parameters.split(',').filter_map(|parameter| parameter.split_once('=')) {
            let name = name.split(':').next().unwrap_or_default().trim();
            if self.given.get(&[name]).is_none() {
                let value = value(default, self);
                self.variables.insert(name.to_owned(), value);
            }
        }
    }

    /// What a name stands for. One that was not given is nothing; fields of pages and sites are not known, but for the
    /// place of a page, which its files are named from.
    fn named(&self, name: &str) -> Option<Value> {
        if let Some(value) = self.variables.get(name) {
            return value.clone();
        }
        match name {
            "body" => Some(Value::Inner),
            "page.path" | "page.relative_path" | "config.base_url" | "nth" => Some(Value::Text(String::new())),
            "page" | "section" | "config" | "lang" => None,
            _ if name.contains('.') => None,
            _ => Some(Value::Text(self.given.get(&[&name.to_lowercase()]).unwrap_or_default().to_owned())),
        }
    }
}

/// The value of an expression.
pub(super) fn value(expression: &str, scope: &Scope<'_>) -> Option<Value> {
    let tokens = tokens(expression)?;
    let mut reader = Reader { tokens: &tokens, at: 0, scope, depth: 0 };
    let value = reader.either()?;
    (reader.at == tokens.len()).then_some(value)
}

/// Whether a condition holds that has this value.
pub(super) fn is_true(value: &Value) -> bool {
    match value {
        Value::Text(text) | Value::Html(text) | Value::Markdown(text) => !matches!(text.as_str(), "" | "false" | "0"),
        Value::Inner => true,
    }
}

fn truth(is: bool) -> Value {
    Value::Text(if is { "true" } else { "" }.to_owned())
}

struct Reader<'t, 's> {
    tokens: &'t [Token<'t>],
    at: usize,
    scope: &'s Scope<'s>,
    depth: usize,
}

impl<'t> Reader<'t, '_> {
    fn peek(&self) -> Option<Token<'t>> {
        self.tokens.get(self.at).copied()
    }

    fn take(&mut self, token: Token<'_>) -> bool {
        let is = self.peek() == Some(token);
        self.at += usize::from(is);
        is
    }

    /// Values parted by `or`: the first that is something.
    fn either(&mut self) -> Option<Value> {
        let mut value = self.all();
        while self.take(Token::Name("or")) {
            let other = self.all();
            // What is known to be something decides, whatever the other is.
            value = match (value, other) {
                (Some(value), _) if is_true(&value) => Some(value),
                (Some(_), other) => other,
                (None, Some(other)) if is_true(&other) => Some(other),
                (None, _) => None,
            };
        }
        value
    }

    fn all(&mut self) -> Option<Value> {
        let mut value = self.negated();
        while self.take(Token::Name("and")) {
            let other = self.negated();
            value = match (value, other) {
                (Some(value), _) if !is_true(&value) => Some(value),
                (Some(_), other) => other,
                (None, Some(other)) if !is_true(&other) => Some(other),
                (None, _) => None,
            };
        }
        value
    }

    fn negated(&mut self) -> Option<Value> {
        let mut negations = 0_usize;
        while self.take(Token::Name("not")) {
            negations += 1;
        }
        let value = self.compared()?;
        Some(if negations == 0 { value } else { truth(is_true(&value) == negations.is_multiple_of(2)) })
    }

    fn compared(&mut self) -> Option<Value> {
        let value = self.joined();
        if self.take(Token::Name("is")) {
            return self.tested(value);
        }
        let equal = match self.peek() {
            Some(Token::Sign("==")) => true,
            Some(Token::Sign("!=")) => false,
            _ => return value,
        };
        self.at += 1;
        let other = self.joined()?;
        Some(truth((value?.words()? == other.words()?) == equal))
    }

    /// `is not ending_with("svg")`.
    fn tested(&mut self, value: Option<Value>) -> Option<Value> {
        let negated = self.take(Token::Name("not"));
        let Token::Name(test) = self.peek()? else { return None };
        self.at += 1;
        let given = self.call()?;
        let words = value?.words()?;
        let given = given.first().and_then(|(_, value)| value.clone()?.words());
        let holds = match (test, given) {
            ("defined" | "string", _) => !words.is_empty(),
            ("undefined", _) => words.is_empty(),
            ("starting_with", Some(given)) => words.starts_with(&given),
            ("ending_with", Some(given)) => words.ends_with(&given),
            ("containing", Some(given)) => words.contains(&given),
            _ => return None,
        };
        Some(truth(holds != negated))
    }

    /// Texts put together by `~`.
    fn joined(&mut self) -> Option<Value> {
        let mut value = self.filtered();
        while self.take(Token::Sign("~")) {
            let other = self.filtered();
            value = value.zip(other).and_then(|(one, other)| {
                let text = one.words()? + &other.words()?;
                (text.len() <= LONGEST).then_some(Value::Text(text))
            });
        }
        value
    }

    fn filtered(&mut self) -> Option<Value> {
        let mut value = self.one();
        while self.take(Token::Sign("|")) {
            let Token::Name(name) = self.peek()? else { return None };
            self.at += 1;
            let given = self.call()?;
            value = filter(name, value, &given);
        }
        value
    }

    fn one(&mut self) -> Option<Value> {
        let token = self.peek()?;
        self.at += 1;
        match token {
            Token::Text(text) => Some(Value::Text(text.to_owned())),
            Token::Name("true") => Some(truth(true)),
            Token::Name("false") => Some(truth(false)),
            Token::Name(name) if self.peek() == Some(Token::Sign("(")) => {
                let given = self.call()?;
                let path = given.into_iter().find(|(name, _)| *name == "path").and_then(|(_, value)| value);
                (name == "get_url").then_some(path?)
            }
            Token::Name(name) if name.starts_with(|c: char| c.is_ascii_digit()) => Some(Value::Text(name.to_owned())),
            Token::Name(name) => self.scope.named(name),
            Token::Sign("(") => {
                self.depth += 1;
                let value = if self.depth > DEEPEST { None } else { self.either() };
                self.depth -= 1;
                self.take(Token::Sign(")")).then_some(value?)
            }
            Token::Sign(_) => None,
        }
    }

    /// Arguments in brackets, if there are any: their names and values.
    fn call(&mut self) -> Option<Vec<(&'t str, Option<Value>)>> {
        let mut given = Vec::new();
        if !self.take(Token::Sign("(")) {
            return Some(given);
        }
        self.depth += 1;
        while self.depth <= DEEPEST && !self.take(Token::Sign(")")) {
            let mut name = "";
            if let (Some(Token::Name(own)), Some(Token::Sign("="))) = (self.peek(), self.tokens.get(self.at + 1)) {
                name = own;
                self.at += 2;
            }
            let from = self.at;
            given.push((name, self.either()));
            self.take(Token::Sign(","));
            if self.at == from {
                return None;
            }
        }
        self.depth -= 1;
        Some(given)
    }
}

/// A filter that leaves words as they are, or changes what is known of them.
fn filter(name: &str, value: Option<Value>, given: &[(&str, Option<Value>)]) -> Option<Value> {
    let argument =
        |name: &str| given.iter().find(|(own, _)| *own == name).and_then(|(_, value)| value.clone()?.words());
    match (name, value?) {
        ("default", Value::Text(text)) if text.is_empty() => argument("value").map(Value::Text),
        ("default" | "safe" | "markdown" | "trim" | "as_str", Value::Inner) => Some(Value::Inner),
        (
            "default" | "trim" | "escape" | "escape_xml" | "striptags" | "as_str" | "urlencode" | "linebreaksbr",
            value,
        ) => Some(value),
        ("safe", Value::Text(text)) => Some(Value::Html(text)),
        ("safe", value) => Some(value),
        ("markdown", value) => value.words().map(Value::Markdown),
        ("replace", Value::Text(text)) => {
            let (from, to) = (argument("from").filter(|from| !from.is_empty())?, argument("to")?);
            let fits = text.matches(&from).count().saturating_mul(to.len()) <= LONGEST;
            fits.then(|| Value::Text(text.replace(&from, &to)))
        }
        ("lower", Value::Text(text)) => Some(Value::Text(text.to_lowercase())),
        ("upper", Value::Text(text)) => Some(Value::Text(text.to_uppercase())),
        _ => None,
    }
}
