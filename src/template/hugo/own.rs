//! What a shortcode of the site itself prints, where its file in `layouts/shortcodes` holds little more than words, HTML and the
//! arguments it was given.
//!
//! Knows conditions, variables and filters that leave words as they are. A file that asks for anything else, such as pages, data
//! or partials, is not read at all: half of what it prints would be worse than nothing.

use std::collections::HashMap;

use super::super::arguments::Arguments;
use super::super::printed::{Form, Printed};
use super::super::shown::{self, Shown};
use super::super::values::TemplateValues;
use super::action::{self, Part};
use super::expression::{self, Scope};

/// Bytes of a file that is read; larger ones are programs.
const LARGEST: usize = 8 << 10;
/// Conditions within conditions at most.
const DEEPEST: usize = 32;

/// A condition that is open.
struct Branch {
    /// Whether what stands in it now is printed.
    live: bool,
    /// Whether one of its branches was printed already.
    done: bool,
    /// What `.` was outside.
    dot: Option<String>,
}

/// What a shortcode without content shows by its file. None where the file asks for more than is known here.
pub(super) fn single(file: &str, given: &Arguments, values: &TemplateValues) -> Option<Shown> {
    print(file, given, values).map(Printed::single)
}

/// What a shortcode with content shows around it by its file.
pub(super) fn paired(file: &str, given: &Arguments, values: &TemplateValues) -> Option<Shown> {
    let holds_code = (file.contains("<pre") || file.to_lowercase().contains("highlight ")) && file.contains(".Inner");
    if holds_code && file.len() <= LARGEST {
        return Some(shown::code(given));
    }
    print(file, given, values)?.paired()
}

/// Runs a file.
fn print(file: &str, given: &Arguments, values: &TemplateValues) -> Option<Printed> {
    let is_program = ["<script", "<style", "<pre"].iter().any(|tag| file.contains(tag));
    let parts = action::parts(file).filter(|_| file.len() <= LARGEST && !is_program)?;
    let texts = parts.iter().filter_map(|part| if let Part::Text(text) = part { Some(*text) } else { None });
    let mut printed = Printed::new(Form::of(texts));
    let mut scope = Scope { given, values, variables: HashMap::new(), dot: None };
    let mut branches: Vec<Branch> = Vec::new();
    for part in parts {
        let live = branches.iter().all(|branch| branch.live);
        match part {
            Part::Text(text) if live => printed.push_text(text),
            Part::Text(_) => {}
            Part::Action(action) => {
                if !branch(action, live, &mut branches, &mut scope)? && live {
                    match expression::printed(action, &mut scope) {
                        Some(value) => printed.print(value)?,
                        None if printed.in_tag() || is_silent(action) => {}
                        None => return None,
                    }
                }
            }
        }
    }
    branches.is_empty().then_some(printed)
}

/// Follows what opens, changes or closes a condition. Answers whether the action was one.
fn branch(action: &str, live: bool, branches: &mut Vec<Branch>, scope: &mut Scope<'_>) -> Option<bool> {
    let (word, rest) = action.split_once(char::is_whitespace).unwrap_or((action, ""));
    match word {
        "if" | "with" => {
            if branches.len() >= DEEPEST {
                return None;
            }
            let value = if live { expression::text(rest, scope)? } else { String::new() };
            let is_true = live && !value.is_empty();
            branches.push(Branch { live: is_true, done: is_true || !live, dot: scope.dot.clone() });
            if word == "with" && is_true {
                scope.dot = Some(value);
            }
        }
        // What is repeated needs lists, which arguments are not.
        "range" | "block" | "define" => return None,
        "else" => {
            let open = branches.pop()?;
            scope.dot.clone_from(&open.dot);
            let is_true = match rest.trim().strip_prefix("if ") {
                _ if open.done => false,
                Some(rest) => !expression::text(rest, scope)?.is_empty(),
                None if rest.trim().is_empty() => true,
                None => return None,
            };
            branches.push(Branch { live: is_true, done: open.done || is_true, dot: open.dot });
        }
        "end" => scope.dot = branches.pop()?.dot,
        _ => return Some(false),
    }
    Some(true)
}

