//! Expressions of Go's template language (`text/template`, "Pipelines") that the file of a shortcode asks its page with. What is not
//! understood has no value.

use super::super::tags::value::Value;
use super::function;
use super::member;
use super::scope::Scope;
use super::token::{Token, tokens};

/// Expressions within expressions at most.
const DEEPEST: usize = 12;

/// What an action prints: the value of a pipeline, nothing where it is given to a variable (`$a := .Get 0`).
pub(super) fn printed(action: &str, scope: &mut Scope<'_>) -> Option<Value> {
    match value(action, scope) {
        (value, false) => value,
        (_, true) => Some(Value::Nothing),
    }
}

/// The value of a pipeline, and whether it was given to a variable.
pub(super) fn value(action: &str, scope: &mut Scope<'_>) -> (Option<Value>, bool) {
    let Some(tokens) = tokens(action) else { return (None, false) };
    let (variable, tokens) = assigned(&tokens);
    let mut reader = Reader { tokens, at: 0, scope, depth: 0 };
    let value = reader.pipeline();
    let value = value.filter(|_| reader.at == tokens.len());
    if let Some(Assigned { name, is_new }) = &variable {
        scope.set(name, value.clone(), *is_new);
    }
    (value, variable.is_some())
}

/// What a loop runs over, and the variables for the places and the items: `$at, $it := .Params`.
pub(super) fn looped<'a>(head: &'a str, scope: &mut Scope<'_>) -> Option<(Vec<&'a str>, Value)> {
    let (names, list) = head.split_once(":=").unwrap_or(("", head));
    let names = names.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    Some((names, value(list, scope).0?))
}

/// The file that an action prints in its place, and what it is given: `partial "a.html" .`.
pub(super) fn partial(action: &str, scope: &mut Scope<'_>) -> Option<(String, Value)> {
    let rest = action.strip_prefix("partialCached").or_else(|| action.strip_prefix("partial"))?;
    let tokens = tokens(rest.strip_prefix([' ', '\t'])?)?;
    let mut reader = Reader { tokens: &tokens, at: 0, scope, depth: 0 };
    let name = reader.operand()?.words()?;
    let given = if reader.at < tokens.len() { reader.operand()? } else { Value::Nothing };
    Some((name, given))
}

struct Assigned<'t> {
    name: &'t str,
    is_new: bool,
}

/// The variable that a pipeline is given to, and the pipeline.
fn assigned<'t, 'a>(tokens: &'t [Token<'a>]) -> (Option<Assigned<'a>>, &'t [Token<'a>]) {
    match tokens {
        [Token::Chain(name), Token::Sign(sign @ (b':' | b'=')), rest @ ..] if name.starts_with('$') => {
            (Some(Assigned { name, is_new: *sign == b':' }), rest)
        }
        tokens => (None, tokens),
    }
}

struct Reader<'t, 's, 'a> {
    tokens: &'t [Token<'t>],
    at: usize,
    scope: &'s mut Scope<'a>,
    depth: usize,
}

impl<'t> Reader<'t, '_, '_> {
    fn peek(&self) -> Option<&'t Token<'t>> {
        self.tokens.get(self.at)
    }

    fn take(&mut self, sign: u8) -> bool {
        let is = self.peek() == Some(&Token::Sign(sign));
        self.at += usize::from(is);
        is
    }

    /// Commands of which each takes what the one before it gives as its last argument.
    fn pipeline(&mut self) -> Option<Value> {
        let mut value = self.command(None);
        while self.take(b'|') {
            value = self.command(Some(value));
        }
        value
    }

    fn command(&mut self, piped: Option<Option<Value>>) -> Option<Value> {
        match self.peek()? {
            Token::Name(name) if member::root(name).is_none() && !is_constant(name) => {
                self.at += 1;
                let mut given = self.operands();
                given.extend(piped);
                function::call(name, &given, self.scope)
            }
            Token::Name(name) | Token::Chain(name) if !is_constant(name) => {
                self.at += 1;
                let mut given = self.operands();
                given.extend(piped);
                member::of_chain(name, &given, self.scope)
            }
            Token::Sign(b'(') => {
                self.at += 1;
                let value = self.inner();
                let fields = if let Some(Token::Fields(fields)) = self.peek() { Some(*fields) } else { None };
                self.at += usize::from(fields.is_some());
                let mut given = self.operands();
                given.extend(piped);
                match fields {
                    Some(fields) => member::of(value?, fields, &given, self.scope),
                    None => value.filter(|_| given.is_empty()),
                }
            }
            _ => {
                let value = self.operand();
                // What is no function takes nothing.
                value.filter(|_| self.operands().is_empty() && piped.is_none())
            }
        }
    }

    fn operands(&mut self) -> Vec<Option<Value>> {
        let mut given = Vec::new();
        while !matches!(self.peek(), None | Some(Token::Sign(b'|' | b')'))) {
            let from = self.at;
            given.push(self.operand());
            // What is no operand ends the reading.
            self.at = self.at.max(from + 1);
        }
        given
    }

    fn operand(&mut self) -> Option<Value> {
        let token = self.peek()?;
        self.at += 1;
        match token {
            Token::Text(text) => Some(Value::text(text.as_str())),
            Token::Number(number) => Some(Value::Number(*number)),
            Token::Name("true") => Some(Value::Truth(true)),
            Token::Name("false") => Some(Value::Truth(false)),
            Token::Name("nil") => Some(Value::Nothing),
            Token::Name(name) if member::root(name).is_none() => function::call(name, &[], self.scope),
            Token::Name(chain) | Token::Chain(chain) => member::of_chain(chain, &[], self.scope),
            Token::Sign(b'(') => {
                let value = self.inner();
                match self.peek() {
                    Some(Token::Fields(fields)) => {
                        self.at += 1;
                        member::of(value?, fields, &[], self.scope)
                    }
                    _ => value,
                }
            }
            Token::Sign(_) | Token::Fields(_) => None,
        }
    }

    /// What stands in brackets that were opened.
    fn inner(&mut self) -> Option<Value> {
        self.depth += 1;
        let value = if self.depth > DEEPEST { None } else { self.pipeline() };
        self.depth -= 1;
        if self.take(b')') {
            return value;
        }
        // The rest has no meaning.
        self.at = self.tokens.len() + 1;
        None
    }
}

fn is_constant(name: &str) -> bool {
    matches!(name, "true" | "false" | "nil")
}
