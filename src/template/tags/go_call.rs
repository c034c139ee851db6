//! Calls of functions that blogs with a program of their own in Go have: `{{image "a.png" 300}}` on lines by themselves,
//! `` {{raw `<text>`}} `` anywhere. Knows no files: code that a page takes from one is a link to it.

use std::ops::Range;

use super::super::code::CodeMap;
use super::super::output::Output;
use super::arguments::Arguments;
use super::nest::{self, Spot};
use super::shown::{self, Shown, escape};

/// Words that stand as they are written, over any number of lines.
struct Raw {
    whole: Range<usize>,
    inner: Range<usize>,
    /// `{{raw …}}`; else a text alone, which other languages have too.
    is_named: bool,
}

/// Rewrites calls, those on lines by themselves and `raw`, outside of code. None if there are none.
pub(in crate::template) fn rewrite(body: &str, code: &CodeMap) -> Option<Output> {
    let raws = raws(body, code);
    let unmarked = (!raws.is_empty()).then(|| CodeMap::of(&unmarked(body, &raws)));
    let code = unmarked.as_ref().unwrap_or(code);
    let mut found = raws.iter().any(|raw| raw.is_named);
    let mut raws = raws.iter().peekable();
    let mut out = Output::default();
    let (mut at, mut copied) = (0, 0);
    for line in body.split_inclusive('\n') {
        let start = at;
        at += line.len();
        while let Some(raw) = raws.next_if(|raw| raw.whole.start < at) {
            out.copy(body.get(copied..raw.whole.start)?, copied);
            out.copy(body.get(raw.inner.clone())?, raw.inner.start);
            copied = raw.whole.end;
        }
        if start < copied || !line.starts_with("{{") || code.at(start).is_some() {
            continue;
        }
        let Some(shown) = call(line.trim_end()) else { continue };
        found = true;
        out.copy(body.get(copied..start)?, copied);
        nest::show(&shown, Spot { source: start, after: "" }, &mut out);
        copied = at;
    }
    out.copy(body.get(copied..)?, copied);
    found.then_some(out)
}

/// The raw words of a body whose marks don't stand in code.
fn raws(body: &str, code: &CodeMap) -> Vec<Raw> {
    let mut raws = Vec::new();
    let mut at = 0;
    while let Some(next) = body.get(at..).and_then(|rest| rest.find("{{")) {
        let start = at + next;
        at = start + 2;
        if let Some(raw) = raw(body, start).filter(|_| code.at(start).is_none()) {
            at = raw.whole.end;
            raws.push(raw);
        }
    }
    raws
}

/// The raw words that begin at a byte: between backticks anything, between quotes what needs no escapes.
fn raw(body: &str, start: usize) -> Option<Raw> {
    let call = body.get(start..)?.strip_prefix("{{")?;
    let named = call.strip_prefix("raw").map(|rest| (rest, rest.trim_start())).filter(|(rest, text)| rest != text);
    let text = named.map_or(call, |(_, text)| text);
    let quote = text.chars().next().filter(|quote| matches!(quote, '`' | '"'))?;
    let inner = text.get(1..)?;
    let length = inner.find(quote)?;
    let plain = quote == '`' || !inner.get(..length)?.contains(['\\', '\n']);
    let after = inner.get(length + 1..)?;
    let rest = after.trim_start().strip_prefix("}}").filter(|_| plain)?;
    let byte = |rest: &str| body.len() - rest.len();
    let inner = byte(inner)..byte(inner) + length;
    Some(Raw { whole: start..byte(rest), inner, is_named: named.is_some() })
}

/// A body whose raw words have blanks for marks: backticks around them are no code.
fn unmarked(body: &str, raws: &[Raw]) -> String {
    let mut text = String::with_capacity(body.len());
    let blank = |marks: &str| marks.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect::<String>();
    let mut at = 0;
    for raw in raws {
        text.push_str(body.get(at..raw.whole.start).unwrap_or_default());
        text.push_str(&blank(body.get(raw.whole.start..raw.inner.start).unwrap_or_default()));
        text.push_str(body.get(raw.inner.clone()).unwrap_or_default());
        text.push_str(&blank(body.get(raw.inner.end..raw.whole.end).unwrap_or_default()));
        at = raw.whole.end;
    }
    text.push_str(body.get(at..).unwrap_or_default());
    text
}

/// What a line with a call shows.
fn call(line: &str) -> Option<Shown> {
    let inner = line.strip_prefix("{{")?.strip_suffix("}}")?;
    if inner.starts_with("/*") && inner.ends_with("*/") {
        return Some(Shown::Inline(String::new()));
    }
    let (name, given) = inner.split_once(' ')?;
    if !given.trim_start().starts_with(['"', '`']) {
        return None;
    }
    let given = Arguments::parse(given);
    let first = given.at(0)?;
    match name {
        "image" | "video" | "iframe" => {
            let shown = shown::single(name, &Arguments::one(first));
            matches!(shown, Shown::Inline(_) | Shown::Block(_)).then_some(shown)
        }
        "code" | "play" => {
            let path = escape(first);
            Some(Shown::Block(format!("<p><a href=\"{path}\">{path}</a></p>")))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_on_lines_by_themselves_are_what_they_show() {
        for (body, want) in [
            ("{{image \"a/b.png\" 300}}\n", Some("<img src=\"a/b.png\" alt=\"\">")),
            ("a\n\n{{code \"a/b.go\" `/x/` `/y/`}}\n\nb", Some("a\n\n<p><a href=\"a/b.go\">a/b.go</a></p>\n\n\nb")),
            ("{{raw `<b>x</b>`}}", Some("<b>x</b>")),
            ("a\n\n{{raw `\n\tb <c>\n\n\td\n`}}\n\ne", Some("a\n\n\n\tb <c>\n\n\td\n\n\ne")),
            ("a {{raw\n`<b>x</b>`}} `c` {{raw \"`d`\"}}", Some("a <b>x</b> `c` `d`")),
            ("{{raw `\na\n\n`}}\n\n{{image \"a.png\"}}", Some("\na\n\n\n\n<img src=\"a.png\" alt=\"\">")),
            ("{{raw `a`}} {{\"{{\"}}x}} `{{raw \"b\"}}`", Some("a {{x}} `{{raw \"b\"}}`")),
            ("{{\"{{\"}}x}} {{rawest `b`}} {{raw `b", None),
            ("{{/* not shown */}}\nx", Some("x")),
            ("```\n{{image \"a.png\"}}\n```\n", None),
            ("Use {{image \"a.png\"}} so.", None),
            ("{{ .Name }}\n{{image}}\n{{image .}}\n{{", None),
        ] {
            let made = rewrite(body, &CodeMap::of(body)).map(|out| out.finish(|_| (1, 1)).0.trim_end().to_owned());
            assert_eq!(made.as_deref(), want, "{body:?}");
        }
    }
}
