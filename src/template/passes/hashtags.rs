//! Tags that notes have in their words: `#garden/bench` (Obsidian: "Tags"; Quartz, `tagRegex`).

use super::super::code::CodeMap;
use super::super::find::holds;

/// Tags of one note.
const MOST: usize = 256;

/// The tags in a text, each once, without their mark: letters, digits, `_`, `-` and `/`, and not digits alone.
pub fn hashtags(text: &str) -> Vec<&str> {
    if !holds(text, "#") {
        return Vec::new();
    }
    let code = CodeMap::of(text);
    let mut found: Vec<&str> = Vec::new();
    for at in memchr::memchr_iter(b'#', text.as_bytes()) {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let Some(rest) = text.get(at + 1..).filter(|_| before.is_none_or(char::is_whitespace)) else { continue };
        let end = rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-' | '/')).unwrap_or(rest.len());
        let tag = rest.get(..end).unwrap_or_default().trim_end_matches('/');
        let is_tag = tag.chars().any(|c| c.is_alphabetic() || c == '_')
            && !rest.get(end..).is_some_and(|rest| rest.starts_with('#'));
        if is_tag && code.at(at).is_none() && !found.contains(&tag) && found.len() < MOST {
            found.push(tag);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_stand_in_words() {
        for (text, want) in [
            ("#one and #two/three, #ünï_x.", vec!["one", "two/three", "ünï_x"]),
            ("# Heading\n## Other\n#1 #2024 a#b [x](#y) ##no", vec![]),
            ("`#code`\n```\n#code\n```\n#a #a", vec!["a"]),
        ] {
            assert_eq!(hashtags(text), want, "{text:?}");
        }
    }
}
