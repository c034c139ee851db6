//! What plugins of Gatsby read in Markdown: code in a line of its own that names what is shown from elsewhere (`` `youtube: id` ``:
//! gatsby-remark-embed-video, -embed-gist, -embedder, -embed-snippet), notes (`[[info | Title]]`: gatsby-remark-custom-blocks), the place
//! of a table of contents.

use super::super::code::CodeMap;
use super::super::find::holds;
use super::super::output::Output;
use super::super::tags::arguments::Arguments;
use super::super::tags::embed;
use super::super::tags::shown::{self, Shown, escape};

/// Rewrites what they read. None if a text holds nothing of it.
pub(in crate::template) fn rewrite(text: &str) -> Option<Output> {
    if !["`", "[["].iter().any(|mark| holds(text, mark)) {
        return None;
    }
    let mut pass = Pass { out: Output::default(), note: None, after_blank: true, changed: false };
    let code = CodeMap::of(text);
    let (mut at, mut skipped) = (0, 0);
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        if start < skipped {
            continue;
        }
        match code.at(start).filter(|range| range.start < start || line.starts_with("```")) {
            Some(range) if line.trim_end() == "```toc" => {
                skipped = range.end;
                pass.changed = true;
            }
            Some(_) => pass.keep(line, start),
            None => pass.line(line, text.get(at..).unwrap_or_default(), start),
        }
    }
    pass.end_note(at);
    pass.changed.then_some(pass.out)
}

struct Pass {
    out: Output,
    /// What ends the note whose lines are read.
    note: Option<String>,
    after_blank: bool,
    changed: bool,
}

impl Pass {
    fn keep(&mut self, line: &str, at: usize) {
        self.end_note(at);
        self.after_blank = line.trim().is_empty();
        self.out.copy(line, at);
    }

    fn end_note(&mut self, at: usize) {
        if let Some(end) = self.note.take() {
            self.out.block(&end, at);
        }
    }

    /// Takes a line outside of blocks of code; `behind` is what follows it.
    fn line(&mut self, line: &str, behind: &str, at: usize) {
        let rest = line.trim();
        if let Some(words) = rest.strip_prefix('|').filter(|_| self.note.is_some()) {
            return self.out.make(&format!("{}\n", words.strip_prefix(' ').unwrap_or(words)), at);
        }
        let is_alone = self.after_blank && behind.lines().next().unwrap_or_default().trim().is_empty();
        let named = rest.strip_prefix('`').and_then(|rest| rest.strip_suffix('`')).filter(|_| is_alone);
        let head =
            rest.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]")).filter(|_| behind.starts_with("| "));
        if let Some(made) = named.and_then(elsewhere) {
            self.changed = true;
            self.end_note(at);
            self.out.make(&format!("{made}\n"), at);
        } else if let Some(Shown::Around(before, end)) = head.map(note) {
            self.changed = true;
            self.end_note(at);
            self.out.block(&before, at);
            self.note = Some(end);
        } else {
            self.keep(line, at);
        }
    }
}

/// A note, of `kind | Title`.
fn note(written: &str) -> Shown {
    let (kind, title) = written.split_once('|').unwrap_or((written, ""));
    let named = [("title", title)].into_iter().filter(|(_, title)| !title.trim().is_empty());
    let named = named.map(|(name, title)| (name.to_owned(), title.trim().to_owned())).collect();
    match shown::paired(kind.trim(), &Arguments { positional: Vec::new(), named }) {
        shown @ Shown::Around(..) => shown,
        _ => Shown::Around("<blockquote markdown=\"1\">".to_owned(), "</blockquote>".to_owned()),
    }
}

/// What `name: value` shows from elsewhere.
fn elsewhere(written: &str) -> Option<String> {
    let (name, value) = written.split_once(':').filter(|_| !written.contains('`'))?;
    let value = value.trim();
    let link = |href: &str, words: &str| Some(format!("<a href=\"{}\">{}</a>", escape(href), escape(words)));
    match name {
        "youtube" | "vimeo" | "gist" | "codepen" | "jsfiddle" | "soundcloud" | "spotify" | "instagram" | "tweet"
        | "oembed" => {
            let value = value.split(['?', '#']).next().filter(|_| name == "gist").unwrap_or(value);
            embed::of(name, &Arguments::one(value))
        }
        "video" | "videoLink" | "audio" => {
            let film = if value.contains("youtu") { "youtube" } else { name };
            embed::of(if film == "videoLink" { "video" } else { film }, &Arguments::one(value))
        }
        "twitch" => link(&format!("https://www.twitch.tv/videos/{value}"), "\u{25b6} Twitch video"),
        "codesandbox" => link(&format!("https://codesandbox.io/s/{value}"), "CodeSandbox"),
        // The file lies where the configuration says.
        "embed" => Some(format!("`{}`", value.split(['{', '#']).next()?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_that_names_what_is_elsewhere_leads_there() {
        let film = "<a href=\"https://www.youtube.com/watch?v=abc\">\u{25b6} YouTube video</a>\n";
        for (text, want) in [
            ("`youtube: abc`\n", Some(film.to_owned())),
            ("a\n\n`video: https://www.youtube.com/embed/abc`\n\nb\n", Some(format!("a\n\n{film}\nb\n"))),
            ("`embed:src/a.js{1-2}`\n", Some("`src/a.js`\n".to_owned())),
            ("```toc\nx\n```\na\n", Some("a\n".to_owned())),
            ("a `youtube: abc` b\n", None),
            ("`youtube: abc` `youtube: d`\n", None),
            ("`std: abc`\n", None),
            ("[[info]]\nno bars\n", None),
        ] {
            assert_eq!(rewrite(text).map(|out| out.finish(|_| (1, 1)).0), want, "{text}");
        }
        let note = rewrite("[[info | A title]]\n| some *words*\n| more\n\nb\n").map(|out| out.finish(|_| (1, 1)).0);
        let note = note.unwrap_or_default();
        assert!(note.contains("folio-alert info\"><folio-title>A title</folio-title>"), "{note}");
        assert!(note.contains("\nsome *words*\nmore\n") && note.contains("</blockquote>\n\n"), "{note}");
    }
}
