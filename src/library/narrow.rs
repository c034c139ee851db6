//! Narrowing while typing: how well a post matches the bare words of a query, letters in order.

use super::query::Key;
use super::{Library, NameId};
use crate::post::PostId;
use crate::search::fuzzy::Fuzzy;

/// Words, ready to be matched with post after post of one library.
#[derive(Debug)]
pub struct Narrowing {
    fuzzy: Fuzzy,
    /// A word's score for each name, once it was asked for: a name that a thousand posts share is matched once.
    names: Vec<Vec<Option<Option<u32>>>>,
}

impl Narrowing {
    /// All of these words must match somewhere in a post.
    pub fn new(words: &[&str]) -> Self {
        Self { fuzzy: Fuzzy::new(words), names: vec![Vec::new(); words.len()] }
    }

    /// How well a post matches, best largest: the sum over all words of the best place of each. None if a word is nowhere
    /// in title, tags, authors or description.
    pub fn rank(&mut self, library: &Library, id: PostId) -> Option<u32> {
        let (post, card) = library.get(id).zip(library.cards().get(id))?;
        let mut total = 0u32;
        for word in 0..self.names.len() {
            let carried = library.cards().names(card).iter();
            let named = carried.filter_map(|name| self.name(library, word, *name)).max();
            let best = self.fuzzy.title(word, &post.title).max(named);
            let best = best.or_else(|| self.fuzzy.description(word, post.description.as_deref()?))?;
            total = total.saturating_add(best);
        }
        Some(total)
    }

    fn name(&mut self, library: &Library, word: usize, id: NameId) -> Option<u32> {
        let scores = self.names.get_mut(word)?;
        if scores.len() <= id.index() {
            scores.resize(library.names().len(), None);
        }
        let score = scores.get_mut(id.index())?;
        *score.get_or_insert_with(|| {
            let name = library.names().get(id).filter(|name| matches!(name.key, Key::Tag | Key::Author))?;
            self.fuzzy.name(word, &name.spelling)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::{Ask, Batch, Listing, Query, Ranks};
    use crate::post::Post;
    use crate::text::Clean;

    #[test]
    fn letters_in_order_match_and_the_best_stand_first() {
        let post = |path: &str, title: &str, tags: &[&str], description: &str| Post {
            path: path.into(),
            title: Clean::line(title),
            tags: tags.iter().map(|tag| Clean::line(tag)).collect(),
            description: Some(Clean::line(description)),
            ..Post::default()
        };
        let mut library = Library::default();
        let upserts = vec![
            post("0", "Getting Velocity – Economy of Motion", &[], ""),
            post("1", "x", &["rust"], ""),
            post("2", "Rust", &["motion"], ""),
            post("3", "x", &[], "really, u sit"),
            post("4", "x", &[], "about Rust"),
        ];
        library.apply(Batch::of(upserts));
        for (text, want) in [("vel mot", vec![0]), ("rust", vec![2, 1, 4]), ("rust mot", vec![2]), ("zzz", vec![])] {
            let query = Query::parse(text).unwrap();
            let mut narrowing = Narrowing::new(&query.words());
            let mut ranks = Ranks::default();
            library.cards().iter().for_each(|(id, _)| ranks.set(id, narrowing.rank(&library, id)));
            let listing = Listing::ask(&library, Ask { ranks: Some(&ranks), ..Ask::new(&query) });
            assert_eq!(listing.ids().iter().map(|id| id.0).collect::<Vec<_>>(), want, "{text}");
        }
    }
}
