//! Where front matter ends and the body starts. Knows the marks of every generator; parses nothing.

use std::ops::Range;

use super::directive::myst;
use super::docinfo::{self, field};
use super::plain_lines::is_authors;
use super::title_block;

/// How front matter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// YAML between `---`, or above one (Hexo).
    Yaml,
    /// TOML between `+++`.
    Toml,
    /// JSON: an object, or its inside between `;;;` (Hexo).
    Json,
    /// A map of Clojure's (Cryogen).
    Edn,
    /// `Key: value` lines up to a blank line (Pelican, MultiMarkdown), four blanks before each (Frog).
    Header,
    /// `@def key = value` lines (Franklin).
    Franklin,
    /// Up to three lines behind `%`: title, authors, date (Pandoc).
    TitleBlock,
    /// `.. key: value` lines in a comment (Nikola).
    Nikola,
    /// A title with a line below it, and `:key: value` lines (reStructuredText).
    Fields,
    /// `#+KEY: value` lines (Org).
    Org,
    /// A title behind `= `, and `:key: value` lines (AsciiDoc).
    AsciiDoc,
    /// `<title>` and `<meta>` in the head of a page (Pelican).
    Html,
    /// `export const meta = { … }` (MDX).
    Export,
    /// An object or constants of JavaScript between `---js` and `---` (Eleventy).
    Script,
}

/// The parts of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Split {
    /// How the head is written.
    pub syntax: Syntax,
    /// Bytes of the head, without its marks.
    pub head: Range<usize>,
    /// First byte of the body.
    pub body: usize,
    /// Whether a closing mark was found.
    pub closed: bool,
}

/// A line: its bytes without the line end, and where the next one starts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    pub(super) start: usize,
    pub(super) next: usize,
}

pub(super) fn lines(text: &str, from: usize) -> impl Iterator<Item = Line<'_>> + Clone {
    let mut at = from;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let length = memchr::memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |end| end + 1);
        let line = Line { text: rest.get(..length)?.trim_end_matches(['\n', '\r']), start: at, next: at + length };
        at = line.next;
        Some(line)
    })
}

/// Finds the head of a file; none if it has none. Linear in the head, or in the text where a mark is never closed.
pub(super) fn split(text: &str) -> Option<Split> {
    let first = lines(text, 0).find(|line| !line.text.trim().is_empty())?;
    let mark = first.text.trim_end();
    match mark.as_bytes() {
        [b'-', b'-', b'-', ..] => docinfo::below_dashes(text, first).or_else(|| dashes(text, first, mark)),
        b"+++" => fenced(text, first, Syntax::Toml, |line| line == "+++"),
        [b';', b';', b';', ..] if mark.bytes().all(|byte| byte == b';') => {
            fenced(text, first, Syntax::Json, |line| line.starts_with(";;;"))
        }
        [b'{', ..] if text.get(first.start + 1..)?.trim_start().starts_with(':') => {
            object(text, first.start, Syntax::Edn)
        }
        [b' ', b' ', b' ', b' ', ..] => indented(text, first),
        _ if mark.trim_start() == "{" || mark.starts_with(['{']) && matches!(mark.as_bytes(), [_, b'"' | b' ', ..]) => {
            object(text, first.start + first.text.find('{')?, Syntax::Json)
        }
        [b'@', b'd', b'e', b'f', b' ', ..] => franklin(text, first),
        [b'#', b'+' | b' ', ..] | [b':', b'P', b'R', b'O', b'P', ..] => org(text, first).or_else(|| myst(text, first)),
        [b'`', b'`', ..] | [b':', b':', ..] | [b'(', ..] => myst(text, first),
        [b'/', b'/', ..] | [b':', ..] => asciidoc_below(text, first).or_else(|| docinfo::split(text, first)),
        [b'.', b'.', b' ', ..] => dotted(text, first).or_else(|| docinfo::split(text, first)),
        [b'=', b' ', ..] => asciidoc(text, first),
        [b'%', b' ' | b'\t', ..] => title_block::split(text, first),
        [b'<', b'!', b'-', b'-', ..] => nikola(text, first),
        [b'e', b'x', b'p', b'o', b'r', b't', b' ', ..] | [b'i', b'm', b'p', b'o', b'r', b't', b' ', ..] => {
            export(text, first)
        }
        [b'"', ..] => members(text, first),
        _ => unopened(text, first).or_else(|| header(text, first)).or_else(|| docinfo::split(text, first)),
    }
}

