//! Films that stand where pictures do, by the address of their page, and boxes of tasks that are neither open nor done, as
//! Obsidian has both. Knows no pictures.

use super::super::code::CodeMap;
use super::super::find::holds;
use super::super::near::{begins_line_behind, find_near, near};
use super::super::output::Output;

/// Boxes of tasks: begun, given up, put off. Other signs are left to the themes that draw them.
const BOXES: [(&str, &str); 4] =
    [("[/] ", "\u{25e7} "), ("[-] ", "\u{2612} "), ("[>] ", "\u{25b7} "), ("[<] ", "\u{25c1} ")];

/// Rewrites films and boxes. None if there are none.
pub(in crate::template) fn rewrite(text: &str) -> Option<Output> {
    let any = holds(text, "![") || BOXES.iter().any(|(written, _)| holds(text, written));
    if !any {
        return None;
    }
    let code = CodeMap::of(text);
    let (mut out, mut copied, mut from) = (Output::default(), 0, 0);
    while let Some(found) = text.as_bytes().get(from..).and_then(|rest| memchr::memchr(b'[', rest)) {
        let at = from + found;
        from = at + 1;
        let rest = text.get(at..).unwrap_or_default();
        let before = text.get(..at).unwrap_or_default();
        let shown = match before.strip_suffix('!') {
            Some(_) => film(rest).map(|(shown, length)| (at - 1, at + length, shown)),
            None => boxed(before, rest).map(|shown| (at, at + 4, shown.to_owned())),
        };
        let Some((start, end, shown)) = shown.filter(|_| code.at(at).is_none()) else { continue };
        out.copy(text.get(copied..start).unwrap_or_default(), copied);
        out.make(&shown, start);
        (copied, from) = (end, end);
    }
    out.ended(text, copied)
}

/// The link that a film becomes whose words begin a text, and how much of that it takes.
fn film(text: &str) -> Option<(String, usize)> {
    let close = find_near(text, "](")?;
    let words = text.get(1..close).filter(|words| !words.contains(['[', ']', '\n']))?;
    let behind = text.get(close + 2..)?;
    let end = near(behind).find([')', '\n'])?;
    let target = behind
        .get(..end)
        .filter(|target| is_film(target) && behind.get(end..).is_some_and(|it| it.starts_with(')')))?;
    let words = words.split('|').next().unwrap_or_default();
    let words = if words.chars().all(|c| c.is_ascii_digit() || c == 'x') { "Video" } else { words };
    Some((format!("[\u{25b6} {words}]({target})"), close + 2 + end + 1))
}

fn is_film(target: &str) -> bool {
    let place = target.split_once("://").map_or("", |(_, place)| place);
    let place = place.strip_prefix("www.").unwrap_or(place);
    ["youtube.com/watch", "youtu.be/", "vimeo.com/"].iter().any(|start| place.starts_with(start))
}

/// The box that a task has whose sign begins a text.
fn boxed(before: &str, text: &str) -> Option<&'static str> {
    let (_, shown) = BOXES.iter().find(|(written, _)| text.starts_with(written))?;
    let margin = ["- ", "* ", "+ "].iter().find_map(|mark| before.strip_suffix(mark))?;
    begins_line_behind(margin, |c| c == '>').then_some(*shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn films_are_links_and_tasks_have_boxes() {
        for (source, want) in [
            ("![](https://www.youtube.com/watch?v=a)", Some("[\u{25b6} Video](https://www.youtube.com/watch?v=a)")),
            ("- [/] a\n> * [-] b\n", Some("- \u{25e7} a\n> * \u{2612} b\n")),
            ("![A|b](c.png) ![x](y.png) [/] `![1](a)` - [x] d", None),
        ] {
            assert_eq!(rewrite(source).map(|out| out.finish(|_| (1, 1)).0).as_deref(), want, "{source:?}");
        }
    }
}
