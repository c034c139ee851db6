//! Pages set from Markdown.

mod corpus;
mod goldens;
pub mod growth;
mod laws;
mod mixtures;
mod pictures;
mod reach;
mod widths;
