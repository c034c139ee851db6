//! What an expression comes to.

use std::rc::Rc;

use super::Engine;

/// What an expression comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// Words, numbers, `true` and `false`.
    Text(String),
    /// A list that the template made.
    List(Rc<[Value]>),
    /// A list or map of the site's or the post's, by its dotted name.
    Named(String),
    /// Nothing, as Liquid has it for a name that was never set.
    Nothing,
    /// Something that only the generator knows.
    Unknown,
}

/// What an item of a list weighs beside its bytes, where values are bounded.
const ITEM: usize = 16;

impl Value {
    /// A list of texts.
    pub(super) fn texts<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        Self::List(texts.map(|text| Self::Text(text.to_owned())).collect())
    }

    /// Whether a condition takes it for true; None if only the generator knows.
    pub(super) fn truth(&self) -> Option<bool> {
        match self {
            Self::Text(text) => Some(text != "false"),
            Self::List(_) | Self::Named(_) => Some(true),
            Self::Nothing => Some(false),
            Self::Unknown => None,
        }
    }

    /// The words of a text.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number that a text is.
    pub(super) fn number(&self) -> Option<f64> {
        self.text()?.trim().parse().ok().filter(|number: &f64| number.is_finite())
    }

    /// Bytes that it takes.
    pub(super) fn weight(&self) -> usize {
        match self {
            Self::Text(text) | Self::Named(text) => text.len(),
            Self::List(items) => items.iter().map(|item| item.text().map_or(0, str::len) + ITEM).sum(),
            Self::Nothing | Self::Unknown => 0,
        }
    }
}

impl Engine<'_> {
    /// The items of a list; none where it is no list that is known, or there were too many already.
    pub(super) fn items(&self, value: &Value) -> Option<Rc<[Value]>> {
        match value {
            Value::List(items) => Some(Rc::clone(items)),
            Value::Named(_) => {
                let count = self.count(value)?;
                self.evaluated.set(self.evaluated.get().checked_sub(count * ITEM)?);
                Some((0..count).map(|at| self.item(value, at)).collect())
            }
            _ => None,
        }
    }

    /// How many items a list has.
    pub(super) fn count(&self, value: &Value) -> Option<usize> {
        match value {
            Value::List(items) => Some(items.len()),
            Value::Named(name) => self.values.items(name),
            _ => None,
        }
    }

    /// An item of a list by its place from 0.
    pub(super) fn item(&self, value: &Value, at: usize) -> Value {
        let item = match value {
            Value::List(items) => items.get(at).cloned(),
            Value::Named(name) => self.known(&format!("{name}.{at}")),
            _ => None,
        };
        item.unwrap_or(Value::Nothing)
    }

    /// What is shown of a value: of a list its items, one behind the other.
    pub(super) fn printed(&self, value: Value) -> Value {
        match self.items(&value) {
            Some(items) => Value::Text(items.iter().filter_map(Value::text).collect()),
            None if matches!(value, Value::Named(_)) => Value::Unknown,
            None => value,
        }
    }
}
