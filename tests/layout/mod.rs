//! Pages set from Markdown.

mod corpus;
mod goldens;
mod laws;
mod pictures;
mod widths;
