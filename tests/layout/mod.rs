//! Pages set from Markdown.

mod corpus;
mod goldens;
mod growth;
mod laws;
mod pictures;
mod reach;
mod widths;
