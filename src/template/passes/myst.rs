//! MyST: directives of Sphinx in fences (`{note}` behind three back quotes or colons), names of places, comments. Notes become
//! containers of colons, which `directive` reads; roles are `myst_roles`'.
//!
//! Rules from MyST-Parser's documentation ("Roles and Directives", "Admonitions", "Code", "Images"). A fence of another name is
//! code.

use super::super::markup::Markup;
use super::super::output::Output;
use super::super::tags::alert_names::is_alert;
use super::myst_roles;
use crate::template::code::CodeMap;
use crate::template::find::holds;

/// What shows nothing where it stands.
const HIDDEN: [&str; 10] =
    ["toctree", "contents", "tableofcontents", "postlist", "post", "index", "bibliography", "tags", "meta", "raw"];
const CODE: [&str; 6] = ["code-block", "code", "sourcecode", "code-cell", "parsed-literal", "mermaid"];
const PICTURES: [&str; 2] = ["image", "figure"];
/// What is reStructuredText inside, or looks as it does there.
const RST: [&str; 3] = ["eval-rst", "list-table", "csv-table"];
/// Groups whose argument is their title.
const TITLED: [&str; 14] = [
    "admonition",
    "dropdown",
    "card",
    "grid-item-card",
    "tab-item",
    "sidebar",
    "topic",
    "exercise",
    "theorem",
    "proof",
    "definition",
    "lemma",
    "example",
    "remark",
];
/// Groups whose argument says how they are set.
const GROUPS: [&str; 12] = [
    "grid",
    "grid-item",
    "tab-set",
    "card-carousel",
    "card-deck",
    "margin",
    "aside",
    "div",
    "container",
    "epigraph",
    "pull-quote",
    "highlights",
];

/// What a fence holds.
enum Kind {
    /// Nothing that is shown.
    Hidden,
    /// Lines that stand as they are, a fence around them as well.
    Verbatim,
    Code,
    Formula,
    /// Its margin, its address and its words.
    Picture(String, String, String),
    Group,
    /// What was gathered of it so far.
    Rst(String),
}

struct Open {
    mark: u8,
    length: usize,
    kind: Kind,
}

impl Open {
    fn ends_with(&self, line: &str) -> bool {
        line.len() >= self.length && line.bytes().all(|byte| byte == self.mark)
    }
}

/// Options behind an opening fence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Options {
    No,
    /// `:key: value` lines may follow, or a block between `---`.
    MayFollow,
    InBlock,
}

/// Rewrites the directives of a text. None if it holds none, and no role.
pub(in crate::template) fn rewrite(text: &str) -> Option<Output> {
    let marks = ["```{", "~~~{", ":::{", "}`", ")="];
    if !marks.iter().any(|mark| holds(text, mark)) {
        return None;
    }
    let code = CodeMap::of(text);
    let mut pass = Pass { code, out: Output::default(), open: Vec::new(), options: Options::No, is_changed: false };
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        pass.line(line, at);
        at += line.len();
    }
    pass.is_changed.then_some(pass.out)
}

struct Pass {
    code: CodeMap,
    out: Output,
    open: Vec<Open>,
    options: Options,
    is_changed: bool,
}

impl Pass {
    fn line(&mut self, line: &str, at: usize) {
        let rest = line.trim_start_matches([' ', '\t', '>']);
        let margin = line.get(..line.len() - rest.len()).unwrap_or_default();
        let words = rest.trim_end();
        if self.open.last().is_some_and(|open| open.ends_with(words)) {
            return self.close(line, margin, at);
        }
        let is_code = matches!(self.open.last(), Some(Open { kind: Kind::Code | Kind::Formula, .. }));
        if is_code && self.options == Options::MayFollow && words.is_empty() {
            return;
        }
        if self.is_option(words) {
            return if is_code { self.is_changed = true } else { self.drop(at) };
        }
        match self.open.last_mut().map(|open| &mut open.kind) {
            Some(Kind::Hidden) => return self.drop(at),
            Some(Kind::Verbatim | Kind::Code | Kind::Formula) => return self.out.copy(line, at),
            Some(Kind::Rst(gathered)) => return gathered.push_str(&format!("   {}", line.trim_start_matches('>'))),
            Some(Kind::Picture(..)) => self.show_picture(at),
            Some(Kind::Group) | None => {}
        }
        if let Some((mark, length)) = fence(words) {
            let info = words.get(length..).unwrap_or_default();
            match info.strip_prefix('{').and_then(|rest| rest.split_once('}')) {
                Some((name, argument)) => self.begin(name, argument.trim(), (mark, length), (line, margin, at)),
                None if mark != b':' => {
                    self.open.push(Open { mark, length, kind: Kind::Verbatim });
                    self.out.copy(line, at);
                }
                None => self.out.copy(line, at),
            }
        } else if is_place(words) || self.is_changed && (words.starts_with("% ") || words == "+++") {
            self.drop(at);
        } else {
            self.is_changed |= myst_roles::rewrite(line, at, &self.code, &mut self.out);
        }
    }

