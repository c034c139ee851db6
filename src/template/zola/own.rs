//! What a shortcode or component of the site itself prints, where its template holds little more than words, HTML and the
//! arguments it was given.
//!
//! Knows conditions, variables and filters that leave words as they are. A template that asks for anything else, such as loops,
//! pages or macros, is not read at all: half of what it prints would be worse than nothing.

use super::super::arguments::Arguments;
use super::super::printed::{Form, Printed};
use super::super::shown::Shown;
use super::expression::{self, Scope};
use super::part::{self, Part};

/// Bytes of a template that is read; larger ones are programs.
const LARGEST: usize = 8 << 10;
/// Conditions within conditions at most.
const DEEPEST: usize = 32;

/// A template of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Template<'t> {
    pub(super) text: &'t str,
    /// Whether it makes Markdown (`name.md`) and no HTML.
    pub(super) is_markdown: bool,
}

/// A condition that is open.
struct Branch {
    /// Whether what stands in it now is printed.
    live: bool,
    /// Whether one of its branches was printed already.
    done: bool,
}

impl Template<'_> {
    /// What a shortcode without content shows. None where the template asks for more than is known here.
    pub(super) fn single(self, given: &Arguments) -> Option<Shown> {
        self.print(given).map(Printed::single)
    }

    /// What a shortcode with content shows around it.
    pub(super) fn paired(self, given: &Arguments) -> Option<Shown> {
        self.print(given)?.paired()
    }

    fn print(self, given: &Arguments) -> Option<Printed> {
        let is_program = ["<script", "<style", "<pre"].iter().any(|tag| self.text.contains(tag));
        let parts = part::parts(self.text).filter(|_| self.text.len() <= LARGEST && !is_program)?;
        let texts = parts.iter().filter_map(|part| if let Part::Text(text) = part { Some(*text) } else { None });
        let form = if self.is_markdown { Form::Markdown } else { Form::of(texts) };
        let mut run = Run { scope: Scope::new(given), branches: Vec::new(), printed: Printed::new(form) };
        for part in parts {
            run.part(part)?;
        }
        run.branches.is_empty().then_some(run.printed)
    }
}

/// A template that is run.
struct Run<'a> {
    scope: Scope<'a>,
    branches: Vec<Branch>,
    printed: Printed,
}

impl Run<'_> {
    fn part(&mut self, part: Part<'_>) -> Option<()> {
        let live = self.branches.iter().all(|branch| branch.live);
        match part {
            Part::Text(text) if live => self.printed.push_text(text),
            Part::Print(expression) if live => match expression::value(expression, &self.scope) {
                Some(value) => self.printed.print(value)?,
                None if self.printed.in_tag() => {}
                None => return None,
            },
            Part::Statement(statement) => self.statement(statement, live)?,
            Part::Text(_) | Part::Print(_) => {}
        }
        Some(())
    }

    fn statement(&mut self, statement: &str, live: bool) -> Option<()> {
        let (word, rest) = statement.split_once(char::is_whitespace).unwrap_or((statement, ""));
        match word {
            "if" => {
                if self.branches.len() >= DEEPEST {
                    return None;
                }
                let is_true = live && self.is_true(rest)?;
                self.branches.push(Branch { live: is_true, done: is_true || !live });
            }
            "elif" | "else" => {
                let open = self.branches.pop()?;
                let is_true = !open.done && (word == "else" || self.is_true(rest)?);
                self.branches.push(Branch { live: is_true, done: open.done || is_true });
            }
            "endif" => _ = self.branches.pop()?,
            "set" | "set_global" if live => self.scope.set(rest)?,
            "set" | "set_global" | "endcomponent" => {}
            "component" => self.scope.defaults(rest),
            _ => return None,
        }
        Some(())
    }

    /// Whether a condition holds. What is not known is false within a tag, where nothing is said to a reader.
    fn is_true(&self, condition: &str) -> Option<bool> {
        match expression::value(condition, &self.scope) {
            Some(value) => Some(expression::is_true(&value)),
            None => self.printed.in_tag().then_some(false),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(text: &str) -> Template<'_> {
        Template { text, is_markdown: false }
    }

    #[test]
    fn a_template_of_words_and_arguments_is_printed() {
        for (text, given, want) in [
            ("<b>Hi {{ name }}{% if n %} {{ n }}{% endif %}</b>\n", "name=\"A\", n=3", "<b>Hi A 3</b>"),
            ("<b>{{ a | default(value=\"no one\") }}</b>", "", "<b>no one</b>"),
            ("{% if a %}one{% elif b == \"x\" %}two{% else %}three{% endif %}", "b=\"x\"", "two"),
            (
                "{# no #}{% set u = \"https://a.example/\" ~ id %}<a href='{{ u }}'>{{ id | upper }}</a>",
                "id=\"b\"",
                "<a href='https://a.example/b'>B</a>",
            ),
            ("<i>{{ words | markdown(inline=true) | safe }}</i>", "words=\"*a*\"", "<i>*a*</i>"),
            ("{{ a }}", "a=\"<i>\"", "&lt;i&gt;"),
            ("{%- if a is not ending_with(\"svg\") and not b -%} x {%- endif -%}", "a=\"c.png\"", "x"),
            (
                "{% component a(page, words: string, by=\"V\") -%}\n<b>{{ words }} {{ by }}</b>\n{%- endcomponent a %}\n",
                "words=\"w\"",
                "<b>w V</b>",
            ),
            (
                "<img src=\"{{ get_url(path=page.path ~ src) }}\" width=\"{{ meta.width }}\">",
                "src=\"a.png\"",
                "<img src=\"a.png\" width=\"\">",
            ),
        ] {
            assert_eq!(
                html(text).single(&Arguments::parse(given)),
                Some(Shown::Inline(want.to_owned())),
                "{text} {given}"
            );
        }
    }

    #[test]
    fn what_stands_in_a_shortcode_stands_in_what_its_template_prints() {
        let text = "<blockquote>\n    {{ body | markdown() | safe }}\n\n    {% if by %}<footer>{{ by }}</footer>{% endif %}\n</blockquote>";
        let want = Shown::Around("<blockquote>\n".to_owned(), "<footer>V</footer>\n</blockquote>".to_owned());
        assert_eq!(html(text).paired(&Arguments::parse("by=\"V\"")), Some(want));
        let markdown = Template { text: "**{{ title }}**: {{ body }}\n", is_markdown: true };
        let want = Shown::Wrapped("**T**: ".to_owned(), String::new());
        assert_eq!(markdown.paired(&Arguments::parse("title=\"T\"")), Some(want));
    }

    #[test]
    fn a_program_is_not_read() {
        for text in [
            "{% for page in section.pages %}x{% endfor %}",
            "{% include \"a.html\" %}",
            "{% if a %}x",
            "{% endif %}",
            "{{ page.title }}",
            "{{ a",
            "<script>x</script>",
            "{% else %}",
            "{{ ((((((",
            "{{ | | }}",
            "{{ load_data(path=\"a\") }}",
        ] {
            assert_eq!(html(text).single(&Arguments::parse("a=\"b\"")), None, "{text}");
            assert_eq!(html(text).paired(&Arguments::parse("a=\"b\"")), None, "{text}");
        }
        for hostile in ["{% if 1 %}", "{{ (", "{{ \"", "{#", "}}", "{% set a = a ~ a %}", "{{ not ", "{{ a or "] {
            let _ = html(&hostile.repeat(400)).single(&Arguments::default());
        }
    }
}
