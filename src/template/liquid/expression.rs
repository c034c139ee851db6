//! Expressions: a value and its filters, within bounds.

use super::Engine;
use super::value::Value;

/// Most bytes a variable may hold, so that appending to itself cannot grow without end.
pub(super) const LARGEST: usize = 64 << 10;
/// Most bytes that all values of a text may come to, each time counted anew: those of a configuration, printed and filtered
/// as often as a post asks for, would take time without end.
pub(super) const MOST_EVALUATED: usize = 4 << 20;

impl Engine<'_> {
    /// The value of an expression with its filters.
    pub(super) fn evaluate(&self, expression: &str) -> Value {
        let mut parts = split(expression, '|').into_iter();
        let mut value = self.primary(parts.next().unwrap_or_default().trim());
        value = self.within_bounds(value);
        for part in parts {
            let (name, arguments) = called(part);
            let arguments: Vec<Value> = split(arguments, ',').iter().map(|part| self.primary(part.trim())).collect();
            value = self.filter(value, name.trim(), &arguments);
            value = self.within_bounds(value);
        }
        value
    }

    /// A value, unless it or all together are too large.
    pub(super) fn within_bounds(&self, value: Value) -> Value {
        let weight = value.weight();
        let left = self.evaluated.get().checked_sub(weight);
        self.evaluated.set(left.unwrap_or_default());
        if weight > LARGEST || left.is_none() { Value::Unknown } else { value }
    }
}

/// The name of a filter and its arguments: `name: a, b` in Liquid, `name(a, b)` in Nunjucks.
fn called(filter: &str) -> (&str, &str) {
    let end = filter.find([':', '(']).unwrap_or(filter.len());
    let (name, arguments) = filter.split_at_checked(end).unwrap_or((filter, ""));
    match arguments.strip_prefix('(') {
        Some(inner) => (name, inner.trim_end().strip_suffix(')').unwrap_or(inner)),
        None => (name, arguments.strip_prefix(':').unwrap_or_default()),
    }
}

/// Splits at a sign outside of quotes.
pub(super) fn split(text: &str, sign: char) -> Vec<&str> {
    let (mut parts, mut start, mut quote) = (Vec::new(), 0, None);
    for (at, c) in text.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if c == '"' || c == '\'' => quote = Some(c),
            None if c == sign => {
                parts.extend(text.get(start..at));
                start = at + sign.len_utf8();
            }
            None => {}
        }
    }
    parts.extend(text.get(start..));
    parts
}