/// `#+KEY: value` lines with a title or a date among them, and what stands between them and above: blank lines, comments, the
/// properties of the file (Org: "Keywords", "Comment Lines", "Property Syntax").
fn org(text: &str, first: Line<'_>) -> Option<Split> {
    const HIDDEN: [(&str, &str); 2] = [(":PROPERTIES:", ":END:"), ("#+BEGIN_COMMENT", "#+END_COMMENT")];
    const OF_BLOCKS: [&str; 8] = ["caption", "name", "attr_", "begin", "include", "results", "html", "toc"];
    let (mut end, mut body) = (None, None);
    let mut is_head = false;
    let mut hidden: Option<&str> = None;
    for line in lines(text, first.start) {
        let trimmed = line.text.trim_end();
        if let Some(last) = hidden {
            hidden = Some(last).filter(|last| !trimmed.eq_ignore_ascii_case(last));
            continue;
        }
        hidden = HIDDEN.iter().find(|(start, _)| trimmed.eq_ignore_ascii_case(start)).map(|(_, last)| *last);
        match line.text.strip_prefix("#+").and_then(|rest| rest.split_once(':')) {
            _ if hidden.is_some() || trimmed.is_empty() || trimmed == "#" || line.text.starts_with("# ") => {}
            // What is said of the first picture or block is the body's.
            Some((key, _)) if OF_BLOCKS.iter().any(|name| key.to_ascii_lowercase().starts_with(name)) => break,
            Some((key, _)) if !key.is_empty() && !key.contains(char::is_whitespace) => {
                is_head |= key.eq_ignore_ascii_case("title") || key.eq_ignore_ascii_case("date");
                if key.eq_ignore_ascii_case("macro") {
                    // The body's words call it by its name.
                    body.get_or_insert(line.start);
                }
                end = Some(line.next);
            }
            _ => break,
        }
    }
    let end = end.filter(|_| is_head)?;
    Some(Split { syntax: Syntax::Org, head: first.start..end, body: body.unwrap_or(end), closed: true })
}

/// A title, then lines up to a blank one: authors, or an attribute among them. They stay in the body, whose words refer to them.
fn asciidoc(text: &str, first: Line<'_>) -> Option<Split> {
    let mut end = first.next;
    let mut is_head = false;
    for line in lines(text, first.next).take_while(|line| !line.text.trim().is_empty()) {
        is_head |= field(line.text).is_some() || end == first.next && is_authors(line.text.trim());
        end = line.next;
    }
    is_head.then_some(Split { syntax: Syntax::AsciiDoc, head: first.start..end, body: first.start, closed: true })
}

/// The same below comments and attributes (Asciidoctor: "Document header").
fn asciidoc_below(text: &str, first: Line<'_>) -> Option<Split> {
    let (mut in_comment, mut has_attributes) = (false, false);
    for line in lines(text, first.start) {
        if line.text.starts_with("= ") && !in_comment {
            let split = asciidoc(text, line);
            let alone = || Split { syntax: Syntax::AsciiDoc, head: line.start..line.next, body: 0, closed: true };
            let split = split.or_else(|| has_attributes.then(alone))?;
            return Some(Split { head: first.start..split.head.end, body: first.start, ..split });
        }
        in_comment ^= line.text.starts_with("////");
        has_attributes |= field(line.text).is_some();
        let is_above = in_comment || line.text.starts_with("//") || field(line.text).is_some();
        if !is_above && !line.text.trim().is_empty() {
            return None;
        }
    }
    None
}

/// `"key": value` lines above a `;;;` (Hexo without its first line).
fn members(text: &str, first: Line<'_>) -> Option<Split> {
    /// Lines of a head without an opening mark that are looked at.
    const MOST: usize = 256;
    let key = first.text.trim_start().strip_prefix('"')?.split_once('"')?.1;
    key.trim_start().strip_prefix(':')?;
    let is_end =
        |line: &Line<'_>| line.text.starts_with(";;;") && line.text.trim_end().bytes().all(|byte| byte == b';');
    let end = lines(text, first.start).take(MOST).find(is_end)?;
    Some(Split { syntax: Syntax::Json, head: first.start..end.start, body: end.next, closed: true })
}

