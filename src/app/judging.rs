//! What the query in force asks of bodies: what is known, and the task that finds out more, one at a time.

use std::sync::Arc;

use crate::library::facts::{Answer, Facts};
use crate::library::{Generation, Library, Query};
use crate::post::{PostId, Revision};

use super::{Effect, Source, Task, reader};

/// What the query in force asks of bodies.
#[derive(Clone, Debug, Default)]
pub struct Judging {
    facts: Facts,
    generation: Generation,
    on_its_way: bool,
}

/// What a task found out about a post: which bytes it looked at, and what they answer.
pub type Judged = (Revision, Answer);

impl Judging {
    /// Takes a query on; what is known of its questions, or follows for them, stays known.
    pub fn ask(&mut self, query: &Query) {
        let facts = Facts::of(query);
        if facts.questions() != self.facts.questions() {
            let facts = facts.knowing(&self.facts);
            *self = Self { facts, generation: Generation(self.generation.0 + 1), on_its_way: false };
        }
    }

    /// What is known.
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// Forgets what was known of posts, which have changed.
    pub fn forget(&mut self, ids: &[PostId]) {
        ids.iter().for_each(|id| self.facts.forget(*id));
    }

    /// Whether bodies are being looked at.
    pub fn is_going_on(&self) -> bool {
        self.on_its_way
    }

    /// Lets the bodies of these posts be looked at, if there are any and none are.
    pub fn start(&mut self, library: &Library, open: &[PostId]) -> Option<Effect> {
        if self.on_its_way || open.is_empty() {
            return None;
        }
        self.on_its_way = true;
        let posts: Vec<Source> = open.iter().filter_map(|id| reader::source(library, *id)).collect();
        let questions = self.facts.questions().to_vec();
        Some(Effect::Start(Task::Judge { generation: self.generation, questions, posts: Arc::new(posts) }))
    }

    /// Takes answers, but for those of other questions and of posts that have changed meanwhile. Whether they were for
    /// these questions.
    pub fn take(&mut self, library: &Library, generation: Generation, answers: Vec<Judged>, done: bool) -> bool {
        if generation != self.generation {
            return false;
        }
        self.on_its_way = !done;
        let is_as_it_was =
            |(revision, (id, _)): &Judged| library.get(*id).is_some_and(|post| post.revision == *revision);
        answers.into_iter().filter(is_as_it_was).for_each(|(_, answer)| self.facts.take(answer));
        true
    }
}
