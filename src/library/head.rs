//! The start of a file: as much of it as listing a post takes. Knows the marks of front matter; parses nothing.

use std::io;
use std::path::Path;

use crate::system::{FileBytes, System};

/// Bytes read of every file; more only where the front matter is longer.
pub const USUAL: usize = 4 * 1024;
/// Bytes of the longest front matter, and a little of the body.
const LONG: usize = 72 * 1024;

/// Reads the start of a file below a root: its front matter and some of its body.
///
/// # Errors
/// If it cannot be read.
pub fn read(system: &dyn System, root: &Path, path: &Path) -> io::Result<FileBytes> {
    let head = system.read(root, path, USUAL)?;
    if head.bytes.len() < USUAL || is_closed(&head.bytes) {
        return Ok(head);
    }
    system.read(root, path, LONG)
}

/// Whether the front matter that a head opens is closed in it, as far as that can be told without reading it.
fn is_closed(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let closing: &[u8] = match head {
        [b'-', b'-', b'-', ..] => b"\n---",
        [b'+', b'+', b'+', ..] => b"\n+++",
        [b'{', ..] => b"\n}",
        // UTF-16.
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => return false,
        _ => b"\n\n",
    };
    memchr::memmem::find(head, closing).is_some()
}
