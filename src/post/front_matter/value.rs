//! What front matter says: one shape for YAML, TOML, JSON and bare header lines.
//!
//! Knows values and keys; does not know what any key means.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// A value of front matter or of a site's configuration.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value<'a> {
    /// Nothing: a key without a value.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as its parser prints it.
    Number(Cow<'a, str>),
    /// Text, and dates, which are text until they are read.
    Text(Cow<'a, str>),
    /// A list.
    List(Vec<Value<'a>>),
    /// Keys and values.
    Map(Map<'a>),
}

/// Keys and values in the order they were written. Where a key stands twice, the last one holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Map<'a>(pub Vec<(Cow<'a, str>, Value<'a>)>);

impl<'a> Value<'a> {
    /// The text of a text or a number.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Value::Text(text) | Value::Number(text) => Some(text),
            _ => None,
        }
    }

    /// The list.
    pub fn as_list(&self) -> Option<&[Value<'a>]> {
        match self {
            Value::List(list) => Some(list),
            _ => None,
        }
    }

    /// The keys and values.
    pub fn as_map(&self) -> Option<&Map<'a>> {
        match self {
            Value::Map(map) => Some(map),
            _ => None,
        }
    }

    /// Yes or no, by any spelling of YAML 1.1, which most generators read.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Value::Bool(is) => Some(*is),
            Value::Text(text) => match text.trim() {
                "true" | "True" | "TRUE" | "yes" | "Yes" | "YES" | "on" | "On" | "ON" => Some(true),
                "false" | "False" | "FALSE" | "no" | "No" | "NO" | "off" | "Off" | "OFF" => Some(false),
                _ => None,
            },
            Value::Number(number) => match number.as_ref() {
                "1" => Some(true),
                "0" => Some(false),
                _ => None,
            },
            _ => None,
        }
    }

    /// As text, numbers and booleans too; none for what has parts or is nothing.
    pub fn to_text(&self) -> Option<Cow<'_, str>> {
        match self {
            Value::Text(text) | Value::Number(text) => Some(Cow::Borrowed(text)),
            Value::Bool(is) => Some(Cow::Borrowed(if *is { "true" } else { "false" })),
            _ => None,
        }
    }

    /// Whether it says nothing: null, blank text, no parts.
    pub fn is_blank(&self) -> bool {
        match self {
            Value::Null => true,
            Value::Text(text) => text.trim().is_empty(),
            Value::List(list) => list.is_empty(),
            Value::Map(map) => map.0.is_empty(),
            Value::Bool(_) | Value::Number(_) => false,
        }
    }

    /// Bytes that a copy takes, about.
    pub fn weight(&self) -> usize {
        /// Bytes that a value costs beside its text.
        const COST: usize = 32;
        let mut bytes = 0;
        let mut waiting = vec![self];
        while let Some(value) = waiting.pop() {
            bytes += COST;
            match value {
                Value::List(items) => waiting.extend(items),
                Value::Map(map) => {
                    bytes += map.0.iter().map(|(key, _)| key.len()).sum::<usize>();
                    waiting.extend(map.0.iter().map(|(_, value)| value));
                }
                value => bytes += value.as_text().map_or(0, str::len),
            }
        }
        bytes
    }

    /// The same value with nothing borrowed.
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Value::Null => Value::Null,
            Value::Bool(is) => Value::Bool(is),
            Value::Number(number) => Value::Number(Cow::Owned(number.into_owned())),
            Value::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
            // Parsers stop at 128 levels, so this descends no deeper.
            Value::List(list) => Value::List(list.into_iter().map(Value::into_owned).collect()),
            Value::Map(map) => Value::Map(map.into_owned()),
        }
    }
}

impl<'a> Map<'a> {
    /// The value of a key, whatever its capitals, `_` and `-`; `name` is written small and without them.
    pub fn get(&self, name: &str) -> Option<&Value<'a>> {
        self.0.iter().rev().find(|(key, _)| is_key(key, name)).map(|(_, value)| value)
    }

    /// The value of exactly this key.
    pub fn exact(&self, name: &str) -> Option<&Value<'a>> {
        self.0.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// The value below nested keys, as [`Map::get`] at each.
    pub fn at(&self, path: &[&str]) -> Option<&Value<'a>> {
        let (last, above) = path.split_last()?;
        let map = above.iter().try_fold(self, |map, key| map.get(key)?.as_map())?;
        map.get(last)
    }

    /// The text of a key that has some.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(Value::as_text).map(str::trim).filter(|text| !text.is_empty())
    }

    /// The same map with nothing borrowed.
    pub fn into_owned(self) -> Map<'static> {
        Map(self.0.into_iter().map(|(key, value)| (Cow::Owned(key.into_owned()), value.into_owned())).collect())
    }
}

/// Whether a key as written is this one: capitals, `_`, `-` and blanks count for nothing.
pub(super) fn is_key(written: &str, name: &str) -> bool {
    // Most keys differ in their first letter.
    if is_another_letter(written.bytes().next(), name.bytes().next()) {
        return false;
    }
    if written == name {
        return true;
    }
    let mut name = name.bytes();
    let mut written = written.bytes().filter(|byte| !matches!(byte, b'_' | b'-' | b' '));
    loop {
        match (written.next(), name.next()) {
            (None, None) => return true,
            (Some(byte), Some(other)) if byte.to_ascii_lowercase() == other => {}
            _ => return false,
        }
    }
}

