//! Tags of JSX: names, attributes with strings and braces, fragments.

use crate::post::front_matter::{Value, literal};

/// Bytes of a tag or expression at most.
const LONGEST: usize = 16_384;

/// What answers for an expression: its words, if they are known.
pub(super) type Said<'s> = &'s dyn Fn(&str) -> Option<String>;

/// A tag as written.
#[derive(Debug)]
pub(super) struct Tag<'a> {
    /// Empty for a fragment.
    pub(super) name: &'a str,
    /// Names and values, braces taken off; None for an attribute without a value.
    attributes: Vec<(&'a str, Option<&'a str>)>,
    /// Whether it is an end tag.
    pub(super) closes: bool,
    /// Whether it has no content.
    pub(super) single: bool,
}

impl Tag<'_> {
    /// Attributes with values that are known, names lower-cased.
    pub(super) fn named(&self, said: Said<'_>) -> Vec<(String, String)> {
        let named = |(name, value): &(&str, Option<&str>)| Some((name.to_lowercase(), known((*value)?, said)?));
        self.attributes.iter().filter_map(named).collect()
    }

    /// The names of tabs by their values: `values={[{ label: 'A', value: 'a' }]}` (Docusaurus' documentation, "Tabs").
    pub(super) fn tabs(&self) -> Vec<(String, String)> {
        let written = self.attributes.iter().find(|(name, _)| *name == "values").and_then(|(_, value)| *value);
        let inner = written.and_then(|value| value.strip_prefix('{')?.strip_suffix('}'));
        let Some(Value::List(tabs)) = inner.and_then(literal) else { return Vec::new() };
        let named = |tab: &Value<'_>| {
            let tab = tab.as_map()?;
            Some((tab.text("value")?.to_owned(), tab.text("label")?.to_owned()))
        };
        tabs.iter().filter_map(named).collect()
    }

    /// The tag as HTML, without what only a program knows.
    pub(super) fn html(&self, said: Said<'_>) -> String {
        if self.closes {
            return format!("</{}>", self.name);
        }
        let mut html = format!("<{}", self.name);
        for (name, value) in &self.attributes {
            let name = match *name {
                "className" => "class",
                "htmlFor" => "for",
                name => name,
            };
            match value {
                None => html.push_str(&format!(" {name}")),
                Some(value) => {
                    if let Some(known) = known(value, said) {
                        html.push_str(&format!(
                            " {name}=\"{}\"",
                            crate::template::tags::shown::escape(&known).replace("&amp;", "&")
                        ));
                    }
                }
            }
        }
        let empty = matches!(self.name, "img" | "br" | "hr" | "input" | "source" | "wbr" | "col" | "embed" | "area");
        html.push('>');
        if self.single && !empty {
            html.push_str(&format!("</{}>", self.name));
        }
        html
    }
}

/// A value that needs no program: a string, a number, the one string in `require('…')`.
fn known(value: &str, said: Said<'_>) -> Option<String> {
    let Some(inner) = value.strip_prefix('{').and_then(|inner| inner.strip_suffix('}')) else {
        return Some(value.to_owned());
    };
    let inner = inner.trim();
    if let Some(words) = said(inner) {
        return Some(words);
    }
    if !inner.is_empty() && inner.chars().all(|c| c.is_ascii_digit() || c == '.') {
        return Some(inner.to_owned());
    }
    // Functions that only put the site's base before a path: Docusaurus', Gatsby's, VitePress', Astro's by custom.
    const CALLS: [&str; 5] = ["require(", "useBaseUrl(", "withPrefix(", "withBase(", "url("];
    let required = CALLS.iter().find_map(|call| inner.strip_prefix(call))?;
    let quote = required.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    required.get(1..)?.split(quote).next().map(str::to_owned)
}

/// The words of a string, what it escapes as it is meant; a line feed is a blank on a page. None for what is none.
pub(in crate::template) fn string(text: &str) -> Option<String> {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))?;
    let inner = text.strip_prefix(quote)?.strip_suffix(quote).filter(|inner| !inner.contains("${"))?;
    let mut words = String::with_capacity(inner.len());
    let mut rest = inner.chars();
    while let Some(c) = rest.next() {
        match c {
            '\\' => words.push(match rest.next()? {
                'n' | 'r' | 't' | '\n' => ' ',
                escaped => escaped,
            }),
            c if c == quote => return None,
            c => words.push(c),
        }
    }
    Some(words)
}

