//! Attributes of AsciiDoc: those of the document, which stand for words, and those of a block, in brackets above it.

use std::collections::{HashMap, HashSet};

use crate::template::markup::escape::template_tag;
use crate::template::markup::source::Line;
use crate::template::near::find_near;

/// Bytes of a value at most.
const LONGEST: usize = 4096;
/// Bytes that values may add to a body.
const MOST_ADDED: usize = 1 << 20;

/// What names in braces stand for.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    values: HashMap<String, String>,
    added: usize,
    /// Names that the document takes back (`:name!:`).
    unset: HashSet<String>,
}

/// The name and the value of `:name: value`.
pub(super) fn entry(text: &str) -> Option<(&str, &str)> {
    let (name, value) = text.strip_prefix(':')?.split_once(':')?;
    let bare = name.trim_matches('!');
    let is_name = !bare.is_empty() && bare.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
    (is_name && (value.is_empty() || value.starts_with(' '))).then(|| (name, value.trim()))
}

impl Attributes {
    /// Those that Asciidoctor knows of itself ("Character Replacement Attributes").
    pub(super) fn known() -> Self {
        let mut attributes = Self::default();
        for (name, value) in [
            ("nbsp", "\u{a0}"),
            ("sp", " "),
            ("space", " "),
            ("empty", ""),
            ("blank", ""),
            ("zwsp", ""),
            ("plus", "+"),
            ("lt", "<"),
            ("gt", ">"),
            ("amp", "&"),
            ("apos", "'"),
            ("quot", "\""),
            ("lsquo", "\u{2018}"),
            ("rsquo", "\u{2019}"),
            ("ldquo", "\u{201c}"),
            ("rdquo", "\u{201d}"),
            ("vbar", "|"),
            ("asterisk", "\\*"),
            ("backtick", "\\`"),
            ("caret", "^"),
            ("tilde", "~"),
            ("startsb", "["),
            ("endsb", "]"),
            ("two-colons", "::"),
            ("two-semicolons", ";;"),
            ("cpp", "C++"),
            ("pp", "++"),
            ("backslash", "\\\\"),
            ("deg", "\u{b0}"),
            ("wj", ""),
        ] {
            attributes.values.insert(name.to_owned(), value.to_owned());
        }
        attributes
    }

    /// Those that a body defines. A name that it defines twice has its first value, until the second is read.
    pub(super) fn of(lines: &[Line<'_>]) -> Self {
        let mut attributes = Self::known();
        for (index, line) in lines.iter().enumerate() {
            let Some((name, value)) = entry(line.text).filter(|_| line.indent == 0) else { continue };
            if !name.contains('!') && !attributes.values.contains_key(&name.to_ascii_lowercase()) {
                let (value, _) = whole(value, lines.get(index + 1..).unwrap_or_default());
                attributes.set(name, &value);
            }
        }
        attributes
    }

    /// Whether a name is one of the document's, or one that generators of sites set (jekyll-asciidoc, Asciidoctor).
    pub(super) fn is_defined(&self, name: &str) -> bool {
        let name = name.to_ascii_lowercase();
        let is_of_sites = name.starts_with("site-gen") || name.starts_with("asciidoctor");
        let is_known =
            ["env", "env-site", "backend", "backend-html5", "basebackend", "basebackend-html", "doctype-article"];
        is_of_sites || is_known.contains(&name.as_str()) || self.values.contains_key(&name)
    }

    /// What tables, figures and examples are called; None where they aren't counted.
    pub(super) fn caption(&self, kind: &str) -> Option<String> {
        let name = format!("{kind}-caption");
        match self.values.get(&name) {
            Some(word) => Some(word.clone()).filter(|word| !word.is_empty()),
            None if self.unset.contains(&name) || self.unset.contains("caption") => None,
            None => Some(crate::text::capitalized(kind)),
        }
    }

    /// The folder of pictures (`imagesdir`); empty where none is named.
    pub(super) fn pictures(&self) -> &str {
        self.values.get("imagesdir").map_or("", |folder| folder.trim_end_matches('/'))
    }

    /// The value that a name has.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str)
    }

