//! Addresses that begin with a language: pages such as `app/[locale]/blog/[slug]`, whose posts say theirs by the folder they
//! lie in or by the end of their names.
//!
//! Knows paths; which languages a site has is the business of its generator.

/// What stands for the language in the address of a page.
pub(super) const PLACE: &str = "[language]";
/// What such a part is called.
const NAMES: [&str; 4] = ["lang", "locale", "lng", "language"];

/// Whether a part of a page's path varies by language, by what it is called.
pub(super) fn is_varied(parameter: &str) -> bool {
    NAMES.contains(&parameter)
}

/// The language that a site has where none is asked for.
#[derive(Clone, Debug)]
pub(super) struct First {
    pub name: String,
    /// Whether addresses in it leave it out.
    pub is_silent: bool,
}

/// A path with the post's language in its place: what the first folder behind it is called, or what its name ends in.
pub(super) fn placed(path: &str, first: Option<&First>) -> String {
    let mut names: Vec<&str> = path.split('/').collect();
    let Some(place) = names.iter().position(|name| *name == PLACE) else { return path.to_owned() };
    let folder = names.iter().enumerate().skip(place + 1).find(|(_, name)| is_language(name)).map(|(at, _)| at);
    let last = names.iter().rposition(|name| !name.is_empty()).unwrap_or(place);
    let ended = names.get(last).and_then(|name| name.rsplit_once('.')).filter(|(_, end)| is_language(end));
    let told = match (folder, ended) {
        (Some(folder), _) => Some(names.remove(folder)),
        (None, Some((name, end))) => {
            names.splice(last..=last, [name]);
            Some(end)
        }
        (None, None) => first.map(|first| first.name.as_str()),
    };
    let is_silent = first.is_some_and(|first| first.is_silent && told == Some(first.name.as_str()));
    names.splice(place..=place, told.filter(|_| !is_silent));
    names.join("/")
}

/// Whether a name is a language's: `de`, `zh-CN`.
pub(super) fn is_language(name: &str) -> bool {
    let (language, region) = name.split_once(['-', '_']).unwrap_or((name, "XX"));
    let is_region = (2..=4).contains(&region.len()) && region.bytes().all(|byte| byte.is_ascii_alphabetic());
    language.len() == 2 && language.bytes().all(|byte| byte.is_ascii_lowercase()) && is_region
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_stands_where_its_page_has_it() {
        let first = |is_silent| First { name: "en".to_owned(), is_silent };
        for (path, first, want) in [
            ("/[language]/blog/de/a", None, "/de/blog/a"),
            ("/[language]/blog/zh-CN/in/a/", None, "/zh-CN/blog/in/a/"),
            ("/[language]/blog/a.de", None, "/de/blog/a"),
            ("/[language]/blog/a.de/", None, "/de/blog/a/"),
            ("/[language]/blog/a", None, "/blog/a"),
            ("/[language]/blog/a", Some(first(false)), "/en/blog/a"),
            ("/[language]/blog/a", Some(first(true)), "/blog/a"),
            ("/[language]/blog/en/a", Some(first(true)), "/blog/a"),
            ("/[language]/blog/fr/a", Some(first(true)), "/fr/blog/a"),
            ("/blog/de/a", None, "/blog/de/a"),
        ] {
            assert_eq!(placed(path, first.as_ref()), want, "{path}");
        }
    }
}
