//! Tokens to a tree: `OR` binds weaker than standing side by side, `-` stronger.

use super::key::Key;
use super::lex::{Token, TokenKind, Value, lex};
use super::nearest::nearest;
use super::term::{Day, Expr, Part, Sort, State, Term};
use super::{Query, QueryError};

pub(super) fn parse(text: &str) -> Result<Query, QueryError> {
    if text.len() > Query::MAX_LEN {
        return Err(QueryError::new(Query::MAX_LEN, "the query is too long"));
    }
    let mut parser = Parser { tokens: lex(text)?, next: 0, end: text.len(), depth: 0, sort: None };
    let filter = parser.any()?;
    match parser.tokens.get(parser.next) {
        Some(token) => Err(QueryError::new(token.at, "expected `(` before this `)`")),
        None => Ok(Query { filter, sort: parser.sort }),
    }
}

struct Parser {
    tokens: Vec<Token>,
    next: usize,
    end: usize,
    depth: usize,
    sort: Option<Sort>,
}

impl Parser {
    fn peek(&self) -> Option<&TokenKind> {
        self.tokens.get(self.next).map(|token| &token.kind)
    }

    fn at(&self) -> usize {
        self.tokens.get(self.next).map_or(self.end, |token| token.at)
    }

    /// `all OR all OR …`
    fn any(&mut self) -> Result<Option<Expr>, QueryError> {
        let mut parts = Vec::new();
        let first = self.all()?;
        if self.peek() != Some(&TokenKind::Or) {
            return Ok(first);
        }
        parts.push(first.ok_or_else(|| QueryError::new(self.at(), "expected a term before `OR`"))?);
        while self.peek() == Some(&TokenKind::Or) {
            self.next += 1;
            let at = self.at();
            parts.push(self.all()?.ok_or_else(|| QueryError::new(at, "expected a term after `OR`"))?);
        }
        Ok(Expr::any(parts))
    }

    /// Terms side by side.
    fn all(&mut self) -> Result<Option<Expr>, QueryError> {
        let mut parts = Vec::new();
        loop {
            match self.peek() {
                None | Some(TokenKind::Close | TokenKind::Or) => return Ok(Expr::all(parts)),
                Some(TokenKind::And) => self.next += 1,
                Some(_) => parts.extend(self.unit()?),
            }
        }
    }

    /// A term, a group or the opposite of one; none for an order, which keeps every post.
    fn unit(&mut self) -> Result<Option<Expr>, QueryError> {
        let at = self.at();
        let kind = self.peek().cloned();
        self.next += 1;
        match kind {
            Some(TokenKind::Minus) => self.negated(at).map(Some),
            Some(TokenKind::Open) => self.group(at).map(Some),
            Some(TokenKind::Word(word)) => Ok(Some(Expr::Term(Term::Word(word.into())))),
            Some(TokenKind::Phrase(phrase)) => phrase_term(at, phrase).map(Some),
            Some(TokenKind::Field(key, values)) => self.field(at, &key, values),
            _ => Err(QueryError::new(at, "expected a term")),
        }
    }

    fn negated(&mut self, at: usize) -> Result<Expr, QueryError> {
        match self.peek() {
            None | Some(TokenKind::Close | TokenKind::Or | TokenKind::And) => {
                return Err(QueryError::new(self.at(), "expected a term after `-`"));
            }
            Some(TokenKind::Field(key, _)) if Key::named(key) == Some(Key::Sort) => {
                return Err(QueryError::new(
                    at,
                    "an order has no opposite; write the minus after the colon: `sort:-date`",
                ));
            }
            Some(_) => {}
        }
        self.deeper(at)?;
        let inner = self.unit()?;
        self.depth -= 1;
        inner.map(Expr::negated).ok_or_else(|| QueryError::new(at, "expected a term after `-`"))
    }

