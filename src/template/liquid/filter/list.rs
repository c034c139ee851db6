//! Filters of lists (Liquid's `StandardFilters`, Jekyll's `Filters`).

use super::super::Engine;
use super::super::value::Value;
use super::word;

impl Engine<'_> {
    /// A list after a filter of lists; none if it is no such filter, or no list.
    pub(super) fn of_list(&self, value: &Value, name: &str, arguments: &[Value]) -> Option<Value> {
        match name {
            "size" | "length" => return self.count(value).map(|count| Value::Text(count.to_string())),
            "first" => return self.count(value).map(|_| self.item(value, 0)),
            "last" => return self.count(value).map(|count| self.item(value, count.saturating_sub(1))),
            _ => {}
        }
        let items = self.items(value)?;
        let (first, has_first) = (word(arguments, 0), !arguments.first().is_none_or(|one| *one == Value::Nothing));
        let texts = || items.iter().map(|item| item.text().unwrap_or_default()).collect::<Vec<_>>();
        let made = match name {
            "join" => return Some(Value::Text(texts().join(if has_first { first } else { " " }))),
            "array_to_sentence_string" => {
                return Some(Value::Text(sentence(&texts(), if has_first { first } else { "and" })));
            }
            "reverse" => items.iter().rev().cloned().collect(),
            "compact" => items.iter().filter(|item| **item != Value::Nothing).cloned().collect(),
            "uniq" => uniq(&items),
            "sort" | "sort_natural" => self.sorted(&items, first, name == "sort_natural"),
            "map" => items.iter().map(|item| self.of_item(item, first)).collect(),
            "where" => self.chosen(&items, first, arguments.get(1)),
            "push" => with(&items, arguments.first().filter(|one| one.text().is_some())?, false),
            "unshift" => with(&items, arguments.first().filter(|one| one.text().is_some())?, true),
            "pop" => items.split_last().map(|(_, rest)| rest.to_vec()).unwrap_or_default(),
            "shift" => items.split_first().map(|(_, rest)| rest.to_vec()).unwrap_or_default(),
            "concat" => items.iter().chain(self.items(arguments.first()?)?.iter()).cloned().collect(),
            "slice" => {
                let from = first.parse().ok()?;
                items.iter().skip(from).take(word(arguments, 1).parse().unwrap_or(1)).cloned().collect()
            }
            _ => return None,
        };
        Some(Value::List(made.into()))
    }

    /// What an item of a list has by this name.
    fn of_item(&self, item: &Value, key: &str) -> Value {
        match item {
            Value::Named(name) => self.known(&format!("{name}.{key}")).unwrap_or(Value::Nothing),
            _ => Value::Nothing,
        }
    }

    /// In the order of their texts, or of what they have by a name.
    fn sorted(&self, items: &[Value], key: &str, is_natural: bool) -> Vec<Value> {
        let text = |item: &Value| {
            let of_key = if key.is_empty() { item.clone() } else { self.of_item(item, key) };
            let text = of_key.text().unwrap_or_default().to_owned();
            if is_natural { text.to_lowercase() } else { text }
        };
        let mut sorted = items.to_vec();
        sorted.sort_by_cached_key(text);
        sorted
    }

    /// Those that have a value by a name, or any.
    fn chosen(&self, items: &[Value], key: &str, wanted: Option<&Value>) -> Vec<Value> {
        let is_wanted = |item: &&Value| {
            let own = self.of_item(item, key);
            wanted.map_or(own.truth() == Some(true), |wanted| own == *wanted)
        };
        items.iter().filter(is_wanted).cloned().collect()
    }
}

fn uniq(items: &[Value]) -> Vec<Value> {
    let mut seen = std::collections::HashSet::new();
    items.iter().filter(|item| item.text().is_none_or(|text| seen.insert(text))).cloned().collect()
}

fn with(items: &[Value], one: &Value, is_first: bool) -> Vec<Value> {
    let (before, after) = if is_first { (Some(one), None) } else { (None, Some(one)) };
    before.into_iter().chain(items).chain(after).cloned().collect()
}

/// `a, b, and c`.
fn sentence(texts: &[&str], connector: &str) -> String {
    match texts {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [one, other] => format!("{one} {connector} {other}"),
        [rest @ .., last] => format!("{}, {connector} {last}", rest.join(", ")),
    }
}
