//! What a template may ask for: values of the site and of the post, by their dotted names, and files of the site that it
//! includes.

use std::collections::BTreeMap;
use std::sync::Arc;

/// Values by dotted name, lower-cased: `site.baseurl`, `site.params.version`, `page.title`. The items of a list have names,
/// too: `page.tags.0`, `page.parts.1.title`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TemplateValues {
    named: BTreeMap<String, String>,
    /// How many items the lists have.
    lists: BTreeMap<String, usize>,
    /// The keys of maps, in their order.
    maps: BTreeMap<String, Arc<[String]>>,
    files: BTreeMap<String, String>,
    /// Names that stand for others.
    aliases: BTreeMap<String, Arc<str>>,
    /// What holds where these say nothing: those of the site, which all posts share.
    around: Option<Arc<TemplateValues>>,
}

impl TemplateValues {
    /// No values.
    pub fn new() -> Self {
        Self::default()
    }

    /// No values of its own, those around it elsewhere.
    pub fn within(around: Arc<Self>) -> Self {
        Self { around: Some(around), ..Self::default() }
    }

    /// Sets a value.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.named.insert(name.to_lowercase(), value.into());
    }

    /// Says that a name is that of a list of so many items, which are set by themselves.
    pub fn set_list(&mut self, name: &str, items: usize) {
        self.lists.insert(name.to_lowercase(), items);
    }

    /// Says that a name is that of a map with these keys, whose values are set by themselves.
    pub fn set_map(&mut self, name: &str, keys: impl Iterator<Item = String>) {
        self.maps.insert(name.to_lowercase(), keys.collect());
    }

    /// Says that a name stands for another, which is that of a map.
    pub fn set_alias(&mut self, name: &str, other: &Arc<str>) {
        self.aliases.insert(name.to_lowercase(), Arc::clone(other));
    }

    /// Puts other values around these, which have those around them already.
    pub fn surround(&mut self, around: Arc<Self>) {
        self.around = Some(around);
    }

    /// Gives templates a file that they may include, by the name they use.
    pub fn set_file(&mut self, name: &str, text: impl Into<String>) {
        self.files.insert(name.to_owned(), text.into());
    }

    /// The text of a file that may be included; None where it is not at hand.
    pub fn file(&self, name: &str) -> Option<&str> {
        self.files.get(name).map(String::as_str).or_else(|| self.around.as_ref()?.file(name))
    }

    /// The value of a name, of a list its items with commas between them; None where it is not known.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.found(&name.to_lowercase(), |values, name| values.named.get(name).map(String::as_str))
    }

    /// How many items a list has; None where the name is not that of a list.
    pub fn items(&self, name: &str) -> Option<usize> {
        self.found(&name.to_lowercase(), |values, name| values.lists.get(name).copied())
    }

    /// The keys of a map in their order; None where the name is not that of a map.
    pub fn keys(&self, name: &str) -> Option<&Arc<[String]>> {
        self.found(&name.to_lowercase(), |values, name| values.maps.get(name))
    }

    /// The name that another stands for.
    pub fn alias(&self, name: &str) -> Option<&str> {
        self.found(&name.to_lowercase(), |values, name| values.aliases.get(name).map(AsRef::as_ref))
    }

    /// Whether there are values below a name: it is that of a map or list.
    pub fn is_group(&self, name: &str) -> bool {
        let begin = format!("{}.", name.to_lowercase());
        let holds = |values: &Self, begin: &str| {
            let next = values.named.range(begin.to_owned()..).next();
            next.is_some_and(|(name, _)| name.starts_with(begin)).then_some(())
        };
        self.found(&begin, holds).is_some()
    }

    /// What these values say, else those around them.
    fn found<'s, T>(&'s self, name: &str, of: impl Fn(&'s Self, &str) -> Option<T>) -> Option<T> {
        let mut values = self;
        loop {
            match of(values, name) {
                None => values = values.around.as_deref()?,
                found => return found,
            }
        }
    }
}

impl<K: AsRef<str>, V: Into<String>> FromIterator<(K, V)> for TemplateValues {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        let mut values = Self::new();
        pairs.into_iter().for_each(|(name, value)| values.set(name.as_ref(), value));
        values
    }
}
