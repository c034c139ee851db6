//! Explicit markup of reStructuredText: directives, notes, targets, comments. Directives of docutils, Sphinx and Nikola.

use std::borrow::Cow;

use super::inline::note_label;
use super::{Line, Numbering, Reader, names};
use crate::template::markup::escape::{self, image, link, literal};
use crate::template::markup::grid::GridCell;
use crate::template::markup::html_words::html;
use crate::template::markup::records::records;
use crate::template::markup::source::dedented;
use crate::text::capitalized;

/// A directive.
#[derive(Clone, Debug)]
struct Directive<'t> {
    name: String,
    argument: String,
    options: Vec<(&'t str, &'t str)>,
    /// Lines of its content.
    content: (usize, usize),
    /// Its own line.
    line: usize,
    at: usize,
}

impl Directive<'_> {
    fn option(&self, name: &str) -> &str {
        self.options.iter().find(|(own, _)| *own == name).map_or("", |(_, value)| value)
    }
}

impl<'t> Reader<'t> {
    /// A line that begins with two dots, or a target without a name.
    pub(super) fn explicit(&mut self, line: Line<'t>) -> bool {
        if line.text.starts_with("__ ") {
            self.cursor.at = self.cursor.end_of(self.cursor.at + 1, line.indent);
            return true;
        }
        let begins = |text: &&str| text.is_empty() || text.starts_with(char::is_whitespace);
        let Some(text) = line.text.strip_prefix("..").filter(begins) else {
            return false;
        };
        let text = text.trim();
        // Two dots alone above a blank line end what is above; what is indented below is no part of them.
        if text.is_empty() && self.cursor.lines.get(self.cursor.at + 1).is_none_or(Line::is_blank) {
            self.cursor.at += 1;
            return true;
        }
        let end = self.cursor.end_of(self.cursor.at + 1, line.indent);
        if let Some(rest) = text.strip_prefix('[') {
            if !self.defined_note(line, rest, end) {
                self.cursor.at = end;
            }
            return true;
        }
        if let Some(rest) = text.strip_prefix('_') {
            let place = names::target(rest).filter(|(name, url)| url.is_empty() && *name != "_");
            self.place = place.map_or_else(String::new, |(name, _)| name.to_lowercase().replace(' ', "-"));
            self.cursor.at = end;
            return true;
        }
        let parted = text.split_once("::").filter(|(_, rest)| rest.is_empty() || rest.starts_with(char::is_whitespace));
        match parted.map(|(name, _)| name.trim_end()).filter(|name| is_name(name)) {
            Some(name) => {
                let directive = self.parts(line, name, end);
                self.cursor.at = end;
                self.directive(directive);
            }
            // A comment, or a substitution's definition.
            None => self.cursor.at = end,
        }
        true
    }

    /// `.. [1] words`.
    fn defined_note(&mut self, line: Line<'t>, rest: &str, end: usize) -> bool {
        let Some((label, words)) = rest.split_once(']') else { return false };
        let is_referred = matches!(label, "#" | "*") || self.names.is_referred(label);
        let Some(label) = note_label(label, &mut self.names.notes.1) else { return false };
        if !self.cursor.can_nest() {
            return false;
        }
        let depth = self.cursor.page.depth();
        self.cursor.page.part();
        match is_referred {
            true => self.cursor.page.open(&format!("[^{label}]: "), "    "),
            // A note that nothing refers to is shown where it stands.
            false => self.cursor.page.open(&format!("**\\[{}\\]** ", literal(&label)), ""),
        }
        if words.trim().is_empty() {
            self.cursor.enter_lines(depth, self.cursor.at + 1, end);
        } else {
            self.cursor.enter_behind(depth, line.text.len() - words.len(), end);
        }
        true
    }

