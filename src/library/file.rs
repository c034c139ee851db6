//! A file that was read, or could not be, becomes a post: the same for the reader and for every command.

use std::io;
use std::path::Path;

use super::body::MAX_POST;
use crate::post::{Code, Diagnostic, Post};
use crate::site::Site;
use crate::system::FileBytes;
use crate::text::Clean;

/// One file, one post; none if the generator would not list it. What could not be read is a post with a problem.
pub fn post_of(site: &Site, path: &Path, read: io::Result<FileBytes>) -> Option<Post> {
    let problem = match &read {
        Err(error) => Some((Code::Unreadable, format!("The file could not be read: {}.", reason(error)))),
        Ok(file) if file.size > MAX_POST as u64 => {
            Some((Code::TooLarge, format!("The file has {} MiB; folio reads 16.", file.size >> 20)))
        }
        Ok(_) => None,
    };
    let file = read.unwrap_or_default();
    let mut post = site.read_post(path, &file.bytes, file.size, file.modified)?;
    if let Some((code, why)) = problem {
        post.tell(Diagnostic { code, line: 0, column: 0, message: Clean::line(&why) });
    }
    Some(post)
}

/// Why a file could not be read, in a person's words: never the system's own, which may carry a name.
pub fn reason(error: &std::io::Error) -> &'static str {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => "it is no longer there",
        ErrorKind::PermissionDenied => "you may not read it, or it leads out of the site",
        ErrorKind::InvalidInput => "it is not a regular file",
        ErrorKind::IsADirectory => "it is a directory",
        ErrorKind::NotADirectory => "a part of its path is no directory",
        ErrorKind::InvalidFilename => "its name is too long",
        _ => "the system reports an error",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_a_post_that_says_why() {
        let read = |read| post_of(&Site::default(), Path::new("a.md"), read).unwrap();
        let refused = read(Err(io::ErrorKind::PermissionDenied.into()));
        assert_eq!(refused.diagnostics().len(), 1);
        let why = "The file could not be read: you may not read it, or it leads out of the site.";
        assert_eq!(refused.diagnostics()[0].message.as_str(), why);
        let large = FileBytes { bytes: b"x".to_vec(), size: 17 << 20, modified: 0 };
        assert_eq!(read(Ok(large)).diagnostics()[0].code, Code::TooLarge);
        assert!(read(Ok(FileBytes::default())).diagnostics().iter().all(|found| found.code != Code::Unreadable));
    }
}