fn dashes(text: &str, first: Line<'_>, mark: &str) -> Option<Split> {
    let count = mark.bytes().take_while(|&byte| byte == b'-').count();
    let syntax = match mark.get(count..)?.trim() {
        "" | "yaml" | "yml" => Syntax::Yaml,
        "toml" => Syntax::Toml,
        "json" => Syntax::Json,
        "js" | "javascript" => Syntax::Script,
        _ => return None,
    };
    fenced(text, first, syntax, move |line| {
        line == "..." && syntax == Syntax::Yaml || line.len() >= 3 && line.bytes().all(|byte| byte == b'-')
    })
}

fn fenced(text: &str, first: Line<'_>, syntax: Syntax, closes: impl Fn(&str) -> bool) -> Option<Split> {
    let start = first.next;
    match lines(text, start).find(|line| closes(line.text.trim_end())) {
        Some(end) => Some(Split { syntax, head: start..end.start, body: end.next, closed: true }),
        None => unclosed(text, start, syntax),
    }
}

/// A head that is never closed goes as far as its lines look like one; a rule above prose is no head.
fn unclosed(text: &str, start: usize, syntax: Syntax) -> Option<Split> {
    let looks = |line: &str| match syntax {
        Syntax::Toml => line.contains('=') || line.starts_with(['[', '#', ' ']),
        _ => key_of(line).is_some() || line.starts_with([' ', '-', '#', '"', '}', '\t']),
    };
    let body = lines(text, start).take_while(|line| looks(line.text)).last()?.next;
    let head = text.get(start..body)?;
    lines(head, 0).next().filter(|line| looks(line.text) && !line.text.starts_with([' ', '-', '#']))?;
    Some(Split { syntax, head: start..body, body, closed: false })
}

/// A balanced object: braces in strings do not count.
fn object(text: &str, start: usize, syntax: Syntax) -> Option<Split> {
    let (mut depth, mut quote, mut escaped) = (0usize, 0u8, false);
    for (at, &byte) in text.as_bytes().iter().enumerate().skip(start) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quote != 0 => escaped = true,
            _ if quote != 0 => quote = if byte == quote { 0 } else { quote },
            b'"' => quote = byte,
            b'\'' | b'`' if syntax == Syntax::Export => quote = byte,
            // A comment ends with its line.
            b'/' if syntax == Syntax::Export && text.as_bytes().get(at + 1) == Some(&b'/') => quote = b'\n',
            b'{' => depth += 1,
            b'}' if depth == 1 => {
                let rest = text.get(at + 1..)?;
                let line_end = memchr::memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |end| end + 1);
                let tail = rest.get(..line_end)?.trim();
                let body = if tail.is_empty() || tail == ";" { at + 1 + line_end } else { at + 1 };
                return Some(Split { syntax, head: start..at + 1, body, closed: true });
            }
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

fn franklin(text: &str, first: Line<'_>) -> Option<Split> {
    let is_head = |line: &Line<'_>| line.text.starts_with("@def ") || line.text.trim().is_empty();
    let last = lines(text, first.start).take_while(is_head).filter(|line| !line.text.trim().is_empty()).last()?;
    Some(Split { syntax: Syntax::Franklin, head: first.start..last.next, body: last.next, closed: true })
}

fn nikola(text: &str, first: Line<'_>) -> Option<Split> {
    let comment = text.get(first.start..)?;
    let end = first.start + memchr::memmem::find(comment.as_bytes(), b"-->")?;
    let head = first.start + 4..end;
    let entry = lines(text.get(head.clone())?, 0).find(|line| !line.text.trim().is_empty())?;
    let body = lines(text, end).next().map_or(text.len(), |line| line.next);
    entry.text.trim_start().starts_with(".. ").then_some(Split { syntax: Syntax::Nikola, head, body, closed: true })
}

/// `.. key: value` lines with a title or a slug among them (Nikola's reStructuredText).
fn dotted(text: &str, first: Line<'_>) -> Option<Split> {
    let mut end = None;
    let mut is_head = false;
    for line in lines(text, first.start) {
        let Some((key, _)) = line.text.strip_prefix(".. ").and_then(|rest| rest.split_once(':')) else { break };
        is_head |= matches!(key, "title" | "slug");
        end = Some(line.next);
    }
    let end = end.filter(|_| is_head)?;
    Some(Split { syntax: Syntax::Nikola, head: first.start..end, body: end, closed: true })
}

