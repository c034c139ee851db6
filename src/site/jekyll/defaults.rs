//! Front matter defaults: what a configuration says of files at some places (`Jekyll::FrontmatterDefaults`).

use std::borrow::Cow;

use crate::post::front_matter::{Map, Value};
use crate::site::glob::Glob;
use crate::site::lender::Lender;

/// Entries that are read.
const MOST: usize = 1_024;

/// One entry of `defaults`.
#[derive(Debug)]
struct Entry {
    path: String,
    /// The path, where it is a pattern.
    pattern: Option<Glob>,
    kind: Option<String>,
    values: Map<'static>,
}

/// The `defaults` of a configuration, the most specific first.
#[derive(Debug)]
pub(super) struct Defaults(Vec<Entry>);

impl Defaults {
    /// Of these settings. The longer path goes before, then what names a type, then what stands later.
    pub(super) fn of(settings: &Map<'static>) -> Self {
        let list = settings.get("defaults").and_then(Value::as_list).unwrap_or_default();
        let mut lender = Lender::default();
        let mut entries: Vec<Entry> =
            list.iter().take(MOST).filter_map(|entry| Entry::of(entry, &mut lender)).collect();
        entries.reverse();
        entries.sort_by_key(|entry| std::cmp::Reverse((entry.path.len(), entry.kind.is_some())));
        Self(entries)
    }

    /// Adds what holds for a file of a collection, such as `posts`, to its front matter. `file` is relative to the sources,
    /// without `collections_dir`.
    pub(super) fn add(&self, file: &str, collection: &str, values: &mut Map<'_>) {
        let mut joined = false;
        for entry in self.0.iter().filter(|entry| entry.covers(file, collection)) {
            for (key, value) in &entry.values.0 {
                // A key without a value leaves the default as it is.
                let has = values.exact(key).is_some_and(|value| *value != Value::Null);
                if has && key == "categories" && !joined {
                    joined = true;
                    join(value, values);
                } else if !has {
                    joined |= key == "categories";
                    values.0.push((Cow::Owned(key.to_string()), value.clone()));
                }
            }
        }
    }
}

/// Puts the default's categories before the post's own (`Document#merge_categories!`).
fn join(default: &Value<'static>, values: &mut Map<'_>) {
    let names = |value: &Value<'_>| match value {
        Value::List(list) => list.iter().cloned().map(Value::into_owned).collect(),
        value => value.as_text().unwrap_or_default().split_whitespace().map(text).collect::<Vec<_>>(),
    };
    let own = values.exact("categories").map(names).unwrap_or_default();
    let all = names(default).into_iter().chain(own).collect();
    values.0.push((Cow::Borrowed("categories"), Value::List(all)));
}

fn text(name: &str) -> Value<'static> {
    Value::Text(Cow::Owned(name.to_owned()))
}

impl Entry {
    fn of(entry: &Value<'static>, lender: &mut Lender) -> Option<Self> {
        let entry = entry.as_map()?;
        let scope = entry.get("scope").and_then(Value::as_map);
        let text = |name: &str| scope.and_then(|scope| scope.text(name)).map(str::to_owned);
        let path = text("path").unwrap_or_default().trim_start_matches('/').to_owned();
        let pattern =
            Some(&path).filter(|path| path.contains('*')).and_then(|path| Glob::new(path.trim_end_matches('/')));
        let values = lender.lend(entry.get("values")?.as_map()?.clone());
        Some(Self { path, pattern, kind: text("type"), values })
    }

    fn covers(&self, file: &str, collection: &str) -> bool {
        // Drafts are of the type `posts` too, and of no other. `post` is what the type was called once.
        let kind =
            self.kind.as_deref().is_none_or(|kind| kind == collection || kind == "post" && collection == "posts");
        // A pattern names files and folders that are there; what lies below one of these is covered too.
        let mut places = file.match_indices('/').filter_map(|(at, _)| file.get(..at)).chain([file]);
        kind && match &self.pattern {
            Some(pattern) => places.any(|place| pattern.covers(place)),
            None => file.starts_with(&self.path),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::post::front_matter::yaml;

    #[test]
    fn categories_of_a_default_stand_before_a_post_s_own() {
        let config = "defaults:\n- scope: {path: ''}\n  values: {categories: a b}\n- scope: {path: _posts}\n  values: {categories: [c]}\n";
        let Some(Value::Map(settings)) = yaml::parse(config) else { panic!() };
        for (head, want) in [("x: y", vec!["c"]), ("categories: d e", vec!["c", "d", "e"]), ("categories:", vec!["c"])]
        {
            let Some(Value::Map(mut values)) = yaml::parse(head) else { panic!() };
            Defaults::of(&settings).add("_posts/a.md", "posts", &mut values);
            let list = values.exact("categories").and_then(Value::as_list).unwrap();
            assert_eq!(list.iter().filter_map(Value::as_text).collect::<Vec<_>>(), want, "{head}");
        }
    }

    #[test]
    fn a_pattern_covers_what_lies_below_it() {
        for (scope, file, is) in [
            ("_posts/*/deep", "_posts/x/deep/a.md", true),
            ("_posts/*/deep", "_posts/x/y/deep/a.md", false),
            ("**/_posts/**", "en/_posts/a.md", true),
            ("**/_posts/*.md", "_posts/a.md", true),
            ("en/*/*.md", "en/_posts/a.md", true),
            ("en/*/*.md", "en/a.md", false),
            ("_posts/su", "_posts/sub/a.md", true),
            ("", "_posts/a.md", true),
        ] {
            let config = format!("defaults:\n- scope: {{path: \"{scope}\"}}\n  values: {{a: b}}\n");
            let Some(Value::Map(settings)) = yaml::parse(&config) else { panic!() };
            let mut values = Map::default();
            Defaults::of(&settings).add(file, "posts", &mut values);
            assert_eq!(values.get("a").is_some(), is, "{scope} {file}");
        }
    }
}
