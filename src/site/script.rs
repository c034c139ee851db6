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
        assert_eq!(texts(source, "tags"), Some(vec!["a".to_owned(), "b".to_owned()]));
    }
}
