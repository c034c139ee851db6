//! Lines typed before, oldest first, each once.

/// Lines typed before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    lines: Vec<String>,
}

impl Lines {
    const MOST: usize = 200;

    /// All of them, oldest first.
    pub fn lines(&self) -> &[String] {
        &self.lines
    }

    /// Adds a line as the newest.
    pub fn push(&mut self, line: &str) {
        let line = line.trim();
        if line.is_empty() {
            return;
        }
        self.lines.retain(|known| known != line);
        if self.lines.len() == Self::MOST {
            self.lines.remove(0);
        }
        self.lines.push(line.to_owned());
    }
}
