//! The one query language: `-q`, the filter line, facets and saved queries all speak it.
//!
//! Text becomes a tree (`lex`, `parse`), a tree becomes its canonical text (`print`), and a facet that is
//! chosen edits the tree (`edit`). Knows no library: what keeps a post is decided in `library::filter`.

mod complete;
mod edit;
mod key;
mod lex;
mod nearest;
mod parse;
mod print;
mod term;

use crate::text::Clean;

pub use complete::{Completion, complete, whole};
pub use edit::Force;
pub use key::Key;
pub(in crate::library) use term::ymd;
pub use term::{Day, Expr, Part, Sort, SortKey, State, Term};

/// What is asked. `Query::default()` keeps every public post, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// What a post must fulfil; none keeps all.
    pub filter: Option<Expr>,
    /// The order asked for; none is newest first, or best first where words are matched fuzzily.
    pub sort: Option<Sort>,
}

/// Where a query does not parse, and what was expected there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    /// Byte in the query.
    pub at: usize,
    /// One sentence.
    pub message: Clean,
}

impl QueryError {
    fn new(at: usize, message: &str) -> Self {
        Self { at, message: Clean::line(message) }
    }
}

impl Query {
    /// Longest query that is read, in bytes.
    pub const MAX_LEN: usize = 4096;
    /// Parentheses and negations nest no deeper.
    pub const MAX_DEPTH: usize = 32;

    /// Reads a query.
    ///
    /// # Errors
    /// With the place and what was expected there.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        parse::parse(text)
    }

    /// Whether nothing is asked, not even an order.
    pub fn is_empty(&self) -> bool {
        self.filter.is_none() && self.sort.is_none()
    }

    /// Adds a condition that must hold as well.
    #[must_use]
    pub fn and(mut self, term: Term) -> Self {
        let have = self.filter.take().into_iter();
        self.filter = Expr::all(have.chain([Expr::Term(term)]).collect());
        self
    }

    /// Every term with whether it is asked for (true) or negated (false).
    pub fn terms(&self) -> Vec<(&Term, bool)> {
        let mut terms = Vec::new();
        let mut open: Vec<(&Expr, bool)> = self.filter.iter().map(|filter| (filter, true)).collect();
        while let Some((expr, positive)) = open.pop() {
            match expr {
                Expr::Term(term) => terms.push((term, positive)),
                Expr::Not(inner) => open.push((inner, !positive)),
                Expr::All(parts) | Expr::Any(parts) => open.extend(parts.iter().rev().map(|part| (part, positive))),
            }
        }
        terms
    }

    /// The bare words asked for, in order: what is matched fuzzily.
    pub fn words(&self) -> Vec<&str> {
        let mut words: Vec<&str> = Vec::new();
        for (term, positive) in self.terms() {
            if let (Term::Word(word), true) = (term, positive) {
                words.push(word);
            }
        }
        words
    }

    /// Words and phrases looked for in bodies, in order: what is marked in an open post.
    pub fn needles(&self) -> Vec<&str> {
        let mut needles: Vec<&str> = Vec::new();
        for (term, positive) in self.terms() {
            match term {
                Term::Phrase(phrase) if positive => needles.push(phrase),
                Term::Name { key: Key::Text, values } if positive => needles.extend(values.iter().map(|text| &**text)),
                _ => {}
            }
        }
        needles
    }

    /// Whether a body must be read to answer.
    pub fn asks_bodies(&self) -> bool {
        let asks = |term: &Term| matches!(term, Term::Phrase(_) | Term::Has(_) | Term::Name { key: Key::Text, .. });
        self.terms().iter().any(|(term, _)| asks(term))
    }
}
