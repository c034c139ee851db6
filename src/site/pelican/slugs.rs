//! Slugs as a Pelican site is set to make them (`SLUG_REGEX_SUBSTITUTIONS` and its kin).

use regex::Regex;

use crate::post::front_matter::{Map, Value};
use crate::site::rules::flag;
use crate::site::slug::pelican;

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
        let plain = if self.keeps_scripts { text.to_owned() } else { deunicode::deunicode(text) };
        let slug = match substitutions.is_empty() {
            true => {
                let kept = |c: &char| c.is_alphanumeric() || matches!(c, '_' | '-') || c.is_whitespace();
                let words: String = plain.chars().filter(kept).map(|c| if c == '-' { ' ' } else { c }).collect();
                words.split_whitespace().collect::<Vec<_>>().join("-")
            }
            false => substitutions.iter().fold(plain, |slug, (from, to)| from.replace_all(&slug, to).into_owned()),
        };
        let slug = if self.keeps_case { slug } else { slug.to_lowercase() };
        slug.trim().to_owned()
    }
}

/// `[(r'[^\\w]', ''), …]`; groups are `\\1` in Python.
fn substitutions(value: Option<&Value<'_>>) -> Substitutions {
    let list = value.and_then(Value::as_list).unwrap_or_default();
    let pair = |item: &Value<'_>| {
        let [pattern, new] = item.as_list()? else { return None };
        let pattern = Regex::new(&format!("(?i){}", pattern.as_text()?)).ok()?;
        let new = new.as_text().unwrap_or_default().replace('$', "$$");
        let new = (0..10).fold(new, |new, group| new.replace(&format!("\\{group}"), &format!("${{{group}}}")));
        Some((pattern, new))
    };
    list.iter().filter_map(pair).collect()
}
