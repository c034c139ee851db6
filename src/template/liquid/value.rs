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
    /// A map that the template made: what a list was grouped by.
    Map(Rc<[(&'static str, Value)]>),
    /// A list or map of the site's or the post's, by its dotted name.
    Named(String),
    /// Nothing, as Liquid has it for a name that was never set.
    Nothing,
    /// Something that only the generator knows.
    Unknown,
}

/// What an item of a list weighs beside its bytes, where values are bounded.
pub(super) const ITEM: usize = 16;

impl Value {
    /// A list of texts.
    pub(super) fn texts<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        Self::List(texts.map(|text| Self::Text(text.to_owned())).collect())
    }

    /// Whether a condition takes it for true; None if only the generator knows.
    pub(super) fn truth(&self) -> Option<bool> {
        match self {
            Self::Text(text) => Some(text != "false"),
            Self::List(_) | Self::Map(_) | Self::Named(_) => Some(true),
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
            Self::Map(entries) => entries.len() * ITEM,
            Self::Nothing | Self::Unknown => 0,
        }
    }
}

impl Engine<'_> {
    /// The items of a list, of a map its keys with what they hold; none where it is neither that is known, or there were too
    /// many already.
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

    /// How many items a list or map has.
    pub(super) fn count(&self, value: &Value) -> Option<usize> {
        match value {
            Value::List(items) => Some(items.len()),
            Value::Named(name) => self.values.items(name).or_else(|| self.values.keys(name).map(|keys| keys.len())),
            _ => None,
        }
    }

    /// An item of a list by its place from 0.
    pub(super) fn item(&self, value: &Value, at: usize) -> Value {
        let item = match value {
            Value::List(items) => items.get(at).cloned(),
            Value::Named(name) => match self.values.keys(name).and_then(|keys| keys.get(at)) {
                Some(key) => {
                    let held = self.known(&format!("{name}.{key}")).unwrap_or(Value::Nothing);
                    Some(Value::List([Value::Text(key.clone()), held].into()))
                }
                None => self.known(&format!("{name}.{at}")),
            },
            _ => None,
        };
        item.unwrap_or(Value::Nothing)
    }

    /// A value as JSON has it; none of a map.
    pub(super) fn as_json(&self, value: &Value) -> Option<String> {
        match value {
            Value::Nothing => Some("null".to_owned()),
            Value::Text(text) if value.number().is_some() || matches!(text.as_str(), "true" | "false") => {
                Some(text.clone())
            }
            Value::Text(text) => serde_json::to_string(text).ok(),
            Value::Named(name) if self.values.items(name).is_none() => None,
            _ => {
                let items = self.items(value)?;
                let items = items.iter().map(|item| item.text().and_then(|_| self.as_json(item)));
                Some(format!("[{}]", items.collect::<Option<Vec<_>>>()?.join(",")))
            }
        }
    }

    /// What is shown of a value: of a list its items, one behind the other.
    pub(super) fn printed(&self, value: Value) -> Value {
        let is_map = matches!(&value, Value::Named(name) if self.values.items(name).is_none());
        match self.items(&value).filter(|_| !is_map) {
            Some(items) => Value::Text(items.iter().filter_map(Value::text).collect()),
            None if matches!(value, Value::Named(_) | Value::Map(_)) => Value::Unknown,
            None => value,
        }
    }
}
