//! Expressions of Tera, Zola's template language ("Expressions", "Filters", "Tests"), that a template asks its arguments with.
//! What is not understood has no value.

use std::collections::HashMap;
use std::rc::Rc;

use super::super::tags::arguments::Arguments;
use super::super::tags::asked::{FILE_READ, LANGUAGE};
use super::super::tags::value::{Items, Value};
use super::super::values::TemplateValues;
use super::filter::filter;
use super::token::{Token, tokens};

/// Expressions within expressions at most.
const DEEPEST: usize = 8;
/// Bytes of a text that is put together.
pub(super) const LONGEST: usize = 4 << 10;

/// What an expression may ask for.
#[derive(Debug)]
pub(super) struct Scope<'a> {
    given: &'a Arguments,
    /// What is known of its page and the site.
    pub(super) values: &'a TemplateValues,
    /// The how manieth use of the shortcode this is.
    nth: usize,
    /// Variables; none is known to have a value that is not known here.
    variables: HashMap<String, Option<Value>>,
}

impl<'a> Scope<'a> {
    pub(super) fn new(given: &'a Arguments, values: &'a TemplateValues) -> Self {
        Self { given, values, nth: 1, variables: HashMap::new() }
    }

    /// The same for a later use of the shortcode.
    pub(super) fn of_use(self, nth: usize) -> Self {
        Self { nth, ..self }
    }

    /// Gives a variable its value.
    pub(super) fn keep(&mut self, name: &str, value: Option<Value>) {
        self.variables.insert(name.to_owned(), value);
    }

    /// Keeps what `name = expression` says. None if it says something else.
    pub(super) fn set(&mut self, assignment: &str) -> Option<()> {
        let (name, expression) = assignment.split_once('=')?;
        let value = value(expression, self);
        self.keep(name.trim(), value);
        Some(())
    }

    /// Keeps what a component's parameters are where they are not given: `name(a, b: string, c="d")`.
    pub(super) fn defaults(&mut self, head: &str) {
        let parameters = head.split_once('(').and_then(|(_, rest)| rest.rsplit_once(')')).map_or("", |it| it.0);
        for (name, default) in parameters.split(',').filter_map(|parameter| parameter.split_once('=')) {
            let name = name.split(':').next().unwrap_or_default().trim();
            if self.given.get(&[name]).is_none() && !self.variables.contains_key(name) {
                let value = value(default, self);
                self.keep(name, value);
            }
        }
    }

