//! A place in the words of a paragraph, and what stands around it. Knows no format's marks.

/// A place in a paragraph.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scan<'s> {
    text: &'s str,
    /// Bytes read so far.
    at: usize,
}

impl<'s> Scan<'s> {
    pub(super) const fn new(text: &'s str) -> Self {
        Self { text, at: 0 }
    }

    /// What is not read yet.
    pub(super) fn rest(&self) -> &'s str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The character read last.
    pub(super) fn before(&self) -> Option<char> {
        self.text.get(..self.at)?.chars().next_back()
    }

    /// Goes on behind these bytes.
    pub(super) const fn skip(&mut self, bytes: usize) {
        self.at += bytes;
    }
}

/// Where a mark stands in a text, with the characters on its two sides.
pub(super) fn places<'t>(
    text: &'t str,
    mark: &'t str,
) -> impl Iterator<Item = (usize, Option<char>, Option<char>)> + 't {
    text.match_indices(mark).map(move |(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + mark.len()..).and_then(|after| after.chars().next());
        (at, before, after)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_told_by_what_is_around_it() {
        let mut scan = Scan::new("éa");
        assert_eq!((scan.before(), scan.rest()), (None, "éa"));
        scan.skip(2);
        assert_eq!((scan.before(), scan.rest()), (Some('é'), "a"));
        scan.skip(9);
        assert_eq!((scan.before(), scan.rest()), (None, ""));
        let found: Vec<_> = places("*é*b", "*").collect();
        assert_eq!(found, [(0, None, Some('é')), (3, Some('é'), Some('b'))]);
    }
}
