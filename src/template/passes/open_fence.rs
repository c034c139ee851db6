//! Fences that nothing closes: CommonMark takes the rest of the post for code, kramdown (`FENCED_CODEBLOCK_MATCH`) and
//! Python-Markdown (`FENCED_BLOCK_RE`) take the fence for words.

use super::super::code::margin_cut;
use super::super::find::holds;
use super::super::output::Output;

/// Rewrites the fences, so that they are words. None if there are none.
pub(in crate::template) fn rewrite(text: &str) -> Option<Output> {
    if !holds(text, "```") && !holds(text, "~~~") {
        return None;
    }
    let fences = fences(text);
    let closable = closable(&fences);
    let (mut out, mut copied, mut changed) = (Output::default(), 0, false);
    let mut open: Option<&Fence> = None;
    for (fence, longest) in fences.iter().zip(closable) {
        match open {
            Some(begun) if fence.closes && fence.mark == begun.mark && fence.length >= begun.length => open = None,
            Some(_) => {}
            None if !fence.opens => {}
            None if fence.length <= longest => open = Some(fence),
            None if !fence.at_margin => {}
            None => {
                out.copy(text.get(copied..fence.at).unwrap_or_default(), copied);
                out.make("\\", fence.at);
                (copied, changed) = (fence.at, true);
            }
        }
    }
    out.copy(text.get(copied..).unwrap_or_default(), copied);
    changed.then_some(out)
}

/// A line that begins with three marks or more.
struct Fence {
    at: usize,
    mark: u8,
    length: usize,
    /// Whether it may open code.
    opens: bool,
    /// Whether it stands at the margin, not behind the mark of an item.
    at_margin: bool,
    /// Whether nothing but marks is on the line.
    closes: bool,
}

/// The fences of a text but for those in quotations, which end with the quotation.
fn fences(text: &str) -> Vec<Fence> {
    let mut at = 0;
    let mut fences = Vec::new();
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        let rest = margin_cut(line);
        let margin = line.len() - rest.len();
        let Some(mark) = rest.bytes().next().filter(|mark| matches!(mark, b'`' | b'~')) else { continue };
        let length = rest.bytes().take_while(|byte| *byte == mark).count();
        let info = rest.get(length..).unwrap_or_default();
        if length >= 3 && !line.get(..margin).unwrap_or_default().contains('>') {
            let opens = indent < 4 && !info.contains(char::from(mark));
            let at_margin = margin == indent;
            fences.push(Fence { at: start + margin, mark, length, opens, at_margin, closes: info.trim().is_empty() });
        }
    }
    fences
}

/// For every fence the length of the longest later one that could close it.
fn closable(fences: &[Fence]) -> Vec<usize> {
    let (mut quotes, mut tildes) = (0, 0);
    let mut longest: Vec<usize> = fences
        .iter()
        .rev()
        .map(|fence| {
            let later = if fence.mark == b'`' { &mut quotes } else { &mut tildes };
            let found = *later;
            if fence.closes {
                *later = found.max(fence.length);
            }
            found
        })
        .collect();
    longest.reverse();
    longest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fence_that_nothing_closes_is_a_word() {
        for (source, want) in [
            ("a\n~~~~\nb *c*\n", Some("a\n\\~~~~\nb *c*\n")),
            ("```js\na\n", Some("\\```js\na\n")),
            ("~~~\n```\na\n```\n", Some("\\~~~\n```\na\n```\n")),
            ("````\na\n```\n", Some("\\````\na\n\\```\n")),
            ("```\na\n```\n", None),
            ("```\na\n````\n", None),
            ("~~~\n```\n~~~\n", None),
            ("- a\n\n  ```\n  b\n  ```\n", None),
            ("- a\n\n      ```\n", None),
            ("- ```js\n  a\n  ```\n\nb\n", None),
            ("1.  a\n\n    ```\n    b\n    ```\n", None),
            ("> ```\n> a\n\n```\nb\n```\n", None),
            ("``` a ```\n", None),
        ] {
            assert_eq!(rewrite(source).map(|out| out.finish(|_| (1, 1)).0).as_deref(), want, "{source:?}");
        }
    }
}