/// Whether what begins with the first of these letters cannot be a key that begins with the second, a small one.
pub(super) fn is_another_letter(written: Option<u8>, key: Option<u8>) -> bool {
    // The first comparison settles nearly all.
    written.is_some_and(|byte| Some(byte | 0x20) != key && byte.is_ascii_alphabetic())
}

impl<'de> Deserialize<'de> for Value<'static> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

/// Takes whatever stands there; unlike the parsers' own values it keeps both of two equal keys.
struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value<'static>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E>(self, is: bool) -> Result<Self::Value, E> {
        Ok(Value::Bool(is))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Value::Number(number.to_string().into()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Value::Number(number.to_string().into()))
    }

    fn visit_i128<E>(self, number: i128) -> Result<Self::Value, E> {
        Ok(Value::Number(number.to_string().into()))
    }

    fn visit_u128<E>(self, number: u128) -> Result<Self::Value, E> {
        Ok(Value::Number(number.to_string().into()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        let text =
            if number.fract() == 0.0 && number.abs() < 1e15 { format!("{number:.1}") } else { number.to_string() };
        Ok(Value::Number(text.into()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Value::Text(text.to_owned().into()))
    }

    fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
        Ok(Value::Text(text.into()))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Self::Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<Self::Value, D::Error> {
        Value::deserialize(inner)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<Self::Value, D::Error> {
        Value::deserialize(inner)
    }

    fn visit_enum<A: serde::de::EnumAccess<'de>>(self, tagged: A) -> Result<Self::Value, A::Error> {
        // `! 'text'`, as old Ruby emitters wrote it: the tag says nothing. They wrote `!binary` before text beyond ASCII.
        use serde::de::VariantAccess as _;
        let (tag, inner) = tagged.variant::<String>()?;
        let value: Value<'static> = inner.newtype_variant()?;
        Ok(match value {
            Value::Text(text) if tag.ends_with("binary") => Value::Text(decoded(&text).map_or(text, Cow::Owned)),
            value => value,
        })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let (mut map, mut merged) = (Vec::new(), Vec::new());
        while let Some((key, value)) = entries.next_entry::<Value<'static>, Value<'static>>()? {
            if let Some(key) = key.to_text() {
                if key == "<<" {
                    merge(value, &mut merged);
                    continue;
                }
                map.push((Cow::Owned(key.into_owned()), value));
            }
        }
        // What is merged in gives way: of two equal keys the last holds.
        merged.retain(|(key, _)| !map.iter().any(|(own, _): &(Cow<'_, str>, _)| own == key));
        map.extend(merged);
        Ok(Value::Map(Map(map)))
    }
}

/// The text that was written in base64 (YAML 1.1, "Binary Data"); none if it is no text.
fn decoded(written: &str) -> Option<String> {
    use base64::Engine as _;
    let packed: String = written.split_whitespace().collect();
    String::from_utf8(base64::engine::general_purpose::STANDARD.decode(packed).ok()?).ok()
}

/// The entries that `<<` takes from a map or several, of which the first holds (YAML 1.1, "Merge Key").
fn merge(value: Value<'static>, merged: &mut Vec<(Cow<'static, str>, Value<'static>)>) {
    /// Entries that are merged in; aliases may name the same map often.
    const MOST: usize = 256;
    let maps = match value {
        Value::List(list) => list,
        value => vec![value],
    };
    for (key, value) in
        maps.into_iter().filter_map(|map| if let Value::Map(map) = map { Some(map.0) } else { None }).flatten()
    {
        if merged.len() < MOST && !merged.iter().any(|(own, _)| *own == key) {
            merged.push((key, value));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_found_whatever_their_capitals_and_strokes() {
        let map = Map(vec![("Last_Modified-At".into(), Value::Bool(true)), ("title".into(), Value::Null)]);
        assert_eq!(map.get("lastmodifiedat"), Some(&Value::Bool(true)));
        assert_eq!(map.get("titles"), None);
        assert_eq!(map.get("titl"), None);
    }

    #[test]
    fn maps_are_merged_in_below_a_map_s_own_keys() {
        let source = "base: &base {layout: post, tags: [a]}\nmore: &more {layout: x, lang: fr}\nown:\n  <<: [*base, *more]\n  tags: [b]\n";
        let Some(Value::Map(map)) = super::super::yaml::parse(source) else { panic!() };
        let own = map.get("own").and_then(Value::as_map).unwrap();
        assert_eq!((own.text("layout"), own.text("lang")), (Some("post"), Some("fr")));
        assert_eq!(own.get("tags"), Some(&Value::List(vec![Value::Text("b".into())])));
    }

    #[test]
    fn of_two_equal_keys_the_last_holds() {
        let map = Map(vec![("a".into(), Value::Text("1".into())), ("a".into(), Value::Text("2".into()))]);
        assert_eq!(map.text("a"), Some("2"));
    }

    #[test]
    fn yes_and_no_have_many_spellings() {
        for (written, is) in [("yes", Some(true)), ("Off", Some(false)), (" true ", Some(true)), ("maybe", None)] {
            assert_eq!(Value::Text(written.into()).as_bool(), is, "{written}");
        }
    }
}