    /// Whether a line is an option of the fence before it; what a picture is called is kept.
    fn is_option(&mut self, words: &str) -> bool {
        let is_option = match (self.options, words) {
            (Options::No, _) => false,
            (Options::MayFollow, "---") => {
                self.options = Options::InBlock;
                true
            }
            (Options::InBlock, "---") => {
                self.options = Options::No;
                true
            }
            (Options::InBlock, _) => true,
            (Options::MayFollow, _) => {
                words.strip_prefix(':').is_some_and(|rest| rest.contains(": ") || rest.ends_with(':'))
            }
        };
        if !is_option {
            self.options = Options::No;
        }
        if let (true, Some(Open { kind: Kind::Picture(_, _, alt), .. })) = (is_option, self.open.last_mut())
            && let Some(said) = words.trim_start_matches(':').strip_prefix("alt:")
        {
            said.trim().clone_into(alt);
        }
        if let (true, Some(Open { kind: Kind::Rst(gathered), .. })) = (is_option, self.open.last_mut()) {
            gathered.push_str(&format!("   {words}\n"));
        }
        is_option
    }

    fn begin(
        &mut self,
        name: &str,
        argument: &str,
        (mark, length): (u8, usize),
        (line, margin, at): (&str, &str, usize),
    ) {
        let name = name.strip_prefix("prf:").unwrap_or(name);
        let colons = ":".repeat(length);
        let (kind, shown) = match name {
            _ if HIDDEN.contains(&name) => (Kind::Hidden, "\n".to_owned()),
            _ if CODE.contains(&name) => {
                let language = if name == "mermaid" { name } else { argument.split(' ').next().unwrap_or_default() };
                let language = if language.starts_with("ipython") { "python" } else { language };
                (Kind::Code, format!("{margin}{}{language}\n", "`".repeat(length)))
            }
            "math" => (Kind::Formula, format!("{margin}$$\n{margin}{argument}\n")),
            _ if PICTURES.contains(&name) => {
                (Kind::Picture(margin.to_owned(), argument.to_owned(), String::new()), String::new())
            }
            "eval-rst" => (Kind::Rst(String::new()), String::new()),
            _ if RST.contains(&name) => (Kind::Rst(format!(".. {name}:: {argument}\n")), String::new()),
            _ if TITLED.contains(&name) => (Kind::Group, format!("{margin}{colons}{name} {argument}\n")),
            _ if GROUPS.contains(&name) => (Kind::Group, format!("{margin}{colons}{name}\n")),
            // The words behind its name are the first of its content.
            _ if is_alert(name) || name == "seealso" => {
                (Kind::Group, format!("{margin}{colons}{name}\n{margin}{argument}\n"))
            }
            _ if mark == b':' => return self.out.copy(line, at),
            _ => {
                self.open.push(Open { mark, length, kind: Kind::Verbatim });
                return self.out.copy(line, at);
            }
        };
        self.open.push(Open { mark, length, kind });
        self.options = Options::MayFollow;
        self.is_changed = true;
        self.out.make(&shown, at);
    }

