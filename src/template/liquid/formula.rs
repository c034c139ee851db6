//! Formulas between tags whose names do not say which opens and which closes: `{% m %}x{% em %}` (mathjax.rb of Octopress and Tufte's
//! theme).

use super::super::tags::nest;
use super::Engine;

impl Engine<'_> {
    /// Shows such a tag. Answers whether it is one.
    pub(super) fn formula(&mut self, name: &str, at: usize) -> bool {
        match name {
            "m" if memchr::memmem::find(self.source.as_bytes(), b"em").is_some() => {
                self.formula_start = Some(self.out.text.len());
            }
            "em" if self.formula_start.is_some() => {
                let start = self.formula_start.take().unwrap_or_default();
                let source = self.out.cut(start);
                self.out.make(&nest::inline_formula(&source), at);
            }
            _ => return false,
        }
        true
    }
}
