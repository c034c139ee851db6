//! Elements of distill.pub's template, as academic themes of Jekyll have them: citations, notes, code and formulas, which a script
//! of the page fills.

use super::super::code::CodeMap;
use super::super::find::{Finder, holds};
use super::super::output::Output;
use super::super::tags::shown::escape;

/// Bytes of a tag at most.
const LONGEST: usize = 400;

/// Rewrites them to what a reader can have of them. None if there are none.
pub(in crate::template) fn rewrite(text: &str) -> Option<Output> {
    if !holds(text, "<d-") {
        return None;
    }
    let mut tags = Finder::new("<");
    let code = CodeMap::of(text);
    let (mut out, mut copied, mut from) = (Output::default(), 0, 0);
    // Per element whether it was opened as a block.
    let mut blocks = Vec::new();
    while let Some(start) = tags.find(text, from) {
        from = start + 1;
        let rest = text.get(from..).unwrap_or_default();
        let is_own = rest.starts_with("d-") || rest.starts_with("/d-");
        let end = rest.bytes().take(LONGEST).position(|byte| byte == b'>').filter(|_| is_own);
        let Some(tag) = end.and_then(|end| rest.get(..end)) else { continue };
        let Some(made) = shown(tag, &mut blocks).filter(|_| code.at(start).is_none()) else { continue };
        out.copy(text.get(copied..start).unwrap_or_default(), copied);
        out.make(&made, start);
        copied = from + tag.len() + 1;
        from = copied;
    }
    out.ended(text, copied)
}

/// What stands in a tag's place; none for other elements.
fn shown(tag: &str, blocks: &mut Vec<bool>) -> Option<String> {
    let name = tag.split_whitespace().next().unwrap_or_default();
    let is_block = tag.split_whitespace().any(|word| word == "block");
    let made = match name {
        "d-cite" => {
            let key = tag.split_once("key=").map_or("", |(_, value)| value.trim_matches(['"', '\'', ' ', '/']));
            let keys: Vec<&str> = key.split([',', '"', '\'']).map(str::trim).filter(|key| !key.is_empty()).collect();
            escape(&format!("\\[{}\\]", keys.join(", ")))
        }
        "/d-cite" => String::new(),
        "d-footnote" => " (".to_owned(),
        "/d-footnote" => ")".to_owned(),
        "d-code" | "d-math" => {
            blocks.push(is_block);
            match (name, is_block) {
                ("d-code", true) => "<pre><code>",
                ("d-code", false) => "<code>",
                (_, true) => "$$",
                (_, false) => "$",
            }
            .to_owned()
        }
        "/d-code" | "/d-math" => match (name, blocks.pop().unwrap_or_default()) {
            ("/d-code", true) => "</code></pre>",
            ("/d-code", false) => "</code>",
            (_, true) => "$$",
            (_, false) => "$",
        }
        .to_owned(),
        _ => return None,
    };
    Some(made)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn citations_notes_and_code_are_words() {
        for (source, want) in [
            ("a <d-cite key=\"b2015,c\"></d-cite> d", Some("a \\[b2015, c\\] d")),
            ("a.<d-footnote>It is *b*.</d-footnote> c", Some("a. (It is *b*.) c")),
            ("<d-code block language=\"js\">\n  x\n</d-code>\n", Some("<pre><code>\n  x\n</code></pre>\n")),
            ("<d-code>x</d-code> <d-math>y</d-math>", Some("<code>x</code> $y$")),
            ("`<d-cite key=\"b\">` <d-title> <d-cite", None),
        ] {
            assert_eq!(rewrite(source).map(|out| out.finish(|_| (1, 1)).0).as_deref(), want, "{source}");
        }
    }
}
