//! Filters of lists (Liquid's `StandardFilters`, Jekyll's `Filters`).

use std::collections::HashMap;

use super::super::Engine;
use super::super::value::{ITEM, Value};
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
            "sort" | "sort_natural" => self.sorted(&items, first, arguments.get(1), name == "sort_natural"),
            "map" => items.iter().map(|item| self.of_item(item, first)).collect(),
            "where" => self.chosen(self.values_of(value, &items), first, arguments.get(1)),
            "find" => {
                let found = self.chosen(self.values_of(value, &items), first, arguments.get(1)).into_iter().next();
                return Some(found.unwrap_or(Value::Nothing));
            }
            "where_exp" | "find_exp" => {
                let chosen = self.chosen_by(&self.values_of(value, &items), first, word(arguments, 1))?;
                return match name {
                    "find_exp" => Some(chosen.into_iter().next().unwrap_or(Value::Nothing)),
                    _ => Some(Value::List(chosen.into())),
                };
            }
            "group_by" => grouped(&items, |item| printed(&self.of_item(item, first))),
            "group_by_exp" => {
                let names = self.each(&items, first, |engine| engine.evaluate(word(arguments, 1)))?;
                let mut names = names.iter().map(printed);
                grouped(&items, |_| names.next().unwrap_or_default())
            }
            "sum" => {
                let number = |item: &Value| match first {
                    "" => item.number(),
                    key => self.of_item(item, key).number(),
                };
                return Some(Value::Text(items.iter().filter_map(number).sum::<f64>().to_string()));
            }
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

    /// What an item of a list has by this name, which may lead deeper (`a.b`).
    fn of_item(&self, item: &Value, key: &str) -> Value {
        match item {
            Value::Named(name) => self.known(&format!("{name}.{key}")).unwrap_or(Value::Nothing),
            Value::Map(_) => self.step(item, key),
            _ => Value::Nothing,
        }
    }

    /// The items of a list; of a map what its keys hold (`Filters#where`).
    fn values_of(&self, value: &Value, items: &[Value]) -> Vec<Value> {
        match value {
            Value::Named(name) if self.values.items(name).is_none() => {
                items.iter().map(|pair| self.item(pair, 1)).collect()
            }
            _ => items.to_vec(),
        }
    }

    /// In the order of their numbers or texts, or of what they have by a name: what has nothing stands first, or last where
    /// that is asked for.
    fn sorted(&self, items: &[Value], key: &str, nothing: Option<&Value>, is_natural: bool) -> Vec<Value> {
        let is_last = nothing.and_then(Value::text) == Some("last");
        let order = |item: &Value| {
            let of_key = match item {
                // A tag or category with its posts is sorted by its name.
                Value::List(pair) if key.is_empty() => pair.first().cloned().unwrap_or(Value::Nothing),
                item if key.is_empty() => item.clone(),
                item => self.of_item(item, key),
            };
            let text = of_key.text().map(|text| if is_natural { text.to_lowercase() } else { text.to_owned() });
            (text.is_none() == is_last, of_key.number(), text)
        };
        let mut sorted: Vec<_> = items.iter().map(|item| (order(item), item.clone())).collect();
        sorted.sort_by(|((place, number, text), _), ((other_place, other_number, other_text), _)| {
            let numbers = number.zip(*other_number).and_then(|(one, other)| one.partial_cmp(&other));
            place.cmp(other_place).then_with(|| numbers.unwrap_or_else(|| text.cmp(other_text)))
        });
        sorted.into_iter().map(|(_, item)| item).collect()
    }

    /// Those that have a value by a name, or any. A list has it that has it among its items.
    fn chosen(&self, items: Vec<Value>, key: &str, wanted: Option<&Value>) -> Vec<Value> {
        let is_wanted = |item: &Value| {
            let own = self.of_item(item, key);
            let Some(wanted) = wanted else { return own.truth() == Some(true) };
            own == *wanted
                || own.number().is_some() && own.number() == wanted.number()
                || self.items(&own).is_some_and(|items| items.contains(wanted))
        };
        items.into_iter().filter(is_wanted).collect()
    }

    /// Those of which a condition holds, in which they are called by a name; none if one is not decided.
    fn chosen_by(&self, items: &[Value], name: &str, condition: &str) -> Option<Vec<Value>> {
        let holds = self.each(items, name, |engine| engine.condition(condition))?;
        let holds: Option<Vec<bool>> = holds.into_iter().collect();
        Some(items.iter().zip(holds?).filter(|(_, holds)| *holds).map(|(item, _)| item.clone()).collect())
    }

    /// What is made of each item, which is called by a name; none if that costs too much.
    fn each<T>(&self, items: &[Value], name: &str, make: impl Fn(&Engine<'_>) -> T) -> Option<Vec<T>> {
        let cost = (self.variables.len() + items.len()) * ITEM;
        self.evaluated.set(self.evaluated.get().checked_sub(cost)?);
        let mut inner = Engine::new("", self.dialect, self.values);
        inner.variables = self.variables.clone();
        inner.given.clone_from(&self.given);
        (inner.depth, inner.evaluated) = (self.depth, self.evaluated.clone());
        let one = |item: &Value| {
            inner.variables.insert(name.to_owned(), item.clone());
            make(&inner)
        };
        let made = items.iter().map(one).collect();
        self.evaluated.set(inner.evaluated.get());
        Some(made)
    }
}

/// Groups of items that have the same name, in the order of their first ones: `name`, `items`, `size`.
fn grouped(items: &[Value], mut name: impl FnMut(&Value) -> String) -> Vec<Value> {
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut groups: Vec<(String, Vec<Value>)> = Vec::new();
    for item in items {
        let name = name(item);
        let place = *places.entry(name.clone()).or_insert(groups.len());
        match groups.get_mut(place) {
            Some((_, items)) => items.push(item.clone()),
            None => groups.push((name, vec![item.clone()])),
        }
    }
    let group = |(name, items): (String, Vec<Value>)| {
        let size = Value::Text(items.len().to_string());
        Value::Map([("name", Value::Text(name)), ("size", size), ("items", Value::List(items.into()))].into())
    };
    groups.into_iter().map(group).collect()
}

fn printed(value: &Value) -> String {
    value.text().unwrap_or_default().to_owned()
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
