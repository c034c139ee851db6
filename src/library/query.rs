//! The one query language: `-q`, the filter line, facets and saved queries all speak it.

use crate::text::Clean;

/// What is asked. `Query::default()` keeps every public post, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {}

/// Where a query does not parse, and what was expected there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    /// Byte in the query.
    pub at: usize,
    /// One sentence.
    pub message: Clean,
}

impl Query {
    /// Reads a query.
    ///
    /// # Errors
    /// With the place and what was expected there.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        let _ = text;
        Ok(Self::default())
    }
}
