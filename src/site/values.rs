//! Values for templates: what a configuration or a head says, and what a generator makes of it, by dotted name.

use crate::post::Post;
use crate::post::front_matter::{Map, Value};
use crate::template::TemplateValues;
use crate::text::Clean;

/// Maps nested deeper are left out.
const DEEPEST: usize = 4;
/// Values beyond this many are left out.
const MOST: usize = 2_000;
/// As [`DEEPEST`], in a file of data.
const DEEPEST_DATA: usize = 8;
/// As [`MOST`], of a file of data.
const MOST_DATA: usize = 20_000;

/// Sets every scalar of a map under `prefix`, nested maps and the items of lists by dotted names; a list as a whole is its
/// texts with commas between them.
pub(super) fn flatten(map: &Map<'_>, prefix: &str, values: &mut TemplateValues) {
    set_all(entries(prefix, map, 0), (DEEPEST, MOST), values);
}

/// Sets all that a file of data holds under its name.
pub(super) fn data(value: &Value<'_>, name: &str, values: &mut TemplateValues) {
    set_all(vec![(name.to_owned(), value, 0)], (DEEPEST_DATA, MOST_DATA), values);
}

/// Sets values, the last one first, and what is in them as deep and as much as may be.
fn set_all(mut open: Vec<(String, &Value<'_>, usize)>, (deepest, most): (usize, usize), values: &mut TemplateValues) {
    let mut left = most;
    while let Some((name, value, depth)) = open.pop().filter(|_| left > 0) {
        left -= 1;
        match value {
            Value::Map(inner) if depth < deepest => {
                values.set_map(&name, inner.0.iter().map(|(key, _)| key.to_string()));
                open.extend(entries(&name, inner, depth + 1));
            }
            Value::List(list) => {
                values.set(&name, joined(list));
                if depth < deepest {
                    values.set_list(&name, list.len());
                    open.extend(
                        list.iter().enumerate().rev().map(|(at, item)| (format!("{name}.{at}"), item, depth + 1)),
                    );
                }
            }
            value => value.to_text().into_iter().for_each(|text| values.set(&name, text)),
        }
    }
}

/// The entries of a map by their names, the first one last.
fn entries<'m, 'v>(prefix: &str, map: &'m Map<'v>, depth: usize) -> Vec<(String, &'m Value<'v>, usize)> {
    map.0.iter().rev().map(|(name, value)| (format!("{prefix}.{name}"), value, depth)).collect()
}

/// Sets what templates of a post may ask for beside its head, under `prefix`: by Jekyll's names (`Jekyll::Drops::DocumentDrop`) and those of
/// Eleventy that mean the same (`page.fileSlug`).
pub(super) fn computed(post: &Post, prefix: &str, base_url: Option<&str>, values: &mut TemplateValues) {
    let named = |key: &str| format!("{prefix}.{key}");
    let path = post.path.to_string_lossy();
    let name = post.path.file_name().unwrap_or_default().to_string_lossy();
    for (key, value) in [("path", &path), ("relative_path", &path), ("name", &name)] {
        values.set(&named(key), value.as_ref());
    }
    for (key, value) in [("title", &post.title), ("slug", &post.slug), ("fileSlug", &post.slug)] {
        values.set(&named(key), value.as_str());
    }
    values.set(&named("collection"), "posts");
    values.set(&named("draft"), post.status.draft.to_string());
    if let Some(url) = post.url.as_deref() {
        let url = base_url.and_then(|base| url.strip_prefix(base)).unwrap_or(url);
        let folder = url.trim_end_matches('/').rsplit_once('/').map_or("", |(folder, _)| folder);
        values.set(&named("id"), format!("{folder}/{}", post.slug));
        values.set(&named("url"), url);
    }
    if let Some(date) = post.date {
        let (sign, offset) = (if date.offset < 0 { '-' } else { '+' }, date.offset.unsigned_abs() / 60);
        let day = date.civil.strftime("%Y-%m-%d %H:%M:%S");
        values.set(&named("date"), format!("{day} {sign}{:02}{:02}", offset / 60, offset % 60));
    }
    if values.items(&named("tags")).is_none() {
        set_names(&named("tags"), &post.tags, values);
    }
    set_names(&named("categories"), &post.categories, values);
}

fn set_names(key: &str, names: &[Clean], values: &mut TemplateValues) {
    values.set_list(key, names.len());
    for (at, name) in names.iter().enumerate() {
        values.set(&format!("{key}.{at}"), name.as_str());
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
        let Some(Value::Map(map)) = yaml::parse(
            "url: https://a.example\nParams:\n  version: 1\n  deep: {on: true}\ntags: [a, b]\nparts: [{title: One}]",
        ) else {
            panic!()
        };
        let mut values = TemplateValues::new();
        flatten(&map, "site", &mut values);
        for (name, value) in [
            ("site.url", "https://a.example"),
            ("site.params.version", "1"),
            ("site.params.deep.on", "true"),
            ("site.tags", "a, b"),
            ("site.tags.1", "b"),
            ("site.parts.0.title", "One"),
        ] {
            assert_eq!(values.get(name), Some(value), "{name}");
        }
        assert_eq!(values.get("site.params"), None);
        assert_eq!((values.items("site.parts"), values.items("site.url")), (Some(1), None));
        assert!(values.is_group("site.params.deep") && !values.is_group("site.url"));
        assert_eq!(values.keys("site.params").map(|keys| keys.join(" ")).as_deref(), Some("version deep"));
    }
}
