//! All posts newest first, kept from one question to the next, so that most listings need no sorting.

use std::cmp::Ordering;
use std::sync::{PoisonError, RwLock};

use super::{Card, Library};
use crate::post::PostId;

/// Where posts without a date stand: last, whatever the order.
pub(super) const UNDATED: i64 = i64::MAX;

/// A number that is smaller for later posts.
pub(super) fn newest(card: &Card) -> i64 {
    card.instant.map_or(UNDATED, |instant| -instant)
}

/// Newest first, then by file name; the whole path is only looked up where all that is the same.
pub(super) fn newest_first(library: &Library, a: PostId, b: PostId) -> Ordering {
    let key = |id: PostId| library.cards().get(id).map(|card| (newest(card), card.name));
    key(a).cmp(&key(b)).then_with(|| by_path(library, a, b))
}

/// By path, byte by byte.
pub(super) fn by_path(library: &Library, a: PostId, b: PostId) -> Ordering {
    let path = |id: PostId| library.get(id).map(|post| post.path.as_os_str().as_encoded_bytes());
    path(a).cmp(&path(b)).then(a.cmp(&b))
}

/// The order, which catches up with its library when it is asked.
#[derive(Debug, Default)]
pub(super) struct Order(RwLock<Sorted>);

#[derive(Debug, Default)]
struct Sorted {
    ids: Vec<PostId>,
    /// All ids below this one are in.
    seen: u32,
    /// Known posts that have changed or gone since.
    touched: Vec<PostId>,
}

impl Clone for Order {
    /// A copy starts empty: it catches up with the library it is asked about.
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Order {
    /// A known post has changed or gone.
    pub(super) fn touch(&mut self, id: PostId) {
        self.0.get_mut().unwrap_or_else(PoisonError::into_inner).touched.push(id);
    }

    /// Takes in what is new, so that the next question does not wait for it.
    pub(super) fn catch_up(&self, library: &Library) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).catch_up(library);
    }

    /// Goes through all posts, newest first. Costs a sort of what is new since it was last asked.
    pub(super) fn each(&self, library: &Library, visit: &mut dyn FnMut(PostId)) {
        let mut sorted = self.0.write().unwrap_or_else(PoisonError::into_inner);
        sorted.catch_up(library);
        sorted.ids.iter().for_each(|id| visit(*id));
    }
}

impl Sorted {
    fn catch_up(&mut self, library: &Library) {
        let end = library.next_id();
        let mut new: Vec<PostId> = (self.seen..end).map(PostId).collect();
        if !self.touched.is_empty() {
            let mut touched = std::mem::take(&mut self.touched);
            touched.sort_unstable();
            touched.dedup();
            self.ids.retain(|id| touched.binary_search(id).is_err());
            new.extend(touched.into_iter().filter(|id| id.0 < self.seen));
        }
        self.seen = end;
        let new = sorted(library, new);
        if new.is_empty() {
            return;
        }
        let old = std::mem::take(&mut self.ids);
        self.ids.reserve(old.len() + new.len());
        let (mut old, mut new) = (old.into_iter().peekable(), new.into_iter().peekable());
        loop {
            let next = match (old.peek(), new.peek()) {
                (Some(a), Some(b)) if newest_first(library, *a, *b).is_gt() => new.next(),
                (None, _) => new.next(),
                (Some(_), _) => old.next(),
            };
            let Some(id) = next else { return };
            self.ids.push(id);
        }
    }
}

/// Those posts that are there, newest first. What orders most of them is copied out before: to look it up at each of a hundred
/// thousand posts' comparisons would take a key's time.
fn sorted(library: &Library, ids: Vec<PostId>) -> Vec<PostId> {
    let key = |id: PostId| library.cards().get(id).map(|card| (newest(card), card.name, id));
    let mut keyed: Vec<(i64, u64, PostId)> = ids.into_iter().filter_map(key).collect();
    keyed.sort_unstable_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then_with(|| by_path(library, a.2, b.2)));
    keyed.into_iter().map(|(_, _, id)| id).collect()
}
