//! What JavaScript says in plain words: `key: 'text'`, read as text and never run.

/// Places of a key that are looked at.
const MOST: usize = 64;

/// The first quoted text after `key:` or `key =`.
pub(super) fn text(source: &str, key: &str) -> Option<String> {
    values(source, key).find_map(quoted).map(|(text, _)| text.to_owned())
}

/// The texts of the first list after `key:` or `key =`.
pub(super) fn texts(source: &str, key: &str) -> Option<Vec<String>> {
    let list = values(source, key).find_map(|value| value.strip_prefix('[')?.split_once(']'))?.0;
    let mut texts = Vec::new();
    let mut rest = list;
    while let Some(at) = rest.find(['"', '\'', '`']) {
        let Some((text, behind)) = quoted(rest.get(at..)?) else { break };
        texts.push(text.to_owned());
        rest = behind;
    }
    Some(texts)
}

/// The first `true` or `false` after `key:`.
pub(super) fn flag(source: &str, key: &str) -> Option<bool> {
    values(source, key).find_map(|value| match value.split(|c: char| !c.is_ascii_alphanumeric()).next() {
        Some("true") => Some(true),
        Some("false") => Some(false),
        _ => None,
    })
}

/// The template that a short function after `key:` returns, `(data) => \`/x/${data.page.fileSlug}/\``, in Liquid's words.
pub(super) fn template(source: &str, key: &str) -> Option<String> {
    let value = values(source, key).find(|value| value.starts_with(['(', '`']) || value.starts_with("data"))?;
    let body = value.split_once("=>").map_or(value, |(_, body)| body).trim_start();
    let text = body.strip_prefix('`')?.split_once('`')?.0;
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${") {
        let (inside, behind) = after.split_once('}')?;
        // A call is a filter with its last argument (`this.slugify(data.title)`).
        let (filter, variable) = match inside.trim().strip_suffix(')').and_then(|call| call.split_once('(')) {
            Some((name, argument)) => (name.rsplit('.').next(), argument),
            None => (None, inside),
        };
        let variable = variable.trim().trim_start_matches("data.");
        let filter = filter.map(|name| format!(" | {name}")).unwrap_or_default();
        out.push_str(&format!("{before}{{{{ {variable}{filter} }}}}"));
        rest = behind;
    }
    Some(out + rest)
}

/// What stands after each `key:`.
fn values<'s>(source: &'s str, key: &str) -> impl Iterator<Item = &'s str> {
    let length = key.len();
    source.match_indices(key).take(MOST).filter_map(move |(at, _)| {
        let before = source.get(..at)?.chars().next_back();
        let rest = source.get(at + length..)?.trim_start_matches(['"', '\'']).trim_start();
        let value = rest.strip_prefix([':', '='])?.trim_start();
        let is_whole = before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != '.');
        is_whole.then_some(value)
    })
}

/// A quoted text without placeholders, and what follows it.
fn quoted(value: &str) -> Option<(&str, &str)> {
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))?;
    let (text, behind) = value.get(1..)?.split_once(quote)?;
    (!text.contains("${") && !text.contains('\n')).then_some((text, behind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_searched_for_plain_text() {
        let source = "export default defineConfig({ mysite: 'no', site: 'https://a.b', base: `/x${y}`, \"tags\": [\"a\", 'b'] })";
        assert_eq!(text(source, "site").as_deref(), Some("https://a.b"));
        assert_eq!(text(source, "base"), None);
        let made = "export default { draft: false, permalink: (data) => `/b/${this.slugify(data.title)}/${data.page.fileSlug}/` }";
        assert_eq!(template(made, "permalink").as_deref(), Some("/b/{{ title | slugify }}/{{ page.fileSlug }}/"));
        assert_eq!((flag(made, "draft"), flag(made, "permalink")), (Some(false), None));
        assert_eq!(texts(source, "tags"), Some(vec!["a".to_owned(), "b".to_owned()]));
    }
}