    /// Takes the value that a name has from here on; with `!` it has none.
    pub(super) fn set(&mut self, name: &str, value: &str) {
        let bare = name.trim_matches('!').to_ascii_lowercase();
        if name.contains('!') {
            self.values.remove(&bare);
            self.unset.insert(bare);
            return;
        }
        let value = self.expand(value);
        if value.len() <= LONGEST {
            self.unset.remove(&bare);
            self.values.insert(bare, value);
        }
    }

    /// What `counter:name`, `counter2:name:seed` and `set:name:value` in braces come to.
    fn made(&mut self, inside: &str) -> Option<String> {
        let (kind, rest) = inside.split_once(':')?;
        let (name, value) = rest.split_once(':').unwrap_or((rest, ""));
        if !is_name(name.trim_end_matches('!')) {
            return None;
        }
        match kind {
            "set" => self.set(name, value),
            "counter" | "counter2" => {
                let next = match self.get(&name.to_ascii_lowercase()) {
                    Some(last) => following(last),
                    None if value.is_empty() => "1".to_owned(),
                    None => value.to_owned(),
                };
                self.set(name, &next);
                return Some(if kind == "counter" { next } else { String::new() });
            }
            _ => return None,
        }
        Some(String::new())
    }

    /// Puts values in the place of their names. Unknown ones stay.
    pub(super) fn expand(&mut self, text: &str) -> String {
        if !text.contains('{') {
            return text.to_owned();
        }
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find('{') {
            let (before, after) = rest.split_at_checked(at).unwrap_or((rest, ""));
            out.push_str(before);
            if let Some(tag) = template_tag(after) {
                out.push_str(tag);
                rest = after.get(tag.len()..).unwrap_or_default();
                continue;
            }
            let name = after.get(1..).unwrap_or_default();
            let made = is_counted(name) && !out.ends_with('\\');
            if let Some(inside) = made.then(|| name.get(..find_near(name, "}")?)).flatten()
                && !inside.contains('\n')
                && let Some(value) = self.made(inside)
            {
                out.push_str(&value);
                rest = name.get(inside.len() + 1..).unwrap_or_default();
                continue;
            }
            let end = name.find(|c: char| !(c.is_alphanumeric() || "_-".contains(c))).unwrap_or(name.len());
            let is_closed = name.get(end..).is_some_and(|rest| rest.starts_with('}'));
            let value =
                name.get(..end).filter(|_| is_closed).and_then(|name| self.values.get(&name.to_ascii_lowercase()));
            match value.filter(|value| !out.ends_with('\\') && self.added + value.len() <= MOST_ADDED) {
                Some(value) => {
                    self.added += value.len();
                    out.push_str(value);
                    rest = name.get(end + 1..).unwrap_or_default();
                }
                None => {
                    if is_closed && out.ends_with('\\') {
                        out.pop();
                    }
                    out.push('{');
                    rest = name;
                }
            }
        }
        out.push_str(rest);
        out
    }
}

