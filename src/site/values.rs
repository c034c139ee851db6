//! Values for templates: what a configuration or a head says, by dotted name.

use crate::post::front_matter::{Map, Value};
use crate::template::TemplateValues;

/// Maps nested deeper are left out.
const DEEPEST: usize = 4;
/// Values beyond this many are left out.
const MOST: usize = 2_000;

/// Sets every scalar of a map under `prefix`, nested maps by dotted names; texts of a list are joined with commas.
pub(super) fn flatten(map: &Map<'_>, prefix: &str, values: &mut TemplateValues) {
    let mut open: Vec<(String, &Map<'_>, usize)> = vec![(prefix.to_owned(), map, 0)];
    let mut left = MOST;
    while let Some((prefix, map, depth)) = open.pop() {
        for (name, value) in map.0.iter().take(left) {
            let name = format!("{prefix}.{name}");
            match value {
                Value::Map(inner) if depth < DEEPEST => open.push((name, inner, depth + 1)),
                Value::List(list) => values.set(&name, joined(list)),
                value => value.to_text().into_iter().for_each(|text| values.set(&name, text)),
            }
        }
        left = left.saturating_sub(map.0.len());
    }
}

fn joined(list: &[Value<'_>]) -> String {
    let texts: Vec<_> = list.iter().filter_map(Value::to_text).collect();
    texts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::post::front_matter::yaml;

    #[test]
    fn scalars_are_named_by_their_way_down() {
        let Some(Value::Map(map)) =
            yaml::parse("url: https://a.example\nParams:\n  version: 1\n  deep: {on: true}\ntags: [a, b]")
        else {
            panic!()
        };
        let mut values = TemplateValues::new();
        flatten(&map, "site", &mut values);
        for (name, value) in [
            ("site.url", "https://a.example"),
            ("site.params.version", "1"),
            ("site.params.deep.on", "true"),
            ("site.tags", "a, b"),
        ] {
            assert_eq!(values.get(name), Some(value), "{name}");
        }
        assert_eq!(values.get("site.params"), None);
    }
}
