//! Pages set from Markdown.

mod goldens;
mod laws;
