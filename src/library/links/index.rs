//! Posts by what links call them: file, name, address, old address, slug, title.
//!
//! Holds hashes only, eight bytes a name, and asks the post itself on a hit; so it stays small and cannot be wrong.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use super::place::{any_language, page_key, page_name, undated, url_key};
use crate::library::Library;
use crate::library::fold::{fold, same};
use crate::post::{Post, PostId};

/// What a name is looked up as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
            Self::Alias => post.aliases().iter().map(|alias| url_key(alias)).collect(),
            Self::Slug => vec![post.slug.to_string()],
            Self::Title => vec![post.title.to_string()],
        }
    }
}

/// All that links may call a post.
pub(in crate::library) fn names_of(post: &Post) -> Vec<String> {
    By::ALL.into_iter().flat_map(|by| by.names(post)).collect()
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
    /// Hash of a name and the post called so, sorted.
    entries: Vec<(u32, PostId)>,
    /// All ids below this one are in.
    seen: u32,
    /// All ids below this one are in or being learned.
    asked: u32,
    /// Posts below that which have changed since.
    touched: Vec<PostId>,
    /// Whether many posts at once are learned elsewhere.
    learns_elsewhere: bool,
    /// Whether a lookup missed posts that are not learned yet.
    missed: AtomicBool,
    /// Whether they are being learned.
    is_learning: bool,
}

/// Posts whose names are to be learned.
#[derive(Clone, Debug)]
pub struct Lesson {
    /// Each with its number.
    pub posts: Vec<(PostId, Arc<Post>)>,
    /// All numbers below this one are known then.
    pub end: u32,
}

/// What posts are called.
#[derive(Clone, Debug, Default)]
pub struct Learned {
    /// Hash of a name and the post called so, sorted.
    entries: Vec<(u32, PostId)>,
    end: u32,
}

impl Learned {
    /// What is known of posts that could not be learned: nothing, so that nobody waits for it and later ones are.
    pub fn nothing(end: u32) -> Self {
        Self { entries: Vec::new(), end }
    }

    /// Learns it. Costs time in proportion to the posts.
    pub fn from(lesson: &Lesson) -> Self {
        let mut entries = Vec::new();
        lesson.posts.iter().for_each(|(id, post)| enter(*id, post, &mut entries));
        entries.sort_unstable();
        entries.shrink_to_fit();
        Self { entries, end: lesson.end }
    }
}

fn enter(id: PostId, post: &Post, entries: &mut Vec<(u32, PostId)>) {
    let mut hashes: Vec<u32> = names_of(post).iter().map(|name| hash_of(name)).collect();
    hashes.sort_unstable();
    hashes.dedup();
    entries.extend(hashes.into_iter().map(|hash| (hash, id)));
}

impl Clone for Index {
    /// A copy starts empty: it catches up with the library it is asked about.
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Index {
    /// A known post has changed: its new names are added when next asked, its old ones no longer answer.
    pub(in crate::library) fn touch(&mut self, id: PostId) {
        let table = self.0.get_mut().unwrap_or_else(PoisonError::into_inner);
        if id.0 < table.seen.max(table.asked) {
            table.touched.push(id);
        }
    }

    /// Many posts at once are learned elsewhere from now on.
    pub(in crate::library) fn learns_elsewhere(&mut self) {
        self.0.get_mut().unwrap_or_else(PoisonError::into_inner).learns_elsewhere = true;
    }

    /// The posts to learn elsewhere, of a library that has numbers below `end`; none if they are few, or nobody has looked
    /// for them, or they are being learned.
    pub(in crate::library) fn unlearned(&mut self, end: u32) -> Option<impl Iterator<Item = PostId> + use<>> {
        let table = self.0.get_mut().unwrap_or_else(PoisonError::into_inner);
        if table.is_learning || !std::mem::take(table.missed.get_mut()) || table.is_near(end) {
            return None;
        }
        (table.is_learning, table.asked) = (true, end);
        Some(std::mem::take(&mut table.touched).into_iter().chain((table.seen..end).map(PostId)))
    }

    /// Takes what was learned.
    pub(in crate::library) fn learn(&mut self, learned: Learned) {
        let table = self.0.get_mut().unwrap_or_else(PoisonError::into_inner);
        table.add(learned.entries);
        table.is_learning = false;
        table.seen = table.seen.max(learned.end);
    }

    /// The posts called so: those in the language of `from` first, then exact spelling. Amortized, each post is looked at
    /// once; where many are to be learned elsewhere, those that are known answer meanwhile.
    pub(super) fn find(&self, library: &Library, from: PostId, by: By, name: &str) -> Vec<PostId> {
        let hash = hash_of(name);
        let end = library.next_id();
        let candidates = {
            let table = self.0.read().unwrap_or_else(PoisonError::into_inner);
            let is_far = !table.is_near(end);
            if is_far {
                table.missed.store(true, Ordering::Relaxed);
            }
            (is_far || table.is_current(end)).then(|| table.candidates(hash))
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
    /// A thousand posts of one name tell no more than a few.
    const MOST: usize = 64;
    /// Posts that a lookup learns itself, in some milliseconds.
    const FEW: usize = 1024;

    fn is_current(&self, end: u32) -> bool {
        self.seen >= end && self.touched.is_empty()
    }

    /// Whether a lookup may catch up itself.
    fn is_near(&self, end: u32) -> bool {
        let missing = end.saturating_sub(self.seen) as usize + self.touched.len();
        !self.learns_elsewhere || missing <= Self::FEW
    }

    fn add(&mut self, entries: Vec<(u32, PostId)>) {
        if self.entries.is_empty() {
            self.entries = entries;
            return;
        }
        self.entries.extend(entries);
        // Two sorted runs, which this merges.
        self.entries.sort();
        self.entries.dedup();
    }

    fn candidates(&self, hash: u32) -> Vec<PostId> {
        let start = self.entries.partition_point(|(own, _)| *own < hash);
        let found = self.entries.get(start..).unwrap_or_default().iter().take_while(|(own, _)| *own == hash);
        found.map(|(_, id)| *id).take(Self::MOST).collect()
    }

    fn catch_up(&mut self, library: &Library, end: u32) {
        let touched = std::mem::take(&mut self.touched);
        let mut entries = Vec::new();
        for id in touched.into_iter().chain((self.seen..end).map(PostId)) {
            if let Some(post) = library.get(id) {
                enter(id, post, &mut entries);
            }
        }
        entries.sort_unstable();
        self.add(entries);
        self.seen = self.seen.max(end);
    }
}

/// FNV-1a over the folded name. Whatever is found by it is asked for its name, so a collision costs a look and no more.
fn hash_of(name: &str) -> u32 {
    let step = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    const START: u32 = 0x811c_9dc5;
    if name.is_ascii() {
        return name.trim().bytes().map(|byte| byte.to_ascii_lowercase()).fold(START, step);
    }
    fold(name).bytes().fold(START, step)
}
