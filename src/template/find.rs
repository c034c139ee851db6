//! Looks for the same mark from ever later places without reading any byte twice.

use memchr::memmem;

/// Whether a mark stands anywhere in a text: what most rewritings ask of a whole body first, of which most hold none.
pub(super) fn holds(text: &str, mark: &str) -> bool {
    memmem::find(text.as_bytes(), mark.as_bytes()).is_some()
}

/// The next place of one mark.
#[derive(Clone, Debug)]
pub(super) struct Finder {
    mark: &'static str,
    /// Where the mark stands next; None once there are no more. Right for every place from `from` to there.
    next: Option<usize>,
    from: usize,
    begun: bool,
}

impl Finder {
    /// For a mark.
    pub(super) fn new(mark: &'static str) -> Self {
        Self { mark, next: None, from: 0, begun: false }
    }

    /// The first place of the mark at or after `from`.
    pub(super) fn find(&mut self, text: &str, from: usize) -> Option<usize> {
        let known = self.begun && from >= self.from && self.next.is_none_or(|next| next >= from);
        if !known {
            let rest = text.as_bytes().get(from..)?;
            self.next = memmem::find(rest, self.mark.as_bytes()).map(|at| from + at);
            (self.from, self.begun) = (from, true);
        }
        self.next
    }
}
