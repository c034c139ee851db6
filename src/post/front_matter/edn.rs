//! Maps in Clojure's notation (EDN), as Cryogen's posts have them for a head: `{:title "Words" :tags ["a" "b"]}`.
//!
//! Never fails: what it can't read ends what is read.

use std::borrow::Cow;

use super::{Map, Value};

/// Brackets inside brackets that are followed.
const DEEPEST: usize = 16;

/// A bracket that is open.
struct Open {
    is_map: bool,
    items: Vec<Value<'static>>,
}

impl Open {
    fn closed(self) -> Value<'static> {
        if !self.is_map {
            return Value::List(self.items);
        }
        let mut map = Map::default();
        let mut items = self.items.into_iter();
        while let (Some(key), Some(value)) = (items.next(), items.next()) {
            let key = key.to_text().map(|key| key.trim_end_matches('?').to_owned());
            map.0.extend(key.map(|key| (Cow::Owned(key), value)));
        }
        Value::Map(map)
    }
}

/// The map that a text begins with. Keywords are texts without their colon, and so are symbols.
pub(super) fn read(text: &str) -> Map<'static> {
    let mut open: Vec<Open> = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let behind = rest.get(c.len_utf8()..).unwrap_or_default();
        let value = match c {
            ';' => {
                rest = rest.find('\n').and_then(|end| rest.get(end..)).unwrap_or_default();
                continue;
            }
            '(' | '[' | '{' if open.len() < DEEPEST => {
                // A set is a list of names as well: `#{"a" "b"}`.
                let is_set = text.get(..text.len() - rest.len()).is_some_and(|before| before.ends_with('#'));
                open.push(Open { is_map: c == '{' && !is_set, items: Vec::new() });
                rest = behind;
                continue;
            }
            ')' | ']' | '}' => {
                rest = behind;
                let Some(closed) = open.pop().map(Open::closed) else { break };
                match (open.last_mut(), closed) {
                    (Some(above), closed) => above.items.push(closed),
                    (None, Value::Map(map)) => return map,
                    (None, _) => break,
                }
                continue;
            }
            '"' => {
                let (value, after) = quoted(behind);
                rest = after;
                value
            }
            c if c.is_whitespace() || matches!(c, ',' | '#') => {
                rest = behind;
                continue;
            }
            _ => {
                let ends = |c: char| c.is_whitespace() || matches!(c, ',' | '"' | '(' | ')' | '[' | ']' | '{' | '}');
                let (word, after) = rest.split_at(rest.find(ends).unwrap_or(rest.len()).max(c.len_utf8()));
                rest = after;
                symbol(word)
            }
        };
        let Some(top) = open.last_mut() else { break };
        top.items.push(value);
    }
    match open.into_iter().next().map(Open::closed) {
        Some(Value::Map(map)) => map,
        _ => Map::default(),
    }
}

/// A text without its quotation marks, and what follows it.
fn quoted(inside: &str) -> (Value<'static>, &str) {
    let (mut out, mut chars) = (String::new(), inside.chars());
    while let Some(c) = chars.next() {
        match c {
            '"' => break,
            '\\' => out.extend(chars.next().map(|c| if c == 'n' { '\n' } else { c })),
            c => out.push(c),
        }
    }
    (Value::Text(Cow::Owned(out)), chars.as_str())
}

fn symbol(word: &str) -> Value<'static> {
    match word {
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        "nil" => Value::Null,
        // The name of what follows says of which kind it is: `#inst "2014-01-02"`.
        word => Value::Text(Cow::Owned(word.trim_start_matches(':').to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Fences, Syntax, read as head};

    #[test]
    fn heads_may_be_maps_of_clojure() {
        let text = "{:title \"A \\\"post\\\"\"\n :layout :post ; a comment\n :tags [\"a\", \"b c\"], :draft? true\n :more {:x #{\"y\"}}}\n\nBody\n";
        let front = head(text, Fences::Yaml);
        let said = |key| front.values.text(key);
        assert_eq!(front.syntax, Some(Syntax::Edn));
        assert_eq!((said("title"), said("layout")), (Some("A \"post\""), Some("post")));
        assert_eq!(front.values.get("tags").unwrap().as_list().unwrap().len(), 2);
        assert_eq!(front.values.get("draft").unwrap().as_bool(), Some(true));
        assert_eq!(front.values.at(&["more", "x"]).unwrap().as_list().unwrap().len(), 1);
        assert_eq!(&text[front.body.byte as usize..], "\nBody\n");
        assert_eq!(head("{ \"title\": \"J\" }\n", Fences::Yaml).syntax, Some(Syntax::Json));
        for text in ["{:a", "{:a }", "{:a \"", "{:a [(}", &"{:a ".repeat(99)] {
            head(text, Fences::Yaml);
        }
    }
}
