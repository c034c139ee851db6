//! Titles as a reader sees them: entities decoded, tags and Markdown's marks gone; and what stands in for a title.

use std::borrow::Cow;

/// A title as written in front matter, without HTML and with its entities decoded.
pub(super) fn shown(written: &str) -> Cow<'_, str> {
    entities(without_tags(written))
}

/// Text without HTML tags; a `<` that opens none stays.
pub(super) fn without_tags(text: &str) -> Cow<'_, str> {
    if !text.contains('<') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, after) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        let is_tag = after.chars().nth(1).is_some_and(|c| c.is_ascii_alphabetic() || c == '/' || c == '!');
        match after.find('>').filter(|_| is_tag) {
            Some(end) => rest = after.get(end + 1..).unwrap_or_default(),
            None if is_tag => {
                // No tag is closed from here on: the rest is text.
                out.push_str(after);
                rest = "";
            }
            None => {
                out.push('<');
                rest = after.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Decodes the entities that titles have: numbers, and the names that editors write.
fn entities(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.contains('&') {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_ref();
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let name = after.split_once(';').filter(|(name, _)| !name.is_empty() && name.len() <= 8);
        match name.and_then(|(name, behind)| Some((entity(name)?, behind))) {
            Some((c, behind)) => {
                out.push(c);
                rest = behind;
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "laquo" => '«',
        "raquo" => '»',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "bull" => '•',
        "middot" => '·',
        "times" => '×',
        "copy" => '©',
        "reg" => '®',
        "trade" => '™',
        "eacute" => 'é',
        "uuml" => 'ü',
        "ouml" => 'ö',
        "auml" => 'ä',
        "szlig" => 'ß',
        _ => return None,
    })
}

/// Lines of a body in which a heading is looked for.
const HEADING_LINES: usize = 200;

/// The first heading of a body outside code, without its marks; those are told by the file's extension.
pub(super) fn first_heading(body: &str, extension: &str) -> Option<String> {
    let mut lines = body.lines().take(HEADING_LINES);
    let heading = |text: &str| Some(without_marks(text)).filter(|words| !words.is_empty() && !words.contains("{{"));
    match extension {
        "org" => lines.find_map(|line| {
            heading(line.trim_start_matches('*').strip_prefix(' ').filter(|_| line.starts_with('*'))?)
        }),
        "adoc" | "asciidoc" | "asc" | "ad" => lines.find_map(|line| {
            heading(line.trim_start_matches('=').strip_prefix(' ').filter(|_| line.starts_with('='))?)
        }),
        "textile" => lines.find_map(|line| heading(line.strip_prefix('h')?.get(1..)?.strip_prefix(". ")?)),
        "rst" | "rest" => {
            let after = body.lines().skip(1);
            lines.zip(after).find_map(|(line, below)| heading(line.trim()).filter(|_| is_rst_title(line, below)))
        }
        "ipynb" => lines.find_map(|line| heading(line.trim_start().strip_prefix("\"# ")?.split(['\\', '"']).next()?)),
        _ => markdown_heading(body),
    }
}

/// Whether a line is a title by the line below it, which is of one sign and no shorter (docutils: "Sections").
fn is_rst_title(line: &str, below: &str) -> bool {
    let below = below.trim_end();
    let sign = below.chars().next().filter(char::is_ascii_punctuation);
    sign.is_some_and(|sign| below.chars().all(|c| c == sign))
        && below.len() >= line.trim().chars().count()
        && line.chars().any(char::is_alphanumeric)
}

fn markdown_heading(body: &str) -> Option<String> {
    let mut fence: Option<&str> = None;
    let mut before = "";
    for line in body.lines().take(HEADING_LINES) {
        let trimmed = line.trim_start();
        let mark = ["```", "~~~"].into_iter().find(|mark| trimmed.starts_with(mark));
        match (fence, mark) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark => fence = None,
            (Some(_), _) => {}
            (None, None) => {
                let level = trimmed.bytes().take_while(|&byte| byte == b'#').count();
                let text = trimmed.get(level..).unwrap_or_default();
                if (1..=6).contains(&level) && (text.starts_with([' ', '\t'])) && !without_marks(text).is_empty() {
                    return Some(without_marks(text));
                }
                let rule = line.trim_end();
                let is_rule = rule.len() >= 2 && (rule.bytes().all(|b| b == b'=') || rule.bytes().all(|b| b == b'-'));
                if is_rule && !before.trim().is_empty() && !before.starts_with(['-', '*', '>', '|', ' ', '<', '{']) {
                    return Some(without_marks(before));
                }
                before = line;
            }
        }
    }
    None
}

/// A heading's text without emphasis, code marks, links, attributes and closing `#`.
fn without_marks(text: &str) -> String {
    let text = text.trim().trim_end_matches('#').trim_end();
    let text = text.rsplit_once(" {#").filter(|(_, id)| id.ends_with('}')).map_or(text, |(text, _)| text);
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
        match c {
            '*' | '`' => {}
            '!' if rest.starts_with('[') => {}
            '[' => {}
            ']' if rest.starts_with('(') => rest = rest.split_once(')').map_or("", |(_, behind)| behind),
            ']' => {}
            '\\' => {
                let next = rest.chars().next();
                out.extend(next);
                rest = rest.get(next.map_or(0, char::len_utf8)..).unwrap_or_default();
            }
            _ => out.push(c),
        }
    }
    shown(out.trim()).into_owned()
}

/// A slug as a title: its words parted and capitalized.
pub(super) fn from_slug(slug: &str) -> String {
    let capitalized = |word: &str| {
        let mut chars = word.chars();
        chars.next().map(|first| first.to_uppercase().chain(chars.flat_map(char::to_lowercase)).collect::<String>())
    };
    slug.split('-').filter_map(capitalized).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_read_as_html() {
        for (written, wanted) in [
            ("Plain", "Plain"),
            ("R&#38;D &amp; more &unknown; AT&T", "R&D & more &unknown; AT&T"),
            ("<strike>65%</strike> 80%", "65% 80%"),
            ("a < b <3", "a < b <3"),
            ("Vec<T", "Vec<T"),
        ] {
            assert_eq!(shown(written), wanted);
        }
    }

    #[test]
    fn the_first_heading_is_found() {
        for (extension, body, wanted) in [
            ("org", "text\n** A *b*\n", "A b"),
            ("adoc", "= The Title\n\n== Two\n", "The Title"),
            ("textile", "text\n\nh2. Words\n", "Words"),
            ("rst", ".. comment\n\n#######\nA *b* c\n#######\n\nText\n", "A b c"),
            ("rst", "Text over two\nlines.\n\nWords\n~~~~~\n", "Words"),
            ("ipynb", "{\"source\": [\n \"# A page\\n\",\n", "A page"),
        ] {
            assert_eq!(first_heading(body, extension).as_deref(), Some(wanted), "{body:?}");
        }
        for (body, wanted) in [
            ("text\n\n## A *b* `c` [d](e) ##\n", Some("A b c d")),
            ("```\n# no\n```\n# Yes {#id}\n", Some("Yes")),
            ("Title\n=====\n", Some("Title")),
            ("#hashtag\n\ntext\n", None),
            ("- a\n---\n", None),
            ("", None),
        ] {
            assert_eq!(first_heading(body, "md").as_deref(), wanted, "{body:?}");
        }
    }

    #[test]
    fn a_slug_becomes_words() {
        assert_eq!(from_slug("economy-of-MOTION"), "Economy Of Motion");
    }
}