    /// Parts a directive: its argument may go on below, then come options, then its content.
    fn parts(&self, line: Line<'t>, name: &str, end: usize) -> Directive<'t> {
        let mut argument = line.text.split_once("::").map_or("", |(_, rest)| rest.trim()).to_owned();
        let mut options = Vec::new();
        let mut at = self.cursor.at + 1;
        let name = name.to_ascii_lowercase();
        let takes_more = matches!(name.as_str(), "image" | "figure" | "admonition" | "topic");
        while let Some(line) = self.cursor.lines.get(at).filter(|_| at < end) {
            match line.text.strip_prefix(':').and_then(|rest| rest.split_once(':')) {
                Some((name, value)) if !name.is_empty() && (value.is_empty() || value.starts_with(' ')) => {
                    options.push((name, value.trim()));
                }
                None if options.is_empty() && takes_more && !argument.is_empty() && !line.is_blank() => {
                    argument.push(' ');
                    argument.push_str(line.text);
                }
                _ => break,
            }
            at += 1;
        }
        Directive { name, argument, options, content: (at.min(end), end), line: self.cursor.at, at: line.at }
    }

    fn content(&self, directive: &Directive<'_>) -> Vec<(usize, Cow<'t, str>)> {
        let (start, end) = directive.content;
        dedented(self.cursor.between(start, end))
    }

    fn directive(&mut self, it: Directive<'t>) {
        match it.name.as_str() {
            "parsed-literal" => self.parsed_literal(&it),
            "sectnum" | "section-numbering" => {
                let number = |name: &str| it.option(name).parse().ok();
                self.numbering = Some(Numbering {
                    depth: number("depth").map_or(usize::MAX, |depth: u32| depth as usize),
                    prefix: literal(it.option("prefix")),
                    suffix: literal(it.option("suffix")),
                    start: number("start").unwrap_or(1),
                });
            }
            "default-role" => self.names.default_role = it.argument.to_ascii_lowercase(),
            "slides" => {
                for (at, picture) in self.content(&it).iter().filter(|(_, line)| !line.is_empty()) {
                    self.cursor.page.block(&image("", picture), &[*at]);
                }
            }
            "code-block" | "code" | "sourcecode" | "prompt" | "literal" | "ipython" | "gist-code" | "pyrun"
            | "runblock" | "program-output" | "listing" | "literalinclude" | "include-code" | "graphviz"
            | "digraph" | "blockdiag" | "mermaid" | "plantuml" | "uml" => self.code(&it),
            "highlight" => self.language = it.argument,
            "math" => self.formula(&it),
            "image" | "figure" | "thumbnail" | "lead" => self.picture(&it),
            "raw" if it.argument.split(' ').any(|format| format == "html") => {
                let html = escape::html(self.content(&it).iter().map(|(_, line)| line.as_ref()));
                self.cursor.page.block(&html, &[it.at]);
            }
            "raw" | "contents" | "include" | "role" | "meta" | "header" | "footer" | "title" | "target-notes"
            | "post-list" | "index" | "toctree" | "highlightlang" | "currentmodule" | "module" | "tabularcolumns"
            | "date" | "replace" | "unicode" | "class-path" => {}
            // What a post of Tinkerer's or ABlog's says of itself.
            "post" | "postlist" | "tags" | "categories" | "author" | "comments" => {}
            "csv-table" => self.separated_table(&it),
            "list-table" => self.listed_table(&it),
            "rubric" | "caption" => {
                let words = self.inline(&it.argument);
                self.cursor.page.block(&format!("**{words}**"), &[it.at]);
            }
            "youtube" | "vimeo" | "soundcloud" | "soundcloud_playlist" | "media" | "gist" | "video" | "audio" => {
                let (words, url) = embedded(&it.name, &it.argument);
                self.cursor.page.block(&link(words, &url), &[it.at]);
            }
            _ => match changed(&it.name) {
                Some(words) => self.change(&it, words),
                None => self.container(&it),
            },
        }
    }

    fn code(&mut self, it: &Directive<'t>) {
        let language = match it.name.as_str() {
            "code-block" | "code" | "sourcecode" if it.argument.is_empty() => self.language.clone(),
            "code-block" | "code" | "sourcecode" | "prompt" => it.argument.clone(),
            "graphviz" | "digraph" => "dot".to_owned(),
            "mermaid" | "plantuml" => it.name.clone(),
            _ => String::new(),
        };
        let content = self.content(it);
        let caption = it.option("caption");
        if !caption.is_empty() {
            let words = self.inline(caption);
            self.cursor.page.block(&format!("*{words}*"), &[it.at]);
        }
        if !content.is_empty() {
            self.cursor.page.code(&language, &content, it.at);
        } else if !it.argument.is_empty() && matches!(it.name.as_str(), "listing" | "literalinclude" | "include-code") {
            // The file is elsewhere.
            let file = it.argument.split(' ').next().unwrap_or_default();
            self.cursor.page.block(&link(&literal(file), file), &[it.at]);
        }
    }

    /// Text that is set as it is written, but for its styles and links.
    fn parsed_literal(&mut self, it: &Directive<'t>) {
        let mut content = self.content(it);
        if !it.argument.is_empty() {
            content.insert(0, (it.at, Cow::Owned(it.argument.clone())));
        }
        let text: Vec<&str> = content.iter().map(|(_, line)| line.as_ref()).collect();
        let words = self.inline(&text.join("\n"));
        let places: Vec<usize> = content.iter().map(|(at, _)| *at).collect();
        self.cursor.page.block(&format!("<pre>{}</pre>", html(&words)), &places);
    }

    fn formula(&mut self, it: &Directive<'t>) {
        let mut content = self.content(it);
        if !it.argument.is_empty() {
            content.insert(0, (it.at, Cow::Owned(it.argument.clone())));
        }
        // A blank line parts formulas.
        let parted: Vec<&[(usize, Cow<'_, str>)]> = content.split(|(_, line)| line.is_empty()).collect();
        for formula in parted.into_iter().filter(|formula| !formula.is_empty()) {
            self.cursor.page.code("math", formula, it.at);
        }
    }

    fn picture(&mut self, it: &Directive<'t>) {
        let url = it.argument.replace(' ', "");
        let shown = image(it.option("alt"), &url);
        let target = it.option("target").trim_matches('`');
        let target = match target.strip_suffix('_') {
            Some(name) if !target.contains("://") => self.names.target(name.trim_matches('`')).unwrap_or_default(),
            _ => target,
        };
        let shown = if target.is_empty() { shown } else { link(&shown, target) };
        self.cursor.page.block(&shown, &[it.at]);
        self.cursor.enter_lines(self.cursor.page.depth(), it.content.0, it.content.1);
    }

    /// A directive that holds blocks: a note, a quotation, or one that only groups.
    fn container(&mut self, it: &Directive<'t>) {
        let depth = self.cursor.page.depth();
        let (kind, title) = match it.name.as_str() {
            kind @ ("note" | "tip" | "important" | "warning" | "caution") => (kind, String::new()),
            kind @ ("hint" | "todo" | "attention" | "danger" | "error") => (kind, capitalized(kind)),
            "seealso" => ("note", "See also".to_owned()),
            _ => ("", String::new()),
        };
        let is_quote =
            matches!(it.name.as_str(), "admonition" | "epigraph" | "highlights" | "pull-quote" | "topic" | "sidebar");
        self.cursor.page.part();
        if self.cursor.can_nest() && (!kind.is_empty() || is_quote) {
            self.cursor.page.open("> ", "> ");
        }
        if !kind.is_empty() {
            self.cursor.page.alert(kind, &title, it.at);
        }
        let is_titled = matches!(it.name.as_str(), "admonition" | "topic" | "sidebar" | "table" | "tab" | "collapse");
        let begins = !it.argument.is_empty() && it.options.is_empty();
        if begins && !is_titled && !Self::says_class(it) {
            // The words behind its name are the first of its content.
            self.cursor.at = it.line;
            let before = self.cursor.line().map_or(0, |line| line.text.len().saturating_sub(it.argument.len()));
            return self.cursor.enter_behind(depth, before, it.content.1);
        }
        if !it.argument.is_empty() && !Self::says_class(it) {
            let words = self.inline(&it.argument);
            let words = if is_titled { format!("**{words}**") } else { escape::paragraph(&words) };
            self.cursor.page.line(&words, it.at);
            if is_titled {
                self.cursor.page.part();
            }
            if !it.option("subtitle").is_empty() {
                let words = self.inline(it.option("subtitle"));
                self.cursor.page.block(&format!("*{words}*"), &[it.at]);
            }
        }
        self.cursor.enter_lines(depth, it.content.0, it.content.1);
    }

    /// Since when something is so (Sphinx): a version, and what is to be said of it.
    fn change(&mut self, it: &Directive<'t>, words: &str) {
        let (version, more) = it.argument.split_once(' ').unwrap_or((it.argument.as_str(), ""));
        let more = self.inline(more.trim());
        let has_more = !more.is_empty() || it.content.0 < it.content.1;
        let sign = if has_more { ":" } else { "." };
        self.cursor.page.block(format!("*{words} {}{sign}* {more}", literal(version)).trim_end(), &[it.at]);
        self.cursor.enter_lines(self.cursor.page.depth(), it.content.0, it.content.1);
    }

    /// Whether what stands behind the name is no words.
    fn says_class(it: &Directive<'_>) -> bool {
        matches!(it.name.as_str(), "container" | "class" | "rst-class" | "cssclass" | "only" | "tabs")
    }

    fn separated_table(&mut self, it: &Directive<'t>) {
        let lines = self.content(it);
        let text = lines.iter().map(|(_, line)| line.as_ref()).collect::<Vec<_>>().join("\n");
        let header = it.option("header").to_owned();
        let mark = match it.option("delim") {
            "" => ',',
            "tab" | "\\t" => '\t',
            "space" => ' ',
            mark => mark.chars().next().unwrap_or(','),
        };
        let mut rows = records(&header, mark);
        let head = !rows.is_empty() || it.option("header-rows").parse().is_ok_and(|rows: u32| rows > 0);
        rows.extend(records(&text, mark));
        self.titled_table(it, rows, head);
    }

    /// A list of lists (docutils, "List table").
    fn listed_table(&mut self, it: &Directive<'t>) {
        let (start, end) = it.content;
        let margin = self.cursor.least_indent(start, end).unwrap_or(0);
        let mut rows: Vec<Vec<GridCell<'t>>> = Vec::new();
        // Where the marks of the cells stand.
        let mut inner = None;
        for mut line in self.cursor.between(start, end).iter().copied() {
            if line.indent == margin && is_item(line.text) {
                line.skip(1);
                rows.push(Vec::new());
                inner = (!line.is_blank()).then_some(line.indent);
            }
            let begins = is_item(line.text) && inner.is_none_or(|inner| inner == line.indent);
            match rows.last_mut() {
                Some(row) if begins => {
                    inner = Some(line.indent);
                    line.skip(1);
                    row.push(GridCell::of(line));
                }
                Some(row) => row.iter_mut().last().into_iter().for_each(|cell| cell.lines.push(line)),
                None => {}
            }
        }
        let head = it.option("header-rows").parse().unwrap_or(0);
        self.table_title(it);
        self.cells(rows, head);
    }

    /// The words above a table.
    fn table_title(&mut self, it: &Directive<'t>) {
        if !it.argument.is_empty() {
            let words = self.inline(&it.argument);
            self.cursor.page.block(&format!("**{words}**"), &[it.at]);
        }
    }

    fn titled_table(&mut self, it: &Directive<'t>, records: Vec<Vec<String>>, head: bool) {
        self.table_title(it);
        self.rows(records.into_iter().map(|cells| (it.at, cells)).collect(), head);
    }
}

/// Whether it is a simple name: letters and digits, with single signs between ("Reference Names"). Else the line is a comment.
fn is_name(name: &str) -> bool {
    let mut parts = name.split(['-', '_', ':', '+', '.']);
    parts.all(|part| !part.is_empty() && part.chars().all(char::is_alphanumeric))
}

/// Whether a line begins an item of a list.
fn is_item(text: &str) -> bool {
    let rest = text.strip_prefix(['*', '-']);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// How Sphinx begins the words about a version.
fn changed(name: &str) -> Option<&'static str> {
    Some(match name {
        "versionadded" => "Added in version",
        "versionchanged" => "Changed in version",
        "deprecated" | "deprecated-removed" => "Deprecated since version",
        "versionremoved" => "Removed in version",
        _ => return None,
    })
}

/// The words and the address of what is elsewhere.
fn embedded<'n>(name: &'n str, argument: &str) -> (&'n str, String) {
    let id = argument.split(' ').next().unwrap_or_default();
    if id.contains("://") {
        return (name, id.to_owned());
    }
    match name {
        "youtube" => ("YouTube video", format!("https://www.youtube.com/watch?v={id}")),
        "vimeo" => ("Vimeo video", format!("https://vimeo.com/{id}")),
        "gist" => ("Gist", format!("https://gist.github.com/{id}")),
        "soundcloud" | "soundcloud_playlist" => ("SoundCloud", format!("https://api.soundcloud.com/tracks/{id}")),
        _ => (name, id.to_owned()),
    }
}
