//! Functions of Hugo's templates that make lists and maps, and what of them ("Collections functions").

use std::rc::Rc;

use super::super::tags::value::Value;
use super::function::{Given, MOST};
use super::scope::Scope;

/// What a function of lists gives; None for what is not known.
pub(super) fn of(function: &str, given: &Given<'_>, scope: &Scope<'_>) -> Option<Value> {
    let values = scope.values;
    let items = |value: Value| Some(value.items(values)?.into_iter().map(|(_, item)| item).collect::<Vec<_>>());
    let all = || given.values.iter().cloned().collect::<Option<Vec<_>>>();
    match function {
        "slice" => all().map(Value::list),
        "dict" => {
            let pairs = all()?;
            let pairs = pairs.chunks_exact(2).map(|pair| match pair {
                [name, value] => Some((name.words()?, value.clone())),
                _ => None,
            });
            pairs.collect::<Option<Vec<_>>>().map(|pairs| Value::Map(Rc::new(pairs)))
        }
        "index" => {
            let keys = given.values.get(1..)?;
            keys.iter().try_fold(given.value(0)?, |value, key| value.at(&key.as_ref()?.words()?, values))
        }
        "len" => given.value(0)?.length(values).map(|length| Value::Number(length as f64)),
        "in" => match given.value(0)? {
            list @ (Value::List(_) | Value::Named(_)) => {
                let wanted = given.text(1)?;
                Some(Value::Truth(items(list)?.iter().any(|item| item.words().as_ref() == Some(&wanted))))
            }
            text => Some(Value::Truth(text.words()?.contains(&given.text(1)?))),
        },
        "first" => Some(Value::list(items(given.value(1)?)?.into_iter().take(given.value(0)?.count()?).collect())),
        "after" => Some(Value::list(items(given.value(1)?)?.into_iter().skip(given.value(0)?.count()?).collect())),
        "last" => {
            let (count, list) = (given.value(0)?.count()?, items(given.value(1)?)?);
            let skipped = list.len().saturating_sub(count);
            Some(Value::list(list.into_iter().skip(skipped).collect()))
        }
        "append" => {
            let (last, before) = given.values.split_last()?;
            let mut list = items(last.clone()?)?;
            for value in before {
                match value.clone()? {
                    Value::List(more) => list.extend(more.iter().cloned()),
                    value => list.push(value),
                }
            }
            (list.len() <= MOST).then(|| Value::list(list))
        }
        "reverse" => items(given.value(0)?).map(|list| Value::list(list.into_iter().rev().collect())),
        "uniq" => {
            let mut seen = Vec::new();
            items(given.value(0)?)?.into_iter().for_each(|item| {
                if !seen.contains(&item) {
                    seen.push(item)
                }
            });
            Some(Value::list(seen))
        }
        "where" | "sort" => chosen(function, given, scope),
        _ => of_texts(function, given, scope),
    }
}

/// What of a list is chosen, or in which order it stands.
fn chosen(function: &str, given: &Given<'_>, scope: &Scope<'_>) -> Option<Value> {
    let list = given.value(0)?.items(scope.values)?.into_iter().map(|(_, item)| item);
    match function {
        "where" => {
            let (key, wanted) = (given.text(1)?, given.last()?);
            let sign = if given.values.len() > 3 { given.text(2)? } else { "eq".to_owned() };
            let found = list.filter_map(|item| {
                let is = compared(&at_path(&item, &key, scope)?, &sign, &wanted, scope)?;
                is.then_some(item)
            });
            Some(Value::list(found.collect()))
        }
        "sort" => {
            let key = given.text(1);
            let is_down = given.text(2).is_some_and(|way| way.eq_ignore_ascii_case("desc"));
            let mut keyed = Vec::new();
            for item in list {
                let key = key.as_ref().filter(|key| *key != "value");
                let value = key.map_or(Some(item.clone()), |key| at_path(&item, key, scope))?;
                keyed.push((value.number(), value.words()?, item));
            }
            keyed.sort_by(|(one, a, _), (other, b, _)| match (one, other) {
                (Some(one), Some(other)) => one.total_cmp(other),
                _ => a.cmp(b),
            });
            if is_down {
                keyed.reverse();
            }
            Some(Value::list(keyed.into_iter().map(|(_, _, item)| item).collect()))
        }
        _ => None,
    }
}

/// What a value has under a dotted name.
fn at_path(value: &Value, path: &str, scope: &Scope<'_>) -> Option<Value> {
    let names = path.split('.').filter(|name| !name.is_empty() && !name.eq_ignore_ascii_case("params"));
    names.take(8).try_fold(value.clone(), |value, name| value.at(name, scope.values))
}

/// How a value stands to another, by the sign of a condition (`where`).
fn compared(value: &Value, sign: &str, other: &Value, scope: &Scope<'_>) -> Option<bool> {
    match sign {
        "eq" | "=" | "==" => Some(value.words()? == other.words()?),
        "ne" | "!=" | "<>" => Some(value.words()? != other.words()?),
        "in" => {
            let words = value.words()?;
            Some(other.items(scope.values)?.iter().any(|(_, item)| item.words().as_ref() == Some(&words)))
        }
        _ => None,
    }
}

/// Lists made of texts and numbers, and texts made of lists.
fn of_texts(function: &str, given: &Given<'_>, scope: &Scope<'_>) -> Option<Value> {
    match function {
        "split" => {
            let (text, sign) = (given.text(0)?, given.text(1)?);
            let parts: Vec<Value> = match sign.as_str() {
                "" => text.chars().take(MOST).map(|c| Value::text(c.to_string())).collect(),
                sign => text.split(sign).take(MOST).map(Value::text).collect(),
            };
            Some(Value::list(parts))
        }
        "delimit" => {
            let texts: Vec<String> =
                given.value(0)?.items(scope.values)?.iter().map(|(_, item)| item.words()).collect::<Option<_>>()?;
            let sign = given.text(1)?;
            match (given.text(2), texts.as_slice()) {
                (Some(last), [before @ .., end]) if !before.is_empty() => {
                    Some(Value::Text(format!("{}{last}{end}", before.join(&sign))))
                }
                _ => Some(Value::Text(texts.join(&sign))),
            }
        }
        "seq" => {
            let numbers: Vec<f64> = given.values.iter().map(|value| value.as_ref()?.number()).collect::<Option<_>>()?;
            let (from, to) = match numbers.as_slice() {
                [to] => (1.0, *to),
                [from, to] => (*from, *to),
                _ => return None,
            };
            let numbers =
                std::iter::successors(Some(from), |number| Some(number + 1.0)).take_while(|number| *number <= to);
            Some(Value::list(numbers.take(MOST).map(Value::Number).collect()))
        }
        _ => None,
    }
}
