//! The head of a post, whatever the generator: found, bounded, parsed, repaired.
//!
//! Knows syntaxes; does not know what any key means. Never fails: what is wrong becomes a [`Problem`].

mod directive;
mod docinfo;
mod edn;
mod html_head;
mod object;
mod plain_lines;
mod simple;
mod split;
mod title_block;
mod value;
pub mod yaml;

use std::borrow::Cow;

use super::{BodyStart, Code, Diagnostic};
use crate::text::Clean;

pub use docinfo::docinfo;
pub use object::{literal, parts, written_out};
pub use split::Syntax;
pub use value::{Map, Value};

/// What a head says and where it ends.
#[derive(Clone, Debug, Default)]
pub struct FrontMatter<'a> {
    /// Keys and values.
    pub values: Map<'a>,
    /// How it is written; none if there is no head.
    pub syntax: Option<Syntax>,
    /// Its text without the marks.
    pub source: &'a str,
    /// Lines of the file before `source`.
    pub lines_before: u32,
    /// Where the body starts.
    pub body: BodyStart,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
}

/// A problem in a head, with a place in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Which.
    pub code: Code,
    /// Line in the head, from 1; 0 for the whole of it.
    pub line: u32,
    /// Column in characters, from 1; 0 for the whole line.
    pub column: u32,
    /// What is wrong.
    pub message: Cow<'static, str>,
}

impl Problem {
    /// A problem told in these words.
    pub fn new(code: Code, line: u32, column: u32, message: impl Into<Cow<'static, str>>) -> Self {
        Self { code, line, column, message: message.into() }
    }

    /// With the line counted in the file.
    pub fn in_file(&self, lines_before: u32) -> Diagnostic {
        let line = if self.line == 0 { 0 } else { self.line + lines_before };
        Diagnostic { code: self.code, line, column: self.column, message: Clean::line(&self.message) }
    }
}

/// Reads the head of a post. `header_fence` says that YAML's marks hold bare header lines (Pelican).
pub fn read(text: &str, fences: Fences) -> FrontMatter<'_> {
    if fences == Fences::Header
        && let Some((values, head, body)) = html_head::read(text)
    {
        let body = BodyStart {
            byte: u32::try_from(body).unwrap_or(u32::MAX),
            line: lines(text.get(..body).unwrap_or_default()),
        };
        let source = text.get(head.clone()).unwrap_or_default();
        let lines_before = lines(text.get(..head.start).unwrap_or_default());
        return FrontMatter { values, syntax: Some(Syntax::Html), source, lines_before, body, problems: Vec::new() };
    }
    let Some(split) = split::split(text) else { return FrontMatter::default() };
    let source = text.get(split.head.clone()).unwrap_or_default();
    let lines_before = lines(text.get(..split.head.start).unwrap_or_default());
    let mut problems = Vec::new();
    if !split.closed {
        problems.push(Problem::new(Code::FrontMatterUnclosed, 1, 0, "No line closes this front matter."));
    }
    let values = match split.syntax {
        Syntax::Yaml if fences == Fences::Header && !looks_like_yaml(source) => Some(plain_lines::header(source)),
        Syntax::Yaml => yaml::read(source, &mut problems).map(without_colons),
        Syntax::Script | Syntax::Export => Some(object::written_out(source)),
        Syntax::Toml => Some(toml(source, &mut problems)),
        Syntax::Json => json(source, &mut problems),
        Syntax::Edn => Some(edn::read(source)),
        Syntax::Header => Some(plain_lines::header(source)),
        Syntax::TitleBlock => Some(title_block::read(source)),
        Syntax::Franklin => Some(plain_lines::assignments(source)),
        Syntax::Nikola => Some(plain_lines::dotted(source)),
        Syntax::Fields => Some(plain_lines::fields(source)),
        Syntax::Org => Some(plain_lines::org(source)),
        Syntax::AsciiDoc => Some(plain_lines::asciidoc(source)),
        // Read above, where it may stand.
        Syntax::Html => None,
    };
    let Some(values) = values else { return FrontMatter { problems: not_a_map(), ..FrontMatter::default() } };
    if split.syntax == Syntax::Yaml {
        duplicates(&values, source, &mut problems);
    }
    let body_line = lines_before + lines(text.get(split.head.start..split.body).unwrap_or_default());
    let body = BodyStart { byte: u32::try_from(split.body).unwrap_or(u32::MAX), line: body_line };
    FrontMatter { values, syntax: Some(split.syntax), source, lines_before, body, problems }
}

/// What stands between YAML's marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fences {
    /// YAML.
    #[default]
    Yaml,
    /// `Key: value` lines whose values are text as they stand (Pelican).
    Header,
}

