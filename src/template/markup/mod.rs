//! Bodies that are not Markdown, turned into it: reStructuredText, Org, AsciiDoc, Textile, notebooks, literate Haskell.
//!
//! A reader a format. Each goes over lines once, nests to a bound, and leaves the words of what it doesn't know. Knows
//! nothing of templates but that their tags are copied as they are.

mod asciidoc;
mod cursor;
mod escape;
mod grid;
mod html_words;
mod includes;
mod literate;
mod notebook;
mod org;
mod page;
mod records;
mod rst;
mod scan;
mod source;
mod textile;
mod words;

use std::path::Path;

use super::output::Output;
pub(super) use cursor::number;
pub(super) use grid::{GridCell, from_margin, is_border, read as read_grid};
pub(super) use includes::rewrite as rewrite_includes;
pub use includes::{INCLUDED, taken_in};
pub(super) use org::rewrite_macros;
pub(super) use page::{BlockCell, Page, Row};
pub(super) use rst::with_target;
pub(super) use source::{Line, lines};

/// What a body is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Markup {
    /// Markdown.
    #[default]
    Markdown,
    /// HTML alone (`.html` posts).
    Html,
    /// reStructuredText.
    Rst,
    /// Emacs' Org.
    Org,
    /// AsciiDoc.
    AsciiDoc,
    /// Textile.
    Textile,
    /// A Jupyter notebook.
    Notebook,
    /// Markdown between lines of Haskell.
    Literate,
}

impl Markup {
    /// Of a file, by its extension.
    pub fn of(file: &Path) -> Self {
        let extension = file.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        match extension.to_ascii_lowercase().as_str() {
            // Nunjucks and Liquid are templates of HTML.
            "html" | "htm" | "njk" | "liquid" => Self::Html,
            "rst" | "rest" => Self::Rst,
            "org" => Self::Org,
            "adoc" | "asciidoc" | "asc" | "ad" => Self::AsciiDoc,
            "textile" => Self::Textile,
            "ipynb" => Self::Notebook,
            "lhs" => Self::Literate,
            _ => Self::Markdown,
        }
    }

    /// Whether it is Markdown, code apart.
    pub fn is_markdown(self) -> bool {
        matches!(self, Self::Markdown | Self::Literate)
    }

    /// Whether it is neither Markdown nor HTML.
    pub(super) fn is_own(self) -> bool {
        !self.is_markdown() && self != Self::Html
    }

    /// The Markdown that says the same. None for what is read as it is.
    pub(super) fn as_markdown(self, body: &str) -> Option<Output> {
        match self {
            Self::Markdown | Self::Html => None,
            Self::Rst => Some(rst::rewrite(body)),
            Self::Org => Some(org::rewrite(body)),
            Self::AsciiDoc => Some(asciidoc::rewrite(body)),
            Self::Textile => Some(textile::rewrite(body)),
            Self::Notebook => notebook::rewrite(body),
            Self::Literate => literate::rewrite(body),
        }
    }
}
