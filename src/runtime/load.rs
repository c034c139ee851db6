//! The loader: walks a site, reads heads, makes posts, and hands them on in batches that grow.
//!
//! Knows the system and the site's rules; does not know who takes the batches.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

use crate::library::file::post_of;
use crate::library::{Batch, Generation, Posts, head};
use crate::post::{Post, Revision, Shared};
use crate::site::Site;
use crate::system::{FileBytes, System};
use crate::text::Clean;

/// Paths handed to a parser at once, of a small site and at the start of a large one.
const FIRST_CHUNK: usize = 32;
/// Paths handed over at once when a large site has been walked for a while: each hand-over wakes three threads.
const LAST_CHUNK: usize = 256;
/// A chunk is so small a part of what was handed over before it, so that the parsers end together.
const CHUNK_SHARE: usize = 16;
/// Threads that read and parse: more would keep the keys waiting.
const PARSERS: usize = 2;
/// Posts in the first batch; each next one has twice as many, so that merging them all stays linear.
const FIRST_BATCH: usize = 256;
/// Posts in the largest batch: what one frame can take in.
const LAST_BATCH: usize = 16 * 1024;

/// Where and what to load.
#[derive(Clone)]
pub struct Loader {
    /// The world.
    pub system: Arc<dyn System>,
    /// The rules.
    pub site: Arc<Site>,
    /// Set once the answer is no longer wanted.
    pub stop: Arc<AtomicBool>,
}

impl Loader {
    /// Loads the whole site. `give` takes each batch and answers whether more is wanted. The answer is why the load is
    /// not complete, if it is not.
    pub fn load(&self, generation: Generation, give: &mut dyn FnMut(Batch) -> bool) -> Option<Clean> {
        let (paths, to_parse) = sync_channel::<Vec<PathBuf>>(64);
        let (posts, parsed) = sync_channel::<Posts>(64);
        // Parsers alone hold it: where none could be started, or all have failed, the walker finds nobody and ends.
        let to_parse = Arc::new(Mutex::new(to_parse));
        std::thread::scope(|scope| {
            let starts = |_: &usize| {
                let (posts, to_parse) = (posts.clone(), Arc::clone(&to_parse));
                let parser = std::thread::Builder::new().name("parser".into());
                parser.spawn_scoped(scope, move || self.parse(&to_parse, &posts)).is_ok()
            };
            if (0..PARSERS).filter(starts).count() == 0 {
                return self.load_alone(generation, give);
            }
            drop((posts, to_parse));
            let walker = std::thread::Builder::new().name("walker".into());
            let walker = walker.spawn_scoped(scope, move || self.walk(&paths));
            self.collect(generation, parsed, give);
            match walker.map(std::thread::ScopedJoinHandle::join) {
                Ok(Ok(unreadable)) => unread(&unreadable),
                _ => Some(Clean::line("The files could not be listed.")),
            }
        })
    }

    /// Loads the whole site on this thread, where no other could be started.
    fn load_alone(&self, generation: Generation, give: &mut dyn FnMut(Batch) -> bool) -> Option<Clean> {
        let keep = |kind, path: &Path| self.site.keeps(kind, path);
        let mut paths = Vec::new();
        let unreadable = self.system.walk(&self.site.root, &keep, &mut |entry| {
            paths.push(entry.path);
            !self.stopped()
        });
        for paths in paths.chunks(FIRST_BATCH) {
            if self.stopped() || !give(self.reload(generation, paths)) {
                break;
            }
        }
        unread(&unreadable)
    }

    /// Reads these files again: those that are gone become removals.
    pub fn reload(&self, generation: Generation, paths: &[PathBuf]) -> Batch {
        let mut batch = Batch { generation, ..Batch::default() };
        for path in paths {
            let wanted = self.site.is_post(path) && self.system.is_file(&self.site.root, path);
            match wanted.then(|| self.post(path)).flatten() {
                Some(post) => batch.upserts.push(Arc::new(post)),
                None => batch.removals.push(path.clone()),
            }
        }
        batch
    }

    fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    fn walk(&self, paths: &SyncSender<Vec<PathBuf>>) -> Vec<PathBuf> {
        let keep = |kind, path: &Path| self.site.keeps(kind, path);
        let (mut chunk, mut size, mut sent) = (Vec::with_capacity(FIRST_CHUNK), FIRST_CHUNK, 0);
        // In the order of the system, so that the first posts of a large folder are read while it is still listed; which post
        // comes when, the two parsers leave to chance anyway.
        let mut unreadable = self.system.look(&self.site.root, &keep, &mut |entry| {
            chunk.push(entry.path);
            if chunk.len() < size {
                return true;
            }
            sent += size;
            size = (sent / CHUNK_SHARE).clamp(FIRST_CHUNK, LAST_CHUNK);
            let full = std::mem::replace(&mut chunk, Vec::with_capacity(size));
            paths.send(full).is_ok() && !self.stopped()
        });
        let _ = paths.send(chunk);
        unreadable.sort_unstable();
        unreadable
    }

    fn parse(&self, paths: &Mutex<Receiver<Vec<PathBuf>>>, posts: &SyncSender<Posts>) {
        let mut shared = Shared::default();
        loop {
            let next = paths.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok(chunk) = next else { return };
            let made = chunk.iter().filter_map(|path| self.post(path)).map(|mut post| {
                shared.share(&mut post);
                Arc::new(post)
            });
            let made: Posts = made.collect();
            if self.stopped() || posts.send(made).is_err() {
                // Whoever still sends must find an end.
                while paths.lock().unwrap_or_else(PoisonError::into_inner).recv().is_ok() {}
                return;
            }
        }
    }

