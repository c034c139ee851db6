//! What an expression of a template of the site gives: words, numbers, lists, maps, and what is known by a dotted name. Knows no
//! template language.

use std::rc::Rc;

use super::super::values::TemplateValues;

/// Items of a list or map that are looked at.
const MOST_ITEMS: usize = 500;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::template) enum Value {
    /// None, as of a parameter that is not given.
    Nothing,
    Truth(bool),
    Number(f64),
    /// Words, whose signs of HTML are escaped.
    Text(String),
    /// Words that are HTML.
    Html(String),
    /// Words that are read as Markdown.
    Markdown(String),
    /// What the shortcode holds.
    Inner,
    List(Rc<Vec<Value>>),
    /// In the order of its making.
    Map(Rc<Vec<(String, Value)>>),
    /// What has other values below it, by its dotted name: `page`, `site.data.people`.
    Named(String),
}

/// Items of a value, each behind its place or name.
pub(in crate::template) type Items = Vec<(Value, Value)>;

impl Value {
    pub(in crate::template) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub(in crate::template) fn list(items: Vec<Self>) -> Self {
        Self::List(Rc::new(items))
    }

    /// What the site or the page says under a dotted name; nothing where it says nothing.
    pub(in crate::template) fn named(values: &TemplateValues, name: &str) -> Self {
        if values.items(name).is_some() {
            return Self::Named(name.to_owned());
        }
        match values.get(name) {
            Some(text) => Self::text(text),
            None if values.is_group(name) => Self::Named(name.to_owned()),
            None => Self::Nothing,
        }
    }

    /// The words of a value. What the shortcode holds is not known here; lists and maps have none.
    pub(in crate::template) fn words(&self) -> Option<String> {
        match self {
            Self::Nothing => Some(String::new()),
            Self::Truth(is) => Some(is.to_string()),
            Self::Number(number) => Some(number.to_string()),
            Self::Text(text) | Self::Html(text) | Self::Markdown(text) => Some(text.clone()),
            Self::Inner | Self::List(_) | Self::Map(_) | Self::Named(_) => None,
        }
    }

    /// Whether a condition holds that has this value. Arguments have lost whether they were words: `false` and `0` are not.
    pub(in crate::template) fn is_true(&self, values: &TemplateValues) -> bool {
        match self {
            Self::Nothing => false,
            Self::Truth(is) => *is,
            Self::Number(number) => *number != 0.0,
            Self::Text(text) | Self::Html(text) | Self::Markdown(text) => !matches!(text.as_str(), "" | "false" | "0"),
            Self::Inner => true,
            Self::List(list) => !list.is_empty(),
            Self::Map(map) => !map.is_empty(),
            Self::Named(name) => values.items(name) != Some(0),
        }
    }

    /// As a number, if it is one.
    pub(in crate::template) fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            value => value.words()?.trim().parse().ok().filter(|number: &f64| number.is_finite()),
        }
    }

    /// As a whole number that may count things.
    pub(in crate::template) fn count(&self) -> Option<usize> {
        let number = self.number().filter(|number| number.fract() == 0.0 && (0.0..1e9).contains(number))?;
        Some(number as usize)
    }

    /// Its items in order, each with its place or name. None if it has none to have.
    pub(in crate::template) fn items(&self, values: &TemplateValues) -> Option<Items> {
        let numbered = |at: usize| Self::Number(at as f64);
        match self {
            Self::List(list) => {
                Some(list.iter().take(MOST_ITEMS).enumerate().map(|(at, it)| (numbered(at), it.clone())).collect())
            }
            Self::Map(map) => {
                let mut items: Vec<_> = map.iter().take(MOST_ITEMS).map(|(name, it)| (name, it.clone())).collect();
                items.sort_by_key(|(name, _)| *name);
                Some(items.into_iter().map(|(name, it)| (Self::text(name.as_str()), it)).collect())
            }
            Self::Named(name) => match values.items(name) {
                Some(count) => {
                    let item = |at: usize| (numbered(at), Self::named(values, &format!("{name}.{at}")));
                    Some((0..count.min(MOST_ITEMS)).map(item).collect())
                }
                None => {
                    let mut keys: Vec<&String> = values.keys(name)?.iter().take(MOST_ITEMS).collect();
                    keys.sort();
                    let item = |key: &String| (Self::text(key.as_str()), Self::named(values, &format!("{name}.{key}")));
                    Some(keys.into_iter().map(item).collect())
                }
            },
            Self::Nothing => Some(Vec::new()),
            _ => None,
        }
    }

    /// What it has under a name or at a place; nothing where it has nothing there. None if it can have nothing.
    pub(in crate::template) fn at(&self, key: &str, values: &TemplateValues) -> Option<Self> {
        match self {
            Self::List(list) => {
                Some(key.parse().ok().and_then(|at: usize| list.get(at).cloned()).unwrap_or(Self::Nothing))
            }
            Self::Map(map) => {
                let found = map.iter().find(|(name, _)| name.eq_ignore_ascii_case(key));
                Some(found.map_or(Self::Nothing, |(_, value)| value.clone()))
            }
            Self::Named(name) => Some(Self::named(values, &format!("{name}.{key}"))),
            Self::Nothing => Some(Self::Nothing),
            _ => None,
        }
    }

    /// How many items or characters it has.
    pub(in crate::template) fn length(&self, values: &TemplateValues) -> Option<usize> {
        match self {
            Self::List(list) => Some(list.len()),
            Self::Map(map) => Some(map.len()),
            Self::Named(name) => values.items(name).or_else(|| Some(values.keys(name)?.len())),
            value => Some(value.words()?.chars().count()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_by_name_has_what_is_below_it() {
        let mut values = TemplateValues::from_iter([
            ("site.data.people.0.name", "Ann"),
            ("site.data.people.1.name", "Bob"),
            ("site.data.links.b", "2"),
            ("site.data.links.a", "1"),
        ]);
        values.set_list("site.data.people", 2);
        values.set_map("site.data.links", ["b", "a"].map(str::to_owned).into_iter());
        let people = Value::named(&values, "site.data.people");
        let names: Vec<_> = people.items(&values).unwrap().into_iter().map(|(_, it)| it.at("name", &values)).collect();
        assert_eq!(names, [Some(Value::text("Ann")), Some(Value::text("Bob"))]);
        let links = Value::named(&values, "site.data").at("links", &values).unwrap();
        let pairs: Vec<_> = links.items(&values).unwrap().into_iter().map(|(name, _)| name).collect();
        assert_eq!(pairs, [Value::text("a"), Value::text("b")]);
        assert_eq!((people.length(&values), links.length(&values)), (Some(2), Some(2)));
        assert_eq!(Value::named(&values, "site.none"), Value::Nothing);
    }

    #[test]
    fn numbers_are_printed_without_a_point_where_they_need_none() {
        assert_eq!(Value::Number(3.0).words().as_deref(), Some("3"));
        assert_eq!(Value::Number(2.5).words().as_deref(), Some("2.5"));
        assert_eq!((Value::text("4").count(), Value::text("-4").count()), (Some(4), None));
    }
}
