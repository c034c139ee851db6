//! Values and filters: as much of Liquid as links and words in posts use.

use super::super::Dialect;
use super::Engine;
use crate::text::capitalized;

/// What an expression comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// Words.
    Text(String),
    /// Nothing, as Liquid has it for a name that was never set.
    Nothing,
    /// Something that only the generator knows.
    Unknown,
}

impl Value {
    /// Whether a condition takes it for true; None if only the generator knows.
    pub(super) fn truth(&self) -> Option<bool> {
        match self {
            Value::Text(text) => Some(text != "false"),
            Value::Nothing => Some(false),
            Value::Unknown => None,
        }
    }
}

/// Most bytes a variable may hold, so that appending to itself cannot grow without end.
const LARGEST: usize = 64 << 10;
/// Most bytes that all values of a text may come to, each time counted anew: those of a configuration, printed and filtered
/// as often as a post asks for, would take time without end.
pub(super) const MOST_EVALUATED: usize = 4 << 20;

impl Engine<'_> {
    /// The value of an expression with its filters.
    pub(super) fn evaluate(&self, expression: &str) -> Value {
        let mut parts = split(expression, '|').into_iter();
        let mut value = self.primary(parts.next().unwrap_or_default().trim());
        value = self.within_bounds(value);
        for part in parts {
            value = self.filter(value, part.trim());
            value = self.within_bounds(value);
        }
        value
    }

    /// A value, unless it or all together are too large.
    fn within_bounds(&self, value: Value) -> Value {
        let Value::Text(text) = &value else { return value };
        let left = self.evaluated.get().checked_sub(text.len());
        self.evaluated.set(left.unwrap_or_default());
        if text.len() > LARGEST || left.is_none() { Value::Unknown } else { value }
    }

    /// A literal or a name.
    pub(super) fn primary(&self, text: &str) -> Value {
        if let Some(quote @ ('"' | '\'')) = text.chars().next() {
            let inner = text.get(1..).unwrap_or_default();
            return Value::Text(inner.split(quote).next().unwrap_or_default().to_owned());
        }
        match text {
            "" | "nil" | "null" | "none" | "blank" | "empty" => return Value::Nothing,
            "true" | "false" => return Value::Text(text.to_owned()),
            _ => {}
        }
        if text.parse::<f64>().is_ok() {
            return Value::Text(text.to_owned());
        }
        if let Some(value) = self.variable(text) {
            return value.clone();
        }
        let own = text.strip_prefix("fm.").or_else(|| text.strip_prefix("$frontmatter."));
        let value = own.map_or_else(|| self.values.get(text), |name| self.values.get(&format!("page.{name}")));
        if let Some(value) = value {
            return Value::Text(value.to_owned());
        }
        // Eleventy merges a post's head into what templates see.
        let merged = self.dialect != Dialect::Jekyll;
        if let Some(value) = self.values.get(&format!("page.{text}")).filter(|_| merged) {
            return Value::Text(value.to_owned());
        }
        let root = text.split(['.', '[']).next().unwrap_or_default();
        match self.variables.get(root) {
            Some(_) => Value::Unknown,
            None if root == "include" && self.depth > 0 => Value::Nothing,
            None if is_known_root(root) => Value::Unknown,
            None if self.dialect == Dialect::Jekyll => Value::Nothing,
            None => Value::Unknown,
        }
    }

    /// What was set or given by this name.
    pub(super) fn variable(&self, name: &str) -> Option<&Value> {
        let given = name.strip_prefix("include.").and_then(|name| self.given.get(name));
        given.or_else(|| self.variables.get(name))
    }

    fn filter(&self, value: Value, filter: &str) -> Value {
        let (name, arguments) = filter.split_once(':').unwrap_or((filter, ""));
        let arguments: Vec<Value> = split(arguments, ',').iter().map(|part| self.primary(part.trim())).collect();
        let word = |place: usize| match arguments.get(place) {
            Some(Value::Text(text)) => text.as_str(),
            _ => "",
        };
        let name = name.trim();
        match (name, value) {
            ("relative_url" | "absolute_url" | "url" | "url_for", Value::Text(text)) => {
                Value::Text(self.site_url(name, &text))
            }
            ("prepend", Value::Text(text)) => Value::Text(format!("{}{text}", word(0))),
            ("append", Value::Text(text)) => Value::Text(format!("{text}{}", word(0))),
            ("append", Value::Nothing) => Value::Text(word(0).to_owned()),
            ("remove", Value::Text(text)) if !word(0).is_empty() => Value::Text(text.replace(word(0), "")),
            ("replace", Value::Text(text)) if !word(0).is_empty() => replaced(&text, word(0), word(1)),
            ("replace_first", Value::Text(text)) if !word(0).is_empty() => {
                Value::Text(text.replacen(word(0), word(1), 1))
            }
            ("downcase" | "lower", Value::Text(text)) => Value::Text(text.to_lowercase()),
            ("upcase" | "upper", Value::Text(text)) => Value::Text(text.to_uppercase()),
            ("capitalize", Value::Text(text)) => Value::Text(capitalized(&text)),
            // Read below, in HTML too (kramdown, "HTML Blocks").
            ("markdownify", Value::Text(text)) if self.dialect == Dialect::Jekyll && text.trim().contains('\n') => {
                Value::Text(format!("<div markdown=\"1\">\n\n{}\n\n</div>", text.trim()))
            }
            ("markdownify", Value::Text(text)) if self.dialect == Dialect::Jekyll => {
                Value::Text(format!("<span markdown=\"1\">{}</span>", text.trim()))
            }
            ("strip" | "trim", Value::Text(text)) => Value::Text(text.trim().to_owned()),
            ("strip_newlines", Value::Text(text)) => Value::Text(text.replace(['\n', '\r'], "")),
            ("escape" | "xml_escape" | "escape_once" | "e", Value::Text(text)) => Value::Text(escaped(&text)),
            ("default", Value::Nothing) => arguments.into_iter().next().unwrap_or(Value::Nothing),
            ("size" | "length", Value::Text(text)) => Value::Text(text.chars().count().to_string()),
            (_, value) => value,
        }
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

/// A text with words of it replaced, unless that makes it too large: each byte could become a whole value.
fn replaced(text: &str, from: &str, to: &str) -> Value {
    let added = text.matches(from).count().saturating_mul(to.len());
    if added > LARGEST { Value::Unknown } else { Value::Text(text.replace(from, to)) }
}

/// Whether a name is one that generators set: what it holds is not known here, but it is no mistake.
pub(super) fn is_known_root(root: &str) -> bool {
    matches!(root, "site" | "page" | "layout" | "include" | "jekyll" | "forloop" | "post" | "fm" | "$frontmatter")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Splits at a sign outside of quotes.
pub(super) fn split(text: &str, sign: char) -> Vec<&str> {
    let (mut parts, mut start, mut quote) = (Vec::new(), 0, None);
    for (at, c) in text.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if c == '"' || c == '\'' => quote = Some(c),
            None if c == sign => {
                parts.extend(text.get(start..at));
                start = at + sign.len_utf8();
            }
            None => {}
        }
    }
    parts.extend(text.get(start..));
    parts
}