/// The value that begins on a line and goes on below it where it ends with a backslash, and how many lines below are its own.
pub(super) fn whole(value: &str, below: &[Line<'_>]) -> (String, usize) {
    let mut value = value.to_owned();
    let mut lines = 0;
    while let Some(before) = value.strip_suffix('\\').filter(|before| before.len() < LONGEST) {
        let Some(next) = below.get(lines) else { break };
        lines += 1;
        value = format!("{} {}", before.trim_end_matches([' ', '+']), next.text);
    }
    (value, lines)
}

/// Whether what begins so in braces makes a value.
fn is_counted(inside: &str) -> bool {
    ["counter:", "counter2:", "set:"].iter().any(|kind| inside.starts_with(kind))
}

/// The number or the letter behind another.
fn following(last: &str) -> String {
    match (last.parse::<u32>(), last.chars().next()) {
        (Ok(number), _) => number.saturating_add(1).to_string(),
        (_, Some(letter @ ('a'..='y' | 'A'..='Y'))) => {
            char::from_u32(u32::from(letter) + 1).unwrap_or(letter).to_string()
        }
        _ => last.to_owned(),
    }
}

/// Where a picture lies: below the folder of pictures, unless its address says where.
pub(super) fn picture(folder: &str, target: &str) -> String {
    let is_whole = target.starts_with(['/', '{']) || target.contains("://") || target.starts_with("data:");
    if is_whole || matches!(folder, "" | ".") {
        return target.to_owned();
    }
    format!("{folder}/{target}")
}

/// What brackets above a block, or behind a macro, say.
#[derive(Clone, Debug, Default)]
pub(super) struct Block {
    /// Values without a name, in their order.
    pub(super) positional: Vec<String>,
    named: Vec<(String, String)>,
    pub(super) id: String,
    options: Vec<String>,
}

impl Block {
    /// Of the inside of brackets.
    pub(super) fn read(text: &str) -> Self {
        let mut block = Self::default();
        for part in separated(text) {
            match part.split_once('=').filter(|(name, _)| is_name(name.trim())) {
                Some((name, value)) => block.name(name.trim(), value.trim().trim_matches(['"', '\''])),
                None => block.positional.push(part.trim().trim_matches('"').to_owned()),
            }
        }
        if let Some(first) = block.positional.first_mut() {
            let shorthand = first.clone();
            let end = shorthand.find(['#', '.', '%']).unwrap_or(shorthand.len());
            let is_short = !shorthand.contains(' ');
            if is_short {
                first.truncate(end);
                let mut rest = shorthand.get(end..).unwrap_or_default();
                while let Some(mark) = rest.chars().next() {
                    let body = rest.get(1..).unwrap_or_default();
                    let end = body.find(['#', '.', '%']).unwrap_or(body.len());
                    let value = body.get(..end).unwrap_or_default();
                    match mark {
                        '#' => block.id = value.to_owned(),
                        '%' => block.options.push(value.to_owned()),
                        _ => {}
                    }
                    rest = body.get(end..).unwrap_or_default();
                }
            }
        }
        block
    }

    /// Of a place's name.
    pub(super) fn of_id(id: &str) -> Self {
        Self { id: id.to_owned(), ..Self::default() }
    }

    fn name(&mut self, name: &str, value: &str) {
        match name {
            "id" => self.id = value.to_owned(),
            "options" | "opts" => self.options.extend(value.split(',').map(|option| option.trim().to_owned())),
            _ => self.named.push((name.to_owned(), value.to_owned())),
        }
    }

    /// Adds what further brackets say.
    pub(super) fn extend(&mut self, other: Self) {
        if self.positional.first().is_none_or(String::is_empty) && !other.positional.is_empty() {
            self.positional = other.positional;
        }
        if !other.id.is_empty() {
            self.id = other.id;
        }
        self.named.extend(other.named);
        self.options.extend(other.options);
    }

    /// Whether nothing is said.
    pub(super) fn is_empty(&self) -> bool {
        self.positional.iter().all(String::is_empty) && self.named.is_empty() && self.options.is_empty()
    }

    pub(super) fn style(&self) -> &str {
        self.at(0)
    }

    pub(super) fn at(&self, index: usize) -> &str {
        self.positional.get(index).map_or("", String::as_str)
    }

    pub(super) fn get(&self, name: &str) -> &str {
        self.named.iter().rev().find(|(own, _)| own == name).map_or("", |(_, value)| value)
    }

    pub(super) fn has(&self, option: &str) -> bool {
        self.options.iter().any(|own| own == option)
    }
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
}

/// The parts of a list at commas that aren't in quotation marks.
fn separated(text: &str) -> Vec<&str> {
    let (mut parts, mut start, mut quoted) = (Vec::new(), 0, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b',' if !quoted => {
                parts.push(text.get(start..at).unwrap_or_default());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(text.get(start..).unwrap_or_default());
    parts
}
