//! Facets edit the query and the query shows in the facets: both see the outermost conditions only.

use super::term::{Expr, Term};
use super::{Key, Query};
use crate::library::fold::same;

/// How a facet term stands in a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Force {
    /// It must hold.
    Required,
    /// It or another of its key must hold.
    Either,
    /// It must not hold.
    Excluded,
}

impl Query {
    /// How a facet term (one name, year or month) is in force; none if it is not.
    pub fn force(&self, term: &Term) -> Option<Force> {
        self.outermost().iter().find_map(|part| match part {
            Expr::Term(held) if has(held, term) => Some(if count(held) > 1 { Force::Either } else { Force::Required }),
            Expr::Not(inner) => match &**inner {
                Expr::Term(held) if has(held, term) => Some(Force::Excluded),
                _ => None,
            },
            _ => None,
        })
    }

    /// Adds a term that must hold, or takes it out if it must hold already.
    pub fn toggle(&mut self, term: &Term) {
        let held = self.force(term);
        let mut parts = without(self.take(), term);
        if matches!(held, None | Some(Force::Excluded)) {
            parts.push(Expr::Term(term.clone()));
        }
        self.filter = Expr::all(parts);
    }

    /// Puts this term in the place of all terms of its facet.
    pub fn only(&mut self, term: &Term) {
        let mut parts = self.take();
        parts.retain(|part| facet(part) != facet_of(term));
        parts.push(Expr::Term(term.clone()));
        self.filter = Expr::all(parts);
    }

    /// Adds a term that must not hold, or takes it out if it must not hold already.
    pub fn exclude(&mut self, term: &Term) {
        let held = self.force(term);
        let mut parts = without(self.take(), term);
        if held != Some(Force::Excluded) {
            parts.push(Expr::Term(term.clone()).negated());
        }
        self.filter = Expr::all(parts);
    }

    /// Adds a term as an alternative to the first of its key, or takes it out of the alternatives.
    pub fn either(&mut self, term: &Term) {
        let held = self.force(term);
        let mut parts = without(self.take(), term);
        if held != Some(Force::Either) {
            let joined = parts.iter_mut().any(|part| match part {
                Expr::Term(first) => join(first, term),
                _ => false,
            });
            if !joined {
                parts.push(Expr::Term(term.clone()));
            }
        }
        self.filter = Expr::all(parts);
    }

    /// The outermost conditions, each with its own text: what stands as chips above the list.
    pub fn outermost(&self) -> &[Expr] {
        match &self.filter {
            Some(Expr::All(parts)) => parts,
            Some(single) => std::slice::from_ref(single),
            None => &[],
        }
    }

    fn take(&mut self) -> Vec<Expr> {
        match self.filter.take() {
            Some(Expr::All(parts)) => parts,
            other => other.into_iter().collect(),
        }
    }
}

/// The facet a condition belongs to; years and months are one facet, the archive.
fn facet(part: &Expr) -> Option<Key> {
    match part {
        Expr::Term(term) => facet_of(term),
        Expr::Not(inner) => facet(inner),
        _ => None,
    }
}

fn facet_of(term: &Term) -> Option<Key> {
    term.key().map(|key| if key == Key::Year { Key::Date } else { key })
}

fn count(term: &Term) -> usize {
    match term {
        Term::Name { values, .. } => values.len(),
        Term::Day { days, .. } => days.len(),
        _ => 1,
    }
}

/// Whether every value of `wanted` is one of `held`.
fn has(held: &Term, wanted: &Term) -> bool {
    match (held, wanted) {
        (Term::Name { key, values }, Term::Name { key: other, values: wanted }) => {
            key == other && wanted.iter().all(|name| values.iter().any(|value| same(value, name)))
        }
        (Term::Day { key, days }, Term::Day { key: other, days: wanted }) => {
            key == other && wanted.iter().all(|day| days.contains(day))
        }
        _ => held == wanted,
    }
}

/// The conditions less this term, wherever it stands.
fn without(parts: Vec<Expr>, term: &Term) -> Vec<Expr> {
    parts.into_iter().filter_map(|part| less(part, term)).collect()
}

fn less(part: Expr, term: &Term) -> Option<Expr> {
    match part {
        Expr::Not(inner) if matches!(*inner, Expr::Term(_)) => less(*inner, term).map(Expr::negated),
        Expr::Term(mut held) if has(&held, term) => {
            match (&mut held, term) {
                (Term::Name { values, .. }, Term::Name { values: gone, .. }) => {
                    values.retain(|value| !gone.iter().any(|name| same(value, name)));
                }
                (Term::Day { days, .. }, Term::Day { days: gone, .. }) => days.retain(|day| !gone.contains(day)),
                _ => return None,
            }
            (count(&held) > 0).then_some(Expr::Term(held))
        }
        other => Some(other),
    }
}

/// Makes `more` an alternative of `first`, if both have the same key.
fn join(first: &mut Term, more: &Term) -> bool {
    match (first, more) {
        (Term::Name { key, values }, Term::Name { key: other, values: more }) if key == other => {
            values.extend(more.iter().cloned());
            true
        }
        (Term::Day { key, days }, Term::Day { key: other, days: more }) if key == other => {
            days.extend(more);
            true
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edited(text: &str, edit: impl FnOnce(&mut Query)) -> String {
        let mut query = Query::parse(text).unwrap();
        edit(&mut query);
        query.to_string()
    }

    #[test]
    fn facets_edit_the_query() {
        let rust = Term::name(Key::Tag, "Rust");
        for (text, toggle, only, exclude, either) in [
            ("", "tag:Rust", "tag:Rust", "-tag:Rust", "tag:Rust"),
            ("tag:rust", "", "tag:Rust", "-tag:Rust", "tag:Rust"),
            ("tag:go", "tag:go tag:Rust", "tag:Rust", "tag:go -tag:Rust", "tag:go,Rust"),
            ("tag:go,rust x", "tag:go x", "x tag:Rust", "tag:go x -tag:Rust", "tag:go x"),
            ("-tag:rust y", "y tag:Rust", "y tag:Rust", "y", "y tag:Rust"),
            ("a OR b", "(a OR b) tag:Rust", "(a OR b) tag:Rust", "(a OR b) -tag:Rust", "(a OR b) tag:Rust"),
        ] {
            assert_eq!(edited(text, |query| query.toggle(&rust)), toggle, "toggle {text}");
            assert_eq!(edited(text, |query| query.only(&rust)), only, "only {text}");
            assert_eq!(edited(text, |query| query.exclude(&rust)), exclude, "exclude {text}");
            assert_eq!(edited(text, |query| query.either(&rust)), either, "either {text}");
        }
    }

    #[test]
    fn the_archive_is_one_facet() {
        let june = Term::month(2010, 6);
        assert_eq!(edited("year:2010 tag:a", |query| query.only(&june)), "tag:a date:2010-06");
        assert_eq!(edited("date:2010-06", |query| query.either(&Term::month(2010, 7))), "date:2010-06,2010-07");
    }

    #[test]
    fn the_query_shows_in_the_facets() {
        for (text, want) in [
            ("tag:rust", Some(Force::Required)),
            ("#RUST x", Some(Force::Required)),
            ("tag:go,rust", Some(Force::Either)),
            ("-tag:rust", Some(Force::Excluded)),
            ("tag:go", None),
            ("x OR tag:rust", None),
        ] {
            assert_eq!(Query::parse(text).unwrap().force(&Term::name(Key::Tag, "Rust")), want, "{text}");
        }
    }
}
