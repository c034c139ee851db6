//! Pages set from Markdown.

mod goldens;
mod laws;
mod pictures;
mod widths;
