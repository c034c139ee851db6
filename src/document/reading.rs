//! How a body is to be read.

use crate::template::{Dialect, TemplateValues, Typography};

/// How a body is to be read: its template language, its markup, what templates may ask for.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The template language.
    pub dialect: Dialect,
    /// Markdown or HTML.
    pub markup: Markup,
    /// Values of the site and the post.
    pub values: TemplateValues,
    /// Which signs of running text are set as those of print.
    pub typography: Typography,
}

/// What a body is written in, once templates are rewritten.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Markup {
    /// Markdown.
    #[default]
    Markdown,
    /// HTML alone (`.html` posts).
    Html,
}

impl From<Dialect> for Reading {
    fn from(dialect: Dialect) -> Self {
        Self { dialect, ..Self::default() }
    }
}
