//! MDX: imports and exports go, components leave what is inside them and the words they are given, expressions that are written
//! out stay.

mod component;
mod margin;
mod scope;
pub(super) mod tag;

use super::code::CodeMap;
use super::find::holds;
use super::near::{begins_line, begins_line_behind, ends_line, near};
use super::output::Output;
use super::passes::element::is_block;
use super::values::TemplateValues;
use crate::post::Code;
use crate::post::front_matter::parts;
use component::component;
use margin::Margin;
use scope::Scope;
use tag::Tag;

/// Rewrites a file that is MDX throughout. None if it holds nothing of MDX.
pub(super) fn rewrite(text: &str, values: &TemplateValues) -> Option<Output> {
    let any = text.contains(['<', '{'])
        || text.lines().any(|line| is_module(line) || line.starts_with("    ") || line.starts_with('\t'));
    let code = CodeMap::of(text);
    any.then(|| pass(text, Kind::Whole, &Scope::of(text, &code, values), NESTED))
}

/// The files that a text imports to show them, as it names them: `import Part from './_part.mdx'`, `import code from './a.js?raw'`.
pub(super) fn imported(text: &str) -> Vec<&str> {
    let code = CodeMap::of(text);
    scope::imports(text, &code)
        .filter_map(|import| Some(scope::part(import).or_else(|| scope::raw(import))?.1))
        .collect()
}

/// Takes the fences off what is MDX in spite of them: Docusaurus' `mdx-code-block`, which other readers show as code
/// (`unwrapMdxCodeBlocks`). None if there is none.
pub(super) fn unwrap(text: &str) -> Option<Output> {
    const LANGUAGE: &str = "mdx-code-block";
    holds(text, LANGUAGE).then_some(())?;
    let (mut out, mut at, mut open) = (Output::default(), 0, None);
    for line in text.split_inclusive('\n') {
        let rest = line.trim();
        let length = rest.bytes().take_while(|byte| *byte == b'`').count();
        match open {
            None if length >= 3 && rest.get(length..) == Some(LANGUAGE) => open = Some(length),
            Some(fence) if length >= fence && rest.len() == length => open = None,
            _ => out.copy(line, at),
        }
        at += line.len();
    }
    Some(out)
}

/// Rewrites Markdown that holds components. None if it holds none.
pub(super) fn rewrite_components(text: &str) -> Option<Output> {
    let (code, values) = (CodeMap::of(""), TemplateValues::new());
    let any = memchr::memchr(b'<', text.as_bytes()).is_some() && text.lines().any(is_component);
    any.then(|| pass(text, Kind::Components, &Scope::of("", &code, &values), NESTED))
}

/// Whether what stands in braces is a condition or loop of Svelte: one end of it, whose inside is shown.
fn is_svelte(inner: &str) -> bool {
    const ENDS: [&str; 11] =
        ["#if ", "#each ", "#await ", "#key ", ":else", ":then", ":catch", "/if", "/each", "/await", "/key"];
    ENDS.iter().any(|end| inner.starts_with(end))
}

/// Expressions with elements in them that are read in each other.
const NESTED: u8 = 3;

/// How much of MDX is taken for MDX.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Whole,
    Components,
}

/// Whether a line starts with a component: an element whose name is no HTML.
fn is_component(line: &str) -> bool {
    let name = line.trim_start().strip_prefix('<').unwrap_or_default();
    let name = name.strip_prefix('/').unwrap_or(name);
    let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let (name, rest) = name.split_at(length);
    tag::is_component(name) && rest.starts_with(['>', ' ', '/', '.']) || tag::is_component(name) && rest.is_empty()
}

/// Whether a line starts an import or export.
fn is_module(line: &str) -> bool {
    let import =
        line.strip_prefix("import ").is_some_and(|rest| rest.contains(['"', '\'', '{', '*']) || rest.contains(" from"));
    let export = ["export const ", "export default ", "export let ", "export function ", "export {", "export * "];
    import || export.iter().any(|start| line.starts_with(start))
}

