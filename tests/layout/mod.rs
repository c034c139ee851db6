//! Pages set from Markdown.

mod laws;