    /// What a name stands for. One that was not given is nothing.
    fn named(&self, name: &str) -> Option<Value> {
        let (first, fields) = name.split_once('.').unwrap_or((name, ""));
        if let Some(value) = self.variables.get(name) {
            return value.clone();
        }
        match name {
            "body" => Some(Value::Inner),
            // A page's files are named from its place.
            "page.path" | "page.relative_path" | "page.colocated_path" | "page.permalink" | "config.base_url" => {
                Some(Value::text(""))
            }
            "nth" => Some(Value::Number(self.nth as f64)),
            "page.content" | "page.summary" | "page.word_count" | "page.reading_time" | "page.toc" => None,
            "page" | "section" | "config" => None,
            // The page's language, where the shortcode is given none.
            "lang" => self.given.get(&["lang"]).or_else(|| self.values.file(LANGUAGE)).map(Value::text),
            _ if first == "page" && !fields.is_empty() => Some(Value::named(self.values, name)),
            _ if first == "config" && !fields.is_empty() => Some(Value::named(self.values, &format!("site.{fields}"))),
            _ if fields.is_empty() => {
                let given = self.given.get(&[&name.to_lowercase()]);
                Some(given.map_or(Value::Nothing, Value::text))
            }
            _ => {
                let value = self.variables.get(first)?.clone()?;
                fields.split('.').try_fold(value, |value, field| value.at(field, self.values))
            }
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

/// The names that a loop gives to what it goes through, and that: `key, value in map`.
pub(super) fn looped<'h>(head: &'h str, scope: &Scope<'_>) -> Option<(Vec<&'h str>, Items)> {
    let (names, list) = head.split_once(" in ")?;
    let items = match value(list, scope)? {
        // A list that a shortcode is given has lost its brackets.
        Value::Text(text) => {
            let items = Arguments::parse(&text).positional;
            items.into_iter().enumerate().map(|(at, item)| (Value::Number(at as f64), Value::Text(item))).collect()
        }
        list => list.items(scope.values)?,
    };
    Some((names.split(',').map(str::trim).collect(), items))
}

/// A macro of a file, and what it is given: `file::name(a="b")`.
pub(super) fn called<'e>(expression: &'e str, scope: &Scope<'_>) -> Option<(&'e str, &'e str, Given)> {
    let (name, arguments) = expression.split_once('(')?;
    let (file, name) = name.trim().split_once("::")?;
    let arguments = tokens(arguments.trim_end().strip_suffix(')')?)?;
    let whole: Vec<Token<'_>> = std::iter::once(Token::Sign("(")).chain(arguments).chain([Token::Sign(")")]).collect();
    let mut reader = Reader { tokens: &whole, at: 0, scope, depth: 0 };
    let given = reader.call()?.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    (reader.at == whole.len()).then_some((file, name, given))
}

/// Names and values.
pub(super) type Given = Vec<(String, Option<Value>)>;

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
                (Some(value), _) if value.is_true(self.scope.values) => Some(value),
                (Some(_), other) => other,
                (None, Some(other)) if other.is_true(self.scope.values) => Some(other),
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
                (Some(value), _) if !value.is_true(self.scope.values) => Some(value),
                (Some(_), other) => other,
                (None, Some(other)) if !other.is_true(self.scope.values) => Some(other),
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
        Some(if negations == 0 {
            value
        } else {
            Value::Truth(value.is_true(self.scope.values) == negations.is_multiple_of(2))
        })
    }

    fn compared(&mut self) -> Option<Value> {
        let value = self.joined();
        if self.take(Token::Name("is")) {
            return self.tested(value);
        }
        let negated = self.take(Token::Name("not"));
        if self.take(Token::Name("in")) {
            let list = self.joined()?;
            let wanted = value?.words()?;
            let is = match list.items(self.scope.values) {
                Some(items) => items.iter().any(|(_, item)| item.words().as_ref() == Some(&wanted)),
                None => list.words()?.contains(&wanted),
            };
            return Some(Value::Truth(is != negated));
        }
        let Some(Token::Sign(sign @ ("==" | "!=" | "<" | ">" | "<=" | ">="))) = self.peek() else { return value };
        self.at += 1;
        let other = self.joined()?;
        let value = value?;
        let equal = || Some(value.words()? == other.words()?);
        let order = || value.number()?.partial_cmp(&other.number()?);
        Some(Value::Truth(match sign {
            "==" => equal()?,
            "!=" => !equal()?,
            "<" => order()?.is_lt(),
            ">" => order()?.is_gt(),
            "<=" => order()?.is_le(),
            _ => order()?.is_ge(),
        }))
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
        Some(Value::Truth(holds != negated))
    }

    /// Texts put together by `~`.
    fn joined(&mut self) -> Option<Value> {
        let mut value = self.sum();
        while self.take(Token::Sign("~")) {
            let other = self.sum();
            value = value.zip(other).and_then(|(one, other)| {
                let text = one.words()? + &other.words()?;
                (text.len() <= LONGEST).then_some(Value::Text(text))
            });
        }
        value
    }

    fn sum(&mut self) -> Option<Value> {
        let mut value = self.product();
        while let Some(Token::Sign(sign @ ("+" | "-"))) = self.peek() {
            self.at += 1;
            let other = self.product();
            value = reckoned(value, sign, other);
        }
        value
    }

    fn product(&mut self) -> Option<Value> {
        let mut value = self.filtered();
        while let Some(Token::Sign(sign @ ("*" | "/" | "%"))) = self.peek() {
            self.at += 1;
            let other = self.filtered();
            value = reckoned(value, sign, other);
        }
        value
    }

    fn filtered(&mut self) -> Option<Value> {
        let mut value = self.part();
        while self.take(Token::Sign("|")) {
            let Token::Name(name) = self.peek()? else { return None };
            self.at += 1;
            let given = self.call()?;
            value = filter(name, value, &given, self.scope.values);
        }
        value
    }

    /// A value, or what it has at a place: `list[0].name`.
    fn part(&mut self) -> Option<Value> {
        let mut value = self.one();
        loop {
            if self.take(Token::Sign("[")) {
                let at = self.joined()?.words()?;
                value = value.and_then(|value| value.at(&at, self.scope.values));
                self.take(Token::Sign("]")).then_some(())?;
            } else if self.take(Token::Sign(".")) {
                let Token::Name(names) = self.peek()? else { return None };
                self.at += 1;
                let values = self.scope.values;
                value = value.and_then(|value| names.split('.').try_fold(value, |it, name| it.at(name, values)));
            } else {
                return value;
            }
        }
    }

    fn one(&mut self) -> Option<Value> {
        let token = self.peek()?;
        self.at += 1;
        match token {
            Token::Text(text) => Some(Value::Text(text.to_owned())),
            Token::Name("true") => Some(Value::Truth(true)),
            Token::Name("false") => Some(Value::Truth(false)),
            Token::Name(name) if self.peek() == Some(Token::Sign("(")) => {
                let given = self.call()?;
                function(name, &given, self.scope)
            }
            Token::Name(name) if name.starts_with(|c: char| c.is_ascii_digit()) => {
                Some(name.parse().map_or_else(|_| Value::text(name), Value::Number))
            }
            Token::Name(name) => self.scope.named(name),
            Token::Sign("-") => self.one()?.number().map(|number| Value::Number(-number)),
            Token::Sign("[") => {
                let mut items = Vec::new();
                while !self.take(Token::Sign("]")) {
                    items.push(self.nested()?);
                    self.take(Token::Sign(","));
                }
                Some(Value::list(items))
            }
            Token::Sign("(") => {
                let value = self.nested();
                self.take(Token::Sign(")")).then_some(value?)
            }
            Token::Sign(_) => None,
        }
    }

    fn nested(&mut self) -> Option<Value> {
        self.depth += 1;
        let value = if self.depth > DEEPEST { None } else { self.either() };
        self.depth -= 1;
        value
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

fn reckoned(one: Option<Value>, sign: &str, other: Option<Value>) -> Option<Value> {
    let (one, other) = (one?.number()?, other?.number()?);
    let is_whole = one.fract() == 0.0 && other.fract() == 0.0;
    let number = match sign {
        "+" => one + other,
        "-" => one - other,
        "*" => one * other,
        "%" => one % other,
        _ if is_whole => (one / other).trunc(),
        _ => one / other,
    };
    number.is_finite().then_some(Value::Number(number))
}

/// What a function gives that asks for no page: an address, data of the site, a picture made of another.
fn function(name: &str, given: &[(&str, Option<Value>)], scope: &Scope<'_>) -> Option<Value> {
    let argument = |name: &str| given.iter().find(|(own, _)| *own == name).and_then(|(_, value)| value.clone());
    match name {
        "get_url" => argument("path"),
        "resize_image" => {
            let path = argument("path")?;
            let entries = ["url", "static_path"].map(|name| (name.to_owned(), path.clone()));
            Some(Value::Map(Rc::new(entries.to_vec())))
        }
        "load_data" => {
            let path = argument("path")?.words()?;
            let path = path.trim_start_matches('/').trim_start_matches("@/");
            match Value::named(scope.values, &format!("file.{path}")) {
                Value::Nothing => scope.values.file(&format!("{FILE_READ}{path}")).map(Value::text),
                data => Some(data),
            }
        }
        "range" => {
            let from = argument("start").map_or(Some(0), |start| start.count())?;
            let to = argument("end")?.count()?.min(from + 500);
            Some(Value::list((from..to).map(|number| Value::Number(number as f64)).collect()))
        }
        _ => None,
    }
}
