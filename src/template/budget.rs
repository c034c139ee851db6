//! What files may still give to one text: a small text that names large files again and again would be hundreds of megabytes.

/// Files that are shown in one text, counted each time.
const MOST: usize = 128;
/// Bytes of them together, counted each time.
const LARGEST: usize = 1 << 20;

/// Files and bytes that are left.
#[derive(Debug)]
pub(super) struct Budget {
    files: usize,
    bytes: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { files: MOST, bytes: LARGEST }
    }
}

impl Budget {
    /// Whether a file of so many bytes may still be shown; it is counted then.
    pub(super) fn take(&mut self, bytes: usize) -> bool {
        let left = self.files.checked_sub(1).zip(self.bytes.checked_sub(bytes));
        left.inspect(|(files, bytes)| (self.files, self.bytes) = (*files, *bytes)).is_some()
    }

    /// Whether any file was shown.
    pub(super) fn is_touched(&self) -> bool {
        self.files < MOST
    }
}
