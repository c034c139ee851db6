//! Marks of Discount, which Octopress had: `->words in the middle<-` and pictures with a size (`![a](b.png =100x20)`).

use super::super::code::CodeMap;
use super::super::find::holds;
use super::super::output::Output;

/// Bytes of a size at most, and of an address.
const LONGEST: usize = 16;
const LONGEST_ADDRESS: usize = 2_000;

/// Leaves out the marks. None if there are none.
pub(in crate::template) fn rewrite(text: &str) -> Option<Output> {
    let has_arrows = holds(text, "->") && holds(text, "<-");
    if !has_arrows && !holds(text, " =") {
        return None;
    }
    let code = CodeMap::of(text);
    let mut out = Output::default();
    let (mut copied, mut at) = (0, 0);
    for line in text.split_inclusive('\n') {
        let words = line.trim_end();
        let end = at + words.len();
        let is_centered = words.len() > 4 && words.starts_with("->") && words.ends_with("<-");
        let mut cuts = Vec::new();
        if is_centered {
            cuts.push((at, at + 2));
        }
        cuts.extend(sizes(words).map(|(from, to)| (at + from, at + to)));
        if is_centered {
            cuts.push((end - 2, end));
        }
        for (from, to) in cuts.into_iter().filter(|(from, _)| code.at(*from).is_none()) {
            out.copy(text.get(copied..from).unwrap_or_default(), copied);
            copied = to;
        }
        at += line.len();
    }
    out.ended(text, copied)
}

/// Where the sizes of a line's pictures stand: behind their addresses.
fn sizes(line: &str) -> impl Iterator<Item = (usize, usize)> {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    line.match_indices("](").filter_map(move |(at, open)| {
        let from = at + open.len();
        let mut address = line.as_bytes().get(from..)?.iter().take(LONGEST_ADDRESS);
        let start = from + address.position(|byte| matches!(byte, b' ' | b')'))?;
        let size = line.get(start..)?.strip_prefix(" =")?;
        let length = size.bytes().take(LONGEST).take_while(|byte| byte.is_ascii_digit() || *byte == b'x').count();
        let (width, height) = size.get(..length)?.split_once('x')?;
        let ends = size.get(length..)?.starts_with([')', ' ']);
        (is_number(width) && is_number(height) && ends).then_some((start, start + 2 + length))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_arrows_are_no_words() {
        for (source, want) in [
            ("->a [b](c)<-\n", Some("a [b](c)\n")),
            ("![p](/a.png =100x20 \"T\") ![q](/b.png =5x5)\n", Some("![p](/a.png \"T\") ![q](/b.png)\n")),
            ("->![p](/a.png =1x2)<-", Some("![p](/a.png)")),
            ("a -> b <- c\n", None),
            ("x =1x2) and [a](b) =3x4)\n", None),
            ("[a](b) x =1 y\n", None),
            ("`![p](/a.png =100x20)`\n", None),
        ] {
            assert_eq!(rewrite(source).map(|out| out.finish(|_| (1, 1)).0).as_deref(), want, "{source}");
        }
    }
}
