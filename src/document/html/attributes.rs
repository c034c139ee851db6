//! The attributes of a tag.

use html5ever::Attribute;

use super::super::{AlertKind, Align, alert};

/// Names, lower-cased, and values, decoded.
#[derive(Debug, Default)]
pub(super) struct Attributes(Vec<(String, String)>);

impl Attributes {
    /// Of a tag as tokenized.
    pub(super) fn of(attributes: &[Attribute]) -> Self {
        let each = attributes.iter().map(|attribute| (attribute.name.local.to_string(), attribute.value.to_string()));
        Self(each.collect())
    }

    /// The value of an attribute; None if it is not there.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// The first of these attributes that says something.
    pub(super) fn first(&self, names: &[&str]) -> Option<&str> {
        names.iter().filter_map(|name| self.get(name)).find(|value| !value.trim().is_empty())
    }

    /// A number of columns or rows, 1 if none is given.
    pub(super) fn span(&self, name: &str) -> usize {
        self.get(name).and_then(|value| value.trim().parse().ok()).unwrap_or(1)
    }

    /// The pixels across that `width` or `style` ask for; none for parts of the page.
    pub(super) fn width(&self) -> Option<u16> {
        let pixels = |value: &str| {
            let value = value.trim();
            value.strip_suffix("px").unwrap_or(value).trim().parse().ok().filter(|pixels| *pixels > 0)
        };
        let styled = || {
            let style = self.get("style")?.to_ascii_lowercase();
            let mut declared = style.split(';').filter_map(|part| part.split_once(':'));
            pixels(declared.find(|(name, _)| name.trim() == "width")?.1)
        };
        self.get("width").and_then(pixels).or_else(styled)
    }

    /// Where `align` or `style` set the text.
    pub(super) fn align(&self) -> Option<Align> {
        let named = self.get("align").map(str::to_ascii_lowercase);
        let styled = || {
            let style = self.get("style")?.to_ascii_lowercase();
            let (_, after) = style.split_once("text-align")?;
            let value = after.trim_start().strip_prefix(':')?;
            Some(value.split(';').next().unwrap_or_default().trim().to_owned())
        };
        match named.or_else(styled)?.as_str() {
            "left" => Some(Align::Left),
            "center" | "middle" => Some(Align::Center),
            "right" => Some(Align::Right),
            _ => None,
        }
    }

    /// The kind of alert that templates are rewritten to (`class="folio-alert tip"`).
    pub(super) fn alert(&self) -> Option<AlertKind> {
        let kind = self.get("class")?.strip_prefix("folio-alert ")?;
        Some(alert::kind(kind).unwrap_or(AlertKind::Note))
    }

    /// Whether an element is of a class.
    pub(super) fn has_class(&self, name: &str) -> bool {
        self.get("class").is_some_and(|class| class.split_whitespace().any(|own| own == name))
    }

    /// The language of code, where a class or attribute says so.
    pub(super) fn language(&self) -> Option<&str> {
        let class = self.get("class").unwrap_or_default();
        let prefixed = class.split_whitespace().find_map(|class| {
            let name = class.strip_prefix("language-").or_else(|| class.strip_prefix("lang-"))?;
            Some(name).filter(|name| !name.is_empty())
        });
        let brush = || class.split_once("brush:").map(|(_, after)| after.trim().split([';', ' ']).next().unwrap_or(""));
        let named = || self.first(&["data-lang", "data-language", "lang", "language"]);
        let bare = || class.split_whitespace().find(|class| BARE.contains(class));
        prefixed.or_else(brush).or_else(named).or_else(bare)
    }
}

/// Languages that are written as a class of their own.
const BARE: &[&str] = &[
    "bash",
    "c",
    "clojure",
    "cpp",
    "csharp",
    "css",
    "diff",
    "elixir",
    "erlang",
    "go",
    "haskell",
    "html",
    "java",
    "javascript",
    "js",
    "json",
    "kotlin",
    "lua",
    "objc",
    "perl",
    "php",
    "python",
    "ruby",
    "rust",
    "scala",
    "sh",
    "shell",
    "sql",
    "swift",
    "typescript",
    "xml",
    "yaml",
];
