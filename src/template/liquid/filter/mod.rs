//! Filters: as much of Liquid, Jekyll and Nunjucks as links and words in posts use. One that is not known here leaves a text
//! as it is.

mod date;
mod list;
mod number;
mod text;

use super::super::Dialect;
use super::Engine;
use super::value::Value;

impl Engine<'_> {
    /// A value after a filter.
    pub(super) fn filter(&self, value: Value, name: &str, arguments: &[Value]) -> Value {
        match (name, &value) {
            ("default", Value::Nothing) => return arguments.first().cloned().unwrap_or(Value::Nothing),
            ("default", Value::Text(text)) if text.is_empty() || text == "false" => {
                return arguments.first().cloned().unwrap_or(Value::Nothing);
            }
            ("size", Value::Nothing) => return Value::Text("0".to_owned()),
            ("jsonify" | "inspect", value) => return self.as_json(value).map_or(Value::Unknown, Value::Text),
            _ => {}
        }
        let made = self.of_list(&value, name, arguments).or_else(|| {
            let text = match &value {
                Value::Text(text) => text,
                Value::Nothing => return of_nothing(name, arguments),
                _ => return None,
            };
            let of_site = || self.of_site(text, name);
            of_site()
                .or_else(|| text::filtered(text, name, arguments))
                .or_else(|| number::filtered(text, name, arguments))
                .or_else(|| date::filtered(text, name, arguments))
        });
        match (made, &value) {
            (Some(made), _) => made,
            (None, Value::List(_) | Value::Named(_)) => Value::Unknown,
            (None, _) => value,
        }
    }

    /// A text after a filter that asks the site or its Markdown.
    fn of_site(&self, text: &str, name: &str) -> Option<Value> {
        let is_jekyll = self.dialect == Dialect::Jekyll;
        let made = match name {
            // Jekyll's are normalized, so that they are one word for Markdown.
            "relative_url" | "absolute_url" if is_jekyll => text::address(&self.site_url(name, text)),
            "relative_url" | "absolute_url" | "url" | "url_for" => self.site_url(name, text),
            // Read below, in HTML too (kramdown, "HTML Blocks").
            "markdownify" if is_jekyll && text.trim().contains('\n') => {
                format!("<div markdown=\"1\">\n\n{}\n\n</div>", text.trim())
            }
            "markdownify" if is_jekyll => format!("<span markdown=\"1\">{}</span>", text.trim()),
            _ => return None,
        };
        Some(Value::Text(made))
    }

    /// A path below the base URL; a whole address as it is.
    fn site_url(&self, filter: &str, path: &str) -> String {
        if path.contains("://") {
            return path.to_owned();
        }
        let base = self.values.get("site.baseurl").unwrap_or_default().trim_end_matches('/');
        let host = if filter == "absolute_url" { self.values.get("site.url").unwrap_or_default() } else { "" };
        let slash = if path.starts_with('/') || path.is_empty() { "" } else { "/" };
        format!("{}{base}{slash}{path}", host.trim_end_matches('/'))
    }
}

/// Nothing after a filter: a number is 0 then, a text has no letters; most others leave it.
fn of_nothing(name: &str, arguments: &[Value]) -> Option<Value> {
    match name {
        "slugify" | "truncate" | "truncatewords" | "slice" | "date" => None,
        "split" => Some(Value::List([].into())),
        _ => text::filtered("", name, arguments).or_else(|| number::filtered("0", name, arguments)),
    }
}

/// The text of an argument; none where it has none.
fn word(arguments: &[Value], place: usize) -> &str {
    arguments.get(place).and_then(Value::text).unwrap_or_default()
}
