//! Which line of the body a byte stands on.

/// The start of every line of a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Lines(Vec<usize>);

impl Lines {
    /// Finds the lines of `text`.
    pub(super) fn of(text: &str) -> Self {
        Self(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1).collect())
    }

    /// The line of that byte, from 1.
    pub(super) fn line(&self, byte: usize) -> u32 {
        u32::try_from(self.0.partition_point(|start| *start <= byte) + 1).unwrap_or(u32::MAX)
    }

    /// As [`Lines::line`], where the byte is most often on a line not far behind that of the last one asked for, which `near`
    /// keeps.
    pub(super) fn line_near(&self, byte: usize, near: &mut usize) -> u32 {
        const FAR: usize = 4;
        let before = |at: &usize| at.checked_sub(1).and_then(|at| self.0.get(at)).is_none_or(|start| *start <= byte);
        let behind = |at: &usize| self.0.get(*at).is_none_or(|start| *start > byte);
        let found = (*near..=*near + FAR).find(|at| *at <= self.0.len() && before(at) && behind(at));
        *near = found.unwrap_or_else(|| self.0.partition_point(|start| *start <= byte));
        u32::try_from(*near + 1).unwrap_or(u32::MAX)
    }

    /// The first byte of a line.
    pub(super) fn start(&self, line: u32) -> usize {
        let before = (line as usize).checked_sub(2);
        before.and_then(|at| self.0.get(at)).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_near_the_last_one_is_the_line() {
        let text = "one\n\n\ntwo\nthree\n\n\n\n\n\n\nfour\n";
        let lines = Lines::of(text);
        let onward = 0..=text.len();
        let (mut near, mut leaping) = (0, 0);
        for byte in onward.clone().chain(onward.rev()) {
            assert_eq!(lines.line_near(byte, &mut near), lines.line(byte), "{byte}");
            let far = (byte * 7) % (text.len() + 1);
            assert_eq!(lines.line_near(far, &mut leaping), lines.line(far), "{far}");
        }
    }
}
