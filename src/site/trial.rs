//! A site in memory, for the tests of the generators' rules.

use std::path::Path;

use super::Site;
use crate::post::Post;
use crate::system::memory::MemorySystem;

/// What is read of each of these files; none where the generator makes no post of one.
pub(super) fn read(files: &[(&str, &str)]) -> Vec<Option<Post>> {
    let system = MemorySystem::with_files(files.iter().copied());
    let site = Site::open(&system, "".as_ref()).unwrap();
    let enters = |path: &Path| path.ancestors().skip(1).all(|above| above == Path::new("") || site.enters(above));
    let post = |(path, text): &(&str, &str)| {
        let path = Path::new(path);
        let is_post = enters(path) && site.is_post(path);
        is_post.then(|| site.read_post(path, text.as_bytes(), text.len() as u64, 0)).flatten()
    };
    files.iter().map(post).collect()
}
