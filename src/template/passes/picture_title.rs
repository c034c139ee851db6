//! Titles of pictures that stand by themselves, as captions below them: `![words](a.png "Title")`. Whose pages show them is said
//! by the site.

use super::super::code::CodeMap;
use super::super::find::holds;
use super::super::output::Output;

/// Bytes of a picture with its title at most; a longer one is left as it is.
const LONGEST: usize = 4_000;

/// Puts the titles of pictures that are paragraphs below them. None if there are none.
pub(in crate::template) fn rewrite(text: &str) -> Option<Output> {
    if !holds(text, "![") {
        return None;
    }
    let code = CodeMap::of(text);
    let (mut out, mut copied, mut at) = (Output::default(), 0, 0);
    let mut after_blank = true;
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let start = at;
        at += line.len();
        let stands_alone = after_blank && lines.peek().is_none_or(|next| next.trim().is_empty());
        after_blank = line.trim().is_empty();
        let titled = Titled::of(line).filter(|_| stands_alone && code.at(start).is_none());
        let Some(Titled { picture, title }) = titled else { continue };
        out.copy(text.get(copied..start).unwrap_or_default(), copied);
        let caption = format!("<figcaption markdown=\"1\">\n\n{title}\n\n</figcaption>\n</figure>\n");
        out.make(&format!("<figure markdown=\"1\">\n\n{picture})\n\n{caption}"), start);
        copied = at;
    }
    out.ended(text, copied)
}

/// A picture that is a line.
struct Titled<'a> {
    /// Up to its address.
    picture: &'a str,
    title: &'a str,
}

impl<'a> Titled<'a> {
    fn of(line: &'a str) -> Option<Self> {
        let line = line.trim_end();
        let is_picture = line.starts_with("![") && line.len() <= LONGEST && line.matches("](").count() == 1;
        let inner = line.strip_suffix(')').filter(|_| is_picture)?.trim_end();
        let mark = inner.chars().next_back().filter(|mark| matches!(mark, '"' | '\''))?;
        let inner = inner.strip_suffix(mark)?;
        let open = inner.find("](").and_then(|at| Some(at + inner.get(at..)?.find([' ', '\t'])?))?;
        let (picture, title) = inner.split_at(open);
        let title = title.trim_start().strip_prefix(mark)?.trim();
        (!title.is_empty() && !title.contains(mark)).then_some(Self { picture, title })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_pictures_by_themselves_are_captions() {
        for (source, want) in [
            (
                "![a](b.png \"A *title*\")\n\nc",
                Some(
                    "<figure markdown=\"1\">\n\n![a](b.png)\n\n<figcaption markdown=\"1\">\n\nA *title*\n\n</figcaption>\n</figure>\n\nc",
                ),
            ),
            (
                "c\n\n![](b.png 'T' )",
                Some(
                    "c\n\n<figure markdown=\"1\">\n\n![](b.png)\n\n<figcaption markdown=\"1\">\n\nT\n\n</figcaption>\n</figure>\n",
                ),
            ),
            ("c ![a](b.png \"T\")\n", None),
            ("![a](b.png \"T\")\nc\n", None),
            ("![a](b.png \"T\") ![a](b.png \"T\")\n", None),
            ("![a](b.png)\n", None),
            ("![a](b.png \"\")\n", None),
            ("```\n\n![a](b.png \"T\")\n\n```\n", None),
            (
                "![a]( \"T\")",
                Some(
                    "<figure markdown=\"1\">\n\n![a]()\n\n<figcaption markdown=\"1\">\n\nT\n\n</figcaption>\n</figure>\n",
                ),
            ),
        ] {
            let made = rewrite(source).map(|out| out.finish(|_| (1, 1)).0);
            assert_eq!(made.as_deref(), want, "{source}");
        }
    }
}
