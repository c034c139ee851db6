//! What names in braces stand for: constants that a file exports, files that it imports, values of its head. Runs nothing:
//! what is not written out is not known.

use std::borrow::Cow;
use std::cell::Cell;
use std::rc::Rc;

use super::tag;
use crate::post::front_matter::{Map, Value, literal, parts, written_out};
use crate::template::TemplateValues;
use crate::template::code::CodeMap;

/// Bytes of one declaration.
const LONGEST: usize = 16_384;
/// Declarations of a file.
const MOST: usize = 256;
/// Names that they declare, each of which is looked through for every expression.
const MOST_NAMES: usize = 1024;
/// Rounds of a loop.
const ROUNDS: usize = 256;
/// Bytes that a loop may make.
const LARGEST: usize = 65_536;
/// Files that are shown where a text names them, counted each time, and the bytes of all of them.
const MOST_PARTS: usize = 256;
const MOST_PART_BYTES: usize = 4 << 20;
/// What a head's values are below, by the framework.
const HEADS: [&str; 6] = ["frontmatter", "frontMatter", "meta", "metadata", "props.pageContext.frontmatter", "page"];

/// Names and what they stand for.
#[derive(Debug)]
pub(super) struct Scope<'a> {
    names: Map<'a>,
    values: &'a TemplateValues,
    /// Names of components that are files of Markdown, and their texts.
    parts: Vec<(&'a str, &'a str)>,
    /// What the tag gives that this text is shown for.
    given: Vec<(String, String)>,
    /// How many files, and bytes of them, may still be shown.
    left: Rc<Cell<(usize, usize)>>,
}

impl<'a> Scope<'a> {
    /// Of what a file declares at the start of lines.
    pub(super) fn of(text: &'a str, code: &CodeMap, values: &'a TemplateValues) -> Self {
        let left = Rc::new(Cell::new((MOST_PARTS, MOST_PART_BYTES)));
        Self::sharing(text, code, values, left)
    }

    /// Of a file that is shown for a tag, with what that gives it.
    pub(super) fn within<'t>(&'t self, text: &'t str, code: &CodeMap, given: Vec<(String, String)>) -> Scope<'t> {
        Scope { given, ..Scope::sharing(text, code, self.values, Rc::clone(&self.left)) }
    }

    fn sharing(text: &'a str, code: &CodeMap, values: &'a TemplateValues, left: Rc<Cell<(usize, usize)>>) -> Self {
        let mut names = Map::default();
        for rest in declarations(text, code, "export ").take(MOST) {
            if names.0.len() >= MOST_NAMES {
                break;
            }
            let end = rest.find("\n\n").unwrap_or(rest.len()).min(LONGEST);
            names.0.extend(rest.get(..end).map(written_out).unwrap_or_default().0);
        }
        names.0.extend(imports(text, code).filter_map(imported));
        let raws = imports(text, code).filter_map(raw);
        names.0.extend(
            raws.filter_map(|(name, from)| Some((Cow::Borrowed(name), Value::Text(values.file(from)?.into())))),
        );
        names.0.truncate(MOST_NAMES);
        let parts = imports(text, code).filter_map(part);
        let parts = parts.filter_map(|(name, from)| Some((name, values.file(from)?))).collect();
        Self { names, values, parts, given: Vec::new(), left }
    }