/// Ruby writes its symbols as keys that begin with a colon (`:title: Words`, as Awestruct's users do).
fn without_colons(mut map: Map<'_>) -> Map<'_> {
    for (key, _) in &mut map.0 {
        if let Some(name) = key.strip_prefix(':').filter(|name| !name.is_empty()) {
            *key = Cow::Owned(name.to_owned());
        }
    }
    map
}

impl FrontMatter<'_> {
    /// Line and column of the head, both from 1, at which the value of a key of the first level begins, or would; zeros if
    /// the key isn't there. `key` is written as for [`Map::get`].
    pub fn place_of(&self, key: &str) -> (u32, u32) {
        let found = self.source.lines().enumerate().find_map(|(at, line)| Some((at + 1, value_of(line, key)?)));
        let Some((line, (value, before))) = found else { return (0, 0) };
        let column = before.chars().count() + value.len() - value.trim_start().len() + 1;
        (u32::try_from(line).unwrap_or(0), u32::try_from(column).unwrap_or(0))
    }

    /// A problem with the value of a key of the first level.
    pub fn problem_at(&self, key: &str, code: Code, message: &'static str) -> Problem {
        let (line, column) = self.place_of(key);
        Problem::new(code, line, column, message)
    }

    /// The value of a key of the first level as it is written, where that is YAML on one line without quotes.
    pub fn plain(&self, key: &str) -> Option<&str> {
        let (value, _) = self.source.lines().rev().find_map(|line| value_of(line, key))?;
        let value = uncommented(value);
        let is_plain = !value.is_empty() && !value.starts_with(['"', '\'', '[', '{', '|', '>', '&', '*', '!', '#']);
        (is_plain && self.syntax == Some(Syntax::Yaml)).then_some(value)
    }

    /// The items of a list of the first level as they are written, of each that stands in quotes nothing; none where that is
    /// no YAML list on one line or of one item a line.
    pub fn plain_items(&self, key: &str) -> Option<Vec<Option<&str>>> {
        let mut lines = self.source.lines();
        let (value, _) = lines.by_ref().find_map(|line| value_of(line, key))?;
        match uncommented(value) {
            _ if self.syntax != Some(Syntax::Yaml) => None,
            "" => Some(lines.map_while(|line| line.trim_start().strip_prefix("- ")).map(plain_item).collect()),
            list => flow_items(list.strip_prefix('[')?.strip_suffix(']')?),
        }
    }

    /// Whether the value of a key of the first level is written in quotes, which YAML's readers forget.
    pub fn is_quoted(&self, key: &str) -> bool {
        let value = self.source.lines().find_map(|line| value_of(line, key));
        value.is_some_and(|(value, _)| value.trim_start().trim_start_matches("! ").starts_with(['"', '\'']))
    }
}

/// What stands behind a key that begins a line, and what stands before it.
fn value_of<'s>(line: &'s str, key: &str) -> Option<(&'s str, &'s str)> {
    if value::is_another_letter(line.bytes().next(), key.bytes().next()) {
        return None;
    }
    let (written, value) = line.split_once([':', '='])?;
    let name = written.strip_prefix("@def ").unwrap_or(written).trim_matches([' ', '"', '\'']);
    let is_first_level = !written.starts_with([' ', '\t']) || written.trim_start().starts_with('"');
    let before = line.get(..line.len() - value.len())?;
    (is_first_level && value::is_key(name, key)).then_some((value, before))
}

/// Without the comment behind it.
fn uncommented(value: &str) -> &str {
    value.split(" #").next().unwrap_or_default().trim()
}

fn plain_item(written: &str) -> Option<&str> {
    Some(uncommented(written)).filter(|item| !item.starts_with(['"', '\'', '!', '&', '*']))
}

/// The items of a list on one line without its brackets; none if there is a list or map in it.
fn flow_items(mut rest: &str) -> Option<Vec<Option<&str>>> {
    let mut items = Vec::new();
    rest = rest.trim();
    while !rest.is_empty() {
        let after = if rest.starts_with(['"', '\'']) {
            items.push(None);
            simple::quotes(rest)?.1
        } else {
            let (item, after) = rest.split_at(rest.find(',').unwrap_or(rest.len()));
            items.push(plain_item(item).filter(|item| !item.contains(['[', '{'])));
            after
        };
        rest = after.trim_start().strip_prefix(',').map_or("", str::trim_start);
    }
    Some(items)
}

fn not_a_map() -> Vec<Problem> {
    vec![Problem::new(Code::YamlRepaired, 1, 0, "The front matter has no keys.")]
}

fn lines(text: &str) -> u32 {
    u32::try_from(memchr::memchr_iter(b'\n', text.as_bytes()).count()).unwrap_or(u32::MAX)
}

/// Pelican's own reader knows no YAML; a site that writes lists has a plugin for it.
fn looks_like_yaml(source: &str) -> bool {
    source.lines().any(|line| {
        line.trim_start().starts_with("- ")
            || line.split_once(':').is_some_and(|(_, value)| value.trim_start().starts_with('['))
    })
}

