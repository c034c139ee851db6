//! Conditions: comparisons of values, and what joins them.

use super::Engine;
use super::value::Value;

/// Comparisons in one condition at most.
const MOST: usize = 64;
/// What stands between two values, the longer sign before one that begins it.
const SIGNS: [&str; 9] = ["==", "!=", "<>", "<=", ">=", "<", ">", " contains ", " in "];

impl Engine<'_> {
    /// Whether a condition holds; None if only the generator knows. `and` and `or` are read from the end, none binds closer
    /// (Liquid's `Condition#evaluate`).
    pub(super) fn condition(&self, text: &str) -> Option<bool> {
        let mut parts = joined(text).into_iter().rev();
        let mut truth = parts.next().and_then(|(_, part)| self.simple(part));
        let mut sign = joined(text).last().map_or(Join::And, |(sign, _)| *sign);
        for (before, part) in parts {
            truth = sign.of(self.simple(part), truth);
            sign = before;
        }
        truth
    }

    fn simple(&self, text: &str) -> Option<bool> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        if let Some(rest) = text.strip_prefix("not ") {
            return self.simple(rest).map(|truth| !truth);
        }
        let found = SIGNS.iter().find_map(|sign| Some((*sign, outside_of_quotes(text, sign)?)));
        let Some((sign, at)) = found else { return self.primary(text).truth() };
        let one = text.get(..at).unwrap_or_default().trim();
        let other = text.get(at + sign.len()..).unwrap_or_default().trim();
        match sign {
            "==" => self.equal(one, other),
            "!=" | "<>" => self.equal(one, other).map(|truth| !truth),
            " contains " => self.contains(&self.primary(one), &self.primary(other)),
            " in " => self.contains(&self.primary(other), &self.primary(one)),
            sign => ordered(&self.primary(one), sign, &self.primary(other)),
        }
    }

    fn equal(&self, one: &str, other: &str) -> Option<bool> {
        for (word, value) in [(one, other), (other, one)] {
            if matches!(word, "empty" | "blank") {
                return self.is_empty(&self.primary(value), word == "blank");
            }
        }
        let (one, other) = (self.primary(one), self.primary(other));
        if one == Value::Unknown || other == Value::Unknown {
            return None;
        }
        if let (Value::Named(one), Value::Named(other)) = (&one, &other) {
            return Some(self.is_same(one, other));
        }
        let numbers = one.number().zip(other.number()).is_some_and(|(one, other)| one == other);
        Some(numbers || one == other)
    }

    /// Whether two names are those of the same thing: a post is the page that it becomes.
    fn is_same(&self, one: &str, other: &str) -> bool {
        let path = |name: &str| self.values.get(&format!("{name}.path"));
        one == other || path(one).is_some() && path(one) == path(other)
    }

    fn is_empty(&self, value: &Value, or_blank: bool) -> Option<bool> {
        match value {
            Value::Unknown => None,
            Value::Nothing => Some(or_blank),
            Value::Text(text) => Some(text.is_empty() || or_blank && (text.trim().is_empty() || text == "false")),
            Value::List(_) | Value::Map(_) | Value::Named(_) => Some(self.count(value) == Some(0)),
        }
    }

    fn contains(&self, whole: &Value, part: &Value) -> Option<bool> {
        match (whole, part) {
            (Value::Unknown, _) | (_, Value::Unknown) => None,
            (Value::Text(whole), Value::Text(part)) => Some(whole.contains(part)),
            (Value::Named(name), part) if self.values.items(name).is_none() => {
                let keys = self.values.keys(name)?;
                Some(part.text().is_some_and(|part| keys.iter().any(|key| key == part)))
            }
            (Value::List(_) | Value::Named(_), part) => Some(self.items(whole)?.contains(part)),
            _ => Some(false),
        }
    }
}

/// Whether one number or text is before the other; what is neither is never.
fn ordered(one: &Value, sign: &str, other: &Value) -> Option<bool> {
    if *one == Value::Unknown || *other == Value::Unknown {
        return None;
    }
    let numbers = one.number().zip(other.number()).and_then(|(one, other)| one.partial_cmp(&other));
    let is_word = |value: &Value| value.number().is_none() && !matches!(value.text(), Some("true" | "false"));
    let are_words = is_word(one) && is_word(other);
    let order = numbers.or_else(|| Some(one.text()?.cmp(other.text()?)).filter(|_| are_words));
    Some(order.is_some_and(|order| match sign {
        "<" => order.is_lt(),
        ">" => order.is_gt(),
        "<=" => order.is_le(),
        _ => order.is_ge(),
    }))
}

#[derive(Clone, Copy)]
enum Join {
    And,
    Or,
}

impl Join {
    fn of(self, one: Option<bool>, other: Option<bool>) -> Option<bool> {
        let decides = matches!(self, Self::Or);
        if one == Some(decides) || other == Some(decides) {
            return Some(decides);
        }
        (one.is_some() && other.is_some()).then_some(!decides)
    }
}

/// The parts of a condition with the word before each.
fn joined(text: &str) -> Vec<(Join, &str)> {
    let mut parts = Vec::new();
    let (mut rest, mut before) = (text, Join::And);
    while parts.len() < MOST {
        let next = [(" and ", Join::And), (" or ", Join::Or)].into_iter();
        let next = next.filter_map(|(word, join)| Some((outside_of_quotes(rest, word)?, word.len(), join)));
        let Some((at, length, join)) = next.min_by_key(|(at, ..)| *at) else { break };
        parts.push((before, rest.get(..at).unwrap_or_default()));
        rest = rest.get(at + length..).unwrap_or_default();
        before = join;
    }
    parts.push((before, rest));
    parts
}

/// Where a sign first stands outside of quotes.
fn outside_of_quotes(text: &str, sign: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), byte) if byte == open => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, _) if text.as_bytes().get(at..).is_some_and(|rest| rest.starts_with(sign.as_bytes())) => {
                return Some(at);
            }
            (None, _) => {}
        }
    }
    None
}
