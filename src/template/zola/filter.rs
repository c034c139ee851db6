//! Filters of Tera ("Built-ins") that make words of words and lists of lists.

use super::super::tags::value::Value;
use super::super::tags::written::written;
use super::super::values::TemplateValues;
use super::expression::LONGEST;
use crate::text::capitalized;

/// Items of a list that a text is cut into.
const MOST: usize = 500;

/// What a filter makes of a value; none for what is not known.
pub(super) fn filter(
    name: &str,
    value: Option<Value>,
    given: &[(&str, Option<Value>)],
    values: &TemplateValues,
) -> Option<Value> {
    let value = value?;
    let argument = |name: &str| given.iter().find(|(own, _)| *own == name).and_then(|(_, value)| value.clone());
    let word = |name: &str| argument(name)?.words();
    match (name, value) {
        ("default", value) if value == Value::Nothing || value == Value::text("") => argument("value"),
        ("default" | "safe" | "markdown" | "trim" | "as_str", Value::Inner) => Some(Value::Inner),
        ("default" | "escape" | "escape_xml" | "striptags" | "as_str" | "urlencode" | "linebreaksbr", value) => {
            Some(value)
        }
        ("trim", value) => Some(Value::Text(value.words()?.trim().to_owned())),
        ("safe", Value::Text(text)) => Some(Value::Html(text)),
        ("safe", value) => Some(value),
        ("markdown", value) => value.words().map(Value::Markdown),
        ("date", value) => {
            let format = word("format").unwrap_or_else(|| "%Y-%m-%d".to_owned());
            written(&value.words()?, &format).map(Value::Text)
        }
        ("length", value) => value.length(values).map(|length| Value::Number(length as f64)),
        ("first" | "last" | "nth" | "reverse" | "slice" | "unique" | "join" | "concat", value) => {
            of_list(name, &value, &argument, values)
        }
        ("split", value) => {
            let (words, sign) = (value.words()?, word("pat")?);
            (!sign.is_empty()).then(|| Value::list(words.split(sign.as_str()).take(MOST).map(Value::text).collect()))
        }
        ("int" | "float" | "round" | "abs", value) => {
            let number = value.number()?;
            Some(Value::Number(match name {
                "int" => number.trunc(),
                "round" => number.round(),
                "abs" => number.abs(),
                _ => number,
            }))
        }
        (name, value) => of_words(name, &value.words()?, &word).map(Value::Text),
    }
}

fn of_list(
    name: &str,
    value: &Value,
    argument: &dyn Fn(&str) -> Option<Value>,
    values: &TemplateValues,
) -> Option<Value> {
    let list: Vec<Value> = value.items(values)?.into_iter().map(|(_, item)| item).collect();
    let one = |item: Option<&Value>| Some(item.cloned().unwrap_or(Value::Nothing));
    match name {
        "first" => one(list.first()),
        "last" => one(list.last()),
        "nth" => one(list.get(argument("n")?.count()?)),
        "reverse" => Some(Value::list(list.into_iter().rev().collect())),
        "slice" => {
            let from = argument("start").map_or(Some(0), |start| start.count())?;
            let to = argument("end").map_or(Some(list.len()), |end| end.count())?;
            Some(Value::list(list.into_iter().take(to).skip(from).collect()))
        }
        "unique" => {
            let mut seen = Vec::new();
            for item in list {
                if !seen.contains(&item) {
                    seen.push(item);
                }
            }
            Some(Value::list(seen))
        }
        "concat" => {
            let mut list = list;
            match argument("with")? {
                more @ (Value::List(_) | Value::Named(_)) => {
                    list.extend(more.items(values)?.into_iter().map(|it| it.1))
                }
                one => list.push(one),
            }
            (list.len() <= MOST).then(|| Value::list(list))
        }
        _ => {
            let texts: Vec<String> = list.iter().map(Value::words).collect::<Option<_>>()?;
            Some(Value::Text(texts.join(&argument("sep").and_then(|sep| sep.words()).unwrap_or_default())))
        }
    }
}

fn of_words(name: &str, words: &str, argument: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    match name {
        "lower" => Some(words.to_lowercase()),
        "upper" => Some(words.to_uppercase()),
        "capitalize" => Some(capitalized(&words.to_lowercase())),
        "title" => Some(words.split(' ').map(|word| capitalized(&word.to_lowercase())).collect::<Vec<_>>().join(" ")),
        "trim_start" => Some(words.trim_start().to_owned()),
        "trim_end" => Some(words.trim_end().to_owned()),
        "trim_start_matches" => Some(words.trim_start_matches(argument("pat")?.as_str()).to_owned()),
        "trim_end_matches" => Some(words.trim_end_matches(argument("pat")?.as_str()).to_owned()),
        "truncate" => {
            let length = argument("length").unwrap_or("255".to_owned()).parse().ok()?;
            let cut: String = words.chars().take(length).collect();
            Some(if cut == words { cut } else { cut + &argument("end").unwrap_or("\u{2026}".to_owned()) })
        }
        "replace" => {
            let (from, to) = (argument("from").filter(|from| !from.is_empty())?, argument("to")?);
            let fits = words.matches(&from).count().saturating_mul(to.len()) <= LONGEST;
            fits.then(|| words.replace(&from, &to))
        }
        _ => None,
    }
}