fn pass(text: &str, kind: Kind, scope: &Scope<'_>, nested: u8) -> Output {
    let code = if kind == Kind::Whole { CodeMap::without_indented(text) } else { CodeMap::of(text) };
    let patience = text.len().saturating_mul(4) + 4_096;
    let mut pass = Pass {
        text,
        kind,
        code,
        scope,
        nested,
        margin: Margin::default(),
        tabs: Vec::new(),
        links: Vec::new(),
        out: Output::default(),
        at: 0,
        patience,
    };
    pass.modules();
    pass.begin_line();
    while let Some(found) = text.as_bytes().get(pass.at..).and_then(|rest| memchr::memchr3(b'<', b'{', b'\n', rest)) {
        let start = pass.at + found;
        pass.out.copy(text.get(pass.at..start).unwrap_or_default(), pass.at);
        pass.at = start;
        pass.mark(start);
    }
    pass.out.copy(text.get(pass.at..).unwrap_or_default(), pass.at);
    pass.out
}

/// Of `condition ? one : other`, the side that shows something: the first, if both do.
fn either(expression: &str) -> Option<&str> {
    let marked = parts(expression, &['?']);
    let [_, sides] = marked.as_slice() else { return None };
    let sides = parts(sides, &[':']);
    let [one, other] = sides.as_slice() else { return None };
    Some(if matches!(one.trim(), "null" | "undefined" | "false" | "''" | "\"\"") { other } else { one })
}

struct Pass<'a> {
    text: &'a str,
    kind: Kind,
    code: CodeMap,
    /// What names stand for.
    scope: &'a Scope<'a>,
    /// What lines are indented by.
    margin: Margin,
    /// Names of tabs by their values, where the element around them says them.
    tabs: Vec<(String, String)>,
    /// Components that are links, with whether they lead somewhere.
    links: Vec<bool>,
    /// How often what an expression makes may be read again.
    nested: u8,
    out: Output,
    at: usize,
    /// Bytes that may still be read in vain.
    patience: usize,
}

