//! Words of a site in the language of a page (`i18n`, `T`; "Multilingual mode", "Translation tables").

use super::super::tags::asked::WORDS;
use super::super::tags::value::Value;
use super::super::values::TemplateValues;

/// The words of a name; nothing where no language of the site has them. None if they ask for more than a number.
pub(super) fn of(name: &str, given: Option<&Value>, values: &TemplateValues) -> Option<Value> {
    let count = given.and_then(Value::number);
    let words =
        WORDS.iter().find_map(|table| words(&format!("site.data.{}", table.replace('/', ".")), name, count, values));
    let Some(words) = words else { return Some(Value::Nothing) };
    let mut made = words;
    for mark in ["{{ .Count }}", "{{.Count}}", "{{ . }}", "{{.}}"].iter().filter(|_| count.is_some()) {
        made = made.replace(mark, &count.unwrap_or_default().to_string());
    }
    (!made.contains("{{")).then_some(Value::Html(made))
}

fn words(table: &str, name: &str, count: Option<f64>, values: &TemplateValues) -> Option<String> {
    let of_entry = |entry: &str| {
        let form = if count == Some(1.0) { ["one", "other"] } else { ["other", "one"] };
        let plural = form.iter().find_map(|form| values.get(&format!("{entry}.{form}")));
        plural.or_else(|| values.get(entry)).map(str::to_owned)
    };
    if let Some(count) = values.items(table) {
        // The first form of such tables was a list.
        let is_name = |at: &usize| values.get(&format!("{table}.{at}.id")) == Some(name);
        let at = (0..count.min(1_000)).find(is_name)?;
        return of_entry(&format!("{table}.{at}.translation"));
    }
    of_entry(&format!("{table}.{name}"))
}
