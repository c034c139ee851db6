//! Titles as a reader sees them: entities decoded, tags and Markdown's marks gone; and what stands in for a title.

use std::borrow::Cow;

/// A title as written in front matter, without HTML and with its entities decoded.
pub(super) fn shown(written: &str) -> Cow<'_, str> {
    entities(without_tags(written))
}

/// Text without the HTML that sets words: pairs of the tags that do, breaks, comments, and tags with attributes. What else stands in
/// angle brackets is words: `Vec<T>`, `The <dialog> element`.
pub(super) fn without_tags(text: &str) -> Cow<'_, str> {
    if !text.contains('<') {
        return Cow::Borrowed(text);
    }
    let ends = last_ends(text);
    let (mut out, mut open) = (String::with_capacity(text.len()), [0_usize; INLINE.len()]);
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find('<')).map(|found| at + found) {
        out.push_str(text.get(at..start).unwrap_or_default());
        let tag = text.get(start..).unwrap_or_default();
        let length = tag.bytes().take(LONGEST).position(|byte| byte == b'>').map_or(0, |end| end + 1);
        let inner = tag.get(1..length.max(2) - 1).unwrap_or_default();
        let is_markup = match (inner.strip_prefix('/'), inline(inner.trim_start_matches('/'))) {
            (Some(_), Some(name)) => {
                let opened = open.get(name).is_some_and(|count| *count > 0);
                open.get_mut(name).into_iter().for_each(|count| *count = count.saturating_sub(1));
                opened
            }
            (None, Some(name)) if ends.get(name).is_some_and(|end| *end > start) => {
                open.get_mut(name).into_iter().for_each(|count| *count += 1);
                true
            }
            _ => is_lone_tag(inner),
        };
        at = if is_markup && length > 0 {
            start + length
        } else {
            out.push('<');
            start + 1
        };
    }
    out.push_str(text.get(at..).unwrap_or_default());
    Cow::Owned(out)
}

/// Bytes of a tag at most.
const LONGEST: usize = 1_000;

/// Elements that set words in a title.
const INLINE: [&str; 27] = [
    "a", "abbr", "b", "big", "center", "cite", "code", "del", "div", "em", "font", "i", "ins", "kbd", "mark", "p", "q",
    "s", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var",
];

/// The place among those of the element that a tag names.
fn inline(tag: &str) -> Option<usize> {
    let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    INLINE.iter().position(|known| known.eq_ignore_ascii_case(name))
}

/// Where the last end tag of each of those elements stands; at 0 where there is none.
fn last_ends(text: &str) -> [usize; INLINE.len()] {
    let mut ends = [0; INLINE.len()];
    for (at, _) in text.match_indices("</") {
        let name = text.get(at + 2..).and_then(inline);
        name.and_then(|name| ends.get_mut(name)).into_iter().for_each(|end| *end = at);
    }
    ends
}

/// Whether what stands in angle brackets is HTML without an end of its own: a comment, a break, a tag with attributes.
fn is_lone_tag(inner: &str) -> bool {
    let name = inner.trim_end_matches('/').trim_end();
    let is_tag = inner.starts_with(|c: char| c.is_ascii_alphabetic());
    inner.starts_with("!--")
        || ["br", "wbr"].iter().any(|known| known.eq_ignore_ascii_case(name))
        || is_tag && inner.contains("=\"") | inner.contains("='")
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
            ("Vec<T> and `Option<String>`", "Vec<T> and `Option<String>`"),
            ("The <dialog> and <b> elements, <i>set</i>", "The <dialog> and <b> elements, set"),
            ("A<br>b<br/>c <img src=\"a.png\"> d<!-- e --></i>", "Abc  d</i>"),
            ("<<word>> <a href='/'>x</A></a> <>", "<<word>> x</a> <>"),
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