/// Whether an action prints nothing, whatever it asks for: an assignment, or what keeps a value for later.
fn is_silent(action: &str) -> bool {
    let name = action.split_whitespace().next().unwrap_or_default();
    name.ends_with(".Set") || name.ends_with(".Add") || name.starts_with('$') && action.contains(":=")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of a page called `T` on a site with a parameter.
    fn single(file: &str, given: &Arguments) -> Option<Shown> {
        let values = TemplateValues::from_iter([("page.title", "T"), ("page.sub", "S"), ("site.params.cdn", "//c")]);
        super::single(file, given, &values)
    }

    fn paired(file: &str, given: &Arguments) -> Option<Shown> {
        super::paired(file, given, &TemplateValues::default())
    }

    #[test]
    fn a_file_of_words_and_arguments_is_printed() {
        for (file, given, want) in [
            (
                "<a href=\"https://a.example/{{ .Get 0 }}\">{{ .Get 0 }}</a>\n",
                "B",
                "<a href=\"https://a.example/B\">B</a>",
            ),
            ("https://a.example/{{.Get 0}}\n", "b", "https://a.example/b"),
            ("{{ with .Get \"a\" }}<i>{{ . }}</i>{{ else }}none{{ end }}", "a=x", "<i>x</i>"),
            ("{{ with .Get \"a\" }}<i>{{ . }}</i>{{ else }}none{{ end }}", "", "none"),
            ("{{- $a := .Get \"a\" | default \"d\" -}}\n<b>{{ $a }}</b>{{/* no */}}", "", "<b>d</b>"),
            ("{{ if eq (.Get 0) \"x\" }}one{{ else if .Get 1 }}two{{ else }}three{{ end }}", "y z", "two"),
            ("{{ index .Params 0 | markdownify }}", "`*a*`", "*a*"),
            ("{{ .Get 0 }}", "\"<i>\"", "&lt;i&gt;"),
            ("Sold.{{ if 0 }}{{- end -}}", "", "Sold."),
            ("{{ .Page.Title }} {{ $.Page.Params.sub }} {{ site.Params.cdn }}{{ .Site.Params.none }}", "", "T S //c"),
            ("<b>{{ .Params.src }}</b>", "src=x", "<b>x</b>"),
            ("{{ $u := printf \"%s/%v.png\" site.Params.cdn (.Get 0) }}<b>{{ $u }}</b>", "a", "<b>//c/a.png</b>"),
            ("{{ if hasPrefix (.Get 0) \"http\" }}out{{ else }}in{{ end }}", "\"https://a\"", "out"),
            ("{{ if .IsNamedParams }}{{ .Get \"a\" }}{{ else }}{{ .Get 0 }}{{ end }}", "x", "x"),
        ] {
            assert_eq!(single(file, &Arguments::parse(given)), Some(Shown::Inline(want.to_owned())), "{file} {given}");
        }
    }

    #[test]
    fn what_stands_in_a_shortcode_stands_in_what_its_file_prints() {
        let file = "<blockquote class='q'>\n    <p>{{ .Inner | markdownify }}</p>\n\n    {{ if (.Get \"by\") }}<footer>{{ .Get \"by\" }}</footer>{{ end }}\n</blockquote>";
        let want = Shown::Around(
            "<blockquote class='q'>\n<p>".to_owned(),
            "</p>\n<footer>V</footer>\n</blockquote>".to_owned(),
        );
        assert_eq!(paired(file, &Arguments::parse("by=V")), Some(want));
        let want = Shown::Wrapped("<kbd>".to_owned(), "</kbd>".to_owned());
        assert_eq!(paired("<kbd>{{ .Inner }}</kbd>\n", &Arguments::default()), Some(want));
    }

    #[test]
    fn what_a_file_prints_as_code_is_code() {
        for file in
            ["<pre><code class='{{ .Get 0 }}'>{{ .Inner }}</code></pre>", "{{ highlight .Inner (.Get 0) \"\" }}"]
        {
            assert_eq!(paired(file, &Arguments::parse("go")), Some(Shown::Code("go".to_owned())), "{file}");
        }
        assert_eq!(single("<pre>{{ .Get 0 }}</pre>", &Arguments::parse("go")), None);
    }

    #[test]
    fn what_is_not_known_is_left_out_of_tags() {
        let file = "{{ $s := newScratch }}\n<figure>\n{{ $s.Set \"h\" 1 }}\n{{ if .Get 9 }}x{{ end }}\n<img src=\"{{ .Get 0 | relURL }}\" alt=\"{{ .Page.Lastmod }}\">\n</figure>";
        let want = Shown::Block("<figure>\n<img src=\"/a.png\" alt=\"\">\n</figure>".to_owned());
        assert_eq!(single(file, &Arguments::parse("/a.png")), Some(want));
    }

    #[test]
    fn a_program_is_not_read() {
        for file in [
            "{{ range .Site.Pages }}x{{ end }}",
            "{{ partial \"a\" . }}",
            "{{ if .Get 0 }}x",
            "{{ end }}",
            "{{ .Page.Content }}",
            "{{ printf \"%x\" 1 }}",
            "{{ .Get 0",
            "<script>x</script>",
            "{{ else }}",
            "{{ ((((((",
            "{{ | | }}",
        ] {
            assert_eq!(single(file, &Arguments::parse("a")), None, "{file}");
            assert_eq!(paired(file, &Arguments::parse("a")), None, "{file}");
        }
        for hostile in ["{{ if 1 }}", "{{ with . }}", "{{ (", "{{ \"", "{{/*", "}}"] {
            let _ = single(&hostile.repeat(2_000), &Arguments::default());
        }
    }
}
