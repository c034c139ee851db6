//! No post makes a command take more memory than docs/SECURITY.md says.

use super::{Blog, ran};

/// Bytes of a post.
const SIZE: usize = 15_000_000;
/// Kilobytes that a command may map: the 256 MB of the promise and what a program maps and never uses.
const ROOM: u32 = 256 * 1024 + 128 * 1024;

/// What a post is full of: that which takes the most as text, as marks, as blocks, as cells and as links.
const PIECES: &[&str] = &["x", "[", "- a\n", "|c|d|\n", "https://a.bc "];

#[test]
fn no_post_takes_more_memory_than_is_promised() {
    for piece in PIECES {
        let head = if piece.starts_with('|') { "|a|b|\n|-|-|\n" } else { "" };
        let blog = Blog::of(&[("_posts/2020-01-02-a.md", &[head, &piece.repeat(SIZE / piece.len())].concat())]);
        let mut limited = std::process::Command::new("/bin/sh");
        let script = format!("ulimit -v {ROOM}; exec \"$0\" show _posts/2020-01-02-a.md >/dev/null");
        limited.args(["-c", &script, env!("CARGO_BIN_EXE_folio")]).current_dir(blog.0.path()).env_clear();
        let told = ran(&limited.output().unwrap());
        assert_eq!(told.status, 0, "{piece:?}: {}", told.err);
    }
}
