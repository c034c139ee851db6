//! What a template of the site itself prints for a shortcode, in the making: text, arguments, and the place of what the
//! shortcode holds. Knows no template language.

use super::shown::{Shown, escape};

/// What an expression of a template gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// Words, whose signs of HTML are escaped.
    Text(String),
    /// Words that are HTML.
    Html(String),
    /// Words that are read as Markdown.
    Markdown(String),
    /// What the shortcode holds.
    Inner,
}

impl Value {
    /// The words of a value. What the shortcode holds is not known here.
    pub(super) fn words(self) -> Option<String> {
        match self {
            Self::Text(text) | Self::Html(text) | Self::Markdown(text) => Some(text),
            Self::Inner => None,
        }
    }
}

/// What a template makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// HTML that stands on lines of its own.
    Block,
    /// HTML in running text.
    Inline,
    /// Markdown.
    Markdown,
}

impl Form {
    /// The form of HTML, by the texts of its template (CommonMark 4.6).
    pub(super) fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        const BLOCKS: [&str; 18] = [
            "address",
            "article",
            "aside",
            "blockquote",
            "center",
            "details",
            "div",
            "dl",
            "figure",
            "footer",
            "header",
            "main",
            "ol",
            "p",
            "section",
            "table",
            "ul",
            "nav",
        ];
        let first = texts.map(str::trim_start).find(|text| !text.is_empty());
        let tag = first.and_then(|text| text.strip_prefix('<')).unwrap_or_default();
        let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        if BLOCKS.iter().any(|block| block.eq_ignore_ascii_case(name)) { Self::Block } else { Self::Inline }
    }
}

/// What is printed before and behind what the shortcode holds.
#[derive(Debug)]
pub(super) struct Printed {
    before: String,
    after: Option<String>,
    form: Form,
}

impl Printed {
    pub(super) const fn new(form: Form) -> Self {
        Self { before: String::new(), after: None, form }
    }

    /// As a shortcode without content.
    pub(super) fn single(self) -> Shown {
        let text = self.before + &self.after.unwrap_or_default();
        match self.form {
            Form::Block => Shown::Block(text),
            Form::Inline | Form::Markdown => Shown::Inline(text.trim().to_owned()),
        }
    }

    /// As a shortcode with content; none if the content is not printed.
    pub(super) fn paired(self) -> Option<Shown> {
        let (before, after) = (self.before, self.after?);
        Some(match self.form {
            Form::Block => Shown::Around(before, after),
            Form::Inline | Form::Markdown => {
                Shown::Wrapped(before.trim_start().to_owned(), after.trim_end().to_owned())
            }
        })
    }

    /// Whether a tag is open: what is printed there is no word.
    pub(super) fn in_tag(&self) -> bool {
        let text = self.after.as_ref().unwrap_or(&self.before);
        self.form != Form::Markdown && text.rfind('<') > text.rfind('>')
    }

    fn push(&mut self, text: &str) {
        self.after.as_mut().unwrap_or(&mut self.before).push_str(text);
    }

    /// Adds text of the template: what stood between two parts of it leaves no blank line, which would end HTML.
    pub(super) fn push_text(&mut self, text: &str) {
        if self.form == Form::Markdown {
            return self.push(text);
        }
        let so_far = self.after.as_ref().unwrap_or(&self.before);
        let is_new_line = so_far.is_empty() || so_far.ends_with('\n');
        let text = lines(text);
        self.push(if is_new_line { text.trim_start_matches('\n') } else { &text });
    }

    /// Prints a value. None if it is what the shortcode holds, for the second time.
    pub(super) fn print(&mut self, value: Value) -> Option<()> {
        match (value, self.form) {
            (Value::Inner, _) if self.after.is_some() => return None,
            (Value::Inner, _) => self.after = Some(String::new()),
            (Value::Text(text) | Value::Html(text) | Value::Markdown(text), Form::Markdown) => self.push(&text),
            (Value::Text(text), _) => self.push(&escape(&text)),
            // Markdown within HTML is read as such between blank lines.
            (Value::Markdown(text), Form::Block) => self.push(&format!("\n\n{}\n\n", lines(&text).trim())),
            (Value::Markdown(text) | Value::Html(text), _) => self.push(&text),
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
        for (form, want) in [
            (Form::Block, Shown::Around("<p>\n&lt;a&gt;\n\n*b*\n\n".to_owned(), "</p>".to_owned())),
            (Form::Inline, Shown::Wrapped("<p>\n&lt;a&gt;*b*".to_owned(), "</p>".to_owned())),
            (Form::Markdown, Shown::Wrapped("<p>\n\n  <a>*b*".to_owned(), "</p>".to_owned())),
        ] {
            let mut printed = Printed::new(form);
            printed.push_text("<p>\n\n  ");
            printed.print(Value::Text("<a>".to_owned())).unwrap();
            printed.print(Value::Markdown("*b*".to_owned())).unwrap();
            printed.print(Value::Inner).unwrap();
            assert!(printed.print(Value::Inner).is_none());
            printed.push_text("</p>");
            assert_eq!(printed.paired(), Some(want), "{form:?}");
        }
        assert_eq!(Form::of(["", "  <Div>"].into_iter()), Form::Block);
        assert_eq!(Form::of(["<b>"].into_iter()), Form::Inline);
    }
}
