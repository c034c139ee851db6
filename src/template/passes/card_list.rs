//! Lists of cards of VuePress' theme vdoing, YAML in a fence within `::: cardList`, `::: cardImgList` or `::: cardTextList`
//! (its documentation, "Markdown containers").

use super::super::find::holds;
use super::super::output::Output;
use super::super::tags::cards;

/// Bytes of a list at most.
const LONGEST: usize = 32 << 10;

/// Rewrites such lists. None if a text holds none.
pub(in crate::template) fn rewrite(text: &str) -> Option<Output> {
    if !holds(text, "::: card") {
        return None;
    }
    let (mut out, mut copied) = (Output::default(), 0);
    for (at, _) in text.match_indices("::: card") {
        let begins_line = at == 0 || text.as_bytes().get(at - 1) == Some(&b'\n');
        let Some(rest) = text.get(at..).filter(|_| begins_line && at >= copied) else { continue };
        if let Some((made, length)) = list(rest) {
            out.copy(text.get(copied..at).unwrap_or_default(), copied);
            out.block(&made, at);
            copied = at + length;
        }
    }
    out.ended(text, copied)
}

/// The list that a text begins with, and its bytes.
fn list(text: &str) -> Option<(String, usize)> {
    let (head, rest) = text.split_once('\n')?;
    let name = head.strip_prefix("::: ")?.split(' ').next()?.trim();
    matches!(name, "cardList" | "cardImgList" | "cardTextList").then_some(())?;
    let (_, yaml) = rest.trim_start().strip_prefix("```")?.split_once('\n')?;
    let (yaml, behind) = yaml.split_at_checked(yaml.find("\n```")?).filter(|(yaml, _)| yaml.len() < LONGEST)?;
    let end = behind.find("\n:::")? + 4;
    let length = text.len() - behind.len() + end;
    Some((cards::of_yaml(yaml)?, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_cards_are_lists() {
        let text = "a\n\n::: cardList 2\n```yaml\n- name: A\n  desc: B\n  link: https://a.example\n```\n:::\n\nb\n";
        let made = rewrite(text).map(|out| out.finish(|_| (1, 1)).0).unwrap_or_default();
        let item = "<li><a href=\"https://a.example\">A</a> B</li>";
        assert_eq!(made.trim_end(), format!("a\n\n<ul>\n{item}\n</ul>\n\n\n\nb"), "{made}");
        assert!(rewrite("::: card\nwords\n:::\n").is_none());
    }
}