    /// The text of the file that a component is.
    pub(super) fn part(&self, name: &str) -> Option<&'a str> {
        self.parts.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
    }

    /// Whether a file of so many bytes may still be shown; it is counted then.
    pub(super) fn may_include(&self, bytes: usize) -> bool {
        let (parts, left) = self.left.get();
        let next = parts.checked_sub(1).zip(left.checked_sub(bytes));
        next.inspect(|next| self.left.set(*next)).is_some()
    }

    /// The words of an expression, if all of it is written out.
    pub(super) fn said(&self, expression: &str) -> Option<String> {
        let expression = expression.trim();
        if let Some(words) = tag::string(expression) {
            return Some(words);
        }
        if let Some(inner) = expression.strip_prefix('`').and_then(|rest| rest.strip_suffix('`')) {
            return self.filled(inner);
        }
        if let Some(sum) = self.calculated(expression) {
            return Some(sum);
        }
        let summands = parts(expression, &['+']);
        if summands.len() > 1 && summands.iter().any(|part| part.trim().starts_with(['"', '\'', '`'])) {
            return summands.iter().map(|part| self.plain(part.trim())).collect();
        }
        self.plain(expression)
    }

    /// Numbers and names of numbers that are added, taken away, multiplied and divided, without brackets.
    fn calculated(&self, expression: &str) -> Option<String> {
        let is_sign = |c: char| matches!(c, '+' | '-' | '*' | '/');
        let is_short = expression.len() < 100 && expression.contains(is_sign) && !expression.contains(['"', '\'', '`']);
        let operands = is_short.then(|| expression.split(is_sign))?;
        let signs = expression.matches(is_sign).flat_map(str::chars);
        let mut numbers = operands.map(|operand| self.plain(operand.trim())?.parse::<f64>().ok());
        let (mut sum, mut product) = (0.0, numbers.next()??);
        for (sign, number) in signs.zip(numbers) {
            let number = number?;
            match sign {
                '*' => product *= number,
                '/' => product /= number,
                _ => {
                    sum += product;
                    product = if sign == '-' { -number } else { number };
                }
            }
        }
        let value = sum + product;
        value.is_finite().then(|| value.to_string())
    }

    /// A string, a template without expressions in it, a number or a name.
    fn plain(&self, expression: &str) -> Option<String> {
        let is_number = !expression.is_empty() && expression.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        let literal = if is_number { Some(expression.to_owned()) } else { tag::string(expression) };
        literal
            .or_else(|| self.value(expression)?.to_text().map(Cow::into_owned))
            .or_else(|| {
                let key = HEADS.iter().find_map(|head| expression.strip_prefix(head)?.strip_prefix('.'))?;
                self.values.get(&format!("page.{key}")).map(str::to_owned)
            })
            .or_else(|| {
                let key = expression.strip_prefix("props.")?.to_lowercase();
                self.given.iter().find(|(name, _)| *name == key).map(|(_, value)| value.clone())
            })
    }

    /// A template string with its expressions filled in.
    fn filled(&self, template: &str) -> Option<String> {
        let mut made = String::with_capacity(template.len());
        let mut rest = template;
        while let Some((before, after)) = rest.split_once("${") {
            let (expression, behind) = after.split_once('}')?;
            made.push_str(before);
            made.push_str(&self.plain(expression.trim())?);
            rest = behind;
        }
        made.push_str(rest);
        (!made.contains('`')).then_some(made)
    }

    /// What a name with its parts stands for.
    fn value(&self, name: &str) -> Option<&Value<'a>> {
        let mut parts = name.split('.');
        let mut value = self.names.exact(parts.next()?.trim())?;
        for part in parts {
            // Of a picture that is imported, `src` is its address.
            value = match value {
                Value::Map(map) => map.exact(part)?,
                Value::Text(_) if part == "src" => value,
                _ => return None,
            };
        }
        Some(value)
    }

    /// What `list.map((one) => <li>{one.name}</li>)` makes, where the list is written out.
    pub(super) fn looped(&self, expression: &str) -> Option<String> {
        let (list, call) = expression.trim().split_once(".map(")?;
        let own = written_list(list);
        let list = own.as_deref().or_else(|| self.value(list.trim())?.as_list())?;
        let (parameters, body) = call.trim().strip_suffix(')')?.split_once("=>")?;
        let parameters = parameters.trim().trim_start_matches('(').trim_start();
        // Of `({ name, url })` each is a name by itself.
        let one = match parameters.starts_with('{') {
            true => "",
            false => parameters.split([',', ')']).next()?.trim(),
        };
        let body = body.trim();
        let body = body.strip_prefix('(').and_then(|body| body.strip_suffix(')')).unwrap_or(body).trim();
        if !body.starts_with('<') || !one.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return None;
        }
        let mut made = String::new();
        for value in list.iter().take(ROUNDS) {
            made.push_str(&with_values(body, one, value));
            made.push('\n');
            if made.len() > LARGEST {
                return None;
            }
        }
        Some(made)
    }
}

/// What stands from the start of each line that begins with a word, outside code, to the end of the text.
fn declarations<'t>(text: &'t str, code: &CodeMap, word: &'static str) -> impl Iterator<Item = &'t str> {
    let starts = memchr::memmem::find_iter(text.as_bytes(), "\n").map(|at| at + 1);
    let lines = std::iter::once(0).chain(starts).filter_map(move |at| Some((at, text.get(at..)?)));
    lines.filter(move |(at, rest)| rest.starts_with(word) && code.at(*at).is_none()).map(|(_, rest)| rest)
}

/// The first line of each import, without its word.
pub(super) fn imports<'t>(text: &'t str, code: &CodeMap) -> impl Iterator<Item = &'t str> {
    let imports = declarations(text, code, "import ").take(MOST);
    imports.filter_map(|rest| rest.lines().next()?.strip_prefix("import "))
}

