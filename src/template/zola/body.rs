//! Bodies that are templates of Tera themselves, as on sites of Zola since 0.23: `{% raw %}`, `{# … #}`, values, conditions and loops
//! among the words. Shortcodes and components are `rewrite`'s.

use super::super::find::holds;
use super::super::near::find_near;
use super::super::tags::arguments::Arguments;
use super::super::tags::shown::Shown;
use super::super::values::TemplateValues;
use super::own::Template;

/// Bytes of what was set for what comes behind it.
const LONGEST_SET: usize = 2_000;

/// What a mark of Tera shows.
pub(super) enum Said<'t> {
    /// Words that no template is read in.
    Literal(&'t str),
    /// What is printed.
    Made(String),
    /// Nothing, since only the generator knows it: its name.
    Unknown(&'t str),
}

/// Tera in a body: what was set so far.
pub(super) struct Tera<'v> {
    values: &'v TemplateValues,
    set: String,
}

impl<'v> Tera<'v> {
    /// Where a body is a template: the site has components, or the body itself.
    pub(super) fn of(source: &str, has_components: bool, values: &'v TemplateValues) -> Option<Self> {
        let is_seen = has_components || holds(source, "{{ <") || holds(source, "{% <");
        is_seen.then(|| Self { values, set: String::new() })
    }

    /// What stands at a place, and how many bytes it takes. None for shortcodes and all else.
    pub(super) fn at<'t>(&mut self, rest: &'t str) -> Option<(Said<'t>, usize)> {
        if rest.starts_with("{#") {
            let length = rest.find("#}")? + 2;
            return Some((Said::Made(String::new()), length));
        }
        if rest.starts_with("{{") {
            let length = find_near(rest, "}}")? + 2;
            let inner = rest.get(2..length - 2)?.trim_matches(['-', ' ', '\n']);
            let is_value = inner.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '"' | '\''))
                && !inner.split(['|', '"', '\'']).next().is_some_and(|name| name.contains('('));
            return is_value.then(|| (self.printed(rest, length).map_or(Said::Unknown(inner), Said::Made), length));
        }
        let length = find_near(rest, "%}")? + 2;
        let inner = rest.get(2..length - 2)?.trim_matches(['-', ' ', '\n']);
        let word = inner.split(char::is_whitespace).next()?;
        match word {
            "raw" => {
                let behind = rest.get(length..)?;
                let end = find_end(behind, "endraw")?;
                Some((Said::Literal(behind.get(..end.0)?), length + end.1))
            }
            "set" | "set_global" => {
                if self.set.len() + length < LONGEST_SET {
                    self.set.push_str(rest.get(..length)?);
                }
                Some((Said::Made(String::new()), length))
            }
            "if" | "for" => {
                let end = find_end(rest, &format!("end{word}"))?;
                match self.printed(rest, end.1) {
                    Some(made) => Some((Said::Made(made), end.1)),
                    None => Some((Said::Unknown(inner), length)),
                }
            }
            "elif" | "else" | "endif" | "endfor" => Some((Said::Made(String::new()), length)),
            _ => None,
        }
    }

    /// What the first bytes of a text print.
    fn printed(&self, rest: &str, length: usize) -> Option<String> {
        let text = format!("{}{}", self.set, rest.get(..length)?);
        let template = Template { text: &text, is_markdown: true, values: self.values, nth: 1 };
        match template.single(&Arguments::NONE)? {
            Shown::Inline(made) | Shown::Block(made) => Some(made),
            _ => None,
        }
    }
}

/// Where the tag of that name begins that closes what a text begins with or stands in, and where it ends.
fn find_end(text: &str, name: &str) -> Option<(usize, usize)> {
    let opens = name.strip_prefix("end").unwrap_or(name);
    let mut depth = usize::from(opens != "raw");
    for (at, _) in text.match_indices("{%").skip(depth) {
        let inner = text.get(at + 2..)?;
        let length = find_near(inner, "%}")?;
        let word = inner.get(..length)?.trim_matches(['-', ' ', '\n']);
        if word == name {
            depth = depth.saturating_sub(1);
        } else if opens != "raw" && word.split(' ').next() == Some(opens) {
            depth += 1;
        }
        if word == name && depth == 0 {
            return Some((at, at + length + 4));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_templates_where_there_are_components() {
        let values = TemplateValues::from_iter([("page.title", "Head")]);
        for (text, want) in [
            (
                "{% raw %}{{ page.title }} {{ youtube(id=1) }}{% endraw %}{# no #}",
                "{{ page.title }} {{ youtube(id=1) }}",
            ),
            ("{% raw %}\n```\n{% for x in y %}\n```\n{% endraw %}\n", "\n```\n{% for x in y %}\n```\n\n"),
            ("{{ page.title }}: {% set x = \"a\" %}{% if x == \"a\" %}yes{% endif %}", "Head: yes"),
            ("{% for t in [\"a\", \"b\"] %}{{ t }};{% endfor %}", "a;b;"),
        ] {
            let made = super::super::rewrite(text, &values, true).finish(|_| (1, 1)).0;
            assert_eq!(made, want, "{text:?}");
        }
        let plain = super::super::rewrite("{# a #} {{ page.title }}", &values, false).finish(|_| (1, 1)).0;
        assert_eq!(plain, "{# a #} {{ page.title }}");
    }
}
