//! Literals and names: what stands at the start of an expression.

use super::super::Dialect;
use super::Engine;
use super::value::Value;

/// Steps down a name at most: `a.b[0].c` has three.
const DEEPEST: usize = 16;
/// Numbers of a range at most.
const LONGEST_RANGE: i64 = 1_000;
/// What Jekyll knows of a post beside its head, and a reader does not.
const COMPUTED: [&str; 6] = ["content", "excerpt", "next", "output", "previous", "related_posts"];

/// What Jekyll and GitHub know of a site beside its configuration, and a reader does not (`SiteDrop`; jekyll-github-metadata).
const COMPUTED_OF_SITE: [&str; 17] = [
    "categories",
    "collections",
    "config",
    "data",
    "documents",
    "drafts",
    "github",
    "html_files",
    "html_pages",
    "pages",
    "posts",
    "related_posts",
    "static_files",
    "tags",
    "theme",
    "time",
    "url",
];

impl Engine<'_> {
    /// A literal or a name.
    pub(super) fn primary(&self, text: &str) -> Value {
        if self.evaluated.get() == 0 {
            return Value::Unknown;
        }
        if let Some(quote @ ('"' | '\'')) = text.chars().next() {
            let inner = text.get(1..).unwrap_or_default();
            return Value::Text(inner.split(quote).next().unwrap_or_default().to_owned());
        }
        match text {
            "" | "nil" | "null" | "none" | "blank" | "empty" => return Value::Nothing,
            "true" | "false" => return Value::Text(text.to_owned()),
            // A blog is read as it is published.
            "jekyll.environment" => return Value::Text("production".to_owned()),
            _ => {}
        }
        if text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '.')) && text.parse::<f64>().is_ok() {
            return Value::Text(text.to_owned());
        }
        if let Some(range) = text.strip_prefix('(').and_then(|text| text.strip_suffix(')')?.split_once("..")) {
            return self.range(range);
        }
        if let Some(value) = self.variable(text) {
            return value.clone();
        }
        let own = text.strip_prefix("fm.").or_else(|| text.strip_prefix("$frontmatter."));
        let known = own.map_or_else(|| self.known(text), |name| self.known(&format!("page.{name}")));
        known.unwrap_or_else(|| self.walk(text))
    }

    /// `(1..items)`: all numbers from the one to the other.
    fn range(&self, (from, to): (&str, &str)) -> Value {
        let end = |text: &str| match text.contains('(') {
            true => None,
            false => self.primary(text.trim()).number().map(|number| number as i64),
        };
        let (Some(from), Some(to)) = (end(from), end(to)) else { return Value::Unknown };
        if to.saturating_sub(from) > LONGEST_RANGE {
            return Value::Unknown;
        }
        Value::List((from..=to).map(|number| Value::Text(number.to_string())).collect())
    }

    /// What was set or given by this name.
    pub(super) fn variable(&self, name: &str) -> Option<&Value> {
        let given = name.strip_prefix("include.").and_then(|name| self.given.get(name));
        given.or_else(|| self.variables.get(name))
    }

    /// What the site or the post says by this name, which may be that of a list or map.
    pub(super) fn known(&self, name: &str) -> Option<Value> {
        let named = || Value::Named(name.to_owned());
        if let Some(other) = self.values.alias(name) {
            return Some(Value::Named(other.to_owned()));
        }
        if self.values.items(name).is_some() || self.values.keys(name).is_some() {
            return Some(named());
        }
        let text = self.values.get(name).map(|text| Value::Text(text.to_owned()));
        text.or_else(|| self.values.is_group(name).then(named))
    }

    /// A name step by step from its root.
    fn walk(&self, name: &str) -> Value {
        let end = name.find(['.', '[']).unwrap_or(name.len());
        let (root, mut rest) = name.split_at_checked(end).unwrap_or((name, ""));
        let mut value = self.within_bounds(self.root(root));
        for steps in 0..DEEPEST {
            let Some((key, behind)) = self.key(rest) else { break };
            value = match root {
                "include" if self.depth > 0 && steps == 0 => self.given.get(&key).cloned().unwrap_or(Value::Nothing),
                _ => self.step(&value, &key),
            };
            rest = behind;
        }
        if rest.is_empty() { value } else { Value::Unknown }
    }

    fn root(&self, root: &str) -> Value {
        if let Some(value) = self.variables.get(root) {
            return value.clone();
        }
        // Eleventy merges a post's head into what templates see.
        let merged = || self.known(&format!("page.{root}")).filter(|_| self.dialect != Dialect::Jekyll);
        match root {
            "forloop" | "loop" if self.in_round() => Value::Named("forloop".to_owned()),
            "page" | "site" => Value::Named(root.to_owned()),
            // What the head of a layout says is for its pages.
            "layout" if self.depth > 0 => Value::Nothing,
            _ if is_known_root(root) => Value::Unknown,
            _ if self.dialect == Dialect::Jekyll => Value::Nothing,
            _ => merged().or_else(|| self.known(root)).unwrap_or(Value::Unknown),
        }
    }

    /// The key at the start of the rest of a name, and what is behind it.
    fn key<'t>(&self, rest: &'t str) -> Option<(String, &'t str)> {
        if let Some(inner) = rest.strip_prefix('[') {
            let (key, behind) = inner.split_once(']')?;
            let is_flat = !key.contains('[');
            return Some((is_flat.then(|| self.primary(key.trim()))?.text()?.to_owned(), behind));
        }
        let rest = rest.strip_prefix('.')?;
        let end = rest.find(['.', '[']).unwrap_or(rest.len());
        let (key, behind) = rest.split_at_checked(end)?;
        Some((key.to_owned(), behind))
    }

    /// What a value has by this name.
    pub(super) fn step(&self, value: &Value, key: &str) -> Value {
        let inner = match value {
            Value::Named(name) if name.split('.').next() == Some("forloop") => self.of_round(name, key),
            Value::Named(name) => self.known(&format!("{name}.{key}")),
            Value::Map(entries) => entries.iter().find(|(own, _)| *own == key).map(|(_, value)| value.clone()),
            _ => None,
        };
        if let Some(inner) = inner {
            return inner;
        }
        let count = self.count(value);
        let item = |at: Option<usize>| at.map_or(Value::Nothing, |at| self.item(value, at));
        let number = |count: usize| Value::Text(count.to_string());
        match (value, key) {
            (Value::Unknown, _) => Value::Unknown,
            (Value::Text(text), "size" | "length") => number(text.chars().count()),
            (_, "size" | "length") => count.map_or(Value::Nothing, number),
            (_, "first") => item(count.map(|_| 0)),
            (_, "last") => item(count.and_then(|count| count.checked_sub(1))),
            (Value::Named(name), key) if name == "page" => self.missing(key),
            (Value::Named(name), key) if name == "site" => self.missing_in_site(key),
            // What a page comes to only the generator knows, of another post too.
            (Value::Named(name), "content" | "excerpt" | "output") if name.starts_with("site.") => Value::Unknown,
            // From the end where the number is negative.
            (_, key) => match (key.strip_prefix('-').and_then(|back| back.parse().ok()), count) {
                (Some(back), Some(count)) => item(count.checked_sub(back)),
                _ => item(key.parse().ok()),
            },
        }
    }

    /// What a site has by a name that its configuration does not have.
    fn missing_in_site(&self, key: &str) -> Value {
        let of_collection =
            || self.values.keys("site.collections").is_some_and(|keys| keys.iter().any(|own| own == key));
        let is_computed = || COMPUTED_OF_SITE.contains(&key) || of_collection();
        let is_known = self.dialect == Dialect::Jekyll && self.values.is_group("site") && !is_computed();
        if is_known { Value::Nothing } else { Value::Unknown }
    }

    /// What a post has by a name that its head does not have.
    fn missing(&self, key: &str) -> Value {
        // Where the other posts are known, one that is not beside this post is not there.
        let is_known = matches!(key, "next" | "previous") && self.values.items("site.posts").is_some();
        let is_nothing = is_known || !COMPUTED.contains(&key);
        if self.dialect == Dialect::Jekyll && is_nothing { Value::Nothing } else { Value::Unknown }
    }
}

/// Whether a name is one that generators set: what it holds is not known here, but it is no mistake.
pub(super) fn is_known_root(root: &str) -> bool {
    matches!(root, "site" | "page" | "layout" | "include" | "jekyll" | "forloop" | "post" | "fm" | "$frontmatter")
}
