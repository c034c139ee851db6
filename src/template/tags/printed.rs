//! What a template of the site itself prints for a shortcode, in the making: text, arguments, and the place of what the
//! shortcode holds. Knows no template language.

use super::super::passes::element::is_block;
use super::blended::words;
use super::shown::{Shown, escape};
use super::value::Value;

/// Bytes that a template prints at most.
const LONGEST: usize = 256 << 10;

/// What a template makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::template) enum Form {
    /// HTML that stands on lines of its own.
    Block,
    /// HTML in running text.
    Inline,
    /// Markdown.
    Markdown,
}

impl Form {
    /// The form of HTML, by its beginning (CommonMark 4.6).
    fn of(html: &str) -> Self {
        let tag = html.trim_start().strip_prefix('<').unwrap_or_default();
        let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        if is_block(name) { Self::Block } else { Self::Inline }
    }
}

/// What is printed before and behind what the shortcode holds.
#[derive(Debug)]
pub(in crate::template) struct Printed {
    before: String,
    after: Option<String>,
    /// That of HTML is told by what is printed first.
    form: Option<Form>,
}

impl Printed {
    /// HTML.
    pub(in crate::template) const fn html() -> Self {
        Self { before: String::new(), after: None, form: None }
    }

    /// Markdown.
    pub(in crate::template) const fn markdown() -> Self {
        Self { before: String::new(), after: None, form: Some(Form::Markdown) }
    }

    /// As a shortcode without content.
    pub(in crate::template) fn single(self) -> Shown {
        let text = self.before + &self.after.unwrap_or_default();
        match self.form {
            Some(Form::Block) => Shown::Block(text),
            _ => Shown::Inline(text.trim().to_owned()),
        }
    }

    /// As a shortcode with content: where the template prints nothing, nor does what it holds; none if it prints something else
    /// instead.
    pub(in crate::template) fn paired(self) -> Option<Shown> {
        let (before, after) = match (self.before, self.after) {
            (before, Some(after)) => (before, after),
            (before, None) => return before.trim().is_empty().then_some(Shown::Nothing),
        };
        Some(match self.form {
            Some(Form::Block) => Shown::Around(before, after),
            _ => Shown::Wrapped(before.trim_start().to_owned(), after.trim_end().to_owned()),
        })
    }

    /// As a shortcode with content that prints something made of its content, in the place of that.
    pub(in crate::template) fn instead(self) -> Shown {
        Shown::Instead(Box::new(self.single()))
    }

    /// Whether there is something to see: words, a picture, what the shortcode holds.
    pub(in crate::template) fn says(&self) -> bool {
        let seen = |text: &str| text.contains("<img") || !words(text).is_empty();
        self.after.is_some() || seen(&self.before)
    }

    /// Whether a tag is open: what is printed there is no word.
    pub(in crate::template) fn in_tag(&self) -> bool {
        let text = self.after.as_ref().unwrap_or(&self.before);
        self.form != Some(Form::Markdown) && text.rfind('<') > text.rfind('>')
    }

    /// Whether it is longer than what is shown of a template.
    pub(in crate::template) fn is_too_long(&self) -> bool {
        self.before.len() + self.after.as_ref().map_or(0, String::len) > LONGEST
    }

    fn push(&mut self, text: &str) {
        self.after.as_mut().unwrap_or(&mut self.before).push_str(text);
    }

    /// Takes the form of what is printed first.
    fn begin(&mut self, text: &str) {
        if self.form.is_none() && !text.trim().is_empty() {
            self.form = Some(Form::of(text));
        }
    }

    fn begin_with(&mut self, value: &Value) {
        match value {
            Value::Html(text) => self.begin(text),
            Value::Inner => _ = self.form.get_or_insert(Form::Inline),
            value => self.begin(&escape(&value.words().unwrap_or_default())),
        }
    }

    /// Adds text of the template: what stood between two parts of it leaves no blank line, which would end HTML.
    pub(in crate::template) fn push_text(&mut self, text: &str) {
        if self.form == Some(Form::Markdown) {
            return self.push(text);
        }
        self.begin(text);
        let so_far = self.after.as_ref().unwrap_or(&self.before);
        let is_new_line = so_far.is_empty() || so_far.ends_with('\n');
        let text = lines(text);
        self.push(if is_new_line { text.trim_start_matches('\n') } else { &text });
    }

    /// Prints a value. None if it has no words, or is what the shortcode holds for the second time.
    pub(in crate::template) fn print(&mut self, value: Value) -> Option<()> {
        self.begin_with(&value);
        match (value, self.form) {
            (Value::Inner, _) if self.after.is_some() => return None,
            (Value::Inner, _) => self.after = Some(String::new()),
            // Markdown within HTML is read as such between blank lines.
            (Value::Markdown(text), Some(Form::Block)) => self.push(&format!("\n\n{}\n\n", lines(&text).trim())),
            (Value::Markdown(text) | Value::Html(text), _) => self.push(&text),
            (value, Some(Form::Markdown)) => self.push(&value.words()?),
            (value, _) => self.push(&escape(&value.words()?)),
        }
        Some(())
    }
}

/// Text without indentation and blank lines, which Markdown would take for code and for the end of HTML.
fn lines(text: &str) -> String {
    let mut out = String::new();
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            if !out.ends_with('\n') {
                out.push('\n');
            }
            out.push_str(line.trim_start());
        } else {
            out.push_str(line);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_printed_by_the_form_of_the_template() {
        for (first, want) in [
            ("<p>", Shown::Around("<p>\n&lt;a&gt;\n\n*b*\n\n".to_owned(), "</p>".to_owned())),
            ("<i>", Shown::Wrapped("<i>\n&lt;a&gt;*b*".to_owned(), "</p>".to_owned())),
        ] {
            let mut printed = Printed::html();
            printed.push_text(&format!("\n{first}\n\n  "));
            printed.print(Value::text("<a>")).unwrap();
            printed.print(Value::Markdown("*b*".to_owned())).unwrap();
            printed.print(Value::Inner).unwrap();
            assert!(printed.print(Value::Inner).is_none());
            printed.push_text("</p>");
            assert_eq!(printed.paired(), Some(want), "{first}");
        }
        let mut printed = Printed::markdown();
        printed.push_text("<p>\n\n  ");
        printed.print(Value::text("<a>")).unwrap();
        printed.print(Value::Inner).unwrap();
        assert_eq!(printed.paired(), Some(Shown::Wrapped("<p>\n\n  <a>".to_owned(), String::new())));
        assert!(Printed::html().print(Value::list(Vec::new())).is_none());
    }

    #[test]
    fn what_is_printed_first_tells_the_form() {
        let single = |value: Value| {
            let mut printed = Printed::html();
            printed.print(value).unwrap();
            printed.push_text("<div>a</div>");
            printed.single()
        };
        assert_eq!(single(Value::Nothing), Shown::Block("<div>a</div>".to_owned()));
        assert_eq!(single(Value::text("b")), Shown::Inline("b<div>a</div>".to_owned()));
        assert_eq!(single(Value::Html("<p>b</p>".to_owned())), Shown::Block("<p>b</p><div>a</div>".to_owned()));
    }
}
