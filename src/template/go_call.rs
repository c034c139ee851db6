//! Calls of functions that blogs with a program of their own in Go have on lines by themselves: `{{image "a.png" 300}}`,
//! `` {{play "a.go" `/START/`}} ``. Knows no files: code that a page takes from one is a link to it.

use super::arguments::Arguments;
use super::code::CodeMap;
use super::nest::{self, Spot};
use super::output::Output;
use super::shown::{self, Shown, escape};

/// Rewrites calls on lines by themselves, outside of code. None if there are none.
pub(super) fn rewrite(body: &str, code: &CodeMap) -> Option<Output> {
    let mut out = Output::default();
    let (mut at, mut copied, mut found) = (0, 0, false);
    for line in body.split_inclusive('\n') {
        let start = at;
        at += line.len();
        if !line.starts_with("{{") || code.at(start).is_some() {
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
        "raw" => Some(Shown::Block(first.to_owned())),
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
