//! What the templates of a site's shortcodes ask for beside what they are given: other templates, data, files. Knows their words, not
//! their meaning: who reads the files ahead needs no more.

use super::super::{Dialect, hugo, zola};

/// Something that a template asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Another template, by its name.
    Part(String),
    /// Data of the site, by its path in the folder for it.
    Data(String),
    /// A file, by its path.
    File(String),
    /// Files that the arguments of the shortcode name.
    Given,
    /// Files whose paths are made of the arguments, which stand for `%s`.
    Shaped(String),
    /// Data whose names are the arguments.
    GivenData,
    /// The heads of pages that the arguments name, or of this one.
    Page(Option<String>),
    /// The language of the post, by which dates and words are told.
    Language,
    /// The words of the site in that language.
    Words,
    /// The names of the files beside the post.
    Beside,
}

/// Under which name the language of the post is kept.
pub const LANGUAGE: &str = "language";
/// Where the words of the site in the language of the post are kept among its data, and those of its first language.
pub const WORDS: [&str; 2] = ["i18n/own", "i18n/first"];
/// Under which name the names of the files beside the post are kept, one a line.
pub const FILES_BESIDE: &str = "beside";

/// What stands before the paths of files that templates read.
pub const FILE_READ: &str = "file/";

/// Things that one template asks for at most.
const MOST: usize = 32;

/// All that a template asks for.
pub fn asked(text: &str, dialect: Dialect) -> Vec<Asked> {
    let mut found = match dialect {
        Dialect::Hugo => of_hugo(text),
        Dialect::Zola => of_zola(text),
        _ => Vec::new(),
    };
    found.truncate(MOST);
    found
}

/// What a shortcode needs to know that is a theme's, whose files are seldom beside the posts; none for most.
pub fn asked_by_theme(name: &str, dialect: Dialect) -> Option<Asked> {
    if dialect == Dialect::Hugo { hugo::theme::asked(name) } else { None }
}

/// The arguments of a body's shortcodes that may name something: files have an extension.
pub fn given(body: &str, dialect: Dialect) -> Vec<String> {
    let mut found = match dialect {
        Dialect::Hugo => hugo::arguments(body),
        Dialect::Zola => zola::arguments(body),
        _ => Vec::new(),
    };
    found.retain(|value| !value.is_empty() && value.len() < 256 && !value.contains([' ', '\n', ':', '\\']));
    found.truncate(MOST);
    found
}

fn of_hugo(text: &str) -> Vec<Asked> {
    let mut found: Vec<Asked> = Vec::new();
    for mark in ["partial", "partialCached"] {
        found.extend(behind(text, mark).filter_map(quoted).map(|name| {
            let name = name.trim_start_matches('/').trim_end_matches(".html");
            Asked::Part(format!("{name}.html"))
        }));
    }
    let names = |rest: &str| {
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.');
        let end = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
        rest.get(..end).map(|name| name.trim_matches('.').to_owned()).filter(|name| !name.is_empty())
    };
    found.extend(behind(text, ".Data.").filter_map(names).map(Asked::Data));
    found.extend(
        behind(text, "ite.Data ")
            .map(|rest| quoted(rest).map_or(Asked::GivenData, |name| Asked::Data(name.to_owned()))),
    );
    found.extend(behind(text, ".GetPage").map(|rest| Asked::Page(quoted(rest).map(str::to_owned))));
    if ["readFile", "ReadFile", ".Content"].iter().any(|mark| text.contains(mark)) {
        found.extend(behind(text, "eadFile").filter_map(quoted).map(|path| Asked::File(path.to_owned())));
        found.push(Asked::Given);
        found.extend(shapes(text).map(Asked::Shaped));
    }
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if has(&["i18n ", "T \"", "T `", "lang.Translate"]) {
        found.extend([Asked::Language, Asked::Words]);
    } else if has(&[".Format", "dateFormat", ".Lang"]) {
        found.push(Asked::Language);
    }
    if text.contains("Resources") {
        found.push(Asked::Beside);
    }
    found
}

/// The paths that a template makes with one argument in them: `printf "code/%s"`, `print "code/"`, `path.Join "code"`.
fn shapes(text: &str) -> impl Iterator<Item = String> {
    let formats = behind(text, "printf").filter_map(quoted).map(str::to_owned);
    let begun = behind(text, "print ").filter_map(quoted).map(|start| format!("{start}%s"));
    let joined = behind(text, "Join").filter_map(quoted).map(|folder| format!("{folder}/%s"));
    formats.chain(begun).chain(joined).filter(|shape| shape.contains('/') && shape.matches('%').count() == 1)
}

fn of_zola(text: &str) -> Vec<Asked> {
    let mut found: Vec<Asked> = Vec::new();
    for mark in ["include", "import"] {
        found.extend(behind(text, mark).filter_map(quoted).map(|name| Asked::Part(name.to_owned())));
    }
    if text.contains("lang") {
        found.push(Asked::Language);
    }
    if text.contains("load_data") {
        let path = |rest: &str| quoted(rest.split_once("path")?.1.trim_start().strip_prefix('=')?).map(str::to_owned);
        found.extend(behind(text, "load_data").filter_map(path).map(Asked::File));
        found.push(Asked::Given);
    }
    found
}

/// What stands behind each of a mark's places.
fn behind<'t>(text: &'t str, mark: &'t str) -> impl Iterator<Item = &'t str> {
    text.match_indices(mark).take(MOST).filter_map(move |(at, _)| text.get(at + mark.len()..))
}

/// What stands in the quotation marks that a text begins with.
fn quoted(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let mark = text.chars().next().filter(|mark| matches!(mark, '"' | '\'' | '`'))?;
    let inner = text.get(1..)?;
    inner.get(..inner.find(mark)?).filter(|inner| !inner.is_empty() && inner.len() < 256)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_tell_what_they_ask_for() {
        let part = |name: &str| Asked::Part(name.to_owned());
        let file = |name: &str| Asked::File(name.to_owned());
        for (dialect, text, want) in [
            (
                Dialect::Hugo,
                "{{ partial \"a/b\" . }}{{ partialCached \"c.html\" . }}",
                vec![part("a/b.html"), part("c.html")],
            ),
            (Dialect::Hugo, "{{ range .Site.Data.a.b }}", vec![Asked::Data("a.b".to_owned())]),
            (Dialect::Hugo, "{{ readFile \"x.md\" }}", vec![file("x.md"), Asked::Given]),
            (Dialect::Zola, "{% import 'm.html' as m %}{% include \"p.html\" %}", vec![part("p.html"), part("m.html")]),
            (Dialect::Zola, "{{ load_data(path=\"d.toml\") }}", vec![file("d.toml"), Asked::Given]),
            (Dialect::Zola, "{{ load_data(path=file) }}", vec![Asked::Given]),
            (Dialect::Jekyll, "{% include \"p.html\" %}", vec![]),
        ] {
            assert_eq!(asked(text, dialect), want, "{text}");
        }
        assert_eq!(given("{{< a \"b/c.md\" \"d e.f\" >}} {{< g h=i.json >}}", Dialect::Hugo), ["b/c.md", "i.json"]);
        assert_eq!(given("{{ a(b=\"c.rs\", d=1) }}", Dialect::Zola), ["c.rs", "1"]);
    }
}
