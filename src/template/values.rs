//! What a template may ask for: values of the site and of the post, by their dotted names, and files of the site that it
//! includes.

use std::collections::BTreeMap;

/// Values by dotted name, lower-cased: `site.baseurl`, `site.params.version`, `page.title`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TemplateValues {
    named: BTreeMap<String, String>,
    files: BTreeMap<String, String>,
}

impl TemplateValues {
    /// No values.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets a value.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.named.insert(name.to_lowercase(), value.into());
    }

    /// Gives templates a file that they may include, by the name they use.
    pub fn set_file(&mut self, name: &str, text: impl Into<String>) {
        self.files.insert(name.to_owned(), text.into());
    }

    /// The text of a file that may be included; None where it is not at hand.
    pub fn file(&self, name: &str) -> Option<&str> {
        self.files.get(name).map(String::as_str)
    }

    /// The value of a name; None where it is not known.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.named.get(&name.to_lowercase()).map(String::as_str)
    }
}

impl<K: AsRef<str>, V: Into<String>> FromIterator<(K, V)> for TemplateValues {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        let mut values = Self::new();
        pairs.into_iter().for_each(|(name, value)| values.set(name.as_ref(), value));
        values
    }
}
