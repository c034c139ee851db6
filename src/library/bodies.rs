//! Streams over the bodies of many posts, off the UI thread: full text and backlinks. Two readers, answers in the order
//! asked, ended between two posts.

use crate::document::Document;
use crate::post::PostId;
use crate::search::{Hit, Needle, hits};
use crate::site::Site;
use crate::system::System;

use super::body::{Body, BodySource};
use super::facts::{Answer, Examiner};

/// Posts that are read before the first answer; then twice as many each time, so that first hits come at once.
const FIRST: usize = 16;
const MOST: usize = 512;

/// What a stream reads from, and whether it should go on.
pub struct Bodies<'a> {
    /// The world.
    pub system: &'a dyn System,
    /// Whose bodies.
    pub site: &'a Site,
    /// Asked before each post: whether nobody wants the answer any more.
    pub cancelled: &'a (dyn Fn() -> bool + Sync),
}

/// Decides on a body that may match: whether the query keeps it.
pub type Judge<'a> = &'a (dyn Fn(PostId, &Document) -> bool + Sync);

impl Bodies<'_> {
    /// Looks for a needle in the words as shown. `found` gets the hits of a few posts at a time, in the order of
    /// `posts`. Bodies that `judge` drops have no hits.
    pub fn search(&self, posts: &[BodySource<'_>], needle: &Needle, judge: Judge<'_>, found: &mut dyn FnMut(Vec<Hit>)) {
        self.each(
            posts,
            &|source, body| {
                if !needle.may_be_in(body.text.as_bytes()) {
                    return Vec::new();
                }
                let document = source.document(body, self.site);
                if !judge(source.id, &document) {
                    return Vec::new();
                }
                hits(source.id, &document, &body.text, needle)
            },
            &mut |some| found(some.into_iter().flatten().collect()),
        );
    }

    /// What bodies answer, in order; one that cannot be read says no to everything.
    pub fn answer(&self, posts: &[BodySource<'_>], examiner: &Examiner, told: &mut dyn FnMut(Vec<Answer>)) {
        let yes = |source: BodySource<'_>, body: &Body| match examiner.may_hold(&body.text) {
            true => examiner.answers(&source.document(body, self.site)),
            false => Vec::new(),
        };
        self.visit(posts, &|source, body| (source.id, body.map(|body| yes(source, body)).unwrap_or_default()), told);
    }

    /// Does something with each body; those that cannot be read are left out. Answers come in order.
    pub fn each<T: Send>(
        &self,
        posts: &[BodySource<'_>],
        work: &(dyn Fn(BodySource<'_>, &Body) -> T + Sync),
        done: &mut dyn FnMut(Vec<T>),
    ) {
        let work = |source: BodySource<'_>, body: Option<&Body>| body.map(|body| work(source, body));
        self.visit(posts, &work, &mut |some| done(some.into_iter().flatten().collect()));
    }

    /// Does something with each body, which is none where it cannot be read. Answers come in order.
    fn visit<T: Send>(
        &self,
        posts: &[BodySource<'_>],
        work: &(dyn Fn(BodySource<'_>, Option<&Body>) -> T + Sync),
        done: &mut dyn FnMut(Vec<T>),
    ) {
        let (mut rest, mut size) = (posts, FIRST);
        while !rest.is_empty() && !(self.cancelled)() {
            let (now, later) = rest.split_at(size.min(rest.len()));
            rest = later;
            size = (size * 2).min(MOST);
            let (left, right) = now.split_at(now.len() / 2);
            let half = |half: &[BodySource<'_>]| -> Vec<T> {
                let going = half.iter().take_while(|_| !(self.cancelled)());
                going.map(|source| work(*source, source.read(self.system, self.site).ok().as_ref())).collect()
            };
            let mut answers = std::thread::scope(|scope| {
                let other = scope.spawn(|| half(right));
                let mut answers = half(left);
                // A panic in the other half is a bug of folio: it goes on to whoever asked.
                answers.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
                answers
            });
            if !(self.cancelled)() {
                done(std::mem::take(&mut answers));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::post::BodyStart;
    use crate::system::memory::MemorySystem;

    fn world(count: usize) -> (MemorySystem, Vec<std::path::PathBuf>) {
        let paths: Vec<String> = (0..count).map(|index| format!("{index:04}.md")).collect();
        let files = paths.iter().map(|path| (path.as_str(), "Rain in *Spain*.\n"));
        (MemorySystem::with_files(files), paths.iter().map(Into::into).collect())
    }

    fn sources(paths: &[std::path::PathBuf]) -> Vec<BodySource<'_>> {
        let numbered = (0u32..).map(PostId).zip(paths);
        numbered.map(|(id, path)| BodySource { id, path, start: BodyStart::default() }).collect()
    }

    #[test]
    fn hits_come_in_order_and_stop_when_nobody_waits() {
        let (system, paths) = world(100);
        let site = Site::default();
        let needle = Needle::new(&["spain"]).unwrap();
        let bodies = Bodies { system: &system, site: &site, cancelled: &|| false };
        let mut found = Vec::new();
        bodies.search(&sources(&paths), &needle, &|_, _| true, &mut |hits| found.extend(hits));
        assert_eq!(found.iter().map(|hit| hit.post.0).collect::<Vec<_>>(), (0..100).collect::<Vec<_>>());

        let reads = AtomicUsize::new(0);
        let cancelled = || reads.fetch_add(1, Ordering::Relaxed) > 30;
        let bodies = Bodies { system: &system, site: &site, cancelled: &cancelled };
        let mut some = 0;
        bodies.search(&sources(&paths), &needle, &|_, _| true, &mut |hits| some += hits.len());
        assert!(some < 100);
    }
}
