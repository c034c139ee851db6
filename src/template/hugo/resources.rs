//! The files beside a page ("Page resources"): by name, by pattern, by kind, with the names and titles that the page's head gives
//! them. Their names were read ahead; what is in them is not known.

use std::rc::Rc;

use super::super::glob::Glob;
use super::super::tags::asked::FILES_BESIDE;
use super::super::tags::value::Value;
use super::super::values::TemplateValues;
use super::member::file_at;

/// Files that are looked at.
const MOST: usize = 256;

/// A file and what it is called.
pub(super) struct Beside {
    name: String,
    value: Value,
}

/// All of them, where they are known.
pub(super) fn of(values: &TemplateValues) -> Option<Vec<Beside>> {
    let names = values.file(FILES_BESIDE)?;
    let rules = rules(values);
    let mut counts = vec![0; rules.len()];
    let of_file = |file: &str| {
        let mut named = Beside { name: file.to_owned(), value: file_at(file)? };
        let (mut name, mut title) = (None, None);
        for (rule, count) in rules.iter().zip(&mut counts).filter(|(rule, _)| rule.files.covers(&file.to_lowercase())) {
            *count += 1;
            let numbered = |words: &String| words.replace(":counter", &count.to_string());
            name = name.or_else(|| rule.name.as_ref().map(numbered));
            title = title.or_else(|| rule.title.as_ref().map(numbered));
        }
        named.rename(name, title);
        Some(named)
    };
    Some(names.lines().take(MOST).filter_map(of_file).collect())
}

/// The one of that name, among those that are known.
pub(super) fn named(name: &str, values: &TemplateValues) -> Option<Value> {
    let name = name.trim_start_matches("./").to_lowercase();
    of(values)?.into_iter().find(|it| it.name.to_lowercase() == name).map(|it| it.value)
}

/// Those that a pattern covers.
pub(super) fn matching(pattern: &str, all: Vec<Beside>) -> Option<Vec<Value>> {
    let pattern = Glob::new(&pattern.trim_start_matches('/').to_lowercase())?;
    Some(all.into_iter().filter(|it| pattern.covers(&it.name.to_lowercase())).map(|it| it.value).collect())
}

/// Those of a kind: `image`.
pub(super) fn of_kind(kind: &str, all: Vec<Beside>, values: &TemplateValues) -> Vec<Value> {
    let is_of_kind =
        |it: &Beside| it.value.at("resourcetype", values).and_then(|it| it.words()).is_some_and(|it| it == kind);
    all.into_iter().filter(is_of_kind).map(|it| it.value).collect()
}

impl Beside {
    fn rename(&mut self, name: Option<String>, title: Option<String>) {
        let Value::Map(map) = &self.value else { return };
        let mut entries = map.as_ref().clone();
        let mut set = |key: &str, words: &str| {
            entries.iter_mut().filter(|(name, _)| name == key).for_each(|(_, value)| *value = Value::text(words));
        };
        if let Some(name) = name {
            set("name", &name);
            set("title", &name);
            self.name = name;
        }
        title.iter().for_each(|title| set("title", title));
        self.value = Value::Map(Rc::new(entries));
    }
}

/// What the head of a page says of files.
struct Rule {
    files: Glob,
    name: Option<String>,
    title: Option<String>,
}

fn rules(values: &TemplateValues) -> Vec<Rule> {
    let count = values.items("page.resources").unwrap_or_default().min(MOST);
    let rule = |at: usize| {
        let get = |key: &str| values.get(&format!("page.resources.{at}.{key}")).map(str::to_owned);
        Some(Rule { files: Glob::new(&get("src")?.to_lowercase())?, name: get("name"), title: get("title") })
    };
    (0..count).filter_map(rule).collect()
}
