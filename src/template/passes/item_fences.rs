//! Fences right behind the mark of an item, whose code is not indented as far as the item's words: kramdown takes the lines up to
//! the closing fence along (`LAZY_END`), CommonMark ends the item, and code of no lines, before them.

use super::super::code::is_item;
use super::super::find::holds;
use super::super::output::Output;

/// Lines that are looked at for the fence that closes.
const MOST_LINES: usize = 400;

/// Indents the lines of such code. None if there are none.
pub(in crate::template) fn rewrite(text: &str) -> Option<Output> {
    let is_near = |mark: &str| holds(text, mark);
    if !["- ```", "* ```", "+ ```", ". ```", "- ~~~", "* ~~~", ". ~~~"].into_iter().any(is_near) {
        return None;
    }
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let (mut out, mut copied, mut at, mut number) = (Output::default(), 0, 0, 0);
    // The fence of other code that is open.
    let mut open: Option<&str> = None;
    while let Some(line) = lines.get(number) {
        let words = line.trim();
        match (open, fence_of(words), opened(line)) {
            (Some(fence), Some(own), _) if own.starts_with(fence) && own == words => open = None,
            (Some(_), ..) => {}
            (None, Some(own), _) => open = Some(own),
            (None, None, Some(item)) => {
                let close = closing(&lines, number + 1, &item);
                let Some(close) = close else {
                    open = Some(item.fence);
                    at += line.len();
                    number += 1;
                    continue;
                };
                let from = at + line.len();
                out.copy(text.get(copied..from).unwrap_or_default(), copied);
                copied = from;
                for inner in lines.get(number + 1..=close).unwrap_or_default() {
                    let own = inner.len() - inner.trim_start_matches(' ').len();
                    out.make(&" ".repeat(item.words), copied);
                    let cut = own.min(item.margin);
                    out.copy(inner.get(cut..).unwrap_or_default(), copied + cut);
                    copied += inner.len();
                }
                (at, number) = (copied, close + 1);
                continue;
            }
            _ => {}
        }
        at += line.len();
        number += 1;
    }
    out.ended(text, copied)
}

/// The marks that a line begins with, three or more.
fn fence_of(words: &str) -> Option<&str> {
    let mark = words.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
    let rest = words.trim_start_matches(mark);
    let fence = words.get(..words.len() - rest.len())?;
    (fence.len() >= 3 && !rest.contains(mark)).then_some(fence)
}

/// An item that begins with a fence.
struct Item<'t> {
    /// Blanks before its mark, and before its words.
    margin: usize,
    words: usize,
    fence: &'t str,
}

fn opened(line: &str) -> Option<Item<'_>> {
    let rest = line.trim_start_matches(' ');
    let margin = line.len() - rest.len();
    let mark = rest.trim_start_matches(|c: char| c.is_ascii_digit()).get(1..)?;
    let inner = mark.trim_start_matches(' ');
    let fence = fence_of(inner.trim_end())?;
    is_item(line).then_some(Item { margin, words: line.len() - inner.len(), fence })
}

/// The line that closes the code of an item, where CommonMark would not have it in there.
fn closing(lines: &[&str], from: usize, item: &Item<'_>) -> Option<usize> {
    let code = lines.iter().skip(from).take(MOST_LINES).enumerate();
    for (number, line) in code {
        let words = line.trim();
        let indent = line.len() - line.trim_start_matches(' ').len();
        if words.is_empty() || is_item(line) && indent <= item.margin {
            return None;
        }
        if fence_of(words) == Some(words) && words.starts_with(item.fence) {
            return (indent < item.words && !line.starts_with('\t')).then_some(from + number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_of_an_item_goes_to_its_closing_fence() {
        for (source, want) in [
            ("- ```\na = 1\n```\n- b\n", Some("- ```\n  a = 1\n  ```\n- b\n")),
            (
                "* o\n    * ```\n    a\n      b\n    ```\n    * c\n",
                Some("* o\n    * ```\n      a\n        b\n      ```\n    * c\n"),
            ),
            ("1. ```sh\nls\n```\n2. ```\npwd\n```\n", Some("1. ```sh\n   ls\n   ```\n2. ```\n   pwd\n   ```\n")),
            ("- ```\n  a\n  ```\n", None),
            ("- ```\na\n\n```\n", None),
            ("- ```\n- a\n```\n", None),
            ("```\n- ```\na\n```\n", None),
            ("- ```a``` b\nc\n```\nd\n```\n", None),
        ] {
            assert_eq!(rewrite(source).map(|out| out.finish(|_| (1, 1)).0).as_deref(), want, "{source}");
        }
    }
}
