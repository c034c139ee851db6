//! HTML in posts: tags to the same blocks and marks as Markdown.

use super::build::Builder;

/// The tokenizer between two pieces of HTML.
#[derive(Debug, Default)]
pub(super) struct Html;

impl Html {
    /// Reads a piece of HTML.
    pub(super) fn read(&mut self, html: &str, builder: &mut Builder) {
        let _ = (html, builder);
    }

    /// Ends a block of HTML.
    pub(super) fn end_block(&mut self, builder: &mut Builder) {
        builder.finish_leaf();
    }
}