/// `export const meta = {` after imports, or a function `meta` that returns an object (Remix); the names are those of the
/// frameworks that read it. What is imported above may be named in the body, which begins there then.
fn export(text: &str, first: Line<'_>) -> Option<Split> {
    /// Lines that are looked at.
    const MOST: usize = 64;
    const NAMES: [&str; 9] =
        ["article", "attributes", "frontMatter", "frontmatter", "meta", "metadata", "post", "data", "default"];
    let mut imports = None;
    for line in lines(text, first.start).take(MOST) {
        if line.text.starts_with("import ") {
            imports = imports.or(Some(line.start));
        }
        let Some(rest) = line.text.strip_prefix("export ") else { continue };
        let rest =
            ["const ", "let ", "var ", "function "].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
        let name = rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap_or_default();
        if !NAMES.contains(&name) {
            continue;
        }
        // Of a function the object is that which it returns.
        let statement =
            text.get(line.start..).map(|rest| rest.split("\n\n").next().unwrap_or(rest)).unwrap_or_default();
        let returned = ["return {", "=> ({", "=> [{", "=> ([{"]
            .iter()
            .filter_map(|start| Some(statement.find(start)? + start.len() - 1));
        let given =
            line.text.split_once('=').or_else(|| line.text.split_once("default")).map(|(_, value)| value.trim_start());
        let open = match given {
            Some(value) if value.starts_with('{') => line.text.len() - value.len(),
            // An object that a function of the site takes: `createMetadata({`.
            Some(value) if is_call_of_object(value) => line.text.len() - value.len() + value.find('{').unwrap_or(0),
            _ => match returned.min() {
                Some(open) => open,
                None => continue,
            },
        };
        let split = object(text, line.start + open, Syntax::Export)?;
        return Some(Split { body: imports.unwrap_or(split.body), ..split });
    }
    None
}

/// Whether a value begins with a call whose first argument is an object.
fn is_call_of_object(value: &str) -> bool {
    let called = value.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.'));
    called.len() < value.len() && called.starts_with("({")
}

/// YAML above a line of dashes that has none above it (Hexo's own drafts until 2016): keys, what is indented or listed below them,
/// comments.
fn unopened(text: &str, first: Line<'_>) -> Option<Split> {
    /// Lines of such a head at most.
    const MOST: usize = 200;
    key_of(first.text)?;
    let mut after_blank = false;
    for line in lines(text, first.start).take(MOST) {
        let trimmed = line.text.trim_end();
        if trimmed.len() >= 3 && trimmed.bytes().all(|byte| byte == b'-') {
            return Some(Split { syntax: Syntax::Yaml, head: first.start..line.start, body: line.next, closed: true });
        }
        let goes_on = line.text.starts_with([' ', '\t', '#']) || line.text.starts_with("- ");
        // Below a blank line it may be the body.
        if !trimmed.is_empty() && key_of(line.text).is_none() && (after_blank || !goes_on) {
            return None;
        }
        after_blank = trimmed.is_empty();
    }
    None
}

/// `Key: value` lines to a blank line, with a title or a date among them.
fn header(text: &str, first: Line<'_>) -> Option<Split> {
    key_of(first.text)?;
    let mut named = false;
    let mut end = first.start;
    for line in lines(text, first.start) {
        let trimmed = line.text.trim_end();
        let key = key_of(line.text);
        let goes_on = line.text.starts_with("    ") || line.text.starts_with('\t') || line.text.starts_with("- ");
        if trimmed.is_empty() || key.is_none() && !goes_on {
            break;
        }
        named |= key.is_some_and(|key| ["title", "date", "slug"].iter().any(|name| key.eq_ignore_ascii_case(name)));
        end = line.next;
    }
    named.then_some(Split { syntax: Syntax::Header, head: first.start..end, body: end, closed: true })
}

/// `Key: value` lines with four blanks before them, the title first and a date among them (Frog).
fn indented(text: &str, first: Line<'_>) -> Option<Split> {
    fn entry(line: &str) -> Option<&str> {
        key_of(line.strip_prefix("    ")?)
    }
    let entries = lines(text, first.start).take_while(|line| entry(line.text).is_some());
    let end = entries.clone().last()?.next;
    let is_head = entry(first.text) == Some("Title") && entries.clone().any(|line| entry(line.text) == Some("Date"));
    is_head.then_some(Split { syntax: Syntax::Header, head: first.start..end, body: end, closed: true })
}

