//! A query answered to the end, bodies read where they decide: for the command line and for tasks off the UI thread.

use super::ask::{Ask, Open};
use super::bodies::Bodies;
use super::body::BodySource;
use super::facts::{Answer, Examiner, Facts, Question};
use super::filter::{Candidate, Filter};
use super::query::{Expr, Key, Query, Term};
use super::{Library, Listing};
use crate::document::Document;
use crate::post::PostId;
use crate::search::{Hit, Needle};
use crate::text::decode::{Extent, decode};

/// The listing of a query, with every body read that decides.
pub fn listing(library: &Library, ask: Ask<'_>, bodies: &Bodies<'_>) -> Listing {
    let open = Listing::ask(library, ask);
    if open.unjudged().is_empty() {
        return open;
    }
    let mut facts = Facts::of(ask.query);
    let examiner = Examiner::new(facts.questions());
    let mut told = |answers: Vec<Answer>| answers.into_iter().for_each(|answer| facts.take(answer));
    bodies.answer(&sources(library, open.unjudged()), &examiner, &mut told);
    Listing::ask(library, Ask { facts: Some(&facts), ..ask })
}

/// A question for the words of posts: the words of a query are looked for in bodies, its other terms choose the posts.
#[derive(Debug)]
pub struct FullText {
    query: Query,
    needle: Needle,
}

impl FullText {
    /// None if the query has no words to look for.
    pub fn new(query: &Query) -> Option<Self> {
        let query = Query { filter: query.filter.clone().map(words_in_text), sort: query.sort };
        let needles = query.needles();
        let needle = if is_plain_list(&query) { Needle::new(&needles) } else { Needle::any_of(&needles) };
        needle.map(|needle| Self { query, needle })
    }

    /// Whether a file may have hits, asked of its bytes: false only if it cannot.
    pub fn may_hit(&self, file: &[u8]) -> bool {
        self.needle.may_be_in(decode(file, Extent::Whole).text.as_bytes())
    }

    /// Looks in the bodies of a library. `ask` says what else is known. `found` gets hits of a few posts at a time, in
    /// the query's order.
    pub fn search(&self, library: &Library, ask: Ask<'_>, bodies: &Bodies<'_>, found: &mut dyn FnMut(Vec<Hit>)) {
        let ask = Ask { query: &self.query, ranks: None, ..ask };
        let posts = Listing::ask(library, Ask { open: Open::Listed, ..ask });
        let filter = Filter::new(library, ask);
        let examiner = Examiner::new(&Question::all_of(&self.query));
        let judge = |id: PostId, document: &Document| {
            let card = library.cards().get(id);
            card.is_some_and(|card| {
                filter.keeps_body(Candidate { library, id, card }, &|question| examiner.holds(question, document))
            })
        };
        bodies.search(&sources(library, posts.ids()), &self.needle, &judge, found);
    }
}

/// Full text, asked at once. False if the query has no words to look for.
pub fn search(library: &Library, ask: Ask<'_>, bodies: &Bodies<'_>, found: &mut dyn FnMut(Vec<Hit>)) -> bool {
    let text = FullText::new(ask.query);
    text.map(|text| text.search(library, ask, bodies, found)).is_some()
}

fn sources<'a>(library: &'a Library, ids: &[PostId]) -> Vec<BodySource<'a>> {
    ids.iter().filter_map(|id| Some(BodySource::of(*id, library.get(*id)?))).collect()
}

/// The same condition with every bare word looked for in the text. As deep as the query is nested, which is capped.
fn words_in_text(expr: Expr) -> Expr {
    match expr {
        Expr::Term(Term::Word(word)) => Expr::Term(Term::Name { key: Key::Text, values: vec![word] }),
        Expr::Term(term) => Expr::Term(term),
        Expr::Not(inner) => Expr::Not(Box::new(words_in_text(*inner))),
        Expr::All(parts) => Expr::All(parts.into_iter().map(words_in_text).collect()),
        Expr::Any(parts) => Expr::Any(parts.into_iter().map(words_in_text).collect()),
    }
}

/// Whether all texts must stand in a body, so that one that lacks any of them need not be parsed. A phrase may stand in
/// the title instead.
fn is_plain_list(query: &Query) -> bool {
    query.outermost().iter().all(|part| match part {
        Expr::Term(Term::Name { key: Key::Text, values }) => values.len() == 1,
        Expr::Term(Term::Phrase(_)) => query.outermost().len() == 1,
        Expr::Term(_) => true,
        Expr::Not(inner) => matches!(**inner, Expr::Term(_)),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Batch;
    use crate::post::Post;
    use crate::system::memory::MemorySystem;
    use crate::text::Clean;

    #[test]
    fn bodies_decide_and_words_are_found_in_them() {
        let files =
            [("a.md", "Rain in *Spain*."), ("b.md", "Sun and `rain`\n\n```\ncode\n```\n"), ("c.md", "![x](y.png) sun")];
        let mut library = Library::default();
        let post = |(path, _): &(&str, &str)| Post {
            path: path.into(),
            title: Clean::line(path),
            tags: [Clean::line(if *path == "a.md" { "wet" } else { "dry" })].into(),
            ..Post::default()
        };
        library.apply(Batch::of(files.iter().map(post)));
        let system = MemorySystem::with_files(files);
        let bodies = Bodies { system: &system, site: library.site(), cancelled: &|| false };
        for (query, listed, found) in [
            ("text:rain", vec![0, 1], vec![0, 1]),
            ("has:code", vec![1], vec![]),
            ("has:image,code", vec![1, 2], vec![]),
            ("-has:image text:sun", vec![1], vec![1]),
            ("\"rain in spain\"", vec![0], vec![0]),
            ("text:rain tag:dry", vec![1], vec![1]),
            ("text:spain OR text:sun", vec![0, 1, 2], vec![0, 1, 2]),
            ("text:rain -text:spain", vec![1], vec![1]),
        ] {
            let query_tree = Query::parse(query).unwrap();
            let ids = listing(&library, Ask::new(&query_tree), &bodies);
            assert_eq!(ids.ids().iter().map(|id| id.0).collect::<Vec<_>>(), listed, "{query}");
            let mut hits = Vec::new();
            search(&library, Ask::new(&query_tree), &bodies, &mut |some| hits.extend(some));
            assert_eq!(hits.iter().map(|hit| hit.post.0).collect::<Vec<_>>(), found, "{query}");
        }
        let words = Query::parse("sun rain").unwrap();
        let mut hits = Vec::new();
        assert!(search(&library, Ask::new(&words), &bodies, &mut |some| hits.extend(some)));
        assert_eq!(hits.iter().map(|hit| hit.post.0).collect::<Vec<_>>(), [1]);
    }
}
