//! What a reader has read and starred, and which post is in front.

use crate::library;
use crate::post::PostId;

/// What a reader has read and starred.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    marks: library::Marks,
    front: Option<PostId>,
}

impl Marks {
    /// As queries see them.
    pub fn as_asked(&self) -> &library::Marks {
        &self.marks
    }

    /// Whether a post was read.
    pub fn is_read(&self, id: PostId) -> bool {
        self.marks.read.contains(&id)
    }

    /// Whether a post has a star.
    pub fn is_starred(&self, id: PostId) -> bool {
        self.marks.starred.contains(&id)
    }

    /// Takes note that a post is in front. Whether it has become read by that: once it is marked as unread again, it
    /// stays so while it is in front.
    pub fn opened(&mut self, id: PostId) -> bool {
        let arrived = self.front != Some(id);
        self.front = Some(id);
        arrived && self.marks.read.insert(id)
    }

    /// Marks a post as read or unread. Whether that is new.
    pub fn set_read(&mut self, id: PostId, read: bool) -> bool {
        if read { self.marks.read.insert(id) } else { self.marks.read.remove(&id) }
    }

    /// Gives a post a star or takes it. Whether that is new.
    pub fn set_starred(&mut self, id: PostId, starred: bool) -> bool {
        if starred { self.marks.starred.insert(id) } else { self.marks.starred.remove(&id) }
    }
}
