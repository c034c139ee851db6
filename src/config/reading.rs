//! A file that the user wrote, while it is read: its text, and what was found wrong so far.

use std::ops::Range;

use toml::Spanned;
use toml::de::DeTable;

use super::Problem;
use crate::input::nearest;

/// A file being read.
#[derive(Debug)]
pub struct Reading<'a> {
    file: &'a str,
    text: &'a str,
    /// What is wrong so far.
    pub problems: Vec<Problem>,
}

impl<'a> Reading<'a> {
    /// Starts reading; `file` is how problems name it.
    pub fn new(file: &'a str, text: &'a str) -> Self {
        Self { file, text, problems: Vec::new() }
    }

    /// The file's tables, with what is not TOML left out and reported.
    pub fn tables(&mut self) -> Spanned<DeTable<'a>> {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        for error in errors {
            self.report(&error.span().unwrap_or_default(), error.message());
        }
        table
    }

    /// Reports what is wrong at a place.
    pub fn report(&mut self, span: &Range<usize>, message: &str) {
        self.problems.push(Problem::at(self.file, self.text, span, message));
    }

    /// Reports a name that is none of those known.
    pub fn unknown<'n>(&mut self, span: &Range<usize>, name: &str, known: impl Iterator<Item = &'n str>) {
        self.report(span, &format!("`{name}` is not known here{}", did_you_mean(name, known)));
    }

    /// The line of a place, from 1.
    pub fn line(&self, span: &Range<usize>) -> u32 {
        Problem::at(self.file, self.text, span, "").line
    }
}

/// The end of a message about a name: the known one it is nearest to, if one is near.
pub fn did_you_mean<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> String {
    nearest(name, known).map(|meant| format!("; did you mean `{meant}`?")).unwrap_or_default()
}