    fn collect(&self, generation: Generation, parsed: Receiver<Posts>, give: &mut dyn FnMut(Batch) -> bool) {
        let mut size = FIRST_BATCH;
        let mut upserts = Vec::with_capacity(size);
        for posts in parsed {
            upserts.extend(posts);
            if upserts.len() < size {
                continue;
            }
            size = (size * 2).min(LAST_BATCH);
            let upserts = std::mem::replace(&mut upserts, Vec::with_capacity(size));
            if !give(Batch { generation, upserts, ..Batch::default() }) {
                self.stop.store(true, Ordering::Relaxed);
            }
        }
        if !self.stopped() && !upserts.is_empty() {
            give(Batch { generation, upserts, ..Batch::default() });
        }
    }

    /// One file, one post; none if the generator would not list it. A file that cannot be read is a post all the same.
    pub fn post(&self, path: &Path) -> Option<Post> {
        let head = head::read(self.system.as_ref(), &self.site.root, path);
        let known = head.as_ref().map(revision).unwrap_or_default();
        let post = post_of(&self.site, path, head)?;
        Some(Post { revision: known, ..post })
    }

    /// A file that a person named: a post, whether the generator would list it or not.
    pub fn named(&self, path: &Path) -> Option<Post> {
        self.post(path).or_else(|| {
            let file = head::read(self.system.as_ref(), &self.site.root, path).ok()?;
            let (post, _) = self.site.read_file(path, &file.bytes, file.size, file.modified);
            Some(Post { revision: revision(&file), ..post })
        })
    }
}

fn unread(directories: &[PathBuf]) -> Option<Clean> {
    let first = directories.first()?;
    let is_root = first.as_os_str().is_empty();
    let first = first.display();
    Some(Clean::line(&match directories.len() {
        1 if is_root => "The directory of the blog could not be read.".to_owned(),
        1 => format!("The directory {first} could not be read."),
        more => format!("{more} directories could not be read, {first} first."),
    }))
}

/// Which bytes: the size, the time of change and the head, as 64 bits (FNV-1a over eight bytes at a time).
pub fn revision(head: &FileBytes) -> Revision {
    let start = head.bytes.get(..head::USUAL).unwrap_or(&head.bytes);
    let (words, rest) = start.as_chunks();
    let mut last = [0; 8];
    last.iter_mut().zip(rest).for_each(|(to, byte)| *to = *byte);
    let words = words.iter().copied().chain([last]).map(u64::from_le_bytes);
    let numbers = [head.size, head.modified.cast_unsigned()].into_iter().chain(words);
    // The low bits of a product know nothing of the high bits of its factors.
    let mix = |hash: u64, word: u64| (hash ^ word).wrapping_mul(0x0100_0000_01b3).rotate_left(29);
    Revision(numbers.fold(0xcbf2_9ce4_8422_2325, mix))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::system::memory::MemorySystem;

    #[test]
    fn the_blogs_own_directory_is_told_by_that_name() {
        assert_eq!(unread(&[]), None);
        let told = |paths: &[&str]| unread(&paths.iter().map(PathBuf::from).collect::<Vec<_>>()).unwrap().to_string();
        assert_eq!(told(&[""]), "The directory of the blog could not be read.");
        assert_eq!(told(&["_posts"]), "The directory _posts could not be read.");
        assert_eq!(told(&["a", "b"]), "2 directories could not be read, a first.");
    }

    #[test]
    fn a_load_ends_whatever_becomes_of_its_threads() {
        let files: Vec<String> = (0..6_000).map(|number| format!("{number}.md")).collect();
        let memory = MemorySystem::with_files(files.iter().map(|name| (name.as_str(), "Words.")));
        let site = Arc::new(Site::open(&memory, Path::new("")).unwrap());
        let loader = Loader { system: Arc::new(memory.clone()), site, stop: Arc::default() };
        let mut count = 0;
        let mut counted = |batch: Batch| {
            count += batch.upserts.len();
            true
        };
        assert_eq!(loader.load(Generation(1), &mut counted), None);
        assert_eq!(loader.load_alone(Generation(1), &mut counted), None);
        assert_eq!(count, files.len() * 2);
        // Whoever is given the first batch fails, while the walker has thousands of paths to hand on.
        let failed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            loader.load(Generation(1), &mut |_| std::panic::resume_unwind(Box::new(0)))
        }));
        assert!(failed.is_err());
    }

    #[test]
    fn another_byte_is_another_revision() {
        let file = |text: &[u8]| FileBytes { bytes: text.to_vec(), size: text.len() as u64, modified: 7 };
        let text = b"---\ntitle: One post\n---\nSome words.";
        let known = revision(&file(text));
        assert_eq!(known, revision(&file(text)));
        for at in 0..text.len() {
            for bit in 0..8 {
                let mut other = text.to_vec();
                other[at] ^= 1 << bit;
                assert_ne!(revision(&file(&other)), known, "byte {at}, bit {bit}");
            }
        }
        assert_ne!(revision(&FileBytes { modified: 8, ..file(text) }), known);
        assert_ne!(revision(&FileBytes { size: 99, ..file(text) }), known);
    }
}