/// `Name from './part.mdx'`: a component that is a file of Markdown, and its path.
pub(super) fn part(import: &str) -> Option<(&str, &str)> {
    let (name, from) = import.split_once(" from ")?;
    let from = from.trim().trim_end_matches(';').trim_matches(['"', '\'']);
    let is_text = from.ends_with(".md") || from.ends_with(".mdx");
    (is_text && tag::is_component(name.trim())).then_some((name.trim(), from))
}

/// `name from './a.js?raw'` (Vite), `name from '!!raw-loader!./a.js'` (Webpack): the text of a file, and how it is written.
pub(super) fn raw(import: &str) -> Option<(&str, &str)> {
    let (name, from) = import.split_once(" from ")?;
    let from = from.trim().trim_end_matches(';').trim_matches(['"', '\'']);
    (from.ends_with("?raw") || from.contains("raw-loader!")).then_some((name.trim(), from))
}

/// A list that stands in the expression itself.
fn written_list(text: &str) -> Option<Vec<Value<'_>>> {
    match literal(text)? {
        Value::List(list) => Some(list),
        _ => None,
    }
}

/// The body of a loop with the values of one round in it.
fn with_values(body: &str, one: &str, value: &Value<'_>) -> String {
    let mut made = String::with_capacity(body.len());
    let mut rest = body;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((expression, behind)) = after.split_once('}') else { break };
        let below = expression.trim().strip_prefix(one).map(|path| path.strip_prefix('.').unwrap_or(path));
        let text = below.and_then(|path| {
            let mut value = value;
            for part in path.split('.').filter(|part| !part.is_empty()) {
                value = value.as_map()?.exact(part)?;
            }
            value.to_text()
        });
        made.push_str(before);
        match text {
            Some(text) if before.ends_with('=') => made.push_str(&format!("\"{}\"", text.replace('"', "&quot;"))),
            Some(text) => made.push_str(&text),
            None => made.push_str(&format!("{{{expression}}}")),
        }
        rest = behind;
    }
    made.push_str(rest);
    made
}

/// `name from './file.png'`: a picture or other file by its path. Components and data are none.
fn imported(import: &str) -> Option<(Cow<'_, str>, Value<'_>)> {
    const FILES: [&str; 12] =
        [".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif", ".bmp", ".mp4", ".webm", ".mp3", ".pdf"];
    let (name, from) = import.split_once(" from ")?;
    let from = from.trim().trim_end_matches(';').trim_matches(['"', '\'']);
    let path = from.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let is_file = FILES.iter().any(|end| path.ends_with(end));
    is_file.then_some((Cow::Borrowed(name.trim()), Value::Text(Cow::Borrowed(from))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_for_what_is_written_out() {
        let text = "import hero from './hero.png'\nimport Box from './Box.astro';\nexport const data = { name: 'Ann', n: 3 };\nexport const list = ['one', 'two'];\n\nexport const people = [\n  { name: 'A', url: '/a' },\n  { name: 'B', url: '/b' },\n];\n\nText\n";
        let mut values = TemplateValues::new();
        values.set("page.title", "Head");
        let scope = Scope::of(text, &CodeMap::of(text), &values);
        for (expression, want) in [
            ("data.name", Some("Ann")),
            ("data.n", Some("3")),
            ("hero", Some("./hero.png")),
            ("hero.src", Some("./hero.png")),
            ("Box", None),
            ("frontmatter.title", Some("Head")),
            ("frontmatter.none", None),
            ("'a' + data.name + \"b\"", Some("aAnnb")),
            ("`Tick ${data.n}`", Some("Tick 3")),
            ("`Tick ${none}`", None),
            ("f(x)", None),
            ("2 + 3 * data.n - 1", Some("10")),
            ("1 / 2", Some("0.5")),
            ("data.n + data.name", None),
        ] {
            assert_eq!(scope.said(expression).as_deref(), want, "{expression}");
        }
        let looped = |expression: &str| scope.looped(expression).map(|made| made.trim().to_owned());
        assert_eq!(looped("list.map((x) => <li>{x}</li>)").as_deref(), Some("<li>one</li>\n<li>two</li>"));
        let links = looped("people.map(p => (<a key={p.name} href={p.url}>{p.name}</a>))");
        assert_eq!(links.as_deref(), Some("<a key=\"A\" href=\"/a\">A</a>\n<a key=\"B\" href=\"/b\">B</a>"));
        assert_eq!(looped("['a', 'b'].map((x) => <i>{x}</i>)").as_deref(), Some("<i>a</i>\n<i>b</i>"));
        let links = looped("people.map(({ name, url }) => <a href={url}>{name}</a>)");
        assert_eq!(links.as_deref(), Some("<a href=\"/a\">A</a>\n<a href=\"/b\">B</a>"));
        assert_eq!(looped("none.map((x) => <i>{x}</i>)"), None);
    }
}
