//! Posts by what links call them: file, name, address, old address, slug, title.
//!
//! Holds hashes only, eight bytes a name, and asks the post itself on a hit; so it stays small and cannot be wrong.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{PoisonError, RwLock};

use super::place::{any_language, page_key, page_name, undated, url_key};
use crate::library::Library;
use crate::library::fold::{fold, same};
use crate::post::{Post, PostId};

/// What a name is looked up as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum By {
    /// The file's path without extension.
    Page,
    /// The file's name without extension.
    Name,
    /// The file's name without its date.
    Undated,
    /// The path of its URL.
    Url,
    /// The path of an old URL.
    Alias,
    /// The slug.
    Slug,
    /// The title.
    Title,
}

impl By {
    const ALL: [Self; 7] = [Self::Page, Self::Name, Self::Undated, Self::Url, Self::Alias, Self::Slug, Self::Title];

    fn names(self, post: &Post) -> Vec<String> {
        match self {
            Self::Page => std::iter::once(page_key(&post.path)).chain(own_language(post)).collect(),
            Self::Name => std::iter::once(page_name(&post.path)).chain(own_language(post).map(last)).collect(),
            Self::Undated => vec![undated(&own_language(post).map_or_else(|| page_name(&post.path), last)).to_owned()],
            Self::Url => post.url.iter().map(|url| url_key(url)).collect(),
            Self::Alias => post.aliases.iter().map(|alias| url_key(alias)).collect(),
            Self::Slug => vec![post.slug.to_string()],
            Self::Title => vec![post.title.to_string()],
        }
    }
}

/// A page's key without its language.
fn own_language(post: &Post) -> Option<String> {
    any_language(&post.path, post.lang.as_deref())
}

/// The last part of a key.
fn last(key: String) -> String {
    key.rsplit('/').next().map(str::to_owned).unwrap_or(key)
}

/// The index, which catches up with its library when it is asked.
#[derive(Debug, Default)]
pub(in crate::library) struct Index(RwLock<Table>);

#[derive(Debug, Default)]
struct Table {
    by_hash: HashMap<u64, PostId>,
    more: HashMap<u64, Vec<PostId>>,
    /// All ids below this one are in.
    seen: u32,
}

impl Clone for Index {
    /// A copy starts empty: it catches up with the library it is asked about.
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Index {
    /// A known post has changed: its new names are added when next asked.
    pub(in crate::library) fn forget(&mut self) {
        *self = Self::default();
    }

    /// The posts called so: those in the language of `from` first, then exact spelling. Amortized, each post is looked at
    /// once.
    pub(super) fn find(&self, library: &Library, from: PostId, by: By, name: &str) -> Vec<PostId> {
        let hash = hash_of(by, name);
        let end = library.next_id();
        let candidates = {
            let table = self.0.read().unwrap_or_else(PoisonError::into_inner);
            (table.seen >= end).then(|| table.candidates(hash))
        };
        let candidates = candidates.unwrap_or_else(|| {
            let mut table = self.0.write().unwrap_or_else(PoisonError::into_inner);
            table.catch_up(library, end);
            table.candidates(hash)
        });
        let called = |id: &PostId, exact: bool| {
            let names = library.get(*id).map(|post| by.names(post)).unwrap_or_default();
            names.iter().any(|own| if exact { own == name } else { same(own, name) })
        };
        let mut found: Vec<PostId> = candidates.into_iter().filter(|id| called(id, false)).collect();
        let lang = |id: PostId| library.get(id).and_then(|post| post.lang.as_deref());
        found.sort_by_key(|id| (lang(*id) != lang(from), !called(id, true), *id));
        found
    }
}

impl Table {
    fn candidates(&self, hash: u64) -> Vec<PostId> {
        let more = self.more.get(&hash).into_iter().flatten();
        self.by_hash.get(&hash).into_iter().chain(more).copied().collect()
    }

    fn catch_up(&mut self, library: &Library, end: u32) {
        for id in (self.seen..end).map(PostId) {
            let Some(post) = library.get(id) else { continue };
            for by in By::ALL {
                for name in by.names(post) {
                    self.insert(hash_of(by, &name), id);
                }
            }
        }
        self.seen = self.seen.max(end);
    }

    fn insert(&mut self, hash: u64, id: PostId) {
        let first = *self.by_hash.entry(hash).or_insert(id);
        if first != id {
            let more = self.more.entry(hash).or_default();
            // A thousand posts of one name tell no more than a few.
            if more.len() < 16 && !more.contains(&id) {
                more.push(id);
            }
        }
    }
}

fn hash_of(by: By, name: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (by, fold(name)).hash(&mut hasher);
    hasher.finish()
}