fn duplicates(values: &Map<'_>, source: &str, problems: &mut Vec<Problem>) {
    for (at, (key, _)) in values.0.iter().enumerate().take(64) {
        if values.0.iter().take(at).any(|(earlier, _)| earlier == key) {
            let line = line_of(source, key, 1);
            problems.push(Problem::new(
                Code::DuplicateKey,
                line,
                1,
                format!("`{key}` stands twice; the last one holds."),
            ));
        }
    }
}

/// The line, from 1, that starts with a key, after `skip` others that do.
fn line_of(source: &str, key: &str, skip: usize) -> u32 {
    let starts = |line: &str| {
        let rest = line.strip_prefix("@def ").unwrap_or(line).strip_prefix(key);
        rest.is_some_and(|rest| rest.trim_start().starts_with([':', '=']))
    };
    let found = source.lines().enumerate().filter(|(_, line)| starts(line)).nth(skip);
    found.and_then(|(at, _)| u32::try_from(at + 1).ok()).unwrap_or(0)
}

fn toml<'a>(source: &'a str, problems: &mut Vec<Problem>) -> Map<'a> {
    if source.len() > yaml::LARGEST {
        problems.push(Problem::new(Code::FrontMatterTooLarge, 1, 0, "The front matter is larger than 64 KiB."));
        return Map::default();
    }
    match source.parse::<toml::Table>() {
        Ok(table) => Map(table.into_iter().map(|(key, value)| (Cow::Owned(key), from_toml(value))).collect()),
        Err(error) => {
            let (line, column) = error.span().map_or((1, 0), |span| place(source, span.start));
            problems.push(Problem::new(Code::TomlRepaired, line, column, "This is not valid TOML."));
            plain_lines::assignments(source)
        }
    }
}

/// Reads a file of data, such as a site's configuration; what its parser refuses is repaired as a head is, and told. None
/// where it is no map.
pub fn data(source: &str, syntax: Syntax, problems: &mut Vec<Problem>) -> Option<Map<'static>> {
    match (value(source, syntax), syntax) {
        (Some(Value::Map(map)), _) => Some(map),
        (Some(_), _) => None,
        (None, Syntax::Toml) => Some(toml(source, problems).into_owned()),
        (None, Syntax::Json) => json(source, problems),
        (None, _) => yaml::read(source, problems).map(Map::into_owned),
    }
}

/// What a file of data holds; none where its parser refuses it.
pub fn value(source: &str, syntax: Syntax) -> Option<Value<'static>> {
    match syntax {
        Syntax::Toml => source.parse::<toml::Table>().ok().map(toml::Value::Table).map(from_toml),
        Syntax::Json => serde_json::from_str(source).ok(),
        _ => yaml::parse(source),
    }
}

/// What a map in Clojure's notation holds.
pub fn edn(source: &str) -> Map<'static> {
    edn::read(source)
}

/// Line and column, from 1, of a byte.
fn place(source: &str, byte: usize) -> (u32, u32) {
    let before = source.get(..byte).unwrap_or_default();
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (lines(before) + 1, u32::try_from(column).unwrap_or(0))
}

/// The parser bounds its depth, so this descends no deeper.
fn from_toml(value: toml::Value) -> Value<'static> {
    match value {
        toml::Value::String(text) => Value::Text(text.into()),
        toml::Value::Integer(number) => Value::Number(number.to_string().into()),
        toml::Value::Float(number) => Value::Number(number.to_string().into()),
        toml::Value::Boolean(is) => Value::Bool(is),
        toml::Value::Datetime(moment) => Value::Text(moment.to_string().into()),
        toml::Value::Array(items) => Value::List(items.into_iter().map(from_toml).collect()),
        toml::Value::Table(table) => {
            Value::Map(Map(table.into_iter().map(|(key, value)| (Cow::Owned(key), from_toml(value))).collect()))
        }
    }
}

fn json(source: &str, problems: &mut Vec<Problem>) -> Option<Map<'static>> {
    if source.len() > yaml::LARGEST {
        problems.push(Problem::new(Code::FrontMatterTooLarge, 1, 0, "The front matter is larger than 64 KiB."));
        return Some(Map::default());
    }
    let is_object = source.trim_start().starts_with('{');
    let object = if is_object { Cow::Borrowed(source) } else { Cow::Owned(format!("{{{source}}}")) };
    match serde_json::from_str::<Value<'static>>(&object) {
        Ok(Value::Map(map)) => Some(map),
        Ok(_) => None,
        Err(error) => {
            let (line, column) = (u32::try_from(error.line()).unwrap_or(1), u32::try_from(error.column()).unwrap_or(0));
            problems.push(Problem::new(Code::JsonRepaired, line, column, "This is not valid JSON."));
            // YAML takes trailing commas, single quotes and comments.
            yaml::read(&object, &mut Vec::new()).map(Map::into_owned)
        }
    }
}

#[cfg(test)]
mod tests;
