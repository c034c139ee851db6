//! What is remembered for as long as folio runs, where nothing may be kept for longer: so that a reader who goes to another
//! blog and comes back finds everything as it was.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::app::{Change, Recalled};
use crate::state::State;

/// What is remembered of each blog that was read, by its root.
#[derive(Debug, Default)]
pub struct Lasting {
    blogs: HashMap<PathBuf, Recalled>,
    /// The roots, the last read at the end.
    order: Vec<PathBuf>,
}

impl Lasting {
    /// Remembers a change in the blog at a root.
    pub fn save(&mut self, root: &Path, change: Change) {
        if self.order.last().is_none_or(|last| last != root) {
            self.order.retain(|known| known != root);
            self.order.push(root.to_path_buf());
        }
        let blog = self.blogs.entry(root.to_path_buf()).or_default();
        match change {
            Change::Read { path, read, .. } => blog.posts.entry(path).or_default().read = read,
            Change::Starred { path, starred, .. } => blog.posts.entry(path).or_default().starred = starred,
            Change::Place { path, place } => {
                blog.posts.entry(path.clone()).or_default().place = Some(place);
                blog.last = Some(path);
            }
            Change::Filter(filter) => blog.filter = filter,
            Change::Query(query) => {
                blog.queries.retain(|known| *known != query);
                blog.queries.push(query);
                let many = blog.queries.len().saturating_sub(State::QUERIES as usize);
                blog.queries.drain(..many);
            }
        }
    }

    /// What is remembered of the blog at a root, and which others were read.
    pub fn recall(&self, root: &Path) -> Recalled {
        let known = self.blogs.get(root).cloned().unwrap_or_default();
        Recalled { blogs: self.order.iter().rev().cloned().collect(), ..known }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::Place;
    use crate::text::Clean;

    #[test]
    fn a_blog_is_found_as_it_was_left() {
        let mut lasting = Lasting::default();
        let (here, there) = (Path::new("/here"), Path::new("/there"));
        let place = Place { at: 9, fraction: 0.5, words: "words".to_owned() };
        for change in [
            Change::Read { id: crate::post::PostId(0), path: "a.md".into(), read: true },
            Change::Place { path: "a.md".into(), place: place.clone() },
            Change::Query(Clean::line("tag:x")),
            Change::Query(Clean::line("tag:y")),
            Change::Query(Clean::line("tag:x")),
            Change::Filter(Clean::line("tag:x")),
        ] {
            lasting.save(here, change);
        }
        lasting.save(there, Change::Filter(Clean::default()));
        let recalled = lasting.recall(here);
        let memory = &recalled.posts[Path::new("a.md")];
        assert!(memory.read && !memory.starred && memory.place.as_ref() == Some(&place));
        assert_eq!(recalled.last.as_deref(), Some(Path::new("a.md")));
        assert_eq!((&*recalled.filter, recalled.queries.len()), ("tag:x", 2));
        assert_eq!(recalled.blogs, [there, here]);
        assert!(lasting.recall(there).posts.is_empty());
    }
}