/// Whether a name is a component's and no element's of HTML.
pub(super) fn is_component(name: &str) -> bool {
    let first = name.bytes().next().is_some_and(|byte| byte.is_ascii_uppercase());
    let shouted = name.len() > 1 && !name.bytes().any(|byte| byte.is_ascii_lowercase());
    let html = matches!(name, "A" | "B" | "I" | "P" | "S" | "U" | "Q")
        || shouted
        || matches!(name, "Br" | "Div" | "Img" | "Hr");
    first && !html
}

/// The length of an expression in braces at the start of a text, strings and nested braces taken into account.
pub(in crate::template) fn braces(text: &str, patience: &mut usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut quote = None;
    let mut escaped = false;
    let most = text.len().min(LONGEST).min(*patience);
    for (at, byte) in text.bytes().enumerate().take(most) {
        match (quote, byte) {
            _ if escaped => escaped = false,
            (Some(_), b'\\') => escaped = true,
            (Some(open), byte) if open == byte => quote = None,
            // An apostrophe in a comment ends with its line.
            (Some(b'\''), b'\n') => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'`' | b'\'') => quote = Some(byte),
            (None, b'{') => depth += 1,
            (None, b'}') => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at + 1);
        }
    }
    *patience -= most;
    // Words in a comment may hold one quotation mark only.
    let comment = text.get(1..).map(str::trim_start).is_some_and(|inner| inner.starts_with("/*"));
    let read = text.as_bytes().get(..most).filter(|_| comment)?;
    memchr::memmem::find(read, b"*/}").map(|end| end + 3)
}

/// A tag at the start of a text, and its length.
pub(super) fn read<'a>(text: &'a str, patience: &mut usize) -> Option<(Tag<'a>, usize)> {
    let mut rest = text.strip_prefix('<')?;
    let closes = rest.starts_with('/');
    rest = rest.strip_prefix('/').unwrap_or(rest);
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    let length = rest.bytes().take_while(is_name).count();
    let (name, mut rest) = rest.split_at(length);
    let fragment = name.is_empty() && rest.starts_with('>');
    if !fragment && !name.starts_with(|c: char| c.is_ascii_alphabetic()) || rest.starts_with([':', '@']) {
        return None;
    }
    let mut tag = Tag { name, attributes: Vec::new(), closes, single: false };
    loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix('>') {
            return Some((tag, text.len() - after.len()));
        }
        if let Some(after) = rest.strip_prefix("/>") {
            tag.single = true;
            return Some((tag, text.len() - after.len()));
        }
        if text.len() - rest.len() > LONGEST.min(*patience) {
            *patience -= LONGEST.min(*patience);
            return None;
        }
        if rest.starts_with('{') {
            rest = rest.get(braces(rest, patience)?..)?;
            continue;
        }
        let (attribute, after) = attribute(rest, patience)?;
        tag.attributes.push(attribute);
        rest = after;
    }
}

/// An attribute, and what follows it.
type Attribute<'a> = ((&'a str, Option<&'a str>), &'a str);

fn attribute<'a>(text: &'a str, patience: &mut usize) -> Option<Attribute<'a>> {
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':' | b'.' | b'@');
    let length = text.bytes().take_while(is_name).count();
    let (name, rest) = text.split_at(length);
    if name.is_empty() {
        return None;
    }
    let Some(value) = rest.trim_start().strip_prefix('=') else { return Some(((name, None), rest)) };
    let value = value.trim_start();
    if value.starts_with('{') {
        let (value, rest) = value.split_at(braces(value, patience)?);
        return Some(((name, Some(value)), rest));
    }
    if let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        let inner = value.get(1..)?;
        let most = LONGEST.min(*patience);
        let Some(end) = inner.bytes().take(most).position(|byte| char::from(byte) == quote) else {
            *patience -= most;
            return None;
        };
        return Some(((name, Some(inner.get(..end)?)), inner.get(end + 1..)?));
    }
    let end = value.find(|c: char| c.is_whitespace() || matches!(c, '>' | '"' | '\'' | '<'))?;
    let (value, rest) = value.split_at(end);
    Some(((name, Some(value)), rest))
}
