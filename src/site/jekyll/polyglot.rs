//! Addresses of a site in many languages that names them with jekyll-polyglot: each but the first below its own name.
//!
//! Rules from the plugin's `Jekyll::Site#coordinate_documents`. Knows paths and names of languages only.

use crate::post::front_matter::{Map, Value};

/// The languages of a site.
#[derive(Debug)]
pub(super) struct Polyglot {
    /// `languages`.
    languages: Vec<String>,
    /// `default_lang`, whose pages lie at the root.
    first: String,
}

impl Polyglot {
    /// Of these settings; none if they don't speak of languages so.
    pub(super) fn of(settings: &Map<'_>) -> Option<Self> {
        let first = settings.exact("default_lang")?.as_text()?.to_owned();
        let languages = settings.exact("languages").and_then(Value::as_list)?;
        Some(Self { languages: languages.iter().filter_map(Value::as_text).map(str::to_owned).collect(), first })
    }

    /// The path at which a page lies that says it is in this language: below the language's name, which stands nowhere else
    /// in it.
    pub(super) fn path(&self, path: String, language: Option<&str>) -> String {
        let Some(name) = self.languages.iter().find(|it| Some(it.as_str()) == language) else { return path };
        let path = ["/", "."].iter().fold(path, |path, mark| path.replace(&format!("{mark}{name}/"), "/"));
        if *name == self.first { path } else { format!("/{name}{path}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::post::front_matter::yaml;

    #[test]
    fn a_language_s_pages_lie_below_its_name() {
        let config = "languages: [en, fr, pt-BR]\ndefault_lang: en\n";
        let Some(Value::Map(settings)) = yaml::parse(config) else { panic!() };
        let polyglot = Polyglot::of(&settings).unwrap();
        for (path, language, wanted) in [
            ("/2020/x/", Some("fr"), "/fr/2020/x/"),
            ("/fr/2020/x/", Some("fr"), "/fr/2020/x/"),
            ("/2020/x.fr/", Some("fr"), "/fr/2020/x/"),
            ("/2020/x/", Some("pt-BR"), "/pt-BR/2020/x/"),
            ("/2020/x/", Some("en"), "/2020/x/"),
            ("/en/2020/x/", Some("en"), "/2020/x/"),
            ("/2020/x/", None, "/2020/x/"),
            ("/2020/x/", Some("de"), "/2020/x/"),
        ] {
            assert_eq!(polyglot.path(path.to_owned(), language), wanted, "{path} {language:?}");
        }
        let Some(Value::Map(other)) = yaml::parse("languages: [en, fr]\n") else { panic!() };
        assert!(Polyglot::of(&other).is_none());
    }
}