/// The key of a line `Key: value` with at most three blanks before it.
pub(super) fn key_of(line: &str) -> Option<&str> {
    let trimmed = line.trim_start_matches(' ');
    let (key, rest) = trimmed.split_once(':')?;
    let key = key.trim_end();
    let is_key = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    let parted = rest.is_empty() || rest.starts_with([' ', '\t']);
    (is_key && parted && line.len() - trimmed.len() <= 3).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Option<(Syntax, &str, &str)> {
        split(text).map(|split| (split.syntax, &text[split.head], &text[split.body..]))
    }

    #[test]
    fn every_mark_opens_and_closes() {
        use Syntax::{Export, Franklin, Header, Json, Nikola, Toml, Yaml};
        for (text, syntax, head, body) in [
            ("---\na: 1\n---\nb", Yaml, "a: 1\n", "b"),
            ("---\na: 1\n...\nb", Yaml, "a: 1\n", "b"),
            ("--- \r\na: 1\r\n--- \r\nb", Yaml, "a: 1\r\n", "b"),
            ("\n \n---\na: 1\n---\nb", Yaml, "a: 1\n", "b"),
            ("------\na: 1\n------------\nb", Yaml, "a: 1\n", "b"),
            ("---\n---\nb", Yaml, "", "b"),
            ("---json\n{\"a\": 1}\n---\nb", Json, "{\"a\": 1}\n", "b"),
            ("---toml\na = 1\n---\nb", Toml, "a = 1\n", "b"),
            ("+++\na = 1\n+++\nb", Toml, "a = 1\n", "b"),
            (";;;\n\"a\": 1\n;;;\nb", Json, "\"a\": 1\n", "b"),
            ("\"a\": 1,\n\"b\": 2\n;;;\nb", Json, "\"a\": 1,\n\"b\": 2\n", "b"),
            ("{\n\"a\": \"}\"\n}\nb", Json, "{\n\"a\": \"}\"\n}", "b"),
            ("title: x\ndate: y\n---\nb", Yaml, "title: x\ndate: y\n", "b"),
            ("title: x\ntags:\n  - y\n - z\n# w\n\n----\nb", Yaml, "title: x\ntags:\n  - y\n - z\n# w\n\n", "b"),
            ("title: x\n\n- y\n\n---\nb", Header, "title: x\n", "\n- y\n\n---\nb"),
            ("Title: x\nTags: a\n    b\n\nb", Header, "Title: x\nTags: a\n    b\n", "\nb"),
            ("@def title = \"x\"\n@def b = 1\n\nb", Franklin, "@def title = \"x\"\n@def b = 1\n", "\nb"),
            ("<!--\n.. title: x\n-->\nb", Nikola, "\n.. title: x\n", "b"),
            (
                "import A from 'a'\nexport const meta = {\n t: '}'\n};\nb",
                Export,
                "{\n t: '}'\n}",
                "import A from 'a'\nexport const meta = {\n t: '}'\n};\nb",
            ),
            ("export const metadata = createMetadata({\n t: 1,\n})\nb", Export, "{\n t: 1,\n}", ")\nb"),
            ("export const metadata: Metadata = {\n t: 1, // it's\n}\nb", Export, "{\n t: 1, // it's\n}", "b"),
        ] {
            assert_eq!(parts(text), Some((syntax, head, body)), "{text:?}");
        }
    }

    #[test]
    fn prose_has_no_head() {
        for text in [
            "",
            "\"Quoted\": he said\n",
            "Title\n=====\n\nText: more\n",
            ":smile: hi\n",
            "# Title\n",
            "---\n\nprose\n",
            "Note: this is prose\n\nmore",
            "{% include x %}\n",
            "<!-- more -->\nb",
        ] {
            assert_eq!(parts(text), None, "{text:?}");
        }
    }

    #[test]
    fn an_unclosed_head_goes_as_far_as_it_looks_like_one() {
        let split = split("---\ntitle: x\ntags:\n  - a\n\nprose").unwrap();
        assert_eq!((split.head.clone(), split.body, split.closed), (4..25, 25, false));
    }
}
