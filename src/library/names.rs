//! Tags, categories, authors, series and languages, each name once: two spellings that differ by case only are one
//! name, and the first spelling is the one shown.

use std::collections::HashMap;

use super::fold::fold;
use super::query::Key;
use crate::post::Post;
use crate::text::Clean;

/// The number of a name in its library.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NameId(pub u32);

impl NameId {
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// A name and how often it is used.
#[derive(Clone, Debug)]
pub struct Name {
    /// What it names: `Tag`, `Category`, `Author`, `Series` or `Lang`.
    pub key: Key,
    /// The first spelling met.
    pub spelling: Clean,
    /// Posts that carry it, hidden ones too.
    pub total: u32,
}

/// All names of a library.
#[derive(Clone, Debug, Default)]
pub struct Names {
    names: Vec<Name>,
    /// One map a key, in the order of [`Names::KEYS`].
    by_spelling: [HashMap<Clean, NameId>; 5],
    by_fold: [HashMap<Box<str>, NameId>; 5],
}

impl Names {
    /// The keys whose values are names.
    pub const KEYS: [Key; 5] = [Key::Tag, Key::Category, Key::Author, Key::Series, Key::Lang];

    /// A name.
    pub fn get(&self, id: NameId) -> Option<&Name> {
        self.names.get(id.index())
    }

    /// Every name with its number, in the order in which they were met.
    pub fn iter(&self) -> impl Iterator<Item = (NameId, &Name)> {
        (0u32..).map(NameId).zip(&self.names)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The names that a value of a query means: the same one; for a language its regions too.
    pub fn meant(&self, key: Key, value: &str) -> Vec<NameId> {
        let value = fold(value);
        if key != Key::Lang {
            let known = Self::place(key).and_then(|place| self.by_fold.get(place)?.get(value.as_str()));
            return known.copied().into_iter().collect();
        }
        let region = |name: &str| {
            let rest = name.strip_prefix(value.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '_']))
        };
        let meant = self.iter().filter(|(_, name)| name.key == key && region(&fold(&name.spelling)));
        meant.map(|(id, _)| id).collect()
    }

    /// The names that a post carries, each once, counted in.
    pub(super) fn enter(&mut self, post: &Post) -> Vec<NameId> {
        let lists: [(Key, &[Clean]); 3] =
            [(Key::Tag, &post.tags), (Key::Category, &post.categories), (Key::Author, &post.authors)];
        let single = [(Key::Series, post.series()), (Key::Lang, post.lang.as_ref())];
        let many = lists.into_iter().flat_map(|(key, list)| list.iter().map(move |name| (key, name)));
        let all = many.chain(single.into_iter().filter_map(|(key, name)| name.map(|name| (key, name))));
        let mut ids: Vec<NameId> = Vec::new();
        for (key, name) in all {
            match self.intern(key, name) {
                Some(id) if !ids.contains(&id) && ids.len() < Self::MOST => ids.push(id),
                _ => {}
            }
        }
        ids.iter().for_each(|id| self.count(*id, |total| total.saturating_add(1)));
        ids
    }

    /// Most names of a post that count, so that a hostile head of thousands of tags costs little.
    const MOST: usize = 512;

    /// Takes a post's names out of the counts.
    pub(super) fn leave(&mut self, ids: &[NameId]) {
        ids.iter().for_each(|id| self.count(*id, |total| total.saturating_sub(1)));
    }

    fn count(&mut self, id: NameId, change: impl Fn(u32) -> u32) {
        if let Some(name) = self.names.get_mut(id.index()) {
            name.total = change(name.total);
        }
    }

    fn place(key: Key) -> Option<usize> {
        Self::KEYS.iter().position(|known| *known == key)
    }

    fn intern(&mut self, key: Key, spelling: &Clean) -> Option<NameId> {
        let place = Self::place(key)?;
        let (spellings, folds) = self.by_spelling.get_mut(place).zip(self.by_fold.get_mut(place))?;
        if let Some(id) = spellings.get(spelling.as_str()) {
            return Some(*id);
        }
        let next = NameId(u32::try_from(self.names.len()).unwrap_or(u32::MAX));
        let id = *folds.entry(fold(spelling).into()).or_insert(next);
        if id == next {
            self.names.push(Name { key, spelling: spelling.clone(), total: 0 });
        }
        spellings.insert(spelling.clone(), id);
        Some(id)
    }
}
