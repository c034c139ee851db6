//! How a body is to be read.

use super::markup::Markup;
use super::{Dialect, Marks, TemplateValues, Typography};

/// How a body is to be read: its template language, its markup, what templates may ask for.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The template language.
    pub dialect: Dialect,
    /// What the body is written in.
    pub markup: Markup,
    /// Values of the site and the post.
    pub values: TemplateValues,
    /// Which marks are read beyond CommonMark's.
    pub marks: Marks,
    /// Which signs of running text are set as those of print.
    pub typography: Typography,
}

impl From<Dialect> for Reading {
    fn from(dialect: Dialect) -> Self {
        Self { dialect, ..Self::default() }
    }
}
