//! What themes of VuePress take from elsewhere, `@[youtube](id)` on a line of its own (theme-plume: "Embedding"), and how large they show
//! pictures, `![words](a.png =300x200)` (theme-hope: "Image"; HackMD).

use super::super::code::CodeMap;
use super::super::find::holds;
use super::super::near::find_near;
use super::super::output::Output;
use super::super::tags::arguments::Arguments;
use super::super::tags::embed;
use super::super::tags::shown::escape;

/// Rewrites both. None if a text holds none.
pub(in crate::template) fn rewrite(text: &str) -> Option<Output> {
    if !holds(text, "@[") && !holds(text, " =") {
        return None;
    }
    let code = CodeMap::of(text);
    let (mut out, mut copied, mut at) = (Output::default(), 0, 0);
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let indent = line.len() - line.trim_start().len();
        if let Some(made) = elsewhere(line.trim()).filter(|_| code.at(start + indent).is_none()) {
            out.copy(text.get(copied..start + indent).unwrap_or_default(), copied);
            out.make(&made, start + indent);
            copied = start + line.trim_end().len();
            continue;
        }
        for (place, _) in line.match_indices(" =") {
            let size = line.get(place + 2..).and_then(|rest| rest.split_once(')')).map_or("", |(size, _)| size);
            let is_size =
                size.len() > 1 && size.contains('x') && size.bytes().all(|byte| byte.is_ascii_digit() || byte == b'x');
            let address =
                line.get(..place).and_then(|before| before.rsplit_once("](")).map_or(" ", |(_, address)| address);
            if is_size && !address.contains([' ', ')']) && code.at(start + place).is_none() {
                out.copy(text.get(copied..start + place).unwrap_or_default(), copied);
                copied = start + place + 2 + size.len();
            }
        }
    }
    out.ended(text, copied)
}

/// What `@[name options](value)` leads to; files of code are taken in elsewhere.
fn elsewhere(line: &str) -> Option<String> {
    let inner = line.strip_prefix("@[")?;
    let (name, value) = inner.get(..find_near(inner, "](")?).zip(inner.split_once("](")?.1.strip_suffix(')'))?;
    let name = name.split_whitespace().next()?;
    let value = value.split_whitespace().next()?;
    let link = |words: &str| format!("<a href=\"{}\">{}</a>", escape(value), escape(words));
    match name.to_lowercase().as_str() {
        "pdf" => Some(link(value.rsplit('/').next().unwrap_or(value))),
        "caniuse" => Some(format!("<a href=\"https://caniuse.com/{0}\">Can I use {0}</a>", escape(value))),
        "artplayer" => Some(link("\u{25b6} video")),
        "audioreader" | "acfun" => Some(link(value)),
        "code" => None,
        name => embed::of(name, &Arguments::one(value)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_elsewhere_is_linked_and_sizes_are_no_words() {
        for (text, want) in [
            ("@[youtube](abc)\n", Some("<a href=\"https://www.youtube.com/watch?v=abc\">\u{25b6} YouTube video</a>\n")),
            ("@[pdf](/b/a.pdf)\n", Some("<a href=\"/b/a.pdf\">a.pdf</a>\n")),
            ("![a](/a.png =300x200) ![b](b.png =20x)\n", Some("![a](/a.png) ![b](b.png)\n")),
            ("`![a](/a.png =300x200)` and (x =3x)\n", None),
            ("@[code](a.js)\n@[words](b)\n", None),
        ] {
            assert_eq!(rewrite(text).map(|out| out.finish(|_| (1, 1)).0).as_deref(), want, "{text}");
        }
    }
}
