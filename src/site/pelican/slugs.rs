//! Slugs as a Pelican site is set to make them (`SLUG_REGEX_SUBSTITUTIONS` and its kin).

use regex::Regex;

use crate::post::front_matter::{Map, Value};
use crate::site::pattern::pattern;
use crate::site::permalink::{LONGEST, beginning};
use crate::site::rules::flag;
use crate::site::slug::pelican;

/// Substitutions of one kind.
const MOST: usize = 64;
/// Bytes that replace others.
const LONGEST_NEW: usize = 256;

/// What replaces what, in order.
pub(super) type Substitutions = Vec<(Regex, String)>;

/// How slugs are made.
#[derive(Debug)]
pub(super) struct Slugs {
    /// Of articles; none are Pelican's own.
    pub article: Substitutions,
    /// Of categories.
    pub category: Substitutions,
    /// Of authors.
    pub author: Substitutions,
    keeps_scripts: bool,
    keeps_case: bool,
}

impl Slugs {
    /// As configured.
    pub(super) fn of(settings: &Map<'_>) -> Self {
        let of = |name: &str| substitutions(settings.get(name).or_else(|| settings.get("slugregexsubstitutions")));
        Self {
            article: of("slugregexsubstitutions"),
            category: of("categoryregexsubstitutions"),
            author: of("authorregexsubstitutions"),
            keeps_scripts: flag(settings, "slugifyuseunicode") == Some(true),
            keeps_case: flag(settings, "slugifypreservecase") == Some(true),
        }
    }

    /// The slug of a text (`pelican.utils.slugify`).
    pub(super) fn make(&self, text: &str, substitutions: &Substitutions) -> String {
        if substitutions.is_empty() && !self.keeps_scripts && !self.keeps_case {
            return pelican(text);
        }
        let text = beginning(text, LONGEST);
        let plain = if self.keeps_scripts { text.to_owned() } else { deunicode::deunicode(text) };
        let slug = match substitutions.is_empty() {
            true => {
                let kept = |c: &char| c.is_alphanumeric() || matches!(c, '_' | '-') || c.is_whitespace();
                let words: String = plain.chars().filter(kept).map(|c| if c == '-' { ' ' } else { c }).collect();
                words.split_whitespace().collect::<Vec<_>>().join("-")
            }
            // Each may make a hundred signs of one.
            false => substitutions.iter().fold(plain, |slug, (from, to)| {
                let made = from.replace_all(&slug, to).into_owned();
                if made.len() <= slug.len().max(LONGEST) { made } else { slug }
            }),
        };
        let slug = if self.keeps_case { slug } else { slug.to_lowercase() };
        slug.trim().to_owned()
    }
}

/// `[(r'[^\\w]', ''), …]`; groups are `\\1` in Python.
fn substitutions(value: Option<&Value<'_>>) -> Substitutions {
    let list = value.and_then(Value::as_list).unwrap_or_default();
    let pair = |item: &Value<'_>| {
        let [written, new] = item.as_list()? else { return None };
        let pattern = pattern(&format!("(?i){}", written.as_text()?))?;
        let new = new.as_text().unwrap_or_default().replace('$', "$$");
        if new.len() > LONGEST_NEW {
            return None;
        }
        let new = (0..10).fold(new, |new, group| new.replace(&format!("\\{group}"), &format!("${{{group}}}")));
        Some((pattern, new))
    };
    list.iter().filter_map(pair).take(MOST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::python;

    #[test]
    fn no_substitutions_make_a_slug_of_any_length() {
        for pair in ["('a', 'aa'), ", &format!("('a', '{}'), ", "a".repeat(200)), "(r'(.+)', r'\\1\\1\\1'), "] {
            let settings = python::assignments(&format!("SLUG_REGEX_SUBSTITUTIONS = [{}]\n", pair.repeat(60)));
            let slugs = Slugs::of(&settings);
            assert_eq!(slugs.article.len(), 60, "{pair}");
            let slug = slugs.make("a", &slugs.article);
            assert!(1 < slug.len() && slug.len() <= LONGEST, "{pair}: {}", slug.len());
        }
    }
}