impl<'a> Pass<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Goes on behind so many bytes, which are copied.
    fn keep(&mut self, length: usize) {
        self.out.copy(self.text.get(self.at..self.at + length).unwrap_or_default(), self.at);
        self.at += length;
    }

    /// The bytes that the braces of a statement take, from its start: there may be blank lines in them.
    fn braced(&mut self, statement: &str) -> usize {
        let first = statement.lines().next().unwrap_or_default();
        let open = first
            .find('{')
            .filter(|_| statement.starts_with("export ") && first.matches('{').count() != first.matches('}').count());
        let length = open.and_then(|open| Some(open + tag::braces(statement.get(open..)?, &mut self.patience)?));
        length.unwrap_or_default()
    }

    /// Leaves imports and exports out that stand at a paragraph's start.
    fn modules(&mut self) {
        loop {
            let rest = self.rest();
            let line = rest.lines().next().unwrap_or_default();
            if !is_module(line) || self.code.at(self.at).is_some() {
                return;
            }
            // A blank line ends one of several lines: MDX wants one there.
            self.at += match line.ends_with([';', '"', '\'']) {
                true => (line.len() + 1).min(rest.len()),
                false => {
                    let braced = self.braced(rest);
                    rest.get(braced..).and_then(|rest| rest.find("\n\n")).map_or(rest.len(), |end| braced + end + 1)
                }
            };
            while self.rest().starts_with("//") {
                self.at += self.rest().find('\n').map_or(self.rest().len(), |end| end + 1);
            }
            if self.at >= self.text.len() {
                return;
            }
        }
    }

    fn mark(&mut self, start: usize) {
        let code = self.code.at(start).filter(|range| range.end > start).map(|range| range.end);
        if let Some(end) = code {
            self.keep(end.max(start + 1) - start);
            if self.out.text.ends_with('\n') {
                self.begin_line();
            }
            return;
        }
        match self.text.as_bytes().get(start) {
            Some(b'\n') => {
                self.keep(1);
                let after_blank = self.out.text.ends_with("\n\n") || self.out.text == "\n";
                if after_blank {
                    self.modules();
                }
                self.begin_line();
            }
            Some(b'{') => self.expression(),
            _ => match tag::read(self.rest(), &mut self.patience) {
                Some((tag, length)) => self.tag(&tag, length),
                None => self.keep(1),
            },
        }
    }

    /// Begins a line: what it is indented by makes no code of it, nor a fence part of other code.
    fn begin_line(&mut self) {
        while let Some(line) = self.text.get(self.at..).filter(|rest| !rest.is_empty()) {
            let line = line.split('\n').next().unwrap_or_default();
            let code = self.code.at(self.at).map(|range| (range.start, range.end));
            if code.is_some_and(|(start, _)| start < self.at) {
                return;
            }
            let Some((bytes, blanks)) = self.margin.cut(line, self.kind == Kind::Whole) else { return };
            match code {
                Some((_, end)) => self.fenced(end),
                None => {
                    self.out.make(&" ".repeat(blanks), self.at);
                    self.at += bytes;
                    return;
                }
            }
        }
    }

    /// Copies a fence up to a byte, each line without what the first is indented by.
    fn fenced(&mut self, end: usize) {
        for line in self.text.get(self.at..end).unwrap_or_default().split_inclusive('\n') {
            let (bytes, blanks) = self.margin.cut_code(line);
            self.out.make(&" ".repeat(blanks), self.at);
            self.out.copy(line.get(bytes..).unwrap_or_default(), self.at + bytes);
            self.at += line.len();
        }
    }

    /// `{/* … */}` goes, a string stays; anything else is asked of a program that does not run here.
    fn expression(&mut self) {
        let start = self.at;
        let escaped = self.out.text.ends_with('\\');
        let Some(length) = tag::braces(self.rest(), &mut self.patience).filter(|_| !escaped) else {
            return self.keep(1);
        };
        let inner = self.rest().get(1..length - 1).unwrap_or_default().trim().to_owned();
        if inner.starts_with("/*") && inner.ends_with("*/") || is_svelte(&inner) {
            self.at += length;
        } else if let Some(words) = self.scope.said(&inner).or_else(|| self.scope.said(either(&inner)?.trim())) {
            self.out.make(&words, start);
            self.at += length;
        } else if let Some(made) = self.elements(&inner) {
            self.at += length;
            let is_alone = ends_line(self.rest());
            if is_alone {
                self.part(start);
            }
            self.out.make(&made, start);
            if is_alone {
                self.part(start);
            }
        } else if self.kind == Kind::Components || inner.starts_with(['#', ':', '.']) {
            self.keep(length);
        } else {
            self.out.complain(start, Code::TemplateUnknown, format!("The value of `{inner}` is not known."));
            self.at += length;
        }
    }

    /// What the elements in an expression show: those of a loop over a list that is written out, or those behind a condition.
    fn elements(&self, expression: &str) -> Option<String> {
        let nested = self.nested.checked_sub(1).filter(|_| self.kind == Kind::Whole)?;
        let conditional = || {
            let shown = either(expression).unwrap_or(expression);
            let shown = shown.rsplit_once("&&").map_or(shown, |(_, shown)| shown).trim();
            let shown = shown.strip_prefix('(').and_then(|shown| shown.strip_suffix(')')).unwrap_or(shown).trim();
            (shown.starts_with('<') && shown.ends_with('>')).then(|| shown.to_owned())
        };
        let made = self.scope.looped(expression).or_else(conditional)?;
        // Blanks before a line mean nothing there.
        let made = made.lines().map(str::trim_start).collect::<Vec<_>>().join("\n");
        Some(pass(&made, self.kind, self.scope, nested).finish(|_| (1, 1)).0)
    }

    fn tag(&mut self, tag: &Tag<'_>, length: usize) {
        let before = begins_line_behind(&self.out.text, |c| c == '>');
        let alone = self.rest().get(length..).is_some_and(ends_line);
        let start = self.at;
        self.at += length;
        if !tag::is_component(tag.name) && !tag.name.is_empty() && !tag.name.contains('.') {
            return self.element(tag, start, before, alone);
        }
        if let Some(part) = self.scope.part(tag.name).map(str::to_owned) {
            if !tag.closes {
                self.included(tag, &part, start, before && alone);
            }
            return;
        }
        if component::is_link(tag.name) && !tag.single {
            return self.link(tag, start);
        }
        if component::is_code(tag.name) && !tag.single && !tag.closes && self.code_in(tag, start) {
            return;
        }
        self.tabs.extend(tag.tabs());
        let said = |expression: &str| self.scope.said(expression);
        let made = component(tag, &said, &self.tabs);
        // In a line of words there is no place for lines.
        let is_inline = made.starts_with("<p>") && !(before && (alone || !tag.single));
        let space = if tag.single { "" } else { " " };
        let made =
            if is_inline { made.replace("</p>\n<p>", " ").replace("<p>", "").replace("</p>", space) } else { made };
        if !is_inline && before && (alone || !made.is_empty()) && made.starts_with('<') {
            self.part(start);
            self.out.make(&made, start);
            self.part(start);
        } else if before && alone && made.is_empty() {
            self.part(start);
            // Lists on both sides of it are two.
            if self.margin.follows_list() {
                self.out.make("<!-- -->", start);
                self.part(start);
            }
        } else {
            self.out.make(&made, start);
        }
    }

    /// One end of a component that is a link around its words.
    fn link(&mut self, tag: &Tag<'_>, start: usize) {
        /// Links in links.
        const DEEPEST: usize = 64;
        if tag.closes {
            if self.links.pop() == Some(true) {
                self.out.make("</a>", start);
            }
            return;
        }
        let address = component::leads_to(tag, &|expression: &str| self.scope.said(expression));
        if self.links.len() < DEEPEST {
            self.links.push(address.is_some());
            let made = address.map(|address| format!("<a href=\"{}\">", super::tags::shown::escape(&address)));
            self.out.make(&made.unwrap_or_default(), start);
        }
    }

    /// Code that a component holds as one expression: a file that is imported, or a string. Answers whether it does.
    fn code_in(&mut self, tag: &Tag<'_>, start: usize) -> bool {
        let rest = near(self.rest());
        let end = format!("</{}>", tag.name);
        let Some((inner, _)) = rest.split_once(end.as_str()) else { return false };
        let expression = inner.trim().strip_prefix('{').and_then(|inner| inner.strip_suffix('}'));
        let Some(code) = expression.and_then(|inner| self.scope.said(inner.trim())) else { return false };
        let named = tag.named(&|expression: &str| self.scope.said(expression));
        let of =
            |names: &[&str]| named.iter().find(|(name, _)| names.contains(&name.as_str())).map(|(_, it)| it.as_str());
        let title =
            of(&["title", "filename"]).map(|title| format!(" title=\"{}\"", title.replace(['"', '`', '\n'], "")));
        let language = of(&["language", "lang", "classname"]).unwrap_or_default().trim_start_matches("language-");
        let language: String =
            language.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '+' | '#')).collect();
        let made = super::tags::shown::fenced(&format!("{language}{}", title.unwrap_or_default()), &code);
        self.at += inner.len() + end.len();
        self.out.block(&made, start);
        true
    }

    /// What a file that is imported shows, with what the tag gives it.
    fn included(&mut self, tag: &Tag<'_>, part: &str, start: usize, is_alone: bool) {
        let Some(nested) = self.nested.checked_sub(1).filter(|_| self.scope.may_include(part.len())) else { return };
        let code = CodeMap::of(part);
        let given = tag.named(&|expression: &str| self.scope.said(expression));
        let scope = self.scope.within(part, &code, given);
        let made = pass(part, self.kind, &scope, nested).finish(|_| (1, 1)).0;
        match is_alone {
            true => self.out.block(&made, start),
            false => self.out.make(made.trim(), start),
        }
    }

    /// An element of HTML.
    fn element(&mut self, tag: &Tag<'_>, start: usize, before: bool, alone: bool) {
        let is_block = is_block(tag.name) && !tag.name.eq_ignore_ascii_case("pre");
        if is_block && before && !alone && !tag.closes && self.kind == Kind::Whole && self.has_marks() {
            // What stands on the line of a block's tag is Markdown to MDX. Behind another tag a line begins no HTML
            // (CommonMark 4.6).
            self.part(start);
            self.out.make("<wbr>", start);
        }
        // An element that ends on a line of its own is a block, and what is above and below it is Markdown.
        let is_own = tag.name.contains('-');
        let is_whole = (tag.single || tag.closes || is_own) && before && alone && self.kind == Kind::Whole;
        if is_whole && tag.single && !is_block {
            self.part(start);
        }
        let margin = self.out.place().prefix;
        self.out.make(&tag.html(&|expression| self.scope.said(expression)), start);
        if is_whole && !is_block {
            self.out.make(&format!("\n{}", margin.trim_end()), start);
            self.margin.part();
        } else if alone && is_block {
            self.part(start);
        }
    }

    /// Whether marks of Markdown follow on the line.
    fn has_marks(&self) -> bool {
        let line = near(self.rest()).split('\n').next().unwrap_or_default();
        line.contains(['`', '*']) || line.contains("](")
    }

    /// A blank line, with the margin of a quotation.
    fn part(&mut self, at: usize) {
        let margin = self.out.place().prefix;
        let written = begins_line(&self.out.text);
        let text = if written { format!("\n{margin}") } else { format!("\n{}\n{margin}", margin.trim_end()) };
        self.out.make(&text, at);
        self.margin.part();
    }
}

#[cfg(test)]
mod tests;