    fn close(&mut self, line: &str, margin: &str, at: usize) {
        self.options = Options::No;
        self.show_picture(at);
        let Some(open) = self.open.pop() else { return };
        match open.kind {
            Kind::Verbatim => self.out.copy(line, at),
            Kind::Hidden | Kind::Picture(..) => self.drop(at),
            Kind::Code => self.out.make(&format!("{margin}{}\n", "`".repeat(open.length)), at),
            Kind::Formula => self.out.make(&format!("{margin}$$\n"), at),
            Kind::Group => self.out.make(&format!("{margin}{}\n", ":".repeat(open.length)), at),
            Kind::Rst(text) => {
                let is_inside = text.starts_with("   ");
                let text: String = if is_inside { text.split_inclusive('\n').map(dedented).collect() } else { text };
                let shown = Markup::Rst.as_markdown(&text).map(|output| output.text).unwrap_or_default();
                self.out.make(&format!("\n{shown}\n"), at);
            }
        }
    }

    /// Shows a picture whose options are read: its caption follows.
    fn show_picture(&mut self, at: usize) {
        let Some(Open { kind: kind @ Kind::Picture(..), .. }) = self.open.last_mut() else { return };
        if let Kind::Picture(margin, url, alt) = std::mem::replace(kind, Kind::Group) {
            *kind = Kind::Picture(margin.clone(), String::new(), String::new());
            if !url.is_empty() {
                self.out.make(&format!("{margin}![{alt}](<{url}>)\n{margin}\n"), at);
            }
        }
    }

    fn drop(&mut self, at: usize) {
        self.is_changed = true;
        self.out.make("\n", at);
    }
}

/// A line without the three blanks that were put before it.
fn dedented(line: &str) -> &str {
    line.strip_prefix("   ").unwrap_or(line)
}

/// The mark and the length of a fence.
fn fence(words: &str) -> Option<(u8, usize)> {
    let mark = words.bytes().next().filter(|byte| matches!(byte, b'`' | b'~' | b':'))?;
    let length = words.bytes().take_while(|byte| *byte == mark).count();
    (length >= 3).then_some((mark, length))
}

/// `(name)=`: what links lead to.
fn is_place(words: &str) -> bool {
    let name = words.strip_prefix('(').and_then(|rest| rest.strip_suffix(")="));
    name.is_some_and(|name| !name.is_empty() && !name.contains(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use super::rewrite;

    #[test]
    fn fences_with_names_of_directives_are_no_code() {
        for (text, want) in [
            ("```{note}\n:class: x\nA *b*.\n```\n", ":::note\n\n\nA *b*.\n:::\n"),
            ("````{admonition} T\n```python\nx\n```\n````\n", "::::admonition T\n```python\nx\n```\n::::\n"),
            ("```{code-block} python\n:linenos:\n\ny = 2\n```\n", "```python\ny = 2\n```\n"),
            ("```{code-cell}\n---\ntags: [a]\n---\nz\n```\n", "```\nz\n```\n"),
            (":::{figure} a.png\n:alt: Alt\n\nThe *c*.\n:::\n", "\n![Alt](<a.png>)\n\n\nThe *c*.\n\n"),
            ("```{image} a.png\n```\n", "![](<a.png>)\n\n\n"),
            ("```{math}\n:label: e\na\n```\n", "$$\n\na\n$$\n"),
            ("```{toctree}\na\n```\nx\n", "\n\n\nx\n"),
            ("(place)=\n# T\n% no\n+++\n", "\n# T\n\n\n"),
            ("{doc}`a <b>` and {sub}`2`\n", "[a](<b>) and <sub>2</sub>\n"),
            ("```{list-table}\n:header-rows: 1\n\n* - A\n  - B\n* - 1\n  - 2\n```\n", ""),
        ] {
            let made = rewrite(text).unwrap().text;
            if want.is_empty() {
                assert!(made.contains('A') && !made.contains("* -"), "{made}");
            } else {
                assert_eq!(made, want, "{text}");
            }
        }
        for text in ["```{r}\nx\n```\n", "```js\n{ref}`x`\n```\n", "% x\n\n`${a}`b`\n", "{x}`y`\n", "`` {ref}`x` ``\n"]
        {
            assert!(rewrite(text).is_none(), "{text}");
        }
    }
}
