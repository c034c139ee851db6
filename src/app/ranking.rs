//! How well posts match the words being typed: counted a slice of posts at a time, so that no key waits for it.

use crate::library::narrow::Narrowing;
use crate::library::query::{Expr, Term};
use crate::library::{Library, Query, Ranks};
use crate::post::PostId;
use crate::search::fuzzy::Fuzzy;
use crate::text::TextRange;

/// How well posts match some words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ranking {
    words: Vec<String>,
    ranks: Ranks,
    left: Vec<PostId>,
}

/// Posts looked at before keys are asked for again: a few milliseconds' work.
const SLICE: usize = 4096;

impl Ranking {
    /// A ranking by a query's words, to be gone on with; none if the query has no words or combines them. Costs time in
    /// proportion to all posts, or to those that are left where the words go on from those of `before`.
    pub fn new(library: &Library, query: &Query, before: Option<&Self>) -> Option<Self> {
        let words: Vec<String> = plain_words(query)?.into_iter().map(str::to_owned).collect();
        let left = match before.filter(|before| before.is_done() && goes_on(&before.words, &words)) {
            Some(before) => before.ranks.ids().collect(),
            None => library.iter().map(|(id, _)| id).collect(),
        };
        Some(Self { words, ranks: Ranks::default(), left })
    }

    /// Whether it ranks by these words.
    pub fn is_by_words_of(&self, query: &Query) -> bool {
        plain_words(query).is_some_and(|words| words == self.words)
    }

    /// Looks at some more posts. Whether all have been looked at.
    pub fn go_on(&mut self, library: &Library) -> bool {
        let from = self.left.len().saturating_sub(SLICE);
        let slice = self.left.split_off(from);
        self.rank(library, &slice);
        self.is_done()
    }

    /// Looks at posts that are new or changed.
    pub fn rank(&mut self, library: &Library, ids: &[PostId]) {
        let mut narrowing = Narrowing::new(&self.words.iter().map(String::as_str).collect::<Vec<_>>());
        for id in ids {
            self.ranks.set(*id, narrowing.rank(library, *id));
        }
    }

    /// Whether all posts have been looked at.
    pub fn is_done(&self) -> bool {
        self.left.is_empty()
    }

    /// The posts that match, and how well.
    pub fn ranks(&self) -> &Ranks {
        &self.ranks
    }

    fn fuzzy(&self) -> Fuzzy {
        Fuzzy::new(&self.words.iter().map(String::as_str).collect::<Vec<_>>())
    }
}

/// The words of a query if they stand side by side, each asked for: only those can be matched by their letters.
fn plain_words(query: &Query) -> Option<Vec<&str>> {
    let word = |term: &Term| matches!(term, Term::Word(_));
    let plain: Vec<&str> = query
        .outermost()
        .iter()
        .filter_map(|part| match part {
            Expr::Term(Term::Word(word)) => Some(&**word),
            _ => None,
        })
        .collect();
    let all = query.terms().into_iter().filter(|(term, _)| word(term)).count();
    (!plain.is_empty() && plain.len() == all).then_some(plain)
}

/// Whether what matches the longer words has matched the shorter ones.
fn goes_on(shorter: &[String], longer: &[String]) -> bool {
    shorter.len() <= longer.len() && shorter.iter().zip(longer).all(|(shorter, longer)| longer.starts_with(shorter))
}

/// Marks what the words of a query match in titles.
pub enum TitleMarks {
    /// Letters in order.
    Letters(Box<Fuzzy>),
    /// Any of the words as it stands.
    Words(regex::Regex),
    /// Nothing.
    None,
}

impl TitleMarks {
    /// For the words of a query.
    pub fn new(ranking: Option<&Ranking>, query: &Query) -> Self {
        match ranking {
            Some(ranking) => Self::Letters(Box::new(ranking.fuzzy())),
            None => alternatives(&query.words()).map_or(Self::None, Self::Words),
        }
    }

    /// The parts of a title that are matched, in order.
    pub fn of(&mut self, title: &str) -> Vec<TextRange> {
        match self {
            Self::Letters(fuzzy) => fuzzy.marks(title),
            Self::Words(pattern) => {
                pattern.find_iter(title).map(|found| TextRange::new(found.start(), found.end())).collect()
            }
            Self::None => Vec::new(),
        }
    }
}

/// A pattern that finds any of these words, in any case.
fn alternatives(words: &[&str]) -> Option<regex::Regex> {
    if words.is_empty() {
        return None;
    }
    let escaped: Vec<String> = words.iter().map(|word| regex::escape(word)).collect();
    regex::RegexBuilder::new(&escaped.join("|")).case_insensitive(true).build().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Batch;
    use crate::post::Post;
    use crate::text::Clean;

    fn library(titles: impl Iterator<Item = String>) -> Library {
        let mut library = Library::default();
        let post = |title: String| Post { path: (&title).into(), title: Clean::line(&title), ..Post::default() };
        library.apply(Batch::of(titles.map(post)));
        library
    }

    fn ranking(library: &Library, query: &str, before: Option<&Ranking>) -> Option<Ranking> {
        let mut ranking = Ranking::new(library, &Query::parse(query).unwrap(), before)?;
        while !ranking.go_on(library) {}
        Some(ranking)
    }

    #[test]
    fn only_words_side_by_side_are_matched_by_letters() {
        let library = library(["a b".to_owned()].into_iter());
        for (query, ranked) in
            [("a b", true), ("a tag:x", true), ("a OR b", false), ("a -b", false), ("tag:x", false), ("", false)]
        {
            assert_eq!(ranking(&library, query, None).is_some(), ranked, "{query}");
        }
    }

    #[test]
    fn typing_on_gives_what_typing_at_once_gives() {
        let library = library((0..10_000).map(|n| format!("Post {n} on {}", ["rust", "wood", "trust"][n % 3])));
        let first = ranking(&library, "ru", None);
        let on = ranking(&library, "rus 12", first.as_ref());
        assert_eq!(on, ranking(&library, "rus 12", None));
        assert!(on.is_some_and(|on| (100..5000).contains(&on.ranks().ids().count())));
    }
}