    fn group(&mut self, at: usize) -> Result<Expr, QueryError> {
        self.deeper(at)?;
        let inner = self.any()?;
        self.depth -= 1;
        if self.peek() != Some(&TokenKind::Close) {
            return Err(QueryError::new(self.at(), "expected `)`"));
        }
        let close = self.at();
        self.next += 1;
        inner.ok_or_else(|| QueryError::new(close, "expected a term before `)`"))
    }

    fn deeper(&mut self, at: usize) -> Result<(), QueryError> {
        self.depth += 1;
        if self.depth > Query::MAX_DEPTH {
            return Err(QueryError::new(at, "nested too deep"));
        }
        Ok(())
    }

    fn field(&mut self, at: usize, name: &str, values: Vec<Value>) -> Result<Option<Expr>, QueryError> {
        let key = if name == "#" { Some(Key::Tag) } else { Key::named(name) };
        let Some(key) = key else { return Err(unknown_key(at, name)) };
        let term = match key {
            Key::Sort => {
                self.order(at, &values)?;
                return Ok(None);
            }
            Key::After | Key::Before | Key::Year | Key::Date => Term::Day { key, days: days(key, &values)? },
            Key::Is => Term::Is(each(&values, State::named, State::ALL.iter().map(|state| state.name()))?),
            Key::Has => Term::Has(each(&values, Part::named, Part::ALL.iter().map(|part| part.name()))?),
            _ => Term::Name { key, values: values.into_iter().map(|value| value.text.into()).collect() },
        };
        Ok(Some(Expr::Term(term)))
    }

    /// An order holds for the whole query, so it stands outside of parentheses; the last one wins.
    fn order(&mut self, at: usize, values: &[Value]) -> Result<(), QueryError> {
        if self.depth > 0 {
            return Err(QueryError::new(at, "an order stands outside of parentheses"));
        }
        let [value] = values else { return Err(QueryError::new(at, "expected one order")) };
        let sort = Sort::parse(&value.text);
        let names = super::SortKey::ALL.iter().map(|key| key.name());
        self.sort = Some(sort.ok_or_else(|| unknown_word(value, names))?);
        Ok(())
    }
}

fn phrase_term(at: usize, phrase: String) -> Result<Expr, QueryError> {
    if phrase.trim().is_empty() {
        return Err(QueryError::new(at, "expected words between the quotes"));
    }
    Ok(Expr::Term(Term::Phrase(phrase.into())))
}

fn days(key: Key, values: &[Value]) -> Result<Vec<Day>, QueryError> {
    if let (Key::After | Key::Before, Some(second)) = (key, values.get(1)) {
        return Err(QueryError::new(second.at, "expected one date only"));
    }
    let day = |value: &Value| {
        let day = Day::parse(&value.text).filter(|day| key != Key::Year || day.month.is_none());
        let expected = if key == Key::Year { "expected a year, such as `2010`" } else { DATE_EXPECTED };
        day.ok_or_else(|| QueryError::new(value.at, expected))
    };
    values.iter().map(day).collect()
}

const DATE_EXPECTED: &str = "expected a date: `2010`, `2010-06` or `2010-06-08`";

fn each<'a, T>(
    values: &[Value],
    named: impl Fn(&str) -> Option<T>,
    names: impl Iterator<Item = &'a str> + Clone,
) -> Result<Vec<T>, QueryError> {
    values.iter().map(|value| named(&value.text).ok_or_else(|| unknown_word(value, names.clone()))).collect()
}

fn unknown_word<'a>(value: &Value, names: impl Iterator<Item = &'a str> + Clone) -> QueryError {
    if let Some(name) = nearest(&value.text, names.clone()) {
        return QueryError::new(value.at, &format!("no such word: `{}`; did you mean `{name}`?", value.text));
    }
    let names: Vec<&str> = names.collect();
    QueryError::new(value.at, &format!("expected one of {}", names.join(", ")))
}

fn unknown_key(at: usize, name: &str) -> QueryError {
    let hint = nearest(name, Key::names()).map_or_else(
        || "put it in quotes to look for these words".to_owned(),
        |near| format!("did you mean `{near}:`?"),
    );
    QueryError::new(at, &format!("no such key: `{name}:`; {hint}"))
}
